"""The language in which a layout is written: what a file looks like and what its columns mean.

A layout is a TOML file in ``data/sources``; adding a source is adding such a file (``docs/nieuwe-bron.md``).
The keys are Dutch because analysts write them. A text that starts with ``re:`` is a regular expression,
searched without regard to case; any other text must equal the cell after both are simplified (case, spaces,
underscores and footnote marks do not count).

Roles of a column: any column of its frame (``doelgroep``, ``peildatum``, ``toelichting``, …), or

* ``gebied`` a code or a name, ``gebied_code``, ``gebied_naam``, ``niveau``, ``provincie`` (tells names apart)
* ``waarde`` numbers: every such column gives one figure per row, with the column's own ``velden``; for
  locaties the places, for toerekening the persons
* ``periode`` any text for a date or period; fills ``peildatum``, ``periode_van``, ``periode_tot``, …
* ``van``, ``tot`` (locaties) dates or text; ``url`` address of the source
* ``hulp:<naam>`` a column that only rules look at; ``negeer`` a column that is known and not used
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from loaders.engine.text import Pattern, pattern, simple
from loaders.layout_rows import Doel, Kenmerk, Regel, Strict, Totaal, Vondst, Weglating, compiles
from model.rules import rules
from model.schemas import SCHEMAS

FOLDER = Path(__file__).parents[1] / "data" / "sources"
#: Word for the province that the monitor is about, whichever that is.
MONITOR = "monitor"

Notatie = Literal["nl", "en", "vraag"]
EXTRA_ROLES = {
    *("gebied", "gebied_naam", "provincie", "niveau", "periode", "url", "negeer"),
    *("waarde_min", "waarde_max"),
}


class Kolom(Strict):
    """One column, or with a regular expression a family of columns.

    Attributes:
        rol: what it holds, see the module.
        kop: headers it may have. Named groups of a regular expression become fields:
            ``re:^(?P<doelgroep>.+) / (?P<maat>.+)$``.
        verplicht: the layout is only recognised when this column is there.
        velden: fields of the figures in this ``waarde`` column, such as ``maat = "opgave"``.
        leeg: what an empty cell of a ``waarde`` column means: no figure, or a figure that is unknown, n.v.t.
        teken: -1 turns the sign (a source that writes a shortage as a positive number).
        notatie: notation of numbers, when it differs from the layout's.
        los: a date that cannot be read or is vague becomes a remark and stays unknown; without it the row is
            refused.
        uitleg: what a person should fill in; the template shows it at the cell.
        doorvullen: an empty cell repeats the one above (group names that are written once).
    """

    rol: str
    kop: tuple[str, ...] = Field(min_length=1)
    verplicht: bool = False
    velden: dict[str, str] = {}
    leeg: Literal["overslaan", "onbekend", "nvt"] = "overslaan"
    teken: Literal[1, -1] = 1
    notatie: Notatie | None = None
    doorvullen: bool = False
    los: bool = False
    uitleg: str = ""

    @field_validator("kop")
    @classmethod
    def _headers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        compiles(value)
        return value

    def match(self, header: str) -> dict[str, str] | None:
        """Return the named groups of the first fitting header text, or None when none fits."""
        plain, searched = _matcher(self.kop)
        if simple(header) in plain:
            return {}
        for text in searched:
            if found := text.search(header):
                return {k: v for k, v in found.groupdict().items() if v}
        return None


@cache
def _matcher(kop: tuple[str, ...]) -> tuple[frozenset[str], tuple[Pattern, ...]]:
    """Return the plain headers, simplified, and the patterns."""
    plain = frozenset(simple(text) for text in kop if not text.startswith("re:"))
    return plain, tuple(pattern(text) for text in kop if text.startswith("re:"))


class Blad(Strict):
    """One sheet (or a CSV file) and the table on it.

    Attributes:
        naam: pattern for the name of the sheet; empty fits any sheet.
        titel: what the sheet is called in messages and in a template.
        frame: where its rows go unless a rule says otherwise.
        verplicht: the layout needs this sheet.
        zoek_tot: the header stands within this many rows.
        kopregels: rows of header, joined by `` / `` after group names were repeated to the right.
        kop_terug: a column without header text takes the nearest text at most this many rows higher.
        draai: areas stand across and periods down; the sheet is read on its side.
        niveaus: keep only areas of these levels; others are left out and counted. Empty keeps all.
        grenswoorden: fields or cells (``toelichting``, ``bron:eenheid``, ``hulp:zekerheid``) in which words
            such as minimaal, circa, ruim say how the number must be read.
        tussenkop: a row with only an area name is a sub-heading; the rows under it lie in that province.
        provincierijen: rows of whole provinces may stand between the gemeenten; they are totals.
        voet: patterns of the first filled cell; that row and everything under it is footer.
        negeer: headers of columns that are known and not used.
    """

    naam: str = ""
    titel: str = ""
    frame: Doel = "cijfers"
    verplicht: bool = True
    zoek_tot: int = Field(default=30, ge=1, le=200)
    kopregels: int = Field(default=1, ge=1, le=5)
    kop_terug: int = Field(default=0, ge=0, le=30)
    draai: bool = False
    niveaus: tuple[str, ...] = ()
    tussenkop: bool = False
    provincierijen: bool = False
    grenswoorden: tuple[str, ...] = ("toelichting",)
    velden: dict[str, str] = {}
    voet: tuple[str, ...] = ()
    negeer: tuple[str, ...] = ()
    kolom: tuple[Kolom, ...]
    regel: tuple[Regel, ...] = ()
    totaal: tuple[Totaal, ...] = ()
    weglaten: tuple[Weglating, ...] = ()
    vondst: tuple[Vondst, ...] = ()
    kenmerk: tuple[Kenmerk, ...] = ()

    @model_validator(mode="after")
    def _known_roles(self) -> Blad:
        compiles([*self.voet, *self.negeer, *([self.naam] if self.naam else [])])
        known = EXTRA_ROLES | {name for schema in SCHEMAS.values() for name in schema.columns}
        for column in self.kolom:
            if column.rol not in known and not column.rol.startswith("hulp:"):
                raise ValueError(f"onbekende rol {column.rol!r}; zie docs/nieuwe-bron.md")
        return self

    @cached_property
    def _numbers(self) -> tuple[dict[str, list[int]], list[int]]:
        """Return which columns have a plain header, by that header, and which look with a pattern."""
        plain: dict[str, list[int]] = {}
        for number, column in enumerate(self.kolom):
            for text in column.kop:
                plain.setdefault(simple(text), []).append(number)
        return plain, [
            n for n, column in enumerate(self.kolom) if any(k.startswith("re:") for k in column.kop)
        ]

    def candidates(self, *headers: str) -> list[int]:
        """Return the numbers of the columns that one of these texts may fit, in the order of the layout."""
        plain, searched = self._numbers
        return sorted({*searched, *(number for text in headers for number in plain.get(simple(text), ()))})


class Layout(Strict):
    """A kind of file.

    Attributes:
        id: stable name; ``answers={"layout": id}`` chooses it.
        bestand: pattern of the file name; decides between layouts that fit the content equally well.
        vraag_zonder_bestandsnaam: the content alone does not say enough (which cycle?), so ask when the
            name of the file does not fit either.
        vraag: what is asked per file when the file does not say it: it changes from file to file.
        provincie: province in which bare names are looked up first; ``monitor`` is that of the monitor.
        notatie: how numbers in text are written; ``vraag`` asks when the column does not decide.
        woorden: per field, words of the source and what they are called here.
        markeringen: per status (onbekend, geheim, nvt, or nul for a real zero), the cell texts that mean it;
            they come on top of the usual ones.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    titel: str
    uitgever: str = ""
    licentie: str = ""
    url: str = ""
    bestand: str = ""
    vraag_zonder_bestandsnaam: bool = False
    vraag: tuple[Literal["periode", "cyclus"], ...] = ()
    provincie: str = ""
    notatie: Notatie = "vraag"
    velden: dict[str, str] = {}
    woorden: dict[str, dict[str, str]] = {}
    markeringen: dict[str, tuple[str, ...]] = {}
    negeer_bladen: tuple[str, ...] = ()
    blad: tuple[Blad, ...] = Field(min_length=1)

    @property
    def thuis(self) -> str:
        """The province in which bare names are looked up first; empty when there is none."""
        code = rules().monitor.provincie if self.provincie == MONITOR else self.provincie
        return code if code.startswith("PV") else ""

    def with_shared_words(self, words: Mapping[str, Mapping[str, str]]) -> Layout:
        """Return the layout with the words all layouts share; its own words win."""
        merged = {
            field: {**words.get(field, {}), **self.woorden.get(field, {})}
            for field in {*words, *self.woorden}
        }
        return self.model_copy(update={"woorden": merged})


def parse(text: str, shared: Mapping[str, Mapping[str, str]] | None = None) -> Layout:
    """Return the layout written in a TOML text.

    Raises:
        tomllib.TOMLDecodeError: the text is no TOML.
        pydantic.ValidationError: a key or role is unknown, a pattern does not compile.
    """
    layout = Layout.model_validate(tomllib.loads(text))
    return layout.with_shared_words(shared if shared is not None else shared_words())


@cache
def shared_words(folder: Path = FOLDER) -> Mapping[str, Mapping[str, str]]:
    """Return per field the words that every layout understands (``_woorden.toml``)."""
    return tomllib.loads((folder / "_woorden.toml").read_text(encoding="utf-8"))["woorden"]


@cache
def shipped(folder: Path = FOLDER) -> tuple[Layout, ...]:
    """Return all layouts of a folder in order of id; files that start with ``_`` are no layouts.

    Raises:
        ValueError: two files have the same id, or a file is wrong (its name is in the message).
    """
    layouts: dict[str, Layout] = {}
    for path in sorted(folder.glob("[!_]*.toml")):
        try:
            layout = parse(path.read_text(encoding="utf-8"), shared_words(folder))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
        if layout.id in layouts:
            raise ValueError(f"{path.name}: layout {layout.id} bestaat al")
        layouts[layout.id] = layout
    return tuple(layouts[key] for key in sorted(layouts))
