"""When a stay is certainly there, and when it may be: what the dates and the stage prove, and no more.

Two periods per stay. Inside ``zeker`` the dates prove it. Inside ``mogelijk`` and outside ``zeker`` nobody
can tell from the register: the opening or the end is not known, or a day passed without the stage moving on.
Such places are never in the sum and never gone.
"""

from __future__ import annotations

import pandas as pd

from model.frames import TEXT
from model.lijsten import ZEKERHEID_PER_STADIUM, Stadium, Verlenging, Zekerheid

#: No supply: not found yet, or dropped.
NO_SUPPLY = (Stadium.ZOEKFASE, Stadium.VERVALLEN)
#: Is there on the day of the register, by its stage.
THERE = tuple(s for s, z in ZEKERHEID_PER_STADIUM.items() if z == Zekerheid.OPEN)
#: Is to come, by its stage.
PLANNED = tuple(s for s, z in ZEKERHEID_PER_STADIUM.items() if z != Zekerheid.OPEN)
#: Ends of time: what has no known begin or end on a side that stays open.
EVER, NEVER = pd.Timestamp("1900-01-01"), pd.Timestamp("2200-01-01")
PERIODS = ("zeker_van", "zeker_tot", "mogelijk_van", "mogelijk_tot")


def presence(stays: pd.DataFrame, peildatum: pd.Timestamp, *, verlenging: bool) -> pd.DataFrame:
    """Return the stays that can supply, with the period in which they do and the one in which they may.

    A stage is what is known on the peildatum, so an open location without an end is certainly there up to the
    month of the peildatum and may be there after it; one without an end because none was agreed
    (``is_onbepaald``) stays. A plan whose opening day passed while its stage did not move on, and an open
    location whose end passed, may be there. A closed or dropped location never supplies after its end.

    Args:
        stays: see ``stays``.
        peildatum: day on which the register is looked at.
        verlenging: use every extension that is not excluded; else only those that were agreed.

    Returns:
        The stays without those that supply nothing (zoekfase, vervallen), plus ``zeker_van``, ``zeker_tot``,
        ``mogelijk_van``, ``mogelijk_tot`` (first and last day, both inclusive; missing when there is no such
        period), einde (last day that the dates give; missing when unknown), zekerheid of the stay while it is
        there ('open' for one that has closed since, empty when its stage is not known) and datum_reden
        (Dutch: why it is not certain; empty when it is).
    """
    rows = stays[~stays["stadium"].isin(NO_SUPPLY)]
    month = peildatum + pd.offsets.MonthEnd(0)
    rows = rows.assign(einde=ends(rows, verlenging=verlenging), _open_einde=_may_go_on(rows, verlenging))
    rows = rows.assign(
        zekerheid=rows["zekerheid"].mask(rows["stadium"].eq(Stadium.GESLOTEN), Zekerheid.OPEN.value),
        datum_reden=_reasons(rows, peildatum),
    )
    certain, possible = _certain(rows, peildatum, month), _possible(rows, peildatum)
    return rows.assign(**certain, **possible).drop(columns="_open_einde")


def ends(stays: pd.DataFrame, *, verlenging: bool) -> pd.Series:
    """Return the last day of each stay: with the extension that was agreed, or with any that may be used.

    Missing when unknown; a stay for an open period ends at ``NEVER``, and a location that is known to be
    closed since a day ends on it. An option on an end that is not known changes nothing.
    """
    closed, tot = stays["stadium"].eq(Stadium.GESLOTEN), stays["tot"]
    agreed = stays["verlenging_status"].eq(Verlenging.AFGESPROKEN)
    used = agreed | (stays["verlenging_status"].ne(Verlenging.GEEN) & ~closed & verlenging)
    later = stays["verlenging_tot"].where(used)
    end = tot.mask(later.gt(tot) | (tot.isna() & agreed), later)
    end = end.mask(end.isna() & stays["is_onbepaald"], NEVER)
    since = stays["stadium_sinds"].where(closed)
    return end.mask(closed & since.notna() & ~end.lt(since), since)


def _may_go_on(rows: pd.DataFrame, verlenging: bool) -> pd.Series:
    """Return which stays may go on after their end: an extension is agreed or possible, its day not known."""
    open_ = {Verlenging.AFGESPROKEN}
    if verlenging:
        open_ |= {Verlenging.MOGELIJK, Verlenging.GEVRAAGD}
    closed = rows["stadium"].eq(Stadium.GESLOTEN)
    return rows["verlenging_status"].isin(open_) & rows["verlenging_tot"].isna() & ~closed


def _late(rows: pd.DataFrame, peildatum: pd.Timestamp) -> pd.Series:
    """Return which plans should have been open by now, while their stage says that they are not."""
    return rows["stadium"].isin(PLANNED) & rows["van"].lt(peildatum)


def _overdue(rows: pd.DataFrame, peildatum: pd.Timestamp) -> pd.Series:
    """Return which locations should have ended by now, while their stage says that they are there."""
    return rows["stadium"].isin(THERE) & rows["einde"].lt(peildatum) & rows["tot_sluiting"]


def _certain(rows: pd.DataFrame, peildatum: pd.Timestamp, month: pd.Timestamp) -> dict[str, pd.Series]:
    there, planned = rows["stadium"].isin(THERE), rows["stadium"].isin(PLANNED)
    closed = rows["stadium"].eq(Stadium.GESLOTEN)
    begin = rows["van"].mask(there & rows["van"].isna(), peildatum)
    end = rows["einde"].mask(there & rows["einde"].isna(), month)
    early = closed & end.gt(peildatum)  # it closed before its planned end: when is not known
    holds = (there | (planned & ~_late(rows, peildatum)) | (closed & ~early)) & begin.le(end)
    return {"zeker_van": begin.where(holds), "zeker_tot": end.where(holds)}


def _possible(rows: pd.DataFrame, peildatum: pd.Timestamp) -> dict[str, pd.Series]:
    """Return the widest period that nothing speaks against; without any date a closed one has no period."""
    closed, planned = rows["stadium"].eq(Stadium.GESLOTEN), rows["stadium"].isin(PLANNED)
    begin = rows["van"].fillna(EVER).mask(planned & rows["van"].isna(), peildatum)
    goes_on = rows["_open_einde"] | _overdue(rows, peildatum) | rows["einde"].isna()
    end = rows["einde"].mask(goes_on, NEVER)
    end = end.mask(closed & end.gt(peildatum), peildatum)
    undated = rows["van"].isna() & rows["einde"].isna()
    holds = ~(undated & rows["stadium"].isin([Stadium.GESLOTEN, Stadium.ONBEKEND])) & begin.le(end)
    return {"mogelijk_van": begin.where(holds), "mogelijk_tot": end.where(holds)}


def _reasons(rows: pd.DataFrame, peildatum: pd.Timestamp) -> pd.Series:
    """Return in Dutch why the period of a stay is not certain, the weightiest reason first."""
    no_begin, no_end = rows["van"].isna(), rows["einde"].isna()
    closed, unknown = (rows["stadium"].eq(stage) for stage in (Stadium.GESLOTEN, Stadium.ONBEKEND))
    checks = [
        (rows["_open_einde"], "verlenging zonder einddatum"),
        (no_end, "einde onbekend"),
        (no_begin, "begin onbekend"),
        (no_begin & no_end, "begin en einde onbekend"),
        (closed & rows["einde"].gt(peildatum), "eerder gesloten, onbekend wanneer"),
        (_overdue(rows, peildatum), "einddatum voorbij, staat nog als open"),
        (_late(rows, peildatum), "openingsdatum voorbij, staat nog niet als open"),
        (unknown, "stadium onbekend"),
        (unknown & (no_begin | no_end), "stadium en datum onbekend"),
    ]
    out = pd.Series("", index=rows.index, dtype=TEXT)
    for mask, text in checks:
        out = out.mask(mask, text)
    return out
