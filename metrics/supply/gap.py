"""The hole: in which months places are short, how deep, which locations make it, and what would fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from metrics.supply import causes
from model.lijsten import Deelgroep

PERIODS = {
    "van": "datetime64[us]", "tot": "datetime64[us]", "maanden": "Int64", "diepste_maand": "datetime64[us]",
    "tekort": "Int64", "tekort_min": "Int64", "tekort_hard": "Int64", "opgave": "Int64", "aanbod": "Int64",
    "mogelijk": "Int64",
    "loopt_door": "bool", "vooraf": "datetime64[us]",
}  # fmt: skip


FIGURES = ("tekort", "tekort_min", "tekort_hard", "opgave", "aanbod", "mogelijk")


@dataclass(frozen=True)
class Gat:
    """The months in which an area is short, and why.

    Attributes:
        perioden: one row per run of months that are short; see ``periods``.
        oorzaken: per run the locations that make it or would fill it: see ``causes.of``, plus vanaf (first
            day of the run).
        maanden: months looked at.
        bekend: months of which supply and duty are both known.
    """

    perioden: pd.DataFrame
    oorzaken: pd.DataFrame
    maanden: int
    bekend: int


def hole(
    stays: pd.DataFrame,
    against: pd.DataFrame,
    leden: Sequence[str],
    *,
    verlenging: bool,
    peildatum: pd.Timestamp,
    deelgroep: str = Deelgroep.ALLE,
) -> Gat:
    """Return the hole of one area from the month of the peildatum on.

    Args:
        stays: see ``stays``.
        against: rows of ``against_duty`` of one area.
        leden: the gemeenten of the area.
        verlenging: the same as for ``against``.
        peildatum: the same as for ``against``.
        deelgroep: alle, amv or regulier.
    """
    rows = against[against["deelgroep"].eq(deelgroep)].sort_values("maand", kind="stable")
    rows = rows[rows["maand"].ge(peildatum + pd.offsets.MonthEnd(0))].reset_index(drop=True)
    found = periods(rows)
    here = stays["gebied_code"].isin(list(leden)) & stays["doelgroep"].isin(rows["doelgroep"].unique())
    parts = [causes.empty().assign(vanaf=pd.Series(dtype="datetime64[us]"))]
    for run in found.to_dict("records"):
        first = run["vooraf"] if pd.notna(run["vooraf"]) else rows["maand"].min()
        made = causes.of(
            stays[here], first, run["diepste_maand"],
            verlenging=verlenging, peildatum=peildatum, deelgroep=deelgroep,
        )  # fmt: skip
        parts.append(made.assign(vanaf=run["van"]))
    known = int(rows["tekort"].notna().sum())
    return Gat(found, pd.concat(parts, ignore_index=True), len(rows), known)


def periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the runs of months in which places are short.

    Args:
        rows: months of ``against_duty`` of one area and part, in order.

    Returns:
        van (first day of the first month) and tot (last day of the last), maanden, diepste_maand (the first
        of the deepest), tekort with tekort_min and tekort_hard, opgave, aanbod and mogelijk in that month,
        loopt_door (still short in the last month looked at), vooraf (the month before it, when that had
        enough; missing when it was not known or not looked at).
    """
    short = rows["tekort"].gt(0).fillna(False).to_numpy(dtype=bool)
    starts = np.flatnonzero(short & ~np.r_[False, short[:-1]])
    stops = np.flatnonzero(short & ~np.r_[short[1:], False])
    found = [_period(rows, int(a), int(z)) for a, z in zip(starts, stops, strict=True)]
    return pd.DataFrame(found, columns=list(PERIODS)).astype(PERIODS)


def _period(rows: pd.DataFrame, first: int, last: int) -> dict[str, Any]:
    run = rows.iloc[first : last + 1]
    deepest = run.loc[run["tekort"].idxmax()]
    before = rows.iloc[first - 1] if first else None
    enough = before is not None and pd.notna(before["tekort"])
    return {
        "van": run["maand"].iloc[0].replace(day=1),
        "tot": run["maand"].iloc[-1],
        "maanden": len(run),
        "diepste_maand": deepest["maand"],
        **{name: deepest[name] for name in FIGURES},
        "loopt_door": last == len(rows) - 1,
        "vooraf": before["maand"] if enough and before is not None else pd.NaT,
    }
