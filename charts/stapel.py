"""How the parts of one area lie in a bar: the known ones in the order of certainty, then what is unknown."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from model.taal import ONBEKEND

DELEN = ("open", "besloten", "voornemen", "gat")


@dataclass(frozen=True)
class Stuk:
    """One part of a bar, in units of the figure."""

    deel: str
    van: int
    tot: int
    tekst: str


def stapel(group: pd.DataFrame) -> list[Stuk]:
    """Return the parts of one area from left to right.

    Args:
        group: rows deel, waarde, waarde_tekst of one area. Without a known ``open`` the last part is unknown:
            as long as what is left of the duty, or of no length when that is not known either.
    """
    known = group[group["waarde"].notna()].set_index("deel")
    parts: list[Stuk] = []
    left = 0
    for deel in DELEN:
        size = int(known.loc[deel, "waarde"]) if deel in known.index else 0
        if size:
            parts.append(Stuk(deel, left, left + size, str(known.loc[deel, "waarde_tekst"])))
        left += size
    if DELEN[0] not in known.index:
        rest = int(known.loc[ONBEKEND, "waarde"]) if ONBEKEND in known.index else 0
        parts.append(Stuk(ONBEKEND, left, left + rest, ONBEKEND))
    return parts


def lengte(parts: list[Stuk]) -> int:
    """Return how far the known parts reach."""
    return max((part.tot for part in parts if part.deel != ONBEKEND), default=0)


def bijschrift(opgave: object, parts: list[Stuk], opgave_tekst: str) -> str:
    """Return the words beside a bar: the duty, and what is not known of it."""
    unknown = any(part.deel == ONBEKEND for part in parts)
    if pd.isna(opgave):
        return "alles onbekend" if unknown else f"opgave {opgave_tekst}"
    return f"onbekend, opgave {opgave_tekst}" if unknown else opgave_tekst
