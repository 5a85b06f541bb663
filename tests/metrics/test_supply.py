"""Places by month: what the dates prove, what may be there, and that nothing is lost or counted twice."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import areas, supply
from model.frames import Frames
from model.lijsten import Stadium, Verlenging
from tests.metrics import build
from tests.metrics.build import LIMBURG, NOORD, SIMPELVELD, VENLO, VENRAY, ZUID
from tests.metrics.sites import DAY, frames, site

VAN, TOT = pd.Timestamp("2026-01-01"), pd.Timestamp("2028-12-31")


@cache
def links(*codes: str) -> pd.DataFrame:
    return areas.membership(frames(site("a", VENLO))["gebieden"], codes)


def monthly(found: Frames, *codes: str, verlenging: bool = False, day: pd.Timestamp = DAY) -> pd.DataFrame:
    stays = supply.stays(found)
    return supply.monthly(stays, codes, links(*codes), VAN, TOT, verlenging=verlenging, peildatum=day)


def line(found: Frames, code: str, column: str = "plekken", part: str = "alle", **rest: Any) -> pd.Series:
    rows = monthly(found, code, **rest)
    rows = rows[rows["deelgroep"].eq(part)]
    return rows.groupby("maand")[column].sum(min_count=1)


def at(series: pd.Series, month: str) -> Any:
    found = series.get(pd.Timestamp(month) + pd.offsets.MonthEnd(0))
    return None if found is None or pd.isna(found) else int(found)


# ---- one location ----


def test_a_month_counts_what_is_open_on_its_last_day() -> None:
    found = frames(
        site("dicht op de laatste dag", VENLO, 10, tot="2027-06-30"),
        site("een dag eerder", VENLO, 20, tot="2027-06-29"),
    )
    places = line(found, VENLO)
    assert (at(places, "2027-05"), at(places, "2027-06"), at(places, "2027-07")) == (30, 10, None)


def test_a_closed_location_supplies_in_its_own_time_and_not_after() -> None:
    found = frames(site("a", VENLO, 40, stadium="gesloten", van="2025-01-01", tot="2026-03-31"))
    rows = monthly(found, VENLO)
    assert rows["maand"].max() == pd.Timestamp("2026-03-31")
    assert set(rows["zekerheid"]) == {"open"}
    assert rows[["locaties_mogelijk"]].sum().sum() == 0


def test_a_location_that_closed_before_its_planned_end_stops_when_it_closed() -> None:
    known = frames(site("a", VENLO, 40, stadium="gesloten", stadium_sinds="2026-05-10", tot="2028-01-01"))
    assert line(known, VENLO).index.max() == pd.Timestamp("2026-04-30")
    unknown = frames(site("a", VENLO, 40, stadium="gesloten", tot="2028-01-01"))
    assert line(unknown, VENLO).isna().all()
    may = line(unknown, VENLO, "plekken_mogelijk")
    assert may.index.max() == pd.Timestamp("2026-10-31")  # it is closed now; when it closed is not known


@pytest.mark.parametrize("stadium", ["zoekfase", "vervallen"])
def test_what_is_not_found_or_dropped_supplies_nothing(stadium: str) -> None:
    assert monthly(frames(site("a", VENLO, stadium=stadium)), VENLO).empty


def test_an_unknown_number_is_counted_by_head_and_never_zero() -> None:
    found = frames(site("a", VENLO, None), site("b", VENLO, 30))
    rows = monthly(found, VENLO)
    rows = rows[rows["deelgroep"].eq("alle")]
    assert set(rows["plekken"]) == {30}
    assert set(rows["plekken_onbekend"]) == {1}
    assert set(rows["locaties"]) == {2}
    only = line(frames(site("a", VENLO, None)), VENLO)
    assert only.isna().all()
    assert len(only) == 36


@pytest.mark.parametrize(("eenheid", "reden"), [("woningen", "woningen"), ("personen", "personen")])
def test_dwellings_and_residents_are_no_places(eenheid: str, reden: str) -> None:
    found = supply.stays(frames(site("a", VENLO, 600, eenheid=eenheid)))
    assert found["plekken"].isna().all()
    assert reden in found["plekken_reden"].iloc[0]


def test_an_end_that_is_not_known_is_not_the_same_as_no_end() -> None:
    found = frames(
        site("onbekend", VENLO, 100, tot=""), site("onbepaald", VENLO, 50, tot="", is_onbepaald=True)
    )
    sure, may = line(found, VENLO), line(found, VENLO, "plekken_mogelijk")
    assert (at(sure, "2026-11"), at(may, "2026-11")) == (150, None)
    assert (at(sure, "2026-12"), at(may, "2026-12")) == (50, 100)
    assert (at(sure, "2028-12"), at(may, "2028-12")) == (50, 100)


def test_a_plan_without_an_opening_day_may_be_there_and_is_never_sure() -> None:
    found = frames(site("a", VENLO, 80, stadium="besluit", van="", tot="2030-12-31"))
    assert line(found, VENLO).isna().all()
    may = line(found, VENLO, "plekken_mogelijk")
    assert may.index.min() == pd.Timestamp("2026-11-30")
    assert set(may) == {80}


def test_a_plan_whose_day_passed_is_late_and_no_longer_sure() -> None:
    found = frames(site("a", VENLO, 80, stadium="bouw", van="2026-09-01"))
    assert line(found, VENLO).isna().all()
    on_time = line(found, VENLO, day=pd.Timestamp("2026-08-01"))
    assert at(on_time, "2026-09") == 80
    rows = supply.presence(supply.stays(found), DAY, verlenging=False)
    assert rows["datum_reden"].iloc[0] == "openingsdatum voorbij, staat nog niet als open"


def test_an_open_location_whose_end_passed_may_be_there() -> None:
    found = frames(site("a", VENLO, 80, tot="2026-06-30"))
    assert line(found, VENLO).dropna().index.max() == pd.Timestamp("2026-06-30")
    assert at(line(found, VENLO, "plekken_mogelijk"), "2027-03") == 80


def test_of_an_unknown_stage_nothing_is_sure() -> None:
    found = frames(site("a", VENLO, 80, stadium="onbekend", tot="2027-03-31"))
    assert line(found, VENLO).isna().all()
    may = line(found, VENLO, "plekken_mogelijk")
    assert (may.index.max(), set(may)) == (pd.Timestamp("2027-03-31"), {80})


# ---- extensions ----


@pytest.mark.parametrize(
    ("status", "zonder", "met"),
    [
        ("afgesproken", 70, 70),
        ("gevraagd", None, 70),
        ("mogelijk", None, 70),
        ("", None, 70),
        ("geen", None, None),
    ],
)
def test_only_an_agreed_extension_counts_without_extension(status: str, zonder: Any, met: Any) -> None:
    found = frames(
        site("a", VENLO, 70, tot="2027-03-31", verlenging_tot="2028-03-31", verlenging_status=status)
    )
    assert at(line(found, VENLO), "2027-12") == zonder
    assert at(line(found, VENLO, verlenging=True), "2027-12") == met
    assert at(line(found, VENLO, verlenging=True), "2028-04") is None


def test_an_extension_without_a_day_may_go_on() -> None:
    found = frames(site("a", VENLO, 70, tot="2027-03-31", verlenging_status="gevraagd"))
    assert at(line(found, VENLO, "plekken_mogelijk"), "2027-12") is None
    assert at(line(found, VENLO, "plekken_mogelijk", verlenging=True), "2027-12") == 70


def test_a_closed_location_is_not_extended_by_an_option_it_did_not_use() -> None:
    found = frames(
        site("a", VENLO, 70, stadium="gesloten", tot="2026-03-31", verlenging_tot="2028-03-31",
             verlenging_status="mogelijk")
    )  # fmt: skip
    assert line(found, VENLO, verlenging=True).index.max() == pd.Timestamp("2026-03-31")


# ---- groups and parts ----


def test_amv_lies_inside_the_total_and_apart() -> None:
    found = frames(
        site("a", VENLO, 100, plekken_amv=20),
        site("b", VENLO, 30, type="amv_opvang"),
        site("c", VENLO, 50),
    )
    assert at(line(found, VENLO), "2027-01") == 180
    assert at(line(found, VENLO, part="amv"), "2027-01") == 50
    assert at(line(found, VENLO, part="regulier"), "2027-01") == 80
    assert at(line(found, VENLO, "plekken_onbekend", part="amv"), "2027-01") == 1


def test_a_flexible_location_serves_one_group_per_period() -> None:
    periods = [
        {"locatie_id": "a", "doelgroep": "asielzoekers", "van": "2026-01-01", "plekken": 90},
        {"locatie_id": "a", "doelgroep": "oekraiense_ontheemden", "van": "2027-07-01", "plekken": 60},
    ]
    found = frames(site("a", VENLO, 120, is_flexibel=True, tot="2027-12-31"), bestemmingen=periods)
    rows = monthly(found, VENLO)
    by = rows[rows["deelgroep"].eq("alle")].set_index(["maand", "doelgroep"])["plekken"]
    june, july = pd.Timestamp("2027-06-30"), pd.Timestamp("2027-07-31")
    assert dict(by.loc[june]) == {"asielzoekers": 90}
    assert dict(by.loc[july]) == {"oekraiense_ontheemden": 60}
    assert by.index.get_level_values("maand").max() == pd.Timestamp("2027-12-31")
    assert rows["locaties_mogelijk"].sum() == 0  # the first period ended because the second began


def test_only_the_last_period_can_be_extended() -> None:
    periods = [
        {"locatie_id": "a", "doelgroep": "asielzoekers", "tot": "2027-06-30", "plekken": 90},
        {"locatie_id": "a", "doelgroep": "oekraiense_ontheemden", "van": "2027-07-01", "plekken": 60},
    ]
    longer = {"tot": "2027-12-31", "verlenging_tot": "2028-12-31", "verlenging_status": "mogelijk"}
    rows = monthly(frames(site("a", VENLO, 120, **longer), bestemmingen=periods), VENLO, verlenging=True)
    last = rows.groupby("doelgroep")["maand"].max()
    assert last["asielzoekers"] == pd.Timestamp("2027-06-30")
    assert last["oekraiense_ontheemden"] == pd.Timestamp("2028-12-31")


def test_a_location_that_does_not_say_whom_it_serves_is_kept_apart() -> None:
    rows = monthly(frames(site("a", VENLO, 40, doelgroep="", type="flexwoningen")), VENLO)
    assert set(rows["doelgroep"]) == {""}
    assert set(rows["plekken"]) == {40}


def test_stays_that_begin_later_are_left_out_when_asked() -> None:
    found = frames(site("a", VENLO), site("b", VENLO, stadium="bouw", van="2028-01-01"))
    assert list(supply.stays(found, tot=pd.Timestamp("2027-12-31"))["naam"]) == ["a"]


# ---- properties ----

DAYS = st.one_of(st.just(""), st.dates(pd.Timestamp("2023-01-01").date(), pd.Timestamp("2029-12-31").date()))
PLACES = st.one_of(st.none(), st.integers(0, 900))


@st.composite
def sites(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for number in range(draw(st.integers(1, 7))):
        van, tot, later = sorted([str(draw(DAYS)) for _ in range(3)], key=lambda day: (day == "", day))
        rows.append(
            site(
                f"l{number}",
                draw(st.sampled_from([VENLO, VENRAY, SIMPELVELD])),
                draw(PLACES),
                stadium=draw(st.sampled_from([str(s) for s in Stadium])),
                van=van,
                tot=tot,
                verlenging_tot=later,
                verlenging_status=draw(st.sampled_from(["", *(str(v) for v in Verlenging)])),
                is_onbepaald=draw(st.booleans()),
                type=draw(st.sampled_from(["azc", "amv_opvang", "noodopvang"])),
            )
        )
    return rows


@settings(max_examples=20, deadline=None)
@given(sites(), st.booleans())
def test_the_sum_is_its_rows_and_an_area_its_gemeenten(rows: list[dict[str, Any]], longer: bool) -> None:
    found = frames(*rows)
    codes = [LIMBURG, NOORD, ZUID, VENLO, VENRAY, SIMPELVELD]
    table = monthly(found, *codes, verlenging=longer)
    counts = ["plekken", "plekken_mogelijk", "plekken_onbekend", "locaties", "locaties_mogelijk"]
    by = table.groupby(["gebied_code", "maand", "deelgroep"])[counts].sum(min_count=1)
    for whole, parts in ((NOORD, [VENLO, VENRAY]), (ZUID, [SIMPELVELD]), (LIMBURG, [NOORD, ZUID])):
        mine = by.loc[whole] if whole in by.index.get_level_values(0) else by.iloc[:0].droplevel(0)
        rest = by[by.index.get_level_values(0).isin(parts)].groupby(["maand", "deelgroep"]).sum(min_count=1)
        pd.testing.assert_frame_equal(mine.sort_index(), rest.sort_index(), check_dtype=False)
    stays = supply.stays(found)
    leden = links(LIMBURG)["lid"].tolist()
    for month in (VAN, DAY, pd.Timestamp("2027-06-15"), TOT):
        cells = supply.behind(stays, leden, month, verlenging=longer, peildatum=DAY)
        sure = cells[cells["aanwezig"].eq("zeker")]
        here = by.loc[LIMBURG] if LIMBURG in by.index.get_level_values(0) else None
        key = (month + pd.offsets.MonthEnd(0), "alle")
        told = None if here is None or key not in here.index else here.loc[key]
        assert len(sure) == (0 if told is None else told["locaties"])
        total = sure["plekken"].sum(min_count=1)
        assert (pd.isna(total) and (told is None or pd.isna(told["plekken"]))) or total == told["plekken"]


@settings(max_examples=20, deadline=None)
@given(sites())
def test_an_extension_never_takes_a_place_away(rows: list[dict[str, Any]]) -> None:
    found = frames(*rows)
    plain, longer = (line(found, LIMBURG, verlenging=v).fillna(0) for v in (False, True))
    assert longer.reindex(plain.index, fill_value=0).ge(plain).all()


@settings(max_examples=15, deadline=None)
@given(sites(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_a_stranger_do_not_matter(rows: list[dict[str, Any]], shuffle: Any) -> None:
    plain = monthly(frames(*rows), VENLO, NOORD)
    other = rows.copy()
    shuffle.shuffle(other)
    stranger = site("elders", "GM0363", 999)
    pd.testing.assert_frame_equal(monthly(frames(*other, stranger), VENLO, NOORD), plain)


@settings(max_examples=20, deadline=None)
@given(sites(), st.booleans())
def test_no_location_is_lost_and_parts_never_exceed_the_whole(rows: list[dict[str, Any]], on: bool) -> None:
    found = frames(*rows)
    stays = supply.stays(found)
    assert set(stays["locatie_id"]) == set(found["locaties"]["locatie_id"])
    there = supply.presence(stays, DAY, verlenging=on)
    undated = there["mogelijk_van"].isna() & there["zeker_van"].isna()
    assert there.loc[undated, "datum_reden"].ne("").all()  # who never shows says why
    inside = there["zeker_van"].isna() | (
        there["zeker_van"].ge(there["mogelijk_van"]) & there["zeker_tot"].le(there["mogelijk_tot"])
    )
    assert inside.all() or there.loc[~inside, "van"].isna().all()
    sums = monthly(found, LIMBURG, verlenging=on).groupby(["maand", "deelgroep"])["plekken"].sum(min_count=1)
    whole, amv = (sums[sums.index.get_level_values(1) == part].droplevel(1) for part in ("alle", "amv"))
    assert amv.fillna(0).le(whole.reindex(amv.index).fillna(0)).all()


@settings(max_examples=8, deadline=None)
@given(sites(), st.integers(0, 2000), st.booleans())
def test_what_is_short_is_what_is_asked_minus_what_is_there(
    rows: list[dict[str, Any]], duty: int, longer: bool
) -> None:
    found = frames(*rows, cijfers=[build.cijfer(LIMBURG, "opgave", duty)])
    codes, how = [LIMBURG], {"verlenging": longer, "peildatum": DAY}
    steps = supply.duties(
        found, codes, "asielzoekers", soort_opgave="indicatief", peildatum=DAY, rules=build.RULES
    )
    stays = supply.stays(found)
    table = supply.against_duty(
        stays, steps, codes, links(LIMBURG), VAN, TOT, doelgroep="asielzoekers", **how
    )
    parts = table[["open", "besloten", "voornemen"]].fillna(0).sum(axis=1)
    known = table[table["aanbod"].notna()]
    assert parts[known.index].eq(known["aanbod"]).all()
    whole = known[known["deelgroep"].eq("alle")]
    assert whole["verschil"].eq(whole["aanbod"] - duty).all()
    assert whole["tekort"].eq((duty - whole["aanbod"]).clip(lower=0)).all()
    assert whole["tekort_min"].dropna().le(whole["tekort"][whole["tekort_min"].notna()]).all()
    assert whole["tekort_hard"].dropna().ge(whole["tekort"][whole["tekort_hard"].notna()]).all()
    gat = supply.hole(stays, table, links(LIMBURG)["lid"].tolist(), **how)
    short = whole[whole["maand"].ge(DAY) & whole["tekort"].gt(0)]
    assert gat.perioden["maanden"].sum() == len(short)
    assert set(gat.oorzaken["locatie_id"]) <= set(stays["locatie_id"])
