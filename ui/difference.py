"""What differs between two sets of figures: counts first, then every difference, the biggest first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import store
from charts.kader import Kader
from exports.naam import bestandsnaam
from exports.tables import csv
from metrics import changes
from metrics.difference import Verschil, told
from model import taal
from ui import clock, data, tables
from ui.keuze import Keuze
from ui.links import plain

PER_PAGE = 50
#: From so many differences on, filters help more than they stand in the way.
WORTH_FILTERING = 8
COUNTS = {
    "aanwezig": "nog aanwezig",
    changes.GELIJK: "ongewijzigd",
    changes.GEWIJZIGD: "gewijzigd",
    changes.NIEUW: "nieuw",
    changes.VERVALLEN: "vervallen",
}


def draw(keuze: Keuze, verschil: Verschil, key: str, *, with_download: bool = True) -> None:
    """Draw all differences: one sentence, filters, the table, counts per area and figure, a download.

    Args:
        keuze: the filters of the page.
        verschil: what differs.
        key: word that keeps the widgets of two differences on one page apart.
        with_download: whether the table may be taken along.
    """
    rows = verschil.rows
    if rows.empty:
        st.info("Er verandert geen cijfer.")
        return
    st.markdown(f"{summary(verschil)} De grootste verandering staat vooraan.")
    _table(_filtered(rows, key) if len(rows) >= WORTH_FILTERING else rows, key)
    with st.expander("Tel per gebied en per cijfer"):
        _counts(verschil.per_gebied, "gebied")
        _counts(verschil.per_soort, "cijfer")
    if with_download:
        _download(keuze, rows, key)


def summary(verschil: Verschil) -> str:
    """Return the counts in one sentence."""
    found = verschil.totals
    words = [f"{taal.getal(found[kind])} {kind}" for kind in changes.WORDS if found[kind]]
    same = found[changes.GELIJK]
    rest = f"; {taal.meervoud(same, 'cijfer blijft', 'cijfers blijven')} gelijk" if same else ""
    return f"**{taal.opsomming(words)}**{rest}."


def meanwhile(keuze: Keuze, seen: store.Version, head: store.Version, key: str) -> None:
    """Say who published since someone looked, and show what that changed.

    Args:
        keuze: the filters of the page.
        seen: the version that this session compared with.
        head: the version that stands now.
        key: see ``draw``.
    """
    st.warning(
        f"**Een ander heeft intussen gepubliceerd.** Er is niets van u gepubliceerd en er is niets verloren. "
        f"{plain(head.actor)} maakte op {taal.tijdstip(clock.local(head.created_at))} versie {head.number}: "
        f"‘{plain(head.note)}’. Kijk wat er veranderde en beslis dan."
    )
    then, now = (data.public(False, version.id, keuze.vandaag) for version in (seen, head))
    with st.expander(f"Wat er veranderde tussen versie {seen.number} en versie {head.number}", expanded=True):
        if others := tables.beside(then, now):
            st.markdown(f"Naast de cijfers: **{others}**.")
        draw(keuze, told(changes.compare(then, now)), key)


def _filtered(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Draw a box per way to look, and return the rows that are left."""
    keep = pd.Series(True, index=rows.index)
    with st.container(horizontal=True):
        for name, column in {"gebied": "naam", "cijfer": "soort", "wijziging": "wijziging"}.items():
            chosen = st.selectbox(
                name.capitalize(),
                sorted(rows[column].cat.categories),
                index=None,
                placeholder="alle",
                key=f"verschil-{key}-{name}",
                filter_mode=None,
                width=240,
            )
            keep &= rows[column].eq(chosen) if chosen else True
    return rows if keep.all() else rows[keep]


def _table(rows: pd.DataFrame, key: str) -> None:
    if rows.empty:
        st.caption("Geen verschil past bij deze keuze.")
        return
    pages = -(-len(rows) // PER_PAGE)
    page = st.number_input("Bladzijde", 1, pages, key=f"verschil-{key}-blad", width=160) if pages > 1 else 1
    part = rows.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]
    st.table(tables.differences(part), hide_index=True, border="horizontal")
    if pages > 1:
        st.caption(
            f"{taal.getal(len(rows))} verschillen op {pages} bladzijden; hier {taal.getal(len(part))}."
        )


def _counts(found: pd.DataFrame, label: str) -> None:
    some = found[found["anders"].gt(0)]
    shown = pd.DataFrame({label: [plain(name) for name in some["naam"]]})
    for column, word in COUNTS.items():
        shown[word] = [taal.getal(count) for count in some[column]]
    st.table(shown, hide_index=True, border="horizontal")
    if rest := len(found) - len(some):
        words = {"gebied": ("ander gebied", "andere gebieden"), "cijfer": ("ander cijfer", "andere cijfers")}
        st.caption(f"Bij {taal.meervoud(rest, *words[label])} verandert niets.")


def _download(keuze: Keuze, rows: pd.DataFrame, key: str) -> None:
    about = Kader(
        titel="Verschil",
        ondertitel="Verschil met de huidige versie",
        eenheid="per cijfer",
        bron="Monitor Asielopgave, verschil tussen versies",
        peildatum=keuze.vandaag,
        versie=f"verschil met {keuze.nummer}",
        voorbeeld=keuze.voorbeeld,
    )
    st.download_button(
        "Download het verschil (CSV)",
        data=lambda: csv(_taken_along(rows), about),
        file_name=bestandsnaam(f"verschil {key}", about, "CSV"),
        mime="text/csv",
        key=f"verschil-{key}-csv",
        on_click="ignore",
    )


def _taken_along(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["naam", "doelgroep", "deelgroep", "maat", "soort_opgave", "locatie", "moment", "wijziging"]
    codes = [name for name in columns if name in tables.CODED]
    frame = rows[[*columns, "oud_tekst", "nieuw_tekst", "verschil"]]
    frame = frame.assign(**{name: frame[name].map(lambda v: taal.woord(v) if v else "") for name in codes})
    return frame.rename(columns={"naam": "gebied", "oud_tekst": "oud", "nieuw_tekst": "nieuw"})
