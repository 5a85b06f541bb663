"""Rules about time: jumps against what was there, slips of a comma, and dates that cannot be."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.metrics.build import HORST, LIMBURG, VENLO
from tests.metrics.contents import Row, bed, cells, check, mens, only, plek, rule

FACTOR, JUMP = "komma-of-punt-verschoven", "sprong-asiel"
MONTHS = [str(day.date()) for day in pd.date_range("2025-01-31", periods=20, freq="ME")]


def series(make: object, *values: int | None, start: int = 0) -> list[Row]:
    """Return one figure per month."""
    return [make(VENLO, value, peildatum=MONTHS[start + n]) for n, value in enumerate(values)]  # type: ignore[operator]


def step(make: object, *values: int | None, rule: object = JUMP) -> list:
    """Return what is said about the last figure when the others stand in the version."""
    rows = series(make, *values)
    return check(rows[-1:], rows[:-1], rule)  # type: ignore[arg-type]


# ---- a slip of ten, a hundred, a thousand ----


@pytest.mark.parametrize(
    ("earlier", "now", "words"),
    [
        (43, 430, "10 keer zo groot als het getal van eerder (43)"),
        (43, 4_300, "100 keer zo groot"),
        (12, 12_000, "1000 keer zo groot"),
        (430, 43, "10 keer zo klein als"),
        (1_234, 12, "100 keer zo klein"),
        (1_234, 1, "1000 keer zo klein"),
    ],
)
def test_a_slip_of_a_comma_is_named_as_such(earlier: int, now: int, words: str):
    found = step(plek, earlier, now, rule=FACTOR)
    if earlier == 1_234 and now == 1:
        assert found == []  # 1,234 times: further off than the 15 % that growth may bring
        found = step(plek, 1_100, 1, rule=FACTOR)
    [issue] = found
    assert words in issue.tekst.replace("1.000", "1000")


@pytest.mark.parametrize(("now", "said"), [(850, 1), (849, 0), (1_150, 1), (1_151, 0)])
def test_fifteen_percent_around_ten_times(now: int, said: int):
    """100 × 10 × (0.85 … 1.15) = 850 … 1,150."""
    assert len(step(plek, 100, now, rule=FACTOR)) == said


@pytest.mark.parametrize(("pair", "said"), [((9, 99), 0), ((10, 100), 1), ((100, 10), 1), ((99, 9), 0)])
def test_small_numbers_are_no_slip(pair: tuple[int, int], said: int):
    assert len(step(plek, *pair, rule=FACTOR)) == said


def test_zero_and_unknown_are_no_slip_of_anything():
    for pair in ((0, 1000), (1000, 0), (None, 1000), (1000, None), (0, 0)):
        assert step(plek, *pair, rule=FACTOR) == []


def test_a_slip_is_held_against_the_median_of_eight_moments():
    """Of the last eight four are 100 and four 300: median 200, and 2,000 is ten times that.

    With a ninth (300), or without the eighth (100), the median would be 300.
    """
    eight = [100, 300, 100, 300, 100, 300, 100, 300]
    assert len(step(plek, 300, *eight, 2_000, rule=FACTOR)) == 1
    assert step(plek, *eight[1:], 2_000, rule=FACTOR) == []


def test_a_slip_is_held_against_two_years_at_most():
    old = [plek(VENLO, 100, peildatum="2023-06-30")]
    assert len(check([plek(VENLO, 1_000, peildatum="2025-06-30")], old, FACTOR)) == 1
    assert check([plek(VENLO, 1_000, peildatum="2025-07-01")], old, FACTOR) == []


def test_a_slip_is_not_named_a_jump_as_well():
    rows = series(plek, 300, 3_000)
    assert [i.code for i in check(rows[1:], rows[:1]) if i.code in {FACTOR, JUMP}] == [FACTOR]
    assert len(check(rows[1:], rows[:1], JUMP)) == 1


# ---- jumps with few moments ----


@pytest.mark.parametrize(
    ("pair", "said"),
    [((300, 450), 1), ((300, 449), 0), ((301, 451), 0), ((0, 150), 1), ((0, 149), 0), ((450, 200), 1)],
)
def test_with_few_moments_a_jump_is_150_places_and_half(pair: tuple[int, int], said: int):
    """450 − 300 = 150 = half of 300; from 301 half is 150.5."""
    found = step(plek, *pair)
    assert len(found) == said
    if pair == (300, 450):
        assert "van 300 (31 januari 2025) naar 450 (28 februari 2025), verschil 150" in found[0].tekst
        assert "schrijf dan bij het publiceren waarom" in found[0].tekst
        assert cells(found) == ["A2"]


@pytest.mark.parametrize(
    ("make", "rule", "pair", "said"),
    [
        (mens, "sprong-statushouders", (40, 80), 1), (mens, "sprong-statushouders", (40, 79), 0),
        (mens, "sprong-statushouders", (60, 104), 0), (mens, "sprong-statushouders", (60, 105), 1),
        (bed, "sprong-oekraine", (200, 300), 1), (bed, "sprong-oekraine", (200, 299), 0),
        (bed, "sprong-oekraine", (210, 314), 0), (bed, "sprong-oekraine", (210, 315), 1),
    ],
)  # fmt: skip
def test_each_group_has_its_own_limits(make: object, rule: str, pair: tuple[int, int], said: int):
    halves = [{"periode_van": "2024-07-01", "periode_tot": "2024-12-31", "peildatum": "2024-12-31"}, {}]
    months = [{"peildatum": "2025-05-31"}, {}]
    old, new = (
        make(VENLO, n, **when) for n, when in zip(pair, halves if make is mens else months, strict=True)
    )  # type: ignore[operator]
    assert len(check([new], [old], rule)) == said


# ---- jumps with many moments ----


def test_with_three_moments_the_distance_to_their_median_decides():
    """Median of 300, 310, 320 is 310, MAD 10, sd 14.8, but at least 10 % of 310 = 31.

    3.5 × 31 = 108.5, and at least 150 places: 460 is 150 from 310 but only 140 from 320; 470 is enough.
    """
    assert step(plek, 300, 310, 320, 460) == []
    assert len(step(plek, 300, 310, 320, 470)) == 1
    assert len(step(plek, 300, 310, 320, 160)) == 1
    assert len(step(plek, 300, 320, 470)) == 0  # two moments: 150 is less than half of 320


def test_a_series_that_always_moves_may_move():
    """Median of 100, 400, 700, 1000 is 550, MAD 300, sd 445: 1,400 is 1.9 of them away."""
    assert step(plek, 100, 400, 700, 1_000, 1_400) == []
    assert len(step(plek, 600, 610, 620, 1_000, 1_400)) == 1


def test_a_z_of_three_and_a_half():
    """Median 1000, MAD 0, floor 100: 3.5 × 100 = 350 is not more than 3.5."""
    assert step(plek, 1000, 1000, 1000, 1350) == []
    assert len(step(plek, 1000, 1000, 1000, 1351)) == 1
    assert len(step(plek, 1000, 1000, 1000, 1350, rule=only(JUMP, z=3.4))) == 1


def test_the_floor_keeps_small_series_still():
    """Median 10, MAD 0, floor 10 (10 % would be 1): with 10 places as least size, 3.5 × 10 = 35."""
    small = only(JUMP, absoluut=10)
    assert step(plek, 10, 10, 10, 45, rule=small) == []
    assert len(step(plek, 10, 10, 10, 46, rule=small)) == 1
    assert len(step(plek, 10, 10, 10, 45, rule=only(JUMP, absoluut=10, vloer=9))) == 1


def test_only_the_last_eight_moments_count():
    """Of the last eight four are 1,000 and four 1,400: median 1,200, MAD 200, sd 296.5, so 2,000 is 2.7 away.

    A ninth of 1,000 makes the median 1,000 and the MAD 0: the floor of 100 counts, and 2,000 is 10 away.
    Without the eighth the median is 1,400 and the MAD 0: 2,000 is 600 / 140 = 4.3 away.
    """
    eight = [1_000, 1_400, 1_000, 1_400, 1_000, 1_400, 1_000, 1_400]
    assert step(plek, 1_000, *eight, 2_000) == []
    assert len(step(plek, 1_000, *eight, 2_000, rule=only(JUMP, momenten=9))) == 1
    assert len(step(plek, *eight[1:], 2_000)) == 1


def test_the_three_groups_differ_in_size_only():
    """The method was chosen once; what is tested above for asielzoekers holds for the others."""
    method = ("z", "minstens", "momenten", "maanden", "vloer_deel")
    one, two, three = (rule(f"sprong-{name}").grens for name in ("asiel", "statushouders", "oekraine"))
    assert [one[key] for key in method] == [two[key] for key in method] == [three[key] for key in method]
    assert (one["vloer"], two["vloer"], three["vloer"]) == (10, 5, 10)


def test_an_older_moment_than_two_years_is_no_yardstick():
    old = plek(VENLO, 100, peildatum="2023-06-30")
    assert len(check([plek(VENLO, 600)], [old], JUMP)) == 1
    assert check([plek(VENLO, 600, peildatum="2025-07-01")], [old], JUMP) == []


def test_the_same_moment_with_another_number_is_a_jump_and_with_the_same_number_is_not():
    assert len(check([plek(VENLO, 600)], [plek(VENLO, 100)], JUMP)) == 1
    rows = series(plek, 100, 600)
    assert check(rows, rows, JUMP) == []
    assert len(check(rows, rules=JUMP)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"maat": "bezet"},
        {"deelgroep": "amv"},
        {"gebied_code": HORST},
        {"bereik": "locatie"},
        {"eenheid": "bedden"},
    ],
)
def test_another_series_is_no_yardstick(other: dict):
    old = plek(VENLO, 100, peildatum=MONTHS[0]) | other
    assert check([plek(VENLO, 600, peildatum=MONTHS[1])], [old], JUMP) == []


def test_unknowns_and_disputes_between_are_skipped():
    assert len(step(plek, 100, None, 600)) == 1
    assert step(plek, None, 600) == []
    assert step(plek, 100, None) == []
    twice = [plek(VENLO, n, peildatum=MONTHS[0], bron_id=str(n)) for n in (100, 590)]
    assert check([plek(VENLO, 600, peildatum=MONTHS[1])], twice, JUMP) == []


def test_a_count_halfway_is_not_held_against_a_whole_half_year():
    before = mens(HORST, 200, periode_van="2024-07-01", periode_tot="2024-12-31", peildatum="2024-12-31")
    rule = "sprong-statushouders"
    assert len(check([mens(HORST, 20, peildatum="2025-06-30")], [before], rule)) == 1
    assert check([mens(HORST, 20, peildatum="2025-03-31")], [before], rule) == []
    year = mens(HORST, 200, periode_van="2024-01-01", periode_tot="2024-12-31", peildatum="2024-12-31")
    assert check([mens(HORST, 20)], [year], rule) == []


# ---- dates ----

FUTURE, SET, OLD, PERIOD, MIXED = (
    "datum-in-de-toekomst", "opgave-nog-niet-vastgesteld", "ouder-dan-wat-er-staat", "periode-kan-niet",
    "stand-en-stroom-door-elkaar",
)  # fmt: skip


@pytest.mark.parametrize(("day", "said"), [("2026-11-22", 0), ("2026-11-23", 1)])
def test_a_result_is_not_of_tomorrow_and_a_duty_is_not_set_tomorrow(day: str, said: int):
    found = check([bed(VENLO, 10, peildatum=day)], rules=FUTURE)
    assert len(found) == said
    assert len(check([bed(VENLO, 10, "opgave", vastgesteld_op=day)], rules=SET)) == said
    if said:
        assert "geldt op 23 november 2026, en die dag komt nog" in found[0].tekst


def test_a_plan_may_lie_ahead_and_a_duty_may_begin_later():
    assert check([bed(VENLO, 10, "aanbod", peildatum="2027-07-01")], rules=FUTURE) == []
    duty = bed(VENLO, 10, "opgave", vastgesteld_op="2026-11-01", geldt_vanaf="2027-07-01")
    assert check([duty], rules=SET) == []
    assert check([bed(VENLO, 10, peildatum=pd.NaT)], rules=FUTURE) == []


@pytest.mark.parametrize(("day", "said"), [("2025-06-30", 0), ("2025-06-29", 1)])
def test_a_delivery_a_year_older_than_what_stands_is_named_once(day: str, said: int):
    new = [bed(VENLO, 10, peildatum=day), bed(HORST, 20, peildatum="2024-01-31")]
    found = check(new, [bed(VENLO, 30, peildatum="2026-06-30")], OLD)
    assert len(found) == said
    if said:
        assert "meer dan 12 maanden ouder dan wat de monitor al heeft (30 juni 2026)" in found[0].tekst
        assert found[0].aantal == 2


def test_age_is_judged_by_the_newest_row_and_per_figure_and_never_by_a_date_ahead():
    stands = [bed(VENLO, 30, peildatum="2026-06-30")]
    both = [bed(VENLO, 10, peildatum="2020-01-31"), bed(VENLO, 11, peildatum="2026-07-31")]
    assert check(both, stands, OLD) == []
    assert check([bed(VENLO, 10, "bezet", peildatum="2020-01-31")], stands, OLD) == []
    assert check([bed(LIMBURG, 10, peildatum="2020-01-31")], stands, OLD) == []
    assert check([bed(VENLO, 10, peildatum="2025-12-31")], [bed(VENLO, 1, peildatum="2099-01-31")], OLD) == []
    assert check([bed(VENLO, 10, peildatum="2020-01-31")], (), OLD) == []


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ({"periode_van": "2024-01-01", "periode_tot": "2025-01-01"}, "langer dan een jaar"),  # 367 days
        (
            {"periode_van": "2024-01-01", "periode_tot": "2025-01-31", "peildatum": "2025-01-31"},
            "langer dan een jaar",
        ),
        ({"periode_van": "2025-01-02", "periode_tot": "2025-06-30"}, "midden in een maand"),
        (
            {"periode_van": "2025-01-01", "periode_tot": "2025-06-29", "peildatum": "2025-06-29"},
            "midden in een maand",
        ),
        (
            {"periode_van": "2025-02-01", "periode_tot": "2025-07-31", "peildatum": "2025-07-31"},
            "een halfjaar begint",
        ),
        ({"peildatum": "2024-12-31"}, "voor het begin van de periode"),
        (
            {"periode_van": "1999-01-01", "periode_tot": "1999-06-30", "peildatum": "1999-06-30"},
            "ver in het verleden",
        ),
        (
            {"periode_van": "2032-01-01", "periode_tot": "2032-06-30", "peildatum": "2032-06-30"},
            "ver in de toekomst",
        ),
    ],
)
def test_a_period_that_cannot_be_meant_is_named_with_why(when: dict, why: str):
    [issue] = check([mens(HORST, 10, **when)], rules=PERIOD)
    assert why in issue.tekst


@pytest.mark.parametrize(
    "when",
    [
        {},
        {"periode_van": "2024-01-01", "periode_tot": "2024-12-31", "peildatum": "2024-12-31"},  # 366 days
        {"periode_van": "2025-07-01", "periode_tot": "2025-12-31", "peildatum": "2025-12-03"},
        {"periode_van": "2025-02-01", "periode_tot": "2025-02-28", "peildatum": "2025-02-28"},
        {"periode_van": "2000-01-01", "periode_tot": "2000-06-30", "peildatum": "2000-06-30"},
        {"periode_van": "2031-01-01", "periode_tot": "2031-06-30", "peildatum": "2031-06-30"},
    ],
)
def test_ordinary_periods_are_not(when: dict):
    assert check([mens(HORST, 10, **when)], rules=PERIOD) == []


def test_a_task_is_announced_before_it_starts():
    assert (
        check([mens(HORST, 43, "opgave", peildatum="2024-12-03", vastgesteld_op="2024-12-03")], rules=PERIOD)
        == []
    )


def test_a_stock_among_flows_is_named_and_the_other_way_round():
    stock = {"aard": "stand", "periode_van": None, "periode_tot": None}
    rows = [mens(HORST, 10), mens(VENLO, 20), mens(LIMBURG, 5, **stock)]
    [issue] = check(rows, rules=MIXED)
    assert (
        "1 keer staat dit getal in het bestand als een stand op een dag, terwijl het verder een aantal over"
        in issue.tekst
    )
    assert cells([issue]) == ["A4"]
    assert check(rows[:2], rules=MIXED) == []
    flow = {"aard": "stroom", "periode_van": "2025-01-01", "periode_tot": "2025-06-30"}
    assert len(check([bed(VENLO, 1), bed(HORST, 2), bed(LIMBURG, 3, **flow)], rules=MIXED)) == 1


def test_on_a_tie_the_version_is_right_and_different_figures_are_never_mixed():
    stock = {"aard": "stand", "periode_van": None, "periode_tot": None}
    [issue] = check([mens(HORST, 10, **stock)], [mens(HORST, 10)], MIXED)
    assert "als een stand op een dag" in issue.tekst
    assert check([mens(HORST, 10), mens(HORST, 10, "saldo", **stock)], rules=MIXED) == []
    assert check([mens(HORST, 10), bed(HORST, 10)], rules=MIXED) == []
