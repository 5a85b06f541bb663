"""Rules about the taakstelling: netto, saldo and gecorrigeerd must fit; a saldo often has the wrong sign."""

from __future__ import annotations

import pandas as pd

from metrics.content.work import Work
from model.inhoud import Regel
from model.lijsten import Maat, SoortOpgave

_KEYS = ["gebied_code", "doelgroep", "deelgroep", "begin"]


def corrected(work: Work, regel: Regel) -> pd.DataFrame:
    """Name a gecorrigeerde taakstelling that is not netto minus the saldo with which the half-year starts."""
    rows = _task(work)
    off = (rows["getal"] - rows["berekend"]).abs()
    return rows.assign(grootte=off)[off.gt(regel.grens["verschil"])]


def turned(work: Work, regel: Regel) -> pd.DataFrame:
    """Name a saldo that only fits with the other sign: gecorrigeerd is netto plus saldo."""
    rows = _task(work)
    off = (rows["getal"] - rows["berekend"]).abs()
    other = (rows["getal"] - (rows["netto"] + rows["saldo"])).abs()
    limit = regel.grens["verschil"]
    rows = rows.assign(grootte=2 * rows["saldo"].abs(), gecorrigeerd=rows["getal"])
    return rows[off.gt(limit) & other.le(limit)]


def balance(work: Work, regel: Regel) -> pd.DataFrame:
    """Name a saldo that is not realisatie minus gecorrigeerd of the half-year that ended with it."""
    facts = work.facts[work.facts["getal"].notna()]
    saldo = facts[facts["maat"].eq(Maat.SALDO)]
    saldo = saldo.assign(begin=_first_day(saldo["datum"]))
    flows = facts[facts["periode_tot"].notna()]
    flows = flows.assign(begin=flows["periode_tot"] + pd.Timedelta(days=1))
    whole = flows["datum"].ge(flows["periode_tot"])
    done = _single(flows[flows["maat"].eq(Maat.REALISATIE) & whole], "realisatie")
    task = _single(_duty(flows, SoortOpgave.GECORRIGEERD), "gecorrigeerd")
    rows = saldo.merge(done, on=_KEYS).merge(task, on=_KEYS)
    rows = rows.assign(berekend=rows["realisatie"] - rows["gecorrigeerd"])
    off = (rows["getal"] - rows["berekend"]).abs()
    fresh = rows["nieuw"] | rows["nieuw_realisatie"] | rows["nieuw_gecorrigeerd"]
    return rows.assign(grootte=off)[off.gt(regel.grens["verschil"]) & fresh.astype(bool)]


def _task(work: Work) -> pd.DataFrame:
    """Return every gecorrigeerde taakstelling with the netto one and the saldo it starts with."""
    facts = work.facts[work.facts["getal"].notna()]
    duties = facts.assign(begin=facts["periode_van"])
    saldo = facts[facts["maat"].eq(Maat.SALDO)]
    saldo = _single(saldo.assign(begin=_first_day(saldo["datum"])), "saldo")
    netto = _single(_duty(duties, SoortOpgave.NETTO), "netto")
    rows = _duty(duties, SoortOpgave.GECORRIGEERD)
    rows = rows.merge(netto, on=_KEYS).merge(saldo, on=_KEYS)
    fresh = rows["nieuw"] | rows["nieuw_netto"] | rows["nieuw_saldo"]
    return rows.assign(berekend=rows["netto"] - rows["saldo"])[fresh.astype(bool)]


def _duty(rows: pd.DataFrame, soort: SoortOpgave) -> pd.DataFrame:
    return rows[rows["maat"].eq(Maat.OPGAVE) & rows["soort_opgave"].eq(soort)]


def _first_day(day: pd.Series) -> pd.Series:
    """Return the first day of the half-year a saldo is carried into: the day itself, or the day after."""
    return day.where(day.dt.day.eq(1), day + pd.Timedelta(days=1))


def _single(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one number per gemeente and half-year; none where the delivery and the version differ."""
    by = rows.groupby(_KEYS)
    one = by["getal"].min().eq(by["getal"].max())
    found = pd.DataFrame({name: by["getal"].max(), f"nieuw_{name}": by["nieuw"].any()})
    return found[one].reset_index()
