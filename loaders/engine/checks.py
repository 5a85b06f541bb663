"""Row errors: what makes one figure impossible, with its cell, so that the rest of the file can be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders import periods, values
from loaders.area_issues import issue_for
from loaders.engine.build import Figures
from loaders.engine.dates import Dates
from loaders.engine.issues import Findings, quoted
from loaders.engine.rules import DATES
from loaders.engine.tables import Found, Table
from model.frames import FLAG, Column
from model.lijsten import SOORTEN_PER_DOELGROEP, Ernst, SoortOpgave
from model.schemas import SCHEMAS
from model.taal import datum, opsomming, woord

#: Fields that the cell of the value can fill in as well.
_FILLED_LATER = frozenset({"waarde_status", "eenheid", "zekerheid"})
#: Fields that the engine fills in itself.
_OWN = frozenset({"gebied_code", "bron_id", "bron_cel"})
#: So many different unknown areas get advice of their own.
_APIECE = 200
_NO_VALUE = ("onbekend", "geheim", "nvt")
#: Sides of the period of a site, and what a remark about one is called.
_SIDES = {"van": "begin", "tot": "einde"}


@dataclass(frozen=True)
class Fault:
    """Rows of a block that are wrong: mask, code, text, the role of the cell to name, and what to ask."""

    mask: np.ndarray
    code: str
    tekst: str
    rol: str = "waarde"
    vraag: str = ""
    keuzes: tuple[tuple[str, str], ...] = ()


def refuse(table: Table, figures: Figures, mask: np.ndarray, refused: np.ndarray, found: Findings) -> None:
    """Mark every row of a block that cannot be taken, and name each problem with its cell."""
    for fault in (*_values(figures), *_areas(figures), *_words(figures)):
        hit = fault.mask & mask & ~refused
        if hit.any():
            _report(table, figures, fault, hit, found)
            refused |= hit


def unread(table: Table, figures: Figures, when: Dates, refused: np.ndarray, found: Findings) -> None:
    """Name capacities and dates of sites that could not be read; the text is kept and the site is taken."""
    if table.blad.frame != "locaties":
        return
    _vague_dates(table, figures, when, refused, found)
    if figures.numbers is None:
        return
    hit = figures.numbers.error.mask(lambda error: error == "geen-getal") & ~refused
    words = figures.numbers.text.array()
    for row in np.flatnonzero(hit):
        column = figures.column or table.columns[0]
        place = table.sheet.cell(int(figures.block.rows[row]), column.col)
        text = f"{quoted(words[row])} is geen aantal dat wij kunnen lezen."
        text += " De tekst is bewaard, het aantal is onbekend."
        found.waarschuwing("capaciteit-onleesbaar", text, place)


def _vague_dates(table: Table, figures: Figures, when: Dates, refused: np.ndarray, found: Findings) -> None:
    """Name texts that give no day ('circa 1995', 'max. 2 jaar'), unless they say that there is no end."""
    named = {id(column): mask for mask, column, _, _ in when.wrong}
    endless = figures.block.get("is_onbepaald").equals("ja")
    for rol in _SIDES:
        column = table.role(rol)
        if column is None or not column.kolom.los:
            continue
        words = figures.block.bron[rol]
        lost = words.mask(bool) & figures.block.get(rol).mask(lambda day: day is None) & ~refused
        lost &= ~named.get(id(column), np.zeros(len(lost), bool))
        for row in np.flatnonzero(lost & ~endless if rol == "tot" else lost):
            place = table.sheet.cell(int(figures.block.rows[row]), column.col)
            text = f"{quoted(words.array()[row])} noemt geen dag. De tekst is bewaard, de datum is onbekend."
            found.waarschuwing(f"{_SIDES[rol]}-onnauwkeurig", text, place)


def _report(table: Table, figures: Figures, fault: Fault, hit: np.ndarray, found: Findings) -> None:
    column = table.role(fault.rol) or figures.column or table.columns[0]
    if fault.rol == "waarde" and figures.column is not None:
        column = figures.column
    words = _shown(figures, column)
    for row in np.flatnonzero(hit):
        place = table.sheet.cell(int(figures.block.rows[row]), column.col)
        text = fault.tekst.replace("{cel}", quoted(words[row] if words is not None else ""))
        found.fout(fault.code, text, place, fault.vraag, fault.keuzes)


def _shown(figures: Figures, column: Found) -> np.ndarray | None:
    bron = figures.block.bron.get(column.kolom.rol)
    return None if bron is None else bron.array()


def _values(figures: Figures) -> Iterator[Fault]:
    parts = {"waarde": figures.numbers, **figures.extra}
    for rol, numbers in parts.items():
        if numbers is None:
            continue
        for code in sorted({str(error) for error in numbers.error.values if error}):
            mask = numbers.error.equals(code)
            if code == "geen-getal" and rol == "waarde":
                mask = mask & ~figures.block.target.mask(lambda t: t in {"indicatoren", "locaties"})
            if code == "dubbelzinnige-notatie" and numbers.raw.ask:
                continue  # asked once for the whole column
            shown = "" if code == "formule-zonder-waarde" else "{cel}: "
            yield Fault(mask, code, f"{shown}{values.FOUTEN[code]}", rol)


def _areas(figures: Figures) -> Iterator[Fault]:
    bad = figures.places.mask(lambda p: not p.code and not p.other_level)
    numbers = np.unique(figures.places.codes[bad])
    rol = _area_role(figures)
    for number in numbers[:_APIECE]:
        issue = issue_for(figures.places.values[number].match, "bestand")
        if issue is not None:
            rows = figures.places.codes == number
            yield Fault(rows, issue.code, issue.tekst, rol, issue.vraag, issue.keuzes)
    rest = bad & np.isin(figures.places.codes, numbers[_APIECE:])
    text = "{cel} is geen gebied dat wij zeker kennen; verbeter de cel of leg een alias vast"
    yield Fault(rest, "onbekend-gebied", text, rol)


def _area_role(figures: Figures) -> str:
    """Return the role of the column whose cell says which area it is."""
    rol = next((r for r in ("gebied_code", "gebied") if r in figures.block.bron), "gebied_naam")
    if rol == "gebied_code" and not figures.block.get("gebied_code").values[0]:
        return "gebied_naam" if "gebied_naam" in figures.block.bron else rol
    return rol


def _words(figures: Figures) -> Iterator[Fault]:
    """Words that are in no closed list, per frame that rows go to."""
    for target in {str(t) for t in figures.block.target.values} & set(SCHEMAS):
        going = figures.block.target.equals(target)
        for name, column in SCHEMAS[target].columns.items():
            allowed = _allowed(name, column)
            if not allowed:
                continue
            field = figures.block.get(name)
            for value in {str(v) for v in field.values} - allowed:
                mask = going & field.equals(value)
                if mask.any():
                    yield Fault(mask, "onbekend-woord", _unknown_word(name, value, allowed), name)


def _allowed(name: str, column: Column) -> set[str]:
    """Return the words that a field may hold; none for a field without a list."""
    if column.dtype == FLAG:
        return {"", "ja", "nee"}
    if column.values is None:
        return set()
    free = not column.required or name in _FILLED_LATER
    return {str(v) for v in column.values} | ({""} if free else set())


def _unknown_word(name: str, value: str, allowed: set[str]) -> str:
    known = opsomming(sorted(_label(v) for v in allowed if v), "of")
    what = (
        f"{quoted(value)} is geen {_label(name)} die wij kennen" if value else f"Er staat geen {_label(name)}"
    )
    return f"{what}. Kies {known}."


def _label(code: str) -> str:
    try:
        return woord(code)
    except KeyError:
        return code


def lacking(target: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Rows without something that every row of a frame has; nobody may fill it in for them."""
    for name, column in SCHEMAS[target].columns.items():
        values = frame[name]
        if not column.required or column.values is not None or name in _OWN:
            continue
        empty = values.eq("") if column.dtype == "str" else values.isna()
        if empty.any():
            where = (
                "in een kolom, in de titel of in de naam van het bestand" if name in DATES else "in de rij"
            )
            text = f"Er staat geen {_label(name)} bij dit cijfer. Zet die {where}."
            yield Fault(empty.to_numpy(bool), f"{name.replace('_', '-')}-ontbreekt", text, name)


def impossible(frame: pd.DataFrame) -> Iterator[Fault]:
    """Combinations within a row of ``cijfers`` that cannot be."""
    maat, soort, groep = frame["maat"], frame["soort_opgave"], frame["doelgroep"]
    flow = frame["aard"].eq("stroom")
    no_period = frame["periode_van"].isna() | frame["periode_tot"].isna()
    low, value, high = frame["waarde_min"], frame["waarde"], frame["waarde_max"]
    duty = maat.isin(["opgave", "nog_te_realiseren"])
    yield _fault(
        flow & no_period, "periode-ontbreekt",
        "Bij dit cijfer hoort een periode met begin en einde. Vul bijvoorbeeld 2025-H1 in.",
        "periode",
    )  # fmt: skip
    text = "De periode eindigt voor zij begint. Draai begin en einde om."
    yield _fault(frame["periode_tot"].lt(frame["periode_van"]), "periode-omgekeerd", text, "periode")
    text = "Een opgave noemt haar soort. Vul de soort opgave in (indicatief, netto, …)."
    yield _fault(maat.eq("opgave") & soort.eq(""), "soort-ontbreekt", text, "soort_opgave")
    text = "Alleen een opgave heeft een soort opgave. Maak de cel leeg of kies maat opgave."
    yield _fault(~duty & soort.ne(""), "soort-te-veel", text, "soort_opgave")
    yield _fault(_soort_misfit(groep, soort), "soort-past-niet",
                 "Deze soort opgave bestaat niet voor deze doelgroep. Kies een andere soort of doelgroep.",
                 "soort_opgave")  # fmt: skip
    text = "Amv en regulier bestaan alleen bij asielzoekers. Kies deelgroep alle of doelgroep asielzoekers."
    yield _fault(
        frame["deelgroep"].ne("alle") & groep.ne("asielzoekers"), "deelgroep-past-niet", text, "deelgroep"
    )
    may = maat.eq("saldo") | soort.eq("gecorrigeerd")
    text = "{cel}: een aantal is niet negatief. Verbeter het getal of kies maat saldo."
    yield _fault(value.lt(0).fillna(False) & ~may, "negatief", text)
    wrong = low.gt(high).fillna(False) | value.lt(low).fillna(False) | value.gt(high).fillna(False)
    yield _fault(
        wrong, "grenzen", "De waarde ligt buiten haar grenzen. Controleer ten minste en ten hoogste."
    )
    none = frame["waarde_status"].isin(_NO_VALUE)
    text = "{cel}: de status zegt dat er geen getal is. Maak de cel leeg of kies een andere status."
    yield _fault(none & value.notna(), "onbekend-met-waarde", text, "waarde_status")
    text = "Er staat geen eenheid bij dit cijfer. Kies plekken, personen, bedden of woningen."
    yield _fault(frame["eenheid"].eq(""), "eenheid-ontbreekt", text, "eenheid")
    nothing = value.isna() & low.isna() & high.isna() & ~none
    yield _fault(
        nothing, "waarde-ontbreekt", "Er staat geen getal en de status zegt niet waarom. Kies onbekend."
    )


def _soort_misfit(groep: pd.Series, soort: pd.Series) -> pd.Series:
    bad = pd.Series(False, index=groep.index)
    for name, kinds in SOORTEN_PER_DOELGROEP.items():
        bad |= groep.eq(name) & soort.ne("") & ~soort.isin([*kinds, SoortOpgave.BEREKEND])
    return bad


def _fault(mask: pd.Series, code: str, text: str, rol: str = "waarde") -> Fault:
    return Fault(mask.to_numpy(bool), code, text, rol)


def report(table: Table, figures: Figures, fault: Fault, rows: np.ndarray, found: Findings) -> None:
    """Name a fault found in a frame; ``rows`` are positions in the block."""
    hit = np.zeros(len(figures.block.rows), bool)
    hit[rows] = True
    _report(table, figures, fault, hit, found)


def dates(table: Table, when: Dates, data: np.ndarray, refused: np.ndarray, found: Findings) -> None:
    """Name dates that could not be read; those of a strict column refuse their row."""
    for mask, column, codes, strict in when.wrong:
        shown = when.bron.get(column.kolom.rol)
        words = shown.array() if shown is not None else None
        for row in np.flatnonzero(mask & ~refused):
            code = str(codes.values[codes.codes[row]])
            place = table.sheet.cell(int(data[row]), column.col)
            text = f"{quoted(words[row] if words is not None else '')}: {periods.FOUTEN[code]}"
            found.add(code, Ernst.FOUT if strict else Ernst.WAARSCHUWING, text, place)
        if strict:
            refused |= mask
    for mask, column, days in when.serial:
        for row in np.flatnonzero(mask & ~refused):
            day = days.values[days.codes[row]]
            text = f"De datum heeft geen opmaak; het getal is gelezen als {datum(day)}."
            text += " Geef de cel een datumopmaak."
            found.waarschuwing("datum-zonder-opmaak", text, table.sheet.cell(int(data[row]), column.col))
