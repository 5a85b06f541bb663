"""What each row of a table is: data, a total, a sub-heading, a footer, a remark, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from loaders.areas import Areas
from loaders.engine import provinces as engine_provinces
from loaders.engine.cells import cells, texts
from loaders.engine.coded import Coded
from loaders.engine.issues import Findings
from loaders.engine.tables import Table, filled_rows
from loaders.engine.text import fits, simple
from loaders.layout_rows import Totaal

_PROVINCE = Totaal(patroon="re:.", over="provincie")
AREA_ROLES = ("gebied", "gebied_code", "gebied_naam")


@dataclass
class Rows:
    """The rows of one table; all numbers are indices into the sheet.

    Attributes:
        data: rows to take; ``group``: per data row the number of its group (sub-heading or subtotal).
        totals: per total row its index, kind and the group it closes.
        heading: per data row the text of the sub-heading above it.
        count: rows that hold anything: data, totals and everything left out.
    """

    data: np.ndarray
    group: np.ndarray
    heading: Coded
    totals: list[tuple[int, Totaal, int]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    count: int = 0


@dataclass
class _Sorted:
    """Rows while they are being sorted out."""

    has: np.ndarray
    first: Coded
    area: Coded | None
    rows: np.ndarray
    state: np.ndarray
    areas: Areas


def classify(table: Table, areas: Areas, found: Findings) -> Rows:
    """Sort the rows under the header (and totals above it) and count what is left out."""
    has = filled_rows(table.sheet)
    rows = np.flatnonzero(has.any(axis=1))
    rows = rows[rows >= table.start]
    work = _Sorted(
        has, _first_texts(table, rows, has), _area(table, rows), rows, np.zeros(len(rows), int), areas
    )
    below = _footer(table, work, found)
    _remarks(table, work, found)
    totals = _totals(table, work)
    headings = _headings(table, work, found)
    out = _grouped(work, totals, headings)
    out.below, out.above = below, _above(table, has)
    for row, _, _ in out.totals:
        found.drop(_place(table, row), "totaal", _line(table, row))
    _totals_above(table, has, out, found)
    out.count = len(rows) + sum(row < table.start for row, _, _ in out.totals)
    return out


def _first_texts(table: Table, rows: np.ndarray, has: np.ndarray) -> Coded:
    """Return the text of the first filled cell of each row."""
    col = has[rows].argmax(axis=1)
    out = np.full(len(rows), "", dtype=object)
    for number in np.unique(col):
        here = col == number
        out[here] = texts(table.sheet.columns[number], rows[here]).array()
    return Coded.of(out)


def _area(table: Table, rows: np.ndarray) -> Coded | None:
    column = next((found for role in AREA_ROLES if (found := table.role(role))), None)
    return texts(table.sheet.columns[column.col], rows) if column else None


def _hits(work: _Sorted, text: str) -> np.ndarray:
    """Return which rows fit a pattern in their first filled cell or their area."""
    hit = work.first.mask(lambda value: fits(text, str(value)))
    if work.area is not None:
        hit = hit | work.area.mask(lambda value: bool(value) and fits(text, str(value)))
    return hit


def _fitting(text: str) -> Callable[[Any], bool]:
    return lambda value: fits(text, str(value))


def _footer(table: Table, work: _Sorted, found: Findings) -> list[str]:
    hit = np.zeros(len(work.rows), bool)
    for text in table.blad.voet:
        hit |= work.first.mask(_fitting(text))
    if not hit.any():
        return []
    start = int(hit.argmax())
    work.state[start:] = 1
    lines = [_line(table, row) for row in work.rows[start:]]
    for row, line in zip(work.rows[start:], lines, strict=True):
        found.drop(_place(table, row), "voet", line)
    return lines


def _remarks(table: Table, work: _Sorted, found: Findings) -> None:
    for rule in table.blad.weglaten:
        column = table.role(rule.kolom) if rule.kolom else None
        words = texts(table.sheet.columns[column.col], work.rows) if column else work.first
        hit = words.mask(_fitting(rule.patroon)) & (work.state == 0)
        work.state[hit] = 1
        for row in work.rows[hit]:
            found.drop(_place(table, row), rule.reden, _line(table, row))


def _totals(table: Table, work: _Sorted) -> dict[int, Totaal]:
    out: dict[int, Totaal] = {}
    for total in table.blad.totaal:
        hit = _hits(work, total.patroon) & (work.state == 0)
        work.state[hit] = 1
        out |= dict.fromkeys(np.flatnonzero(hit).tolist(), total)
    return out | _provinces(table, work)


def _provinces(table: Table, work: _Sorted) -> dict[int, Totaal]:
    """Return the rows of whole provinces between the gemeenten."""
    if not table.blad.provincierijen or work.area is None:
        return {}
    open_rows = np.flatnonzero(work.state == 0)
    words = work.area.map(str).array()[open_rows]
    lone = _lone(table, work)[open_rows]
    hit = [int(open_rows[n]) for n in engine_provinces.find(words.tolist(), lone.tolist(), work.areas)]
    work.state[hit] = 1
    return dict.fromkeys(hit, _PROVINCE)


def _lone(table: Table, work: _Sorted) -> np.ndarray:
    """Return which rows fill only one of the table's columns."""
    known = [column.col for column in table.columns]
    return np.asarray(work.has[work.rows][:, known].sum(axis=1) == 1)


def _headings(table: Table, work: _Sorted, found: Findings) -> dict[int, str]:
    """Return rows with nothing but a name: they say where the rows under them lie."""
    if not table.blad.tussenkop:
        return {}
    lone = _lone(table, work) & (work.state == 0)
    lone &= work.first.mask(lambda text: engine_provinces.is_heading(str(text), work.areas))
    work.state[lone] = 1
    words = work.first.array()
    for row in work.rows[lone]:
        found.drop(_place(table, row), "tussenkop", _line(table, row))
    return {int(n): str(words[n]) for n in np.flatnonzero(lone)}


def _grouped(work: _Sorted, totals: dict[int, Totaal], headings: dict[int, str]) -> Rows:
    """Number the groups: a sub-heading opens one, a subtotal closes one."""
    step = np.zeros(len(work.rows) + 1, int)
    for number in headings:
        step[number] += 1
    for number, total in totals.items():
        step[number + 1] += total.over == "groep"
    group = np.cumsum(step)[:-1] if len(work.rows) else np.zeros(0, int)
    data = work.state == 0
    heading = Coded.const("", len(work.rows))
    for number in sorted(headings):
        heading = heading.put(np.arange(len(work.rows)) >= number, headings[number])
    rows = Rows(work.rows[data], group[data], heading.take(data))
    rows.totals = [(int(work.rows[n]), total, int(group[n])) for n, total in sorted(totals.items())]
    return rows


def _above(table: Table, has: np.ndarray) -> list[str]:
    return [_line(table, row) for row in range(table.top) if has[row].any()]


def _totals_above(table: Table, has: np.ndarray, out: Rows, found: Findings) -> None:
    """A total may stand between the title and the header."""
    for row in range(table.top):
        line = [text for text in _line(table, row).split(" | ") if text]
        total = next((t for t in table.blad.totaal if len(line) > 1 and fits(t.patroon, line[0])), None)
        if total and has[row].any() and _has_number(table, row):
            out.totals.append((row, total, -1))
            found.drop(_place(table, row), "totaal", _line(table, row))


def _has_number(table: Table, row: int) -> bool:
    cells_of_row = (texts(table.sheet.columns[v.col], np.array([row])).values[0] for v in table.values)
    return any(simple(str(text)) for text in cells_of_row)


def _line(table: Table, row: int) -> str:
    """Return the filled cells of a row as one text."""
    parts = (str(texts(column, np.array([row])).values[0]) for column in table.sheet.columns)
    return " | ".join(part for part in parts if part)


def _place(table: Table, row: int) -> str:
    return cells(table.sheet, 0, np.array([row]))[0]
