"""Provinciaal verslag: what is offered, whether it closes, how it is spread, and the document of it all."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from exports import document
from exports.naam import bestandsnaam
from metrics import report, spread
from model import taal
from model.lijsten import Deelgroep
from model.verslagregels import verslagregels
from ui import chart, clock, data, figures, tables, verslag_cijfers, verslag_simulatie
from ui.keuze import Keuze
from ui.links import plain

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COUNTED = {"telt": "telt", "telt_amv": "waarvan amv", "onzeker": "onzeker", "telt_niet": "telt niet"}
SHAPES = {report.JA: "● ja", report.NEE: "▲ nee", report.ONBEKEND: "? onbekend"}
HARD, SOFT = verslag_simulatie.HARD, verslag_simulatie.SOFT


def draw(keuze: Keuze) -> None:
    """Draw the whole section, and the document of it."""
    cycle = plain(keuze.cyclus or "–")
    st.markdown(
        f"Het verslag zegt of de plekken van de gemeenten samen de opgave halen (cyclus {cycle}). "
        "Een gemeente die niets opgeeft, biedt een onbekend aantal, geen nul."
    )
    made = [offer_part(keuze), counted_part(keuze), closing_part(keuze), spread_part(keuze)]
    for part in made:
        show(part)
    last = verslag_simulatie.part(keuze, verslag_simulatie.rules())
    show(last)
    _download(keuze, [*made, last])


def show(part: document.Deel) -> None:
    """Draw one part of the document as it stands in the document."""
    st.subheader(part.titel, anchor=False)
    for text in part.zinnen:
        st.markdown(plain(text))
    if part.tabel is not None and len(part.tabel):
        here = tables.page_of(list(range(len(part.tabel))), part.titel)
        st.table(part.tabel.iloc[here].map(plain), hide_index=True, border="horizontal")
    if part.noot:
        st.caption(plain(part.noot))


def offer_part(keuze: Keuze) -> document.Deel:
    """Return what is offered per part, hard and soft, amv apart."""
    rows = verslag_cijfers.offered(keuze)
    rows = rows[rows["deelgroep"].ne(Deelgroep.REGULIER)]
    shown = pd.DataFrame(
        {
            "gebied": rows["naam"],
            "deel": rows["deelgroep"].map(taal.woord),
            "open": rows["realisatie"].map(taal.getal),
            "besloten": rows["besloten"].map(taal.getal),
            "voornemen": rows["voornemen"].map(taal.getal),
            HARD: _sums(rows, "hard"),
            SOFT: _sums(rows, "totaal"),
            "bekend van": [
                taal.bekend_van(int(k), int(n))
                for k, n in zip(rows["leden_bekend"], rows["leden"], strict=True)
            ],
        }
    )
    note = "Amv ligt binnen alle. ‘Ten minste’: niet van alle gemeenten is het aanbod bekend."
    return document.Deel("Wat is aangeboden?", [], shown, f"{note} {verslag_cijfers.source(keuze, rows)}")


def _sums(rows: pd.DataFrame, name: str) -> list[str]:
    pairs = zip(rows[name], rows[f"{name}_min"], strict=True)
    return [taal.getal(exact) if pd.notna(exact) else _least(low) for exact, low in pairs]


def _least(low: object) -> str:
    return taal.ONBEKEND if taal.is_unknown(low) else f"ten minste {taal.getal(low)}"


def counted_part(keuze: Keuze) -> document.Deel:
    """Return how many places of the register count for each test: these tests stay separate."""
    rows = verslag_cijfers.counted(keuze)
    names = {code: data.naam(keuze, code) for code in rows["gebied_code"]}
    shown = pd.DataFrame(
        {
            "toets": rows["toets"].map(taal.woord),
            "gebied": rows["gebied_code"].map(names),
            **{word: rows[name].map(taal.getal) for name, word in COUNTED.items()},
            "locaties zonder aantal": rows["locaties_onbekend"].map(taal.getal),
        }
    )
    note = (
        "Volgens de locaties in deze versie en de gedateerde telregels; de reden per locatie staat op de "
        "pagina Locaties. Plekken zonder bekend aantal zitten in geen som."
    )
    return document.Deel("Wat telt er volgens de regels?", [], shown, note)


def closing_part(keuze: Keuze) -> document.Deel:
    """Return per kind of duty whether the plan closes, with the gap."""
    rows = verslag_cijfers.closing(keuze)
    title = "Is het sluitend?"
    if rows.empty:
        return document.Deel(title, ["Voor deze cyclus is van dit gebied geen opgave geladen."])
    rows = rows[rows["deelgroep"].ne(Deelgroep.REGULIER) & rows["reden_hard"].ne(report.NO_DUTY)]
    shown = pd.DataFrame(
        {
            "soort opgave": rows["soort_opgave"].map(taal.woord),
            "gebied": rows["naam"],
            "deel": rows["deelgroep"].map(taal.woord),
            "opgave": rows["opgave"].map(taal.getal),
            f"sluitend, {HARD}": rows["sluitend_hard"].map(SHAPES),
            "verschil": [taal.getal(v, plus=True) for v in rows["gat_hard"]],
            f"sluitend, {SOFT}": rows["sluitend_totaal"].map(SHAPES),
            "verschil met voornemens": [taal.getal(v, plus=True) for v in rows["gat_totaal"]],
            "toelichting": rows["reden_hard"].where(rows["reden_hard"].ne(""), "–"),
        }
    )
    note = (
        "Alleen gebieden waarvan een opgave van die soort is geladen. "
        "De wet vraagt of de plekken samen de opgave van de provincie halen; de som per deelgebied is een "
        "eigen afspraak. Soorten opgave tellen niet bij elkaar op."
    )
    return document.Deel(title, [], shown, f"{note} {verslag_cijfers.source(keuze, rows)}")


def spread_part(keuze: Keuze) -> document.Deel:
    """Return how far gemeenten lie apart, per measure, with what it means; no score."""
    found = spread.ranges(verslag_cijfers.spread_of(keuze)).set_index("maat")
    rows = []
    for one in verslagregels().evenwicht:
        row = found.loc[one.maat]
        text = taal.procent if one.maat.startswith("aandeel") else _one_decimal
        rows.append(
            {
                "maat": one.naam,
                "bekend van": taal.bekend_van(int(row["bekend"]), int(row["gemeenten"])),
                "laagste": _named(text(row["laagste"]), row["laagste_naam"]),
                "middelste": text(row["middelste"]),
                "hoogste": _named(text(row["hoogste"]), row["hoogste_naam"]),
                "wat het zegt": one.uitleg,
            }
        )
    note = "Wat evenwichtig is, staat in geen bron als getal. Daarom geen score en geen oordeel."
    note = f"{note} {verslag_cijfers.source(keuze, figures.gemeenten(keuze))}"
    return document.Deel("Hoe is het verdeeld?", [], pd.DataFrame(rows), note)


def _one_decimal(value: object) -> str:
    return taal.getal(value, 1)


def _named(text: str, name: str) -> str:
    return f"{text} ({name})" if name else text


def _download(keuze: Keuze, parts: list[document.Deel]) -> None:
    monitor = data.the_rules().monitor
    about = chart.kader(keuze, "Provinciaal verslag", "Alle tabellen", "plekken", "zie onder elke tabel")
    edition = "VOORBEELD, verzonnen cijfers" if keuze.voorbeeld else "openbaar"
    version = data.opened(keuze.voorbeeld).version(keuze.versie)
    made = taal.datum(clock.local(version.created_at))
    cycle, kind = keuze.cyclus or taal.ONBEKEND, taal.woord(keuze.soort)
    head = document.Kop(
        titel=f"Tabellen bij het verslag over {monitor.provincie_naam}",
        ondertitel=f"{monitor.tafel} · cyclus {cycle} · {kind} · peildatum {taal.datum(keuze.peildatum)}",
        editie=edition,
        voet=f"{monitor.naam} · versie {about.versie} · gemaakt op {made} · {edition}",
        gemaakt=version.created_at,
    )
    st.download_button(
        "Download alle tabellen (Word)",
        data=lambda: document.docx(head, parts),
        file_name=bestandsnaam(f"verslag_{monitor.provincie_naam}", about, "docx"),
        mime=DOCX,
        key="verslag-docx",
        on_click="ignore",
    )
