"""Places of special reception that an alternative key takes off a gemeente's share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from model.frames import Frames
from model.lijsten import Eenheid, Stadium
from model.taal import datum, getal, meervoud, opsomming, woord

#: Stages in which a site is there; of an ended or unclear one only its dates tell until when it was.
THERE = (Stadium.OPEN, Stadium.AFBOUW)
ENDED = (Stadium.GESLOTEN, Stadium.ONBEKEND)
COUNTED = (Eenheid.PLEKKEN, Eenheid.BEDDEN)


def there(locaties: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Return which sites stand on a day, as far as their stage and dates tell.

    A site that is open now stands from its first day (an unknown one counts) until its last. One that closed,
    or of which the stage is not known, stands only when both days are known and the day lies between them.
    """
    begun, ended = locaties["van"].le(day), locaties["tot"].lt(day)
    now = locaties["stadium"].isin(THERE) & (begun | locaties["van"].isna()) & ~ended
    past = locaties["stadium"].isin(ENDED) & begun & locaties["tot"].ge(day)
    return now | past


def credited(
    frames: Frames, codes: Sequence[str], types: Sequence[str], factor: Fraction, day: pd.Timestamp
) -> tuple[dict[str, Fraction], tuple[str, ...]]:
    """Return per gemeente what is taken off its share, and Dutch remarks about what was not counted.

    Args:
        frames: a version's frames; uses locaties.
        codes: gemeenten that take part.
        types: kinds of locations that count; none means no credit.
        factor: how much of a place is taken off.
        day: the day on which a site must be there.
    """
    if not types:
        return {}, ()
    sites = frames["locaties"]
    sites = sites[sites["type"].isin(list(types)) & sites["gebied_code"].isin(list(codes))]
    sites = sites[there(sites, day)]
    usable = sites["plekken"].notna() & sites["eenheid"].isin([str(unit) for unit in COUNTED])
    places = sites[usable].groupby("gebied_code")["plekken"].sum()
    credit = {str(code): factor * int(number) for code, number in places.items()}
    kinds = opsomming([woord(kind) for kind in types])
    total = getal(int(places.sum()) if len(places) else 0)
    sites_ = meervoud(int(usable.sum()), "locatie", "locaties")
    told = [
        f"Krediet: {total} plekken op {datum(day)} ({kinds}) op {sites_}. Het telt alleen binnen de eigen "
        "provincie: wat een gemeente minder krijgt, dragen de andere gemeenten van die provincie. Van andere "
        "provincies zijn niet alle locaties geladen."
    ]
    if unknown := int((~usable).sum()):
        which = meervoud(unknown, "locatie", "locaties")
        told.append(f"Van {which} is het aantal plekken onbekend; zij geven geen krediet.")
    return credit, tuple(told)
