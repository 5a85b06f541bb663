"""Locaties: wat opent en sluit wanneer?"""

import streamlit as st

from ui import (
    aanbod,
    frame,
    kans,
    kans_basis,
    kans_beeld,
    locaties,
    locaties_aanbod,
    locaties_bewerken,
    locaties_een,
    locaties_gat,
    locaties_register,
    locaties_twijfel,
    timeline,
)

frame.ensure()
keuze = frame.keuze()

st.title(f"Locaties: {frame.gebied(keuze)}")
locaties.sentence(keuze)

st.header("Aanbod en opgave per maand", anchor=False)
verlenging, deel, periode = locaties_aanbod.switches(keuze)
locaties_aanbod.curve(keuze, verlenging, deel, periode)
locaties_aanbod.behind(keuze, verlenging, deel, periode)

st.header("Waar valt een gat, en waardoor?", anchor=False)
locaties_gat.show(keuze, verlenging, deel)

st.header("Hoe groot is de kans dat de opgave op tijd wordt gehaald?", anchor=False)
wens = kans.settings(keuze)
kans_beeld.sentence(keuze, wens)
kans_beeld.chances(keuze, wens)
kans_beeld.band(keuze, wens)
kans_beeld.what_if(keuze, wens)
kans_basis.left_out(keuze, wens)
kans_basis.assumptions(keuze, wens)
kans_basis.backtest(keuze)

st.header("Wat opent en sluit wanneer?", anchor=False)
locaties.events(keuze, verlenging)
timeline.show(keuze, keuze.gebied)

st.header("Hoe ver zijn de plannen?", anchor=False)
locaties.pipeline(keuze)

st.header("Register: welke locatie telt, en waarom?", anchor=False)
locaties_register.register(keuze, keuze.gebied, aanbod.group(keuze))

st.header("Wat van het register is niet zeker?", anchor=False)
locaties_twijfel.unread(keuze, verlenging)

st.header("Telt iets dubbel?", anchor=False)
locaties_twijfel.overlap(keuze)

st.header("Eén locatie", anchor=False)
locatie = locaties_een.choose(keuze)
locaties_een.facts(keuze, locatie)
locaties_bewerken.edit(keuze, locatie)
