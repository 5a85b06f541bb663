"""OpenDocument and the binary Excel kinds: errors, hidden parts, percentages and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import reading
from loaders.reading import Reading, biff, biff12, default_limits
from loaders.reading.findings import Refused
from tests.loaders.reading import build, look
from tests.shared import shared

CORPUS = shared("corpus")
needs_corpus = pytest.mark.skipif(CORPUS is None, reason="corpus ontbreekt: zet MONITOR_SHARED")


def _corpus(name: str) -> Reading:
    assert CORPUS is not None
    return reading.read((Path(CORPUS) / name).read_bytes(), name)


def _ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def _cell(attributes: str) -> str:
    return f"<table:table-cell {attributes}><text:p>x</text:p></table:table-cell>"


def _number(value: str, kind: str = "float", extra: str = "") -> str:
    return _cell(f'office:value-type="{kind}" office:value="{value}"{extra}')


def test_ods_cells() -> None:
    text = '<table:table-cell office:value-type="string"><text:p>0363</text:p></table:table-cell>'
    day = _cell('office:value-type="date" office:date-value="2024-01-01"')
    yes = _cell('office:value-type="boolean" office:boolean-value="true"')
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell>"
    )
    unset = '<table:table-cell table:formula="of:=1+1"/>'
    row = _ods_row(_number("5"), text, day, yes, error, _number("0.12", "percentage"), unset)
    result = reading.read(build.ods(row), "a.ods")
    sheet = look.only_sheet(result)
    assert look.values(sheet) == [
        [5.0, "0363", ("datum", "2024-01-01"), True, ("fout", "#N/A"), 0.12, ("formule",)]
    ]
    assert look.codes(result) == {"foutwaarde", "formule-zonder-waarde"}
    assert sheet.columns[5].percent is not None
    assert sheet.columns[5].percent.tolist() == [True]


def test_ods_hidden_rows_and_repeats() -> None:
    column = '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = column + _ods_row(_number("1"), attributes=' table:number-rows-repeated="3"')
    rows += _ods_row(
        _number("2", extra=' table:number-columns-spanned="2"'), attributes=' table:visibility="filter"'
    )
    result = reading.read(build.ods(rows), "a.ods")
    sheet = look.only_sheet(result)
    assert [row[0] for row in look.values(sheet)] == [1.0, 1.0, 1.0, 2.0]
    assert (sheet.hidden_rows, sheet.hidden_cols, sheet.merged) == ([4], [1, 2], ["A4:B4"])
    assert {"weggefilterde-rijen", "verborgen-kolommen", "samengevoegd"} == look.codes(result)


def test_ods_far_away_and_hidden_sheet() -> None:
    far = _ods_row(attributes=' table:number-rows-repeated="1048575"') + _ods_row(_number("1"))
    assert look.codes(reading.read(build.ods(far), "a.ods")) == {"te-veel-rijen"}
    wide = _ods_row('<table:table-cell table:number-columns-repeated="16383"/>', _number("1"))
    assert look.codes(reading.read(build.ods(wide), "a.ods")) == {"te-veel-kolommen"}
    style = '<style:style style:name="ta1" style:family="table">'
    style += '<style:table-properties table:display="false"/></style:style>'
    assert "verborgen-blad" in look.codes(reading.read(build.ods(_ods_row(_number("1")), style), "a.ods"))


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["test_files__ErrorTypes.xlsx", "test_files__ErrorTypes.xls", "test_files__ErrorTypes.xlsb"]
)
def test_errors_are_the_same_in_every_kind(name: str) -> None:
    values = look.values(look.only_sheet(_corpus(name)))
    expected = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]
    assert [row[0] for row in values[1:8]] == [("fout", text) for text in expected]


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["calamine__date_1904.xlsx", "calamine__date_1904.xls", "calamine__date_1904.xlsb"]
)
def test_1904_dates_are_the_same_in_every_kind(name: str) -> None:
    result = _corpus(name)
    assert look.values(look.only_sheet(result))[:2] == [
        [("datum", "2021-01-01"), 15.0],
        [("datum", "2021-01-02"), 16.0],
    ]
    assert result.workbook is not None
    assert result.workbook.datum1904


@needs_corpus
@pytest.mark.corpus
def test_hidden_sheets_of_binary_kinds() -> None:
    for name in ("npoi__TwoSheetsOneHidden.xls", "npoi__TwoSheetsOneHidden.xlsx"):
        workbook = _corpus(name).workbook
        assert workbook is not None
        assert [sheet.visibility for sheet in workbook.sheets] == ["verborgen", "zichtbaar"]
    workbook = _corpus("calamine__any_sheets.xlsb").workbook
    assert workbook is not None
    assert [sheet.visibility for sheet in workbook.sheets] == ["zichtbaar", "verborgen", "zeer-verborgen"]


@needs_corpus
@pytest.mark.corpus
def test_last_row_of_the_old_format_is_warned_about() -> None:
    assert "rijlimiet" in look.codes(_corpus("readxl__65536-rows-xls.xls"))


@needs_corpus
@pytest.mark.corpus
def test_formulas_that_were_not_calculated_are_warned_about() -> None:
    assert look.codes(_corpus("exceldatareader__Uncalculated.xls")) == {"niet-doorgerekend"}


@needs_corpus
@pytest.mark.corpus
def test_percentages_of_a_public_file() -> None:
    sheet = look.only_sheet(_corpus("frictionless-py__preserve-formatting-percentage.xlsx"))
    percent = sheet.columns[1].percent
    assert percent is not None
    assert percent.tolist() == [False, True, True, True]
    assert sheet.columns[0].percent is None


def test_filtered_rows_of_binary_kinds() -> None:
    """.xls: FILTERMODE (0x9B) says that a filter works; .xlsb: the filter has a range and a column."""
    hidden = b"\x08\x02\x10\x00" + b"\x03\x00" + bytes(10) + b"\x20\x00\x00\x00"  # row 4
    bof, end = b"\x09\x08\x04\x00\x00\x06\x10\x00", b"\x0a\x00\x00\x00"
    plain = biff.facts(bof + hidden + end, 0, set())
    assert (plain.hidden_rows, plain.filtered) == ([4], [])
    assert biff.facts(bof + b"\x9b\x00\x00\x00" + hidden + end, 0, set()).filtered == [4]

    def row(number: int) -> bytes:
        return b"\x00\x0d" + (number - 1).to_bytes(4, "little") + bytes(7) + b"\x10\x00"

    reach = b"\xa1\x01\x10" + bytes(4) + (4).to_bytes(4, "little") + bytes(8)  # rows 1 to 5
    limits = default_limits()
    buttons = biff12.facts(row(3) + row(8) + reach, "Blad1", set(), limits)
    assert (buttons.hidden_rows, buttons.filtered) == ([3, 8], [])
    working = biff12.facts(row(3) + row(8) + reach + b"\xa3\x01\x00", "Blad1", set(), limits)
    assert (working.hidden_rows, working.filtered) == ([3, 8], [3])


def test_records_of_binary_kinds_stop_at_their_end() -> None:
    bof = b"\x09\x08\x04\x00\x00\x06\x10\x00"
    inner = bof + b"\x0d\x00\x02\x00\x01\x00" + b"\x0a\x00\x00\x00"
    data = bof + b"\x0c\x00\x02\x00\x64\x00" + inner + b"\x12\x00\x02\x00\x01\x00" + b"\x0a\x00\x00\x00" + bof
    assert [number for number, _ in biff.records(data)] == [0x0C, 0x12]
    # 0x9C 0x01 is record 156: seven bits per byte, the lowest first; 3 bytes follow
    assert list(biff12.records(b"\x9c\x01\x03abc\x00\x00")) == [(156, b"abc"), (0, b"")]
    with pytest.raises(Refused):
        list(biff12.records(b"\x9c\x01\x09abc"))
