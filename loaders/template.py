"""The workbook that analysts fill in, made from the layout that reads it back (``sjabloon.toml``).

Lists, dates and whole numbers are checked in Excel while typing; every cell explains itself when selected.
"""

from __future__ import annotations

import io

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders import layouts, reference
from loaders.engine.rules import DATES
from loaders.layouts import Blad, Kolom
from model import gebieden as areas
from model.frames import FLAG, Frames
from model.lijsten import Maat, Niveau, SoortOpgave
from model.rules import rules
from model.schemas import SCHEMAS
from model.taal import woord

LAYOUT = "sjabloon"
LAST_ROW = 5000
_LISTS, _NOTES = "Lijsten", "Toelichting"
_NUMBERS = {"waarde", "waarde_min", "waarde_max", "plekken_amv", "plan_plekken"}
_TEXTS = {"gebied_code", "cyclus", "periode", "locatie_id", "plan_code", "telt_cyclus"}
_AREAS = {"gebied", "gebied_naam"}
_LEFT_OUT = {"maat": {""}, "soort_opgave": {SoortOpgave.BEREKEND.value}, "waarde_status": {"berekend"}}
_HEAD = PatternFill("solid", fgColor="1F3A4D")
_WIDE = {
    "toelichting": 40,
    "url": 40,
    "tekst": 60,
    "doel": 40,
    "gevraagd": 40,
    "uitkomst": 40,
    "titel": 32,
    "naam": 28,
    "verlenging_tekst": 24,
    "gebied_naam": 24,
    "gebied": 24,
}

UITLEG = (
    "Invulsjabloon Monitor Asielopgave",
    "",
    "1. Vul de bladen in die u nodig heeft. Niet alles hoeft.",
    "2. Eén rij is één getal, locatie, groep of koppelgemeente bij een locatie, knelpunt of maatregel.",
    "3. Klik op een cel: Excel zegt wat er moet staan. Kies uit de lijst waar die er is.",
    "4. Leeg betekent onbekend. Vul nooit 0 in voor iets dat u niet weet.",
    "5. Een opgave noemt haar soort, en bij de Spreidingswet ook de cyclus.",
    "6. Bij statushouders hoort een periode, bijvoorbeeld 2026-H1. Andere cijfers hebben een peildatum.",
    "7. Amv zitten in het totaal van asielzoekers: vul het totaal in bij deelgroep alle, en de amv apart.",
    "8. Zet nergens namen, nummers of geboortedatums van personen. Zo'n bestand wordt geweigerd.",
    "9. Vertrouwelijk? Begin de naam van het bestand met VERTROUWELIJK_ en zet er niets openbaars in.",
    "10. Verander de koppen niet. Kolommen die u niet nodig heeft, mag u leeg laten.",
)


def workbook(frames: Frames | None = None) -> bytes:
    """Return the empty template; the names of areas come from the frames when they are given."""
    return template(frames["gebieden"] if frames else reference.gebieden())


def template(gebieden: pd.DataFrame, provincie: str = "PV31") -> bytes:
    """Return the template for a province as an xlsx file, without example rows.

    Args:
        gebieden: frame of that name; its current gemeenten and regions become the list of areas.
        provincie: code of the province.
    """
    book = Workbook()
    book.remove(book.active)
    layout = next(item for item in layouts.shipped() if item.id == LAYOUT)
    lists = _Lists(_area_names(gebieden, provincie))
    for blad in layout.blad:
        _sheet(book.create_sheet(blad.titel), blad, lists)
    _notes(book.create_sheet(_NOTES))
    lists.write(book.create_sheet(_LISTS))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _area_names(gebieden: pd.DataFrame, provincie: str) -> dict[str, list[str]]:
    """Return names of gemeenten alone, and of everything in and around the province."""
    now = gebieden[gebieden["geldig_tot"].isna()].set_index("gebied_code")
    gemeenten = [str(now.loc[code, "naam"]) for code in areas.members(gebieden, provincie)]
    regios = [str(now.loc[code, "naam"]) for code in areas.children(gebieden, provincie, Niveau.REGIO)]
    return {"gebied": gemeenten, "gebied_naam": [*gemeenten, *regios, str(now.loc[provincie, "naam"])]}


class _Lists:
    """Closed lists in Dutch, each a column on the sheet with lists."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self._columns: dict[tuple[str, ...], int] = {}
        self._names = names

    def values(self, rol: str, frame: str) -> list[str]:
        """Return the choices of a role, as readers see them; empty when it has none."""
        if rol in _AREAS:
            return self._names[rol]
        if rol in {"cyclus", "telt_cyclus"}:
            return [cycle.code for cycle in rules().cyclus]
        column = SCHEMAS[frame].columns.get(rol)
        if column is not None and column.dtype == FLAG:
            return ["nee", "ja"]
        if column is None or column.values is None:
            return []
        skip = _LEFT_OUT.get(rol, set())
        return [woord(value.value) for value in column.values if value.value not in skip]

    def place(self, values: list[str]) -> str:
        """Return the range in which these values stand on the sheet with lists."""
        number = self._columns.setdefault(tuple(values), len(self._columns) + 1)
        letter = get_column_letter(number)
        return f"{quote_sheetname(_LISTS)}!${letter}$2:${letter}${len(values) + 1}"

    def write(self, sheet: Worksheet) -> None:
        """Fill the sheet with lists."""
        for values, number in self._columns.items():
            sheet.cell(1, number, "keuzelijst").font = Font(bold=True)
            for row, value in enumerate(values, 2):
                sheet.cell(row, number, value).number_format = "@"
            sheet.column_dimensions[get_column_letter(number)].width = max(map(len, values)) + 2


def _sheet(sheet: Worksheet, blad: Blad, lists: _Lists) -> None:
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 30
    for number, kolom in enumerate(blad.kolom, 1):
        cell = sheet.cell(1, number, kolom.kop[0])
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDE.get(kolom.rol, max(13, len(kolom.kop[0]) + 3))
        _validate(sheet, blad, kolom, letter, lists)
        style = _format(kolom.rol)
        if style:
            sheet.column_dimensions[letter].number_format = style
            for row in range(2, 202):
                sheet.cell(row, number).number_format = style


def _format(rol: str) -> str:
    """Return the number format of a column: dates, text for codes, whole numbers."""
    if rol in DATES:
        return "dd-mm-yyyy"
    if rol in _NUMBERS:
        return "0"
    return (
        "@" if rol in {"gebied_code", "cyclus", "periode", "locatie_id", "plan_code", "telt_cyclus"} else ""
    )


def _validate(sheet: Worksheet, blad: Blad, kolom: Kolom, letter: str, lists: _Lists) -> None:
    values = lists.values(kolom.rol, blad.frame)
    if kolom.rol in _NUMBERS:
        check = _whole(blad, kolom, letter)
    elif kolom.rol in DATES:
        check = DataValidation("date", operator="greaterThan", formula1="DATE(1990,1,1)")
        check.error = "Vul een datum in, bijvoorbeeld 31-12-2026."
    elif values:
        check = DataValidation("list", formula1=lists.place(values))
        check.error = "Kies een woord uit de lijst, of laat de cel leeg."
        check.errorStyle = "warning" if kolom.rol in _AREAS else "stop"
    else:
        check = DataValidation("custom", formula1="TRUE")
    check.allow_blank = True
    check.errorTitle, check.promptTitle = "Dit past hier niet", kolom.kop[0][:32]
    check.prompt, check.showInputMessage, check.showErrorMessage = kolom.uitleg[:255], True, True
    check.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(check)


def _whole(blad: Blad, kolom: Kolom, letter: str) -> DataValidation:
    """Return the check on whole numbers; only a saldo and a corrected duty may be below zero."""
    place = {k.rol: get_column_letter(n) for n, k in enumerate(blad.kolom, 1)}
    maat, soort = place.get("maat"), place.get("soort_opgave")
    if maat is None or soort is None:
        check = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
        check.error = "Vul een heel getal in van 0 of hoger. Weet u het niet? Laat de cel leeg."
        return check
    below = f'OR(${maat}2="{woord(Maat.SALDO.value)}",${soort}2="{woord(SoortOpgave.GECORRIGEERD.value)}")'
    whole = f"ISNUMBER({letter}2),{letter}2=INT({letter}2)"
    check = DataValidation("custom", formula1=f"AND({whole},OR({letter}2>=0,{below}))")
    check.error = "Vul een heel getal in. Alleen een saldo of een gecorrigeerde opgave mag onder nul zijn."
    return check


def _notes(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(UITLEG, 1):
        cell = sheet.cell(row, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)
