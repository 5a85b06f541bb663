"""Which location serves which group from when to when, with how many places."""

from __future__ import annotations

import pandas as pd

from metrics.overlap_once import once
from model import schemas
from model.frames import TEXT, Frames
from model.lijsten import Doelgroep, Eenheid, LocatieType
from model.rules import Rules

#: What a location says of itself; every stay of it carries these.
OF_SITE = (
    "locatie_id", "gebied_code", "naam", "type", "stadium", "zekerheid", "waarde_status", "vervangt_locatie",
    "is_flexibel", "stadium_sinds", "van_tekst", "tot_tekst", "capaciteit_tekst", "verlenging_tekst",
    "plan_code", "plan_plekken", "capaciteit",
)  # fmt: skip
#: Columns of a stay that a row of ``bestemmingen`` may set.
OF_STAY = (
    "doelgroep", "plekken", "plekken_min", "plekken_max", "plekken_amv", "van", "tot", "is_onbepaald",
    "verlenging_tot", "verlenging_status", "tot_sluiting", "plekken_reden", "bron_id", "bron_cel",
)  # fmt: skip
COLUMNS = (
    "locatie_id", "gebied_code", "naam", "doelgroep", "type", "stadium", "zekerheid", "plekken",
    "plekken_amv", "van", "tot", "verlenging_tot", "verlenging_status", "is_onbepaald", "waarde_status",
    "bron_id", "bron_cel", "plekken_min", "plekken_max", "plekken_reden", "vervangt_locatie", "is_flexibel",
    "stadium_sinds", "tot_sluiting", "van_tekst", "tot_tekst", "capaciteit_tekst", "verlenging_tekst",
    "plan_code", "plan_plekken", "capaciteit", "plekken_bron", "dubbel",
)  # fmt: skip
#: Units that are places; dwellings and residents are no places for anyone.
PLACES = (Eenheid.PLEKKEN, Eenheid.BEDDEN)
NO_NUMBER = "aantal plekken onbekend"
OTHER_UNIT = "alleen {} bekend, geen plekken"


def stays(frames: Frames, *, tot: pd.Timestamp | None = None, rules: Rules | None = None) -> pd.DataFrame:
    """Return the stays of ``registered`` in which no place is counted twice; see ``metrics.overlap.once``.

    A successor ends the one before it, a repeated row and the parts of a joint plan count once.
    ``plekken_bron`` is what the register says and ``dubbel`` (Dutch) why less counts; where the rows do not
    decide how much, the number is missing and ``plekken_reden`` says why.

    Args:
        frames: a version's frames; uses locaties and bestemmingen.
        tot: stays that begin later are left out, after what is double was taken out.
        rules: which names and plans are the same places; the shipped rules when None.

    Returns:
        ``COLUMNS``.
    """
    out = once(registered(frames), rules)
    undecided = out["plekken"].isna() & out["dubbel"].ne("")
    out = out.assign(plekken_reden=out["plekken_reden"].mask(undecided, out["dubbel"]))
    if tot is not None:
        out = out[~out["van"].gt(tot)]
    return out[list(COLUMNS)].reset_index(drop=True)


def registered(frames: Frames) -> pd.DataFrame:
    """Return one row per stay of a location for a group: who it serves, from when to when, with what.

    What stands in the register twice is here twice.

    A location with rows in ``bestemmingen`` serves those groups in those periods, within its own dates;
    another serves its own group from begin to end with all its places. An extension and an open end belong to
    the stay that lasts as long as the location itself.

    Args:
        frames: a version's frames; uses locaties and bestemmingen.

    Returns:
        ``COLUMNS`` without the last two. plekken and plekken_amv (Int64) are missing when unknown and when
        only dwellings or residents are given; ``plekken_reden`` says why. amv lies inside the total; a
        location for amv only has nothing else. ``tot_sluiting``: the stay lasts as long as the location.
        doelgroep is empty when a location does not say whom it serves. capaciteit (Int64): the places of the
        whole location.
    """
    sites = frames["locaties"].drop_duplicates("locatie_id")
    fits = sites["eenheid"].isin(["", *PLACES])
    sites = sites.assign(capaciteit=sites["plekken"].where(fits))
    periods = frames.get("bestemmingen", schemas.empty("bestemmingen"))
    periods = periods[periods["locatie_id"].isin(sites["locatie_id"])]
    whole = _whole(sites[~sites["locatie_id"].isin(periods["locatie_id"])])
    out = pd.concat([whole, _divided(periods, sites)], ignore_index=True) if len(periods) else whole
    order = ["gebied_code", "naam", "locatie_id", "van", "doelgroep"]
    return _amv(out).sort_values(order, kind="stable")[list(COLUMNS[:-2])].reset_index(drop=True)


def _whole(sites: pd.DataFrame) -> pd.DataFrame:
    """Return the stay of locations that serve one group all along."""
    fits = sites["eenheid"].isin(["", *PLACES])
    numbers = sites[["plekken", "plekken_min", "plekken_max", "plekken_amv"]]
    told = numbers[["plekken", "plekken_min", "plekken_max"]].notna().any(axis=1)
    other = sites["eenheid"].map(OTHER_UNIT.format).where(~fits & told, NO_NUMBER)
    reason = other.where(sites["plekken"].isna() | ~fits, "").astype(TEXT)
    kept = numbers.where(fits)
    return sites.assign(**{name: kept[name] for name in kept}, plekken_reden=reason, tot_sluiting=True)[
        [*OF_SITE, *OF_STAY]
    ]


def _divided(periods: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return the stays of locations that serve several groups, or one group per period."""
    rows = periods.merge(sites, on="locatie_id", suffixes=("", "_locatie"))
    begin, end = rows["van"], rows["tot"].fillna(_next_day_before(rows))
    lasts = end.isna() | end.ge(rows["tot_locatie"])
    rows = rows.assign(
        van=begin.where(begin.gt(rows["van_locatie"]) | rows["van_locatie"].isna(), rows["van_locatie"]),
        tot=end.where(end.lt(rows["tot_locatie"]) | rows["tot_locatie"].isna(), rows["tot_locatie"]),
        tot_sluiting=lasts,
        is_onbepaald=rows["is_onbepaald"] & lasts,
        verlenging_tot=rows["verlenging_tot"].where(lasts),
        verlenging_status=rows["verlenging_status"].where(lasts, ""),
        plekken_min=pd.Series(pd.NA, index=rows.index, dtype="Int64"),
        plekken_max=pd.Series(pd.NA, index=rows.index, dtype="Int64"),
        plekken_reden=pd.Series(NO_NUMBER, index=rows.index, dtype=TEXT).where(rows["plekken"].isna(), ""),
    )
    return rows[~rows["tot"].lt(rows["van"])][[*OF_SITE, *OF_STAY]]


def _next_day_before(rows: pd.DataFrame) -> pd.Series:
    """Return the day before the next period of a flexible location: it serves one group at a time."""
    ordered = rows.sort_values(["locatie_id", "van"], kind="stable")
    following = ordered.groupby("locatie_id")["van"].shift(-1)
    return (following - pd.Timedelta(days=1)).reindex(rows.index).where(rows["is_flexibel"])


def _amv(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill in what the kind of a location says: one for amv holds nobody else."""
    only = rows["type"].eq(LocatieType.AMV) & rows["doelgroep"].eq(Doelgroep.ASIELZOEKERS)
    return rows.assign(plekken_amv=rows["plekken_amv"].fillna(rows["plekken"].where(only)))
