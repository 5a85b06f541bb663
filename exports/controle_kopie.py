"""A copy of a file with its findings marked: safe to open, whatever stood in the file.

The copy is built anew from the cells that were read, at the same addresses, and never from the file itself:
so no macro, link to another file, formula, hidden sheet, name or author can come along. Formulas are there by
their value. What was left out or changed is said on the first sheet.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from openpyxl import Workbook as Book
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports import controle_voorblad
from exports.controle import SIGNS, Verslag, cells, line
from exports.controle_cel import EDGES, FILLS, clean, put
from model import taal
from model.grid import Column, Kind, Sheet, Workbook
from model.issue import Issue

FIRST = "Bevindingen"
MAKER = "Monitor Asielopgave"
#: A sheet with more cells is shown by its first rows and those that something is said about: the process that
#: makes the copy also answers everyone else.
MOST_CELLS, FIRST_ROWS = 20_000, 30
MOST_NAME, MOST_NOTE = 31, 1_000
#: Findings that hold for every cell of a kind, though only the first are named.
WHOLE_KIND = {"foutwaarde": Kind.FOUT, "formule-zonder-waarde": Kind.FORMULE}
PERSONAL = "persoonsgegevens"
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_EPOCH, _FIRST_DAY = datetime(1970, 1, 1), -25_508.0  # 1 March 1900: from there a spreadsheet counts right


@dataclass
class _Copy:
    """A copy in the making: marks per sheet and place, and what must be said about the copy itself."""

    verslag: Verslag
    marks: dict[str, dict[tuple[int, int], list[Issue]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def marked_copy(workbook: Workbook | None, verslag: Verslag) -> bytes:
    """Return an xlsx with all findings on its first sheet, and the file's sheets with those cells marked.

    Args:
        workbook: the cells of the file; None when it cannot be read: then there is only the first sheet.
        verslag: what was found.
    """
    copy = _Copy(verslag)
    book = Book()
    first = book.active
    first.title = FIRST
    sheets = workbook.sheets if workbook is not None else []
    _find(copy, sheets)
    for sheet in sheets:
        _write(book.create_sheet(copy.names[sheet.name]), sheet, copy)
    if not sheets:
        copy.notes.append("De inhoud van het bestand is niet te lezen; daarom staat zij niet in deze kopie.")
    controle_voorblad.draw(first, verslag, copy.names, copy.notes)
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = f"Bevindingen bij {clean(verslag.bestand)}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _find(copy: _Copy, sheets: Sequence[Sheet]) -> None:
    """Give every sheet a name that a spreadsheet allows, and find the cells that issues name."""
    known = [sheet.name for sheet in sheets]
    taken = {FIRST.casefold()}
    for name in known:
        copy.names[name] = _free(name, taken)
        copy.marks[name] = {}
    for issue in copy.verslag.issues:
        for cel in cells(issue, known):
            copy.marks[cel.blad].setdefault((cel.rij, cel.kolom), []).append(issue)
    for sheet in sheets:
        for issue in copy.verslag.issues:
            if issue.code in WHOLE_KIND and issue.plaats == sheet.name:
                _whole_kind(copy, sheet, issue)


def _whole_kind(copy: _Copy, sheet: Sheet, issue: Issue) -> None:
    for number, column in enumerate(sheet.columns):
        for row in np.flatnonzero(column.kind == WHOLE_KIND[issue.code])[:MOST_NOTE].tolist():
            here = copy.marks[sheet.name].setdefault((sheet.first_row + row, sheet.first_col + number), [])
            if issue not in here:
                here.append(issue)


def _free(name: str, taken: set[str]) -> str:
    """Return a sheet name within the rules of a spreadsheet that no other sheet has."""
    plain = _SHEET_SIGNS.sub(" ", clean(name)).strip()[:MOST_NAME] or "Blad"
    out, number = plain, 1
    while out.casefold() in taken:
        number += 1
        out = f"{plain[: MOST_NAME - len(str(number)) - 3]} ({number})"
    taken.add(out.casefold())
    return out


def _write(target: Worksheet, sheet: Sheet, copy: _Copy) -> None:
    """Write the cells of one sheet at their own addresses, and mark those that an issue names."""
    marks = copy.marks[sheet.name]
    rows = _rows(sheet, marks, copy)
    secret = {col for (_, col), found in marks.items() if any(i.code == PERSONAL for i in found)}
    for number, column in enumerate(sheet.columns, sheet.first_col):
        if number not in secret:
            _column(target, column, rows, sheet.first_row, number)
        target.column_dimensions[get_column_letter(number)].width = _width(column, rows)
    _said(sheet, copy, secret=bool(secret))
    for (row, col), found in marks.items():
        _mark(target.cell(row, col), found)
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", 9
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToHeight = 0


def _rows(sheet: Sheet, marks: dict[tuple[int, int], list[Issue]], copy: _Copy) -> np.ndarray:
    """Return which rows to write, as indices: all, or of a large sheet the first and the marked ones."""
    count = sheet.n_rows
    if count * len(sheet.columns) <= MOST_CELLS:
        return np.arange(count)
    named = [row - sheet.first_row for row, _ in marks if 0 <= row - sheet.first_row < count]
    rows = np.unique([*range(min(FIRST_ROWS, count)), *named])
    copy.notes.append(
        f"Blad {_quoted(sheet.name)} is groot: van de {taal.getal(count)} rijen staan hier de eerste "
        f"{FIRST_ROWS} en de rijen waar iets over is te zeggen, op hun eigen plaats."
    )
    return rows


def _column(target: Worksheet, column: Column, rows: np.ndarray, first_row: int, number: int) -> None:
    for row in rows[column.kind[rows] != Kind.LEEG].tolist():
        percent = column.percent is not None and bool(column.percent[row])
        _put(target.cell(first_row + row, number), column, row, percent=percent)


def _put(cell: Cell, column: Column, row: int, *, percent: bool) -> None:
    """Write one value in its own type; a text is a text, whatever sign it starts with."""
    kind, value = column.kind[row], float(column.number[row])
    if kind == Kind.BOOL:
        cell.value = value == 1
    elif kind == Kind.GETAL and np.isfinite(value):
        cell.value = int(value) if value.is_integer() and abs(value) < 1e15 else value
        if percent:
            cell.number_format = "0%"
    elif kind == Kind.DATUM and value >= _FIRST_DAY:
        cell.value = _EPOCH + timedelta(milliseconds=round(value * 86_400_000))
        cell.number_format = "dd-mm-yyyy" if value.is_integer() else "dd-mm-yyyy hh:mm:ss"
    elif kind == Kind.GETAL:
        put(cell, repr(value))
    elif kind != Kind.FORMULE:
        put(cell, str(column.text[row]))


def _width(column: Column, rows: np.ndarray) -> float:
    """Return a width that fits most texts; a title above a table may run over its neighbours."""
    lengths = sorted(len(str(text)) for text in column.text[rows[:200]] if text)
    usual = lengths[9 * len(lengths) // 10] if lengths else 0
    return min(max(usual + 2, 11), 40)


def _said(sheet: Sheet, copy: _Copy, *, secret: bool) -> None:
    """Say what of a sheet is otherwise in the copy."""
    name = _quoted(sheet.name)
    if copy.names[sheet.name] != sheet.name:
        copy.notes.append(f"Blad {name} heet in deze kopie {_quoted(copy.names[sheet.name])}.")
    if sheet.visibility != "zichtbaar":
        copy.notes.append(f"Blad {name} was verborgen; in deze kopie is het zichtbaar.")
    if sheet.hidden_rows or sheet.hidden_cols:
        copy.notes.append(f"Op blad {name} waren rijen of kolommen verborgen; hier zijn zij zichtbaar.")
    if secret:
        copy.notes.append(f"Op blad {name} zijn kolommen leeg gelaten die op persoonsgegevens lijken.")


def _mark(cell: Cell, found: list[Issue]) -> None:
    """Fill a cell and give it a comment that says how serious it is, the code, and what to do."""
    ernst = min((issue.ernst for issue in found), key=list(SIGNS).index)
    edge = Side(style="medium", color=EDGES[ernst])
    cell.fill = PatternFill("solid", fgColor=FILLS[ernst])
    cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    text = "\n".join(
        f"{SIGNS[issue.ernst]} {taal.woord(issue.ernst.value).upper()} [{issue.code}] "
        f"{clean(line(issue.tekst))}"
        for issue in found
    )
    cell.comment = Comment(text[:MOST_NOTE], MAKER, height=150, width=340)


def _quoted(text: str) -> str:
    return f"‘{clean(line(text))[:60]}’"
