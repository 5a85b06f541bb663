"""Figures of gemeenten that no longer exist: they are a part of their successor, never its total.

So three old gemeenten and the gemeente they went into can stand in one file without being added up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loaders.area_issues import issue_for
from loaders.engine.build import Figures
from loaders.engine.issues import Findings
from loaders.engine.tables import Table
from model.lijsten import Bereik

#: Frames that cannot say that a figure is about a part of an area.
_WHOLE_ONLY = frozenset({"inwoners", "indicatoren"})


def apply(table: Table, figures: Sequence[Figures], found: Findings) -> None:
    """Make figures of ended gemeenten a part of the successor, or leave them out, and name each such row."""
    for number, part in enumerate(figures):
        ended = part.places.mask(lambda place: place.match.status == "opvolger")
        if not ended.any():
            continue
        block = part.block
        whole = block.get("bereik").mask(lambda value: value in ("", Bereik.GEMEENTETOTAAL))
        block.fields["bereik"] = block.get("bereik").put(ended & whole, str(Bereik.DEEL))
        gone = ended & block.target.mask(lambda target: target in _WHOLE_ONLY)
        block.target = block.target.put(gone, "weglaten")
        block.reason = block.reason.put(gone, "opgeheven-gemeente")
        if not number:
            _name(table, part, ended & ~gone, found)


def _name(table: Table, part: Figures, ended: np.ndarray, found: Findings) -> None:
    for row in np.flatnonzero(ended):
        issue = issue_for(part.places.values[part.places.codes[row]].match, found.bron)
        if issue is not None:
            place = table.sheet.cell(int(part.block.rows[row]), table.columns[0].col)
            text = f"{issue.tekst}; het telt als deel, niet als totaal van de gemeente"
            found.waarschuwing(issue.code, text, place)
