"""Measures of the uitvoeringsprogramma: their state, and what their figure did since they began."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import areas, maatregelen
from model import taal
from model.lijsten import MaatregelStatus
from ui import data, figures, links, tables
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.knelpunten import PAGINA, blik
from ui.links import plain

SHAPES = {
    maatregelen.TE_LAAT: "▲ te laat",
    str(MaatregelStatus.LOOPT): "◐ loopt",
    str(MaatregelStatus.GEPLAND): "○ gepland",
    str(MaatregelStatus.AFGEROND): "● afgerond",
    str(MaatregelStatus.GESTOPT): "✕ gestopt",
}


@figures.cached
def _every(keuze: Keuze) -> pd.DataFrame:
    return maatregelen.table(data.frames(keuze), keuze.dag, blik(keuze))


def found(keuze: Keuze) -> pd.DataFrame:
    """Return the measures for the chosen area, what is inside it, and the chosen group."""
    rows = _every(whole(keuze))
    rows = rows[rows["gebied_code"].isin(areas.inside(data.frame(keuze, "gebieden"), keuze.gebied))]
    if keuze.groep:
        rows = rows[rows["doelgroep"].isin([keuze.groep, ""])]
    return rows.reset_index(drop=True)


def show(keuze: Keuze) -> None:
    """Draw the measures, late ones first, each with what its figure did."""
    rows = found(keuze)
    if rows.empty:
        st.markdown("Voor dit gebied staat geen maatregel in het uitvoeringsprogramma.")
        return
    counts = rows["stand"].value_counts()
    words = [
        f"{word.split(' ', 1)[1]}: {taal.getal(counts[code])}"
        for code, word in SHAPES.items()
        if code in counts
    ]
    st.markdown(f"{taal.meervoud(len(rows), 'maatregel', 'maatregelen')}. {'; '.join(words).capitalize()}.")
    page = tables.page_of(rows.to_dict("records"), "maatregelen")
    with st.container(key="smal-ruim-maatregelen"):
        st.table(_readable(keuze, page), hide_index=True, border="horizontal")
    st.caption(
        "Wat een cijfer deed sinds een maatregel begon, is uitgerekend uit de geladen cijfers. Of de "
        "maatregel de oorzaak is, zegt dat niet."
    )


def _readable(keuze: Keuze, rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "maatregel": [_what(keuze, row) for row in rows],
            "stand": [_state(row) for row in rows],
            "sinds het begin": [_did(row) for row in rows],
        }
    )


def _what(keuze: Keuze, row: dict) -> str:
    """Return the measure as a link to itself, its goal, for whom it is and who carries it out."""
    title = f"[{plain(row['titel'])}]({links.address(PAGINA, maatregel=row['maatregel_id'])})"
    who = f"{links.area(keuze, row['gebied_code'])}, uitvoering: {plain(row['aan_zet'])}"
    return f"**{title}** {plain(row['doel'])} ({who})"


def _state(row: dict) -> str:
    """Return the state in a word and a shape, with the day that matters."""
    if not taal.is_unknown(row["afgesloten_op"]):
        return f"{SHAPES[row['stand']]} op {taal.datum(row['afgesloten_op'])}"
    if taal.is_unknown(row["uiterlijk_op"]):
        return f"{SHAPES[row['stand']]}, geen einddatum"
    late = row["dagen_te_laat"]
    more = "" if taal.is_unknown(late) else f": {taal.meervoud(int(late), 'dag', 'dagen')}"
    return f"{SHAPES[row['stand']]}{more}, uiterlijk {taal.datum(row['uiterlijk_op'])}"


def _did(row: dict) -> str:
    """Return what the figure did, the goal beside it, where the figures come from, and what people say."""
    text = plain(row["sinds"])
    if not taal.is_unknown(row["streefwaarde"]):
        text += f" Streefwaarde: {taal.getal(row['streefwaarde'])}."
    if row["bron_cijfers"]:
        text += f" {links.source('bron', row['bron_cijfers'])}"
    return f"{text} Betrokkenen zeggen: ‘{plain(row['evaluatie'])}’" if row["evaluatie"] else text
