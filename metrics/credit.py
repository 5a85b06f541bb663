"""Places of special reception that an alternative key takes off a gemeente's share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from metrics.supply import presence, stays
from model.frames import Frames
from model.taal import datum, getal, meervoud, opsomming, woord


def credited(
    frames: Frames, codes: Sequence[str], types: Sequence[str], factor: Fraction, day: pd.Timestamp
) -> tuple[dict[str, Fraction], tuple[str, ...]]:
    """Return per gemeente what is taken off its share, and Dutch remarks about what was not counted.

    Only places count that are certainly there on the day, as supply counts them.

    Args:
        frames: a version's frames; uses locaties and bestemmingen.
        codes: gemeenten that take part.
        types: kinds of locations that count; none means no credit.
        factor: how much of a place is taken off.
        day: the day on which a site must be there.
    """
    if not types:
        return {}, ()
    found = presence(stays(frames), day, verlenging=False)
    found = found[found["type"].isin(list(types)) & found["gebied_code"].isin(list(codes))]
    sure, maybe = _there(found, "zeker", day), _there(found, "mogelijk", day)
    mine = found[sure & found["plekken"].notna()]
    places = mine.groupby("gebied_code")["plekken"].sum()
    credit = {str(code): factor * int(number) for code, number in places.items()}
    total = getal(int(places.sum()) if len(places) else 0)
    kinds, sites = opsomming([woord(kind) for kind in types]), meervoud(len(mine), "locatie", "locaties")
    told = [
        f"Krediet: {total} plekken op {datum(day)} ({kinds}) op {sites}. Het telt alleen binnen de eigen "
        "provincie: wat een gemeente minder krijgt, dragen de andere gemeenten van die provincie. Van andere "
        "provincies zijn niet alle locaties geladen."
    ]
    if unknown := int((sure & found["plekken"].isna()).sum()):
        which = meervoud(unknown, "locatie", "locaties")
        told.append(f"Van {which} is het aantal plekken onbekend; zij geven geen krediet.")
    if unsure := int((maybe & ~sure).sum()):
        which = meervoud(unsure, "locatie", "locaties")
        told.append(f"Van {which} is niet zeker of die er dan is; zij geven geen krediet.")
    return credit, tuple(told)


def _there(found: pd.DataFrame, period: str, day: pd.Timestamp) -> pd.Series:
    """Return which stays are there on a day in one of their periods; a missing period is no."""
    return (found[f"{period}_van"].le(day) & found[f"{period}_tot"].ge(day)).astype("bool")
