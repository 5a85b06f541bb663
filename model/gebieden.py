"""The frame ``gebieden``: areas, their level, their parent, and what became of those that ended."""

from __future__ import annotations

import pandas as pd

from model.frames import DATE, TEXT, Column, Schema
from model.lijsten import Niveau

COLUMNS = {
    "gebied_code": Column(TEXT, "code", required=True),
    "naam": Column(TEXT, "name as shown", required=True),
    "niveau": Column(TEXT, "level", Niveau, required=True),
    "ouder_code": Column(
        TEXT, "gemeente: its region, else its provincie; region: provincie; provincie: NL01"
    ),
    "veiligheidsregio_code": Column(TEXT, "veiligheidsregio of a gemeente"),
    "geldig_vanaf": Column(DATE, "first day, if known"),
    "geldig_tot": Column(DATE, "last day of an area that ended"),
    "opvolger_code": Column(TEXT, "where an ended gemeente went; empty when it was split"),
}

SCHEMA = Schema(name="gebieden", doc="One row is one area", columns=COLUMNS, key=("gebied_code",))
check = SCHEMA.check


def members(gebieden: pd.DataFrame, gebied_code: str) -> list[str]:
    """Return the current gemeenten inside an area, in order of name; a gemeente is its own member.

    Args:
        gebieden: the frame of that name.
        gebied_code: any area; a veiligheidsregio is looked up in its own column.
    """
    now = gebieden[gebieden["geldig_tot"].isna()]
    gemeenten = now[now["niveau"].eq(Niveau.GEMEENTE)].sort_values("naam")
    if gebied_code.startswith("VR"):
        return gemeenten.loc[gemeenten["veiligheidsregio_code"].eq(gebied_code), "gebied_code"].tolist()
    parent = now.set_index("gebied_code")["ouder_code"].to_dict()
    return [code for code in gemeenten["gebied_code"] if gebied_code in _ancestry(code, parent)]


def _ancestry(code: str, parent: dict[str, str]) -> list[str]:
    """Return a code and everything above it."""
    chain = [code]
    while (code := parent.get(code, "")) and code not in chain:
        chain.append(code)
    return chain


def children(gebieden: pd.DataFrame, gebied_code: str, niveau: Niveau) -> list[str]:
    """Return the areas of one level that lie directly or further below an area, in order of code."""
    now = gebieden[gebieden["geldig_tot"].isna()]
    parent = now.set_index("gebied_code")["ouder_code"].to_dict()
    level = now[now["niveau"].eq(niveau)].sort_values("gebied_code")["gebied_code"]
    return [code for code in level if gebied_code in _ancestry(code, parent)[1:]]


def parts(gebieden: pd.DataFrame, gebied_code: str, niveau: Niveau) -> list[str]:
    """Return the parts of an area that make agreements; an area without such parts is its own only part."""
    return children(gebieden, gebied_code, niveau) or [gebied_code]
