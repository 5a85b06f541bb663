"""One quirk of a workbook per test, made here: what is read, and what the analyst hears about it."""

from __future__ import annotations

import json
import re
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from loaders import reading
from loaders.reading import Reading, default_limits
from loaders.reading.sentences import MELDING, SENTENCES, advice
from tests.loaders.reading import build, look
from tests.shared import shared

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROWS = "".join(
    f'<row r="{r}" hidden="{int(r in (3, 4, 7))}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 8)
)
NAUGHTY = [
    *("=cmd|' /C calc'!A0", "@SUM(1+1)", "-1+2", "<script>alert(1)</script>", "'; DROP TABLE versies; --"),
    *(
        "田中さんにあげて下さい",
        "👩‍👩‍👧‍👦 🇳🇱",
        "الكل في المجمو عة",
        "\u202eomgekeerd",
        "Ỷ̝̫͎ò̖͓̲u",
        "\u200bleeg\u200b",
    ),
    *(
        "_x0041_",
        "_x000D_",
        "&amp; &lt;",
        "null",
        "NaN",
        "TRUE",
        "1E+15",
        "0363",
        "1/2",
        "３００",
        "#N/A?",
        "\\0",
    ),
    *("twee\nregels", "tab\there", 'een "citaat"', "puntkomma; komma, streep|", "slot\u00a0"),
]


def _said(result: Reading, code: str) -> str:
    return next(issue.tekst for issue in result.issues if issue.code == code)


def _read(rows: str, **kwargs: str) -> Reading:
    return reading.read(build.raw(rows, **kwargs), "a.xlsx")


def test_filtered_rows_are_told_from_hidden_ones() -> None:
    filters = '<autoFilter ref="A1:B5"><filterColumn colId="0"/></autoFilter>'
    result = _read(ROWS, after=filters)
    assert look.codes(result) == {"verborgen-rijen", "weggefilterde-rijen"}
    assert "2 rijen zijn door een filter verborgen: 3-4." in _said(result, "weggefilterde-rijen")
    assert "1 verborgen rijen: 7." in _said(result, "verborgen-rijen")
    assert look.only_sheet(result).hidden_rows == [3, 4, 7]
    buttons = _read(ROWS, after='<autoFilter ref="A1:B5"/>')
    assert look.codes(buttons) == {"verborgen-rijen"}


def test_filter_of_a_table_counts_too() -> None:
    parts = build.parts(ROWS)
    table = f'<Relationship Id="rId1" Type="{build.RELS}/table" Target="../tables/table1.xml"/>'
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{table}</Relationships>'.encode()
    )
    parts["xl/tables/table1.xml"] = (
        f'<table xmlns="{build.MAIN}" id="1" displayName="T" ref="A1:A7"><autoFilter ref="A1:A7">'
        '<filterColumn colId="0"/></autoFilter></table>'
    ).encode()
    assert look.codes(reading.read(build.packed(parts), "a.xlsx")) == {"weggefilterde-rijen"}


@pytest.mark.parametrize(
    ("state", "words"), [("hidden", "is verborgen"), ("veryHidden", "niet in de lijst toont")]
)
def test_how_hidden_a_sheet_is(state: str, words: str) -> None:
    result = _read(ROWS.replace('hidden="1"', ""), sheet=f' state="{state}"')
    assert words in _said(result, "verborgen-blad")
    assert [issue.plaats for issue in result.issues] == ["Blad1"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1+1</f></c>',
        '<c r="A1"><f>1+1</f><v/></c>',
        '<c r="A1"><f>1+1</f><v></v></c>',
        '<c r="A1" s="2"><f t="shared" si="0"/></c>',
        '<c r="A1" t="str"><f>B1&amp;"x"</f></c>',
    ],
)
def test_formula_without_value_is_named_and_never_zero(cell: str) -> None:
    result = _read(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')
    assert look.values(look.only_sheet(result)) == [[("formule",), 1.0]]
    assert "Blad1!A1" in _said(result, "formule-zonder-waarde")


def test_formula_with_an_empty_text_is_empty() -> None:
    result = _read('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>')
    assert result.lezen == "exact"
    assert look.values(look.only_sheet(result)) == [[None, 1.0]] or look.only_sheet(result).first_col == 2


def test_zeros_of_a_program_that_calculates_nothing_are_warned_about() -> None:
    """Such programs store 0 for every formula and tell Excel to calculate when it opens the file."""
    parts = build.parts('<row r="1"><c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>4</v></c></row>')
    plain = build.parts('<row r="1"><c r="A1"><v>0</v></c></row>')
    for contents, codes in ((parts, {"niet-doorgerekend"}), (plain, set())):
        contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(
            b"</workbook>", b'<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
        )
        assert look.codes(reading.read(build.packed(contents), "a.xlsx")) == codes


def test_all_errors_are_named_at_once() -> None:
    errors = ["#N/A", "#REF!", "#DIV/0!"]
    cells = "".join(f'<c r="{c}1" t="e"><v>{e}</v></c>' for c, e in zip("ABC", errors, strict=True))
    result = _read(f'<row r="1">{cells}<c r="D1"><f>1</f></c></row>')
    assert "Blad1!A1, Blad1!B1, Blad1!C1" in _said(result, "foutwaarde")
    assert "Blad1!D1" in _said(result, "formule-zonder-waarde")
    assert look.values(look.only_sheet(result))[0][:3] == [("fout", e) for e in errors]


def test_day_number_without_a_date_format_stays_a_number() -> None:
    assert look.values(look.only_sheet(_read('<row r="1"><c r="A1"><v>45292</v></c></row>'))) == [[45292.0]]


@pytest.mark.parametrize(("row", "soort"), [(65_536, ".xls-bestand"), (1_048_576, "Excel-blad")])
def test_a_sheet_that_ends_where_a_format_ends_is_warned_about(row: int, soort: str) -> None:
    limits = replace(default_limits(), rows=2_000_000)
    for last, codes in ((row - 1, set()), (row, {"rijlimiet"})):
        rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in (last - 1, last))
        result = reading.read(build.raw(rows), "a.xlsx", limits=limits)
        assert look.codes(result) == codes
    assert soort in _said(result, "rijlimiet")


def test_text_table_of_65536_lines_is_warned_about() -> None:
    """The table of 4 October 2020 that lost 15,841 cases ended on this row."""
    assert look.codes(reading.read(b"a;b\n" * 65_536, "c.csv")) == {"rijlimiet"}
    assert look.codes(reading.read(b"a;b\n" * 65_537, "c.csv")) == set()


def test_every_sheet_beyond_the_limits_is_named_at_once() -> None:
    parts = build.parts('<row r="200001"><c r="A200001"><v>1</v></c></row>')
    name = "xl/workbook.xml"
    parts[name] = parts[name].replace(b"</sheets>", b'<sheet name="Blad2" sheetId="2" r:id="rId9"/></sheets>')
    sheet = f'<Relationship Id="rId9" Type="{build.RELS}/worksheet" Target="worksheets/sheet2.xml"/>'
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"</Rel", sheet.encode() + b"</Rel")
    wide = '<sheetData><row r="1"><c r="GS1"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet2.xml"] = f'<worksheet xmlns="{build.MAIN}">{wide}</worksheet>'.encode()
    result = reading.read(build.packed(parts), "a.xlsx")
    assert [(issue.code, issue.plaats) for issue in result.issues] == [
        ("te-veel-rijen", "Blad1!A200001"),
        ("te-veel-kolommen", "Blad2!GS1"),
    ]


def test_a_range_that_lies_about_its_size_is_no_matter() -> None:
    result = _read('<row r="1"><c r="A1"><v>5</v></c></row>', before='<dimension ref="A1:XFD1048576"/>')
    assert (result.lezen, look.values(look.only_sheet(result))) == ("exact", [[5.0]])


def test_every_sentence_says_what_to_do() -> None:
    """Each fault and warning ends in a request to the analyst; none is only a complaint."""
    verbs = "open|lever|controleer|verwijder|vraag|sla|probeer|herstel|kies|maak|wis|haal|tel|zet"
    for code, (ernst, sentence) in SENTENCES.items():
        if ernst != MELDING:
            asked = sentence.replace("{raad}", advice("een PDF"))
            assert re.search(rf"\b({verbs})\b", asked, re.IGNORECASE), code
            assert asked.endswith("."), code


def test_no_address_is_ever_called() -> None:
    """Links, images and templates on another machine: read without calling it."""
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(1)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/x"
        calls: list[object] = []
        thread = threading.Thread(target=_accept, args=(canary, calls))
        thread.start()
        kinds = ("hyperlink", "image", "attachedTemplate", "externalLinkPath")
        targets = "".join(
            f'<Relationship Id="r{i}" Type="{build.RELS}/{kind}" Target="{address}" TargetMode="External"/>'
            for i, kind in enumerate(kinds)
        )
        relations = f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>'.encode()
        parts = build.parts('<row r="1"><c r="A1"><v>1</v></c></row>')
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations
        parts["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{build.MAIN}"/>'.encode()
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = relations
        result = reading.read(build.packed(parts), "a.xlsx")
        thread.join()
    assert look.codes(result) == {"externe-koppeling"}
    assert calls == []


def _accept(canary: socket.socket, calls: list[object]) -> None:
    try:
        calls.append(canary.accept())
    except TimeoutError:
        return


def _as_csv(texts: list[str]) -> bytes:
    lines = ['"' + text.replace('"', '""') + '";"x"' for text in texts]
    return ("kop;x\r\n" + "\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _as_xlsx(texts: list[str]) -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "kop"
        for i, text in enumerate(texts):
            cell = sheet.cell(i + 2, 1)
            cell.value, cell.data_type = text.replace("_x", "_x005F_x"), "s"  # the escape of the format

    return build.book(fill)


def _as_ods(texts: list[str]) -> bytes:
    row = (
        '<table:table-row><table:table-cell office:value-type="string"{}</table:table-cell></table:table-row>'
    )

    def cell(text: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\t", "<text:tab/>")
        return row.format("><text:p>" + text.replace("\n", "</text:p><text:p>") + "</text:p>")

    return build.ods("".join(map(cell, ["kop", *texts])))


@pytest.mark.parametrize(("write", "name"), [(_as_csv, "a.csv"), (_as_xlsx, "a.xlsx"), (_as_ods, "a.ods")])
def test_naughty_texts_come_back_as_they_were(write: object, name: str) -> None:
    texts = [*NAUGHTY, "x" * 32_767]
    result = reading.read(write(texts), name)  # type: ignore[operator]
    got = [row[0] for row in look.values(look.only_sheet(result))][1:]
    assert got == texts, [str(i) for i in result.issues]


@pytest.mark.corpus
@pytest.mark.skipif(shared("corpus") is None, reason="corpus ontbreekt: zet MONITOR_SHARED")
def test_the_big_list_of_naughty_strings() -> None:
    path = shared("corpus", "big-list-of-naughty-strings__blns.txt")
    assert path is not None
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    texts = [line for line in lines if line and not line.startswith("#") and line.isprintable()]
    assert len(texts) > 400
    result = reading.read(_as_csv(texts), "a.csv")
    got = [row[0] for row in look.values(look.only_sheet(result))][1:]
    assert json.dumps(got) == json.dumps(texts)


def test_empty_texts_of_every_kind_are_empty_for_both_readers() -> None:
    empty = [
        '<c r="{}" s="1"/>',
        '<c r="{}" t="str"><f>""</f><v></v></c>',
        '<c r="{}" t="inlineStr"><is><t></t></is></c>',
        '<c r="{}" t="inlineStr"><is><t/></is></c>',
    ]
    cells = "".join(cell.format(f"{letter}1") for cell, letter in zip(empty, "ABCD", strict=True))
    result = _read(f'<row r="1">{cells}<c r="E1"><v>7</v></c></row>')
    assert result.lezen == "exact", [str(i) for i in result.issues]
    assert [cell for cell in look.values(look.only_sheet(result))[0] if cell is not None] == [7.0]
    assert look.only_sheet(result).cell(0, len(look.only_sheet(result).columns) - 1) == "Blad1!E1"
