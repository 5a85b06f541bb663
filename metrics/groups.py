"""Small helpers on frames that several metrics share: group codes, and sums that keep missing missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd


def codes(frame: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Return one integer per row; rows that agree on all columns share it.

    Much faster than grouping on many text columns, and missing values count as a value of their own.
    """
    total = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        code, uniques = pd.factorize(frame[column])
        total = pd.factorize(total * (len(uniques) + 1) + code + 1)[0]
    return total


def total(values: pd.Series) -> object:
    """Return the sum of the known values, and missing when none is known.

    >>> total(pd.Series([55, None, 487], dtype="Int64")), total(pd.Series([None], dtype="Int64"))
    (542, <NA>)
    """
    found = values.sum(min_count=1)
    return found if pd.isna(found) else int(found)


def joined(values: Iterable[str]) -> str:
    """Return the distinct parts of '|'-joined texts, in order, joined once more.

    >>> joined(["a#B2|b#C3", "", "a#B2"])
    'a#B2|b#C3'
    """
    parts = (part for text in values if text for part in text.split("|") if part)
    return "|".join(dict.fromkeys(parts))
