"""Old Excel workbooks (.xls): values by calamine, facts from the records."""

from __future__ import annotations

import io

import python_calamine

from loaders.reading import biff, facts, second, second_binary, xlsx
from loaders.reading.findings import Finding, finding
from loaders.reading.limits import Limits
from model.grid import Workbook


def read(content: bytes, limits: Limits) -> tuple[Workbook, list[Finding]]:
    """Return the workbook and what there is to say about it."""
    data, has_macro = biff.stream(content)
    known = biff.read_globals(data, has_macro)
    percent = known.percent()
    reader = python_calamine.load_workbook(io.BytesIO(content))
    names = list(reader.sheet_names)
    findings = [finding("macro")] if has_macro else []
    if known.datum1904:
        findings.append(finding("datum-1904"))
    sheets, protected = [], False
    for name, visibility, is_worksheet, offset in known.sheets:
        if not is_worksheet or name not in names:
            findings.append(finding("grafiekblad", blad=name))
            continue
        raw = biff.facts(data, offset, percent)
        xlsx.check_size(name, raw.last_row, raw.last_col, limits)
        sheet = xlsx.calamine(reader, names.index(name), name, visibility)
        findings += facts.apply(sheet, raw) + facts.old_dates(sheet, known.datum1904)
        sheets.append(sheet)
        protected |= raw.protected
    workbook = Workbook("xls", sheets, datum1904=known.datum1904)
    findings += second.compare(workbook, limits, lambda: second_binary.xls(content), typed=False)
    return workbook, findings + xlsx.empty(workbook, protected)
