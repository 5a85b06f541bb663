"""Whether a text file holds a table at all: a letter is cut at its commas and looks like rows of cells."""

from __future__ import annotations

import numpy as np

from loaders.cell_text import take_apart
from loaders.engine.cells import filled, texts
from model.grid import Sheet

NO_TABLE = (
    "Dit is een tekst zonder tabel: er is geen regel met een getal in een eigen kolom. Zet de cijfers in een "
    "Excel- of CSV-bestand, met per regel een gemeente en een getal, of vul een sjabloon in."
)
#: What reading says about rows of unequal length, which sentences always are.
OF_ROWS = frozenset({"ongelijke-rijen"})
#: A number with its unit and a remark is shorter than this; a longer text is a sentence with a number in it.
_LONGEST = 60


def has_figures(sheet: Sheet) -> bool:
    """Return whether a row has several cells, one of which is a number."""
    if not sheet.columns:
        return False
    rows = np.arange(sheet.n_rows)
    several = np.sum([filled(column) for column in sheet.columns], axis=0) > 1
    return any(bool((texts(column, rows).mask(_is_number) & several).any()) for column in sheet.columns)


def _is_number(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and bool(take_apart(text).numbers)
