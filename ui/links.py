"""Addresses inside the app: every view is a link, and every figure leads to its source."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from ui import data
from ui.keuze import Keuze

CIJFER = "cijfer"
#: The default page has no path of its own.
HOME = "overzicht"
GEMEENTE = "gemeente"
ASKED = "_gevraagde_gemeente"
#: A sum over a province has many cells; an address does not hold them all.
MOST_CELLS = 12
#: Fields of an address that name one thing of the page it came from; another page has its own.
OWN = {CIJFER, GEMEENTE, "knelpunt", "maatregel", "locatie"}
_ESCAPE = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+-!|<>~$:"})


def plain(text: object) -> str:
    """Return text for a place where Streamlit reads markdown, so that names of files and sites stay text."""
    return " ".join(str(text).split()).translate(_ESCAPE)


def address(page: str, **fields: str) -> str:
    """Return the address of a page with the filters of this view, plus fields of its own."""
    kept = {k: v for k, v in st.query_params.to_dict().items() if k not in OWN}
    path = "" if page == HOME else page
    return f"./{path}?{urlencode(kept | fields, quote_via=quote)}"


def source(text: str, bron_cijfers: str) -> str:
    """Return a figure as a link to where it comes from; without a source it is plain text.

    Args:
        text: the figure as shown.
        bron_cijfers: ``bron_id#bron_cel`` of the rows of this figure alone, joined by ``|``: one that stands
            in two files leads to both.
    """
    if not bron_cijfers:
        return plain(text)
    cells = "|".join(bron_cijfers.split("|")[:MOST_CELLS])
    return f"[{plain(text)}]({address('bronnen', cijfer=cells)})"


def both(row: Any) -> str:  # noqa: ANN401 - a row of the wide frame, from itertuples
    """Return the cells behind a verschil: those of the opgave and those of the realisatie."""
    return "|".join(cells for cells in (row.opgave_bron, row.realisatie_bron) if cells)


def gemeente(name: str) -> str:
    """Return the name of a gemeente as a link to its page."""
    return f"[{plain(name)}]({address('gemeente', gemeente=name)})"


def area(keuze: Keuze, code: str) -> str:
    """Return the name of a gemeente as a link to its page, of a larger area to the page Regio."""
    name = data.naam(keuze, code)
    return gemeente(name) if code.startswith("GM") else f"[{plain(name)}]({address('regio', gebied=name)})"


def follow(keuze: Keuze, code: str) -> None:
    """Go to the page of a gemeente that was clicked on a map or a bar; do nothing when nothing was."""
    if code.startswith("GM"):
        st.session_state[ASKED] = code
        # Without query_params Streamlit clears the address, which it refuses while filters are bound to it.
        st.switch_page("pages/gemeente.py", query_params={GEMEENTE: data.naam(keuze, code)})
