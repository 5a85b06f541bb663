"""The wide frame: complete grid, own figure before sums, unknown members counted, never zero."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import aggregate, fulfilment, judgement
from model.frames import Frames
from tests.metrics.build import (
    DAY,
    HORST,
    LANDGRAAF,
    LIMBURG,
    MIDDEN,
    NOORD,
    RULES,
    SIMPELVELD,
    VENLO,
    VOERENDAAL,
    ZUID,
    cijfer,
    frames,
)

TRIO = [SIMPELVELD, VOERENDAAL, LANDGRAAF]


def table(
    data: Frames, niveau: str = "gemeente", gebieden: list[str] | None = None, **rest: object
) -> pd.DataFrame:
    options = {"soort_opgave": "indicatief", "cyclus": "2024", "peildatum": DAY, "rules": RULES} | rest
    return fulfilment.table(data, gebieden=gebieden or [LIMBURG], niveau=niveau, **options)


def one(
    found: pd.DataFrame, code: str, doelgroep: str = "asielzoekers", deelgroep: str = "alle"
) -> pd.Series:
    mine = found[
        found["gebied_code"].eq(code) & found["doelgroep"].eq(doelgroep) & found["deelgroep"].eq(deelgroep)
    ]
    assert len(mine) == 1
    return mine.iloc[0]


def small(*rows: dict) -> Frames:
    """Return frames in which Zuid-Limburg has three gemeenten."""
    data = frames(*rows)
    areas = data["gebieden"]
    data["gebieden"] = areas[areas["niveau"].ne("gemeente") | areas["gebied_code"].isin(TRIO)]
    return data


def test_columns_and_types() -> None:
    found = table(frames(cijfer(VENLO, "opgave", 487)))
    assert tuple(found.columns) == fulfilment.COLUMNS
    whole = [
        "opgave",
        "opgave_min",
        "realisatie",
        "besloten",
        "voornemen",
        "aanbod",
        "bezet",
        "verschil",
        "leden",
    ]
    whole += ["som_opgave", "som_realisatie", "leden_bekend_opgave", "leden_bekend_realisatie", "inwoners"]
    assert {str(found[c].dtype) for c in whole} == {"Int64"}
    assert {str(found[c].dtype) for c in ("realisatie_aandeel", "per_1000")} == {"Float64"}
    assert str(found["opgave_datum"].dtype) == "datetime64[us]"


def test_types_are_the_same_without_any_figure_and_at_every_level() -> None:
    full = table(frames(cijfer(VENLO, "opgave", 487)))
    for niveau in ("gemeente", "regio", "provincie", "veiligheidsregio"):
        empty = table(frames(), niveau)
        assert empty.dtypes.to_dict() == full.dtypes.to_dict(), niveau
        assert empty[["opgave", "realisatie", "som_opgave", "som_realisatie", "verschil"]].isna().all().all()
        assert set(empty["status"]) == {"onbekend"}


def test_unknown_gemeenten_are_rows() -> None:
    found = table(frames())
    assert len(found) == 31 * 5
    assert found["naam"].nunique() == 31


def test_one_group_only() -> None:
    found = table(frames(), doelgroep="statushouders")
    assert set(found["doelgroep"]) == {"statushouders"}
    assert len(found) == 31


def test_levels_expand_from_the_area_above() -> None:
    assert table(frames(), "regio")["gebied_code"].unique().tolist() == [NOORD, MIDDEN, ZUID]
    assert table(frames(), "veiligheidsregio")["gebied_code"].unique().tolist() == ["VR23", "VR24"]
    assert set(table(frames(), "gemeente", [NOORD])["leden"]) == {1}
    assert len(table(frames(), "gemeente", [NOORD])) == 8 * 5
    assert one(table(frames(), "land", ["NL01"]), "NL01")["leden"] == 342


def test_all_members_unknown_is_missing_and_not_zero() -> None:
    row = one(table(small(cijfer(VENLO, "opgave", 5)), "regio"), ZUID)
    assert row["som_opgave"] is pd.NA
    assert row["leden_bekend_opgave"] == 0
    assert row["leden"] == 3


def test_a_bound_among_the_members_makes_the_sum_a_bound() -> None:
    rows = [cijfer(SIMPELVELD, "opgave", 55), cijfer(VOERENDAAL, "opgave", 66)]
    row = one(table(small(*rows, cijfer(LANDGRAAF, "opgave", 190, waarde_min=190)), "regio"), ZUID)
    assert (row["opgave"], row["opgave_min"]) == (311, 311)
    assert row["opgave_max"] is pd.NA
    assert pd.isna(row["realisatie_aandeel"])


def test_an_estimate_among_the_members_makes_the_sum_an_estimate() -> None:
    rows = [cijfer(SIMPELVELD, "opgave", 55), cijfer(VOERENDAAL, "opgave", 66)]
    row = one(table(small(*rows, cijfer(LANDGRAAF, "opgave", 190, waarde_status="geschat")), "regio"), ZUID)
    assert (row["opgave"], row["opgave_status"]) == (311, "geschat")


def test_conflict_at_a_level_is_not_filled_by_its_parts() -> None:
    parts = [cijfer(code, "opgave", 100) for code in TRIO]
    own = [cijfer(ZUID, "opgave", n, bron_id=str(n)) for n in (299, 301)]
    row = one(table(small(*parts, *own), "regio"), ZUID)
    assert row["opgave"] is pd.NA
    assert row["som_opgave"] == 300
    assert row["conflict"]


def test_conflict_in_a_member_leaves_the_sum_incomplete() -> None:
    parts = [cijfer(code, "opgave", 100) for code in TRIO]
    row = one(table(small(*parts, cijfer(SIMPELVELD, "opgave", 101, bron_id="b")), "regio"), ZUID)
    assert row["opgave"] is pd.NA
    assert (row["som_opgave"], row["leden_bekend_opgave"]) == (200, 2)


def test_besloten_of_a_region_needs_all_members() -> None:
    rows = [cijfer(code, "aanbod", 10, zekerheid="besloten") for code in TRIO]
    assert one(table(small(*rows), "regio"), ZUID)["besloten"] == 30
    assert one(table(small(*rows[:2]), "regio"), ZUID)["besloten"] is pd.NA


def test_a_task_of_unnamed_kind_stands_in_but_is_never_added() -> None:
    rows = [cijfer(code, "opgave", 10, "statushouders", soort_opgave="onbekend") for code in TRIO]
    gemeente = one(table(small(*rows), "gemeente", [SIMPELVELD]), SIMPELVELD, "statushouders")
    assert (gemeente["opgave"], gemeente["soort_opgave"]) == (10, "onbekend")
    regio = one(table(small(*rows), "regio"), ZUID, "statushouders")
    assert regio["opgave"] is pd.NA
    assert regio["som_opgave"] is pd.NA


def test_a_netto_task_seen_twice_is_not_taken_for_the_corrected_one() -> None:
    rows = [cijfer(HORST, "opgave", 43, "statushouders", soort_opgave=s) for s in ("netto", "onbekend")]
    assert one(table(frames(*rows)), HORST, "statushouders")["opgave"] is pd.NA
    netto = one(table(frames(*rows), soort_opgave="netto"), HORST, "statushouders")
    assert netto["opgave"] == 43


def test_beds_and_places_are_not_added() -> None:
    group = "oekraiense_ontheemden"
    rows = [cijfer(SIMPELVELD, "opgave", 10, group), cijfer(VOERENDAAL, "opgave", 10, group)]
    rows.append(cijfer(LANDGRAAF, "opgave", 10, group, eenheid="bedden"))
    row = one(table(small(*rows), "regio"), ZUID, group)
    assert (row["som_opgave"], row["leden_bekend_opgave"], row["eenheid"]) == (20, 2, "plekken")


def test_every_cell_behind_a_row_is_named() -> None:
    rows = [cijfer(code, "opgave", 10, bron_cel=code) for code in TRIO]
    assert set(one(table(small(*rows), "regio"), ZUID)["bron_cijfers"].split("|")) == {
        f"bron-1#{c}" for c in TRIO
    }


def test_inhabitants_of_the_latest_date_not_after_the_peildatum() -> None:
    assert one(table(frames()), SIMPELVELD)["inwoners_peildatum"] == pd.Timestamp("2024-01-01")
    assert one(table(frames(), peildatum=pd.Timestamp("2022-01-01")), SIMPELVELD)["inwoners"] is pd.NA
    regio = one(table(frames(), "regio"), ZUID)
    parts = table(frames(), "gemeente", [ZUID]).drop_duplicates("gebied_code")["inwoners"]
    assert regio["inwoners"] == parts.sum()


def test_thresholds_come_from_the_rules() -> None:
    strict = RULES.model_copy(update={"status": RULES.status.model_copy(update={"bijna": 0.99})})
    data = frames(cijfer(VENLO, "opgave", 100), cijfer(VENLO, "realisatie", 95))
    assert one(table(data), VENLO)["status"] == "bijna"
    assert one(table(data, rules=strict), VENLO)["status"] == "achter"


def test_a_preferred_source_settles_a_conflict() -> None:
    data = frames(*[cijfer(VENLO, "opgave", n, bron_id=b) for n, b in ((487, "a"), (500, "b"))])
    assert one(table(data), VENLO)["conflict"]
    key = "GM0983|asielzoekers|alle|opgave|indicatief|2024||gemeentetotaal||stand|plekken|2025-01-01"
    row = one(table(data, preferences={key: "b"}), VENLO)
    assert (row["opgave"], row["conflict"]) == (500, False)


def test_input_is_left_alone() -> None:
    data = small(*[cijfer(code, "opgave", 10) for code in TRIO])
    before = {name: frame.copy() for name, frame in data.items()}
    table(data, "regio")
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, data[name])


NUMBER = st.one_of(st.none(), st.integers(0, 400))
TRIOS = st.lists(st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), min_size=3, max_size=3)


def rows_of(numbers: list[tuple]) -> list[dict]:
    rows = []
    for code, (duty, done, amv_duty, amv_done) in zip(TRIO, numbers, strict=True):
        rows += [cijfer(code, "opgave", duty), cijfer(code, "realisatie", done)]
        rows += [
            cijfer(code, "opgave", amv_duty, deelgroep="amv"),
            cijfer(code, "realisatie", amv_done, deelgroep="amv"),
        ]
    return rows


@settings(max_examples=8, deadline=None)
@given(numbers=TRIOS, order=st.randoms(use_true_random=False))
def test_regions_are_sums_of_what_is_known_whatever_the_order(numbers: list[tuple], order: object) -> None:
    rows = [row | {"bron_cel": f"A{i}"} for i, row in enumerate(rows_of(numbers))]
    found = table(small(*rows), "regio", doelgroep="asielzoekers")
    order.shuffle(rows)
    again = table(small(*rows), "regio", doelgroep="asielzoekers")
    pd.testing.assert_frame_equal(found.drop(columns="bron_cijfers"), again.drop(columns="bron_cijfers"))
    row = one(found, ZUID)
    for column, values in (("opgave", [n[0] for n in numbers]), ("realisatie", [n[1] for n in numbers])):
        known = [v for v in values if v is not None]
        assert row[f"leden_bekend_{column}"] == len(known)
        assert (row[f"som_{column}"] is pd.NA) if not known else row[f"som_{column}"] == sum(known)
        assert (row[column] is pd.NA) if len(known) < 3 else row[column] == sum(known)
    duty, done = row["opgave"], row["realisatie"]
    if pd.notna(duty) and pd.notna(done) and duty > 0:
        assert abs(row["realisatie_aandeel"] - done / duty) < 1e-12
    else:
        assert pd.isna(row["realisatie_aandeel"])


@settings(max_examples=8, deadline=None)
@given(numbers=TRIOS)
def test_parts_never_exceed_the_whole(numbers: list[tuple]) -> None:
    found = table(small(*rows_of(numbers)), "gemeente", [ZUID], doelgroep="asielzoekers")
    by = {part: rows.set_index("gebied_code")["opgave"] for part, rows in found.groupby("deelgroep")}
    difference = (by["regulier"] + by["amv"] - by["alle"]).dropna()
    assert difference.eq(0).all()
    assert by["regulier"].dropna().ge(0).all()


def test_if_complete_needs_every_member() -> None:
    rows = pd.DataFrame(
        {"gebied_code": "R", "doelgroep": "g", "deelgroep": "d", "n": pd.array([1, None]), "m": 1}
    )
    found = aggregate.if_complete(rows, ["n", "m"]).iloc[0]
    assert found["n"] is pd.NA
    assert found["m"] == 2


def test_amv_over_is_no_shortage() -> None:
    rows = [cijfer(VENLO, "opgave", 10, deelgroep="amv"), cijfer(VENLO, "realisatie", 12, deelgroep="amv")]
    assert judgement.amv_shortage(table(frames(*rows))).isna().all()
