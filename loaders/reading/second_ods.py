"""The second reader of OpenDocument spreadsheets: the XML element by element, as the standard has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree

from loaders.reading.second import Seen, Values

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT = (_SPACE % name for name in ("office", "table", "text"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_GROUPS = {f"{_TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S")


def values(xml: bytes, most: int) -> Values:
    """Return the filled cells of every table, at most ``most`` in all; one more says that there are more."""
    root = ElementTree.fromstring(xml)  # noqa: S314 - DOCTYPE and ENTITY were refused before
    body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    found: Values = {}
    for table in body.findall(f"{_TABLE}table") if body is not None else []:
        found[table.get(f"{_TABLE}name", "")] = _sheet(table, most)
    return found


def _sheet(table: ElementTree.Element, most: int) -> Seen:
    seen: Seen = {}
    row = 1
    for element in _rows(table):
        repeat = _times(element, "rows")
        cells = dict(_row(element)) if len(element) else {}
        for i in range(repeat if cells else 0):
            if len(seen) > most:
                return seen
            seen |= {(row + i, col): value for col, value in cells.items()}
        row += repeat
    return seen


def _rows(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _row(row: ElementTree.Element) -> Iterator[tuple[int, object]]:
    col = 1
    for cell in row:
        if cell.tag in _CELLS:
            repeat = _times(cell, "columns")
            value = _value(cell)
            if value is not None and value != "":
                yield from ((col + i, value) for i in range(repeat))
            col += repeat


def _times(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _value(cell: ElementTree.Element) -> object:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value", "nan"))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        return _duration(cell.get(f"{_OFFICE}time-value", ""))
    shown = "\n".join(_shown(paragraph) for paragraph in cell.findall(f"{_TEXT}p"))
    if kind == "string" and cell.get(f"{_CALC}value-type") != "error":
        return cell.get(f"{_OFFICE}string-value", shown)
    return shown if kind == "string" else None


def _duration(text: str) -> timedelta:
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    sign, hours, minutes, seconds = found.groups()
    return (-1 if sign else 1) * timedelta(
        hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", "."))
    )


def _shown(element: ElementTree.Element) -> str:
    """Return the text of a paragraph; spaces in a row, tabs and line ends are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag.endswith("tab") else "\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_shown(child))
        parts.append(child.tail or "")
    return "".join(parts)
