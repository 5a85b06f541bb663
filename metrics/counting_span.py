"""From when until when a site is surely there, and from when until when it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.overlap_pairs import TO_COME, Row
from model.lijsten import Stadium
from model.taal import datum
from model.telregels import Telregels

EVER, NEVER = pd.Timestamp.min, pd.Timestamp.max
_DAY = pd.Timedelta(days=1)
_OPEN = (Stadium.OPEN, Stadium.AFBOUW)


@dataclass(frozen=True)
class Span:
    """Days of one use of a site.

    Attributes:
        start_zeker, eind_zeker: the days between which it is surely there; empty when start is after end.
        start_kan, eind_kan: the widest period that what is known allows.
        begin_waarom, eind_waarom: Dutch words why a side is not sure; empty when it is.
    """

    start_zeker: pd.Timestamp
    start_kan: pd.Timestamp
    eind_zeker: pd.Timestamp
    eind_kan: pd.Timestamp
    begin_waarom: str = ""
    eind_waarom: str = ""

    def surely(self, day: pd.Timestamp) -> bool:
        """Return whether it is there on a day, whatever is not known."""
        return self.start_zeker <= day <= self.eind_zeker

    def perhaps(self, day: pd.Timestamp) -> bool:
        """Return whether it may be there on a day."""
        return self.start_kan <= day <= self.eind_kan


def span(use: Row, rules: Telregels, peildatum: pd.Timestamp) -> Span:
    """Return the days of one row of ``metrics.supply.stays``.

    An open site is there on the peildatum, also when no source says since when. An extension that was agreed
    moves the end; one that was only asked for may. A site that should have opened and did not is not sure.
    """
    first, first_may, why_first = _start(use, peildatum)
    last, last_may, why_last = _end(use, rules, peildatum)
    return Span(first, first_may, last, last_may, why_first, why_last)


def _start(use: Row, peildatum: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    stage, van = use["stadium"], use["van"]
    if not pd.isna(van):
        if stage in TO_COME and van < peildatum:
            late = f"de locatie zou op {datum(van)} opengaan, maar is volgens het register nog niet open"
            return NEVER, van, late
        return van, van, ""
    said = f"de begindatum is onbekend{_quoted(use['van_tekst'])}"
    if stage in _OPEN:
        since = use["stadium_sinds"]
        known = not pd.isna(since) and stage == Stadium.OPEN and since <= peildatum
        return since if known else peildatum, EVER, said
    return NEVER, EVER, said


def _end(use: Row, rules: Telregels, peildatum: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    stage, tot = use["stadium"], use["tot"]
    if stage == Stadium.GESLOTEN:
        if not pd.isna(tot):
            return tot, tot, ""
        since = use["stadium_sinds"]
        return EVER, peildatum if pd.isna(since) else since, "wanneer de locatie is gesloten, is onbekend"
    if pd.isna(tot):
        if use["is_onbepaald"]:
            return NEVER, NEVER, ""
        said = f"de einddatum is onbekend{_quoted(use['tot_tekst'])}"
        return peildatum if stage in _OPEN else EVER, NEVER, said
    return _extended(use, rules, peildatum)


def _extended(use: Row, rules: Telregels, peildatum: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    """Return the last day with what is known of an extension."""
    tot, longer, state = use["tot"], use["verlenging_tot"], use["verlenging_status"]
    agreed = state in [str(s) for s in rules.verlenging_telt]
    if agreed and not pd.isna(longer):
        return longer, longer, ""
    until = "" if pd.isna(longer) else f" tot en met {datum(longer)}"
    last = NEVER if pd.isna(longer) else longer
    runs = f"het contract loopt tot en met {datum(tot)}"
    if agreed:
        return tot, last, f"{runs}; de verlenging is afgesproken, tot wanneer is onbekend"
    if state in [str(s) for s in rules.verlenging_open]:
        return tot, last, f"{runs}; verlenging{until} is {state}, niet afgesproken"
    if use["stadium"] in _OPEN and tot < peildatum and use["tot_sluiting"]:
        ran = f"het contract liep tot en met {datum(tot)}"
        return tot, NEVER, f"{ran}, maar de locatie staat nog als open in het register"
    return tot, tot, ""


def _quoted(text: str) -> str:
    return f" (de bron zegt ‘{text}’)" if text else ""


def days_of_change(spans: Iterable[Span], first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """Return the days from the first to the last on which something may begin or has just ended."""
    days = {first}
    for item in spans:
        ends = [end + _DAY for end in (item.eind_zeker, item.eind_kan) if EVER < end < NEVER]
        days |= {day for day in (item.start_zeker, item.start_kan, *ends) if first < day <= last}
    return sorted(days)


def longest(spans: Sequence[Span], *, sure: bool) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the longest period without a gap, of what is sure or of what may be."""
    edges = [(s.start_zeker, s.eind_zeker) if sure else (s.start_kan, s.eind_kan) for s in spans]
    runs: list[tuple[pd.Timestamp, pd.Timestamp]] = []
    for start, end in sorted(edge for edge in edges if edge[0] <= edge[1]):
        touches = runs and (runs[-1][1] == NEVER or start <= runs[-1][1] + _DAY)
        if touches:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return max(runs, key=_length, default=None)


def _length(run: tuple[pd.Timestamp, pd.Timestamp]) -> int:
    return int(run[1].toordinal() - run[0].toordinal())


def lasts(run: tuple[pd.Timestamp, pd.Timestamp] | None, years: int) -> bool:
    """Return whether a period is at least so many years, first and last day included."""
    if run is None:
        return False
    if run[0] == EVER or run[1] == NEVER:
        return True
    return bool(run[0] + pd.DateOffset(years=years) - _DAY <= run[1])


def words(use: Row, item: Span) -> str:
    """Return a period in words: 'van 1 mei 2024 tot en met 30 april 2029'."""
    start = "met een onbekende begindatum" if pd.isna(use["van"]) else f"van {datum(use['van'])}"
    if item.eind_zeker == NEVER:
        return f"{start}, voor onbepaalde tijd"
    end = item.eind_zeker if not item.eind_waarom else use["tot"]
    return f"{start} {'zonder bekende einddatum' if pd.isna(end) else f'tot en met {datum(end)}'}"
