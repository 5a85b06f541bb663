"""How much work a regular expression may cost, as a power of the length of the text it is searched in.

Python's expressions try again: each repeat without an end multiplies the work by the length of the text, and
a repeat within a repeat doubles it with every sign. No layout of one's own may be able to stop the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

INFINITE = 99
#: A repeat of so many times counts as one without an end.
_MANY = 100
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_STARTS = {"AT_BEGINNING", "AT_BEGINNING_STRING"}


def effort(regex: re.Pattern[str]) -> int:
    """Return the power with which the work grows; ``INFINITE`` when it grows faster than any.

    >>> effort(re.compile("^tot")), effort(re.compile("tot")), effort(re.compile("(.+) - (.+)"))
    (0, 1, 3)
    >>> effort(re.compile("^(?!.*statush).*asiel")), effort(re.compile("(a+)+$"))
    (1, 99)
    """
    tree = list(parser.parse(regex.pattern, regex.flags))
    anchored = bool(tree) and str(tree[0][0]) == "AT" and str(tree[0][1]) in _STARTS
    return min(_sequence(tree) + (not anchored), INFINITE)


def _sequence(items: Iterable[tuple[Any, Any]]) -> int:
    """Return the power of one attempt: parts in a row multiply, what only looks ahead stands beside them."""
    total = beside = 0
    for kind, about in items:
        name = str(kind)
        if name in {"ASSERT", "ASSERT_NOT"}:
            beside = max(beside, _sequence(about[1]))
        else:
            total += _part(name, about)
    return min(max(total, beside), INFINITE)


def _part(name: str, about: Any) -> int:  # noqa: ANN401 - the parser's own tuples
    if name in _REPEATS:
        _, most, inside = about
        within = _sequence(inside)
        if most is not parser.MAXREPEAT and most <= _MANY:
            return within
        return INFINITE if within or _choices(inside) else 1
    if name == "SUBPATTERN":
        return _sequence(about[3])
    if name == "ATOMIC_GROUP":
        return _sequence(about)
    if name == "BRANCH":
        return max(_sequence(one) for one in about[1])
    return INFINITE if name in {"GROUPREF", "GROUPREF_EXISTS"} else 0


def _choices(items: Iterable[tuple[Any, Any]]) -> bool:
    """Return whether a part may fit in two ways: repeated, that doubles the work each time."""
    for kind, about in items:
        name = str(kind)
        if name == "BRANCH" or (name in _REPEATS and about[0] != about[1]):
            return True
        if name == "SUBPATTERN" and _choices(about[3]):
            return True
    return False
