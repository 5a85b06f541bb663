"""Which rows may be the same places as another row, and whether they are there at the same time."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

import pandas as pd

from model.lijsten import ZEKERHEID_PER_STADIUM, Stadium, Zekerheid
from model.telregels import Dubbel

Row = Mapping[str, Any]
#: Stages of a location that has not opened yet.
TO_COME = (Stadium.ZOEKFASE, *(s for s, z in ZEKERHEID_PER_STADIUM.items() if z != Zekerheid.OPEN))


class Soort(StrEnum):
    """Why two rows may be the same places."""

    VERVANGT = "vervangt"
    ZELFDE = "zelfde_locatie"
    GEMEENTEN = "twee_gemeenten"
    PLAN = "gezamenlijk_plan"


class Samen(StrEnum):
    """Whether two periods share a day."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Pair:
    """Positions of two rows; the second follows on, or repeats, the first."""

    soort: Soort
    oud: int
    nieuw: int


def pairs(rows: list[Row], rule: Dubbel) -> list[Pair]:
    """Return every pair of rows that may be the same places, in an order that does not depend on the rows'.

    Args:
        rows: records of ``metrics.supply.stays``, in order of locatie_id, group and van.
        rule: words that do not tell sites apart.
    """
    alive = [n for n, row in enumerate(rows) if row["stadium"] != Stadium.VERVALLEN]
    linked = list(_replaced(rows, alive))
    known = {frozenset((rows[p.oud]["locatie_id"], rows[p.nieuw]["locatie_id"])) for p in linked}
    named = [n for n in alive if rows[n]["type"] not in rule.naam_zegt_niets]
    keys = {n: words(rows[n]["naam"], rule) for n in named}
    same = _same_name(rows, named, keys)
    found = [pair for pair in same if not _told_apart(rows[pair.oud], rows[pair.nieuw], known)]
    return [*linked, *found]


def words(name: str, rule: Dubbel) -> frozenset[str]:
    """Return the words of a name that tell which site it is; two sites with the same words are one.

    >>> words("evenemententerrein Megaland", Dubbel(
    ...     algemene_woorden={"evenemententerrein"}, naam_zegt_niets=[], reden="-"))
    frozenset({'megaland'})
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    parts = re.findall(r"[a-z0-9]+", plain)
    return frozenset(parts) - rule.algemene_woorden


def _replaced(rows: list[Row], alive: Iterable[int]) -> Iterator[Pair]:
    of_site = defaultdict(list)
    for n in alive:
        of_site[rows[n]["locatie_id"]].append(n)
    for n in alive:
        for old in of_site.get(rows[n]["vervangt_locatie"], ()):
            groups = {rows[old]["doelgroep"], rows[n]["doelgroep"]} - {""}
            if len(groups) < 2 and rows[old]["locatie_id"] != rows[n]["locatie_id"]:
                yield Pair(Soort.VERVANGT, old, n)


def _same_name(rows: list[Row], named: Iterable[int], keys: Mapping[int, frozenset[str]]) -> Iterator[Pair]:
    """Return rows of one kind and group whose names are the same site, in one gemeente or in two."""
    by_kind = defaultdict(list)
    for n in named:
        by_kind[(rows[n]["doelgroep"], rows[n]["type"])].append(n)
    for members in by_kind.values():
        at_home = defaultdict(list)
        elsewhere = defaultdict(list)
        for n in members:
            at_home[rows[n]["gebied_code"]].append(n)
            if keys[n] and not pd.isna(rows[n]["plekken"]):
                elsewhere[(keys[n], rows[n]["plekken"])].append(n)
        for group in at_home.values():
            alike = ((a, b) for a, b in combinations(group, 2) if _same(rows, keys, a, b))
            yield from (_ordered(rows, Soort.ZELFDE, a, b) for a, b in alike)
        for group in elsewhere.values():
            yield from (
                _ordered(rows, Soort.GEMEENTEN, a, b)
                for a, b in combinations(group, 2)
                if rows[a]["gebied_code"] != rows[b]["gebied_code"]
            )


def _same(rows: list[Row], keys: Mapping[int, frozenset[str]], a: int, b: int) -> bool:
    """Return whether two names in one gemeente are one site: the same words, or part of them and as large."""
    one, two = keys[a], keys[b]
    if not one or not two:
        return not one and not two and rows[a]["naam"].casefold() == rows[b]["naam"].casefold()
    return one == two or ((one < two or two < one) and equal_places(rows[a], rows[b]))


def equal_places(one: Row, two: Row) -> bool:
    """Return whether both capacities are known and the same."""
    places = (one["plekken"], two["plekken"])
    return not any(map(pd.isna, places)) and places[0] == places[1]


def _told_apart(one: Row, two: Row, known: set[frozenset[str]]) -> bool:
    """Return whether the register itself says how two rows belong together: a plan, a link, the same site."""
    if one["locatie_id"] == two["locatie_id"]:
        return True
    same_plan = one["plan_code"] and one["plan_code"] == two["plan_code"]
    return bool(same_plan) or frozenset((one["locatie_id"], two["locatie_id"])) in known


def _ordered(rows: list[Row], soort: Soort, a: int, b: int) -> Pair:
    """Return the pair with the row that starts first in front; an unknown start comes last."""
    first, second = sorted((a, b), key=lambda n: _start(rows[n]))
    return Pair(soort, first, second)


def _start(row: Row) -> tuple[bool, bool, pd.Timestamp, str]:
    van = row["van"]
    unknown = bool(pd.isna(van))
    return unknown, row["stadium"] in TO_COME, pd.Timestamp.min if unknown else van, row["locatie_id"]


def last_day(row: Row) -> pd.Timestamp | None:
    """Return the last day that is known; the end of time when none was agreed, None when unknown."""
    if pd.isna(row["tot"]):
        return pd.Timestamp.max if row["is_onbepaald"] else None
    return pd.Timestamp(row["tot"])


def together(one: Row, two: Row) -> Samen:
    """Return whether two rows are there on the same day, as far as dates, and else stages, decide it."""
    by_date = _by_date(one, two)
    if by_date == Samen.ONBEKEND and {True, False} == {_closed_or_open(one), _closed_or_open(two)}:
        return Samen.NEE
    return by_date


def _by_date(one: Row, two: Row) -> Samen:
    (start, end), (start2, end2) = ((row["van"], last_day(row)) for row in (one, two))
    for first, last in ((start, end2), (start2, end)):
        if not pd.isna(first) and last is not None and last < first:
            return Samen.NEE
    if pd.isna(start) or pd.isna(start2):
        return Samen.ONBEKEND
    earlier_end = end if start <= start2 else end2
    if start == start2 or (earlier_end is not None and earlier_end >= max(start, start2)):
        return Samen.JA
    return Samen.ONBEKEND


def _closed_or_open(row: Row) -> bool | None:
    """Return True for a site that has closed, False for one that has yet to open: they never meet."""
    if row["stadium"] == Stadium.GESLOTEN:
        return True
    return False if row["stadium"] in TO_COME else None
