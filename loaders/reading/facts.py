"""What a file says about a sheet beside its values, and what to say when the two do not agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from openpyxl.utils import get_column_letter

from loaders.reading import cells
from loaders.reading.findings import Finding, finding, some, thousands
from loaders.reading.sentences import hidden
from model.grid import Kind, Sheet

#: Error codes of the binary formats
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}

Place = tuple[int, int]


@dataclass(slots=True)
class Facts:
    """Facts of one sheet from its raw form; rows and columns count from 1.

    Attributes:
        filtered: which of the hidden rows a filter hides.
        values: number of cells that store a value, None when it was not counted.
        numbers: how many of them are a number or a date; None when not counted.
        texts, booleans: the same for texts and booleans.
        errors: error cells.
        unset: formulas without a stored value.
        last_row, last_col: the furthest filled cell, where it is known before reading.
        percent: cells with a percentage format.
        is_filtered: whether a filter is at work, where the file does not say on which rows.
        extra: findings that need no further work.
    """

    hidden_rows: list[int] = field(default_factory=list)
    filtered: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    unset: list[Place] = field(default_factory=list)
    percent: list[Place] = field(default_factory=list)
    values: int | None = None
    numbers: int | None = None
    texts: int | None = None
    booleans: int | None = None
    last_row: int = 0
    last_col: int = 0
    protected: bool = False
    is_filtered: bool = False
    extra: list[Finding] = field(default_factory=list)


#: last row of a format -> what has it; a table that ends exactly there may have been cut off
LAST_ROWS = {65_536: "een .xls-bestand", 1_048_576: "een Excel-blad"}


def last_row(sheet: Sheet) -> list[Finding]:
    """Warn when a sheet ends exactly where a format ends."""
    end = sheet.first_row + sheet.n_rows - 1
    if not sheet.columns or end not in LAST_ROWS:
        return []
    return [finding("rijlimiet", sheet.name, is_=end, soort=LAST_ROWS[end])]


def apply(sheet: Sheet, facts: Facts) -> list[Finding]:
    """Put what the reader does not give into the sheet, and return what must be said about it."""
    findings = _counts(sheet, facts)
    for (row, col), text in facts.errors.items():
        cells.put(sheet, row, col, Kind.FOUT, text)
    for row, col in facts.unset:
        cells.put(sheet, row, col, Kind.FORMULE)
    cells.mark_percent(sheet, facts.percent)
    sheet.hidden_rows, sheet.hidden_cols, sheet.merged = facts.hidden_rows, facts.hidden_cols, facts.merged
    findings += facts.extra + _visible(sheet, facts.filtered)
    if facts.errors:
        findings.append(_many("foutwaarde", sheet.name, _addresses(sheet.name, list(facts.errors))))
    if facts.unset:
        findings.append(_many("formule-zonder-waarde", sheet.name, _addresses(sheet.name, facts.unset)))
    return findings + last_row(sheet)


def old_dates(sheet: Sheet, datum1904: bool) -> list[Finding]:
    """Return a finding for dates that Excel's 1900 leap year bug makes doubtful."""
    if datum1904:
        return []
    found: list[Place] = []
    for j, item in enumerate(sheet.columns):
        serial = item.number - cells.DAY_ZERO
        where = np.flatnonzero((item.kind == Kind.DATUM) & (serial >= 1) & (serial < 61))
        found += [(sheet.first_row + int(i), sheet.first_col + j) for i in where]
    return [_many("oude-datum", sheet.name, _addresses(sheet.name, found))] if found else []


def hidden_sheet(sheet: Sheet) -> list[Finding]:
    """Return a finding when the sheet itself is hidden."""
    if sheet.visibility == "zichtbaar":
        return []
    return [finding("verborgen-blad", sheet.name, blad=sheet.name, hoe=hidden(sheet.visibility))]


def tally(sheet: Sheet) -> np.ndarray:
    """Return the number of cells per ``Kind``."""
    counts = np.zeros(len(Kind), dtype=np.int64)
    for item in sheet.columns:
        counts += np.bincount(item.kind, minlength=len(Kind))
    return counts


def agrees(sheet: Sheet, facts: Facts) -> bool:
    """Return whether as many numbers were read as the raw form counts."""
    counts = tally(sheet)
    return facts.numbers is None or int(counts[Kind.GETAL] + counts[Kind.DATUM]) == facts.numbers


def _counts(sheet: Sheet, facts: Facts) -> list[Finding]:
    """Compare what was read with what the raw form counts, before anything is put in."""
    counts = tally(sheet)
    read = int(counts.sum() - counts[Kind.LEEG])
    if facts.values and not read and len(facts.errors) < facts.values:
        return [finding("geen-cellen", sheet.name, is_=facts.values)]
    numbers = int(counts[Kind.GETAL] + counts[Kind.DATUM])
    if facts.numbers is None or agrees(sheet, facts):
        return []
    words = (
        f"blad '{sheet.name}' heeft {thousands(facts.numbers)} getallen, gelezen zijn er {thousands(numbers)}"
    )
    return [finding("lezers-verschillen", sheet.name, welke=words)]


def _visible(sheet: Sheet, filtered: Sequence[int]) -> list[Finding]:
    findings = hidden_sheet(sheet)
    by_hand = sorted(set(sheet.hidden_rows) - set(filtered))
    for code, rows in (("verborgen-rijen", by_hand), ("weggefilterde-rijen", filtered)):
        if rows:
            findings.append(_many(code, sheet.name, spans(rows), len(rows)))
    if sheet.hidden_cols:
        names = [get_column_letter(col) for col in sheet.hidden_cols]
        findings.append(_many("verborgen-kolommen", sheet.name, names))
    if sheet.merged:
        findings.append(_many("samengevoegd", sheet.name, sheet.merged))
    return findings


def _many(code: str, plaats: str, items: Sequence[str], count: int = 0) -> Finding:
    count = count or len(items)
    return finding(code, plaats, count, is_=count, welke=some(items))


def _addresses(name: str, places: Sequence[Place]) -> list[str]:
    return [f"{name}!{get_column_letter(col)}{row}" for row, col in sorted(places)]


def spans(rows: Sequence[int]) -> list[str]:
    """Return row numbers as runs.

    >>> spans([3, 4, 5, 9])
    ['3-5', '9']
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [f"{a}-{b}" if b > a else str(a) for a, b in runs]
