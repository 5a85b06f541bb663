"""Opgave: waar komt het getal vandaan?"""

import streamlit as st

from ui import frame, opgave, opgave_rekenhulp, opgave_soorten, opgave_toets, opgave_verschil, verslag

frame.ensure()
keuze = frame.keuze()

st.title("Opgave")
opgave.sentence(keuze)
sectie = opgave.section()

if sectie == opgave.SOORTEN:
    st.header("Soorten opgave naast elkaar", anchor=False)
    opgave_soorten.show(keuze)
    st.header("Stappen van de wet", anchor=False)
    opgave.steps(keuze)

if sectie == opgave.VERSCHIL:
    st.header("Verschil tussen twee soorten of cycli", anchor=False)
    opgave_verschil.show(keuze)

if sectie == opgave.REKENHULP:
    st.header("Rekenhulp verdeelsleutel", anchor=False)
    berekend = opgave_rekenhulp.show(keuze)
    st.header("Vergelijking met gepubliceerde getallen", anchor=False)
    opgave_toets.show(keuze, berekend)

if sectie == opgave.VERSLAG:
    st.header("Provinciaal verslag", anchor=False)
    verslag.draw(keuze)
