"""Bringing in files: examine, see what was recognised, compare with what stands, publish."""

from __future__ import annotations

import streamlit as st

from ui import examined, mapping, names, publication, report
from ui.keuze import Keuze

KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt"]


def upload(keuze: Keuze) -> None:
    """Draw the whole intake: choose files, see what was recognised, compare, publish."""
    if keuze.voorbeeld:
        st.info("U bekijkt het voorbeeld. Kies bij Gegevens ‘openbare cijfers’ om bestanden te laden.")
        return
    files = st.file_uploader(
        "Kies een of meer bestanden (Excel, CSV of ODS, ten hoogste 25 MB per bestand)",
        type=KINDS,
        accept_multiple_files=True,
        key=f"bestanden-{st.session_state.get(publication.ROUND, 0)}",
    )
    found = report.judged(keuze, examined.every(files))
    if len(found) > 1:
        report.overview(keuze, found)
    for file in found:
        report.draw(keuze, file)
        names.draw(keuze, file)
        mapping.draw(keuze, file)
    usable = [file for file in found if report.publishable(keuze, file)]
    if usable:
        publication.draw(keuze, usable)
    else:
        publication.reset()
