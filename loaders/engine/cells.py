"""Cells of the grid as texts and dates; what a spreadsheet shows is what a layout compares with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from loaders.engine.coded import Coded
from loaders.engine.turned import Turned
from model.grid import Column, Kind, Sheet

_EPOCH = pd.Timestamp("1970-01-01")


def number_text(value: float) -> str:
    """Return a number as text without a needless fraction.

    >>> number_text(935.0), number_text(0.5)
    ('935', '0.5')
    """
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def filled(column: Column) -> np.ndarray:
    """Return per cell whether something stands in it; a text of spaces is nothing."""
    has = column.kind != Kind.LEEG
    texts = column.kind == Kind.TEKST
    if texts.any():
        said = whole(column).mask(lambda text: bool(str(text).strip(" \t\r\n\u00a0\ufeff")))
        has = np.where(texts, said, has)
    return has


def whole(column: Column) -> Coded:
    """Return the texts of a whole column coded; reading mostly knows the codes already."""
    return Coded(*column.coded) if column.coded is not None else Coded.of(column.text)


def texts(column: Column, rows: np.ndarray) -> Coded:
    """Return the cells of some rows as texts: numbers without needless fraction, dates as ISO."""
    kind = column.kind[rows]
    if not kind.any():  # every cell is empty
        return Coded.const("", len(rows))
    if np.isin(kind, (Kind.TEKST, Kind.LEEG, Kind.DATUM, Kind.FOUT)).all():
        return whole(column).take(rows).used().map(lambda value: str(value).strip())
    out = column.text[rows].copy()
    numeric = kind == Kind.GETAL
    coded = Coded.of(column.number[rows][numeric]).map(number_text)
    out[numeric] = coded.array()
    flags = kind == Kind.BOOL
    out[flags] = np.where(column.number[rows][flags] == 1, "WAAR", "ONWAAR")
    return Coded.of(out).map(lambda value: str(value).strip())


def dates(column: Column, rows: np.ndarray) -> Coded:
    """Return real date cells as timestamps (day precision), other cells as None."""
    is_date = column.kind[rows] == Kind.DATUM
    days = np.where(is_date, np.floor(column.number[rows]), np.nan)
    return Coded.of(days).map(lambda day: None if np.isnan(day) else _EPOCH + pd.Timedelta(days=int(day)))


def shown(sheet: Sheet, row: int, col: int) -> str:
    """Return one cell as text."""
    return str(texts(sheet.columns[col], np.array([row])).values[0])


def head_texts(sheet: Sheet, count: int) -> list[list[str]]:
    """Return the texts of the first rows of a sheet, row by row."""
    rows = np.arange(min(count, sheet.n_rows))
    columns = [texts(column, rows).array() for column in sheet.columns]
    return [[str(column[row]) for column in columns] for row in rows]


def cells(sheet: Sheet, col: int, rows: np.ndarray) -> list[str]:
    """Return the addresses of one column's cells.

    >>> cells(Sheet("Blad1", []), 5, np.array([26]))
    ['Blad1!F27']
    """
    if isinstance(sheet, Turned):
        return [sheet.cell(int(row), col) for row in rows]
    place = sheet.cell(0, col)
    prefix = place[: len(place) - len(str(sheet.first_row))]
    return [f"{prefix}{row}" for row in (rows + sheet.first_row).tolist()]
