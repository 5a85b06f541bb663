"""A period inside a header: it is read next time as well, whatever period stands there then."""

from __future__ import annotations

import re

from loaders import periods
from loaders.engine.text import simple
from loaders.mapping.words import Words


def in_header(head: str, known: Words) -> tuple[str, str, str] | None:
    """Return the field, the text of the period in a header and the pattern of a layout for such headers.

    >>> from loaders.mapping.words import words
    >>> in_header("Realisatie eerste helft 2026", words())[:2]
    ('periode', 'eerste helft 2026')
    """
    for form in known.periode["kop"]:
        match = re.search(form, head, re.IGNORECASE)
        if match and not periods.parse(match[0]).error:
            field, text = next((k, v) for k, v in match.groupdict().items() if v)
            before, after = _loose(head[: match.start()]), _loose(head[match.end() :])
            return field, text, rf"re:^\s*{before}{form}{after}\s*$"
    return None


def _loose(text: str) -> str:
    """Return a pattern for a piece of a header: spaces and underscores do not count."""
    parts = [re.escape(part) for part in re.split(r"[\s_]+", text)]
    return r"[\s_]*".join(parts)


def plain(head: str) -> str:
    """Return a header as a layout names it; one that looks like a pattern is written as a pattern."""
    return rf"re:^\s*{_loose(head.strip())}\s*$" if head.startswith("re:") else head


def same(first: str, second: str) -> bool:
    """Return whether the engine takes two headers for the same."""
    return simple(first) == simple(second)
