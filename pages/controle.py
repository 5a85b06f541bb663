"""Controleer mijn bestand: is mijn bestand goed, voordat ik het stuur?"""

import streamlit as st

from ui import controle, downloads, frame

frame.ensure()
keuze = frame.keuze()

st.title("Controleer mijn bestand")
st.markdown(
    "Controleer een bestand voordat u het stuurt. U leest per cel wat er is en wat u kunt doen, "
    "en neemt de bevindingen mee."
)
controle.check(keuze)

st.header("Wat betekenen de woorden?", anchor=False)
controle.words()

st.header("Waar stuur ik het heen?", anchor=False)
controle.where()

st.header("Nog geen bestand? Begin met een sjabloon", anchor=False)
downloads.templates(keuze, "controle")
