"""Keeping a layout that an analyst made: a new version with a name, and the list of what is kept."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import store
from loaders.layouts import Layout
from loaders.mapping import Draft, answers_of, toml_of
from model import taal
from store.records import StoredLayout
from ui import clock, data
from ui.examined import ANSWERS, Examined
from ui.links import plain

_SAID = "_koppelbericht"
ACTOR = "Uw naam (wordt niet gecontroleerd)"


def form(examined: Examined, draft: Draft, made: Layout, key: str) -> None:
    """Ask who and what for, keep the layout, and read the file again with it."""
    history = [one for one in data.opened(False).layout_history() if one.id == made.id and one.toml]
    if history:
        last = history[-1]
        st.info(
            f"Er is al een indeling met deze naam: versie {len(history)}, door {plain(last.actor)} op "
            f"{taal.datum(last.created_at)}. Bewaren maakt er versie {len(history) + 1} van."
        )
    with st.form(f"{key}-bewaren"):
        actor = st.text_input(ACTOR, key=f"{key}-door")
        note = st.text_input("Voor welke bestanden is deze indeling?", key=f"{key}-nota")
        ready = st.form_submit_button("Bewaar deze indeling en lees het bestand", type="primary")
    text = toml_of(made)
    st.download_button(
        "Download de indeling (voor de beheerder)", text.encode(), f"{made.id}.toml", "application/toml",
        key=f"{key}-toml", on_click="ignore",
    )  # fmt: skip
    if ready:
        _keep(examined, draft, made, text, actor, note)


def _keep(examined: Examined, draft: Draft, made: Layout, text: str, actor: str, note: str) -> None:
    try:
        kept = data.opened(False).add_layout(text, actor, note)
    except store.StoreError as error:
        st.error(plain(error))
        return
    answers = st.session_state.setdefault(ANSWERS, {}).setdefault(examined.digest, {})
    answers |= {**answers_of(draft), "layout": made.id}
    next_time = (
        "bij een volgend bestand met deze kop vraagt de monitor of zij past"
        if made.vraag_zonder_bestandsnaam
        else "een volgend bestand met deze kop wordt herkend"
    )
    text_said = f"Indeling ‘{plain(kept.titel)}’ is bewaard. Dit bestand is ermee gelezen; {next_time}."
    st.session_state[_SAID] = (examined.digest, text_said)
    st.rerun()


def said(examined: Examined) -> bool:
    """Draw once that a layout was kept; return whether it was."""
    digest, text = st.session_state.get(_SAID, ("", ""))
    if digest != examined.digest:
        return False
    st.session_state.pop(_SAID)
    st.success(text)
    return True


def kept() -> None:
    """Draw the layouts that analysts made: version, who, when; each can be taken away or along."""
    opened = data.opened(False)
    present, history = opened.layouts(), opened.layout_history()
    st.subheader("Indelingen", anchor=False)
    if not present:
        st.caption("Er zijn nog geen eigen indelingen.")
        return
    st.table(_listed(present, history), hide_index=True, border="horizontal")
    titles = {one.id: plain(one.titel) for one in present}
    chosen = st.selectbox(
        "Indeling", list(titles), index=None, format_func=titles.__getitem__,
        placeholder="kies er een om te downloaden of in te trekken", key="indeling-gekozen",
    )  # fmt: skip
    if chosen:
        one = next(one for one in present if one.id == chosen)
        st.download_button(
            "Download deze indeling", one.toml.encode(), f"{one.id}.toml", "application/toml",
            key="indeling-toml", on_click="ignore",
        )  # fmt: skip
        _withdraw(opened, one)


def _listed(present: list[StoredLayout], history: list[StoredLayout]) -> pd.DataFrame:
    rows = [
        {
            "indeling": plain(one.titel),
            "versie": str(sum(old.id == one.id and bool(old.toml) for old in history)),
            "door": plain(one.actor),
            "wanneer": taal.tijdstip(clock.local(one.created_at)),
            "waarvoor": plain(one.note),
        }
        for one in present
    ]
    return pd.DataFrame(rows)


def _withdraw(opened: store.Store, one: StoredLayout) -> None:
    with st.form("indeling-intrekken"):
        actor = st.text_input(ACTOR, key="indeling-door")
        reason = st.text_input("Waarom geldt deze indeling niet meer?", key="indeling-waarom")
        ready = st.form_submit_button("Trek deze indeling in")
    if not ready:
        return
    try:
        opened.withdraw_layout(one.id, actor, reason)
    except store.StoreError as error:
        st.error(plain(error))
        return
    for answers in st.session_state.get(ANSWERS, {}).values():
        if answers.get("layout") == one.id:
            answers.pop("layout")
    st.rerun()
