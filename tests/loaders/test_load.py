"""The engine on hand-made grids: nothing disappears, every problem has its cell, totals are checked."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.engine import match as engine_match
from loaders.load import load
from loaders.loaded import Loaded
from model import schemas
from model.lijsten import Ernst, Uitkomst
from tests.loaders.grids import BREED, balanced, codes, run, sheet
from tests.shared import ROOT

HEAD = ("Gemeente", "Opgave", "Plekken open")


def values(loaded: Loaded, maat: str) -> dict[str, object]:
    frame = loaded.frame("cijfers")
    part = frame[frame["maat"].eq(maat)]
    return dict(zip(part["gebied_code"], part["waarde"], strict=True))


def text_of(loaded: Loaded, code: str) -> str:
    return next(str(issue) for issue in loaded.issues if issue.code == code)


def test_a_wide_table_gives_one_figure_per_cell_with_its_address():
    got = run(BREED, sheet([("Opgave in Limburg",), HEAD, ("Venlo", 487, 300), ("Simpelveld", 55, 0)]))
    assert got.provenance.uitkomst is Uitkomst.AANVAARD
    frame = got.frame("cijfers").set_index(["gebied_code", "maat"])
    assert frame.loc[("GM0983", "opgave"), "bron_cel"] == "Blad1!B3"
    assert frame.loc[("GM0965", "realisatie"), "bron_cel"] == "Blad1!C4"
    assert frame.loc[("GM0965", "realisatie"), "waarde"] == 0
    assert schemas.check_all(got.frames) == []


def test_missing_zero_secret_and_not_applicable_stay_apart():
    rows = [
        HEAD,
        ("Venlo", 487, "."),
        ("Weert", 1, 0),
        ("Beek", 1, "x"),
        ("Stein", 1, "n.v.t."),
        ("Vaals", 1, None),
    ]
    frame = run(BREED, sheet(rows)).frame("cijfers")
    part = frame[frame["maat"].eq("realisatie")].set_index("gebied_code")
    assert part["waarde_status"].to_dict() == {
        "GM0983": "onbekend", "GM0988": "definitief", "GM0888": "geheim", "GM0971": "nvt",
    }  # fmt: skip
    assert part["waarde"].isna().sum() == 3
    assert part.loc["GM0988", "waarde"] == 0
    assert "GM0981" not in part.index, "an empty cell in a wide table is no figure at all"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("100-200", (None, 100, 200, "geschat")),
        ("15 tot 20", (None, 15, 20, "geschat")),
        ("ruim 330", (330, 330, None, "geschat")),
        ("circa 12", (12, None, None, "geschat")),
        ("minimaal 487", (487, 487, None, "definitief")),
        ("meer dan 300", (None, 300, None, "geschat")),
        ("1.250", (1250, None, None, "definitief")),
    ],
)
def test_text_in_a_number_column(cell: str, expected: tuple[object, ...]):
    frame = run(BREED, sheet([HEAD, ("Venlo", cell, None)])).frame("cijfers")
    row = frame.iloc[0]
    got = tuple(
        None if pd.isna(row[c]) else row[c] for c in ("waarde", "waarde_min", "waarde_max", "waarde_status")
    )
    assert got == expected
    assert row["tekst"] == cell


def test_a_row_error_refuses_that_row_only():
    got = run(BREED, sheet([HEAD, ("Venlo", "veel", 3), ("Simpelveld", 55, 2)]))
    assert got.provenance.uitkomst is Uitkomst.GEWAARSCHUWD
    assert values(got, "opgave") == {"GM0965": 55}
    assert "GM0983" not in values(got, "realisatie"), "the whole row is refused"
    assert "proef.xlsx Blad1!B2 [geen-getal] 'veel'" in text_of(got, "geen-getal")
    assert (got.provenance.rows_taken, got.provenance.rows_refused) == (1, 1)


def test_unknown_and_ambiguous_areas_are_named_with_their_cell():
    got = run(BREED, sheet([HEAD, ("Venlo", 1, 1), ("Venloo", 2, 2), ("Heerlen / Sittard-Geleen", 3, 3)]))
    assert codes(got).count("onbekend-gebied") == 2
    assert "Blad1!A3" in text_of(got, "onbekend-gebied")
    assert "Venlo" in text_of(got, "onbekend-gebied")
    elsewhere = run(
        BREED.replace('provincie = "PV31"\n', ""), sheet([HEAD, ("Bergen", 1, 1), ("Venlo", 1, 1)])
    )
    assert codes(elsewhere) == ["dubbelzinnig-gebied"]


def test_an_alias_of_the_analyst_wins():
    got = run(BREED, sheet([HEAD, ("Venloo", 2, 2)]), aliases={"Venloo": "GM0983"})
    assert values(got, "opgave") == {"GM0983": 2}


def test_old_gemeente_becomes_its_successor_with_a_note():
    got = run(BREED, sheet([(*HEAD, "Peildatum"), ("Schinnen", 10, None, "2018-07-01")]))
    assert values(got, "opgave") == {"GM1954": 10}
    assert "Schinnen" in got.frame("cijfers")["toelichting"].iloc[0]
    assert codes(got) == ["opgeheven-gemeente"]


def test_footer_and_everything_under_it_is_left_out():
    got = run(BREED, sheet([HEAD, ("Venlo", 487, 1), ("Bron: COA",), ("Venlo", 5, 5)]))
    assert got.dropped["reden"].tolist() == ["voet", "voet"]
    assert got.provenance.rows_in == 3
    assert balanced(got)


def test_header_is_found_by_its_texts_wherever_it_stands():
    rows = [("Titel",), (), (None, "peil"), ("gemeentenaam 1)", "OPGAVE", "plekken_open", "peildatum")]
    got = run(BREED, sheet([*rows, ("Venlo", 487, 1, date(2025, 1, 1))]))
    assert got.frame("cijfers")["peildatum"].eq(pd.Timestamp(2025, 1, 1)).all()


def test_strict_dates_refuse_what_they_cannot_read():
    head = (*HEAD, "Peildatum")
    got = run(
        BREED, sheet([head, ("Venlo", 1, 1, "morgen"), ("Stein", 1, 1, "1-2-2025"), ("Beek", 1, 1, "2024")])
    )
    assert values(got, "opgave") == {"GM0971": 1}
    assert got.provenance.rows_refused == 2


def test_unknown_columns_are_named():
    got = run(BREED, sheet([(*HEAD, "Burgemeester vindt"), ("Venlo", 1, 1, "goed")]))
    assert codes(got) == ["onbekende-kolom"]
    assert "Blad1!D1" in text_of(got, "onbekende-kolom")


def test_a_column_twice_refuses_the_file():
    got = run(BREED, sheet([("Gemeente", "Opgave", "Opgave"), ("Venlo", 1, 2)]))
    assert got.is_refused
    assert "dubbele-kop" in codes(got)


def test_an_undecidable_notation_is_asked_and_the_answer_is_used():
    layout = BREED.replace('notatie = "nl"', 'notatie = "vraag"')
    table = sheet([HEAD, ("Venlo", "1.234", None)])
    asked = run(layout, table)
    assert asked.is_refused
    assert codes(asked) == ["notatie-kiezen"]
    assert values(run(layout, table, answers={"notatie": "nl"}), "opgave") == {"GM0983": 1234}


def test_impossible_figures_are_refused_by_row():
    got = run(BREED, sheet([HEAD, ("Venlo", -5, 1), ("Stein", 5, 1)]))
    assert codes(got) == ["negatief"]
    assert values(got, "opgave") == {"GM0971": 5}


def test_many_of_one_kind_are_counted_not_printed():
    got = run(BREED, sheet([HEAD, ("Venlo", 1, 1), *[(f"Nergens{n}", 1, 1) for n in range(60)]]))
    assert len(got.issues) == 26
    assert got.issues[-1].aantal == 35  # 60 − 25
    assert got.provenance.rows_refused == 60


@pytest.mark.parametrize(
    ("header", "place"),
    [("BSN", "D1"), ("V-nummer", "D1"), ("Geboortedatum", "D1"), ("Naam bewoner", "D1"),
     ("E-mailadres", "D2"), ("Telefoonnummer", "D2")],
)  # fmt: skip
def test_columns_about_persons_refuse_the_file(header: str, place: str):
    got = run(BREED, sheet([(*HEAD, header), ("Venlo", 1, 1, "iets")]))
    assert got.is_refused
    assert codes(got) == ["persoonsgegevens"]
    assert got.issues[0].plaats == f"Blad1!{place}"  # an address is named where it is filled in
    assert got.frames == {}


def test_personal_data_is_seen_without_a_header_and_on_a_hidden_sheet():
    people = [("contact", f"mens{n}@voorbeeld.nl") for n in range(4)]
    got = run(BREED, sheet([HEAD, ("Venlo", 1, 1)]), sheet(people, "Geheim", "verborgen"))
    assert codes(got) == ["persoonsgegevens"]


def test_sources_are_one_row_per_address():
    layout = BREED + '\n  [[blad.kolom]]\n  rol = "url"\n  kop = ["bron_url"]\n'
    rows = [
        (*HEAD, "bron_url"),
        ("Venlo", 1, 1, "https://www.coa.nl/a | https://nos.nl/b"),
        ("Stein", 1, 1, "krant"),
    ]
    bronnen = run(layout, sheet(rows)).frame("bronnen").set_index("url")
    assert bronnen.loc["https://www.coa.nl/a", "uitgever"] == "COA"
    assert "https://nos.nl/b" in bronnen.loc["https://www.coa.nl/a", "titel"]
    assert "krant" in bronnen.loc["", "titel"]


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 10**6),
    st.sampled_from([".", "x", "1.234", "veel", "ruim 30", "10-20", "n.v.t.", " "]),
)
NAMES = st.sampled_from(
    [
        "Venlo",
        "Stein",
        "Bergen",
        "Nergens",
        "Limburg",
        "Totaal",
        "Subtotaal",
        "Bron: x",
        "",
        "Nederland",
        None,
        "GM0935",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, CELLS, CELLS), max_size=12))
def test_rows_in_is_taken_plus_dropped_plus_refused(rows: list[tuple[object, ...]]):
    got = run(BREED, sheet([HEAD, *rows]))
    filled = [row for row in rows if any(cell is not None and str(cell).strip() for cell in row)]
    assert balanced(got)
    assert got.provenance.rows_in == len(filled)
    assert "interne-fout" not in codes(got)
    assert schemas.check_all(got.frames) == []
    if not got.is_refused:
        assert len(got.dropped) == got.provenance.rows_dropped
        refusing = sum(issue.aantal for issue in got.issues if issue.ernst is Ernst.FOUT)
        assert refusing >= got.provenance.rows_refused, "every refused row has its issue"


@settings(max_examples=25, deadline=None)
@given(st.permutations([("Venlo", 1, 2), ("Stein", "ruim 30", 3), ("Bergen", "x", 4), ("Nergens", 5, 6)]))
def test_row_order_does_not_matter(rows: list[tuple[object, ...]]):
    got = run(BREED, sheet([HEAD, *rows])).frame("cijfers")
    plain = run(BREED, sheet([HEAD, ("Bergen", "x", 4), ("Stein", "ruim 30", 3), ("Venlo", 1, 2)])).frame(
        "cijfers"
    )
    columns = ["gebied_code", "maat", "waarde", "waarde_min", "waarde_status"]
    sort = lambda f: f[columns].sort_values(columns[:2]).reset_index(drop=True)  # noqa: E731
    pd.testing.assert_frame_equal(sort(got), sort(plain))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"geen,tabel\n1,2\n", b"PK\x03\x04rommel"])
def test_bad_content_is_refused_and_never_raises(content: bytes):
    got = load(content, "rommel.xlsx")
    assert got.is_refused
    assert got.issues
    assert got.frames == {}


def test_a_mistake_of_ours_refuses_the_file_and_says_so(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr(engine_match, "choose", broken)
    got = load((ROOT / "data" / "public" / "limburg_oekraine.csv").read_bytes(), "x.csv")
    assert codes(got) == ["interne-fout"]
    assert got.is_refused
