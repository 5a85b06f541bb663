"""What the figures mean: pure functions from checked frames to tidy frames.

Nothing here reads a file, a clock or a setting; a date, the rules and the choices come in as arguments.
Unknown stays unknown, a stock and a flow are never added, and a total of an area is a sum of its members.
"""
