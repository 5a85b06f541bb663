"""Templates per source: what comes back filled loads exactly, and what was changed is named by its cell."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders import reference, templates
from loaders.engine.rules import DATES
from loaders.load import load
from loaders.loaded import Loaded
from loaders.templates.kinds import Sjabloon
from model import gebieden as areas
from model import schemas
from model.lijsten import Lezen, LocatieType, Niveau, Uitkomst
from tests.loaders.grids import codes

TODAY, DAY = date(2026, 11, 22), date(2026, 11, 1)
KINDS = [kind.id for kind in templates.kinds()]
TABLES = [kind.id for kind in templates.kinds() if kind.rijen != "vrij"]
SOFFICE = shutil.which("soffice")
HEADED = {"taakstelling": 8, "gemeente": 8, "locaties": 6}


def area(kind: Sjabloon, provincie: str = "PV31") -> str:
    """Return the largest area a kind can be made for."""
    if Niveau.PROVINCIE in kind.voor:
        return provincie
    return areas.members(reference.gebieden(), provincie)[2]


@cache
def made(name: str, provincie: str = "PV31") -> bytes:
    kind = templates.kind(name)
    return templates.make(kind, reference.gebieden(), area(kind, provincie), today=TODAY, halfjaar="2026-H2")


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def head_row(name: str) -> int:
    return HEADED.get(name, 7)


def inputs(sheet: Worksheet, name: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and role of every cell under the header that can be filled in."""
    kolommen = templates.kind(name).blad.kolom
    for row in sheet.iter_rows(min_row=head_row(name) + 1):
        for cell in row:
            if not cell.protection.locked:
                yield cell.row, cell.column, kolommen[cell.column - 1].rol


def top(sheet: Worksheet, day: date = DAY) -> None:
    """Fill in the day above the table, in whichever row it stands."""
    for row in sheet.iter_rows(min_row=4, max_row=6, max_col=2):
        if row[0].value in ("Peildatum", "Geteld tot en met"):
            row[1].value = day


def number(name: str, row: int, column: int) -> int:
    """Return a number of its own for a cell; gecorrigeerd is netto − saldo: (30 + r) − (r − 20) = 50."""
    if name == "taakstelling":
        return {3: 30 + row, 4: row - 20, 5: 50, 6: 100 + row}[column]
    return 10 * row + column


def filled(name: str, provincie: str = "PV31") -> tuple[Workbook, dict[str, int]]:
    """Return the template with a number in every cell for one, and those numbers by cell."""
    book = opened(made(name, provincie))
    sheet = book.worksheets[0]
    top(sheet)
    given = {}
    for row, column, rol in list(inputs(sheet, name)):
        if rol == "waarde":
            given[f"Invullen!{sheet.cell(row, column).coordinate}"] = number(name, row, column)
            sheet.cell(row, column, number(name, row, column))
        elif rol == "toelichting":
            sheet.cell(row, column, "circa, wij tellen nog" if row % 2 else "minimaal")
    return book, given


SITES: tuple[dict[str, object], ...] = (
    {"Gemeente van de locatie": "Bergen (L.)", "Locatie": "Klooster", "Soort opvang": "azc",
     "Groep": "asielzoekers", "Stadium": "open", "Aantal plekken": 120, "Plekken voor amv": 9,
     "Open vanaf": DAY, "Open tot en met": date(2028, 1, 1), "Toelichting": "uitleg",
     "Stadium sinds": DAY, "Besloten op": date(2026, 1, 5), "Beheer": "COA", "Wisselt van groep": "ja",
     "Verlenging": "gevraagd", "Met verlenging tot en met": date(2030, 1, 1),
     "Gezamenlijk plan": "plan 7", "Plekken van het hele plan": 300,
     "Telt mee volgens Rijk of COA": "telt niet", "Wie zegt dat, en waarom": "brief van COA, 1-10-2026",
     "Voor welke cyclus": "2026"},
    {"Gemeente van de locatie": "Venlo", "Locatie": "Kazerne", "Aantal plekken": "onbekend"},
    {"Gemeente van de locatie": "Stein", "Locatie": "Hal", "Soort opvang": "tijdelijke gemeentelijke opvang",
     "Groep": "Oekraïense ontheemden", "Stadium": "haalbaarheid", "Aantal plekken": 0, "Plekken voor amv": 0,
     "Onbepaalde tijd": "ja", "Komt in plaats van": "Kazerne"},
    {"Gemeente van de locatie": "Horst aan de Maas", "Locatie": "Doorstroom", "Groep": "statushouders",
     "Soort opvang": "doorstroomvoorziening", "Stadium": "vervallen",
     "Reden van vervallen": "de raad stemde tegen"},
)  # fmt: skip
USES: tuple[dict[str, object], ...] = (
    {"Gemeente van de locatie": "Bergen (L.)", "Locatie": "Klooster", "Groep in deze periode": "asielzoekers",
     "Eerste dag": DAY, "Laatste dag": date(2027, 3, 31), "Plekken voor deze groep": 120,
     "Daarvan voor amv": 9},
    {"Gemeente van de locatie": "Bergen (L.)", "Locatie": "Klooster",
     "Groep in deze periode": "statushouders", "Eerste dag": date(2027, 4, 1),
     "Plekken voor deze groep": "onbekend"},
)  # fmt: skip
CREDITS: tuple[dict[str, object], ...] = (
    {"Doorstroomlocatie": "Doorstroom", "Koppelgemeente": "Venlo", "Personen": 40, "Geteld op": DAY},
    {"Doorstroomlocatie": "Doorstroom", "Koppelgemeente": "Horst aan de Maas", "Personen": 20,
     "Geteld op": DAY},
)  # fmt: skip


def put(sheet: Worksheet, rows: tuple[dict[str, object], ...], head: int = 6) -> None:
    """Fill in rows by the header they stand under."""
    place = {cell.value: cell.column for cell in sheet[head]}
    for row, cells in enumerate(rows, head + 1):
        for header, value in cells.items():
            sheet.cell(row, place[header], value)


def sites(book: Workbook) -> None:
    """Fill in sites with everything, with unknowns and with other words; their groups and koppelgemeenten."""
    for name, rows in (("Invullen", SITES), ("Groepen", USES), ("Koppelgemeenten", CREDITS)):
        put(book[name], rows)


def accepted(got: Loaded, name: str) -> None:
    assert got.provenance.layout_id == f"sjabloon-{name}"
    assert codes(got) == []
    assert (got.provenance.lezen, got.provenance.uitkomst) == (Lezen.EXACT, Uitkomst.AANVAARD)
    assert got.provenance.rows_in == got.provenance.rows_taken
    assert schemas.check_all(got.frames) == []


@pytest.mark.parametrize("provincie", ["PV31", "PV26"])
@pytest.mark.parametrize("name", TABLES)
def test_what_comes_back_filled_is_exact(name: str, provincie: str):
    book, given = filled(name, provincie)
    got = load(saved(book), "terug.xlsx")
    accepted(got, name)
    frame = got.frame("cijfers").set_index("bron_cel")
    assert frame["waarde"].to_dict() == given
    assert frame["waarde_status"].eq("definitief").all(), "a word in the note is no bound"
    wanted = areas.members(reference.gebieden(), area(templates.kind(name), provincie))
    assert sorted(set(frame["gebied_code"])) == sorted(wanted)


MEANT = {
    # column: doelgroep, deelgroep, maat, soort, zekerheid, aard, eenheid
    "taakstelling": {
        "C": ("statushouders", "alle", "opgave", "netto", "", "stroom", "personen"),
        "D": ("statushouders", "alle", "saldo", "", "", "stand", "personen"),
        "E": ("statushouders", "alle", "opgave", "gecorrigeerd", "", "stroom", "personen"),
        "F": ("statushouders", "alle", "realisatie", "", "", "stroom", "personen"),
    },
    "asielopvang": {
        "C": ("asielzoekers", "alle", "realisatie", "", "", "stand", "plekken"),
        "D": ("asielzoekers", "alle", "aanbod", "", "besloten", "stand", "plekken"),
        "E": ("asielzoekers", "alle", "aanbod", "", "voornemen", "stand", "plekken"),
        "F": ("asielzoekers", "alle", "bezet", "", "", "stand", "personen"),
    },
    "amv": {
        "C": ("asielzoekers", "amv", "realisatie", "", "", "stand", "plekken"),
        "D": ("asielzoekers", "amv", "aanbod", "", "besloten", "stand", "plekken"),
        "E": ("asielzoekers", "amv", "aanbod", "", "voornemen", "stand", "plekken"),
        "F": ("asielzoekers", "amv", "bezet", "", "", "stand", "personen"),
    },
    "oekraine": {
        "C": ("oekraiense_ontheemden", "alle", "realisatie", "", "", "stand", "plekken"),
        "D": ("oekraiense_ontheemden", "alle", "bezet", "", "", "stand", "personen"),
    },
    "coa": {
        "C": ("asielzoekers", "alle", "realisatie", "", "", "stand", "plekken"),
        "D": ("asielzoekers", "amv", "realisatie", "", "", "stand", "plekken"),
        "E": ("asielzoekers", "alle", "bezet", "", "", "stand", "personen"),
        "F": ("asielzoekers", "amv", "bezet", "", "", "stand", "personen"),
    },
    "gemeente": {
        "E9": ("asielzoekers", "alle", "realisatie", "", "", "stand", "plekken"),
        "E10": ("asielzoekers", "amv", "realisatie", "", "", "stand", "plekken"),
        "E11": ("asielzoekers", "alle", "aanbod", "", "besloten", "stand", "plekken"),
        "E12": ("asielzoekers", "alle", "aanbod", "", "voornemen", "stand", "plekken"),
        "E13": ("asielzoekers", "alle", "bezet", "", "", "stand", "personen"),
        "E14": ("statushouders", "alle", "realisatie", "", "", "stroom", "personen"),
        "E15": ("oekraiense_ontheemden", "alle", "realisatie", "", "", "stand", "plekken"),
        "E16": ("oekraiense_ontheemden", "alle", "bezet", "", "", "stand", "personen"),
    },
}
SAYS = ["doelgroep", "deelgroep", "maat", "soort_opgave", "zekerheid", "aard", "eenheid"]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_means_what_its_header_says(name: str):
    frame = load(saved(filled(name)[0]), "terug.xlsx").frame("cijfers").set_index("bron_cel")
    first = head_row(name) + 1
    for place, words in MEANT[name].items():
        row = frame.loc[f"Invullen!{place if place[-1].isdigit() else place + str(first)}"]
        assert tuple(row[SAYS]) == words, place
        begin = row["maat"] == "saldo"
        assert row["peildatum"] == (pd.Timestamp(2026, 7, 1) if begin else pd.Timestamp(DAY))
        flow = row["aard"] == "stroom"
        period = (row["periode_van"], row["periode_tot"])
        assert (
            period == (pd.Timestamp(2026, 7, 1), pd.Timestamp(2026, 12, 31)) if flow else pd.isna(period[0])
        )
    letters = {place.rstrip("0123456789") for place in frame.index.str.removeprefix("Invullen!")}
    assert letters == {place.rstrip("0123456789") for place in MEANT[name]}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_left_empty_is_unknown_and_not_dropped(name: str):
    book, given = filled(name)
    sheet = book.worksheets[0]
    rows = sorted({row for row, _, _ in inputs(sheet, name)})
    for row, column, _ in list(inputs(sheet, name)):
        if row == rows[1]:
            sheet.cell(row, column).value = None
        if row == rows[2]:
            sheet.cell(row, column, "onbekend")
        if row == rows[3] and sheet.cell(row, column).value in given.values():
            sheet.cell(row, column, 0)
    got = load(saved(book), "terug.xlsx")
    off = [code for code in codes(got) if code != "taakstelling-wijkt-af"]  # netto, saldo and gecorrigeerd 0
    assert off == []
    frame = got.frame("cijfers")
    assert len(frame) == len(given)
    line = frame["bron_cel"].str.extract(r"(\d+)$")[0].astype(int)
    assert frame.loc[line.isin(rows[1:3]), "waarde"].isna().all()
    assert frame.loc[line.isin(rows[1:3]), "waarde_status"].eq("onbekend").all()
    assert frame.loc[line.eq(rows[3]), "waarde"].tolist() == [0] * int(line.eq(rows[3]).sum())
    assert frame.loc[~line.isin(rows[1:4]), "waarde"].notna().all()
    assert got.dropped.empty


def test_sites_come_back_with_their_stage_and_unknowns():
    book = opened(made("locaties"))
    sites(book)
    got = load(saved(book), "terug.xlsx")
    accepted(got, "locaties")
    frame = got.frame("locaties").set_index("naam")
    assert frame["gebied_code"].tolist() == ["GM0893", "GM0983", "GM0971", "GM1507"]
    assert frame["plekken"].tolist() == [120, pd.NA, 0, pd.NA]
    assert frame["plekken_amv"].tolist() == [9, pd.NA, 0, pd.NA]
    assert frame["stadium"].tolist() == ["open", "onbekend", "haalbaarheid", "vervallen"]
    assert frame["zekerheid"].tolist() == ["open", "", "voornemen", ""]
    assert frame["type"].tolist() == ["azc", "onbekend", "tgo", "doorstroomvoorziening"]
    assert frame["doelgroep"].tolist() == ["asielzoekers", "", "oekraiense_ontheemden", "statushouders"]
    assert frame.loc["Klooster", "van"] == pd.Timestamp(DAY)
    assert frame.loc["Klooster", "tot"] == pd.Timestamp(2028, 1, 1)


def test_everything_that_is_said_of_a_site_comes_back():
    book = opened(made("locaties"))
    sites(book)
    frame = load(saved(book), "terug.xlsx").frame("locaties").set_index("naam")
    said = frame.loc["Klooster"]
    days = ["stadium_sinds", "besloten_op", "verlenging_tot"]
    assert said[days].tolist() == [pd.Timestamp(DAY), pd.Timestamp(2026, 1, 5), pd.Timestamp(2030, 1, 1)]
    words = ["beheer", "verlenging_status", "plan_code", "telt_verklaard", "telt_reden", "telt_cyclus"]
    wanted = ["coa", "gevraagd", "plan 7", "telt_niet", "brief van COA, 1-10-2026", "2026"]
    assert said[words].tolist() == wanted
    assert (said["is_flexibel"], said["is_onbepaald"], said["plan_plekken"]) == (True, False, 300)
    assert frame.loc["Hal", "is_onbepaald"] is not False
    assert frame.loc["Hal", "vervangt_locatie"] == frame.loc["Kazerne", "locatie_id"]
    assert frame.loc["Doorstroom", "vervallen_reden"] == "de raad stemde tegen"
    assert frame.loc["Kazerne", [*words, "vervangt_locatie"]].eq("").all()


def test_groups_per_period_and_koppelgemeenten_come_back_with_their_site():
    book = opened(made("locaties"))
    sites(book)
    got = load(saved(book), "terug.xlsx")
    ids = got.frame("locaties").set_index("naam")["locatie_id"]
    uses, credit = got.frame("bestemmingen"), got.frame("toerekening")
    assert uses["locatie_id"].eq(ids["Klooster"]).all()
    assert uses["doelgroep"].tolist() == ["asielzoekers", "statushouders"]
    assert uses["plekken"].tolist() == [120, pd.NA]
    assert uses["plekken_amv"].tolist() == [9, pd.NA]
    assert uses["van"].tolist() == [pd.Timestamp(DAY), pd.Timestamp(2027, 4, 1)]
    assert uses["tot"].tolist() == [pd.Timestamp(2027, 3, 31), pd.NaT]
    assert uses["bron_cel"].tolist() == ["Groepen!F7", "Groepen!F8"]
    assert credit["locatie_id"].eq(ids["Doorstroom"]).all()
    assert dict(zip(credit["koppelgemeente"], credit["personen"], strict=True)) == {
        "GM0983": 40,
        "GM1507": 20,
    }


@pytest.mark.parametrize(
    ("sheet", "row", "code"),
    [
        ("Invullen", {"Open tot en met": date(2026, 1, 1)}, "einde-voor-begin"),
        ("Invullen", {"Met verlenging tot en met": date(2027, 1, 1)}, "verlenging-te-vroeg"),
        ("Invullen", {"Onbepaalde tijd": "ja"}, "einde-bij-onbepaald"),
        ("Invullen", {"Wisselt van groep": "soms"}, "onbekend-woord"),
        ("Invullen", {"Plekken voor amv": 121}, "amv-meer-dan-plekken"),
        ("Groepen", {"Laatste dag": date(2026, 1, 1)}, "einde-voor-begin"),
        ("Groepen", {"Plekken voor deze groep": -1}, "negatief"),
        ("Groepen", {"Daarvan voor amv": 121}, "amv-meer-dan-plekken"),
        ("Groepen", {"Locatie": "Kloostertje"}, "onbekende-locatie"),
    ],
)
def test_what_cannot_be_in_a_row_about_a_site_refuses_it_with_its_cell(sheet: str, row: dict, code: str):
    book = opened(made("locaties"))
    sites(book)
    put(book[sheet], (row,))
    got = load(saved(book), "terug.xlsx")
    assert codes(got)[0] == code
    assert got.issues[0].plaats.startswith(f"{sheet}!")
    assert got.issues[0].plaats.endswith("7")


def test_every_word_that_can_be_chosen_is_read_back():
    book = opened(made("locaties"))
    sheet = book.worksheets[0]
    head = {cell.column_letter: cell.value for cell in sheet[6]}
    for check in sheet.data_validations.dataValidation:
        letter = str(check.sqref).split(":")[0].rstrip("0123456789")
        if check.type != "list" or head[letter] == "Gemeente van de locatie":
            continue
        words = check.formula1.strip('"').split(",")
        if check.formula1.startswith("'"):
            area = check.formula1.split("!")[1].replace("$", "")
            words = [cell.value for row in book["Lijsten"][area] for cell in row]
        for row, word in enumerate(words, 7):
            sheet[f"{letter}{row}"] = word
    for row in range(7, 27):
        sheet.cell(row, 1, "Venlo")
        sheet.cell(row, 2, f"Locatie {row}")
    got = load(saved(book), "terug.xlsx")
    assert codes(got) == []
    assert set(got.frame("locaties")["type"]) == {str(kind) for kind in LocatieType}


def test_only_what_the_file_name_says_is_confidential():
    book, _ = filled("asielopvang")
    assert not load(saved(book), "terug.xlsx").frame("cijfers")["is_vertrouwelijk"].any()
    assert load(saved(book), "VERTROUWELIJK_terug.xlsx").frame("cijfers")["is_vertrouwelijk"].all()


# ---- what senders do to it -------------------------------------------------------------------------------


def returned(name: str, change) -> Loaded:
    book, _ = filled(name)
    change(book.worksheets[0])
    return load(saved(book), "terug.xlsx")


def named(got: Loaded, code: str) -> list[str]:
    return [issue.plaats for issue in got.issues if issue.code == code]


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_header_refuses_the_file_and_names_the_place(name: str):
    row = head_row(name)
    got = returned(name, lambda sheet: sheet.cell(row, 2, "Hoe heet u?"))
    assert got.is_refused
    assert named(got, "geen-layout") == [f"Invullen!A{row}"]
    assert "ontbreekt 'Gemeente'" in got.issues[0].tekst


def test_a_deleted_row_is_missed_by_name():
    got = returned("asielopvang", lambda sheet: sheet.delete_rows(9))
    assert got.provenance.uitkomst is Uitkomst.GEWAARSCHUWD
    assert named(got, "gemeente-ontbreekt") == ["Invullen!A7"]
    assert "Beekdaelen (GM1954)" in got.issues[0].tekst
    assert len(got.frame("cijfers")) == 30 * 4


def test_a_deleted_question_is_missed():
    got = returned("gemeente", lambda sheet: sheet.delete_rows(11))
    assert named(got, "rij-ontbreekt") == ["Invullen!A8"]
    assert "had 8 rijen, er staan er 7" in got.issues[0].tekst


def test_a_changed_question_refuses_its_row():
    got = returned("gemeente", lambda sheet: sheet.cell(11, 4, "Hoeveel plekken komen er?"))
    assert named(got, "geweigerd-door-layout") == ["Invullen!E11"]
    assert (got.provenance.rows_taken, got.provenance.rows_refused) == (7, 1)


def add(sheet: Worksheet, code: str, name: str) -> None:
    for column, value in enumerate((code, name, 1, 2, 3, 4), 1):
        sheet.cell(39, column, value)


def test_an_added_row_of_the_same_gemeente_or_of_another_province_is_named():
    got = returned("asielopvang", lambda sheet: add(sheet, "GM0888", "Beek (L.)"))
    assert set(codes(got)) == {"tegenstrijdig-cijfer"}
    assert named(got, "tegenstrijdig-cijfer") == [f"Invullen!{letter}8" for letter in "CDEF"]
    got = returned("asielopvang", lambda sheet: add(sheet, "GM0772", "Eindhoven"))
    assert named(got, "gemeente-niet-gevraagd") == ["Invullen!A39"]
    got = returned("asielopvang", lambda sheet: add(sheet, "", "Atlantis"))
    assert named(got, "onbekend-gebied") == ["Invullen!B39"]


@pytest.mark.parametrize(
    ("value", "code"),
    [("veel", "geen-getal"), ("12,5", "breuk-in-aantal"), (12.5, "breuk-in-aantal"), (-3, "negatief"),
     ("#N/B", "geen-getal"), (date(2026, 1, 1), "datum-in-getal")],
)  # fmt: skip
def test_what_is_no_count_refuses_its_row_and_names_the_cell(value: object, code: str):
    got = returned("oekraine", lambda sheet: sheet.cell(10, 4, value))
    assert named(got, code) == ["Invullen!D10"]
    assert (got.provenance.rows_taken, got.provenance.rows_refused) == (30, 1)


@pytest.mark.parametrize("value", [None, "vorige week", "32-13-2026"])
@pytest.mark.parametrize("name", TABLES)
def test_without_a_day_nothing_is_taken(name: str, value: str | None):
    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=4, max_row=6, max_col=2):
            if row[0].value in ("Peildatum", "Geteld tot en met"):
                row[1].value = value

    got = returned(name, change)
    assert got.is_refused
    assert "leesbare datum" in got.issues[0].tekst


def test_a_code_that_does_not_go_with_its_name_is_refused():
    got = returned("amv", lambda sheet: sheet.cell(8, 1, "GM0983"))
    assert got.provenance.rows_refused == 1
    assert any(issue.plaats in ("Invullen!A8", "Invullen!B8") for issue in got.issues)


# ---- the workbook itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_headers_are_locked_inputs_are_not_and_every_column_is_explained(name: str):
    book = opened(made(name))
    sheet = book.worksheets[0]
    kind = templates.kind(name)
    head = list(sheet[head_row(name)])
    assert [cell.value for cell in head] == [kolom.kop[0] for kolom in kind.blad.kolom]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert all(cell.protection.locked for cell in head)
    free = list(inputs(sheet, name))
    assert len(free) == len({column for _, column, _ in free}) * len({row for row, _, _ in free})
    assert {rol for _, _, rol in free} >= {"waarde", "toelichting"}
    assert {rol for _, _, rol in free} & {"gebied_code", "gebied_naam"} == set()
    said = {str(row[0].value) for row in book["Uitleg"].iter_rows()}
    for cell, kolom in zip(head, kind.blad.kolom, strict=True):
        if kolom.uitleg:
            assert sheet.cell(cell.row - 1, cell.column).value == kolom.uitleg
            assert kolom.kop[0] in said
    assert {vak.label for vak in kind.vak} <= said


@pytest.mark.parametrize("name", KINDS)
def test_numbers_days_and_words_are_checked_while_typing(name: str):
    book = opened(made(name))
    sheet = book.worksheets[0]
    checks = {next(iter(c.sqref.ranges)).bounds[:2]: c for c in sheet.data_validations.dataValidation}
    first = head_row(name) + 1
    for number, kolom in enumerate(templates.kind(name).blad.kolom, 1):
        check = checks.get((number, first))
        if kolom.rol in ("waarde", "plekken_amv"):
            assert (check.type, check.errorStyle) == ("custom", "stop")
            assert '="onbekend"' in check.formula1
            assert (">=0" in check.formula1) == ("achterstand" not in kolom.kop[0].lower()
                                                 and "gecorrigeerde" not in kolom.kop[0].lower())  # fmt: skip
            assert sheet.cell(first, number).number_format == "0"
        if kolom.rol in DATES:
            assert (check.type, sheet.cell(first, number).number_format) == ("date", "dd-mm-yyyy")
    for row, vak in enumerate(templates.kind(name).vak, 4):
        assert checks[2, row].type == {"datum": "date", "halfjaar": "list"}[vak.soort]
        assert not sheet.cell(row, 2).protection.locked


def test_long_lists_stand_on_a_visible_sheet_and_hold_only_the_area():
    book = opened(made("locaties"))
    words = [cell.value for cell in book["Lijsten"]["A"][1:]]
    assert len(words) == 31
    assert "Bergen (L.)" in words
    small = opened(templates.make(templates.kind("locaties"), reference.gebieden(), "GM0983", today=TODAY))
    assert small.sheetnames == ["Invullen", "Groepen", "Koppelgemeenten", "Uitleg", "Lijsten"]
    assert small.worksheets[0].data_validations.dataValidation[0].formula1 == '"Venlo"'
    assert len(small["Lijsten"]["A"]) == 32, "a person may be linked to any gemeente of the province"


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_hidden_and_no_person_or_path_is_in_it(name: str):
    book = opened(made(name))
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert not book.defined_names
    assert book.properties.creator == book.properties.lastModifiedBy == "Monitor Asielopgave"
    for sheet in book.worksheets:
        assert not any(dim.hidden for dim in sheet.column_dimensions.values())
        assert not any(dim.hidden for dim in sheet.row_dimensions.values())
        assert not sheet.merged_cells.ranges
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            1,
            0,
        ) or sheet.title == "Lijsten"
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    parts = zipfile.ZipFile(io.BytesIO(made(name)))
    assert not [part for part in parts.namelist() if "vba" in part or "external" in part or "comment" in part]
    text = b"".join(parts.read(part) for part in parts.namelist())
    assert b"openpyxl" not in text
    assert str(Path.home()).encode() not in text


@pytest.mark.parametrize(("code", "rows"), [("PV31", 31), ("CR38", 7), ("GM0983", 1)])
def test_the_area_decides_the_rows(code: str, rows: int):
    content = templates.make(templates.kind("amv"), reference.gebieden(), code, today=TODAY)
    sheet = opened(content).worksheets[0]
    assert sheet.max_row == 7 + rows
    assert sheet["C3"].value == f"{rows} {'rij' if rows == 1 else 'rijen'} om te vullen"


@pytest.mark.parametrize(("name", "code"), [("gemeente", "PV31"), ("coa", "GM0983"), ("amv", "GM9999")])
def test_an_area_that_does_not_fit_is_refused(name: str, code: str):
    with pytest.raises(ValueError, match=code):
        templates.make(templates.kind(name), reference.gebieden(), code, today=TODAY)


@pytest.mark.parametrize(
    ("name", "gebied", "said"),
    [("taakstelling", "Midden-Limburg", "sjabloon_statushouders_midden-limburg_2026-H2.xlsx"),
     ("amv", "Limburg", "sjabloon_amv_limburg.xlsx"),
     ("gemeente", "Bergen (L.)", "sjabloon_aanlevering_bergen-l_2026-H2.xlsx")],
)  # fmt: skip
def test_the_file_name_says_what_it_is(name: str, gebied: str, said: str):
    assert templates.file_name(templates.kind(name), gebied, "2026-H2") == said


# ---- through other programs ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every template, filled in, saved by LibreOffice as xlsx, ods and csv."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    for name in KINDS:
        book = opened(made(name)) if name == "locaties" else filled(name)[0]
        if name == "locaties":
            sites(book)
        (folder / f"{name}.xlsx").write_bytes(saved(book))
    for kind in ("xlsx", "ods", "csv:Text - txt - csv (StarCalc):59,34,76"):
        out = folder / kind.partition(":")[0]
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
             kind, "--outdir", str(out), *map(str, sorted(folder.glob("*.xlsx")))],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return folder


@pytest.mark.proof
@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("name", KINDS)
def test_saved_by_libreoffice_it_loads_the_same(converted: Path, name: str, form: str):
    got = load((converted / form / f"{name}.{form}").read_bytes(), f"{name}.{form}")
    if form == "csv":
        assert got.provenance.uitkomst is Uitkomst.AANVAARD, codes(got)
    else:
        accepted(got, name)
    if name == "locaties":
        assert got.frame("locaties")["plekken"].tolist() == [120, pd.NA, 0, pd.NA]
        assert got.frame("locaties")["van"].iloc[0] == pd.Timestamp(DAY)
        return
    given = filled(name)[1]
    frame = got.frame("cijfers")
    cells = frame["bron_cel"].str.replace(r"^.*!", "Invullen!", regex=True)
    assert dict(zip(cells, frame["waarde"], strict=True)) == given
    assert set(frame["peildatum"]) <= {pd.Timestamp(DAY), pd.Timestamp(2026, 7, 1)}
