"""Whether a sheet holds personal data: by what its headers say, what its cells look like, and both together.

What may not come in must not come back either: no message repeats a cell or a header, it names the place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter
from pydantic import BaseModel, ConfigDict

from loaders.engine.cells import texts
from loaders.engine.coded import Coded
from loaders.engine.text import simple
from model.grid import Column, Kind, Sheet

RULES = Path(__file__).parents[2] / "data" / "rules" / "persoonsgegevens.toml"
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d)")
_EPOCH = pd.Timestamp("1970-01-01")
#: So many cells are named one by one when they do not form one range.
_CELLS = 20


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cells(_Part):
    """How cells of one kind look, and whether one is enough."""

    vorm: str
    een: bool = False
    behalve: str = ""


class Births(_Part):
    """When a column of dates is one of birth dates."""

    van: int
    tot: int
    minstens: int
    spreiding: int
    gewone_dagen: float
    verschillend: float
    kop_behalve: str


class List(_Part):
    """When a table is a list of persons: a column of names beside columns about persons."""

    naam: str
    over: str
    minstens: int
    rijen: int
    verschillend: float


class Rules(_Part):
    """What points at persons; see ``data/rules/persoonsgegevens.toml``."""

    kop: dict[str, str]
    kop_gevuld: dict[str, str]
    onschuldig: str
    kop_lengte: int
    aandeel: float
    minstens: int
    cel: dict[str, Cells]
    geboorte: Births
    lijst: List


@cache
def rules(path: Path = RULES) -> Rules:
    """Read the patterns.

    Raises:
        pydantic.ValidationError: a part is missing or misspelt.
    """
    return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _form(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


#: What was found: what it looks like, the place, the number of cells.
Hit = tuple[str, str, int]


def found_in(sheet: Sheet) -> Iterator[Hit]:
    """Return everything in a sheet that looks like personal data, one hit per column and kind."""
    words = [texts(column, np.arange(sheet.n_rows)) for column in sheet.columns]
    for col, column in enumerate(words):
        yield from _by_header(sheet, col, column)
        yield from _by_cells(sheet, col, column)
        yield from _births(sheet, col, column)
    yield from _list(sheet, words)


def _rows(words: Coded, test: Callable[[str], bool]) -> np.ndarray:
    return np.flatnonzero(words.mask(lambda word: bool(word) and test(str(word))))


def _by_header(sheet: Sheet, col: int, words: Coded) -> Iterator[Hit]:
    """A header that can mean nothing else; or one that can, with anything but an organisation under it."""
    limit = rules().kop_lengte
    for what, form in rules().kop.items():
        for row in _rows(words, lambda word, form=form: len(word) <= limit and _is(form, word)):
            yield what, sheet.cell(int(row), col), 1
    for what, form in rules().kop_gevuld.items():
        heads = _rows(words, lambda word, form=form: len(word) <= limit and _is(form, word))
        if not len(heads):
            continue
        under = _rows(words, lambda word: not _is_like(rules().onschuldig, word))
        under = under[(under > heads[0]) & ~np.isin(under, heads)]
        if len(under):
            yield what, _place(sheet, col, under), len(under)


def _is_like(form: str, word: str) -> bool:
    return _form(form).search(word) is not None


def _is(form: str, word: str) -> bool:
    return _form(form).search(simple(word)) is not None


def _by_cells(sheet: Sheet, col: int, words: Coded) -> Iterator[Hit]:
    """Cells that look like a number, an address or a name of a person."""
    filled = int(words.mask(bool).sum())
    for what, cells in rules().cel.items():
        form = _form(cells.vorm)
        fits = form.search if cells.een else form.fullmatch
        rows = _rows(words, lambda word, fits=fits, what=what: fits(word) is not None and _valid(what, word))
        if cells.behalve:
            rows = np.setdiff1d(rows, _rows(words, partial(_is_like, cells.behalve)))
        different = len(set(words.codes[rows].tolist()))
        enough = different >= rules().minstens and len(rows) >= rules().aandeel * (filled - 1)
        if len(rows) and (cells.een or enough):
            yield what, _place(sheet, col, rows), len(rows)


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


def _births(sheet: Sheet, col: int, words: Coded) -> Iterator[Hit]:
    """A column of dates from far apart years, on any day of the month, almost all different: birth dates."""
    limit = rules().geboorte
    days = _days(sheet.columns[col], words)
    rows = np.flatnonzero(~np.isnan(days))
    if len(rows) < limit.minstens:
        return
    above = words.take(np.arange(rows[0]))
    if any(_is(limit.kop_behalve, str(above.values[code])) for code in set(above.codes.tolist())):
        return
    dates = pd.DatetimeIndex(_EPOCH + pd.to_timedelta(days[rows], unit="D"))
    year = dates.year.to_numpy()
    ordinary = ~(dates.is_month_start | dates.is_month_end)
    fits = [
        ((year >= limit.van) & (year <= limit.tot)).mean() >= 0.9,
        year.max() - year.min() >= limit.spreiding,
        ordinary.mean() >= limit.gewone_dagen,
        len(set(days[rows])) >= limit.verschillend * len(rows),
    ]
    if all(fits):
        yield "geboortedatums", _place(sheet, col, rows), len(rows)


def _days(column: Column, words: Coded) -> np.ndarray:
    """Return the dates of a column, real ones and texts, as days since 1970; NaN where there is none."""
    days = np.where(column.kind == Kind.DATUM, np.floor(column.number), np.nan)
    return np.where(np.isnan(days), np.array([_day(str(word)) for word in words.values])[words.codes], days)


def _day(word: str) -> float:
    found = _DAY.fullmatch(word.strip())
    if found is None:
        return np.nan
    first, second, year, *iso = found.groups()
    parts = (iso[0], iso[1], iso[2]) if iso[0] else (year, second, first)
    day = pd.to_datetime("-".join(parts), errors="coerce", format="%Y-%m-%d")
    return np.nan if pd.isna(day) else float((day - _EPOCH).days)


def _list(sheet: Sheet, words: list[Coded]) -> Iterator[Hit]:
    """A header row with a name and several words about a person, and under the name almost all different."""
    limit = rules().lijst
    about: dict[int, int] = {}
    for column in words:
        for row in set(_rows(column, lambda word: _is(limit.over, word)).tolist()):
            about[row] = about.get(row, 0) + 1
    for col, column in enumerate(words):
        for row in _rows(column, lambda word: _is(limit.naam, word)):
            under = np.flatnonzero(column.mask(bool))
            under = under[under > row]
            different = len(set(column.codes[under].tolist()))
            if about.get(int(row), 0) < limit.minstens or len(under) < limit.rijen:
                continue
            if different >= limit.verschillend * len(under):
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
