"""A column as codes into its distinct values, so that words are looked up once for however many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(slots=True)
class Coded:
    """``values[codes[i]]`` is the value of row i. A value that no row uses any more may stay behind."""

    codes: np.ndarray
    values: list[Any]

    @classmethod
    def const(cls, value: object, rows: int) -> Coded:
        """Return the same value for every row."""
        return cls(np.zeros(rows, dtype=np.intp), [value])

    @classmethod
    def of(cls, items: np.ndarray) -> Coded:
        """Return an array coded; works for texts and numbers (missing numbers are one value)."""
        codes, unique = pd.factorize(items)
        if (
            len(codes) and codes.min() < 0
        ):  # only then: looking for missing values first costs more than the rest
            codes, unique = pd.factorize(items, use_na_sentinel=False)
        return cls(codes, list(unique))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def map(self, change: Callable[[Any], Any]) -> Coded:
        """Return the column with every distinct value changed."""
        return Coded(self.codes, [change(value) for value in self.values])

    def mask(self, test: Callable[[Any], bool]) -> np.ndarray:
        """Return per row whether its value passes a test."""
        return np.fromiter((test(v) for v in self.values), dtype=bool, count=len(self.values))[self.codes]

    def equals(self, value: object) -> np.ndarray:
        """Return per row whether it has this value."""
        return self.mask(lambda found: found == value)

    def is_const(self, value: object) -> bool:
        """Return whether every row has this value."""
        return len(self.values) == 1 and self.values[0] == value

    def take(self, rows: np.ndarray) -> Coded:
        """Return some rows, by mask or position."""
        return Coded(self.codes[rows], self.values)

    def used(self) -> Coded:
        """Return the column with only the values that a row has, in the order of the rows."""
        codes, unique = pd.factorize(self.codes)
        return Coded(codes, [self.values[code] for code in unique])

    def put(self, mask: np.ndarray, value: object) -> Coded:
        """Return the column with one value set where the mask holds."""
        if mask.all():
            return Coded.const(value, len(self))
        return Coded(np.where(mask, len(self.values), self.codes), [*self.values, value])

    def put_from(self, mask: np.ndarray, other: Coded) -> Coded:
        """Return the column with the values of another one where the mask holds."""
        if mask.all():
            return other
        return Coded(
            np.where(mask, other.codes + len(self.values), self.codes), [*self.values, *other.values]
        )

    def array(self) -> np.ndarray:
        """Return the values row by row as objects."""
        out = np.empty(len(self.values), dtype=object)
        out[:] = self.values
        return out[self.codes]

    def series(self, dtype: str) -> pd.Series:
        """Return the values row by row in a pandas dtype."""
        unique = pd.Series(self.values, dtype="object").astype(dtype)
        return pd.Series(unique.array.take(self.codes))


def combine(columns: Sequence[Coded]) -> tuple[np.ndarray, list[tuple[Any, ...]]]:
    """Return codes and the distinct combinations of values that rows of several columns have.

    >>> a, b = Coded.of(np.array(["x", "y", "x"], dtype=object)), Coded.const(1, 3)
    >>> combine([a, b])[1]
    [('x', 1), ('y', 1)]
    """
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        key = pd.factorize(key * len(column.values) + column.codes)[0].astype(np.int64)
    codes, first = _first_rows(key)
    return codes, [tuple(column.values[column.codes[row]] for column in columns) for row in first]


def _first_rows(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    codes, unique = pd.factorize(key)
    first = np.full(len(unique), -1, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(key))[::-1]
    return codes, first


def combined(columns: Sequence[Coded], make: Callable[..., Any]) -> Coded:
    """Return a column computed from the distinct combinations of others."""
    codes, pairs = combine(columns)
    return Coded(codes, [make(*pair) for pair in pairs])


def all_masks(masks: Iterable[np.ndarray], rows: int) -> np.ndarray:
    """Return where all masks hold; everywhere when there are none."""
    out = np.ones(rows, dtype=bool)
    for mask in masks:
        out &= mask
    return out
