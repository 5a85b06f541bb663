"""A code beside a name that we do not know: the code decides, and a person must look.

Where the name means another area the row is refused (``loaders.engine.areas``). A name that only looks like
that of the code is a spelling; a name that looks like nothing may be a row that slipped.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loaders.engine.build import Figures, addresses
from loaders.engine.issues import Findings, quoted
from loaders.engine.tables import Table


def check(
    table: Table,
    figures: Sequence[Figures],
    wanted: Sequence[np.ndarray],
    refused: np.ndarray,
    found: Findings,
) -> None:
    """Warn once per row whose code we know and whose name we do not, naming both."""
    said = np.zeros(len(refused), bool)
    column = table.role("gebied_naam")
    for part, mask in zip(figures, wanted, strict=True):
        strange = part.places.mask(lambda place: bool(place.vreemd)) & mask & ~refused & ~said
        if not strange.any():
            continue
        places = addresses(table, part)
        for row in np.flatnonzero(strange):
            place = part.places.values[part.places.codes[row]]
            where = table.sheet.cell(int(part.block.rows[row]), column.col) if column else places[row]
            text = (
                f"Naast code {place.code} staat {quoted(place.vreemd)}, een naam die wij niet kennen. "
                f"Het cijfer is bij {place.match.naam} ({place.code}) gezet; controleer de code en de naam."
            )
            found.waarschuwing("naam-onbekend-bij-code", text, where)
        said |= strange
