"""How likely it is that areas have the places of their duty on its day, and what hangs on what is undecided.

No duty, no day, no site of which enough is known: then there is no chance, with the reason. Where sites
were left out a chance is a lower bound, because more places can only raise it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from metrics.forecast.outcome import BAND, Gebied, Uitkomst, edges
from metrics.forecast.totals import POSTEN
from metrics.validity import is_bound
from model.kansen import Openbaar
from model.lijsten import Doelgroep, Editie
from model.taal import datum

TE_WEINIG = "van een deel van de locaties is te weinig bekend"
#: A lower bound below this says nothing.
NIETS = 0.01
GEEN_LOCATIE = "geen locatie bekend"
NIETS_TELT = "geen locatie bekend die voor de opgave telt"
NIETS_BEKEND = "van geen locatie zijn plekken, stadium en datums bekend"
EEN_LOCATIE = "hangt af van één locatie, en een kans per locatie is vertrouwelijk"
COLUMNS = {
    "gebied_code": "str", "naam": "str", "niveau": "str", "doelgroep": "str", "deelgroep": "str",
    "opgave": "Int64", "datum": "datetime64[us]", "kans": "Float64", "kans_fout": "Float64", "p10": "Int64",
    "p50": "Int64", "p90": "Int64", "is_ondergrens": "bool", "locaties": "Int64", "weggelaten": "Int64",
    "leden": "Int64", "leden_zonder": "Int64", "reden": "str",
}  # fmt: skip
POST_COLUMNS = {
    "gebied_code": "str", "naam": "str", "post": "str", "locaties": "Int64", "plekken": "Int64",
    "p50": "Int64", "p50_zonder": "Int64", "kans": "Float64", "kans_zonder": "Float64",
    "is_ondergrens": "bool", "reden": "str",
}  # fmt: skip


def chances(
    found: Uitkomst, table: pd.DataFrame, openbaar: Openbaar, editie: str = Editie.OPENBAAR
) -> pd.DataFrame:
    """Return per area the chance that its places reach its duty on the day that was asked.

    Args:
        found: the draws.
        table: the duties: rows of ``metrics.fulfilment.table``, one per area; its group and part are those
            that were drawn. Areas that were not drawn are left out.
        openbaar: from how many sites a chance may rest on for everyone to see it.
        editie: who it is for.

    Returns:
        A row per area: the columns of ``COLUMNS``. kans is a share (missing with ``reden``), kans_fout its
        standard error by drawing; p10, p50 and p90 the places on that day; is_ondergrens whether sites were
        left out (``weggelaten``); leden_zonder the gemeenten without a site in the draw.
    """
    rows = [_chance(row, found, openbaar, editie) for row in _duties(found, table)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _duties(found: Uitkomst, table: pd.DataFrame) -> list[dict[str, Any]]:
    mine = table["doelgroep"].eq(found.plan.doelgroep) & table["deelgroep"].eq(found.plan.deelgroep)
    rows = table[mine & table["gebied_code"].isin(list(found.gebied))]
    return rows.assign(is_grens=is_bound(rows, "opgave")).to_dict("records")


def _chance(row: Mapping[str, Any], found: Uitkomst, openbaar: Openbaar, editie: str) -> dict[str, Any]:
    area = found.gebied[row["gebied_code"]]
    left = _left_out(found, area)
    nothing = _no_sites(found, area, left)
    reason = _no_day(found) or _no_duty(row, found) or nothing
    closed = editie != Editie.VERTROUWELIJK and 0 < len(area.som.onzeker) < openbaar.minstens_locaties
    reason = reason or (EEN_LOCATIE if closed else "")
    share = None if reason else reached(area.totaal, int(row["opgave"]))
    if left and share is not None and share < NIETS:
        share, reason = None, TE_WEINIG
    said = {name: row[name] for name in ("gebied_code", "naam", "niveau", "doelgroep", "deelgroep", "opgave")}
    shown = not (closed or _no_day(found) or nothing)
    places = edges(area.totaal[None, :], found.vraag.delen)[0] if shown else [None] * 3
    return said | dict(zip(BAND, places, strict=True)) | {
        "datum": found.vraag.datum,
        "kans": share,
        "kans_fout": None if share is None else math.sqrt(share * (1 - share) / len(area.totaal)),
        "is_ondergrens": left > 0,
        "locaties": len(area.som.locaties),
        "weggelaten": left,
        "leden": len(area.leden),
        "leden_zonder": len(area.leden - area.som.leden),
        "reden": reason,
    }  # fmt: skip


def reached(totals: np.ndarray, duty: int) -> float:
    """Return in which share of the draws there are at least so many places."""
    return float(np.count_nonzero(totals >= duty) / len(totals))


def _left_out(found: Uitkomst, area: Gebied) -> int:
    left = found.plan.weggelaten
    missed = left["vanaf"].isna() | left["vanaf"].lt(found.vraag.datum)
    return int(left.loc[missed & left["gebied_code"].isin(area.leden), "locatie_id"].nunique())


def _no_day(found: Uitkomst) -> str:
    """Return why nothing can be said of the day; an empty text when it can."""
    day, start = found.vraag.datum, found.plan.peildatum
    if pd.isna(day):
        return "de dag waarop de plekken er moeten zijn, is onbekend"
    if day < start:
        return f"{datum(day)} is voorbij: dat is geen kans meer, maar een feit"
    last = pd.date_range(start.normalize(), periods=found.vraag.maanden, freq="ME")[-1]
    return f"{datum(day)} ligt verder dan {found.vraag.maanden} maanden vooruit" if day > last else ""


def _no_duty(row: Mapping[str, Any], found: Uitkomst) -> str:
    if found.plan.doelgroep == Doelgroep.STATUSHOUDERS:
        return "de taakstelling telt personen, geen plekken"
    if row["is_grens"]:
        return "van de opgave is alleen een grens bekend"
    if pd.isna(row["opgave"]):
        return "bronnen noemen verschillende getallen" if row["conflict"] else "opgave onbekend"
    return "" if row["opgave"] > 0 else "geen opgave om te halen"


def _no_sites(found: Uitkomst, area: Gebied, left: int) -> str:
    """Return why an area has no places to draw: nothing is known, nothing counts, or nothing is loaded."""
    if area.som.locaties:
        return ""
    other = found.plan.telt_niet["gebied_code"].isin(area.leden).any()
    return NIETS_BEKEND if left else NIETS_TELT if other else GEEN_LOCATIE


def what_if(found: Uitkomst, chances_: pd.DataFrame) -> pd.DataFrame:
    """Return what hangs on each post that is not sure: 'wat als dit niet doorgaat', per area with members.

    The same draws are counted twice, with and without the post. Posts overlap: extensions and stages may
    hold the same site, ``niet_besloten`` and ``niet_open`` hold several stages. So the rows of an area do
    not add up.

    Args:
        found: the draws.
        chances_: ``chances`` of the same draws; an area whose chance is missing there has none here.

    Returns:
        The columns of ``POST_COLUMNS``: sites and places in the post (places whenever they open), p50 on
        the day with and without, chance with and without.
    """
    rows = []
    for row in chances_.to_dict("records"):
        area = found.gebied[row["gebied_code"]]
        if len(area.leden) > 1 and not pd.isna(row["p50"]):
            rows += [_without(row, area, name, found) for name in POSTEN if name in area.som.posten]
    return pd.DataFrame(rows, columns=list(POST_COLUMNS)).astype(POST_COLUMNS)


def _without(row: Mapping[str, Any], area: Gebied, name: str, found: Uitkomst) -> dict[str, Any]:
    post = area.som.posten[name]
    rest = area.totaal - post.valt_weg
    share = None if pd.isna(row["kans"]) else reached(rest, int(row["opgave"]))
    if row["is_ondergrens"] and share is not None and share < NIETS:
        share = None
    kept = ("gebied_code", "naam", "p50", "kans", "is_ondergrens", "reden")
    return {key: row[key] for key in kept} | {
        "post": name,
        "locaties": len(post.plekken),
        "plekken": sum(post.plekken.values()),
        "p50_zonder": edges(rest[None, :], found.vraag.delen)[0][1],
        "kans_zonder": share,
    }
