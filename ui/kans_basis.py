"""What the chances rest on: assumptions, sites that could not be drawn, and the test against what came."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics.disclosure import release
from metrics.forecast import words
from metrics.forecast.backtest import Momentopname, calibration, cases, verdict
from model import taal
from model.kansen import Stand
from model.lijsten import Editie
from ui import clock, data, kans, links
from ui.kans import Wens
from ui.keuze import Keuze
from ui.links import plain
from ui.tables import page_of

COLUMNS = ["locatie_id", "gebied_code", "naam", "stadium", "van"]


def left_out(keuze: Keuze, wens: Wens) -> None:
    """Draw which sites of the chosen area are late, do not count, or are too little known."""
    found = kans.drawn(keuze, wens)
    drawn = kans.inside(keuze, found.rijen)
    late = drawn[drawn["is_te_laat"]]
    if len(late):
        names = taal.opsomming([plain(name) for name in late["naam"].drop_duplicates()])
        st.caption(f"Hadden al open moeten zijn en tellen vanaf vandaag, met vertraging: {names}.")
    if soft := int(drawn["waarde_status"].eq("geschat").sum()):
        st.caption(f"Van {taal.meervoud(soft, 'locatie', 'locaties')} is het aantal plekken een schatting.")
    missed = kans.inside(keuze, found.weggelaten)
    if missed.empty:
        st.caption("Van alle andere locaties van deze groep zijn plekken, stadium en datums bekend.")
    _listed(keuze, missed, "niet of deels mee: er is te weinig van bekend", "kanszonder")
    _listed(keuze, kans.inside(keuze, found.telt_niet), "niet mee volgens de telregels", "kanstelniet")


def _listed(keuze: Keuze, rows: pd.DataFrame, what: str, key: str) -> None:
    if rows.empty:
        return
    count = taal.meervoud(rows["locatie_id"].nunique(), "locatie telt", "locaties tellen")
    with st.expander(f"{count} {what}"):
        page = pd.DataFrame(page_of(rows.to_dict("records"), key))
        st.table(_left_table(keuze, page), hide_index=True, border="horizontal")


def _left_table(keuze: Keuze, rows: pd.DataFrame) -> pd.DataFrame:
    every, cells = list(rows.itertuples()), rows["bron_id"] + "#" + rows["bron_cel"]
    return pd.DataFrame(
        {
            "locatie": [f"{plain(row.naam)} ({plain(data.naam(keuze, row.gebied_code))})" for row in every],
            "stadium, plekken": [f"{taal.woord(row.stadium)}, {taal.getal(row.plekken)}" for row in every],
            "waarom": list(map(links.source, rows["reden"], cells)),
        }
    )


def assumptions(keuze: Keuze, wens: Wens) -> None:
    """Draw the table of assumptions: three values, delays, why, whose, since when."""
    known = kans.the_assumptions().at(keuze.peildatum)
    kind = "Aannames" if known.status == "aanname" else "Onderbouwde kansen"
    with st.expander(f"{kind}: {known.naam.lower()}, {known.eigenaar}, {taal.datum(known.vastgesteld_op)}"):
        st.markdown(f"**Dit zijn aannames, geen metingen.** {plain(known.bron)}.")
        table = words.assumptions(known, Stand(wens.stand))
        st.table(table.map(plain), hide_index=True, border="horizontal")
        moves = "schuift mee" if known.einde_schuift_mee else "blijft staan"
        st.caption(plain(f"Opent een locatie later, dan {moves} haar einddatum: {known.einde_reden}."))
        st.caption(plain(f"Vertraging bij de gekozen aannames ({wens.stand}), als de locatie opengaat."))


def backtest(keuze: Keuze) -> None:
    """Draw the test of the assumptions against earlier versions, when the reader asks for it."""
    with st.expander("Klopten eerdere plannen? De aannames getoetst"):
        history = _history(keuze.voorbeeld, keuze.nummer, keuze.vandaag)
        rules = kans.the_assumptions()
        found = cases(history, rules)
        st.markdown(plain(verdict(history, found, rules.toetsing)))
        bins = calibration(found, rules.toetsing)
        if len(bins):
            st.table(_bins(bins), hide_index=True, border="horizontal")


def _bins(bins: pd.DataFrame) -> pd.DataFrame:
    every = list(bins.itertuples())
    return pd.DataFrame(
        {
            "voorspelde kans": [
                f"{taal.procent(b.van)} tot {taal.procent(b.tot)}" for b in bins.itertuples()
            ],
            "plannen": [taal.getal(b.aantal) for b in every],
            "gemiddeld voorspeld": [taal.procent(b.voorspeld) for b in every],
            "op tijd open": [taal.procent(b.waargenomen) for b in every],
            "let op": ["weinig plannen" if b.is_dun else "–" for b in every],
        }
    )


@st.cache_resource(max_entries=16, show_spinner="Eerdere versies lezen …")
def _history(voorbeeld: bool, nummer: int, vandaag: Any) -> list[Momentopname]:  # noqa: ANN401 - a date
    """Return the public register as it was in the last version of each month, up to the chosen version."""
    opened = data.opened(voorbeeld)
    last = {}
    for version in sorted(opened.versions(), key=lambda one: one.number):
        if version.number <= nummer:
            day = clock.local(version.created_at)
            last[day.year, day.month] = (pd.Timestamp(day.date()), version.id)
    out = []
    most = kans.the_assumptions().toetsing.meeste_versies
    for day, version_id in list(last.values())[-most:]:
        sites = release(opened.frames(version_id), Editie.OPENBAAR, pd.Timestamp(vandaag))["locaties"]
        out.append(Momentopname(day, sites[COLUMNS]))
    return out
