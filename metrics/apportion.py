"""Whole places from a key: exact shares within bounds, then rounding by largest remainder.

All arithmetic is in fractions, so that the order of the gemeenten never matters and a sum is exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

Shares = dict[str, Fraction]


class UnreachableError(ValueError):
    """The total does not fit under the maxima; carries how much does."""

    def __init__(self, room: int) -> None:
        """Keep what fits."""
        self.room = room
        super().__init__(f"only {room} fits")


def shares(
    total: int,
    weights: Mapping[str, Fraction],
    *,
    credit: Mapping[str, Fraction] | None = None,
    most: Mapping[str, int] | None = None,
) -> Shares:
    """Return each one's exact share, ``weight × level − credit``, not below zero and not above its maximum.

    The level is the same for all and such that the shares add up to the total: what does not fit under a
    maximum, and what falls away below zero, is borne by the others in proportion to their weights.

    Args:
        total: what is divided.
        weights: at least zero; who weighs nothing gets nothing.
        credit: taken off a share; missing is none.
        most: maxima; missing is no maximum.

    Raises:
        UnreachableError: the maxima together are less than the total.
        ValueError: a weight is negative, or nobody weighs anything.
    """
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("a weight is negative")
    credit, most = credit or {}, most or {}
    live = {key: weight for key, weight in weights.items() if weight > 0}
    if not live:
        raise ValueError("nobody weighs anything")
    room = sum(most.get(key, total) for key in live)
    if room < total:
        raise UnreachableError(room)
    level = _level(total, live, credit, most)
    out = dict.fromkeys(weights, Fraction(0))
    for key, weight in live.items():
        share = max(Fraction(0), weight * level - credit.get(key, 0))
        out[key] = min(share, Fraction(most[key])) if key in most else share
    return out


def _level(
    total: int,
    weights: Mapping[str, Fraction],
    credit: Mapping[str, Fraction],
    most: Mapping[str, int],
) -> Fraction:
    """Return the level at which the shares add up to the total.

    The sum of the shares grows in straight pieces: each one starts to count where its weight pays its
    credit and stops at its maximum. Going through these turning points in order finds the piece of the total.
    """
    turns = [(Fraction(credit.get(key, 0)) / weight, weight) for key, weight in weights.items()]
    turns += [
        (Fraction(most[key] + credit.get(key, 0)) / weight, -weight)
        for key, weight in weights.items()
        if key in most
    ]
    at, slope, reached = Fraction(0), Fraction(0), Fraction(0)
    for turn, change in sorted(turns):
        following = reached + slope * (turn - at)
        if slope > 0 and following >= total:
            break
        at, slope, reached = turn, slope + change, following
    return at + (total - reached) / slope if slope > 0 else at


def whole(parts: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Return whole numbers with the same sum: the whole parts, and one more for the largest remainders.

    On equal remainders the larger weight goes first, then the lower key.

    Args:
        parts: exact shares, none negative, whose sum is whole.
        weights: decides between equal remainders.

    >>> third = Fraction(10, 3)
    >>> whole({"a": third, "b": third, "c": third}, {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)})
    {'a': 4, 'b': 3, 'c': 3}
    """
    out = {key: math.floor(part) for key, part in parts.items()}
    left = sum(parts.values(), Fraction(0)) - sum(out.values())
    if left.denominator != 1:
        raise ValueError("the shares do not add up to a whole number")
    order = sorted(parts, key=lambda key: (out[key] - parts[key], -weights.get(key, Fraction(0)), key))
    for key in order[: int(left)]:
        out[key] += 1
    return out


def divide(
    total: int,
    weights: Mapping[str, Fraction],
    *,
    credit: Mapping[str, Fraction] | None = None,
    most: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Return the whole places of each; see ``shares`` and ``whole``."""
    return whole(shares(total, weights, credit=credit, most=most), weights)
