"""Excel workbooks: every kind of cell comes out as what the file says, by either route."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from loaders import reading
from loaders.reading import default_limits
from model.grid import Kind
from tests.loaders.reading import build, look

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _cells(*cells: str) -> str:
    return '<row r="1">' + "".join(cells) + "</row>"


def test_types_of_cells() -> None:
    rows = _cells(
        '<c r="A1"><v>935</v></c>',
        '<c r="B1" t="inlineStr"><is><t>0363</t></is></c>',
        '<c r="C1" t="b"><v>1</v></c>',
        '<c r="D1" t="b"><v>0</v></c>',
        '<c r="E1" s="1"><v>45292</v></c>',  # 1 January 2024 is day 45,292
        '<c r="F1" s="1"><v>45292.5</v></c>',
        '<c r="G1" t="e"><v>#N/A</v></c>',
        '<c r="H1"><f>1+1</f></c>',
        '<c r="I1"><f>1+1</f><v>2</v></c>',
        '<c r="J1" t="str"><f>""</f><v></v></c>',
        '<c r="K1" s="2"/>',
        '<c r="L1"><v>-0.5</v></c>',
    )
    result = reading.read(build.raw(rows), "a.xlsx")
    assert look.values(look.only_sheet(result)) == [
        [
            *(935.0, "0363", True, False, ("datum", "2024-01-01"), ("datum", "2024-01-01T12:00:00")),
            *(("fout", "#N/A"), ("formule",), 2.0, None, None, -0.5),
        ]
    ]
    assert look.codes(result) == {"foutwaarde", "formule-zonder-waarde"}
    assert [i.plaats for i in result.issues] == ["Blad1", "Blad1"]
    assert "Blad1!H1" in next(i.tekst for i in result.issues if i.code == "formule-zonder-waarde")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_error_is_never_blank(error: str) -> None:
    result = reading.read(build.raw(_cells(f'<c r="B1" t="e"><v>{error}</v></c>')), "a.xlsx")
    sheet = look.only_sheet(result)
    assert look.values(sheet) == [[("fout", error)]]
    assert sheet.cell(0, 0) == "Blad1!B1"


def test_formula_without_value_outside_the_read_range_is_still_there() -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c></row>'
    rows += '<row r="5"><c r="A5"><f>B2</f></c><c r="D5"><f>B2</f></c></row>'
    sheet = look.only_sheet(reading.read(build.raw(rows), "a.xlsx"))
    assert (sheet.first_row, sheet.first_col) == (2, 1)
    assert look.values(sheet)[0] == [None, 1.0, None, None]
    assert look.values(sheet)[3] == [("formule",), None, None, ("formule",)]


def test_percent_is_flagged_only_where_it_is() -> None:
    rows = _cells(
        '<c r="A1" s="2"><v>0.52</v></c>',
        '<c r="B1" s="3"><v>0.125</v></c>',
        '<c r="C1"><v>0.5</v></c>',
        '<c r="D1" s="2" t="inlineStr"><is><t>12%</t></is></c>',
    )
    columns = look.only_sheet(reading.read(build.raw(rows), "a.xlsx")).columns
    flags = [bool(c.percent[0]) if c.percent is not None else False for c in columns]
    assert flags == [True, True, False, False]


@pytest.mark.parametrize(
    ("book", "serial", "expected"),
    [
        ("", "45292", "2024-01-01"),
        ('<workbookPr date1904="1"/>', "43830", "2024-01-01"),  # 45,292 - 1,462 days
        ("", "61", "1900-03-01"),
        ("", "2958465", "9999-12-31"),
        ("", "44926.99998842593", "2022-12-31T23:59:59"),
    ],
)
def test_dates(book: str, serial: str, expected: str) -> None:
    result = reading.read(build.raw(_cells(f'<c r="A1" s="1"><v>{serial}</v></c>'), book=book), "a.xlsx")
    sheet = look.only_sheet(result)
    assert look.values(sheet) == [[("datum", expected)]]
    days = (dt.datetime.fromisoformat(expected) - dt.datetime(1970, 1, 1)) / dt.timedelta(days=1)
    assert sheet.columns[0].number[0] == pytest.approx(days, abs=1e-8)
    assert result.workbook is not None
    assert result.workbook.datum1904 == bool(book)


def test_time_of_day_lies_on_day_zero() -> None:
    """Day 0 of the calendar is 30 December 1899, 25,569 days before 1970; three hours is 0.125."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = dt.time(3, 0)

    result = reading.read(build.book(fill), "a.xlsx")
    sheet = look.only_sheet(result)
    assert look.values(sheet) == [[("datum", "1899-12-30T03:00:00")]]
    assert sheet.columns[0].number[0] == -25_569 + 0.125
    assert result.lezen == "exact"


@pytest.mark.parametrize("serial", [1, 59, 60])
def test_dates_before_march_1900_are_doubtful(serial: int) -> None:
    result = reading.read(build.raw(_cells(f'<c r="A1" s="1"><v>{serial}</v></c>')), "a.xlsx")
    assert "oude-datum" in look.codes(result)


def test_iso_dates_are_dates() -> None:
    rows = _cells(
        '<c r="A1" s="1" t="d"><v>2024-01-01</v></c>', '<c r="B1" s="1" t="d"><v>2024-01-01T12:00:00Z</v></c>'
    )
    result = reading.read(build.raw(rows), "a.xlsx")
    assert look.values(look.only_sheet(result)) == [
        [("datum", "2024-01-01"), ("datum", "2024-01-01T12:00:00")]
    ]
    assert result.lezen == "exact"


def test_strict_open_xml_reads_the_same() -> None:
    rows = _cells('<c r="A1"><v>5</v></c>', '<c r="B1" t="inlineStr"><is><t>Beek</t></is></c>')
    strict = {
        name: data.replace(build.MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            build.RELS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in build.parts(rows).items()
    }
    result = reading.read(build.packed(strict), "strict.xlsx")
    assert look.values(look.only_sheet(result)) == [[5.0, "Beek"]]
    assert result.lezen == "exact"


def test_prefix_on_every_tag_reads_the_same() -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{build.MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    parts = build.parts("") | {"xl/worksheets/sheet1.xml": sheet.encode()}
    assert look.values(look.only_sheet(reading.read(build.packed(parts), "a.xlsx"))) == [
        [5.0, ("fout", "#N/A")]
    ]


def test_hidden_rows_columns_and_merged_cells_are_named() -> None:
    rows = "".join(
        f'<row r="{r}" hidden="{int(r in (3, 4, 6))}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 8)
    )
    before = '<cols><col min="2" max="3" hidden="1"/></cols>'
    after = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    result = reading.read(build.raw(rows, before=before, after=after), "a.xlsx")
    sheet = look.only_sheet(result)
    assert (sheet.hidden_rows, sheet.hidden_cols, sheet.merged) == ([3, 4, 6], [2, 3], ["A1:B2"])
    assert look.codes(result) == {"verborgen-rijen", "verborgen-kolommen", "samengevoegd"}
    issue = next(i for i in result.issues if i.code == "verborgen-rijen")
    assert issue.aantal == 3
    assert "3-4, 6" in issue.tekst
    assert sheet.n_rows == 7


@pytest.mark.parametrize(("state", "expected"), [("hidden", "verborgen"), ("veryHidden", "zeer-verborgen")])
def test_hidden_sheet_is_read_marked_and_warned(state: str, expected: str) -> None:
    result = reading.read(build.raw(_cells('<c r="A1"><v>1</v></c>'), sheet=f' state="{state}"'), "a.xlsx")
    assert look.only_sheet(result).visibility == expected
    assert look.codes(result) == {"verborgen-blad"}


def test_empty_workbook_is_refused_and_an_empty_locked_form_is_not() -> None:
    assert look.codes(reading.read(build.raw(""), "a.xlsx")) == {"leeg-werkboek"}
    form = reading.read(build.raw("", after='<sheetProtection sheet="1"/>'), "a.xlsx")
    assert (form.lezen, look.codes(form)) == ("exact", {"leeg-formulier"})


def test_values_that_no_reader_returns_are_an_error() -> None:
    """Cells in a namespace the readers do not know: counted in the raw XML, so not silently empty."""
    parts = build.parts(_cells('<c r="A1"><v>5</v></c>'))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = (
        parts[name]
        .replace(b"<sheetData>", b"<sheetData><vreemd>")
        .replace(b"</sheetData>", b"</vreemd></sheetData>")
    )
    result = reading.read(build.packed(parts), "a.xlsx")
    assert result.lezen != "exact" or look.values(look.only_sheet(result)) == [[5.0]]


def test_second_reader_names_the_cell_on_which_they_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.reading import job, xlsx

    real = xlsx.calamine

    def wrong(*args: object) -> object:
        sheet = real(*args)  # type: ignore[arg-type]
        sheet.columns[1].number[0] = 1235.0
        return sheet

    monkeypatch.setattr(xlsx, "calamine", wrong)
    content = build.raw(_cells('<c r="A1"><v>1</v></c>', '<c r="B1"><v>1234</v></c>'))
    _, findings, _ = job.read(content, "a.xlsx", default_limits())
    (found,) = findings
    assert found.code == "lezers-verschillen"
    assert "Blad1!B1" in found.tekst


def test_counts_warn_above_the_second_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.reading import job, xlsx

    real = xlsx.calamine

    def dropping(*args: object) -> object:
        sheet = real(*args)  # type: ignore[arg-type]
        sheet.columns[0].kind[0] = Kind.LEEG
        return sheet

    monkeypatch.setattr(xlsx, "calamine", dropping)
    content = build.raw(_cells('<c r="A1"><v>1</v></c>', '<c r="B1"><v>1234</v></c>'))
    _, findings, _ = job.read(content, "a.xlsx", replace(default_limits(), second_reader=0))
    assert [f.code for f in findings] == ["lezers-verschillen"]


def _messy(sheet: Worksheet) -> None:
    """A title, an empty row, a header, numbers with texts among them, blanks, dates, odd characters."""
    sheet["A2"] = "Opvang 2024"
    sheet.append([])
    sheet.append(["code", "naam", "aantal", "datum", "waar", "deel", "leeg", "zelden"])
    texts = {31: "n.v.t.", 40: '"ca. 5"', 52: "\\ of\n|", 60: "é\u200b–😀", 77: "0363"}
    for i in range(1, 200):
        row: list[object] = [
            f"{i:04d}",
            f"Gemeente {i % 7}",
            i * 1.5,
            dt.datetime(2024, 1, 1) + dt.timedelta(hours=i),
        ]
        row += [i % 2 == 0, i / 200, None, "x" if i == 150 else None]
        if i in texts and i != 77:
            row[2] = texts[i]
        if i % 11 == 0:
            row[1] = row[3] = None
        sheet.append(row)
    sheet["F50"].number_format = "0%"


@pytest.mark.parametrize("extra", ["", "error", "digits", "time", "offset", "bool"])
def test_both_routes_give_the_same_cells(extra: str) -> None:
    def fill(sheet: Worksheet) -> None:
        _messy(sheet)
        if extra == "error":
            sheet["C90"] = "#N/A"
            sheet["C91"] = "=1+1"
        if extra == "digits":
            sheet["C90"] = "0363"
        if extra == "time":
            sheet["D90"] = dt.time(3, 0)
        if extra == "offset":
            sheet.insert_cols(1, 2)
            sheet.insert_rows(1, 30)
        if extra == "bool":
            sheet["C90"] = True

    content = build.book(fill)
    slow = reading.read(content, "a.xlsx", limits=replace(default_limits(), fast_from=10**9))
    fast = reading.read(content, "a.xlsx", limits=replace(default_limits(), fast_from=1))
    one, other = look.only_sheet(slow), look.only_sheet(fast)
    assert (one.first_row, one.first_col, one.n_rows) == (other.first_row, other.first_col, other.n_rows)
    assert look.values(one) == look.values(other)
    for a, b in zip(one.columns, other.columns, strict=True):
        np.testing.assert_array_equal(a.number, b.number)
        assert (a.percent is None) == (b.percent is None)
        assert a.percent is None or (a.percent == b.percent).all()
    assert look.codes(slow) == look.codes(fast)


def test_the_fast_route_is_really_taken() -> None:
    """Guards the test above: the plain messy workbook must go by the column-wise reader."""
    from loaders.reading import fast, job, package, sheetxml
    from loaders.reading.ooxml import book

    content = build.book(_messy)
    limits = replace(default_limits(), fast_from=1)
    parts = package.unpack(content, limits, lambda archive, data: fast.begin(archive, data, limits))
    source = sheetxml.RawSheet(parts.get("xl/worksheets/sheet1.xml"))
    raw = sheetxml.facts(source, [])
    sheet = fast.sheet(parts, 0, book(parts).sheets[0], source.xml, parts.early[0], raw)
    assert sheet is not None
    assert sheet.n_rows == job.read(content, "a.xlsx", default_limits())[0].sheets[0].n_rows  # type: ignore[union-attr]


def test_text_that_looks_like_a_number_never_becomes_one() -> None:
    """Every value down to the last row is a text of digits; one real number among them in another column."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["code", "n"])
        for i in range(100):
            sheet.append([f"{i:04d}", i if i != 70 else "0070"])

    for fast_from in (1, 10**9):
        result = reading.read(
            build.book(fill), "a.xlsx", limits=replace(default_limits(), fast_from=fast_from)
        )
        sheet = look.only_sheet(result)
        assert look.values(sheet)[71] == ["0070", "0070"]
        assert look.values(sheet)[72] == ["0071", 71.0]


def test_chart_sheet_is_skipped_and_said() -> None:
    parts = build.parts(_cells('<c r="A1"><v>1</v></c>'))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Grafiek" sheetId="2" r:id="rId9"/></sheets>'
    )
    chart = f'<Relationship Id="rId9" Type="{build.RELS}/chartsheet" Target="chartsheets/sheet1.xml"/>'
    chart += "</Relationships>"
    drawn = f'<Relationship Id="rId1" Type="{build.RELS}/drawing" Target="../drawings/drawing1.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", chart.encode()
    )
    parts["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{build.MAIN}"/>'.encode()
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{drawn}</Relationships>'
    parts["xl/chartsheets/_rels/sheet1.xml.rels"] = relations.encode()
    parts["xl/drawings/drawing1.xml"] = b"<wsDr/>"
    result = reading.read(build.packed(parts), "a.xlsx")
    assert (result.lezen, look.codes(result)) == ("exact", {"grafiekblad"})
    assert look.only_sheet(result).name == "Blad1"
