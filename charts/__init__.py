"""Charts: functions from a tidy frame to a picture; they decide how figures look, never what they are.

Every module has one function ``beeld(frame, …) -> Beeld``; ``charts.kader.finish(beeld, kader)`` turns it
into a finished Vega-Lite specification with title, subtitle, source, peildatum and version inside.
"""
