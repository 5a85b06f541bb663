"""Rules about the content of a delivery, as data: what is odd, from which limit, and what to say about it.

The rules stand in ``data/rules/inhoud.toml``; ``metrics.content`` runs them. Each rule belongs to one
``soort``: the way of looking that the engine knows, with the limits it needs and the words its sentence may
use. A limit that is missing, or a word that the engine does not fill in, fails here and not on the screen.
"""

from __future__ import annotations

import string
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from model.lijsten import Aard, Deelgroep, Doelgroep, Ernst, Maat, Niveau, SoortOpgave
from model.rules import FOLDER, rules

#: Words that every sentence about one figure may use.
ROW = frozenset({"gebied", "wat", "wanneer", "waarde", "aantal"})
#: Per soort: the limits it needs, and the words beyond ``ROW`` that its sentence may use.
SOORTEN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "volledig": (frozenset({"deel", "minstens"}), frozenset({"bekend", "leden", "ontbreekt", "ook"})),
    "zelfde-waarde": (frozenset({"minstens"}), frozenset()),
    "kopie": (frozenset({"minstens"}), frozenset({"vorige"})),
    "opgeheven": (frozenset(), frozenset({"einde", "opvolger"})),
    "som": (frozenset({"verschil"}), frozenset({"delen", "som", "verschil"})),
    "deelgroepen": (frozenset({"verschil"}), frozenset({"som", "verschil"})),
    "amv": (frozenset({"verschil"}), frozenset({"totaal"})),
    "bereik": (frozenset({"laagst", "hoogst"}), frozenset({"laagst", "hoogst"})),
    "per-duizend": (frozenset({"hoogst"}), frozenset({"inwoners", "verhouding", "hoogst"})),
    "sprong": (
        frozenset({"z", "minstens", "momenten", "maanden", "vloer", "vloer_deel", "absoluut", "relatief"}),
        frozenset({"vorige", "vorig_moment", "verschil"}),
    ),
    "factor": (
        frozenset({"speling", "vanaf", "momenten", "maanden"}),
        frozenset({"vorige", "vorig_moment", "keer"}),
    ),
    "gecorrigeerd": (frozenset({"verschil"}), frozenset({"netto", "saldo", "berekend"})),
    "teken-saldo": (frozenset({"verschil"}), frozenset({"netto", "saldo", "gecorrigeerd"})),
    "saldo": (frozenset({"verschil"}), frozenset({"realisatie", "gecorrigeerd", "berekend"})),
    "boven-opgave": (frozenset({"keer", "absoluut"}), frozenset({"opgave", "keer"})),
    "boven-plekken": (frozenset({"deel"}), frozenset({"plekken"})),
    "toekomst": (frozenset({"dagen"}), frozenset({"dag"})),
    "oud": (frozenset({"maanden"}), frozenset({"nieuwste", "maanden"})),
    "periode": (frozenset({"eerste_jaar", "jaren_vooruit", "dagen"}), frozenset({"waarom"})),
    "stand-en-stroom": (frozenset(), frozenset({"nu", "andere"})),
    "amv-locatie": (frozenset(), frozenset({"amv"})),
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Regel(_Frozen):
    """One rule.

    Attributes:
        id: stable code of its issues.
        soort: the way of looking, a key of ``SOORTEN``.
        titel: what it is called in a list of rules.
        ernst: how serious a hit is; no rule about content refuses a row.
        frame, kolom: what it reads; the columns of numbers or dates are the engine's when empty.
        niveau, doelgroep, deelgroep, maat, soort_opgave, aard: it looks at these only; empty is all.
        niet_maat, niet_soort_opgave: it leaves these out.
        grens: its limits.
        wint_van: rules that stay silent about a cell that this rule names.
        tekst: Dutch sentence with what to do; ``{gebied}`` and the other words are filled in.
        sinds: since when the rule is there; it does not run before that day.
        reden: why the limits are what they are, or the source.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    soort: str
    titel: str = Field(min_length=1)
    ernst: Ernst
    frame: tuple[str, ...] = ("cijfers",)
    kolom: str = ""
    niveau: tuple[Niveau, ...] = ()
    doelgroep: tuple[Doelgroep, ...] = ()
    deelgroep: tuple[Deelgroep, ...] = ()
    maat: tuple[Maat, ...] = ()
    niet_maat: tuple[Maat, ...] = ()
    soort_opgave: tuple[SoortOpgave, ...] = ()
    niet_soort_opgave: tuple[SoortOpgave, ...] = ()
    aard: tuple[Aard, ...] = ()
    grens: dict[str, float] = Field(default_factory=dict)
    wint_van: tuple[str, ...] = ()
    tekst: str = Field(min_length=20)
    sinds: date
    reden: str = Field(min_length=10)

    @model_validator(mode="after")
    def _fits_its_soort(self) -> Regel:
        if self.soort not in SOORTEN:
            raise ValueError(f"{self.id}: soort {self.soort!r} bestaat niet")
        limits, words = SOORTEN[self.soort]
        if set(self.grens) != limits:
            raise ValueError(f"{self.id}: grenzen {sorted(self.grens)} moeten {sorted(limits)} zijn")
        if self.ernst == Ernst.FOUT:
            raise ValueError(
                f"{self.id}: een regel over de inhoud weigert niets, kies waarschuwing of melding"
            )
        used = {name for _, name, _, _ in string.Formatter().parse(self.tekst) if name is not None}
        if strange := used - words - ROW:
            raise ValueError(f"{self.id}: de tekst gebruikt {sorted(strange)}, dat vult niemand in")
        return self


class Inhoud(_Frozen):
    """All rules about content, and the province whose gemeenten must be there.

    Attributes:
        provincie: code of the monitor's province; another province is another ``monitor.toml``.
        meest: so many hits of one rule are named one by one, the rest is counted.
        regel: the rules.
    """

    provincie: str
    meest: int = Field(gt=0)
    regel: tuple[Regel, ...]

    @model_validator(mode="after")
    def _unique(self) -> Inhoud:
        names = [regel.id for regel in self.regel]
        if len(set(names)) < len(names):
            raise ValueError("twee regels hebben dezelfde id")
        if strange := {other for regel in self.regel for other in regel.wint_van} - set(names):
            raise ValueError(f"wint_van noemt {sorted(strange)}, die regel is er niet")
        return self

    def rule(self, name: str) -> Regel:
        """Return the rule with that id.

        Raises:
            KeyError: there is none.
        """
        found = next((regel for regel in self.regel if regel.id == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def load_rules(folder: Path = FOLDER) -> Inhoud:
    """Read ``inhoud.toml``; the province comes from ``monitor.toml`` in the same folder.

    Raises:
        FileNotFoundError: a file is missing.
        pydantic.ValidationError: a rule misses a limit, or its sentence uses a word that nobody fills in.
    """
    data = tomllib.loads((folder / "inhoud.toml").read_text(encoding="utf-8"))
    return Inhoud.model_validate({"provincie": rules(folder).monitor.provincie, **data})
