"""Writing small files as others would mail them: workbooks, OpenDocument and text in several encodings."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook

Row = Sequence[object]
Rows = Sequence[Row]
#: Transitional names of Open XML and what the strict variant calls them.
_STRICT = (
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def xlsx(bladen: Mapping[str, Rows], na: Callable[[Workbook], object] | None = None) -> bytes:
    """Return a workbook with these sheets; ``na`` changes it before it is saved."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for naam, rows in bladen.items():
        sheet = book.create_sheet(naam)
        for row in rows:
            sheet.append(list(row))
    if na is not None:
        na(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def tekst(rows: Rows, scheiding: str = ";", codering: str = "utf-8-sig", *, kaal: bool = False) -> bytes:
    """Return a text file; ``kaal`` never quotes, as a hand-made export does."""
    buffer = io.StringIO(newline="")
    if kaal:
        buffer.write("".join(scheiding.join(map(str, row)) + "\r\n" for row in rows))
    else:
        csv.writer(buffer, delimiter=scheiding, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(codering)


def ods(blad: str, rows: Rows) -> bytes:
    """Return an OpenDocument spreadsheet with one table."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(blad)}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def strikt(content: bytes) -> bytes:
    """Return a workbook in the strict variant of Open XML, as Excel saves it when asked."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            for loose, strict in _STRICT:
                if not name.startswith("docProps"):
                    part = part.replace(loose.encode(), strict.encode())
            new.writestr(name, part.replace(b"<workbook ", b'<workbook conformance="strict" '))
    return buffer.getvalue()
