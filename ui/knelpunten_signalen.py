"""Signals on the page Knelpunten: grouped, each with figures and a link, and what was decided about them."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pandas as pd
import streamlit as st

from metrics import signals
from metrics.signals import decisions
from model import taal
from model.gebieden import parts
from model.lijsten import Ernst
from model.signalen import signaalregels
from ui import clock, data, figures, links, tables
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.knelpunten import blik
from ui.links import plain

SHAPES = {str(Ernst.WAARSCHUWING): "▲", str(Ernst.MELDING): "◐"}
#: Words on a link, per page it leads to.
LEADS = {
    "bronnen": "kies een bron",
    "aanlevering": "naar de aanlevering",
    "gemeente": "naar de gemeente",
    "locaties": "naar de locatie",
    "regio": "naar de regio",
    "knelpunten": "naar het register",
    "overzicht": "naar het overzicht",
}
#: Signals under one heading that are shown before someone asks for the rest.
FIRST = 3


@figures.cached
def _found(keuze: Keuze) -> pd.DataFrame:
    province = data.the_rules().monitor.provincie
    return signals.find(data.frames(keuze), province, keuze.dag, signaalregels(), blik(keuze))


def made(keuze: Keuze) -> pd.DataFrame:
    """Return what was decided about signals, in the order in which it was recorded; none in the example."""
    kept = [] if keuze.voorbeeld else data.opened(False).signal_decisions()
    rows = [
        {
            "nummer": one.number,
            "sleutel": one.besluit.signaal_id,
            "besluit": str(one.besluit.besluit),
            "tot": pd.NaT if one.besluit.tot is None else pd.Timestamp(one.besluit.tot),
            "notitie": one.besluit.notitie,
            "wie": one.actor,
            "op": pd.Timestamp(clock.local(one.created_at)).tz_localize(None),
        }
        for one in kept
    ]
    return pd.DataFrame(rows, columns=list(decisions.DECISIONS))


def found(keuze: Keuze) -> pd.DataFrame:
    """Return the signals of the chosen area and group with where each stands; see ``metrics.signals``."""
    every = _found(whole(keuze))
    mine = signals.inside(every, data.frame(keuze, "gebieden"), keuze.gebied, keuze.groep)
    return signals.with_decisions(mine, made(keuze), pd.Timestamp(keuze.vandaag))


def show(keuze: Keuze) -> None:
    """Draw the signals that ask for attention, per heading, and apart what was accepted or put off."""
    rows = found(keuze)
    asks = rows[rows["stand"].isin([signals.NIEUW, signals.TERUG])]
    st.markdown(_counted(keuze, asks))
    for kop, mine in asks.groupby("kop", sort=False):
        _heading(keuze, str(kop), mine)
    quiet = rows[rows["stand"].isin([signals.AANVAARD, signals.LATER])]
    for stand, title in ((signals.AANVAARD, "Aanvaard"), (signals.LATER, "Later opnieuw bekijken")):
        mine = quiet[quiet["stand"].eq(stand)]
        if len(mine):
            st.subheader(f"{title} ({len(mine)})", anchor=False)
            with st.container(key=f"smal-ruim-{stand}"):
                st.table(_quiet(mine), hide_index=True, border="horizontal")


def _counted(keuze: Keuze, asks: pd.DataFrame) -> str:
    """Return how many signals there are, in a sentence."""
    name = data.naam(keuze, keuze.gebied)
    if asks.empty:
        return plain(f"Geen enkele regel vraagt aandacht voor {name}. Wat onbekend is, geeft geen signaal.")
    serious = int(asks["ernst"].eq(Ernst.WAARSCHUWING).sum())
    back = int(asks["stand"].eq(signals.TERUG).sum())
    text = f"{name}: {taal.meervoud(len(asks), 'signaal', 'signalen')}, waarvan {taal.getal(serious)} "
    text += "dringend (▲)."
    if back:
        text += (
            f" {taal.meervoud(back, 'signaal is', 'signalen zijn')} terug: het cijfer of de dag is veranderd."
        )
    return plain(f"{text} Wat onbekend is, geeft geen signaal.")


def _heading(keuze: Keuze, kop: str, rows: pd.DataFrame) -> None:
    """Draw the signals under one heading, the first ones open."""
    st.subheader(f"{SHAPES[rows['ernst'].iloc[0]]} {kop} ({len(rows)})", anchor=False)
    with st.container(key=f"smal-ruim-signaal-{rows['regel'].iloc[0]}"):
        st.table(_readable(keuze, rows.head(FIRST)), hide_index=True, border="horizontal")
    rest = rows.iloc[FIRST:]
    if len(rest):
        with st.expander(f"Nog {taal.meervoud(len(rest), 'signaal', 'signalen')}: {kop.lower()}"):
            page = tables.page_of(list(range(len(rest))), f"signaal-{rows['regel'].iloc[0]}")
            with st.container(key=f"smal-ruim-signaal-rest-{rows['regel'].iloc[0]}"):
                st.table(_readable(keuze, rest.iloc[page]), hide_index=True, border="horizontal")
    rules = [signaalregels().rule(name) for name in dict.fromkeys(rows["regel"])]
    st.caption(plain("Grens: " + "; ".join(dict.fromkeys(rule.reden for rule in rules)) + "."))


def _readable(keuze: Keuze, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "signaal": [_told(row) for row in rows.to_dict("records")],
            "verder": [leads(keuze, row) for row in rows.to_dict("records")],
        }
    )


def _told(row: dict) -> str:
    """Return the sentence of a signal; one that came back says what was decided before."""
    text = plain(row["zin"])
    if row["stand"] != signals.TERUG:
        return text
    return f"{text} *Terug: {plain(row['besluit'])} op {taal.datum(row['op'])}, ‘{plain(row['notitie'])}’.*"


def leads(keuze: Keuze, row: dict) -> str:
    """Return the link of a signal to the page that shows what it is about."""
    fields = dict(parse_qsl(row["filters"]))
    out = {key: _said(keuze, key, value) for key, value in fields.items()}
    return f"[{LEADS[row['pagina']]}]({links.address(row['pagina'], **out)})"


def _said(keuze: Keuze, key: str, value: str) -> str:
    """Return a filter as an address holds it: areas and groups by their words."""
    if key == "groep":
        return taal.woord(value)
    if key == "gebied":
        return data.naam(keuze, _offered(keuze, value))
    return data.naam(keuze, value) if key == "gemeente" else value


def _offered(keuze: Keuze, code: str) -> str:
    """Return an area that the filter offers: itself, or the whole area of the monitor."""
    monitor = data.the_rules().monitor
    there = {monitor.provincie, *parts(data.frame(keuze, "gebieden"), monitor.provincie, monitor.deel)}
    return code if code in there else monitor.provincie


def _quiet(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "signaal": [plain(text) for text in rows["zin"]],
            "besluit (naam niet gecontroleerd)": [_decision(row) for row in rows.to_dict("records")],
        }
    )


def _decision(row: dict) -> str:
    until = "" if taal.is_unknown(row["tot"]) else f", stil tot en met {taal.datum(row['tot'])}"
    return f"‘{plain(row['notitie'])}’ {plain(row['wie'])}, {taal.datum(row['op'])}{until}"
