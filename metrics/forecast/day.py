"""The day on which the places of a duty must be there, with who says so."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from model.lijsten import Doelgroep, Maat, Toets
from model.rules import Rules


@dataclass(frozen=True)
class Dag:
    """A day with its ground; NaT when no day is known.

    Attributes:
        datum: the day.
        herkomst: who says so, as the end of a sentence.
        is_aanname: whether this project chose it.
    """

    datum: pd.Timestamp
    herkomst: str
    is_aanname: bool = False


NERGENS = Dag(pd.NaT, "geen bron noemt een dag")


def duty_day(cijfers: pd.DataFrame, doelgroep: str, soort: str, cyclus: str, rules: Rules) -> Dag:
    """Return the day of a duty: of the figures, else of the steps of the cycle, else of the rule of counting.

    Args:
        cijfers: the frame of that name; ``geldt_vanaf`` of a duty is the day its places must be there.
        doelgroep: only asielzoekers have cycles.
        soort: kind of duty.
        cyclus: round of the Spreidingswet.
        rules: gives the steps of the cycles, and the first day of the window in which places count.
    """
    mine = cijfers["maat"].eq(Maat.OPGAVE) & cijfers["doelgroep"].eq(doelgroep)
    if doelgroep == Doelgroep.ASIELZOEKERS:
        mine &= cijfers["soort_opgave"].eq(soort) & cijfers["cyclus"].eq(cyclus)
    given = cijfers.loc[mine, "geldt_vanaf"].dropna().unique()
    if len(given) == 1:
        return Dag(pd.Timestamp(given[0]), "zo staat het bij de opgave")
    if doelgroep != Doelgroep.ASIELZOEKERS:
        return NERGENS
    cycle = rules.cycle(cyclus)
    step = next((step for step in cycle.stap if step.code == "gereed"), None) if cycle else None
    if step is not None:
        return Dag(pd.Timestamp(step.datum), f"{step.naam}, cyclus {cyclus}; {step.zeker}")
    window = [rule for rule in rules.tellen.of_cycle(cyclus) if rule.toets == Toets.VENSTER and rule.van]
    return Dag(pd.Timestamp(window[0].van), window[0].zeker, True) if window else NERGENS
