"""Dates of a table: strict date columns, free texts for periods, and how both become date fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from loaders import periods
from loaders.dates import slash_order
from loaders.engine.cells import cells, dates, texts
from loaders.engine.coded import Coded, combined
from loaders.engine.rules import DATES
from loaders.engine.tables import Found, Table
from loaders.periods import Period
from model.grid import Kind

#: Fields that take the last day of a text such as 2024-12; the others take the first.
_LAST = frozenset({"geldig_tot", "periode_tot", "tot"})
_PRECISE = frozenset({"dag", "maand"})
#: Day numbers of a spreadsheet: nothing else in a column of dates has five digits. 1985 to 2100.
_SERIAL = (31048, 73415)
_EXCEL = pd.Timestamp("1899-12-30")


@dataclass
class Dates:
    """Date fields of a table's rows, and what could not be read.

    ``wrong``: (mask of rows, column, code, whether the row is refused); ``serial``: (mask, column, days) of
    cells that hold the number of a day without the look of a date.
    """

    fields: dict[str, Coded] = field(default_factory=dict)
    bron: dict[str, Coded] = field(default_factory=dict)
    wrong: list[tuple[np.ndarray, Found, Coded, bool]] = field(default_factory=list)
    period: Coded | None = None
    serial: list[tuple[np.ndarray, Found, Coded]] = field(default_factory=list)


def read(table: Table, rows: np.ndarray, datum1904: bool = False) -> Dates:
    """Read every date and period column of a table."""
    out = Dates()
    for column in table.columns:
        rol = column.kolom.rol
        if rol == "periode":
            out.period = _periods(table, column, rows, datum1904, out)
            out.bron["periode"] = texts(table.sheet.columns[column.col], rows)
            _complain(out, out.period, column, refuse=False)
        elif rol in DATES:
            _date_field(table, column, rows, datum1904, out)
    if out.period is not None:
        for name, coded in moment(out.period).items():
            own = out.fields.get(name, coded)
            out.fields[name] = own.put_from(own.mask(lambda day: day is None), coded)
    return out


def _periods(table: Table, column: Found, rows: np.ndarray, datum1904: bool, out: Dates) -> Coded:
    """Return a Period per row; the order of slashed dates is decided by the whole column."""
    grid = table.sheet.columns[column.col]
    real = dates(grid, rows)
    number = np.where(grid.kind[rows] == Kind.GETAL, grid.number[rows], np.nan)
    bare = (number >= _SERIAL[0]) & (number <= _SERIAL[1]) & (number == np.floor(number))
    if bare.any():
        days = Coded.of(np.where(bare, number + 1462 * datum1904, np.nan)).map(_serial_day)
        real = real.put_from(bare, days)
        out.serial.append((bare, column, real))
    words = texts(grid, rows)
    if (grid.kind[rows] == Kind.DATUM).all():
        return real.map(periods.parse)
    order = slash_order(str(value) for value in words.values)
    return combined(
        [real, words],
        lambda day, text: periods.parse(day) if day is not None else periods.parse(text, volgorde=order),
    )


def _serial_day(number: float) -> pd.Timestamp | None:
    return None if np.isnan(number) else _EXCEL + pd.Timedelta(days=int(number))


def _complain(out: Dates, period: Coded, column: Found, *, refuse: bool) -> None:
    wrong = period.mask(lambda p: bool(p.error))
    if wrong.any():
        out.wrong.append((wrong, column, period.map(lambda p: p.error), refuse))


def _date_field(table: Table, column: Found, rows: np.ndarray, datum1904: bool, out: Dates) -> None:
    rol = column.kolom.rol
    period = _periods(table, column, rows, datum1904, out)
    out.bron[rol] = texts(table.sheet.columns[column.col], rows)
    out.fields[rol] = period.map(lambda p: _day(p, rol))
    if rol == "peildatum":
        out.fields["eigen_peildatum"] = out.fields[rol]
        out.fields["bericht"] = period.map(lambda p: _stamp(p.bericht))
    _complain(out, period, column, refuse=not column.kolom.los)
    if not column.kolom.los:
        vague = period.mask(lambda p: bool(p.tekst.strip()) and not p.error and _day(p, rol) is None)
        if vague.any():
            out.wrong.append((vague, column, Coded.const("geen-datum", len(rows)), True))


def _day(period: Period, rol: str) -> pd.Timestamp | None:
    """Return the day that a text gives for a field; a year or season gives none."""
    if rol in {"peildatum", "vastgesteld_op", "zichtbaar_vanaf"}:
        return _stamp(period.peildatum)
    if period.precision not in _PRECISE:
        return None
    return _stamp(period.tot if rol in _LAST else period.van)


def _stamp(day: object) -> pd.Timestamp | None:
    return None if day is None else pd.Timestamp(day)


def moment(period: Coded) -> dict[str, Coded]:
    """Return the date fields of a stock: when it holds, and since and until when."""

    def holds(p: Period) -> pd.Timestamp | None:
        return _stamp(p.van if p.vorm == "tijdvak" and p.precision in _PRECISE else p.peildatum)

    def since(p: Period) -> pd.Timestamp | None:
        return _stamp(p.van) if p.vorm in {"tijdvak", "vanaf"} and p.precision in _PRECISE else None

    def until(p: Period) -> pd.Timestamp | None:
        return _stamp(p.tot) if p.vorm in {"tijdvak", "tot"} else None

    return {
        "peildatum": period.map(holds),
        "geldt_vanaf": period.map(since),
        "geldig_tot": period.map(until),
        "bericht": period.map(lambda p: _stamp(p.bericht)),
        "begin": period.map(lambda p: _stamp(p.van)),
    }


def flows(fields: dict[str, Coded], period: Coded | None) -> None:
    """Give flows the whole period instead of a moment; what the file states in own columns stays."""
    if period is None:
        return
    flow = fields["aard"].mask(lambda value: value == "stroom")
    if not flow.any():
        return
    whole = period.map(lambda p: periods.parse(p.tekst, aard="stroom") if p.tekst else p)
    for name, day in (("periode_van", "van"), ("periode_tot", "tot")):
        old = fields.get(name, Coded.const(None, len(flow)))
        gap = flow & old.mask(lambda value: value is None)
        fields[name] = old.put_from(gap, whole.map(_edge(day)))
    own = fields.get("eigen_peildatum")
    known = flow if own is None else flow & own.mask(lambda value: value is None)
    fields["peildatum"] = fields["peildatum"].put_from(known, whole.map(lambda p: _stamp(p.peildatum)))
    fields["peildatum"] = fields["peildatum"].put_from(
        flow, combined([fields["peildatum"], fields["periode_tot"]], _counted_until)
    )
    for name in ("geldt_vanaf", "geldig_tot"):
        if name in fields:
            fields[name] = fields[name].put(flow, None)


def _counted_until(stated: pd.Timestamp | None, last: pd.Timestamp | None) -> pd.Timestamp | None:
    """Return until when a flow was counted: "stand per 1 juli" about the first half-year is its last day."""
    return last if stated is not None and last is not None and stated > last else stated


def _edge(name: str) -> Callable[[Period], pd.Timestamp | None]:
    return lambda period: _stamp(getattr(period, name))


def places(table: Table, column: Found, rows: np.ndarray, mask: np.ndarray) -> list[str]:
    """Return the cells of the rows of a mask."""
    return cells(table.sheet, column.col, rows[mask])


def day_of(text: str, rol: str) -> pd.Timestamp | None:
    """Return the day that a text outside the table gives for a field."""
    return _day(periods.parse(text), rol) if text else None
