"""Boundaries that a user brings for the geographic map; without them the map is made of tiles."""

from __future__ import annotations

import hashlib

import streamlit as st

import store
from loaders import boundaries
from loaders.boundaries import Boundaries
from loaders.loaded import Loaded, Provenance, no_rows
from model.gebieden import members
from model.lijsten import Lezen, Uitkomst
from ui import data
from ui.keuze import Keuze
from ui.links import plain

LAYOUT = "kaartgrenzen"
TILES, GEOGRAPHIC = "tegelkaart", "kaart met grenzen"


def upload(keuze: Keuze) -> None:
    """Draw the choice of a boundary file and keep it when it fits."""
    st.markdown(
        "De kaart bestaat uit tegels: één per gemeente. Wie grenzen van CBS of Kadaster heeft (GeoJSON of "
        "TopoJSON), laadt ze hier; daarna is ook de kaart met grenzen te kiezen."
    )
    file = st.file_uploader(
        "Kies een bestand met gemeentegrenzen", type=["json", "geojson", "topojson"], key="grenzen"
    )
    if file is None:
        return
    found = boundaries.read(file.getvalue(), file.name, _expected(keuze))
    for issue in found.issues:
        st.warning(plain(issue.tekst))
    if found.data is None:
        st.error("Geweigerd. De tegelkaart blijft staan.")
        return
    actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam-grenzen")
    if st.button("Gebruik deze grenzen", type="primary"):
        _keep(file.getvalue(), file.name, actor, found)


def _keep(content: bytes, name: str, actor: str, found: Boundaries) -> None:
    digest = hashlib.sha256(content).hexdigest()
    made = Provenance(
        name=name,
        sha256=digest,
        size=len(content),
        kind=found.kind,
        layout_id=LAYOUT,
        layout_title="Gemeentegrenzen",
        lezen=Lezen.EXACT,
        uitkomst=Uitkomst.AANVAARD,
    )
    try:
        data.opened(False).add_upload(content, name, actor, Loaded({}, list(found.issues), no_rows(), made))
    except store.StoreError as error:
        st.error(plain(error))
    else:
        newest.clear()
        st.success("De grenzen zijn geladen. Kies bij een kaart ‘kaart met grenzen’.")


def _expected(keuze: Keuze) -> list[str]:
    return members(data.frame(keuze, "gebieden"), data.the_rules().monitor.provincie)


@st.cache_data(ttl=60, show_spinner=False)
def newest() -> str:
    """Return the id of the last boundary file that was kept, or an empty text."""
    kept = [upload for upload in data.opened(False).uploads() if upload.layout_id == LAYOUT]
    return max(kept, key=lambda upload: upload.number).id if kept else ""


@st.cache_resource(max_entries=4, show_spinner=False)
def loaded(upload_id: str, codes: tuple[str, ...]) -> dict:
    """Return kept boundaries as a chart reads them, for these gemeenten only."""
    opened = data.opened(False)
    found = boundaries.read(opened.original(upload_id), opened.upload(upload_id).name, codes)
    return {"values": found.data, "format": found.format}


def choice() -> str:
    """Draw the switch between tiles and boundaries; return the id of the boundary file, or an empty text."""
    upload_id = newest()
    if not upload_id:
        return ""
    kind = st.segmented_control(
        "Kaart", [TILES, GEOGRAPHIC], default=TILES, key="kaart", bind="query-params", required=True
    )
    return upload_id if kind == GEOGRAPHIC else ""
