"""The forecast in Dutch: chances, bands, assumptions and posts as a reader sees them. Never 'certain'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.forecast.totals import NIET_BESLOTEN, NIET_OPEN, VERLENGING
from model.kansen import Aannamen, Stand
from model.taal import (
    ONBEKEND,
    datum,
    getal,
    is_unknown,
    kans,
    meervoud,
    op_tien,
    opsomming,
    procent,
    woord,
)

DOOR = "Berekend door de monitor op aannames; dit is geen meting en geen toezegging"
POST = {
    VERLENGING: "verlengingen die nog niet zijn afgesproken",
    NIET_BESLOTEN: "alles wat nog niet is besloten of afgesproken",
    NIET_OPEN: "alles wat nog niet open is",
}


def chance_text(share: object, is_ondergrens: bool) -> str:
    """Return a chance as a percentage; a lower bound says so.

    >>> chance_text(0.7, False), chance_text(0.43, True), chance_text(1.0, True), chance_text(None, False)
    ('70 %', 'ten minste 43 %', 'meer dan 99 %', 'onbekend')
    """
    said = kans(share)
    return f"ten minste {said}" if is_ondergrens and said[0].isdigit() else said


def range_text(low: object, middle: object, high: object) -> str:
    """Return places in the middle of the draws, with what eight of ten lie between.

    >>> range_text(3800, 4120, 4500), range_text(95, 95, 95), range_text(None, None, None)
    ('4.120 (3.800 tot 4.500)', '95', 'onbekend')
    """
    if is_unknown(middle):
        return ONBEKEND
    return getal(middle) if low == high else f"{getal(middle)} ({getal(low)} tot {getal(high)})"


def post_text(post: str) -> str:
    """Return what a post of 'wat als dit niet doorgaat' is.

    >>> post_text("besluit")
    'locaties in het stadium besluit'
    """
    return POST[post] if post in POST else f"locaties in het stadium {woord(post)}"


def headline(row: Mapping[str, Any]) -> str:
    """Return the chance of one area as a sentence.

    Args:
        row: a row of ``chances``, with ``kans_laag`` and ``kans_hoog`` beside it.
    """
    name = row["naam"]
    if is_unknown(row["kans"]):
        return f"Voor {name} is er geen kans te berekenen: {row['reden']}."
    duty = f"de opgave van {getal(row['opgave'])} plekken op {datum(row['datum'])}"
    said = chance_text(row["kans"], row["is_ondergrens"])
    if not row["is_ondergrens"]:
        said = f"{op_tien(row['kans'])} ({said})"
    ends = f"bij lage aannames {kans(row['kans_laag'])}, bij hoge {kans(row['kans_hoog'])}"
    return f"De kans dat {name} {duty} haalt, is {said}; {ends}."


def note(row: Mapping[str, Any]) -> str:
    """Return what must be said beside the chance of an area; an empty text when nothing must."""
    parts = [str(row["reden"])] if row["reden"] else []
    if row["weggelaten"]:
        parts.append(f"{meervoud(row['weggelaten'], 'locatie', 'locaties')} niet of deels meegeteld")
    if row["leden"] > 1 and row["leden_zonder"]:
        without = f"{getal(row['leden_zonder'])} van {meervoud(row['leden'], 'gemeente', 'gemeenten')}"
        parts.append(f"van {without} doet geen locatie mee")
    return "; ".join(parts)


def assumptions(aannamen: Aannamen, stand: Stand) -> pd.DataFrame:
    """Return the assumptions as a table: three values, delays of one stand with why, whose and since when."""
    rows = []
    for item in aannamen.stadium:
        delays = zip(aannamen.maanden, item.vertraging.of(stand), strict=True)
        parts = opsomming([f"{_late(months)} {procent(chance)}" for months, chance in delays if chance])
        rows.append(
            _row(aannamen, item, f"stadium {woord(item.stadium)}: gaat open", f"Als het doorgaat: {parts}. ")
        )
    for longer in aannamen.verlenging:
        name = woord(longer.status) if longer.status else "niet vermeld"
        rows.append(_row(aannamen, longer, f"verlenging {name}: gaat door", ""))
    return pd.DataFrame(rows)


def _row(aannamen: Aannamen, item: Any, what: str, delays: str) -> dict[str, str]:  # noqa: ANN401 - either kind
    source = aannamen.source(item)
    own = f" Bron: {item.bron}." if item.bron else ""
    return {
        "aanname": what,
        "kans: laag · midden · hoog": " · ".join(procent(item.kans.of(each)) for each in Stand),
        "vertraging en reden": f"{delays}{item.reden[0].upper()}{item.reden[1:]}.{own}",
        "van wie, sinds": f"{source.eigenaar}, {datum(source.sinds)}",
    }


def _late(months: int) -> str:
    return f"{months} maanden later" if months else "op tijd"
