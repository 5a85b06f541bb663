"""Facts of an .xls workbook (BIFF5 and BIFF8) from its records: what the reader of the values does not tell.

Record numbers and layouts: Microsoft, [MS-XLS].
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile
from openpyxl.utils import get_column_letter

from loaders.reading.facts import ERRORS, Facts, Place
from loaders.reading.findings import Refused, finding
from loaders.reading.ooxml import is_percent

_VISIBILITY = ("zichtbaar", "verborgen", "zeer-verborgen", "verborgen")
_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x22, 0x85
_XF, _FORMAT, _UNCALCED, _PROTECT = 0xE0, 0x41E, 0x5E, 0x12
_ROW, _COLINFO, _MERGED, _FILTERMODE = 0x208, 0x7D, 0xE5, 0x9B
#: stream in a compound file -> Dutch name of what it is
_OTHERS = {
    "WordDocument": "een Word-document",
    "PowerPoint Document": "een presentatie",
    "__properties_version1.0": "een e-mailbericht (Outlook)",
    "VisioDocument": "een Visio-tekening",
}
_NUMBER, _RK, _MULRK, _LABELSST, _LABEL, _RSTRING, _BOOLERR, _FORMULA = (
    0x203,
    0x27E,
    0xBD,
    0xFD,
    0x204,
    0xD6,
    0x205,
    0x06,
)


@dataclass(slots=True)
class Globals:
    """What the workbook part of the stream says."""

    sheets: list[tuple[str, str, bool, int]] = field(
        default_factory=list
    )  # name, visibility, worksheet, offset
    datum1904: bool = False
    has_macro: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)

    def percent(self) -> set[int]:
        """Return the numbers of the cell styles that show a percentage."""
        wanted = {9, 10} | {number for number, code in self.formats.items() if is_percent(code)}
        return {i for i, number in enumerate(self.styles) if number in wanted}


def other(content: bytes) -> str:
    """Return the Dutch name of what a compound file is when it is no workbook; empty when it may be one."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            names = {path[0] for path in ole.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError, struct.error):  # ``stream`` says that it is damaged
        return ""
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK", "EncryptedPackage"}:
        return ""
    return next((soort for name, soort in _OTHERS.items() if name in names), "")


def stream(content: bytes) -> tuple[bytes, bool]:
    """Return (workbook stream, whether there are macros), or refuse what is no workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            names = {"/".join(path) for path in ole.listdir(streams=True, storages=True)}
            if names & {"EncryptedPackage", "EncryptionInfo"}:
                raise Refused("wachtwoord")
            found = next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in names), None)
            if found is None:
                raise Refused("beschadigd", wat="er zit geen Excel-werkmap in")
            return ole.openstream(found).read(), "_VBA_PROJECT_CUR" in names
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise Refused("beschadigd", wat="de bestandsindeling klopt niet") from error


def records(data: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield (number, content) of the records of one substream, skipping those nested in it."""
    depth, at = 0, start
    while at + 4 <= len(data):
        number, size = struct.unpack_from("<HH", data, at)
        if number == _BOF:
            depth += 1
        elif number == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield number, data[at + 4 : at + 4 + size]
        at += 4 + size


def read_globals(data: bytes, has_macro: bool) -> Globals:
    """Return what holds for the whole workbook; refuse it when it is encrypted."""
    found = Globals(has_macro=has_macro)
    wide = len(data) > 6 and data[4:6] == b"\x00\x06"
    for number, record in records(data):
        if number == _FILEPASS:
            raise Refused("wachtwoord")
        if number == _DATEMODE:
            found.datum1904 = record[:1] == b"\x01"
        elif number == _BOUNDSHEET and len(record) >= 8:
            offset, state, kind = struct.unpack_from("<IBB", record)
            found.sheets.append((_text(record[6:], wide, 1), _VISIBILITY[state & 3], kind == 0, offset))
        elif number == _XF and len(record) >= 4:
            found.styles.append(struct.unpack_from("<HH", record)[1])
        elif number == _FORMAT and len(record) >= 4:
            found.formats[struct.unpack_from("<H", record)[0]] = _text(record[2:], wide, 2 if wide else 1)
    return found


def _text(raw: bytes, wide: bool, length_bytes: int) -> str:
    size = int.from_bytes(raw[:length_bytes], "little")
    raw = raw[length_bytes:]
    if not wide:
        return raw[:size].decode("cp1252", "replace")
    if raw[:1] and raw[0] & 1:
        return raw[1 : 1 + 2 * size].decode("utf-16-le", "replace")
    return raw[1 : 1 + size].decode("latin-1")


def facts(data: bytes, offset: int, percent: set[int]) -> Facts:
    """Return the facts of the sheet that starts at an offset in the stream."""
    found = Facts(values=0, numbers=0)
    for number, record in records(data, offset):
        try:
            _record(found, number, record, percent)
        except struct.error as error:
            raise Refused("beschadigd", wat="een record is te kort") from error
    if found.is_filtered:
        found.filtered = found.hidden_rows
    return found


def _record(found: Facts, number: int, record: bytes, percent: set[int]) -> None:
    if number in (_NUMBER, _RK, _LABELSST, _LABEL, _RSTRING, _BOOLERR, _FORMULA):
        _cell(found, number, record, percent)
    elif number == _MULRK:
        row, first = struct.unpack_from("<HH", record)
        styles = [struct.unpack_from("<H", record, at)[0] for at in range(4, len(record) - 7, 6)]
        _add(found, len(styles), len(styles))
        found.last_row, found.last_col = (
            max(found.last_row, row + 1),
            max(found.last_col, first + len(styles)),
        )
        found.percent += [(row + 1, first + i + 1) for i, style in enumerate(styles) if style in percent]
    elif number == _ROW and record[12] & 0x20:
        found.hidden_rows.append(struct.unpack_from("<H", record)[0] + 1)
    elif number == _COLINFO and record[8] & 1:
        first, last = struct.unpack_from("<HH", record)
        found.hidden_cols += range(first + 1, min(last, 255) + 2)
    elif number == _MERGED:
        for at in range(2, len(record) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", record, at)
            letters = get_column_letter(left + 1), get_column_letter(right + 1)
            found.merged.append(f"{letters[0]}{top + 1}:{letters[1]}{bottom + 1}")
    elif number == _FILTERMODE:  # it does not say which rows; they are those that are hidden
        found.is_filtered = True
    elif number == _UNCALCED:
        found.extra.append(finding("niet-doorgerekend"))
    elif number == _PROTECT and record[:1] == b"\x01":
        found.protected = True


def _cell(found: Facts, number: int, record: bytes, percent: set[int]) -> None:
    row, col, style = struct.unpack_from("<HHH", record)
    place: Place = (row + 1, col + 1)
    is_number = number in (_NUMBER, _RK)
    if number == _BOOLERR and record[7]:
        found.errors[place] = ERRORS.get(record[6], "#FOUT")
    elif number == _FORMULA:
        is_number = record[12:14] != b"\xff\xff"
        if not is_number and record[6] == 2:
            found.errors[place] = ERRORS.get(record[8], "#FOUT")
    found.last_row, found.last_col = max(found.last_row, row + 1), max(found.last_col, col + 1)
    _add(found, 1, int(is_number))
    if is_number and style in percent:
        found.percent.append(place)


def _add(found: Facts, values: int, numbers: int) -> None:
    found.values = (found.values or 0) + values
    found.numbers = (found.numbers or 0) + numbers
