"""Locaties: the register itself (T4), what of it cannot be placed, and what may be counted twice."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import supply
from model import taal
from model.lijsten import Eenheid
from ui import aanbod, data, links
from ui.figures import locations
from ui.keuze import Keuze
from ui.links import plain
from ui.tables import page_of


def unread(keuze: Keuze, verlenging: bool) -> None:
    """Draw every location whose dates or number are not certain, with why and the words of the source."""
    groep = aanbod.group(keuze)
    rows = aanbod.stays(keuze)
    mine = rows[
        rows["gebied_code"].isin(aanbod.leden(keuze, keuze.gebied)) & rows["doelgroep"].isin([groep, ""])
    ]
    found = supply.unread(mine, peildatum=keuze.dag, verlenging=verlenging)
    if found.empty:
        st.markdown("Van alle geladen locaties zijn de datums en het aantal plekken bekend.")
        return
    many = taal.meervoud(len(found), "locatie", "locaties")
    st.markdown(
        f"Van {many} is het begin, het einde, het stadium, de groep of het aantal plekken niet zeker."
    )
    with st.container(key="smal-onleesbaar"):
        st.table(_unread_table(keuze, found), hide_index=True, border="horizontal")


def _unread_table(keuze: Keuze, found: pd.DataFrame) -> pd.DataFrame:
    part = pd.DataFrame(page_of(found.to_dict("records"), "onleesbaar", 25))
    cells = part["bron_id"] + "#" + part["bron_cel"]
    return pd.DataFrame(
        {
            "gemeente": [plain(data.naam(keuze, code)) for code in part["gebied_code"]],
            "locatie": [plain(name) for name in part["naam"]],
            "plekken": [links.source(taal.getal(n), c) for n, c in zip(part["plekken"], cells, strict=True)],
            "wat niet zeker is": [plain(text) for text in part["reden"]],
            "begin in de bron": [plain(text or "–") for text in part["van_tekst"]],
            "einde in de bron": [plain(text or "–") for text in part["tot_tekst"]],
            "aantal in de bron": [plain(text or "–") for text in part["capaciteit_tekst"]],
        }
    )


def register(keuze: Keuze) -> None:
    """Draw table T4: every location that is loaded, with the cell it comes from."""
    groep = aanbod.group(keuze)
    rows = locations(keuze, keuze.gebied)
    rows = rows[rows["doelgroep"].isin([groep, ""])]
    if rows.empty:
        st.markdown("Er is geen locatie geladen.")
        return
    part = pd.DataFrame(page_of(rows.to_dict("records"), "register", 40))
    cells = part["bron_id"] + "#" + part["bron_cel"]
    shown = pd.DataFrame(
        {
            "gemeente": [links.gemeente(name) for name in part["gemeente"]],
            "locatie": [plain(name) for name in part["naam"]],
            "soort": part["type_tekst"],
            "stadium": part["stadium_tekst"],
            "plekken": [links.source(t, c) for t, c in zip(_counts(part), cells, strict=True)],
            "van": [_day(row, "van") for row in part.to_dict("records")],
            "tot en met": [_day(row, "tot") for row in part.to_dict("records")],
        }
    )
    with st.container(key="smal-register"):
        st.table(shown, hide_index=True, border="horizontal")


def _counts(rows: pd.DataFrame) -> list[str]:
    """Return the capacity of each location; what is not in places says so."""
    pairs = zip(rows["plekken_tekst"], rows["eenheid"], strict=True)
    return [
        text if unit in {"", Eenheid.PLEKKEN} or text == taal.ONBEKEND else f"{text} {taal.woord(unit)}"
        for text, unit in pairs
    ]


def _day(row: dict, side: str) -> str:
    """Return a date in words; where it is vague the words of the source."""
    if taal.is_unknown(row[side]):
        return plain(row[f"{side}_tekst"] or taal.ONBEKEND)
    return taal.datum(row[side])
