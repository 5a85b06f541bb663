"""Files whose form is odd: encodings, hidden parts, other kinds of file, what may not come in."""

from __future__ import annotations

from openpyxl import Workbook

from tests.leveringen.schrijf import ods, strikt, tekst, xlsx

STAND = ("Stand per 1 juli 2025",)
WIDE = ("Gemeente", "Asielzoekers opgave", "Asielzoekers realisatie")
ROWS = (("Venlo", 487, 300), ("Gennep", 89, 90), ("Venray", 200, 160))
GOO = ("Gemeente", "Oekraïners opgave", "Oekraïners realisatie", "Toelichting")


def utf16() -> bytes:
    rows = [STAND, GOO, ("Maastricht", 300, 280, "één locatie"), ("Vaals", 40, 35, "")]
    return tekst(rows, "\t", "utf-16")


def cp1252() -> bytes:
    rows = [STAND, GOO, ("Venlo", 400, 380, "ruimte voor 20 – zie besluit"), ("Bergen", 40, 40, "één hôtel")]
    return tekst(rows, ";", "cp1252")


def verborgen_rijen() -> bytes:
    def hide(book: Workbook) -> None:
        sheet = book["Blad1"]
        sheet.row_dimensions[4].hidden = True
        sheet.auto_filter.ref = "A2:C5"

    return xlsx({"Blad1": [STAND, WIDE, *ROWS]}, hide)


def verborgen_blad() -> bytes:
    def hide(book: Workbook) -> None:
        book["Concept"].sheet_state = "hidden"

    concept = [STAND, WIDE, ("Venlo", 999, 0)]
    return xlsx({"Concept": concept, "Definitief": [STAND, WIDE, *ROWS]}, hide)


def csv_met_regeleinden_in_cel() -> bytes:
    head = ("Gemeente", "Asielzoekers\r\nopgave", "Asielzoekers\r\nrealisatie", "Toelichting")
    rows = [head, ("Venlo", 487, 300, "locatie A\r\nlocatie B"), ("Gennep", 89, 90, "")]
    return tekst([("Stand per 1 juli 2025", "", "", ""), *rows])


def persoonsgegevens() -> bytes:
    rows = [
        ("Gemeente", "Naam bewoner", "Geboortedatum", "Opvang vanaf"),
        ("Venlo", "X. Voorbeeld", "1-2-1990", "1-7-2025"), ("Venlo", "Y. Voorbeeld", "3-4-1985", "1-7-2025"),
    ]  # fmt: skip
    return xlsx({"Bewoners": rows})


def vertrouwelijk_gemengd() -> bytes:
    rows = [
        ("Gebiedscode", "Gebied", "Doelgroep", "Maat", "Peildatum", "Waarde", "Eenheid", "Vertrouwelijk"),
        ("GM0983", "Venlo", "asielzoekers", "realisatie", "2025-07-01", 300, "plekken", "nee"),
        ("GM0907", "Gennep", "asielzoekers", "realisatie", "2025-07-01", 90, "plekken", "ja"),
    ]  # fmt: skip
    return xlsx({"Cijfers": rows})


def ods_levering() -> bytes:
    return ods("Overzicht", [STAND, (), WIDE, *ROWS, ("Totaal", 776, 550)])  # 487 + 89 + 200; 300 + 90 + 160


def strict_xlsx() -> bytes:
    return strikt(xlsx({"Overzicht": [STAND, (), WIDE, *ROWS]}))
