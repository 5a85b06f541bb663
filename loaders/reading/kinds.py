"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = re.compile(rb"\A\x09[\x00\x02\x04][\x04\x06\x08]\x00")
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table|head|body|meta|svg)", re.IGNORECASE)
_MAIL = re.compile(rb"\A(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|X-[\w-]+): ?\S")
_JSON = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(?:\{\s*"[^"\n]*"\s*:|\[\s*[\[{])')

#: first bytes -> Dutch name of the type
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "een PDF"),
    (b"{\\rtf", "een tekstdocument (RTF)"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (rar)"),
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"BM", "een afbeelding (BMP)"),
    (b"II*\0", "een afbeelding (TIFF)"),
    (b"MM\0*", "een afbeelding (TIFF)"),
    (b"ID;PWXL", "een oude tabel (SYLK)"),
    (b"PAR1", "een Parquet-bestand"),
    (b"SQLite format 3", "een SQLite-database"),
)


def sniff(content: bytes) -> tuple[str, str]:
    """Return (family, Dutch name): family is zip, ole, oud, ander or tekst.

    >>> sniff(b"%PDF-1.7")
    ('ander', 'een PDF')
    >>> sniff(b"gemeente;aantal")[0]
    'tekst'
    """
    head = content[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip", "een ingepakt bestand (zip)"
    if head.startswith(OLE):
        return "ole", "een Excel-bestand (.xls)"
    if _OLD_EXCEL.match(head):
        return "oud", "een oud Excel-bestand"
    for magic, name in _OTHERS:
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head[:16]):
            return "ander", name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP" or head[4:11] in (b"ftyphei", b"ftypmif"):
        return "ander", "een afbeelding"
    if _MAIL.match(head) and b"mime-version:" in head.lower():
        return "ander", _mail(head)
    if _XML.match(head):
        return "ander", _markup(head)
    return ("ander", "een JSON-bestand") if _JSON.match(head) else ("tekst", "een CSV-bestand")


def _mail(head: bytes) -> str:
    """Return whether something with the headers of a message is a saved web page or a message."""
    page = b"multipart/related" in head.lower()
    return "een webpagina (MHTML)" if page else "een e-mailbericht"


def _markup(head: bytes) -> str:
    lower = head.lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lower:
        return "een Excel 2003-XML-bestand"
    if b"<html" in lower or b"<table" in lower or b"doctype html" in lower:
        return "een webpagina (HTML)"
    return "een XML-bestand"


def extension(name: str) -> str:
    """Return the extension of a file name in lower case, without the point.

    >>> extension("Cijfers.XLSX")
    'xlsx'
    """
    return name.rpartition(".")[2].lower() if "." in name else ""
