"""Objections to figures: which are open and for how long, and the dated steps of each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics.deliveries import objections
from model import taal
from model.aanlevering import voorbeeld
from model.gebieden import members
from ui import clock, data, deliveries_step, figures, links
from ui.deliveries_fields import fact_cells, short, whole
from ui.keuze import Keuze
from ui.links import plain

STATES = {objections.OPEN: "◐ open", objections.GESLOTEN: "● gesloten"}
MOST = 100


def steps(keuze: Keuze) -> pd.DataFrame:
    """Return every step in the order in which it was recorded; those of the example are fictional."""
    if keuze.voorbeeld:
        found = [(n, s, "VOORBEELD (verzonnen)", pd.Timestamp(s.datum)) for n, s in enumerate(voorbeeld(), 1)]
    else:
        kept = data.opened(False).steps()
        found = [
            (one.number, one.stap, one.actor, pd.Timestamp(clock.local(one.created_at)).tz_localize(None))
            for one in kept
        ]
    rows = [
        {**step.model_dump(mode="json"), "nummer": number, "wie": who, "vastgelegd_op": when}
        for number, step, who, when in found
    ]
    frame = pd.DataFrame(rows, columns=list(objections.STEPS))
    return frame.assign(
        datum=pd.to_datetime(frame["datum"]), vastgelegd_op=pd.to_datetime(frame["vastgelegd_op"])
    )


def show(keuze: Keuze, code: str) -> None:
    """Draw the objections of the area, their steps, and the form for one gemeente."""
    every = steps(keuze)
    ours = members(data.frame(keuze, "gebieden"), keuze.gebied)
    every = every[every["gebied_code"].isin(ours) & every["doelgroep"].isin(figures.groups(keuze))]
    found = objections.table(every, pd.Timestamp(keuze.vandaag))
    st.markdown(objections.told(found))
    if not found.empty:
        with st.container(key="smal-bezwaren"):
            st.table(_readable(keuze, found), hide_index=True, border="horizontal")
    for row in found.head(MOST).to_dict("records"):
        _steps(keuze, row, every[every["bezwaar"].eq(row["bezwaar"])])
    if len(found) > MOST:
        st.caption(f"Van de eerste {MOST} bezwaren staan de stappen hier; open bezwaren gaan voor.")
    if keuze.voorbeeld:
        st.caption("In het voorbeeld legt u niets vast. Kies bij Gegevens ‘openbare cijfers’.")
    else:
        deliveries_step.form(keuze, code, found)


def _readable(keuze: Keuze, found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "gemeente en doelgroep": [
                plain(f"{data.naam(keuze, row.gebied_code)}, {taal.woord(row.doelgroep)}")
                for row in found.itertuples()
            ],
            "onderwerp": [plain(text) for text in found["onderwerp"]],
            "stand": [
                f"{STATES[row.staat]}, {taal.meervoud(int(row.dagen), 'dag', 'dagen')}"
                for row in found.itertuples()
            ],
            "begonnen": [short(when) for when in found["sinds"]],
            "wacht op": [plain(text) for text in found["wacht_op"]],
        }
    )


def _steps(keuze: Keuze, row: dict, mine: pd.DataFrame) -> None:
    """Draw the steps of one objection in the order in which they happened."""
    title = f"{data.naam(keuze, row['gebied_code'])}, {taal.woord(row['doelgroep'])}: {row['onderwerp']}"
    with st.expander(plain(f"{STATES[row['staat']]} · {title}")):
        if cells := _cells(keuze, row["feit"]):
            st.markdown(f"Het gaat om {links.source('dit cijfer', cells)}.")
        mine = objections.ordered(mine)
        shown = pd.DataFrame(
            {
                "datum": [short(when) for when in mine["datum"]],
                "stap": [str(kind) for kind in mine["soort"]],
                "tekst": [_text(keuze, row) for row in mine.itertuples()],
                "vastgelegd door (niet gecontroleerd)": [
                    f"{plain(row.wie)}, {short(row.vastgelegd_op)}" for row in mine.itertuples()
                ],
            }
        )
        with st.container(key=f"smal-{row['bezwaar']}"):
            st.table(shown, hide_index=True, border="horizontal")


def _text(keuze: Keuze, row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    """Return what was said, and for a correction the version in which it stands."""
    stands = f" Staat in {_version(keuze, row.versie)}." if row.versie else ""
    return plain(row.tekst) + stands


def _cells(keuze: Keuze, feit: str) -> str:
    """Return the cells of a fact in this version; empty when it is in none."""
    return fact_cells(whole(keuze)).get(feit, "") if feit else ""


def _version(keuze: Keuze, version_id: str) -> str:
    """Return a version as a link to the page Gegevens with it chosen."""
    versions = data.opened(keuze.voorbeeld).versions()
    numbers = {name: v.number for v in versions for name in (v.id, f"v{v.number}")}
    number = numbers.get(version_id)
    if number is None:
        return plain(version_id)
    return f"[versie {number}]({links.address('gegevens', versie=str(number))})"
