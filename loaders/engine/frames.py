"""From blocks of figures to the tidy frames of ``model``; nothing is judged here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
import pandas as pd

from loaders.engine import registers as engine_registers
from loaders.engine.build import Figures, addresses
from loaders.engine.coded import Coded, combined
from loaders.engine.tables import Table
from loaders.engine.text import simple
from loaders.engine.values import count
from model.frames import DATE, FLAG
from model.lijsten import ZEKERHEID_PER_STADIUM
from model.schemas import SCHEMAS

BronId = Callable[[str], str]
Columns = dict[str, pd.Series]
#: No number in the cell, but bounds in columns of their own.
_BOUNDED = "begrensd"
_NO_VALUE = frozenset({"onbekend", "geheim", "nvt"})


def make(table: Table, figures: Figures, target: str, rows: np.ndarray, bron_id: BronId) -> pd.DataFrame:
    """Return the figures of some rows (positions in the block) as a frame of the schema ``target``."""
    schema = SCHEMAS[target]
    out: Columns = {}
    for name, column in schema.columns.items():
        coded = figures.block.fields.get(name)
        if coded is not None and column.dtype in {"str", DATE}:
            out[name] = coded.take(rows).series(column.dtype)
        elif coded is not None and column.dtype == FLAG:
            out[name] = coded.take(rows).map(lambda value: value == "ja").series("bool")
    out["gebied_code"] = figures.places.take(rows).map(lambda place: place.code).series("str")
    out["bron_id"] = figures.block.get("url").take(rows).map(lambda url: bron_id(str(url))).series("str")
    places = np.array(addresses(table, figures), dtype=object)[rows]
    out["bron_cel"] = pd.Series(places, dtype="str")
    _FILL[target](out, table, figures, rows)
    for name, column in schema.columns.items():
        if name not in out:
            out[name] = Coded.const(column.default, len(rows)).series(column.dtype)
    return pd.DataFrame({name: out[name] for name in schema.columns})


def _status(figures: Figures, rows: np.ndarray) -> pd.Series:
    """Return how firm each value is: what the cell says, else what the row says."""
    stated = figures.block.get("waarde_status").take(rows)
    if figures.numbers is None:
        return stated.map(lambda word: word or "onbekend").series("str")
    cell = figures.numbers.status.take(rows)
    for name in ("waarde_min", "waarde_max"):
        own = figures.extra.get(name)
        if own is not None:
            cell = cell.put(~own.empty[rows] & cell.mask(lambda status: status == "onbekend"), _BOUNDED)
    return combined([cell, stated], _firmest).series("str")


def _firmest(cell: str, row: str) -> str:
    if cell == "definitief":
        return row or "definitief"
    if cell == _BOUNDED:
        return row if row not in {"", "definitief"} else "geschat"
    if cell == "onbekend":
        return row if row in _NO_VALUE else "onbekend"
    return str(cell)


def _bounds(figures: Figures, rows: np.ndarray, prefix: str = "waarde") -> Columns:
    """Return value, lower and upper bound; columns of their own for the bounds win."""
    numbers = figures.numbers
    if numbers is None:
        return {}
    factor = figures.block.factor[rows]
    arrays = {"": numbers.value, "_min": numbers.low, "_max": numbers.high}
    out = {prefix + end: array[rows] * factor for end, array in arrays.items()}
    for end in ("_min", "_max"):
        own = figures.extra.get("waarde" + end)
        if own is not None:
            out[prefix + end] = np.where(own.empty[rows], out[prefix + end], own.value[rows] * factor)
    return {name: count(array) for name, array in out.items()}


def _published(figures: Figures, *roles: str) -> Coded:
    """Return the first of some cells as published."""
    for rol in roles:
        if rol in figures.block.bron:
            return figures.block.bron[rol]
    return Coded.const("", len(figures.block.rows))


def _unit(figures: Figures, rows: np.ndarray, words: dict[str, str]) -> pd.Series:
    """Return the unit: the word in the cell, else the field."""
    stated = figures.block.get("eenheid").take(rows)
    if figures.numbers is None:
        return stated.series("str")
    cell = figures.numbers.unit.take(rows)
    return combined([cell, stated], lambda unit, field: words.get(simple(str(unit)), field)).series("str")


UNITS = {
    **dict.fromkeys(("plekken", "plaatsen", "opvangplekken", "opvangplaatsen", "pl."), "plekken"),
    **dict.fromkeys(("personen", "bewoners", "mensen", "pers."), "personen"),
    **dict.fromkeys(("woningen", "huizen", "appartementen", "studio's"), "woningen"),
    "bedden": "bedden",
}


def _cijfers(out: Columns, table: Table, figures: Figures, rows: np.ndarray) -> None:
    out |= _bounds(figures, rows)
    out["waarde_status"] = _status(figures, rows)
    if figures.block.get("eenheid").mask(lambda text: not text).any():
        out["eenheid"] = _unit(figures, rows, UNITS)
    if figures.numbers is not None:
        out["tekst"] = figures.numbers.text.take(rows).series("str")
    out["datum_tekst"] = _published(figures, "periode", "peildatum").take(rows).series("str")
    if "locatie" in figures.block.fields:
        names = [figures.block.get("locatie").take(rows), figures.block.get("bereik").take(rows)]
        out["locatie"] = combined(names, lambda name, part: name if part == "locatie" else "").series("str")
    out["toelichting"] = _noted(figures, rows)


def _noted(figures: Figures, rows: np.ndarray) -> pd.Series:
    """Return the note of the source, with what the lookup of the area has to add."""
    parts = [figures.block.get("toelichting").take(rows), figures.places.take(rows)]

    def join(text: str, place: object) -> str:
        match = place.match  # type: ignore[attr-defined]
        extra = match.note if match.status == "opvolger" else ""
        return "; ".join(part for part in (text, extra) if part)

    return combined(parts, join).series("str")


def _locaties(out: Columns, table: Table, figures: Figures, rows: np.ndarray) -> None:
    out |= _bounds(figures, rows, "plekken")
    out["waarde_status"] = _status(figures, rows)
    out["eenheid"] = _unit(figures, rows, UNITS)
    if figures.numbers is not None:
        out["capaciteit_tekst"] = figures.numbers.text.take(rows).series("str")
    _counts(out, figures, rows, "plekken_amv", "plan_plekken")
    for rol in ("van", "tot"):
        out[f"{rol}_tekst"] = _published(figures, rol).take(rows).series("str")
    if "status_tekst" not in out:
        out["status_tekst"] = _published(figures, "stadium").take(rows).series("str")
    stage = figures.block.get("stadium").take(rows)
    given = figures.block.get("zekerheid").take(rows)
    sure = {str(stadium): str(zekerheid) for stadium, zekerheid in ZEKERHEID_PER_STADIUM.items()}
    out["zekerheid"] = combined([stage, given], lambda s, z: z or sure.get(str(s), "")).series("str")
    out["locatie_id"] = _ids(figures, rows)


def _counts(out: Columns, figures: Figures, rows: np.ndarray, *names: str) -> None:
    """Add the whole numbers that stand in columns of their own."""
    for name in names:
        own = figures.extra.get(name)
        if own is not None:
            out[name] = count(own.value[rows])


def _ids(figures: Figures, rows: np.ndarray) -> pd.Series:
    """Return the stated id, else one made from gemeente, name and start; a repeat gets a number."""
    parts = [
        figures.block.get("locatie_id").take(rows),
        figures.places.take(rows).map(lambda place: place.code),
        figures.block.get("naam").take(rows),
        _published(figures, "van").take(rows),
    ]
    made = combined(parts, lambda own, *key: own or _hash(*key)).series("str")
    repeat = made.groupby(made).cumcount()
    return made.where(repeat.eq(0), made + "-" + (repeat + 1).astype("str"))


def _hash(code: str, name: str, start: str) -> str:
    text = "|".join((code, simple(name), simple(start)))
    return f"{code}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _bestemmingen(out: Columns, table: Table, figures: Figures, rows: np.ndarray) -> None:
    if figures.numbers is not None:
        out["plekken"] = count(figures.numbers.value[rows])
    _counts(out, figures, rows, "plekken_amv")


def _toerekening(out: Columns, table: Table, figures: Figures, rows: np.ndarray) -> None:
    out["koppelgemeente"] = out.pop("gebied_code")
    if figures.numbers is not None:
        out["personen"] = count(figures.numbers.value[rows])


def _inwoners(out: Columns, table: Table, figures: Figures, rows: np.ndarray) -> None:
    if figures.numbers is not None:
        out["waarde"] = count(figures.numbers.value[rows])
    out["waarde_status"] = _status(figures, rows)


def _indicatoren(out: Columns, table: Table, figures: Figures, rows: np.ndarray) -> None:
    header = figures.column.header if figures.column else ""
    for name in ("indicator", "naam"):
        given = figures.block.get(name).take(rows)
        out[name] = given.map(lambda text: text or header).series("str")
    numbers = figures.numbers
    if numbers is None:
        return
    word = numbers.error.take(rows).mask(lambda error: error == "geen-getal")
    value = np.where(word, np.nan, numbers.value[rows] * figures.block.factor[rows])
    out["waarde"] = pd.Series(value).astype("Float64")
    out["waarde_tekst"] = numbers.text.take(rows).put(~word, "").series("str")
    out["waarde_status"] = _status(figures, rows).mask(word, "definitief")
    out["periode"] = _published(figures, "periode", "peildatum").take(rows).series("str")
    if "periode" in figures.block.fields:
        out["periode"] = figures.block.fields["periode"].take(rows).series("str")


_FILL: dict[str, Callable[[Columns, Table, Figures, np.ndarray], None]] = {
    "cijfers": _cijfers,
    "locaties": _locaties,
    "bestemmingen": _bestemmingen,
    "toerekening": _toerekening,
    "inwoners": _inwoners,
    "indicatoren": _indicatoren,
    **engine_registers.FILL,
}
