"""Per gemeente and group: what was delivered, by whom, how old it is, and since when it is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics.deliveries.prepare import known, sourced, totals
from metrics.measures import Choice, is_netto_twin, of_choice
from metrics.validity import LATER, in_cycle, reasons
from model.aanleverregels import Aanleverregels, Gevraagd
from model.frames import Frames
from model.lijsten import Aard, Deelgroep, Doelgroep, Maat
from model.rules import Rules
from model.taal import getal, meervoud, opsomming

#: Worst first. ``bericht``: what holds comes only from a source that does not deliver, such as the press.
ONBEKEND, VEROUDERD, BERICHT, GELEVERD = "onbekend", "verouderd", "bericht", "geleverd"
STATES = (ONBEKEND, VEROUDERD, BERICHT, GELEVERD)
NEVER = "nooit geleverd in deze versie"
KEY = ["gebied_code", "doelgroep"]
CARRIED = [
    "waarde_tekst", "aard", "datum", "moment", "periode_tot", "geldig_tot", "geladen_op", "uitgever", "rol",
]  # fmt: skip
DATES = ("datum", "periode_tot", "geldig_tot", "geladen_op")
COLUMNS = (
    "gebied_code", "naam", "doelgroep", "maat", "stand", "waarde_tekst", "peildatum", "moment", "geladen_op",
    "uitgever", "rol", "maanden_oud", "grens", "reden", "ontbreekt_sinds", "gezegd_op", "bronnen_verschillen",
    "bron_cijfers",
)  # fmt: skip


def table(
    frames: Frames,
    codes: Sequence[str],
    maat: str,
    peildatum: pd.Timestamp,
    rules: Rules,
    regels: Aanleverregels,
    geladen: Mapping[str, pd.Timestamp],
    *,
    choice: Choice | None = None,
) -> pd.DataFrame:
    """Return a row per gemeente and group for one measure, also where nothing was ever delivered.

    A figure holds by the rules of ``metrics.validity``. Of what holds, a delivery goes before a press report,
    then the newest; of what does not, the newest is shown as last known. What is set or measured after the
    date does not exist yet.

    Args:
        frames: a version's frames.
        codes: gemeenten.
        maat: realisatie, bezet or opgave; only groups of which it is asked get rows.
        peildatum: the date asked for.
        rules: age limits.
        regels: what is asked, and roles of publishers.
        geladen: day each upload was brought in, by upload_id.
        choice: kind of duty and cycle, for opgave.

    Returns:
        ``COLUMNS``: stand (one of ``STATES``), peildatum (of the figure; for a duty the day it was set) and
        geladen_op (datetime, NaT when unknown), rol (code), maanden_oud (Int64), grens (Dutch), reden (why it
        does not hold), ontbreekt_sinds (first day without a figure that holds; NaT when never delivered),
        gezegd_op (last day on which a source said that it is unknown), bronnen_verschillen (several
        numbers on that day), bron_cijfers.
    """
    asked = regels.asked(maat)
    rows = _asked(in_cycle(totals(frames, codes), rules), asked, choice or Choice())
    rows = rows.assign(reden=reasons(rows, peildatum, rules))
    rows = sourced(rows[rows["reden"].ne(LATER)], frames["bronnen"], regels, geladen)
    keys = pd.DataFrame(
        [(code, str(item.doelgroep)) for code in codes for item in asked], columns=KEY, dtype="str"
    )
    out = keys.merge(_best(rows[known(rows)], regels), on=KEY, how="left")
    out = out.astype(dict.fromkeys(DATES, "datetime64[us]"))
    silent = rows[~known(rows)].groupby(KEY)["datum"].max().rename("gezegd_op")
    out = out.merge(silent, on=KEY, how="left").astype({"gezegd_op": "datetime64[us]"})
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    out = out.assign(naam=out["gebied_code"].map(names), maat=maat, stand=out["stand"].fillna(ONBEKEND))
    return _aged(out, peildatum, rules)[list(COLUMNS)]


def _asked(rows: pd.DataFrame, asked: Sequence[Gevraagd], choice: Choice) -> pd.DataFrame:
    """Return the rows of what is asked: whole group, right unit, for a duty the chosen kind."""
    hit = pd.Series(False, index=rows.index, dtype="bool")
    for item in asked:
        mine = rows["doelgroep"].eq(item.doelgroep) & rows["maat"].eq(item.maat)
        hit |= mine & rows["eenheid"].isin([str(unit) for unit in item.eenheden])
    hit &= rows["deelgroep"].eq(Deelgroep.ALLE) & rows["zekerheid"].eq("")
    # what was housed is asked per half-year; a stock of persons in homes is no answer to it
    hit &= rows["doelgroep"].ne(Doelgroep.STATUSHOUDERS) | rows["aard"].eq(Aard.STROOM)
    duty = rows["maat"].eq(Maat.OPGAVE)
    return rows[hit & (~duty | (of_choice(rows, choice) & ~is_netto_twin(rows)))]


def _best(rows: pd.DataFrame, regels: Aanleverregels) -> pd.DataFrame:
    """Return the row that stands for each gemeente and group, with its state and all equal cells."""
    delivers = rows["rol"].map({rol.code: rol.levert for rol in regels.rol}).fillna(False).astype("bool")
    state = pd.Series(VEROUDERD, index=rows.index, dtype="str")
    state = state.mask(rows["reden"].eq(""), BERICHT).mask(rows["reden"].eq("") & delivers, GELEVERD)
    order = rows.assign(stand=state, _rang=state.map(STATES.index))
    order = order.sort_values(["_rang", "datum", "bron"], ascending=[False, False, True], na_position="last")
    first = order.drop_duplicates(KEY)[[*KEY, "stand", "reden", *CARRIED]]
    same = order.merge(first[[*KEY, "stand", "datum"]], on=[*KEY, "stand", "datum"])
    numbers = same.groupby(KEY)["waarde_tekst"].nunique().gt(1).rename("bronnen_verschillen")
    cells = same.merge(first[[*KEY, "waarde_tekst"]], on=[*KEY, "waarde_tekst"])
    cells = cells.groupby(KEY)["bron"].agg(lambda b: "|".join(dict.fromkeys(b))).rename("bron_cijfers")
    return first.merge(numbers, on=KEY, how="left").merge(cells, on=KEY, how="left")


def _aged(out: pd.DataFrame, day: pd.Timestamp, rules: Rules) -> pd.DataFrame:
    """Add how old each figure is, against which limit, and since when it is missing."""
    flow = out["aard"].eq(Aard.STROOM)
    duty = out["maat"].eq(Maat.OPGAVE)
    stand, opgave = rules.geldigheid.stand_maanden, rules.geldigheid.opgave_zonder_cyclus_maanden
    limit = pd.Series(stand, index=out.index).mask(duty, opgave)
    words = pd.Series([f"{months} maanden" for months in limit], index=out.index, dtype="str")
    words = words.mask(duty & out["doelgroep"].eq(Doelgroep.ASIELZOEKERS), "de cyclus")
    words = words.mask(out["doelgroep"].eq(Doelgroep.STATUSHOUDERS), "het halfjaar")
    ended = out["geldig_tot"] + pd.Timedelta(days=1)
    ages = [when + pd.DateOffset(months=m) for when, m in zip(out["datum"], limit, strict=True)]
    aged = pd.Series(ages, index=out.index, dtype="datetime64[us]")
    since = aged.where(~flow, out["periode_tot"] + pd.Timedelta(days=1)).where(
        out["geldig_tot"].isna(), ended
    )
    stale = out["stand"].eq(VEROUDERD) & out["datum"].notna()
    return out.assign(
        peildatum=out["datum"].astype("datetime64[us]"),
        maanden_oud=pd.array([_months(when, day) for when in out["datum"]], dtype="Int64"),
        grens=words,
        reden=out["reden"].fillna(NEVER),
        ontbreekt_sinds=pd.to_datetime(since.where(stale)).astype("datetime64[us]"),
        bronnen_verschillen=out["bronnen_verschillen"].fillna(False).astype("bool"),
        **{
            name: out[name].fillna("")
            for name in ("waarde_tekst", "moment", "uitgever", "rol", "bron_cijfers")
        },
    )


def _months(when: pd.Timestamp, day: pd.Timestamp) -> int | None:
    """Return the whole months between two days; None without a date."""
    if pd.isna(when):
        return None
    whole = (day.year - when.year) * 12 + day.month - when.month
    return whole - (when + pd.DateOffset(months=whole) > day)


def worst_first(rows: pd.DataFrame) -> list[str]:
    """Return the gemeenten in the order of a table: most unknown, then most stale, then oldest.

    Args:
        rows: the frame of ``table``.
    """
    count = {state: rows["stand"].eq(state).groupby(rows["gebied_code"]).sum() for state in STATES}
    by = rows.groupby("gebied_code")
    order = pd.DataFrame(
        {
            **{state: -count[state] for state in STATES[:-1]},
            "oudste": by["peildatum"].min(),
            "naam": by["naam"].first(),
        }
    )
    return order.sort_values([*STATES[:-1], "oudste", "naam"], na_position="first").index.tolist()


def counted(rows: pd.DataFrame) -> str:
    """Return how many gemeenten delivered, in a sentence.

    Args:
        rows: the rows of ``table`` of one group.
    """
    n = {state: int(rows["stand"].eq(state).sum()) for state in STATES}
    own = int((rows["stand"].eq(GELEVERD) & rows["rol"].isin(["gemeente", "bestand"])).sum())
    here = meervoud(len(rows), "gemeente", "gemeenten")
    first = f"Van geen van de {here} is een geldig cijfer geleverd."
    if n[ONBEKEND] == len(rows):
        return f"Van geen van de {here} is een cijfer geleverd, ook geen ouder cijfer."
    if n[GELEVERD]:
        whole = f"Van {here} is van {getal(n[GELEVERD])} een geldig cijfer geleverd"
        first = f"{whole}, {getal(own)} door de gemeente zelf."
    words = {BERICHT: "alleen een bericht in de pers", VEROUDERD: "een verouderd cijfer", ONBEKEND: "niets"}
    said = [f"van {getal(n[state])} {text}" for state, text in words.items() if n[state]]
    return f"{first} Verder is {opsomming(said)} bekend." if said else first
