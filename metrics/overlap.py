"""Places that stand in the register twice: one site, its successor, or a joint plan counted more than once.

Joint or successive sites count once. What the rows decide is taken out (``once``); what they do not decide is
named (``find``) and becomes unknown, never guessed.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics.overlap_once import DUBBEL, NA_ELKAAR, ONBESLIST, ORDER, counted_of, once, verdict
from metrics.overlap_pairs import Pair, Row, Samen, Soort, last_day, pairs, together
from metrics.overlap_plans import Plan, capped, plans
from metrics.overlap_words import pair_sentence, plan_sentence
from metrics.supply.stays import registered
from model.frames import Frames
from model.rules import Rules
from model.rules import rules as shipped_rules

__all__ = ["COLUMNS", "find", "once"]
COLUMNS = {
    "soort": "str", "uitkomst": "str", "locatie_ids": "str", "namen": "str", "gebied_codes": "str",
    "doelgroep": "str", "plan_code": "str", "van": "datetime64[us]", "tot": "datetime64[us]",
    "plekken_samen": "Int64", "plekken_eenmaal": "Int64", "plekken_dubbel": "Int64", "reden": "str",
    "bron_cellen": "str",
}  # fmt: skip


def find(frames: Frames, rules: Rules | None = None) -> pd.DataFrame:
    """Return the sites that may be the same places, each pair or plan with what was found.

    Args:
        frames: a version's frames; uses locaties and bestemmingen.
        rules: words and units; the shipped rules when None.

    Returns:
        One row per pair of sites or joint plan: soort (vervangt, zelfde_locatie, twee_gemeenten,
        gezamenlijk_plan), uitkomst (dubbel: counted twice; na_elkaar: one after the other, nothing is counted
        twice; onbeslist: the rows do not decide it), locatie_ids, namen and gebied_codes joined by '|',
        doelgroep, plan_code, van and tot (days on which both are there, missing when unknown), plekken_samen
        (what the rows add up to), plekken_eenmaal (what counts) and plekken_dubbel (the difference; missing
        when undecided), reden (Dutch sentence), bron_cellen. A plan whose rows stay within it is not there.
    """
    rules = rules or shipped_rules()
    rows = registered(frames).sort_values(ORDER, kind="stable").to_dict("records")
    found = [_told(pair, rows) for pair in pairs(rows, rules.tellen.dubbel)]
    found += [_plan_told(plan, rows) for plan in plans(rows) if _is_too_much(plan, rows)]
    frame = pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)
    frame = frame.sort_values(["soort", "locatie_ids", "uitkomst", "van"], kind="stable")
    return frame.drop_duplicates(["soort", "locatie_ids", "doelgroep", "uitkomst"]).reset_index(drop=True)


def _told(pair: Pair, rows: list[Row]) -> dict[str, Any]:
    old, new = rows[pair.oud], rows[pair.nieuw]
    outcome = verdict(pair, old, new)
    total, least = _total(old, new), _least(old, new)
    double = {DUBBEL: least, NA_ELKAAR: 0}.get(outcome, pd.NA)
    shared = together(old, new) == Samen.JA
    ends = [day for row in (old, new) if (day := last_day(row)) is not None and day != pd.Timestamp.max]
    return {
        "soort": str(pair.soort),
        "uitkomst": outcome,
        "locatie_ids": f"{old['locatie_id']}|{new['locatie_id']}",
        "namen": f"{old['naam']}|{new['naam']}",
        "gebied_codes": "|".join(dict.fromkeys((old["gebied_code"], new["gebied_code"]))),
        "doelgroep": old["doelgroep"] or new["doelgroep"],
        "plan_code": "",
        "van": max(old["van"], new["van"]) if shared else pd.NaT,
        "tot": min(ends) if shared and ends else pd.NaT,
        "plekken_samen": total,
        "plekken_eenmaal": pd.NA if pd.isna(double) or pd.isna(total) else total - double,
        "plekken_dubbel": double,
        "reden": pair_sentence(pair.soort, outcome, old, new),
        "bron_cellen": _cells(old, new),
    }


def _is_too_much(plan: Plan, rows: list[Row]) -> bool:
    return bool(capped(plan, rows)) or (plan.plekken is None and plan.is_samen)


def _plan_told(plan: Plan, rows: list[Row]) -> dict[str, Any]:
    members = [rows[n] for n in plan.rijen]
    lower = capped(plan, rows)
    known = plan.plekken is not None
    total = plan.total(rows)
    counted = counted_of(plan, rows, lower)
    return {
        "soort": str(Soort.PLAN),
        "uitkomst": DUBBEL if known else ONBESLIST,
        "locatie_ids": "|".join(dict.fromkeys(row["locatie_id"] for row in members)),
        "namen": "|".join(dict.fromkeys(row["naam"] for row in members)),
        "gebied_codes": "|".join(dict.fromkeys(row["gebied_code"] for row in members)),
        "doelgroep": members[0]["doelgroep"],
        "plan_code": plan.code,
        "van": pd.NaT,
        "tot": pd.NaT,
        "plekken_samen": total,
        "plekken_eenmaal": counted if known else pd.NA,
        "plekken_dubbel": total - counted if known else pd.NA,
        "reden": plan_sentence(plan, members, total, counted),
        "bron_cellen": _cells(*members),
    }


def _cells(*rows: Row) -> str:
    return "|".join(f"{row['bron_id']}#{row['bron_cel']}" for row in rows)


def _total(old: Row, new: Row) -> Any:
    return pd.NA if pd.isna(_least(old, new)) else old["plekken"] + new["plekken"]


def _least(old: Row, new: Row) -> Any:
    places = (old["plekken"], new["plekken"])
    return pd.NA if any(map(pd.isna, places)) else min(places)
