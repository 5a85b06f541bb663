"""Files of Provincie Limburg and of the Swing databank: every variant that was seen."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.lijsten import Uitkomst
from tests.loaders import workbooks_regio as w
from tests.loaders.sources import at, codes, loaded, reasons


@pytest.mark.parametrize(
    ("content", "cell", "code", "indicator", "value"),
    [
        (w.limburg_semicolon(), "D2", "CR38", "D_39a", -0.0369037368),
        (w.limburg_point(), "C2", "CR37", "mo_11a", 3.287829263603153),
        (w.limburg_point(), "C3", "NL01", "mo_11a", 3.757),
        (w.limburg_dimension(), "B2", "PV31", "MO_11b", 51),
        (w.limburg_comma(), "D3", "CR38", "B_12", 2.25),
    ],
)
def test_publication_files_in_any_order_and_notation(
    content: bytes, cell: str, code: str, indicator: str, value: float
) -> None:
    rows = 4 if indicator == "D_39a" else 2
    out = loaded(content, "ind.csv", "limburg-lang", (rows, rows, 0, 0))
    row = at(out.frames["indicatoren"], f"ind.csv!{cell}")
    assert (row["gebied_code"], row["indicator"], row["waarde"]) == (code, indicator, value)
    assert out.provenance.uitkomst is Uitkomst.AANVAARD


def test_an_empty_cell_is_unknown_and_a_month_has_a_date() -> None:
    frame = loaded(w.limburg_semicolon(), "ind.csv", "limburg-lang", (4, 4, 0, 0)).frames["indicatoren"]
    empty = at(frame, "ind.csv!D5")
    assert pd.isna(empty["waarde"])
    assert empty["waarde_status"] == "onbekend"
    month = at(frame, "ind.csv!D4")
    assert (month["periode"], month["peildatum"]) == ("m6y2025", pd.Timestamp("2025-06-30"))
    assert at(frame, "ind.csv!D2")["peildatum"] is pd.NaT  # a year is no date


def test_a_dimension_and_words_are_kept() -> None:
    sizes = loaded(w.limburg_dimension(), "d.csv", "limburg-lang", (2, 2, 0, 0)).frames["indicatoren"]
    assert at(sizes, "d.csv!B3")["naam"] == "tevreden"
    words = loaded(w.limburg_words(), "g.csv", "limburg-lang", (2, 2, 0, 0)).frames["indicatoren"]
    no = at(words, "g.csv!D2")
    assert no["waarde_tekst"] == "Nee"
    assert pd.isna(no["waarde"])


def test_a_single_value_that_reads_both_ways_is_asked() -> None:
    content = w.limburg_long("geoitem;geolevel;period;D_39a", [("pv31", "prov_id", "2025", "1.234")])
    out = loaded(content, "ind.csv", "limburg-lang", (1, 0, 0, 1))
    assert codes(out)[0] == "notatie-kiezen"


def test_a_sheet_made_by_hand() -> None:
    name = "Actueel woningtekort Primos 2021.xlsx"
    out = loaded(w.limburg_by_hand(), name, "limburg-werkblad", (5, 3, 2, 0))
    frame = out.frames["indicatoren"]
    vaals = at(frame, "Blad1!B4")
    assert (vaals["gebied_code"], vaals["waarde"], vaals["periode"]) == ("GM0981", -20, "2021")
    assert vaals["indicator"] == "TEKORT(+)/OVERSCHOT(-)"  # the sign as published, named by its header
    assert reasons(out) == {"totaal": 1, "voet": 1}
    assert codes(out) == []  # 120 + 400 − 20 = 500 and 7600 + 47000 + 5300 = 59900


def test_a_sheet_made_by_hand_with_a_wrong_total() -> None:
    out = loaded(w.limburg_by_hand(total=540), "tekort.xlsx", "limburg-werkblad", (5, 3, 2, 0))
    assert [(i.code, i.plaats) for i in out.issues] == [("totaal-wijkt-af", "Blad1!B5")]


def test_a_databank_export_keeps_its_footer_out() -> None:
    out = loaded(w.swing(), "woningtekort.xlsx", "swing", (7, 3, 4, 0))
    sheet = "Woningtekort 2024 COROP gebied"
    frame = out.frames["indicatoren"]
    south = at(frame, f"{sheet}!B3")
    assert (south["gebied_code"], south["waarde"], south["eenheid"]) == ("CR39", -2.1, "%")
    assert (south["indicator"], south["periode"]) == ("Woningtekort", "2024")
    assert pd.isna(at(frame, f"{sheet}!B5")["waarde"])
    assert reasons(out) == {"voet": 4}
    assert codes(out) == []


def test_a_databank_export_on_its_side_keeps_its_cells() -> None:
    out = loaded(w.swing_transposed(), "tekort.xlsx", "swing-gedraaid", (3, 3, 0, 0))
    frame = out.frames["indicatoren"]
    middle = at(frame, "Woningtekort COROP gebieden!C4")
    assert (middle["gebied_code"], middle["periode"], middle["waarde"]) == ("CR38", "2024", -3000)
    assert (middle["indicator"], middle["eenheid"]) == ("Woningtekort", "aantal")
    assert pd.isna(at(frame, "Woningtekort COROP gebieden!D4")["waarde"])
    assert len(frame) == 6  # 3 areas × 2 years


def test_two_measures_under_each_area() -> None:
    out = loaded(w.swing_two_levels(), "tekort.xlsx", "swing-gedraaid", (4, 4, 0, 0))
    south = at(out.frames["indicatoren"], "Woningtekort COROP gebieden!E4")
    assert (south["gebied_code"], south["naam"], south["waarde"]) == ("CR39", "Voorraad", 300000)


def test_bars_in_headers() -> None:
    frame = loaded(w.swing_bars(), "woon.csv", "swing-strepen", (2, 2, 0, 0)).frames["indicatoren"]
    north = at(frame, "woon.csv!B2")
    assert (north["gebied_code"], north["periode"], north["waarde"]) == ("CR37", "2009", 48)
    assert north["indicator"] == "Tevreden met woning|2009|Eigenaar-bewoner|Zeer tevreden"
    assert at(frame, "woon.csv!D2")["waarde_status"] == "onbekend"
    assert len(frame) == 5  # 2 × 3 cells, of which one is structurally empty


ITEMS = st.tuples(
    st.sampled_from(["cr37", "cr38", "cr39", "pv31", "nl00", "gm0935", "GM0893"]),
    st.integers(2009, 2025),
    st.decimals(-99999, 99999, places=2, allow_nan=False),
)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(ITEMS, min_size=1, max_size=6),
    st.permutations(["geoitem", "geolevel", "period", "D_39a"]),
    st.sampled_from([";", ","]),
    st.booleans(),
)
def test_order_separator_and_notation_never_change_a_figure(
    items: list, columns: list[str], delimiter: str, comma: bool
) -> None:
    rows = []
    for code, year, number in items:
        shown = str(number).replace(".", ",") if comma else str(number)
        cells = {"geoitem": code, "geolevel": "x", "period": year, "D_39a": shown}
        rows.append([cells[name] for name in columns])
    content = w.limburg_long(";".join(columns), rows, delimiter)
    out = loaded(content, "ind.csv", "limburg-lang", (len(rows), len(rows), 0, 0))
    frame = out.frames["indicatoren"]
    letter = "ABCD"[columns.index("D_39a")]
    for line, (_, year, number) in enumerate(items, 2):
        row = at(frame, f"ind.csv!{letter}{line}")
        assert row["waarde"] == float(number)
        assert row["periode"] == str(year)
