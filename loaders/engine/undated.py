"""Figures of which a file says nowhere what day they are about: taken, and said once per table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from loaders.engine.issues import Findings
from loaders.engine.rules import DATES
from loaders.engine.tables import Table
from model.taal import meervoud

_MOMENTS = ["peildatum", "vastgesteld_op", "periode_van", "periode_tot", "geldt_vanaf", "geldig_tot"]


def check(
    table: Table,
    parts: Sequence[Mapping[str, tuple[np.ndarray, pd.DataFrame]]],
    refused: np.ndarray,
    found: Findings,
) -> None:
    """Warn about figures without any day; where a column holds dates, the file itself leaves a cell open."""
    if any(column.kolom.rol in DATES | {"periode"} for column in table.columns):
        return
    cells: list[str] = []
    for rows, frame in (part["cijfers"] for part in parts if "cijfers" in part):
        bare = frame[_MOMENTS].isna().all(axis=1) & frame["cyclus"].eq("")
        cells += frame["bron_cel"][bare.to_numpy() & ~refused[rows]].tolist()
    if cells:
        text = f"Bij {meervoud(len(cells), 'cijfer', 'cijfers')} staat nergens over welke dag of periode het"
        text += " gaat. Zet een peildatum in een kolom, in de titel boven de tabel of in de bestandsnaam."
        found.waarschuwing("moment-onbekend", text, cells[0], len(cells))
