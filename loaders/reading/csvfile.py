"""Text tables (.csv): encoding, delimiter, records. Every cell is text or empty, never a number."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import PurePath

from loaders.reading import cells, dialect, encoding, facts
from loaders.reading.findings import Finding, Refused, finding, some
from loaders.reading.limits import Limits
from model.grid import Sheet, Workbook

SEP = re.compile(r"\Asep=([^\r\n])\r?\n?", re.IGNORECASE)
_LARGEST_CELL = 1_000_000
_MOST_STEPS = 100_000_000


def read(content: bytes, name: str, limits: Limits) -> tuple[Workbook, list[Finding]]:
    """Return a CSV file as a workbook with one sheet, named after the file."""
    text, charset, findings = encoding.decode(content)
    declared = SEP.match(text)
    if declared:
        delimiter, sure = declared[1], True
        text = text[declared.end() :]
    else:
        delimiter, sure = dialect.delimiter(text)
    rows, remarks = _records(text, delimiter, limits.rows)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Refused("leeg-werkboek")
    findings += remarks + _line_ends(text) + _ragged(rows)
    if not sure:
        findings.append(
            finding("scheidingsteken-onzeker", is_=dialect.NAMES.get(delimiter, f"'{delimiter}'"))
        )
    width = max(map(len, rows))
    _check_size(width, limits)
    padded = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    sheet = Sheet(sheet_name(name), cells.columns(padded))
    return Workbook("csv", [sheet], charset, delimiter), findings + facts.last_row(sheet)


def sheet_name(name: str) -> str:
    """Return the file name without folders, for addresses like ``cijfers.csv!E12``.

    >>> sheet_name("map/cijfers.csv")
    'cijfers.csv'
    """
    return PurePath(name.replace("\\", "/")).name or "bestand.csv"


def _check_size(width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise Refused("te-veel-kolommen", is_=width, mag=limits.columns)


def _records(text: str, delimiter: str, most: int) -> tuple[list[list[str]], list[Finding]]:
    """Split text into records; strict first, so that odd quotes are noticed."""
    csv.field_size_limit(_LARGEST_CELL)
    try:
        return _split(text, delimiter, most, strict=True), []
    except csv.Error as error:
        strict_error = str(error)
    try:
        if "unexpected end" in strict_error:
            raise Refused("aanhalingsteken-open", regel=len(_split(text, delimiter, most)))
        ways = [_split(way, delimiter, most) for way in (_mended(text, delimiter), text)]
    except csv.Error as error:
        raise Refused("aanhalingsteken-open", regel=1) from error
    return max(ways, key=_regular), [finding("aanhalingstekens", regel=_odd_record(text, delimiter))]


def _regular(rows: list[list[str]]) -> float:
    """Return which share of the records has the usual number of fields."""
    return max(Counter(map(len, rows)).values()) / len(rows)


def _mended(text: str, delimiter: str) -> str:
    r"""Double the quotes inside quoted fields: one that no delimiter or line end follows closes nothing.

    >>> _mended('1,"10" boot, rood",2\n', ",")
    '1,"10"" boot, rood",2\n'
    """
    # a quote that closes nothing is followed to the end of its line, so many on one line would take for ever
    if sum(line.count('"') * len(line) for line in text.splitlines()) > _MOST_STEPS:
        return text
    sign = re.escape(delimiter or "\x1f")
    inside = rf'(?P<in>(?:[^"\r\n]|""(?!{sign}")|"(?!{sign}|[\r\n]|\Z))*+)'
    field = re.compile(rf'(?:\A|(?<=[\r\n])|(?<={sign}))"{inside}"(?={sign}|[\r\n]|\Z)')
    return field.sub(lambda m: '"' + m["in"].replace('""', '"').replace('"', '""') + '"', text)


def _split(text: str, delimiter: str, most: int, strict: bool = False) -> list[list[str]]:
    """Return the records; stop as soon as there are too many."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or "\x1f", strict=strict)
    rows = list(islice(reader, most + 1))
    if len(rows) > most:
        raise Refused("te-veel-rijen", is_=most + 1, mag=most)
    return rows


def _odd_record(text: str, delimiter: str) -> int:
    """Return the number of the first record with quotes that do not fit."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or "\x1f", strict=True)
    count = 0
    try:
        for _ in reader:
            count += 1
    except csv.Error:
        return count + 1
    return count


def _line_ends(text: str) -> list[Finding]:
    """Warn about different line ends between records; those inside quotes belong to the cell."""
    if "\r" not in text:
        return []
    windows, bare = text.count("\r\n"), text.count("\n")
    if windows == bare == text.count("\r"):
        return []
    outside = re.sub(r'"[^"]*"', "", text)
    windows = outside.count("\r\n")
    ends = (windows, outside.count("\n") - windows, outside.count("\r") - windows)
    return [finding("regeleinden-gemengd")] if sum(count > 0 for count in ends) > 1 else []


def _ragged(rows: list[list[str]]) -> list[Finding]:
    """Warn about records inside the table with another number of fields than most have.

    Titles above and notes below the table are single texts, so they are no fault; a filled field beyond the
    usual width always is.
    """
    widths = list(map(len, rows))
    counts = Counter(width for width in widths if width > 1)
    if len(counts) < 1 or (len(counts) == 1 and min(widths) > 1):
        return []
    usual = max(counts, key=lambda width: (counts[width], width))
    table = [i for i, width in enumerate(widths) if width == usual]
    first, last = table[0], table[-1]
    odd = [
        i + 1
        for i, width in enumerate(widths)
        if (width > usual and any(rows[i][usual:]))
        or (width < usual and width > 0 and any(rows[i]) and _inside(i, width, first, last))
    ]
    return (
        [finding("ongelijke-rijen", aantal=len(odd), is_=len(odd), breedte=usual, welke=some(odd))]
        if odd
        else []
    )


def _inside(i: int, width: int, first: int, last: int) -> bool:
    return first < i < last or width > 1
