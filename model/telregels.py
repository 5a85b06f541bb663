"""Rules of counting (``data/rules/telregels.toml``): which places count for which test, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, model_validator

from model.lijsten import Doelgroep, LocatieType, SoortOpgave, Toets, Verlenging, Zekerheid


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Telregel(_Strict):
    """One test, for one cycle or for all.

    Attributes:
        id: stable name, shown with every outcome.
        cyclus: round it belongs to; empty for a test that is the same in each.
        zin: the rule in a Dutch sentence, with the fields that it fills in.
        van_stap, tot_stap: steps of the cycle (``cycli.toml``) between which the places are there throughout.
        van, tot: the same as dates, where no step has them; without ``tot`` the first day is enough.
        op_peildatum: the places are open on the peildatum.
        telt: kinds of site that may count; a kind that is in no list is onzeker.
        tijdelijk: kinds that do not count for this test because they are temporary.
        jaren: available so long, from the opening, is long enough.
        jaren_ten_minste: shorter is surely too short; between the two no source decides. Empty: ``jaren``.
        plekken: fewest places.
        samen: sites of one gemeente may add up to it.
        gemeten_tegen: kind of duty that the outcome is measured against, whatever the switch says.
        verklaring: what a source itself says of the counting prevails in this test.
        bron, zeker: where the rule is from, and how sure it is.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    toets: Toets
    cyclus: str = ""
    zin: str
    van_stap: str = ""
    tot_stap: str = ""
    van: date | None = None
    tot: date | None = None
    op_peildatum: bool = False
    telt: tuple[LocatieType, ...] = Field(min_length=1)
    tijdelijk: tuple[LocatieType, ...] = ()
    jaren: int | None = Field(default=None, gt=0)
    jaren_ten_minste: int | None = Field(default=None, gt=0)
    plekken: int | None = Field(default=None, gt=0)
    samen: bool = False
    gemeten_tegen: SoortOpgave | None = None
    verklaring: bool = False
    bron: str = Field(min_length=1)
    zeker: str = Field(min_length=1)

    @model_validator(mode="after")
    def _makes_sense(self) -> Telregel:
        if set(self.telt) & set(self.tijdelijk):
            raise ValueError(f"{self.id}: een soort staat bij telt en bij tijdelijk")
        if self.jaren_ten_minste and (not self.jaren or self.jaren_ten_minste > self.jaren):
            raise ValueError(f"{self.id}: jaren_ten_minste is hoogstens jaren")
        return self


class Dubbel(_Strict):
    """When two names are one site: words that say nothing, and kinds of which the name is only a kern."""

    algemene_woorden: frozenset[str]
    naam_zegt_niets: frozenset[LocatieType]
    reden: str


class Telregels(_Strict):
    """All rules of counting.

    Attributes:
        doelgroep: group the tests are about.
        zekerheid: how sure a site must be to count.
        verlenging_telt, verlenging_open: states of an extension that move the last day, or leave it open.
        telt_niet: kinds that never count, each with the sentence that says why.
    """

    doelgroep: Doelgroep
    zekerheid: tuple[Zekerheid, ...]
    verlenging_telt: tuple[Verlenging, ...]
    verlenging_open: tuple[Verlenging, ...]
    regel: tuple[Telregel, ...]
    telt_niet: Mapping[LocatieType, str]
    dubbel: Dubbel

    @model_validator(mode="after")
    def _once(self) -> Telregels:
        keys = [(rule.toets, rule.cyclus) for rule in self.regel]
        if len(set(keys)) < len(keys) or len({rule.id for rule in self.regel}) < len(keys):
            raise ValueError("elke toets heeft per cyclus één regel, met een eigen id")
        return self

    def of_cycle(self, cyclus: str) -> tuple[Telregel, ...]:
        """Return the rules that hold in a cycle: its own, and those of every cycle."""
        return tuple(rule for rule in self.regel if rule.cyclus in {"", cyclus})
