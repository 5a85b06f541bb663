"""Small binary workbooks made record by record: .xls in a compound file, .xlsb in a package."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.loaders.reading import build

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
#: streams shorter than this would go into another kind of sectors
_LEAST = 4096
Sheets = Sequence[tuple[str, int, bytes]]


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file (OLE): a header, one sector with the chains, the directory, the streams."""
    folders = -(-(len(streams) + 1) // 4)
    chains = [FAT, *range(2, folders + 1), END]
    body, entries = b"", []
    for i, (name, data) in enumerate(streams.items()):
        right = i + 2 if i + 1 < len(streams) else FREE
        start, size = len(chains), -(-len(data) // _SECTOR)
        entries.append(_entry(name, 2, FREE, right, start if data else END, len(data)))
        chains += [*range(start + 1, start + size), END] if data else []
        body += data.ljust(size * _SECTOR, b"\0")
    directory = b"".join([_entry("Root Entry", 5, 1 if streams else FREE, FREE, END, 0), *entries])
    unused = (bytes(64) + b"\xff" * 12 + bytes(52)) * (folders * 4 - 1 - len(entries))
    table = struct.pack("<128I", *chains, *[FREE] * (128 - len(chains)))
    return _header() + table + directory + unused + body


def _header() -> bytes:
    head = bytearray(_SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:34] = struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    for at, value in ((44, 1), (48, 1), (56, _LEAST), (60, END), (68, END)):
        struct.pack_into("<I", head, at, value)
    head[80:] = b"\xff" * 432
    return bytes(head)


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    parts = struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
    return text.ljust(64, b"\0") + parts + bytes(36) + struct.pack("<IQ", start, size)


def record(number: int, *body: bytes) -> bytes:
    """Return one record of an .xls."""
    data = b"".join(body)
    return struct.pack("<HH", number, len(data)) + data


def number(row: int, col: int, value: float, style: int = 0) -> bytes:
    """Return a NUMBER cell of an .xls; row and column count from 1."""
    return record(0x203, struct.pack("<HHHd", row - 1, col - 1, style, value))


def text(row: int, col: int, value: str) -> bytes:
    """Return a LABEL cell of an .xls."""
    body = struct.pack("<HHHHB", row - 1, col - 1, 0, len(value), 1)
    return record(0x204, body, value.encode("utf-16-le"))


def error(row: int, col: int, code: int) -> bytes:
    """Return an error cell of an .xls."""
    return record(0x205, struct.pack("<HHHBB", row - 1, col - 1, 0, code, 1))


def xls(sheets: Sheets, extra: bytes = b"", streams: Sequence[str] = ()) -> bytes:
    """Return an .xls of sheets (name, how hidden, records); style 0 is general, 1 a date, 2 a percentage.

    ``extra`` goes into the globals; ``streams`` are the names of further, empty streams.
    """
    styles = b"".join(record(0xE0, struct.pack("<HHHH", 0, n, 0, 0) + bytes(12)) for n in (0, 14, 9))
    names = [(name.encode("latin-1"), state) for name, state, _ in sheets]
    front = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + extra + styles
    at = len(front) + sum(4 + 8 + len(name) for name, _ in names) + 4
    bound, bodies = b"", b""
    for (name, state), (_, _, cells) in zip(names, sheets, strict=True):
        bound += record(0x85, struct.pack("<IBBBB", at + len(bodies), state, 0, len(name), 0), name)
        bodies += record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)) + cells + record(0x0A)
    stream = front + bound + record(0x0A) + bodies
    return compound({"Workbook": stream.ljust(_LEAST, b"\0")} | dict.fromkeys(streams, b""))


def record12(number: int, *body: bytes) -> bytes:
    """Return one record of an .xlsb: number and size in seven bits per byte, lowest first."""
    data = b"".join(body)
    return _seven(number) + _seven(len(data)) + data


def _seven(value: int) -> bytes:
    out = bytearray([value & 0x7F])
    while value := value >> 7:
        out[-1] |= 0x80
        out.append(value & 0x7F)
    return bytes(out)


def text12(value: str) -> bytes:
    """Return a text as .xlsb writes it."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row12(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    """Return a row of an .xlsb with its cells."""
    head = struct.pack("<IIHBBBI", number - 1, 0, 300, 0, 0x10 * hidden, 0, 0)
    return record12(0, head) + b"".join(cells)


def cell12(number: int, col: int, *body: bytes) -> bytes:
    """Return a cell of an .xlsb: 2 RK, 3 error, 4 boolean, 5 real, 6 text."""
    return record12(number, struct.pack("<II", col - 1, 0), *body)


_SHEET12 = record12(129) + record12(148, struct.pack("<IIII", 0, 9, 0, 9))


def xlsb(sheets: Sheets, flags: int = 0, extra: dict[str, bytes] | None = None) -> bytes:
    """Return an .xlsb of sheets (name, how hidden, rows and what follows them); flag 1 is 1904."""
    book = record12(131) + record12(153, struct.pack("<III", flags, 0, 0)) + record12(143)
    relations, parts = "", {}
    for i, (name, state, rows) in enumerate(sheets, 1):
        book += record12(156, struct.pack("<II", state, i), text12(f"rId{i}"), text12(name))
        target = f"worksheets/sheet{i}.bin"
        relations += f'<Relationship Id="rId{i}" Type="{build.RELS}/worksheet" Target="{target}"/>'
        parts[f"xl/{target}"] = _SHEET12 + record12(145) + rows + record12(146) + record12(130)
    space = "http://schemas.openxmlformats.org/package/2006"
    types = f'<Types xmlns="{space}/content-types"><Override PartName="/xl/workbook.bin" ContentType='
    types += '"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    frame = f'<Relationships xmlns="{space}/relationships">{relations}</Relationships>'
    return build.packed(
        {
            "[Content_Types].xml": types.encode(),
            "xl/workbook.bin": book + record12(144) + record12(132),
            "xl/_rels/workbook.bin.rels": frame.encode(),
            **parts,
            **(extra or {}),
        }
    )
