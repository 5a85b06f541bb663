"""The second reader of binary workbooks: xlrd for .xls, the records themselves for .xlsb."""

from __future__ import annotations

import io
import struct

import xlrd
from xlrd.biffh import error_text_from_code

from loaders.reading import biff12
from loaders.reading.facts import ERRORS
from loaders.reading.package import Package
from loaders.reading.second import Seen, Values

_TEXT, _NUMBER, _DATE, _BOOL, _ERROR = 1, 2, 3, 4, 5
_ROW, _SHARED_ITEM = 0, 19
_RK, _FAULT, _TRUTH, _REAL, _INLINE, _SHARED, _F_TEXT, _F_REAL, _F_TRUTH, _F_FAULT = range(2, 12)


def xls(content: bytes) -> Values:
    """Return the filled cells of an .xls as xlrd sees them; dates are numbers."""
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), ragged_rows=True)
    return {sheet.name: _xls_sheet(sheet) for sheet in book.sheets()}


def _xls_sheet(sheet: xlrd.sheet.Sheet) -> Seen:
    found: Seen = {}
    for i in range(sheet.nrows):
        for j, cell in enumerate(sheet.row(i)):
            if cell.ctype in (_NUMBER, _DATE) or (cell.ctype == _TEXT and cell.value):
                found[(i + 1, j + 1)] = cell.value
            elif cell.ctype == _BOOL:
                found[(i + 1, j + 1)] = bool(cell.value)
            elif cell.ctype == _ERROR:
                found[(i + 1, j + 1)] = error_text_from_code.get(cell.value, "#FOUT")
    return found


def xlsb(package: Package, book: biff12.Book) -> Values:
    """Return the filled cells of an .xlsb from its records; dates are numbers."""
    shared = [
        biff12.text(record, 1)
        for number, record in biff12.records(package.get("xl/sharedStrings.bin"))
        if number == _SHARED_ITEM
    ]
    return {
        part.name: _xlsb_sheet(package.get(part.part), shared) for part in book.sheets if part.is_worksheet
    }


def _xlsb_sheet(data: bytes, shared: list[str]) -> Seen:
    found: Seen = {}
    row = 0
    for number, record in biff12.records(data):
        if number == _ROW:
            row = struct.unpack_from("<I", record)[0] + 1
        elif _RK <= number <= _F_FAULT:
            value = _value(number, record, shared)
            if value != "":
                found[(row, struct.unpack_from("<I", record)[0] + 1)] = value
    return found


def _value(number: int, record: bytes, shared: list[str]) -> object:
    if number == _RK:
        return _rk(struct.unpack_from("<I", record, 8)[0])
    if number in (_REAL, _F_REAL):
        return struct.unpack_from("<d", record, 8)[0]
    if number in (_TRUTH, _F_TRUTH):
        return bool(record[8])
    if number in (_FAULT, _F_FAULT):
        return ERRORS.get(record[8], "#FOUT")
    if number == _SHARED:
        return shared[struct.unpack_from("<I", record, 8)[0]]
    return biff12.text(record, 8)


def _rk(bits: int) -> float:
    """Return the number of thirty bits: a whole number or the front of a double, perhaps times a hundred.

    >>> _rk(0x3FF00000), _rk((100 << 2) | 2), _rk((12345 << 2) | 3)
    (1.0, 100.0, 123.45)
    """
    if bits & 2:
        whole = bits >> 2
        number = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, bits & ~3))[0]
    return number / 100 if bits & 1 else number
