"""Did what was planned open when planned? Earlier versions of the register against the newest.

A register holds one date per site, so a plan and what came of it stand in two versions of it: one in which
the site was not open and had a planned day that lay ahead, and a later one in which it opened, was dropped,
or is late. Where there are too few of them nothing is drawn; ``verdict`` says how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from model.kansen import NOG_NIET_OPEN, Kansen, Stand, Toetsing
from model.lijsten import Stadium
from model.taal import getal, meervoud, procent

OPENED = (Stadium.OPEN, Stadium.AFBOUW, Stadium.GESLOTEN)
GEOPEND, VERVALLEN, TE_LAAT, ONBEKEND = "geopend", "vervallen", "te_laat", "onbekend"
COLUMNS = {
    "locatie_id": "str", "gebied_code": "str", "stadium": "str", "gezien_op": "datetime64[us]",
    "gepland": "datetime64[us]", "geopend": "datetime64[us]", "is_gesloten": "bool", "uitkomst": "str",
    "op_tijd": "boolean", "voorspeld": "Float64",
}  # fmt: skip


@dataclass(frozen=True)
class Momentopname:
    """The frame ``locaties`` as it was known on a day."""

    dag: pd.Timestamp
    locaties: pd.DataFrame


def cases(history: Sequence[Momentopname], kansen: Kansen, stand: Stand = Stand.MIDDEN) -> pd.DataFrame:
    """Return the sites that were once seen as a plan with a day, and what became of each.

    Args:
        history: the register on several days, in any order.
        kansen: the assumptions; those in force on the day a plan was seen predict it.
        stand: which of their three values.

    Returns:
        The columns of ``COLUMNS``, one row per site: the plan as first seen; ``op_tijd`` whether it was
        open at most ``uitloop_maanden`` after its planned day (missing while that is not known);
        ``voorspeld`` the chance of that by the assumptions.
    """
    in_order = sorted(history, key=lambda one: one.dag)
    plans: dict[str, dict[str, Any]] = {}
    for one in in_order:
        for key, row in _keyed(one.locaties).items():
            ahead = row["stadium"] in NOG_NIET_OPEN and not pd.isna(row["van"]) and row["van"] >= one.dag
            if ahead and key not in plans:
                plans[key] = row | {"gezien_op": one.dag, "gepland": row["van"]}
    later = [(one.dag, _keyed(one.locaties)) for one in in_order]
    rows = [_case(key, plan, later, kansen, stand) for key, plan in plans.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _keyed(sites: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the sites by gemeente and name, which stay while an id made from the date does not."""
    name = sites["naam"].str.casefold().str.split().str.join(" ")
    keys = sites["gebied_code"] + "|" + name
    once = ~keys.duplicated(keep=False)
    columns = ["locatie_id", "gebied_code", "stadium", "van"]
    return dict(zip(keys[once], sites.loc[once, columns].to_dict("records"), strict=True))


def _case(
    key: str, plan: dict[str, Any], later: list[tuple[pd.Timestamp, Any]], kansen: Kansen, stand: Stand
) -> dict[str, Any]:
    """Return one plan with what became of it."""
    limit = plan["gepland"] + pd.DateOffset(months=kansen.toetsing.uitloop_maanden)
    seen = [(day, sites[key]) for day, sites in later if day > plan["gezien_op"] and key in sites]
    opened = next((row["van"] for _, row in seen if row["stadium"] in OPENED), None)
    last_day, last = seen[-1] if seen else (plan["gezien_op"], plan)
    how, in_time = ONBEKEND, None
    if opened is not None and not pd.isna(opened):
        how, in_time = GEOPEND, bool(opened <= limit)
    elif last["stadium"] == Stadium.VERVALLEN:
        how, in_time = VERVALLEN, False
    elif last["stadium"] in NOG_NIET_OPEN and last_day > limit:
        how, in_time = TE_LAAT, False
    return plan | {
        "geopend": opened if how == GEOPEND else pd.NaT,
        "is_gesloten": last["stadium"] == Stadium.GESLOTEN,
        "uitkomst": how,
        "op_tijd": in_time,
        "voorspeld": _predicted(plan, kansen, stand),
    }


def _predicted(plan: dict[str, Any], kansen: Kansen, stand: Stand) -> float:
    """Return the chance that a plan opens at most ``uitloop_maanden`` after its day."""
    assumed = kansen.at(plan["gezien_op"].date())
    delays = zip(assumed.maanden, assumed.delays(plan["stadium"], stand), strict=True)
    in_time = sum(chance for months, chance in delays if months <= kansen.toetsing.uitloop_maanden)
    return assumed.opens(plan["stadium"], stand) * in_time


def calibration(found: pd.DataFrame, toetsing: Toetsing) -> pd.DataFrame:
    """Return what was predicted against what came, per bin of chances; nothing where that is too thin.

    Returns:
        van, tot (limits of the bin), aantal (Int64), voorspeld (mean, Float64), waargenomen (share that was
        in time, Float64), is_dun (bool: fewer cases than asked per bin). Bins without cases are left out.
    """
    known = found.dropna(subset=["op_tijd", "voorspeld"])
    if len(known) < toetsing.minstens:
        known = known.iloc[:0]
    limits = np.asarray(toetsing.bakken)
    inner = np.clip(
        np.searchsorted(limits, known["voorspeld"].to_numpy(float), side="right") - 1, 0, len(limits) - 2
    )
    by = known.assign(bak=inner, op_tijd=known["op_tijd"].astype("Float64")).groupby("bak")
    out = pd.DataFrame(
        {
            "aantal": by.size().astype("Int64"),
            "voorspeld": by["voorspeld"].mean().astype("Float64"),
            "waargenomen": by["op_tijd"].mean().astype("Float64"),
        }
    )
    out = out.assign(
        van=limits[out.index], tot=limits[out.index + 1], is_dun=out["aantal"].lt(toetsing.minstens_per_bak)
    )
    return out[["van", "tot", "aantal", "voorspeld", "waargenomen", "is_dun"]].reset_index(drop=True)


def verdict(history: Sequence[Momentopname], found: pd.DataFrame, toetsing: Toetsing) -> str:
    """Return in words how much there is to test the assumptions with, and whether that is enough."""
    newest = max(history, key=lambda one: one.dag).locaties if history else pd.DataFrame({"stadium": []})
    closed = int(newest["stadium"].eq(Stadium.GESLOTEN).sum())
    both = int((found["is_gesloten"] & found["geopend"].notna()).sum())
    known = found.dropna(subset=["op_tijd"])
    sites, versions = (
        meervoud(len(newest), "locatie", "locaties"),
        meervoud(len(history), "versie", "versies"),
    )
    counted = (
        f"Het register ({versions}) telt {sites}, waarvan {getal(closed)} gesloten. Van {getal(both)} "
        "gesloten locaties staat er zowel een geplande als een werkelijke openingsdatum in; van "
        f"{meervoud(len(known), 'plan', 'plannen')} is bekend of het op tijd open was."
    )
    if len(known) < toetsing.minstens:
        needed = getal(toetsing.minstens)
        return f"{counted} Er zijn er minstens {needed} nodig: de aannamen zijn dus niet getoetst."
    shares = procent(known["op_tijd"].mean()), procent(known["voorspeld"].mean())
    return f"{counted} Op tijd was {shares[0]}; volgens de aannamen zou dat {shares[1]} zijn."
