"""Which places count: golden cases, and what must hold for any register."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import areas, counting, overlap
from metrics.supply import stays
from metrics.supply.stays import registered
from model.frames import Frames
from model.lijsten import LocatieType, Stadium, Telt, Verlenging
from tests.metrics.build import RULES
from tests.metrics.registers_counted import NAMES, TODAY, of_case, register, site

GOLDEN = Path(__file__).parents[1] / "golden"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((GOLDEN / f"{name}.toml").read_text(encoding="utf-8"))["geval"]
    return [pytest.param(case, id=case["zin"]) for case in found]


def same(got: object, wanted: object) -> bool:
    return bool(pd.isna(got)) if wanted == "onbekend" else bool(got == wanted)


@pytest.mark.parametrize("case", cases("telregels"))
def test_golden(case: dict[str, Any]) -> None:
    found = counting.tests(of_case(case), case["cyclus"], RULES, pd.Timestamp(case.get("peildatum", TODAY)))
    for wanted in case["uitkomst"]:
        rows = found[found["toets"].eq(wanted["toets"])]
        if "gebied" in wanted:
            links = areas.membership(of_case(case)["gebieden"], [NAMES[wanted["gebied"]]])
            row = counting.totals(rows, links).iloc[0]
        else:
            row = rows[rows["naam"].eq(wanted["locatie"])].iloc[0]
            assert wanted.get("zegt", "") in row["reden"], row["reden"]
        for column, value in wanted.items():
            if column not in {"locatie", "gebied", "zegt", "toets"}:
                assert same(row[column], value), (column, row[column], row.get("reden", ""))


@pytest.mark.parametrize("case", cases("dubbel"))
def test_golden_once(case: dict[str, Any]) -> None:
    data = of_case(case)
    found = overlap.find(data, RULES)
    assert len(found) == len(case["uitkomst"])
    for row, wanted in zip(found.to_dict("records"), case["uitkomst"], strict=True):
        assert wanted.get("zegt", "") in row["reden"]
        assert all(same(row[k], v) for k, v in wanted.items() if k != "zegt"), row
    kept = overlap.once(registered(data), RULES)
    if "som" in case:
        assert kept["plekken"].sum() == case["som"]
    for name, value in case.get("per_locatie", {}).items():
        assert same(kept.loc[kept["naam"].eq(name), "plekken"].iloc[0], value)
    if "op_dag" in case:
        day = pd.Timestamp(case["op_dag"]["dag"])
        there = kept["van"].le(day) & (kept["tot"].ge(day) | kept["is_onbepaald"])
        assert kept.loc[there, "plekken"].sum() == case["op_dag"]["som"]
    for name, day in case.get("einde", {}).items():
        assert kept.loc[kept["naam"].eq(name), "tot"].iloc[0] == pd.Timestamp(day)


def test_supply_counts_a_joint_plan_once_and_says_what_the_register_has() -> None:
    plan = {
        "plan_code": "p",
        "plan_plekken": 300,
        "stadium": "besluit",
        "van": "2027-01-01",
        "tot": "2036-12-31",
    }
    data = register(
        site("Horst", "Horst aan de Maas", plekken=300, **plan), site("Venray", "Venray", plekken=100, **plan)
    )
    found = stays(data).set_index("naam")
    assert found["plekken"].to_dict() == {"Horst": 300, "Venray": 0}
    assert found["plekken_bron"].to_dict() == {"Horst": 300, "Venray": 100}
    assert found.loc["Venray", "dubbel"].startswith("Horst en Venray zijn samen plan p van 300 plekken")


def test_a_joint_plan_counts_once_in_the_test_too() -> None:
    plan = {
        "plan_code": "p",
        "plan_plekken": 300,
        "van": "2027-01-01",
        "tot": "2036-12-31",
        "stadium": "besluit",
    }
    data = register(
        site("Horst", "Horst aan de Maas", plekken=300, **plan), site("Venray", "Venray", plekken=100, **plan)
    )
    found = counting.tests(data, "2026", RULES, TODAY)
    sums = counting.totals(found, areas.membership(data["gebieden"], ["PV31"])).set_index("toets")
    assert sums.loc["venster", ["telt", "telt_niet", "onzeker"]].tolist() == [300, 100, 0]


def test_a_successor_within_the_window_is_named_and_not_decided() -> None:
    old = site("Oud", plekken=200, van="2015-01-01", tot="2025-09-30", stadium="gesloten")
    new = site("Nieuw", plekken=260, van="2025-10-01", tot="2035-09-30", vervangt="Oud")
    found = counting.tests(register(old, new), "2024", RULES, TODAY).set_index(["toets", "naam"])
    assert found.loc[("venster", "Oud"), "uitkomst"] == "telt_niet"
    row = found.loc[("venster", "Nieuw")]
    assert (row["uitkomst"], row["plekken_onzeker"], row["plekken_telt_niet"]) == ("onzeker", 200, 60)
    assert "neemt het op 1 oktober 2025 over van Oud" in row["reden"]


def test_a_statement_holds_in_its_own_cycle_only() -> None:
    said = {"telt_verklaard": "telt", "telt_reden": "brief", "telt_cyclus": "2024"}
    data = register(site("Hal", type="noodopvang", plekken=100, van="2025-09-01", tot="2029-09-01", **said))
    for cyclus, outcome in (("2024", "telt"), ("2026", "telt_niet")):
        found = counting.tests(data, cyclus, RULES, TODAY)
        assert found.loc[found["toets"].eq("venster"), "uitkomst"].tolist() == [outcome]


def test_a_statement_without_a_cycle_is_about_the_one_that_runs() -> None:
    data = register(site("Hal", type="noodopvang", plekken=100, van="2025-09-01", telt_verklaard="telt"))
    for day, outcomes in (("2025-12-01", ["telt", "telt_niet"]), ("2026-11-28", ["telt_niet", "telt"])):
        found = [counting.tests(data, cyclus, RULES, pd.Timestamp(day)) for cyclus in ("2024", "2026")]
        assert [f.loc[f["toets"].eq("venster"), "uitkomst"].iloc[0] for f in found] == outcomes


def test_every_answer_names_its_rule_its_source_and_how_sure_it_is() -> None:
    data = register(site("Azc", plekken=100, van="2020-01-01", tot="2030-12-31"))
    found = counting.tests(data, "2026", RULES, TODAY)
    assert found["toets"].tolist() == ["venster", "duurzaam", "langjarig"]
    for column in ("regel", "regel_zin", "zeker", "bron", "reden", "grond", "bron_cel"):
        assert found[column].ne("").all(), column
    assert found["uitkomst"].isin([str(value) for value in Telt]).all()


def test_no_sites_is_no_zero() -> None:
    found = counting.tests(register(site("Azc", plekken=100, van="2020-01-01")), "2026", RULES, TODAY)
    sums = counting.totals(found, areas.membership(register()["gebieden"], [NAMES["Stein"]]))
    assert sums["telt"].isna().all()
    assert sums["locaties"].eq(0).all()


DAYS = st.dates(min_value=pd.Timestamp("2023-01-01").date(), max_value=pd.Timestamp("2034-12-31").date())
MAYBE = st.none() | DAYS


@st.composite
def a_site(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one site with anything known or unknown."""
    van, tot = draw(MAYBE), draw(MAYBE)
    if van and tot and tot < van:
        van, tot = tot, van
    plekken = draw(st.none() | st.integers(0, 400))
    return site(
        draw(st.sampled_from(["azc A", "azc B", "hal C", "Kern D"])),
        draw(st.sampled_from(["Venlo", "Venray", "Stein"])),
        type=str(draw(st.sampled_from(LocatieType))),
        doelgroep=draw(st.sampled_from(["asielzoekers", "asielzoekers", "statushouders", ""])),
        stadium=str(draw(st.sampled_from(Stadium))),
        van=van,
        tot=tot,
        is_onbepaald=tot is None and draw(st.booleans()),
        verlenging_status=draw(st.sampled_from(["", *map(str, Verlenging)])),
        plekken=plekken,
        plekken_amv=draw(st.none() | st.integers(0, plekken or 0)),
        plan_code=draw(st.sampled_from(["", "", "p"])),
        plan_plekken=draw(st.none() | st.integers(1, 300)),
        vervangt=draw(st.sampled_from(["", "", "azc A"])),
    )


REGISTERS = st.lists(a_site(), min_size=1, max_size=7).map(lambda rows: register(*rows))


@given(REGISTERS, st.sampled_from(["2024", "2026"]))
@settings(max_examples=25, deadline=None)
def test_every_place_is_in_one_of_three_parts(data: Frames, cyclus: str) -> None:
    found = counting.tests(data, cyclus, RULES, TODAY)
    parts = found["plekken"].fillna(0) + found["plekken_onzeker"] + found["plekken_telt_niet"]
    known = found["capaciteit"].notna()
    assert parts[known].eq(found["capaciteit"][known]).all()
    whole = registered(data).drop_duplicates("locatie_id")["capaciteit"].sum()
    assert found[known].groupby("toets")["capaciteit"].sum().eq(whole).all()
    sums = counting.totals(found, areas.membership(data["gebieden"], ["PV31"]))
    assert (sums["telt"] + sums["telt_niet"] + sums["onzeker"]).dropna().eq(whole).all()
    assert not (found["uitkomst"].eq("telt") & found["plekken"].isna()).any()
    assert not (found["plekken_amv"] > found["plekken"]).fillna(False).any()
    assert found["reden"].ne("").all()


@given(REGISTERS, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_does_not_matter(data: Frames, random: Any) -> None:
    order = list(data["locaties"].index)
    random.shuffle(order)
    mixed = data | {"locaties": data["locaties"].loc[order].reset_index(drop=True)}
    left, right = (counting.tests(frames, "2026", RULES, TODAY) for frames in (data, mixed))
    pd.testing.assert_frame_equal(left, right)
    pd.testing.assert_frame_equal(overlap.find(data, RULES), overlap.find(mixed, RULES))
    rows = registered(data)
    kept = overlap.once(rows, RULES)
    again = overlap.once(rows.loc[order] if len(order) == len(rows) else rows, RULES)
    pd.testing.assert_frame_equal(kept, again.loc[kept.index])


@given(REGISTERS)
@settings(max_examples=25, deadline=None)
def test_once_never_counts_more_than_the_rows_nor_a_plan_more_than_itself(data: Frames) -> None:
    rows = registered(data)
    kept = overlap.once(rows, RULES)
    assert not (kept["plekken"] > rows["plekken"]).fillna(False).any()
    assert kept["plekken"].sum() <= rows["plekken"].sum()
    assert (kept["dubbel"].eq("") <= kept["plekken"].eq(rows["plekken"]).fillna(True)).all()
    plan = kept[kept["plan_code"].ne("") & kept["stadium"].ne("vervallen")]
    size = plan["plan_plekken"].min()
    if len(set(plan["locatie_id"])) > 1 and not pd.isna(size):
        for day in plan["van"].dropna():
            unended = plan["tot"].isna() & plan["stadium"].ne("gesloten")
            there = plan["van"].le(day) & (plan["tot"].ge(day) | unended)
            assert plan.loc[there, "plekken"].sum() <= size
