"""Signals: what asks for attention, by rules that are data; each with figures, none from unknown alone."""

from metrics.signals.decisions import AANVAARD, LATER, NIEUW, TERUG, with_decisions
from metrics.signals.find import COLUMNS, find, inside

__all__ = ["AANVAARD", "COLUMNS", "LATER", "NIEUW", "TERUG", "find", "inside", "with_decisions"]
