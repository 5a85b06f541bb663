"""The draws against counting every possibility, and against what must hold for any pipeline."""

from __future__ import annotations

import math
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.forecast import Vraag, Worp, prepare, run
from metrics.forecast.draw import QUESTIONS, Gemeente
from model.kansen import NOG_NIET_OPEN, Stand, kansen
from tests.metrics import pipelines
from tests.metrics.pipelines import DAY, REGION, A, B, C, assume, draw, stay, stays

#: A chance from n draws may differ from the exact one by five standard errors, and by one draw.
SIGMA = 5
STAGES = [str(stage) for stage in NOG_NIET_OPEN]


def bound(chance: float, draws: int) -> float:
    return SIGMA * math.sqrt(max(0.0, chance * (1 - chance)) / draws) + 1 / draws


def pipeline(seed: int, sites: int = 12) -> pd.DataFrame:
    """Return twelve sites in three gemeenten, in every stage, some extended, some late, some in two stays."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(sites):
        stage = str(rng.choice([*STAGES, "open", "open", "afbouw"]))
        begin = DAY + pd.Timedelta(days=int(rng.integers(-60, 500)))
        if stage in ("open", "afbouw"):
            begin = pd.NaT if rng.random() < 0.3 else DAY - pd.Timedelta(days=int(rng.integers(1, 900)))
        end = DAY + pd.Timedelta(days=int(rng.integers(90, 900)))
        end = max(end, begin + pd.Timedelta(days=30)) if not pd.isna(begin) else end
        about: dict[str, Any] = {
            "gebied_code": (A, B, C)[number % 3],
            "van": begin,
            "tot": end,
            "verlenging_status": str(rng.choice(["", "geen", "mogelijk", "gevraagd", "afgesproken"])),
        }
        if rng.random() < 0.7:
            about["verlenging_tot"] = end + pd.Timedelta(days=365)
        rows.append(stay(number, stage, int(rng.integers(1, 20)) * 10, **about))
        if rng.random() < 0.2:  # the site changes over to more places: a second stay of the same site
            rows[-1]["verlenging_tot"] = None
            rows.append(rows[-1] | {"van": end + pd.Timedelta(days=1), "tot": end + pd.Timedelta(days=400)})
    return stays(*rows)


@pytest.mark.parametrize("samenhang", [0, 1])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("datum", ["2026-12-15", "2027-07-01", "2028-10-31"])
def test_the_draws_agree_with_counting_every_possibility(seed: int, samenhang: int, datum: str) -> None:
    frame = pipeline(seed)
    found = draw(frame, assume(), datum, samenhang=samenhang, zaad=seed)
    exact = pipelines.exact(found.plan, assume(), Stand.MIDDEN, datum, samenhang)
    exact[REGION] = {0: 1.0}
    for code in (A, B, C):
        exact[REGION] = pipelines.together(exact[REGION], exact[code])
    for code, totals in exact.items():
        drawn = found.gebied[code].totaal
        assert math.isclose(sum(totals.values()), 1)
        assert set(np.unique(drawn)) <= set(totals)
        for places in totals:
            chance = pipelines.at_least(totals, places)
            assert abs(np.mean(drawn >= places) - chance) <= bound(chance, len(drawn)), (code, places)


def test_the_band_agrees_with_counting_every_possibility() -> None:
    found = draw(pipeline(3), assume(), samenhang=0)
    for month, lines in list(pipelines.months(found, A))[::9]:
        totals = pipelines.exact(found.plan, assume(), Stand.MIDDEN, month, 0)[A]
        for name, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
            below = 1 - pipelines.at_least(totals, lines[name])
            not_above = 1 - pipelines.at_least(totals, lines[name] + 1)
            slack = bound(share, 20_000)
            assert below - slack <= share <= not_above + slack, (month, name)


@pytest.mark.parametrize("samenhang", [0.0, 0.3, 0.7, 1.0])
def test_correlation_changes_how_sites_go_together_and_not_how_likely_each_is(samenhang: float) -> None:
    # both sites open with chance ½ and on time; for normal numbers with correlation ρ
    # P(both below 0) = ¼ + arcsin ρ / 2π: ρ 0 gives ¼, ρ 1 gives ½
    certain = assume({"besluit": 0.5}, {"besluit": (1, 0, 0, 0, 0)})
    frame = stays(*(stay(n, "besluit", 100, van="2027-01-01") for n in (1, 2)))
    totals = draw(frame, certain, samenhang=samenhang).gebied[A].totaal
    both = 0.25 + math.asin(samenhang) / (2 * math.pi)
    assert abs(np.mean(totals == 200) - both) <= bound(both, 20_000)
    assert abs(np.mean(totals) / 200 - 0.5) <= bound(0.5, 20_000)


def test_sites_of_different_gemeenten_do_not_go_together() -> None:
    certain = assume({"besluit": 0.5}, {"besluit": (1, 0, 0, 0, 0)})
    frame = stays(*(stay(n, "besluit", 100, van="2027-01-01", gebied_code=c) for n, c in ((1, A), (2, B))))
    totals = draw(frame, certain, samenhang=1.0).gebied[REGION].totaal
    assert abs(np.mean(totals == 200) - 0.25) <= bound(0.25, 20_000)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    frame = pipeline(1)
    one, same, other = (draw(frame, assume(), zaad=seed, samenhang=0.3) for seed in (7, 7, 8))
    pd.testing.assert_frame_equal(one.band, same.band)
    assert (one.gebied[REGION].totaal == same.gebied[REGION].totaal).all()
    assert (one.gebied[REGION].totaal != other.gebied[REGION].totaal).any()


def test_the_order_of_the_rows_does_not_matter() -> None:
    frame = pipeline(2)
    one = draw(frame, assume(), samenhang=0.3)
    other = draw(frame.sample(frac=1, random_state=5), assume(), samenhang=0.3)
    pd.testing.assert_frame_equal(one.band, other.band)
    assert (one.gebied[REGION].totaal == other.gebied[REGION].totaal).all()


def test_another_site_leaves_the_draws_of_the_others_alone() -> None:
    frame = pipeline(4)
    more = pd.concat([frame, stays(stay(99, "besluit", 70, van="2027-01-01"))])
    extra = draw(more, assume()).gebied[A].totaal - draw(frame, assume()).gebied[A].totaal
    assert set(np.unique(extra)) == {0, 70}


@pytest.mark.parametrize("samenhang", [0.0, 0.4, 1.0])
def test_the_numbers_of_two_sites_are_even_and_as_correlated_as_asked(samenhang: float) -> None:
    worp = Worp(assume(), Stand.MIDDEN, 100_000, 1, samenhang)
    one, other = (Gemeente(worp, A).site(name) for name in ("L1", "L2"))
    for question in range(QUESTIONS):
        for chance in (0.05, 0.5, 0.9):
            share = np.mean(one.happens(question, chance))
            assert abs(share - chance) <= bound(chance, 100_000)
    found = np.corrcoef(np.vstack([one.getallen, other.getallen]))[:QUESTIONS, QUESTIONS:]
    wanted = np.eye(QUESTIONS) * samenhang  # the three questions have nothing to do with each other
    assert np.abs(found - wanted).max() < SIGMA / math.sqrt(100_000)
    apart = np.corrcoef(Gemeente(worp, B).site("L3").getallen[0], one.getallen[0])[0, 1]
    assert abs(apart) < SIGMA / math.sqrt(100_000)


def test_a_correlation_outside_zero_and_one_is_refused() -> None:
    with pytest.raises(ValueError, match="samenhang"):
        Worp(assume(), Stand.MIDDEN, 100, 1, 1.5)


def test_what_is_open_with_a_known_contract_needs_no_draw() -> None:
    frame = stays(stay(1, plekken=55, tot="2027-06-30"), stay(2, "afbouw", 40, van=None))
    found = draw(frame, assume(), "2027-07-01")
    lines = dict(pipelines.months(found, A))
    assert set(lines["2027-06-30"].values()) == {95}
    assert set(lines["2027-07-31"].values()) == {40}
    assert set(np.unique(found.gebied[A].totaal)) == {40}  # on 1 July the contract of 30 June has ended


def test_a_site_that_opens_on_the_day_itself_is_there() -> None:
    certain = assume({"bouw": 1.0}, {"bouw": (1, 0, 0, 0, 0)})
    frame = stays(stay(1, "bouw", 30, van="2027-07-01"))
    assert set(draw(frame, certain, "2027-07-01").gebied[A].totaal) == {30}
    assert set(draw(frame, certain, "2027-06-30").gebied[A].totaal) == {0}


def test_a_site_that_should_be_open_by_now_opens_today_at_the_earliest() -> None:
    # three months late counts from today (28 November), not from the planned day of June
    late = assume({"bouw": 1.0}, {"bouw": (0, 1, 0, 0, 0)})
    found = draw(stays(stay(1, "bouw", 30, van="2026-06-01")), late)
    lines = dict(pipelines.months(found, A))
    assert (lines["2027-01-31"]["p50"], lines["2027-02-28"]["p50"]) == (0, 30)
    assert found.plan.rijen["is_te_laat"].tolist() == [True]


@pytest.mark.parametrize(("moves", "last"), [(False, "2027-12-31"), (True, "2028-12-31")])
def test_an_end_moves_along_only_when_the_assumptions_say_so(moves: bool, last: str) -> None:
    late = assume({"bouw": 1.0}, {"bouw": (0, 0, 0, 1, 0)}, einde_schuift_mee=moves)
    found = draw(stays(stay(1, "bouw", 30, van="2027-01-01", tot="2028-03-31")), late)
    there = [month for month, lines in pipelines.months(found, A) if lines["p50"]]
    assert there[0] == "2028-01-31"
    assert there[-1] == ("2028-03-31" if not moves else "2029-03-31")
    assert last <= there[-1]


def test_a_site_that_changes_group_is_late_as_one_site() -> None:
    late = assume({"bouw": 1.0}, {"bouw": (0, 0, 0, 1, 0)})
    rows = stays(
        stay(1, "bouw", 30, van="2027-01-01", tot="2027-12-31"),
        stay(1, "bouw", 80, van="2028-01-01", tot="2029-12-31"),
    )
    lines = dict(pipelines.months(draw(rows, late), A))
    assert [lines[m]["p50"] for m in ("2027-12-31", "2028-01-31")] == [0, 80]


@st.composite
def small(pick: Any) -> pd.DataFrame:
    rows = []
    for number in range(pick(st.integers(1, 6))):
        begin = DAY + pd.Timedelta(days=pick(st.integers(-100, 900)))
        end = begin + pd.Timedelta(days=pick(st.integers(120, 1500)))
        about: dict[str, Any] = {"van": begin, "tot": end, "gebied_code": pick(st.sampled_from([A, B, C]))}
        if pick(st.booleans()):
            about |= {"verlenging_tot": end + pd.Timedelta(days=300), "verlenging_status": "mogelijk"}
        rows.append(
            stay(number, pick(st.sampled_from([*STAGES, "open"])), pick(st.integers(0, 400)), **about)
        )
    return stays(*rows)


quick = settings(max_examples=25, deadline=None)
correlations = st.sampled_from([0.0, 0.4, 1.0])


@quick
@given(small(), st.sampled_from(STAGES), st.floats(0, 1), st.floats(0, 1), correlations)
def test_a_higher_chance_of_a_stage_never_lowers_any_draw(
    frame: pd.DataFrame, stage: str, one: float, other: float, rho: float
) -> None:
    low, high = sorted([one, other])
    few, many = (draw(frame, assume({stage: p}), aantal=300, samenhang=rho) for p in (low, high))
    for code, area in few.gebied.items():
        assert (area.totaal <= many.gebied[code].totaal).all()
    assert (few.band[["p10", "p50", "p90"]] <= many.band[["p10", "p50", "p90"]]).all(axis=None)


@quick
@given(small(), st.data())
def test_more_places_never_lower_a_chance(frame: pd.DataFrame, data: Any) -> None:
    row = data.draw(st.integers(0, len(frame) - 1))
    more = frame.copy()
    more.loc[row, "plekken"] += data.draw(st.integers(1, 300))
    few, many = (draw(one, assume(), aantal=300) for one in (frame, more))
    for code in set(few.gebied) & set(many.gebied):
        assert (few.gebied[code].totaal <= many.gebied[code].totaal).all()


@quick
@given(small(), correlations)
def test_low_middle_and_high_stay_in_order(frame: pd.DataFrame, rho: float) -> None:
    aannamen = kansen().aannamen[0]
    three = [draw(frame, aannamen, aantal=300, samenhang=rho, stand=stand) for stand in Stand]
    for code in three[0].gebied:
        low, middle, high = (found.gebied[code].totaal for found in three)
        assert (low <= middle).all()
        assert (middle <= high).all()


@quick
@given(small(), correlations, st.randoms())
def test_bands_are_in_order_and_a_region_is_the_sum_of_its_gemeenten_in_every_draw(
    frame: pd.DataFrame, rho: float, random: Any
) -> None:
    found = draw(frame, assume(), aantal=300, samenhang=rho)
    assert (found.band["p10"] <= found.band["p50"]).all()
    assert (found.band["p50"] <= found.band["p90"]).all()
    parts = [area.totaal for code, area in found.gebied.items() if code != REGION]
    assert (np.sum(parts, axis=0) == found.gebied[REGION].totaal).all()
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        found.band, draw(frame.iloc[order], assume(), aantal=300, samenhang=rho).band
    )


def test_memory_stays_small_whatever_the_number_of_sites() -> None:
    rows = [stay(n, "besluit", 10, gebied_code=f"GM{n % 40:04d}", van="2027-01-01") for n in range(400)]
    frame = stays(*rows)
    plan = prepare(frame, "asielzoekers", DAY)
    vraag = Vraag(pipelines.links(*sorted(set(frame["gebied_code"]))), 60, pd.Timestamp("2027-07-01"))
    tracemalloc.start()
    run(plan, vraag, Worp(assume(), Stand.MIDDEN, 2_000, 1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # one table of 61 months × 2,000 draws × 4 bytes is 0.5 MB; every site at once would be 400 × 0.5 = 195 MB
    assert peak < 12e6
