"""A file is what its content says: each other kind gets a Dutch sentence with what it is and what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from loaders import reading
from loaders.reading import biff
from loaders.reading.findings import Refused
from tests.loaders.reading import build, look
from tests.loaders.reading.binary import compound

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
MIME = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
MAIL = b"From: COA <x@y.nl>\r\nSubject: cijfers\r\nMIME-Version: 1.0\r\n\r\nhallo\r\n"
WORD = build.packed({"[Content_Types].xml": b"wordprocessingml", "word/a.xml": b"<w/>"})
SLIDES = build.packed({"[Content_Types].xml": b"presentationml", "ppt/a.xml": b"<p/>"})
WRITER = build.packed({"mimetype": b"application/vnd.oasis.opendocument.text"})


def _sector(names: list[str]) -> bytes:
    """Return a compound file with empty streams."""
    return compound(dict.fromkeys(names, b""))


@pytest.mark.parametrize(
    ("content", "soort", "raad"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "webpagina (HTML)", "Opslaan als"),
        (MIME, "webpagina (MHTML)", "Opslaan als"),
        (MAIL, "e-mailbericht", "Vraag de afzender"),
        (b"{\\rtf1\\ansi tekst}", "RTF", "Vraag de afzender"),
        (b"%PDF-1.7\n", "PDF", "Vraag de afzender"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "afbeelding (PNG)", "Vraag de afzender"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "afbeelding (JPEG)", "Vraag de afzender"),
        (b"BM\x36\x00\x00\x00" + bytes(20), "afbeelding (BMP)", "Vraag de afzender"),
        (b"II*\x00" + bytes(20), "afbeelding (TIFF)", "Vraag de afzender"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "afbeelding", "Vraag de afzender"),
        (b"\x00\x00\x00\x18ftypheic", "afbeelding", "Vraag de afzender"),
        (b"ID;PWXL;N;E\r\n", "SYLK", "Opslaan als"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip", "Pak het uit"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "Pak het uit"),
        (build.packed({"cijfers.xlsx.txt": b"x"}), "zip", "Pak het uit"),
        (WORD, "Word", "Vraag de"),
        (SLIDES, "presentatie", "Vraag"),
        (build.packed({"Index/Document.iwa": b"x"}), "Numbers", "Kies in Numbers"),
        (WRITER, "OpenDocument", "Opslaan als"),
        (_sector(["WordDocument", "1Table"]), "Word-document", "Vraag de afzender"),
        (_sector(["PowerPoint Document"]), "presentatie", "Vraag de afzender"),
        (_sector(["__properties_version1.0", "a", "b", "c", "d"]), "e-mailbericht (Outlook)", "Vraag de"),
    ],
)
def test_named_for_what_it_is(content: bytes, soort: str, raad: str) -> None:
    result = reading.read(content, "cijfers.xls")
    assert look.codes(result) == {"ander-type"}, [str(i) for i in result.issues]
    (issue,) = result.issues
    assert "'cijfers.xls'" in issue.tekst
    assert soort in issue.tekst
    assert raad in issue.tekst
    assert issue.bron == "cijfers.xls"


@pytest.mark.parametrize(
    "content",
    [
        b"Bron: COA\nDatum: 1 januari 2024\n\ngemeente;aantal\nBeek;5\n",
        b"Date: 2024-01-01\nFrom: COA\ngemeente;aantal\nBeek;5\n",
        b"BM;aantal\n1;2\n",
        b"ID;P;n\n1;2;3\n",
    ],
)
def test_text_tables_that_only_look_like_something_else_are_read(content: bytes) -> None:
    assert reading.read(content, "c.csv").kind == "csv"


def test_every_password_is_called_a_password() -> None:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x01\x02",
        "META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>",
    }
    locked = bytearray(build.raw(ONE))
    central = locked.rindex(b"PK\x01\x02", 0, locked.rindex(b"xl/worksheets/sheet1.xml"))
    locked[central + 8] |= 1  # the bit that says the entry is encrypted
    for content in (build.packed(parts), bytes(locked), _sector(["EncryptedPackage", "EncryptionInfo"])):
        result = reading.read(content, "a.xlsx")
        assert look.codes(result) == {"wachtwoord"}
        assert "beveiligd met een wachtwoord" in result.issues[0].tekst
    with pytest.raises(Refused) as refused:  # .xls: a FILEPASS record
        biff.read_globals(b"\x09\x08\x04\x00\x00\x06\x05\x00" + b"\x2f\x00\x02\x00\x00\x00", has_macro=False)
    assert refused.value.finding.code == "wachtwoord"


def test_damage_says_what_is_damaged() -> None:
    whole = build.raw(ONE)
    cut = reading.read(whole[: len(whole) // 2], "a.xlsx")
    assert look.codes(cut) == {"beschadigd"}
    parts = build.parts(ONE)
    del parts["xl/_rels/workbook.xml.rels"]
    assert "verwijzing naar de bladen" in reading.read(build.packed(parts), "a.xlsx").issues[0].tekst
    buffer = BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    assert "er zit niets in" in reading.read(buffer.getvalue(), "a.xlsx").issues[0].tekst


def test_macro_and_link_are_said_apart() -> None:
    extra = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    result = reading.read(build.packed(build.parts(ONE) | extra), "a.xlsm")
    assert look.codes(result) == {"macro", "externe-koppeling"}
    assert "macro's" in next(i.tekst for i in result.issues if i.code == "macro")
