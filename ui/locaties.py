"""Locaties: the finding, the pipeline by stage, and what opens and closes when."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import pijplijn
from metrics import sources as publishers
from metrics import supply
from model import taal
from ui import aanbod, chart, data, links
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain
from ui.tables import page_of

NONE = "Voor {} is geen locatie voor {} geladen."


def sentence(keuze: Keuze) -> None:
    """Draw the finding: whether places are short in the months to come, how many, and why."""
    groep = aanbod.group(keuze)
    area = data.naam(keuze, keuze.gebied)
    with st.container(key="zin"):
        if aanbod.stays_of(keuze, keuze.gebied, groep).empty:
            st.markdown(plain(NONE.format(area, taal.woord(groep))))
            return
        gat = aanbod.hole(keuze, keuze.gebied, groep, verlenging=False)
        who = f"{area} ({taal.woord(groep)})"
        st.markdown(plain(supply.hole_headline(gat, who)))
    if not keuze.groep:
        st.caption("Deze pagina toont asielzoekers. Kies bovenaan een andere doelgroep om die te zien.")


def pipeline(keuze: Keuze) -> None:
    """Draw how many locations and places are in which stage, per area."""
    groep = aanbod.group(keuze)
    if aanbod.pipeline(keuze, keuze.gebied, groep).empty:
        st.markdown(NONE.format(plain(data.naam(keuze, keuze.gebied)), taal.woord(groep)))
        return
    chart.show(pipeline_figure, keuze, keuze.gebied, groep)


def pipeline_figure(keuze: Keuze, gebied: str, groep: str) -> Figuur:
    """Return the pipeline of the parts of an area: places and locations per stage."""
    rows = aanbod.pipeline(keuze, gebied, groep)
    codes = list(aanbod.links(keuze, gebied)["gebied_code"].unique())
    shown = codes[1:] or codes
    names = {code: data.naam(keuze, code) for code in shown}
    whole = rows[rows["gebied_code"].eq(gebied)]
    to_come = whole[whole["stadium"].isin([str(stage) for stage in supply.PLANNED])]
    count = int(to_come["locaties"].sum())
    title = f"{data.naam(keuze, gebied)}, {taal.woord(groep)}: {_planned(count, to_come)}"
    ids = set(aanbod.stays_of(keuze, gebied, groep)["bron_id"])
    known = publishers.names(data.frame(keuze, "bronnen"), ids)
    note = "Elke locatie staat in één stadium, zoals het register het nu zegt. Groepen tellen niet samen op."
    kader = chart.kader(
        keuze, title, "Locaties en plekken per stadium", "plekken", taal.opsomming(known[:4]), note
    )
    table = pd.DataFrame(
        {
            "naam": [data.naam(keuze, code) for code in rows["gebied_code"]],
            "stadium": [taal.woord(stage) for stage in rows["stadium"]],
            "locaties": [taal.getal(count) for count in rows["locaties"]],
            "plekken": [taal.getal(count) for count in rows["plekken"]],
            "plekken_onbekend": [taal.getal(count) for count in rows["plekken_onbekend"]],
        }
    )
    return Figuur(pijplijn.beeld(rows, names, groep), kader, table, f"pijplijn_{groep}_{gebied}", rows)


def _planned(count: int, rows: pd.DataFrame) -> str:
    if not count:
        return "geen locatie in voorbereiding"
    places = supply.places_text(rows["plekken"].sum(min_count=1))
    unknown = int(rows["plekken_onbekend"].sum())
    more = f", van {taal.getal(unknown)} het aantal onbekend" if 0 < unknown < count else ""
    return f"{taal.meervoud(count, 'locatie', 'locaties')} in voorbereiding, {places}{more}"


def events(keuze: Keuze, verlenging: bool) -> None:
    """Draw what opens and closes from the peildatum on, in order of date."""
    groep = aanbod.group(keuze)
    mine = aanbod.stays_of(keuze, keuze.gebied, groep)
    last = aanbod.window(keuze, keuze.gebied, groep, aanbod.RUIM)[1]
    found = supply.events(mine, keuze.dag, last, verlenging=verlenging, peildatum=keuze.dag)
    if found.empty:
        st.markdown("Van geen geladen locatie is bekend dat zij in deze jaren opent of sluit.")
        return
    part = pd.DataFrame(page_of(found.to_dict("records"), "gebeurtenissen", 25))
    cells = part["bron_id"] + "#" + part["bron_cel"]
    shown = pd.DataFrame(
        {
            "wanneer": [taal.datum(day) for day in part["datum"]],
            "wat": ["▲ opent" if kind == "opent" else "▼ sluit" for kind in part["gebeurtenis"]],
            "gemeente": [plain(data.naam(keuze, code)) for code in part["gebied_code"]],
            "locatie": [plain(name) for name in part["naam"]],
            "plekken": [links.source(taal.getal(n), c) for n, c in zip(part["plekken"], cells, strict=True)],
            "zekerheid": [taal.woord(code) if code else taal.ONBEKEND for code in part["zekerheid"]],
            "let op": [plain(text or "–") for text in _remarks(part)],
        }
    )
    with st.container(key="smal-gebeurtenissen"):
        st.table(shown, hide_index=True, border="horizontal")


def _remarks(rows: pd.DataFrame) -> list[str]:
    """Return what a reader must know of each event: what is not certain, and what extension there is."""
    out = []
    for row in rows.to_dict("records"):
        parts = [str(row["datum_reden"])]
        option = row["verlenging_status"]
        if row["gebeurtenis"] == "sluit" and not taal.is_unknown(row["verlenging_tot"]):
            how = f" ({taal.woord(option)})" if option else ""
            parts.append(f"verlenging tot en met {taal.datum(row['verlenging_tot'])}{how}")
        out.append("; ".join(part for part in parts if part))
    return out
