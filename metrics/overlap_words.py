"""The Dutch sentences that say why rows are the same places, and what is done with them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics.overlap_pairs import Row, Samen, Soort, together
from metrics.overlap_plans import Plan
from model.taal import datum, getal, opsomming


def pair_sentence(soort: Soort, outcome: str, old: Row, new: Row) -> str:
    """Return what was found about two rows."""
    about = {
        Soort.VERVANGT: f"{new['naam']} vervangt {old['naam']}",
        Soort.ZELFDE: f"{new['naam']} en {old['naam']} lijken dezelfde locatie",
        Soort.GEMEENTEN: f"{new['naam']} staat bij twee gemeenten, met even veel plekken",
    }[soort]
    if old["naam"] == new["naam"] and soort != Soort.GEMEENTEN:
        about = f"{old['naam']} staat twee keer in het register"
    return f"{about}. {_what(soort, outcome, old, new)}"


def _what(soort: Soort, outcome: str, old: Row, new: Row) -> str:
    if outcome == "na_elkaar":
        return "De perioden volgen op elkaar; niets telt dubbel."
    if outcome == "dubbel":
        since = "" if pd.isna(new["van"]) else f" Vanaf {datum(new['van'])} zijn er twee rijen."
        return f"De plekken tellen één keer.{since}"
    if soort == Soort.GEMEENTEN:
        ask = "Is dit één plan, geef beide rijen dan dezelfde plancode."
        return f"{ask} Tot dan zijn de plekken van één rij onbekend."
    if together(old, new) != Samen.JA:
        return "Door ontbrekende datums is niet te zeggen of zij tegelijk open zijn."
    both = f"{getal(old['plekken'])} en {getal(new['plekken'])}"
    return f"De rijen noemen {both} plekken; welke juist is, zegt de bron niet."


def plan_sentence(plan: Plan, members: Sequence[Row], total: int, counted: int) -> str:
    """Return what was found about a joint plan."""
    names = opsomming(list(dict.fromkeys(row["naam"] for row in members)))
    start = f"{names} zijn samen plan {plan.code}"
    if plan.plekken is None:
        return (
            f"{start}. Hoeveel plekken het hele plan heeft, is onbekend; alleen de grootste rij telt, "
            "de andere zijn onbekend."
        )
    said = opsomming([getal(count) for count in plan.genoemd])
    size = f"van {said} plekken" if len(plan.genoemd) == 1 else f"(de rijen noemen {said} plekken)"
    tail = f"{start} {size}. De rijen tellen op tot {getal(total)}; het plan telt {getal(counted)}."
    if any(row["plekken"] == plan.plekken for row in members if not pd.isna(row["plekken"])):
        return tail
    return f"{tail} De verdeling over de rijen is naar verhouding berekend: een afspraak daarover ontbreekt."
