"""Bronnen: mag ik dit getal geloven?"""

import streamlit as st

from ui import frame, method, provenance

frame.ensure()
keuze = frame.keuze()

st.title("Bronnen")
provenance.asked(keuze)

st.header("Bronnen die elkaar tegenspreken", anchor=False)
provenance.conflicts(keuze)

st.header("Alle cijfers van dit gebied", anchor=False)
provenance.figures(keuze)

with st.expander("Alle bronnen van deze versie"):
    provenance.publishers(keuze)

st.header("Begrippen en werkwijze", anchor=False)
method.definitions()
