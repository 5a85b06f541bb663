"""The frame of an Excel package: sheets with their parts, date system, percentage styles, Strict."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from loaders.reading.findings import Refused
from loaders.reading.package import Package

_WORKBOOK_TYPE = re.compile(
    rb"<Override\b(?=[^>]*ContentType=[\"'][^\"']*(?:sheet|template|macroEnabled)\.main\+xml)[^>]*PartName=[\"']([^\"']+)"
)
#: Strict Open XML names the same things with other addresses
_STRICT = b"http://purl.oclc.org/ooxml/"
_SPELLINGS = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_VISIBILITY = {"hidden": "verborgen", "veryHidden": "zeer-verborgen"}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of a workbook and where its cells are."""

    name: str
    part: str
    visibility: str
    is_worksheet: bool


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook and what holds for all of them.

    ``incomplete``: saved before the formulas were calculated. ``recalculates``: Excel is told to calculate
    them when it opens the file; programs that only write formulas say so, and store 0 or nothing for them.
    """

    sheets: list[SheetPart]
    datum1904: bool
    incomplete: bool
    recalculates: bool = False


def transitional(package: Package) -> bool:
    """Rewrite a Strict package to the common spelling; True when it was Strict."""
    strict = {name for name, data in package.parts.items() if _STRICT in data[:4000]}
    for name in strict:
        data = package.parts[name]
        for strict_name, common in _SPELLINGS:
            data = data.replace(strict_name, common)
        package.parts[name] = data
    return bool(strict)


def workbook_part(package: Package) -> str:
    """Return the name of the workbook part."""
    found = _WORKBOOK_TYPE.search(package.get("[Content_Types].xml"))
    return found[1].decode().lstrip("/") if found else "xl/workbook.xml"


def book(package: Package) -> Book:
    """Read the list of sheets."""
    part = workbook_part(package)
    data = package.get(part)
    if not data:
        raise Refused("beschadigd", wat="de lijst van bladen ontbreekt")
    root = ElementTree.fromstring(data)  # noqa: S314 - DOCTYPE and ENTITY were refused before
    targets = relations(package, part)
    sheets = []
    for element in root.iter():
        if _local(element.tag) == "sheet":
            identity = next((v for k, v in element.attrib.items() if _local(k) == "id"), "")
            target, kind = targets.get(identity, ("", ""))
            visibility = _VISIBILITY.get(element.get("state", ""), "zichtbaar")
            sheets.append(SheetPart(element.get("name", ""), target, visibility, kind.endswith("/worksheet")))
    properties = next((e for e in root.iter() if _local(e.tag) == "workbookPr"), None)
    calculation = next((e for e in root.iter() if _local(e.tag) == "calcPr"), None)
    return Book(
        sheets,
        datum1904=properties is not None and properties.get("date1904", "0") in ("1", "true"),
        incomplete=calculation is not None and calculation.get("calcCompleted", "1") in ("0", "false"),
        recalculates=calculation is not None and calculation.get("fullCalcOnLoad", "0") in ("1", "true"),
    )


def relations(package: Package, part: str, needed: bool = True) -> dict[str, tuple[str, str]]:
    """Return relation id -> (part, type) of a part."""
    folder, name = posixpath.split(part)
    data = package.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if not data and needed:
        raise Refused("beschadigd", wat="de verwijzing naar de bladen ontbreekt")
    if not data:
        return {}
    found = {}
    for element in ElementTree.fromstring(data):  # noqa: S314 - DOCTYPE and ENTITY were refused before
        target = element.get("Target", "")
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found[element.get("Id", "")] = (path, element.get("Type", ""))
    return found


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def percent_styles(styles: bytes) -> list[int]:
    """Return the numbers of the cell styles that show a percentage."""
    block = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not block:
        return []
    formats = {9, 10}
    for tag in re.findall(rb"<(?:\w+:)?numFmt\b[^>]*>", styles):
        number = re.search(rb"numFmtId=[\"'](\d+)", tag)
        code = re.search(rb"formatCode=(?:\"([^\"]*)\"|'([^']*)')", tag)
        if number and code and is_percent((code[1] or code[2] or b"").decode("utf-8", "replace")):
            formats.add(int(number[1]))
    used = re.findall(rb"<(?:\w+:)?xf\b([^>]*)>", block[0])
    ids = [re.search(rb"numFmtId=[\"'](\d+)", attributes) for attributes in used]
    return [i for i, found in enumerate(ids) if found and int(found[1]) in formats]


def is_percent(code: str) -> bool:
    r"""Return whether a number format shows a percentage; quoted and escaped signs do not count.

    >>> is_percent('0.0%'), is_percent('0 "%"'), is_percent('0\\%')
    (True, False, False)
    """
    return "%" in re.sub(r'"[^"]*"|&quot;.*?&quot;|\\.|_.|\[[^\]]*\]', "", code)
