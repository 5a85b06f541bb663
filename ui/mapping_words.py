"""Words, marks and rows of a file that the monitor does not know: what an analyst says they mean."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from rapidfuzz import fuzz

from loaders.areas import Areas
from loaders.cell_text import take_apart
from loaders.engine.text import simple
from loaders.layouts import shared_words
from loaders.mapping import Draft
from loaders.mapping.draft import AREA
from loaders.mapping.suggest import totals
from model import taal
from model.lijsten import Deelgroep, Doelgroep, Eenheid, Maat, SoortOpgave
from ui.links import plain

MOST = 20
_LISTS = {
    "doelgroep": tuple(Doelgroep),
    "deelgroep": tuple(Deelgroep),
    "maat": tuple(Maat),
    "soort_opgave": tuple(SoortOpgave),
    "eenheid": tuple(Eenheid),
}
MARKS = {"onbekend": "onbekend", "geheim": "geheim", "nvt": "niet van toepassing", "nul": "nul, echt niets"}


def draw(draft: Draft, areas: Areas, key: str) -> Draft:
    """Ask about every word, mark and row that is not known, and return the draft with the answers."""
    strange, marks, rows = unknown_words(draft), unknown_marks(draft), other_rows(draft, areas)
    if not (strange or marks or rows):
        return draft
    with st.expander("Woorden en regels die de monitor niet kent", expanded=True):
        draft = _words(draft, strange, key)
        draft = _marks(draft, marks, key)
        return _rows(draft, rows, key)


def unknown_words(draft: Draft) -> list[tuple[str, str]]:
    """Return (field, word) of cells that should be words of a closed list and are not."""
    out = []
    for column in draft.kolommen:
        known = {simple(word) for word in shared_words().get(column.rol, {})}
        codes = {str(code) for code in _LISTS.get(column.rol, ())}
        if column.rol in _LISTS:
            words = [text for text in column.verschillend if simple(text) not in known and text not in codes]
            out += [(column.rol, text) for text in words]
    return out[:MOST]


def unknown_marks(draft: Draft) -> list[str]:
    """Return texts in columns with figures that are no number and no known mark."""
    texts = (text for column in draft.values for text in column.verschillend)
    parts = {text: take_apart(text) for text in texts}
    return [text for text, part in parts.items() if not part.numbers and part.marker is None][:MOST]


def other_rows(draft: Draft, areas: Areas) -> list[str]:
    """Return texts in the column of areas that are no area and no total that is known."""
    column = next(iter(draft.of_role("gebied", "gebied_naam", *AREA)), None)
    if column is None:
        return []
    bare = draft.model_copy(update={"totaal": (), "voet": ()})
    out = [t for t in column.verschillend if areas.resolve(t, provincie=draft.provincie).status == "onbekend"]
    known = set(totals(bare, out))
    return [text for text in out if text not in known][: 2 * MOST]


def _words(draft: Draft, strange: list[tuple[str, str]], key: str) -> Draft:
    learned: dict[str, dict[str, str]] = {field: dict(own) for field, own in draft.woorden.items()}
    for field, text in strange:
        options = sorted(_LISTS[field], key=lambda code: -_alike(text, code))
        meant = st.selectbox(
            plain(f"Wat betekent ‘{text}’ ({taal.woord(field)})?"), options, index=None,
            format_func=taal.woord, placeholder="laat open: de rij wordt geweigerd",
            key=f"{key}-woord-{field}-{text}",
        )  # fmt: skip
        if meant:
            learned.setdefault(field, {})[text] = str(meant)
    return draft.model_copy(update={"woorden": learned})


def _alike(text: str, code: str) -> float:
    return float(fuzz.WRatio(simple(text), simple(taal.woord(code))))


def _marks(draft: Draft, texts: list[str], key: str) -> Draft:
    learned: dict[str, tuple[str, ...]] = dict(draft.markeringen)
    for text in texts:
        meant = st.selectbox(
            plain(f"Wat betekent ‘{text}’ in een kolom met cijfers?"), list(MARKS), index=None,
            format_func=MARKS.__getitem__, placeholder="laat open: de rij wordt geweigerd",
            key=f"{key}-teken-{text}",
        )  # fmt: skip
        if meant:
            learned[meant] = (*learned.get(meant, ()), text)
    return draft.model_copy(update={"markeringen": learned})


def _rows(draft: Draft, texts: list[str], key: str) -> Draft:
    if not texts:
        return draft
    labels: Mapping[str, str] = {text: plain(text) for text in texts}
    total = st.multiselect(
        "Dit zijn totalen: zij worden weggelaten en nagerekend", texts, format_func=labels.__getitem__,
        placeholder="geen", key=f"{key}-totalen",
    )  # fmt: skip
    foot = st.multiselect(
        "Vanaf deze tekst is de tabel afgelopen", [text for text in texts if text not in total],
        format_func=labels.__getitem__, placeholder="geen", key=f"{key}-voet",
    )  # fmt: skip
    return draft.model_copy(update={"totaal": tuple(total), "voet": tuple(foot)})
