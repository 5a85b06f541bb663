"""The rules of ``data/rules/verdeelsleutel.toml``: the assumed key, and where its inputs stand."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from model.lijsten import LocatieType, SoortOpgave
from model.rules import FOLDER


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AmvAandeel(_Frozen):
    """Whose national share of amv is used for a cycle that has none of its own."""

    cyclus: str
    reden: str


class SleutelCyclus(_Frozen):
    """On which day the inhabitants of a cycle are counted."""

    code: str
    inwoners_op: date
    reden: str


class SesRegels(_Frozen):
    """Under which headers the total score of SES-WOA stands, and between which bounds a score lies."""

    koppen: tuple[str, ...] = Field(min_length=1)
    laagst: float
    hoogst: float
    uitleg: str
    bron: str

    @field_validator("koppen")
    @classmethod
    def _patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            re.compile(text.removeprefix("re:"))
        return value

    @property
    def patroon(self) -> str:
        """All headers as one regular expression, to be searched without regard to case."""
        plain = (t.removeprefix("re:") if t.startswith("re:") else f"^{re.escape(t)}$" for t in self.koppen)
        return "|".join(f"(?:{text})" for text in plain)


class Krediet(_Frozen):
    """Which places may be taken off a share, and for how much, in the alternative key with credit."""

    types: tuple[LocatieType, ...]
    factor: float = Field(ge=0)
    reden: str


class Zijden(_Frozen):
    """Which kinds of duty are the law's number, and which come from agreements."""

    formeel: tuple[SoortOpgave, ...]
    afspraak: tuple[SoortOpgave, ...]
    reden: str

    def of(self, soort: str) -> str:
        """Return ``formeel``, ``afspraak``, or an empty text for a kind that is not named."""
        return "formeel" if soort in self.formeel else "afspraak" if soort in self.afspraak else ""


class Sleutelregels(_Frozen):
    """The assumed key, its words, and its defaults."""

    formule: str
    voorbehoud: str
    waarom: str
    afronding: str
    sterkte: float
    bron: str
    amv: AmvAandeel
    cyclus: tuple[SleutelCyclus, ...]
    ses: SesRegels
    krediet: Krediet
    zijden: Zijden

    def inwoners_op(self, cyclus: str) -> SleutelCyclus | None:
        """Return the day of the inhabitants of a cycle with its reason, or None when no rule names one."""
        return next((one for one in self.cyclus if one.code == cyclus), None)


@cache
def sleutelregels(file: Path = FOLDER / "verdeelsleutel.toml") -> Sleutelregels:
    """Read the rules of the distribution key.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a rule misses a field or has an impossible value.
    """
    return Sleutelregels.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
