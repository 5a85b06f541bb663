"""Which area a cell means: by code or by name, never by a guess.

``Areas.resolve`` answers with a ``Match`` whose ``status`` is one of

- ``gevonden``: exactly one area of a level that was asked for;
- ``opvolger``: a gemeente that ended; ``code`` is the gemeente it went into, ``note`` says when;
- ``gesplitst``: a gemeente that was divided; ``code`` is empty, ``candidates`` holds the successors;
- ``dubbelzinnig``: more than one area fits; ``code`` is empty, ``candidates`` holds them;
- ``geen-gemeente``: a province, country, wijk, total, … where a gemeente was asked for: drop and count it;
- ``onbekend``: nothing fits; ``candidates`` holds names that look like it, if any.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pandas as pd
from rapidfuzz import fuzz, process

from loaders.area_index import (
    Asked,
    Entry,
    Index,
    current,
    in_province,
    is_doubtful,
    load_index,
    of_level,
    preferred,
)
from loaders.area_issues import LEVEL_WORDS, Match, issue_for
from loaders.area_text import Reading, as_text, key, read_code, readings, split_code
from loaders.reading.limits import searched_signs
from model.lijsten import Niveau

__all__ = ["Areas", "Match", "default", "issue_for"]

Levels = Niveau | str | Iterable[str] | None
_PARTS = {"WK": "wijk", "BU": "buurt"}
#: How much a name looks like another (0–100), and like a part of another: ``Venray-Oost``.
_LOOKALIKE, _PART, _LONG = 75, 85, 5


class Areas:
    """The areas of the Netherlands by every code and name they are known by."""

    def __init__(self, index: Index, extra: Mapping[str, str] | None = None) -> None:
        """Keep the index and the aliases an analyst decided on.

        Args:
            index: names, codes and herindelingen, see ``loaders/area_index.py``.
            extra: alias → code; these win from everything shipped.

        Raises:
            ValueError: an extra alias points at a code that does not exist.
        """
        self._index = index
        self._extra = {key(alias): code for alias, code in (extra or {}).items()}
        strange = sorted(set(self._extra.values()) - set(index.by_code))
        if strange:
            raise ValueError(f"Alias wijst naar een code die niet bestaat: {', '.join(strange)}")
        self._known: dict[Asked, Match] = {}

    def resolve(
        self,
        text: object,
        *,
        niveau: Levels = None,
        provincie: str | None = None,
        on_date: dt.date | None = None,
    ) -> Match:
        """Return the area a cell means.

        Args:
            text: the cell: text or number.
            niveau: level or levels asked for. Without it a name shared by several levels is the gemeente,
                else the provincie; a name shared by other levels only (Zuid-Limburg) is ambiguous.
            provincie: code or name of the province the file is about; it settles names that occur twice.
            on_date: date of the figure. A gemeente that still existed then is found under its own old code.
        """
        levels = (niveau,) if isinstance(niveau, str) else tuple(niveau or ())
        date = pd.Timestamp(on_date) if on_date is not None and not pd.isna(on_date) else None
        asked = Asked(as_text(text), tuple(map(str, levels)), self._province(provincie or ""), date)
        if asked not in self._known:
            self._known[asked] = self._resolve(asked)
        return self._known[asked]

    def resolve_column(
        self,
        values: Iterable[object],
        *,
        niveau: Levels = None,
        provincie: str | Sequence[str] | pd.Series | None = None,
        on_date: dt.date | None = None,
    ) -> pd.DataFrame:
        """Return one row per value: tekst, code, naam, niveau, status, note (str) and candidates (tuple).

        Each distinct value is looked up once. A Series keeps its index; ``provincie`` may be one value
        for the column or one per row.
        """
        cells = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype="object")
        if provincie is None or isinstance(provincie, str):
            provincie = [provincie or ""] * len(cells)
        place: dict[tuple[type, object, str], int] = {}
        found: list[Match] = []
        order = []
        for cell, hint in zip(cells.astype("object"), provincie, strict=True):
            asked = (type(cell), cell, hint)
            if asked not in place:
                place[asked] = len(found)
                found.append(self.resolve(cell, niveau=niveau, provincie=hint, on_date=on_date))
            order.append(place[asked])
        columns = list(Match.__dataclass_fields__)
        frame = pd.DataFrame([match.row() for match in found], columns=columns)
        frame = frame.astype(dict.fromkeys(set(columns) - {"candidates"}, "str"))
        return frame.iloc[order].set_axis(cells.index, axis="index")

    def same(self, code: object, name: object) -> bool:
        """Return whether a code and a name that stand in one row mean the same area.

        An ended gemeente is the same as its successors; an ambiguous name agrees with each of its candidates;
        an empty code or name contradicts nothing.
        """
        left, right = as_text(code), as_text(name)
        if not left or not right:
            return True
        entry = self._index.by_code.get(read_code(left))
        if entry is None:
            return False
        mine = {entry.code, *self._index.successors(entry.code)}
        match = self.resolve(right, provincie=entry.provincie, niveau=entry.niveaus)
        theirs = {match.code, *(match.candidates if match.status != "onbekend" else ())}
        return bool(mine & (theirs - {""}))

    def _province(self, text: str) -> str:
        """Return the code of a province by code, name or abbreviation, else empty text."""
        return text if text in self._index.by_code else self._index.provinces.get(key(text), "")

    def _resolve(self, asked: Asked) -> Match:
        text = asked.text
        if not text:
            return Match(tekst=text, note="leeg")
        if len(text) > searched_signs():  # no name; looking for one would take long
            return self._unknown(asked)
        if code := self._extra.get(key(text)):
            return self._answer(asked, self._index.by_code[code], ("vastgelegde alias",))
        if code := read_code(text):
            return self._by_code(asked, code)
        if pair := split_code(text):
            return self._by_pair(asked, *pair)
        if key(text) == "totaal":
            return Match(tekst=text, status="geen-gemeente", note="totaalregel")
        for reading in readings(text, self._province):
            if entries := self._index.by_name.get(key(reading.name), ()):
                return self._by_name(asked, reading, entries)
        return self._unknown(asked)

    def _by_code(self, asked: Asked, code: str) -> Match:
        if part := _PARTS.get(code[:2]):
            note = f"{code} is een {part}"
            return Match(tekst=asked.text, status="geen-gemeente", niveau=part, note=note)
        entry = self._index.by_code.get(code)
        if entry is None:
            return Match(tekst=asked.text, note=f"{code} is geen code uit de gebiedenlijst")
        return self._answer(asked, entry)

    def _by_pair(self, asked: Asked, code: str, name: str) -> Match:
        by_code = self._by_code(asked, code)
        if by_code.status == "onbekend" or self.same(code, name):
            return by_code
        other = self._resolve(replace(asked, text=name))
        note = f"code {code} en naam '{name}' horen niet bij elkaar"
        both = dict.fromkeys([code, *([other.code] if other.code else other.candidates)])
        return Match(tekst=asked.text, status="dubbelzinnig", candidates=tuple(both), note=note)

    def _by_name(self, asked: Asked, reading: Reading, entries: tuple[Entry, ...]) -> Match:
        pool = of_level(entries, reading.niveaus)
        hint = reading.provincie or asked.provincie
        here = in_province(pool, hint)
        if not pool or (reading.provincie and not here):
            note = f"'{reading.name}' bestaat wel, maar niet zoals het hier staat"
            return Match(tekst=asked.text, candidates=_codes(entries), note=note)
        rest = current(here or pool, asked.date)
        best = preferred(rest, asked.levels)
        if len(_codes(best)) > 1 or is_doubtful(rest, is_settled=bool(here) and bool(hint)):
            by_name = sorted(rest, key=lambda entry: entry.naam)
            return Match(tekst=asked.text, status="dubbelzinnig", candidates=_codes(by_name))
        if reading.is_totaal and Niveau.GEMEENTE in best[0].niveaus:
            return Match(tekst=asked.text, candidates=_codes(best), note="totaalregel van een gemeente")
        return self._answer(asked, best[0], reading.notes)

    def _answer(self, asked: Asked, entry: Entry, notes: tuple[str, ...] = ()) -> Match:
        """Turn the one entry that fits into a match, minding its level and whether it ended."""
        wanted = asked.levels or (Niveau.GEMEENTE,)
        if not set(entry.niveaus) & set(wanted):
            return _other_level(asked, entry, wanted, notes)
        date = asked.date
        if entry.geldig_tot is not None:
            notes = (*notes, self._index.story(entry.code))
            if date is None or date > entry.geldig_tot:
                return self._ended(asked, entry, notes)
        if date is not None and entry.geldig_vanaf is not None and date < entry.geldig_vanaf:
            notes = (*notes, f"{entry.naam} bestaat sinds {_day(entry.geldig_vanaf)}")
        return Match(asked.text, entry.code, entry.naam, entry.niveaus[0], "gevonden", "; ".join(notes))

    def _ended(self, asked: Asked, entry: Entry, notes: tuple[str, ...]) -> Match:
        after, note = self._index.successors(entry.code), "; ".join(notes)
        if self._index.is_split(entry.code):
            return Match(asked.text, "", entry.naam, Niveau.GEMEENTE, "gesplitst", note, after)
        new = self._index.by_code[after[0]]
        return Match(asked.text, new.code, new.naam, Niveau.GEMEENTE, "opvolger", note, oude_code=entry.code)

    def _unknown(self, asked: Asked) -> Match:
        """Offer names that look like it, those in the province of the file first; never choose one."""
        known = self._index.by_name
        inside = [name for name in map(key, re.split("[()]", asked.text)) if name in known]
        near = [
            name
            for name, _, _ in [
                *process.extract(key(asked.text), list(known), scorer=fuzz.ratio, score_cutoff=_LOOKALIKE),
                *process.extract(
                    key(asked.text), _long(known), scorer=fuzz.partial_ratio, score_cutoff=_PART
                ),
            ]
        ]
        found = [entry for name in [*inside, *near] for entry in known[name]]
        found.sort(key=lambda entry: not asked.provincie or entry.provincie != asked.provincie)
        return Match(tekst=asked.text, candidates=_codes(found)[:3])


def _long(names: Iterable[str]) -> list[str]:
    """Return names long enough to be looked for inside a text."""
    return [name for name in names if len(name) >= _LONG]


def _codes(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.code for entry in entries))


def _other_level(asked: Asked, entry: Entry, wanted: tuple[str, ...], notes: tuple[str, ...]) -> Match:
    level = entry.niveaus[0]
    note = "; ".join([*notes, f"{entry.naam} is {LEVEL_WORDS[level]}"])
    if Niveau.GEMEENTE in wanted:
        return Match(asked.text, entry.code, entry.naam, level, "geen-gemeente", note)
    return Match(tekst=asked.text, candidates=(entry.code,), note=note)


def _day(date: pd.Timestamp) -> str:
    return f"{date.day}-{date.month}-{date.year}"


@cache
def default() -> Areas:
    """Return the areas as shipped, without aliases of an analyst."""
    return Areas(load_index())
