"""Tidy long frames for charts and tiles, with the display texts that charts, tables and exports share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics import areas
from metrics.known import figures
from metrics.measures import KEY, Choice, of_choice
from metrics.validity import facts, is_bound
from model.frames import Frames
from model.lijsten import Aard, Bereik, Deelgroep, Maat, WaardeStatus
from model.taal import ONBEKEND, getal, procent, waarde, woord

#: Parts of a bar, in the order in which they are stacked.
DELEN = ("open", "besloten", "voornemen", "gat", "onbekend")
SHARES = {"realisatie_aandeel", "tempo"}
SIGNED = {"verschil", "saldo_vorig"}
#: What is computed from an estimate is one.
DERIVED = {
    "verschil": ("opgave", "realisatie"),
    "realisatie_aandeel": ("opgave", "realisatie"),
    "per_1000": ("realisatie",),
}
DECIMALS = {"per_1000": 1, "verwacht": 1}


def texts(table: pd.DataFrame, column: str) -> pd.Series:
    """Return how each value of a column of the wide frame reads on screen, image and sheet.

    Bounds and estimates are said ('minimaal 487', 'circa 430'), shares are percentages, verschil has a sign.
    """
    if column in SHARES:
        out = [procent(value) for value in table[column]]
    elif f"{column}_min" in table:
        parts = [column, f"{column}_min", f"{column}_max", f"{column}_status"]
        out = [waarde(*row) for row in table[parts].itertuples(index=False)]
    else:
        out = [getal(v, DECIMALS.get(column, 0), plus=column in SIGNED) for v in table[column]]
    said = pd.Series(out, index=table.index, dtype="str")
    about = _estimated(table, DERIVED.get(column, ())) & said.ne(ONBEKEND)
    return said.mask(about, "circa " + said)


def _estimated(table: pd.DataFrame, measures: Sequence[str]) -> pd.Series:
    """Return which rows rest on an estimate of one of the measures."""
    out = pd.Series(False, index=table.index, dtype="bool")
    for name in measures:
        if f"{name}_status" in table:
            out |= table[f"{name}_status"].eq(WaardeStatus.GESCHAT)
    return out


def sum_text(total: object, members: pd.DataFrame, measure: str) -> str:
    """Return how a sum over members reads: a sum that holds a bound or an estimate is one itself.

    Args:
        total: the sum over the members that are known.
        members: wide frame of the members, one group and part.
        measure: ``opgave`` or ``realisatie``.
    """
    rows = members[members[measure].notna()]
    bounds = rows[is_bound(rows, measure)]
    lower = bounds[f"{measure}_max"].isna().all()
    soft = rows[f"{measure}_status"].eq(WaardeStatus.GESCHAT).any()
    if bounds.empty or soft or not lower:
        about = soft or not bounds.empty
        return waarde(total, status=WaardeStatus.GESCHAT if about else "")
    return waarde(total, total)


def certainty(table: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of each bar of chart C1: open, besloten, voornemen, and what is left of the duty.

    ``gat`` is what is left when the realisatie is known; when it is not, what is left is ``onbekend``, never
    a shortage. An unknown part has no row value (missing), and a bar without a duty has no rest.

    Args:
        table: wide frame, one group and part.

    Returns:
        gebied_code, naam, doelgroep, deelgroep, eenheid, deel, waarde (Int64), waarde_tekst, opgave
        (Int64), opgave_tekst, conflict, bron_cijfers, volgorde (bars: biggest duty first, unknown last),
        deel_volgorde.
    """
    parts = table[["realisatie", "besloten", "voornemen"]].set_axis(DELEN[:3], axis=1)
    rest = (table["opgave"] - parts.fillna(0).sum(axis=1)).clip(lower=0).astype("Int64")
    known = table["realisatie"].notna()
    parts = parts.assign(gat=rest.where(known), onbekend=rest.where(~known))
    rank = table["opgave"].rank(ascending=False, method="first", na_option="bottom").astype(int)
    about = table[[*KEY, "naam", "eenheid", "opgave", "conflict", "bron_cijfers"]].assign(
        opgave_tekst=texts(table, "opgave"), volgorde=rank
    )
    said = {"open": texts(table, "realisatie")}
    frames = [
        about.assign(
            deel=deel,
            waarde=parts[deel].astype("Int64"),
            waarde_tekst=said.get(deel, _rest_text(table, parts[deel], deel)),
            deel_volgorde=i,
        )
        for i, deel in enumerate(DELEN)
    ]
    out = pd.concat(frames).sort_values(["volgorde", "deel_volgorde"], kind="stable")
    return out.reset_index(drop=True)


def _rest_text(table: pd.DataFrame, values: pd.Series, deel: str) -> pd.Series:
    """Return the text of a part; what is left of a bound or an estimate is one itself."""
    if deel not in DELEN[3:]:
        return _series([getal(value) for value in values], values.index)
    lower, status = values.where(is_bound(table, "opgave")), table["opgave_status"]
    said = [waarde(v, low, None, how) for v, low, how in zip(values, lower, status, strict=True)]
    return _series(said, values.index)


def map_values(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one value per area for the map C4.

    Args:
        table: wide frame, one group and part.
        column: a number of the wide frame: realisatie_aandeel, verschil, per_1000, opgave, …

    Returns:
        gebied_code, naam, waarde (Float64, missing is unknown), waarde_tekst, bekend (bool), status, reden
        (why unknown), laatst_bekend.
    """
    value = table[column].astype("Float64")
    return pd.DataFrame(
        {
            "gebied_code": table["gebied_code"],
            "naam": table["naam"],
            "waarde": value,
            "waarde_tekst": texts(table, column),
            "bekend": value.notna().to_numpy(dtype=bool),
            "status": table["status"],
            "reden": table["status_reden"].where(value.isna(), ""),
            "laatst_bekend": table["laatst_bekend"],
        }
    ).reset_index(drop=True)


def over_time(
    frames: Frames,
    gebieden: Sequence[str],
    doelgroep: str,
    *,
    maten: Sequence[str] = (Maat.OPGAVE, Maat.REALISATIE),
    soort_opgave: str | Mapping[str, str] = "",
    cyclus: str = "",
    deelgroep: str = Deelgroep.ALLE,
    tot: pd.Timestamp | None = None,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the published totals of areas over time, for the small multiples C7.

    Only totals of the area itself on a known date; where sources differ on a date there is no point. Nothing
    is carried forward. Of a flow only the last count of each period is there, on the day it was counted.

    Args:
        frames: a version's frames.
        gebieden: the areas themselves, of any level.
        doelgroep: one group.
        maten: measures wanted.
        soort_opgave: kind of duty, as in ``fulfilment.table``.
        cyclus: round of the Spreidingswet.
        deelgroep: alle, amv or regulier.
        tot: last date wanted.
        preferences: recorded choices of source.

    Returns:
        gebied_code, naam, doelgroep, maat, datum, waarde, waarde_min, waarde_max (Int64), waarde_tekst,
        eenheid, bron_cijfers.
    """
    rows = frames["cijfers"]
    group = rows["gebied_code"].isin(gebieden) & rows["doelgroep"].eq(doelgroep)
    figure_ = rows["deelgroep"].eq(deelgroep) & rows["maat"].isin([str(m) for m in maten])
    total = rows["zekerheid"].eq("") & rows["bereik"].eq(Bereik.GEMEENTETOTAAL)
    rows = rows[group & figure_ & total]
    out = facts(rows[of_choice(rows, Choice(soort_opgave, cyclus))], preferences)[0]
    is_task = out["aard"].eq(Aard.STROOM) & out["maat"].eq(Maat.OPGAVE)
    ends = out["periode_tot"] if tot is None else out["periode_tot"].clip(upper=tot)
    begun = is_task & (out["periode_van"].le(tot) if tot is not None else True)
    out = out.assign(
        datum=out["datum"].where(~is_task, ends.where(begun, out["periode_tot"])),
        naam=out["gebied_code"].map(_names(frames)),
        waarde_tekst=figures(out),
    )
    if tot is not None:
        out = out[out["datum"].le(tot)]
    period = ["gebied_code", "maat", "periode_van", "periode_tot"]
    superseded = out.sort_values("datum", kind="stable").duplicated(period, keep="last")
    out = out[~(out["aard"].eq(Aard.STROOM) & superseded.reindex(out.index))]
    columns = ["gebied_code", "naam", "doelgroep", "maat", "datum", "waarde", "waarde_min", "waarde_max"]
    columns += ["waarde_tekst", "eenheid", "bron_cijfers"]
    return out.sort_values(["naam", "maat", "datum"], kind="stable")[columns].reset_index(drop=True)


def _names(frames: Frames) -> pd.Series:
    return frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]


def _series(values: Sequence[str], index: pd.Index) -> pd.Series:
    return pd.Series(values, index=index, dtype="str")


def locations(frames: Frames, gebieden: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the sites for the time line, in order of gemeente and start.

    Args:
        frames: a version's frames; uses locaties and gebieden.
        gebieden: gemeenten, or areas whose gemeenten are meant; None for all.

    Returns:
        locatie_id, naam, gebied_code, gemeente, van, tot, van_bekend, tot_bekend (bool), van_tekst,
        tot_tekst, plekken (Int64), plekken_tekst, eenheid, type, type_tekst, stadium, stadium_tekst,
        zekerheid, doelgroep, status_tekst, bron_id, bron_cel.
    """
    rows = frames["locaties"]
    if gebieden is not None:
        rows = rows[rows["gebied_code"].isin(areas.expand(frames["gebieden"], gebieden, "gemeente"))]
    shown = ["plekken", "plekken_min", "plekken_max", "waarde_status"]
    out = rows.assign(
        gemeente=rows["gebied_code"].map(_names(frames)),
        van_bekend=rows["van"].notna(),
        tot_bekend=rows["tot"].notna(),
        plekken_tekst=_series([waarde(*r) for r in rows[shown].itertuples(index=False)], rows.index),
        type_tekst=rows["type"].map(_word).astype("str"),
        stadium_tekst=rows["stadium"].map(_word).astype("str"),
    )
    columns = [
        "locatie_id", "naam", "gebied_code", "gemeente", "van", "tot", "van_bekend", "tot_bekend",
        "van_tekst", "tot_tekst", "plekken", "plekken_tekst", "eenheid", "type", "type_tekst", "stadium",
        "stadium_tekst", "zekerheid", "doelgroep", "status_tekst", "bron_id", "bron_cel",
    ]  # fmt: skip
    return out.sort_values(["gemeente", "van", "naam"], kind="stable")[columns].reset_index(drop=True)


def _word(code: str) -> str:
    return woord(code) if code else ONBEKEND
