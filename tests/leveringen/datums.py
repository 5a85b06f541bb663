"""Dates and periods in the forms in which they arrive."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.leveringen.schrijf import tekst, xlsx

WIDE = ("Gemeente", "Peildatum", "Asielzoekers realisatie")


def datum_1904() -> bytes:
    def mac(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    rows = [WIDE, ("Venlo", date(2025, 7, 1), 300), ("Gennep", date(2025, 7, 1), 90)]
    return xlsx({"Blad1": rows}, mac)


def datum_zonder_opmaak() -> bytes:
    # 45839 days after 30 December 1899 is 1 July 2025; somebody set the column to "Standaard"
    return xlsx({"Blad1": [WIDE, ("Venlo", 45839, 300), ("Gennep", 45839, 90)]})


def tekstdatums() -> bytes:
    rows = [
        WIDE, ("Venlo", "1 juli 2025", 300), ("Gennep", "1-7-2025", 90), ("Venray", "2025-07-01", 160),
        ("Beesel", "dinsdag 1 juli 2025", 12), ("Bergen", "03/04/2025", 20),
    ]  # fmt: skip
    return tekst(rows)


def twee_perioden() -> bytes:
    rows = [
        ("Taakstelling en realisatie statushouders 2024",), (),
        ("Gemeente", "Periode", "Netto taakstelling", "Gecorrigeerde taakstelling", "Realisatie"),
        ("Beek", "2024-H1", 9, 9, 19), ("Beek", "2024-H2", 11, 1, 4),
        ("Venlo", "2024-H1", 60, 55, 41), ("Venlo", "2024-H2", 58, 72, 50),
    ]  # fmt: skip
    return xlsx({"2024": rows})
