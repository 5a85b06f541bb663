"""The register of knelpunten on a day: places at stake, who is at bat, how long it waits; sums per owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics import areas, groups
from model.frames import Frames
from model.knelpunten import ENDED
from model.lijsten import Eigenaar, KnelpuntStatus, Niveau
from model.taal import datum, getal, meervoud, opsomming, woord

#: From when a knelpunt waits: since the owner was asked, else since it was raised.
GEVRAAGD, GEMELD = "gevraagd", "gemeld"
COLUMNS = (
    "knelpunt_id", "soort", "tekst", "gebied_code", "naam", "locatie_id", "locatie", "doelgroep", "plekken",
    "eigenaar_soort", "aan_zet", "gemeld_op", "gevraagd", "gevraagd_op", "sinds", "sinds_wat", "dagen",
    "uiterlijk_op", "dagen_te_laat", "status", "is_open", "uitkomst", "afgesloten_op", "bron_id", "bron_cel",
)  # fmt: skip
#: Owners that are named by the area when no organisation is given.
_BY_AREA = {
    Eigenaar.GEMEENTE: Niveau.GEMEENTE,
    Eigenaar.REGIO: Niveau.REGIO,
    Eigenaar.PROVINCIE: Niveau.PROVINCIE,
}


def table(frames: Frames, day: pd.Timestamp, gebieden: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the register as it stood on a day, most places at stake first, unknown places last.

    What was raised later is left out; what ended later was open on the day. Days are counted from the day on
    which the owner was asked, else from the day it was raised, until the day or until it ended.

    Args:
        frames: a version's frames; uses knelpunten, gebieden and locaties.
        day: the day on which it is looked at.
        gebieden: codes of the areas wanted; None for all.

    Returns:
        ``COLUMNS``: plekken (Int64, missing when unknown), aan_zet (Dutch, an organisation), sinds_wat
        (gevraagd or gemeld), dagen (Int64, waiting), dagen_te_laat (Int64, after uiterlijk_op; missing when
        not late), is_open (bool); a name of an area or site that is not in the frames is empty.
    """
    rows = frames["knelpunten"]
    rows = rows[rows["gemeld_op"].le(day)]
    if gebieden is not None:
        rows = rows[rows["gebied_code"].isin(list(gebieden))]
    rows = _named(_as_of(rows, day), frames)
    rows = _waiting(rows, day).sort_values(
        ["plekken", "dagen", "knelpunt_id"], ascending=[False, False, True], na_position="last", kind="stable"
    )
    return rows[list(COLUMNS)].reset_index(drop=True)


def _as_of(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the rows as they were on the day: what ended later was still open then."""
    later = rows["afgesloten_op"].gt(day)
    status = rows["status"].mask(later, KnelpuntStatus.OPEN.value)
    return rows.assign(
        status=status,
        is_open=~status.isin(ENDED),
        uitkomst=rows["uitkomst"].mask(later, ""),
        afgesloten_op=rows["afgesloten_op"].mask(later),
    )


def _named(rows: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    sites = frames["locaties"].drop_duplicates("locatie_id").set_index("locatie_id")["naam"]
    rows = rows.assign(
        naam=rows["gebied_code"].map(names).astype("str").fillna(""),
        locatie=rows["locatie_id"].map(sites).astype("str").fillna(""),
    )
    return rows.assign(aan_zet=owners(rows, frames["gebieden"]))


def owners(rows: pd.DataFrame, gebieden: pd.DataFrame) -> pd.Series:
    """Return who is at bat per row: the organisation, else its kind, with the area where that says which.

    Args:
        rows: of knelpunten or maatregelen.
        gebieden: the frame of that name; of a knelpunt in a gemeente the provincie is that of the gemeente.
    """
    unique = gebieden.drop_duplicates("gebied_code").set_index("gebied_code")
    names, levels = unique["naam"].to_dict(), unique["niveau"].to_dict()
    wanted = rows[["eigenaar", "eigenaar_soort", "gebied_code"]].itertuples(index=False)
    said = [
        row.eigenaar or _kind(row.eigenaar_soort, areas.chain(gebieden, row.gebied_code), names, levels)
        for row in wanted
    ]
    return pd.Series(said, index=rows.index, dtype="str")


def _kind(soort: str, chain: Sequence[str], names: Mapping[str, str], levels: Mapping[str, str]) -> str:
    """Return an owner without a name of its own; a gemeente, region or province with the name that it has."""
    level = _BY_AREA.get(Eigenaar(soort))
    which = next((names[code] for code in chain if level and levels.get(code) == level), "")
    return f"{woord(soort)} {which}" if which else woord(soort)


def _waiting(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Add since when each one waits, how many days, and how many days it is late."""
    asked = rows["gevraagd_op"].where(rows["gevraagd_op"].le(day))
    since = asked.fillna(rows["gemeld_op"])
    until = rows["afgesloten_op"].fillna(day)
    late = (until - rows["uiterlijk_op"]).dt.days.astype("Int64")
    return rows.assign(
        sinds=since,
        sinds_wat=pd.Series(GEMELD, index=rows.index, dtype="str").mask(asked.notna(), GEVRAAGD),
        dagen=(until - since).dt.days.clip(lower=0).astype("Int64"),
        dagen_te_laat=late.where(late.gt(0)),
    )


def places(rows: pd.DataFrame) -> object:
    """Return the places at stake of some rows together, those of one site once; missing when none is known.

    Of several knelpunten about one site the largest number counts: they may be about the same places.

    Args:
        rows: with knelpunt_id, locatie_id and plekken.
    """
    about = rows["locatie_id"].where(rows["locatie_id"].ne(""), "|" + rows["knelpunt_id"])
    return groups.total(rows.groupby(about)["plekken"].max())


def per_owner(register: pd.DataFrame) -> pd.DataFrame:
    """Return what waits for whom: a row per owner, most places first, unknown places last.

    Every kind of owner is treated alike. A site on which two owners must act counts with both, so the rows
    may sum to more than ``places`` of the whole register.

    Args:
        register: rows of ``table``; only the open ones count.

    Returns:
        aan_zet, eigenaar_soort, aantal, plekken (Int64, one site once), plekken_onbekend (without a
        number), langst (days, Int64), te_laat (knelpunten past their day).
    """
    columns = ["aan_zet", "eigenaar_soort", "aantal", "plekken", "plekken_onbekend", "langst", "te_laat"]
    mine = register[register["is_open"]]
    found = [_owner(name, rows) for name, rows in mine.groupby("aan_zet", sort=True)]
    out = pd.DataFrame(found, columns=columns)
    out = out.astype(dict.fromkeys(columns[2:], "Int64"))
    return out.sort_values(
        ["plekken", "aantal", "aan_zet"], ascending=[False, False, True], na_position="last", kind="stable"
    ).reset_index(drop=True)


def _owner(name: object, rows: pd.DataFrame) -> dict[str, object]:
    return {
        "aan_zet": name,
        "eigenaar_soort": rows.sort_values("knelpunt_id")["eigenaar_soort"].iloc[0],
        "aantal": len(rows),
        "plekken": places(rows),
        "plekken_onbekend": int(rows["plekken"].isna().sum()),
        "langst": rows["dagen"].max(),
        "te_laat": int(rows["dagen_te_laat"].notna().sum()),
    }


def told(register: pd.DataFrame, area: str) -> str:
    """Return the register in one sentence: how much is open, for how many places, and who is at bat.

    Args:
        register: rows of ``table``.
        area: name of the area it is about.
    """
    rows = register[register["is_open"]]
    if rows.empty:
        return f"Voor {area} staat geen open knelpunt in het register."
    count = meervoud(len(rows), "knelpunt staat", "knelpunten staan")
    owners_ = per_owner(rows)
    known = owners_[owners_["plekken"].notna()].head(3)
    who = [f"{r.aan_zet} ({getal(r.plekken)})" for r in known.itertuples()]
    most = f" Aan zet zijn vooral {opsomming(who)}." if len(who) > 1 else ""
    longest = rows.sort_values(["dagen", "knelpunt_id"], ascending=[False, True]).iloc[0]
    waits = (
        f" Het langst wacht {longest['aan_zet']}: {_days(longest['dagen'])}, sinds {datum(longest['sinds'])}."
    )
    return f"{area}: {count} open{_stake(rows)}.{most}{waits}"


def _stake(rows: pd.DataFrame) -> str:
    """Return the places at stake in words; a sum that misses some is at least that."""
    total, unknown = places(rows), int(rows["plekken"].isna().sum())
    if pd.isna(total):
        return "; hoeveel plekken ervan afhangen, is onbekend"
    if not unknown:
        return f", samen voor {getal(total)} plekken"
    of = "van 1 knelpunt" if unknown == 1 else f"van {getal(unknown)} knelpunten"
    return f", samen voor ten minste {getal(total)} plekken ({of} is het aantal onbekend)"


def _days(number: object) -> str:
    return meervoud(int(number), "dag", "dagen")  # type: ignore[call-overload]
