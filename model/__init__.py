"""The words and shapes of the Monitor Asielopgave: lists, schemas, issues, Dutch text, dated rules.

Nothing in this package reads a spreadsheet, knows the store or draws a screen; everything else may import it.
"""
