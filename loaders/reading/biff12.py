"""Facts of an .xlsb workbook from its binary parts. Record numbers and layouts: Microsoft, [MS-XLSB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from loaders.reading import ooxml
from loaders.reading.facts import ERRORS, Facts
from loaders.reading.findings import Refused
from loaders.reading.limits import Limits
from loaders.reading.ooxml import Book, SheetPart
from loaders.reading.package import Package

_ROW, _COL, _MERGE, _FORMAT, _XF = 0, 60, 176, 44, 47
_FILTER, _FILTER_COLUMN = 161, 163
_BEGIN_XFS, _END_XFS = 617, 618
_BOOK_PROPERTIES, _BUNDLE_SHEET, _PROTECTION = 153, 156, 535
_RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED, _F_STRING, _F_NUMBER, _F_BOOL, _F_ERROR = range(2, 12)
_VISIBILITY = ("zichtbaar", "verborgen", "zeer-verborgen")
WORKBOOK = "xl/workbook.bin"


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (number, content) of every record; number and size have a variable length."""
    at, end = 0, len(data)
    while at < end:
        number, at = _variable(data, at, 2)
        size, at = _variable(data, at, 4)
        if at + size > end:
            raise Refused("beschadigd", wat="een record is te kort")
        yield number, data[at : at + size]
        at += size


def _variable(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Return (value, next position) of an integer of seven bits per byte, lowest first."""
    value = 0
    for i in range(most):
        if at >= len(data):
            raise Refused("beschadigd", wat="een record is te kort")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * i)
        if not byte & 0x80:
            break
    return value, at


def book(package: Package) -> Book:
    """Read the list of sheets."""
    targets = ooxml.relations(package, WORKBOOK)
    sheets, datum1904 = [], False
    for number, record in records(package.get(WORKBOOK)):
        if number == _BOOK_PROPERTIES:
            datum1904 = bool(record[0] & 1)
        elif number == _BUNDLE_SHEET:
            (state,) = struct.unpack_from("<I", record)
            identity, at = _text(record, 8)
            name, _ = _text(record, at)
            part, kind = targets.get(identity, ("", ""))
            sheets.append(SheetPart(name, part, _VISIBILITY[min(state, 2)], kind.endswith("/worksheet")))
    return Book(sheets, datum1904, incomplete=False)


def text(record: bytes, at: int) -> str:
    """Return the text that starts at a position of a record."""
    return _text(record, at)[0]


def _text(record: bytes, at: int) -> tuple[str, int]:
    (size,) = struct.unpack_from("<I", record, at)
    end = at + 4 + 2 * size
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


def percent_styles(styles: bytes) -> set[int]:
    """Return the numbers of the cell styles that show a percentage."""
    wanted, used, inside = {9, 10}, [], False
    for number, record in records(styles):
        if number == _FORMAT and ooxml.is_percent(text(record, 2)):
            wanted.add(struct.unpack_from("<H", record)[0])
        elif number in (_BEGIN_XFS, _END_XFS):
            inside = number == _BEGIN_XFS
        elif number == _XF and inside:
            used.append(struct.unpack_from("<HH", record)[1])
    return {i for i, number in enumerate(used) if number in wanted}


def facts(data: bytes, name: str, percent: set[int], limits: Limits) -> Facts:
    """Return the facts of one sheet; refuse cells beyond the limits before a reader makes room for them."""
    found = Facts(values=0, numbers=0)
    row, reach, filters = 0, range(0), False
    for number, record in records(data):
        if number == _ROW:
            row = struct.unpack_from("<I", record)[0] + 1
            if record[11] & 0x10:
                found.hidden_rows.append(row)
        elif _RK <= number <= _F_ERROR:
            _cell(found, number, record, row, name, percent, limits)
        elif number == _COL and record[16] & 1:
            first, last = struct.unpack_from("<II", record)
            found.hidden_cols += range(first + 1, min(last, 16_383) + 2)
        elif number == _MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            letters = get_column_letter(left % 16_384 + 1), get_column_letter(right % 16_384 + 1)
            found.merged.append(f"{letters[0]}{top + 1}:{letters[1]}{bottom + 1}")
        elif number == _FILTER:
            first, last = struct.unpack_from("<II", record)
            reach = range(first + 1, last + 2)
        elif number == _FILTER_COLUMN:
            filters = True
        elif number == _PROTECTION:
            found.protected = True
    found.filtered = [row for row in found.hidden_rows if filters and row in reach]
    return found


def _cell(
    found: Facts, number: int, record: bytes, row: int, name: str, percent: set[int], limits: Limits
) -> None:
    col, style = struct.unpack_from("<II", record)
    if row > limits.rows:
        raise Refused("te-veel-rijen", name, is_=row, mag=limits.rows)
    if col >= limits.columns:
        letters = get_column_letter(min(col, 16_383) + 1)
        raise Refused("te-veel-kolommen", name, is_=letters, mag=get_column_letter(limits.columns))
    if number in (_ERROR, _F_ERROR):
        found.errors[(row, col + 1)] = ERRORS.get(record[8], "#FOUT")
    is_number = number in (_RK, _REAL, _F_NUMBER)
    found.values = (found.values or 0) + 1
    found.numbers = (found.numbers or 0) + int(is_number)
    if is_number and style & 0xFFFFFF in percent:
        found.percent.append((row, col + 1))
