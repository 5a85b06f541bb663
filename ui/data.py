"""The store and its frames, opened once per process and read-only for every page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd
import streamlit as st

import store
from loaders.layouts import Layout, parse
from metrics.disclosure import is_open, release
from model.frames import Frames
from model.lijsten import Editie, Niveau
from model.rules import Rules, rules
from ui.keuze import Keuze


@st.cache_resource(show_spinner="Gegevens openen …")
def opened(voorbeeld: bool) -> store.Store:
    """Return the store of the real or of the fictional data, seeded when it is new."""
    if voorbeeld:
        return store.open_example()
    real = store.open()
    store.seed(real)
    return real


@st.cache_resource(show_spinner="Cijfers laden …", max_entries=8)
def public(voorbeeld: bool, versie: str, today: date) -> Frames:
    """Return what everyone may see of a version today; never change it."""
    return release(opened(voorbeeld).frames(versie), Editie.OPENBAAR, pd.Timestamp(today))


def frames(keuze: Keuze) -> Frames:
    """Return the frames of the chosen version; never change them."""
    return public(keuze.voorbeeld, keuze.versie, keuze.vandaag)


def frame(keuze: Keuze, name: str) -> pd.DataFrame:
    """Return one frame of the chosen version; never change it."""
    return frames(keuze)[name]


@dataclass(frozen=True)
class Shelf:
    """What reading goes by besides what is shipped: the analysts' layouts and their spellings of names.

    ``state`` changes when either does.
    """

    own: tuple[Layout, ...]
    aliases: Mapping[str, str]
    state: str


def shelf() -> Shelf:
    """Return the layouts and names that hold now."""
    real = opened(False)
    texts, aliases = tuple(kept.toml for kept in real.layouts()), real.aliases()
    state = hashlib.sha256(json.dumps([texts, sorted(aliases.items())]).encode()).hexdigest()
    return Shelf(tuple(map(_layout, texts)), aliases, state)


@lru_cache(maxsize=256)
def _layout(toml: str) -> Layout:
    return parse(toml)


@st.cache_data(max_entries=256, show_spinner=False)
def may_hand_out(voorbeeld: bool, upload_id: str, today: date) -> bool:
    """Return whether everyone may have a file as it came in: no row of it is hidden today."""
    return is_open(opened(voorbeeld).upload_frames(upload_id), pd.Timestamp(today))


@st.cache_resource
def the_rules() -> Rules:
    """Return the dated rules."""
    return rules()


@st.cache_data(max_entries=64, show_spinner=False)
def names(voorbeeld: bool, versie: str, today: date) -> dict[str, str]:
    """Return the name of every current area by its code; a province says so where a gemeente has its name."""
    gebieden = public(voorbeeld, versie, today)["gebieden"]
    now = gebieden[gebieden["geldig_tot"].isna()]
    gemeenten = now.loc[now["niveau"].eq(Niveau.GEMEENTE), "naam"]
    shared = now["niveau"].eq(Niveau.PROVINCIE) & now["naam"].isin(gemeenten)
    told = now["naam"].mask(shared, now["naam"] + " (provincie)")
    return dict(zip(now["gebied_code"], told, strict=True))


def naam(keuze: Keuze, code: str) -> str:
    """Return the name of an area."""
    return names(keuze.voorbeeld, keuze.versie, keuze.vandaag).get(code, code)


def head(opened_store: store.Store) -> store.Version:
    """Return the newest version of a store that was seeded.

    Raises:
        RuntimeError: the store has no version at all, which seeding excludes.
    """
    found = opened_store.head()
    if found is None:
        raise RuntimeError("de opslag heeft geen versie")
    return found


def preferences(voorbeeld: bool) -> tuple[tuple[str, str], ...]:
    """Return the recorded choices between sources as they hold now: fact key and bron_id."""
    found = opened(voorbeeld).preferences()
    return tuple(sorted((fact, choice.bron_id) for fact, choice in found.items() if choice.bron_id))


def clear() -> None:
    """Forget every frame that was loaded and close nothing: the next page reads anew."""
    opened.clear()
    public.clear()
    names.clear()
    may_hand_out.clear()
