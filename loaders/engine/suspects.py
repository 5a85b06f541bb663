"""The rules about personal data, and the words of a column that deserve a closer look under them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict

from loaders.engine.cells import number_text, whole
from model.grid import Column, Kind

RULES = Path(__file__).parents[2] / "data" / "rules" / "persoonsgegevens.toml"
#: A shorter number is nobody's; 17 million inhabitants is longer, but passes no test.
_LONG = 10_000_000


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Possible(_Part):
    """What a word must have some of: stems in small letters, forms as they stand."""

    stam: tuple[str, ...]
    vorm: tuple[str, ...]


class Cells(_Part):
    """How cells of one kind look, and whether one is enough."""

    vorm: str
    een: bool = False
    behalve: str = ""


class Births(_Part):
    """When a column of dates is one of birth dates."""

    van: int
    tot: int
    minstens: int
    spreiding: int
    gewone_dagen: float
    verschillend: float
    kop_behalve: str


class List(_Part):
    """When a table is a list of persons: a column of names beside columns about persons."""

    naam: str
    over: str
    minstens: int
    rijen: int
    verschillend: float


class Rules(_Part):
    """What points at persons; see ``data/rules/persoonsgegevens.toml``."""

    kop: dict[str, str]
    kop_gevuld: dict[str, str]
    onschuldig: str
    kop_lengte: int
    mogelijk: Possible
    aandeel: float
    minstens: int
    cel: dict[str, Cells]
    geboorte: Births
    lijst: List


@cache
def rules(path: Path = RULES) -> Rules:
    """Read the patterns.

    Raises:
        pydantic.ValidationError: a part is missing or misspelt.
    """
    return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def form_of(text: str) -> re.Pattern[str]:
    """Return a pattern compiled once; capitals do not matter."""
    return re.compile(text, re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """The texts of a column and its long numbers, and which of the different ones deserve a closer look.

    Most words of a large file can not point at anybody: a coarse look sorts those out, once per word.
    """

    codes: np.ndarray
    values: list[str]
    suspect: list[int]
    filled: int

    @classmethod
    def of(cls, column: Column) -> Words:
        """Return the words of a column; a number counts when it is whole and long enough to be somebody's."""
        coded = whole(column)
        codes, values = coded.codes, [str(value).strip() for value in coded.values]
        long = (column.kind == Kind.GETAL) & (np.abs(column.number) >= _LONG) & (column.number % 1 == 0)
        if long.any():
            numbers, unique = pd.factorize(column.number[long])
            codes = codes.copy()
            codes[long] = len(values) + numbers
            values += [number_text(float(number)) for number in unique]
        return cls(codes, values, suspects(values), int((column.kind != Kind.LEEG).sum()))

    def rows(self, test: Callable[[str], bool]) -> np.ndarray:
        """Return the rows whose word is suspect and passes a test."""
        hits = [code for code in self.suspect if test(self.values[code])]
        return np.flatnonzero(np.isin(self.codes, hits)) if hits else np.zeros(0, np.intp)

    def under(self, row: int) -> np.ndarray:
        """Return the rows below a row in which any word stands."""
        some = np.array([bool(value) for value in self.values])
        below = np.flatnonzero(some[self.codes])
        return below[below > row]

    def different(self, rows: np.ndarray) -> int:
        """Return how many different words stand in some rows."""
        return len(np.unique(self.codes[rows]))


def suspects(values: Sequence[str]) -> list[int]:
    """Return which words have a stem or a form that may point at a person.

    All words are searched as one text: ten times faster than one by one.
    """
    lines = [value.replace("\n", " ") for value in values]
    text = "\n".join(lines)
    small = text.lower()
    small = small if len(small) == len(text) else "\n".join(line.lower()[: len(line)] for line in lines)
    starts = np.cumsum([0, *(len(line) + 1 for line in lines[:-1])])
    found = [hit.start() for stem in rules().mogelijk.stam for hit in re.finditer(re.escape(stem), small)]
    found += [hit.start() for form in rules().mogelijk.vorm for hit in re.finditer(form, text)]
    return np.unique(np.searchsorted(starts, found, "right") - 1).tolist() if found else []
