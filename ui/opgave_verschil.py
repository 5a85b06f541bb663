"""Opgave, section Verschil: two kinds or cycles beside each other, what moved and by how much."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import opgave as drawn
from exports import tables as exported
from exports.naam import bestandsnaam
from metrics import duties, duty_moves
from model import taal
from model.lijsten import Deelgroep, Doelgroep
from ui import chart, data, figures, links, opgave, tables
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain
from ui.opgave_soorten import drawn_rows
from ui.overview import sources

PARTS = {str(Deelgroep.ALLE): "alle", str(Deelgroep.AMV): "waarvan amv"}
WAYS = {duty_moves.HOGER: "▲ hoger", duty_moves.LAGER: "▼ lager", duty_moves.GELIJK: "＝ gelijk"}


def show(keuze: Keuze) -> None:
    """Draw the choice of two kinds, how many moved, the chart and the table."""
    kinds = duties.kinds(opgave.table(keuze))
    if len(kinds) < 2:
        st.markdown("Er is op deze peildatum geen tweede soort of cyclus geladen om mee te vergelijken.")
        return
    old, new, part = _choose(keuze, kinds)
    if old == new:
        st.info("Kies twee verschillende soorten.")
        return
    one, more = figures.shown_words(keuze)
    rows = moves(keuze, old, new, part)
    with st.container(key="zin-verschil"):
        st.markdown(plain(duty_moves.moved(rows, one, more)))
    st.caption(
        "Het verschil is het tweede getal min het eerste. Is een van beide onbekend, dan is het verschil "
        "onbekend. Bij ‘minimaal’ of ‘circa’ is het verschil dat ook. Een hoger getal is geen oordeel."
    )
    chart.show(moves_figure, keuze, old, new, part)
    _table(keuze, rows, kinds.set_index("reeks")["naam"].to_dict(), (old, new))


def _choose(keuze: Keuze, kinds: pd.DataFrame) -> tuple[str, str, str]:
    """Draw the choice of both kinds; the two that most areas have stand there first."""
    names = kinds.set_index("reeks")["naam"].to_dict()
    options, group = list(names), opgave.groep(keuze)
    ranked = kinds.sort_values("bekend", ascending=False, kind="stable").index[:2]
    first, second = sorted(ranked)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        old = st.selectbox(
            "Eerste getal",
            options,
            index=first,
            key=f"van-{group}",
            format_func=names.__getitem__,
            bind="query-params",
        )
        new = st.selectbox(
            "Tweede getal",
            options,
            index=second,
            key=f"naar-{group}",
            format_func=names.__getitem__,
            bind="query-params",
        )
        part = str(Deelgroep.ALLE)
        if group == Doelgroep.ASIELZOEKERS:
            part = st.selectbox(
                "Deel",
                list(PARTS),
                key="verschil-deel",
                format_func=PARTS.__getitem__,
                bind="query-params",
                width=160,
            )
    return str(old), str(new), str(part)


@figures.cached
def _moves(keuze: Keuze, old: str, new: str, part: str) -> pd.DataFrame:
    return duty_moves.difference(opgave.table(keuze), figures.parts_shown(keuze), old, new, part)


def moves(keuze: Keuze, old: str, new: str, part: str) -> pd.DataFrame:
    """Return how one kind differs from another per gemeente or part; see ``duty_moves.difference``."""
    return _moves(keuze, old, new, part)


def moves_figure(keuze: Keuze, old: str, new: str, part: str) -> Figuur:
    """Return both kinds per area as dots on a line."""
    found = opgave.table(keuze)
    two = found[found["reeks"].isin([old, new]) & found["deelgroep"].eq(part)]
    rows, absent = drawn_rows(keuze, two.assign(deelgroep=str(Deelgroep.ALLE)))
    more = figures.shown_words(keuze)[1]
    moved = moves(keuze, old, new, part)
    names = duties.kinds(found).set_index("reeks")["naam"]
    counts = moved["richting"].value_counts()
    up, down = (int(counts.get(way, 0)) for way in (duty_moves.HOGER, duty_moves.LAGER))
    title = f"Van ‘{names[old]}’ naar ‘{names[new]}’: {up} {more} hoger, {down} lager"
    unit = taal.woord(next(iter(rows["eenheid"]), "plekken"))
    who = taal.woord(opgave.groep(keuze) if part == Deelgroep.ALLE else part)
    kader = chart.kader(keuze, title, f"Opgave {who}, twee soorten", unit, sources(keuze, rows))
    shown = pd.DataFrame(
        {
            "naam": [data.naam(keuze, code) for code in moved["gebied_code"]],
            "eerste_getal": moved["oud_tekst"],
            "tweede_getal": moved["nieuw_tekst"],
            "verschil": moved["verschil_tekst"],
        }
    )
    return Figuur(drawn.beeld(rows, opgave.groep(keuze), absent, more), kader, shown, "verschil_opgave")


def _table(keuze: Keuze, rows: pd.DataFrame, names: dict[str, str], kinds: tuple[str, str]) -> None:
    one = figures.shown_words(keuze)[0]
    page = tables.page_of(range(len(rows)), "verschil")
    mine = rows.iloc[page]
    shown = pd.DataFrame(
        {
            one: [links.area(keuze, code) for code in mine["gebied_code"]],
            f"eerste: {names[kinds[0]]}": _linked(mine["oud_tekst"], mine["oud_bron"]),
            f"tweede: {names[kinds[1]]}": _linked(mine["nieuw_tekst"], mine["nieuw_bron"]),
            "verschil": [plain(text) for text in mine["verschil_tekst"]],
            "kant": [WAYS.get(way, "? onbekend") for way in mine["richting"]],
            "waarom onbekend": [text or "–" for text in mine["reden"]],
        }
    )
    with st.container(key="smal-verschil"):
        st.table(shown, hide_index=True, border="horizontal")
    about = chart.kader(
        keuze, "Verschil tussen twee soorten opgave", "Opgave", "plekken of personen", "de cellen"
    )
    given = rows.assign(naam=[data.naam(keuze, code) for code in rows["gebied_code"]])
    st.download_button(
        "Download CSV",
        data=lambda: exported.csv(_numbers(given, names, kinds), about),
        file_name=bestandsnaam(f"verschil_opgave_{data.naam(keuze, keuze.gebied)}", about, "csv"),
        mime="text/csv",
        key="verschil-csv",
        on_click="ignore",
    )


def _linked(texts: pd.Series, cells: pd.Series) -> list[str]:
    return [links.source(text, cell) for text, cell in zip(texts, cells, strict=True)]


def _numbers(rows: pd.DataFrame, names: dict[str, str], kinds: tuple[str, str]) -> pd.DataFrame:
    """Return the differences for a spreadsheet: numbers and bounds, with the cells of both sides."""
    return pd.DataFrame(
        {
            "gebiedscode": rows["gebied_code"],
            "gebied": rows["naam"],
            f"eerste: {names[kinds[0]]}": rows["oud_tekst"],
            f"tweede: {names[kinds[1]]}": rows["nieuw_tekst"],
            "verschil": rows["verschil"],
            "verschil ten minste": rows["verschil_min"],
            "verschil ten hoogste": rows["verschil_max"],
            "waarom onbekend": rows["reden"],
            "cellen eerste": rows["oud_bron"],
            "cellen tweede": rows["nieuw_bron"],
        }
    )
