"""Rules about signals, as data: what asks for attention, from which limit, and how it is said.

The rules stand in ``data/rules/signalen.toml``; ``metrics.signals`` runs them. Each rule belongs to one
``soort``: the way of looking that the engine knows, with the limits it needs and the words its sentence may
use. A limit that is missing, or a word that the engine does not fill in, fails here and not on the screen.
"""

from __future__ import annotations

import string
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from model.lijsten import Doelgroep, Ernst, Niveau, Stadium
from model.rules import FOLDER

#: Words that every sentence may use.
ALWAYS = frozenset({"gebied", "groep"})
_WAITING = frozenset({"wat", "eigenaar", "dagen", "plekken"})
#: Per soort: the limits it needs, and the words beyond ``ALWAYS`` that its sentence may use.
SOORTEN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "tempo": (
        frozenset({"aandeel", "personen", "maanden"}),
        frozenset({"realisatie", "taak", "geteld", "maanden", "verwacht", "tempo"}),
    ),
    "contract": (
        frozenset({"maanden", "speling_dagen"}),
        frozenset({"locatie", "tot", "plekken", "dagen", "vervanging", "verlenging"}),
    ),
    "amv": (frozenset({"plekken"}), frozenset({"realisatie", "opgave", "tekort", "besloten"})),
    "geen-plan": (frozenset({"plekken"}), frozenset({"realisatie", "opgave", "tekort", "soort"})),
    "oud": (frozenset({"weken"}), frozenset({"wanneer", "weken", "grens"})),
    "conflict": (frozenset(), frozenset({"wat", "wanneer", "getallen"})),
    "wacht": (frozenset({"dagen"}), _WAITING | {"sinds"}),
    "te-laat": (frozenset({"dagen"}), _WAITING | {"uiterlijk"}),
    "dubbel": (frozenset({"plekken"}), frozenset({"locaties", "waarom", "plekken"})),
    "termijn": (frozenset({"dagen"}), _WAITING | {"uiterlijk"}),
}
#: Kinds that look at one of several registers, which the rule then names.
LIJSTEN = {
    "wacht": ("knelpunten",),
    "te-laat": ("knelpunten", "maatregelen"),
    "termijn": ("knelpunten", "maatregelen", "cycli"),
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signaalregel(_Frozen):
    """One rule.

    Attributes:
        id: stable code; begins the id of its signals.
        soort: the way of looking, a key of ``SOORTEN``.
        kop: heading under which its signals stand.
        ernst: how serious a signal is; nothing here refuses anything.
        doelgroep, niveau: groups and levels it looks at; empty is all that apply.
        lijst: for kinds that look at a register: which one.
        stadium: for ``geen-plan``: stages of a site that count as a plan.
        grens: its limits.
        wint_van: rules that stay silent about what this rule names.
        pagina: page that a signal leads to.
        tekst: Dutch sentence; ``{gebied}`` and the other words are filled in.
        sinds: since when the rule stands there in this form.
        reden: why the limits are what they are, or the source.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    soort: str
    kop: str = Field(min_length=1)
    ernst: Ernst
    doelgroep: tuple[Doelgroep, ...] = ()
    niveau: tuple[Niveau, ...] = ()
    lijst: str = ""
    stadium: tuple[Stadium, ...] = ()
    grens: dict[str, float] = Field(default_factory=dict)
    wint_van: tuple[str, ...] = ()
    pagina: str = Field(pattern=r"^[a-z]+$")
    tekst: str = Field(min_length=20)
    sinds: date
    reden: str = Field(min_length=10)

    @model_validator(mode="after")
    def _fits_its_soort(self) -> Self:
        if self.soort not in SOORTEN:
            raise ValueError(f"{self.id}: soort {self.soort!r} bestaat niet")
        limits, words = SOORTEN[self.soort]
        if set(self.grens) != limits:
            raise ValueError(f"{self.id}: grenzen {sorted(self.grens)} moeten {sorted(limits)} zijn")
        if self.lijst not in LIJSTEN.get(self.soort, ("",)):
            raise ValueError(f"{self.id}: lijst {self.lijst!r} past niet bij {self.soort}")
        if self.ernst == Ernst.FOUT:
            raise ValueError(f"{self.id}: een signaal is geen fout, kies waarschuwing of melding")
        used = {name for _, name, _, _ in string.Formatter().parse(self.tekst) if name is not None}
        if strange := used - words - ALWAYS:
            raise ValueError(f"{self.id}: de tekst gebruikt {sorted(strange)}, dat vult niemand in")
        return self


class Signaalregels(_Frozen):
    """All rules, in the order in which their headings stand on the screen."""

    regel: tuple[Signaalregel, ...]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        names = [regel.id for regel in self.regel]
        if len(set(names)) < len(names):
            raise ValueError("twee regels hebben dezelfde id")
        if strange := {other for regel in self.regel for other in regel.wint_van} - set(names):
            raise ValueError(f"wint_van noemt {sorted(strange)}, die regel is er niet")
        return self

    def rule(self, name: str) -> Signaalregel:
        """Return the rule with that id.

        Raises:
            KeyError: there is none.
        """
        found = next((regel for regel in self.regel if regel.id == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def signaalregels(path: Path = FOLDER / "signalen.toml") -> Signaalregels:
    """Read the rules.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a rule misses a limit, or its sentence uses a word that nobody fills in.
    """
    return Signaalregels.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
