"""Locaties: what of the register is not certain, and what may be counted twice."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import supply
from model import taal
from ui import aanbod, data, links
from ui.keuze import Keuze
from ui.links import plain
from ui.tables import page_of

VERDICTS = {"dubbel": "● dubbel", "na_elkaar": "niet dubbel", "onbeslist": "? onbeslist"}


def unread(keuze: Keuze, verlenging: bool) -> None:
    """Draw every location whose dates or number are not certain, with why and the words of the source."""
    groep = aanbod.group(keuze)
    rows = aanbod.stays(keuze)
    here = rows["gebied_code"].isin(aanbod.leden(keuze, keuze.gebied))
    mine = rows[here & rows["doelgroep"].isin([groep, ""])]
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


def overlap(keuze: Keuze) -> None:
    """Draw the locations that may be the same places, and what was done with them in the figures."""
    found = aanbod.overlaps(keuze)
    codes = set(aanbod.leden(keuze, keuze.gebied))
    found = found[[bool(codes & set(text.split("|"))) for text in found["gebied_codes"]]]
    found = found[found["doelgroep"].isin([aanbod.group(keuze), ""])]
    if found.empty:
        st.markdown("Er zijn geen locaties die dezelfde lijken, elkaar vervangen of samen één plan zijn.")
        return
    double = found["plekken_dubbel"].sum(min_count=1)
    open_ = int(found["uitkomst"].eq("onbeslist").sum())
    words = "Er telt niets dubbel." if taal.is_unknown(double) or not double else _taken_out(double)
    if open_:
        words += (
            f" Van {taal.meervoud(open_, 'geval', 'gevallen')} is het onbeslist; die plekken zijn onbekend."
        )
    st.markdown(plain(words))
    with st.container(key="smal-dubbel"):
        st.table(_overlap_table(keuze, found), hide_index=True, border="horizontal")


def _taken_out(double: int) -> str:
    return (
        f"{supply.places_text(double)} in het register staan er twee keer; in de cijfers tellen zij één keer."
    )


def _overlap_table(keuze: Keuze, found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "gemeente": [
                plain(taal.opsomming([data.naam(keuze, code) for code in text.split("|")]))
                for text in found["gebied_codes"]
            ],
            "locaties": [plain(taal.opsomming(text.split("|"))) for text in found["namen"]],
            "uitkomst": [VERDICTS[code] for code in found["uitkomst"]],
            "plekken samen": [taal.getal(n) for n in found["plekken_samen"]],
            "waarvan dubbel": [taal.getal(n) for n in found["plekken_dubbel"]],
            "waarom": [plain(text) for text in found["reden"]],
        }
    )
