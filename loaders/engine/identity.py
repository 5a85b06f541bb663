"""Figures of statushouders that should fit together: gecorrigeerd = netto − saldo. A deviation is only named.

The published national figures themselves miss this identity by some tens of persons, so a figure is never
refused or changed for it.
"""

from __future__ import annotations

import pandas as pd

from loaders.engine.issues import Findings
from model.lijsten import Doelgroep, Maat, SoortOpgave
from model.taal import getal

_KEY = ["gebied_code", "begin"]


def check(cijfers: pd.DataFrame, found: Findings) -> None:
    """Warn where the corrected task of a half-year is not the netto task minus the saldo it starts with."""
    if not cijfers["soort_opgave"].eq(SoortOpgave.NETTO).any():
        return
    mine = cijfers[cijfers["doelgroep"].eq(Doelgroep.STATUSHOUDERS)]
    mine = mine.assign(begin=mine["periode_van"].fillna(mine["peildatum"]))
    duty = mine["maat"].eq(Maat.OPGAVE)
    parts = {
        "netto": mine[duty & mine["soort_opgave"].eq(SoortOpgave.NETTO)],
        "saldo": mine[mine["maat"].eq(Maat.SALDO)],
        "gecorrigeerd": mine[duty & mine["soort_opgave"].eq(SoortOpgave.GECORRIGEERD)],
    }
    one = {name: part.drop_duplicates(_KEY, keep=False).set_index(_KEY) for name, part in parts.items()}
    sums = pd.DataFrame({name: part["waarde"] for name, part in one.items()}).dropna()
    off = sums[(sums["netto"] - sums["saldo"]).ne(sums["gecorrigeerd"])]
    for key, row in off.iterrows():
        text = (
            f"Gecorrigeerd {getal(row['gecorrigeerd'])} is niet netto {getal(row['netto'])} min saldo "
            f"{getal(row['saldo'])} ({getal(row['netto'] - row['saldo'])}). Controleer de drie getallen "
            "bij de bron; zij zijn genomen zoals ze er staan."
        )
        found.waarschuwing("taakstelling-wijkt-af", text, str(one["gecorrigeerd"]["bron_cel"].loc[key]))
