"""No personal data comes in: by header, by cell, by list; and no message repeats what stands there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.engine import guard, persons
from loaders.engine.issues import Findings
from model.grid import Sheet, Workbook
from model.issue import Issue
from tests.loaders.grids import BREED, codes, run, sheet

HEAD = ("Gemeente", "Opgave", "Plekken open")
#: Numbers that pass the test of a BSN, made by counting up; nobody's on purpose.
BSN = [f"{n:09d}" for n in range(123_000_000, 123_001_000) if persons.eleven_test(f"{n:09d}")]
BIRTHS = [date(1950, 3, 7) + timedelta(days=811 * n) for n in range(20)]
NAMES = ["J. Jansen", "A.B. van den Berg", "Dhr. Pietersen", "Vries, K. de", "mevr. Al-Hassan"]


def found(*rows: tuple, name: str = "Blad1", visibility: str = "zichtbaar") -> list[Issue]:
    findings = Findings("proef.xlsx")
    guard.personal(Workbook("xlsx", [sheet(rows, name, visibility)]), findings)
    return findings.issues


def column(head: str, *cells: object) -> list[Issue]:
    return found(("Gemeente", head), *(("Venlo", cell) for cell in cells))


# ---- headers ----


@pytest.mark.parametrize(
    "header",
    [
        "Naam", "Gemeentenaam", "Locatie", "Aantal personen", "Naam locatie", "Geboorte", "Geboorteoverschot",
        "Naam gemeente", "V", "Nummer", "Locatienummer", "Telefonisch bereikbaar", "Naam van de gemeente",
        "Geslacht", "Leeftijd", "Nationaliteit", "Documenten", "Huisnummer", "Mailing verstuurd",
    ],
)  # fmt: skip
def test_ordinary_headers_are_no_personal_data(header: str):
    assert "persoonsgegevens" not in codes(run(BREED, sheet([(*HEAD, header), ("Venlo", 1, 1, "x")])))


@pytest.mark.parametrize(
    "header",
    [
        "BSN", "Burgerservicenummer", "sofinummer", "V-nummer", "V-nr.", "Vnummer", "Vreemdelingennummer",
        "Geboortedatum", "geb. datum", "Geb.datum", "geboorteland", "Date of birth", "Voornaam", "Achternaam",
        "Voorletters", "Naam bewoner", "Naam van de statushouder", "Bewonersnaam", "Cliëntnummer",
        "Documentnummer", "Naam eigenaar",
    ],
)  # fmt: skip
def test_a_header_that_means_a_person_refuses_the_file_also_when_its_column_is_empty(header: str):
    issues = found((*HEAD, header), ("Venlo", 1, 1, None))
    assert [(issue.code, issue.plaats) for issue in issues] == [("persoonsgegevens", "Blad1!D1")]
    got = run(BREED, sheet([(*HEAD, header), ("Venlo", 1, 1, None)]))
    assert got.is_refused
    assert got.frames == {}


@pytest.mark.parametrize("row", [0, 3, 250])
def test_the_row_of_the_header_does_not_matter(row: int):
    filler = [("Venlo", 1)] * row
    issues = found(*filler, ("Gemeente", "Geboortedatum"))
    assert [issue.plaats for issue in issues] == [f"Blad1!B{row + 1}"]


@pytest.mark.parametrize("visibility", ["zichtbaar", "verborgen", "zeer verborgen"])
def test_a_sheet_that_the_layout_does_not_use_is_looked_at_too(visibility: str):
    extra = sheet([("Kamer", "BSN"), (1, BSN[0])], "Oud", visibility)
    got = run(BREED, sheet([HEAD, ("Venlo", 1, 1)]), extra)
    assert got.is_refused
    assert {issue.plaats for issue in got.issues} == {"Oud!B1"}


@pytest.mark.parametrize(
    ("header", "cell", "refused"),
    [
        ("Contactpersoon", "Jan Jansen", True),
        ("Contactpersoon gemeente", "Jan Jansen", True),
        ("Contactpersoon", None, False),
        ("Contactpersoon", "n.v.t.", False),
        ("Contactpersoon gemeente", "Team Opvang", False),
        ("Aanspreekpunt", "Gemeente Venlo", False),
        ("Telefoon", "06-12345678", True),
        ("Telefoonnummer", "14 077", False),
        ("Telefoonnummer", "088 715 70 00", False),
        ("E-mail", "jan.jansen@venlo.nl", True),
        ("E-mailadres", "info@venlo.nl", False),
        ("E-mail", "gemeente@beesel.nl", False),
        ("IBAN", "NL00BANK0123456789", True),
    ],
)
def test_a_person_to_call_is_refused_and_an_organisation_is_not(header: str, cell: object, refused: bool):
    issues = column(header, cell)
    assert bool(issues) is refused
    if refused:
        assert issues[0].plaats == "Blad1!B2"


# ---- cells ----


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (BSN[:4], "burgerservicenummer"),
        ([int(n) for n in BSN[:4]], "burgerservicenummer"),
        ([f"{n[:4]}.{n[4:6]}.{n[6:]}" for n in BSN[:4]], "burgerservicenummer"),
        (["276.123.4567", "276.123.4568", "281.000.0001"], "vreemdelingennummer"),
        ([2761234567, 2761234568, 2810000001], "vreemdelingennummer"),
        (["a.b@x.nl", "c.d@x.nl", "e.f@y.nl"], "e-mailadres"),
        (["06-12345678", "+31 6 12345679", "0612345670"], "telefoonnummer"),
        (["077-1234567", "043 123 45 67", "0475-123456"], "telefoonnummer"),
        (["NL01BANK0123456789", "NL02BANK0123456780", "NL03 BANK 0123 4567 81"], "rekeningnummer"),
        (NAMES, "namen van personen"),
    ],
)
def test_a_column_of_cells_that_look_like_persons_is_refused_under_any_header(cells: list, what: str):
    issues = column("Kenmerk", *cells)
    assert len(issues) == 1
    assert what in issues[0].tekst
    assert issues[0].plaats == f"Blad1!B2:B{len(cells) + 1}"
    assert issues[0].aantal == len(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["123456789", "123456788", "123456781", "987654321"],  # nine digits that fail the eleven-test
        [17_811_291, 17_590_672, 17_407_585, 1_128_367],  # inhabitants
        [*BSN[:2], "123456781", "123456784", "987654321"],  # two by chance
        [BSN[0]] * 10,  # one number ten times is a code
        ["info@venlo.nl", "asiel@coa.nl", "gemeente@beesel.nl"],
        ["088-1234567", "088 7654321", "0800 1234", "14 077"],
        ["GM0983", "GM0984", "GM0935"],
        ["Peel en Maas", "Horst aan de Maas", "Stein (L.)", "Echt-Susteren"],
        ["'s-Hertogenbosch", "St. Odiliënberg", "Mook en Middelaar"],
        ["M. gemeente", "hal 3", "fase 2"],
        ["2024-H1", "2024-H2", "2025-H1"],
        ["2024", "2025", "2026"],
        ["1.234", "12.345", "123.456"],
    ],
)
def test_ordinary_cells_are_no_personal_data(cells: list):
    assert column("Kenmerk", *cells) == []


@pytest.mark.parametrize(
    "note",
    [
        f"zie BSN {BSN[0]}",
        f"bsn: {BSN[1][:4]}.{BSN[1][4:6]}.{BSN[1][6:]}",
        "V-nummer 276.123.4567",
        "gezin V2761234567",
    ],
)
def test_one_number_of_a_person_in_a_note_is_enough(note: str):
    issues = column("Toelichting", "goed", note, "ook goed")
    assert [issue.plaats for issue in issues] == ["Blad1!B3"]


@pytest.mark.parametrize(
    "note", ["zie bijlage V 2", "bsn onbekend", "mail info@coa.nl", "bel 088-7157000", "V2024-123"]
)
def test_an_ordinary_note_is_not(note: str):
    assert column("Toelichting", "goed", note, "ook goed") == []


def test_a_bsn_without_its_zero_is_one():
    assert persons.eleven_test("11122233" + "3")
    short = [n[1:] for n in (f"{n:09d}" for n in range(12_300_000, 12_301_000)) if persons.eleven_test(n)][:3]
    assert len(short[0]) == 8
    assert len(column("Kenmerk", *(int(n) for n in short))) == 1


# ---- birth dates ----


def test_a_column_of_birth_dates_is_refused_as_dates_and_as_text():
    assert [i.plaats for i in column("Kenmerk", *BIRTHS)] == ["Blad1!B2:B21"]
    assert "geboortedatum" in column("Kenmerk", *BIRTHS)[0].tekst
    assert len(column("Kenmerk", *(f"{d:%d-%m-%Y}" for d in BIRTHS))) == 1
    assert len(column("Kenmerk", *(d.isoformat() for d in BIRTHS))) == 1


@pytest.mark.parametrize(
    "head", ["Peildatum", "Datum open", "Vastgesteld op", "Einde contract", "Gepubliceerd op"]
)
def test_dates_of_something_else_are_not(head: str):
    assert column(head, *BIRTHS) == []


@pytest.mark.parametrize(
    "days",
    [
        BIRTHS[:4],  # too few
        [date(1950 + n, 1, 1) for n in range(20)],  # first of January: a series of years
        [date(2010, 3, 7) + timedelta(days=33 * n) for n in range(20)],  # less than twelve years apart
        [BIRTHS[n % 2 * 19] for n in range(20)],  # two days over and over
        [date(2009, 3, 7) + timedelta(days=401 * n) for n in range(20)],  # up to 2029: plans
    ],
)
def test_other_columns_of_dates_are_not_births(days: list[date]):
    assert column("Kenmerk", *days) == []


# ---- lists of persons ----

PEOPLE = [(f"Voor{n} Achter{n}", "m", 20 + n, "SYR") for n in range(6)]


def test_a_table_of_names_beside_words_about_persons_is_a_list_of_persons():
    issues = found(("Naam", "Geslacht", "Leeftijd", "Nationaliteit"), *PEOPLE)
    assert [issue.plaats for issue in issues] == ["Blad1!A2:A7"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Naam", "Geslacht", "Leeftijd", "Nationaliteit"), *PEOPLE[:4]],  # too few
        [("Naam", "Geslacht", "Aantal"), *((p[0], p[1], 3) for p in PEOPLE)],  # one word about persons
        [
            ("Naam", "Geslacht", "Leeftijd"),
            *((n, s, "0-18") for n in ("Venlo", "Weert", "Stein") for s in "mv"),
        ],
        [("Gemeente", "Geslacht", "Leeftijd"), *((p[0], p[1], p[2]) for p in PEOPLE)],  # no name
    ],
)
def test_counts_by_sex_and_age_are_no_list(rows: list[tuple]):
    assert found(*rows) == []


# ---- what is said ----


def test_the_message_names_the_place_and_never_repeats_what_stands_there():
    secret = ["J. Jansen", "K. Pietersen", "L. de Vries"]
    issues = found(("Gemeente", "BSN van Jansen", "Wie"), *(("Venlo", BSN[n], secret[n]) for n in range(3)))
    assert {issue.plaats for issue in issues} == {"Blad1!B1", "Blad1!B2:B4", "Blad1!C2:C4"}
    said = " ".join(issue.tekst for issue in issues)
    assert not any(word in said for word in [*BSN[:3], *secret, "Jansen"])
    assert all("Haal de kolom weg" in issue.tekst for issue in issues)


def test_cells_that_do_not_follow_each_other_are_named_one_by_one():
    issues = column("Toelichting", f"bsn {BSN[0]}", "goed", f"bsn {BSN[1]}")
    assert [issue.plaats for issue in issues] == ["Blad1!B2, Blad1!B4"]
    many = [cell for n in range(30) for cell in (f"bsn {BSN[n]}", "goed")]
    assert column("Toelichting", *many)[0].plaats.endswith("Blad1!B40 …")
    assert column("Toelichting", *many)[0].aantal == 30


@settings(max_examples=40, deadline=None)
@given(st.permutations(NAMES + ["hal", "zaal"]), st.integers(0, 5), st.integers(0, 3))
def test_the_order_of_rows_and_empty_rows_and_columns_change_nothing(cells: list[str], above: int, left: int):
    rows = [(None,) * (left + 1)] * above + [
        (*(None,) * left, "Kenmerk"),
        *((*(None,) * left, c) for c in cells),
    ]
    assert sum(issue.aantal for issue in found(*rows)) == len(NAMES)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(-9, 10**12), st.dates()), max_size=4)
    )
)
def test_no_cell_makes_it_fall(rows: list[list]):
    made = sheet([tuple(row) for row in rows])
    assert all(place.startswith("Blad1!") for _, place, _ in persons.found_in(made))


def test_an_empty_sheet_holds_nobody():
    assert not guard.personal(Workbook("xlsx", [Sheet("Leeg", [])]), Findings("x"))
