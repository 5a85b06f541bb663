"""Measures of the uitvoeringsprogramma on a day: their state, and what their figure did since they began.

What a figure did since a measure began is a fact; whether the measure is the cause is not known. So every
sentence here says 'sinds', and none names a cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics import fulfilment, known, pace, views
from metrics.knelpunten import owners
from metrics.measures import MEASURES
from metrics.validity import half_year, is_exact
from model.frames import Frames
from model.lijsten import Deelgroep, Doelgroep, Maat, MaatregelStatus
from model.rules import Rules
from model.taal import ONBEKEND, datum, getal, woord

TE_LAAT = "te_laat"
ENDED = (MaatregelStatus.AFGEROND, MaatregelStatus.GESTOPT)
#: States in the order of the screen.
STANDEN = (TE_LAAT, MaatregelStatus.LOOPT, MaatregelStatus.GEPLAND, *ENDED)
COLUMNS = (
    "maatregel_id", "titel", "doel", "gebied_code", "naam", "eigenaar_soort", "aan_zet", "doelgroep",
    "indicator_maat", "indicator", "streefwaarde", "begonnen_op", "uiterlijk_op", "status", "stand",
    "is_open", "dagen_te_laat", "afgesloten_op", "evaluatie", "begin", "begin_tekst", "begin_datum",
    "nu", "nu_tekst", "nu_datum", "verschil", "sinds", "bron_cijfers", "bron_id", "bron_cel",
)  # fmt: skip
#: Measures of the wide frame; of others no comparison is made.
_WIDE = {maat.value: name for name, (maat, zekerheid) in MEASURES.items() if not zekerheid}
_NO_INDICATOR = "Er is geen cijfer afgesproken om naar te kijken."
_NOT_BEGUN = "De maatregel is nog niet begonnen."
_NO_START = "De dag waarop de maatregel begon is onbekend; een vergelijking kan niet."


@dataclass(frozen=True)
class Stand:
    """What a figure was on a day: its number (missing when it is none), how it reads, its date and cells."""

    waarde: object
    tekst: str
    datum: pd.Timestamp
    eenheid: str
    bron: str


@dataclass(frozen=True)
class Blik:
    """With which duty and rules the figures are read.

    Attributes:
        rules: age limits.
        soort_opgave, cyclus: the duty looked at.
        preferences: recorded choices of source.
    """

    rules: Rules
    soort_opgave: str
    cyclus: str
    preferences: Mapping[str, str]


def table(
    frames: Frames, day: pd.Timestamp, blik: Blik, gebieden: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return the measures as they stood on a day, late ones first, each with what its figure did.

    Args:
        frames: a version's frames; uses maatregelen, cijfers, gebieden and inwoners.
        day: the day on which it is looked at.
        blik: how figures are read.
        gebieden: codes of the areas wanted; None for all.

    Returns:
        ``COLUMNS``: stand (one of ``STANDEN``), dagen_te_laat (Int64), indicator (Dutch), begin and nu
        (Int64, missing when unknown or no single number), verschil (Int64, only between two exact numbers
        that may be compared), sinds (Dutch sentence), bron_cijfers.
    """
    rows = frames["maatregelen"]
    if gebieden is not None:
        rows = rows[rows["gebied_code"].isin(list(gebieden))]
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    rows = rows.assign(naam=rows["gebied_code"].map(names).fillna("").astype("str"))
    rows = _state(rows.assign(aan_zet=owners(rows, frames["gebieden"])), day)
    found = [_evaluated(frames, row, day, blik) for row in rows.to_dict("records")]
    empty = ("begin", "begin_tekst", "begin_datum", "nu", "nu_tekst", "nu_datum", "verschil", "sinds")
    out = rows.assign(indicator=[_indicator(row) for row in rows.to_dict("records")])
    extra = pd.DataFrame(found, index=rows.index, columns=[*empty, "bron_cijfers"])
    out = pd.concat([out, extra.astype(_TYPES)], axis=1)
    rank = out["stand"].map({str(stand): place for place, stand in enumerate(STANDEN)})
    out = out.assign(_rang=rank).sort_values(
        ["_rang", "uiterlijk_op", "maatregel_id"], na_position="last", kind="stable"
    )
    return out[list(COLUMNS)].reset_index(drop=True)


_TYPES = {
    **dict.fromkeys(("begin", "nu", "verschil"), "Int64"),
    **dict.fromkeys(("begin_datum", "nu_datum"), "datetime64[us]"),
    **dict.fromkeys(("begin_tekst", "nu_tekst", "sinds", "bron_cijfers"), "str"),
}


def _state(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Add the state on the day: what ended later was running then, and what is past its day is late."""
    later = rows["afgesloten_op"].gt(day)
    status = rows["status"].mask(later, MaatregelStatus.LOOPT.value)
    is_open = ~status.isin(ENDED)
    late = (day - rows["uiterlijk_op"]).dt.days.astype("Int64")
    late = late.where(late.gt(0) & is_open)
    return rows.assign(
        status=status,
        afgesloten_op=rows["afgesloten_op"].mask(later),
        is_open=is_open,
        dagen_te_laat=late,
        stand=status.mask(late.notna(), TE_LAAT),
    )


def _indicator(row: Mapping) -> str:
    """Return which figure must move, in words; empty when none was agreed."""
    if not row["indicator_maat"] or not row["doelgroep"]:
        return ""
    part = row["deelgroep"] or Deelgroep.ALLE.value
    about = "" if part == Deelgroep.ALLE else f" ({woord(part)})"
    return f"{woord(row['indicator_maat'])} {woord(row['doelgroep'])}{about}"


def _evaluated(frames: Frames, row: Mapping, day: pd.Timestamp, blik: Blik) -> dict[str, object]:
    """Return what the figure of one measure did since it began."""
    nothing: dict[str, object] = {"begin_tekst": "", "nu_tekst": "", "bron_cijfers": ""}
    if not _indicator(row):
        return nothing | {"sinds": _NO_INDICATOR}
    begin = row["begonnen_op"]
    if pd.isna(begin) and row["status"] == MaatregelStatus.GEPLAND:
        return nothing | {"sinds": _NOT_BEGUN}
    if pd.isna(begin):
        return nothing | {"sinds": _NO_START}
    if begin > day:
        return nothing | {"sinds": f"De maatregel begint op {datum(begin)}."}
    end = day if pd.isna(row["afgesloten_op"]) else row["afgesloten_op"]
    first, last = (stand(frames, row, when, blik) for when in (begin, end))
    difference, why = _compared(row, first, last)
    return {
        "begin": first.waarde, "begin_tekst": first.tekst, "begin_datum": first.datum,
        "nu": last.waarde, "nu_tekst": last.tekst, "nu_datum": last.datum, "verschil": difference,
        "sinds": _sentence(row, first, last, difference, why),
        "bron_cijfers": "|".join(dict.fromkeys(s.bron for s in (first, last) if s.bron)),
    }  # fmt: skip


def stand(frames: Frames, row: Mapping, when: pd.Timestamp, blik: Blik) -> Stand:
    """Return the figure of a measure that held on a day.

    Args:
        frames: a version's frames.
        row: of maatregelen: gebied_code, doelgroep, deelgroep, indicator_maat.
        when: the day.
        blik: how figures are read.
    """
    name, levels = _WIDE.get(row["indicator_maat"], ""), frames["gebieden"].set_index("gebied_code")["niveau"]
    if not name or row["gebied_code"] not in levels.index:
        return Stand(pd.NA, ONBEKEND, pd.NaT, "", "")
    wide = fulfilment.table(
        frames,
        gebieden=[row["gebied_code"]],
        niveau=str(levels[row["gebied_code"]]),
        peildatum=when,
        soort_opgave=blik.soort_opgave,
        cyclus=blik.cyclus,
        rules=blik.rules,
        doelgroep=row["doelgroep"],
        preferences=blik.preferences,
    )
    mine = wide[wide["deelgroep"].eq(row["deelgroep"] or Deelgroep.ALLE)]
    if mine.empty:
        return Stand(pd.NA, ONBEKEND, pd.NaT, "", "")
    return _read(mine, name)


def _read(mine: pd.DataFrame, name: str) -> Stand:
    """Return one measure of a row of the wide frame; a bound or an estimate is no number to subtract."""
    detailed = f"{name}_status" in mine
    exact = bool(is_exact(mine, name).iloc[0]) if detailed else bool(mine[name].notna().iloc[0])
    one = mine.iloc[0]
    return Stand(
        waarde=one[name] if exact else pd.NA,
        tekst=str(views.texts(mine, name).iloc[0]),
        datum=one[f"{name}_datum"] if detailed else pd.NaT,
        eenheid=str(one["eenheid"]) if name != "bezet" else "personen",
        bron=str(one[f"{name}_bron"] if detailed else one["bron_cijfers"]),
    )


def _compared(row: Mapping, first: Stand, last: Stand) -> tuple[object, str]:
    """Return the difference, or missing and why there is none."""
    if first.tekst == ONBEKEND or last.tekst == ONBEKEND:
        return pd.NA, ""
    if pd.isna(first.waarde) or pd.isna(last.waarde):
        return pd.NA, "Een van beide is geen exact getal; een verschil is niet te geven."
    if pd.notna(first.datum) and first.datum == last.datum:
        return pd.NA, "Sindsdien is er geen nieuw cijfer."
    if _is_flow(row) and not _same_length(first, last):
        return pd.NA, "De twee halfjaren zijn niet even ver geteld; een verschil zegt niets."
    return last.waarde - first.waarde, ""  # type: ignore[operator]


def _is_flow(row: Mapping) -> bool:
    return row["doelgroep"] == Doelgroep.STATUSHOUDERS and row["indicator_maat"] == Maat.REALISATIE


def _same_length(first: Stand, last: Stand) -> bool:
    """Return whether two counts of a half-year may be compared: of one half-year, or equally far in two."""
    if pd.isna(first.datum) or pd.isna(last.datum):
        return False
    if half_year(first.datum) == half_year(last.datum):
        return True
    months = pace.months_of_half_year(pd.Series([first.datum, last.datum]))
    return bool(months.iloc[0] == months.iloc[1])


def _sentence(row: Mapping, first: Stand, last: Stand, difference: object, why: str) -> str:
    """Return what the figure did, with both dates; what is unknown is said."""
    since = f"Sinds {datum(row['begonnen_op'])}"
    if pd.notna(row["afgesloten_op"]):
        since += f", tot {datum(row['afgesloten_op'])}"
    if pd.notna(difference) and difference == 0:
        return f"{since}: {_indicator(row)} bleef gelijk, {_when(row, last)}."
    step = "" if pd.isna(difference) else f": {getal(difference, plus=True)}"
    move = f"van {_when(row, first)} naar {_when(row, last)}{step}"
    return " ".join(part for part in (f"{since}: {_indicator(row)} {move}.", why) if part)


def _when(row: Mapping, seen: Stand) -> str:
    """Return a figure with its unit and its day; of a flow also its half-year."""
    if seen.tekst == ONBEKEND:
        return ONBEKEND
    text = f"{seen.tekst} {woord(seen.eenheid)}"
    if pd.isna(seen.datum):
        return text
    if _is_flow(row):
        return f"{text} in de {known.period(*half_year(seen.datum))} (tot en met {datum(seen.datum)})"
    return f"{text} op {datum(seen.datum)}"
