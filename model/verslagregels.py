"""Rules of the provincial report (``data/rules/verslag.toml``): what is tried and shown, never a verdict."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from model.rules import FOLDER


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Inspanning(_Frozen):
    """How far back efforts are counted."""

    jaren: int = Field(gt=0)
    reden: str = Field(min_length=1)
    bron: str = Field(min_length=1)
    zeker: str = Field(min_length=1)


class Simulatie(_Frozen):
    """How a simulated verdeelbesluit lays what is missing on gemeenten.

    Attributes:
        aanbod: ``hard`` (open and decided) or ``totaal`` (intentions as well).
        sleutel: in proportion to the shortage or to the inhabitants of who is short.
        vrij_gehaald: who reaches its own duty gets nothing more.
        vrij_inspanning: who had at least so many places per 1,000 inhabitants on average in the years of
            ``inspanning`` gets nothing more; None for nobody.
        hoogstens_tekort: nobody gets more than it is short.
        reden: why these choices.
        bron: who says so.
    """

    aanbod: Literal["hard", "totaal"] = "hard"
    sleutel: Literal["tekort", "inwoners"] = "tekort"
    vrij_gehaald: bool = True
    vrij_inspanning: float | None = Field(default=None, gt=0)
    hoogstens_tekort: bool = True
    reden: str = ""
    bron: str = ""


class Evenwicht(_Frozen):
    """A measure of spread: its name, and what it says and does not say."""

    maat: str
    naam: str
    uitleg: str = Field(min_length=1)


class Verslagregels(_Frozen):
    """All rules of the report."""

    inspanning: Inspanning
    simulatie: Simulatie
    evenwicht: tuple[Evenwicht, ...]


@cache
def verslagregels(path: Path = FOLDER / "verslag.toml") -> Verslagregels:
    """Read the rules.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a rule misses a field or has an impossible value.
    """
    return Verslagregels.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
