"""A template as a workbook: one sheet to fill in, one with explanations, one with long lists when needed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.engine.rules import DATES
from loaders.layouts import Blad, Kolom
from loaders.templates import cells
from loaders.templates.kinds import Sjabloon, Vak, halves, rules
from model import gebieden as areas
from model.frames import FLAG
from model.lijsten import Niveau
from model.rules import rules as dated_rules
from model.schemas import SCHEMAS
from model.taal import meervoud, woord

NOTES = "Uitleg"
MAKER = "Monitor Asielopgave"
_NUMBERS = {"waarde", "plekken_amv", "plan_plekken"}
_WIDE = {"gebied_code": 19, "gebied_naam": 26, "gebied": 26, "naam": 30, "toelichting": 40, "hulp:vraag": 40,
         "doelgroep": 24, "type": 24, "stadium": 22, "hulp:eenheid": 14, "van": 14, "tot": 14,
         "telt_reden": 30, "vervallen_reden": 30, "locatie_id": 30}  # fmt: skip
_NUMBER_WIDTH = 19
_HEAD_HEIGHT, _NOTE_HEIGHT, _LINE_HEIGHT = 50, 66, 15


@dataclass(frozen=True)
class _Job:
    """What one sheet is made of; ``rows`` are the words that stand in the rows beforehand, per role.

    ``names`` are the gemeenten of the area, ``around`` those of its province: a person may be linked to any.
    """

    sjabloon: Sjabloon
    blad: Blad
    gebied: str
    code: str
    names: dict[str, str]
    around: list[str]
    rows: list[dict[str, str]]
    halfjaar: str
    today: date

    @property
    def columns(self) -> tuple[Kolom, ...]:
        """Columns of the sheet."""
        return self.blad.kolom

    @property
    def vak(self) -> tuple[Vak, ...]:
        """Cells above the table; only the first sheet has them."""
        return self.sjabloon.vak if self.blad is self.sjabloon.blad else ()

    @property
    def head_row(self) -> int:
        """Row of the headers: title, two lines, one line per cell to fill in, a gap, the explanations."""
        return 6 + len(self.vak)


def make(sjabloon: Sjabloon, gebieden: pd.DataFrame, code: str, *, today: date, halfjaar: str = "") -> bytes:
    """Return the workbook for an area as xlsx.

    Args:
        sjabloon: the kind.
        gebieden: frame of that name; the current gemeenten in the area get a row each.
        code: area it is made for.
        today: decides which half-years can be chosen.
        halfjaar: the half-year that is filled in beforehand (``2026-H2``); empty leaves it to the sender.

    Raises:
        ValueError: there is no such current area, or this kind is not made for areas of its level.
    """
    job = _job(sjabloon, gebieden, code, halfjaar, today)
    book = Workbook()
    sheet = book.active
    lists = cells.Lists()
    _input(sheet, job, lists)
    for blad in sjabloon.bladen[1:]:
        free: list[dict[str, str]] = [{} for _ in range(rules().vrije_rijen)]
        _input(book.create_sheet(blad.titel), replace(job, blad=blad, rows=free), lists)
    _notes(book.create_sheet(NOTES), job)
    if not lists.empty:
        lists.write(book.create_sheet(cells.LISTS))
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = f"{sjabloon.naam}: {job.gebied}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _job(sjabloon: Sjabloon, gebieden: pd.DataFrame, code: str, halfjaar: str, today: date) -> _Job:
    now = gebieden[gebieden["geldig_tot"].isna()].set_index("gebied_code")
    if code not in now.index or now.loc[code, "niveau"] not in sjabloon.voor:
        raise ValueError(f"{sjabloon.naam} bestaat niet voor {code}")
    names = {member: str(now.loc[member, "naam"]) for member in areas.members(gebieden, code)}
    rows = list(_rows(sjabloon, names))
    around = [str(now.loc[member, "naam"]) for member in areas.members(gebieden, _province(now, code))]
    return _Job(
        sjabloon, sjabloon.blad, str(now.loc[code, "naam"]), code, names, around, rows, halfjaar, today
    )


def _province(now: pd.DataFrame, code: str) -> str:
    """Return the provincie an area lies in; an area above them is its own."""
    above = code
    while above in now.index and now.loc[above, "niveau"] != Niveau.PROVINCIE:
        above = str(now.loc[above, "ouder_code"])
    return above if above in now.index else code


def _rows(sjabloon: Sjabloon, names: dict[str, str]) -> Iterator[dict[str, str]]:
    """Return what stands in the rows before anyone fills them in."""
    for code, name in names.items() if sjabloon.rijen != "vrij" else ():
        area = {"gebied_code": code, "gebied_naam": name}
        if sjabloon.rijen == "gemeenten":
            yield area
        for vraag in sjabloon.vraag:
            yield area | {
                "doelgroep": woord(vraag.doelgroep.value), "hulp:vraag": vraag.vraag,
                "hulp:eenheid": woord(vraag.eenheid.value),
            }  # fmt: skip
    if sjabloon.rijen == "vrij":
        yield from ({} for _ in range(rules().vrije_rijen))


def _input(sheet: Worksheet, job: _Job, lists: cells.Lists) -> None:
    sheet.title = job.blad.titel
    sheet["A1"] = job.sjabloon.naam
    sheet["A1"].font = cells.font(bold=True, size=16)
    sheet["A2"] = "Vul de gele vakken met een rand in. Leeg of onbekend: u weet het niet. 0: echt nul."
    sheet["A3"], sheet["B3"] = "Voor", f"{job.gebied} ({job.code})"
    sheet["C3"] = meervoud(len(job.rows), "rij", "rijen") + (" om te vullen" if job.rows[0] else " vrij")
    sheet["A3"].font = sheet["B3"].font = cells.font(bold=True)
    for row, vak in enumerate(job.vak, 4):
        sheet.cell(row, 1, vak.label).font = cells.font(bold=True)
        sheet.cell(row, 3, vak.uitleg)
        cell = sheet.cell(row, 2)
        if vak.soort == "halfjaar":
            cell.value = job.halfjaar or None
            check, form = cells.choice(lists.formula("halfjaar", halves(job.today))), "@"
        else:
            check, form = cells.day(), cells.DATE_FORMAT
        cells.field(cell, form)
        cells.add(sheet, check, cell.coordinate, vak.label, vak.uitleg)
    for number, kolom in enumerate(job.columns, 1):
        _column(sheet, job, number, kolom, lists)
    sheet.row_dimensions[job.head_row - 1].height = _NOTE_HEIGHT
    sheet.row_dimensions[job.head_row].height = _HEAD_HEIGHT
    cells.finish(sheet, job.head_row, len(job.columns))


def _column(sheet: Worksheet, job: _Job, number: int, kolom: Kolom, lists: cells.Lists) -> None:
    letter = get_column_letter(number)
    note, head = sheet.cell(job.head_row - 1, number), sheet.cell(job.head_row, number, kolom.kop[0])
    note.value = kolom.uitleg or None
    note.font = cells.font(italic=True, size=9, color="465564")
    note.alignment = Alignment(wrap_text=True, vertical="bottom")
    cells.head(head)
    sheet.column_dimensions[letter].width = _WIDE.get(kolom.rol, _NUMBER_WIDTH)
    first, last = job.head_row + 1, job.head_row + len(job.rows)
    fixed = kolom.rol in job.rows[0]
    for row, words in enumerate(job.rows, first):
        cell = sheet.cell(row, number, words.get(kolom.rol))
        if not fixed:
            cells.field(cell, _format(kolom.rol))
        else:
            cell.border = cells.FRAME
    if not fixed:
        _check(sheet, job, kolom, f"{letter}{first}:{letter}{last}", lists)


def _format(rol: str) -> str:
    if rol in _NUMBERS:
        return "0"
    return cells.DATE_FORMAT if rol in DATES else "@"


def _check(sheet: Worksheet, job: _Job, kolom: Kolom, area: str, lists: cells.Lists) -> None:
    values = _choices(job, kolom.rol)
    if kolom.rol in _NUMBERS:
        signed = kolom.velden.get("maat") == "saldo" or kolom.velden.get("soort_opgave") == "gecorrigeerd"
        check = cells.number(area.split(":")[0], signed=signed)
    elif kolom.rol in DATES:
        check = cells.day()
    elif values:
        check = cells.choice(lists.formula(kolom.kop[0], values))
    else:
        return
    cells.add(sheet, check, area, kolom.kop[0], kolom.uitleg)


def _choices(job: _Job, rol: str) -> list[str]:
    """Return the words to choose from in a column, as readers see them."""
    if rol == "gebied":
        return job.around if job.blad.frame == "toerekening" else list(job.names.values())
    if rol == "telt_cyclus":
        return [cycle.code for cycle in dated_rules().cyclus]
    column = SCHEMAS[job.blad.frame].columns.get(rol)
    if column is None:
        return []
    if column.dtype == FLAG:
        return ["nee", "ja"]
    return [woord(value.value) for value in column.values] if column.values else []


def _notes(sheet: Worksheet, job: _Job) -> None:
    """Write everything a sender must know, the columns and the questions one by one."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 80
    lines: list[tuple[str, str]] = [(job.sjabloon.naam, ""), ("", "")]
    lines += [("Zo vult u het in", "")]
    lines += [(f"{number}.", text) for number, text in enumerate(rules().uitleg, 1)]
    lines += [("", ""), ("Wat er wordt gevraagd", "")] + [("", text) for text in job.sjabloon.uitleg]
    lines += [(vak.label, vak.uitleg) for vak in job.sjabloon.vak]
    for blad in job.sjabloon.bladen:
        if blad is not job.sjabloon.blad:
            lines += [("", ""), (f"Blad {blad.titel}", "")]
        lines += [(kolom.kop[0], kolom.uitleg) for kolom in blad.kolom if kolom.uitleg]
    lines += [(f"{woord(v.doelgroep.value)}: {v.vraag}", v.uitleg) for v in job.sjabloon.vraag]
    for row, (name, text) in enumerate(lines, 1):
        sheet.cell(row, 1, name or None).font = cells.font(bold=not text, size=14 if row == 1 else 11)
        sheet.cell(row, 2, text or None)
        for column in (1, 2):
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = _height(name, text, title=row == 1)
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    cells.page(sheet, landscape=True)


def _height(name: str, text: str, *, title: bool) -> float:
    lines = max(1, -(-len(text) // 92), -(-len(name) // 44))
    return 40 if title else _LINE_HEIGHT * lines + 3
