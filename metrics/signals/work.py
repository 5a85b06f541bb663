"""What the rules look at, computed once: how areas stand, what holds, the registers, and the sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from metrics import areas, fulfilment, knelpunten, maatregelen, pace
from metrics.maatregelen import Blik
from metrics.validity import Selection, select
from model.frames import Frames
from model.lijsten import Deelgroep, Niveau
from model.rules import Rules

#: What a sentence says of a number that nobody gave.
UNKNOWN_STAKE = "Hoeveel plekken ervan afhangen, is onbekend."


@dataclass(frozen=True)
class Treffer:
    """One hit of a rule.

    Attributes:
        gebied_code: area it is about.
        doelgroep: group it is about; empty when it is about more than one.
        over: what tells it apart from another hit of the rule for that area and group; part of its id.
        woorden: the words of its sentence.
        kern: its figures; when they change, an accepted signal comes back. Never a number that changes by
            the day alone.
        grootte: places or persons, for the order.
        bron: cells behind it.
        ook: other areas that it is about.
        filters: what the page it leads to must show, beside the area and group.
    """

    gebied_code: str
    doelgroep: str
    over: str
    woorden: Mapping[str, str]
    kern: tuple[object, ...]
    grootte: float = 0
    bron: str = ""
    ook: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """A version on a day, for one province or country.

    Attributes:
        frames: the version's frames.
        gebied: area within which signals are looked for.
        day: the day on which it is judged.
        blik: rules, duty and choices between sources.
    """

    frames: Frames
    gebied: str
    day: pd.Timestamp
    blik: Blik

    @property
    def rules(self) -> Rules:
        """The dated rules."""
        return self.blik.rules

    @cached_property
    def codes(self) -> list[str]:
        """Codes of the area and of everything inside it."""
        return areas.inside(self.frames["gebieden"], self.gebied)

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of every area."""
        gebieden = self.frames["gebieden"].drop_duplicates("gebied_code")
        return dict(zip(gebieden["gebied_code"], gebieden["naam"], strict=True))

    @cached_property
    def levels(self) -> dict[str, str]:
        """Level of every area."""
        gebieden = self.frames["gebieden"].drop_duplicates("gebied_code")
        return dict(zip(gebieden["gebied_code"], gebieden["niveau"], strict=True))

    @cached_property
    def gemeenten(self) -> list[str]:
        """Current gemeenten inside the area."""
        return [code for code in self.codes if self.levels.get(code) == Niveau.GEMEENTE]

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {}

    def table(self, niveau: str) -> pd.DataFrame:
        """Return the wide frame of one level."""
        if niveau not in self._tables:
            self._tables[niveau] = fulfilment.table(
                self.frames,
                gebieden=[self.gebied],
                niveau=niveau,
                peildatum=self.day,
                soort_opgave=self.blik.soort_opgave,
                cyclus=self.blik.cyclus,
                rules=self.rules,
                preferences=self.blik.preferences,
            )
        return self._tables[niveau]

    def part(self, niveau: str, deelgroep: str = Deelgroep.ALLE) -> pd.DataFrame:
        """Return the rows of one part of the wide frame of a level."""
        table = self.table(niveau)
        return table[table["deelgroep"].eq(deelgroep)]

    @cached_property
    def selection(self) -> Selection:
        """What holds, was last known and is in conflict, inside the area."""
        cijfers = self.frames["cijfers"]
        mine = cijfers[cijfers["gebied_code"].isin(self.codes)]
        return select(mine, self.day, self.rules, self.blik.preferences)

    @cached_property
    def paced(self) -> pd.DataFrame:
        """The taakstelling of the half-year and its pace, per gemeente."""
        return pace.table(self.frames, self.gemeenten, self.day, self.rules, self.blik.preferences)

    @cached_property
    def knelpunten(self) -> pd.DataFrame:
        """The register on the day."""
        return knelpunten.table(self.frames, self.day, self.codes)

    @cached_property
    def maatregelen(self) -> pd.DataFrame:
        """The measures on the day."""
        return maatregelen.table(self.frames, self.day, self.blik, self.codes)

    @cached_property
    def sites(self) -> pd.DataFrame:
        """The sites inside the area."""
        sites = self.frames["locaties"]
        return sites[sites["gebied_code"].isin(self.gemeenten)]

    def common(self, codes: Sequence[str]) -> str:
        """Return the smallest area that holds all of some areas; else the whole area."""
        chains = [areas.chain(self.frames["gebieden"], code) for code in dict.fromkeys(codes)]
        shared = [code for code in chains[0] if all(code in chain for chain in chains[1:])] if chains else []
        return shared[0] if shared else self.gebied
