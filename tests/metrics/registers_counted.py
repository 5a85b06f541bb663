"""Registers of locations for the tests of counting: what is not named is unknown, nothing passes by luck."""

from __future__ import annotations

from typing import Any

import pandas as pd

from model.frames import Frames
from tests.metrics import build, sites

TODAY = pd.Timestamp("2026-11-28")


def named() -> dict[str, str]:
    """Return the code of every area by its name, with and without the province behind it."""
    rows = build.frames()["gebieden"]
    now = rows[rows["niveau"].isin(["provincie", "regio"]) | rows["geldig_tot"].isna()]
    by_name = dict(zip(now["naam"], now["gebied_code"], strict=True))
    return by_name | {name.removesuffix(" (L.)"): code for name, code in by_name.items()}


NAMES = named()
_UNKNOWN = {"plekken": None, "van": None, "tot": None}


def site(naam: str, gemeente: str = "Venlo", **rest: Any) -> dict[str, Any]:
    """Return one row of locaties: an open azc for asielzoekers, without dates or places unless given."""
    given = _UNKNOWN | rest
    row = sites.site(naam, NAMES[gemeente], **given)
    row["vervangt_locatie"] = row.pop("vervangt", "")
    return row


def register(*rows: dict[str, Any], bestemmingen: list[dict[str, Any]] | None = None) -> Frames:
    """Return all frames of a version around some sites; two sites of one name get ids of their own."""
    seen: dict[str, int] = {}
    own = []
    for row in rows:
        seen[row["naam"]] = seen.get(row["naam"], 0) + 1
        again = seen[row["naam"]]
        own.append(row | ({"locatie_id": f"{row['naam']}-{again}"} if again > 1 else {}))
    split = [{"locatie_id": use["locatie"], **use} for use in bestemmingen or []]
    split = [{name: value for name, value in use.items() if name != "locatie"} for use in split]
    return sites.frames(*own, bestemmingen=split) if own else build.frames()


def of_case(case: dict[str, Any]) -> Frames:
    """Return the register that a golden case describes."""
    return register(*(site(**row) for row in case["locaties"]), bestemmingen=case.get("bestemmingen"))
