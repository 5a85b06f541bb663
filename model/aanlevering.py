"""Objections to a figure as dated steps: bezwaar, antwoord, correctie, and how it ended."""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from model.lijsten import Doelgroep

MOST_ONDERWERP, MOST_TEKST = 200, 2000


class SoortStap(StrEnum):
    """What a step does; the last two end the objection."""

    BEZWAAR = "bezwaar"
    ANTWOORD = "antwoord"
    CORRECTIE = "correctie"
    INGETROKKEN = "ingetrokken"
    AFGESLOTEN = "afgesloten"


#: Steps after which nobody waits for an answer, until a new bezwaar on the same objection opens it again.
SLUIT = (SoortStap.INGETROKKEN, SoortStap.AFGESLOTEN)


class Stap(BaseModel):
    """One dated step of an objection; steps are only added, never changed.

    Attributes:
        bezwaar: id of the objection; empty for the first step of a new one, the store then gives it an id.
        gebied_code: gemeente it is about.
        doelgroep: group it is about.
        onderwerp: what it is about, in a few words.
        feit: key of the figure (``metrics.validity.fact_key``), or empty when it is about something else.
        soort: what this step does.
        datum: day on which it happened, which is not the day on which it was typed.
        tekst: what was said, without names of persons or places of sites.
        versie: id of the version in which a correction stands; empty for other steps.
        sleutel: idempotency key of the button: a step whose key is kept already is that step, added once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    bezwaar: str = Field(default="", max_length=40, pattern=r"^[A-Za-z0-9-]*$")
    gebied_code: str = Field(pattern=r"^[A-Z]{2}[0-9]{2,4}$")
    doelgroep: Doelgroep
    onderwerp: str = Field(min_length=1, max_length=MOST_ONDERWERP)
    feit: str = Field(default="", max_length=400)
    soort: SoortStap
    datum: date
    tekst: str = Field(min_length=1, max_length=MOST_TEKST)
    versie: str = Field(default="", max_length=40)
    sleutel: str = Field(default="", max_length=64)

    @field_validator("onderwerp", "tekst")
    @classmethod
    def _readable(cls, text: str) -> str:
        """Refuse characters that no screen shows: they hide text."""
        if any(not char.isprintable() and char not in "\n\t" for char in text):
            raise ValueError("de tekst bevat tekens die niet te lezen zijn")
        return text

    @model_validator(mode="after")
    def _fits(self) -> Stap:
        if not self.bezwaar and self.soort != SoortStap.BEZWAAR:
            raise ValueError("een nieuw bezwaar begint met de stap 'bezwaar'")
        if self.versie and self.soort != SoortStap.CORRECTIE:
            raise ValueError("alleen een correctie verwijst naar een versie")
        return self


VOORBEELD = Path(__file__).parents[1] / "data" / "example" / "bezwaren.toml"


@cache
def voorbeeld(path: Path = VOORBEELD) -> tuple[Stap, ...]:
    """Return the fictional steps of the example set, in the order in which they were recorded.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a step breaks a rule.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["stap"]
    return tuple(Stap.model_validate(row) for row in rows)
