"""Whether a sheet holds personal data: by what its headers say, what its cells look like, and both together.

What may not come in must not come back either: no message repeats a cell or a header, it names the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from loaders.engine.suspects import Cells, Words, form_of, rules
from loaders.engine.text import simple
from model.grid import Column, Kind, Sheet

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d)")
_EPOCH = pd.Timestamp("1970-01-01")
#: So many cells are named one by one when they do not form one range.
_CELLS = 20
_MOST = 0.9
#: Days since 1970 of the first and last dates that are looked at: 1900 and 2100.
_FIRST, _LAST = -25_567, 47_482


#: What was found: what it looks like, the place, the number of cells.
Hit = tuple[str, str, int]


def found_in(sheet: Sheet) -> Iterator[Hit]:
    """Return everything in a sheet that looks like personal data, one hit per column and kind."""
    words = [Words.of(column) for column in sheet.columns]
    for col, column in enumerate(words):
        yield from _by_header(sheet, col, column)
        yield from _by_cells(sheet, col, column)
        yield from _births(sheet, col, column)
    yield from _list(sheet, words)


def _by_header(sheet: Sheet, col: int, words: Words) -> Iterator[Hit]:
    """A header that can mean nothing else; or one that can, with anything but an organisation under it."""
    for what, form in rules().kop.items():
        for row in words.rows(partial(_is, form)):
            yield what, sheet.cell(int(row), col), 1
    for what, form in rules().kop_gevuld.items():
        heads = words.rows(partial(_is, form))
        if not len(heads):
            continue
        under = np.setdiff1d(words.under(int(heads[0])), heads)
        harmless = [_is_like(rules().onschuldig, words.values[code]) for code in words.codes[under]]
        under = under[~np.array(harmless, bool)]
        if len(under):
            yield what, _place(sheet, col, under), len(under)


def _is(form: str, word: str) -> bool:
    return len(word) <= rules().kop_lengte and _is_like(form, simple(word))


def _is_like(form: str, word: str) -> bool:
    return form_of(form).search(word) is not None


def _by_cells(sheet: Sheet, col: int, words: Words) -> Iterator[Hit]:
    """Cells that look like a number, an address or a name of a person."""
    for what, cells in rules().cel.items():
        rows = words.rows(partial(_fits, what, cells))
        many = len(rows) >= rules().aandeel * (words.filled - 1)
        enough = len(rows) > 0 and many and words.different(rows) >= rules().minstens
        if enough or (cells.een and len(rows)):
            yield what, _place(sheet, col, rows), len(rows)


def _fits(what: str, cells: Cells, word: str) -> bool:
    form = form_of(cells.vorm)
    found = form.search(word) if cells.een else form.fullmatch(word)
    return found is not None and not (cells.behalve and _is_like(cells.behalve, word)) and _valid(what, word)


def _valid(what: str, word: str) -> bool:
    """Nine digits (or eight, when a leading zero got lost) are a BSN only when they pass its test."""
    if "burgerservicenummer" not in what:
        return True
    return any(eleven_test(found) for found in re.findall(r"\d[\d. -]{6,12}\d", word))


def eleven_test(text: str) -> bool:
    """Return whether nine digits pass the test of a burgerservicenummer; a lost leading zero is put back.

    >>> eleven_test("111222333"), eleven_test("123456789"), eleven_test("1112.22.333"), eleven_test("0" * 9)
    (True, False, True, False)
    """
    digits = [int(char) for char in text if char.isdigit()]
    digits = [0, *digits] if len(digits) == 8 else digits
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    total = sum(d * w for d, w in zip(digits, weights, strict=False))
    return len(digits) == 9 and any(digits) and total % 11 == 0


def _births(sheet: Sheet, col: int, words: Words) -> Iterator[Hit]:
    """A column of dates from far apart years, on any day of the month, almost all different: birth dates."""
    limit = rules().geboorte
    days = _days(sheet.columns[col], words)
    rows = np.flatnonzero(~np.isnan(days))
    if len(rows) < limit.minstens:
        return
    if any(_is(limit.kop_behalve, words.values[code]) for code in np.unique(words.codes[: rows[0]])):
        return
    dates = pd.DatetimeIndex(_EPOCH + pd.to_timedelta(days[rows], unit="D"))
    year = dates.year.to_numpy()
    ordinary = ~(dates.is_month_start | dates.is_month_end)
    fits = [
        ((year >= limit.van) & (year <= limit.tot)).mean() >= _MOST,
        year.max() - year.min() >= limit.spreiding,
        ordinary.mean() >= limit.gewone_dagen,
        len(set(days[rows])) >= limit.verschillend * len(rows),
    ]
    if all(fits):
        yield "geboortedatums", _place(sheet, col, rows), len(rows)


def _days(column: Column, words: Words) -> np.ndarray:
    """Return the dates of a column, real ones and texts, as days since 1970; NaN where there is none."""
    days = np.where(column.kind == Kind.DATUM, np.floor(column.number), np.nan)
    if (column.kind == Kind.TEKST).any():
        told = np.full(len(words.values), np.nan)
        told[words.suspect] = [_day(words.values[code]) for code in words.suspect]
        days = np.where(np.isnan(days), told[words.codes], days)
    return np.where((days > _FIRST) & (days < _LAST), days, np.nan)


def _day(word: str) -> float:
    found = _DAY.fullmatch(word)
    if found is None:
        return np.nan
    first, second, year, *iso = found.groups()
    parts = iso if iso[0] else (year, second, first)
    day = pd.to_datetime("-".join(parts), errors="coerce", format="%Y-%m-%d")
    return np.nan if pd.isna(day) else float((day - _EPOCH).days)


def _list(sheet: Sheet, words: list[Words]) -> Iterator[Hit]:
    """A header row with a name and several words about a person, and under the name almost all different."""
    limit = rules().lijst
    about: dict[int, int] = {}
    for column in words:
        for row in column.rows(partial(_is, limit.over)):
            about[int(row)] = about.get(int(row), 0) + 1
    for col, column in enumerate(words):
        for row in column.rows(partial(_is, limit.naam)):
            if about.get(int(row), 0) < limit.minstens:
                continue
            under = column.under(int(row))
            if len(under) >= limit.rijen and column.different(under) >= limit.verschillend * len(under):
                yield "een lijst van personen", _place(sheet, col, under), len(under)


def _place(sheet: Sheet, col: int, rows: np.ndarray) -> str:
    """Return all cells: as one range when they follow each other, else one by one.

    >>> sheet = Sheet("Blad1", [])
    >>> _place(sheet, 2, np.array([1, 2, 3])), _place(sheet, 2, np.array([1, 3]))
    ('Blad1!C2:C4', 'Blad1!C2, Blad1!C4')
    """
    first, last = int(rows[0]), int(rows[-1])
    if last - first == len(rows) - 1 and len(rows) > 1:
        end = f"{get_column_letter(sheet.first_col + col)}{sheet.first_row + last}"
        return f"{sheet.cell(first, col)}:{end}"
    cells = [sheet.cell(int(row), col) for row in rows[:_CELLS]]
    return ", ".join(cells) + (" …" if len(rows) > _CELLS else "")
