"""Objects of the registers as texts, and edits made on them one after another, each with its guard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from model.correctie import YES
from model.frames import Frames
from model.invoer import FIXED, VISIBILITY, Invoer, object_id, texts
from model.schemas import SCHEMAS
from model.taal import woord
from model.vertrouwelijk import confidential_sources

#: Frame and id of an object.
Mark = tuple[str, str]
#: Fields that name another object: frame, field.
VERWIJZINGEN = (
    ("bestemmingen", "locatie_id"),
    ("toerekening", "locatie_id"),
    ("knelpunten", "locatie_id"),
    ("locaties", "vervangt_locatie"),
)
_SITE = "locaties"


@dataclass(frozen=True)
class Regel:
    """An edit as it was recorded.

    Attributes:
        nummer: its number; 0 when it is not recorded yet.
        invoer: the edit.
        op: day on which it was recorded.
        is_vertrouwelijk: whether its object was confidential then, before or after the edit.
    """

    nummer: int
    invoer: Invoer
    op: date | None = None
    is_vertrouwelijk: bool = False

    @property
    def cel(self) -> str:
        """Return where a row made by this edit comes from."""
        return f"invoer {self.nummer}" if self.nummer else "invoer"


@dataclass
class Fold:
    """Objects as texts: only those that an edit touches are read, and only those are written back."""

    before: Frames
    now: dict[Mark, dict[str, str] | None] = field(default_factory=dict)
    cells: dict[Mark, str] = field(default_factory=dict)
    touched: dict[Mark, set[str]] = field(default_factory=dict)
    made: set[Mark] = field(default_factory=set)
    places: dict[str, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def closed(self) -> set[str]:
        """Return the confidential sources."""
        return confidential_sources(self.before)

    @property
    def gone(self) -> set[Mark]:
        """Return the objects that are not there (any more)."""
        return {mark for mark, row in self.now.items() if row is None}

    def index(self, frame: str) -> dict[str, int]:
        """Return where each object of a frame stands."""
        if frame not in self.places:
            key = list(SCHEMAS[frame].key)
            rows = self.before[frame][key].to_dict("records")
            self.places[frame] = {object_id(frame, row): place for place, row in enumerate(rows)}
        return self.places[frame]

    def get(self, frame: str, name: str) -> dict[str, str] | None:
        """Return an object as it stands now."""
        mark = (frame, name)
        if mark not in self.now:
            place = self.index(frame).get(name)
            row = None if place is None else self.before[frame].iloc[place].to_dict()
            self.now[mark] = None if row is None else texts(frame, row)
        return self.now[mark]

    def every(self, frame: str) -> Iterator[Mark]:
        """Return the names of all objects of a frame that are there now."""
        for name in self.index(frame):
            if self.now.get((frame, name), {}) is not None:
                yield frame, name
        yield from ((f, n) for f, n in self.now if f == frame and n not in self.index(f) and self.now[f, n])

    def make(self, regel: Regel) -> str:
        """Make one edit; return why it does not apply, empty when it does."""
        one = regel.invoer
        mark, row = (one.frame, one.object_id), self.get(one.frame, one.object_id)
        text = self._new(one, row) if one.actie == "nieuw" else self._guarded(one, row)
        text = text or self._gone_sites(one) or self._odd(one, row)
        if text:
            return text
        if one.actie == "weg":
            self.now[mark] = None
            return ""
        if one.actie == "nieuw":
            self.made.add(mark)
            row = texts(one.frame, {})
            self.touched[mark] = set(row) - FIXED  # also when a row of that id was taken out before
        self.now[mark] = {**(row or {}), **one.wordt}
        self.cells[mark] = regel.cel
        self.touched.setdefault(mark, set()).update(one.wordt)
        return ""

    def _new(self, one: Invoer, row: dict[str, str] | None) -> str:
        if row is not None:
            return f"er is al een rij met het kenmerk {one.object_id}"
        if one.frame != _SITE or one.is_eigen:
            return ""
        other = self.namesake(one.wordt)
        return (
            f"deze gemeente heeft in die tijd al een locatie ‘{one.wordt['naam']}’ ({other})" if other else ""
        )

    def namesake(self, row: dict[str, str]) -> str:
        """Return the id of another site of that name in that gemeente whose period overlaps; empty if none.

        A site that not everyone may see is passed over: an answer would tell that it is there.
        """
        frame = self.before[_SITE]
        near = set(frame.loc[frame["gebied_code"].eq(row["gebied_code"]), "locatie_id"])
        for _, name in self.every(_SITE):
            if name not in near and (_SITE, name) not in self.now:
                continue
            other = self.get(_SITE, name) or {}
            is_open = not other.get("zichtbaar_vanaf") and not self.is_hidden((_SITE, name))
            if is_open and _same(row, other):
                return name
        return ""

    def _guarded(self, one: Invoer, row: dict[str, str] | None) -> str:
        if row is None:
            return "deze rij staat niet in deze versie; misschien is er een nieuwere uitgave van het bestand"
        wrong = [
            f"{woord(veld.veld)}: er staat {row[veld.veld] or 'niets'} en niet {veld.was or 'niets'}"
            for veld in (one.hoofd if one.actie == "wijzig" else one.velden)
            if row[veld.veld] != veld.was
        ]
        if one.actie == "wijzig" and (one.frame, one.object_id) not in self.made:
            seen = [veld.veld for veld in one.velden if veld.veld in VISIBILITY]
            wrong += [f"{woord(name)}: dat verandert alleen met een nieuw bestand" for name in seen]
        if not wrong and one.actie == "weg" and one.frame == _SITE and (users := self._users(one.object_id)):
            wrong = [f"er horen nog andere rijen bij deze locatie ({users}); haal die eerst weg"]
        return "; ".join(wrong)

    def _users(self, site: str) -> str:
        """Return which registers name a site, in words."""
        found = []
        for frame, column in VERWIJZINGEN:
            there = self.before[frame]
            near = there.index[there[column].eq(site)]
            names = [object_id(frame, there.loc[place].to_dict()) for place in near]
            names += [name for f, name in self.now if f == frame]
            if any((self.get(frame, name) or {}).get(column) == site for name in set(names)):
                found.append(frame)
        return ", ".join(dict.fromkeys(found))

    def _gone_sites(self, one: Invoer) -> str:
        """Return which site an edit names that is not there."""
        if one.actie == "weg":
            return ""
        names = [one.wordt.get(column, "") for frame, column in VERWIJZINGEN if frame == one.frame]
        if one.frame == _SITE and one.object_id in names:
            return "een locatie vervangt niet zichzelf"
        lost = [name for name in names if name and self.get(_SITE, name) is None]
        return f"de locatie {lost[0]} staat niet in deze versie" if lost else ""

    def _odd(self, one: Invoer, row: dict[str, str] | None) -> str:
        """Return which numbers of an edit cannot go together."""
        full = {**(row or {}), **one.wordt}
        pairs = (("plekken_amv", "plekken", "er zijn meer plekken voor amv dan plekken"),
                 ("plekken_min", "plekken_max", "de ondergrens is hoger dan de bovengrens"))  # fmt: skip
        for low, high, text in pairs:
            both = full.get(low, ""), full.get(high, "")
            if {low, high} & set(one.wordt) and all(both) and int(both[0]) > int(both[1]):
                return text
        return ""

    def is_hidden(self, mark: Mark) -> bool:
        """Return whether an object is confidential: by itself, by the file it came in, or by its site."""
        row = self.get(*mark) or {}
        if row.get("is_vertrouwelijk") == YES or row.get("bron_id") in self.closed:
            return True
        site = row.get("locatie_id", "") if mark[0] != _SITE else ""
        return bool(site) and self.is_hidden((_SITE, site))


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """Return whether two sites may be one: same gemeente and name, group and period not told apart."""
    if any(_plain(one.get(name, "")) != _plain(other.get(name, "")) for name in ("gebied_code", "naam")):
        return False
    groups = {one.get("doelgroep", ""), other.get("doelgroep", "")} - {""}
    if len(groups) > 1:
        return False
    starts = one.get("van", "") or "0", other.get("van", "") or "0"
    ends = one.get("tot", "") or "9", other.get("tot", "") or "9"
    return max(starts) <= min(ends)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
