"""Rows of supply in which no place is counted twice: a successor, a repeated site, a joint plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.overlap_pairs import Pair, Row, Samen, Soort, equal_places, last_day, pairs, together
from metrics.overlap_plans import Plan, capped, plans
from metrics.overlap_words import pair_sentence, plan_sentence
from model.rules import Rules
from model.rules import rules as shipped_rules

DUBBEL, NA_ELKAAR, ONBESLIST = "dubbel", "na_elkaar", "onbeslist"
ORDER = ["locatie_id", "doelgroep", "van", "bron_cel"]
_DAY = pd.Timedelta(days=1)


def once(rows: pd.DataFrame, rules: Rules | None = None) -> pd.DataFrame:
    """Return rows of ``metrics.supply.stays`` in which no place is counted twice on any day.

    A site that is replaced ends the day before its successor opens; a successor that is only an intention
    starts when the surer one has ended. A row that repeats another loses its places. Rows of a joint plan get
    a share of it; without an agreed division that share is in proportion to what they name. A place that may
    be counted twice, which the rows do not decide, becomes missing.

    Args:
        rows: all rows whose places are added up; see ``metrics.supply.stays``.
        rules: words and zekerheid; the shipped rules when None.

    Returns:
        The same rows in the same order with van, tot, is_onbepaald, verlenging_*, plekken and plekken_amv
        adjusted, and besides plekken_bron (Int64, the places as published) and dubbel (Dutch sentence why
        they differ; empty when they do not).
    """
    rules = rules or shipped_rules()
    order = rows.sort_values(ORDER, kind="stable").index
    records = [dict(record, dubbel="") for record in rows.loc[order].to_dict("records")]
    before = [record["plekken"] for record in records]
    firm = {str(sure) for sure in rules.tellen.zekerheid}
    found = pairs(list(records), rules.tellen.dubbel)
    joint = plans(list(records))
    for pair in found:
        _settle(pair, records, firm)
    for plan in joint:
        _cap(plan, records)
    columns = [*rows.columns, "dubbel"]  # named, because a register may be empty
    out = pd.DataFrame(records, index=order, columns=columns).assign(plekken_bron=before).loc[rows.index]
    kinds = {name: str(dtype) for name, dtype in rows.dtypes.items()}
    added = {"plekken_bron": "Int64", "dubbel": "str"}
    return out.astype(kinds | added)[[*rows.columns, *added]]


def verdict(pair: Pair, old: Row, new: Row) -> str:
    """Return whether two rows count places twice: dubbel, na_elkaar or onbeslist."""
    met = together(old, new)
    if met == Samen.NEE:
        return NA_ELKAAR
    if met == Samen.ONBEKEND or pair.soort == Soort.GEMEENTEN:
        return ONBESLIST
    return DUBBEL if pair.soort == Soort.VERVANGT or equal_places(old, new) else ONBESLIST


def _settle(pair: Pair, records: list[dict[str, Any]], firm: set[str]) -> None:
    """Take out of two rows what is counted twice; the dates of both are read as they stand by now."""
    old, new = records[pair.oud], records[pair.nieuw]
    outcome = verdict(pair, old, new)
    if outcome == NA_ELKAAR:
        return
    said = pair_sentence(pair.soort, outcome, old, new)
    if outcome == ONBESLIST and pair.soort != Soort.VERVANGT:
        if together(old, new) == Samen.JA or pair.soort == Soort.GEMEENTEN:
            _unknown(new, said)
        elif not pd.isna(new["van"]):
            _end_before(old, new["van"], said)
    elif old["zekerheid"] in firm and new["zekerheid"] not in firm:
        _start_after(new, old, said)
    elif not pd.isna(new["van"]):
        _end_before(old, new["van"], said)


def _unknown(row: dict[str, Any], said: str) -> None:
    row |= {"plekken": pd.NA, "plekken_amv": pd.NA, "dubbel": said}


def _none(row: dict[str, Any], said: str) -> None:
    row |= {"plekken": 0, "plekken_amv": 0, "dubbel": said}


def _end_before(row: dict[str, Any], day: pd.Timestamp, said: str) -> None:
    """Let a row end the day before another begins; one that would end before it began counts nothing."""
    if not pd.isna(row["van"]) and row["van"] >= day:
        return _none(row, said)
    ended = {"tot": day - _DAY, "is_onbepaald": False, "verlenging_tot": pd.NaT, "verlenging_status": ""}
    ended["tot_sluiting"] = False
    row |= ended | {"dubbel": said}
    return None


def _start_after(row: dict[str, Any], before: dict[str, Any], said: str) -> None:
    """Let an intention begin when the surer row has ended; without an end nobody can say when."""
    end = last_day(before)
    if end is None or end == pd.Timestamp.max:
        return _unknown(row, said)
    if not pd.isna(row["tot"]) and row["tot"] <= end:
        return _none(row, said)
    row |= {"van": end + _DAY, "dubbel": said}
    before |= {"verlenging_tot": pd.NaT, "verlenging_status": ""}
    return None


def _cap(plan: Plan, records: list[dict[str, Any]]) -> None:
    members = [records[n] for n in plan.rijen]
    total = plan.total(list(records))
    lower = capped(plan, list(records))
    counted = counted_of(plan, records, lower)
    said = plan_sentence(plan, members, total, counted)
    for n, count in lower.items():
        amv = records[n]["plekken_amv"]
        kept = amv if not pd.isna(amv) and amv == 0 else pd.NA
        records[n] |= {"plekken": count, "plekken_amv": 0 if _is_zero(count) else kept, "dubbel": said}


def _is_zero(count: Any) -> bool:
    return not pd.isna(count) and count == 0


def counted_of(plan: Plan, rows: Sequence[Row], lower: Mapping[int, Any]) -> int:
    """Return what the rows of a plan count together, as far as known."""
    kept: list[Any] = [lower.get(n, rows[n]["plekken"]) for n in plan.rijen]
    return sum(int(count) for count in kept if not pd.isna(count))
