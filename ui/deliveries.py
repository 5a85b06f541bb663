"""Aanlevering: who delivered what and when, what is too old, and what was never delivered."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts.kader import Kader
from exports import tables as exported
from exports.naam import bestandsnaam
from metrics.deliveries import overview
from metrics.measures import Choice
from model import taal
from model.aanleverregels import aanleverregels
from model.gebieden import members
from model.lijsten import Maat
from ui import chart, data, figures, links, tables
from ui.deliveries_fields import STATES, loaded_on, short, whole
from ui.figures import cached
from ui.keuze import Keuze
from ui.links import plain
from ui.overview import sources

MATEN = {
    str(Maat.REALISATIE): "wat er is (realisatie)",
    str(Maat.BEZET): "wie er woont (bezet)",
    str(Maat.OPGAVE): "wat moet (opgave)",
}


@cached
def _table(keuze: Keuze, gebied: str, maat: str) -> pd.DataFrame:
    frames = data.frames(keuze)
    return overview.table(
        frames,
        members(frames["gebieden"], gebied),
        maat,
        keuze.dag,
        data.the_rules(),
        aanleverregels(),
        loaded_on(keuze),
        choice=Choice(keuze.soort, keuze.cyclus),
    )


def table(keuze: Keuze, maat: str, gebied: str = "") -> pd.DataFrame:
    """Return who delivered one measure for the groups that are shown; see ``overview.table``."""
    found = _table(whole(keuze), gebied or keuze.gebied, maat)
    return found[found["doelgroep"].isin(figures.groups(keuze))]


def measure() -> str:
    """Draw the choice of a measure; it is part of the address."""
    return str(
        st.selectbox(
            "Wat is geleverd?",
            list(MATEN),
            key="maat",
            format_func=MATEN.__getitem__,
            bind="query-params",
            width=320,
        )
    )


def sentences(keuze: Keuze, maat: str) -> None:
    """Draw how many gemeenten delivered, per group."""
    rows = table(keuze, maat)
    for groep in figures.groups(keuze):
        mine = rows[rows["doelgroep"].eq(groep)]
        if mine.empty:
            st.markdown(f"**{_name(groep)}**: deze maat wordt hier niet gevraagd.")
        else:
            st.markdown(f"**{_name(groep)}**: {overview.counted(mine)}")


def _name(groep: str) -> str:
    return str(taal.woord(groep)).capitalize()


def matrix(keuze: Keuze, maat: str) -> None:
    """Draw the gemeenten against the groups, worst first, and under it every detail and the download."""
    rows = table(keuze, maat)
    if rows.empty:
        return
    order = overview.worst_first(rows)
    here = tables.page_of(order, "aanlevering")
    cells = {(r.gebied_code, r.doelgroep): _cell(r) for r in rows.itertuples()}
    groups = [groep for groep in figures.groups(keuze) if rows["doelgroep"].eq(groep).any()]
    shown = pd.DataFrame({"gemeente": [links.gemeente(data.naam(keuze, code)) for code in here]})
    for groep in groups:
        shown[taal.woord(groep)] = [cells[code, groep] for code in here]
    with st.container(key="smal-matrix"):
        st.table(shown, hide_index=True, border="horizontal")
    st.caption(
        "● geleverd: het cijfer geldt op de peildatum. ◐ alleen in de pers: niemand leverde het. "
        "▲ verouderd: er is alleen een ouder cijfer. ? onbekend: wij hebben niets; dat is geen nul. "
        "‘Nooit geleverd’ gaat over deze versie. Per vak: de peildatum van het cijfer, wie het leverde en de "
        "dag waarop het is geladen. Alleen openbare cijfers tellen hier mee."
    )
    _details(keuze, rows, order, maat)


def _cell(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    """Return one cell: state as a link to the figure, its own date, kind of source, day of loading."""
    state = STATES[row.stand]
    if row.stand == overview.ONBEKEND:
        said = row.gezegd_op
        return f"{plain(state)}, {'nooit geleverd' if pd.isna(said) else f'opgegeven op {short(said)}'}"
    role = aanleverregels().by_code(row.rol).naam
    link = links.source(state, row.bron_cijfers)
    return f"{link}, {short(row.peildatum)}, {role}; geladen {short(row.geladen_op)}"


def _details(keuze: Keuze, rows: pd.DataFrame, order: list[str], maat: str) -> None:
    with st.expander("Alle gegevens en download"):
        rows = rows.sort_values("gebied_code", key=lambda codes: codes.map(order.index), kind="stable")
        mine = tables.page_of(list(dict.fromkeys(rows["gebied_code"])), "aanlevering-alles")
        shown = rows[rows["gebied_code"].isin(mine)]
        st.table(detailed(shown), hide_index=True, border="horizontal")
        download(keuze, rows, maat)


def detailed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return every detail of the rows as text: age against its limit, and since when it is missing."""
    return pd.DataFrame(
        {
            "gemeente": [plain(name) for name in rows["naam"]],
            "doelgroep": [taal.woord(code) for code in rows["doelgroep"]],
            "maat": [taal.woord(code) for code in rows["maat"]],
            "stand": [STATES[state] for state in rows["stand"]],
            "cijfer": [
                links.source(text, cells) if text else taal.ONBEKEND
                for text, cells in zip(rows["waarde_tekst"], rows["bron_cijfers"], strict=True)
            ],
            "periode of peildatum": [plain(text) if text else taal.ONBEKEND for text in rows["moment"]],
            "geladen op": [taal.datum(day) for day in rows["geladen_op"]],
            "geleverd door": [_who(row) for row in rows.itertuples()],
            "leeftijd en grens": [_age(row) for row in rows.itertuples()],
            "ontbreekt sinds": [_since(row) for row in rows.itertuples()],
        }
    )


def _who(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    if not row.rol:
        return taal.ONBEKEND
    role = aanleverregels().by_code(row.rol).naam
    differs = "; bronnen verschillen" if row.bronnen_verschillen else ""
    return f"{plain(row.uitgever)} ({role}){differs}"


def _age(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    if pd.isna(row.maanden_oud):
        return f"onbekend; geldt {row.grens}"
    months = taal.meervoud(row.maanden_oud, "maand", "maanden") if row.maanden_oud else "minder dan 1 maand"
    return f"{months}; geldt {row.grens}"


def _since(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    if row.stand in {overview.GELEVERD, overview.BERICHT}:
        return "–"
    said = "" if pd.isna(row.gezegd_op) else f"opgegeven als onbekend op {taal.datum(row.gezegd_op)}"
    if row.stand == overview.ONBEKEND:
        return said or overview.NEVER
    since = row.reden if pd.isna(row.ontbreekt_sinds) else f"{taal.datum(row.ontbreekt_sinds)} ({row.reden})"
    return f"{since}; {said}" if said else since


def kader(keuze: Keuze, titel: str, rows: pd.DataFrame) -> Kader:
    """Return what a downloaded table of deliveries says about itself."""
    return chart.kader(keuze, titel, titel, "cijfers", sources(keuze, rows))


def download(keuze: Keuze, rows: pd.DataFrame, maat: str) -> None:
    """Draw the download of deliveries; dates and numbers are typed, unknown is the word."""
    about = kader(keuze, "Aanlevering per gemeente", rows)
    given = rows.drop(columns=["bron_cijfers"]).rename(columns=COLUMNS)
    for column in ("doelgroep", "maat"):
        given[column] = given[column].map(taal.woord)
    given["stand"] = given["stand"].map(STATES)
    st.download_button(
        "Download CSV",
        data=lambda: exported.csv(given, about),
        file_name=bestandsnaam(f"aanlevering_{maat}_{data.naam(keuze, keuze.gebied)}", about, "csv"),
        mime="text/csv",
        key=f"aanlevering-csv-{maat}",
        on_click="ignore",
    )


#: Words above a downloaded table, where the house has none yet.
COLUMNS = {
    "gebied_code": "gebiedscode", "naam": "gemeente", "waarde_tekst": "cijfer",
    "moment": "periode of peildatum", "geladen_op": "geladen op", "rol": "soort bron",
    "maanden_oud": "maanden oud", "grens": "geldt",
    "ontbreekt_sinds": "ontbreekt sinds", "gezegd_op": "opgegeven als onbekend op",
    "bronnen_verschillen": "bronnen verschillen",
}  # fmt: skip


def one(keuze: Keuze, code: str) -> None:
    """Draw everything that is asked of one gemeente, worst first."""
    parts = [table(keuze, maat) for maat in MATEN]
    rows = pd.concat([part[part["gebied_code"].eq(code)] for part in parts])
    rows = rows.sort_values("stand", key=lambda states: states.map(overview.STATES.index), kind="stable")
    full = detailed(rows)
    shown = pd.DataFrame(
        {
            "cijfer": full["doelgroep"] + ": " + full["maat"],
            "stand": full["stand"],
            "laatste cijfer": [_last(row) for row in full.to_dict("records")],
            "leeftijd en grens": full["leeftijd en grens"],
            "ontbreekt sinds": full["ontbreekt sinds"],
        }
    )
    with st.container(key="smal-gemeente"):
        st.table(shown, hide_index=True, border="horizontal")


def _last(row: dict[str, str]) -> str:
    """Return the last figure with its date, source and day of loading, or that there is none."""
    if row["cijfer"] == taal.ONBEKEND:
        return taal.ONBEKEND
    return (
        f"{row['cijfer']}, {row['periode of peildatum']}, {row['geleverd door']}; geladen {row['geladen op']}"
    )
