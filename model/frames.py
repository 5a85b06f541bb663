"""Schemas of the tidy frames, and one check that holds for all of them.

A frame is valid when it has exactly its columns in their dtypes, its key is unique, coded columns stay within
their closed list, and nothing is missing where the schema forbids it. Extra rules per frame live beside it
(``model/cijfers.py``, ``model/locaties.py``, …).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from model.issue import Issue
from model.lijsten import Ernst

#: A version's frames by name.
Frames = dict[str, pd.DataFrame]

TEXT, DATE, COUNT, SHARE, FLAG = "str", "datetime64[us]", "Int64", "Float64", "bool"


class FrameError(ValueError):
    """A frame does not fit its schema; carries all issues at once."""

    def __init__(self, name: str, issues: list[Issue]) -> None:
        """Keep the issues; the message is the first of them and their number."""
        self.issues = issues
        super().__init__(f"{name}: {len(issues)} fout(en); eerste: {issues[0]}")


@dataclass(frozen=True)
class Column:
    """One column of a schema.

    Attributes:
        dtype: pandas dtype.
        doc: what the column holds.
        values: closed list, or None for free values.
        required: whether a value must be present (text: not empty; dates and numbers: not missing).
    """

    dtype: str
    doc: str
    values: type[StrEnum] | None = None
    required: bool = False

    @property
    def default(self) -> object:
        """Value of a column that a source does not give: empty text, False, or missing."""
        return {TEXT: "", FLAG: False}.get(self.dtype, pd.NA)


@dataclass(frozen=True)
class Schema:
    """Name, columns, key and extra rules of a frame."""

    name: str
    doc: str
    columns: dict[str, Column]
    key: tuple[str, ...]
    rules: tuple[Callable[[pd.DataFrame], Iterable[Issue]], ...] = field(default=())

    def empty(self) -> pd.DataFrame:
        """Return a frame without rows, in the right columns and dtypes."""
        return self.conform(pd.DataFrame())

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with exactly the schema's columns, in order, cast to their dtypes.

        Raises:
            FrameError: a column is there that the schema does not know, or a value cannot be cast.
        """
        unknown = [name for name in frame.columns if name not in self.columns]
        if unknown:
            raise FrameError(
                self.name,
                [self._issue("onbekende-kolom", f"Kolom {', '.join(unknown)} hoort niet in {self.name}.")],
            )
        out = {}
        for name, column in self.columns.items():
            values = (
                frame[name] if name in frame else pd.Series([column.default] * len(frame), index=frame.index)
            )
            out[name] = self._cast(name, values, column)
        return pd.DataFrame(out, columns=list(self.columns)).reset_index(drop=True)

    def _cast(self, name: str, values: pd.Series, column: Column) -> pd.Series:
        try:
            if column.dtype == TEXT:
                return values.astype("str").fillna("")
            if column.dtype == FLAG:
                return values.fillna(False).astype("bool")
            if column.dtype == DATE:
                return pd.to_datetime(values).astype(DATE)
            return values.astype(column.dtype)
        except (TypeError, ValueError) as error:
            raise FrameError(
                self.name, [self._issue("verkeerd-type", f"Kolom {name} is geen {column.dtype}: {error}")]
            ) from error

    def _issue(self, code: str, text: str, place: str = "", count: int = 1) -> Issue:
        return Issue(
            bron=self.name, plaats=place, code=code, ernst=Ernst.FOUT, tekst=text, aantal=max(count, 1)
        )

    def check(self, frame: pd.DataFrame) -> list[Issue]:
        """Return everything that is wrong with the frame; an empty list means valid."""
        structure = self._check_structure(frame)
        if structure:
            return structure
        issues = [*self._check_values(frame), *self._check_key(frame)]
        for rule in self.rules:
            issues.extend(rule(frame))
        return issues

    def require(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame itself when it is valid.

        Raises:
            FrameError: with every issue found.
        """
        issues = self.check(frame)
        if issues:
            raise FrameError(self.name, issues)
        return frame

    def _check_structure(self, frame: pd.DataFrame) -> list[Issue]:
        if list(frame.columns) != list(self.columns):
            missing = [c for c in self.columns if c not in frame.columns]
            extra = [c for c in frame.columns if c not in self.columns]
            return [
                self._issue(
                    "kolommen",
                    f"Kolommen wijken af: ontbreekt {missing}, te veel {extra}, of andere volgorde.",
                )
            ]
        wrong = {n: str(frame[n].dtype) for n, c in self.columns.items() if str(frame[n].dtype) != c.dtype}
        return [
            self._issue("verkeerd-type", f"Kolom {n} is {got} en moet {self.columns[n].dtype} zijn.")
            for n, got in wrong.items()
        ]

    def _check_values(self, frame: pd.DataFrame) -> Iterable[Issue]:
        for name, column in self.columns.items():
            values = frame[name]
            if column.required:
                bad = values.eq("") if column.dtype == TEXT else values.isna()
                if bad.any():
                    yield self._issue(
                        "leeg",
                        f"Kolom {name} is leeg in {int(bad.sum())} rij(en).",
                        _rows(bad),
                        int(bad.sum()),
                    )
            if column.values is not None:
                allowed = {*(str(v) for v in column.values), *(() if column.required else ("",))}
                strange = set(values.unique()) - allowed
                if strange:
                    bad = values.isin(strange)
                    wrong, right = (", ".join(sorted(map(repr, values))) for values in (strange, allowed))
                    text = f"Kolom {name} kent {wrong} niet; toegestaan: {right}."
                    yield self._issue("niet-in-lijst", text, _rows(bad), int(bad.sum()))

    def _check_key(self, frame: pd.DataFrame) -> Iterable[Issue]:
        if any(_unique(frame[name]) for name in self.key):
            return
        double = frame.duplicated(list(self.key), keep=False)
        if double.any():
            yield self._issue(
                "dubbele-sleutel",
                f"{int(double.sum())} rijen delen hun sleutel ({', '.join(self.key)}).",
                _rows(double),
                int(double.sum()),
            )


def _unique(values: pd.Series) -> bool:
    """Return whether all values differ; most columns that repeat show it in their first rows."""
    return bool(values.head(1_000).is_unique) and bool(values.is_unique)


def _rows(mask: pd.Series, most: int = 5) -> str:
    """Return the first row numbers of a mask, as a place: ``rij 3, 8``."""
    rows = [str(i) for i in mask.index[mask][:most]]
    return "rij " + ", ".join(rows) + (" …" if int(mask.sum()) > most else "")
