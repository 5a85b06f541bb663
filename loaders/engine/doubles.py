"""The same fact twice in one source: the same value counts once; with other values neither can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from loaders.engine.issues import Findings
from model.lijsten import Bereik, Ernst
from model.taal import opsomming

_QUICK = ["gebied_code", "doelgroep", "maat", "peildatum"]
_FACT = [*_QUICK, "deelgroep", "soort_opgave", "cyclus", "zekerheid", "aard", "eenheid", "vastgesteld_op",
         "periode_van", "periode_tot", "bron_id"]  # fmt: skip
_SAYS = ["waarde", "waarde_min", "waarde_max"]


def refuse(
    parts: Sequence[Mapping[str, tuple[np.ndarray, pd.DataFrame]]], refused: np.ndarray, found: Findings
) -> None:
    """Refuse the rows of one table that say different things about one fact; name all its cells.

    Args:
        parts: per value column, per frame, the rows and their figures.
        refused: which rows are refused; gets the new ones.
        found: gets one issue per fact that is stated more than once.
    """
    made = [part["cijfers"] for part in parts if "cijfers" in part]
    if not made:
        return
    rows = np.concatenate([numbers for numbers, _ in made])
    together = pd.concat([frame for _, frame in made], ignore_index=True).assign(rij=rows)
    for group in _twice(together[~refused[rows]]):
        if _name(group, Ernst.FOUT, found):
            refused[group["rij"].to_numpy()] = True


def check(cijfers: pd.DataFrame, found: Findings) -> None:
    """Name facts that stand on more than one sheet of a file; within a sheet ``refuse`` did."""
    for group in _twice(cijfers):
        if len({cell.rpartition("!")[0] for cell in group["bron_cel"]}) > 1:
            _name(group, Ernst.WAARSCHUWING, found)


def _name(group: pd.DataFrame, ernst: Ernst, found: Findings) -> bool:
    """Name one fact and return whether its figures differ."""
    cells = list(dict.fromkeys(group["bron_cel"]))
    where, differs = opsomming(cells), len(group.drop_duplicates(_SAYS)) > 1
    if differs:
        text = f"Hetzelfde cijfer staat er met verschillende waarden: {where}. Haal de verkeerde weg."
        text += " Tot dan telt geen van die rijen." if ernst is Ernst.FOUT else ""
        found.add("tegenstrijdig-cijfer", ernst, text, cells[0], len(cells))
    else:
        text = f"Hetzelfde cijfer staat er meer dan eens: {where}. Het telt een keer."
        found.add("dubbele-rij", Ernst.MELDING, text, cells[0])
    return differs


def _twice(cijfers: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the figures of each fact that is stated more than once."""
    if not cijfers.duplicated(_QUICK).any():
        return
    dated = cijfers[["peildatum", "vastgesteld_op", "periode_van"]].notna().any(axis=1)
    rows = cijfers[dated & cijfers["bereik"].eq(Bereik.GEMEENTETOTAAL) & cijfers[_SAYS].notna().any(axis=1)]
    double = rows[rows.duplicated(_FACT, keep=False)]
    for _, group in double.groupby(_FACT, dropna=False, sort=False):
        yield group
