"""Which sites take part in the draw, and which are left out because something about them is not known."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics.forecast.counted import ONZEKER, Telling
from model.kansen import NOG_NIET_OPEN
from model.lijsten import Deelgroep, Stadium, Verlenging
from model.taal import datum

#: What a draw needs to know of a stay; ``metrics.supply.stays`` gives it.
NEEDED = (
    "locatie_id", "gebied_code", "naam", "doelgroep", "stadium", "plekken", "plekken_amv", "van", "tot",
    "verlenging_tot", "verlenging_status", "is_onbepaald", "waarde_status", "bron_id", "bron_cel",
)  # fmt: skip
#: Columns that say why a number of places is missing, where the stays have them.
WHY = ("plekken_reden", "dubbel")
ORDER = ["gebied_code", "locatie_id", "van", "tot", "plekken", "doelgroep"]
OVER = (Stadium.GESLOTEN, Stadium.VERVALLEN)


#: An extension that may be used, but of which nobody says until when.
OPEN_EINDE = (Verlenging.MOGELIJK, Verlenging.GEVRAAGD, Verlenging.AFGESPROKEN)
ZONDER_DAG = "verlenging zonder einddatum: meegeteld tot het contract afloopt"


@dataclass(frozen=True)
class Plan:
    """What can be drawn for one group.

    Attributes:
        rijen: stays in the draw, in a fixed order: the columns of ``NEEDED`` with plekken filled (int64),
            ``is_gepland`` (not open yet), ``is_te_laat`` (should be open by now and is not),
            ``zonder_einde`` (no last day) and ``heeft_verlenging`` (may stay longer).
        weggelaten: stays whose places, dates, stage or group are not known: locatie_id, gebied_code, naam,
            doelgroep, stadium, plekken, reden, ``vanaf`` (the last day that is drawn; missing when the stay
            is not drawn at all), bron_id, bron_cel.
        telt_niet: stays that do not count for the duty, whatever comes of them; the same columns.
        doelgroep, deelgroep, peildatum: what it is about.
    """

    rijen: pd.DataFrame
    weggelaten: pd.DataFrame
    telt_niet: pd.DataFrame
    doelgroep: str
    deelgroep: str
    peildatum: pd.Timestamp


def prepare(
    stays: pd.DataFrame,
    doelgroep: str,
    peildatum: pd.Timestamp,
    *,
    deelgroep: str = Deelgroep.ALLE,
    open_einde_blijft: bool = False,
    telling: Telling | None = None,
) -> Plan:
    """Divide the stays of one group into those that can be drawn and those that cannot, with the reason.

    A closed or dropped site gives no places and is no gap. A site that is open needs no known start. Leaving
    a site out can only make a result too low, never too high.

    Args:
        stays: rows of ``metrics.supply.stays``; a stay without a group may belong to this one: it is named.
        doelgroep: one group.
        peildatum: from this day on is drawn.
        deelgroep: ``alle`` for all places, ``amv`` for those of amv.
        open_einde_blijft: take a missing last day for 'stays', an assumption that the reader must choose.
        telling: which sites count; without it all places do.
    """
    day, counted = pd.Timestamp(peildatum), telling or Telling({}, {})
    mine = stays[stays["doelgroep"].isin([doelgroep, ""]) & ~stays["stadium"].isin(OVER)]
    mine = mine.reindex(columns=[*NEEDED, *WHY]).sort_values(ORDER, kind="stable").reset_index(drop=True)
    places = mine["plekken_amv"] if deelgroep == Deelgroep.AMV else mine["plekken"]
    mine = _dated(mine.assign(plekken=places.astype("Int64")), day, open_einde_blijft)
    out = mine["locatie_id"].isin(list(counted.telt_niet))
    excluded, mine = mine[out], mine[~out].reset_index(drop=True)
    doubt = mine["locatie_id"].map(lambda site: counted.onzeker.get(site, "")).astype("str")
    reason = _reasons(mine, day, deelgroep).where(doubt.eq(""), f"{ONZEKER}: " + doubt)
    drawn = mine[reason.eq("") & mine["plekken"].gt(0).fillna(False)]
    return Plan(
        drawn.drop(columns=list(WHY)).astype({"plekken": "int64"}).reset_index(drop=True),
        _left_out(mine, reason),
        _told(excluded.assign(reden=excluded["locatie_id"].map(counted.telt_niet), vanaf=pd.NaT)),
        str(doelgroep),
        str(deelgroep),
        day,
    )


def _left_out(rows: pd.DataFrame, reason: pd.Series) -> pd.DataFrame:
    """Return what is not drawn, and what is drawn up to the end of a contract that may go on."""
    partly = reason.eq("") & rows["verlenging_status"].isin(OPEN_EINDE)
    partly &= rows["verlenging_tot"].isna() & rows["tot"].notna()
    left = rows.assign(reden=reason.mask(partly, ZONDER_DAG), vanaf=rows["tot"].where(partly))
    return _told(left[left["reden"].ne("")])


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["locatie_id", "gebied_code", "naam", "doelgroep", "stadium", "plekken", "reden", "vanaf"]
    return rows[[*columns, "bron_id", "bron_cel"]].reset_index(drop=True)


def _dated(rows: pd.DataFrame, day: pd.Timestamp, open_einde_blijft: bool) -> pd.DataFrame:
    """Add what the dates say: planned, late, without an end, may be extended."""
    agreed = rows["verlenging_status"].eq(Verlenging.AFGESPROKEN)
    rows = rows.assign(tot=rows["tot"].fillna(rows["verlenging_tot"].where(agreed)))
    planned = rows["stadium"].isin(NOG_NIET_OPEN)
    assumed = rows["verlenging_tot"].isna() & open_einde_blijft
    return rows.assign(
        is_gepland=planned,
        is_te_laat=planned & rows["van"].lt(day).fillna(False),
        zonder_einde=rows["tot"].isna() & (rows["is_onbepaald"] | assumed),
        heeft_verlenging=rows["verlenging_tot"].gt(rows["tot"]).fillna(False),
    )


def _reasons(rows: pd.DataFrame, day: pd.Timestamp, deelgroep: str) -> pd.Series:
    """Return per stay why it cannot be drawn; an empty text where it can."""
    planned, ends = rows["is_gepland"], rows[["tot", "verlenging_tot"]].max(axis=1)
    checks = [
        (rows["doelgroep"].eq(""), "doelgroep onbekend"),
        (rows["stadium"].eq(Stadium.ONBEKEND), "stadium onbekend"),
        (rows["plekken"].isna(), _no_number(rows, deelgroep)),
        (planned & rows["van"].isna(), "openingsdatum onbekend"),
        (rows["tot"].isna() & ~rows["zonder_einde"], "einddatum onbekend"),
        (~rows["zonder_einde"] & ends.lt(day), f"einde voor {datum(day)}, en toch niet gesloten"),
    ]
    out = pd.Series("", index=rows.index, dtype="str")
    for mask, text in reversed(checks):  # the first that holds is the one that is told
        out = out.mask(mask.fillna(False).astype("bool"), text)
    return out


def _no_number(rows: pd.DataFrame, deelgroep: str) -> pd.Series:
    """Return why a number of places is missing: as the stays say it, else that it is not known."""
    if deelgroep == Deelgroep.AMV:
        return pd.Series("aantal amv-plekken onbekend", index=rows.index, dtype="str")
    told = rows[list(WHY)].astype("object").fillna("").astype("str")
    first = told["dubbel"].where(told["dubbel"].ne(""), told["plekken_reden"])
    return first.where(first.ne(""), "aantal plekken onbekend")
