"""One way to show a chart: drawn once per version and choice, with its table and downloads beside it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from charts.kader import Beeld, Kader, finish
from exports import images, tables
from exports.naam import bestandsnaam
from model import taal
from ui import data
from ui.keuze import HASH, Keuze
from ui.links import plain


@dataclass(frozen=True)
class Figuur:
    """A chart with everything that must go with it.

    Attributes:
        beeld: the drawing.
        kader: title, subtitle, unit, source, peildatum, version.
        tabel: the same figures as text, columns by their own names.
        bestand: start of the name of a downloaded file.
        gegevens: the figures as numbers, for the CSV; the table when there is nothing more to give.
    """

    beeld: Beeld
    kader: Kader
    tabel: pd.DataFrame
    bestand: str
    gegevens: pd.DataFrame | None = None


@dataclass(frozen=True)
class _Ready:
    spec: dict[str, Any]
    screen: dict[str, Any]
    kader: Kader
    tabel: pa.Table
    namen: dict[str, str]
    gegevens: pd.DataFrame


Maker = Callable[..., Figuur]


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=HASH)
def _ready(name: str, keuze: Keuze, extra: tuple[str, ...], _make: Maker) -> _Ready:
    """Draw once per name, choice and extra; sessions share the result and never change it."""
    figuur = _make(keuze, *extra)
    text = figuur.tabel.rename(columns=taal.woord).astype("str").map(plain)
    tabel = pa.Table.from_pandas(
        text, preserve_index=False
    )  # as it travels: not converted again in every run
    numbers = figuur.tabel if figuur.gegevens is None else figuur.gegevens
    spec = finish(figuur.beeld, figuur.kader)
    names = {kind: bestandsnaam(figuur.bestand, figuur.kader, kind) for kind in ("PNG", "SVG", "CSV")}
    ready = _Ready(spec, _packed(spec), figuur.kader, tabel, names, numbers)
    # Streamlit collects garbage after every run and would walk through every kept spec (tens of ms once some
    # views are remembered); what is kept for good goes out of its sight, as after the warm start.
    gc.freeze()
    return ready


def _packed(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec with its rows as they travel to the browser; else Streamlit packs them in every run."""
    packed = {
        name: convert_anything_to_arrow_bytes(rows) if isinstance(rows, list) else rows
        for name, rows in spec["datasets"].items()
    }
    return {**spec, "datasets": packed}


def kader(keuze: Keuze, titel: str, ondertitel: str, eenheid: str, bron: str, noot: str = "") -> Kader:
    """Return the frame of a chart for this choice."""
    return Kader(
        titel=titel,
        ondertitel=ondertitel,
        eenheid=eenheid,
        bron=bron or "geen bron geladen",
        peildatum=keuze.peildatum,
        versie=f"{keuze.nummer} ({keuze.fingerprint[:8]}) · openbaar",
        voorbeeld=keuze.voorbeeld,
        noot=noot,
    )


def show(make: Maker, keuze: Keuze, *extra: str, select: str = "") -> str:
    """Draw a chart with its table and downloads; return the area that was clicked, or an empty text.

    Args:
        make: function of (keuze, *extra) that returns a ``Figuur``; drawn once and remembered by its name.
        keuze: the filters.
        extra: further words the chart depends on.
        select: name of the chart's selection parameter, when a click must be known.
    """
    name = f"{make.__module__}.{make.__qualname__}"
    ready = _ready(name, keuze, extra, make)
    key = "grafiek-" + "-".join([make.__qualname__, *extra])
    if not any(param["name"] == select and "select" in param for param in ready.spec["params"]):
        select = ""  # a chart without rows has nothing to click on
    event = st.vega_lite_chart(
        None,
        ready.screen,
        theme=None,
        width="stretch",
        key=key if select else None,
        on_select="rerun" if select else "ignore",
        selection_mode=select or None,
    )
    _beside(ready, key)
    return _clicked(event, select)


def _clicked(event: Any, select: str) -> str:  # noqa: ANN401 - Streamlit's own state object
    if not select:
        return ""
    points = event["selection"].get(select) or []
    return str(points[0].get("gebied_code") or "") if points else ""


def _beside(ready: _Ready, key: str) -> None:
    """Draw the table and the downloads under a chart; the files are made when someone asks for them."""
    with st.expander("Tabel en downloads"):
        st.table(ready.tabel, hide_index=True, border="horizontal")
        made = {
            "PNG": ("image/png", partial(images.png, ready.spec)),
            "SVG": ("image/svg+xml", partial(images.svg, ready.spec)),
            "CSV": ("text/csv", partial(tables.csv, ready.gegevens, ready.kader)),
        }
        with st.container(horizontal=True):
            for label, (mime, make) in made.items():
                st.download_button(
                    f"Download {label}",
                    data=make,
                    file_name=ready.namen[label],
                    mime=mime,
                    key=f"{key}-{label}",
                    on_click="ignore",
                )


def clear() -> None:
    """Forget every drawn chart and every loaded frame (tests, and after a new version of the software)."""
    _ready.clear()
    data.clear()
