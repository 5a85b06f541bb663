"""Python values as a spreadsheet reader gives them, to typed columns of cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa

from model.grid import Column, Kind, Sheet

EPOCH = date(1970, 1, 1).toordinal()
#: day 0 of the spreadsheet calendar (30 December 1899) in days since 1970
DAY_ZERO = date(1899, 12, 30).toordinal() - EPOCH
_MS = 86_400_000

_KINDS = {
    str: Kind.TEKST,
    float: Kind.GETAL,
    int: Kind.GETAL,
    bool: Kind.BOOL,
    date: Kind.DATUM,
    datetime: Kind.DATUM,
    time: Kind.DATUM,
    timedelta: Kind.GETAL,
    type(None): Kind.LEEG,
}


def days(value: date | datetime | time) -> float:
    """Return days since 1970-01-01, the fraction rounded to a millisecond.

    >>> days(date(1970, 1, 2)), days(datetime(1970, 1, 1, 12))
    (1.0, 0.5)
    """
    if isinstance(value, time):
        return DAY_ZERO + _milliseconds(value) / _MS
    whole = float(value.toordinal() - EPOCH)
    return whole + _milliseconds(value.time()) / _MS if isinstance(value, datetime) else whole


def _milliseconds(value: time) -> int:
    return (value.hour * 3600 + value.minute * 60 + value.second) * 1000 + round(value.microsecond / 1000)


def iso(number: float) -> str:
    """Return days since 1970-01-01 as ISO 8601; the time only when there is one.

    >>> iso(0.5), iso(-25569.0)
    ('1970-01-01T12:00:00', '1899-12-30')
    """
    moment = datetime(1970, 1, 1) + timedelta(milliseconds=round(number * _MS))
    if moment.time() == time(0):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if moment.microsecond == 0 else "milliseconds")


def column(values: Sequence[object]) -> Column:
    """Return a column of the values of one column of a sheet; an empty text is an empty cell."""
    types = set(map(type, values))
    n = len(values)
    if types <= {str}:
        text = np.array(values, dtype=object) if n else np.empty(0, dtype=object)
        return Column(np.where(text == "", Kind.LEEG, Kind.TEKST).astype(np.uint8), np.full(n, np.nan), text)
    if types == {float}:
        return Column(np.full(n, Kind.GETAL, np.uint8), np.array(values), np.full(n, "", dtype=object))
    kind = np.fromiter((_KINDS[type(v)] for v in values), np.uint8, n)
    number = np.full(n, np.nan)
    text = np.full(n, "", dtype=object)
    for i, value in enumerate(values):
        if isinstance(value, str):
            text[i] = value
            if not value:
                kind[i] = Kind.LEEG
        elif isinstance(value, bool | int | float):
            number[i] = value
        elif isinstance(value, timedelta):
            number[i] = value / timedelta(days=1)
        elif isinstance(value, date | time):
            number[i] = days(value)
            text[i] = iso(number[i])
    return Column(kind, number, text)


def columns(rows: Sequence[Sequence[object]]) -> list[Column]:
    """Return the columns of rows of equal width."""
    return [column(values) for values in zip(*rows, strict=True)]


def stretch(sheet: Sheet, row: int, col: int) -> None:
    """Make sure that the 1-based cell (row, col) lies inside the sheet, adding empty cells around it."""
    if not sheet.columns:
        sheet.first_row, sheet.first_col = row, col
        sheet.columns = [column([None])]
        return
    above, below = max(0, sheet.first_row - row), max(0, row - sheet.first_row - sheet.n_rows + 1)
    if above or below:
        sheet.columns = [_padded(item, above, below) for item in sheet.columns]
        sheet.first_row -= above
    left, right = max(0, sheet.first_col - col), max(0, col - sheet.first_col - len(sheet.columns) + 1)
    empty = [None] * sheet.n_rows
    sheet.columns = (
        [column(empty) for _ in range(left)] + sheet.columns + [column(empty) for _ in range(right)]
    )
    sheet.first_col -= left


def thaw(item: Column) -> None:
    """Make the texts of a column changeable; the fast route keeps them as an Arrow dictionary."""
    if isinstance(item.text, pa.DictionaryArray):
        words = item.text.dictionary.to_numpy(zero_copy_only=False)
        item.text = words[item.text.indices.to_numpy(zero_copy_only=False)]


def _padded(item: Column, above: int, below: int) -> Column:
    thaw(item)
    width = (above, below)
    percent = None if item.percent is None else np.pad(item.percent, width, constant_values=False)
    return Column(
        np.pad(item.kind, width, constant_values=Kind.LEEG),
        np.pad(item.number, width, constant_values=np.nan),
        np.concatenate([np.full(above, "", object), item.text, np.full(below, "", object)]),
        percent,
    )


def put(sheet: Sheet, row: int, col: int, kind: Kind, text: str = "") -> None:
    """Overwrite the 1-based cell (row, col) with an error or a formula without value."""
    stretch(sheet, row, col)
    target = sheet.columns[col - sheet.first_col]
    at = row - sheet.first_row
    thaw(target)
    target.kind[at], target.number[at], target.text[at] = kind, np.nan, text


def mark_percent(sheet: Sheet, places: Sequence[tuple[int, int]]) -> None:
    """Flag the numbers at 1-based places as formatted as a percentage."""
    for row, col in places:
        at, index = row - sheet.first_row, col - sheet.first_col
        if 0 <= index < len(sheet.columns) and 0 <= at < sheet.n_rows:
            target = sheet.columns[index]
            if target.kind[at] == Kind.GETAL:
                if target.percent is None:
                    target.percent = np.zeros(len(target), dtype=bool)
                target.percent[at] = True
