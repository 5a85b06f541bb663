"""Opgave: where the number comes from; the sections of the page, the finding, and the steps of the law."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import stappen
from metrics import duties
from model import taal
from model.gebieden import members, parts
from model.lijsten import Deelgroep, Doelgroep
from model.sleutelregels import Sleutelregels, sleutelregels
from ui import chart, data, figures
from ui.chart import Figuur
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.links import plain

SOORTEN, VERSCHIL, REKENHULP, VERSLAG = "soorten", "verschil", "rekenhulp", "verslag"
#: Sections of the page with the word that stands in the address; only the chosen one is computed. Each is a
#: branch of ``pages/opgave.py``.
SECTIES = {SOORTEN: "Soorten", VERSCHIL: "Verschil", REKENHULP: "Rekenhulp", VERSLAG: "Verslag"}
PUBLISHED = "gepubliceerd"


def section() -> str:
    """Draw the choice of a section; it is part of the address."""
    chosen = st.segmented_control(
        "Onderdeel",
        list(SECTIES),
        format_func=SECTIES.__getitem__,
        default=SOORTEN,
        required=True,
        key="sectie",
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(chosen)


def rules() -> Sleutelregels:
    """Return the rules of the key and of the sides of a duty."""
    return sleutelregels()


def groep(keuze: Keuze) -> str:
    """Return the one group that the page is about: the chosen one, else asielzoekers."""
    return keuze.groep or str(Doelgroep.ASIELZOEKERS)


@figures.cached
def _table(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    frames = data.frames(keuze)
    gebieden = frames["gebieden"]
    monitor = data.the_rules().monitor
    codes = [gebied, *parts(gebieden, gebied, monitor.deel), *members(gebieden, gebied)]
    return duties.table(
        frames, list(dict.fromkeys(codes)), groep, keuze.dag, rules().zijden, dict(keuze.voorkeuren)
    )


def table(keuze: Keuze) -> pd.DataFrame:
    """Return every kind of duty of the chosen area, its parts and its gemeenten; see ``duties.table``."""
    return _table(whole(keuze), keuze.gebied, groep(keuze))


def sentence(keuze: Keuze) -> None:
    """Draw which numbers there are for the area itself."""
    area, who = data.naam(keuze, keuze.gebied), str(taal.woord(groep(keuze)))
    found = table(keuze)
    mine = found[found["gebied_code"].eq(keuze.gebied) & found["deelgroep"].eq(Deelgroep.ALLE)]
    with st.container(key="zin"):
        if mine.empty:
            st.markdown(plain(f"Voor {area} zelf is op deze peildatum geen opgave {who} bekend."))
            return
        names = dict(duties.kinds(found)[["reeks", "naam"]].itertuples(index=False))
        told = [f"{row.waarde_tekst} ({names[row.reeks]})" for row in mine.tail(4).itertuples()]
        start = f"{area}, {who}: " if len(mine) <= 4 else f"{area}, {who}, de laatste vier getallen: "
        st.markdown(plain(f"{start}{taal.opsomming(told)}."))


def steps(keuze: Keuze) -> None:
    """Draw the steps of the cycles of the law on a time line, with how sure each date is."""
    chart.show(steps_figure, whole(keuze))


def steps_figure(keuze: Keuze) -> Figuur:
    """Return the steps of every cycle; dates that nobody published say what they rest on."""
    rows = [
        (cycle.code, step.naam, pd.Timestamp(step.datum), step.zeker, step.zeker == PUBLISHED)
        for cycle in data.the_rules().cyclus
        for step in cycle.stap
    ]
    frame = pd.DataFrame(rows, columns=["cyclus", "stap", "datum", "zeker", "is_gepubliceerd"])
    coming = frame[frame["datum"].ge(pd.Timestamp(keuze.vandaag))].sort_values("datum")
    title = "Alle bekende stappen van de wet zijn voorbij"
    if len(coming):
        step = coming.iloc[0]
        title = f"De volgende stap is {step['stap']} van cyclus {step['cyclus']}: {taal.datum(step['datum'])}"
    sources = taal.opsomming(sorted({_site(cycle.bron) for cycle in data.the_rules().cyclus}))
    kader = chart.kader(keuze, title, "Stappen van de Spreidingswet", "de tijd", sources)
    shown = pd.DataFrame(
        {
            "cyclus": frame["cyclus"],
            "stap": frame["stap"],
            "datum": [taal.datum(day) for day in frame["datum"]],
            "hoe_zeker": frame["zeker"],
        }
    )
    return Figuur(stappen.beeld(frame, pd.Timestamp(keuze.vandaag)), kader, shown, "stappen_van_de_wet")


def _site(address: str) -> str:
    """Return the site of an address.

    >>> _site("https://www.coa.nl/nl/verdeling")
    'coa.nl'
    """
    return address.split("//")[-1].split("/")[0].removeprefix("www.")
