"""Areas of the figures: from code, name, level and province in a row to one code, or an issue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from loaders.area_issues import Match
from loaders.areas import Areas, Levels
from loaders.engine.coded import Coded, combined
from loaders.engine.rules import Block
from model.lijsten import Niveau

_LEVELS = frozenset(str(level) for level in Niveau)
_GOOD = frozenset({"gevonden", "opvolger"})


@dataclass(frozen=True)
class Place:
    """What a row says about its area, and what that is.

    ``other_level``: a good area, but not of a level that the sheet keeps.
    ``vreemd``: the name beside a good code, when it is no name that we know.
    """

    match: Match
    other_level: bool = False
    vreemd: str = ""

    @property
    def code(self) -> str:
        """Return the code, or '' when there is no single answer."""
        return self.match.code


def resolve(block: Block, areas: Areas, provincie: str, niveaus: tuple[str, ...]) -> Coded:
    """Return a ``Place`` per row."""
    empty = Coded.const("", len(block.rows))
    names = ("gebied_code", "gebied", "gebied_naam", "niveau", "provincie")
    columns = [block.fields.get(name, empty) for name in names]
    return combined(columns, lambda *cells: _place(areas, provincie, niveaus, *map(str, cells)))


def _place(
    areas: Areas, file_province: str, niveaus: tuple[str, ...],
    code: str, either: str, name: str, niveau: str, province: str,
) -> Place:  # fmt: skip
    hint = province or file_province
    level: Levels = niveau if niveau in _LEVELS else None
    if (
        level is None and len(niveaus) > 1
    ):  # a name of several levels is the first of those that the sheet keeps
        level = tuple(Niveau(one) for one in niveaus)
    match, strange = _lookup(areas, code or either or name, level, hint), ""
    if code and name and match.status in _GOOD and not areas.same(code, name):
        other = _lookup(areas, name, level, hint)
        strange = name if other.status == "onbekend" and match.code not in other.candidates else ""
        if other.status in _GOOD:
            note = f"code {code} en naam '{name}' horen niet bij elkaar"
            match = Match(
                tekst=f"{code} {name}", status="dubbelzinnig", candidates=(match.code, other.code), note=note
            )
    is_area = bool(match.code) and match.status in {*_GOOD, "geen-gemeente"}
    wrong = is_area and bool(niveaus) and match.niveau not in niveaus
    other_level = wrong or (match.status == "geen-gemeente" and not match.code)
    return Place(match, other_level=other_level, vreemd=strange)


def _lookup(areas: Areas, text: str, level: Levels, province: str) -> Match:
    return areas.resolve(text, niveau=level, provincie=province or None)


def good(places: Coded) -> np.ndarray:
    """Return which rows have one area of a level that is kept."""
    return places.mask(lambda p: bool(p.code) and not p.other_level)
