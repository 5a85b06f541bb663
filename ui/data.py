"""The store and its frames, opened once per process and read-only for every page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

import store
from model.frames import Frames
from model.rules import Rules, rules
from ui.keuze import Keuze


@st.cache_resource(show_spinner="Gegevens openen …")
def opened(voorbeeld: bool) -> Any:
    """Return the store of the real or of the fictional data, seeded when it is new."""
    return store.open_example() if voorbeeld else store.open_seeded()


@st.cache_resource(show_spinner="Cijfers laden …", max_entries=8)
def _frames(voorbeeld: bool, versie: str) -> Frames:
    return opened(voorbeeld).frames(versie)


def frames(keuze: Keuze) -> Frames:
    """Return the frames of the chosen version; never change them."""
    return _frames(keuze.voorbeeld, keuze.versie)


def frame(keuze: Keuze, name: str) -> pd.DataFrame:
    """Return one frame of the chosen version; never change it."""
    return frames(keuze)[name]


@st.cache_resource
def the_rules() -> Rules:
    """Return the dated rules."""
    return rules()


@st.cache_data(max_entries=64)
def names(voorbeeld: bool, versie: str) -> dict[str, str]:
    """Return the name of every current area by its code."""
    gebieden = _frames(voorbeeld, versie)["gebieden"]
    now = gebieden[gebieden["geldig_tot"].isna()]
    return dict(zip(now["gebied_code"], now["naam"], strict=True))


def naam(keuze: Keuze, code: str) -> str:
    """Return the name of an area."""
    return names(keuze.voorbeeld, keuze.versie).get(code, code)
