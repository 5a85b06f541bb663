"""Quirks of .xls and .xlsb, made record by record: what is read, and what the analyst hears about it."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from loaders import reading
from tests.loaders.reading import look
from tests.loaders.reading.binary import (
    cell12,
    error,
    number,
    record,
    row12,
    text,
    text12,
    xls,
    xlsb,
)

REAL = struct.Struct("<d").pack
CELLS = [[935.0, "Beek"], [None, 1234.5]]
ROWS = number(1, 1, 935) + text(1, 2, "Beek") + number(2, 2, 1234.5)
ROWS12 = row12(1, cell12(5, 1, REAL(935)), cell12(6, 2, text12("Beek"))) + row12(
    2, cell12(5, 2, REAL(1234.5))
)
HIDDEN_ROW = record(0x208, struct.pack("<H", 1) + bytes(10) + b"\x20\0\0\0")
HIDDEN_COLUMN = record(0x7D, struct.pack("<HHHHH", 1, 1, 9, 0, 1))
MERGED = record(0xE5, struct.pack("<5H", 1, 0, 1, 0, 0))
THREE = [("Blad1", 0, ROWS), ("Weg", 1, error(1, 1, 0x17)), ("Diep", 2, error(1, 1, 0x07))]
THREE12 = [
    ("Blad1", 0, ROWS12),
    ("Weg", 1, row12(1, cell12(3, 1, b"\x17"))),
    ("Diep", 2, row12(1, cell12(3, 1, b"\x07"))),
]


def _one(more: bytes = b"", **kwargs: Any) -> bytes:
    return xls([("Blad1", 0, ROWS + more)], **kwargs)


def _one12(more: bytes = b"", **kwargs: Any) -> bytes:
    return xlsb([("Blad1", 0, ROWS12 + more)], **kwargs)


@pytest.mark.parametrize(("content", "name"), [(_one(), "a.xls"), (_one12(), "a.xlsb")])
def test_plain_cells(content: bytes, name: str) -> None:
    result = reading.read(content, name)
    assert (result.lezen, result.kind) == ("exact", name[2:]), [str(i) for i in result.issues]
    assert look.values(look.only_sheet(result)) == CELLS


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (_one(streams=["_VBA_PROJECT_CUR"]), {"macro"}),
        (_one(extra=record(0x2F, bytes(6))), {"wachtwoord"}),
        (_one(extra=record(0x22, b"\1\0")), {"datum-1904"}),
        (_one(HIDDEN_ROW), {"verborgen-rijen"}),
        (_one(record(0x9B) + HIDDEN_ROW), {"weggefilterde-rijen"}),
        (_one(record(0x5E, b"\0\0")), {"niet-doorgerekend"}),
        (_one(HIDDEN_COLUMN), {"verborgen-kolommen"}),
        (_one(MERGED), {"samengevoegd"}),
        (_one(error(3, 1, 0x2A)), {"foutwaarde"}),
        (xls(THREE), {"verborgen-blad", "foutwaarde"}),
        (_one(number(65_536, 1, 1)), {"rijlimiet"}),
        (xls([("Leeg", 0, b"")]), {"leeg-werkboek"}),
        (_one()[:3000], {"beschadigd"}),
        (_one12(extra={"xl/vbaProject.bin": b"x"}), {"macro"}),
        (_one12(flags=1), {"datum-1904"}),
        (_one12(row12(3, hidden=True)), {"verborgen-rijen"}),
        (_one12(row12(3, cell12(3, 1, b"\x17"))), {"foutwaarde"}),
        (xlsb(THREE12), {"verborgen-blad", "foutwaarde"}),
        (_one12(row12(200_001, cell12(5, 1, REAL(1)))), {"te-veel-rijen"}),
        (_one12(row12(3, cell12(5, 201, REAL(1)))), {"te-veel-kolommen"}),
        (xlsb([("Leeg", 0, b"")]), {"leeg-werkboek"}),
    ],
)
def test_quirks_are_named(content: bytes, codes: set[str]) -> None:
    result = reading.read(content, "a.xlsb" if content[:2] == b"PK" else "a.xls")
    assert look.codes(result) == codes, [str(i) for i in result.issues]


@pytest.mark.parametrize(
    ("extra", "serial", "day"),
    [(b"", 45_292, "2024-01-01"), (record(0x22, b"\1\0"), 43_830, "2024-01-01")],  # 45,292 - 1,462
)
def test_dates_of_both_calendars(extra: bytes, serial: int, day: str) -> None:
    content = xls([("Blad1", 0, number(1, 1, serial, 1) + number(1, 2, 0.52, 2))], extra=extra)
    sheet = look.only_sheet(reading.read(content, "a.xls"))
    assert look.values(sheet) == [[("datum", day), 0.52]]
    assert sheet.columns[1].percent is not None


@pytest.mark.parametrize(("content", "name"), [(xls(THREE), "a.xls"), (xlsb(THREE12), "a.xlsb")])
def test_visibility_and_errors_of_both_kinds(content: bytes, name: str) -> None:
    workbook = reading.read(content, name).workbook
    assert workbook is not None
    assert [s.visibility for s in workbook.sheets] == ["zichtbaar", "verborgen", "zeer-verborgen"]
    assert [look.values(s) for s in workbook.sheets[1:]] == [[[("fout", "#REF!")]], [[("fout", "#DIV/0!")]]]
