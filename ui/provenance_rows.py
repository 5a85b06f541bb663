"""Where a row of a register comes from (a location, a period, persons, a knelpunt, a measure): its cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics.sources import ABOUT
from model import taal
from model.correctie import NO
from model.invoer import INVOERBAAR, texts
from model.schemas import SCHEMAS
from ui import clock, data
from ui.invoer_velden import Field, called, shown
from ui.keuze import Keuze
from ui.links import plain

#: What the rest of the block says already, and what no reader needs.
APART = {"bron_id", "bron_cel", "is_vertrouwelijk"}
AREAS = {"gebied_code", "koppelgemeente"}


def found(keuze: Keuze, cells: str) -> list[tuple[str, dict[Any, Any]]]:
    """Return the rows of the registers that some cells name, each with the name of its register.

    Args:
        keuze: the filters; only what everyone may see is there.
        cells: ``bron_id#bron_cel``, joined by ``|``.
    """
    wanted = {cell for cell in cells.split("|") if cell}
    out: list[tuple[str, dict[Any, Any]]] = []
    for name in INVOERBAAR:
        frame = data.frame(keuze, name)
        mine = (frame["bron_id"] + "#" + frame["bron_cel"]).isin(wanted)
        out += [(name, row) for row in frame[mine].to_dict("records")]
    return out


def draw(keuze: Keuze, name: str, row: dict[Any, Any]) -> None:
    """Draw one row of a register with everything that is known of it, and the file it came from."""
    said = texts(name, row)
    with st.container(border=True):
        st.subheader(plain(called(name, said)), anchor=False)
        left, right = st.columns(2)
        left.table(_facts(keuze, name, said), hide_header=True, border="horizontal")
        right.table(_source(keuze, row), hide_header=True, border="horizontal")


def _facts(keuze: Keuze, name: str, said: dict[str, str]) -> pd.DataFrame:
    sites = data.frame(keuze, "locaties")
    named = dict(zip(sites["locatie_id"], sites["naam"], strict=True))
    pairs = {}
    for column in SCHEMAS[name].columns:
        text = said[column]
        if column in APART or not text or text == NO:
            continue
        if column in AREAS:
            text = data.naam(keuze, text)
        elif column in {"locatie_id", "vervangt_locatie"}:
            text = named.get(text, text)
        else:
            text = shown(name, Field(column), text)
        pairs[Field(column).naam] = plain(text)
    return _pairs(pairs)


def _source(keuze: Keuze, row: dict[Any, Any]) -> pd.DataFrame:
    bronnen = data.frame(keuze, "bronnen")
    mine = bronnen[bronnen["bron_id"].eq(row["bron_id"])]
    about = mine.iloc[0][ABOUT].to_dict() if len(mine) else dict.fromkeys(ABOUT, "")
    sheet, _, cell = str(row["bron_cel"]).rpartition("!")
    upload = data.opened(keuze.voorbeeld).upload(about["upload_id"]) if about["upload_id"] else None
    address = about["url"] if str(about["url"]).startswith(("http://", "https://")) else ""
    return _pairs(
        {
            "Uitgever": plain(about["uitgever"]),
            "Titel": plain(about["titel"]),
            "Adres": f"<{address}>" if address else plain(about["url"]),
            "Bestand": plain(about["bestand"]),
            "Blad": plain(sheet),
            "Cel": plain(cell),
            "Geladen": taal.tijdstip(clock.local(upload.created_at)) if upload else "",
            "Versie": f"{keuze.nummer} ({keuze.fingerprint[:8]})",
        }
    )


def _pairs(pairs: dict[str, str]) -> pd.DataFrame:
    return pd.Series({name: text for name, text in pairs.items() if text}, dtype="str").to_frame("")
