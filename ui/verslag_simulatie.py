"""A verdeelbesluit that might be, under rules the reader chooses; it predicts nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from exports import document
from metrics import report, simulation
from model import taal
from model.lijsten import Deelgroep
from model.verslagregels import Simulatie, verslagregels
from ui import data, figures, verslag_cijfers
from ui.figures import cached
from ui.keuze import Keuze

HARD, SOFT = "open en besloten", "met voornemens erbij"
OFFERS = {"hard": HARD, "totaal": SOFT}
KEYS = {"tekort": "het eigen tekort", "inwoners": "inwoners"}
YES = {True: "ja", False: "nee"}


def rules() -> Simulatie:
    """Draw the rules of the simulation; they are part of the address."""
    start = verslagregels().simulatie
    st.subheader("Rekenen met een verdeelbesluit", anchor=False)
    st.markdown(f"**{simulation.LABEL}**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        offer = _select("Wat telt als aangeboden", OFFERS, "sim_aanbod", start.aanbod)
        key = _select("Verdeel naar", KEYS, "sim_sleutel", start.sleutel)
        typed = st.text_input(
            "Vrij vanaf zoveel plekken per 1.000 inwoners (tien jaar)",
            key="sim_vrij",
            bind="query-params",
            placeholder="niemand is daardoor vrij",
            width=340,
        )
    met = st.checkbox("Wie de eigen opgave haalt, krijgt niets extra", start.vrij_gehaald, key="sim_gehaald")
    most = st.checkbox(
        "Niemand krijgt meer dan het eigen tekort", start.hoogstens_tekort, key="sim_hoogstens"
    )
    limit = taal.lees_getal(typed or "")
    if typed and (limit is None or limit <= 0):
        st.error("Vul een getal boven nul in, bijvoorbeeld 4 of 2,5. Leeg: niemand is daardoor vrij.")
        limit = None
    chosen = {"aanbod": offer, "sleutel": key, "vrij_gehaald": met, "hoogstens_tekort": most}
    return Simulatie.model_validate({**chosen, "vrij_inspanning": limit})


def _select(label: str, options: dict[str, str], key: str, start: str) -> Any:  # noqa: ANN401
    return st.selectbox(
        label,
        list(options),
        index=list(options).index(start),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        filter_mode=None,
        width=240,
    )


@cached
def _simulated(keuze: Keuze, **chosen: object) -> simulation.Uitkomst:
    regels = Simulatie.model_validate(chosen)
    provincie = data.the_rules().monitor.provincie
    table = verslag_cijfers.spread_of(figures.whole_area(keuze))
    gemeenten = figures.gemeenten(keuze, provincie)
    offer = report.offered(gemeenten, gemeenten, verslag_cijfers.itself(gemeenten))
    mine = offer[offer["deelgroep"].eq(Deelgroep.ALLE)].set_index("gebied_code")[regels.aanbod]
    table = table.assign(aangeboden=table["gebied_code"].map(mine).astype("Int64"))
    whole = verslag_cijfers.offered(keuze)
    own = whole[whole["gebied_code"].eq(provincie) & whole["deelgroep"].eq(Deelgroep.ALLE)]
    duty = figures.totals(figures.province(keuze), verslag_cijfers.ASYLUM)["opgave"].iloc[0]
    return simulation.simulate(table, duty, own[regels.aanbod].iloc[0], regels)


def part(keuze: Keuze, chosen: Simulatie) -> document.Deel:
    """Return the simulated verdeelbesluit under the chosen rules, for the whole area of the monitor."""
    found = _simulated(keuze, **chosen.model_dump(exclude={"reden", "bron"}))
    rows = found.gemeenten if found.rest else found.gemeenten.head(0)
    rows = rows[rows["extra"].gt(0).fillna(False) | rows["vrij"].eq(simulation.ONBEKEND)]
    shown = pd.DataFrame(
        {
            "gemeente": rows["naam"],
            "opgave": rows["opgave"].map(taal.getal),
            "aangeboden": rows["aangeboden"].map(taal.getal),
            "tekort": rows["tekort"].clip(lower=0).map(taal.getal),
            "extra (simulatie)": rows["extra"].map(taal.getal),
            "reden": rows["vrij"].where(rows["vrij"].ne(""), "komt tekort"),
        }
    )
    note = f"{_said(chosen)} {verslag_cijfers.source(keuze, figures.gemeenten(keuze))}"
    return document.Deel("Uitkomst van de simulatie", [found.label, found.tekst], shown, note)


def _said(chosen: Simulatie) -> str:
    """Return the rules in words, so that no outcome stands without them."""
    limit = chosen.vrij_inspanning
    past = "niemand" if limit is None else f"vanaf {taal.getal(limit, 1)}"
    return (
        f"Regels: aangeboden is {OFFERS[chosen.aanbod]}; verdeeld naar {KEYS[chosen.sleutel]}; "
        f"wie de opgave haalt is vrij: {YES[chosen.vrij_gehaald]}; "
        f"vrij door plekken per 1.000 inwoners in tien jaar: {past}; "
        f"hoogstens het eigen tekort: {YES[chosen.hoogstens_tekort]}."
    )
