"""The filters that all pages share. They live in the frame and in the address: every view is a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from model import taal
from model.gebieden import children, members
from model.lijsten import Doelgroep, Maat
from store import Version
from ui import clock, data
from ui.keuze import Keuze

GEGEVENS = ("openbare cijfers", "voorbeeld")
ALLE = "alle groepen"
NEXT, MESSAGE, SET = "_naar_versie", "_melding", "_verzameling"
OF_ONE_SET = ("versie", "peildatum", "opgave")


def draw(today: date) -> Keuze:
    """Draw the filter bar and return the choice.

    Args:
        today: date that a fresh visitor starts with.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        voorbeeld = _gegevens()
        version = _versie(voorbeeld)
        basis = (voorbeeld, version.id, today)
        peildatum = _peildatum(*basis)
        cyclus, soort = _soort(*basis)
        groep = _groep()
        gebied = _gebied(*basis)
    return Keuze(
        voorbeeld=voorbeeld,
        versie=version.id,
        nummer=version.number,
        fingerprint=version.fingerprint,
        vandaag=today,
        peildatum=peildatum,
        cyclus=cyclus,
        soort=soort,
        groep=groep,
        gebied=gebied,
        voorkeuren=data.preferences(voorbeeld),
    )


def _select(label: str, key: str, options: list, text: Callable, index: int = 0, width: int = 200) -> Any:  # noqa: PLR0913, ANN401
    """Draw one select box that is part of the address."""
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


def _gegevens() -> bool:
    there = GEGEVENS if data.the_rules().monitor.heeft_voorbeeld else GEGEVENS[:1]
    choice = _select("Gegevens", "gegevens", list(there), str, width=180)
    if (
        st.session_state.setdefault(SET, choice) != choice
    ):  # versions and dates of one set say nothing of the other
        st.session_state[SET] = choice
        for key in OF_ONE_SET:
            st.session_state.pop(key, None)
    return choice == GEGEVENS[1]


def show_version(number: int, message: str) -> None:
    """Run the page again with another version chosen, and say why."""
    st.session_state[NEXT] = number
    tell(message)


def show_example() -> None:
    """Choose the fictional set; for the button on the first screen."""
    st.session_state["gegevens"] = GEGEVENS[1]


def tell(text: str) -> None:
    """Run the page again and say what was done."""
    st.session_state[MESSAGE] = text
    st.rerun()


def message() -> None:
    """Show once what the last action did."""
    if text := st.session_state.pop(MESSAGE, ""):
        st.success(text)


def _versie(voorbeeld: bool) -> Version:
    if NEXT in st.session_state:
        st.session_state["versie"] = st.session_state.pop(NEXT)
    versions = {v.number: v for v in sorted(data.opened(voorbeeld).versions(), key=lambda v: -v.number)}
    number = _select(
        "Versie",
        "versie",
        list(versions),
        lambda n: f"{n} · {taal.datum(clock.local(versions[n].created_at))}",
        width=190,
    )
    newest = max(versions)
    if number != newest:
        st.caption(f"Er is een nieuwere versie: {newest}.")
    return versions[number]


@st.cache_data(max_entries=32, show_spinner=False)
def reference_dates(voorbeeld: bool, versie: str, today: date) -> tuple[list[date], int]:
    """Return the dates that can be chosen, newest first, and the index of the one to start with.

    Real data start at today; the fictional set starts at its own last date, because it does not grow older.
    """
    cijfers = data.public(voorbeeld, versie, today)["cijfers"]
    dated = cijfers[cijfers["maat"].ne(Maat.OPGAVE)]["peildatum"].dropna()
    known = {day for day in (pd.Timestamp(value).date() for value in dated.unique()) if day <= today}
    options = sorted(known | {today}, reverse=True)
    start = max(known, default=today) if voorbeeld else today
    return options, options.index(start)


def _peildatum(voorbeeld: bool, versie: str, today: date) -> date:
    options, start = reference_dates(voorbeeld, versie, today)
    return _select("Peildatum", "peildatum", options, taal.datum, start, 190)


@st.cache_data(max_entries=32, show_spinner=False)
def duties(voorbeeld: bool, versie: str, today: date) -> list[tuple[str, str]]:
    """Return (cyclus, soort opgave) of the asylum duties in a version, the last set first."""
    frames = data.public(voorbeeld, versie, today)
    province = data.the_rules().monitor.provincie
    ours = [province, *members(frames["gebieden"], province)]
    cijfers = frames["cijfers"]
    asylum = cijfers["doelgroep"].eq(Doelgroep.ASIELZOEKERS) & cijfers["maat"].eq(Maat.OPGAVE)
    local = cijfers[asylum & cijfers["gebied_code"].isin(ours)]
    pairs = local.groupby(["cyclus", "soort_opgave"])["vastgesteld_op"].max().sort_values(ascending=False)
    return [(str(cyclus), str(soort)) for cyclus, soort in pairs.index] or [("", "indicatief")]


def _duty_text(pair: tuple[str, str]) -> str:
    cyclus, soort = pair
    return f"{cyclus or 'vóór de wet'} · {taal.woord(soort)}"


def _soort(voorbeeld: bool, versie: str, today: date) -> tuple[str, str]:
    return _select("Opgave asielzoekers", "opgave", duties(voorbeeld, versie, today), _duty_text, width=200)


def _groep() -> str:
    options = ["", *(str(groep) for groep in Doelgroep)]
    return _select("Doelgroep", "groep", options, lambda g: taal.woord(g) if g else ALLE, width=210)


@st.cache_data(max_entries=32, show_spinner=False)
def areas(voorbeeld: bool, versie: str, today: date) -> list[str]:
    """Return the whole area of the monitor and its parts."""
    monitor = data.the_rules().monitor
    gebieden = data.public(voorbeeld, versie, today)["gebieden"]
    return [monitor.provincie, *children(gebieden, monitor.provincie, monitor.deel)]


def _gebied(voorbeeld: bool, versie: str, today: date) -> str:
    options = areas(voorbeeld, versie, today)
    return _select("Gebied", "gebied", options, data.names(voorbeeld, versie, today).get, width=180)
