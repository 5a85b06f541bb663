"""How a figure and its moment read, and what was last known of a figure that does not hold today."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from metrics import groups
from metrics.measures import DETAILED, KEY, MEASURES, Choice, is_netto_twin, of_choice
from model.lijsten import Aard, Bereik, Eenheid
from model.taal import ONBEKEND, datum, getal, halfjaar, maand, waarde

WORDS = {"opgave": "opgave", "realisatie": "realisatie", "aanbod": "toegezegd", "bezet": "bezet"}
NO_NUMBER = {ONBEKEND, "geheim", "n.v.t."}
WHOLE_MONTH = re.compile(r"^\d{4}-\d{2}$")


def figures(rows: pd.DataFrame) -> pd.Series:
    """Return how each figure of the frame ``cijfers`` reads; see ``figure``."""
    return _said(rows, ["waarde", "waarde_min", "waarde_max", "waarde_status", "eenheid"], figure)


def moments(rows: pd.DataFrame) -> pd.Series:
    """Return when each figure held; see ``moment``. The rows need ``datum``."""
    return _said(rows, ["aard", "periode_van", "periode_tot", "datum", "datum_tekst"], moment)


def _said(rows: pd.DataFrame, columns: list[str], say: Callable[[Mapping[str, Any]], str]) -> pd.Series:
    """Say every different row once: long frames repeat few texts."""
    code = pd.Series(groups.codes(rows, columns), index=rows.index)
    first = rows.loc[~code.duplicated(), columns]
    texts = dict(zip(code[~code.duplicated()], map(say, first.to_dict("records")), strict=True))
    return code.map(texts).astype("str")


def figure(row: Mapping[str, Any]) -> str:
    """Return a figure with its unit as a reader sees it: 'minimaal 487 plekken'."""
    text = waarde(row["waarde"], row["waarde_min"], row["waarde_max"], row["waarde_status"])
    unit = row["eenheid"]
    return text if unit == Eenheid.AANDEEL or text in NO_NUMBER else f"{text} {unit}"


def moment(row: Mapping[str, Any]) -> str:
    """Return when a figure held: half-year, month or day; else the date as published, said to be unknown."""
    if row["aard"] == Aard.STROOM and pd.notna(row["periode_van"]):
        return period(row["periode_van"], row["periode_tot"])
    if pd.notna(row["datum"]):
        return maand(row["datum"]) if WHOLE_MONTH.match(row["datum_tekst"]) else datum(row["datum"])
    return f"datum onbekend, bron: {row['datum_tekst']}" if row["datum_tekst"] else "datum onbekend"


def period(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a period in words.

    >>> period(pd.Timestamp("2023-07-01"), pd.Timestamp("2023-12-31"))
    'tweede helft 2023'
    >>> period(pd.Timestamp("2018-01-01"), pd.Timestamp("2018-12-31"))
    'heel 2018'
    """
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"heel {first.year}"
    half = first.day == 1 and first.month in {1, 7} and last == first + pd.DateOffset(months=6, days=-1)
    return halfjaar(first) if half else f"{datum(first)} tot en met {datum(last)}"


def sentences(table: pd.DataFrame, last: pd.DataFrame, choice: Choice) -> pd.Series:
    """Return per row of the wide frame what was last known of the figures it lacks; empty when nothing was.

    Args:
        table: wide frame with opgave, realisatie, aanbod and bezet.
        last: ``Selection.laatst_bekend``.
        choice: kind of duty and cycle, so that a figure of another kind is never shown as this one.
    """
    usable = last[last["bereik"].eq(Bereik.GEMEENTETOTAAL) & of_choice(last, choice) & ~is_netto_twin(last)]
    usable = usable[usable["gebied_code"].isin(table["gebied_code"])]
    usable = usable[usable["waarde"].notna() | usable["waarde_min"].notna() | usable["waarde_max"].notna()]
    names = [*DETAILED, "aanbod", "bezet"]
    parts = {name: _latest(usable, *MEASURES[name]) for name in names}
    out = []
    for row in table[[*KEY, *names]].itertuples(index=False):
        key = (row.gebied_code, row.doelgroep, row.deelgroep)
        out.append("; ".join(t[key] for n, t in parts.items() if key in t and pd.isna(getattr(row, n))))
    return pd.Series(out, index=table.index, dtype="str")


def _latest(last: pd.DataFrame, maat: str, zekerheid: str) -> dict[tuple[str, ...], str]:
    mine = last[last["maat"].eq(maat) & last["zekerheid"].eq(zekerheid)]
    if mine.empty:
        return {}
    mine = mine.sort_values("datum", na_position="first", kind="stable").drop_duplicates(KEY, keep="last")
    texts = WORDS[maat] + " " + figures(mine) + " (" + moments(mine) + ")"
    return dict(zip(mine[KEY].itertuples(index=False, name=None), texts, strict=True))


def count(number: int, word: str) -> str:
    """Return a counted word.

    >>> count(28, "onbekend")
    '28 onbekend'
    """
    return f"{getal(number)} {word}"
