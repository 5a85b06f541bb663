"""Dated rules from ``data/rules``: what people may dispute (cycles, limits) is data, not code."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from model.lijsten import Niveau
from model.telregels import Telregels

FOLDER = Path(__file__).parents[1] / "data" / "rules"
#: Environment variable that names the area of the monitor; without it the one of ``monitor.toml``.
AREA = "MONITOR_GEBIED"


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
    """Which area this monitor is about, and the parts of it that make agreements.

    Attributes:
        naam: name of the monitor.
        tafel: name of the table that it serves.
        provincie: code of the whole area: a province, or the country.
        provincie_naam: its name.
        tegelkaart: tile map that holds its gemeenten.
        heeft_voorbeeld: whether the fictional set is about this area.
        niveau: level of the whole area.
        deel: level of its parts; an area without such parts is its own only part.
        deel_woord: what a part is called, one and more.
        meeste_gemeenten: an area with more gemeenten is shown by its parts.
    """

    naam: str
    tafel: str
    provincie: str
    provincie_naam: str
    tegelkaart: str
    heeft_voorbeeld: bool = False
    niveau: Niveau = Niveau.PROVINCIE
    deel: Niveau = Niveau.REGIO
    deel_woord: tuple[str, str] = ("regio", "regio’s")
    meeste_gemeenten: int = Field(default=60, gt=0)


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
    tellen: Telregels

    def cycle(self, code: str) -> Cyclus | None:
        """Return the cycle with that code, or None."""
        return next((c for c in self.cyclus if c.code == code), None)

    def current_cycle(self, today: date) -> Cyclus:
        """Return the cycle that is running: the last that has begun, or the first when none has."""
        in_order = sorted(self.cyclus, key=lambda c: min(s.datum for s in c.stap))
        begun = [c for c in in_order if min(s.datum for s in c.stap) <= today]
        return begun[-1] if begun else in_order[0]


def rules(folder: Path = FOLDER) -> Rules:
    """Read ``monitor.toml``, ``cycli.toml``, ``drempels.toml`` and ``telregels.toml``.

    ``MONITOR_GEBIED=utrecht`` in the environment takes ``monitors/utrecht.toml`` instead of ``monitor.toml``.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: there is no monitor of that name (Dutch; names those that there are).
        pydantic.ValidationError: a rule misses a field or has an impossible value.
    """
    return _read(folder, os.environ.get(AREA, ""))


@cache
def _read(folder: Path, area: str) -> Rules:
    data: dict[str, object] = {}
    own = [folder / f"{name}.toml" for name in ("cycli", "drempels", "telregels")]
    for path in (_monitor(folder, area), *own):
        data |= tomllib.loads(path.read_text(encoding="utf-8"))
    return Rules.model_validate(data)


def _monitor(folder: Path, area: str) -> Path:
    """Return the file that says which area the monitor is about."""
    there = {path.stem: path for path in sorted((folder / "monitors").glob("*.toml"))}
    if not area:
        return folder / "monitor.toml"
    if area not in there:
        raise ValueError(f"Er is geen monitor {area!r}. Kies bij {AREA} uit: {', '.join(there)}.")
    return there[area]
