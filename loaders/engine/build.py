"""From a table to blocks of figures: one block per value column, with every field of every figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from loaders import numbers
from loaders.areas import Areas
from loaders.engine import areas as engine_areas
from loaders.engine import dates as engine_dates
from loaders.engine import rules as engine_rules
from loaders.engine import values as engine_values
from loaders.engine.cells import cells, texts
from loaders.engine.coded import Coded
from loaders.engine.dates import Dates
from loaders.engine.rows import Rows
from loaders.engine.rules import DATES, Block
from loaders.engine.tables import Found, Table
from loaders.engine.values import Numbers
from loaders.layouts import Layout

NUMBERS = frozenset({"waarde", "waarde_min", "waarde_max", "plekken_amv", "plan_plekken"})
#: Roles that are read apart from the words of a row.
#: What a row is when neither file nor layout says so.
_DEFAULTS = {
    "aard": "stand",
    "deelgroep": "alle",
    "bereik": "gemeentetotaal",
    "type": "onbekend",
    "stadium": "onbekend",
}
_APART = NUMBERS | DATES | {"periode", "negeer"}


@dataclass
class Figures:
    """A block with its numbers, its areas and its cells.

    ``live``: rows that give a figure here; ``cel``: per row the cell of the figure.
    """

    block: Block
    numbers: Numbers | None
    places: Coded
    live: np.ndarray
    column: Found | None
    extra: dict[str, Numbers] = field(default_factory=dict)


@dataclass
class Context:
    """What every table of one file shares."""

    layout: Layout
    areas: Areas
    answers: Mapping[str, str]
    found_fields: Mapping[str, str]
    datum1904: bool = False

    @property
    def notation(self) -> str:
        """Return the notation that a person chose for this file, or ''."""
        answer = self.answers.get("notatie", "")
        return answer if answer in (numbers.NL, numbers.EN) else ""


def build(table: Table, rows: Rows, context: Context) -> tuple[list[Figures], Dates]:
    """Return the figures of a table, one entry per value column, and its dates."""
    words = _words(table, rows)
    when = engine_dates.read(table, rows.data, context.datum1904)
    bron = words | when.bron
    out = []
    columns: list[Found | None] = [*table.values] or [None]
    for column in columns:
        read = _numbers(table, column, rows, context) if column else None
        block = _block(table, column, rows, context, words, when, bron, read)
        extra = {
            found.kolom.rol: engine_values.read(table, found, rows.data, context.layout, context.notation)
            for found in table.columns
            if found.kolom.rol in NUMBERS - {"waarde"}
        }
        out.append(_figures(table, column, block, read, context, extra))
    return out, when


def _words(table: Table, rows: Rows) -> dict[str, Coded]:
    """Return the texts of every column that is no number and no date, by role."""
    out: dict[str, Coded] = {}
    for column in table.columns:
        rol = column.kolom.rol
        if rol in _APART:
            continue
        coded = texts(table.sheet.columns[column.col], rows.data)
        out[rol] = _carried(coded, rows) if column.kolom.doorvullen else coded
    return out


def _carried(coded: Coded, rows: Rows) -> Coded:
    """Repeat the text above over empty cells, within a group."""
    has = coded.mask(lambda text: text != "")
    last = np.maximum.accumulate(np.where(has, np.arange(len(coded)), -1))
    ok = (last >= 0) & (rows.group[np.maximum(last, 0)] == rows.group) if len(coded) else has
    return Coded(coded.codes[np.maximum(last, 0)], coded.values).put(~ok, "") if len(coded) else coded


def _numbers(table: Table, column: Found, rows: Rows, context: Context) -> Numbers:
    unit = "procent" if table.blad.frame == "indicatoren" else "aantal"
    return engine_values.read(table, column, rows.data, context.layout, context.notation, unit)


def _block(
    table: Table, column: Found | None, rows: Rows, context: Context,
    words: dict[str, Coded], when: Dates, bron: dict[str, Coded], numbers: Numbers | None,
) -> Block:  # fmt: skip
    """Put the fields together: constants, then cells, then what the column itself says, then the rules."""
    size = len(rows.data)
    constants = {**context.layout.velden, **context.found_fields, **table.blad.velden}
    own = {**column.kolom.velden, **column.velden} if column else {}
    fields = {n: Coded.const(engine_rules.constant(n, v), size) for n, v in constants.items()}
    for name, coded in (words | when.fields).items():
        stated = coded.mask(lambda value: value not in (None, ""))
        fields[name] = fields.get(name, Coded.const("" if name in words else None, size)).put_from(
            stated, coded
        )
    fields |= {n: Coded.const(engine_rules.constant(n, v), size) for n, v in own.items()}
    _readable_dates(fields)
    if "peildatum" in context.found_fields:
        fields.setdefault("eigen_peildatum", fields["peildatum"])
    if table.blad.tussenkop:
        gap = fields.get("provincie", Coded.const("", size)).mask(lambda text: not text)
        fields["provincie"] = fields.get("provincie", Coded.const("", size)).put_from(gap, rows.heading)
    for name, value in _DEFAULTS.items():
        fields.setdefault(name, Coded.const(value, size))
    fields = engine_rules.translate(fields, context.layout.woorden)
    seen = bron | ({"waarde": numbers.text, "eenheid_in_cel": numbers.unit} if numbers else {})
    target, reason = Coded.const(table.blad.frame, size), Coded.const("", size)
    block = Block(rows.data, fields, seen, target, reason, np.ones(size))
    engine_rules.apply(block, table.blad.regel)
    engine_dates.flows(block.fields, when.period or _found_period(block))
    return block


def _readable_dates(fields: dict[str, Coded]) -> None:
    """Read dates that came from a header, a title or a file name as text."""
    for name in DATES & set(fields):
        if any(isinstance(value, str) for value in fields[name].values):
            fields[name] = fields[name].map(_reader(name))
    if "periode" in fields:
        period = fields["periode"].map(engine_dates.periods.parse)
        for name, coded in engine_dates.moment(period).items():
            old = fields.get(name, Coded.const(None, len(period)))
            fields[name] = old.put_from(old.mask(lambda value: value is None), coded)


def _reader(name: str) -> Callable[[Any], Any]:
    return lambda value: engine_dates.day_of(value, name) if isinstance(value, str) else value


def _found_period(block: Block) -> Coded | None:
    period = block.fields.get("periode")
    return period.map(engine_dates.periods.parse) if period is not None else None


def _figures(
    table: Table, column: Found | None, block: Block, numbers: Numbers | None,
    context: Context, extra: dict[str, Numbers],
) -> Figures:  # fmt: skip
    places = engine_areas.resolve(block, context.areas, context.layout.thuis, table.blad.niveaus)
    live = np.ones(len(block.rows), bool)
    if numbers is not None:
        if column is not None and column.kolom.leeg == "overslaan" and table.blad.frame != "locaties":
            bounds = [part.empty for name, part in extra.items() if name in {"waarde_min", "waarde_max"}]
            live = ~np.logical_and.reduce([numbers.empty, *bounds])
        engine_values.bound(block, numbers, table.blad.grenswoorden)
    return Figures(block, numbers, places, live, column, extra)


def cell_column(table: Table, figures: Figures) -> int:
    """Return the column whose cell a figure is named by: its value, else the first column of the table."""
    if figures.column is not None:
        return figures.column.col
    return table.columns[0].col


def addresses(table: Table, figures: Figures) -> list[str]:
    """Return the cell of each figure of a block."""
    return cells(table.sheet, cell_column(table, figures), figures.block.rows)
