"""Numbers of a value column: read per column, bounded by words beside it, in the sign of the layout."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders import values
from loaders.bounds import Value
from loaders.engine.cells import texts
from loaders.engine.coded import Coded, combine
from loaders.engine.rules import Block, as_text
from loaders.engine.tables import Found, Table
from loaders.layouts import Layout
from loaders.values import MARKERS, Markers, Spec, Values
from model.grid import Column, Kind
from model.lijsten import WaardeStatus

_MARK = {"onbekend": "missing", "geheim": "secret", "nvt": "nvt", "nul": "zero"}


@dataclass
class Numbers:
    """The numbers of one value column, one per data row.

    ``empty``: nothing stands in the cell; ``error``: code per row, '' when it was understood.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    status: Coded
    error: Coded
    unit: Coded
    text: Coded
    empty: np.ndarray
    raw: Values


def markers(layout: Layout, leeg: str) -> Markers:
    """Return the usual markers with those of the layout; a marker means one thing."""
    sets = {name: set(getattr(MARKERS, name)) for name in _MARK.values()}
    for status, words in layout.markeringen.items():
        own = {word.casefold() for word in words}
        for name in sets:
            sets[name] -= own
        sets[_MARK[status]] |= own
    empty = WaardeStatus.NVT if leeg == "nvt" else WaardeStatus.ONBEKEND
    numbers = {float(word) for word in sets["missing"] if word.lstrip("-").isdigit()}
    frozen = {name: frozenset(words) for name, words in sets.items()}
    return Markers(**frozen, missing_numbers=frozenset(numbers) | MARKERS.missing_numbers, empty=empty)


def read(
    table: Table, found: Found, rows: np.ndarray, layout: Layout, notation: str, unit: str = "aantal"
) -> Numbers:
    """Read one column of numbers."""
    kolom = found.kolom
    chosen = notation or kolom.notatie or layout.notatie
    spec = Spec(
        notation="auto" if chosen == "vraag" else chosen,
        unit=unit,
        signed=True,
        markers=markers(layout, kolom.leeg),
    )
    column = _slice(table.sheet.columns[found.col], rows)
    got = values.read_column(column, spec)
    words = texts(column, np.arange(len(rows)))
    low, high = (got.low, got.high) if kolom.teken > 0 else (-got.high, -got.low)
    return Numbers(
        got.value * kolom.teken,
        low,
        high,
        Coded.of(got.status),
        Coded.of(got.error),
        Coded.of(got.unit),
        words,
        words.mask(lambda text: text == "") & (column.kind != Kind.FORMULE),
        got,
    )


def _slice(column: Column, rows: np.ndarray) -> Column:
    percent = None if column.percent is None else column.percent[rows]
    return Column(column.kind[rows], column.number[rows], column.text[rows], percent)


def bound(block: Block, numbers: Numbers, names: tuple[str, ...]) -> None:
    """Let words beside a plain number (minimaal, circa, ruim) set its bounds and status."""
    notes = [block.get(name) for name in names]
    notes = [note for note in notes if not note.is_const("")]
    rows = np.flatnonzero(numbers.raw.exact)
    if not notes or not len(rows):
        return
    value = Coded.of(numbers.value[rows])
    codes, pairs = combine([value, *(note.take(rows) for note in notes)])
    made = [values.bound_from_texts(number, *map(as_text, words)) for number, *words in pairs]
    for number, found in enumerate(made):
        if found is not None:
            _write(numbers, rows[codes == number], found)


def _write(numbers: Numbers, rows: np.ndarray, found: Value) -> None:
    numbers.value[rows], numbers.low[rows], numbers.high[rows] = found.value, found.low, found.high
    mask = np.zeros(len(numbers.value), bool)
    mask[rows] = True
    numbers.status = numbers.status.put(mask, found.status)


def count(array: np.ndarray) -> pd.Series:
    """Return whole numbers with missing as Int64."""
    missing = np.isnan(array)
    whole = np.where(missing, 0, np.round(array)).astype(np.int64)
    return pd.Series(pd.arrays.IntegerArray(whole, missing))
