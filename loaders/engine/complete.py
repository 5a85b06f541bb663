"""Whether the rows that a template was sent with all came back, and no others.

A template says above its table for which area it was made and with how many rows. A row that was deleted
would otherwise be a gemeente that nobody misses.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loaders import reference
from loaders.engine.build import Figures
from loaders.engine.issues import Findings, quoted
from loaders.engine.rows import AREA_ROLES
from loaders.engine.tables import Table
from model import gebieden
from model.lijsten import Niveau
from model.taal import meervoud, opsomming

ASKED, ROWS = "gevraagd", "rijen"


def check(table: Table, figures: Sequence[Figures], found: Findings) -> None:
    """Name gemeenten that were asked for and have no row, rows of others, and too few rows."""
    if not figures or not len(figures[0].block.rows):
        return
    part = figures[0]
    asked = str(part.block.get(ASKED).values[0])
    wanted = gebieden.members(reference.gebieden(), asked) if asked else []
    if not wanted:
        return
    codes = part.places.map(lambda place: place.code).array()
    missing = [code for code in wanted if code not in set(codes)]
    if missing:
        _missing(table, missing, found)
    _others(table, part, codes, set(wanted), asked, found)
    stated = int(str(part.block.get(ROWS).values[0]) or 0)
    if len(codes) < stated and not missing:
        text = f"Het sjabloon had {meervoud(stated, 'rij', 'rijen')}, er staan er {len(codes)}."
        found.waarschuwing(
            "rij-ontbreekt", f"{text} Zet de rij terug die weg is: wat er niet staat, blijft onbekend.",
            table.sheet.cell(table.start - 1, 0),
        )  # fmt: skip


def _missing(table: Table, codes: list[str], found: Findings) -> None:
    names = opsomming([f"{_name(code)} ({code})" for code in codes])
    text = f"Van {names} staat er geen rij. Zet de rij terug: wat er niet staat, blijft onbekend."
    found.waarschuwing("gemeente-ontbreekt", text, table.sheet.cell(table.start - 1, 0), len(codes))


def _others(
    table: Table, part: Figures, codes: np.ndarray, wanted: set[str], asked: str, found: Findings
) -> None:
    column = next((hit.col for role in AREA_ROLES if (hit := table.role(role))), 0)
    for row in np.flatnonzero([bool(code) and code not in wanted for code in codes]):
        place = part.places.values[part.places.codes[row]]
        if place.match.niveau != Niveau.GEMEENTE:
            continue
        who = f"{quoted(_name(str(codes[row])))} hoort niet bij {_name(asked)}"
        text = f"{who}, waarvoor dit sjabloon is gemaakt. Controleer de rij of haal haar weg."
        found.waarschuwing(
            "gemeente-niet-gevraagd", text, table.sheet.cell(int(part.block.rows[row]), column)
        )


def _name(code: str) -> str:
    names = reference.gebieden().set_index("gebied_code")["naam"]
    return str(names.get(code, code))
