"""Locaties: the hole, in sentences and a table of the locations that make it and what would fill it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import supply
from model import taal
from ui import aanbod, data, links
from ui.keuze import Keuze
from ui.links import plain

ONE_RUN = "alle"


def show(keuze: Keuze, verlenging: bool, deel: str) -> None:
    """Draw the months that are short, how deep, which locations make it, and what would fill it."""
    groep = aanbod.group(keuze)
    gat = aanbod.hole(keuze, keuze.gebied, groep, verlenging=verlenging, deelgroep=deel)
    for text in supply.hole_sentences(gat, data.naam(keuze, keuze.gebied)):
        st.markdown(plain(text))
    if gat.perioden.empty:
        return
    if len(gat.perioden) > 1:
        st.table(_runs(gat.perioden), hide_index=True, border="horizontal")
    run = _choose(gat.perioden)
    causes = gat.oorzaken[gat.oorzaken["vanaf"].eq(run)]
    if causes.empty:
        st.markdown("Geen geladen locatie maakt dit tekort, en geen geladen locatie kan het vullen.")
        return
    with st.container(key="smal-gat"):
        st.table(_table(keuze, causes), hide_index=True, border="horizontal")
    st.caption(plain(_filled(causes)))


def _choose(runs: pd.DataFrame) -> pd.Timestamp:
    """Return the first day of the run whose locations are shown; draws a choice when there are several."""
    days = {taal.maand(day): day for day in runs["van"]}
    if len(days) == 1:
        return runs["van"].iloc[0]
    deepest = int(runs["tekort"].to_numpy().argmax())
    return days[st.selectbox("Tekort vanaf", list(days), index=deepest, key="gat-vanaf", width=220)]


def _runs(runs: pd.DataFrame) -> pd.DataFrame:
    rows = runs.to_dict("records")
    return pd.DataFrame(
        {
            "van": [taal.maand(row["van"]) for row in rows],
            "tot en met": [
                f"{taal.maand(row['tot'])}{' of later' if row['loopt_door'] else ''}" for row in rows
            ],
            "maanden": [taal.getal(row["maanden"]) for row in rows],
            "meeste tekort": [supply.short_text(row) for row in rows],
            "in": [taal.maand(row["diepste_maand"]) for row in rows],
            "zonder voornemens": [supply.places_text(row["tekort_hard"]) for row in rows],
        }
    )


def _table(keuze: Keuze, causes: pd.DataFrame) -> pd.DataFrame:
    cells = causes["bron_id"] + "#" + causes["bron_cel"]
    return pd.DataFrame(
        {
            "gemeente": [plain(data.naam(keuze, code)) for code in causes["gebied_code"]],
            "locatie": [plain(name) for name in causes["naam"]],
            "waarom er plekken ontbreken": [taal.woord(code) for code in causes["oorzaak"]],
            "datum": ["–" if taal.is_unknown(day) else taal.datum(day) for day in causes["datum"]],
            "plekken": [
                links.source(taal.getal(n), c) for n, c in zip(causes["plekken"], cells, strict=True)
            ],
            "wat het vult": [plain(text) for text in causes["vult"]],
            "vult": [_places(row) for row in causes.to_dict("records")],
        }
    )


def _places(row: dict) -> str:
    """Return how many places would fill it, and from when to when."""
    if taal.is_unknown(row["vult_plekken"]):
        return "–" if row["oorzaak"] == "sluit" else taal.ONBEKEND
    begin = "" if taal.is_unknown(row["vult_vanaf"]) else f" vanaf {taal.datum(row['vult_vanaf'])}"
    end = "" if taal.is_unknown(row["vult_tot"]) else f" tot en met {taal.datum(row['vult_tot'])}"
    return f"{taal.getal(row['vult_plekken'])}{begin}{end}"


def _filled(causes: pd.DataFrame) -> str:
    """Say how many places the rows could bring, by how sure that is."""
    closes = causes["oorzaak"].eq("sluit")
    parts = []
    for mask, word in (
        (closes, "verlenging"),
        (causes["oorzaak"].isin(["opening_te_laat", "opent_later", "begin_onbekend"]), "opening"),
        (
            ~closes & ~causes["oorzaak"].isin(["opening_te_laat", "opent_later", "begin_onbekend"]),
            "zekerheid over wat er is",
        ),
    ):
        total = causes.loc[mask, "vult_plekken"].sum(min_count=1)
        if not taal.is_unknown(total) and total:
            parts.append(f"{word} {supply.places_text(total)}")
    if not parts:
        return "Van geen van deze locaties is bekend hoe zij het tekort kan vullen."
    total = taal.opsomming(parts)
    return f"Wat deze locaties kunnen brengen: {total}. Dat is een som van het register, geen voorspelling."
