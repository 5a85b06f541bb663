"""Bringing in files: examine, see what was recognised, compare with what stands, publish."""

from __future__ import annotations

import uuid

import pandas as pd
import streamlit as st

import store
from loaders.loaded import Loaded
from metrics import changes
from metrics.disclosure import has_confidential, release
from model import taal
from model.frames import Frames
from model.issue import Issue
from model.lijsten import Editie, Ernst, Maat
from store.frames import merge
from ui import data, examined, filters, tables
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain

KEY, BASE, ROUND = "_publicatiesleutel", "_vergeleken_met", "_ronde"
KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt"]
MOST_ROWS = 200
PLURALS = {Ernst.FOUT: "fouten", Ernst.WAARSCHUWING: "waarschuwingen", Ernst.MELDING: "meldingen"}
#: What was there or was done; a plan may lie ahead.
RESULTS = (Maat.REALISATIE, Maat.BEZET)
MARKS = {Ernst.FOUT: "▲", Ernst.WAARSCHUWING: "◐", Ernst.MELDING: "●"}


def upload(keuze: Keuze) -> None:
    """Draw the whole intake: choose files, see what was recognised, compare, publish."""
    if keuze.voorbeeld:
        st.info("U bekijkt het voorbeeld. Kies bij Gegevens ‘openbare cijfers’ om bestanden te laden.")
        return
    files = st.file_uploader(
        "Kies een of meer bestanden (Excel, CSV of ODS, ten hoogste 25 MB per bestand)",
        type=KINDS,
        accept_multiple_files=True,
        key=f"bestanden-{st.session_state.get(ROUND, 0)}",
    )
    found = examined.every(files)
    for file in found:
        _report(keuze, file)
    usable = [file for file in found if file.usable and not has_confidential(file.loaded.frames)]
    if usable:
        _publication(keuze, usable)


def _report(keuze: Keuze, file: Examined) -> None:
    """Draw what became of one file."""
    made = file.loaded.provenance
    st.subheader(plain(file.name), anchor=False)
    _verdict(file)
    if made.layout_id:
        st.markdown(
            f"Herkend als **{plain(made.layout_title)}**. "
            f"{taal.meervoud(made.rows_in, 'rij', 'rijen')} gelezen: {taal.getal(made.rows_taken)} genomen, "
            f"{taal.getal(made.rows_dropped)} weggelaten, {taal.getal(made.rows_refused)} geweigerd."
        )
    _questions(file)
    _issues(file.loaded.issues)
    _later(keuze, file.loaded)
    _recognised(keuze, file.loaded)


def _verdict(file: Examined) -> None:
    outcome = file.loaded.provenance.uitkomst
    if has_confidential(file.loaded.frames):
        st.error(
            "Dit bestand bevat vertrouwelijke rijen. De monitor heeft nog geen afgeschermd deel, daarom "
            "wordt het niet gepubliceerd. Lever een bestand zonder vertrouwelijke rijen aan."
        )
    elif file.loaded.is_refused:
        st.error("**Geweigerd.** Er is niets opgeslagen. Lees hieronder per cel wat er moet veranderen.")
    elif outcome == "gewaarschuwd":
        st.warning("**Gelezen met waarschuwingen.** Bekijk ze voordat u publiceert.")
    else:
        st.success("**Aanvaard.** Alles is gelezen zoals het er staat.")


def _questions(file: Examined) -> None:
    """Ask what the file does not say; an answer reads the file again."""
    digest = file.loaded.provenance.sha256
    for issue in file.loaded.issues:
        if not issue.vraag:
            continue
        labels = dict(issue.keuzes)
        answer = st.selectbox(
            plain(issue.tekst),
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            placeholder="Kies …",
            key=f"vraag-{digest[:12]}-{issue.vraag}-{issue.plaats}",
        )
        if answer:
            examined.answer(file, issue.vraag, answer)


def _later(keuze: Keuze, loaded: Loaded) -> None:
    """Say which results have a date that is still to come: mostly a slip of the pen."""
    rows = loaded.frame("cijfers")
    ahead = rows[rows["maat"].isin(RESULTS) & rows["peildatum"].gt(pd.Timestamp(keuze.vandaag))]
    if not ahead.empty:
        cells = taal.opsomming([plain(cell) for cell in ahead["bron_cel"].head(5)])
        count = taal.meervoud(len(ahead), "cijfer heeft", "cijfers hebben")
        st.warning(
            f"{count} een peildatum na vandaag ({cells}{' …' if len(ahead) > 5 else ''}). "
            "Het telt pas mee vanaf die dag. Controleer de datum."
        )


def _issues(issues: list[Issue]) -> None:
    if not issues:
        return
    issues = sorted(issues, key=lambda issue: list(MARKS).index(issue.ernst))
    counts = [
        taal.meervoud(sum(i.aantal for i in issues if i.ernst == ernst), str(ernst), plural)
        for ernst, plural in PLURALS.items()
        if any(i.ernst == ernst for i in issues)
    ]
    serious = any(issue.ernst != Ernst.MELDING for issue in issues)
    with st.expander(taal.opsomming(counts).capitalize(), expanded=serious):
        rows = [
            {
                "ernst": f"{MARKS[issue.ernst]} {taal.woord(issue.ernst)}",
                "cel": plain(issue.plaats),
                "wat er is en wat u kunt doen": plain(issue.tekst),
                "aantal": taal.getal(issue.aantal),
            }
            for issue in issues[:MOST_ROWS]
        ]
        st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")
        if len(issues) > MOST_ROWS:
            st.caption(f"De eerste {MOST_ROWS} van {taal.getal(len(issues))} staan hier.")


def _recognised(keuze: Keuze, loaded: Loaded) -> None:
    """Draw the first rows of what was recognised, as the monitor will hold them."""
    for name, label in tables.FRAMES.items():
        frame = loaded.frame(name)
        if not frame.empty:
            title = f"Herkend: {taal.getal(len(frame))} {label}"
            with st.expander(title):
                st.table(tables.readable(frame.head(30), keuze), hide_index=True, border="horizontal")
                if len(frame) > 30:
                    st.caption("De eerste 30 rijen staan hier.")
    if not loaded.dropped.empty:
        with st.expander(f"Weggelaten: {taal.meervoud(len(loaded.dropped), 'rij', 'rijen')}"):
            st.table(loaded.dropped.head(MOST_ROWS).map(plain), hide_index=True, border="horizontal")


def _publication(keuze: Keuze, usable: list[Examined]) -> None:
    """Compare with the current version and publish."""
    opened = data.opened(False)
    head = data.head(opened)
    st.subheader("Verschil met de huidige versie", anchor=False)
    replaced = _replaced(opened, head, usable)
    kept = [item for item in head.uploads if item not in replaced]
    fresh = [(f"nieuw-{i}", file.loaded.frames) for i, file in enumerate(usable)]
    today = pd.Timestamp(keuze.vandaag)
    others = [(item, release(opened.upload_frames(item), Editie.OPENBAAR, today)) for item in kept]
    try:
        after = merge(others + fresh)
    except store.StoreError as error:
        st.error(f"{plain(error)} Kies hierboven welk bestand het nieuwe vervangt.")
        return
    _difference(data.public(False, head.id, keuze.vandaag), after)
    seen = st.session_state.get(BASE, head.id)
    if seen != head.id:
        st.warning(
            "Een ander heeft intussen gepubliceerd. Hierboven staat het verschil met die nieuwe versie."
        )
    _form(opened, seen, kept, usable)
    st.session_state[BASE] = head.id


def _replaced(opened: store.Store, head: store.Version, usable: list[Examined]) -> list[str]:
    """Ask which files of the current version the new ones take the place of."""
    present = {item: opened.upload(item) for item in head.uploads}
    names = {file.name for file in usable}
    digests = {file.digest for file in usable}
    same = [item for item, was in present.items() if was.name in names or was.sha256 in digests]
    return st.multiselect(
        "Deze bestanden vervangen",
        list(present),
        default=same,
        format_func=lambda item: f"{present[item].name} ({taal.datum(present[item].created_at)})",
        placeholder="geen: de bestanden komen erbij",
        key="vervangen-" + "-".join(sorted(digest[:8] for digest in digests)),
    )


def _difference(before: Frames, after: Frames) -> None:
    compared = changes.compare(before, after)
    changed = compared[compared["wijziging"].ne(changes.GELIJK)]
    counts = changed["wijziging"].value_counts()
    if others := tables.beside(before, after):
        st.markdown(f"Naast de cijfers: **{others}**.")
    if changed.empty:
        st.info("Er verandert geen cijfer ten opzichte van de huidige versie.")
        return
    words = [f"{taal.getal(counts[kind])} {kind}" for kind in changes.WORDS if kind in counts]
    st.markdown(f"**{taal.opsomming(words)}**; de grootste verandering eerst.")
    st.table(tables.differences(changed.head(MOST_ROWS)), hide_index=True, border="horizontal")
    if len(changed) > MOST_ROWS:
        st.caption(f"De eerste {MOST_ROWS} van {taal.getal(len(changed))} staan hier.")


def _form(opened: store.Store, seen: str, kept: list[str], usable: list[Examined]) -> None:
    """Ask who and why, and publish on the version the analyst has seen; nobody is overwritten."""
    with st.form("publiceren"):
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam")
        note = st.text_input("Wat is er nieuw? Deze zin staat bij de versie.", key="toelichting")
        ready = st.form_submit_button("Publiceer als nieuwe versie", type="primary")
    if not ready:
        return
    try:
        ids = [opened.add_upload(e.content, e.name, actor, e.loaded, e.answers).id for e in usable]
        every = [*kept, *(item for item in ids if item not in kept)]
        key = st.session_state.setdefault(KEY, uuid.uuid4().hex)
        version = opened.publish(seen, every, note, actor, key)
    except store.StaleVersion:
        st.error("Een ander heeft net gepubliceerd. Er is niets veranderd. Bekijk het verschil opnieuw.")
    except store.StoreError as error:
        st.error(plain(error))
    else:
        _done(version)


def _done(version: store.Version) -> None:
    """Forget the files of this session and show the new version."""
    examined.forget()
    for name in (KEY, BASE):
        st.session_state.pop(name, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    filters.show_version(version.number, f"Versie {version.number} is gepubliceerd.")
