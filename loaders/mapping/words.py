"""What a text says about a figure: group, measure, kind, unit. Whole words only; two meanings give none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from loaders.engine.text import fits, simple
from loaders.layout_rows import Regel, Vondst, Weglating
from loaders.layouts import shared_words
from loaders.mapping.draft import Clue, Plaats, Zeker
from model.taal import opsomming, woord

FILE = Path(__file__).parents[2] / "data" / "reference" / "koppelwoorden.toml"
#: Fields that a text can tell.
TOLD = ("doelgroep", "deelgroep", "maat", "soort_opgave", "eenheid", "teken")
_WHERE = {
    "kop": "in de kop",
    "boven": "boven de tabel",
    "bladnaam": "in de naam van het blad",
    "bestandsnaam": "in de naam van het bestand",
}
#: Shorter words look like too much, and so do texts that differ more.
_LONG, _ALIKE = 6, 85.0


class Rijen(BaseModel):
    """Rows that are no gemeente: totals, footers, averages."""

    model_config = ConfigDict(frozen=True)
    totaal: tuple[str, ...]
    voet: tuple[str, ...]
    weglaten: tuple[Weglating, ...]


class Words(BaseModel):
    """The word list ``data/reference/koppelwoorden.toml`` with the words that every layout knows."""

    model_config = ConfigDict(frozen=True)
    kop: dict[str, tuple[str, ...]]
    woorden: dict[str, dict[str, str]]
    zwijg: dict[str, tuple[str, ...]]
    periode: dict[str, tuple[str, ...]]
    rijen: Rijen
    vondst: tuple[Vondst, ...]
    regel: tuple[Regel, ...]

    def known(self, field: str) -> dict[str, str]:
        """Return the words of a field, simplified, each with its value, but not those that say too little."""
        quiet = {simple(text) for text in self.zwijg.get(field, ())}
        both = {**shared_words().get(field, {}), **self.woorden.get(field, {})}
        return {simple(text): value for text, value in both.items() if simple(text) not in quiet}

    def role_of(self, header: str) -> str:
        """Return the role that a header names; '' when it names none."""
        for role, texts in self.kop.items():
            if header and any(fits(text, header) for text in texts):
                return role
        return ""


@cache
def words(path: Path = FILE) -> Words:
    """Read the word list."""
    return Words.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def meaning(text: str, plaats: Plaats, known: Words) -> dict[str, Clue]:
    """Return per field what a text says; a field it names two values of has a clue without value.

    >>> {k: v.waarde for k, v in meaning("Bezette plekken statushouders", "kop", words()).items()}
    {'doelgroep': 'statushouders', 'maat': 'bezet', 'eenheid': 'personen'}
    """
    return dict(_shipped_meaning(text, plaats)) if known is words() else _meaning(text, plaats, known)


@lru_cache(maxsize=4096)
def _shipped_meaning(text: str, plaats: Plaats) -> dict[str, Clue]:
    """Return what a text says by the shipped words; a page asks the same headers at every click."""
    return _meaning(text, plaats, words())


def _meaning(text: str, plaats: Plaats, known: Words) -> dict[str, Clue]:
    plain = simple(re.sub(r"[_/|-]+", " ", text))
    out = {}
    for field in TOLD:
        if clue := _told(field, plain, plaats, known.known(field)):
            out[field] = clue
    return out


def _told(field: str, plain: str, plaats: Plaats, known: Mapping[str, str]) -> Clue | None:
    hits = _longest([word for word in known if _stands(word, plain)])
    values = list(dict.fromkeys(known[word] for word in hits))
    where = _WHERE[plaats]
    if len(values) > 1:
        names = opsomming([f"‘{word}’" for word in hits])
        return Clue(veld=field, zekerheid="misschien", reden=f"{where} staan {names}", plaats=plaats)
    if values:
        usual = hits[0] in {simple(word) for word in shared_words().get(field, {})}
        sure: Zeker = "zeker" if plaats == "kop" and usual else "waarschijnlijk"
        return Clue(
            veld=field, waarde=values[0], zekerheid=sure, reden=f"{where} staat ‘{hits[0]}’",
            plaats=plaats, woord=hits[0],
        )  # fmt: skip
    return _alike(field, plain, plaats, known) if field != "teken" else None


def _stands(word: str, plain: str) -> bool:
    """Return whether a word stands in a text as a whole; a hyphen or slash in it counts as a space."""
    spaced = re.sub(r"[_/|-]+", " ", word)
    return bool(spaced) and re.search(rf"(?<!\w){re.escape(spaced)}(?!\w)", plain) is not None


def _longest(hits: Iterable[str]) -> list[str]:
    """Leave out words that are part of a longer hit."""
    ordered = sorted(hits, key=len, reverse=True)
    return [w for n, w in enumerate(ordered) if not any(_stands(w, longer) for longer in ordered[:n])]


def _alike(field: str, plain: str, plaats: Plaats, known: Mapping[str, str]) -> Clue | None:
    """Return a word that the text looks like: shown, never filled in."""
    long = [word for word in known if len(word) >= _LONG]
    for token in re.findall(r"[^\W\d]{6,}", plain):
        near = process.extractOne(token, long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if near:
            reason = f"‘{token}’ {_WHERE[plaats]} lijkt op ‘{near[0]}’ ({woord(known[near[0]])})"
            return Clue(veld=field, waarde=known[near[0]], zekerheid="misschien", reden=reason, plaats=plaats)
    return None
