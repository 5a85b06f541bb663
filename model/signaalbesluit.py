"""What people decide about a signal: accept it, or look at it again later; with a note, never erased."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

MOST_NOTITIE = 2_000


class Besluit(StrEnum):
    """What was decided; the last decision about a signal holds."""

    AANVAARD = "aanvaard"
    LATER = "later"
    INGETROKKEN = "ingetrokken"


class Signaalbesluit(BaseModel):
    """One decision about one signal.

    Attributes:
        signaal_id: the signal; the same reason about the same object is the same signal.
        besluit: accepted, later, or the decision before it is taken back.
        tot: last day on which the signal keeps quiet; of ``later`` always, of ``aanvaard`` if one was agreed.
        notitie: why, in words.
        sleutel: idempotency key of the button; one that is kept already is that decision.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    signaal_id: str = Field(min_length=1, max_length=200)
    besluit: Besluit
    tot: date | None = None
    notitie: str = Field(min_length=1, max_length=MOST_NOTITIE)
    sleutel: str = Field(default="", max_length=64)

    @field_validator("signaal_id", "notitie")
    @classmethod
    def _readable(cls, text: str) -> str:
        if any(not char.isprintable() and char not in "\n\t" for char in text):
            raise ValueError("de tekst bevat tekens die niet te lezen zijn")
        return text

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.besluit == Besluit.LATER and self.tot is None:
            raise ValueError("wie later opnieuw kijkt, kiest tot wanneer")
        if self.besluit == Besluit.INGETROKKEN and self.tot is not None:
            raise ValueError("wie een besluit intrekt, kiest geen datum")
        return self
