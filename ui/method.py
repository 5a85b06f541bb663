"""Definitions and method in words, read from the reference data so that screens and files say the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import streamlit as st

from model import taal
from ui import data

FILE = Path(__file__).parents[1] / "data" / "reference" / "begrippen.toml"


@st.cache_data(show_spinner=False)
def _texts() -> dict:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def definitions() -> None:
    """Draw what the words mean, how figures are counted, and the dated rules behind them."""
    texts = _texts()
    words = pd.DataFrame(texts["begrip"]).rename(columns={"woord": "begrip", "uitleg": "wat het betekent"})
    st.table(words, hide_index=True, border="horizontal")
    st.subheader("Hoe wij tellen", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in texts["werkwijze"]["regels"]))
    _rules()


def _rules() -> None:
    rules = data.the_rules()
    steps = [
        {"cyclus": cycle.code, "stap": step.naam, "datum": taal.datum(step.datum), "hoe zeker": step.zeker}
        for cycle in rules.cyclus
        for step in cycle.stap
    ]
    st.subheader("Data van de wet", anchor=False)
    st.table(pd.DataFrame(steps), hide_index=True, border="horizontal")
    limits = [
        ("Op schema vanaf", taal.procent(rules.status.op_schema), rules.status.reden),
        ("Bijna vanaf", taal.procent(rules.status.bijna), rules.status.reden),
        ("Een stand geldt", f"{rules.geldigheid.stand_maanden} maanden", rules.geldigheid.reden),
        (
            "Een opgave buiten de cycli geldt",
            f"{rules.geldigheid.opgave_zonder_cyclus_maanden} maanden",
            "een doel van jaren terug is geen opgave van nu",
        ),
        ("Verhouding bij saldering", taal.getal(rules.saldering.ratio, 1), rules.saldering.reden),
    ]
    st.subheader("Grenzen en aannames", anchor=False)
    st.table(pd.DataFrame(limits, columns=["wat", "waarde", "waarom"]), hide_index=True, border="horizontal")
