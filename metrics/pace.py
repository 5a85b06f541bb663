"""Statushouders: the three figures of a taakstelling, the pace of a half-year, and who is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics import groups
from metrics.counters import last_counter
from metrics.validity import Selection, half_year, is_exact, select
from model.frames import Frames
from model.lijsten import Aard, Doelgroep, Maat, SoortOpgave, WaardeStatus
from model.rules import Rules

DAY = pd.Timedelta(days=1)
COLUMNS = (
    "gebied_code", "naam", "periode_van", "periode_tot", "netto", "saldo_vorig", "gecorrigeerd",
    "gecorrigeerd_status", "soort_opgave", "realisatie", "geteld_tot", "verschil", "maanden", "verwacht",
    "tempo", "realisatie_aandeel", "bron_cijfers",
)  # fmt: skip


def months_completed(first: pd.Timestamp, counted_until: pd.Series) -> pd.Series:
    """Return how many months of a half-year have wholly passed on the dates that were counted until.

    >>> until = pd.Series(pd.to_datetime(["2023-12-05", "2023-12-31", None]))
    >>> months_completed(pd.Timestamp("2023-07-01"), until).tolist()
    [5, 6, <NA>]
    """
    after = (counted_until + DAY).dt
    return ((after.year - first.year) * 12 + after.month - first.month).clip(0, 6).astype("Int64")


def months_of_half_year(until: pd.Series) -> pd.Series:
    """Return how many months of the half-year a date lies in have wholly passed on it.

    >>> months_of_half_year(pd.Series(pd.to_datetime(["2026-10-31", "2026-12-31", None]))).tolist()
    [4, 6, <NA>]
    """
    after = (until + DAY).dt
    first = until.dt.month.where(until.dt.month.isna(), 1).mask(until.dt.month.gt(6), 7)
    return ((after.year - until.dt.year) * 12 + after.month - first).astype("Int64")


def table(
    frames: Frames,
    gebied_codes: Sequence[str],
    peildatum: pd.Timestamp,
    rules: Rules,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the taakstelling of the half-year a date lies in, one row per area, unknown areas included.

    A published corrected task prevails. Otherwise it is the netto task minus the saldo of the previous
    half-year (voorsprong +, achterstand −), only when both are known, with status berekend. The saldo is
    published, or realisatie minus corrected task of that half-year.

    Returns:
        The columns of ``COLUMNS``: soort_opgave says which kind stands under gecorrigeerd; numbers Int64;
        verwacht (maanden / 6 × gecorrigeerd), tempo (share of verwacht) and realisatie_aandeel Float64,
        missing when the corrected task is 0 or less.
    """
    day = pd.Timestamp(peildatum)
    first, last = half_year(day)
    mine = frames["cijfers"]
    mine = mine[mine["doelgroep"].eq(Doelgroep.STATUSHOUDERS) & mine["gebied_code"].isin(gebied_codes)]
    now = _figures(select(mine, day, rules, preferences), gebied_codes)
    before = _figures(select(mine, first - DAY, rules, preferences), gebied_codes)
    saldo = _saldo_before(mine, before, first, rules, preferences)
    out = _corrected(now, saldo, before)
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    out = out.assign(naam=names.reindex(out.index), periode_van=first, periode_tot=last)
    return _paced(out, first, rules).reset_index()


def _figures(selection: Selection, codes: Sequence[str]) -> pd.DataFrame:
    """Return netto, gecorrigeerd and realisatie that hold, one row per area."""
    rows = selection.geldig[selection.geldig["aard"].eq(Aard.STROOM)]
    exact = rows[is_exact(rows) | rows["waarde_status"].eq(WaardeStatus.GESCHAT)]
    task = exact[exact["maat"].eq(Maat.OPGAVE)]
    out = pd.DataFrame(index=pd.Index(list(dict.fromkeys(codes)), name="gebied_code"))
    for kind in (SoortOpgave.NETTO, SoortOpgave.GECORRIGEERD, SoortOpgave.ONBEKEND):
        out = _join(out, task[task["soort_opgave"].eq(kind)], kind.value)
    out = _join(out, exact[exact["maat"].eq(Maat.REALISATIE)], "realisatie")
    use = out["gecorrigeerd"].isna() & out["onbekend"].notna() & out["netto"].isna()
    for column in ("", "_status", "_bron"):
        own = out[f"gecorrigeerd{column}"]
        out[f"gecorrigeerd{column}"] = own.where(~use, out[f"onbekend{column}"])
    kind = pd.Series(SoortOpgave.ONBEKEND.value, index=out.index).where(use, SoortOpgave.GECORRIGEERD.value)
    return out.assign(soort_opgave=kind.where(out["gecorrigeerd"].notna(), "").astype("str"))


def _join(out: pd.DataFrame, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = {"waarde": name, "waarde_status": f"{name}_status", "bron_cijfers": f"{name}_bron"}
    columns |= {"datum": f"{name}_datum"}
    one = rows.drop_duplicates("gebied_code").set_index("gebied_code")[list(columns)].rename(columns=columns)
    return out.join(one)


def _saldo_before(
    cijfers: pd.DataFrame,
    before: pd.DataFrame,
    first: pd.Timestamp,
    rules: Rules,
    preferences: Mapping[str, str] | None,
) -> pd.DataFrame:
    """Return the saldo with which a half-year starts: as published, else realisatie − gecorrigeerd before it.

    A published saldo is a stock on the last day before or the first day of the half-year, or the flow of the
    half-year before it.
    """
    rows = cijfers[cijfers["maat"].eq(Maat.SALDO)]
    held = select(rows[rows["aard"].eq(Aard.STROOM)], first - DAY, rules, preferences).geldig
    stock = rows[rows["aard"].eq(Aard.STAND) & rows["peildatum"].between(first - DAY, first)]
    held = pd.concat([f for f in (held, select(stock, first, rules, preferences).geldig) if len(f)] or [held])
    published = held.drop_duplicates("gebied_code").set_index("gebied_code")
    computed = before["realisatie"] - before["gecorrigeerd"]
    cells = (before["realisatie_bron"].fillna("") + "|" + before["gecorrigeerd_bron"].fillna("")).where(
        computed.notna(), ""
    )
    own = published["waarde"].reindex(before.index)
    return pd.DataFrame(
        {
            "saldo_vorig": own.fillna(computed),
            "saldo_bron": published["bron_cijfers"].reindex(before.index).fillna(cells),
        }
    )


def _corrected(now: pd.DataFrame, saldo: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Fill the corrected task where it is not published and can be computed."""
    out = now.join(saldo)
    computed = out["netto"] - out["saldo_vorig"]
    use = out["gecorrigeerd"].isna() & computed.notna()
    status = out["gecorrigeerd_status"].where(~use, WaardeStatus.BEREKEND.value)
    texts = [f"{c}_bron" for c in ("netto", "gecorrigeerd", "realisatie")]
    cells = out[[*texts, "saldo_bron"]].fillna("")
    return out.assign(
        gecorrigeerd=out["gecorrigeerd"].where(~use, computed),
        soort_opgave=out["soort_opgave"].where(~use, SoortOpgave.BEREKEND.value),
        gecorrigeerd_status=status.fillna(WaardeStatus.ONBEKEND.value).astype("str"),
        bron_cijfers=[groups.joined(row) for row in cells.itertuples(index=False)],
    )


def _paced(out: pd.DataFrame, first: pd.Timestamp, rules: Rules) -> pd.DataFrame:
    """Add how far along the half-year is, and how far the area is."""
    until = out["realisatie_datum"]
    months = months_completed(first, until)
    task, done = out["gecorrigeerd"], out["realisatie"]
    positive = task.where(task.gt(0)).astype("Float64")
    expected = positive * months.astype("Float64") / rules.tempo.maanden_per_halfjaar
    done_share = done.astype("Float64")
    out = out.assign(
        geteld_tot=until,
        verschil=done - task,
        maanden=months,
        verwacht=expected,
        tempo=done_share / expected.where(expected.gt(0)),
        realisatie_aandeel=done_share / positive,
    )
    return out[list(COLUMNS[1:])]


def shortfalls(paced: pd.DataFrame) -> dict[str, Any]:
    """Return the sum of achterstanden beside the net, because a voorsprong never covers another's.

    Args:
        paced: the rows of ``table`` for the gemeenten of one area.

    Returns:
        leden, bekend (gemeenten with a verschil), tekort (sum of the negative ones, as a positive number),
        voorsprong (sum of the positive ones) and netto; the sums are missing when nobody is known.
    """
    difference = paced["verschil"].dropna()
    return {
        "leden": len(paced),
        "bekend": len(difference),
        "tekort": groups.total(-difference.clip(upper=0)),
        "voorsprong": groups.total(difference.clip(lower=0)),
        "netto": groups.total(difference),
    }


def series(
    frames: Frames,
    gebied_codes: Sequence[str],
    peildatum: pd.Timestamp,
    rules: Rules,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the lines of chart C3: what was housed so far, against one sixth of the task per month.

    Returns:
        gebied_code, naam, maand (a date), realisatie (Int64, on the dates that were counted; 0 at the start
        where anything was counted) and lijn (Float64, on the last day of each month; missing without a task).
    """
    paced = table(frames, gebied_codes, peildatum, rules, preferences)
    first, last = half_year(pd.Timestamp(peildatum))
    ends = [first - DAY, *pd.date_range(first, last, freq="ME")]
    line = pd.DataFrame({"maand": ends, "stap": range(7)}).merge(paced, how="cross")
    task = line["gecorrigeerd"].where(line["gecorrigeerd"].gt(0)).astype("Float64")
    line = line.assign(lijn=task * line["stap"] / rules.tempo.maanden_per_halfjaar)
    counted = _counted(frames, gebied_codes, first, pd.Timestamp(peildatum), rules, preferences)
    keys = ["gebied_code", "maand"]
    out = line[[*keys, "lijn"]].merge(counted, on=keys, how="outer")
    out = out.merge(paced[["gebied_code", "naam"]], on="gebied_code")
    columns = ["gebied_code", "naam", "maand", "realisatie", "lijn"]
    return out.sort_values(keys, kind="stable")[columns].reset_index(drop=True)


def _counted(
    frames: Frames,
    codes: Sequence[str],
    first: pd.Timestamp,
    until: pd.Timestamp,
    rules: Rules,
    preferences: Mapping[str, str] | None,
) -> pd.DataFrame:
    """Return the counts of a half-year by who counted last, on each date that was counted, from 0 on."""
    cijfers = frames["cijfers"]
    rows = cijfers[
        cijfers["doelgroep"].eq(Doelgroep.STATUSHOUDERS)
        & cijfers["maat"].eq(Maat.REALISATIE)
        & cijfers["gebied_code"].isin(codes)
        & cijfers["periode_van"].eq(first)
    ]
    rows = last_counter(rows, frames["bronnen"], until)
    stands = sorted(day for day in rows["peildatum"].fillna(rows["periode_tot"]).unique() if day <= until)
    found = [_figures(select(rows, day, rules, preferences), codes).reset_index() for day in stands]
    out = pd.concat([pd.DataFrame({"gebied_code": [], "realisatie_datum": [], "realisatie": []}), *found])
    out = out.dropna(subset=["realisatie"]).drop_duplicates(["gebied_code", "realisatie_datum"])
    start = pd.DataFrame({"gebied_code": out["gebied_code"].unique()}).assign(
        realisatie_datum=first - DAY, realisatie=0
    )
    out = pd.concat([start, out[["gebied_code", "realisatie_datum", "realisatie"]]])
    types = {"gebied_code": "str", "realisatie_datum": "datetime64[us]", "realisatie": "Int64"}
    return out.astype(types).rename(columns={"realisatie_datum": "maand"})
