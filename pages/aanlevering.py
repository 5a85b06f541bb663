"""Aanlevering: wie leverde wat, en klopt het met COA?"""

import streamlit as st

from ui import (
    deliveries,
    deliveries_compare,
    deliveries_objections,
    deliveries_reminder,
    downloads,
    frame,
    municipality,
)

frame.ensure()
keuze = frame.keuze()

st.title("Aanlevering")
maat = deliveries.measure()
deliveries.sentences(keuze, maat)

st.header("Wie leverde wat?", anchor=False)
deliveries.matrix(keuze, maat)

st.header("Klopt het met COA en het Rijk?", anchor=False)
deliveries_compare.show(keuze)

st.header("Eén gemeente", anchor=False)
code = municipality.choose(keuze)
deliveries.one(keuze, code)

st.header("Bezwaren", anchor=False)
deliveries_objections.show(keuze, code)

st.header("Herinnering", anchor=False)
deliveries_reminder.show(keuze, code)

st.header("Sjabloon om mee te sturen", anchor=False)
downloads.templates(keuze, "aanlevering", "gemeente", code)
