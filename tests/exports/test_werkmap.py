"""A workbook of tables: typed, with its source on the first sheet, and never a formula."""

from __future__ import annotations

import io
from datetime import datetime

import pandas as pd
from openpyxl import load_workbook

from exports import werkmap
from tests.charts import fakes


def book(**rest: object):
    frame = pd.DataFrame(
        {
            "naam": ["Venlo", "=HYPERLINK(1)"],
            "opgave": pd.array([5662, None], dtype="Int64"),
            "quotum": pd.array([437.1669, None], dtype="Float64"),
            "opgave_datum": pd.to_datetime(["2025-07-01", None]),
            "is_flexibel": [True, False],
        }
    )
    kader = rest.pop("kader", fakes.KADER)
    content = werkmap.xlsx({"Gemeenten": frame}, kader, ["berekend door de monitor"])
    return load_workbook(io.BytesIO(content))


def test_cells_keep_their_type_and_unknown_is_a_word() -> None:
    sheet = book()["Gemeenten"]
    heads, first, second = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=3))
    assert heads == ["gebied", "opgave", "quotum", "datum opgave", "doelgroepflexibel"]
    assert first == ["Venlo", 5662, 437.1669, datetime(2025, 7, 1), "ja"]
    assert second == ["=HYPERLINK(1)", "onbekend", "onbekend", "onbekend", "nee"]
    assert sheet["A3"].data_type == "s"  # a text, whatever sign it starts with
    assert sheet["B2"].number_format == "#,##0"


def test_the_first_sheet_says_what_it_is_and_where_from() -> None:
    texts = [cell.value for cell in book()[werkmap.FIRST]["A"] if cell.value]
    assert texts[0] == fakes.KADER.titel
    assert "berekend door de monitor" in texts
    assert any(text.startswith("Bron: ") and "versie 12" in text for text in texts)
    assert not any("VOORBEELD" in text for text in texts)
    marked = [cell.value for cell in book(kader=fakes.VOORBEELD)[werkmap.FIRST]["A"] if cell.value]
    assert any("VOORBEELD" in text for text in marked)
