"""Opgave, calculator: the result beside every published number, and the factor that each of those implies."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import sleutel as drawn
from metrics import key_check
from model import taal
from model.lijsten import Niveau
from ui import chart, data, figures, links, opgave, opgave_rekenhulp, tables
from ui.chart import Figuur
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.links import plain
from ui.opgave_sleutel import Invoer
from ui.overview import sources

#: Fewer areas than this need no picture.
FEWEST = 3
LEVELS = {
    str(Niveau.GEMEENTE): ("gemeente", "gemeenten"),
    str(Niveau.PROVINCIE): ("provincie", "provincies"),
}


@figures.cached
def _compared(keuze: Keuze, tekst: str, cyclus: str) -> pd.DataFrame:
    invoer = Invoer(tekst, cyclus)
    found = opgave_rekenhulp.computed(keuze, invoer)
    alone = opgave_rekenhulp.computed(keuze, invoer.alleen_inwoners)
    if isinstance(found, str) or isinstance(alone, str):
        raise TypeError("a comparison needs a result")  # the page does not come here without one
    choices = dict(keuze.voorkeuren)
    rules = opgave.rules()
    rows = key_check.compare(data.frames(keuze), found, alone, cyclus, keuze.dag, rules, preferences=choices)
    return rows.assign(naam=[data.naam(keuze, code) for code in rows["gebied_code"]])


def compared(keuze: Keuze, invoer: Invoer) -> pd.DataFrame:
    """Return every published number of the cycle beside the result; see ``key_check.compare``."""
    return _compared(whole(keuze), invoer.tekst, invoer.cyclus)


def show(keuze: Keuze, invoer: Invoer | None) -> None:
    """Draw how far the result is from what was published, in words, charts and a table."""
    if invoer is None:
        st.markdown("Zonder uitkomst van de rekenhulp is er niets te vergelijken.")
        return
    rows = compared(keuze, invoer)
    if rows.empty:
        st.markdown(
            f"Voor cyclus {invoer.cyclus} is van geen enkele gemeente of provincie in deze berekening een "
            "indicatief getal geladen."
        )
        return
    for level, words in LEVELS.items():
        if (rows["niveau"].eq(level)).any():
            st.markdown(plain(key_check.summary(rows, level, *words)))
    _arithmetic(keuze, invoer, rows)
    for level in LEVELS:
        if rows["niveau"].eq(level).any():
            _level(keuze, invoer, rows[rows["niveau"].eq(level)], level)


def _level(keuze: Keuze, invoer: Invoer, rows: pd.DataFrame, level: str) -> None:
    st.subheader(LEVELS[level][1].capitalize(), anchor=False)
    if rows["naam"].nunique() >= FEWEST:
        chart.show(compared_figure, keuze, invoer.tekst, invoer.cyclus, level)
        chart.show(factor_figure, keuze, invoer.tekst, invoer.cyclus, level)
    with st.expander(f"Alle {LEVELS[level][1]} met hun bron", expanded=rows["naam"].nunique() < FEWEST):
        page = tables.page_of(range(len(rows)), f"toets-{level}")
        shown = table(rows.iloc[page]).map(plain)
        shown["gepubliceerd"] = [
            links.source(row.gepubliceerd_tekst, row.bron_cijfers) for row in rows.iloc[page].itertuples()
        ]
        st.table(shown.rename(columns=taal.woord), hide_index=True, border="horizontal")


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the comparison as text, columns by their own names."""
    return pd.DataFrame(
        {
            "naam": rows["naam"],
            "soort_opgave": [taal.woord(code) for code in rows["soort_opgave"]],
            "inwoners": [taal.getal(value) for value in rows["inwoners"]],
            "gepubliceerd": rows["gepubliceerd_tekst"],
            "berekend": [taal.getal(value) for value in rows["berekend"]],
            "afwijking": rows["verschil_tekst"],
            "afwijking_procent": rows["afwijking_tekst"],
            "factor_op_inwoners": rows["factor_tekst"],
            "telt_mee": ["ja" if row.telt_mee else f"nee: {row.reden}" for row in rows.itertuples()],
        }
    )


def _arithmetic(keuze: Keuze, invoer: Invoer, rows: pd.DataFrame) -> None:
    """Draw the calculation of the implied factor of one gemeente, to follow by hand."""
    mine = rows[rows["telt_mee"] & rows["niveau"].eq(str(Niveau.GEMEENTE))]
    if mine.empty:
        return
    largest = mine.sort_values("gepubliceerd", ascending=False).iloc[0]
    names = mine["naam"].tolist()
    name = st.selectbox(
        "Reken na voor",
        names,
        index=names.index(largest["naam"]),
        key="sleutel-nareken",
        bind="query-params",
        width=260,
    )
    row = mine[mine["naam"].eq(name)].iloc[0]
    sleutel = invoer.sleutel
    everyone = opgave_rekenhulp.computed(keuze, invoer)
    if isinstance(everyone, str):
        return
    people = int(everyone.gemeenten["inwoners"].sum())
    share = taal.getal(row["op_inwoners"], 1)
    published = links.source(row["gepubliceerd_tekst"], row["bron_cijfers"])
    st.markdown(
        f"**{plain(name)}** op inwoners alleen: {taal.getal(sleutel.totaal)} × {taal.getal(row['inwoners'])} "
        f"/ {taal.getal(people)} = {share}. Gepubliceerd: {published}. "
        f"Factor: {row['gepubliceerd_tekst']} / {share} = **{taal.getal(row['factor'], 3)}**. "
        f"Inwoners op {taal.datum(sleutel.inwoners_op)}."
    )


def _of_level(keuze: Keuze, tekst: str, cyclus: str, niveau: str) -> pd.DataFrame:
    rows = compared(keuze, Invoer(tekst, cyclus))
    return rows[rows["niveau"].eq(niveau)].reset_index(drop=True)


def compared_figure(keuze: Keuze, tekst: str, cyclus: str, niveau: str) -> Figuur:
    """Return published and computed beside each other for one level."""
    rows = _of_level(keuze, tekst, cyclus, niveau)
    counted = rows[rows["telt_mee"] & rows["afwijking"].notna()]
    title = f"Van geen enkele {LEVELS[niveau][0]} is één exact getal gepubliceerd"
    if len(counted):
        half = taal.procent(counted["afwijking"].abs().median(), 1)
        exact = taal.getal(len(counted))
        title = f"De helft van de {exact} exacte getallen wijkt hoogstens {half} af van de berekening"
    subtitle = "Gepubliceerd en berekend door de monitor; gelijke afstand is gelijk percentage"
    kader = chart.kader(keuze, title, subtitle, "plekken", _source(keuze, rows), _note(rows))
    return Figuur(drawn.vergelijking(rows), kader, table(rows), f"gepubliceerd_berekend_{niveau}_{cyclus}")


def factor_figure(keuze: Keuze, tekst: str, cyclus: str, niveau: str) -> Figuur:
    """Return the factor that each published number implies against inhabitants alone."""
    rows = _of_level(keuze, tekst, cyclus, niveau)
    counted = rows[rows["telt_mee"] & rows["factor"].notna()]
    below = int(counted["factor"].lt(1).sum())
    who = taal.meervoud(len(counted), *LEVELS[niveau])
    title = f"{taal.getal(below)} van de {who} met een exact getal kregen minder dan naar inwoners alleen"
    subtitle = "Gepubliceerd gedeeld door het aandeel op inwoners alleen"
    kader = chart.kader(keuze, title, subtitle, "factor", _source(keuze, rows), _note(rows))
    shown = table(rows)[["naam", "inwoners", "gepubliceerd", "factor_op_inwoners", "telt_mee"]]
    return Figuur(drawn.factoren(rows), kader, shown, f"factor_op_inwoners_{niveau}_{cyclus}")


def _source(keuze: Keuze, rows: pd.DataFrame) -> str:
    return f"{sources(keuze, rows)}; {opgave_rekenhulp.COMPUTED}"


def _note(rows: pd.DataFrame) -> str:
    """Return what stands under a picture: the assumption, and of whom sources disagree."""
    rules = opgave.rules()
    absent = sorted(rows.loc[rows["gepubliceerd"].isna(), "naam"].unique())
    differ = f" Bronnen verschillen over {taal.opsomming(absent)}." if absent else ""
    return f"Rekenaanname: {rules.formule}; {rules.voorbehoud}.{differ}"
