"""A mapping while an analyst works on it: what was proposed, why, and what was chosen."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from loaders.layouts import Notatie

Zeker = Literal["zeker", "waarschijnlijk", "misschien"]
Plaats = Literal["kop", "boven", "bladnaam", "bestandsnaam", "cellen", "regel"]

#: Roles of a column that say what a figure is about, in the order of the screen.
MEANING = (
    "doelgroep", "deelgroep", "maat", "soort_opgave", "eenheid", "cyclus", "zekerheid", "aard",
)  # fmt: skip
AREA = ("gebied", "gebied_code", "gebied_naam")
TIMES = ("periode", "peildatum", "vastgesteld_op", "geldig_tot")
OTHER = ("provincie", "waarde_status", "toelichting", "negeer")
ROLES = (*AREA, "waarde", *TIMES, *MEANING, *OTHER)


class Clue(BaseModel):
    """Why something is proposed.

    Attributes:
        veld: field, or ``rol`` for the role of a column.
        waarde: what is proposed; empty when there is only a remark (two groups in one title).
        zekerheid: ``misschien`` is shown and never filled in.
        reden: Dutch sentence without a full stop.
        plaats, woord: where the word stands and which word it is; a layout holds on to it.
    """

    model_config = ConfigDict(frozen=True)
    veld: str
    waarde: str = ""
    zekerheid: Zeker = "zeker"
    reden: str = ""
    plaats: Plaats = "kop"
    woord: str = ""


class DraftColumn(BaseModel):
    """One column of the sheet: its header, what it holds, and for a figure what that measures.

    Attributes:
        col: index in the sheet; ``letter`` as a spreadsheet shows it.
        rol: one of ``ROLES``.
        velden: fields of the figures in this column; what is empty follows from the file or a rule.
        verschillend: different texts in the first cells, as published.
    """

    model_config = ConfigDict(frozen=True)
    col: int = Field(ge=0)
    letter: str
    kop: str = ""
    rol: str = "negeer"
    velden: dict[str, str] = {}
    clues: tuple[Clue, ...] = ()
    verschillend: tuple[str, ...] = ()


class Draft(BaseModel):
    """A whole mapping of one table.

    Attributes:
        bladnaam, bestandsnaam, boven: what stood around the table in the file at hand.
        kopregel: first row of the header, an index into the sheet; ``kopregels`` how many rows it has;
            ``kop_terug`` how far above a column without header its text stands.
        niveau: level of the areas; rows of other levels are left out and counted.
        velden: fields of all figures of the file.
        gevonden: period as found in title or name; such places are looked at next time as well.
        periode, cyclus: typed for this file alone; never part of a layout.
        woorden: per field, words of the source and what they are called here.
        markeringen: per status, texts in number columns that mean it.
        totaal, voet: texts of rows that are a total, and from which on the table has ended.
        vraag_altijd: another layout fits this file as well, so that a person must choose each time.
    """

    model_config = ConfigDict(frozen=True)
    id: str = ""
    titel: str = ""
    uitgever: str = ""
    bladnaam: str = ""
    bestandsnaam: str = ""
    boven: tuple[str, ...] = ()
    onder: tuple[str, ...] = ()
    kopregel: int = Field(default=0, ge=0)
    kopregels: int = Field(default=1, ge=1, le=5)
    kop_terug: int = Field(default=0, ge=0, le=30)
    kolommen: tuple[DraftColumn, ...] = ()
    niveau: str = "gemeente"
    provincie: str = ""
    notatie: Notatie = "vraag"
    velden: dict[str, str] = {}
    gevonden: dict[str, str] = {}
    periode: str = ""
    cyclus: str = ""
    woorden: dict[str, dict[str, str]] = {}
    markeringen: dict[str, tuple[str, ...]] = {}
    totaal: tuple[str, ...] = ()
    voet: tuple[str, ...] = ()
    vraag_altijd: bool = False
    clues: tuple[Clue, ...] = ()

    def of_role(self, *roles: str) -> list[DraftColumn]:
        """Return the columns with one of these roles."""
        return [column for column in self.kolommen if column.rol in roles]

    @property
    def values(self) -> list[DraftColumn]:
        """Return the columns that hold figures."""
        return self.of_role("waarde")

    def with_column(self, changed: DraftColumn) -> Draft:
        """Return the draft with one column replaced."""
        columns = tuple(changed if c.col == changed.col else c for c in self.kolommen)
        return self.model_copy(update={"kolommen": columns})
