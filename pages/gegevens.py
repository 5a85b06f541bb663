"""Gegevens: is mijn bestand goed aangekomen?"""

import streamlit as st

from ui import borders, corrections, downloads, frame, history, intake, mapping, names, shipped

frame.ensure()
keuze = frame.keuze()

st.title("Gegevens")
st.markdown(
    "Laad een bestand, bekijk wat is herkend, vergelijk het met wat er staat en publiceer een nieuwe versie."
)

st.header("Bestand laden", anchor=False)
intake.upload(keuze)

st.header("Versies", anchor=False)
history.versions(keuze)
shipped.proposal(keuze)

st.header("Correcties", anchor=False)
corrections.draw(keuze)

st.header("Eigen indelingen en namen", anchor=False)
mapping.kept()
names.kept(keuze)

st.header("Sjabloon en kaartgrenzen", anchor=False)
downloads.template(keuze)
borders.upload(keuze)
