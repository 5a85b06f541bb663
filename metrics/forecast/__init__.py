"""Chance of reaching a duty, by drawing what is not sure yet; see ``docs/decisions/0025-kans.md``.

``prepare`` says which sites can be drawn, ``run`` draws them, ``chances`` and ``what_if`` hold the result
against a duty, ``backtest`` holds the assumptions against what came. The chance of a named site is
confidential: ``sites``.
"""

from metrics.forecast.counted import Telling, telling
from metrics.forecast.day import Dag, duty_day
from metrics.forecast.draw import Worp
from metrics.forecast.outcome import Uitkomst, Vraag, run
from metrics.forecast.pipeline import Plan, prepare
from metrics.forecast.prognosis import Prognose, prognose
from metrics.forecast.reach import chances, what_if

__all__ = [
    "Dag",
    "Plan",
    "Prognose",
    "Telling",
    "Uitkomst",
    "Vraag",
    "Worp",
    "chances",
    "duty_day",
    "prepare",
    "prognose",
    "run",
    "telling",
    "what_if",
]
