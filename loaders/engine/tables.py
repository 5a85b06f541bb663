"""Where the table of a layout stands on a sheet: its header row, its columns, and what was not found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from loaders.engine.cells import filled, head_texts, shown, texts
from loaders.engine.text import bare, fits, simple
from loaders.engine.turned import turned
from loaders.layout_rows import Kenmerk
from loaders.layouts import Blad, Kolom
from model.grid import Sheet

#: A total may stand between a header and its table; it is no header. A year may be one.
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)[-+\d\s.,]+")

#: A table on its side has its areas across; a sheet with more rows than this is none.
_TURNED = 500
_HEAD = 35


@dataclass(frozen=True)
class Found:
    """A column of the file that the layout knows."""

    kolom: Kolom
    col: int
    header: str
    velden: dict[str, str]


@dataclass
class Table:
    """A table on a sheet; rows are indices into the sheet.

    Attributes:
        top: first row of the header; ``start``: first row under it.
        unknown: (column, header) that the layout does not know.
        missing: roles that the layout needs and that were not found, with the headers it looked for.
        double: (column, header) of headers that occur twice where one is needed.
    """

    blad: Blad
    sheet: Sheet
    top: int
    start: int
    columns: list[Found] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    double: list[tuple[int, str]] = field(default_factory=list)

    def role(self, name: str) -> Found | None:
        """Return the column with a role, or None."""
        return next((found for found in self.columns if found.kolom.rol == name), None)

    @property
    def values(self) -> list[Found]:
        """Columns that hold figures."""
        return [found for found in self.columns if found.kolom.rol == "waarde"]

    @property
    def headed(self) -> list[tuple[int, str]]:
        """Columns that the layout knows or that have a text in the last row of the header."""
        level = ((col, shown(self.sheet, self.start - 1, col)) for col in range(len(self.sheet.columns)))
        return [
            *((col, text) for col, text in level if text),
            *((hit.col, hit.header) for hit in self.columns),
        ]

    @property
    def explained(self) -> int:
        """Number of columns that the layout knows."""
        return len(self.columns)


class Heads:
    """The first rows of sheets as texts, looked up once however many layouts are tried."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Sheet, list[list[str]]]] = {}
        self._turned: dict[int, Sheet] = {}
        self._words: dict[tuple[int, int], frozenset[str]] = {}

    def rows(self, sheet: Sheet, count: int) -> list[list[str]]:
        """Return the texts of the first rows."""
        known = self._texts.get(id(sheet))
        if known is None or len(known[1]) < min(count, sheet.n_rows):
            known = self._texts[id(sheet)] = (sheet, head_texts(sheet, max(count, _HEAD)))
        return known[1][:count]

    def words(self, sheet: Sheet, count: int) -> frozenset[str]:
        """Return every different text of the first rows, simplified."""
        key = (id(sheet), count)
        if key not in self._words:
            self._words[key] = frozenset(simple(text) for row in self.rows(sheet, count) for text in row)
        return self._words[key]

    def turned(self, sheet: Sheet) -> Sheet:
        """Return the sheet on its side."""
        if id(sheet) not in self._turned:
            self._turned[id(sheet)] = turned(sheet)
        return self._turned[id(sheet)]


def may_hold(blad: Blad, sheet: Sheet, heads: Heads) -> bool:
    """Return whether each column a sheet must have could be there; only plain headers can rule it out."""
    if blad.draai or blad.kopregels > 1:
        return True
    words = heads.words(sheet, blad.zoek_tot)
    return all(
        any(text.startswith("re:") or simple(text) in words for text in kolom.kop)
        for kolom in blad.kolom
        if kolom.verplicht
    )


def find(blad: Blad, sheet: Sheet, heads: Heads | None = None) -> Table | None:
    """Return the table whose header fits best, also when columns are missing; None on an empty sheet."""
    if (blad.naam and not fits(blad.naam, sheet.name)) or (blad.draai and sheet.n_rows > _TURNED):
        return None
    heads = heads or Heads()
    sheet = heads.turned(sheet) if blad.draai else sheet
    best: Table | None = None
    head = heads.rows(sheet, blad.zoek_tot + blad.kopregels - 1)
    for top in range(max(len(head) - blad.kopregels + 1, 0)):
        headers = headers_at(blad, head, top)
        table = _table(blad, sheet, top, headers)
        if best is None or _better(table, best):
            best = table
    return best


def _better(table: Table, best: Table) -> bool:
    return (-len(table.missing), table.explained) > (-len(best.missing), best.explained)


def headers_at(blad: Blad, head: list[list[str]], top: int) -> list[str]:
    """Return one header per column: levels joined, and texts from higher rows where a header is empty."""
    levels = [head[top + level] for level in range(blad.kopregels)]
    spread = [_spread(level) for level in levels[:-1]] + [levels[-1]]
    joined = [" / ".join(_distinct(parts)) for parts in zip(*spread, strict=True)]
    for col, text in enumerate(joined):
        if not text:
            above = (head[row][col] for row in range(top - 1, max(top - 1 - blad.kop_terug, -1), -1))
            joined[col] = next((found for found in above if found and not _NUMBER.fullmatch(found)), "")
    return joined


def _spread(level: list[str]) -> list[str]:
    """Repeat a group name over the empty cells to its right."""
    out, last = [], ""
    for text in level:
        last = text or last
        out.append(last)
    return out


def _distinct(parts: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for part in parts:
        if part and simple(part) not in seen:
            seen.add(simple(part))
            yield part


def _table(blad: Blad, sheet: Sheet, top: int, headers: list[str]) -> Table:
    table = Table(blad, sheet, top, top + blad.kopregels)
    taken: dict[int, list[Found]] = {}
    for col, header in enumerate(headers):
        found = _match(blad, col, header, taken)
        if found is None:
            if header and not any(fits(text, header) for text in blad.negeer):
                table.unknown.append((col, header))
            continue
        number, match = found
        others = taken.setdefault(number, [])
        if any(other.velden == match.velden for other in others) and match.kolom.rol != "negeer":
            table.double.append((col, header))
            continue
        others.append(match)
        table.columns.append(match)
    table.missing = [
        _named(kolom) for n, kolom in enumerate(blad.kolom) if kolom.verplicht and n not in taken
    ]
    return table


def _named(kolom: Kolom) -> str:
    """Return the headers that a column may have, as a reader can type them."""
    plain = [text for text in kolom.kop if text and not text.startswith("re:")]
    return " of ".join(plain[:3]) or f"een kolom met {kolom.rol.replace('_', ' ')}"


def _match(blad: Blad, col: int, header: str, taken: dict[int, list[Found]]) -> tuple[int, Found] | None:
    """Return the first column of the layout that fits; an empty header fits only where none was taken yet."""
    bottom = header.rsplit(" / ", 1)[-1]
    forms = dict.fromkeys((header, bottom, bare(header), bare(bottom)))
    for number in blad.candidates(*forms):
        kolom = blad.kolom[number]
        groups = next((found for form in forms if (found := kolom.match(form)) is not None), None)
        if groups is None or (not header and number in taken):
            continue
        return number, Found(kolom, col, header, groups)
    return None


def has_feature(table: Table) -> bool:
    """Return whether everything that must occur in the table's columns does occur."""
    return all(_occurs(table, kenmerk) for kenmerk in table.blad.kenmerk)


def _occurs(table: Table, kenmerk: Kenmerk) -> bool:
    sheet = table.sheet
    found = table.role(kenmerk.kolom) if kenmerk.kolom else None
    if kenmerk.kolom and found is None:
        return False
    columns = sheet.columns if found is None else [sheet.columns[found.col]]
    rows = np.arange(table.start if found else 0, sheet.n_rows)
    return any(fits(kenmerk.patroon, str(v)) for column in columns for v in texts(column, rows).values)


def filled_rows(sheet: Sheet) -> np.ndarray:
    """Return a matrix (rows, columns) of which cells hold something."""
    return np.column_stack([filled(column) for column in sheet.columns])
