"""The names, codes and herindelingen that ``loaders/areas.py`` looks in, built from ``data/reference``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from loaders import reference
from loaders.area_text import key
from model.lijsten import Niveau
from model.taal import opsomming


@dataclass(frozen=True)
class Entry:
    """One area under one name.

    Attributes:
        code, naam: of the area itself, whatever name led here.
        niveaus: its level first, then levels it also serves as (CR37 is regio and COROP-gebied).
        provincie: code, empty when it lies in several or that is not recorded.
        is_dubbelzinnig: this name alone does not tell the area.
    """

    code: str
    naam: str
    niveaus: tuple[Niveau, ...]
    provincie: str = ""
    geldig_vanaf: pd.Timestamp | None = None
    geldig_tot: pd.Timestamp | None = None
    is_dubbelzinnig: bool = False


@dataclass(frozen=True)
class Asked:
    """One question: the cell, and what is known about the column or file it stands in."""

    text: str
    levels: tuple[str, ...]
    provincie: str
    date: pd.Timestamp | None


@dataclass
class Index:
    """Lookup tables; ``herindelingen`` is the reference file as records."""

    by_code: dict[str, Entry]
    by_name: dict[str, tuple[Entry, ...]]
    provinces: dict[str, str]
    herindelingen: tuple[reference.Row, ...] = field(default=())

    def _pieces(self, code: str) -> list[reference.Row]:
        return [row for row in self.herindelingen if row["oude_code"] == code]

    def is_split(self, code: str) -> bool:
        """Return whether an ended gemeente went to more than one successor."""
        return any(row["is_deel"] == "ja" for row in self._pieces(code))

    def successors(self, code: str) -> tuple[str, ...]:
        """Return the living gemeenten an area went into; none when it did not end."""
        out: list[str] = []
        for row in self._pieces(code):
            new = row["nieuwe_code"]
            out += self.successors(new) or (new,)
        return tuple(dict.fromkeys(out))

    def story(self, code: str) -> str:
        """Return what became of an ended gemeente, as a Dutch sentence without a full stop."""
        pieces = self._pieces(code)
        year, month, day = map(int, pieces[0]["ingangsdatum"].split("-"))
        verb = "verdeeld over" if self.is_split(code) else "opgegaan in"
        names = opsomming([row["nieuwe_naam"] for row in pieces])
        return f"{pieces[0]['oude_naam']} is per {day}-{month}-{year} {verb} {names}"


@cache
def load_index() -> Index:
    """Return the index of the shipped reference data."""
    by_code = {entry.code: entry for entry in [*_from_gebieden(reference.gebieden()), *_others()]}
    named = [(entry.naam, entry) for entry in by_code.values()]
    provinces = {}
    for row in reference.records("aliassen.csv"):
        entry = by_code[row["code"]]
        if row["soort"] == "toevoeging":
            provinces[key(row["alias"])] = row["code"]
        else:
            named.append((row["alias"], _as_alias(entry, row["soort"] == "dubbelzinnig")))
    by_name = _group(named)
    for name, entries in by_name.items():
        provinces.update((name, entry.code) for entry in entries if entry.niveaus[0] is Niveau.PROVINCIE)
    return Index(by_code, by_name, provinces, reference.records("herindelingen.csv"))


def _as_alias(entry: Entry, is_dubbelzinnig: bool) -> Entry:
    return Entry(**{**entry.__dict__, "is_dubbelzinnig": is_dubbelzinnig})


def _group(named: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    grouped: dict[str, list[Entry]] = {}
    for name, entry in named:
        entries = grouped.setdefault(key(name), [])
        if entry.code not in {known.code for known in entries}:
            entries.append(entry)
    return {name: tuple(entries) for name, entries in grouped.items()}


def _from_gebieden(gebieden: pd.DataFrame) -> Iterable[Entry]:
    parent = dict(zip(gebieden["gebied_code"], gebieden["ouder_code"], strict=True))
    for row in gebieden.itertuples():
        level = Niveau(str(row.niveau))
        also = (Niveau.COROP,) if level is Niveau.REGIO and str(row.gebied_code).startswith("CR") else ()
        yield Entry(
            code=str(row.gebied_code),
            naam=str(row.naam),
            niveaus=(level, *also),
            provincie=_province(str(row.gebied_code), parent),
            geldig_vanaf=_date(row.geldig_vanaf),
            geldig_tot=_date(row.geldig_tot),
        )


def _province(code: str, parent: dict[str, str]) -> str:
    while code and not code.startswith("PV"):
        code = parent.get(code, "")
    return code


def _date(value: object) -> pd.Timestamp | None:
    return value if isinstance(value, pd.Timestamp) else None


def _others() -> Iterable[Entry]:
    """Yield areas that are recognised only to be set aside: landsdelen and COROP-gebieden elsewhere."""
    for row in reference.records("overige_gebieden.csv"):
        if row["code"] != reference.LAND:
            yield Entry(code=row["code"], naam=row["naam"], niveaus=(Niveau(row["niveau"]),))


def of_level(entries: tuple[Entry, ...], niveaus: tuple[Niveau, ...]) -> tuple[Entry, ...]:
    """Return the entries of the first level that has any; all of them when the text names no level."""
    if not niveaus:
        return entries
    found = (tuple(entry for entry in entries if level in entry.niveaus) for level in niveaus)
    return next((pool for pool in found if pool), ())


def in_province(entries: tuple[Entry, ...], province: str) -> tuple[Entry, ...]:
    """Return the entries in a province, with those whose province is not recorded."""
    return tuple(entry for entry in entries if not province or entry.provincie in ("", province))


def current(entries: tuple[Entry, ...], date: pd.Timestamp | None) -> tuple[Entry, ...]:
    """Leave ended gemeenten out where a living area has the same name, unless they lived on the date."""
    alive = tuple(e for e in entries if e.geldig_tot is None or (date is not None and date <= e.geldig_tot))
    return alive or entries


def preferred(entries: tuple[Entry, ...], levels: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return the entries of the levels asked for; without such, a gemeente goes before a provincie."""
    asked = tuple(entry for entry in entries if set(entry.niveaus) & set(levels)) or entries
    for level in (Niveau.GEMEENTE, Niveau.PROVINCIE):
        if first := tuple(entry for entry in asked if level in entry.niveaus):
            return first
    return asked


def is_doubtful(entries: tuple[Entry, ...], is_settled: bool) -> bool:
    """Return whether a name listed as ambiguous is still so: one area left in the province settles it."""
    if not any(entry.is_dubbelzinnig for entry in entries):
        return False
    return not is_settled or len({entry.code for entry in entries}) > 1
