"""What people enter by hand in the monitor, as data: one edit of one object of a register, with its guard.

Like a correction (``model/correctie.py``) an edit says what stands there (``was``) and what it must be
(``wordt``). When a newer edition of a file brings another value or no such object, the edit does not apply,
and that is said: it never misses in silence, and it never overwrites what it did not see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from model.correctie import MOST_TEXT, as_text, written
from model.frames import COUNT, TEXT, Column
from model.schemas import SCHEMAS
from model.taal import woord

#: A row by column, as values or as texts.
Row = Mapping[Any, Any]
#: Registers whose rows can be entered and changed by hand. Figures come from files, and have corrections.
INVOERBAAR = ("locaties", "bestemmingen", "toerekening", "knelpunten", "maatregelen")
#: Given by the monitor itself.
FIXED = frozenset({"bron_id", "bron_cel"})
#: Who may see a row: for what came in a file that changes with a new file, never by an edit.
VISIBILITY = frozenset({"is_vertrouwelijk", "zichtbaar_vanaf"})
#: What a source said of a field, in its own words: those are not about another value, and go with it.
FOLLOWS = {
    "van": "van_tekst",
    "tot": "tot_tekst",
    "plekken": "capaciteit_tekst",
    "stadium": "status_tekst",
    "verlenging_tot": "verlenging_tekst",
}
MOST_ID, MOST_WAS = 400, 10_000


class Veld(BaseModel):
    """One field of an edit: what stands there and what it must be, as text; empty is missing, never 0."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    veld: str
    was: str = Field(default="", max_length=MOST_WAS)
    wordt: str = Field(default="", max_length=MOST_TEXT)

    @field_validator("was", "wordt")
    @classmethod
    def _readable(cls, text: str) -> str:
        if any(not char.isprintable() and char not in "\n\t" for char in text):
            raise ValueError("de tekst bevat tekens die niet te lezen zijn")
        return text


class Invoer(BaseModel):
    """One edit of one object.

    Attributes:
        frame: one of ``INVOERBAAR``.
        object_id: the object, see ``object_id``.
        actie: ``nieuw`` makes it, ``wijzig`` changes fields, ``weg`` takes it out (a mistake; a site that is
            dropped gets its stage and its reason instead).
        velden: what was and what it becomes; of a new object every ``was`` is empty, of one that goes every
            ``wordt`` is.
        reden: why, in words.
        is_eigen: a site of its own, though a file holds one of that name in that gemeente; someone looked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    frame: Literal["locaties", "bestemmingen", "toerekening", "knelpunten", "maatregelen"]
    object_id: str = Field(min_length=1, max_length=MOST_ID)
    actie: Literal["nieuw", "wijzig", "weg"] = "wijzig"
    velden: tuple[Veld, ...] = Field(min_length=1)
    reden: str = Field(min_length=1, max_length=MOST_TEXT)
    is_eigen: bool = False

    @field_validator("object_id", "reden")
    @classmethod
    def _readable(cls, text: str) -> str:
        if any(not char.isprintable() for char in text):
            raise ValueError("de tekst bevat tekens die niet te lezen zijn")
        return text

    @model_validator(mode="after")
    def _fits(self) -> Self:
        names = [one.veld for one in self.velden]
        if len(set(names)) < len(names):
            raise ValueError("een veld staat er twee keer in")
        problems = [text for one in self.velden if (text := self._problem(one))]
        if self.actie == "nieuw":
            problems += self._incomplete()
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _problem(self, one: Veld) -> str:
        """Return what is wrong with one field, in Dutch; empty when nothing."""
        schema = SCHEMAS[self.frame]
        column = schema.columns.get(one.veld)
        if column is None or one.veld in FIXED:
            return f"het veld {one.veld!r} kan niet worden ingevuld"
        if self.actie == "weg":
            return "wie een rij weghaalt, vult niets in" if one.wordt else ""
        if self.actie == "nieuw" and one.was:
            return f"{woord(one.veld)}: van iets nieuws staat er nog niets"
        if self.actie == "wijzig" and one.veld in schema.key:
            return f"{woord(one.veld)} zegt welke rij het is en kan niet veranderen; maak een nieuwe rij"
        if one.was == one.wordt:
            return f"{woord(one.veld)}: de nieuwe waarde is gelijk aan de oude"
        return problem(column, one.veld, one.wordt)

    def _incomplete(self) -> list[str]:
        schema, given = SCHEMAS[self.frame], self.wordt
        missing = [
            f"{woord(name)} ontbreekt"
            for name, column in schema.columns.items()
            if column.required and name not in FIXED and not given.get(name)
        ]
        if not missing and object_id(self.frame, given) != self.object_id:
            missing.append("het kenmerk hoort niet bij deze rij")
        return missing

    @property
    def wordt(self) -> dict[str, str]:
        """Return what each field becomes."""
        return {one.veld: one.wordt for one in self.velden}

    @property
    def hoofd(self) -> tuple[Veld, ...]:
        """Return the fields that someone meant, without the words of a source that went with them."""
        return tuple(one for one in self.velden if one.wordt or one.veld not in FOLLOWS.values())

    @property
    def hash(self) -> str:
        """Return a hash of all it says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def problem(column: Column, name: str, text: str) -> str:
    """Return why a text is no value of a column, in Dutch; empty when it is one."""
    try:
        value = written(column, text)
    except ValueError as error:
        return f"{woord(name)}: {error}"
    if column.dtype == COUNT and text and int(str(value)) < 0:
        return f"{woord(name)}: een aantal is niet negatief"
    return ""


def object_id(frame: str, row: Row) -> str:
    """Return what names an object of a register: the value of its key, or the parts of it with bars.

    >>> object_id("bestemmingen", {"locatie_id": "a", "doelgroep": "statushouders", "van": ""})
    'a|statushouders|'
    """
    return "|".join(as_text(row.get(name, "")) for name in SCHEMAS[frame].key)


def texts(frame: str, row: Row) -> dict[str, str]:
    """Return a row as edits write it: every column of the register as text, empty when missing."""
    columns = SCHEMAS[frame].columns
    return {name: as_text(row.get(name, column.default)) for name, column in columns.items()}


def is_vrije_tekst(frame: str, name: str) -> bool:
    """Return whether a field holds words of people, not a code of a list."""
    column = SCHEMAS[frame].columns[name]
    return column.dtype == TEXT and column.values is None and not name.endswith(("_id", "_code"))
