"""Facts of a worksheet from its raw XML, by searching bytes: fast enough for the largest sheet we accept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from openpyxl.utils import column_index_from_string, get_column_letter

from loaders.reading.facts import Facts, Place
from loaders.reading.findings import Refused
from loaders.reading.limits import Limits

_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")


def clean(xml: bytes) -> bytes:
    """Return the XML without comments and CDATA, and with the common spelling (no prefix) of its own tags."""
    if b"<!--" in xml or b"<![CDATA[" in xml:
        xml = re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", b"", xml, flags=re.DOTALL)
    prefix = re.search(rb"<(\w+):worksheet\b", xml[:4000])
    if prefix:
        xml = xml.replace(b"<" + prefix[1] + b":", b"<").replace(b"</" + prefix[1] + b":", b"</")
    return xml


def body(xml: bytes) -> bytes:
    """Return the part of the XML that holds the cells."""
    start = xml.find(b"<sheetData")
    end = xml.rfind(b"</sheetData>")
    return xml[start:end] if 0 <= start < end else b""


def check_far(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a sheet with a filled cell beyond the limits, before a reader makes room for it."""
    pattern = _far(limits.rows, limits.columns)
    if not pattern.search(data):
        return
    for found in re.finditer(rb"<c\b([^>]*[^/>])>\s*<(?:v|is|f)\b", data):
        place = _ADDRESS.search(found[1])
        if place is None:
            continue
        if int(place[2]) > limits.rows:
            raise Refused("te-veel-rijen", _cell(name, place), is_=int(place[2]), mag=limits.rows)
        if column_index_from_string(place[1].decode()) > limits.columns:
            letters = get_column_letter(limits.columns)
            raise Refused("te-veel-kolommen", _cell(name, place), is_=place[1].decode(), mag=letters)


def check_rows(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a sheet with too many rows; rows need not say their number."""
    rows = data.count(b"<row")
    if rows > limits.rows and b"<c" in data and not _ADDRESS.search(data):
        raise Refused("te-veel-rijen", name, is_=rows, mag=limits.rows)


def _cell(name: str, place: re.Match[bytes]) -> str:
    return f"{name}!{place[1].decode()}{place[2].decode()}"


@cache
def _far(rows: int, columns: int) -> re.Pattern[bytes]:
    """Return a pattern that finds any address beyond the limits."""
    letters = _beyond(get_column_letter(columns), "A-Z", "Z", 3)
    digits = _beyond(str(rows), "0-9", "9", 7)
    return re.compile(rf"\br=[\"'](?:(?:{letters})\d+|[A-Z]+(?:{digits}))[\"']".encode())


def _beyond(limit: str, alphabet: str, last: str, longest: int) -> str:
    """Return a pattern for everything that comes after the limit, shorter words first.

    >>> _beyond("GR", "A-Z", "Z", 3)
    '[A-Z]{3,3}|[H-Z][A-Z]{1}|G[S-Z][A-Z]{0}'
    """
    options = [f"[{alphabet}]{{{len(limit) + 1},{longest}}}"] if len(limit) < longest else []
    for i, char in enumerate(limit):
        if char != last:
            options.append(f"{limit[:i]}[{chr(ord(char) + 1)}-{last}][{alphabet}]{{{len(limit) - i - 1}}}")
    return "|".join(options) or "(?!)"


def facts(xml: bytes, data: bytes, percent: list[int]) -> Facts:
    """Return the facts of a sheet; ``data`` is its ``body``."""
    tail = xml[max(xml.rfind(b"</sheetData>"), xml.find(b"<sheetData"), 0) :]
    head = xml[: max(0, xml.find(b"<sheetData"))]
    found = Facts(
        hidden_rows=sorted(_hidden_rows(data)) if b"hidden=" in data else [],
        hidden_cols=_hidden_cols(head) if b"hidden=" in head else [],
        merged=[ref.decode() for ref in re.findall(rb"<mergeCell\b[^>]*\bref=[\"']([A-Z0-9:]+)", tail)],
        unset=list(_unset(data)) if b"<f" in data else [],
        percent=list(_styled(data, percent)) if percent else [],
        protected=b"<sheetProtection" in tail,
    )
    _count(found, data)
    return found


def _count(found: Facts, data: bytes) -> None:
    """Count the cells that store a value, by type; one search per question, because every search reads all bytes."""
    values = data.count(b"<v>") + data.count(b"<is>")
    typed = data.count(b' t="') - data.count(b' t="n"')
    special = dict.fromkeys((b"b", b"e", b"d"), 0)
    if re.search(rb" t=[\"'][bed][\"']", data):
        special = {key: data.count(b' t="' + key + b'"') for key in special}
        found.errors = dict(_errors(data))
    if re.search(rb"<v>\s*</v>|<v[\s/]", data):
        blank = len(re.findall(rb"<v>\s*</v>", data))
        values += data.count(b"<v ") - data.count(b"<v />") - blank
    found.values = values
    if b" t='" in data or b"<is " in data:
        return
    texts = typed - sum(special.values())
    empty = _without_value(data) if b' t="str"' in data else 0
    found.texts, found.booleans = texts - empty, special[b"b"]
    found.numbers = values - (typed - empty) + special[b"d"]


def _without_value(data: bytes) -> int:
    """Count texts that are the outcome of a formula and empty."""
    return len(
        re.findall(
            rb'<c\b[^>]* t="str"[^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?(?:<v></v>|<v ?/>)?</c>', data
        )
    )


def _place(attributes: bytes) -> Place | None:
    found = _ADDRESS.search(attributes)
    return (int(found[2]), column_index_from_string(found[1].decode())) if found else None


def _hidden_rows(data: bytes) -> Iterator[int]:
    for tag in re.finditer(rb"<row\b[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*>", data):
        number = re.search(rb"\br=[\"'](\d+)", tag[0])
        if number:
            yield int(number[1])


def _hidden_cols(head: bytes) -> list[int]:
    hidden: list[int] = []
    for tag in re.findall(rb"<col\b[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*>", head):
        first, last = re.search(rb"\bmin=[\"'](\d+)", tag), re.search(rb"\bmax=[\"'](\d+)", tag)
        if first and last:
            hidden += range(int(first[1]), min(int(last[1]), int(first[1]) + 16_384) + 1)
    return hidden


def _errors(data: bytes) -> Iterator[tuple[Place, str]]:
    for found in re.finditer(rb"<c\b([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</c>", data, re.DOTALL):
        place = _place(found[1])
        text = re.search(rb"<v[^>]*>([^<]*)</v>", found[2])
        if place:
            yield place, text[1].decode("utf-8") if text and text[1] else "#FOUT"


def _unset(data: bytes) -> Iterator[Place]:
    """Find formulas without a stored value; a text formula with an empty value is an empty text."""
    pattern = rb"<c\b([^>]*[^/>])>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
    for found in re.finditer(pattern, data):
        if not re.search(rb"\bt=[\"'](?:str|e)[\"']", found[1]):
            place = _place(found[1])
            if place:
                yield place


def _styled(data: bytes, styles: list[int]) -> Iterator[Place]:
    wanted = b"|".join(str(style).encode() for style in styles)
    for found in re.finditer(rb"<c\b[^>]*\bs=[\"'](?:" + wanted + rb")[\"'][^>]*[^/>]>", data):
        place = _place(found[0])
        if place:
            yield place


def iso_to_serial(data: bytes) -> bytes:
    """Turn ISO dates (``t="d"``, used by Strict files) into the day numbers that every reader knows."""
    from datetime import datetime

    def number(found: re.Match[bytes]) -> bytes:
        moment = datetime.fromisoformat(found[3].decode().rstrip("Z"))
        serial = (moment.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400
        return found[1] + found[2] + b"<v>" + repr(serial).encode() + b"</v>"

    pattern = rb"(<c\b[^>]*?) t=\"d\"([^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?)<v>(\d{4}-[^<]*)</v>"
    return re.sub(pattern, number, data) if b' t="d"' in data else data
