"""Which templates there are: what ``data/rules/sjablonen.toml`` says, checked."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from loaders import layouts
from loaders.layouts import Blad
from model.lijsten import Doelgroep, Eenheid, Niveau

FILE = Path(__file__).parents[2] / "data" / "rules" / "sjablonen.toml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Vak(_Frozen):
    """A cell above the table that the sender fills in."""

    label: str = Field(min_length=1)
    soort: Literal["datum", "halfjaar"]
    uitleg: str


class Vraag(_Frozen):
    """A row of a sheet with one question per row."""

    doelgroep: Doelgroep
    vraag: str = Field(min_length=1)
    eenheid: Eenheid
    uitleg: str


class Sjabloon(_Frozen):
    """One kind of template; ``layout`` reads it back."""

    id: str = Field(pattern=r"^[a-z]+$")
    layout: str
    naam: str = Field(min_length=1)
    bestand: str = Field(pattern=r"^[a-z0-9-]+$")
    voor: tuple[Niveau, ...] = Field(min_length=1)
    rijen: Literal["gemeenten", "vragen", "vrij"]
    uitleg: tuple[str, ...]
    vak: tuple[Vak, ...] = ()
    vraag: tuple[Vraag, ...] = ()

    @property
    def per_halfjaar(self) -> bool:
        """Whether a half-year belongs to it."""
        return any(vak.soort == "halfjaar" for vak in self.vak)

    @property
    def blad(self) -> Blad:
        """Return the sheet of its layout."""
        return self.bladen[0]

    @property
    def bladen(self) -> tuple[Blad, ...]:
        """Return every sheet of its layout; those after the first have empty rows and need not be used."""
        return next(item for item in layouts.shipped() if item.id == self.layout).blad


class Sjablonen(_Frozen):
    """All templates and what holds for each of them."""

    uitleg: tuple[str, ...]
    vrije_rijen: int = Field(gt=0)
    halfjaren_terug: int = Field(ge=0)
    sjabloon: tuple[Sjabloon, ...]

    @model_validator(mode="after")
    def _questions(self) -> Self:
        wrong = [item.id for item in self.sjabloon if (item.rijen == "vragen") != bool(item.vraag)]
        if wrong:
            raise ValueError(f'vragen horen bij rijen = "vragen": {", ".join(wrong)}')
        return self


@cache
def rules(path: Path = FILE) -> Sjablonen:
    """Read the file.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a template misses a field or has an impossible value.
    """
    return Sjablonen.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def kinds() -> tuple[Sjabloon, ...]:
    """Return every kind of template, in the order of the file."""
    return rules().sjabloon


def kind(name: str) -> Sjabloon:
    """Return the template with that id.

    Raises:
        KeyError: there is none.
    """
    found = next((item for item in kinds() if item.id == name), None)
    if found is None:
        raise KeyError(name)
    return found


def halves(today: date) -> list[str]:
    """Return the half-years that can be chosen: the next one, this one and some before, newest first.

    >>> halves(date(2026, 11, 22))[:3]
    ['2027-H1', '2026-H2', '2026-H1']
    """
    newest = 2 * today.year + (today.month > 6) + 1
    return [f"{n // 2}-H{n % 2 + 1}" for n in range(newest, newest - rules().halfjaren_terug - 2, -1)]


def file_name(sjabloon: Sjabloon, gebied: str, halfjaar: str = "") -> str:
    """Return a name that says what the workbook is, for whom, and for which half-year.

    >>> file_name(kind("taakstelling"), "Bergen (L.)", "2026-H2")
    'sjabloon_statushouders_bergen-l_2026-H2.xlsx'
    """
    letters = unicodedata.normalize("NFKD", gebied).encode("ascii", "ignore").decode().lower()
    parts = ["sjabloon", sjabloon.bestand, re.sub(r"[^a-z0-9]+", "-", letters).strip("-")]
    return "_".join([*parts, *([halfjaar] if halfjaar and sjabloon.per_halfjaar else [])]) + ".xlsx"
