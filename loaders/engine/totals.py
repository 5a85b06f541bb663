"""Total rows: left out, and compared with the sum of the rows they stand for."""

from __future__ import annotations

import numpy as np

from loaders.areas import Areas
from loaders.engine import provinces as engine_provinces
from loaders.engine import values as engine_values
from loaders.engine.build import Context, Figures
from loaders.engine.cells import texts
from loaders.engine.issues import Findings
from loaders.engine.rows import AREA_ROLES, Rows
from loaders.engine.tables import Found, Table
from loaders.layout_rows import Totaal
from model.lijsten import Ernst
from model.taal import getal, meervoud

#: Columns that say what a figure is about; a total stands for the rows that say the same.
_SPLITS = frozenset(
    {"doelgroep", "deelgroep", "maat", "soort_opgave", "cyclus", "zekerheid", "eenheid", "aard", "periode",
     "peildatum", "periode_van", "indicator"}
)  # fmt: skip


def check(table: Table, rows: Rows, figures: list[Figures], context: Context, found: Findings) -> None:
    """Compare every total of every value column with the sum of its parts."""
    for row, total, group in rows.totals:
        for part in figures:
            if part.column is not None and part.numbers is not None:
                _check_one(table, rows, part, part.column, (row, total, group), context, found)


def _check_one(
    table: Table, rows: Rows, part: Figures, column: Found, where: tuple[int, Totaal, int],
    context: Context, found: Findings,
) -> None:  # fmt: skip
    row, total, group = where
    notation = context.notation or _decided(part)
    stated = engine_values.read(table, column, np.array([row]), context.layout, notation)
    if stated.empty[0]:
        return
    place = table.sheet.cell(row, column.col)
    figure = float(stated.value[0])
    if np.isnan(figure):
        found.waarschuwing(
            "totaal-niet-gecontroleerd", "In de totaalregel staat geen getal; controleer haar.", place
        )
        return
    members = _members(rows, part, total, group, _first(table, row), context.areas) & _alike(table, part, row)
    unknown = int(np.isnan(part.numbers.value[members]).sum()) if part.numbers is not None else 0
    values = part.numbers.value[members] if part.numbers is not None else np.zeros(0)
    compare(figure, float(np.nansum(values)), len(values), unknown, column.header, place, found)


def _decided(part: Figures) -> str:
    return part.numbers.raw.notation if part.numbers is not None else ""


def _first(table: Table, row: int) -> str:
    column = next((found for rol in AREA_ROLES if (found := table.role(rol))), table.columns[0])
    return str(texts(table.sheet.columns[column.col], np.array([row])).values[0])


def _members(rows: Rows, part: Figures, total: Totaal, group: int, name: str, areas: Areas) -> np.ndarray:
    """Return which data rows a total covers: gemeenten only when the table holds larger areas as well."""
    if total.over == "provincie":
        province = engine_provinces.name(name, areas).province
        return part.places.mask(lambda place: engine_provinces.name(place.code, areas).lies_in == province)
    mask = np.ones(len(rows.data), bool) if total.over == "alles" else rows.group == group
    gemeente = part.places.mask(lambda place: place.match.niveau == "gemeente")
    return mask & gemeente if (mask & gemeente).any() else mask


def _alike(table: Table, part: Figures, row: int) -> np.ndarray:
    """Return the data rows with the same group, measure, period, … as the total row says it is about."""
    mask = np.ones(len(part.block.rows), bool)
    for column in table.columns:
        rol = column.kolom.rol
        if rol not in _SPLITS and not rol.startswith("hulp:"):
            continue
        stated = str(texts(table.sheet.columns[column.col], np.array([row])).values[0])
        cells = part.block.bron.get(rol)
        if stated and cells is not None:
            mask &= cells.equals(stated)
        elif rol == "deelgroep":  # amv are inside the total already
            whole = part.block.get("deelgroep").equals("alle")
            mask &= whole if (mask & whole).any() else mask
    return mask & ~part.block.get("bereik").equals("locatie")  # and so are sites


def compare(
    figure: float, total: float, members: int, unknown: int, header: str, place: str, found: Findings
) -> None:
    """Say when a stated total differs from the sum of its parts, or cannot be compared with it."""
    difference = figure - total
    if not members:
        text = f"Bij het totaal {getal(figure)} in kolom {header!r} staan geen rijen om op te tellen."
        found.add("totaal-niet-gecontroleerd", Ernst.MELDING, text, place)
    elif unknown:
        text = (
            f"Het totaal {getal(figure)} in kolom {header!r} is niet te controleren: van "
            f"{meervoud(unknown, 'rij', 'rijen')} ({getal(unknown)} van {getal(members)}) is het getal niet "
            f"bekend; de bekende rijen tellen op tot {getal(total)}."
        )
        found.add("totaal-niet-gecontroleerd", Ernst.MELDING, text, place)
    elif abs(difference) > 1e-9:
        text = (
            f"Het totaal in kolom {header!r} is {getal(figure)}, maar de {getal(members)} rijen tellen op "
            f"tot {getal(total)}: verschil {getal(difference, plus=True)}. Controleer de rijen of het totaal."
        )
        found.waarschuwing("totaal-wijkt-af", text, place)
