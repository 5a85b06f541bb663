"""Regio: wie in de regio doet wat?"""

import streamlit as st

from ui import frame, knelpunten, region

frame.ensure()
keuze = frame.keuze()

one, more = region.words(keuze)

st.title(f"Regio: {frame.gebied(keuze)}")
region.sentence(keuze)

st.header("Wordt de opgave van de regio gehaald?", anchor=False)
region.test(keuze)

st.header(f"Zekerheid per {one}", anchor=False)
region.bars(keuze)

st.header(more.capitalize(), anchor=False)
region.table(keuze)

st.header("Knelpunten", anchor=False)
knelpunten.few(keuze, keuze.gebied, 5)

st.header(f"Verloop per {one}", anchor=False)
region.trends(keuze)

st.header("Tekorten en overschotten", anchor=False)
region.balance(keuze)

st.header("Saldering op papier", anchor=False)
region.saldering(keuze)
