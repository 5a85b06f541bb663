"""Classes for the map: a share becomes one of five groups, whose limits are data and read as words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from model import taal


def words(limits: Sequence[float]) -> list[str]:
    """Return the classes in words, from low to high.

    >>> words([0.5, 1.0])
    ['minder dan 50 %', '50 tot 100 %', '100 % of meer']
    """
    texts = [taal.getal(limit * 100) for limit in limits]
    middle = [f"{low} tot {high} %" for low, high in zip(texts, texts[1:], strict=False)]
    return [f"minder dan {texts[0]} %", *middle, f"{texts[-1]} % of meer"]


def classify(shares: pd.Series, limits: Sequence[float]) -> pd.Series:
    """Return the class of each share as text; unknown is 'onbekend', never the lowest class."""
    names = words(limits)
    index = sum((shares >= limit).fillna(False).astype(int) for limit in limits)
    out = pd.Series([names[i] for i in index], index=shares.index, dtype="str")
    return out.mask(shares.isna(), taal.ONBEKEND)
