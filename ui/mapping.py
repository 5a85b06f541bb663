"""Mapping a file by hand: what no layout knows, or what was taken for something else."""

from __future__ import annotations

import streamlit as st

from loaders.areas import Areas
from loaders.engine import aliases
from loaders.engine.given import FIELD
from loaders.engine.issues import Findings
from loaders.loaded import Loaded
from loaders.mapping import Draft, suggest
from loaders.mapping.layout import OWN
from loaders.mapping.suggest import sheets
from model.grid import Sheet, Workbook
from model.lijsten import Lezen
from ui import data, examined, mapping_form, mapping_preview, mapping_result, mapping_save, mapping_words
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain

_PROPOSALS, _KEPT = "_koppelvoorstellen", 8
#: Codes of files that hold cells and were not understood; other files can be mapped on request.
UNKNOWN = "geen-layout"
MOST_HEAD = 40


def draw(keuze: Keuze, file: Examined) -> None:
    """Draw the mapping of one file: open when no layout fits, else behind a switch."""
    _asked(file)
    saved = mapping_save.said(file)
    unknown = any(issue.code == UNKNOWN for issue in file.loaded.issues)
    forbidden = any(issue.code == "persoonsgegevens" for issue in file.loaded.issues)
    key = f"koppel-{file.digest[:10]}"
    if saved or forbidden or file.loaded.provenance.lezen is Lezen.GEWEIGERD:
        return
    label = "Koppel dit bestand zelf" if unknown else "Niet goed herkend? Koppel het bestand zelf"
    if st.toggle(label, value=unknown, key=f"{key}-{'nieuw' if unknown else 'anders'}"):
        _map(keuze, file, key)


def _asked(file: Examined) -> None:
    """Ask for a day or period that the file does not say and its layout may not assume."""
    questions = {i.vraag: i for i in file.loaded.issues if i.vraag.startswith(FIELD) and not i.keuzes}
    for name, issue in questions.items():
        with st.form(f"{name}-{file.digest[:10]}"):
            given = st.text_input(plain(issue.tekst), placeholder="1-7-2026 of 2026-H1")
            ready = st.form_submit_button("Lees het bestand met deze periode")
        if ready and given.strip():
            examined.answer(file, name, given.strip())


def _map(keuze: Keuze, file: Examined, key: str) -> None:
    book = examined.workbook(file)
    usable = sheets(book) if book is not None else []
    if book is None or not usable:
        st.error("Dit bestand heeft geen zichtbaar blad met cellen. Maak het blad zichtbaar in Excel.")
        return
    known = aliases.known(data.shelf().aliases, file.answers, Findings(file.name))
    draft, sheet, key = _place(file, book, usable, known, key)
    mapping_preview.draw(sheet, draft)
    settings, result = st.columns([3, 2], gap="large")
    with settings:
        draft = _choices(draft, known, key)
    with result:
        got = _result(file, book, sheet, draft, key)
    if got is not None:
        mapping_result.first_figures(keuze, got)


def _place(
    file: Examined, book: Workbook, usable: list[Sheet], known: Areas, key: str
) -> tuple[Draft, Sheet, str]:
    """Ask on which sheet the table stands and in which rows its header; start with the proposal."""
    first = _proposal(file, book, known)
    names = [sheet.name for sheet in usable]
    left, middle, right = st.columns(3)
    with left:
        name = st.selectbox(
            "Blad", names, index=names.index(first.bladnaam), format_func=plain, key=f"{key}-blad",
            disabled=len(names) == 1,
        )  # fmt: skip
    sheet = next(sheet for sheet in usable if sheet.name == name)
    near = first if name == first.bladnaam else _proposal(file, book, known, name)
    rows = list(range(min(sheet.n_rows, max(MOST_HEAD, near.kopregel + 5))))
    key = f"{key}-{names.index(name)}"
    with middle:
        top = st.selectbox(
            "De kop begint op regel", rows, index=near.kopregel, key=f"{key}-kop",
            format_func=lambda row: str(sheet.first_row + row),
        )  # fmt: skip
    with right:
        levels = st.selectbox(
            "Regels in de kop", [1, 2, 3], index=min(near.kopregels, 3) - 1, key=f"{key}-lagen"
        )
    if (top, levels) != (near.kopregel, near.kopregels):
        near = _proposal(file, book, known, name, top, levels)
    return near, sheet, f"{key}-{top}-{levels}"


def _proposal(
    file: Examined, book: Workbook, known: Areas, sheet: str = "",
    top: int | None = None, levels: int | None = None,
) -> Draft:  # fmt: skip
    """Return the proposal for a file; the last ones are remembered in the session."""
    kept: dict[tuple[object, ...], Draft] = st.session_state.setdefault(_PROPOSALS, {})
    mark = (
        file.digest,
        file.name,
        data.shelf().state,
        tuple(sorted(file.answers.items())),
        sheet,
        top,
        levels,
    )
    if mark not in kept:
        for old in list(kept)[: max(0, len(kept) - _KEPT)]:
            kept.pop(old)
        with st.spinner("Het blad wordt bekeken …"):
            kept[mark] = suggest(
                book, file.name, known,
                province=data.the_rules().monitor.provincie, sheet=sheet, top=top, levels=levels,
            )  # fmt: skip
    return kept[mark].model_copy(update={"vraag_altijd": _fits_another(file)})


def _fits_another(file: Examined) -> bool:
    """Return whether a shipped layout knows this file: then a person chooses between the two each time."""
    offered = [code for issue in file.loaded.issues if issue.vraag == "layout" for code, _ in issue.keuzes]
    known = [file.loaded.provenance.layout_id, *offered]
    return any(code and not code.startswith(OWN) for code in known)


def _choices(draft: Draft, known: Areas, key: str) -> Draft:
    title, publisher = st.columns(2)
    with title:
        titel = st.text_input("Naam van deze indeling", value=draft.titel, key=f"{key}-titel")
    with publisher:
        uitgever = st.text_input("Van wie komt dit bestand?", value=draft.uitgever, key=f"{key}-uitgever")
    draft = draft.model_copy(update={"titel": titel, "uitgever": uitgever})
    draft = mapping_form.whole(draft, key)
    draft = mapping_form.columns(draft, key)
    draft = mapping_form.moment(draft, key)
    return mapping_words.draw(draft, known, key)


def _result(file: Examined, book: Workbook, sheet: Sheet, draft: Draft, key: str) -> Loaded | None:
    """Draw what the mapping gives and how to keep it; None while something is missing."""
    st.markdown("**Wat dit geeft**")
    made = mapping_result.layout(draft)
    if made is None:
        return None
    got = mapping_result.trial(file, book, draft, made)
    mapping_result.counts(got, sheet)
    if made.vraag_zonder_bestandsnaam:
        st.caption(
            "Niet alles wat u koos staat in het bestand zelf, of een andere indeling past ook. Daarom vraagt "
            "de monitor bij een volgend bestand met deze kop eerst of deze indeling past."
        )
    if got.provenance.rows_taken:
        mapping_save.form(file, draft, made, key)
    return got


def kept() -> None:
    """Draw the layouts that analysts made, with version, who and when."""
    mapping_save.kept()
