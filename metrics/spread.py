"""How the duty and the places are spread over gemeenten: columns with a definition, no score and no verdict.

"Evenwichtig" has no number in any source. What a minister looks at (national balance, efforts of ten years,
feasibility) is shown as measures beside each other; whoever reads them weighs them.
"""

from __future__ import annotations

import pandas as pd

from metrics.supply import monthly
from metrics.validity import is_bound
from model.lijsten import Deelgroep, Doelgroep

#: Measures of ``table``, and whether they are shares.
MATEN = ("opgave_per_1000", "hard_per_1000", "aandeel_opgave", "aandeel_hard", "inspanning_per_1000")


def effort(stays: pd.DataFrame, gemeenten: list[str], peildatum: pd.Timestamp, jaren: int) -> pd.DataFrame:
    """Return how many places for asielzoekers were open on average in the years before a day.

    Only what dates and numbers of the register prove: it is at least so many.

    Args:
        stays: see ``metrics.supply.stays``.
        gemeenten: codes.
        peildatum: last day.
        jaren: how many years back.

    Returns:
        gebied_code, inspanning (Float64: mean of the places on the last day of each month; missing when the
        register knows no location with dates and a number), locaties (Int64: stays that count in it),
        locaties_onbekend (Int64: stays that were or may have been there without counting in full).
    """
    first = peildatum - pd.DateOffset(years=jaren) + pd.DateOffset(months=1)
    links = pd.DataFrame({"gebied_code": gemeenten, "lid": gemeenten}).astype("str")
    mine = stays[stays["doelgroep"].eq(Doelgroep.ASIELZOEKERS)]
    months = monthly(mine, gemeenten, links, first, peildatum, verlenging=False, peildatum=peildatum)
    months = months[months["deelgroep"].eq(Deelgroep.ALLE)]
    places = months.groupby("gebied_code")["plekken"].sum(min_count=1) / (jaren * 12)
    known = mine.groupby("gebied_code")["plekken"].agg(["count", "size"])
    out = pd.DataFrame({"gebied_code": gemeenten}).astype("str").set_index("gebied_code")
    out = out.assign(inspanning=places.astype("Float64"), locaties=known["count"].astype("Int64"))
    missing = (known["size"] - known["count"]).astype("Int64")
    return out.assign(locaties_onbekend=missing.reindex(out.index).fillna(0)).reset_index()


def table(gemeenten: pd.DataFrame, offer: pd.DataFrame, efforts: pd.DataFrame) -> pd.DataFrame:
    """Return the measures of spread per gemeente; unknown in, unknown out.

    Args:
        gemeenten: ``fulfilment.table`` rows of asielzoekers, alle, of the gemeenten of one area.
        offer: ``report.offered`` of the same gemeenten.
        efforts: see ``effort``.

    Returns:
        gebied_code, naam, inwoners, opgave (missing when it is a bound), hard (Int64), and Float64:
        opgave_per_1000, hard_per_1000,
        aandeel_opgave and aandeel_hard (parts of the sums that are known), inspanning, inspanning_per_1000.
    """
    mine = offer[offer["deelgroep"].eq(Deelgroep.ALLE)][["gebied_code", "hard"]]
    exact = gemeenten["opgave"].where(~is_bound(gemeenten, "opgave"))
    rows = (
        gemeenten[["gebied_code", "naam", "inwoners"]]
        .assign(opgave=exact)
        .merge(mine, on="gebied_code", how="left")
    )
    rows = rows.merge(efforts, on="gebied_code", how="left")
    people = rows["inwoners"].where(rows["inwoners"].gt(0)).astype("Float64")
    return rows.assign(
        opgave_per_1000=rows["opgave"].astype("Float64") / people * 1000,
        hard_per_1000=rows["hard"].astype("Float64") / people * 1000,
        aandeel_opgave=_share(rows["opgave"]),
        aandeel_hard=_share(rows["hard"]),
        inspanning_per_1000=rows["inspanning"] / people * 1000,
    )


def _share(values: pd.Series) -> pd.Series:
    """Return each one's part of the sum of what is known."""
    whole = values.sum(min_count=1)
    if pd.isna(whole) or whole == 0:
        return pd.Series(pd.NA, index=values.index, dtype="Float64")
    return values.astype("Float64") / float(whole)


def ranges(spread: pd.DataFrame) -> pd.DataFrame:
    """Return per measure how far the gemeenten lie apart.

    Returns:
        maat, bekend, gemeenten (Int64), laagste, middelste, hoogste (Float64), laagste_naam, hoogste_naam:
        the names of those that are lowest and highest; missing when of no gemeente the measure is known.
    """
    rows = []
    for maat in MATEN:
        known = spread[spread[maat].notna()].sort_values([maat, "naam"], kind="stable")
        row = {"maat": maat, "bekend": len(known), "gemeenten": len(spread)}
        if len(known):
            low, high = known.iloc[0], known.iloc[-1]
            row |= {"laagste": low[maat], "middelste": float(known[maat].median()), "hoogste": high[maat]}
            row |= {"laagste_naam": low["naam"], "hoogste_naam": high["naam"]}
        rows.append(row)
    columns = ["maat", "bekend", "gemeenten", "laagste", "middelste", "hoogste"]
    out = pd.DataFrame(rows).reindex(columns=[*columns, "laagste_naam", "hoogste_naam"])
    numbers = {"bekend": "Int64", "gemeenten": "Int64"} | dict.fromkeys(columns[3:], "Float64")
    return out.astype(numbers).fillna({"laagste_naam": "", "hoogste_naam": ""})
