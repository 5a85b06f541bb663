"""Versions: what was published, by whom and why, and how to go back without losing anything."""

from __future__ import annotations

import uuid

import pandas as pd
import streamlit as st

import store
from metrics import changes
from model import taal
from ui import clock, data, filters, tables
from ui.keuze import Keuze
from ui.links import plain

UNDO_KEY, SEEN = "_terugzetsleutel", "_terugzetbasis"


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
        return
    chosen, head = by_number[number], every[0]
    seen = st.session_state.get(SEEN, head.id)
    st.session_state[SEEN] = head.id
    _preview(keuze, head, chosen)
    with st.form("terugzetten"):
        st.markdown("Terugzetten maakt een nieuwe versie met de cijfers van toen. Er gaat niets verloren.")
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-terug")
        note = st.text_input("Waarom?", key="waarom-terug")
        ready = st.form_submit_button(f"Zet versie {number} terug")
    if ready:
        _undo(opened, chosen, seen, note, actor)


def _preview(keuze: Keuze, head: store.Version, chosen: store.Version) -> None:
    """Show what setting back would change, as far as everyone may see it today."""
    now, then = (data.public(False, version.id, keuze.vandaag) for version in (head, chosen))
    compared = changes.compare(now, then)
    changed = compared[compared["wijziging"].ne(changes.GELIJK)]
    st.markdown(f"Dit verandert {taal.meervoud(len(changed), 'cijfer', 'cijfers')}.")
    if not changed.empty:
        st.table(tables.differences(changed.head(50)), hide_index=True, border="horizontal")


def _undo(opened: store.Store, chosen: store.Version, seen: str, note: str, actor: str) -> None:
    key = st.session_state.setdefault(UNDO_KEY, uuid.uuid4().hex)
    try:
        version = opened.undo(chosen.id, seen, note, actor, key)
    except store.StaleVersion:
        st.error("Een ander heeft net gepubliceerd. Er is niets veranderd. Bekijk de nieuwe versie eerst.")
    except store.StoreError as error:
        st.error(plain(error))
    else:
        for name in (UNDO_KEY, SEEN):
            st.session_state.pop(name)
        filters.show_version(
            version.number, f"Versie {chosen.number} is teruggezet als versie {version.number}."
        )
