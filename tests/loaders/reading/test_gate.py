"""What is refused before any reader sees it: wrong types, bombs, and everything beyond a limit."""

from __future__ import annotations

import socket
import threading
import time
import zipfile
from dataclasses import replace

import pytest

from loaders import reading
from loaders.reading import default_limits
from loaders.reading.limits import Limits
from tests.loaders.reading import build, look

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "leeg-bestand", "0 bytes"),
        (b"%PDF-1.7\n...", "ander-type", "PDF"),
        (b"<html><body><table></table></body></html>", "ander-type", "HTML"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "ander-type",
            "2003",
        ),
        (b'{"type": "FeatureCollection"}', "ander-type", "JSON"),
        (b"\x09\x00\x04\x00\x07\x00\x10\x00", "oude-excel", "1997"),
        (b"\x00\x01\x02\x03\x04\x05" * 50, "onbekend-type", "spreadsheet"),
        (
            build.packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b"wordprocessingml"}),
            "ander-type",
            "Word",
        ),
        (build.packed({"Index/Document.iwa": b"x"}), "ander-type", "Numbers"),
        (build.packed({"a.txt": b"x"}), "ander-type", "zip"),
        (b"PK\x03\x04 and then nothing", "beschadigd", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "beschadigd", "beschadigd"),
    ],
)
def test_refused_by_content_whatever_the_name(content: bytes, code: str, word: str) -> None:
    result = reading.read(content, "cijfers.xls")
    assert look.codes(result) == {code}
    assert word in result.issues[0].tekst
    assert result.workbook is None


def test_workbook_with_another_name_is_read_and_said() -> None:
    result = reading.read(build.raw(ONE), "cijfers.csv")
    assert result.lezen == "exact"
    assert look.codes(result) == {"ander-type-gelezen"}
    assert result.kind == "xlsx"


def _limit_cases() -> list[tuple[str, dict[str, int], dict[str, bytes], str]]:
    parts = build.parts(ONE)
    total = sum(map(len, parts.values()))
    dense = {**parts, "xl/media/a.bin": bytes(100_000)}
    return [
        ("parts", {"parts": len(parts)}, parts, "te-veel-onderdelen"),
        ("unpacked", {"unpacked": total}, parts, "uitgepakt-te-groot"),
        (
            "ratio",
            {"ratio_from": 99_999, "ratio": 1 + 100_000 // _packed_size(dense)},
            dense,
            "te-sterk-ingepakt",
        ),
        ("upload", {"upload": len(build.packed(parts))}, parts, "te-groot"),
    ]


def _packed_size(parts: dict[str, bytes]) -> int:
    import io

    with zipfile.ZipFile(io.BytesIO(build.packed(parts))) as archive:
        return archive.getinfo("xl/media/a.bin").compress_size


@pytest.mark.parametrize(("name", "at", "parts", "code"), _limit_cases(), ids=lambda value: str(value)[:12])
def test_limit_and_one_beyond(name: str, at: dict[str, int], parts: dict[str, bytes], code: str) -> None:
    content = build.packed(parts)
    limits = replace(default_limits(), **at)
    assert reading.read(content, "a.xlsx", limits=limits).lezen == "exact"
    tighter = replace(limits, **{name: getattr(limits, name) - 1})
    refused = reading.read(content, "a.xlsx", limits=tighter)
    assert look.codes(refused) == {code}


@pytest.mark.parametrize(
    ("address", "code"), [("A10", ""), ("A11", "te-veel-rijen"), ("Z1", ""), ("AA1", "te-veel-kolommen")]
)
def test_last_row_and_column(address: str, code: str) -> None:
    limits = replace(default_limits(), rows=10, columns=26)
    row = "".join(char for char in address if char.isdigit())
    first = ONE if row != "1" else ""
    content = build.raw(f'{first}<row r="{row}"><c r="{address}"><v>1</v></c></row>')
    assert look.codes(reading.read(content, "a.xlsx", limits=limits)) == ({code} if code else set())


def test_real_limits_are_those_of_the_design() -> None:
    limits = default_limits()
    assert isinstance(limits, Limits)
    assert (limits.upload, limits.unpacked, limits.ratio, limits.parts) == (25 << 20, 200 << 20, 100, 1000)
    assert (limits.rows, limits.columns, limits.seconds, limits.memory) == (200_000, 200, 20, 1 << 30)


@pytest.mark.parametrize(
    ("address", "code"),
    [("XFD1048576", "te-veel-rijen"), ("A1048576", "te-veel-rijen"), ("XFD1", "te-veel-kolommen")],
)
def test_cell_in_the_far_corner(address: str, code: str) -> None:
    """Two cells, 1 kB: the reader itself would abort the process or take 4 GB."""
    content = build.raw(f'{ONE}<row r="{address.lstrip("AXFD")}"><c r="{address}"><v>1</v></c></row>')
    result = reading.read(content, "hoek.xlsx")
    assert look.codes(result) == {code}
    assert result.issues[0].plaats == f"Blad1!{address}"
    assert result.seconds < 5


def test_sixteen_thousand_columns_and_a_million_rows() -> None:
    """Honest sheets beyond the limits are refused with the address of the first cell beyond them."""
    from openpyxl.utils import get_column_letter

    wide = "".join(f'<c r="{get_column_letter(i)}1"><v>1</v></c>' for i in range(1, 16_385))
    rows = "".join(
        f'<row r="{i}"><c r="A{i}"><v>{i * 7919 % 1_000_003}</v></c></row>' for i in range(1, 1_000_001)
    )
    for rows_xml, code, place in (
        (f'<row r="1">{wide}</row>', "te-veel-kolommen", "Blad1!GS1"),
        (rows, "te-veel-rijen", "Blad1!A200001"),
    ):
        result = reading.read(build.raw(rows_xml), "groot.xlsx")
        assert (look.codes(result), result.issues[0].plaats) == ({code}, place)
    lines = "".join(f"{i};{i}\n" for i in range(1_000_000)).encode()
    result = reading.read(lines, "groot.csv")
    assert look.codes(result) == {"te-veel-rijen"}
    assert "200.000" in result.issues[0].tekst
    assert look.codes(reading.read(b";" * 16_384 + b"\n1;2\n", "breed.csv")) == {"te-veel-kolommen"}


def test_limits_of_the_repository_at_the_limit_and_one_beyond() -> None:
    limits = default_limits()
    parts = build.parts(ONE)
    full = parts | {f"xl/media/{i}.txt": b"x" for i in range(limits.parts - len(parts))}
    assert reading.read(build.packed(full), "a.xlsx").lezen == "exact"
    over = reading.read(build.packed(full | {"xl/media/meer.txt": b"x"}), "a.xlsx")
    assert look.codes(over) == {"te-veel-onderdelen"}
    for extra, code in ((0, "onbekend-type"), (1, "te-groot")):
        content = bytes(range(1, 9)) * (limits.upload // 8) + b"x" * extra
        assert look.codes(reading.read(content, "a.bin")) == {code}


def test_empty_cell_far_away_is_no_reason_to_refuse() -> None:
    rows = ONE + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    result = reading.read(build.raw(rows), "opmaak.xlsx")
    assert result.lezen == "exact"
    assert look.values(look.only_sheet(result)) == [[1.0]]


def test_bomb_of_one_part_is_refused_before_unpacking() -> None:
    parts = build.parts(ONE) | {"xl/sharedStrings.xml": bytes(150 << 20)}
    content = build.packed(parts)
    assert len(content) < 1 << 20
    start = time.perf_counter()
    assert look.codes(reading.read(content, "bom.xlsx")) == {"te-sterk-ingepakt"}
    assert time.perf_counter() - start < 1


def test_bomb_of_many_rows_is_refused() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    content = build.packed(build.parts(row * 1_000_000))
    assert look.codes(reading.read(content, "bom.xlsx")) <= {"te-sterk-ingepakt", "uitgepakt-te-groot"}


def test_part_larger_than_its_label_is_refused() -> None:
    """The table of contents may lie about sizes; every part is unpacked under its own label."""
    content = bytearray(build.packed(build.parts(ONE * 500), zipfile.ZIP_DEFLATED))
    central = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    content[central + 24 : central + 28] = (100).to_bytes(4, "little")
    assert look.codes(reading.read(bytes(content), "leugen.xlsx")) == {"beschadigd"}


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"../weg.xml": b"<x/>"}, "onveilig-onderdeel"),
        ({"/etc/passwd": b"x"}, "onveilig-onderdeel"),
        ({"xl/nest.zip": b"PK\x03\x04"}, "pakket-in-pakket"),
        ({"xl/data.bin": b"PK\x03\x04...."}, "pakket-in-pakket"),
        ({"xl/vreemd.xml": b"<!DOCTYPE a><a/>"}, "xml-opdracht"),
        ({"xl/vreemd.xml": b"<?xml version='1.0'?>\n<!-- x --><!ENTITY a 'b'><a/>"}, "xml-opdracht"),
        ({"xl/sharedStrings.xml": "<?xml version='1.0'?><sst/>".encode("utf-16")}, "geen-utf8"),
        ({"xl/sharedStrings.xml": b"<?xml version='1.0' encoding='ISO-8859-1'?><sst/>"}, "geen-utf8"),
        ({"xl/sharedStrings.xml": b"<sst>\xff\xff</sst>"}, "beschadigd"),
    ],
)
def test_unsafe_parts(extra: dict[str, bytes], code: str) -> None:
    assert look.codes(reading.read(build.packed(build.parts(ONE) | extra), "a.xlsx")) == {code}


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macro"),
        ({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, "externe-koppeling"),
        ({"xl/embeddings/oud.xlsx": b"PK\x03\x04"}, "ingesloten-bestand"),
    ],
)
def test_things_an_honest_workbook_may_hold_are_warned_about(extra: dict[str, bytes], code: str) -> None:
    result = reading.read(build.packed(build.parts(ONE) | extra), "a.xlsm")
    assert (result.lezen, look.codes(result)) == ("gewaarschuwd", {code})


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_same_part_twice() -> None:
    import io

    buffer = io.BytesIO(build.raw(ONE))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/Worksheets/sheet1.xml", b"<worksheet/>")
    assert look.codes(reading.read(buffer.getvalue(), "a.xlsx")) == {"dubbel-onderdeel"}


def test_external_entity_is_refused_and_never_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.5)
        calls: list[object] = []
        thread = threading.Thread(target=_accept, args=(canary, calls))
        thread.start()
        port = canary.getsockname()[1]
        sheet = (
            f'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/">]><worksheet><c>&x;</c></worksheet>'
        )
        parts = build.parts(ONE) | {"xl/worksheets/sheet1.xml": sheet.encode()}
        result = reading.read(build.packed(parts), "xxe.xlsx")
        thread.join()
    assert look.codes(result) == {"xml-opdracht"}
    assert calls == []


def _accept(canary: socket.socket, calls: list[object]) -> None:
    try:
        calls.append(canary.accept())
    except TimeoutError:
        return
