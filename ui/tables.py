"""Frames as a reader sees them: Dutch labels, Dutch numbers and dates, few columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from model import taal
from model.frames import Frames
from model.taal import is_unknown
from ui import data
from ui.keuze import Keuze
from ui.links import plain

T = TypeVar("T")
#: Rows of a table that people can still oversee; more go on a next page.
MOST = 60
#: Frames that a file can give, with what their rows are.
FRAMES = {
    "cijfers": "cijfers",
    "locaties": "locaties",
    "toerekening": "toerekeningen",
    "knelpunten": "knelpunten",
    "maatregelen": "maatregelen",
    "inwoners": "inwonertallen",
    "indicatoren": "waarden van indicatoren",
}
#: The same for one row.
FRAME = {
    "cijfers": "cijfer",
    "locaties": "locatie",
    "toerekening": "toerekening",
    "knelpunten": "knelpunt",
    "maatregelen": "maatregel",
    "inwoners": "inwonertal",
    "indicatoren": "waarde van een indicator",
}
SHOWN = {
    "cijfers": [
        "gebied_code",
        "doelgroep",
        "deelgroep",
        "maat",
        "soort_opgave",
        "waarde",
        "eenheid",
        "datum_tekst",
        "bron_cel",
    ],
    "locaties": [
        "gebied_code",
        "naam",
        "type",
        "doelgroep",
        "plekken",
        "van_tekst",
        "tot_tekst",
        "stadium",
        "bron_cel",
    ],
    "toerekening": ["locatie_id", "koppelgemeente", "personen", "peildatum", "bron_cel"],
    "knelpunten": ["gebied_code", "soort", "tekst", "plekken", "eigenaar_soort", "status", "bron_cel"],
    "maatregelen": ["gebied_code", "titel", "eigenaar_soort", "uiterlijk_op", "status", "bron_cel"],
    "inwoners": ["gebied_code", "peildatum", "waarde", "waarde_status", "bron_cel"],
    "indicatoren": ["gebied_code", "indicator", "periode", "waarde", "waarde_tekst", "eenheid", "bron_cel"],
}
#: Words of other columns, because a site has a name of its own beside that of its gemeente.
LABELS = {"gebied_code": "naam", "naam": "locatie"}
AREAS = {"gebied_code", "koppelgemeente"}
CODED = {
    "doelgroep",
    "deelgroep",
    "maat",
    "soort_opgave",
    "eenheid",
    "type",
    "stadium",
    "waarde_status",
    "zekerheid",
    "soort",
    "eigenaar_soort",
    "status",
}
COUNTED = {"waarde": ("waarde_min", "waarde_max"), "plekken": ("plekken_min", "plekken_max")}


def readable(frame: pd.DataFrame, keuze: Keuze) -> pd.DataFrame:
    """Return rows of a frame as text under Dutch headings, ready for a page.

    Args:
        frame: some rows of cijfers, locaties, toerekening, inwoners or indicatoren.
        keuze: gives the names of areas.
    """
    name = _name_of(frame)
    out = {column: _column(frame, column, keuze) for column in SHOWN[name]}
    labels = {column: taal.woord(LABELS.get(column, column)) for column in out}
    return pd.DataFrame(out).rename(columns=labels)


def _name_of(frame: pd.DataFrame) -> str:
    return next(name for name, columns in SHOWN.items() if set(columns) <= set(frame.columns))


def _column(frame: pd.DataFrame, column: str, keuze: Keuze) -> list[str]:
    values = frame[column]
    if column in COUNTED and COUNTED[column][0] in frame:
        low, high = COUNTED[column]
        rows = frame[[column, low, high, "waarde_status"]]
        return [taal.waarde(*row) for row in rows.itertuples(index=False)]
    if column in AREAS:
        return [plain(data.naam(keuze, code)) for code in values]
    if column in CODED:
        return [_word(code) for code in values]
    if str(values.dtype).startswith("datetime"):
        return [taal.datum(day) for day in values]
    if str(values.dtype) in {"Int64", "Float64"}:
        return [_number(value) for value in values]
    return [plain(value) for value in values]


def _number(value: object) -> str:
    if is_unknown(value):
        return taal.ONBEKEND
    whole = float(value).is_integer()  # type: ignore[arg-type]
    return taal.getal(value, 0 if whole else 3)


def _word(code: str) -> str:
    return taal.woord(code) if code else "–"


def differences(changed: pd.DataFrame) -> pd.DataFrame:
    """Return what changed between two versions (``metrics.changes.compare``) as a table to read."""
    return pd.DataFrame(
        {
            "gebied": _plain(changed["naam"]),
            "cijfer": [plain(name) for name in figure_names(changed)],
            "oud": _plain(changed["oud_tekst"]),
            "nieuw": _plain(changed["nieuw_tekst"]),
            "verschil": [taal.getal(v, plus=True) if not is_unknown(v) else "–" for v in changed["verschil"]],
            "periode": _plain(changed["moment"]),
            "wijziging": _plain(changed["wijziging"]),
        }
    )


def beside(before: Frames, after: Frames) -> str:
    """Return what changes beside the figures: '1 nieuw en 2 vervallen (locaties)'; else an empty text."""
    parts = []
    for name in [name for name in FRAMES if name != "cijfers"]:
        columns = [column for column in SHOWN[name] if column != "bron_cel"]
        old, new = (set(map(tuple, f[name][columns].astype("str").to_numpy())) for f in (before, after))
        counts = {"nieuw": len(new - old), "vervallen": len(old - new)}
        words = [f"{taal.getal(count)} {word}" for word, count in counts.items() if count]
        parts += [f"{taal.opsomming(words)} ({FRAMES[name]})"] if words else []
    return taal.opsomming(parts)


def figure_names(rows: pd.DataFrame) -> list[str]:
    """Return which figure each row is: 'asielzoekers: opgave, indicatief'.

    Args:
        rows: with doelgroep, deelgroep, maat, soort_opgave and locatie.
    """
    return [_figure(row) for row in rows.to_dict("records")]


def _figure(row: dict) -> str:
    part = "" if row["deelgroep"] == "alle" else f" ({taal.woord(row['deelgroep'])})"
    kind = f", {taal.woord(row['soort_opgave'])}" if row["soort_opgave"] else ""
    site = f", {row['locatie']}" if row["locatie"] else ""
    return f"{taal.woord(row['doelgroep'])}{part}: {taal.woord(row['maat'])}{kind}{site}"


def _plain(values: Iterable[object]) -> list[str]:
    return [plain(value) if not is_unknown(value) else "–" for value in values]


def page_of(items: Sequence[T], key: str, most: int = MOST) -> list[T]:
    """Return the items of the page that is chosen; draws the choice when they do not fit on one.

    Args:
        items: everything, in order.
        key: name of the list; its page is part of the address.
        most: how many go on a page.
    """
    count = -(-len(items) // most)
    if count <= 1:
        return list(items)
    page = st.pagination(count, key=f"bladzijde-{key}", bind="query-params")
    first = (page - 1) * most
    last = min(first + most, len(items))
    st.caption(f"{taal.getal(first + 1)} tot en met {taal.getal(last)} van {taal.getal(len(items))}.")
    return list(items[first : first + most])
