"""Gemeente: what counts here, and why: three groups, their trend, sites and published figures."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import reeksen, tempo
from metrics import views
from model import taal
from model.gebieden import members
from model.lijsten import Deelgroep, Doelgroep
from ui import chart, data, figures, links, timeline
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain
from ui.overview import known, sources
from ui.region import SHAPES

NONE = "geen afspraak geladen"


def choose(keuze: Keuze) -> str:
    """Draw the choice of a gemeente of the chosen area and return its code."""
    codes = members(data.frame(keuze, "gebieden"), keuze.gebied)
    asked = st.session_state.pop(links.ASKED, "")
    if asked in codes:
        st.session_state[links.GEMEENTE] = data.naam(keuze, asked)
    names = [data.naam(keuze, code) for code in codes]
    name = st.selectbox("Gemeente", names, key=links.GEMEENTE, bind="query-params", width=320)
    return codes[names.index(name)]


def duties(keuze: Keuze, code: str) -> None:
    """Draw the own figures of the three groups, formeel and na afspraak side by side."""
    table = figures.gemeenten(keuze)
    mine = table[table["gebied_code"].eq(code) & table["doelgroep"].isin(figures.groups(keuze))]
    mine = mine[mine["deelgroep"].ne(Deelgroep.REGULIER)]
    shown = pd.DataFrame(
        {
            "doelgroep": [_group(row) for row in mine.itertuples()],
            "opgave formeel": _linked(mine, "opgave"),
            "opgave na afspraak": [
                _agreed(keuze, code, row.deelgroep) if row.doelgroep == Doelgroep.ASIELZOEKERS else "–"
                for row in mine.itertuples()
            ],
            "realisatie": _linked(mine, "realisatie"),
            "bezet": list(
                views.texts(mine, "bezet").where(mine["doelgroep"].ne(Doelgroep.STATUSHOUDERS), "–")
            ),
            "verschil": list(views.texts(mine, "verschil")),
            "percentage": list(views.texts(mine, "realisatie_aandeel")),
            "per 1.000 inwoners": list(views.texts(mine, "per_1000")),
            "stand": [f"{SHAPES[row.status]} {taal.woord(row.status)}" for row in mine.itertuples()],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")
    for text in mine["laatst_bekend"]:
        if text:
            st.caption(f"Laatst bekend: {plain(text)}")
    first = mine.iloc[0]
    st.caption(f"{taal.getal(first['inwoners'])} inwoners op {taal.datum(first['inwoners_peildatum'])}.")


def _agreed(keuze: Keuze, code: str, deelgroep: str) -> str:
    """Return the duty after the region's agreement, or that there is none."""
    rows = data.frame(keuze, "cijfers")
    mine = rows[
        rows["gebied_code"].eq(code)
        & rows["soort_opgave"].eq("afspraak")
        & rows["cyclus"].eq(keuze.cyclus)
        & rows["deelgroep"].eq(deelgroep)
        & ~rows["vastgesteld_op"].gt(keuze.dag)
    ]
    if mine.empty:
        return NONE
    last = mine.sort_values("vastgesteld_op").iloc[-1]
    text = taal.waarde(last["waarde"], last["waarde_min"], last["waarde_max"], last["waarde_status"])
    return links.source(text, f"{last['bron_id']}#{last['bron_cel']}")


def _linked(rows: pd.DataFrame, column: str) -> list[str]:
    texts = views.texts(rows, column)
    return [
        text if text == taal.ONBEKEND else links.source(text, cells)
        for text, cells in zip(texts, rows[f"{column}_bron"], strict=True)
    ]


def _group(row: object) -> str:
    group, part = taal.woord(row.doelgroep), row.deelgroep  # type: ignore[attr-defined]
    return group if part == Deelgroep.ALLE else f"waarvan {taal.woord(part)}"


def pace(keuze: Keuze, code: str) -> None:
    """Draw the taakstelling of the half-year and chart C3."""
    if Doelgroep.STATUSHOUDERS not in figures.groups(keuze):
        return
    row = figures.paced(keuze, [code]).iloc[0]
    st.subheader(f"Statushouders, {taal.halfjaar(row['periode_van'])}", anchor=False)
    left, right = st.columns([2, 3], gap="large")
    pairs = {
        "Netto taakstelling": taal.getal(row["netto"]),
        "Voorsprong of achterstand": taal.getal(row["saldo_vorig"], plus=True),
        "Gecorrigeerde taakstelling": taal.waarde(row["gecorrigeerd"], status=row["gecorrigeerd_status"]),
        "Gehuisvest": taal.getal(row["realisatie"]),
        "Geteld tot en met": taal.datum(row["geteld_tot"]),
        "Verschil": taal.getal(row["verschil"], plus=True),
        "Tempo": taal.procent(row["tempo"]),
    }
    left.table(pd.Series(pairs).to_frame(""), hide_header=True, border="horizontal")
    left.caption("Gecorrigeerd is netto min de voorsprong, of plus de achterstand, van het halfjaar ervoor.")
    with right:
        chart.show(pace_figure, keuze, code)


def pace_figure(keuze: Keuze, code: str) -> Figuur:
    """Return what was housed so far against one sixth of the task per month."""
    lines = figures.pace_series(keuze, code)
    row = figures.paced(keuze, [code]).iloc[0]
    name, half = data.naam(keuze, code), taal.halfjaar(row["periode_van"])
    done, task = (
        taal.getal(row["realisatie"]),
        taal.waarde(row["gecorrigeerd"], status=row["gecorrigeerd_status"]),
    )
    title = f"{name}: {done} van {task} statushouders gehuisvest in de {half}"
    if done == task == taal.ONBEKEND:
        title = f"{name}: taakstelling en huisvesting in de {half} zijn onbekend"
    cells = figures.paced(keuze, [code])
    kader = chart.kader(
        keuze, title, "Gehuisvest, opgeteld vanaf het begin", "personen", sources(keuze, cells)
    )
    shown = pd.DataFrame(
        {
            "periode": [taal.datum(day) for day in lines["maand"]],
            "realisatie": [taal.getal(value) for value in lines["realisatie"]],
            "tempo": [taal.getal(value, 1) for value in lines["lijn"]],
        }
    )
    return Figuur(tempo.beeld(lines, keuze.dag), kader, shown, f"tempo_{code}")


def trend(keuze: Keuze, code: str) -> None:
    """Draw chart C7 for each group that has figures over time."""
    shown = [groep for groep in figures.groups(keuze) if not figures.over_time(keuze, [code], groep).empty]
    for place, groep in zip(st.columns(3, gap="large"), shown, strict=False):
        with place:
            chart.show(trend_figure, keuze, code, groep)
    if not shown:
        st.markdown("Er zijn geen cijfers door de tijd voor deze gemeente.")


def trend_figure(keuze: Keuze, code: str, groep: str) -> Figuur:
    """Return the published totals of a gemeente over time."""
    points = figures.over_time(keuze, [code], groep)
    name = data.naam(keuze, code)
    count = taal.meervoud(len(points), "gepubliceerd cijfer", "gepubliceerde cijfers")
    title = f"{name}, {taal.woord(groep)}: {count}"
    unit = taal.woord(points["eenheid"].iloc[-1])
    kader = chart.kader(keuze, title, "Opgave en realisatie door de tijd", unit, sources(keuze, points))
    shown = pd.DataFrame(
        {
            "maat": [taal.woord(value) for value in points["maat"]],
            "peildatum": [taal.datum(value) for value in points["datum"]],
            "waarde": points["waarde_tekst"],
        }
    )
    return Figuur(reeksen.beeld(points, {code: name}, groep), kader, shown, f"verloop_{groep}_{code}")


def published(keuze: Keuze, code: str) -> None:
    """Draw the last published figures of the gemeente with their sources, and its sites."""
    st.subheader("Laatst gepubliceerde cijfers", anchor=False)
    known(keuze, code, 20)
    st.subheader("Locaties", anchor=False)
    if figures.locations(keuze, code).empty:
        st.markdown("Er zijn geen locaties geladen voor deze gemeente.")
        return
    timeline.show(keuze, code)
