"""Wide tables and the half-yearly taakstelling: synonyms, totals, sub-headings, and three kinds of task."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.lijsten import Uitkomst
from tests.loaders import workbooks as base
from tests.loaders import workbooks_opgave as w
from tests.loaders.sources import at, codes, loaded, reasons

FACT = ["gebied_code", "doelgroep", "deelgroep", "maat", "soort_opgave", "aard", "peildatum", "periode_van",
        "waarde", "waarde_min", "eenheid", "waarde_status"]  # fmt: skip


@pytest.mark.parametrize("style", ["underscore", "woorden", "streep"])
def test_wide_tables_in_every_style_of_header(style: str) -> None:
    out = loaded(w.wide(style), "overzicht.xlsx", "breed", (4, 3, 1, 0))
    frame = out.frames["cijfers"]
    amv = at(frame, "Overzicht!D6")
    assert (amv["gebied_code"], amv["doelgroep"], amv["deelgroep"], amv["waarde"]) == (
        "GM0965", "asielzoekers", "amv", 5,
    )  # fmt: skip
    venlo = at(frame, "Overzicht!B7")
    assert (venlo["waarde"], venlo["waarde_min"], venlo["tekst"]) == (487, 487, "minimaal 487")
    assert venlo["vastgesteld_op"] == pd.Timestamp("2024-12-01")  # the title says 1-12-2024, day first
    task = at(frame, "Overzicht!E5")
    assert (task["aard"], task["eenheid"], task["soort_opgave"]) == ("stroom", "personen", "onbekend")
    assert (task["periode_van"], task["periode_tot"]) == (
        pd.Timestamp("2024-07-01"),
        pd.Timestamp("2024-12-31"),
    )
    assert at(frame, "Overzicht!F5")["peildatum"] == pd.Timestamp("2024-12-01")
    assert at(frame, "Overzicht!G7")["waarde_status"] == "geschat"


def test_wide_tables_say_the_same_in_every_style() -> None:
    frames = [
        loaded(content, "o.xlsx", layout, (4, 3, 1, 0)).frames["cijfers"][FACT]
        for content, layout in [
            (w.wide("underscore"), "breed"), (w.wide("woorden"), "breed"), (w.wide("streep"), "breed"),
            (w.wide_two_levels(), "breed-twee-koppen"),
        ]
    ]  # fmt: skip
    for other in frames[1:]:
        pd.testing.assert_frame_equal(frames[0], other)
    assert len(frames[0]) == 16  # 3 × 6 cells, of which two are empty and give no figure


@pytest.mark.parametrize(
    ("stand", "day"),
    [
        ("Peildatum: 1-12-2024", "2024-12-01"), ("Stand per 3 december 2024", "2024-12-03"),
        ("Situatie per 2024-12-05", "2024-12-05"), ("Stand: november 2024", "2024-11-30"),
    ],
)  # fmt: skip
def test_the_date_in_a_title(stand: str, day: str) -> None:
    frame = loaded(w.wide(stand=stand), "o.xlsx", "breed", (4, 3, 1, 0)).frames["cijfers"]
    assert frame["peildatum"].eq(pd.Timestamp(day)).all()


def test_unknown_in_a_wide_table_is_no_zero_and_an_empty_cell_no_figure() -> None:
    frame = loaded(w.wide(), "o.xlsx", "breed", (4, 3, 1, 0)).frames["cijfers"]
    point = at(frame, "Overzicht!F6")
    assert pd.isna(point["waarde"])
    assert point["waarde_status"] == "onbekend"
    assert "Overzicht!C6" not in set(frame["bron_cel"])


def test_totals_of_a_wide_table_are_left_out_and_checked_as_far_as_possible() -> None:
    out = loaded(w.wide(), "o.xlsx", "breed", (4, 3, 1, 0))
    assert reasons(out) == {"totaal": 1}
    assert [i.plaats for i in out.issues if i.code == "totaal-niet-gecontroleerd"] == [
        "Overzicht!C8", "Overzicht!D8", "Overzicht!F8",
    ]  # fmt: skip
    assert "totaal-wijkt-af" not in codes(out)  # statushouders: 9 + 11 + 40 = 60


def test_statushouders_without_a_period_are_refused_not_guessed() -> None:
    rows = [("gemeente", "statushouders_realisatie"), ("Beek", 19), ("Venlo", 30)]
    out = loaded(base.workbook({"Blad1": rows}), "o.xlsx", "breed", (2, 0, 0, 2))
    assert codes(out)[:2] == ["periode-ontbreekt", "periode-ontbreekt"]


def test_the_overview_of_a_half_year() -> None:
    out = loaded(w.taakstelling(), "taakstelling.xlsx", "taakstelling", (9, 3, 6, 0))
    frame = out.frames["cijfers"]
    kinds = {cell: at(frame, f"Overzicht!{cell}7") for cell in "BCDEF"}
    assert [(row["maat"], row["soort_opgave"], row["waarde"]) for row in kinds.values()] == [
        ("opgave", "netto", 43), ("saldo", "", 16), ("opgave", "gecorrigeerd", 27), ("realisatie", "", 22),
        ("nog_te_realiseren", "gecorrigeerd", 5),
    ]  # fmt: skip
    assert kinds["E"]["periode_van"] == pd.Timestamp("2025-01-01")
    assert kinds["E"]["peildatum"] == pd.Timestamp(
        "2025-06-30"
    )  # "stand per 1-7" is the end of the half-year
    assert (kinds["C"]["aard"], kinds["C"]["peildatum"]) == ("stand", pd.Timestamp("2025-01-01"))
    assert at(frame, "Overzicht!C8")["waarde"] == -10  # achterstand stays negative
    assert set(frame["gebied_code"]) == {"GM1507", "GM0888", "GM0308"}
    assert reasons(out) == {"totaal": 3, "tussenkop": 2, "voet": 1}
    assert codes(out) == []
    assert out.provenance.uitkomst is Uitkomst.AANVAARD


def test_a_subtotal_that_is_not_the_sum_of_its_province_is_named() -> None:
    out = loaded(w.taakstelling(beek_limburg=31), "t.xlsx", "taakstelling", (9, 3, 6, 0))
    off = {i.plaats for i in out.issues if i.code == "totaal-wijkt-af"}
    assert off == {"Overzicht!D5", "Overzicht!D9"}  # 107 and 57 against 108 and 58; Utrecht is right


def test_netto_minus_saldo_is_only_warned_about() -> None:
    out = loaded(w.taakstelling(gecorrigeerd=29), "t.xlsx", "taakstelling", (9, 3, 6, 0))
    issue = next(i for i in out.issues if i.code == "taakstelling-wijkt-af")
    assert issue.plaats == "Overzicht!D7"  # 43 − 16 = 27, not 29
    assert at(out.frames["cijfers"], "Overzicht!D7")["waarde"] == 29


def test_periods_in_a_column_and_other_words() -> None:
    out = loaded(w.taakstelling_long(), "t.csv", "taakstelling", (3, 3, 0, 0))
    frame = out.frames["cijfers"]
    peel = {cell: at(frame, f"t.csv!{cell}2") for cell in "EFGHI"}
    assert [row["waarde"] for row in peel.values()] == [60, -18, 78, 46, -32]
    assert peel["G"]["soort_opgave"] == "gecorrigeerd"
    assert (peel["F"]["peildatum"], peel["I"]["peildatum"]) == (
        pd.Timestamp("2023-07-01"), pd.Timestamp("2023-12-31"),
    )  # fmt: skip
    assert at(frame, "t.csv!H3")["periode_van"] == pd.Timestamp("2024-07-01")
    # 20 − 0 is not 6: named, because the published figures say so
    assert [(i.code, i.plaats) for i in out.issues] == [("taakstelling-wijkt-af", "t.csv!G3")]


@pytest.mark.parametrize("layout", ["taakstelling", "taakstelling-kaal"])
def test_tasks_below_zero_and_a_realisatie_above_the_task(layout: str) -> None:
    task = "Gecorrigeerde taakstelling" if layout == "taakstelling" else "Netto taakstelling"
    number = -3 if layout == "taakstelling" else 9
    rows = [
        ("Taakstelling 2025-H1",),
        ("Gemeente", task, "Gehuisvest", "Nog te huisvesten"),
        ("Beek", number, 19, -10),
    ]
    out = loaded(base.workbook({"Blad1": rows}), "t.xlsx", layout, (1, 1, 0, 0))
    frame = out.frames["cijfers"]
    assert at(frame, "Blad1!B3")["waarde"] == number
    ahead = at(frame, "Blad1!D3")  # -10 still to do is a voorsprong of 10 on the last day
    assert (ahead["maat"], ahead["waarde"], ahead["peildatum"]) == ("saldo", 10, pd.Timestamp("2025-06-30"))


def test_a_bare_taakstelling_keeps_its_kind_unknown() -> None:
    rows = [
        ("Realisatie tweede helft van 2022",), ("Gemeente", "Taakstelling", "Gerealiseerd"),
        ("Beek", 9, 19), ("Delft", 76, 85),
    ]  # fmt: skip
    out = loaded(base.workbook({"Blad1": rows}), "t.xlsx", "taakstelling-kaal", (2, 2, 0, 0))
    beek = at(out.frames["cijfers"], "Blad1!B3")
    assert (beek["soort_opgave"], beek["waarde"]) == ("onbekend", 9)
    assert beek["periode_van"] == pd.Timestamp("2022-07-01")


def test_bare_province_rows_are_totals_also_where_a_gemeente_has_the_name() -> None:
    head = ("Gemeente", "Netto taakstelling", "Gecorrigeerde taakstelling", "Realisatie")
    rows = [
        ("Taakstelling 2025-H1",), head, ("Totaal", 183, 187, 127), ("Limburg", 63, 57, 27),
        ("Utrecht", 120, 130, 99), ("Limburg", 63, 57, 27), ("Horst aan de Maas", 43, 27, 22),
        ("Beek", 20, 30, 5), ("Utrecht", 120, 130, 100), ("Baarn", 50, 50, 60), ("Utrecht", 70, 80, 40),
    ]  # fmt: skip
    out = loaded(base.workbook({"Blad1": rows}), "t.xlsx", "taakstelling", (9, 4, 5, 0))
    frame = out.frames["cijfers"]
    assert set(frame["gebied_code"]) == {"GM1507", "GM0888", "GM0308", "GM0344"}
    assert at(frame, "Blad1!D11")["gebied_code"] == "GM0344"  # after Baarn: the gemeente Utrecht
    assert [(i.code, i.plaats) for i in out.issues if i.code.startswith("totaal")] == [
        ("totaal-wijkt-af", "Blad1!D5"),  # 99, but 60 + 40 = 100
    ]


def test_a_gemeente_without_figures_is_no_sub_heading() -> None:
    rows = [
        ("Taakstelling 2025-H1",), ("Gemeente", "Gecorrigeerde taakstelling", "Realisatie"), ("Limburg",),
        ("Beek",), ("Bergen", 10, 5),
    ]  # fmt: skip
    out = loaded(base.workbook({"Blad1": rows}), "t.xlsx", "taakstelling", (3, 1, 2, 0))
    assert at(out.frames["cijfers"], "Blad1!C5")["gebied_code"] == "GM0893"  # Bergen in Limburg
    assert reasons(out) == {"tussenkop": 1, "geen-waarde": 1}


def test_ended_gemeenten_are_a_part_of_their_successor() -> None:
    rows = [
        ("gemeente", "asielzoekers_opgave", "peildatum"), ("Nuth", 5, "2018-07-01"),
        ("Onderbanken", 7, "2018-07-01"), ("Beekdaelen", 10, "2018-07-01"),
    ]  # fmt: skip
    out = loaded(base.workbook({"Blad1": rows}), "o.xlsx", "breed", (3, 3, 0, 0))
    frame = out.frames["cijfers"]
    assert frame["gebied_code"].eq("GM1954").all()
    assert frame["bereik"].tolist() == ["deel", "deel", "gemeentetotaal"]
    assert [(i.code, i.plaats) for i in out.issues] == [
        ("opgeheven-gemeente", "Blad1!A2"), ("opgeheven-gemeente", "Blad1!A3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("second", "code", "counts"),
    [(7, "tegenstrijdig-cijfer", (3, 1, 0, 2)), (5, "dubbele-rij", (3, 3, 0, 0))],
)
def test_a_gemeente_that_stands_twice_is_named_with_both_cells(
    second: int, code: str, counts: tuple[int, int, int, int]
) -> None:
    rows = [
        ("gemeente", "asielzoekers_opgave", "peildatum"), ("Beek", 5, "2024-07-01"),
        ("Beek", second, "2024-07-01"), ("Venlo", 487, "2024-07-01"),
    ]  # fmt: skip
    out = loaded(base.workbook({"Blad1": rows}), "o.xlsx", "breed", counts)
    (issue,) = out.issues
    assert issue.code == code
    assert "Blad1!B2" in issue.tekst
    assert "Blad1!B3" in issue.tekst


def test_an_average_is_left_out() -> None:
    rows = [
        ("gemeente", "asielzoekers_opgave", "peildatum"),
        ("Beek", 5, "2024-07-01"),
        ("Gemiddelde", 5.5, ""),
    ]
    assert reasons(loaded(base.workbook({"Blad1": rows}), "o.xlsx", "breed", (2, 1, 1, 0))) == {
        "gemiddelde": 1
    }


GEMEENTEN = ["Beek", "Venlo", "Vaals", "Bergen", "Stein (L.)", "gm0935", "0965"]
N = st.integers(0, 5000)
#: cell, and what it says: value, lower and upper bound, status; None when it gives no figure
CELLS = st.one_of(
    N.map(lambda n: (n, (n, None, None, "definitief"))),
    N.map(lambda n: (f"ruim {n}", (n, n, None, "geschat"))),
    N.map(lambda n: (f"maximaal {n}", (n, None, n, "definitief"))),
    st.tuples(N, st.integers(1, 99)).map(
        lambda p: (f"{p[0]} tot {p[0] + p[1]}", (None, p[0], p[0] + p[1], "geschat"))
    ),
    st.sampled_from([".", "onbekend", "-"]).map(lambda t: (t, (None, None, None, "onbekend"))),
    st.sampled_from(["n.v.t."]).map(lambda t: (t, (None, None, None, "nvt"))),
    st.sampled_from(["geheim", "x"]).map(lambda t: (t, (None, None, None, "geheim"))),
    st.just((None, None)),
)
HEADS = {
    "asielzoekers_opgave": ("asielzoekers", "opgave"), "Asiel - realisatie": ("asielzoekers", "realisatie"),
    "Opgave Oekraïners": ("oekraiense_ontheemden", "opgave"),
    "ontheemden bezet": ("oekraiense_ontheemden", "bezet"),
}  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from(GEMEENTEN), min_size=1, max_size=5, unique=True),
    st.permutations(list(HEADS)),
    st.data(),
)
def test_any_wide_table_gives_each_cell_its_own_meaning(
    names: list[str], heads: list[str], data: st.DataObject
) -> None:
    cells = [[data.draw(CELLS) for _ in heads] for _ in names]
    cells[0][0] = (7, (7, None, None, "definitief"))  # a file without any figure is refused
    rows = [("Peildatum: 1-12-2024",), ("gemeente", *heads)]
    rows += [(name, *(cell for cell, _ in line)) for name, line in zip(names, cells, strict=True)]
    empty = sum(all(said is None for _, said in line) for line in cells)
    out = loaded(
        base.workbook({"Blad1": rows}), "o.xlsx", "breed", (len(names), len(names) - empty, empty, 0)
    )
    frame = out.frames["cijfers"].set_index("bron_cel")
    said = {
        f"Blad1!{'BCDE'[col]}{row + 3}": (*HEADS[heads[col]], *meaning)
        for row, line in enumerate(cells)
        for col, (_, meaning) in enumerate(line)
        if meaning is not None
    }
    assert set(frame.index) == set(said)
    for cell, (group, maat, value, low, high, status) in said.items():
        row = frame.loc[cell]
        numbers = [None if pd.isna(row[c]) else int(row[c]) for c in ("waarde", "waarde_min", "waarde_max")]
        assert (row["doelgroep"], row["maat"], *numbers, row["waarde_status"]) == (
            group, maat, value, low, high, status,
        )  # fmt: skip
