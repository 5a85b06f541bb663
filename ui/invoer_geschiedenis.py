"""Who changed a row by hand, when, from what to what and why; as far as everyone may see that row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

import store
from metrics.disclosure import public_name, release
from model import taal
from model.invoer import Invoer, object_id
from model.lijsten import Editie
from model.schemas import SCHEMAS
from ui import clock, data
from ui.invoer_velden import Field, shown
from ui.keuze import Keuze
from ui.links import plain

#: Most characters of one value in the table; the whole text stands in the form.
MOST = 120
DID = {"nieuw": "toegevoegd", "weg": "weggehaald"}


def history(keuze: Keuze, frame: str, object_id: str, fields: Sequence[Field] = ()) -> None:
    """Draw what was entered by hand about one row, newest first, and the file that it came from.

    Args:
        keuze: the filters; nothing is drawn of a row that everyone may not see in this version.
        frame: register.
        object_id: the row, see ``model.invoer.object_id``: for a site its ``locatie_id``.
        fields: labels and options, as the form has them; other fields get their own word.
    """
    if not _is_seen(keuze, frame, object_id):
        return
    opened = data.opened(keuze.voorbeeld)
    told = opened.history(frame, object_id)
    if origin := _origin(keuze.voorbeeld, data.head(opened).id, frame, object_id, keuze.vandaag):
        st.caption(plain(f"Deze rij komt uit {origin}."))
    if not told:
        st.caption("Met de hand is hier niets aan veranderd.")
        return
    newest = data.head(opened).number
    labels = {one.veld: one for one in fields}
    rows = [_line(frame, one, labels, newest) for one in reversed(told) if not one.is_vertrouwelijk]
    if rows:
        st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")
    if any(one.is_vertrouwelijk for one in told):
        st.caption("Wat is ingevoerd toen deze rij vertrouwelijk was, staat hier niet.")


def _is_seen(keuze: Keuze, frame: str, name: str) -> bool:
    """Return whether everyone may see the row in the chosen version."""
    rows = data.frame(keuze, frame)[list(SCHEMAS[frame].key)]
    return any(object_id(frame, row) == name for row in rows.to_dict("records"))


def _line(frame: str, one: store.StoredEntry, labels: dict[str, Field], newest: int) -> dict[str, str]:
    return {
        "wanneer": taal.tijdstip(clock.local(one.created_at)),
        "door": plain(one.actor),
        "wat": plain(_changes(frame, one.invoer, labels)),
        "waarom": plain(one.invoer.reden),
        "stand": _state(one.versies, newest),
    }


def _changes(frame: str, invoer: Invoer, labels: dict[str, Field]) -> str:
    """Return what an edit did, in one line: 'plekken: 100 → 120'."""
    if invoer.actie == "weg":
        return DID["weg"]
    parts = []
    for one in invoer.hoofd:
        field = labels.get(one.veld) or Field(one.veld)
        was, wordt = (_short(shown(frame, field, text)) for text in (one.was, one.wordt))
        name = field.naam[:1].lower() + field.naam[1:]
        parts.append(f"{name}: {wordt}" if invoer.actie == "nieuw" else f"{name}: {was} → {wordt}")
    text = "; ".join(parts)
    return f"{DID['nieuw']}: {text}" if invoer.actie == "nieuw" else text


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def _state(versions: Sequence[int], newest: int) -> str:
    """Return since when an edit holds, or when it lapsed."""
    if versions[-1] == newest:
        return f"geldt sinds versie {versions[0]}"
    return f"vervallen in versie {versions[-1] + 1}"


@st.cache_data(max_entries=256, show_spinner=False)
def _origin(voorbeeld: bool, versie: str, frame: str, name: str, today: date) -> str:
    """Return the file and cell a row came from; empty when it was entered, or is not public there."""
    opened = data.opened(voorbeeld)
    for upload in map(opened.upload, opened.version(versie).uploads):
        if not upload.frames.get(frame) or upload.frames_erased:
            continue
        rows = release(opened.upload_frames(upload.id), Editie.OPENBAAR, pd.Timestamp(today))[frame]
        for row in rows.to_dict("records"):
            if object_id(frame, row) == name:
                return f"{public_name(upload.name)}, {row['bron_cel']}"
    return ""
