"""Dated rules from ``data/rules``: what people may dispute (cycles, limits) is data, not code."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parents[1] / "data" / "rules"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Stap(_Frozen):
    """One dated step of a cycle, with how sure its date is."""

    code: str
    naam: str
    datum: date
    zeker: str


class Cyclus(_Frozen):
    """A round of the Spreidingswet."""

    code: str
    naam: str
    landelijk_plekken: int
    landelijk_amv: int | None = None
    bron: str
    stap: tuple[Stap, ...]

    def datum(self, stap: str) -> date | None:
        """Return the date of a step, or None when no source gives it."""
        return next((s.datum for s in self.stap if s.code == stap), None)

    def next_step(self, today: date) -> Stap | None:
        """Return the first step that has not passed yet."""
        return min((s for s in self.stap if s.datum >= today), key=lambda s: s.datum, default=None)


class Drempels(_Frozen):
    """Shares from which an area is called op schema or bijna."""

    op_schema: float = Field(gt=0)
    bijna: float = Field(gt=0)
    reden: str


class Geldigheid(_Frozen):
    """How long a stock, or a duty outside any cycle, stays valid when its source gives no end."""

    stand_maanden: int = Field(gt=0)
    opgave_zonder_cyclus_maanden: int = Field(gt=0)
    reden: str


class Saldering(_Frozen):
    """Ratio with which the rekenbeeld starts, and until when a group's surplus is sure."""

    ratio: float = Field(gt=0)
    reden: str
    onzeker_na: dict[str, date] = Field(default_factory=dict)


class Tempo(_Frozen):
    """Months in the half-year over which a taakstelling is spread."""

    maanden_per_halfjaar: int = 6


class Kaart(_Frozen):
    """Limits of the classes of the map, as shares, from low to high."""

    grenzen: tuple[float, ...] = Field(min_length=1, max_length=4)
    reden: str


class Verandering(_Frozen):
    """From which size a difference between two versions asks for a reason."""

    absoluut: int = Field(gt=0)
    relatief: float = Field(gt=0)
    reden: str


class Monitor(_Frozen):
    """Which province this monitor is about, and the names of its regional division and tile map."""

    naam: str
    provincie: str
    provincie_naam: str
    indeling: str
    tegelkaart: str


class Rules(_Frozen):
    """All rules a metric may need."""

    monitor: Monitor
    cyclus: tuple[Cyclus, ...]
    status: Drempels
    geldigheid: Geldigheid
    saldering: Saldering
    tempo: Tempo
    kaart: Kaart
    verandering: Verandering

    def cycle(self, code: str) -> Cyclus | None:
        """Return the cycle with that code, or None."""
        return next((c for c in self.cyclus if c.code == code), None)

    def current_cycle(self, today: date) -> Cyclus:
        """Return the cycle that is running: the last that has begun, or the first when none has."""
        in_order = sorted(self.cyclus, key=lambda c: min(s.datum for s in c.stap))
        begun = [c for c in in_order if min(s.datum for s in c.stap) <= today]
        return begun[-1] if begun else in_order[0]


@cache
def rules(folder: Path = FOLDER) -> Rules:
    """Read ``monitor.toml``, ``cycli.toml`` and ``drempels.toml``.

    Raises:
        FileNotFoundError: a file is missing.
        pydantic.ValidationError: a rule misses a field or has an impossible value.
    """
    data: dict[str, object] = {}
    for name in ("monitor.toml", "cycli.toml", "drempels.toml"):
        data |= tomllib.loads((folder / name).read_text(encoding="utf-8"))
    return Rules.model_validate(data)
