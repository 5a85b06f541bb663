"""Small registers of locations for the tests: everything that is not named is the plain case."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from model import schemas
from model.frames import Frames
from model.lijsten import ZEKERHEID_PER_STADIUM, Stadium
from tests.metrics import build

DAY = pd.Timestamp("2026-11-21")
DATES = ("van", "tot", "verlenging_tot", "stadium_sinds", "besloten_op", "zichtbaar_vanaf")


def site(naam: str, gebied: str, plekken: int | None = 100, **rest: Any) -> dict[str, Any]:
    """Return one row of locaties: an open azc for asielzoekers since 2024, until the end of 2030."""
    stage = rest.get("stadium", "open")
    row = {
        "locatie_id": naam, "naam": naam, "gebied_code": gebied, "plekken": plekken, "type": "azc",
        "doelgroep": "asielzoekers", "stadium": stage, "eenheid": "plekken", "van": "2024-01-01",
        "tot": "2030-12-31", "zekerheid": ZEKERHEID_PER_STADIUM.get(Stadium(stage), ""),
        "waarde_status": "onbekend" if plekken is None else "definitief",
    }  # fmt: skip
    return row | rest


def frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a checked frame of that name."""
    cells = [{"bron_id": "bron-1", "bron_cel": f"Blad1!A{i}"} | row for i, row in enumerate(rows, 2)]
    found = pd.DataFrame(cells)
    for column in set(DATES) & set(found.columns):
        found[column] = pd.to_datetime(found[column].replace("", None))
    found = schemas.conform(name, found)
    assert schemas.check(name, found) == []
    return found


def frames(
    *rows: dict[str, Any],
    bestemmingen: list[dict[str, Any]] | None = None,
    cijfers: list[dict[str, Any]] | None = None,
) -> Frames:
    """Return all frames of a version around some locations."""
    others = {"locaties": frame("locaties", list(rows))}
    if bestemmingen:
        others["bestemmingen"] = frame("bestemmingen", bestemmingen)
    if cijfers:
        others["cijfers"] = build.cijfers(*cijfers)
    return _base() | others


@cache
def _base() -> Frames:
    return build.frames()
