"""Rules about figures beside each other: parts and totals, sizes, the taakstelling, duty and beds."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from model import schemas
from model.gebieden import members
from tests.metrics.build import HORST, LIMBURG, NOORD, SIMPELVELD, VENLO, cijfers
from tests.metrics.contents import ALL_31, GEBIEDEN, INWONERS, Row, bed, cells, check, mens, plek

NOORD_8 = members(GEBIEDEN, NOORD)

# ---- sums ----

SUM = "som-wijkt-af"


def noord(total: int, **rest: Any) -> list[Row]:
    """Return 8 × 10 = 80 beds and the total that was published."""
    return [*(bed(code, 10, **rest) for code in NOORD_8), bed(NOORD, total, **rest)]


@pytest.mark.parametrize(("total", "said"), [(80, 0), (81, 0), (82, 1), (79, 0), (78, 1)])
def test_a_total_that_is_not_the_sum_is_named_from_two_off(total: int, said: int):
    found = check(noord(total), rules=SUM)
    assert len(found) == said
    if said:
        assert (
            f"het totaal is {total}, maar 8 gemeenten tellen samen op tot 80: verschil 2." in found[0].tekst
        )
        assert cells(found) == ["A10"]


def test_a_sum_with_an_unknown_part_is_only_wrong_when_it_is_too_much_already():
    rows = [*(bed(code, 10) for code in NOORD_8[:7]), bed(NOORD_8[7], None)]
    assert check([*rows, bed(NOORD, 90)], rules=SUM) == []
    [issue] = check([*rows, bed(NOORD, 60)], rules=SUM)
    assert "7 van 8 gemeenten tellen samen op tot 70" in issue.tekst
    assert check([*rows, bed(NOORD, None)], rules=SUM) == []


def test_an_unknown_part_of_a_corrected_task_may_be_below_zero():
    """7 × 10 = 70 against 60: the eighth may have a voorsprong of 10."""
    rows = [*(mens(code, 10, "opgave") for code in NOORD_8[:7]), mens(NOORD, 60, "opgave")]
    assert check(rows, rules=SUM) == []
    assert len(check([*rows, mens(NOORD_8[7], 10, "opgave")], rules=SUM)) == 1
    netto = [row | {"soort_opgave": "netto"} for row in rows]
    assert len(check(netto, rules=SUM)) == 1


def test_province_and_region_are_both_held_to_their_gemeenten():
    rows = [bed(code, 10) for code in ALL_31]
    assert check([*rows, bed(LIMBURG, 310), bed(NOORD, 80)], rules=SUM) == []
    found = check([*rows, bed(LIMBURG, 300), bed(NOORD, 88)], rules=SUM)
    assert [issue.tekst.split(",")[0] for issue in found] == ["Limburg", "Noord-Limburg"]


@pytest.mark.parametrize(
    "other", [{"peildatum": "2025-05-31"}, {"maat": "bezet"}, {"eenheid": "personen"}, {"bereik": "deel"}]
)
def test_only_the_same_figure_at_the_same_moment_is_added(other: dict):
    assert check([*noord(80)[:-1], bed(NOORD, 999) | other], rules=SUM) == []


def test_the_total_may_stand_in_the_version_and_nothing_new_says_nothing():
    whole = noord(99)
    assert len(check(whole[:-1], whole[-1:], SUM)) == 1
    assert len(check(whole[-1:], whole[:-1], SUM)) == 1
    assert check([bed(VENLO, 1, "bezet")], whole, SUM) == []


# ---- amv ----

PARTS, AMV = "delen-zijn-niet-alle", "amv-boven-geheel"


def split(alle: int | None, amv: int | None, regulier: int | None = None) -> list[Row]:
    rows = [plek(VENLO, alle), plek(VENLO, amv, deelgroep="amv")]
    return rows if regulier is None else [*rows, plek(VENLO, regulier, deelgroep="regulier")]


@pytest.mark.parametrize(("alle", "said"), [(100, 0), (101, 0), (102, 1), (98, 1)])
def test_amv_and_regulier_together_are_the_whole(alle: int, said: int):
    found = check(split(alle, 20, 80), rules=PARTS)
    assert len(found) == said
    if said:
        assert f"het geheel is {alle}, maar amv en regulier samen zijn 100: verschil 2." in found[0].tekst


@pytest.mark.parametrize(("amv", "said"), [(19, 0), (20, 0), (21, 1)])
def test_amv_is_never_more_than_the_whole(amv: int, said: int):
    found = check(split(20, amv), rules=AMV)
    assert cells(found) == ["A3"] * said
    if said:
        assert "21 amv is meer dan het geheel van 20" in found[0].tekst
        assert "(amv)" in found[0].tekst


def test_an_unknown_part_trips_neither():
    for rows in (split(None, 20, 80), split(100, None, 80), split(20, None), split(None, 21)):
        assert check(rows, rules=PARTS) == []
        assert check(rows, rules=AMV) == []


def test_amv_of_another_moment_is_not_compared_and_that_of_the_version_is():
    late = plek(VENLO, 21, deelgroep="amv", peildatum="2025-12-31")
    assert check([plek(VENLO, 20), late], rules=AMV) == []
    assert len(check([plek(VENLO, 21, deelgroep="amv")], [plek(VENLO, 20)], AMV)) == 1


def site(**rest: Any) -> dict[str, pd.DataFrame]:
    plain = {
        "locatie_id": "x", "gebied_code": VENLO, "naam": "hal", "type": "azc", "stadium": "open",
        "waarde_status": "definitief", "bron_id": "b", "bron_cel": "Locaties!A2", "eenheid": "plekken",
    }  # fmt: skip
    return {"locaties": schemas.conform("locaties", pd.DataFrame([plain | rest]))}


def test_amv_of_a_site_is_not_more_than_its_places():
    found = check(site(plekken=20, plekken_amv=21), rules="amv-boven-plekken-van-locatie")
    assert "Een locatie in Venlo heeft 21 plekken voor amv, maar 20 plekken in totaal." in found[0].tekst
    assert check(site(plekken=20, plekken_amv=20), rules="amv-boven-plekken-van-locatie") == []
    assert check(site(plekken=None, plekken_amv=21), rules="amv-boven-plekken-van-locatie") == []


# ---- sizes ----


def inwoners(count: int | None) -> dict[str, pd.DataFrame]:
    row = {
        "gebied_code": VENLO, "peildatum": pd.Timestamp("2025-01-01"), "waarde": count,
        "waarde_status": "definitief", "bron_id": "b", "bron_cel": "Blad1!A2",
    }  # fmt: skip
    return {"inwoners": schemas.conform("inwoners", pd.DataFrame([row]))}


def credit(count: int | None) -> dict[str, pd.DataFrame]:
    row = {
        "locatie_id": "x", "koppelgemeente": VENLO, "personen": count,
        "peildatum": pd.Timestamp("2025-01-01"), "bron_id": "b", "bron_cel": "Blad1!A2",
    }  # fmt: skip
    return {"toerekening": schemas.conform("toerekening", pd.DataFrame([row]))}


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("te-groot-voor-een-gemeente", [bed(VENLO, 10_000)], [bed(VENLO, 10_001)]),
        ("te-groot-voor-een-gemeente", [mens(VENLO, -5_000, "saldo", aard="stand")],
         [mens(VENLO, -5_001, "saldo", aard="stand")]),
        ("te-groot-voor-een-provincie", [bed(LIMBURG, 40_000)], [bed(LIMBURG, 40_001)]),
        ("te-groot-voor-een-provincie", [mens(LIMBURG, -20_000, "saldo", aard="stand")],
         [mens(LIMBURG, -20_001, "saldo", aard="stand")]),
        ("te-groot-voor-een-gemeente", [bed(LIMBURG, 10_001)], [bed(VENLO, None, waarde_max=10_001,
         waarde_min=1, waarde_status="geschat")]),
        ("onder-nul", [bed(VENLO, 0)], [bed(VENLO, None, waarde_min=-1, waarde_max=5,
         waarde_status="geschat")]),
        ("onder-nul", [mens(VENLO, -4, "saldo", aard="stand")], [bed(VENLO, None, waarde_max=-1,
         waarde_status="geschat")]),
    ],
)  # fmt: skip
def test_a_figure_outside_its_range_is_named(rule: str, right: list[Row], wrong: list[Row]):
    assert check(right, rules=rule) == []
    assert len(check(wrong, rules=rule)) == 1


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("locatie-te-groot", site(plekken=3_500), site(plekken=3_501)),
        ("locatie-te-groot", site(plekken=None), site(plekken_max=3_501)),
        ("onder-nul", site(plekken=0), site(plekken=-1)),
        ("onder-nul", credit(0), credit(-1)),
        ("onder-nul", credit(None), credit(-1)),
        ("onder-nul", inwoners(0), inwoners(-1)),
        ("inwoners-buiten-bereik", inwoners(500), inwoners(499)),
        ("inwoners-buiten-bereik", inwoners(1_200_000), inwoners(1_200_001)),
        ("inwoners-buiten-bereik", inwoners(None), inwoners(101)),
    ],
)
def test_other_frames_have_ranges_too(rule: str, right: dict, wrong: dict):
    assert check(right, rules=rule) == []
    [issue] = check(wrong, rules=rule)
    assert "Venlo" in issue.tekst


@pytest.mark.parametrize(
    ("rule", "make", "limit"),
    [
        ("te-veel-per-inwoner-opgave", lambda n: bed(SIMPELVELD, n, "opgave"), 25),
        ("te-veel-per-inwoner-opvang", lambda n: plek(SIMPELVELD, n), 100),
        ("te-veel-per-inwoner-statushouders", lambda n: mens(SIMPELVELD, n), 10),
    ],
)
def test_places_are_held_against_the_inhabitants(rule: str, make: Any, limit: int):
    mine = INWONERS[INWONERS["gebied_code"].eq(SIMPELVELD)].sort_values("peildatum")
    people = int(mine["waarde"].iloc[-1])
    most = people * limit // 1000
    assert check([make(most)], rules=rule) == []
    [issue] = check([make(most + 1)], rules=rule)
    assert f"{limit} per 1.000 inwoners" in issue.tekst
    assert f"; {limit} is al heel veel" in issue.tekst
    assert check([make(None)], rules=rule) == []
    assert check([make(10 * most) | {"gebied_code": LIMBURG}], rules=rule) == []


# ---- the taakstelling ----

TASK, SIGN, LEFT = (
    "gecorrigeerd-is-niet-netto-min-saldo", "teken-van-saldo-omgedraaid", "saldo-is-niet-realisatie-min-taak"
)  # fmt: skip


def task(
    netto: int | None, saldo: int | None, gecorrigeerd: int | None, day: str = "2025-01-01"
) -> list[Row]:
    """Return the first half of 2025 with what it starts with."""
    return [
        mens(HORST, netto, "opgave", soort_opgave="netto"),
        mens(HORST, saldo, "saldo", aard="stand", periode_van=None, periode_tot=None, peildatum=day),
        mens(HORST, gecorrigeerd, "opgave"),
    ]


@pytest.mark.parametrize("day", ["2025-01-01", "2024-12-31"])
def test_gecorrigeerd_is_netto_minus_the_saldo_it_starts_with(day: str):
    """Horst aan de Maas: 43 − 16 = 27. Simpelveld: 11 − (−10) = 21."""
    assert check(task(43, 16, 27, day), rules=TASK) == []
    assert check(task(11, -10, 21, day), rules=TASK) == []
    [issue] = check(task(43, 16, 28, day), rules=TASK)
    assert "er staat 28, maar netto 43 min saldo 16 is 27" in issue.tekst
    assert cells([issue]) == ["A4"]
    assert check(task(43, 16, 28, "2025-06-30"), rules=TASK) == []


def test_a_turned_sign_is_named_as_such_and_not_twice():
    """43 + 16 = 59 where 43 − 16 = 27 belongs."""
    [issue] = [i for i in check(task(43, 16, 59)) if i.code in {TASK, SIGN}]
    assert issue.code == SIGN
    assert "59 is netto 43 plus saldo 16" in issue.tekst
    assert len(check(task(43, 16, 59), rules=SIGN)) == 1
    assert check(task(43, 16, 58), rules=SIGN) == []
    assert check(task(43, 0, 43), rules=SIGN) == []


def test_an_unknown_or_disputed_task_says_nothing():
    for rows in (task(None, 16, 28), task(43, None, 28), task(43, 16, None)):
        assert check(rows, rules=TASK) == []
    twice = [*task(43, 16, 28), mens(HORST, 44, "opgave", soort_opgave="netto", bron_id="bron-2")]
    assert check(twice, rules=TASK) == []


def test_the_netto_task_may_stand_in_the_version():
    rows = task(43, 16, 28)
    assert len(check(rows[2:], rows[:2], TASK)) == 1
    assert check([bed(VENLO, 1)], rows, TASK) == []


def ended(
    realisatie: int | None, gecorrigeerd: int | None, saldo: int | None, until: str = "2025-06-30"
) -> list[Row]:
    return [
        mens(HORST, realisatie, peildatum=until),
        mens(HORST, gecorrigeerd, "opgave"),
        mens(HORST, saldo, "saldo", aard="stand", periode_van=None, periode_tot=None, peildatum="2025-07-01"),
    ]


def test_the_saldo_after_a_half_year_is_realisatie_minus_gecorrigeerd():
    """Horst aan de Maas, second half of 2024: 22 − 6 = +16."""
    assert check(ended(22, 6, 16), rules=LEFT) == []
    [issue] = check(ended(22, 6, -16), rules=LEFT)
    assert "er staat −16, maar realisatie 22 min gecorrigeerde taakstelling 6 is 16" in issue.tekst
    assert len(check(ended(22, 6, 15), rules=LEFT)) == 1
    assert check(ended(22, 6, 3, until="2025-06-03"), rules=LEFT) == []
    for rows in (ended(None, 6, 3), ended(22, None, 3), ended(22, 6, None)):
        assert check(rows, rules=LEFT) == []


# ---- against the duty, against the beds ----


@pytest.mark.parametrize(
    ("opgave", "realisatie", "said"),
    [
        (180, 600, 0),
        (55, 300, 0),
        (75, 375, 1),
        (75, 374, 0),
        (76, 380, 1),
        (60, 359, 0),
        (0, 900, 0),
        (100, 499, 0),
    ],
)
def test_far_above_the_duty_is_five_times_and_three_hundred_more(opgave: int, realisatie: int, said: int):
    """600 at 180 and 300 at 55 are real; 375 = 5 × 75 and 375 − 75 = 300."""
    rows = [plek(VENLO, opgave, "opgave"), plek(VENLO, realisatie)]
    found = check(rows, rules="ver-boven-de-opgave")
    assert len(found) == said
    if said:
        assert f"is 5 keer de opgave van {opgave}" in found[0].tekst


def test_the_highest_duty_that_was_set_by_then_counts():
    rows = [plek(VENLO, 75, "opgave"), plek(VENLO, 400)]
    rule = "ver-boven-de-opgave"
    assert len(check(rows, rules=rule)) == 1
    other = plek(VENLO, 200, "opgave", soort_opgave="verdeelbesluit")
    assert check([*rows, other], rules=rule) == []
    assert len(check([*rows, other | {"vastgesteld_op": "2025-12-01"}], rules=rule)) == 1
    assert check([plek(VENLO, None, "opgave"), plek(VENLO, 400)], rules=rule) == []
    assert len(check(rows[1:], rows[:1], rule)) == 1


@pytest.mark.parametrize(("gehuisvest", "said"), [(39, 0), (40, 1)])
def test_housed_far_above_the_task_is_four_times_and_thirty_more(gehuisvest: int, said: int):
    """4 × 10 = 40 and 40 − 10 = 30; 22 at 6 is real and stays silent."""
    rule = "ver-boven-de-taakstelling"
    assert len(check([mens(HORST, 10, "opgave"), mens(HORST, gehuisvest)], rules=rule)) == said
    assert check([mens(HORST, 9, "opgave"), mens(HORST, 38)], rules=rule) == []
    assert check([mens(HORST, 6, "opgave"), mens(HORST, 22)], rules=rule) == []
    assert check([mens(HORST, 20, "opgave"), mens(HORST, 79)], rules=rule) == []
    other = {"periode_van": "2024-07-01", "periode_tot": "2024-12-31"}
    assert check([mens(HORST, 10, "opgave", **other), mens(HORST, gehuisvest)], rules=rule) == []


def test_more_people_than_beds_at_the_same_moment():
    rule = "meer-mensen-dan-bedden"
    rows = [bed(VENLO, 101, "bezet", eenheid="personen"), bed(VENLO, 100)]
    [issue] = check(rows, rules=rule)
    assert "101 mensen, maar 100 bedden" in issue.tekst
    assert check([bed(VENLO, 100, "bezet"), bed(VENLO, 100)], rules=rule) == []
    assert check([rows[0], bed(VENLO, 100, peildatum="2025-05-31")], rules=rule) == []
    assert check([rows[0], bed(VENLO, None)], rules=rule) == []
    assert check([plek(VENLO, 101, "bezet"), plek(VENLO, 100)], rules=rule) == []
    assert len(check(rows[:1], rows[1:], rule)) == 1
    assert cells(check({"cijfers": cijfers(*rows)}, rules=rule)) == ["A2"]
