"""Comparing words of a layout with words of a file: simplified texts and patterns."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_FOOTNOTES = re.compile(r"(?:\s*\d\))+\s*$|[\u00b9\u00b2\u00b3\u2070-\u2079*]+\s*$")
_SPACES = re.compile(r"[\s_\u00a0\u200b\ufeff\u00ad]+")


@lru_cache(maxsize=65536)
def simple(text: str) -> str:
    """Return a text without case, double spaces, underscores, accents on spaces, footnote marks, end colon.

    >>> simple("  Gecorrigeerde_Taakstelling 1)"), simple("vestigingsdatum, 20221) 2)")
    ('gecorrigeerde taakstelling', 'vestigingsdatum, 2022')
    """
    bare = _FOOTNOTES.sub("", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", bare)).strip().rstrip(":").strip().casefold()


def bare(text: str) -> str:
    r"""Return a header on one line, without footnote marks; its case stays.

    >>> bare("Asielzoekers\r\nopgave 1)")
    'Asielzoekers opgave'
    """
    return " ".join(_FOOTNOTES.sub("", text).split())


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return what a layout's text looks for; without ``re:`` the whole simplified text.

    >>> bool(pattern("re:^tot").search("Totaal")), bool(pattern("Totaal").search("Subtotaal"))
    (True, False)

    Raises:
        ValueError: the regular expression is wrong.
    """
    try:
        if text.startswith("re:"):
            return re.compile(text[3:], re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"patroon {text!r} klopt niet: {error}") from error
    return re.compile(rf"^\s*{re.escape(text)}\s*$", re.IGNORECASE)


def fits(text: str, value: str) -> bool:
    """Return whether a cell fits a layout's text: a pattern, or equal after simplifying.

    >>> fits("Bron", "bron:"), fits("re:^bron", "Bron: CBS.")
    (True, True)
    """
    if text.startswith("re:"):
        return pattern(text).search(value) is not None
    return simple(text) == simple(value)
