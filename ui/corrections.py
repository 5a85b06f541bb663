"""Corrections: which figures were corrected, was → wordt, why and by whom; and the way to take one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

import store
from metrics import changes, sources
from metrics.difference import told
from metrics.disclosure import public_name, release
from model import taal
from model.correctie import Correctie
from model.lijsten import Editie
from store import StoredCorrection
from ui import clock, correction_form, data, difference, filters, preview, publication, tables
from ui.keuze import Keuze
from ui.links import plain

HOW = (
    "Staat er een fout in een bestand dat niet opnieuw komt? Leg dan een correctie vast. Het bestand zelf "
    "blijft zoals het is; de correctie zegt wat er stond, wat het moet zijn en waarom."
)


def draw(keuze: Keuze) -> None:
    """Draw the corrections of the newest version, those that lapsed, and the form for a new one."""
    opened = data.opened(keuze.voorbeeld)
    head = data.head(opened)
    st.markdown(HOW)
    _table(keuze, opened)
    if keuze.voorbeeld:
        return
    # a switch stays open when the page above it grows or shrinks; what is closed costs no visitor time
    turn = st.session_state.get(correction_form.ROUND, 0)
    if st.toggle("Een cijfer corrigeren", key=f"correctie-maken-{turn}"):
        correction_form.draw(keuze, opened, head)
    if head.corrections and st.toggle("Een correctie intrekken", key="correctie-terug"):
        _withdraw(keuze, opened, head)


def of_row(keuze: Keuze, bron_id: str, bron_cel: str) -> list[str]:
    """Return what was corrected in a cell, in the chosen version: 'was 471: typefout (vastgelegd op …)'.

    Args:
        keuze: names the version.
        bron_id: source of the row.
        bron_cel: its cell.
    """
    opened = data.opened(keuze.voorbeeld)
    made = set(opened.version(keuze.versie).corrections)
    if not made:
        return []
    bronnen = data.frame(keuze, "bronnen")
    files = set(bronnen.loc[bronnen["bron_id"].eq(bron_id), "sha256"])
    return [
        f"{_field(one.correctie)}was {value(one.correctie, one.correctie.was)}: {one.correctie.reden} "
        f"(vastgelegd op {taal.datum(clock.local(one.created_at))} door {one.actor})"
        for one in opened.corrections()
        if one.id in made and one.correctie.bron_cel == bron_cel and one.correctie.sha256 in files
    ]


def value(correctie: Correctie, text: str) -> str:
    """Return a value of a correction as a reader should see it: Dutch numbers, and missing is unknown."""
    if not text:
        return taal.ONBEKEND
    if text.lstrip("-").isdigit():
        return taal.getal(int(text))
    return taal.woord(text) if correctie.veld in tables.CODED else text


def _field(correctie: Correctie) -> str:
    return "" if correctie.veld in ("waarde", "plekken") else f"{taal.woord(correctie.veld)} "


def _becomes(correctie: Correctie) -> str:
    return "weggelaten" if correctie.actie == "weglaten" else value(correctie, correctie.wordt)


def _table(keuze: Keuze, opened: store.Store) -> None:
    versions = sorted(opened.versions(), key=lambda v: v.number)
    rows, hidden = [], 0
    for one in reversed(_leading(opened.corrections())):
        state = _state(one, versions)
        where = _place(keuze.voorbeeld, one.correctie, keuze.vandaag)
        if not state:
            continue
        if not where:
            hidden += 1
            continue
        rows.append({**where, **_told(one), "stand": state})
    if rows:
        st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")
    else:
        st.caption("Er is nog geen cijfer gecorrigeerd.")
    if hidden:
        many = taal.meervoud(hidden, "correctie gaat", "correcties gaan")
        st.caption(f"Nog {many} over cijfers die niet openbaar zijn.")


def _leading(every: Sequence[StoredCorrection]) -> list[StoredCorrection]:
    """Return one correction per change: bounds and status that went along with a number are part of it."""
    whole = {_change(one.correctie) for one in every if one.correctie.veld == "waarde"}
    return [one for one in every if one.correctie.veld == "waarde" or _change(one.correctie) not in whole]


def _change(correctie: Correctie) -> tuple[object, ...]:
    return (
        correctie.frame,
        correctie.sha256,
        correctie.bron_cel,
        correctie.reden,
        correctie.gemeld_op,
        correctie.gemeld_bij,
    )


def _told(one: StoredCorrection) -> dict[str, str]:
    made = one.correctie
    to = f"bij {plain(made.gemeld_bij)}" if made.gemeld_bij else ""
    when = f"op {taal.datum(made.gemeld_op)}" if made.gemeld_op else ""
    return {
        "was → wordt": plain(f"{_field(made)}{value(made, made.was)} → {_becomes(made)}"),
        "reden": plain(made.reden),
        "gemeld": " ".join(part for part in (to, when) if part) or "–",
        "vastgelegd": f"{taal.datum(clock.local(one.created_at))} door {plain(one.actor)}",
    }


def _state(one: StoredCorrection, versions: Sequence[store.Version]) -> str:
    """Return since when a correction holds, or when it lapsed; empty when no version ever had it."""
    having = [version.number for version in versions if one.id in version.corrections]
    if not having:
        return ""
    if having[-1] == versions[-1].number:
        return f"geldt sinds versie {having[0]}"
    return f"vervallen in versie {having[-1] + 1}"


@st.cache_data(max_entries=256, show_spinner=False)
def _place(voorbeeld: bool, correctie: Correctie, today: date) -> dict[str, str]:
    """Return which figure a correction is about, in words; nothing when the figure is not public."""
    opened = data.opened(voorbeeld)
    for upload in opened.uploads(correctie.sha256):
        if upload.frames_erased:
            continue
        frames = release(opened.upload_frames(upload.id), Editie.OPENBAAR, pd.Timestamp(today))
        rows = frames[correctie.frame]
        rows = rows[rows["bron_cel"].eq(correctie.bron_cel)]
        if not rows.empty:
            return {
                "cijfer": _what(voorbeeld, rows, correctie),
                "cel": plain(f"{public_name(upload.name)}, {correctie.bron_cel}"),
            }
    return {}


def _what(voorbeeld: bool, rows: pd.DataFrame, correctie: Correctie) -> str:
    frames = data.opened(voorbeeld).frames(data.head(data.opened(voorbeeld)).id)
    if correctie.frame == "cijfers":
        told = sources.described(rows.head(1), frames)
        return plain(f"{told['naam'].iloc[0]}, {tables.figure_names(told)[0]}, {told['moment'].iloc[0]}")
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    return plain(f"{names.get(rows['gebied_code'].iloc[0], '')}, locatie {rows['naam'].iloc[0]}")


def _withdraw(keuze: Keuze, opened: store.Store, head: store.Version) -> None:
    """Draw the form that publishes the same files without one correction."""
    every = [one for one in opened.corrections() if one.id in head.corrections]
    known = {one.id: one for one in _leading(every)}
    shown = {
        item: one for item, one in known.items() if _place(keuze.voorbeeld, one.correctie, keuze.vandaag)
    }
    chosen = st.selectbox(
        "Welke correctie?",
        list(shown),
        index=None,
        format_func=lambda item: _label(keuze, shown[item].correctie),
        placeholder="Kies een correctie …",
        key="correctie-weg",
    )
    if chosen is None:
        return
    whole = _change(shown[chosen].correctie)
    rest = [one.id for one in every if _change(one.correctie) != whole]
    rest.sort(key=head.corrections.index)
    try:
        after = preview.of_corrections(keuze, head, preview.chosen(opened, rest))
    except store.StoreError as error:
        st.error(plain(error))
        return
    before = data.public(False, head.id, keuze.vandaag)
    difference.draw(keuze, told(changes.compare(before, after)), "intrekken")
    with st.form("correctie-intrekken"):
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-intrekken")
        note = st.text_input("Waarom trekt u haar in?", key="waarom-intrekken")
        ready = st.form_submit_button("Publiceer zonder deze correctie", key=f"intrekken-{head.id}")
    if ready:
        _publish_without(opened, head, rest, note, actor)


def _label(keuze: Keuze, correctie: Correctie) -> str:
    where = _place(keuze.voorbeeld, correctie, keuze.vandaag)["cijfer"].replace("\\", "")
    return f"{where}: {value(correctie, correctie.was)} → {_becomes(correctie)}"


def _publish_without(
    opened: store.Store, head: store.Version, rest: list[str], note: str, actor: str
) -> None:
    key = publication.key_of("intrekken", head.id, rest)
    try:
        version = opened.publish(head.id, head.uploads, note, actor, key, corrections=rest)
    except store.StaleVersion:
        st.error("Een ander heeft net gepubliceerd. Er is niets veranderd. Bekijk het verschil opnieuw.")
    except store.StoreError as error:
        st.error(plain(error))
    else:
        filters.show_version(version.number, f"De correctie is ingetrokken in versie {version.number}.")
