r"""How much work a regular expression may cost, as a power of the length of the text it is searched in.

Python's expressions try again: each repeat without an end may multiply the work by the length of the text,
and a repeat within a repeat doubles it with every sign. No layout of one's own may stop the reader.

This is an estimate. Repeats of anything (``.``, ``[^|]``) each count. Those of a few signs (``\d``, ``[ _]``)
mostly end where the next part begins: all of them together count once, and again for each that directly
follows another. What gets through nevertheless ends with the process that reads (``[buiten]``, limits.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

INFINITE = 99
#: A repeat of so many times counts as one without an end.
_MANY = 100
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_STARTS = {"AT_BEGINNING", "AT_BEGINNING_STRING"}
Items = Sequence[tuple[Any, Any]]


@dataclass(frozen=True)
class Repeats:
    """The repeats without an end of a part: of anything, and of a few signs."""

    wide: int = 0
    narrow: int = 0

    def __add__(self, other: Repeats) -> Repeats:
        """Return those of two parts in a row."""
        return Repeats(self.wide + other.wide, max(self.narrow, other.narrow))

    @property
    def power(self) -> int:
        """Return the power of one attempt."""
        return min(self.wide + self.narrow, INFINITE)


def effort(regex: re.Pattern[str]) -> int:
    """Return the power with which the work grows; ``INFINITE`` when it grows faster than any.

    >>> effort(re.compile("^tot")), effort(re.compile("tot")), effort(re.compile("(.+) - (.+)"))
    (0, 1, 3)
    >>> effort(re.compile("^(?!.*statush).*asiel")), effort(re.compile("(a+)+$"))
    (1, 99)
    """
    tree = list(parser.parse(regex.pattern, regex.flags))
    anchored = bool(tree) and str(tree[0][0]) == "AT" and str(tree[0][1]) in _STARTS
    return min(_sequence(tree).power + (not anchored), INFINITE)


def _sequence(items: Items) -> Repeats:
    """Return the repeats of parts in a row; what only looks ahead or back stands beside them."""
    total, beside, before = Repeats(), [], False
    for kind, about in items:
        name = str(kind)
        if name in {"ASSERT", "ASSERT_NOT"}:
            beside.append(_sequence(about[1]))
            continue
        part = _part(name, about)
        follows = before and name in _REPEATS and part.narrow > 0
        total = Repeats(total.wide + part.wide, total.narrow + part.narrow) if follows else total + part
        before = name in _REPEATS and part.power > 0
    return max([total, *beside], key=lambda one: one.power)


def _part(name: str, about: Any) -> Repeats:  # noqa: ANN401 - the parser's own tuples
    if name in _REPEATS:
        _, most, inside = about
        if most is not parser.MAXREPEAT and most <= _MANY:
            return _sequence(inside)
        return _endless(list(inside))
    if name == "SUBPATTERN":
        return _sequence(about[3])
    if name == "ATOMIC_GROUP":
        return _sequence(about)
    if name == "BRANCH":
        return max((_sequence(one) for one in about[1]), key=lambda one: one.power)
    return Repeats(INFINITE if name in {"GROUPREF", "GROUPREF_EXISTS"} else 0)


def _endless(inside: Items) -> Repeats:
    """Return what a repeat without an end is: never more than one way to go through it, or endlessly many."""
    if _sequence(inside).power or _choices(inside):
        return Repeats(INFINITE)
    return Repeats(0, 1) if all(_is_few(str(kind), about) for kind, about in inside) else Repeats(1)


def _is_few(name: str, about: Any) -> bool:  # noqa: ANN401
    """Return whether a part only fits signs that are named."""
    if name == "IN":
        return not any(str(kind) == "NEGATE" or "NOT" in str(value) for kind, value in about)
    if name == "SUBPATTERN":
        return all(_is_few(str(kind), inner) for kind, inner in about[3])
    return name == "LITERAL"


def _choices(items: Iterable[tuple[Any, Any]]) -> bool:
    """Return whether a part may fit in two ways: repeated, that doubles the work each time."""
    for kind, about in items:
        name = str(kind)
        if name == "BRANCH" or (name in _REPEATS and about[0] != about[1]):
            return True
        if name == "SUBPATTERN" and _choices(about[3]):
            return True
    return False
