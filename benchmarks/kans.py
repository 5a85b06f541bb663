"""Drawing 10,000 times what 500 sites do in 60 months, against the same draws in bare numpy.

The bare side holds nothing but arrays: the same random numbers per site, when each site begins and ends, and
per month the places of the sites that are there, for all sites together. Ours does that for 31 gemeenten,
three regions and their province, with a band per month, the places on one day per draw, and what hangs on
each stage. All 500 sites are in doubt: whether they open, how late, and whether they are extended.

Beside it stands a leaner bare side that adds a site where it begins and takes it back where it ends; ours
does the same, per gemeente.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from benchmarks._meten import Promises, pairs, show
from metrics.forecast import Plan, Uitkomst, Vraag, Worp, prepare, run
from metrics.forecast.draw import clock
from model.kansen import NOG_NIET_OPEN, Stand, kansen

SITES, MONTHS, DRAWS = 500, 60, 10_000
GEMEENTEN, REGIONS = 31, 3
PAIRS, LIMIT, MEGABYTES = 7, 2.0, 100
DAY, DATUM = pd.Timestamp("2026-11-28"), pd.Timestamp("2029-07-01")
SEED = 2026


def stays() -> pd.DataFrame:
    """Return 500 sites in every stage that is not open yet, each with an extension that may come or not."""
    rng = np.random.default_rng(1)
    begin = DAY + pd.to_timedelta(rng.integers(30, 900, SITES), unit="D")
    end = begin + pd.to_timedelta(rng.integers(300, 900, SITES), unit="D")
    unknown = pd.array([pd.NA] * SITES, dtype="Int64")
    return pd.DataFrame(
        {
            "locatie_id": [f"L{number:03d}" for number in range(SITES)],
            "gebied_code": [f"GM{number:04d}" for number in rng.integers(0, GEMEENTEN, SITES)],
            "naam": "", "doelgroep": "asielzoekers", "type": "azc",
            "stadium": rng.choice([str(stage) for stage in NOG_NIET_OPEN], SITES), "zekerheid": "",
            "plekken": pd.array(rng.integers(20, 400, SITES), dtype="Int64"), "plekken_amv": unknown,
            "van": begin, "tot": end, "verlenging_tot": end + pd.Timedelta(days=365),
            "verlenging_status": "mogelijk", "is_onbepaald": False, "waarde_status": "definitief",
            "bron_id": "", "bron_cel": "",
        }
    )  # fmt: skip


def links() -> pd.DataFrame:
    """Return 31 gemeenten, three regions and a province."""
    codes = [f"GM{number:04d}" for number in range(GEMEENTEN)]
    pairs_ = [(code, code) for code in codes] + [("PV", code) for code in codes]
    pairs_ += [(f"CR{number % REGIONS}", code) for number, code in enumerate(codes)]
    return pd.DataFrame(pairs_, columns=["gebied_code", "lid"])


@dataclass(frozen=True)
class Bare:
    """What the bare sides need: arrays per site, made beforehand."""

    opens: np.ndarray
    delays: np.ndarray
    extends: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    longer: np.ndarray
    places: np.ndarray


def bare(plan: Plan, worp: Worp) -> Bare:
    """Return the chances, and the dates as numbers of months."""
    klok = clock(plan.rijen, pd.date_range(DAY, periods=MONTHS, freq="ME"), worp.aannamen, DAY)
    stages = plan.rijen["stadium"]
    late = [np.cumsum(worp.aannamen.delays(stage, worp.stand))[:-1] for stage in stages]
    opens = [worp.aannamen.opens(stage, worp.stand) for stage in stages]
    return Bare(
        np.array(opens, dtype=np.float32),
        np.array(late, dtype=np.float32),
        np.full(SITES, worp.aannamen.extends("mogelijk", worp.stand), dtype=np.float32),
        klok.begin,
        klok.eind[:, 0],
        klok.verlengd[:, 0],
        plan.rijen["plekken"].to_numpy(),
    )


def by_month(what: Bare) -> np.ndarray:
    """Draw in bare numpy; return the places per month and draw, month by month over all sites."""
    opens, late, longer = np.random.default_rng(SEED).random((3, SITES, DRAWS), dtype=np.float32)
    step = sum((late >= what.delays[:, [number]]).view(np.int8) for number in range(what.delays.shape[1]))
    begin = np.take_along_axis(what.begin, np.asarray(step, dtype=np.intp), axis=1)
    end = np.where(longer < what.extends[:, None], what.longer[:, None], what.end[:, None])
    there = opens < what.opens[:, None]
    places = what.places.astype(np.float32)
    return np.stack([places @ (there & (begin <= month) & (month < end)) for month in range(MONTHS)])


def by_change(what: Bare) -> np.ndarray:
    """Draw in bare numpy; return the same by adding up what begins and what ends."""
    rng, number = np.random.default_rng(SEED), np.arange(DRAWS)
    steps = np.zeros((MONTHS + 1, DRAWS), dtype=np.int32)
    for site in range(SITES):
        opens, late, longer = rng.random((3, DRAWS), dtype=np.float32)
        step = np.zeros(DRAWS, dtype=np.int8)
        for limit in what.delays[site]:
            step += late >= limit
        end = np.where(longer < what.extends[site], what.longer[site], what.end[site])
        end = np.where(opens < what.opens[site], end, 0)
        begin = np.minimum(what.begin[site][step], end)
        for moment, change in ((begin, what.places[site]), (end, -what.places[site])):
            steps.reshape(-1)[moment.astype(np.int64) * DRAWS + number] += change
    return np.cumsum(steps[:-1], axis=0)


def agree(ours: Uitkomst, theirs: np.ndarray) -> None:
    """Insist that both sides draw the same thing: the middle of the province may differ by chance alone."""
    mine = ours.band[ours.band["gebied_code"].eq("PV")]["p50"].to_numpy(float)
    spread = theirs.std(axis=1)
    off = np.abs(mine - np.median(theirs, axis=1)) / np.maximum(spread, 1)
    if off.max() > 0.1:  # 5 × 1.25 × √(2 / 10,000) standard deviations
        raise SystemExit(f"de trekkingen verschillen: {off.max():.3f} standaardafwijking")


def main() -> None:
    """Measure and judge."""
    frame, areas = stays(), links()
    worp = Worp(kansen().at(date(2026, 11, 28)), Stand.MIDDEN, DRAWS, SEED)
    vraag = Vraag(areas, MONTHS, DATUM)
    plan = prepare(frame, "asielzoekers", DAY)
    if len(plan.rijen) != SITES:
        raise SystemExit(f"{len(plan.rijen)} van de {SITES} locaties doen mee")
    what = bare(plan, worp)
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = run(plan, vraag, worp)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) / 1024
    agree(found, by_month(what))
    agree(found, by_change(what))
    print(f"  {DRAWS:,} trekkingen × {MONTHS} maanden × {SITES} locaties".replace(",", "."))

    def ours() -> Uitkomst:
        return run(prepare(frame, "asielzoekers", DAY), vraag, worp)

    mine, theirs = pairs(ours, lambda: by_month(what), PAIRS)
    ratio = show("trekken, met banden en wat als", mine) / show("kaal numpy, maand voor maand", theirs)
    mine, theirs = pairs(ours, lambda: by_change(what), PAIRS)
    leaner = show("trekken, nog eens", mine) / show("kaal numpy, alleen begin en einde", theirs)
    together = Worp(worp.aannamen, worp.stand, DRAWS, SEED, 0.3)
    show("trekken, met samenhang", pairs(lambda: run(plan, vraag, together), list, 3)[0])
    print(f"  tegen alleen begin en einde: {leaner:.2f} × (geen belofte)".replace(".", ","))
    promises = Promises()
    promises.at_most("trekken tegen kaal numpy", ratio, LIMIT)
    promises.at_most("extra geheugen", grown, MEGABYTES, "MB")
    promises.done()


if __name__ == "__main__":
    main() if len(sys.argv) == 1 else sys.exit(f"{sys.argv[0]} heeft geen argumenten")
