"""A second opinion: small workbooks are read again by openpyxl and compared cell by cell."""

from __future__ import annotations

import io
import math
import re
import warnings
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from loaders.reading import cells
from loaders.reading.facts import tally
from loaders.reading.findings import Finding, finding, some
from loaders.reading.limits import Limits
from loaders.reading.package import Package
from model.grid import Kind, Sheet, Workbook

_SECOND = 1.2 / 86_400
_STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s<cellXfs>%s</cellXfs></styleSheet>'
_Seen = dict[tuple[int, int], object]


def compare(package: Package, workbook: Workbook, limits: Limits) -> list[Finding]:
    """Return a finding that names the cells on which two readers differ."""
    cells_read = sum(int(tally(sheet)[1:].sum()) for sheet in workbook.sheets)
    if not 0 < cells_read <= limits.second_reader:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            differing = _differing(_plain_copy(package), workbook)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, SyntaxError, OSError):
        return [finding("lezers-verschillen", welke="het tweede programma kan dit bestand niet openen")]
    if not differing:
        return []
    return [
        finding("lezers-verschillen", differing[0].split(" ")[0], len(differing), welke=some(differing, 8))
    ]


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
    parts = {
        name: data
        for name, data in package.parts.items()
        if not name.startswith(("xl/media/", "xl/drawings/"))
    }
    return Package(b"", parts | {"xl/styles.xml": plain}).repacked()


def _differing(content: bytes, workbook: Workbook) -> list[str]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    differing: list[str] = []
    for sheet in workbook.sheets:
        if sheet.name not in book.sheetnames:
            differing.append(f"{sheet.name}!A1 (blad ontbreekt bij het tweede programma)")
            continue
        other = book[sheet.name]
        other.reset_dimensions()
        seen = {
            (cell.row, cell.column): cell.value
            for row in other.iter_rows()
            for cell in row
            if cell.value is not None and cell.value != ""
        }
        differing += _sheet(sheet, seen)
    book.close()
    return differing


def _sheet(sheet: Sheet, seen: _Seen) -> list[str]:
    differing = []
    for j, item in enumerate(sheet.columns):
        for i in range(len(item)):
            place = (sheet.first_row + i, sheet.first_col + j)
            theirs = seen.pop(place, None)
            if not _same(Kind(item.kind[i]), float(item.number[i]), str(item.text[i]), theirs):
                differing.append(sheet.cell(i, j))
    outside = Sheet(sheet.name, [])
    return differing + [outside.cell(row - 1, col - 1) for row, col in seen]


def _same(kind: Kind, number: float, text: str, theirs: object) -> bool:
    if kind in (Kind.LEEG, Kind.FORMULE):
        return theirs is None
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
