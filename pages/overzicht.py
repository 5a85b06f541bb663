"""Overzicht: hoe staat Limburg ervoor, en wat komt eraan?"""

import streamlit as st

from ui import frame, overview

frame.ensure()
keuze = frame.keuze()

st.title("Overzicht")
overview.sentence(keuze)
overview.body(keuze)
