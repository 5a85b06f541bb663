"""Figures of gemeenten that no longer exist.

About a day on which the gemeente still was, a figure is a part of its successor, never its total; so three
old gemeenten and the one they went into can stand in one file without being added up. About a later day the
figure is wrong: the row is refused with the name of the successor.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from loaders.area_index import load_index
from loaders.area_issues import issue_for
from loaders.engine.build import Figures
from loaders.engine.coded import combined
from loaders.engine.issues import Findings
from loaders.engine.tables import Table
from model.lijsten import Bereik

#: Frames that cannot say that a figure is about a part of an area.
_WHOLE_ONLY = frozenset({"inwoners", "indicatoren"})
_MOMENTS = ("periode_tot", "peildatum", "vastgesteld_op")


def apply(table: Table, figures: Sequence[Figures], refused: np.ndarray, found: Findings) -> None:
    """Make figures of ended gemeenten a part of the successor, leave out or refuse; name each row."""
    named = np.zeros(len(refused), bool)
    for part in figures:
        ended = part.places.mask(lambda place: place.match.status == "opvolger") & part.live & ~refused
        if not ended.any():
            continue
        late = ended & _after_the_end(part)
        _refuse(table, part, late, found)
        refused |= late
        block = part.block
        whole = block.get("bereik").mask(lambda value: value in ("", Bereik.GEMEENTETOTAAL))
        block.fields["bereik"] = block.get("bereik").put(ended & whole, str(Bereik.DEEL))
        gone = ended & block.target.mask(lambda target: target in _WHOLE_ONLY)
        block.target = block.target.put(gone, "weglaten")
        block.reason = block.reason.put(gone, "opgeheven-gemeente")
        _name(table, part, ended & ~gone & ~refused & ~named, found)
        named |= ended


def _after_the_end(part: Figures) -> np.ndarray:
    """Return which rows say a number about a day on which their gemeente no longer was."""
    ends = part.places.map(lambda place: _end(place.match.oude_code))
    late = combined([ends, *(part.block.get(name) for name in _MOMENTS)], _later).mask(bool)
    says = part.block.target.mask(lambda target: target not in _WHOLE_ONLY)
    if part.numbers is not None:
        says &= ~(np.isnan(part.numbers.value) & np.isnan(part.numbers.low) & np.isnan(part.numbers.high))
    return late & says


def _end(code: str) -> pd.Timestamp | None:
    entry = load_index().by_code.get(code)
    return entry.geldig_tot if entry is not None else None


def _later(end: pd.Timestamp | None, *days: object) -> bool:
    day = next((day for day in days if isinstance(day, pd.Timestamp)), None)
    return end is not None and day is not None and day > end


def _refuse(table: Table, part: Figures, late: np.ndarray, found: Findings) -> None:
    for row in np.flatnonzero(late):
        match = part.places.values[part.places.codes[row]].match
        text = f"{match.note}. Dit cijfer is van daarna. "
        text += f"Zet het bij {match.naam} ({match.code}) of haal de rij weg."
        found.fout(
            "opgeheven-gemeente", text, table.sheet.cell(int(part.block.rows[row]), table.columns[0].col)
        )


def _name(table: Table, part: Figures, ended: np.ndarray, found: Findings) -> None:
    for row in np.flatnonzero(ended):
        issue = issue_for(part.places.values[part.places.codes[row]].match, found.bron)
        if issue is not None:
            place = table.sheet.cell(int(part.block.rows[row]), table.columns[0].col)
            text = f"{issue.tekst}; het telt als deel, niet als totaal van de gemeente"
            found.waarschuwing(issue.code, text, place)
