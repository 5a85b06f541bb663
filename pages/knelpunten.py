"""Knelpunten: wat houdt ons tegen, en wie is aan zet?"""

import streamlit as st

from ui import frame, knelpunten, knelpunten_besluit, knelpunten_maatregelen, knelpunten_signalen

frame.ensure()
keuze = frame.keuze()

st.title("Knelpunten")
knelpunten.sentence(keuze)

st.header("Wat vraagt aandacht?", anchor=False)
knelpunten_signalen.show(keuze)
knelpunten_besluit.form(keuze)

st.header("Wie is aan zet?", anchor=False)
knelpunten.owners(keuze)

st.header("Register van knelpunten", anchor=False)
knelpunten.table(keuze)

st.header("Maatregelen van het uitvoeringsprogramma", anchor=False)
knelpunten_maatregelen.show(keuze)
