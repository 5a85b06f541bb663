"""The same fact twice in one source: the same value counts once, another value is named."""

from __future__ import annotations

import pandas as pd

from loaders.engine.issues import Findings
from model.lijsten import Bereik, Ernst
from model.taal import opsomming

_QUICK = ["gebied_code", "doelgroep", "maat", "peildatum"]
_FACT = [*_QUICK, "deelgroep", "soort_opgave", "cyclus", "zekerheid", "aard", "eenheid", "vastgesteld_op",
         "periode_van", "periode_tot", "bron_id"]  # fmt: skip
_SAYS = ["waarde", "waarde_min", "waarde_max"]


def check(cijfers: pd.DataFrame, found: Findings) -> None:
    """Name totals of an area that stand in one source more than once; undated figures are left alone."""
    if not cijfers.duplicated(_QUICK).any():
        return
    dated = cijfers[["peildatum", "vastgesteld_op", "periode_van"]].notna().any(axis=1)
    rows = cijfers[dated & cijfers["bereik"].eq(Bereik.GEMEENTETOTAAL) & cijfers[_SAYS].notna().any(axis=1)]
    double = rows[rows.duplicated(_FACT, keep=False)]
    for _, group in double.groupby(_FACT, dropna=False, sort=False):
        cells = list(dict.fromkeys(group["bron_cel"]))
        where = opsomming(cells)
        if len(group.drop_duplicates(_SAYS)) > 1:
            text = f"Hetzelfde cijfer staat er met verschillende waarden: {where}. Haal de verkeerde weg."
            found.waarschuwing("tegenstrijdig-cijfer", text, cells[0])
        else:
            text = f"Hetzelfde cijfer staat er meer dan eens: {where}. Het telt een keer."
            found.add("dubbele-rij", Ernst.MELDING, text, cells[0])
