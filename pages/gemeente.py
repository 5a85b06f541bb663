"""Gemeente: wat telt er bij ons, en waarom?"""

import streamlit as st

from ui import frame, knelpunten, municipality

frame.ensure()
keuze = frame.keuze()

st.title("Gemeente")
code = municipality.choose(keuze)

st.header("Opgave en realisatie", anchor=False)
municipality.duties(keuze, code)
municipality.pace(keuze, code)

st.header("Knelpunten", anchor=False)
knelpunten.few(keuze, code)
knelpunten.above(keuze, code)

st.header("Verloop", anchor=False)
municipality.trend(keuze, code)
municipality.published(keuze, code)
