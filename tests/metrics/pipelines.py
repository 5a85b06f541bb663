"""Small pipelines for the tests of the forecast, and their exact outcome by counting every possibility.

The exact side shares no code with the draw: it walks over dates, not over moments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate, pairwise, product
from typing import Any

import pandas as pd

from metrics.forecast import Plan, Uitkomst, Vraag, Worp, prepare, run
from model.kansen import NOG_NIET_OPEN, Aannamen, Drie, Stand, Vertraging, kansen

DAY = pd.Timestamp("2026-11-28")
A, B, C = "GM0983", "GM0984", "GM1507"
REGION = "CR37"
ASYLUM = "asielzoekers"
MAANDEN = (0, 3, 6, 12, 24)
#: Totals of one area with their chance.
Exact = dict[int, float]


def stay(number: int, stadium: str = "open", plekken: int | None = 100, **rest: Any) -> dict[str, Any]:
    """Return a row of ``metrics.supply.stays``: open from 2025 to 2032, unless it says otherwise."""
    row: dict[str, Any] = {
        "locatie_id": f"L{number}", "gebied_code": A, "naam": f"Locatie {number}", "doelgroep": ASYLUM,
        "type": "azc", "stadium": stadium, "zekerheid": "", "plekken": plekken, "plekken_amv": None,
        "van": "2025-01-01", "tot": "2032-12-31", "verlenging_tot": None, "verlenging_status": "",
        "is_onbepaald": False, "waarde_status": "definitief", "bron_id": "b", "bron_cel": f"Blad1!A{number}",
    }  # fmt: skip
    return row | rest


def stays(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return the rows in the dtypes of the frame."""
    frame = pd.DataFrame(list(rows), columns=list(stay(0)))
    days = {name: pd.to_datetime(frame[name]) for name in ("van", "tot", "verlenging_tot")}
    counts = {name: frame[name].astype("Int64") for name in ("plekken", "plekken_amv")}
    return frame.assign(**days, **counts)


def assume(
    chances: dict[str, float] | None = None,
    delays: dict[str, Iterable[float]] | None = None,
    extension: dict[str, float] | None = None,
    **rest: Any,
) -> Aannamen:
    """Return the shipped assumptions with some replaced; low, middle and high are then equal."""
    base = kansen().aannamen[0]
    stadia = []
    for item in base.stadium:
        change: dict[str, Any] = {}
        if chances and item.stadium in chances:
            change["kans"] = _three(chances[item.stadium])
        if delays and item.stadium in delays:
            same = tuple(delays[item.stadium])
            change["vertraging"] = Vertraging(laag=same, midden=same, hoog=same)
        stadia.append(item.model_copy(update=change))
    given = {status: {"kans": _three(chance)} for status, chance in (extension or {}).items()}
    longer = [item.model_copy(update=given.get(item.status, {})) for item in base.verlenging]
    return base.model_copy(update={"stadium": tuple(stadia), "verlenging": tuple(longer), **rest})


def _three(chance: float) -> Drie:
    return Drie(laag=chance, midden=chance, hoog=chance)


def links(*gemeenten: str, region: str = REGION) -> pd.DataFrame:
    """Return every gemeente with itself, and a region that holds them all."""
    pairs = [(code, code) for code in gemeenten] + [(region, code) for code in gemeenten]
    return pd.DataFrame(pairs, columns=["gebied_code", "lid"])


def duties(numbers: dict[str, int]) -> pd.DataFrame:
    """Return duties as the wide frame has them: code to number of places."""
    frame = pd.DataFrame({"gebied_code": list(numbers), "opgave": list(numbers.values())})
    frame = frame.assign(naam="", niveau="", doelgroep=ASYLUM, deelgroep="alle", conflict=False)
    frame = frame.assign(opgave_min=pd.NA, opgave_max=pd.NA)
    return frame.astype(dict.fromkeys(("opgave", "opgave_min", "opgave_max"), "Int64"))


def draw(
    frame: pd.DataFrame,
    aannamen: Aannamen,
    datum: str = "2027-07-01",
    *,
    aantal: int = 20_000,
    zaad: int = 1,
    samenhang: float = 0.0,
    stand: Stand = Stand.MIDDEN,
    maanden: int = 60,
) -> Uitkomst:
    """Return the draws of a pipeline for its gemeenten and their region."""
    plan = prepare(frame, ASYLUM, DAY)
    codes = sorted(set(frame["gebied_code"]))
    vraag = Vraag(links(*codes), maanden, pd.Timestamp(datum))
    return run(plan, vraag, Worp(aannamen, stand, aantal, zaad, samenhang))


def exact(plan: Plan, aannamen: Aannamen, stand: Stand, datum: str, samenhang: int) -> dict[str, Exact]:
    """Return for each gemeente every total on a day with its chance, by counting every possibility.

    Args:
        plan: at most twelve sites.
        aannamen, stand: what is assumed.
        datum: the day.
        samenhang: 0, every site for itself; or 1, all sites of a gemeente share one fate per question.
    """
    assert plan.rijen["locatie_id"].nunique() <= 12
    day = date.fromisoformat(datum)
    out = {}
    for code, rows in plan.rijen.groupby("gebied_code"):
        sites = [part for _, part in rows.groupby("locatie_id")]
        fates = _together(sites, aannamen, stand) if samenhang else None
        out[str(code)] = (
            _shared(sites, fates, aannamen, day) if fates else _apart(sites, aannamen, stand, day)
        )
    return out


def together(one: Exact, other: Exact) -> Exact:
    """Return the totals of two areas that have nothing to do with each other."""
    out: Exact = defaultdict(float)
    for (a, p), (b, q) in product(one.items(), other.items()):
        out[a + b] += p * q
    return dict(out)


def at_least(totals: Exact, duty: int) -> float:
    """Return the exact chance of so many places."""
    return sum(chance for places, chance in totals.items() if places >= duty)


Fate = tuple[float, float, float]


def _questions(site: pd.DataFrame, aannamen: Aannamen, stand: Stand) -> tuple[float, list[float], float]:
    """Return what is assumed of one site: whether it opens, how late, whether it is extended."""
    row = site.iloc[0]
    planned = row["stadium"] in NOG_NIET_OPEN
    opens = aannamen.opens(row["stadium"], stand) if planned else 1.0
    delays = list(aannamen.delays(row["stadium"], stand)) if planned else [1.0]
    return opens, delays, aannamen.extends(row["verlenging_status"], stand)


def _apart(sites: list[pd.DataFrame], aannamen: Aannamen, stand: Stand, day: date) -> Exact:
    total: Exact = {0: 1.0}
    for site in sites:
        opens, delays, longer = _questions(site, aannamen, stand)
        mine: Exact = defaultdict(float)
        for (late, p), (yes, q) in product(enumerate(delays), ((True, longer), (False, 1 - longer))):
            mine[_places(site, aannamen, late, yes, day)] += opens * p * q
        mine[0] += 1 - opens
        total = together(total, mine)
    return total


def _together(sites: list[pd.DataFrame], aannamen: Aannamen, stand: Stand) -> list[tuple[float, list[Any]]]:
    """Return every combination of the three shared fates with its chance, and what it means per site."""
    asked = [_questions(site, aannamen, stand) for site in sites]
    cuts = [
        sorted({0.0, 1.0, *(opens for opens, _, _ in asked)}),
        sorted({0.0, 1.0, *(min(1.0, x) for _, delays, _ in asked for x in accumulate(delays))}),
        sorted({0.0, 1.0, *(longer for _, _, longer in asked)}),
    ]
    out = []
    for parts in product(*(pairwise(cut) for cut in cuts)):
        chance, middle = 1.0, []
        for low, high in parts:
            chance *= high - low
            middle.append((low + high) / 2)
        fate = [
            (middle[0] < opens, sum(middle[1] > x for x in list(accumulate(delays))[:-1]), middle[2] < longer)
            for opens, delays, longer in asked
        ]
        out.append((chance, fate))
    return out


def _shared(sites: list[pd.DataFrame], fates: list[Any], aannamen: Aannamen, day: date) -> Exact:
    total: Exact = defaultdict(float)
    lateness = range(len(aannamen.maanden))
    known = [
        {
            (late, yes): _places(site, aannamen, late, yes, day)
            for late, yes in product(lateness, (True, False))
        }
        for site in sites
    ]
    for chance, fate in fates:
        there = zip(known, fate, strict=True)
        total[sum(places[late, yes] if opens else 0 for places, (opens, late, yes) in there)] += chance
    return dict(total)


def _places(site: pd.DataFrame, aannamen: Aannamen, late: int, longer: bool, day: date) -> int:
    """Return the places of one site on a day, given how late it is and whether it is extended."""
    months = aannamen.maanden[late]
    planned = site["stadium"].iloc[0] in NOG_NIET_OPEN
    begins = [max(row.van, DAY) if planned and row.van < DAY else row.van for row in site.itertuples()]
    opening = min(begins) + pd.DateOffset(months=months) if planned else None
    total = 0
    for row, begin in zip(site.itertuples(), begins, strict=True):
        first = begin if opening is None else max(begin, opening)
        last = row.verlenging_tot if longer and row.heeft_verlenging else row.tot
        since = pd.isna(first) or first.date() <= day
        total += row.plekken if since and (row.zonder_einde or day <= last.date()) else 0
    return total


def months(found: Uitkomst, code: str) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the month ends of the band of one area with its three lines."""
    for row in found.band[found.band["gebied_code"].eq(code)].itertuples():
        yield f"{row.maand:%Y-%m-%d}", {"p10": row.p10, "p50": row.p50, "p90": row.p90}
