"""Binary Excel workbooks (.xlsb): values by calamine, facts from the records."""

from __future__ import annotations

import io
import struct

import python_calamine

from loaders.reading import biff12, facts, second, second_binary, xlsx
from loaders.reading.findings import Finding, Refused, finding
from loaders.reading.limits import Limits
from loaders.reading.package import Package
from model.grid import Workbook


def read(package: Package, limits: Limits) -> tuple[Workbook, list[Finding]]:
    """Return the workbook and what there is to say about it."""
    try:
        return _read(package, limits)
    except (struct.error, IndexError) as error:
        raise Refused("beschadigd", wat="een record is te kort") from error


def _read(package: Package, limits: Limits) -> tuple[Workbook, list[Finding]]:
    book = biff12.book(package)
    percent = biff12.percent_styles(package.get("xl/styles.bin"))
    findings = xlsx.whole(package, book)
    sheets, protected = [], False
    reader = None
    for index, part in enumerate(book.sheets):
        if not part.is_worksheet:
            findings.append(finding("grafiekblad", blad=part.name))
            continue
        raw = biff12.facts(package.get(part.part), part.name, percent, limits)
        reader = reader or python_calamine.load_workbook(io.BytesIO(package.content))
        sheet = xlsx.calamine(reader, index, part.name, part.visibility)
        findings += facts.apply(sheet, raw) + facts.old_dates(sheet, book.datum1904)
        sheets.append(sheet)
        protected |= raw.protected
    workbook = Workbook("xlsb", sheets, datum1904=book.datum1904)
    findings += second.compare(workbook, limits, lambda: second_binary.xlsb(package, book), typed=False)
    return workbook, findings + xlsx.empty(workbook, protected)
