"""Start of the Monitor Asielopgave Limburg; see ``ui/frame.py`` for the frame around every page."""

from ui import frame

frame.run()
