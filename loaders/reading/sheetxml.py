"""Facts of a worksheet from its raw XML, by searching bytes: fast enough for the largest sheet we accept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property

from openpyxl.utils import column_index_from_string, get_column_letter

from loaders.reading.facts import Facts, Place
from loaders.reading.findings import Refused
from loaders.reading.limits import Limits
from loaders.reading.scan import Marks, scan

_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_CELL = re.compile(rb"<c\b([^>]*[^/>])>(.*?)</c>", re.DOTALL)
_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
_VALUE = re.compile(rb"<v(?: [^>]*)?>[^<]+</v>")


class RawSheet:
    """The XML of one sheet, with the common spelling of its tags: no prefix, no comments, no CDATA."""

    def __init__(self, xml: bytes) -> None:
        prefix = re.search(rb"<(\w+):worksheet\b", xml[:4000])
        if prefix:
            xml = xml.replace(b"<" + prefix[1] + b":", b"<").replace(b"</" + prefix[1] + b":", b"</")
        self.xml = xml
        self.marks = self._scan()
        if self.marks.markup:
            self.xml = re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", b"", xml, flags=re.DOTALL)
            self.marks = self._scan()

    def _scan(self) -> Marks:
        self.start = self.xml.find(b"<sheetData")
        self.end = max(self.xml.rfind(b"</sheetData>"), self.start, 0)
        self.start = max(self.start, 0)
        return scan(self.xml, self.start, self.end)

    @cached_property
    def data(self) -> bytes:
        """The part of the XML that holds the cells."""
        return self.xml[self.start : self.end]

    def forget(self) -> None:
        """Let go of ``data``, which is a copy, until it is asked for again."""
        vars(self).pop("data", None)


def check_far(sheet: RawSheet, name: str, limits: Limits) -> None:
    """Refuse a sheet with a filled cell beyond the limits, before a reader makes room for it."""
    if not (sheet.marks.wide or sheet.marks.odd or min(limits.rows, 99_999) < 99_999 or limits.columns < 26):
        return
    quote = "'" if sheet.marks.odd and b" r='" in sheet.data else '"'
    if not _far(limits.rows, limits.columns, quote).search(sheet.data):
        return
    for found in re.finditer(rb"<c\b([^>]*[^/>])>\s*<(?:v|is|f)\b", sheet.data):
        place = _ADDRESS.search(found[1])
        if place is None:
            continue
        where = f"{name}!{place[1].decode()}{place[2].decode()}"
        if int(place[2]) > limits.rows:
            raise Refused("te-veel-rijen", where, is_=int(place[2]), mag=limits.rows)
        if column_index_from_string(place[1].decode()) > limits.columns:
            letters = get_column_letter(limits.columns)
            raise Refused("te-veel-kolommen", where, is_=place[1].decode(), mag=letters)


def check_rows(sheet: RawSheet, name: str, limits: Limits) -> None:
    """Refuse a sheet with too many rows when its cells do not say where they are."""
    if sheet.marks.values and not _ADDRESS.search(sheet.xml, sheet.start, sheet.end):
        rows = sheet.data.count(b"<row")
        if rows > limits.rows:
            raise Refused("te-veel-rijen", name, is_=rows, mag=limits.rows)


@cache
def _far(rows: int, columns: int, quote: str) -> re.Pattern[bytes]:
    """Return a pattern that finds any address beyond the limits; fixed first bytes make it fast."""
    letters = _beyond(get_column_letter(columns), "A-Z", "Z", 3)
    digits = _beyond(str(rows), "0-9", "9", 7)
    return re.compile(f" r={quote}(?:(?:{letters})[0-9]+|[A-Z]+(?:{digits})){quote}".encode())


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


def facts(sheet: RawSheet, percent: list[int], filters: Sequence[range] = ()) -> Facts:
    """Return the facts of a sheet.

    Args:
        sheet: its XML.
        percent: the styles that show a percentage.
        filters: the rows on which a table has a filter at work.
    """
    marks, head, tail = sheet.marks, sheet.xml[: sheet.start], sheet.xml[sheet.end :]
    found = Facts(
        hidden_rows=sorted(_hidden_rows(sheet.data)) if marks.hidden else [],
        hidden_cols=_hidden_cols(head) if b"hidden=" in head else [],
        merged=[ref.decode() for ref in re.findall(rb"<mergeCell\b[^>]*\bref=[\"']([A-Z0-9:]+)", tail)],
        errors=dict(_errors(sheet.data)) if marks.errors or marks.odd else {},
        unset=list(_unset(sheet.data)) if marks.formulas else [],
        percent=list(_styled(sheet.data, percent)) if percent else [],
        protected=b"<sheetProtection" in tail,
        values=marks.values,
        texts=marks.texts,
        booleans=marks.booleans,
        numbers=marks.values - marks.texts - marks.booleans - marks.errors,
    )
    reach = [*filters, *filtered(tail)]
    found.filtered = [row for row in found.hidden_rows if any(row in rows for rows in reach)]
    if marks.odd:
        recount(found, sheet)
    return found


def filtered(xml: bytes) -> list[range]:
    """Return the rows on which a filter of a sheet or table is at work; one that only shows buttons is not.

    >>> filtered(b'<autoFilter ref="A1:C9"><filterColumn colId="0"/></autoFilter><autoFilter ref="A1:B2"/>')
    [range(1, 10)]
    """
    reference = rb"\bref=[\"'][A-Z]+(\d+):[A-Z]+(\d+)[\"']"
    pattern = rb"<(?:\w+:)?autoFilter\b[^>]*" + reference + rb"[^>/]*>\s*<(?:\w+:)?filterColumn\b"
    return [range(int(first), int(last) + 1) for first, last in re.findall(pattern, xml)]


def recount(found: Facts, sheet: RawSheet) -> None:
    """Count cell by cell: slower, but right for cells that name a type and hold nothing."""
    found.values = found.texts = found.booleans = found.numbers = 0
    for cell in _CELL.finditer(sheet.data):
        kind = _TYPE.search(cell[1])
        name = kind[1] if kind else b"n"
        if not _VALUE.search(cell[2]) and b"<is" not in cell[2]:
            continue
        found.values += 1
        found.numbers += name in (b"n", b"d")
        found.booleans += name == b"b"
        found.texts += name in (b"s", b"str", b"inlineStr")


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
    for found in re.finditer(rb"<c\b(?=[^>]*\bt=[\"']e[\"'])([^>]*[^/>])>(.*?)</c>", data, re.DOTALL):
        place = _place(found[1])
        text = re.search(rb"<v[^>]*>([^<]*)</v>", found[2])
        if place:
            yield place, text[1].decode("utf-8") if text and text[1] else "#FOUT"


def _unset(data: bytes) -> Iterator[Place]:
    """Find formulas without a stored value; a text formula with an empty value is an empty text."""
    formula = rb"([^>]*[^/>])>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*"
    other = rb"<c\b(?![^>]*\bt=[\"'](?:str|e)[\"'])" + formula + rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
    text = rb"<c\b(?=[^>]*\bt=[\"']str[\"'])" + formula + rb"</c>"
    for found in (*re.finditer(other, data), *re.finditer(text, data)):
        place = _place(found[1])
        if place:
            yield place


def _styled(data: bytes, styles: list[int]) -> Iterator[Place]:
    wanted = b"|".join(str(style).encode() for style in styles)
    for found in re.finditer(rb"<c\b(?=[^>]*\bs=[\"'](?:" + wanted + rb")[\"'])[^>]*[^/>]>", data):
        place = _place(found[0])
        if place:
            yield place


def iso_to_serial(data: bytes) -> bytes:
    """Turn ISO dates (``t="d"``, used by Strict files) into the day numbers that every reader knows."""

    def number(found: re.Match[bytes]) -> bytes:
        try:
            moment = datetime.fromisoformat(found[3].decode().rstrip("Z"))
        except ValueError:
            return found[0]
        serial = (moment.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400
        return found[1] + found[2] + b"<v>" + repr(serial).encode() + b"</v>"

    pattern = rb"(<c\b[^>]*?) t=\"d\"([^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?)<v>(\d{4}-[^<]*)</v>"
    return re.sub(pattern, number, data)
