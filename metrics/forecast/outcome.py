"""The draws for a list of areas: a band per month, the places on one day per draw, and what hangs on what."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from metrics.forecast import totals
from metrics.forecast.draw import Worp, clock
from metrics.forecast.pipeline import Plan
from metrics.forecast.totals import Deelsom

BAND = ("p10", "p50", "p90")


@dataclass(frozen=True)
class Vraag:
    """What is asked of the draws.

    Attributes:
        links: gebied_code and lid, see ``metrics.areas.membership``: the areas and their gemeenten.
        maanden: how many month ends, from that of the peildatum on.
        datum: day on which the duty must be there; NaT for none.
        delen: shares of the draws below the edges and the middle of the band.
        band: whether the months are asked for; without them only the day is worked out.
    """

    links: pd.DataFrame
    maanden: int
    datum: pd.Timestamp
    delen: tuple[float, float, float] = (0.1, 0.5, 0.9)
    band: bool = True


@dataclass(frozen=True)
class Gebied:
    """What the draws gave for one area on the day asked for.

    Attributes:
        totaal: places per draw.
        som: the rest of the sum, see ``Deelsom``; without its places per moment.
        leden: all gemeenten of the area, also those without a site.
    """

    totaal: np.ndarray
    som: Deelsom
    leden: frozenset[str]


@dataclass(frozen=True)
class Uitkomst:
    """What the draws gave for one group.

    Attributes:
        band: maand (month end), gebied_code, p10, p50, p90 (Int64): the places that are not exceeded in
            one, five and nine of ten draws.
        gebied: per area what there is on the day asked for, in the order of ``Vraag.links``.
        plan, vraag, worp: what was drawn, what for, and how.
    """

    band: pd.DataFrame
    gebied: dict[str, Gebied]
    plan: Plan
    vraag: Vraag
    worp: Worp


def run(plan: Plan, vraag: Vraag, worp: Worp) -> Uitkomst:
    """Draw. The same plan, question and seed give the same numbers, whatever the order of the rows.

    A region is the sum of its gemeenten in each draw. Areas without a site in the draw have no places:
    whether that is known or not is for ``chances`` to say.
    """
    every = pd.date_range(plan.peildatum.normalize(), periods=vraag.maanden, freq="ME")
    months = every if vraag.band else every[:0]
    moments = months if pd.isna(vraag.datum) else months.union(pd.DatetimeIndex([vraag.datum]))
    at = -1 if pd.isna(vraag.datum) else int(moments.searchsorted(vraag.datum))
    inside = moments.isin(months)
    bands, found = {}, {}
    for code, members, total in _areas(plan, vraag.links, worp, moments, at):
        bands[code] = edges(total.per_moment, vraag.delen)[inside]
        found[code] = _on_the_day(total, members, at, worp.aantal)
    order = list(dict.fromkeys(vraag.links["gebied_code"]))
    found = {code: found[code] for code in order}
    return Uitkomst(_band(months, {code: bands[code] for code in order}), found, plan, vraag, worp)


def _on_the_day(total: Deelsom, members: frozenset[str], at: int, draws: int) -> Gebied:
    """Return what there is on the day asked for, copied: a view would keep the whole table in memory."""
    now = total.per_moment[at] if at >= 0 else np.zeros(1, dtype=np.int32)
    posts = total.posten if len(members) > 1 else {}
    about = replace(total, per_moment=np.zeros((0, 1), dtype=np.int32), posten=posts)
    return Gebied(np.full(draws, now, dtype=np.int32), about, members)


def _areas(
    plan: Plan, links: pd.DataFrame, worp: Worp, moments: pd.DatetimeIndex, at: int
) -> Iterator[tuple[str, frozenset[str], Deelsom]]:
    """Yield every area with its gemeenten and their sum: first each gemeente, as it is drawn."""
    members = {str(code): frozenset(part) for code, part in links.groupby("gebied_code")["lid"]}
    of_lid = links.groupby("lid")["gebied_code"].agg(list)
    sums: dict[str, Deelsom] = {}
    done: set[str] = set()
    klok = clock(plan.rijen, moments, worp.aannamen, plan.peildatum)
    wanted = plan.rijen["gebied_code"].isin(of_lid.index)
    for lid, rows in plan.rijen[wanted].groupby("gebied_code", sort=True):
        place = rows.index.to_numpy()
        mine = totals.of_gemeente(rows, klok.take(place), worp, len(moments), at)
        for code in of_lid[lid]:
            if members[code] == {lid}:
                yield code, members[code], mine
                done.add(code)
            else:
                total = sums[code] if code in sums else totals.empty(len(moments), worp.aantal)
                sums[code] = total.plus(mine)
    nothing = totals.empty(len(moments), 1)
    for code in members.keys() - done:
        yield code, members[code], sums.get(code, nothing)


def edges(per_moment: np.ndarray, shares: Sequence[float]) -> np.ndarray:
    """Return per moment the smallest number of places that so large a share of the draws does not exceed.

    >>> edges(np.array([[30, 10, 20, 40]]), (0.25, 0.5, 0.9)).tolist()
    [[10, 20, 40]]
    """
    draws = per_moment.shape[1]
    places = [max(0, math.ceil(share * draws - 1e-9) - 1) for share in shares]
    return np.sort(per_moment, axis=1)[:, places]  # quicker than a partition: it runs on vectors


def _band(months: pd.DatetimeIndex, bands: dict[str, np.ndarray]) -> pd.DataFrame:
    values = np.concatenate([np.zeros((0, len(BAND)), dtype=np.int32), *bands.values()])
    codes = np.repeat(np.array(list(bands), dtype=object), len(months))
    return pd.DataFrame(
        {
            "maand": np.tile(months.to_numpy(dtype="datetime64[us]"), len(bands)),
            "gebied_code": pd.Series(codes, dtype="str"),
            **{name: pd.array(values[:, number], dtype="Int64") for number, name in enumerate(BAND)},
        }
    )
