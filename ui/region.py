"""Regio: who in the region does what, is each group's sum reached, and what saldering would give on paper."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import kaart, reeksen, zekerheid
from metrics import exchange, pace, views
from model import taal
from model.gebieden import members
from model.lijsten import Deelgroep, Doelgroep, Maat
from ui import chart, data, figures, links
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain
from ui.overview import sources

REACHED = {
    exchange.JA: "● gehaald",
    exchange.NEE: "▲ niet gehaald",
    exchange.LOOPT: "◐ loopt nog",
    exchange.ONBEKEND: "? onbekend",
}
SHAPES = {"op_schema": "●", "bijna": "◐", "achter": "▲", "onbekend": "?"}
PLANNED = ("besloten", "voornemen")
SUBTITLES = {str(Doelgroep.STATUSHOUDERS): "Gehuisvest tegenover de taakstelling van het halfjaar"}
ALLE, AMV = str(Deelgroep.ALLE), str(Deelgroep.AMV)
KNOWN = ["opgave", "realisatie", "besloten", "voornemen"]
NOTHING = "**{}**: op deze peildatum is van geen enkele {} een opgave of realisatie bekend."


def sentence(keuze: Keuze) -> None:
    """Draw the finding about the chosen area, and why its gemeenten are not all there."""
    with st.container(key="zin"):
        st.markdown(figures.headline(keuze, keuze.gebied))
    one, more = figures.shown_words(keuze)
    if one != "gemeente":
        st.caption(f"Hieronder staan de {more}. Kies bij Gebied een {one} om haar gemeenten te zien.")


def words(keuze: Keuze) -> tuple[str, str]:
    """Return what the area is shown by, one and more: gemeenten, or its parts when those are too many."""
    return figures.shown_words(keuze)


def bars(keuze: Keuze) -> None:
    """Draw chart C1 for each group that is shown, and amv apart."""
    for groep in figures.groups(keuze):
        if figures.totals(figures.shown(keuze), groep)[KNOWN].isna().all(axis=None):
            st.markdown(NOTHING.format(str(taal.woord(groep)).capitalize(), figures.shown_words(keuze)[0]))
            continue
        links.follow(keuze, chart.show(certainty_figure, keuze, groep, ALLE, select=kaart.KEUZE))
        if groep == Doelgroep.ASIELZOEKERS:
            with st.expander("Amv apart (ligt binnen het totaal van asielzoekers)"):
                chart.show(certainty_figure, keuze, groep, AMV)


def certainty_figure(keuze: Keuze, groep: str, deelgroep: str) -> Figuur:
    """Return how sure the places of each gemeente are, against its duty."""
    table = figures.totals(figures.shown(keuze), groep, deelgroep)
    who = taal.woord(groep if deelgroep == ALLE else deelgroep)
    known = int(table["opgave"].notna().sum())
    here = int(table["realisatie"].notna().sum())
    area = data.naam(keuze, keuze.gebied)
    members_ = f"{len(table)} {figures.shown_words(keuze)[1]}"
    title = f"{area}, {who}: opgave bekend van {known}, realisatie van {here} van de {members_}"
    unit = taal.woord(next(iter(table["eenheid"]), "plekken"))
    kader = chart.kader(
        keuze,
        title,
        SUBTITLES.get(groep, "Zekerheid van plekken tegenover de opgave"),
        unit,
        sources(keuze, table),
    )
    shown = municipality_table(table)
    return Figuur(
        zekerheid.beeld(views.certainty(table), groep),
        kader,
        shown,
        f"zekerheid_{groep}_{deelgroep}",
        figures.numbers(table),
    )


def municipality_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return table T2 of one group as text; places are decided or intended, persons are not."""
    planned = PLANNED if table["doelgroep"].ne(Doelgroep.STATUSHOUDERS).any() else ()
    columns = ("inwoners", "opgave", "realisatie", *planned, "verschil", "realisatie_aandeel", "per_1000")
    return pd.DataFrame(
        {
            "naam": table["naam"],
            **{name: views.texts(table, name) for name in columns},
            "status": [f"{SHAPES[code]} {taal.woord(code)}" for code in table["status"]],
            "laatst_bekend": table["laatst_bekend"],
        }
    )


def trends(keuze: Keuze) -> None:
    """Draw chart C7: every gemeente of the area over time, unknown ones included."""
    shown = [groep for groep in figures.groups(keuze) if len(_points(keuze, groep))]
    for groep in shown:
        chart.show(trends_figure, keuze, groep)
    if not shown:
        st.markdown("Er zijn geen cijfers door de tijd voor deze gemeenten.")


def _points(keuze: Keuze, groep: str) -> pd.DataFrame:
    codes = figures.parts_shown(keuze)
    points = figures.over_time(keuze, codes, groep)
    return points[points["maat"].ne(Maat.OPGAVE)]


def trends_figure(keuze: Keuze, groep: str) -> Figuur:
    """Return a small line per gemeente for one group."""
    codes = figures.parts_shown(keuze)
    points = _points(keuze, groep)
    known = points["gebied_code"].nunique()
    group = str(taal.woord(groep)).capitalize()
    title = f"{group}: cijfers door de tijd van {known} van de {len(codes)} {figures.shown_words(keuze)[1]}"
    unit = taal.woord(points["eenheid"].iloc[-1])
    kader = chart.kader(keuze, title, "Realisatie door de tijd", unit, sources(keuze, points))
    shown = pd.DataFrame(
        {
            "naam": points["naam"],
            "peildatum": [taal.datum(value) for value in points["datum"]],
            "waarde": points["waarde_tekst"],
        }
    )
    names = {code: data.naam(keuze, code) for code in codes}
    return Figuur(reeksen.beeld(points, names, groep), kader, shown, f"verloop_{groep}")


def table(keuze: Keuze) -> None:
    """Draw table T2: the gemeenten of the area, every figure a link to its source."""
    for groep in figures.groups(keuze):
        rows = figures.totals(figures.shown(keuze), groep)
        st.subheader(str(taal.woord(groep)).capitalize(), anchor=False)
        shown = municipality_table(rows).map(plain)
        shown["naam"] = [links.area(keuze, r.gebied_code) for r in rows.itertuples()]
        for column in ("opgave", "realisatie"):
            texts = views.texts(rows, column)
            shown[column] = [
                links.source(text, cells) if text != taal.ONBEKEND else text
                for text, cells in zip(texts, rows[f"{column}_bron"], strict=True)
            ]
        st.table(shown.rename(columns=taal.woord), hide_index=True, border="horizontal")
        _sum_line(keuze, groep)


def _sum_line(keuze: Keuze, groep: str) -> None:
    """Say how complete the sum is, and what is published for the area itself."""
    own = figures.totals(figures.own(keuze, keuze.gebied), groep)
    rows = figures.totals(figures.gemeenten(keuze), groep)
    row = own.iloc[0]
    parts = [
        f"{str(taal.woord(name)).capitalize()}: {views.sum_text(row[f'som_{name}'], rows, name)} als som van "
        + taal.bekend_van(int(row[f"leden_bekend_{name}"]), int(row["leden"]))
        for name in ("opgave", "realisatie")
    ]
    opgave, realisatie = (views.texts(own, name).iloc[0] for name in ("opgave", "realisatie"))
    st.caption(f"{'; '.join(parts)}. Voor {row['naam']} zelf: opgave {opgave}, realisatie {realisatie}.")
    if groep == Doelgroep.STATUSHOUDERS:
        st.caption(_shortfalls(keuze))


def _shortfalls(keuze: Keuze) -> str:
    """Say the shortfalls beside the net: a voorsprong of one never covers another's achterstand."""
    codes = members(data.frame(keuze, "gebieden"), keuze.gebied)
    found = pace.shortfalls(figures.paced(keuze, codes))
    known = taal.bekend_van(int(found["bekend"]), int(found["leden"]))
    return (
        f"Samen tekort op de hele taakstelling: {taal.getal(found['tekort'])}; samen voorsprong: "
        f"{taal.getal(found['voorsprong'])} ({known}). Een voorsprong vult het tekort van een ander niet."
    )


def test(keuze: Keuze) -> None:
    """Draw the regional test: is the sum of each group reached?"""
    own = figures.own(keuze, keuze.gebied)
    tested = exchange.regional_test(own, figures.gemeenten(keuze))
    tested = tested.assign(**{name: views.texts(own, name).array for name in ("opgave", "realisatie")})
    tested = tested[tested["doelgroep"].isin(figures.groups(keuze))]
    shown = pd.DataFrame(
        {
            "doelgroep": [_part(row) for row in tested.itertuples()],
            "opgave": tested["opgave"],
            "realisatie": tested["realisatie"],
            "verschil": [taal.getal(value, plus=True) for value in tested["verschil"]],
            "som gehaald?": [REACHED[value] for value in tested["gehaald"]],
            "toelichting": [plain(text) for text in tested["toelichting"]],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")


def _part(row: object) -> str:
    group, part = taal.woord(row.doelgroep), row.deelgroep  # type: ignore[attr-defined]
    return group if part == ALLE else f"{group}, {taal.woord(part)}"


def balance(keuze: Keuze) -> None:
    """Draw who is short and who has places over, side by side."""
    found = exchange.balance(figures.shown(keuze))
    found = found[
        found["doelgroep"].isin(figures.groups(keuze))
        & found["deelgroep"].ne(ALLE).where(found["doelgroep"].eq(Doelgroep.ASIELZOEKERS), True)
    ]
    left, right = st.columns(2, gap="large")
    for place, column, word in ((left, "tekort", "Tekorten"), (right, "overschot", "Overschotten")):
        rows = found[found[column].gt(0).fillna(False)].sort_values(column, ascending=False)
        with place:
            st.subheader(word, anchor=False)
            _amounts(keuze, rows, column, word.lower())
    unknown = found.loc[found["verschil"].isna(), "gebied_code"].nunique()
    who = taal.meervoud(unknown, *figures.shown_words(keuze))
    st.caption(f"Van {who} is het verschil bij ten minste één groep onbekend.")


def _amounts(keuze: Keuze, rows: pd.DataFrame, column: str, word: str) -> None:
    if rows.empty:
        st.markdown(f"Er zijn geen {word} bekend.")
        return
    shown = pd.DataFrame(
        {
            figures.shown_words(keuze)[0]: [links.area(keuze, r.gebied_code) for r in rows.itertuples()],
            "doelgroep": [_part(r) for r in rows.itertuples()],
            column: [links.source(taal.getal(getattr(r, column)), links.both(r)) for r in rows.itertuples()],
            "eenheid": [taal.woord(r.eenheid) for r in rows.itertuples()],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")


def saldering(keuze: Keuze) -> None:
    """Draw the rekenbeeld with its ratio as input; it never lowers a duty and is no result."""
    rules = data.the_rules()
    st.markdown(f"**{exchange.LABEL}**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        groups = [str(groep) for groep in Doelgroep]
        short = st.selectbox(
            "Tekort bij", groups, format_func=taal.woord, key="tekort_bij", bind="query-params"
        )
        others = [groep for groep in groups if groep != short]
        over = st.selectbox(
            "Overschot bij", others, format_func=taal.woord, key="overschot_bij", bind="query-params"
        )
        typed = st.text_input(
            "Verhouding", taal.getal(rules.saldering.ratio, 1), key="verhouding", bind="query-params"
        )
    ratio = taal.lees_getal(typed)
    if ratio is None or ratio <= 0:
        st.error("Vul bij Verhouding een getal boven nul in, bijvoorbeeld 1 of 0,5.")
        return
    area = figures.own(keuze, keuze.gebied)
    lacking, spare = (figures.totals(area, groep).iloc[0] for groep in (short, over))
    st.markdown(plain(exchange.rekenbeeld(lacking, spare, ratio, rules.saldering.onzeker_na.get(over)).tekst))
    st.caption(f"Verhouding {taal.getal(ratio, 2)}: {rules.saldering.reden}.")
