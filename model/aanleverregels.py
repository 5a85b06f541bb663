"""The rules of ``data/rules/aanlevering.toml``: roles of publishers, what is asked, what may be compared."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from model.lijsten import Doelgroep, Eenheid, Maat, SoortOpgave
from model.rules import FOLDER, rules


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rol(_Frozen):
    """A kind of publisher, with the publishers that are it."""

    code: str = Field(min_length=1)
    naam: str = Field(min_length=1)
    levert: bool
    kant: Literal["", "eigen", "lijst"] = ""
    uitgever: tuple[str, ...] = ()
    begint: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()
    anders: bool = False

    def fits(self, uitgever: str, layout_id: str) -> bool:
        """Return whether a publisher, or a file that names none, has this role."""
        if not uitgever:
            return layout_id in self.layout
        return uitgever in self.uitgever or uitgever.startswith(self.begint)


class Gevraagd(_Frozen):
    """A figure that every gemeente should have; without ``vraag`` no gemeente is asked for it."""

    doelgroep: Doelgroep
    maat: Maat
    eenheden: tuple[Eenheid, ...] = Field(min_length=1)
    vraag: str = ""


class Venster(_Frozen):
    """How far two dates may lie apart and still be compared."""

    dagen: int = Field(ge=0)
    reden: str


class Samen(_Frozen):
    """Measures or kinds of duty of a group that may be laid side by side although they differ."""

    doelgroep: Doelgroep
    maten: tuple[Maat, ...] = ()
    soorten: tuple[SoortOpgave, ...] = ()


class Test(StrEnum):
    """What can be tested on two figures; ``metrics.deliveries.causes`` says how."""

    MAAT = "maat"
    EENHEID = "eenheid"
    SOORT = "soort"
    AMV = "amv"
    TOEREKENING = "toerekening"
    BUURREGIO = "buurregio"
    EERSTE_DAG = "eerste_dag"
    PEILDATUM = "peildatum"


class Oorzaak(_Frozen):
    """A likely cause of a difference: the test that points at it, the words, and who says so."""

    code: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    test: Test
    doelgroep: tuple[Doelgroep, ...] = tuple(Doelgroep)
    rol: tuple[str, ...] = ()
    maten: tuple[Maat, ...] = ()
    tekst: str = Field(min_length=1)
    bron: str = Field(min_length=1)


class Herinnering(_Frozen):
    """What a reminder says beside what is missing, and the usual number of days to answer."""

    afzender: str = Field(min_length=1)
    sjabloon: str = Field(min_length=1)
    waar: str = Field(min_length=1)
    dagen: int = Field(gt=0)


class Aanleverregels(_Frozen):
    """All rules about deliveries."""

    rol: tuple[Rol, ...]
    gevraagd: tuple[Gevraagd, ...]
    venster: Venster
    samen: tuple[Samen, ...]
    oorzaak: tuple[Oorzaak, ...]
    herinnering: Herinnering
    vrije_tekst: dict[str, str]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        codes = [rol.code for rol in self.rol]
        if len(set(codes)) < len(codes) or sum(rol.anders for rol in self.rol) != 1:
            raise ValueError("elke rol heeft een eigen code, en precies één rol is voor wie nergens past")
        unknown = {code for cause in self.oorzaak for code in cause.rol} - set(codes)
        if unknown:
            raise ValueError(f"onbekende rol: {', '.join(sorted(unknown))}")
        return self

    def personal(self, *texts: str) -> list[str]:
        """Return what in these texts looks like personal data, in words; nothing when all is well."""
        patterns = self.vrije_tekst.items()
        return [what for what, form in patterns if any(re.search(form, one, re.IGNORECASE) for one in texts)]

    def role(self, uitgever: str, layout_id: str = "") -> Rol:
        """Return the role of a publisher; the one for others when none fits."""
        rest = next(rol for rol in self.rol if rol.anders)
        return next((rol for rol in self.rol if rol.fits(uitgever, layout_id)), rest)

    def by_code(self, code: str) -> Rol:
        """Return the role with that code."""
        return next(rol for rol in self.rol if rol.code == code)

    def asked(self, maat: str) -> tuple[Gevraagd, ...]:
        """Return what is asked of one measure, in the order of the file."""
        return tuple(item for item in self.gevraagd if item.maat == maat)


def aanleverregels(path: Path = FOLDER / "aanlevering.toml") -> Aanleverregels:
    """Read the rules, with the name of the table that this monitor serves.

    Raises:
        FileNotFoundError: the file is missing.
        pydantic.ValidationError: a rule misses a field or has an impossible value.
    """
    return _read(path, rules().monitor.tafel)


@cache
def _read(path: Path, tafel: str) -> Aanleverregels:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    data["herinnering"]["afzender"] = data["herinnering"]["afzender"].format(tafel=tafel)
    return Aanleverregels.model_validate(data)
