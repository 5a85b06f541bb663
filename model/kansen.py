"""Assumptions about what is not open yet, from ``data/rules/kansen.toml``: chances, delays, extensions.

Nothing here was measured. Every set is dated and has an owner; as long as its ``status`` is ``aanname`` the
screen says so. *laag* is the careful side (less comes, later), *hoog* the hopeful one; a set that mixes
them is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from model.lijsten import Stadium, Verlenging
from model.rules import FOLDER

Deel = Annotated[float, Field(ge=0, le=1)]
#: Stages of a site that is not open yet, in order.
NOG_NIET_OPEN = (
    Stadium.ZOEKFASE,
    Stadium.HAALBAARHEID,
    Stadium.BESLUIT,
    Stadium.BESTUURSOVEREENKOMST,
    Stadium.VERGUNNING,
    Stadium.BOUW,
)
ROUNDING = 1e-9


class Stand(StrEnum):
    """Which of the three values of an assumption is used."""

    LAAG = "laag"
    MIDDEN = "midden"
    HOOG = "hoog"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Drie(_Frozen):
    """One chance in three values."""

    laag: Deel
    midden: Deel
    hoog: Deel

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.laag <= self.midden <= self.hoog:
            raise ValueError("laag, midden en hoog moeten in die volgorde oplopen")
        return self

    def of(self, stand: Stand) -> float:
        """Return the value of one stand."""
        return float(getattr(self, stand))


class Vertraging(_Frozen):
    """Chances of each delay of the set, in three distributions that each add up to one."""

    laag: tuple[Deel, ...]
    midden: tuple[Deel, ...]
    hoog: tuple[Deel, ...]

    @model_validator(mode="after")
    def _distributions(self) -> Self:
        for stand in Stand:
            if abs(sum(self.of(stand)) - 1) > ROUNDING:
                raise ValueError(f"de kansen op vertraging ({stand}) tellen niet op tot 1")
        for worse, better in pairwise(self.of(stand) for stand in Stand):
            late, early = accumulate(worse), accumulate(better)
            if len(worse) != len(better) or any(a > b + ROUNDING for a, b in zip(late, early, strict=True)):
                raise ValueError("laag moet later openen dan midden, en midden later dan hoog")
        return self

    def of(self, stand: Stand) -> tuple[float, ...]:
        """Return the distribution of one stand."""
        values: tuple[float, ...] = getattr(self, stand)
        return values


class Herkomst(_Frozen):
    """Who assumed it, since when, on what ground; an entry without its own has that of its set."""

    eigenaar: str = ""
    bron: str = ""
    sinds: date | None = None


class StadiumKans(Herkomst):
    """What is assumed of a site in one stage that is not open yet.

    Attributes:
        stadium: the stage.
        kans: chance that it opens at all.
        vertraging: chance of each delay in ``Aannamen.maanden`` after the planned day, given that it opens.
        reden: why these numbers.
    """

    stadium: Stadium
    kans: Drie
    vertraging: Vertraging
    reden: str = Field(min_length=10)


class VerlengingKans(Herkomst):
    """The chance that an extension that a contract leaves room for is used.

    Attributes:
        status: how far it is; empty is unknown.
        kans: chance.
        reden: why.
    """

    status: Verlenging | Literal[""]
    kans: Drie
    reden: str = Field(min_length=10)


class Aannamen(_Frozen):
    """One dated set of assumptions.

    Attributes:
        code, naam: key and name on the screen.
        geldt_vanaf: first day on which this set is used.
        vastgesteld_op: day on which it was set.
        eigenaar: organisation that owns it.
        status: ``aanname`` until figures support it.
        bron: what it rests on.
        maanden: the delays, in months, to which ``vertraging`` gives chances.
        einde_schuift_mee: whether a site that opens late also closes as much later.
        stadium, verlenging: the assumptions.
    """

    code: str = Field(min_length=1)
    naam: str = Field(min_length=1)
    geldt_vanaf: date
    vastgesteld_op: date
    eigenaar: str = Field(min_length=1)
    status: Literal["aanname", "onderbouwd"]
    bron: str = Field(min_length=10)
    maanden: tuple[Annotated[int, Field(ge=0)], ...] = Field(min_length=1)
    einde_schuift_mee: bool
    einde_reden: str = Field(min_length=10)
    stadium: tuple[StadiumKans, ...]
    verlenging: tuple[VerlengingKans, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if list(self.maanden) != sorted(set(self.maanden)):
            raise ValueError("maanden moeten oplopen en elk één keer voorkomen")
        _each_once([item.stadium for item in self.stadium], NOG_NIET_OPEN, "elk stadium")
        _each_once([item.status for item in self.verlenging], ("", *Verlenging), "elke stand van verlenging")
        for item in self.stadium:
            if len(item.vertraging.midden) != len(self.maanden):
                raise ValueError(f"{item.stadium}: er zijn {len(self.maanden)} vertragingen nodig")
        return self

    def opens(self, stadium: str, stand: Stand) -> float:
        """Return the chance that a site in this stage opens at all; one that is open did."""
        found = next((item for item in self.stadium if item.stadium == stadium), None)
        return 1.0 if found is None else found.kans.of(stand)

    def delays(self, stadium: str, stand: Stand) -> tuple[float, ...]:
        """Return the chance of each delay in ``maanden`` for a site in this stage that opens."""
        return next(item for item in self.stadium if item.stadium == stadium).vertraging.of(stand)

    def extends(self, status: str, stand: Stand) -> float:
        """Return the chance that an extension with this status is used."""
        return next(item for item in self.verlenging if item.status == status).kans.of(stand)

    def source(self, item: Herkomst) -> Herkomst:
        """Return where an entry comes from: its own words, else those of the set."""
        return Herkomst(
            eigenaar=item.eigenaar or self.eigenaar,
            bron=item.bron or self.bron,
            sinds=item.sinds or self.vastgesteld_op,
        )


def _each_once(found: Sequence[str], wanted: Sequence[str], what: str) -> None:
    if sorted(found) != sorted(wanted):
        raise ValueError(f"{what} moet er precies één keer zijn: {', '.join(map(repr, wanted))}")


class Samenhang(_Frozen):
    """How strongly sites in one gemeente go together: the correlation of a one-factor Gaussian copula."""

    naam: str = Field(min_length=1)
    waarde: Deel


class Trekking(_Frozen):
    """How the draws are made.

    Attributes:
        aantal: number of draws.
        zaad: start of the random numbers; the same seed gives the same figures.
        maanden: how far ahead.
        laag_deel, hoog_deel: the shares below which the edges of the band lie.
        samenhang: choices; the first is used unless the reader takes another.
        reden: why.
    """

    aantal: int = Field(ge=100)
    zaad: int = Field(ge=0)
    maanden: int = Field(gt=0)
    laag_deel: Annotated[float, Field(gt=0, lt=0.5)]
    hoog_deel: Annotated[float, Field(gt=0.5, lt=1)]
    samenhang: tuple[Samenhang, ...] = Field(min_length=1)
    reden: str


class Openbaar(_Frozen):
    """What keeps a chance from being that of one named site."""

    minstens_locaties: int = Field(ge=1)
    reden: str


class Toetsing(_Frozen):
    """When there is enough to compare forecasts with what came.

    Attributes:
        minstens: so many cases are needed before anything is drawn.
        bakken: limits of the bins of predicted chances, from 0 to 1.
        minstens_per_bak: a bin with fewer cases is said to be thin.
        meeste_versies: of so many months the last version of the register is looked at.
        uitloop_maanden: a site is in time when it opened at most so many months after the planned day.
        reden: why.
    """

    minstens: int = Field(gt=0)
    bakken: tuple[Deel, ...] = Field(min_length=2)
    minstens_per_bak: int = Field(gt=0)
    uitloop_maanden: int = Field(ge=0)
    meeste_versies: int = Field(gt=1)
    reden: str


class Kansen(_Frozen):
    """Everything in ``kansen.toml``."""

    aannamen: tuple[Aannamen, ...] = Field(min_length=1)
    trekking: Trekking
    openbaar: Openbaar
    toetsing: Toetsing

    def at(self, day: date) -> Aannamen:
        """Return the set in force on a day: the last that began, or the first when none has."""
        in_order = sorted(self.aannamen, key=lambda item: item.geldt_vanaf)
        begun = [item for item in in_order if item.geldt_vanaf <= day]
        return begun[-1] if begun else in_order[0]


@cache
def kansen(path: Path = FOLDER / "kansen.toml") -> Kansen:
    """Read the assumptions.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a stage misses, a distribution does not add up, or low and high are mixed
        up.
    """
    return Kansen.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
