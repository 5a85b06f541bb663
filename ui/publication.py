"""From files that were read to a new version: what they replace, what changes, who and why."""

from __future__ import annotations

import uuid

import pandas as pd
import streamlit as st

import store
from metrics import changes
from metrics.disclosure import release
from model import taal
from model.frames import Frames
from model.lijsten import Editie
from store.frames import merge
from ui import data, examined, filters, tables
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain

KEY, BASE, ROUND = "_publicatiesleutel", "_vergeleken_met", "_ronde"
MOST_ROWS = 200


def draw(keuze: Keuze, usable: list[Examined]) -> None:
    """Compare with the current version and publish."""
    opened = data.opened(False)
    head = data.head(opened)
    st.subheader("Verschil met de huidige versie", anchor=False)
    replaced = _replaced(opened, head, usable)
    kept = [item for item in head.uploads if item not in replaced]
    fresh = [(f"nieuw-{i}", file.loaded.frames) for i, file in enumerate(usable)]
    today = pd.Timestamp(keuze.vandaag)
    others = [(item, release(opened.upload_frames(item), Editie.OPENBAAR, today)) for item in kept]
    try:
        after = merge(others + fresh)
    except store.StoreError as error:
        st.error(f"{plain(error)} Kies hierboven welk bestand het nieuwe vervangt.")
        return
    _difference(data.public(False, head.id, keuze.vandaag), after)
    seen = st.session_state.get(BASE, head.id)
    if seen != head.id:
        st.warning(
            "Een ander heeft intussen gepubliceerd. Hierboven staat het verschil met die nieuwe versie."
        )
    _form(opened, seen, kept, usable)
    st.session_state[BASE] = head.id


def _replaced(opened: store.Store, head: store.Version, usable: list[Examined]) -> list[str]:
    """Ask which files of the current version the new ones take the place of."""
    present = {item: opened.upload(item) for item in head.uploads}
    names = {file.name for file in usable}
    digests = {file.digest for file in usable}
    same = [item for item, was in present.items() if was.name in names or was.sha256 in digests]
    return st.multiselect(
        "Deze bestanden vervangen",
        list(present),
        default=same,
        format_func=lambda item: f"{present[item].name} ({taal.datum(present[item].created_at)})",
        placeholder="geen: de bestanden komen erbij",
        key="vervangen-" + "-".join(sorted(digest[:8] for digest in digests)),
    )


def _difference(before: Frames, after: Frames) -> None:
    compared = changes.compare(before, after)
    changed = compared[compared["wijziging"].ne(changes.GELIJK)]
    counts = changed["wijziging"].value_counts()
    if others := tables.beside(before, after):
        st.markdown(f"Naast de cijfers: **{others}**.")
    if changed.empty:
        st.info("Er verandert geen cijfer ten opzichte van de huidige versie.")
        return
    words = [f"{taal.getal(counts[kind])} {kind}" for kind in changes.WORDS if kind in counts]
    st.markdown(f"**{taal.opsomming(words)}**; de grootste verandering eerst.")
    st.table(tables.differences(changed.head(MOST_ROWS)), hide_index=True, border="horizontal")
    if len(changed) > MOST_ROWS:
        st.caption(f"De eerste {MOST_ROWS} van {taal.getal(len(changed))} staan hier.")


def _form(opened: store.Store, seen: str, kept: list[str], usable: list[Examined]) -> None:
    """Ask who and why, and publish on the version the analyst has seen; nobody is overwritten."""
    with st.form("publiceren"):
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam")
        note = st.text_input("Wat is er nieuw? Deze zin staat bij de versie.", key="toelichting")
        ready = st.form_submit_button("Publiceer als nieuwe versie", type="primary")
    if not ready:
        return
    try:
        ids = [opened.add_upload(e.content, e.name, actor, e.loaded, e.answers).id for e in usable]
        every = [*kept, *(item for item in ids if item not in kept)]
        key = st.session_state.setdefault(KEY, uuid.uuid4().hex)
        version = opened.publish(seen, every, note, actor, key)
    except store.StaleVersion:
        st.error("Een ander heeft net gepubliceerd. Er is niets veranderd. Bekijk het verschil opnieuw.")
    except store.StoreError as error:
        st.error(plain(error))
    else:
        _done(version)


def _done(version: store.Version) -> None:
    """Forget the files of this session and show the new version."""
    examined.forget()
    for name in (KEY, BASE):
        st.session_state.pop(name, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    filters.show_version(version.number, f"Versie {version.number} is gepubliceerd.")
