"""Rows of larger areas (a regio, Limburg): left out, and compared with the gemeenten that lie in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from loaders import reference
from loaders.engine.build import Figures
from loaders.engine.coded import Coded, combine
from loaders.engine.issues import Findings
from loaders.engine.tables import Table
from loaders.engine.totals import compare
from model.lijsten import Niveau

#: Frames whose figures of gemeenten add up; a rate or a score does not.
_ADDS_UP = frozenset({"cijfers", "inwoners"})
#: Figures that agree on all of these are about the same thing.
_ABOUT = ("doelgroep", "deelgroep", "maat", "soort_opgave", "cyclus", "zekerheid", "eenheid", "aard",
          "bereik", "peildatum", "vastgesteld_op", "periode_van", "periode_tot", "indicator")  # fmt: skip


@cache
def members() -> Mapping[str, frozenset[str]]:
    """Return per larger area the gemeenten that lie in it today.

    >>> len(members()["PV31"]), len(members()["CR37"]), len(members()["NL01"])
    (31, 8, 342)
    """
    frame = reference.gebieden()
    parent = dict(zip(frame["gebied_code"], frame["ouder_code"], strict=True))
    out: dict[str, set[str]] = {}
    now = frame[frame["niveau"].eq(Niveau.GEMEENTE) & frame["geldig_tot"].isna()]
    for code, region in zip(now["gebied_code"], now["veiligheidsregio_code"], strict=True):
        above = [region]
        while above[-1] or len(above) == 1:
            above.append(parent.get(above[-1] if len(above) > 1 else code, ""))
        for area in filter(None, above):
            out.setdefault(area, set()).add(code)
    return {area: frozenset(codes) for area, codes in out.items()}


def check(table: Table, figures: list[Figures], refused: np.ndarray, found: Findings) -> None:
    """Compare each figure of a larger area with the sum of its gemeenten, when all of them are there."""
    if Niveau.GEMEENTE not in table.blad.niveaus:
        return
    for part in figures:
        if part.column is not None and part.numbers is not None:
            _check(table, part, refused, found)


def _check(table: Table, part: Figures, refused: np.ndarray, found: Findings) -> None:
    numbers, column = part.numbers, part.column
    if numbers is None or column is None:
        return
    codes = part.places.map(lambda place: place.code)
    larger = part.live & ~np.isnan(numbers.value) & part.block.target.mask(lambda name: name in _ADDS_UP)
    larger &= part.places.mask(lambda place: place.other_level and place.code in members())
    if not larger.any():
        return
    about = combine([part.block.get(name) for name in _ABOUT])[0]
    there = part.live & ~refused & part.places.mask(lambda p: bool(p.code) and not p.other_level)
    for row in np.flatnonzero(larger):
        inside = members()[str(codes.values[codes.codes[row]])]
        mine = there & (about == about[row]) & codes.mask(inside.__contains__)
        _compare_one(numbers.value, mine, codes, inside, int(row), part, table, found)


def _compare_one(
    value: np.ndarray, mine: np.ndarray, codes: Coded, inside: frozenset[str], row: int,
    part: Figures, table: Table, found: Findings,
) -> None:  # fmt: skip
    known = {codes.values[code] for code in codes.codes[mine & ~np.isnan(value)]}
    total = float(np.nansum(value[mine]))
    column = part.column
    if column is None or not known or (len(known) < len(inside) and total != value[row]):
        return  # a part of the gemeenten proves nothing about the whole
    place = table.sheet.cell(int(part.block.rows[row]), column.col)
    compare(float(value[row]), total, int(mine.sum()), len(inside) - len(known), column.header, place, found)
