"""What a mapping makes of the file, as it is being made: counts, issues with their cells, first figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from loaders.engine.issues import Findings
from loaders.layouts import Layout
from loaders.load import recognise
from loaders.loaded import Loaded, Provenance
from loaders.mapping import Draft, answers_of, layout_of, missing, toml_of
from loaders.mapping.look import top_of
from model import taal
from model.grid import Sheet, Workbook
from model.issue import Issue
from model.lijsten import Ernst, Lezen
from ui import data, tables
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain

#: Rows that the trial reads; the whole file is read when the mapping is kept.
MOST_ROWS, MOST_ISSUES, FIRST = 3000, 12, 8
_TRIAL = "_koppelproef"


def layout(draft: Draft) -> Layout | None:
    """Return the layout of a draft; draw what is missing when it cannot be made."""
    lacking = missing(draft)
    if not lacking:
        return layout_of(draft)
    st.warning("**Nog nodig voordat dit cijfers worden:**\n\n" + "\n".join(f"- {plain(t)}" for t in lacking))
    return None


def trial(examined: Examined, book: Workbook, draft: Draft, made: Layout) -> Loaded:
    """Return the file as this layout reads it; the last trial is remembered."""
    given = {**examined.answers, **answers_of(draft), "layout": made.id}
    mark = (examined.digest, examined.name, toml_of(made), tuple(sorted(given.items())), data.shelf().state)
    kept = st.session_state.get(_TRIAL)
    if kept is None or kept[0] != mark:
        origin = Provenance(
            examined.name, examined.digest, len(examined.content), kind=book.kind, lezen=Lezen.EXACT
        )
        found = Findings(examined.name)
        part = replace(book, sheets=[top_of(sheet, MOST_ROWS) for sheet in book.sheets])
        got = recognise(
            part, origin, found, layouts=[made], aliases=data.shelf().aliases or None, answers=given
        )
        kept = st.session_state[_TRIAL] = (mark, got)
    return kept[1]


def counts(got: Loaded, sheet: Sheet) -> None:
    """Draw how many rows would be taken, and everything there is to say, the most serious first."""
    made = got.provenance
    figures = len(got.frame("cijfers"))
    text = (
        f"{taal.meervoud(made.rows_in, 'rij', 'rijen')}: {taal.getal(made.rows_taken)} genomen, "
        f"{taal.getal(made.rows_dropped)} weggelaten, {taal.getal(made.rows_refused)} geweigerd. "
        f"Dat geeft **{taal.meervoud(figures, 'cijfer', 'cijfers')}**."
    )
    (st.error if got.is_refused else st.warning if made.rows_refused else st.success)(text)
    if figures:
        st.markdown(f"Datum van deze cijfers: **{dates(got)}**")
    if sheet.n_rows > MOST_ROWS:
        st.caption(f"Dit is een proef met de eerste {taal.getal(MOST_ROWS)} regels.")
    order = list(Ernst)
    issues = sorted(got.issues, key=lambda issue: order.index(issue.ernst))
    if issues:
        st.table(_issues(issues[:MOST_ISSUES]), hide_index=True, border="horizontal")
    if len(issues) > MOST_ISSUES:
        st.caption(f"De eerste {MOST_ISSUES} van {taal.getal(len(issues))} meldingen staan hier.")


def dates(got: Loaded) -> str:
    """Return on which days or over which periods the figures are, as far as they are few."""
    frame = got.frame("cijfers")
    pairs = zip(frame["periode_van"], frame["periode_tot"], strict=True)
    found = {
        f"{taal.datum(van)} tot en met {taal.datum(tot)}" for van, tot in pairs if not taal.is_unknown(van)
    }
    days = frame.loc[frame["periode_van"].isna(), "peildatum"].dropna().unique()
    found |= {taal.datum(day) for day in days}
    return taal.opsomming(sorted(found)) if len(found) <= FIRST else f"{taal.getal(len(found))} verschillende"


def _issues(issues: list[Issue]) -> pd.DataFrame:
    rows = [{"cel": plain(issue.plaats), taal.woord("melding"): plain(issue.tekst)} for issue in issues]
    return pd.DataFrame(rows)


def first_figures(keuze: Keuze, got: Loaded) -> None:
    """Draw the first figures as the monitor would hold them."""
    frame = got.frame("cijfers")
    if frame.empty:
        return
    st.markdown("**Eerste cijfers zoals de monitor ze dan leest**")
    st.table(tables.readable(frame.head(FIRST), keuze), hide_index=True, border="horizontal")
