"""The template: it explains and checks itself in Excel, and filled in it loads without a remark."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders import layouts, reference
from loaders.load import load
from loaders.template import LAYOUT, template, workbook
from model import schemas
from model.lijsten import Lezen, Uitkomst
from tests.loaders.grids import codes


@cache
def content() -> bytes:
    return workbook()


def book() -> Workbook:
    return load_workbook(io.BytesIO(content()))


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def fill(sheet: Worksheet, row: int, **cells: object) -> None:
    """Fill in cells by the header they stand under (spaces as underscores)."""
    headers = {str(cell.value).replace(" ", "_").replace("-", "_"): cell.column for cell in sheet[1]}
    for name, value in cells.items():
        sheet.cell(row, headers[name], value)


DUTY = {
    "Doelgroep": "asielzoekers", "Maat": "opgave", "Soort_opgave": "indicatief", "Cyclus": "2024",
    "Vastgesteld_op": date(2024, 1, 31), "Eenheid": "plekken",
}  # fmt: skip
BEZET = {"Maat": "bezet", "Peildatum": date(2026, 1, 1), "Eenheid": "personen"}
ROWS: tuple[dict[str, object], ...] = (
    {"Gebied": "Simpelveld", "Deelgroep": "alle", "Waarde": 55} | DUTY,
    {"Gebiedscode": "GM0965", "Deelgroep": "amv", "Waarde": 5} | DUTY,
    {"Gebied": "Horst aan de Maas", "Doelgroep": "statushouders", "Maat": "realisatie", "Periode": "2024-H2",
     "Peildatum": date(2024, 12, 3), "Waarde": 22, "Eenheid": "personen"},
    {"Gebied": "Limburg", "Doelgroep": "Oekraïense ontheemden", "Ten_minste": 15, "Ten_hoogste": 20,
     "Status": "geschat", "Bron": "https://www.coa.nl/x"} | BEZET,
    {"Gebied": "Venlo", "Doelgroep": "oekraiense_ontheemden"} | BEZET,
    {"Gebied": "Weert", "Doelgroep": "statushouders", "Waarde": -4} | BEZET | {"Maat": "saldo"},
)  # fmt: skip
SITE = {
    "Gemeente": "Horst aan de Maas", "Naam_locatie": "Kasteel", "Soort_locatie": "doorstroomvoorziening",
    "Doelgroep": "statushouders", "Stadium": "open", "Plekken": 90, "Eenheid": "woningen",
    "Van": date(2024, 2, 1),
}  # fmt: skip
USE = {
    "Locatie": "Kasteel", "Gemeente_van_de_locatie": "Horst aan de Maas",
    "Groep_in_deze_periode": "asielzoekers", "Eerste_dag": date(2024, 2, 1), "Laatste_dag": date(2025, 1, 31),
    "Plekken_voor_deze_groep": 60, "Daarvan_amv": 5,
}  # fmt: skip
SHEETS = ("Cijfers", "Locaties", "Bestemmingen", "Toerekening", "Knelpunten", "Maatregelen")
CREDIT = {"Locatie": "Kasteel", "Koppelgemeente": "Venlo", "Personen": 40, "Peildatum": date(2026, 1, 1)}


def filled() -> Workbook:
    made = book()
    for row, cells in enumerate(ROWS, 2):
        fill(made["Cijfers"], row, **cells)
    fill(made["Locaties"], 2, **SITE)
    fill(made["Bestemmingen"], 2, **USE)
    fill(made["Toerekening"], 2, **CREDIT)
    return made


@cache
def returned() -> object:
    return load(saved(filled()), "ingevuld.xlsx")


def test_what_comes_back_is_exact_and_accepted():
    got = returned()
    assert got.provenance.layout_id == LAYOUT
    assert (got.provenance.lezen, got.provenance.uitkomst) == (Lezen.EXACT, Uitkomst.AANVAARD), got.issues
    assert codes(got) == []
    assert got.provenance.rows_in == got.provenance.rows_taken == 9
    assert schemas.check_all(got.frames) == []


def test_labels_codes_ranges_and_unknowns_arrive():
    frame = returned().frame("cijfers").set_index("bron_cel")
    assert frame["waarde"].tolist() == [55, 5, 22, pd.NA, pd.NA, -4]
    bounded = frame.iloc[3]
    assert (bounded["waarde_min"], bounded["waarde_max"], bounded["waarde_status"]) == (15, 20, "geschat")
    assert frame.iloc[4]["waarde_status"] == "onbekend"
    assert frame["doelgroep"].iloc[3] == frame["doelgroep"].iloc[4] == "oekraiense_ontheemden"
    assert frame["aard"].tolist() == ["stand", "stand", "stroom", "stand", "stand", "stand"]
    assert frame["periode_van"].iloc[2] == pd.Timestamp(2024, 7, 1)
    assert frame.index[0] == "Cijfers!N2"
    assert frame["gebied_code"].tolist() == ["GM0965", "GM0965", "GM1507", "PV31", "GM0983", "GM0988"]


def test_persons_are_credited_to_the_site_by_its_name():
    got = returned()
    site = got.frame("locaties").iloc[0]
    credit = got.frame("toerekening").iloc[0]
    assert credit["locatie_id"] == site["locatie_id"]
    assert (credit["koppelgemeente"], credit["personen"]) == ("GM0983", 40)


def test_a_group_of_a_site_comes_back_in_its_period():
    got = returned()
    use = got.frame("bestemmingen").iloc[0]
    assert use["locatie_id"] == got.frame("locaties")["locatie_id"].iloc[0]
    assert use[["doelgroep", "plekken", "plekken_amv"]].tolist() == ["asielzoekers", 60, 5]
    assert (use["van"], use["tot"]) == (pd.Timestamp(2024, 2, 1), pd.Timestamp(2025, 1, 31))


def test_credit_for_an_unknown_site_is_refused():
    made = filled()
    made["Toerekening"].cell(2, 1, "Kasteeltje")
    got = load(saved(made), "ingevuld.xlsx")
    assert codes(got) == ["onbekende-locatie"]
    assert got.issues[0].plaats.startswith("Toerekening!")
    assert (got.provenance.rows_taken, got.provenance.rows_refused) == (8, 1)


def test_the_empty_template_has_nothing_to_take():
    got = load(content(), "leeg.xlsx")
    assert got.provenance.layout_id == LAYOUT
    assert got.is_refused
    assert codes(got) == ["niets-genomen"]


def test_sheets_headers_and_no_example_rows():
    made = book()
    assert made.sheetnames == [*SHEETS, "Toelichting", "Lijsten"]
    layout = next(item for item in layouts.shipped() if item.id == LAYOUT)
    for blad in layout.blad:
        sheet = made[blad.titel]
        assert [cell.value for cell in sheet[1]] == [kolom.kop[0] for kolom in blad.kolom]
        assert sheet.freeze_panes == "A2"
        assert all(cell.value is None for row in sheet.iter_rows(min_row=2) for cell in row)


def test_every_column_explains_itself_and_most_check_what_is_typed():
    for name in SHEETS:
        sheet = book()[name]
        checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}
        assert len(checks) == sheet.max_column
        assert all(check.prompt and check.promptTitle for check in checks.values())
    checks = {
        str(c.sqref).split(":")[0].rstrip("2"): c for c in book()["Cijfers"].data_validations.dataValidation
    }
    head = {cell.value: cell.column_letter for cell in book()["Cijfers"][1]}
    assert checks[head["Doelgroep"]].type == "list"
    assert checks[head["Peildatum"]].type == "date"
    assert "INT(" in checks[head["Waarde"]].formula1
    personen = book()["Toerekening"].data_validations.dataValidation[2]
    assert (personen.type, personen.operator, personen.formula1) == ("whole", "greaterThanOrEqual", "0")


def test_lists_hold_dutch_words_and_the_areas_of_the_province():
    made = book()
    lists = ["|".join(str(c.value) for c in column if c.value) for column in made["Lijsten"].iter_cols()]
    assert any("Oekraïense ontheemden" in text for text in lists)
    assert any(text.count("|") == 31 and "Simpelveld" in text for text in lists), (
        "31 gemeenten under a header"
    )
    head = {cell.value: cell.column_letter for cell in made["Cijfers"][1]}
    check = next(
        c
        for c in made["Cijfers"].data_validations.dataValidation
        if str(c.sqref).startswith(head["Maat"] + "2")
    )
    area = check.formula1.replace("'", "").split("!")[1].replace("$", "")
    words = [cell.value for row in made["Lijsten"][area] for cell in row]
    assert "nog te realiseren" in words
    assert "nog_te_realiseren" not in words


@pytest.mark.parametrize("provincie", ["PV26", "PV31"])
def test_another_province_is_another_list(provincie: str):
    made = load_workbook(io.BytesIO(template(reference.gebieden(), provincie)))
    words = {cell.value for row in made["Lijsten"].iter_rows() for cell in row}
    assert ("Zeist" in words) is (provincie == "PV26")


def test_the_template_marks_confidential_rows():
    made = filled()
    for name, rows in (("Cijfers", 7), ("Locaties", 2)):
        for row in range(2, rows + 1):
            fill(made[name], row, Vertrouwelijk="ja")
    assert "vertrouwelijk-in-open-bestand" in codes(load(saved(made), "ingevuld.xlsx"))
    assert "openbaar-cijfer-in-vertrouwelijk-bestand" in codes(
        load(saved(made), "VERTROUWELIJK_ingevuld.xlsx")
    )


def test_a_template_with_only_confidential_figures_is_taken_whole():
    made = book()
    fill(made["Cijfers"], 2, Gebied="Venlo", Doelgroep="oekraiense_ontheemden", Vertrouwelijk="ja", **BEZET)
    fill(made["Locaties"], 2, Vertrouwelijk="ja", **SITE)
    got = load(saved(made), "VERTROUWELIJK_ingevuld.xlsx")
    assert [len(got.frame(name)) for name in ("cijfers", "locaties")] == [1, 1]
    assert got.frame("cijfers")["is_vertrouwelijk"].all()
    assert got.frame("locaties")["is_vertrouwelijk"].all()


@pytest.mark.parametrize("others", [0, 1])
def test_a_sheet_whose_header_was_changed_is_named_with_the_header(others: int):
    made = book()
    fill(made["Cijfers"], 2, Gebied="Simpelveld", Deelgroep="alle", Waarde=55, **DUTY)
    for row in range(2, 2 + others):
        fill(made["Locaties"], row, **SITE)
    place = next(cell for cell in made["Cijfers"][1] if cell.value == "Waarde")
    place.value = "Aantal hoofden"
    got = load(saved(made), "sjabloon.xlsx")
    issue = next(issue for issue in got.issues if issue.code == "kop-ontbreekt")
    assert (issue.plaats, str(issue.ernst)) == ("Cijfers!A1", "fout")
    assert "in de kop ontbreekt 'waarde" in issue.tekst.lower()
    assert got.provenance.uitkomst == (Uitkomst.GEWAARSCHUWD if others else Uitkomst.GEWEIGERD)
