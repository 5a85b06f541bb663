"""Which sites take part in the draw, and which are left out because something about them is not known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.kansen import NOG_NIET_OPEN
from model.lijsten import Deelgroep, Stadium
from model.taal import datum

#: What a draw needs to know of a stay; ``metrics.supply.stays`` gives it.
NEEDED = (
    "locatie_id", "gebied_code", "naam", "doelgroep", "stadium", "plekken", "plekken_amv", "van", "tot",
    "verlenging_tot", "verlenging_status", "is_onbepaald", "waarde_status", "bron_id", "bron_cel",
)  # fmt: skip
ORDER = ["gebied_code", "locatie_id", "van", "tot", "plekken", "doelgroep"]
OVER = (Stadium.GESLOTEN, Stadium.VERVALLEN)


@dataclass(frozen=True)
class Plan:
    """What can be drawn for one group.

    Attributes:
        rijen: stays in the draw, in a fixed order: the columns of ``NEEDED`` with plekken filled (int64),
            ``is_gepland`` (not open yet), ``is_te_laat`` (should be open by now and is not),
            ``zonder_einde`` (no last day) and ``heeft_verlenging`` (may stay longer).
        weggelaten: stays whose places, dates, stage or group are not known: locatie_id, gebied_code, naam,
            doelgroep, stadium, plekken, reden, bron_id, bron_cel.
        doelgroep, deelgroep, peildatum: what it is about.
    """

    rijen: pd.DataFrame
    weggelaten: pd.DataFrame
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
) -> Plan:
    """Divide the stays of one group into those that can be drawn and those that cannot, with the reason.

    A closed or dropped site gives no places and is no gap. A site that is open needs no known start. Leaving
    a site out can only make a result too low, never too high.

    Args:
        stays: rows of ``metrics.supply.stays``; a stay without a group may belong to this one, so it is
            named.
        doelgroep: one group.
        peildatum: from this day on is drawn.
        deelgroep: ``alle`` for all places, ``amv`` for those of amv.
        open_einde_blijft: take a missing last day for 'stays', an assumption that the reader must choose.
    """
    day = pd.Timestamp(peildatum)
    mine = stays[stays["doelgroep"].isin([doelgroep, ""]) & ~stays["stadium"].isin(OVER)]
    mine = mine[list(NEEDED)].sort_values(ORDER, kind="stable").reset_index(drop=True)
    places = mine["plekken_amv"] if deelgroep == Deelgroep.AMV else mine["plekken"]
    mine = mine.assign(plekken=places.astype("Int64"))
    planned = mine["stadium"].isin(NOG_NIET_OPEN)
    no_end = mine["tot"].isna() & (mine["is_onbepaald"] | (mine["verlenging_tot"].isna() & open_einde_blijft))
    mine = mine.assign(
        heeft_verlenging=mine["verlenging_tot"].notna() & ~no_end,
        is_gepland=planned,
        is_te_laat=planned & mine["van"].lt(day).fillna(False),
        zonder_einde=no_end,
    )
    reason = _reasons(mine, day, "amv-plekken" if deelgroep == Deelgroep.AMV else "plekken")
    drawn = mine[reason.eq("") & mine["plekken"].gt(0).fillna(False)]
    columns = ["locatie_id", "gebied_code", "naam", "doelgroep", "stadium", "plekken", "bron_id", "bron_cel"]
    left = mine[reason.ne("")][columns].assign(reden=reason[reason.ne("")])
    rows = drawn.astype({"plekken": "int64"}).reset_index(drop=True)
    return Plan(rows, left.reset_index(drop=True), str(doelgroep), str(deelgroep), day)


def _reasons(rows: pd.DataFrame, day: pd.Timestamp, unit: str) -> pd.Series:
    """Return per stay why it cannot be drawn; an empty text where it can."""
    planned, ends = rows["is_gepland"], rows[["tot", "verlenging_tot"]].max(axis=1)
    checks = [
        (rows["doelgroep"].eq(""), "doelgroep onbekend"),
        (rows["stadium"].eq(Stadium.ONBEKEND), "stadium onbekend"),
        (rows["plekken"].isna(), f"aantal {unit} onbekend"),
        (planned & rows["van"].isna(), "openingsdatum onbekend"),
        (rows["tot"].isna() & ~rows["zonder_einde"], "einddatum onbekend"),
        (~rows["zonder_einde"] & ends.lt(day), f"einde voor {datum(day)}, en toch niet gesloten"),
    ]  # fmt: skip
    masks = [np.asarray(mask.fillna(False), dtype=bool) for mask, _ in checks]
    text = np.select(masks, [t for _, t in checks], default="")
    return pd.Series(text, index=rows.index, dtype="str")
