"""What a reading says, in a form that a test can compare at a glance."""

from __future__ import annotations

from loaders.reading import Reading
from model.grid import Kind, Sheet


def values(sheet: Sheet) -> list[list[object]]:
    """Return the cells row by row; dates, errors and formulas are tagged."""
    return [[_value(sheet, i, j) for j in range(len(sheet.columns))] for i in range(sheet.n_rows)]


def _value(sheet: Sheet, i: int, j: int) -> object:
    column = sheet.columns[j]
    kind, number, text = Kind(column.kind[i]), float(column.number[i]), str(column.text[i])
    return {
        Kind.LEEG: None,
        Kind.GETAL: number,
        Kind.TEKST: text,
        Kind.BOOL: bool(number == 1),
        Kind.DATUM: ("datum", text),
        Kind.FOUT: ("fout", text),
        Kind.FORMULE: ("formule",),
    }[kind]


def codes(reading: Reading) -> set[str]:
    """Return the codes of all issues."""
    return {issue.code for issue in reading.issues}


def only_sheet(reading: Reading) -> Sheet:
    """Return the only sheet of an accepted file; fails with the reason when it was refused."""
    assert reading.workbook is not None, [str(issue) for issue in reading.issues]
    (sheet,) = reading.workbook.sheets
    return sheet
