"""Verschil, realisatiepercentage and the word for how an area stands; withheld whenever that is not known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.pace import months_of_half_year
from metrics.validity import is_bound
from model.lijsten import Deelgroep, Doelgroep, Status
from model.rules import Rules
from model.taal import getal

AMV_SHORT = "amv komt"


def judge(table: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return the wide frame with verschil, realisatie_aandeel, per_1000, status and status_reden.

    A share needs one number on both sides: unknown, a bound ('minimaal 487') or a duty of zero or less gives
    none. The status of asielzoekers as a whole is withheld while amv is known to be short, because amv places
    and regular places do not replace each other; what is behind as a whole is behind all the same.
    """
    opgave, realisatie = table["opgave"], table["realisatie"]
    bound = is_bound(table, "opgave") | is_bound(table, "realisatie")
    usable = opgave.gt(0).fillna(False) & realisatie.notna() & ~bound
    share = realisatie.where(usable).astype("Float64") / opgave.where(usable).astype("Float64")
    people = table["inwoners"].where(table["inwoners"].gt(0))
    out = table.assign(
        verschil=(realisatie - opgave).where(~bound),
        realisatie_aandeel=share,
        per_1000=realisatie.where(~is_bound(table, "realisatie")).astype("Float64") / people * 1000,
    )
    judged = share / _due(out, rules)
    behind = judged.lt(rules.status.bijna).fillna(False)
    reason = _reason(out, bound)
    reason = reason.mask(behind & reason.str.startswith(AMV_SHORT), "")
    return out.assign(status=_word(judged.where(reason.eq("")), rules), status_reden=reason)


def _due(table: pd.DataFrame, rules: Rules) -> pd.Series:
    """Return which share of the duty may be expected by now: all of it, but for a half-year that still runs.

    A taakstelling is judged on 1 January and 1 July; until then on completed months / 6 (decision 0009).
    """
    until = table["realisatie_datum"].where(table["doelgroep"].eq(Doelgroep.STATUSHOUDERS))
    months = months_of_half_year(until).astype("Float64") / rules.tempo.maanden_per_halfjaar
    return months.where(months.gt(0)).fillna(1.0)


def _word(share: pd.Series, rules: Rules) -> pd.Series:
    """Return the status that belongs to a share."""
    known, value = share.notna().to_numpy(dtype=bool), share.fillna(-1).to_numpy(dtype=float)
    words = np.select(
        [~known, value >= rules.status.op_schema, value >= rules.status.bijna],
        [Status.ONBEKEND.value, Status.OP_SCHEMA.value, Status.BIJNA.value],
        default=Status.ACHTER.value,
    )
    return pd.Series(words, index=share.index, dtype="str")


def _reason(table: pd.DataFrame, bound: pd.Series) -> pd.Series:
    """Return why there is no status; an empty text when there is one."""
    no_duty, no_result = (_nothing(table, name) for name in ("opgave", "realisatie"))
    short = amv_shortage(table)
    amv = short.map(lambda n: f"{AMV_SHORT} {getal(n)} tekort" if pd.notna(n) else "")
    checks = [
        (table["opgave_conflict"] | table["realisatie_conflict"], "bronnen noemen verschillende getallen"),
        (no_duty & no_result, "opgave en realisatie onbekend"),
        (no_duty, "opgave onbekend"),
        (no_result, "realisatie onbekend"),
        (bound, "alleen een grens bekend"),
        (table["opgave"].le(0).fillna(False), "geen opgave om te halen"),
    ]
    masks = [np.asarray(mask, dtype=bool) for mask, _ in checks]
    text = np.select(masks, [t for _, t in checks], default=amv.to_numpy(dtype=object))
    return pd.Series(text, index=table.index).astype("str")


def _nothing(table: pd.DataFrame, name: str) -> pd.Series:
    """Return where neither a number nor a bound is known."""
    return table[[name, f"{name}_min", f"{name}_max"]].isna().all(axis=1)


def amv_shortage(table: pd.DataFrame) -> pd.Series:
    """Return per row of asielzoekers-alle how many amv places its area is known to be short; else missing."""
    is_amv = table["deelgroep"].eq(Deelgroep.AMV)
    amv = table[is_amv & ~is_bound(table, "opgave") & ~is_bound(table, "realisatie")].set_index("gebied_code")
    short = (amv["opgave"] - amv["realisatie"]).where(lambda n: n.gt(0).fillna(False))
    total = table["deelgroep"].eq(Deelgroep.ALLE) & table["doelgroep"].eq(Doelgroep.ASIELZOEKERS)
    return table["gebied_code"].map(short).astype("Int64").where(total)
