"""Places by month: what is open on the last day of it, by area, group, kind and certainty."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.supply.presence import presence
from metrics.validity import is_bound
from model.lijsten import Deelgroep, Doelgroep, WaardeStatus

KEY = ["maand", "gebied_code", "doelgroep", "deelgroep", "type", "zekerheid"]
COUNTS = ("plekken", "plekken_mogelijk")
HEADS = ("plekken_onbekend", "locaties", "locaties_mogelijk", "mogelijk_onbekend", "locaties_circa")
COLUMNS = (*KEY, *COUNTS, *HEADS)


def month_ends(van: pd.Timestamp, tot: pd.Timestamp) -> pd.DatetimeIndex:
    """Return the last day of every month from the month of ``van`` up to that of ``tot``.

    >>> [str(day.date()) for day in month_ends(pd.Timestamp("2027-01-15"), pd.Timestamp("2027-02-01"))]
    ['2027-01-31', '2027-02-28']
    """
    return pd.date_range(van + pd.offsets.MonthEnd(0), tot + pd.offsets.MonthEnd(0), freq="ME", unit="us")


def monthly(
    stays: pd.DataFrame,
    gebieden: Sequence[str],
    links: pd.DataFrame,
    van: pd.Timestamp,
    tot: pd.Timestamp,
    *,
    verlenging: bool,
    peildatum: pd.Timestamp,
) -> pd.DataFrame:
    """Return the places of areas by month: those that are open on the last day of it.

    An area is the sum of its gemeenten, to the unit. amv and regulier lie inside alle; of a location whose
    amv is not known both are unknown.

    Args:
        stays: see ``stays``.
        gebieden: areas wanted.
        links: gebied_code and lid, see ``metrics.areas.membership``.
        van: first month.
        tot: last month.
        verlenging: see ``presence``.
        peildatum: day on which the register is looked at, see ``presence``.

    Returns:
        ``KEY`` (maand: last day; type and zekerheid as in ``presence``), plekken (Int64: certainly there,
        missing when no number is known), plekken_mogelijk (Int64: may be there), and as numbers of stays:
        plekken_onbekend (certainly there, number unknown), locaties (certainly there), locaties_mogelijk,
        mogelijk_onbekend (may be there, number unknown), locaties_circa (certainly there, with an estimate
        or a bound as number). No row where nothing is or may be there.
    """
    cells = cells_of(stays, van, tot, verlenging=verlenging, peildatum=peildatum)
    mine = links[links["gebied_code"].isin(list(gebieden))]
    rows = mine.merge(_parts(cells), left_on="lid", right_on="gebied_code", suffixes=("", "_lid"))
    by = rows.groupby(KEY, sort=True)
    places = by[list(COUNTS)].sum(min_count=1)
    return places.join(by[list(HEADS)].sum()).reset_index()[list(COLUMNS)]


def behind(
    stays: pd.DataFrame,
    leden: Sequence[str],
    maand: pd.Timestamp,
    *,
    verlenging: bool,
    peildatum: pd.Timestamp,
) -> pd.DataFrame:
    """Return the stays behind one month: their places add up to the figure of that month.

    Args:
        stays: see ``stays``.
        leden: the gemeenten of the area.
        maand: any day of the month.
        verlenging: see ``presence``.
        peildatum: see ``presence``.

    Returns:
        The columns of ``presence`` plus aanwezig ('zeker' or 'mogelijk').
    """
    mine = stays[stays["gebied_code"].isin(list(leden))]
    cells = cells_of(mine, maand, maand, verlenging=verlenging, peildatum=peildatum)
    said = cells["zeker"].map({True: "zeker", False: "mogelijk"}).astype("str")
    return cells.assign(aanwezig=said).drop(columns=["maand", "zeker"]).reset_index(drop=True)


def cells_of(
    stays: pd.DataFrame, van: pd.Timestamp, tot: pd.Timestamp, *, verlenging: bool, peildatum: pd.Timestamp
) -> pd.DataFrame:
    """Return a row for every stay and month in which it is or may be there, with zeker (bool)."""
    rows = presence(stays, peildatum, verlenging=verlenging).reset_index(drop=True)
    months = month_ends(van, tot)
    certain = _inside(rows, "zeker_van", "zeker_tot", months)
    possible = _inside(rows, "mogelijk_van", "mogelijk_tot", months)
    stay, month = np.nonzero(certain | possible)
    return rows.iloc[stay].assign(maand=months[month], zeker=certain[stay, month])


def _inside(rows: pd.DataFrame, first: str, last: str, months: pd.DatetimeIndex) -> np.ndarray:
    """Return for which stays (rows) and months (columns) the month end lies in a period; missing is no."""
    day = months.to_numpy()[None, :]
    begin, end = (rows[name].astype("datetime64[us]").to_numpy()[:, None] for name in (first, last))
    return (begin <= day) & (day <= end)


def _parts(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells three times: whole, and of asielzoekers amv and regular apart."""
    asylum = cells[cells["doelgroep"].eq(Doelgroep.ASIELZOEKERS)]
    regular = asylum["plekken"] - asylum["plekken_amv"]
    parts = {
        Deelgroep.ALLE: cells,
        Deelgroep.AMV: asylum.assign(plekken=asylum["plekken_amv"]),
        Deelgroep.REGULIER: asylum.assign(plekken=regular),
    }
    return pd.concat([_counted(rows).assign(deelgroep=part.value) for part, rows in parts.items()])


def _counted(cells: pd.DataFrame) -> pd.DataFrame:
    """Return what each cell adds to every column."""
    sure, number = cells["zeker"], cells["plekken"].notna()
    soft = (is_bound(cells, "plekken") | cells["waarde_status"].eq(WaardeStatus.GESCHAT)) & number
    heads = {
        "locaties": sure,
        "plekken_onbekend": sure & ~number,
        "locaties_mogelijk": ~sure,
        "mogelijk_onbekend": ~sure & ~number,
        "locaties_circa": sure & soft,
    }
    counts = {"plekken": cells["plekken"].where(sure), "plekken_mogelijk": cells["plekken"].where(~sure)}
    return cells.assign(**counts, **{name: mask.astype("Int64") for name, mask in heads.items()})
