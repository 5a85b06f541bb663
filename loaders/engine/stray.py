"""Cells of data rows that stand right of the last header: a field too many, or a note without a name."""

from __future__ import annotations

import numpy as np

from loaders.engine.cells import filled, texts
from loaders.engine.issues import Findings, quoted
from loaders.engine.tables import Table
from model.taal import meervoud


def check(table: Table, data: np.ndarray, is_text: bool, refused: np.ndarray, found: Findings) -> None:
    """Refuse such rows of a text file, where a separator too many may have moved cells; else name them.

    Args:
        table: the table.
        data: rows of the sheet that are data.
        is_text: whether the cells were apart by a separator.
        refused: which of those rows are refused; gets the new ones.
        found: gets the issues.
    """
    last = max((col for col, _ in table.headed), default=-1)
    for col in range(last + 1, len(table.sheet.columns)):
        rows = np.flatnonzero(filled(table.sheet.columns[col])[data] & ~refused)
        if not len(rows):
            continue
        words = texts(table.sheet.columns[col], data[rows]).array()
        places = [table.sheet.cell(int(row), col) for row in data[rows]]
        if not is_text:
            text = (
                f"Rechts van de laatste kop {meervoud(len(rows), 'staat een cel', 'staan cellen')} zonder kop"
            )
            text += (
                f", zoals {quoted(words[0])}; die is niet gelezen. Geef de kolom een kop of maak haar leeg."
            )
            found.waarschuwing("kolom-zonder-kop", text, places[0], len(rows))
            continue
        for word, place in zip(words, places, strict=True):
            text = f"Deze regel heeft een veld te veel ({quoted(word)}): waarschijnlijk staat er een "
            text += "scheidingsteken in een naam of getal. Zet er aanhalingstekens om."
            found.fout("veld-te-veel", text, place)
        refused[rows] = True
