"""What a layout says about rows: rules, totals, rows that are no data, and words outside the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from loaders.engine.text import pattern

Doel = Literal[
    "cijfers", "locaties", "bestemmingen", "toerekening", "indicatoren", "inwoners",
    "knelpunten", "maatregelen",
]  # fmt: skip


class Strict(BaseModel):
    """A part of a layout: fixed, and with no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def compiles(texts: Iterable[str]) -> None:
    """Raise when one of the patterns is wrong."""
    for text in texts:
        pattern(text)


class Regel(Strict):
    """When all of ``als`` and none of ``tenzij`` hold, set fields and perhaps send the figure elsewhere.

    Conditions are ``name = pattern``: a field as it stands now, ``hulp:<naam>``, or ``bron:<rol>`` for the
    cell as published. Rules work from top to bottom; a later rule sees what an earlier one set.

    Values of ``zet``: a word; an ISO date; ``veld:<naam>`` copies a field; ``begin:<rol>`` and ``eind:<rol>``
    are the first and last day of a period as published; ``stap:<code>`` is the date of that
    step of the row's ``cyclus`` (data/rules/cycli.toml); ``tekst:… {rol} …`` fills in cells as published;
    ``vang:<naam>`` is what the group ``(?P<naam>…)`` of a condition of this rule found.
    ``factor`` multiplies the number; ``naar`` sends it to another frame, leaves it out, or refuses the row.
    """

    als: dict[str, str] = {}
    tenzij: dict[str, str] = {}
    zet: dict[str, str] = {}
    naar: Doel | Literal["", "weglaten", "weigeren"] = ""
    reden: str = ""
    factor: float = 1

    @model_validator(mode="after")
    def _usable(self) -> Regel:
        compiles([*self.als.values(), *self.tenzij.values()])
        caught = [value[5:] for value in self.zet.values() if value.startswith("vang:")]
        if any(not any(f"(?P<{name}>" in text for text in self.als.values()) for name in caught):
            raise ValueError("zet vangt een groep die geen voorwaarde van deze regel heeft")
        if self.naar in {"weglaten", "weigeren"} and not self.reden:
            raise ValueError("een regel die weglaat of weigert noemt de reden")
        return self


class Totaal(Strict):
    """Rows that are a sum: left out, and checked against their parts.

    ``over``: the whole table, the group since the last sub-heading or subtotal, or the gemeenten of the
    province that the row names.
    """

    patroon: str
    over: Literal["alles", "groep", "provincie"] = "alles"

    @field_validator("patroon")
    @classmethod
    def _pattern(cls, value: str) -> str:
        compiles([value])
        return value


class Weglating(Strict):
    """Rows that are no data: a units row, a remark. ``kolom`` is a role; empty: the first filled cell."""

    patroon: str
    reden: str
    kolom: str = ""


class Vondst(Strict):
    """Fields that stand outside the table; named groups become fields for all its rows.

    Rows above and below the table are searched as one text, their filled cells joined by `` | ``.
    """

    waar: Literal["boven", "onder", "bladnaam", "bestandsnaam"]
    patroon: str

    @field_validator("patroon")
    @classmethod
    def _groups(cls, value: str) -> str:
        if not pattern(value).groupindex:
            raise ValueError("een vondst heeft minstens één benoemde groep (?P<veld>…)")
        return value


class Kenmerk(Strict):
    """What must occur at least once, to tell two layouts with the same headers apart.

    ``kolom`` is a role; empty: in any cell of the sheet, above and below the table too.
    """

    kolom: str = ""
    patroon: str
