"""What is known of whom, and the honest first sentence: made from the rows that are there, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics import fulfilment
from metrics.known import count, figure, moment
from metrics.measures import Choice, of_choice
from metrics.validity import facts, in_cycle, is_bound, is_exact
from metrics.views import texts
from model.frames import Frames
from model.lijsten import Bereik, Deelgroep, Doelgroep, Eenheid, Maat, Niveau
from model.rules import Cyclus, Rules
from model.taal import datum, getal, opsomming, procent

EXACT, BENADERING, ONBEKEND = "exact", "bij_benadering", "onbekend"
DONE = "realisatie"


@dataclass(frozen=True)
class Soort:
    """One kind of figure on the kenniskaart."""

    code: str
    naam: str
    doelgroep: Doelgroep
    deelgroep: Deelgroep
    maat: str


SOORTEN = (
    Soort("asielopgave", "asielopgave", Doelgroep.ASIELZOEKERS, Deelgroep.ALLE, "opgave"),
    Soort("asielopgave_amv", "asielopgave amv", Doelgroep.ASIELZOEKERS, Deelgroep.AMV, "opgave"),
    Soort("asielplekken", "open asielplekken", Doelgroep.ASIELZOEKERS, Deelgroep.ALLE, DONE),
    Soort("taakstelling", "taakstelling statushouders", Doelgroep.STATUSHOUDERS, Deelgroep.ALLE, "opgave"),
    Soort("gehuisvest", "gehuisveste statushouders", Doelgroep.STATUSHOUDERS, Deelgroep.ALLE, DONE),
    Soort("oekraine_opgave", "opgave Oekraïense ontheemden", Doelgroep.OEKRAINERS, Deelgroep.ALLE, "opgave"),
    Soort("oekraine_plekken", "plekken Oekraïense ontheemden", Doelgroep.OEKRAINERS, Deelgroep.ALLE, DONE),
)  # fmt: skip


def kenniskaart(
    frames: Frames,
    gebieden: Sequence[str] | None,
    peildatum: pd.Timestamp,
    rules: Rules,
    *,
    cyclus: str,
    soort_opgave: str | Mapping[str, str] = "",
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return per gemeente and kind of figure whether it is known exactly, by approximation, or not.

    By approximation is an estimate ('circa 430'), a bound ('minimaal 487') or a range. A figure whose sources
    differ is not known.

    Args:
        frames: a version's frames.
        gebieden: areas whose gemeenten are shown; None for all.
        peildatum: the date asked for.
        rules: age limits.
        cyclus: round of the Spreidingswet whose duty is asked for.
        soort_opgave: kind of duty, as in ``fulfilment.table``.
        preferences: recorded choices of source.

    Returns:
        gebied_code, naam, soort, soort_naam, doelgroep, deelgroep, maat, kennis (exact, bij_benadering or
        onbekend), waarde_tekst, eenheid, conflict, laatst_bekend, bron_cijfers (empty when unknown).
    """
    table = fulfilment.table(
        frames, gebieden=gebieden, niveau=Niveau.GEMEENTE, peildatum=peildatum, rules=rules,
        soort_opgave=soort_opgave, cyclus=cyclus, preferences=preferences,
    )  # fmt: skip
    return pd.concat([_of_kind(table, soort) for soort in SOORTEN], ignore_index=True)


def _of_kind(table: pd.DataFrame, soort: Soort) -> pd.DataFrame:
    mine = table[table["doelgroep"].eq(soort.doelgroep) & table["deelgroep"].eq(soort.deelgroep)]
    kennis = pd.Series(ONBEKEND, index=mine.index, dtype="str")
    kennis = kennis.mask(mine[soort.maat].notna() | is_bound(mine, soort.maat), BENADERING)
    kennis = kennis.mask(is_exact(mine, soort.maat), EXACT)
    keep = mine[["gebied_code", "naam", "doelgroep", "deelgroep", "eenheid", "conflict", "laatst_bekend"]]
    return keep.assign(
        soort=soort.code,
        soort_naam=soort.naam,
        maat=soort.maat,
        kennis=kennis,
        waarde_tekst=texts(mine, soort.maat),
        bron_cijfers=mine[f"{soort.maat}_bron"].where(kennis.ne(ONBEKEND), ""),
    )


def counts(kaart: pd.DataFrame) -> pd.DataFrame:
    """Return per kind of figure of how many gemeenten it is known.

    Args:
        kaart: the frame of ``kenniskaart``.

    Returns:
        soort, soort_naam, exact, bij_benadering, onbekend (Int64), tekst:
        'asielopgave: 1 exact, 2 bij benadering, 28 onbekend'.
    """
    marks = kaart[["soort", "soort_naam"]].assign(
        **{level: kaart["kennis"].eq(level).astype("Int64") for level in (EXACT, BENADERING, ONBEKEND)}
    )
    by = marks.groupby(["soort", "soort_naam"], sort=False).sum().reset_index()
    return by.assign(tekst=[_counted(row) for row in by.itertuples(index=False)])


def _counted(row: tuple[object, ...]) -> str:
    _, naam, exact, about, unknown = row
    parts = [count(exact, "exact"), count(about, "bij benadering"), count(unknown, "onbekend")]  # type: ignore[arg-type]
    return f"{naam}: {', '.join(parts)}"


def headline(
    frames: Frames,
    peildatum: pd.Timestamp,
    rules: Rules,
    gebied: str,
    *,
    soort_opgave: str | Mapping[str, str] = "",
    preferences: Mapping[str, str] | None = None,
) -> str:
    """Return what the asylum figures of an area amount to on a date, in one or two sentences.

    With a duty for the running cycle: the duty and what is open. Without one: that it is not loaded, and what
    was last known, each with its date. Nothing is claimed that has no row.

    Args:
        frames: a version's frames.
        peildatum: the date asked for; the cycle that runs then is the one that is asked about.
        rules: cycles and age limits.
        gebied: the area, for example PV31.
        soort_opgave: kind of duty, as in ``fulfilment.table``.
        preferences: recorded choices of source.
    """
    day = pd.Timestamp(peildatum)
    cycle = rules.current_cycle(day.date())
    about = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code").loc[gebied]
    table = fulfilment.table(
        frames, gebieden=[gebied], niveau=about["niveau"], peildatum=day, rules=rules,
        soort_opgave=soort_opgave, cyclus=cycle.code, doelgroep=Doelgroep.ASIELZOEKERS,
        preferences=preferences,
    )  # fmt: skip
    row = table.iloc[0]
    if table[["opgave", "opgave_min", "opgave_max"]].iloc[0].notna().any():
        return _now(table, cycle, about["naam"])
    if row["conflict"]:
        return f"Voor cyclus {cycle.code} noemen bronnen verschillende opgaven voor {about['naam']}."
    known = _past(frames, gebied, day, rules, soort_opgave, preferences)
    first = f"Voor cyclus {cycle.code} is voor {about['naam']} geen opgave geladen."
    rest = f"Laatst bekend: {'; '.join(known)}." if known else "Ook van eerder is niets geladen."
    return f"{first} {rest}"


def _now(table: pd.DataFrame, cycle: Cyclus, naam: str) -> str:
    """Return the sentence for an area with a duty in the running cycle."""
    row, duty, done = table.iloc[0], texts(table, "opgave").iloc[0], texts(table, DONE).iloc[0]
    first = f"De opgave van {naam} voor cyclus {cycle.code} is {duty} plekken."
    if done != ONBEKEND:
        share = "" if pd.isna(row["realisatie_aandeel"]) else f" ({procent(row['realisatie_aandeel'])})"
        return f"{first} Op {datum(row['realisatie_datum'])} zijn er {done} open{share}."
    pledged = "" if pd.isna(row["aanbod"]) else f" Toegezegd: {getal(row['aanbod'])} plekken."
    return f"{first}{pledged} Hoeveel er open zijn, is onbekend."


def _past(
    frames: Frames,
    gebied: str,
    day: pd.Timestamp,
    rules: Rules,
    soort_opgave: str | Mapping[str, str],
    preferences: Mapping[str, str] | None,
) -> list[str]:
    """Return what earlier cycles say of an area: the duty, the pledges by date, and what was reached."""
    rows = frames["cijfers"]
    rows = rows[
        rows["gebied_code"].eq(gebied)
        & rows["doelgroep"].eq(Doelgroep.ASIELZOEKERS)
        & rows["deelgroep"].eq(Deelgroep.ALLE)
        & rows["bereik"].eq(Bereik.GEMEENTETOTAAL)
        & rows["eenheid"].eq(Eenheid.PLEKKEN)
    ]
    found = facts(in_cycle(rows, rules), preferences)[0]
    found = found[found["datum"].le(day)].sort_values("datum", kind="stable")
    past = sorted((c for c in rules.cyclus if c.stap[0].datum < day.date()), key=lambda c: c.stap[0].datum)
    for cycle in reversed(past):
        duty = found[of_choice(found, Choice(soort_opgave, cycle.code)) & found["maat"].eq(Maat.OPGAVE)]
        if len(duty):
            since = found[found["datum"].ge(duty["datum"].max())]
            return [
                f"opgave {_number(duty.iloc[-1])} (cyclus {cycle.code})",
                *_pledges(_reported(since, cycle)),
                *_reached(since, cycle, day),
            ]
    return _pledges(found)


def _reported(found: pd.DataFrame, cycle: Cyclus) -> pd.DataFrame:
    """Return what is known from the day of the provincial report on; counts before it are no pledge."""
    report = cycle.datum("verslag")
    late = found[found["datum"].ge(pd.Timestamp(report))] if report else found
    return late if late["maat"].eq(Maat.AANBOD).any() else found


def _number(row: pd.Series) -> str:
    return figure(row).removesuffix(f" {row['eenheid']}")


def _pledges(found: pd.DataFrame) -> list[str]:
    """Return the pledges: the first is 'toegezegd', those after it 'bijgesteld'."""
    rows = found[found["maat"].eq(Maat.AANBOD) & found["zekerheid"].eq("")]
    said = [f"{_number(row)} ({moment(row)})" for _, row in rows.iterrows()]
    if len(said) < 2:
        return [f"toegezegd {text}" for text in said]
    return [f"toegezegd {said[0]}, bijgesteld {opsomming(said[1:])}"]


def _reached(found: pd.DataFrame, cycle: Cyclus, day: pd.Timestamp) -> list[str]:
    """Return what was open, or that the number on the day it had to be ready is not known."""
    rows = found[found["maat"].eq(Maat.REALISATIE)]
    out = [f"open {_number(row)} ({moment(row)})" for _, row in rows.tail(1).iterrows()]
    ready = cycle.datum("gereed")
    if ready is None or pd.Timestamp(ready) > day or rows["datum"].ge(pd.Timestamp(ready)).any():
        return out
    return [*out, f"aantal plekken op {datum(ready)} {ONBEKEND}"]


def knows(kaart: pd.DataFrame) -> str:
    """Return how many figures are known of how many: '12 van 217 cijfers bekend'."""
    return f"{getal(int(kaart['kennis'].ne(ONBEKEND).sum()))} van {getal(len(kaart))} cijfers bekend"
