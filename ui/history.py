"""Versions: what was published, by whom and why, and how to go back without losing anything."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import store
from metrics import changes
from metrics.difference import told
from model import taal
from ui import clock, data, difference, filters, publication, reasons, tables
from ui.keuze import Keuze
from ui.links import plain

SEEN = "_terugzetbasis"


def versions(keuze: Keuze) -> None:
    """Draw the list of versions and, for real data, the form that sets one back as a new version."""
    opened = data.opened(keuze.voorbeeld)
    every = sorted(opened.versions(), key=lambda v: -v.number)
    rows = [
        {
            "versie": taal.getal(v.number),
            "gepubliceerd": taal.tijdstip(clock.local(v.created_at)),
            "door": plain(v.actor),
            "toelichting": plain(v.note),
            "bestanden": taal.getal(len(v.uploads)),
            "controlegetal": v.fingerprint[:8],
        }
        for v in every
    ]
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")
    given = reasons.history(keuze)
    if not given.empty:
        with st.expander(f"Redenen bij grote veranderingen ({taal.getal(len(given))})"):
            st.table(given, hide_index=True, border="horizontal")
    if not keuze.voorbeeld and len(every) > 1:
        _set_back(keuze, opened, every)


def _set_back(keuze: Keuze, opened: store.Store, every: list[store.Version]) -> None:
    by_number = {v.number: v for v in every[1:]}
    number = st.selectbox(
        "Een eerdere versie terugzetten",
        list(by_number),
        index=None,
        format_func=lambda n: f"versie {n} · {by_number[n].note}",
        placeholder="Kies een versie …",
        key="terug-naar",
    )
    if number is None:
        st.session_state.pop(SEEN, None)
        return
    chosen, head = by_number[number], every[0]
    seen = opened.version(st.session_state.setdefault(SEEN, head.id))
    if seen.id != head.id:
        difference.meanwhile(keuze, seen, head, "intussen-terug")
    _preview(keuze, head, chosen)
    label = f"Zet versie {number} terug" + (f" bovenop versie {head.number}" if seen.id != head.id else "")
    with st.form("terugzetten"):
        st.markdown("Terugzetten maakt een nieuwe versie met de cijfers van toen. Er gaat niets verloren.")
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-terug")
        note = st.text_input("Waarom?", key="waarom-terug")
        # the button belongs to the version that was looked at: an older page has another button
        ready = st.form_submit_button(label, key=f"terugzetten-{head.id}")
    if ready:
        _undo(opened, chosen, head, note, actor)


def _preview(keuze: Keuze, head: store.Version, chosen: store.Version) -> None:
    """Show what setting back would change, as far as everyone may see it today."""
    now, then = (data.public(False, version.id, keuze.vandaag) for version in (head, chosen))
    if others := tables.beside(now, then):
        st.markdown(f"Naast de cijfers: **{others}**.")
    difference.draw(keuze, told(changes.compare(now, then)), "terug")


def _undo(opened: store.Store, chosen: store.Version, head: store.Version, note: str, actor: str) -> None:
    key = publication.key_of("terug", head.id, chosen.id)
    try:
        version = opened.undo(chosen.id, head.id, note, actor, key)
    except store.StaleVersion:
        st.rerun()  # the page says what happened meanwhile, and asks again
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.session_state.pop(SEEN)
        filters.show_version(
            version.number, f"Versie {chosen.number} is teruggezet als versie {version.number}."
        )
