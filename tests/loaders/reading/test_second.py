"""The second reader: a cell on which two readers differ is named, whatever the kind of file."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from loaders import reading
from loaders.reading import default_limits, job, second_binary, second_ods, xlsx
from model.grid import Kind, Sheet
from tests.loaders.reading import binary, build, look
from tests.shared import shared

CORPUS = shared("corpus")


def _cell(attributes: str, shown: str = "") -> str:
    return f"<table:table-cell {attributes}>{shown}</table:table-cell>"


def _row(*cells: str, repeat: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeat}">{"".join(cells)}</table:table-row>'


ODS = build.ods(
    _row(
        _cell('office:value-type="float" office:value="5"'),
        _cell('office:value-type="string"', "<text:p>Beek</text:p>"),
    )
    + _row(
        _cell('office:value-type="date" office:date-value="2024-01-01T12:00:00"'),
        _cell('office:value-type="boolean" office:boolean-value="true" table:number-columns-repeated="2"'),
        repeat=2,
    )
)


def _spoiled(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Sheet], None]) -> None:
    """Let the first reader make a mistake."""
    real = xlsx.calamine

    def wrong(*args: object) -> Sheet:
        sheet = real(*args)  # type: ignore[arg-type]
        if sheet.columns:
            spoil(sheet)
        return sheet

    monkeypatch.setattr(xlsx, "calamine", wrong)


def _plus_one(sheet: Sheet) -> None:
    """Change the last number or date of the first column that has one."""
    for item in sheet.columns:
        for i in reversed(range(len(item))):
            if item.kind[i] in (Kind.GETAL, Kind.DATUM):
                item.number[i] += 1
                return


def _differing(content: bytes, name: str) -> list[str]:
    return [f.plaats for f in job.read(content, name, default_limits())[1] if f.code == "lezers-verschillen"]


def test_honest_ods_is_exact() -> None:
    result = reading.read(ODS, "a.ods")
    assert result.lezen == "exact"
    assert look.values(look.only_sheet(result))[2] == [("datum", "2024-01-01T12:00:00"), True, True]


def test_ods_names_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    _spoiled(monkeypatch, _plus_one)
    assert _differing(ODS, "a.ods") == ["Blad1!A3"]


def test_ods_cell_that_the_first_reader_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    def drop(sheet: Sheet) -> None:
        sheet.columns[1].kind[0], sheet.columns[1].text[0] = Kind.LEEG, ""

    _spoiled(monkeypatch, drop)
    assert _differing(ODS, "a.ods") == ["Blad1!B1"]


def test_ods_texts_and_durations() -> None:
    """Three spaces, a tab and two paragraphs are elements; a note on a cell is no part of it."""
    text = "<office:annotation><text:p>noot</text:p></office:annotation>"
    text += '<text:p>a<text:s text:c="3"/>b<text:tab/>c</text:p><text:p>d<text:line-break/>e</text:p>'
    time = _cell('office:value-type="time" office:time-value="PT36H30M00.500S"')
    rows = "<table:table-row-group>" + _row(_cell('office:value-type="string"', text), time)
    xml = build.ods(rows + "</table:table-row-group>")
    seen = second_ods.values(_content(xml), 100)["Blad1"]
    assert seen[(1, 1)] == "a   b\tc\nd\ne"
    assert seen[(1, 2)].total_seconds() == 36.5 * 3600 + 0.5  # type: ignore[attr-defined]
    result = reading.read(build.ods(_row(_cell('office:value-type="string"', text))), "a.ods")
    assert (result.lezen, look.values(look.only_sheet(result))[0][0]) == ("exact", seen[(1, 1)])


def _content(package: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("content.xml")


def test_ods_rows_that_stand_for_many_stop_at_the_limit() -> None:
    rows = _row(_cell('office:value-type="float" office:value="1"'), repeat=1_000_000)
    assert len(second_ods.values(_content(build.ods(rows)), 50)["Blad1"]) == 51


def _record(col: int, body: bytes) -> bytes:
    return struct.pack("<II", col, 0) + body


@pytest.mark.parametrize(
    ("number", "body", "value"),
    [
        (2, struct.pack("<I", (935 << 2) | 2), 935.0),  # whole number
        (2, struct.pack("<I", ((-5 & 0x3FFFFFFF) << 2) | 2), -5.0),
        (3, b"\x2a", "#N/A"),
        (4, b"\x01", True),
        (5, struct.pack("<d", 1234.5), 1234.5),
        (6, struct.pack("<I", 4) + "Beek".encode("utf-16-le"), "Beek"),
        (7, struct.pack("<I", 1), "Stein"),
        (8, struct.pack("<I", 2) + "ja".encode("utf-16-le"), "ja"),
        (9, struct.pack("<d", 2.0) + b"\0\0", 2.0),
        (10, b"\x00", False),
        (11, b"\x17", "#REF!"),
    ],
)
def test_every_record_of_an_xlsb(number: int, body: bytes, value: object) -> None:
    assert second_binary._value(number, _record(3, body), ["Beek", "Stein"]) == value


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS is None, reason="corpus ontbreekt: zet MONITOR_SHARED")
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("calamine__date_1904.xls", "Sheet1!A3"),
        ("calamine__date_1904.xlsb", "Sheet1!A3"),
        ("calamine__date.xlsb", "Sheet1!A3"),
        ("readxl__dates-leap-year-1900-xls.xls", "for_testing!A8"),
    ],
)
def test_binary_kinds_name_the_cell(name: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CORPUS is not None
    content = (Path(CORPUS) / name).read_bytes()
    assert _differing(content, name) == []
    _spoiled(monkeypatch, _plus_one)
    assert _differing(content, name) == [place]


def test_above_the_limit_only_counts_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    _spoiled(monkeypatch, _plus_one)
    few = replace(default_limits(), second_reader=3)
    assert [f.code for f in job.read(ODS, "a.ods", few)[1]] == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (binary.xls([("Blad1", 0, binary.number(1, 1, 5) + binary.number(2, 1, 45_292, 1))]), "a.xls"),
        (
            binary.xls([("Blad1", 0, binary.number(2, 1, 43_830, 1))], extra=binary.record(0x22, b"\1\0")),
            "1904.xls",
        ),
        (binary.xlsb([("Blad1", 0, binary.row12(2, binary.cell12(2, 1, struct.pack("<I", 42))))]), "a.xlsb"),
    ],
)
def test_binary_kinds_made_here_name_the_cell(
    content: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _differing(content, name) == []
    _spoiled(monkeypatch, _plus_one)
    assert _differing(content, name) == ["Blad1!A2"]


def test_a_second_reader_that_gives_up_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise NotImplementedError("iets van binnen")

    monkeypatch.setattr(second_binary, "xls", broken)
    content = binary.xls([("Blad1", 0, binary.number(1, 1, 5))])
    (found,) = job.read(content, "a.xls", default_limits())[1]
    assert found.code == "lezers-verschillen"
    assert "kan dit bestand niet openen" in found.tekst
    assert "binnen" not in found.tekst
