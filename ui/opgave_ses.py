"""Opgave, calculator: the SES-WOA score of a file of the CBS as a parameter of the key."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import scores
from metrics.key import INWONERS, WEIGEREN
from model import taal
from ui import data, figures, opgave
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.links import plain
from ui.opgave_velden import Velden

ZONDER = {
    WEIGEREN: "niet rekenen",
    INWONERS: "wie geen score heeft, telt alleen met inwoners",
}


@figures.cached
def found_scores(keuze: Keuze) -> pd.DataFrame:
    """Return the SES-WOA scores that are loaded; see ``scores.ses``."""
    return scores.ses(data.frame(keuze, "indicatoren"), opgave.rules().ses)


def show(keuze: Keuze, codes: list[str], velden: Velden) -> dict[str, str]:
    """Draw whether and how the score counts; without a file it does not, and that is said.

    Args:
        keuze: the filters.
        codes: the gemeenten that take part.
        velden: keeps what cannot be used.

    Returns:
        sterkte, periode and zonder_score as ``metrics.key.Sleutel`` names them.
    """
    found = scores.years(found_scores(whole(keuze)), codes)
    none = {"sterkte": "0", "periode": "", "zonder_score": WEIGEREN}
    if found.empty:
        st.toggle("SES-WOA meetellen", value=False, key="sleutel-ses-geen", disabled=True)
        rules = opgave.rules().ses
        st.caption(
            f"Er is geen SES-WOA-score per gemeente geladen; er wordt alleen met inwoners gerekend. Laad het "
            f"bestand op de pagina Gegevens: {plain(rules.uitleg)} [Naar de tabel]({rules.bron})."
        )
        return none
    complete = found["bekend"].eq(found["leden"])
    counts = dict(found[["periode", "bekend"]].itertuples(index=False))
    if not st.toggle("SES-WOA meetellen", bool(complete.any()), key="sleutel-ses", bind="query-params"):
        return none
    first = int(complete.argmax()) if complete.any() else 0
    year = st.selectbox(
        "Jaar van de score",
        list(counts),
        index=first,
        key="sleutel-ses-jaar",
        format_func=lambda code: (
            f"{code or 'jaar onbekend'} ({counts[code]} van {int(found['leden'].iloc[0])})"
        ),
        bind="query-params",
        filter_mode=None,
    )
    start = taal.getal(opgave.rules().sterkte, 1)
    strength = velden.getal(
        "Sterkte van de score (1: zoals in de formule)", start, "sleutel-sterkte", hoogst=10
    )
    absent = WEIGEREN
    if counts[year] < found["leden"].iloc[0]:
        absent = str(
            st.selectbox(
                "Als een score ontbreekt",
                list(ZONDER),
                key="sleutel-zonder",
                format_func=ZONDER.__getitem__,
                bind="query-params",
                filter_mode=None,
            )
        )
    return {"sterkte": str(strength or 0), "periode": str(year), "zonder_score": absent}
