"""Supply against duty by month: what is there, how sure, what is asked, and what is short."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics.supply.duty import FIGURE
from metrics.supply.months import month_ends, monthly
from model.lijsten import Deelgroep, Doelgroep, Zekerheid

KEY = ["gebied_code", "deelgroep", "maand"]
CERTAIN = [str(sure) for sure in Zekerheid]
HEADS = ["locaties", "plekken_onbekend", "locaties_mogelijk", "mogelijk_onbekend", "locaties_circa"]
COLUMNS = [
    *KEY, "doelgroep", *CERTAIN, "aanbod", "mogelijk", *HEADS, "cyclus", *FIGURE, "opgave_reden", "van_reden",
    "verschil", "tekort", "tekort_min", "tekort_hard",
]  # fmt: skip
OUTSIDE = "in deze maand vraagt geen geladen opgave om plekken"


def against_duty(
    stays: pd.DataFrame,
    steps: pd.DataFrame,
    gebieden: Sequence[str],
    links: pd.DataFrame,
    van: pd.Timestamp,
    tot: pd.Timestamp,
    *,
    doelgroep: str,
    verlenging: bool,
    peildatum: pd.Timestamp,
) -> pd.DataFrame:
    """Return for every month what the loaded locations of an area offer, and what is short of its duty.

    An area of which no location of the group is loaded has no supply that anyone knows: its numbers are
    missing. In another area a certainty without a location is 0: that many places are loaded.

    Args:
        stays: see ``stays``.
        steps: see ``duties``, of the same group.
        gebieden: areas wanted.
        links: gebied_code and lid, see ``metrics.areas.membership``.
        van: first month.
        tot: last month.
        doelgroep: one group.
        verlenging: see ``presence``.
        peildatum: see ``presence``.

    Returns:
        ``COLUMNS``, a row per area, part and month. Int64: open, besloten and voornemen (certainly there),
        aanbod (the three together), mogelijk (may be there), the numbers of stays of ``monthly``, opgave with
        its bounds; verschil = aanbod − opgave; tekort (what is short when nothing more is there than is
        certain; 0 when nothing is), tekort_min (when everything is there that may be; missing when a number
        is not known) and tekort_hard (when no voornemen goes on). All missing without a duty; opgave_reden
        says why there is none.
    """
    mine = stays[stays["doelgroep"].eq(doelgroep)]
    months = month_ends(van, tot)
    rows = monthly(mine, gebieden, links, van, tot, verlenging=verlenging, peildatum=peildatum)
    out = _grid(gebieden, months, doelgroep).merge(_wide(rows), how="left", on=KEY)
    loaded = links.loc[links["lid"].isin(mine["gebied_code"]), "gebied_code"]
    out = _zeroes(out, out["gebied_code"].isin(loaded)).assign(doelgroep=doelgroep)
    return _short(_with_duty(out, steps))[COLUMNS]


def _grid(gebieden: Sequence[str], months: pd.DatetimeIndex, doelgroep: str) -> pd.DataFrame:
    parts = list(Deelgroep) if doelgroep == Doelgroep.ASIELZOEKERS else [Deelgroep.ALLE]
    rows = [(code, part.value, month) for code in gebieden for part in parts for month in months]
    return pd.DataFrame(rows, columns=KEY).astype({"maand": "datetime64[us]", "gebied_code": "str"})


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row per area, part and month, certainties beside each other; ``_`` marks unknown numbers."""
    whole = rows.groupby(KEY)
    out = whole[HEADS].sum()
    out = out.assign(
        aanbod=whole["plekken"].sum(min_count=1), mogelijk=whole["plekken_mogelijk"].sum(min_count=1)
    )
    for name in CERTAIN:
        mine = rows[rows["zekerheid"].eq(name)].groupby(KEY)
        out[name] = mine["plekken"].sum(min_count=1).reindex(out.index)
        out[f"_{name}"] = mine["plekken_onbekend"].sum().reindex(out.index)
    return out.reset_index()


def _zeroes(rows: pd.DataFrame, loaded: pd.Series) -> pd.DataFrame:
    """Fill in 0 where the register of an area holds no such location; unknown numbers stay missing."""
    unknown = {name: f"_{name}" for name in CERTAIN}
    unknown |= {"aanbod": "plekken_onbekend", "mogelijk": "mogelijk_onbekend"}
    counted = rows[list({*HEADS, *unknown.values()})]
    out = rows.assign(**{name: counted[name].fillna(0).astype("Int64") for name in counted})
    for name, heads in unknown.items():
        out[name] = out[name].astype("Int64").mask(loaded & out[heads].eq(0) & out[name].isna(), 0)
    return out


def _with_duty(rows: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """Put beside each month the duty that asks for places on its last day."""
    named = ["van", "tot", "cyclus", *FIGURE, "opgave_reden", "van_reden"]
    joined = rows[KEY].merge(steps[["gebied_code", "deelgroep", *named]], on=["gebied_code", "deelgroep"])
    held = joined[joined["van"].le(joined["maand"]) & ~joined["tot"].lt(joined["maand"])]
    out = rows.merge(held.drop(columns=["van", "tot"]), how="left", on=KEY)
    texts = {name: out[name].fillna("").astype("str") for name in ("cyclus", "opgave_bron", "van_reden")}
    numbers = {name: out[name].astype("Int64") for name in ("opgave", "opgave_min", "opgave_max")}
    status = out["opgave_status"].fillna("onbekend").astype("str")
    return out.assign(
        **texts,
        **numbers,
        opgave_status=status,
        opgave_reden=out["opgave_reden"].fillna(OUTSIDE).astype("str"),
    )


def _short(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what is short: at most, at least, and without any voornemen."""
    duty, supply = rows["opgave"], rows["aanbod"]
    parts = rows[["open", "besloten"]]
    hard = parts.sum(axis=1, min_count=1).astype("Int64")
    hard = hard.mask(parts.isna().any(axis=1) & hard.eq(0))
    known = rows["plekken_onbekend"].add(rows["mogelijk_onbekend"]).eq(0)
    return rows.assign(
        verschil=supply - duty,
        tekort=(duty - supply).clip(lower=0),
        tekort_min=(duty - supply - rows["mogelijk"]).clip(lower=0).where(known),
        tekort_hard=(duty - hard).clip(lower=0),
    )
