"""Cells that are longer than what is searched for words: said, so that nobody thinks all of them was read."""

from __future__ import annotations

import numpy as np

from loaders.engine.cells import cells
from loaders.engine.issues import Findings
from loaders.engine.tables import Table
from loaders.reading.limits import searched_signs
from model.grid import Column, Kind
from model.lijsten import Ernst
from model.taal import getal


def check(table: Table, found: Findings) -> None:
    """Say of which cells of a table only the head was searched."""
    most = searched_signs()
    for place, column in enumerate(table.sheet.columns):
        rows = _long(column, most)
        for cell, row in zip(cells(table.sheet, place, rows), rows, strict=True):
            text = (
                f"Deze cel heeft {getal(len(column.text[row]))} tekens. Naar woorden is alleen in de eerste "
                f"{getal(most)} gezocht. Kort de tekst in als verderop iets staat dat de cijfers verandert."
            )
            found.add("lange-cel", Ernst.MELDING, text, cell)


def _long(column: Column, most: int) -> np.ndarray:
    if not (column.kind == Kind.TEKST).any():
        return np.zeros(0, int)
    if column.coded is not None:  # the different texts are known: mostly few
        codes, words = column.coded
        which = [code for code, word in enumerate(words) if len(word) > most]
        return np.flatnonzero(np.isin(codes, which)) if which else np.zeros(0, int)
    return np.flatnonzero([len(text) > most for text in column.text])
