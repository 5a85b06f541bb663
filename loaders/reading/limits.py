"""The limits of ``data/rules/limits.toml``: what a file may cost before it is refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "data" / "rules" / "limits.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one read; bytes, counts and seconds.

    Attributes:
        upload: size of the file.
        unpacked: size of all parts of a packed file together.
        ratio: unpacked size over packed size of one part, judged from ``ratio_from`` bytes unpacked.
        parts: number of parts of a packed file.
        rows: last row that may hold a cell.
        columns: last column that may hold a cell.
        seconds: from start to answer.
        memory: address space that the reader may take on top of what it has when idle.
        second_reader: number of cells up to which a second reader compares every cell.
        fast_from: number of cells from which the column-wise reader is used.
    """

    upload: int
    unpacked: int
    ratio: int
    ratio_from: int
    parts: int
    rows: int
    columns: int
    seconds: float
    memory: int
    second_reader: int
    fast_from: int


@cache
def limits() -> Limits:
    """Return the limits of the repository."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    pakket, blad, lezer = data["pakket"], data["blad"], data["lezer"]
    return Limits(
        upload=data["upload"]["bytes"],
        unpacked=pakket["uitgepakt"],
        ratio=pakket["verhouding"],
        ratio_from=pakket["verhouding_vanaf"],
        parts=pakket["onderdelen"],
        rows=blad["rijen"],
        columns=blad["kolommen"],
        seconds=lezer["seconden"],
        memory=lezer["geheugen"],
        second_reader=lezer["tweede_lezer"],
        fast_from=lezer["snel_vanaf"],
    )


@cache
def apart() -> Limits:
    """Return the limits of a process that reads and recognises a file (``loaders.apart``)."""
    outer = tomllib.loads(FILE.read_text(encoding="utf-8"))["buiten"]
    return replace(limits(), seconds=outer["seconden"], memory=outer["geheugen"])


@cache
def judged_apart_from() -> int:
    """Return from how many figures on judging and comparing them happens in a process of its own."""
    return int(tomllib.loads(FILE.read_text(encoding="utf-8"))["oordeel"]["apart_vanaf"])


@cache
def searched_signs() -> int:
    """Return how many signs of a text are searched for the words of a layout."""
    return int(tomllib.loads(FILE.read_text(encoding="utf-8"))["patroon"]["tekens"])


@cache
def pattern_power() -> int:
    """Return the highest power of the length of a text with which a pattern's work may grow."""
    return int(tomllib.loads(FILE.read_text(encoding="utf-8"))["patroon"]["macht"])
