"""Excel workbooks (.xlsx, .xlsm): values by calamine, facts from the raw XML, a second reader."""

from __future__ import annotations

import io
from functools import cache

import python_calamine
from openpyxl.utils import get_column_letter

from loaders.reading import cells, facts, fast, ooxml, second, sheetxml
from loaders.reading.findings import MELDING, Finding, Refused, finding, together
from loaders.reading.limits import Limits
from loaders.reading.package import Package
from model.grid import Sheet, Workbook

#: ISO dates belong to Strict files; in the largest other sheets the search for them is not worth its time
_SEARCH_DATES = 5_000_000


def read(package: Package, limits: Limits) -> tuple[Workbook, list[Finding]]:
    """Return the workbook and what there is to say about it."""
    content = _prepared(package)
    book = ooxml.book(package)
    percent = ooxml.percent_styles(package.get("xl/styles.xml"))
    sheets: list[Sheet] = []
    known: list[facts.Facts] = []
    findings = whole(package, book)
    calculated = False
    sources = _sources(package, book, limits)
    reader = cache(lambda: python_calamine.load_workbook(io.BytesIO(content)))
    for index, part in enumerate(book.sheets):
        if not part.is_worksheet:
            findings.append(finding("grafiekblad", blad=part.name))
            continue
        source = sources.pop(index)
        raw = sheetxml.facts(source, percent, _table_filters(package, part.part))
        calculated |= source.marks.formulas
        early = package.early.get(index) if content is package.content else None
        quick = fast.sheet(package, index, part, source.xml, early, raw) if early else None
        sheet = quick or calamine(reader(), index, part.name, part.visibility)
        if not facts.agrees(sheet, raw):
            sheetxml.recount(raw, source)
        findings += facts.apply(sheet, raw) + facts.old_dates(sheet, book.datum1904)
        sheets.append(sheet)
        known.append(raw)
    workbook = Workbook("xlsx", sheets, datum1904=book.datum1904)
    if book.recalculates and calculated:
        findings.append(finding("niet-doorgerekend"))
    findings += empty(workbook, any(raw.protected for raw in known))
    findings += second.compare(workbook, limits, lambda: second.excel(package))
    return workbook, findings


def _sources(package: Package, book: ooxml.Book, limits: Limits) -> dict[int, sheetxml.RawSheet]:
    """Return the XML of the worksheets; refuse when any reaches beyond the limits, and name each."""
    found = {}
    with together() as each:
        for index, part in enumerate(book.sheets):
            if part.is_worksheet:
                found[index] = sheetxml.RawSheet(package.get(part.part))
                with each():
                    sheetxml.check_far(found[index], part.name, limits)
                    sheetxml.check_rows(found[index], part.name, limits)
                found[index].forget()
    return found


def _table_filters(package: Package, part: str) -> list[range]:
    """Return the rows on which a table of the sheet has a filter at work."""
    targets = ooxml.relations(package, part, needed=False).values()
    tables = [name for name, kind in targets if kind.endswith("/table")]
    return [rows for name in tables for rows in sheetxml.filtered(package.get(name))]


def _prepared(package: Package) -> bytes:
    """Return the content for the readers; a Strict file is rewritten first."""
    strict = ooxml.transitional(package)
    dated = False
    for name, data in package.parts.items():
        likely = name.startswith("xl/worksheets/") and (strict or len(data) < _SEARCH_DATES)
        if likely and b' t="d"' in data:
            package.parts[name], dated = sheetxml.iso_to_serial(data), True
    return package.repacked() if strict or dated else package.content


def calamine(reader: python_calamine.CalamineWorkbook, index: int, name: str, visibility: str) -> Sheet:
    """Return the cells of one sheet, as calamine types them."""
    source = reader.get_sheet_by_index(index)
    if source.start is None:
        return Sheet(name, [], visibility=visibility)
    row, col = source.start
    return Sheet(name, cells.columns(source.to_python()), row + 1, col + 1, visibility)


def whole(package: Package, book: ooxml.Book) -> list[Finding]:
    """Return what holds for the workbook as a whole."""
    findings = []
    if any(name.lower().startswith("xl/externallinks/externallink") for name in package.parts):
        findings.append(finding("externe-koppeling"))
    if book.datum1904:
        findings.append(finding("datum-1904"))
    if book.incomplete:
        findings.append(finding("niet-doorgerekend"))
    return findings


def check_size(name: str, last_row: int, last_col: int, limits: Limits) -> None:
    """Refuse a sheet that reaches beyond the limits."""
    if last_row > limits.rows:
        raise Refused("te-veel-rijen", name, is_=last_row, mag=limits.rows)
    if last_col > limits.columns:
        letters = get_column_letter(last_col), get_column_letter(limits.columns)
        raise Refused("te-veel-kolommen", name, is_=letters[0], mag=letters[1])


def empty(workbook: Workbook, protected: bool = False) -> list[Finding]:
    """Refuse a workbook without any cell; an empty protected one is a form, and read as what it is."""
    if any(sheet.columns for sheet in workbook.sheets):
        return []
    if not protected or not workbook.sheets:
        raise Refused("leeg-werkboek")
    found = finding("leeg-formulier")
    return [found._replace(ernst=MELDING)]
