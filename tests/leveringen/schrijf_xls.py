"""Writing an old Excel file (BIFF8 in a compound file) byte by byte: no kept package writes them any more.

Texts and numbers only, one sheet. The format is Microsoft's open specification MS-XLS and MS-CFB.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(blad: str, rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with one sheet."""
    start = b"".join((_bof(5), _record(0x0042, struct.pack("<H", 1200))))
    # the address of the sheet: the globals, this record and the end of the globals stand before it
    name = blad.encode("utf-16-le")
    size = len(start) + 4 + 8 + len(name) + 4
    sheet = struct.pack("<IBBBB", size, 0, 0, len(blad), 1) + name
    return _compound(start + _record(0x0085, sheet) + _record(0x000A) + _sheet(rows))


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    width = max(map(len, rows), default=0)
    out = [_bof(0x0010), _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for row, cells in enumerate(rows):
        for col, value in enumerate(cells):
            place = struct.pack("<HHH", row, col, 0)
            if isinstance(value, int | float):
                out.append(_record(0x0203, place + struct.pack("<d", value)))
            elif value is not None and value != "":
                text = str(value)
                out.append(
                    _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
                )
    return b"".join([*out, _record(0x000A)])


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream: header, allocation table, directory, then the stream."""
    stream = stream.ljust(max(-(-len(stream) // _SECTOR) * _SECTOR, 4096), b"\0")
    count = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, count + 2), _END]
    if len(chain) > _SECTOR // 4:
        raise ValueError("te groot voor een allocatietabel van een sector")
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream)) + b"\0" * 256
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    return head.ljust(_SECTOR, b"\xff") + table + folder + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIQ", len(text) + 2, kind, 1, _FREE, _FREE, child, b"", 0, 0, 0, start, size
    )
