"""The template that analysts fill in, with the lists and areas of this monitor."""

from __future__ import annotations

import streamlit as st

from loaders import template as templates
from ui import data
from ui.keuze import Keuze

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(keuze: Keuze) -> None:
    """Draw the download of the empty template."""
    st.markdown(
        "Met het sjabloon levert u cijfers, locaties en toerekening in één werkmap aan. "
        "De keuzelijsten en toelichtingen staan erin; wat u leeg laat, blijft onbekend."
    )
    st.download_button(
        "Download het sjabloon",
        data=lambda: _workbook(keuze),
        file_name="sjabloon_monitor_asielopgave.xlsx",
        mime=XLSX,
        key="sjabloon",
        on_click="ignore",
    )


def _workbook(keuze: Keuze) -> bytes:
    return templates.template(data.frame(keuze, "gebieden"), data.the_rules().monitor.provincie)
