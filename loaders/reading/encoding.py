"""The encoding of a text file: certain where the bytes say so, else a guess with a warning."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from loaders.reading.findings import Finding, Refused, finding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
#: 0x80-0x9F next to a letter: accents in DOS and Mac files, quotes and dashes in Windows files
_ACCENT = re.compile(r"[a-z][‚ƒ„”“†‡ˆ‰Š‹ŒŽ•˜™›Ÿ][a-z]")
#: letters of no language in or around the Netherlands: the code page is then likely another one
_UNUSUAL = re.compile("[ãõðþýÃÕÐÞÝŠŽš]")
_MANGLED = re.compile("[ÃÂ][\u0080-\u00bf\u2018-\u2122]|â€[\u0080-\u00bf\u2018-\u2122œ]|ï»¿|\ufffd")
_OTHERS = ("cp1252", "cp850", "cp437", "mac_roman", "cp1250")


class Text(NamedTuple):
    """Decoded text, how it was decoded, and what to say about it."""

    text: str
    encoding: str
    findings: list[Finding]


def decode(content: bytes) -> Text:
    """Return the text of a file, or refuse it when no encoding fits."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _checked(_strict(content, name), name)
    wide = _wide(content)
    if wide:
        return _checked(_strict(content, wide), wide)
    if not _is_text(content):
        raise Refused("onbekend-type")
    if b"\0" in content:
        raise Refused("nul-tekens", regel=content.count(b"\n", 0, content.index(b"\0")) + 1)
    try:
        return _checked(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _single_byte(content, error)


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Refused("tekens-ongeldig", regel=content.count(b"\n", 0, error.start) + 1) from error


def _wide(content: bytes) -> str:
    """Return the name of UTF-16 or UTF-32 without a mark, recognised by where its zero bytes are."""
    head = content[: 4096 - 4096 % 4]
    n = len(head)
    if n < 4 or head.count(0) < n // 4:
        return ""
    zeros = [head[i::4].count(0) / max(1, len(head[i::4])) for i in range(4)]
    patterns = {
        "utf-32-le": (0, 0.6, 0.6, 0.6),
        "utf-32-be": (0.6, 0.6, 0.6, 0),
        "utf-16-le": (0, 0.6, 0, 0.6),
        "utf-16-be": (0.6, 0, 0.6, 0),
    }
    for name, least in patterns.items():
        if all(
            (share >= wanted) if wanted else share < 0.1 for share, wanted in zip(zeros, least, strict=True)
        ):
            return name
    return ""


def _is_text(content: bytes) -> bool:
    head = content[:65_536]
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    return controls <= len(head) // 50 + 2


def _single_byte(content: bytes, error: UnicodeDecodeError) -> Text:
    """Decode a file that is not UTF-8 as Windows text; say so when that is not certain."""
    line = content.count(b"\n", 0, error.start) + 1
    high = len(re.findall(rb"[\x80-\xff]+", content))
    if _valid_pieces(content) * 2 >= high and _valid_pieces(content) > 1:
        raise Refused("tekenset-gemengd", regel=line) from error
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as bad:
        return _guessed(content, bad)
    doubtful = _ACCENT.search(text)
    if doubtful:
        return _guessed(content, error)
    checked = _checked(text, "cp1252")
    if _UNUSUAL.search(text) and not checked.findings:
        return checked._replace(findings=[_assumed(checked)])
    return checked


def _assumed(checked: Text) -> Finding:
    words = re.findall(r"\w*[^\x00-\x7f]\w*", checked.text)
    return finding(
        "tekenset-aangenomen", is_=checked.encoding, welke=", ".join(dict.fromkeys(words[:3])) or "-"
    )


def _valid_pieces(content: bytes) -> int:
    """Count runs of high bytes that are UTF-8 by themselves; in Windows text they are rare."""

    def valid(piece: bytes) -> bool:
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    return sum(valid(piece) for piece in _MULTIBYTE.findall(content))


def _guessed(content: bytes, error: UnicodeDecodeError) -> Text:
    """Let charset-normalizer choose among the code pages of Western offices, and warn."""
    best = from_bytes(content, cp_isolation=list(_OTHERS), enable_fallback=False).best()
    if best is None:
        return _windows(content, error)
    checked = _checked(str(best), best.encoding)
    words = re.findall(r"\w*[^\x00-\x7f]\w*", checked.text)
    found = finding(
        "tekenset-aangenomen", is_=best.encoding, welke=", ".join(dict.fromkeys(words[:3])) or "-"
    )
    return Text(checked.text, checked.encoding, [found, *checked.findings])


def _windows(content: bytes, error: UnicodeDecodeError) -> Text:
    """Take the code page of Windows, with a warning; refuse when the bytes do not exist in it."""
    try:
        checked = _checked(content.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        raise Refused("tekens-ongeldig", regel=content.count(b"\n", 0, error.start) + 1) from error
    return checked._replace(findings=[_assumed(checked), *checked.findings])


def _checked(text: str, name: str) -> Text:
    """Look for characters that should not be in a table."""
    text = text.removeprefix("\ufeff")
    findings = []
    if "\0" in text:
        raise Refused("nul-tekens", regel=text.count("\n", 0, text.index("\0")) + 1)
    mangled = None if text.isascii() else _MANGLED.search(text)
    if mangled:
        around = text[max(0, mangled.start() - 8) : mangled.end() + 8].splitlines()
        example = next((piece for piece in around if mangled[0] in piece), mangled[0])
        findings.append(finding("tekens-verminkt", welke=example))
    controls = re.findall(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]", text.rstrip("\x1a"))
    if len(controls) > len(text) // 50 + 2:
        raise Refused("onbekend-type")
    if controls:
        line = text.count("\n", 0, text.index(controls[0])) + 1
        findings.append(finding("stuurtekens", aantal=len(controls), is_=len(controls), regel=line))
    return Text(text.rstrip("\x1a"), "utf-8" if name == "utf-8-sig" else name, findings)
