"""What must hold for every table: form, order and blanks of a file change nothing, and no row disappears."""

from __future__ import annotations

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders import load, reference
from loaders.load import shipped
from loaders.loaded import Loaded
from model.taal import getal
from tests.leveringen.schrijf import ods, tekst, xlsx
from tests.leveringen.schrijf_xls import xls
from tests.loaders.grids import balanced, codes, run, sheet

#: How many times more examples than in the daily run: ``MONITOR_VOORBEELDEN=20 pytest …``.
MANY = int(os.environ.get("MONITOR_VOORBEELDEN", "1"))
AREAS = reference.gebieden()
GEMEENTEN = AREAS[AREAS["niveau"].eq("gemeente") & AREAS["geldig_tot"].isna()]
PARENT = dict(zip(AREAS["gebied_code"], AREAS["ouder_code"], strict=True))
LIMBURG = [row.naam for row in GEMEENTEN.itertuples() if PARENT.get(row.ouder_code) == "PV31"]
CODE = dict(zip(GEMEENTEN["naam"], GEMEENTEN["gebied_code"], strict=True))
BREED = next(layout for layout in shipped() if layout.id == "breed")
STAND = ("Stand per 1 juli 2025", None, None, None)
HEAD = ("Gemeente", "Asielzoekers opgave", "Oekraïners bezet", "Toelichting")
NUMBER = st.integers(0, 5000)
#: A table: per gemeente two numbers and a remark; the numbers and remarks may be absent.
TABLE = st.dictionaries(
    st.sampled_from(LIMBURG),
    st.tuples(
        NUMBER, st.none() | NUMBER, st.sampled_from([None, "één locatie", "a; b", 'zogeheten "hal"', "x, y"])
    ),
    min_size=1,
    max_size=8,
)
FORMS = ("xlsx", "xls", "ods", "utf-8", "utf-8-sig", "cp1252", "utf-16")


def rows_of(table: dict[str, tuple], notation: str = "") -> list[tuple]:
    """Return a table as rows; a notation writes its numbers as texts."""
    return [
        (name, write(one, notation), write(two, notation), note) for name, (one, two, note) in table.items()
    ]


def write(number: int | None, notation: str) -> object:
    if number is None or not notation:
        return number
    return getal(number) if notation == "nl" else f"{number:,}"


def made(form: str, delimiter: str, rows: list[tuple]) -> bytes:
    plain = [["" if cell is None else cell for cell in row] for row in rows]
    if form in ("xlsx", "xls", "ods"):
        return xlsx({"Blad1": rows}) if form == "xlsx" else (xls if form == "xls" else ods)("Blad1", rows)
    return tekst(plain, delimiter, form)


def figures(loaded: Loaded) -> set[tuple[str, str, object]]:
    """Return gemeente, group and number of every figure."""
    frame = loaded.frame("cijfers")
    return set(zip(frame["gebied_code"], frame["doelgroep"], frame["waarde"].map(str), strict=True))


def meant(table: dict[str, tuple]) -> set[tuple[str, str, object]]:
    out = {(CODE[name], "asielzoekers", str(one)) for name, (one, _, _) in table.items()}
    return out | {
        (CODE[name], "oekraiense_ontheemden", str(two))
        for name, (_, two, _) in table.items()
        if two is not None
    }


def said(loaded: Loaded) -> set[str]:
    """Return the codes of issues, without those about the notation of a column."""
    return set(codes(loaded)) - {"notatie-aangenomen"}


@given(TABLE, st.sampled_from(FORMS), st.sampled_from([";", "\t", ","]), st.sampled_from(["", "nl"]))
@settings(max_examples=8 * MANY, deadline=None)
@example({"Venlo": (1234, 1234, "één locatie")}, "cp1252", ";", "nl")
@example({"Peel en Maas": (0, None, 'zogeheten "hal"')}, "utf-16", "\t", "")
def test_what_is_written_is_read_in_every_form(table: dict, form: str, delimiter: str, notation: str):
    rows = [STAND, HEAD, *rows_of(table, notation)]
    loaded = load.load(made(form, delimiter, rows), "proef")
    assert figures(loaded) == meant(table)
    assert said(loaded) == set()
    assert loaded.provenance.rows_in == loaded.provenance.rows_taken == len(table)


@given(TABLE, st.sampled_from(["xlsx", "ods", "utf-8"]))
@settings(max_examples=3 * MANY, deadline=None)
def test_english_numbers_are_read_when_a_person_says_so(table: dict, form: str):
    rows = [STAND, HEAD, *rows_of(table, "en")]
    loaded = load.load(made(form, ";", rows), "proef", answers={"notatie": "en"})
    assert figures(loaded) == meant(table)


@given(TABLE, st.randoms(use_true_random=False))
@settings(max_examples=8 * MANY, deadline=None)
def test_order_of_rows_and_columns_changes_nothing(table: dict, chance):
    rows = rows_of(table)
    mixed, order = list(rows), [0, 1, 2, 3]
    chance.shuffle(mixed)
    chance.shuffle(order)
    turned = [tuple(row[col] for col in order) for row in (HEAD, *mixed)]
    assert (
        figures(run(BREED, sheet([STAND, *turned])))
        == figures(run(BREED, sheet([STAND, HEAD, *rows])))
        == meant(table)
    )


@given(TABLE, st.booleans())
@settings(max_examples=5 * MANY, deadline=None)
def test_order_of_sheets_changes_nothing(table: dict, first: bool):
    data, other = (
        sheet([STAND, HEAD, *rows_of(table)], "Cijfers"),
        sheet([("Colofon",), ("gemaakt in Venlo",)], "Over"),
    )
    got = run(BREED, *((other, data) if first else (data, other)))
    assert figures(got) == meant(table)
    assert said(got) == {"blad-niet-gebruikt"}


@given(TABLE, st.integers(0, 3), st.integers(0, 3), st.integers(0, 9))
@settings(max_examples=8 * MANY, deadline=None)
def test_blank_rows_and_columns_change_nothing(table: dict, above: int, left: int, between: int):
    rows = [STAND, HEAD, *rows_of(table)]
    rows.insert(2 + between % (len(rows) - 1), (None,) * 4)
    padded = [(None,) * (left + 4)] * above + [(None,) * left + row[:2] + (None,) + row[2:] for row in rows]
    got = run(BREED, sheet(padded))
    assert figures(got) == meant(table)
    assert codes(got) == []
    assert balanced(got)


@given(TABLE, st.sampled_from([0, 1, -1, 250]))
@settings(max_examples=8 * MANY, deadline=None)
def test_the_sum_over_the_gemeenten_is_the_total_that_is_checked(table: dict, off: int):
    total = sum(one for one, _, _ in table.values()) + off
    got = run(BREED, sheet([STAND, HEAD, *rows_of(table), ("Totaal", total, None, None)]))
    assert codes(got) == (["totaal-wijkt-af"] if off else [])
    assert figures(got) == meant(table)


BAD = st.sampled_from(
    ["Nergenshuizen", "Nuth", "Totaal", "Limburg", "Noord-Limburg", "", "9999", "Bergen op", "Subtotaal"]
)
CELL = st.sampled_from([None, 5, "6", "x", "veel", -3, 2.5, "12%", "ca. 50", "-", "1.234", True])


@given(st.lists(st.tuples(st.sampled_from(LIMBURG) | BAD, CELL, CELL, st.none()), max_size=12))
@settings(max_examples=25 * MANY, deadline=None)
def test_every_row_is_taken_refused_or_left_out_by_name(rows: list[tuple]):
    got = run(BREED, sheet([STAND, HEAD, *rows]))
    assert balanced(got)
    assert got.provenance.rows_in == sum(any(cell not in (None, "") for cell in row) for row in rows)
    if not got.is_refused:
        assert len(got.dropped) == got.provenance.rows_dropped


@pytest.mark.parametrize(
    ("name", "code"), [("Nuth", "GM1954"), ("Onderbanken", "GM1954"), ("Schinnen", "GM1954")]
)
def test_an_ended_gemeente_is_refused_with_its_successor_and_never_added_to_it(name: str, code: str):
    rows = [STAND, HEAD, (name, 7, 8, None), ("Beekdaelen", 90, 75, None)]
    got = run(BREED, sheet(rows))
    assert figures(got) == {(code, "asielzoekers", "90"), (code, "oekraiense_ontheemden", "75")}
    (issue,) = got.issues
    assert (issue.code, issue.plaats) == ("opgeheven-gemeente", "Blad1!A3")
    assert "Beekdaelen" in issue.tekst
