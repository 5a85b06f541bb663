"""Joint plans: several rows, places that count once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from metrics.overlap_pairs import Row, Samen, together
from model.lijsten import Stadium


@dataclass(frozen=True)
class Plan:
    """A joint plan that several rows name.

    Attributes:
        code: as in the register.
        rijen: positions of its rows.
        plekken: places of the whole plan; the fewest that a row states, None when none does.
        genoemd: every number that the rows state for the whole plan.
        is_samen: rows of it are, or may be, there on the same day.
    """

    code: str
    rijen: tuple[int, ...]
    plekken: int | None
    genoemd: tuple[int, ...]
    is_samen: bool

    def total(self, rows: list[Row]) -> int:
        """Return what the rows add up to, as far as known."""
        return sum(int(rows[n]["plekken"]) for n in self.rijen if not pd.isna(rows[n]["plekken"]))


def plans(rows: list[Row]) -> list[Plan]:
    """Return the joint plans of two or more sites, in order of their code."""
    of_plan = defaultdict(list)
    for n, row in enumerate(rows):
        if row["plan_code"] and row["stadium"] != Stadium.VERVALLEN:
            of_plan[row["plan_code"]].append(n)
    found = []
    for code, members in sorted(of_plan.items()):
        if len({rows[n]["locatie_id"] for n in members}) < 2:
            continue
        stated = tuple(
            sorted({int(rows[n]["plan_plekken"]) for n in members if not pd.isna(rows[n]["plan_plekken"])})
        )
        meet = any(together(rows[a], rows[b]) != Samen.NEE for a, b in combinations(members, 2))
        found.append(Plan(code, tuple(members), stated[0] if stated else None, stated, meet))
    return found


def shares(places: list[int], total: int) -> list[int]:
    """Return whole parts of a plan that never add up to more than it, in proportion to what each row names.

    A row that names the whole plan has it, and the others are parts of that row.

    >>> shares([200, 200], 300), shares([300, 100], 300), shares([100, 100], 300)
    ([150, 150], [300, 0], [100, 100])
    """
    named = sum(places)
    if named <= total:
        return places
    if total in places:
        whole = places.index(total)
        return [total if n == whole else 0 for n in range(len(places))]
    parts = [count * total // named for count in places]
    rests = sorted(range(len(places)), key=lambda n: (-(places[n] * total % named), n))
    for n in rests[: total - sum(parts)]:
        parts[n] += 1
    return parts


def at_once(plan: Plan, rows: list[Row]) -> list[tuple[int, ...]]:
    """Return the largest sets of rows of a plan that are, or may be, there on one day."""
    sets: list[set[int]] = []
    for n in plan.rijen:
        peers = {m for m in plan.rijen if m < n and together(rows[n], rows[m]) != Samen.NEE}
        grown = [found & peers | {n} for found in sets] or [{n}]
        sets = [found for found in sets if not any(found < other for other in grown)]
        sets += [found for found in grown if not any(found < other for other in grown)]
    return sorted({tuple(sorted(found)) for found in sets if not any(found < other for other in sets)})


def capped(plan: Plan, rows: list[Row]) -> dict[int, Any]:
    """Return the places of the rows that count less than they name; missing where nobody can say.

    Without a number for the whole plan the row with most places counts, and the others are unknown: they may
    be parts of it.
    """
    out: dict[int, Any] = {}
    for group in at_once(plan, rows):
        known = [n for n in group if not pd.isna(rows[n]["plekken"])]
        if plan.plekken is None:
            largest = max(known, key=lambda n: (int(rows[n]["plekken"]), -n), default=None)
            out |= {n: pd.NA for n in known if n != largest and len(known) > 1}
            continue
        named = [int(rows[n]["plekken"]) for n in known]
        for n, count in zip(known, shares(named, plan.plekken), strict=True):
            before = out.get(n, int(rows[n]["plekken"]))
            out[n] = min(before, count)
    return {n: count for n, count in out.items() if pd.isna(count) or count != rows[n]["plekken"]}
