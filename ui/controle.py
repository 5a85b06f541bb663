"""Checking a file before it is sent: every check runs, nothing is stored, the findings can be taken along."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import store
from exports import controle
from exports.controle import Verslag
from exports.controle_kopie import marked_copy
from loaders import reading
from model.aanleverregels import aanleverregels
from model.issue import worst
from model.lijsten import Ernst, Lezen
from ui import data, difference, examined, preview, report
from ui.downloads import XLSX
from ui.examined import Examined
from ui.intake import KINDS
from ui.keuze import Keuze
from ui.links import plain

WORDS = {
    "Aanvaard": "het bestand is gelezen zoals het er staat.",
    "Gelezen met waarschuwingen": "het is gelezen; kijk na wat er genoemd wordt.",
    "Gelezen, op enkele rijen na": "die rijen tellen nergens mee. Per cel staat wat er moet veranderen.",
    "Gelezen, maar niet te publiceren": "in de inhoud staat een fout die eerst weg moet.",
    "Geweigerd": "er kan nog niets worden gebruikt. Per cel staat wat er moet veranderen.",
}


def check(keuze: Keuze) -> None:
    """Draw the whole check: choose files, what was found, what to take along. Nothing is stored."""
    if keuze.voorbeeld:
        st.info(
            "U bekijkt het voorbeeld. Kies bij Gegevens ‘openbare cijfers’ om een bestand te controleren."
        )
        return
    st.info("**Er wordt niets opgeslagen.** Uw bestand blijft alleen in dit venster en is daarna weg.")
    files = st.file_uploader(
        "Kies een of meer bestanden om te controleren (Excel, CSV of ODS, ten hoogste 25 MB per bestand)",
        type=KINDS,
        accept_multiple_files=True,
        key="controle-bestanden",
    )
    found = report.judged(keuze, examined.every(files))
    for file in found:
        report.draw(keuze, file)
        _take_along(keuze, file)
    _compared(keuze, [file for file in found if report.publishable(keuze, file)])


def words() -> None:
    """Say what the verdicts and the marks mean."""
    lines = [f"- **{word}**: {means}" for word, means in WORDS.items()]
    lines += [f"- {controle.SIGNS[ernst]} **{ernst.value}**: {controle.MEANS[ernst]}." for ernst in Ernst]
    st.markdown("\n".join(lines))


def where() -> None:
    """Say where the file goes when it is good, and what must not be in it."""
    to = plain(aanleverregels().herinnering.afzender)
    st.markdown(
        f"Is het bestand goed? Stuur het naar het {to}, als antwoord op het bericht waarin erom is gevraagd. "
        "Staan er nog waarschuwingen in die kloppen? Stuur de tekst met bevindingen dan mee. "
        "Stuur nooit namen, nummers of geboortedatums van personen. Een vertrouwelijk bestand krijgt een "
        "naam die begint met VERTROUWELIJK\\_."
    )


def verslag(keuze: Keuze, file: Examined) -> Verslag:
    """Return what was found in a file, as it is taken along."""
    made, issues = file.loaded.provenance, report.issues(keuze, file)
    return Verslag(
        bestand=file.name,
        geweigerd=file.loaded.is_refused,
        inhoud_fout=worst(issues[len(file.loaded.issues) :]) is Ernst.FOUT,
        layout=made.layout_title,
        gelezen=made.rows_in,
        genomen=made.rows_taken,
        weggelaten=made.rows_dropped,
        rijen_geweigerd=made.rows_refused,
        issues=tuple(issues),
        vandaag=keuze.vandaag,
    )


def _take_along(keuze: Keuze, file: Examined) -> None:
    told = verslag(keuze, file)
    with st.container(horizontal=True):
        st.download_button(
            "Download een kopie met de cellen gemarkeerd (Excel)",
            data=lambda: _copy(file, told),
            file_name=controle.bestandsnaam(file.name, "xlsx"),
            mime=XLSX,
            key=f"controle-kopie-{file.digest[:12]}-{file.name}",
            on_click="ignore",
        )
        st.download_button(
            "Download de bevindingen als tekst",
            data=lambda: controle.text_report(told).encode("utf-8-sig"),
            file_name=controle.bestandsnaam(file.name, "txt"),
            mime="text/plain",
            key=f"controle-tekst-{file.digest[:12]}-{file.name}",
            on_click="ignore",
        )


def _copy(file: Examined, told: Verslag) -> bytes:
    """Read the cells once more: only who takes the copy along waits for it."""
    readable = file.loaded.provenance.lezen is not Lezen.GEWEIGERD
    return marked_copy(reading.read(file.content, file.name).workbook if readable else None, told)


def _compared(keuze: Keuze, files: Sequence[Examined]) -> None:
    """Show, for information, what these files would change in the figures that stand."""
    if not files:
        return
    head = data.head(data.opened(False))
    with st.expander("Ter informatie: verschil met de cijfers die er nu staan"):
        try:
            shown = preview.of_files(keuze, head, head.uploads, files, head.corrections)
        except store.StoreError as error:
            st.markdown(plain(str(error)))
            return
        if shown is not None:
            difference.draw(keuze, shown.verschil, "controle")
