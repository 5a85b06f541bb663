"""From bytes to a workbook of cells: what reading could have given, with words of the layouts in odd places.

The same bytes always give the same workbook, so that an input that went wrong can be kept and run again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from loaders.engine.rules import DATES as DATE_FIELDS
from loaders.engine.text import fits
from loaders.layouts import Kolom
from loaders.load import shipped
from model.grid import Column, Kind, Sheet, Workbook

_WORDS = tomllib.loads((Path(__file__).parent / "fuzz_woorden.toml").read_text(encoding="utf-8"))
HEADS, AREAS, WORDS, NUMBERS, DATES, ODD, ABOVE, NAMES = (
    tuple(_WORDS[name]) for name in ("heads", "areas", "words", "numbers", "dates", "odd", "above", "names")
)
ODD = (*ODD, "a" * 33000)
DATES_ROLES = DATE_FIELDS | {"periode", "van", "tot"}
SHEETS = ("Blad1", "Tabel 1", "Cijfers", "Locaties", "2024-H1", "Data", "a'b!c", "Woningtekort 2024 COROP")
POOLS = (AREAS, WORDS, NUMBERS, DATES, ODD, HEADS)


@dataclass
class Source:
    """Choices made from bytes; when they are used up every choice is the first."""

    data: bytes
    place: int = 0

    def below(self, limit: int) -> int:
        """Return a number from 0 to limit, limit not included."""
        if limit <= 1:
            return 0
        size = 1 if limit <= 256 else 4
        part = self.data[self.place : self.place + size]
        self.place += size
        return int.from_bytes(part, "little") % limit

    def pick(self, items: Sequence[str]) -> str:
        """Return one of some texts."""
        return items[self.below(len(items))]

    def text(self) -> str:
        """Return any text, as UTF-8 would give it."""
        size = self.below(24)
        part = self.data[self.place : self.place + size]
        self.place += size
        return part.decode("utf-8", "replace")


@dataclass(frozen=True)
class Shape:
    """A column of a layout: headers that it knows, and the words that belong under them."""

    heads: tuple[str, ...]
    pool: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A sheet of a layout; ``levels`` is the number of header rows."""

    layout: str
    columns: tuple[Shape, ...]
    levels: int
    is_turned: bool
    names: tuple[str, ...]


@cache
def _forms() -> tuple[Form, ...]:
    """Return every sheet of every layout."""
    return tuple(
        Form(
            layout.id,
            tuple(Shape(_heads(kolom), _pool(kolom.rol)) for kolom in blad.kolom),
            blad.kopregels,
            blad.draai,
            tuple(name for name in SHEETS if fits(blad.naam, name)) if blad.naam else SHEETS,
        )
        for layout in shipped()
        for blad in layout.blad
    )


def _heads(kolom: Kolom) -> tuple[str, ...]:
    plain = [text for text in kolom.kop if not text.startswith("re:")]
    return (*plain, *(text for text in HEADS if kolom.match(text) is not None)) or ("",)


def _pool(rol: str) -> tuple[str, ...]:
    if rol.startswith(("gebied", "provincie", "niveau")):
        return AREAS
    if rol in DATES_ROLES:
        return DATES
    return NUMBERS if rol.startswith(("waarde", "plekken")) and rol != "waarde_status" else WORDS


@cache
def layout_ids() -> tuple[str, ...]:
    """Return the names of the layouts."""
    return tuple(layout.id for layout in shipped())


def workbook(data: bytes) -> tuple[Workbook, str, dict[str, str]]:
    """Return a workbook, the name of its file and answers to questions."""
    source = Source(data)
    name = source.pick(NAMES) if source.below(4) else source.text()
    forms = [_forms()[source.below(len(_forms()))] for _ in range(1 + source.below(3) // 2)]
    sheets = [_sheet(source, form, number) for number, form in enumerate(forms)]
    kind = source.pick(("xlsx", "csv", "ods", "xls"))
    return Workbook(kind, sheets), name, _answers(source, forms[0].layout)


def _answers(source: Source, likely: str) -> dict[str, str]:
    out = {}
    if source.below(2):
        out["layout"] = likely if source.below(8) else source.pick(layout_ids())
    if source.below(4) == 1:
        out["notatie"] = source.pick(("nl", "en", "en", "xx"))
    if source.below(6) == 1:
        out["alias:" + source.pick(AREAS)] = source.pick(("GM0983", "PV31", "GM0000", ""))
    return out


def _sheet(source: Source, form: Form, number: int) -> Sheet:
    wild = source.below(3) == 2
    shape = [part for part in form.columns if source.below(60) != 1] or [Shape(("",), ODD)]
    if source.below(8) == 1:
        shape.insert(source.below(len(shape)), Shape(HEADS, ODD))
    head = [source.pick(part.heads) for part in shape]
    rows: list[list[object]] = [[source.pick(ABOVE)] for _ in range(source.below(4))]
    rows += [list(level) for level in zip(*(_levels(text, form.levels) for text in head), strict=True)]
    rows += [_row(source, shape, wild) for _ in range(source.below(14))]
    if form.is_turned != (source.below(20) == 1):
        rows = [list(line) for line in zip(*_even(rows), strict=True)]
    name = source.pick(form.names or SHEETS) if source.below(12) else source.text() or "x"
    return _made(source, rows, name + "x" * number)


def _levels(text: str, count: int) -> list[str]:
    """Return a header over some rows: ``asielzoekers / opgave`` over two."""
    parts = text.split(" / ") if count > 1 else [text]
    above = parts[:-1][: count - 1]
    return [*above, *[""] * (count - 1 - len(above)), parts[-1]]


def _row(source: Source, shape: list[Shape], wild: bool) -> list[object]:
    if source.below(10) == 1:
        return [source.pick(AREAS + ABOVE)]
    out: list[object] = []
    named = False
    for part in shape:
        is_area = part.pool is AREAS
        out.append(None if is_area and named and source.below(4) else _cell(source, part.pool, wild))
        named |= is_area
    return out


def _cell(source: Source, pool: tuple[str, ...], wild: bool) -> object:
    kind = source.below(32 if wild else 21)
    if kind < 20:
        if pool is NUMBERS and kind < 14:
            return source.below(3000)
        return source.pick(pool if wild or kind < 4 else pool[:8])
    if kind < 24:
        return None
    if kind < 27:
        return source.pick(POOLS[source.below(len(POOLS))])
    return source.text() if kind < 29 else ("bijzonder", kind - 20, source.below(256))


def _even(rows: list[list[object]]) -> list[list[object]]:
    width = max(len(row) for row in rows)
    return [[*row, *[None] * (width - len(row))] for row in rows]


def _made(source: Source, rows: list[list[object]], name: str) -> Sheet:
    lines = _even(rows)
    columns = [_column([row[col] for row in lines]) for col in range(len(lines[0]))]
    seen = "verborgen" if source.below(12) == 1 else "zichtbaar"
    hidden = [source.below(len(rows))] if source.below(4) == 1 else []
    return Sheet(name, columns, 1 + source.below(9), 1 + source.below(5), seen, hidden_rows=hidden)


_NUMBERS = (
    0.0,
    -0.0,
    0.5,
    1e15,
    2.0**53 + 2,
    -1.0,
    1e300,
    -99997.0,
    0.1 + 0.2,
    1e-9,
    12.0,
    -5.0,
    1e9,
    1e9 + 1,
)
_DAYS = (-719162.0, 2932896.0, 0.0, 20270.0, 20270.5, -25567.0, 24107.0, 47482.0)


def _column(cells: list[object]) -> Column:
    kind = np.zeros(len(cells), dtype=np.uint8)
    number = np.full(len(cells), np.nan)
    text = np.full(len(cells), "", dtype=object)
    percent = np.zeros(len(cells), bool)
    for row, cell in enumerate(cells):
        if isinstance(cell, tuple):
            kind[row], number[row], text[row], percent[row] = _special(cell[1], cell[2])
        elif isinstance(cell, int):
            kind[row], number[row] = Kind.GETAL, cell
        elif cell is not None:
            kind[row], text[row] = Kind.TEKST, str(cell)
    return Column(kind, number, text, percent if percent.any() else None)


def _special(which: int, byte: int) -> tuple[Kind, float, str, bool]:
    if which == 9:
        return Kind.GETAL, _NUMBERS[byte % len(_NUMBERS)], "", byte % 5 == 0
    if which == 10:
        day = np.datetime64("1970-01-01") + int(np.floor(_DAYS[byte % len(_DAYS)]))
        return Kind.DATUM, _DAYS[byte % len(_DAYS)], str(day), False
    if byte % 3 == 0:
        return Kind.BOOL, float(byte % 2), "", False
    return (Kind.FOUT, np.nan, "#N/A", False) if byte % 3 == 1 else (Kind.FORMULE, np.nan, "", False)
