"""What the cells of a sheet show: which column names areas, where the header stands, which columns count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from loaders.areas import Areas
from loaders.cell_text import take_apart
from loaders.engine.cells import filled, head_texts, texts
from loaders.periods import parse
from model.grid import Column, Kind, Sheet
from model.lijsten import Niveau

#: Rows in which a header is looked for, cells of a column that are looked at, and different texts of them.
HEAD, SAMPLE, DIFFERENT, PEEK = 40, 400, 60, 12
#: From this share of its filled cells on, a column is called what most of it is.
MOST = 0.6
#: A column of which this share names areas may still be the one: the rest are totals, notes, odd spellings.
SOME = 0.15
_YEAR = re.compile(r"(?:19|20)\d\d")
_KNOWN = frozenset({"gevonden", "opvolger", "dubbelzinnig", "gesplitst"})


def top_of(sheet: Sheet, rows: int) -> Sheet:
    """Return the first rows of a sheet; its addresses stay."""
    if sheet.n_rows <= rows:
        return sheet
    return replace(sheet, columns=[_cut(column, rows) for column in sheet.columns])


def _cut(column: Column, rows: int) -> Column:
    percent = None if column.percent is None else column.percent[:rows]
    return Column(column.kind[:rows], column.number[:rows], column.text[:rows], percent)


@dataclass(frozen=True)
class Shares:
    """Shares of the filled cells of a column, under its header.

    Attributes:
        areas: cells that name one level of areas; ``niveau`` says which.
        codes: cells that are such areas by code.
        numbers: cells that read as a number or a mark such as n.v.t.; ``dates`` as a day or period.
        filled: how many cells hold something; ``percent`` whether numbers are shown as percentages.
    """

    areas: float = 0.0
    niveau: str = ""
    codes: float = 0.0
    numbers: float = 0.0
    dates: float = 0.0
    filled: int = 0
    percent: bool = False
    different: tuple[str, ...] = ()


def shares(column: Column, start: int, areas: Areas, province: str) -> Shares:
    """Return what the cells of a column are, from a row on."""
    rows = np.flatnonzero(filled(column))
    rows = rows[rows >= start][:SAMPLE]
    if not len(rows):
        return Shares()
    words = texts(column, rows).used()
    counts = np.bincount(words.codes, minlength=len(words.values))
    seen = [(str(v), int(n)) for v, n in zip(words.values, counts, strict=True)][:DIFFERENT]
    total = sum(n for _, n in seen)
    level, hits = _level([text for text, _ in seen], areas, province)
    by_code = {text for text in hits if text[:1].isdigit() or text[:2].upper() == "GM"}
    share = {text: n / total for text, n in seen}
    numbers = sum(share[text] for text in share if _is_number(text))
    return Shares(
        areas=sum(share[text] for text in hits),
        niveau=level,
        codes=sum(share[text] for text in by_code if _is_code(text, column, rows)),
        numbers=numbers if not _dated(column, rows) else 0.0,
        dates=1.0 if _dated(column, rows) else _moments(share),
        filled=len(rows),
        percent=column.percent is not None and bool(column.percent[rows].any()),
        different=tuple(text for text, _ in seen),
    )


def _moments(share: dict[str, float]) -> float:
    """Return the share of texts that are a day or period; nothing when the first ones are none."""
    first = [text for text, _ in zip(share, range(PEEK), strict=False)]
    if not any(map(_is_moment, first)):
        return 0.0
    return sum(part for text, part in share.items() if _is_moment(text))


def _level(words: list[str], areas: Areas, province: str) -> tuple[str, set[str]]:
    """Return the level that most texts are areas of, and those texts; gemeenten go first."""
    bare = [text for text in words if _may_be_area(text)]
    levels: dict[str, set[str]] = {}
    for number, text in enumerate(bare):
        if number == PEEK and not levels:
            break  # looking up what is no area at all is slow, and a sheet may have hundreds of columns
        match = areas.resolve(text, provincie=province or None)
        if match.status in _KNOWN:
            levels.setdefault(match.niveau or Niveau.GEMEENTE, set()).add(text)
        elif match.status == "geen-gemeente" and match.code:
            levels.setdefault(match.niveau, set()).add(text)
    best = max(levels, key=lambda level: (len(levels[level]), level == Niveau.GEMEENTE), default="")
    return best, levels.get(best, set())


def _is_code(text: str, column: Column, rows: np.ndarray) -> bool:
    """Return whether a text is a code of an area; a bare number is none, it may as well be a count."""
    return text[:2].upper() == "GM" or (text[:1] == "0" and bool((column.kind[rows] == Kind.TEKST).all()))


def _may_be_area(text: str) -> bool:
    """Return whether a text may name an area; a bare number is a count before it is a code."""
    return not _is_number(text) or text[:1] == "0"


@lru_cache(maxsize=20_000)
def _is_number(text: str) -> bool:
    parts = take_apart(text)
    return bool(parts.numbers) or parts.marker is not None


@lru_cache(maxsize=20_000)
def _is_moment(text: str) -> bool:
    found = parse(text)
    return not found.error and found.van is not None and found.precision != "jaar"


def _dated(column: Column, rows: np.ndarray) -> bool:
    return bool((column.kind[rows] == Kind.DATUM).mean() >= MOST)


@dataclass(frozen=True)
class Place:
    """Where the table of a sheet seems to stand: its area column, first data row and header rows."""

    area: int
    start: int
    top: int
    levels: int
    score: float


def place(sheet: Sheet, areas: Areas, province: str) -> Place:
    """Return the most likely table of a sheet; ``area`` is -1 when no column names areas."""
    looked = [shares(column, 0, areas, province) for column in sheet.columns]
    likely = [n for n, one in enumerate(looked) if one.areas >= SOME and one.areas * one.filled > 1]
    area = max(likely, key=lambda n: (round(looked[n].areas, 1), -n), default=-1)
    head = head_texts(sheet, HEAD)
    start = _first(sheet.columns[area], areas, province) if area >= 0 else _under_fullest(head)
    top, levels = header(head, start)
    values = sum(one.numbers >= MOST for one in looked)
    score = (looked[area].areas * looked[area].filled if area >= 0 else 0.0) * min(values, 1) + min(values, 1)
    return Place(area, start, top, levels, score)


def _under_fullest(head: list[list[str]]) -> int:
    """Return the row under the row with most words."""
    counts = [_worded(row) for row in head[:-1]]
    return counts.index(max(counts)) + 1 if counts else 1


def _first(column: Column, areas: Areas, province: str) -> int:
    """Return the first row in which a column names an area."""
    rows = np.flatnonzero(filled(column))
    for row in rows[:SAMPLE]:
        text = str(texts(column, np.array([row])).values[0])
        match = areas.resolve(text, provincie=province or None)
        if match.status in _KNOWN and _may_be_area(text):
            return max(int(row), 1)
    return 1


def header(head: list[list[str]], start: int) -> tuple[int, int]:
    """Return the first header row above a data row and how many rows the header has.

    >>> header([["Opvang"], [], ["Gemeente", "Plekken"], ["Venlo", "12"]], 3)
    (2, 1)
    """
    above = [row for row in range(min(start, len(head)) - 1, -1, -1) if _worded(head[row]) >= 2]
    if not above:
        return max(min(start, len(head)) - 1, 0), 1
    bottom = above[0]
    upper = bottom - 1
    if upper >= 0 and _groups(head[upper], head[bottom]):
        return upper, 2
    return bottom, 1


def _worded(row: list[str]) -> int:
    """Return how many cells of a row are words; a year counts beside a word."""
    said = sum(bool(text) and not _is_number(text) for text in row)
    return said + sum(bool(_YEAR.fullmatch(text)) for text in row) if said else 0


def _groups(upper: list[str], lower: list[str]) -> bool:
    """Return whether a row holds group names over the headers below it, beside the first column."""
    named = [text for text in upper[1:] if text]
    bottom = [text for text in lower if text]
    repeated = len(set(bottom)) < len(bottom)
    return bool(named) and (repeated or len(named) >= 2) and all(not _is_number(text) for text in named)
