"""What a rule of counting excludes whatever comes of a plan is not drawn; what hangs on the plan is."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import areas, counting, fulfilment, supply
from metrics.forecast import Prognose, Vraag, Worp, prepare, prognose, reach, telling, words
from model.kansen import Stand, kansen
from tests.metrics import build, pipelines, sites
from tests.metrics.build import NOORD, RULES, VENLO, VENRAY
from tests.metrics.pipelines import assume
from tests.metrics.sites import DAY, site

ON_TIME = (1.0, 0.0, 0.0, 0.0, 0.0)
ASSUMED = assume({"besluit": 0.5}, {"besluit": ON_TIME})


def register() -> dict[str, pd.DataFrame]:
    return sites.frames(
        site("azc", VENLO, 100, tot="2035-12-31"),
        site("hal", VENLO, 300, type="noodopvang"),
        site("sporthal", VENLO, 80, type="crisisnoodopvang"),
        site("kort", VENLO, 50, van="2027-01-01", tot="2027-10-31", stadium="besluit"),
        site("gebouw", VENLO, 40, type="onbekend", tot="2035-12-31"),
        site("plan", VENLO, 60, van="2027-01-01", tot="2035-12-31", stadium="besluit"),
    )


def drawn(*, counted: bool, stand: Stand = Stand.MIDDEN, duties: dict[str, int] | None = None) -> Prognose:
    found = register()
    stays = supply.stays(found, rules=RULES)
    said = telling(counting.tests(found, "2026", RULES, DAY)) if counted else None
    plan = prepare(stays, "asielzoekers", DAY, telling=said)
    vraag = Vraag(areas.membership(found["gebieden"], [NOORD, VENLO]), 24, pd.Timestamp("2027-07-01"))
    table = pipelines.duties(duties or {VENLO: 160, NOORD: 160})
    worp = Worp(ASSUMED, stand, 10_000, 5)
    return prognose(plan, vraag, worp, table, kansen().openbaar)


def test_what_never_counts_is_left_out_with_its_reason_and_is_no_lower_bound() -> None:
    found = drawn(counted=True)
    reasons = found.telt_niet.set_index("naam")["reden"]
    assert list(reasons.index) == ["hal", "kort", "sporthal"]
    assert "Crisisnoodopvang telt nooit mee." in reasons["sporthal"]
    assert "tijdelijk" in reasons["hal"]
    doubt = found.weggelaten.set_index("naam")["reden"]
    assert list(doubt.index) == ["gebouw"]
    assert doubt["gebouw"].startswith("of het telt is onzeker: ")
    assert sorted(found.rijen["naam"]) == ["azc", "plan"]


def test_a_plan_that_counts_stays_a_chance() -> None:
    row = drawn(counted=True).kansen.set_index("gebied_code").loc[VENLO]
    assert row["kans"] == pytest.approx(0.5, abs=0.025)
    assert row["is_ondergrens"]  # whether the building counts is not known


def test_all_places_are_drawn_when_the_reader_asks_for_them() -> None:
    found = drawn(counted=False)
    assert len(found.rijen) == 6
    assert found.telt_niet.empty
    row = found.kansen.set_index("gebied_code").loc[VENLO]
    assert row["p10"] == 520  # 100 + 300 + 80 + 40, and the plans in doubt: 50 and 60


def test_an_area_whose_sites_do_not_count_says_so() -> None:
    found = sites.frames(site("sporthal", VENRAY, 80, type="crisisnoodopvang"))
    said = telling(counting.tests(found, "2026", RULES, DAY))
    plan = prepare(supply.stays(found), "asielzoekers", DAY, telling=said)
    vraag = Vraag(areas.membership(found["gebieden"], [VENRAY]), 24, pd.Timestamp("2027-07-01"))
    table = pipelines.duties({VENRAY: 50})
    got = prognose(plan, vraag, Worp(ASSUMED, Stand.MIDDEN, 100, 1), table, kansen().openbaar).kansen.iloc[0]
    assert got["reden"] == reach.NIETS_TELT
    assert words.headline(got.to_dict()) == (
        "Voor  is er geen kans te berekenen: geen locatie bekend die voor de opgave telt."
    )


@pytest.mark.parametrize("stand", Stand)
def test_low_and_high_stand_beside_the_chosen_assumptions_and_draw_the_same(stand: Stand) -> None:
    found = drawn(counted=False, stand=stand, duties={NOORD: 575})
    row = found.kansen.iloc[0]
    assert row["kans_laag"] <= row["kans"] <= row["kans_hoog"]
    if stand != Stand.MIDDEN:
        assert row["kans"] == row[f"kans_{stand}"]
    assert len(found.band) == 2 * 24


def test_two_sites_that_may_be_one_are_not_drawn_twice_and_say_why() -> None:
    twice = sites.frames(
        site("Megaland", VENLO, 150, van="2023-01-01"),
        site("Megaland: opening", VENLO, 120, van="2023-01-09"),
    )
    once = supply.stays(twice, rules=RULES)
    plan = prepare(once, "asielzoekers", DAY)
    total = int(plan.rijen["plekken"].sum())
    assert total <= 150
    assert all(reason != "aantal plekken onbekend" for reason in plan.weggelaten["reden"])


def test_words_never_say_certain() -> None:
    row = {
        "naam": "Limburg", "kans": 0.68, "kans_laag": 0.4, "kans_hoog": 1.0, "is_ondergrens": False,
        "opgave": 5180, "datum": pd.Timestamp("2027-07-01"), "reden": "", "weggelaten": 0, "leden": 31,
        "leden_zonder": 4,
    }  # fmt: skip
    assert words.headline(row) == (
        "De kans dat Limburg de opgave van 5.180 plekken op 1 juli 2027 haalt, is 7 op 10 (68 %); "
        "bij lage aannames 40 %, bij hoge meer dan 99 %."
    )
    assert words.headline(row | {"is_ondergrens": True}).startswith(
        "De kans dat Limburg de opgave van 5.180 plekken op 1 juli 2027 haalt, is ten minste 68 %;"
    )
    assert words.note(row) == "van 4 van 31 gemeenten doet geen locatie mee"
    assert words.note(row | {"weggelaten": 1, "leden_zonder": 0}) == "1 locatie niet of deels meegeteld"
    assert "is meer dan 9 op 10 (meer dan 99 %)" in words.headline(row | {"kans": 1.0})


def test_the_table_of_assumptions_names_owner_and_date_of_every_row() -> None:
    table = words.assumptions(kansen().aannamen[0], Stand.LAAG)
    assert len(table) == 6 + 5
    assert set(table["van wie, sinds"]) == {"Ondersteuningsteam LiRT, 28 november 2026"}
    row = table[table["aanname"].eq("stadium besluit: gaat open")].iloc[0]
    assert row["kans: laag · midden · hoog"] == "55 % · 70 % · 85 %"
    assert row["vertraging en reden"].startswith("Als het doorgaat: op tijd 20 %, 3 maanden later 20 %")


def test_the_wide_frame_of_duties_is_what_the_forecast_reads() -> None:
    frame = build.frames(build.cijfer(VENLO, "opgave", 100, cyclus="2026", vastgesteld_op="2026-02-27"))
    assert set(pipelines.duties({VENLO: 1}).columns) <= {*_wide(frame).columns}


def _wide(frame: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return fulfilment.table(
        frame, gebieden=[VENLO], niveau="gemeente", peildatum=DAY, soort_opgave="indicatief", cyclus="2026",
        rules=RULES,
    )  # fmt: skip
