"""Tables as a workbook: typed cells, one sheet per table, and a first sheet that says what it is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from charts.kader import VOORBEELD, Kader
from exports.controle_cel import put, words
from exports.tables import label
from model import taal

FIRST = "Toelichting"
MAKER = "Monitor Asielopgave"
_HEAD, _WIDEST, _ROWS_LOOKED_AT = "1F3A4D", 60, 60
_NUMBER, _DECIMAL, _DATE = "#,##0", "#,##0.0##", "d-m-yyyy"


def xlsx(sheets: Mapping[str, pd.DataFrame], kader: Kader, regels: Sequence[str] = ()) -> bytes:
    """Return tables as xlsx.

    Numbers and dates are typed cells, an unknown one is the word ``onbekend``; a text is never a formula.

    Args:
        sheets: per name of a sheet its table; column names become words.
        kader: title, source, peildatum, version and whether the figures are made up.
        regels: further sentences for the first sheet, such as what was assumed.
    """
    book = Workbook()
    _about(book.active, kader, regels)
    for name, frame in sheets.items():
        _table(book.create_sheet(name), frame)
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = kader.titel
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(sheet: Worksheet, kader: Kader, regels: Sequence[str]) -> None:
    sheet.title = FIRST
    words(sheet.cell(1, 1), kader.titel, size=16, bold=True)
    lines = [kader.subregel, *regels, *kader.voet]
    for row, text in enumerate(lines, 3):
        words(sheet.cell(row, 1), text, bold=text == VOORBEELD)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110
    sheet.sheet_view.showGridLines = False


def _table(sheet: Worksheet, frame: pd.DataFrame) -> None:
    for column, name in enumerate(frame.columns, 1):
        head = sheet.cell(1, column)
        words(head, label(name), bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_HEAD)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        for row, value in enumerate(frame[name], 2):
            _cell(sheet.cell(row, column), value)
        sheet.column_dimensions[get_column_letter(column)].width = _width(label(name), frame[name])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _cell(cell: Cell, value: object) -> None:
    """Write one value with its type."""
    if isinstance(value, str):
        put(cell, value)
    elif taal.is_unknown(value):
        put(cell, taal.ONBEKEND)
    elif isinstance(value, bool) or type(value).__name__ == "bool":
        put(cell, "ja" if value else "nee")
    elif isinstance(value, pd.Timestamp):
        cell.value, cell.number_format = value.to_pydatetime(), _DATE
    else:
        number = float(value)  # type: ignore[arg-type]
        cell.value = int(number) if number.is_integer() else number
        cell.number_format = _NUMBER if number.is_integer() else _DECIMAL


def _width(head: str, values: pd.Series) -> float:
    longest = max([len(str(value)) for value in values.head(_ROWS_LOOKED_AT)] + [8])
    return min(max(longest, max(map(len, head.split()), default=0)) + 3, _WIDEST)
