"""What was last known of a figure that does not hold today, in one Dutch sentence."""

from __future__ import annotations

import pandas as pd

from metrics.measures import DETAILED, KEY, MEASURES, Choice, of_choice
from model.lijsten import Aard, Bereik, Eenheid
from model.taal import datum, getal, halfjaar, waarde


def figure(row: pd.Series) -> str:
    """Return a figure with its unit as a reader sees it: 'minimaal 487 plekken'."""
    text = waarde(row["waarde"], row["waarde_min"], row["waarde_max"], row["waarde_status"])
    unit = row["eenheid"]
    return text if unit == Eenheid.AANDEEL or text in {"geheim", "n.v.t.", "onbekend"} else f"{text} {unit}"


def moment(row: pd.Series) -> str:
    """Return when a figure held: its half-year, its date, the date as published, or 'datum onbekend'."""
    if row["aard"] == Aard.STROOM and pd.notna(row["periode_van"]):
        months = (row["periode_tot"] - row["periode_van"]).days
        return (
            halfjaar(row["periode_van"])
            if 175 < months < 190
            else f"{datum(row['periode_van'])} tot en met {datum(row['periode_tot'])}"
        )
    if pd.notna(row["datum"]):
        return datum(row["datum"])
    return f"datum onbekend: {row['datum_tekst']}" if row["datum_tekst"] else "datum onbekend"


def sentences(table: pd.DataFrame, last: pd.DataFrame, choice: Choice) -> pd.Series:
    """Return per row of the wide frame what was last known of the figures it lacks; empty when nothing was.

    Args:
        table: wide frame with opgave and realisatie.
        last: ``Selection.laatst_bekend``.
        choice: kind of duty and cycle, so that a figure of another kind is never shown as this one.
    """
    usable = last[last["bereik"].eq(Bereik.GEMEENTETOTAAL) & of_choice(last, choice)]
    usable = usable[usable["waarde"].notna() | usable["waarde_min"].notna() | usable["waarde_max"].notna()]
    parts = {
        name: _latest(usable, MEASURES[name][0], MEASURES[name][1]) for name in (*DETAILED, "aanbod", "bezet")
    }
    out = []
    for row in table[[*KEY, *DETAILED, "aanbod", "bezet"]].itertuples(index=False):
        key = (row.gebied_code, row.doelgroep, row.deelgroep)
        texts = [text[key] for name, text in parts.items() if key in text and pd.isna(getattr(row, name))]
        out.append("; ".join(texts))
    return pd.Series(out, index=table.index, dtype="str")


WORDS = {"opgave": "opgave", "realisatie": "realisatie", "aanbod": "toegezegd", "bezet": "bezet"}


def _latest(last: pd.DataFrame, maat: str, zekerheid: str) -> dict[tuple[str, ...], str]:
    mine = last[last["maat"].eq(maat) & last["zekerheid"].eq(zekerheid)]
    mine = mine.sort_values("datum", na_position="first", kind="stable").drop_duplicates(KEY, keep="last")
    return {
        (
            row["gebied_code"],
            row["doelgroep"],
            row["deelgroep"],
        ): f"{WORDS[maat]} {figure(row)} ({moment(row)})"
        for _, row in mine.iterrows()
    }


def count(number: int, word: str) -> str:
    """Return '28 onbekend'."""
    return f"{getal(number)} {word}"
