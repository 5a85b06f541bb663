"""Where figures come from: one figure to its cell, sources that disagree, every source by name."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import store
from metrics import sources
from model import taal
from model.gebieden import members
from ui import clock, corrections, data, filters, links, provenance_rows, reasons
from ui.keuze import Keuze
from ui.links import plain

MOST_ROWS = 100


@st.cache_data(max_entries=64, show_spinner=False)
def _provenance(keuze: Keuze, cells: str) -> pd.DataFrame:
    return sources.provenance(data.frames(keuze), cells)


@st.cache_data(max_entries=16, show_spinner=False)
def _conflicts(keuze: Keuze) -> pd.DataFrame:
    rows = sources.conflicts(data.frames(keuze))
    gebieden = data.frame(keuze, "gebieden")
    ours = [keuze.gebied, *members(gebieden, keuze.gebied)]
    return rows.assign(_ver=~rows["gebied_code"].isin(ours)).sort_values("_ver", kind="stable")


@st.cache_data(max_entries=64, show_spinner=False)
def _figures(keuze: Keuze) -> pd.DataFrame:
    """Return the figures of the chosen area and group, with their sources."""
    frames = data.frames(keuze)
    rows = frames["cijfers"]
    codes = [keuze.gebied, *members(frames["gebieden"], keuze.gebied)]
    mine = rows["gebied_code"].isin(codes) & (rows["doelgroep"].eq(keuze.groep) | (keuze.groep == ""))
    return sources.described(rows[mine], frames)


def asked(keuze: Keuze) -> None:
    """Draw the figure that the address asks for, down to its cell; nothing when it asks for none."""
    cells = st.query_params.get(links.CIJFER, "")
    if not cells:
        st.markdown(
            "Klik op een cijfer in de monitor, of kies er hieronder een, om te zien waar het vandaan komt."
        )
        return
    rows = _provenance(keuze, cells)
    registers = provenance_rows.found(keuze, cells)
    if rows.empty and not registers:
        st.warning(
            "Dit cijfer staat niet in de gekozen versie. Kies een andere versie, of zoek het hieronder."
        )
        return
    for row in rows.to_dict("records"):
        _figure(keuze, row)
    for name, row in registers:
        provenance_rows.draw(keuze, name, row)


def _figure(keuze: Keuze, row: dict) -> None:
    with st.container(border=True):
        st.subheader(f"{plain(row['waarde_met_eenheid'])} · {plain(row['naam'])}", anchor=False)
        st.markdown(plain(describe(row)))
        for text in corrections.of_row(keuze, row["bron_id"], row["bron_cel"]):
            st.markdown(f"**Gecorrigeerd**, {plain(text)}")
        for why in reasons.of_fact(keuze, row["feit"]):
            st.markdown(f"Grote verandering, reden bij {plain(why)}")
        left, right = st.columns(2)
        left.table(_facts(row), hide_header=True, border="horizontal")
        right.table(_file(keuze, row), hide_header=True, border="horizontal")
        _original(keuze, row)


def describe(row: dict) -> str:
    """Return what a figure is, in one line: ``asielzoekers (amv), opgave (indicatief), cyclus 2024``."""
    part = "" if row["deelgroep"] == "alle" else f" ({taal.woord(row['deelgroep'])})"
    kind = f" ({taal.woord(row['soort_opgave'])})" if row["soort_opgave"] else ""
    sure = f", {taal.woord(row['zekerheid'])}" if row["zekerheid"] else ""
    cycle = f", cyclus {row['cyclus']}" if row["cyclus"] else ""
    site = f", locatie {row['locatie']}" if row["locatie"] else ""
    return f"{taal.woord(row['doelgroep'])}{part}, {taal.woord(row['maat'])}{kind}{sure}{cycle}{site}"


def _pairs(pairs: dict[str, str]) -> pd.Series:
    """Return names and values as a two-column table without empty lines."""
    return pd.Series({name: value for name, value in pairs.items() if value}, dtype="str").to_frame("")


def _facts(row: dict) -> pd.DataFrame:
    address = row["url"] if row["url"].startswith(("http://", "https://")) else ""
    return _pairs(
        {
            "Periode of peildatum": plain(row["moment"]),
            "Tekst in de bron": plain(row["tekst"]),
            "Datum in de bron": plain(row["datum_tekst"]),
            "Soort waarde": taal.woord(row["waarde_status"]),
            "Toelichting": plain(row["toelichting"]),
            "Uitgever": plain(row["uitgever"]),
            "Titel": plain(row["titel"]),
            "Adres": f"<{address}>" if address else plain(row["url"]),
            "Gepubliceerd": ""
            if taal.is_unknown(row["gepubliceerd_op"])
            else taal.datum(row["gepubliceerd_op"]),
        }
    )


def _file(keuze: Keuze, row: dict) -> pd.DataFrame:
    sheet, _, cell = row["bron_cel"].rpartition("!")
    upload = _upload(keuze, row["upload_id"])
    return _pairs(
        {
            "Bestand": plain(row["bestand"]),
            "Blad": plain(sheet),
            "Cel": plain(cell),
            "Geladen": taal.tijdstip(clock.local(upload.created_at)) if upload else "",
            "Door": plain(upload.actor) if upload else "",
            "Herkend als": plain(upload.layout_titel) if upload else "",
            "Versie": f"{keuze.nummer} ({keuze.fingerprint[:8]})",
        }
    )


def _upload(keuze: Keuze, upload_id: str) -> store.Upload | None:
    return data.opened(keuze.voorbeeld).upload(upload_id) if upload_id else None


def _original(keuze: Keuze, row: dict) -> None:
    if not row["upload_id"]:
        return
    if not data.may_hand_out(keuze.voorbeeld, row["upload_id"], keuze.vandaag):
        st.caption(
            "Dit bestand bevat ook rijen die nog niet openbaar zijn; daarom is het niet te downloaden."
        )
        return
    opened = data.opened(keuze.voorbeeld)
    st.download_button(
        "Download het bestand zoals het binnenkwam",
        data=lambda: opened.original(row["upload_id"]),
        file_name=row["bestand"],
        key=f"origineel-{row['bron_id']}-{row['bron_cel']}-{row['maat']}-{row['deelgroep']}-{row['zekerheid']}",
        on_click="ignore",
    )


def conflicts(keuze: Keuze) -> None:
    """Draw every figure for which sources give different numbers, side by side."""
    rows = _conflicts(keuze)
    if rows.empty:
        st.markdown("In deze versie spreken geen twee bronnen elkaar tegen.")
        return
    chosen = dict(keuze.voorkeuren)
    shown = pd.DataFrame(
        {
            "gebied": [plain(name) for name in rows["naam"]],
            "cijfer": [plain(describe(row)) for row in rows.to_dict("records")],
            "moment": [plain(text) for text in rows["moment"]],
            "waarde": _linked(rows),
            "uitgever": [plain(text) for text in rows["uitgever"]],
            "voorkeur": [
                "gekozen" if chosen.get(fact) == bron else ""
                for fact, bron in rows[["feit", "bron_id"]].values
            ],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")
    st.caption("Zolang niemand een bron kiest, staan beide cijfers er en telt geen van beide mee in een som.")
    if not keuze.voorbeeld:
        _prefer(rows)


def _prefer(rows: pd.DataFrame) -> None:
    """Draw the form that records which source goes first for a figure, by whom and why."""
    with st.expander("Leg vast welke bron voorgaat"):
        labels = {
            (row["feit"], row["bron_id"]): f"{row['naam']}, {describe(row)}: {row['waarde_met_eenheid']} "
            f"({row['uitgever']})"
            for row in rows.to_dict("records")
        }
        with st.form("voorkeur", border=False):
            choice = st.selectbox(
                "Cijfer en bron", list(labels), format_func=labels.__getitem__, key="voorkeurbron"
            )
            actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-voorkeur")
            reason = st.text_input("Waarom deze bron?", key="waarom-voorkeur")
            ready = st.form_submit_button("Leg vast")
        if ready:
            _record(choice, actor, reason)


def _record(choice: tuple[str, str], actor: str, reason: str) -> None:
    try:
        data.opened(False).prefer(choice[0], choice[1], actor, reason)
    except store.StoreError as error:
        st.error(plain(error))
    else:
        filters.tell("De keuze is vastgelegd. Alle pagina's rekenen nu met deze bron.")


def _linked(rows: pd.DataFrame) -> list[str]:
    cells = rows["bron_id"] + "#" + rows["bron_cel"]
    marks = rows["toelichting"].str.startswith("gecorrigeerd (c-").map({True: " · gecorrigeerd", False: ""})
    columns = (rows["waarde_met_eenheid"], cells, marks)
    return [links.source(text, cell) + mark for text, cell, mark in zip(*columns, strict=True)]


def figures(keuze: Keuze) -> None:
    """Draw the figures of the chosen area and group, newest first, each with a link to its cell."""
    rows = _figures(keuze).sort_values("datum", ascending=False, na_position="last")
    area = data.naam(keuze, keuze.gebied)
    st.markdown(f"{taal.meervoud(len(rows), 'cijfer', 'cijfers')} voor {area} en wat erin ligt.")
    if rows.empty:
        return
    pages = max(1, -(-len(rows) // MOST_ROWS))
    page = st.number_input("Bladzijde", 1, pages, key="bladzijde", width=160) if pages > 1 else 1
    part = rows.iloc[(page - 1) * MOST_ROWS : page * MOST_ROWS]
    shown = pd.DataFrame(
        {
            "gebied": [plain(name) for name in part["naam"]],
            "cijfer": [plain(describe(row)) for row in part.to_dict("records")],
            "periode of peildatum": [plain(text) for text in part["moment"]],
            "waarde": _linked(part),
            "uitgever": [plain(text) for text in part["uitgever"]],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")


def publishers(keuze: Keuze) -> None:
    """Draw every source of the version: publisher, file, address, licence."""
    rows = data.frame(keuze, "bronnen").sort_values(["uitgever", "bestand"])
    shown = pd.DataFrame(
        {
            "uitgever": [plain(text) for text in rows["uitgever"]],
            "bestand": [plain(text) for text in rows["bestand"]],
            "adres": [f"<{u}>" if u.startswith(("http://", "https://")) else plain(u) for u in rows["url"]],
            "licentie": [plain(text) for text in rows["licentie"]],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")
