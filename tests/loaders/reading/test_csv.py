"""Text tables: encodings, delimiters, records; nothing is guessed without saying so."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from loaders import reading
from loaders.reading import csvfile, default_limits
from tests.loaders.reading import look

TABLE = "gemeente;aantal\nBeek (L.);0363\nSúdwest-Fryslân;1.234,5\n"
CELLS = [["gemeente", "aantal"], ["Beek (L.)", "0363"], ["Súdwest-Fryslân", "1.234,5"]]


def _values(content: bytes, name: str = "cijfers.csv") -> list[list[object]]:
    return look.values(look.only_sheet(reading.read(content, name)))


@pytest.mark.parametrize(
    ("encoding", "prefix", "reported"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("cp1252", b"", "cp1252"),
        ("utf-16", b"", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32", b"", "utf-32"),
        ("utf-32-le", b"", "utf-32-le"),
    ],
)
def test_encodings(encoding: str, prefix: bytes, reported: str) -> None:
    result = reading.read(prefix + TABLE.encode(encoding), "cijfers.csv")
    assert (result.lezen, look.values(look.only_sheet(result))) == ("exact", CELLS)
    assert result.workbook is not None
    assert (result.workbook.encoding, result.workbook.delimiter) == (reported, ";")


def test_cell_address_counts_records_and_the_sheet_is_the_file() -> None:
    content = b'a;b\n"een\nregel";2\nx;3\n'
    sheet = look.only_sheet(reading.read(content, "map/cijfers.csv"))
    assert sheet.cell(2, 1) == "cijfers.csv!B3"
    assert look.values(sheet)[1] == ["een\nregel", "2"]


@pytest.mark.parametrize(
    ("content", "code", "lezen"),
    [
        (b"a;b\n\x80\x81;1\n", "tekenset-aangenomen", "gewaarschuwd"),
        ("a;b\nCartão;1\n".encode("cp1252"), "tekenset-aangenomen", "gewaarschuwd"),
        ("a;b\né;1\nè;2\nê;3\n".encode() + b"\xe9;4\n", "tekenset-gemengd", "geweigerd"),
        ("naam;n\nFrançois;1\nRené;2\n".encode("cp850"), "tekenset-aangenomen", "gewaarschuwd"),
        (b"a;b\nx\x00y;1\n", "nul-tekens", "geweigerd"),
        (b"\xff\xfea\x00;\x00\x00\xd8", "tekens-ongeldig", "geweigerd"),
        ("gemeente;n\nSÃºdwest-FryslÃ¢n;1\n".encode(), "tekens-verminkt", "gewaarschuwd"),
        ("gemeente;n\nS\ufffddwest;1\n".encode(), "tekens-verminkt", "gewaarschuwd"),
        (b"a;b\nx\x07;1\n", "stuurtekens", "gewaarschuwd"),
        (b"a;b\n1;2\n1;2;3\n1;2\n", "ongelijke-rijen", "gewaarschuwd"),
        (b"a;b;c\n1;2;3\n1;2\n1;2;3\n", "ongelijke-rijen", "gewaarschuwd"),
        (b"a;b\r\n1;2\n3;4\r\n", "regeleinden-gemengd", "gewaarschuwd"),
        (b"1,5\n2,5\n3,5\n", "scheidingsteken-onzeker", "gewaarschuwd"),
        (b'a;b\n"x"y;2\n', "aanhalingstekens", "gewaarschuwd"),
        (b'a;b\n"x;2\n3;4\n', "aanhalingsteken-open", "geweigerd"),
        (b"\n\n  \n".replace(b"  ", b""), "leeg-werkboek", "geweigerd"),
    ],
)
def test_faults_are_named(content: bytes, code: str, lezen: str) -> None:
    result = reading.read(content, "cijfers.csv")
    assert code in look.codes(result), [str(i) for i in result.issues]
    assert result.lezen == lezen


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        b"Opvang, 2024\n\ngemeente;aantal\nBeek;1,5\nStein;2,5\n\nBron: COA, IND\n",
        b'a;b\r\n"twee\nregels";1\r\n',
        b"waarde\n01\n002\n",
        b"a;b;\n1;2;\n3;4;\n",
        b'gebied,n\n"Nuenen, Gerwen en Nederwetten",5\nBeek,3\n',
    ],
)
def test_honest_files_are_exact(content: bytes) -> None:
    result = reading.read(content, "cijfers.csv")
    assert result.lezen == "exact", [str(i) for i in result.issues]


@pytest.mark.parametrize(
    ("content", "delimiter", "width"),
    [
        (b"sep=;\na;b,c\n1;2,3\n", ";", 2),
        (b"sep=,\r\na,b;c\r\n1,2;3\r\n", ",", 2),
        (b"naam\taantal\nBergen, L.\t1,5\n", "\t", 2),
        (b"a|b\n1,2|3\n2,4|5\n", "|", 2),
        (b"x\n1\n2\n", "", 1),
        (b"aandeel\n1,5\n2,25\n3,5\n", "", 1),
        (b"a,b\n1,2\n3,4\n", ",", 2),
        (
            b"Gemeente;Aandeel;Noot\n" + b"".join(b"Beek (L.);1,%d;ja, soms, nooit\n" % i for i in range(9)),
            ";",
            3,
        ),
    ],
)
def test_delimiters(content: bytes, delimiter: str, width: int) -> None:
    workbook = reading.read(content, "cijfers.csv").workbook
    assert workbook is not None
    assert (workbook.delimiter, len(workbook.sheets[0].columns)) == (delimiter, width)


def test_ragged_rows_are_named_by_their_number() -> None:
    issue = next(
        i for i in reading.read(b"a;b\n1;2\n1;2;3\n1;2\n", "c.csv").issues if i.code == "ongelijke-rijen"
    )
    assert "rij 3" in issue.tekst


def test_limits_of_rows_and_columns() -> None:
    limits = replace(default_limits(), rows=3, columns=2)
    assert reading.read(b"a;b\n1;2\n3;4\n", "c.csv", limits=limits).lezen == "exact"
    assert look.codes(reading.read(b"a;b\n1;2\n3;4\n5;6\n", "c.csv", limits=limits)) == {"te-veel-rijen"}
    assert look.codes(reading.read(b"a;b;c\n1;2;3\n", "c.csv", limits=limits)) == {"te-veel-kolommen"}


def test_long_file_within_three_seconds() -> None:
    """61,560 rows, the ten-year table of the whole country; 0.5 s on a quiet machine."""
    lines = "".join(
        f"GM{i % 342:04d};Gemeente {i % 342};opgave;2024-01-01;{i};plekken\n" for i in range(61_560)
    )
    content = ("code;naam;maat;datum;n;eenheid\n" + lines).encode()
    reading.warm()
    start = time.perf_counter()
    assert reading.read(content, "lang.csv").lezen == "exact"
    assert time.perf_counter() - start < 3


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffd"),
    max_size=8,
)
LATIN = st.text(st.sampled_from("abcXYZ 0123456789.,-'éëïöüèàçñ€\"\n"), max_size=8)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data(), width=st.integers(2, 5), height=st.integers(2, 8))
def test_what_is_written_is_read(data: st.DataObject, width: int, height: int) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]))
    delimiter = data.draw(st.sampled_from([";", ",", "\t", "|"]))
    cell = LATIN if encoding == "cp1252" else CELL
    rows = data.draw(
        st.lists(st.lists(cell, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    rows[0] = [f"kop{i}" for i in range(width)]
    rows[-1][0] = "einde"
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    result = reading.read(
        f"sep={delimiter}\r\n".encode(encoding) + buffer.getvalue().encode(encoding)[_bom(encoding) :],
        "c.csv",
    )
    expected = [[value or None for value in row] for row in rows]
    assert look.values(look.only_sheet(result)) == expected


def _bom(encoding: str) -> int:
    return {"utf-8-sig": 3, "utf-16": 2, "utf-32": 4}.get(encoding, 0)


def test_a_quote_inside_a_quoted_cell_shifts_no_column() -> None:
    rows = ["naam,stuks,noot", '"Laarzen, 10" hoog, rood",5,x', '"Muts",3,y', '"Jas, lang",4,z']
    result = reading.read("\n".join(rows).encode(), "c.csv")
    assert look.values(look.only_sheet(result))[1] == ['Laarzen, 10" hoog, rood', "5", "x"]
    assert "rij 2" in next(i.tekst for i in result.issues if i.code == "aanhalingstekens")


def test_text_after_a_closed_quote_joins_no_cells() -> None:
    result = reading.read(b'a;b;c\n"x"y;2;"z"\n"p";3;q\n', "c.csv")
    assert look.values(look.only_sheet(result))[1:] == [["xy", "2", "z"], ["p", "3", "q"]]


def test_delimiter_that_fits_few_lines_is_doubtful() -> None:
    lines = ["een brief zonder tabel", "nog een regel", "en nog een", "ja, soms", "nee", "slot"]
    assert "scheidingsteken-onzeker" in look.codes(reading.read("\n".join(lines).encode(), "c.csv"))


def test_a_line_of_quotes_that_close_nothing_is_left_alone() -> None:
    """Mending would look to the end of the line from each of them: 50,000 x 150,000 steps."""
    line = '"a,' * 50_000
    assert csvfile._mended(line, ",") is line
    assert csvfile._mended('"10" x",1\n', ",") == '"10"" x",1\n'
