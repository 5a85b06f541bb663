"""A second opinion: small workbooks are read again by another reader and compared cell by cell.

The first reader is calamine. The second is openpyxl for .xlsx, xlrd for .xls, our own walk over the records
for .xlsb (no kept reader exists beside calamine) and our own walk over the XML for .ods. Not covered: text
tables, which have one reader; for .xlsb and .xls whether a number is a date (the number itself is compared);
.ods files whose XML is larger than 16 MB; number formats and hidden rows, which only the raw form tells.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import numpy as np
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from loaders.reading import cells
from loaders.reading.facts import tally
from loaders.reading.findings import Finding, finding, some
from loaders.reading.limits import Limits
from loaders.reading.package import Package
from model.grid import Kind, Sheet, Workbook

_SECOND = 1.2 / 86_400
_STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s<cellXfs>%s</cellXfs></styleSheet>'
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_MARCH_1900 = 60
Seen = dict[tuple[int, int], object]
#: filled cells per sheet, by 1-based row and column
Values = dict[str, Seen]


def compare(
    workbook: Workbook, limits: Limits, values: Callable[[], Values], typed: bool = True
) -> list[Finding]:
    """Return a finding that names the cells on which two readers differ.

    Args:
        workbook: what the first reader read.
        limits: up to how many cells it is worth the time; above that only counts are compared (``facts``).
        values: reads the file again with another reader.
        typed: whether that one knows which numbers are dates.
    """
    cells_read = sum(int(tally(sheet)[1:].sum()) for sheet in workbook.sheets)
    if not 0 < cells_read <= limits.second_reader:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            differing = _differing(values(), workbook, typed)
    except MemoryError:
        raise
    except Exception:  # whatever it throws, it is a file that only one of the two can read
        return [finding("lezers-verschillen", welke="het tweede programma kan dit bestand niet openen")]
    if not differing:
        return []
    return [
        finding("lezers-verschillen", differing[0].split(" ")[0], len(differing), welke=some(differing, 8))
    ]


def excel(package: Package) -> Values:
    """Return the filled cells of an .xlsx as openpyxl sees them."""
    book = load_workbook(io.BytesIO(_plain_copy(package)), read_only=True, data_only=True, keep_links=False)
    try:
        return {sheet.title: _cells(sheet) for sheet in book.worksheets}
    finally:
        book.close()


def _cells(sheet: ReadOnlyWorksheet | Worksheet) -> Seen:
    sheet.reset_dimensions()
    return {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.value != ""
    }


def _plain_copy(package: Package) -> bytes:
    """Return the package with the number formats as its only styles.

    Fonts, fills and borders say nothing about values, cost openpyxl a second per MB, and it refuses those of
    many programs altogether.
    """
    styles = package.get("xl/styles.xml")
    formats = re.search(rb"<numFmts\b.*?</numFmts>", styles, re.DOTALL)
    block = re.search(rb"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    if block is None:
        return package.repacked()
    used = re.findall(rb"<xf\b[^>]*?\bnumFmtId=[\"'](\d+)", block[0])
    plain = _STYLES % (
        formats[0] if formats else b"",
        b"".join(b'<xf numFmtId="%s"/>' % number for number in used),
    )
    empty = _empty_cell(package.get("xl/sharedStrings.xml"))
    parts = {
        name: _plain_part(name, data, empty)
        for name, data in package.parts.items()
        if not name.startswith(("xl/media/", "xl/drawings/"))
    }
    return Package(b"", parts | {"xl/styles.xml": plain}).repacked()


def _plain_part(name: str, data: bytes, empty: re.Pattern[bytes]) -> bytes:
    if name.startswith("xl/chartsheets/_rels/"):
        return _NO_RELATIONS
    return empty.sub(b"", data) if name.startswith("xl/worksheets/") else data


def _empty_cell(shared: bytes) -> re.Pattern[bytes]:
    """Return a pattern of cells that show nothing: format only, or an empty text."""
    texts = re.findall(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", shared, re.DOTALL)
    numbers = b"|".join(
        b"%d" % i
        for i, text in enumerate(texts)
        if b"<t" not in text.replace(b"<t/>", b"").replace(b"<t></t>", b"")
    )
    by_number = rb"|<c\b(?=[^>]*\br=)[^>]*\bt=\"s\"[^>]*><v>(?:" + numbers + rb")</v></c>" if numbers else b""
    inline = rb"<c\b(?=[^>]*\br=)[^>]*\bt=\"inlineStr\"[^>/]*><is>(?:<t/>|<t></t>)?</is></c>"
    formula = rb"<c\b(?=[^>]*\br=)[^>]*\bt=\"str\"[^>/]*><f>[^<]*</f>(?:<v></v>|<v/>)</c>"
    return re.compile(rb"<c\b(?=[^>]*\br=)[^>]*/>|" + inline + b"|" + formula + by_number)


def _differing(values: Values, workbook: Workbook, typed: bool) -> list[str]:
    differing: list[str] = []
    for sheet in workbook.sheets:
        if sheet.name not in values:
            differing.append(f"{sheet.name}!A1 (blad ontbreekt bij het tweede programma)")
            continue
        shift = None if typed else 1462 * workbook.datum1904
        differing += _sheet(sheet, dict(values[sheet.name]), shift)
    return differing


def _sheet(sheet: Sheet, seen: Seen, shift: int | None) -> list[str]:
    differing = []
    for j, item in enumerate(sheet.columns):
        for i in np.flatnonzero((item.kind != Kind.LEEG) & (item.kind != Kind.FORMULE)).tolist():
            theirs = seen.pop((sheet.first_row + i, sheet.first_col + j), None)
            kind, number = Kind(item.kind[i]), float(item.number[i])
            if kind == Kind.DATUM and shift is not None and isinstance(theirs, float):
                theirs = _moment(theirs, shift)
            if not _same(kind, number, str(item.text[i]), theirs):
                differing.append(sheet.cell(i, j))
    outside = Sheet(sheet.name, [])
    return differing + [outside.cell(row - 1, col - 1) for row, col in sorted(seen)]


def _moment(serial: float, shift: int) -> timedelta:
    """Return a bare number as the moment it stands for: in 1900 the calendar of Excel is a day ahead."""
    early = not shift and 1 <= serial < _MARCH_1900
    return timedelta(days=serial + shift + early)


def _same(kind: Kind, number: float, text: str, theirs: object) -> bool:
    if kind == Kind.BOOL:
        return theirs is not None and bool(number) is theirs
    if kind in (Kind.TEKST, Kind.FOUT):
        return isinstance(theirs, str) and _plain(theirs) == _plain(text)
    serial = _serial(theirs)
    if serial is None:
        return False
    if kind == Kind.DATUM:
        return abs(number - cells.DAY_ZERO - serial) < _SECOND and not isinstance(theirs, int | float)
    return math.isclose(
        number, serial, rel_tol=1e-12, abs_tol=_SECOND if isinstance(theirs, time | timedelta) else 0
    )


def _serial(value: object) -> float | None:
    """Return a number or moment as the number a spreadsheet stores, None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, datetime | date | time):
        return cells.days(value) - cells.DAY_ZERO
    return None


def _plain(text: str) -> str:
    return unescape(text).strip().replace("\r\n", "\n").replace("\r", "\n")
