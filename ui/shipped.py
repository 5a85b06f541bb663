"""Newer figures that came with the software: they are proposed, and only a person publishes them."""

from __future__ import annotations

import uuid

import streamlit as st

import store
from model import taal
from ui import data, filters, invoer_missers, preview
from ui.keuze import Keuze
from ui.links import plain

KEY, OFFER = "_meegeleverdsleutel", "_voorstel"


def proposal(keuze: Keuze) -> None:
    """Draw the check on newer shipped figures; nothing changes until someone publishes them."""
    if keuze.voorbeeld:
        return
    st.markdown("Bij nieuwe software kunnen nieuwere cijfers zitten. Die worden nooit vanzelf gebruikt.")
    if st.button("Zoek nieuwere meegeleverde cijfers", key="zoek-meegeleverd"):
        with st.spinner("De meegeleverde bestanden worden gelezen …"):
            st.session_state[OFFER] = store.proposal(data.opened(False))
        if st.session_state[OFFER] is None:
            st.success("Deze versie heeft de nieuwste meegeleverde cijfers.")
    offer = st.session_state.get(OFFER)
    if offer is not None:
        _offer(offer)


def _offer(offer: store.Proposal) -> None:
    for names, text in (
        (offer.new, "Nieuw"),
        (offer.changed, "Gewijzigd"),
        (offer.gone, "Niet meer meegeleverd"),
        ([f"{one.bron_cel}, {one.reden}" for one in offer.fresh], "Nieuwe correctie"),
        ([one for one in offer.base.corrections if one not in offer.corrections], "Correctie vervalt"),
    ):
        if names:
            st.markdown(f"{text}: {plain(taal.opsomming(list(names)))}.")
    opened = data.opened(False)
    held = [one for one in offer.corrections if one in offer.base.corrections]
    corrections = [*preview.chosen(opened, held), *offer.fresh]
    parts = store.parts(opened, offer) if offer.base.entries else []
    try:
        entries = invoer_missers.settle(opened, offer.base, parts, corrections)
    except store.StoreError as error:
        st.error(plain(error))
        return
    if entries is None:
        return
    with st.form("meegeleverd"):
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-meegeleverd")
        note = st.text_input("Toelichting", "Nieuwere meegeleverde cijfers", key="toelichting-meegeleverd")
        ready = st.form_submit_button("Publiceer als nieuwe versie")
    if not ready:
        return
    try:
        key = st.session_state.setdefault(KEY, uuid.uuid4().hex)
        version = store.accept(opened, offer, actor, note, key, entries)
    except store.StaleVersion:
        st.session_state.pop(OFFER)
        st.error("Een ander heeft net gepubliceerd. Er is niets veranderd. Zoek opnieuw.")
    except store.StoreError as error:
        st.error(plain(error))
    else:
        for name in (KEY, OFFER):
            st.session_state.pop(name)
        filters.show_version(version.number, f"Versie {version.number} is gepubliceerd.")
