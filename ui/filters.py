"""The filters that all pages share. They live in the frame and in the address, so that every view is a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from model import taal
from model.gebieden import children, members
from model.lijsten import Doelgroep, Maat, Niveau
from ui import data
from ui.keuze import Keuze

GEGEVENS = ("openbare cijfers", "voorbeeld")
ALLE = "alle groepen"


def draw(today: date) -> Keuze:
    """Draw the filter bar and return the choice.

    Args:
        today: date that a fresh visitor starts with.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        voorbeeld = _gegevens()
        version = _versie(voorbeeld)
        peildatum = _peildatum(voorbeeld, version.id, today)
        cyclus, soort = _soort(voorbeeld, version.id)
        groep = _groep()
        gebied = _gebied(voorbeeld, version.id)
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
    )


def _select(label: str, key: str, options: list, text: Callable, index: int = 0, width: int = 200) -> object:
    """Draw one select box that is part of the address."""
    return st.selectbox(
        label, options, index=index, key=key, format_func=text, bind="query-params", width=width, filter_mode=None
    )


def _gegevens() -> bool:
    choice = _select("Gegevens", "gegevens", list(GEGEVENS), str, width=180)
    return choice == GEGEVENS[1]


def _versie(voorbeeld: bool) -> object:
    versions = sorted(data.opened(voorbeeld).versions(), key=lambda v: -v.number)
    by_number = {v.number: v for v in versions}
    number = _select(
        "Versie",
        "versie",
        list(by_number),
        lambda n: f"{n} · {taal.datum(by_number[n].created_at)}",
        width=190,
    )
    return by_number[number]


@st.cache_data(max_entries=32, show_spinner=False)
def reference_dates(voorbeeld: bool, versie: str, today: date) -> tuple[list[date], int]:
    """Return the dates that can be chosen, newest first, and the index of the one to start with.

    Real data start at today; the fictional set starts at its own last date, because it does not grow older.
    """
    cijfers = data.opened(voorbeeld).frames(versie)["cijfers"]
    dated = cijfers[cijfers["maat"].ne(Maat.OPGAVE)]["peildatum"].dropna()
    known = {pd.Timestamp(day).date() for day in dated.unique()}
    options = sorted({day for day in known if day <= today} | {today}, reverse=True)
    start = max((day for day in known if day <= today), default=today) if voorbeeld else today
    return options, options.index(start)


def _peildatum(voorbeeld: bool, versie: str, today: date) -> date:
    options, start = reference_dates(voorbeeld, versie, today)
    return _select("Peildatum", "peildatum", options, taal.datum, start, 190)


@st.cache_data(max_entries=32, show_spinner=False)
def duties(voorbeeld: bool, versie: str) -> list[tuple[str, str]]:
    """Return (cyclus, soort opgave) of the asylum duties in a version, the last set first."""
    cijfers = data.opened(voorbeeld).frames(versie)["cijfers"]
    asylum = cijfers[cijfers["doelgroep"].eq(Doelgroep.ASIELZOEKERS) & cijfers["maat"].eq(Maat.OPGAVE)]
    province = data.the_rules().monitor.provincie
    gebieden = data.opened(voorbeeld).frames(versie)["gebieden"]
    local = asylum[asylum["gebied_code"].isin([province, *members(gebieden, province)])]
    pairs = local.groupby(["cyclus", "soort_opgave"])["vastgesteld_op"].max().sort_values(ascending=False)
    return [(str(cyclus), str(soort)) for cyclus, soort in pairs.index] or [("", "indicatief")]


def _duty_text(pair: tuple[str, str]) -> str:
    cyclus, soort = pair
    return f"{cyclus or 'vóór de wet'} · {taal.woord(soort)}"


def _soort(voorbeeld: bool, versie: str) -> tuple[str, str]:
    return _select("Opgave asielzoekers", "opgave", duties(voorbeeld, versie), _duty_text, width=200)


def _groep() -> str:
    options = ["", *(str(groep) for groep in Doelgroep)]
    return _select("Doelgroep", "groep", options, lambda g: taal.woord(g) if g else ALLE, width=210)


def _gebied(voorbeeld: bool, versie: str) -> str:
    gebieden = data.opened(voorbeeld).frames(versie)["gebieden"]
    province = data.the_rules().monitor.provincie
    options = [province, *children(gebieden, province, Niveau.REGIO)]
    return _select("Gebied", "gebied", options, data.names(voorbeeld, versie).get, width=180)
