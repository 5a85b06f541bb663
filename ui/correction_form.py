"""The form for a correction: find the figure, say what it must be and why, see the difference, publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

import store
from metrics import changes, sources
from metrics.difference import told
from model import taal
from model.correctie import Correctie, as_text
from model.lijsten import WaardeStatus
from ui import data, difference, filters, preview, publication, tables
from ui.keuze import Keuze
from ui.links import plain

#: Counts the corrections of this session, so that the next one starts with empty boxes.
ROUND = "_correctieronde"
REPLACE, OMIT = "Een ander getal", "Het cijfer weglaten"
#: Statuses of a row that holds no number.
NOTHING = (WaardeStatus.ONBEKEND, WaardeStatus.GEHEIM, WaardeStatus.NVT)


@dataclass(frozen=True)
class Wish:
    """What an analyst wants of a figure, as typed."""

    actie: str
    wordt: str
    reden: str
    gemeld_bij: str
    gemeld_op: str


def draw(keuze: Keuze, opened: store.Store, head: store.Version) -> None:
    """Draw the way from a figure to a version in which it is corrected."""
    row = _pick(keuze, head)
    if row is None:
        return
    wish = _ask(row)
    if not wish.reden.strip() or (wish.actie == REPLACE and not wish.wordt.strip()):
        st.caption("Vul het nieuwe getal en de reden in; dan ziet u hier het verschil.")
        return
    try:
        made = drafts(row, wish)
    except ValueError as error:
        st.error(plain(_sentence(error)))
        return
    corrections = [*preview.chosen(opened, head.corrections), *made]
    try:
        after = preview.of_corrections(keuze, head, corrections)
    except store.StoreError as error:
        st.error(plain(error))
        return
    before = data.public(False, head.id, keuze.vandaag)
    difference.draw(keuze, told(changes.compare(before, after)), "correctie")
    _form(opened, head, row, made)


def drafts(row: Mapping[str, Any], wish: Wish) -> list[Correctie]:
    """Return the corrections that give a figure another number: its bounds and its status go along.

    Args:
        row: a row of ``cijfers`` with ``sha256`` of its file.
        wish: what was typed; ``onbekend`` as new number means missing.

    Raises:
        ValueError: a number or a date cannot be read (Dutch).
    """
    about = {
        "sha256": row["sha256"],
        "bron_cel": row["bron_cel"],
        "reden": wish.reden,
        "gemeld_bij": wish.gemeld_bij,
        "gemeld_op": _day(wish.gemeld_op),
    }
    if wish.actie == OMIT:
        return [Correctie(**about, was=as_text(row["waarde"]), actie="weglaten")]
    number = _number(wish.wordt)
    steps = {"waarde": number, "waarde_min": "", "waarde_max": "", "waarde_status": _status(row, number)}
    return [
        Correctie(**about, veld=field, was=as_text(row[field]), wordt=text)
        for field, text in steps.items()
        if as_text(row[field]) != text or field == "waarde"
    ]


def _status(row: Mapping[str, Any], number: str) -> str:
    if not number:
        return str(WaardeStatus.ONBEKEND)
    return str(WaardeStatus.DEFINITIEF if row["waarde_status"] in NOTHING else row["waarde_status"])


def _number(text: str) -> str:
    """Return a typed number as corrections write it; the word onbekend means missing."""
    if text.strip().lower() == taal.ONBEKEND:
        return ""
    found = taal.lees_getal(text.replace("−", "-"))
    if found is None or not found.is_integer():
        raise ValueError(f"‘{text.strip()}’ is geen heel getal. Schrijf bijvoorbeeld 471, 1.250 of onbekend.")
    return str(int(found))


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%d-%m-%Y").date()
    except ValueError as error:
        raise ValueError(f"‘{text.strip()}’ is geen datum. Schrijf bijvoorbeeld 22-11-2026.") from error


def _sentence(error: ValueError) -> str:
    """Return what is wrong, in Dutch, without the words of the software around it."""
    if isinstance(error, ValidationError):
        texts = [str(found.get("ctx", {}).get("error", "dit is niet leesbaar")) for found in error.errors()]
        return f"Deze correctie kan niet: {'; '.join(dict.fromkeys(texts))}."
    return str(error)


def _pick(keuze: Keuze, head: store.Version) -> dict[str, Any] | None:
    """Ask which figure: by area, then by what it measures, then the row with its file and cell."""
    rows = _figures(head.id, keuze.vandaag)
    with st.container(horizontal=True):
        area = _choose("Gebied", "correctie-gebied", sorted(set(rows["naam"])))
        mine = rows[rows["naam"].eq(area)]
        kind = _choose("Cijfer", "correctie-cijfer", sorted(set(mine["figuur"])))
    mine = mine[mine["figuur"].eq(kind)]
    if mine.empty:
        return None
    labels = dict(enumerate(mine["regel"]))
    place: int | None = 0
    if len(labels) == 1:
        st.markdown(f"Dit cijfer: **{plain(labels[0])}**")
    else:
        place = st.selectbox(
            "Welke regel?",
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            placeholder="Kies een regel …",
            key="correctie-regel",
            filter_mode=None,
        )
    return None if place is None else dict(mine.iloc[place])


def _choose(label: str, key: str, options: list[str]) -> str | None:
    return st.selectbox(label, options, index=None, placeholder="Kies …", key=key, width=320)


@st.cache_data(max_entries=4, show_spinner=False)
def _figures(versie: str, today: date) -> pd.DataFrame:
    """Return every public figure of a version with its file and cell, in words."""
    frames = data.public(False, versie, today)
    rows = sources.described(frames["cijfers"], frames)
    hashes = frames["bronnen"].drop_duplicates("bron_id").set_index("bron_id")["sha256"]
    rows = rows.assign(sha256=rows["bron_id"].map(hashes), figuur=tables.figure_names(rows))
    sure = rows["zekerheid"].map(lambda code: f" ({taal.woord(code)})" if code else "")
    text = rows["moment"] + ": " + rows["waarde_met_eenheid"] + sure
    rows = rows.assign(regel=text + " · " + rows["bestand"] + ", " + rows["bron_cel"])
    return rows.sort_values(["naam", "figuur", "datum", "bron_cel"], ascending=[True, True, False, True])


def _ask(row: Mapping[str, Any]) -> Wish:
    """Draw the boxes for what the figure must be."""
    mark = f"{row['bron_id']}-{row['bron_cel']}"
    actie = st.radio("Wat moet er gebeuren?", [REPLACE, OMIT], horizontal=True, key=f"correctie-actie-{mark}")
    wordt = ""
    if actie == REPLACE:
        wordt = st.text_input(
            f"Nieuw getal (nu {row['waarde_met_eenheid']}); schrijf ‘onbekend’ als niemand het weet",
            key=f"correctie-wordt-{mark}",
        )
    reden = st.text_input("Waarom? Deze zin is openbaar.", key=f"correctie-reden-{mark}")
    with st.container(horizontal=True):
        bij = st.text_input("Gemeld bij welke organisatie? (geen namen van personen)", key="correctie-bij")
        op = st.text_input("Gemeld op (dag-maand-jaar)", key="correctie-op", placeholder="22-11-2026")
    return Wish(actie, wordt, reden, bij, op)


def _form(opened: store.Store, head: store.Version, row: Mapping[str, Any], made: list[Correctie]) -> None:
    with st.form("correctie"):
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-correctie")
        ready = st.form_submit_button(
            "Publiceer met deze correctie", type="primary", key=f"corrigeren-{head.id}"
        )
    if not ready:
        return
    note = f"Correctie: {row['naam']}, {row['figuur']}, {row['moment']}"
    try:
        ids = [opened.add_correction(one, actor).id for one in made]
        every = [*head.corrections, *(one for one in ids if one not in head.corrections)]
        key = publication.key_of("correctie", head.id, every)
        version = opened.publish(head.id, head.uploads, note, actor, key, corrections=every)
    except store.StaleVersion:
        st.rerun()  # the difference is drawn against the newest version
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        filters.show_version(version.number, f"De correctie staat in versie {version.number}.")
