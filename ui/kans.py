"""The chance of reaching the duty: what the reader chooses, and the draws for it, made once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from metrics import areas, counting, supply
from metrics.forecast import (
    Dag,
    Prognose,
    Telling,
    Vraag,
    Worp,
    duty_day,
    prepare,
    prognose,
    telling,
)
from model import taal
from model.gebieden import members
from model.kansen import Kansen, Stand, kansen
from model.lijsten import Deelgroep, Doelgroep, Niveau, Toets
from model.telregels import Telregel
from ui import data, figures
from ui.keuze import HASH, Keuze

NEE, JA = "niet meetellen", "blijven open"
TELT, ALLES = "die tellen voor de opgave", "alle plekken"
AMV = Deelgroep.AMV.value
#: Frames of a choice are small; the draws themselves are not kept.
cached = st.cache_resource(max_entries=128, show_spinner="Kansen berekenen …", hash_funcs=HASH)
stays_of = st.cache_resource(max_entries=8, show_spinner=False)


@dataclass(frozen=True)
class Wens:
    """What the reader asks of the draws, as one text that fits in a cache key.

    Attributes:
        groep, deelgroep: who.
        stand: which of the three assumptions.
        samenhang: correlation within a gemeente.
        zaad: seed.
        datum: day on which the duty must be there (ISO), empty when unknown.
        open_einde: whether sites without a known end stay open.
        telt: whether only places that count for the duty are drawn.
    """

    groep: str
    deelgroep: str
    stand: str
    samenhang: float
    zaad: int
    datum: str
    open_einde: bool
    telt: bool = False

    @property
    def tekst(self) -> str:
        """The choice as one text; ``lees`` reads it back."""
        return "|".join(map(str, (*_fields(self), int(self.open_einde), int(self.telt))))

    @property
    def dag(self) -> pd.Timestamp:
        """The day, NaT when unknown."""
        return pd.Timestamp(self.datum or None)


def _fields(wens: Wens) -> tuple[Any, ...]:
    return wens.groep, wens.deelgroep, wens.stand, wens.samenhang, wens.zaad, wens.datum


def lees(tekst: str) -> Wens:
    """Return a choice from its text.

    >>> lees("asielzoekers|alle|midden|0.3|2026|2027-07-01|0|1").dag
    Timestamp('2027-07-01 00:00:00')
    """
    groep, deelgroep, stand, samenhang, zaad, datum, open_einde, telt = tekst.split("|")
    return Wens(groep, deelgroep, stand, float(samenhang), int(zaad), datum, open_einde == "1", telt == "1")


@st.cache_resource
def the_assumptions() -> Kansen:
    """Return the assumptions."""
    return kansen()


def settings(keuze: Keuze) -> Wens:
    """Draw the switches and return the choice; each of them is part of the address."""
    known, groep = the_assumptions(), keuze.groep or str(Doelgroep.ASIELZOEKERS)
    day, part, counted = of_duty(keuze, groep), Deelgroep.ALLE.value, False
    names = {one.naam: one.waarde for one in known.trekking.samenhang}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stand = _choose("Aannames", "aannames", [str(one) for one in Stand], str, 1, 130)
        datum = _choose(
            "Op welke dag?", "kansdag", _days(keuze, day), lambda iso: _day_text(iso, day), 0, 270
        )
        if groep == Doelgroep.ASIELZOEKERS:
            part = _choose(
                "Voor wie?", "kansdeel", [part, AMV], lambda p: "amv" if p == AMV else "alle", 0, 110
            )
            counted = rule_of(keuze) is not None and (
                _choose("Welke plekken?", "kanstelt", [TELT, ALLES], str, 0, 230) == TELT
            )
        ends = _choose("Locaties zonder einddatum", "eindeonbekend", [NEE, JA], str, 0, 200)
        rho = _choose("Samenhang binnen een gemeente", "samenhang", list(names), str, 0, 220)
        seed = _seed(known.trekking.zaad)
    return Wens(groep, part, stand, names[rho], seed, datum, ends == JA, counted)


def _seed(usual: int) -> int:
    """Draw the seed and return it; the usual one when what was typed is no whole number."""
    typed = st.text_input("Zaad (toeval)", str(usual), key="zaad", bind="query-params", width=120)
    seed = taal.lees_getal(typed)
    if seed is None or seed < 0 or seed != int(seed):
        st.error("Vul bij Zaad een heel getal van nul of meer in. Nu is het vaste zaad gebruikt.")
        return usual
    return int(seed)


def rule_of(keuze: Keuze) -> Telregel | None:
    """Return the rule that says which places count for the duty of the chosen cycle; None without one."""
    rules = data.the_rules().tellen.of_cycle(keuze.cyclus)
    return next((rule for rule in rules if rule.toets == Toets.VENSTER), None)


def _choose(label: str, key: str, options: list[str], text: Any, index: int, width: int) -> str:  # noqa: PLR0913, ANN401
    return st.selectbox(
        label,
        options,
        index=index,
        key=key,
        format_func=text,
        bind="query-params",
        width=width,
        filter_mode=None,
    )


@cached
def _day_of_duty(keuze: Keuze, groep: str) -> Dag:
    frame, rules = data.frame(keuze, "cijfers"), data.the_rules()
    return duty_day(frame, groep, keuze.soort, keuze.cyclus, rules)


def of_duty(keuze: Keuze, groep: str) -> Dag:
    """Return the day on which the chosen duty must be there, with who says so."""
    return _day_of_duty(replace(keuze, groep="", gebied=""), groep)


def _days(keuze: Keuze, day: Dag) -> list[str]:
    """Return the days that can be chosen: that of the duty first, then the starts of the half-years ahead."""
    months = the_assumptions().trekking.maanden
    last = keuze.dag + pd.DateOffset(months=months - 1)
    starts = pd.date_range(keuze.dag + pd.Timedelta(days=1), last, freq="MS")
    halves = [f"{start:%Y-%m-%d}" for start in starts if start.month in (1, 7)]
    first = "" if pd.isna(day.datum) else f"{day.datum:%Y-%m-%d}"
    return list(dict.fromkeys([first, *halves]))


def _day_text(iso: str, day: Dag) -> str:
    if not iso:
        return "dag van de opgave: onbekend"
    own = not pd.isna(day.datum) and iso == f"{day.datum:%Y-%m-%d}"
    mark = " (aanname)" if own and day.is_aanname else " (dag van de opgave)" if own else ""
    return f"{taal.datum(iso)}{mark}"


@stays_of
def _stays(voorbeeld: bool, versie: str, vandaag: Any) -> pd.DataFrame:  # noqa: ANN401 - a date
    return supply.stays(data.public(voorbeeld, versie, vandaag), rules=data.the_rules())


@cached
def _telling(keuze: Keuze) -> Telling:
    found = counting.tests(data.frames(keuze), keuze.cyclus, data.the_rules(), keuze.dag)
    return telling(found)


@cached
def _drawn(keuze: Keuze, tekst: str) -> Prognose:
    """Draw for the whole area of the monitor, so that every part of it shows the same numbers."""
    wens, known, gebieden = lees(tekst), the_assumptions(), data.frame(keuze, "gebieden")
    stays = _stays(keuze.voorbeeld, keuze.versie, keuze.vandaag)
    plan = prepare(
        stays,
        wens.groep,
        keuze.dag,
        deelgroep=wens.deelgroep,
        open_einde_blijft=wens.open_einde,
        telling=_telling(keuze) if wens.telt else None,
    )
    table = duties(keuze)
    links = areas.membership(gebieden, list(dict.fromkeys(table["gebied_code"])))
    edges = known.trekking.laag_deel, 0.5, known.trekking.hoog_deel
    vraag = Vraag(links, known.trekking.maanden, wens.dag, edges)
    worp = Worp(
        known.at(keuze.peildatum), Stand(wens.stand), known.trekking.aantal, wens.zaad, wens.samenhang
    )
    return prognose(plan, vraag, worp, table, known.openbaar)


def duties(keuze: Keuze) -> pd.DataFrame:
    """Return the duties of the whole area, its parts and its gemeenten."""
    parts = [figures.province(keuze), figures.regions(keuze)]
    parts.append(figures.table(keuze, Niveau.GEMEENTE, data.the_rules().monitor.provincie))
    return pd.concat(parts, ignore_index=True).drop_duplicates(["gebied_code", "doelgroep", "deelgroep"])


def drawn(keuze: Keuze, wens: Wens) -> Prognose:
    """Return the draws for a choice; computed once, shared by every session."""
    return _drawn(replace(keuze, groep="", gebied=""), wens.tekst)


def shown(keuze: Keuze, wens: Wens) -> pd.DataFrame:
    """Return the chances of the chosen area, its parts and what it is shown by, in that order."""
    found = drawn(keuze, wens).kansen.set_index("gebied_code", drop=False)
    monitor = data.the_rules().monitor
    codes = [keuze.gebied]
    if keuze.gebied == monitor.provincie:
        codes += figures.regions(keuze)["gebied_code"].tolist()
    codes = list(dict.fromkeys([*codes, *figures.parts_shown(keuze)]))
    return found.loc[[code for code in codes if code in found.index]].reset_index(drop=True)


def inside(keuze: Keuze, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose gemeente lies in the chosen area."""
    return rows[rows["gebied_code"].isin(members(data.frame(keuze, "gebieden"), keuze.gebied))]
