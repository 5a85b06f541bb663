"""What became of one file: what it was taken for, what is wrong with it, what was read. It stores nothing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.loaded import Loaded
from metrics.disclosure import has_confidential
from model import taal
from model.issue import Issue
from model.lijsten import Ernst, Maat
from ui import examined, tables
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain

MOST_ROWS = 200
#: Questions about names of areas have a place of their own: ``ui.names``.
ALIAS = "alias:"
PLURALS = {Ernst.FOUT: "fouten", Ernst.WAARSCHUWING: "waarschuwingen", Ernst.MELDING: "meldingen"}
#: What was there or was done; a plan may lie ahead.
RESULTS = (Maat.REALISATIE, Maat.BEZET)
MARKS = {Ernst.FOUT: "▲", Ernst.WAARSCHUWING: "◐", Ernst.MELDING: "●"}


def draw(keuze: Keuze, file: Examined) -> None:
    """Draw what became of one file: verdict, counts, questions, issues, what was recognised and dropped.

    It stores nothing, so that any page may use it.
    """
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
        if not issue.vraag or issue.vraag.startswith(ALIAS):
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
