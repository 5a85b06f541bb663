"""The frame around every page: navigation, filters, the marks that must never be missed, and the footer."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

import streamlit as st

from loaders import reading
from model import taal
from ui import clock, data, filters, helper
from ui.keuze import Keuze

ROOT = Path(__file__).parents[1]
PAGES = (
    ("overzicht", "Overzicht"),
    ("regio", "Regio"),
    ("gemeente", "Gemeente"),
    ("locaties", "Locaties"),
    ("knelpunten", "Knelpunten"),
    ("opgave", "Opgave"),
    ("aanlevering", "Aanlevering"),
    ("gegevens", "Gegevens"),
    ("controle", "Controleer mijn bestand"),
    ("bronnen", "Bronnen"),
)
_drawn: ContextVar[bool] = ContextVar("frame_drawn", default=False)


def run() -> None:
    """Draw the frame and run the page that the address names."""
    monitor = data.the_rules().monitor.naam
    st.set_page_config(page_title=monitor, layout="wide")
    st.html(ROOT / "static" / "stijl.css")
    page = st.navigation(
        [
            st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=name, default=name == "overzicht")
            for name, title in PAGES
        ],
        position="top",
    )
    st.set_page_config(page_title=f"{page.title} · {monitor}")
    token = _drawn.set(True)
    try:
        _heading()
        filters.message()
        page.run()
        _footer()
    finally:
        _drawn.reset(token)


def warm() -> None:
    """Load what the first visitor would wait for: the store, the newest frames, the reading process."""
    opened = data.opened(False)
    data.public(False, data.head(opened).id, clock.today())
    reading.warm()
    helper.warm_up()


def ensure() -> None:
    """Draw the whole frame when Streamlit started this page by itself.

    The first visitor of a fresh server who opens a deep link gets the bare script, without navigation.
    """
    if not _drawn.get():
        run()
        st.stop()


def keuze() -> Keuze:
    """Return what the reader has chosen in the filters of this run."""
    chosen = st.session_state.get("_keuze")
    if not isinstance(chosen, Keuze):
        raise RuntimeError("frame.ensure() moet voor frame.keuze() staan")
    return chosen


def gebied(chosen: Keuze) -> str:
    """Return the name of the chosen area."""
    return data.naam(chosen, chosen.gebied)


def _heading() -> None:
    with st.container(key="kop"):
        chosen = filters.draw(clock.today())
    st.session_state["_keuze"] = chosen
    if chosen.voorbeeld:
        with st.container(key="voorbeeldband"):
            st.markdown(
                "**VOORBEELD** · Alle cijfers op deze pagina zijn verzonnen. Gebruik ze niet als feit."
            )


def _footer() -> None:
    chosen = keuze()
    version = data.opened(chosen.voorbeeld).version(chosen.versie)
    kind = "VOORBEELD, verzonnen cijfers" if chosen.voorbeeld else "openbare cijfers"
    made = taal.tijdstip(clock.local(version.created_at))
    st.caption(
        f"Versie {chosen.nummer} ({kind}), gemaakt op {made} · peildatum {taal.datum(chosen.peildatum)} · "
        "wat ontbreekt is onbekend, niet nul."
    )
