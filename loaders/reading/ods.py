"""OpenDocument spreadsheets (.ods): values by calamine, facts from the raw XML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import python_calamine
from openpyxl.utils import get_column_letter

from loaders.reading import facts, second, second_ods, xlsx
from loaders.reading.facts import Facts
from loaders.reading.findings import Finding, Refused
from loaders.reading.limits import Limits
from loaders.reading.package import Package
from model.grid import Sheet, Workbook

_TAG = re.compile(rb"<(/?)table:(table(?:-row|-column|-cell)?|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>")
_ATTRIBUTE = re.compile(rb"([\w:-]+)=\"([^\"]*)\"")
_SHOWN_ERROR = re.compile(rb"<text:p[^>]*>(#[^<]+|Err:\d+)</text:p>")
#: what only a walk over all cells can place
_REMARKABLE = re.compile(
    rb'value-type="(?:error|percentage)"|table:visibility="|-spanned="[^1]|table:protected="true"'
)
_WORTH_A_LOOK = frozenset(
    {b"office:value-type", b"table:formula", b"table:number-columns-spanned", b"table:number-rows-spanned"}
)
_WALK_ALWAYS = 16_000_000
_NUMBERS = (b"float", b"percentage", b"currency", b"date", b"time")


def read(package: Package, limits: Limits) -> tuple[Workbook, list[Finding]]:
    """Return the workbook and what there is to say about it."""
    manifest = package.get("META-INF/manifest.xml")
    if b"encryption-data" in manifest or "encrypted-package" in package.parts:
        raise Refused("wachtwoord")
    xml = package.get("content.xml")
    if not xml:
        raise Refused("beschadigd", wat="de inhoud ontbreekt")
    known = list(_sheets(xml, limits)) if len(xml) < _WALK_ALWAYS or _REMARKABLE.search(xml) else []
    reader = python_calamine.load_workbook(io.BytesIO(_prepared(package, xml)))
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    for index, meta in enumerate(reader.sheets_metadata):
        visible = str(meta.visible).endswith(".Visible")
        sheet = xlsx.calamine(reader, index, meta.name, "zichtbaar" if visible else "verborgen")
        raw = known[index] if index < len(known) else Facts()
        last_col = sheet.first_col + len(sheet.columns) - 1
        xlsx.check_size(sheet.name, sheet.first_row + sheet.n_rows - 1, last_col, limits)
        findings += facts.apply(sheet, raw)
        sheets.append(sheet)
    workbook = Workbook("ods", sheets)
    if len(xml) < _WALK_ALWAYS:
        findings += second.compare(workbook, limits, lambda: second_ods.values(xml, limits.second_reader))
    return workbook, findings + xlsx.empty(workbook, any(raw.protected for raw in known))


def _prepared(package: Package, xml: bytes) -> bytes:
    """Return the content for calamine, which drops tabs and line ends that are elements of their own."""
    plain = re.sub(rb"<text:tab\b[^>]*/>", b"&#9;", re.sub(rb"<text:line-break\s*/>", b"&#10;", xml))
    return package.content if plain == xml else package.repacked({"content.xml": plain})


def _sheets(xml: bytes, limits: Limits) -> Iterator[Facts]:
    """Walk over the tables; rows and cells may stand for many."""
    walk: _Walk | None = None
    for tag in _TAG.finditer(xml):
        name, closing = tag[2], bool(tag[1])
        if name == b"table":
            if closing and walk is not None:
                yield walk.found
                walk = None
            elif not closing and walk is None:
                walk = _Walk(xml, limits)
                walk.found.protected = b'table:protected="true"' in tag[3]
                if tag[4]:
                    yield walk.found
                    walk = None
        elif walk is not None and not closing:
            walk.step(name, dict(_ATTRIBUTE.findall(tag[3])), tag.end(), bool(tag[4]))


class _Walk:
    """The place in one table, and what was found on the way."""

    def __init__(self, xml: bytes, limits: Limits) -> None:
        self.xml, self.limits = xml, limits
        self.found = Facts(values=0, numbers=0)
        self.row = self.col = 0
        self.next_row = self.next_column = 1
        self.repeat = 1

    def step(self, name: bytes, attributes: dict[bytes, bytes], end: int, single: bool) -> None:
        """Take one opening tag."""
        hidden = attributes.get(b"table:visibility") in (b"collapse", b"filter")
        if name == b"table-column":
            count = _count(attributes, b"table:number-columns-repeated")
            if hidden:
                self.found.hidden_cols += range(self.next_column, self.next_column + min(count, 16_384))
            self.next_column += count
        elif name == b"table-row":
            self.row, self.col = self.next_row, 1
            self.repeat = _count(attributes, b"table:number-rows-repeated")
            self.next_row += self.repeat
            if hidden:
                rows = range(self.row, self.row + min(self.repeat, self.limits.rows))
                self.found.hidden_rows += rows
                self.found.filtered += rows if attributes.get(b"table:visibility") == b"filter" else ()
        else:
            count = _count(attributes, b"table:number-columns-repeated")
            if not _WORTH_A_LOOK.isdisjoint(attributes):
                self._cell(attributes, count, end, single)
            self.col += count

    def _cell(self, attributes: dict[bytes, bytes], count: int, end: int, single: bool) -> None:
        kind = attributes.get(b"office:value-type", b"")
        spanned = (
            _count(attributes, b"table:number-columns-spanned"),
            _count(attributes, b"table:number-rows-spanned"),
        )
        if spanned != (1, 1):
            last = f"{get_column_letter(self.col + spanned[0] - 1)}{self.row + spanned[1] - 1}"
            self.found.merged.append(f"{get_column_letter(self.col)}{self.row}:{last}")
        if kind or b"table:formula" in attributes:
            self._check_far(count)
        shown = b"" if single else self.xml[end : end + 200].partition(b"</table:")[0]
        error = _SHOWN_ERROR.search(shown) if attributes.get(b"calcext:value-type") == b"error" else None
        for row in range(self.row, self.row + self.repeat if kind or error else self.row):
            for col in range(self.col, self.col + count):
                if error:
                    self.found.errors[(row, col)] = error[1].decode("utf-8")
                if kind == b"percentage":
                    self.found.percent.append((row, col))
        if kind:
            self.found.values = (self.found.values or 0) + count * self.repeat
        if kind in _NUMBERS:
            self.found.numbers = (self.found.numbers or 0) + count * self.repeat
        if b"table:formula" in attributes and not kind:
            self.found.unset.append((self.row, self.col))

    def _check_far(self, count: int) -> None:
        if self.row + self.repeat - 1 > self.limits.rows:
            raise Refused("te-veel-rijen", is_=self.row + self.repeat - 1, mag=self.limits.rows)
        if self.col + count - 1 > self.limits.columns:
            raise Refused(
                "te-veel-kolommen",
                is_=get_column_letter(min(self.col + count - 1, 16_384)),
                mag=get_column_letter(self.limits.columns),
            )


def _count(attributes: dict[bytes, bytes], name: bytes) -> int:
    value = attributes.get(name, b"1")
    return int(value) if value.isdigit() and 0 < len(value) < 9 else 1
