"""Comparing words of a layout with words of a file: simplified texts and patterns.

A cell may hold 32,767 signs, and searching may take time that grows with the square of that. So only the
head of a long text is looked at (``[patroon]`` in ``data/rules/limits.toml``); see ``loaders.engine.long``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.reading.limits import searched_signs

_FOOTNOTES = re.compile(r"(?:\s*\d\))+\s*$|[\u00b9\u00b2\u00b3\u2070-\u2079*]+\s*$")
_SPACES = re.compile(r"[\s_\u00a0\u200b\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that only looks at the head of a text."""

    regex: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first hit."""
        return self.regex.search(head(text))

    def split(self, text: str) -> list[str]:
        """Return the text between the hits."""
        return self.regex.split(head(text))

    @property
    def groupindex(self) -> Mapping[str, int]:
        """Return the named groups."""
        return self.regex.groupindex


def head(text: str) -> str:
    """Return a text as it is looked at: a long one is cut off, with a mark so that no end is found there."""
    most = searched_signs()
    return text if len(text) <= most else text[:most] + "…"


@lru_cache(maxsize=65536)
def simple(text: str) -> str:
    """Return a text without case, double spaces, underscores, accents on spaces, footnote marks, end colon.

    >>> simple("  Gecorrigeerde_Taakstelling 1)"), simple("vestigingsdatum, 20221) 2)")
    ('gecorrigeerde taakstelling', 'vestigingsdatum, 2022')
    """
    bare = _FOOTNOTES.sub("", head(text))
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", bare)).strip().rstrip(":").strip().casefold()


def bare(text: str) -> str:
    r"""Return a header on one line, without footnote marks; its case stays.

    >>> bare("Asielzoekers\r\nopgave 1)")
    'Asielzoekers opgave'
    """
    return " ".join(_FOOTNOTES.sub("", head(text)).split())


@cache
def pattern(text: str) -> Pattern:
    """Return what a layout's text looks for; without ``re:`` the whole simplified text.

    >>> bool(pattern("re:^tot").search("Totaal")), bool(pattern("Totaal").search("Subtotaal"))
    (True, False)

    Raises:
        ValueError: the regular expression is wrong.
    """
    try:
        if text.startswith("re:"):
            return Pattern(re.compile(text[3:], re.IGNORECASE))
    except re.error as error:
        raise ValueError(f"patroon {text!r} klopt niet: {error}") from error
    return Pattern(re.compile(rf"^\s*{re.escape(text)}\s*$", re.IGNORECASE))


def fits(text: str, value: str) -> bool:
    """Return whether a cell fits a layout's text: a pattern, or equal after simplifying.

    >>> fits("Bron", "bron:"), fits("re:^bron", "Bron: CBS.")
    (True, True)
    """
    if text.startswith("re:"):
        return pattern(text).search(value) is not None
    return simple(text) == simple(value)
