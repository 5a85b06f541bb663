"""The first sheet of the marked copy: the verdict, and every finding with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from exports.controle import MEANS, SIGNS, Verslag, cells, line
from exports.controle_cel import FILLS, link, words, wrap
from model import taal
from model.issue import Issue

_WIDTHS = (7, 18, 24, 12, 90, 28, 9)


def draw(sheet: Worksheet, verslag: Verslag, names: Mapping[str, str], notes: Sequence[str]) -> None:
    """Fill the sheet.

    Args:
        sheet: an empty one.
        verslag: what was found.
        names: per sheet of the file its name in the copy.
        notes: what is otherwise in the copy than in the file.
    """
    words(sheet.cell(1, 1), f"Bevindingen bij {line(verslag.bestand)}", size=16, bold=True)
    words(sheet.cell(2, 1), verslag.oordeel, size=13, bold=True)
    texts = [f"Herkend als: {verslag.layout}", verslag.tellingen] if verslag.layout else []
    texts += [
        verslag.verder,
        f"Gecontroleerd op {taal.datum(verslag.vandaag)}. Er is niets opgeslagen.",
        "Dit is een kopie met alleen waarden: formules, macro's en koppelingen staan er niet in.",
        "Verbeter uw eigen bestand, niet deze kopie. De gemarkeerde cellen hebben een opmerking.",
        *notes,
    ]
    for row, text in enumerate(texts, 3):
        words(sheet.cell(row, 1), text)
    _table(sheet, verslag, names, len(texts) + 4)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _table(sheet: Worksheet, verslag: Verslag, names: Mapping[str, str], top: int) -> None:
    heads = ("nr", "ernst", "blad", "cel", "wat er is en wat u kunt doen", "code", "aantal")
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(top, column)
        words(cell, head, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3A4D")
    ordered = sorted(verslag.issues, key=lambda issue: list(SIGNS).index(issue.ernst))
    for number, issue in enumerate(ordered, 1):
        _row(sheet, names, top + number, number, issue)
    row = top + len(ordered) + 1
    if not ordered:
        words(sheet.cell(row, 1), "Er is niets gevonden dat anders moet.")
    for ernst, means in MEANS.items():
        row += 1
        words(sheet.cell(row, 2), f"{SIGNS[ernst]} {taal.woord(ernst.value)}")
        words(sheet.cell(row, 3), means)


def _row(sheet: Worksheet, names: Mapping[str, str], row: int, number: int, issue: Issue) -> None:
    named = cells(issue, list(names))
    blad = names[named[0].blad] if named else names.get(issue.plaats, issue.plaats)
    place = f"{get_column_letter(named[0].kolom)}{named[0].rij}" if named else ""
    sheet.cell(row, 1, number)
    words(sheet.cell(row, 2), f"{SIGNS[issue.ernst]} {taal.woord(issue.ernst.value)}")
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[issue.ernst])
    words(sheet.cell(row, 3), blad or "het hele bestand")
    words(sheet.cell(row, 4), place)
    words(sheet.cell(row, 5), line(issue.tekst))
    words(sheet.cell(row, 6), issue.code)
    sheet.cell(row, 7, issue.aantal)
    if named:
        where = f"{quote_sheetname(blad)}!{place}"
        sheet.cell(row, 4).hyperlink = Hyperlink(ref=f"D{row}", location=where, display=place)
        link(sheet.cell(row, 4))
    sheet.row_dimensions[row].height = 15 * max(1, -(-len(issue.tekst) // 85)) + 3
    for column in range(1, len(_WIDTHS) + 1):
        wrap(sheet.cell(row, column), lines=column in (3, 5))
