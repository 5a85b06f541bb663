"""Kinds of duty side by side, and what moved between two of them."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import duties, duty_moves, interval
from metrics.areas import membership
from model.sleutelregels import sleutelregels
from tests.metrics.build import (
    BERGEN,
    GENNEP,
    LANDGRAAF,
    LIMBURG,
    MOOK,
    NOORD,
    SIMPELVELD,
    VENLO,
    cijfer,
    frames,
)

SIDES = sleutelregels().zijden
LATER = pd.Timestamp("2026-11-21")
INDICATIEF, BESLUIT, AFSPRAAK = (
    f"2024|{kind}|plekken" for kind in ("indicatief", "verdeelbesluit", "afspraak")
)


def opgave(code: str, value: int | None, kind: str = "indicatief", **rest: object) -> dict:
    return cijfer(code, "opgave", value, soort_opgave=kind, **rest)


def table(
    *rows: dict, codes: list[str] | None = None, day: pd.Timestamp = LATER, **rest: object
) -> pd.DataFrame:
    made = frames(*rows)
    everyone = codes or sorted({row["gebied_code"] for row in rows})
    return duties.table(made, everyone, "asielzoekers", day, SIDES, **rest)  # type: ignore[arg-type]


def test_every_kind_stands_on_its_own_side_with_its_cell() -> None:
    found = table(
        opgave(VENLO, 487, vastgesteld_op="2024-01-31"),
        opgave(VENLO, 450, "afspraak", vastgesteld_op="2024-09-01"),
        opgave(VENLO, 460, "verslag", vastgesteld_op="2024-11-01"),
        opgave(VENLO, 500, "verdeelbesluit", vastgesteld_op="2024-12-23"),
        opgave(VENLO, 480, "onbekend", vastgesteld_op="2024-12-24"),
    )
    assert found[["soort_opgave", "zijde", "waarde_tekst", "bron_cijfers"]].to_numpy().tolist() == [
        ["indicatief", "formeel", "487", "bron-1#Blad1!A2"],
        ["afspraak", "afspraak", "450", "bron-1#Blad1!A3"],
        ["verslag", "afspraak", "460", "bron-1#Blad1!A4"],
        ["verdeelbesluit", "formeel", "500", "bron-1#Blad1!A5"],
        ["onbekend", "", "480", "bron-1#Blad1!A6"],
    ]
    assert found["moment"].iloc[0] == "31 januari 2024"


def test_the_last_number_of_a_kind_on_the_date_is_shown_and_a_later_one_is_not() -> None:
    rows = (
        opgave(VENLO, 487, vastgesteld_op="2024-01-31"),
        opgave(VENLO, 490, vastgesteld_op="2024-06-01"),
        opgave(VENLO, 999, vastgesteld_op="2027-01-01"),
    )
    assert table(*rows)["waarde"].tolist() == [490]
    assert table(*rows, day=pd.Timestamp("2024-02-01"))["waarde"].tolist() == [487]


def test_a_conflict_is_shown_as_both_and_enters_nothing() -> None:
    found = table(
        opgave(SIMPELVELD, 55, bron_id="a"),
        opgave(SIMPELVELD, 60, bron_id="b"),
        opgave(SIMPELVELD, 60, bron_id="c"),
        opgave(LANDGRAAF, 190),
    )
    mine = found[found["gebied_code"].eq(SIMPELVELD)]
    assert mine["waarde"].tolist() == [55, 60]
    assert mine["is_strijdig"].all()
    assert mine["bron_cijfers"].tolist()[1] == "b#Blad1!A3|c#Blad1!A4"
    total = duties.sums(found, membership(frames()["gebieden"], ["CR39"])).iloc[0]
    assert (total["som"], total["leden_bekend"], total["leden"]) == (190, 1, 16)
    moved = duty_moves.difference(found, [SIMPELVELD], INDICATIEF, INDICATIEF).iloc[0]
    assert moved["oud_tekst"] == "55 of 60 (bronnen verschillen)"
    assert pd.isna(moved["verschil"])
    assert moved["reden"] == duty_moves.STRIJDIG


def test_a_recorded_choice_of_source_settles_a_conflict() -> None:
    from metrics.validity import fact_key

    rows = (opgave(SIMPELVELD, 55, bron_id="a"), opgave(SIMPELVELD, 60, bron_id="b"))
    fact = fact_key(frames(*rows)["cijfers"]).iloc[0]
    found = table(*rows, preferences={fact: "b"})
    assert found[["waarde", "is_strijdig"]].to_numpy().tolist() == [[60, False]]


def test_a_duty_without_a_date_is_there_and_says_so_but_a_dated_one_goes_before_it() -> None:
    undated = opgave(VENLO, 487, vastgesteld_op=None)
    found = table(undated, opgave(LANDGRAAF, 190))
    assert found.set_index("gebied_code").loc[VENLO, "moment"] == "datum onbekend"
    both = table(undated, opgave(VENLO, 500))
    assert both["waarde"].tolist() == [500]


def test_a_site_or_a_part_is_no_duty_of_the_gemeente() -> None:
    found = table(opgave(VENLO, 487), opgave(VENLO, 300, "verdeelbesluit", bereik="locatie", locatie="hal"))
    assert found["soort_opgave"].tolist() == ["indicatief"]


def test_a_sum_says_of_how_many_and_is_a_bound_when_one_part_is() -> None:
    """487 or more of Venlo and 89 of Gennep: at least 576, of 2 of the 8 gemeenten of Noord-Limburg."""
    found = table(opgave(VENLO, 487, waarde_min=487), opgave(GENNEP, 89), opgave(NOORD, 1600))
    total = duties.sums(found, membership(frames()["gebieden"], [NOORD])).iloc[0]
    assert total["som_tekst"] == "minimaal 576, 2 van 8 gemeenten bekend"
    # the region's own number stands beside it and neither fills the other
    assert found.set_index("gebied_code").loc[NOORD, "waarde"] == 1600


def test_kinds_are_in_the_order_of_their_round() -> None:
    found = table(
        opgave(VENLO, 480, cyclus="2026", vastgesteld_op="2026-02-27"),
        opgave(VENLO, 500, "verdeelbesluit", vastgesteld_op="2024-12-23"),
        opgave(VENLO, 487, vastgesteld_op="2024-01-31"),
        opgave(GENNEP, 89, vastgesteld_op="2024-01-31"),
        opgave(LIMBURG, 4355, cyclus="", vastgesteld_op="2023-06-01"),
    )
    kinds = duties.kinds(found)
    assert kinds["naam"].tolist() == [
        "vóór de wet, indicatief",
        "2024, indicatief",
        "2024, verdeelbesluit",
        "2026, indicatief",
    ]
    assert kinds["bekend"].tolist() == [1, 2, 1, 1]


def test_what_moved_and_by_how_much_and_what_is_not_known() -> None:
    found = table(
        opgave(VENLO, 487, waarde_min=487),  # at least 487
        opgave(VENLO, 460, "verdeelbesluit"),
        opgave(GENNEP, 89),
        opgave(GENNEP, 66, "verdeelbesluit"),
        opgave(BERGEN, None, waarde_min=60, waarde_max=70, waarde_status="geschat"),
        opgave(BERGEN, 90, "verdeelbesluit"),
        opgave(MOOK, 41),
        opgave(SIMPELVELD, 55),
        opgave(SIMPELVELD, 0, "verdeelbesluit"),
    )
    codes = [VENLO, GENNEP, BERGEN, MOOK, SIMPELVELD, LANDGRAAF]
    rows = duty_moves.difference(found, codes, INDICATIEF, BESLUIT).set_index("gebied_code")
    assert rows["verschil_tekst"].to_dict() == {
        SIMPELVELD: "−55",  # a duty of 0 is a number: 0 − 55
        VENLO: "maximaal −27",  # 460 − (487 or more)
        GENNEP: "−23",
        BERGEN: "circa +20 tot +30",  # 90 − 70 to 90 − 60
        MOOK: "onbekend",
        LANDGRAAF: "onbekend",
    }
    assert rows["richting"].to_dict() == {
        SIMPELVELD: "lager", VENLO: "lager", GENNEP: "lager", BERGEN: "hoger", MOOK: "onbekend",
        LANDGRAAF: "onbekend",
    }  # fmt: skip
    assert rows["reden"][MOOK] == "tweede getal onbekend"
    assert rows["reden"][LANDGRAAF] == "beide onbekend"
    assert rows.index.tolist()[0] == SIMPELVELD
    assert rows.index.tolist()[-2:] == [MOOK, LANDGRAAF]
    assert duty_moves.moved(rows) == (
        "Van 4 van de 6 gemeenten is bekend welke kant het getal op ging: 1 hoger, 3 lager, 0 gelijk. "
        "Samen −78 (2 van 6 gemeenten bekend)."
    )


def test_the_other_way_round_is_the_opposite() -> None:
    found = table(opgave(VENLO, 487, waarde_min=487), opgave(VENLO, 460, "verdeelbesluit"))
    back = duty_moves.difference(found, [VENLO], BESLUIT, INDICATIEF).iloc[0]
    assert (back["verschil_min"], back["verschil_tekst"], back["richting"]) == (27, "minimaal +27", "hoger")


def test_places_and_beds_are_not_subtracted() -> None:
    rows = [
        cijfer(VENLO, "opgave", 400, "oekraiense_ontheemden", eenheid=unit, bron_cel=f"A{unit}")
        for unit in ("plekken", "bedden")
    ]
    found = duties.table(frames(*rows), [VENLO], "oekraiense_ontheemden", LATER, SIDES)
    kinds = duties.kinds(found)
    assert sorted(kinds["naam"]) == ["opgave in bedden", "opgave in plekken"]
    moved = duty_moves.difference(found, [VENLO], *kinds["reeks"]).iloc[0]
    assert (moved["verschil_tekst"], moved["reden"]) == ("onbekend", "eenheden verschillen")


def test_half_years_are_rounds_of_their_own() -> None:
    rows = [
        cijfer(VENLO, "opgave", 40, "statushouders", soort_opgave="netto", periode_van=van, periode_tot=tot)
        for van, tot in (("2024-07-01", "2024-12-31"), ("2025-01-01", "2025-06-30"))
    ]
    found = duties.table(frames(*rows), [VENLO], "statushouders", LATER, SIDES)
    assert found["ronde"].tolist() == ["tweede helft 2024", "eerste helft 2025"]


def test_nothing_known_is_an_empty_table_and_every_area_is_unknown() -> None:
    found = table(codes=[VENLO])
    assert found.empty
    assert duties.kinds(found).empty
    assert duties.sums(found, membership(frames()["gebieden"], [NOORD])).empty
    moved = duty_moves.difference(found, [VENLO, GENNEP], INDICATIEF, BESLUIT)
    assert moved["verschil_tekst"].tolist() == ["onbekend", "onbekend"]
    assert duty_moves.moved(moved).startswith("Van 0 van de 2 gemeenten is bekend")


@pytest.mark.parametrize(
    ("value", "low", "high", "ends"),
    [
        (55, None, None, (55, 55)),
        (487, 487, None, (487, None)),
        (None, 15, 20, (15, 20)),
        (None, None, 90, (None, 90)),
        (None, None, None, (None, None)),
    ],
)
def test_the_ends_of_a_number(value, low, high, ends) -> None:
    rows = pd.DataFrame({"waarde": [value], "waarde_min": [low], "waarde_max": [high]}, dtype="Int64")
    found = interval.ends(rows.assign(waarde_status="definitief"))
    assert tuple(None if pd.isna(end.iloc[0]) else end.iloc[0] for end in found) == ends
