"""The form that accepts a signal, puts it off or takes a decision back: checked, with a note, kept once."""

from __future__ import annotations

import uuid
from datetime import date

import pandas as pd
import streamlit as st

import store
from metrics import signals
from metrics.signals import decisions
from model import taal
from model.signaalbesluit import MOST_NOTITIE, Besluit
from ui import data, filters, knelpunten_signalen
from ui.deliveries_fields import NO_PERSONS, WRITE_A_DAY, day, personal
from ui.keuze import Keuze
from ui.links import plain

KEY, ROUND = "_besluitsleutel", "_besluitronde"
KINDS = {
    Besluit.AANVAARD: "aanvaarden: dit is bekend",
    Besluit.LATER: "later opnieuw bekijken",
    Besluit.INGETROKKEN: "eerder besluit intrekken",
}
DONE = {
    Besluit.AANVAARD: "Het signaal is aanvaard. Het komt terug als zijn cijfers veranderen.",
    Besluit.LATER: "Het signaal is uitgesteld. Het komt terug na die dag, of als zijn cijfers veranderen.",
    Besluit.INGETROKKEN: "Het besluit is ingetrokken. Het signaal staat weer bovenaan.",
}


def form(keuze: Keuze) -> None:
    """Draw the form for the signals of the chosen area and group."""
    if keuze.voorbeeld:
        st.caption("In het voorbeeld legt u niets vast. Kies bij Gegevens ‘openbare cijfers’.")
        return
    rows = knelpunten_signalen.found(keuze)
    if rows.empty:
        return
    number = st.session_state.get(ROUND, 0)
    with st.expander("Aanvaard een signaal of stel het uit"), st.form(f"besluit-{number}", border=False):
        names = {row["signaal_id"]: f"{row['kop']}: {row['zin']}" for row in rows.to_dict("records")}
        key = f"-besluit-{number}"
        signaal = st.selectbox(
            "Welk signaal?", list(names), format_func=names.__getitem__, key="signaal" + key
        )
        besluit = st.selectbox(
            "Wat besluit u?", list(KINDS), format_func=KINDS.__getitem__, key="besluit" + key
        )
        tot = st.text_input("Stil tot en met (dag-maand-jaar; bij uitstel verplicht)", key="tot" + key)
        notitie = st.text_area("Waarom?", max_chars=MOST_NOTITIE, key="notitie" + key)
        st.caption(NO_PERSONS)
        wie = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam" + key)
        ready = st.form_submit_button("Leg dit besluit vast")
    if ready:
        _record(keuze, rows.set_index("signaal_id").loc[signaal], besluit, tot, notitie, wie)


def faults(row: pd.Series, besluit: Besluit, tot: str, notitie: str, wie: str, today: date) -> list[str]:
    """Return what must change before a decision can be recorded, in Dutch; everything at once."""
    when = day(tot)
    quiet = row["stand"] in (signals.AANVAARD, signals.LATER)
    found = personal(notitie)
    said = [
        (not wie.strip(), "Vul uw naam in."),
        (not notitie.strip(), "Schrijf waarom."),
        (bool(tot.strip()) and when is None, WRITE_A_DAY),
        (besluit == Besluit.LATER and not tot.strip(), "Vul in tot en met welke dag het signaal stil is."),
        (besluit == Besluit.INGETROKKEN and bool(tot.strip()), "Wie een besluit intrekt, vult geen dag in."),
        (when is not None and when < today, "De dag ligt voor vandaag: het signaal zou meteen terugkomen."),
        (
            besluit == Besluit.INGETROKKEN and not quiet,
            "Over dit signaal geldt geen besluit om in te trekken.",
        ),
        (bool(found), f"De tekst lijkt {taal.opsomming(found)} te bevatten. Haal die weg."),
    ]
    return [text for wrong, text in said if wrong]


def _record(keuze: Keuze, row: pd.Series, besluit: Besluit, tot: str, notitie: str, wie: str) -> None:
    """Check what was typed and keep it; a second click of one form finds its key and adds nothing."""
    wrong = faults(row, besluit, tot, notitie, wie, keuze.vandaag)
    if wrong:
        st.error("Er is nog niets vastgelegd. " + plain(" ".join(wrong)))
        return
    name = decisions.key(str(row.name), row["afdruk"])
    key = st.session_state.setdefault(KEY, uuid.uuid4().hex)
    try:
        data.opened(False).add_signal_decision(name, str(besluit), day(tot), notitie, wie, key)
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.session_state.pop(KEY)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        filters.tell(DONE[besluit])
