"""One answer for a screen: the chosen assumptions, and how far the low and the high ones lie from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from metrics.forecast.draw import Worp
from metrics.forecast.outcome import Uitkomst, Vraag, run
from metrics.forecast.pipeline import Plan
from metrics.forecast.reach import chances, what_if
from model.kansen import Openbaar, Stand


@dataclass(frozen=True)
class Prognose:
    """What is drawn for one group, without the draws themselves.

    Attributes:
        band: see ``Uitkomst.band``, by the chosen assumptions.
        kansen: see ``chances``, plus kans_laag and kans_hoog (Float64) by the low and the high assumptions.
        wat_als: see ``what_if``, by the chosen assumptions.
        weggelaten, telt_niet, rijen: see ``Plan``.
    """

    band: pd.DataFrame
    kansen: pd.DataFrame
    wat_als: pd.DataFrame
    weggelaten: pd.DataFrame
    telt_niet: pd.DataFrame
    rijen: pd.DataFrame


def prognose(plan: Plan, vraag: Vraag, worp: Worp, table: pd.DataFrame, openbaar: Openbaar) -> Prognose:
    """Draw with the chosen, the low and the high assumptions on the same random numbers.

    Args:
        plan: what can be drawn.
        vraag: what is asked.
        worp: how is drawn; its ``stand`` is the choice.
        table: the duties, see ``chances``.
        openbaar: see ``chances``.
    """
    found = run(plan, vraag, worp)
    middle = chances(found, table, openbaar)
    ends = {}
    for stand in (Stand.LAAG, Stand.HOOG):
        other = found if stand == worp.stand else _slim(plan, vraag, replace(worp, stand=stand))
        ends[f"kans_{stand}"] = chances(other, table, openbaar)["kans"]
    return Prognose(
        found.band, middle.assign(**ends), what_if(found, middle), plan.weggelaten, plan.telt_niet, plan.rijen
    )


def _slim(plan: Plan, vraag: Vraag, worp: Worp) -> Uitkomst:
    """Draw for the day alone: the band of the other assumptions is not shown."""
    return run(plan, replace(vraag, band=False), worp)
