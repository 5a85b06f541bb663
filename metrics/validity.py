"""Which figures hold on a date.

A figure holds on a date when it is the total of its own area, was set or measured on or before that date, has
not ended, and, for a stock without an end, is not older than the age in ``data/rules/drempels.toml``. A duty
does not age inside its cycle; outside any cycle it does. A flow holds only inside its own half-year.
Everything else is *laatst bekend*: shown with its date, outside every sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics import groups
from model.lijsten import Aard, Bereik, Doelgroep, Maat, WaardeStatus
from model.rules import Rules

#: Columns that say which figure a row is about, apart from its date.
FIGURE = (
    "gebied_code", "doelgroep", "deelgroep", "maat", "soort_opgave", "cyclus",
    "zekerheid", "bereik", "locatie", "aard", "eenheid", "periode_van", "periode_tot",
)  # fmt: skip
#: Least firm first: where sources agree on the number, the most careful wording is kept.
FIRMNESS = {"geschat": 0, "berekend": 1, "voorlopig": 2, "definitief": 3}
LATER = "pas later vastgesteld"


@dataclass(frozen=True)
class Selection:
    """What holds on a date, what was known before, and where sources disagree.

    Attributes:
        geldig: one row per figure: the columns of ``cijfers`` plus ``datum`` and ``bron_cijfers``.
        laatst_bekend: one row per figure that does not hold: the same plus ``reden``.
        conflicten: every row of a figure whose sources disagree, plus ``feit`` (its key) and ``datum``.
    """

    geldig: pd.DataFrame
    laatst_bekend: pd.DataFrame
    conflicten: pd.DataFrame


def half_year(day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day of the half-year a date lies in.

    >>> half_year(pd.Timestamp("2023-12-05"))
    (Timestamp('2023-07-01 00:00:00'), Timestamp('2023-12-31 00:00:00'))
    """
    if day.month <= 6:
        return pd.Timestamp(day.year, 1, 1), pd.Timestamp(day.year, 6, 30)
    return pd.Timestamp(day.year, 7, 1), pd.Timestamp(day.year, 12, 31)


def dates(cijfers: pd.DataFrame) -> pd.Series:
    """Return the date that decides for each row.

    A duty counts from the date it was set; without one a stock uses its peildatum and a half-yearly task the
    first day of its period. Other figures use their peildatum, and a flow without one the end of its period.
    """
    is_duty = cijfers["maat"].eq(Maat.OPGAVE)
    is_flow = cijfers["aard"].eq(Aard.STROOM)
    stock = cijfers["peildatum"].where(~is_duty, cijfers["vastgesteld_op"].fillna(cijfers["peildatum"]))
    task = cijfers["vastgesteld_op"].fillna(cijfers["periode_van"])
    counted = cijfers["peildatum"].fillna(cijfers["periode_tot"])
    return stock.where(~is_flow, task.where(is_duty, counted))


def reasons(cijfers: pd.DataFrame, peildatum: pd.Timestamp, rules: Rules) -> pd.Series:
    """Return per row why it does not hold on the date; an empty text where it does."""
    when = dates(cijfers)
    van, tot = half_year(peildatum)
    is_flow = cijfers["aard"].eq(Aard.STROOM)
    no_end = ~is_flow & cijfers["geldig_tot"].isna()
    is_duty = cijfers["maat"].eq(Maat.OPGAVE)
    stand, duty = rules.geldigheid.stand_maanden, rules.geldigheid.opgave_zonder_cyclus_maanden
    old_stand = no_end & ~is_duty & when.lt(peildatum - pd.DateOffset(months=stand))
    old_duty = no_end & is_duty & cijfers["cyclus"].eq("") & when.lt(peildatum - pd.DateOffset(months=duty))
    other_period = is_flow & ~(cijfers["periode_van"].eq(van) & cijfers["periode_tot"].eq(tot))
    checks = [
        (cijfers["bereik"].eq(Bereik.LOCATIE), "één locatie, geen totaal"),
        (cijfers["bereik"].eq(Bereik.DEEL), "een deel, geen totaal"),
        (when.isna(), "datum onbekend"),
        (when.gt(peildatum), LATER),
        (other_period, "ander halfjaar"),
        (cijfers["geldig_tot"].lt(peildatum), "geëindigd"),
        (old_stand, f"ouder dan {stand} maanden"),
        (old_duty, f"opgave ouder dan {duty} maanden, zonder cyclus"),
    ]
    text = np.select([np.asarray(mask, dtype=bool) for mask, _ in checks], [t for _, t in checks], default="")
    return pd.Series(text, index=cijfers.index, dtype="str")


def fact_key(cijfers: pd.DataFrame) -> pd.Series:
    """Return the readable key of the fact of each row: the figure and its date or period.

    A recorded choice of source (``preferences``) uses this key.
    """
    first, last = (cijfers[c].dt.strftime("%Y-%m-%d") for c in ("periode_van", "periode_tot"))
    when = dates(cijfers).dt.strftime("%Y-%m-%d")
    key = cijfers["gebied_code"].astype("str")
    for column in FIGURE[1:-2]:
        key = key + "|" + cijfers[column].astype("str")
    is_flow = cijfers["aard"].eq(Aard.STROOM)
    period = first + "/" + last
    halfway = cijfers["maat"].ne(Maat.OPGAVE) & cijfers["peildatum"].lt(cijfers["periode_tot"])
    period = period.where(~halfway, period + "@" + when)  # counts of two months of one period are two facts
    return (key + "|" + when.where(~is_flow, period).fillna("")).astype("str")


def in_cycle(cijfers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return the figures with the cycle filled in for asylum pledges whose source names none.

    A pledge belongs to the cycle that ran on its date, so that one of 2024 never stands under a later cycle.
    """
    pledge = cijfers["maat"].eq(Maat.AANBOD) & cijfers["zekerheid"].eq("") & cijfers["cyclus"].eq("")
    pledge &= cijfers["doelgroep"].eq(Doelgroep.ASIELZOEKERS) & cijfers["peildatum"].notna()
    if not pledge.any():
        return cijfers
    running = cijfers.loc[pledge, "peildatum"].map(lambda day: rules.current_cycle(day.date()).code)
    return cijfers.assign(cyclus=cijfers["cyclus"].where(~pledge, running.reindex(cijfers.index)))


def select(
    cijfers: pd.DataFrame,
    peildatum: pd.Timestamp,
    rules: Rules,
    preferences: Mapping[str, str] | None = None,
) -> Selection:
    """Divide the figures into those that hold on a date, those last known, and those in conflict.

    Args:
        cijfers: the frame of that name.
        peildatum: the date asked for.
        rules: gives the age limit of a stock.
        preferences: fact key to the ``bron_id`` that was chosen where sources disagree.
    """
    cijfers = in_cycle(cijfers, rules)
    rows = cijfers.assign(datum=dates(cijfers), reden=reasons(cijfers, peildatum, rules))
    rows = rows[rows["reden"].ne(LATER)]
    rows = rows.assign(_figuur=groups.codes(rows, FIGURE))
    valid = _latest(rows[rows["reden"].eq("")])
    geldig, conflicten = _resolve(valid, preferences or {})
    rest = rows[rows["reden"].ne("") & ~rows["_figuur"].isin(valid["_figuur"])]
    last = _merge(_latest(rest))
    return Selection(_clean(geldig, "reden"), _clean(last), _clean(conflicten, "reden"))


def facts(
    cijfers: pd.DataFrame, preferences: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return every dated fact once, whatever the date, and apart from them the facts in conflict.

    A fact is one figure on one date or in one period. Rows without a number or without a date are left out.

    Returns:
        The facts (columns of cijfers plus datum and bron_cijfers), and the rows in conflict (with feit).
    """
    known = cijfers["waarde"].notna() | cijfers["waarde_min"].notna() | cijfers["waarde_max"].notna()
    rows = cijfers[known].assign(datum=dates(cijfers))
    rows = rows[rows["datum"].notna()]
    rows = rows.assign(_figuur=groups.codes(rows, [*FIGURE, "datum"]))
    merged, disputed = _resolve(rows, preferences or {})
    return _clean(merged), _clean(disputed)


def _clean(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.drop(columns=["_figuur", *columns]).reset_index(drop=True)


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep per figure the known rows of its latest date; rows without a number only when there are no others.

    A row that gives its period but no date stands beside the latest one: which is newer is not known.
    """
    known = rows["waarde"].notna() | rows["waarde_min"].notna() | rows["waarde_max"].notna()
    has_known = known.groupby(rows["_figuur"]).transform("any") if len(rows) else known
    rows = rows[known | ~has_known.astype(bool)]
    latest = rows.groupby("_figuur")["datum"].transform("max")
    undated_flow = rows["aard"].eq(Aard.STROOM) & rows["vastgesteld_op"].isna() & rows["maat"].eq(Maat.OPGAVE)
    return rows[rows["datum"].eq(latest) | latest.isna() | undated_flow]


def _resolve(rows: pd.DataFrame, preferences: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Merge equal facts; set apart the facts whose sources differ, unless a source was chosen."""
    differs = _differing(rows)
    if not differs.any():
        return _merge(rows), rows.iloc[:0].assign(feit=pd.Series(dtype="str"))
    disputed = rows[differs]
    disputed = disputed.assign(feit=fact_key(disputed))
    chosen = disputed["bron_id"].eq(disputed["feit"].map(lambda key: preferences.get(key, "")))
    settled = disputed[chosen & ~_differing(disputed[chosen]).reindex(disputed.index, fill_value=False)]
    open_facts = disputed[~disputed["_figuur"].isin(settled["_figuur"])]
    merged = _merge(pd.concat([rows[~differs], settled.drop(columns="feit")]))
    return merged, open_facts


def _value(rows: pd.DataFrame) -> np.ndarray:
    """Return a code of the number of each row: the value, or its bounds when there is no single value."""
    has = rows["waarde"].notna()
    low, high = rows["waarde_min"].where(~has), rows["waarde_max"].where(~has)
    return groups.codes(pd.DataFrame({"w": rows["waarde"], "l": low, "h": high}), ["w", "l", "h"])


def _differing(rows: pd.DataFrame) -> pd.Series:
    """Return which rows belong to a figure with more than one number."""
    if rows.empty:
        return pd.Series(False, index=rows.index, dtype="bool")
    value = pd.Series(_value(rows), index=rows.index)
    by = value.groupby(rows["_figuur"])
    return by.transform("min").ne(by.transform("max"))


def _merge(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per figure: the most careful of the equal ones, with the cells of all of them."""
    rows = rows.assign(bron_cijfers=(rows["bron_id"] + "#" + rows["bron_cel"]).astype("str"))
    double = rows.duplicated("_figuur", keep=False)
    several = rows[double]
    if several.empty:
        return rows
    rank = several["waarde_status"].map(FIRMNESS).fillna(len(FIRMNESS))
    order = several.assign(_rang=rank.where(~is_bound(several), -1)).sort_values(
        ["_figuur", "_rang", "datum", "bron_cijfers"], ascending=[True, True, False, True], kind="stable"
    )
    first = order.drop_duplicates("_figuur").drop(columns="_rang")
    cells = order.groupby("_figuur")["bron_cijfers"].agg("|".join)
    first = first.assign(bron_cijfers=first["_figuur"].map(cells).astype("str"))
    return pd.concat([rows[~double], first]).sort_index()


def is_exact(frame: pd.DataFrame, prefix: str = "waarde") -> pd.Series:
    """Return which rows hold one number that is no estimate and no bound.

    Args:
        frame: has ``<prefix>``, ``<prefix>_min``, ``<prefix>_max`` and ``<prefix>_status``.
        prefix: ``waarde`` for cijfers, ``opgave`` or ``realisatie`` for a wide frame.
    """
    soft = frame[f"{prefix}_status"].isin([WaardeStatus.GESCHAT])
    return frame[prefix].notna() & ~is_bound(frame, prefix) & ~soft


def is_bound(frame: pd.DataFrame, prefix: str = "waarde") -> pd.Series:
    """Return which rows hold a bound ('minimaal 487') or a range instead of one number."""
    value, low, high = frame[prefix], frame[f"{prefix}_min"], frame[f"{prefix}_max"]
    open_side = low.isna() ^ high.isna()
    wide = (low.notna() & high.notna() & low.ne(high)).fillna(False).astype("bool")
    return open_side | wide | (value.isna() & (low.notna() | high.notna()))
