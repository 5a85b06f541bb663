"""A reminder to copy: per gemeente on the screen, for all of the area as a file for a mail merge."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from exports import tables
from exports.naam import bestandsnaam
from metrics.deliveries import reminder
from model import taal
from model.aanleverregels import aanleverregels
from ui import chart, data, deliveries
from ui.deliveries_fields import day_field
from ui.keuze import Keuze


def show(keuze: Keuze, code: str) -> None:
    """Draw the text for one gemeente, and the files for all that miss something."""
    regels = aanleverregels()
    default = keuze.vandaag + timedelta(days=regels.herinnering.dagen)
    uiterlijk = day_field("Antwoord uiterlijk op (dag-maand-jaar)", default, "herinnering-uiterlijk")
    if uiterlijk is None:
        return
    if uiterlijk < keuze.vandaag:
        st.warning("Deze dag is al voorbij.")
    rows = pd.concat([deliveries.table(keuze, maat) for maat in deliveries.MATEN], ignore_index=True)
    mine = reminder.missing(rows[rows["gebied_code"].eq(code)], regels)
    st.markdown(f"Tekst voor {data.naam(keuze, code)}. Lees de tekst voordat u haar verstuurt.")
    text = reminder.letter(data.naam(keuze, code), mine, keuze.peildatum, uiterlijk, regels)
    st.code(_marked(keuze, text), language=None, wrap_lines=True)
    _all(keuze, rows, uiterlijk)


def _marked(keuze: Keuze, text: str) -> str:
    return f"VOORBEELD, niet versturen: verzonnen cijfers.\n\n{text}" if keuze.voorbeeld else text


def _all(keuze: Keuze, rows: pd.DataFrame, uiterlijk: date) -> None:
    found = reminder.letters(rows, keuze.peildatum, uiterlijk, aanleverregels())
    area = data.naam(keuze, keuze.gebied)
    if found.empty:
        st.markdown(f"In {area} ontbreekt van geen enkele gemeente een cijfer.")
        return
    count = taal.meervoud(len(found), "gemeente mist", "gemeenten missen")
    st.markdown(f"{area}: {count} een of meer cijfers. Alle teksten samen:")
    about = chart.kader(keuze, "Herinneringen", "Wat ontbreekt per gemeente", "cijfers", "deze monitor")
    labels = {"aantal": "aantal dat ontbreekt", "ontbreekt": "wat ontbreekt", "naam": "gemeente"}
    given = found.rename(columns=labels)
    made = {
        "CSV": (
            "text/csv",
            lambda: tables.csv(given, about),
            "Download als tabel (CSV, voor afdruk samenvoegen)",
        ),
        "TXT": (
            "text/plain",
            lambda: _marked(keuze, reminder.together(found)).encode(),
            "Download als tekst (TXT)",
        ),
    }
    with st.container(horizontal=True):
        for kind, (mime, make, label) in made.items():
            name = bestandsnaam(f"herinneringen_{area}", about, kind)
            st.download_button(
                label, data=make, file_name=name, mime=mime, key=f"herinnering-{kind}", on_click="ignore"
            )
