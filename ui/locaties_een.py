"""Locaties: one location: its facts, the groups it serves, and the persons of a doorstroomvoorziening."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from model import taal
from ui import aanbod, data, links
from ui.keuze import Keuze
from ui.links import plain
from ui.locaties_bewerken import title

KEY = "locatie"
#: Facts of a location in the order of the screen; texts of a source follow where the fact is not known.
FACTS = (
    "naam", "gebied_code", "type", "doelgroep", "stadium", "stadium_sinds", "besloten_op", "beheer",
    "plekken", "plekken_amv", "van", "tot", "verlenging_status", "verlenging_tot", "is_flexibel",
    "vervangt_locatie",
    "plan_code", "telt_verklaard", "telt_reden", "vervallen_reden", "zichtbaar_vanaf", "status_tekst",
)  # fmt: skip
TEXT_OF = {"van": "van_tekst", "tot": "tot_tekst", "verlenging_tot": "verlenging_tekst"}


def choose(keuze: Keuze) -> pd.Series | None:
    """Draw the choice of one location of the chosen area and return its row of locaties."""
    rows = data.frame(keuze, "locaties")
    rows = rows[rows["gebied_code"].isin(aanbod.leden(keuze, keuze.gebied))]
    if rows.empty:
        st.markdown("Er is geen locatie geladen voor dit gebied.")
        return None
    names = {row.locatie_id: title(keuze, row.gebied_code, row.naam) for row in rows.itertuples()}
    order = sorted(names, key=names.__getitem__)
    asked = st.selectbox(
        "Locatie", order, format_func=names.__getitem__, key=KEY, bind="query-params", width=520
    )
    return rows[rows["locatie_id"].eq(asked)].iloc[0]


def facts(keuze: Keuze, row: pd.Series | None) -> None:
    """Draw what is known of one location, what is not, and where it comes from."""
    if row is None:
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        pairs = {str(taal.woord(_label(name))): _fact(keuze, row, name) for name in FACTS}
        shown = {label: text for label, text in pairs.items() if text}
        st.table(pd.Series(shown, dtype="str").to_frame(""), hide_header=True, border="horizontal")
        cell = f"{row['bron_id']}#{row['bron_cel']}"
        st.caption(f"Waar dit vandaan komt: {links.source(row['bron_cel'], cell)}")
    with right:
        destinations(keuze, row)
        persons(keuze, row)


def _label(name: str) -> str:
    return {"naam": "locatie", "gebied_code": "gemeente"}.get(name, name)


def _fact(keuze: Keuze, row: pd.Series, name: str) -> str:
    """Return one fact in words; empty when it does not apply to this location."""
    value = row[name]
    if name == "plekken":
        text = taal.waarde(value, row["plekken_min"], row["plekken_max"], row["waarde_status"])
        unit = taal.woord(row["eenheid"]) if row["eenheid"] else ""
        source = f" (in de bron: {row['capaciteit_tekst']})" if row["capaciteit_tekst"] else ""
        return plain(f"{text} {unit if text != taal.ONBEKEND else ''}{source}")
    if name == "gebied_code":
        return links.gemeente(data.naam(keuze, value))
    if name == "vervangt_locatie":
        return plain(_site_name(keuze, value))
    if name == "tot" and row["is_onbepaald"] and taal.is_unknown(value):
        return "onbepaalde tijd"
    if name == "is_flexibel":
        return "ja" if value else ""
    if isinstance(value, str):
        return plain(_word(name, value))
    return plain(_dated(row, name))


def _dated(row: pd.Series, name: str) -> str:
    """Return a day or a number; where it is not known the words of the source."""
    value = row[name]
    if not taal.is_unknown(value):
        return taal.getal(value) if name == "plekken_amv" else taal.datum(value)
    source = row.get(TEXT_OF.get(name, ""), "")
    if name in {"van", "tot", "plekken_amv"}:
        return f"{taal.ONBEKEND} (in de bron: {source})" if source else taal.ONBEKEND
    return f"in de bron: {source}" if source else ""


def _word(name: str, value: str) -> str:
    if name in {"type", "doelgroep", "stadium", "beheer", "verlenging_status", "telt_verklaard"}:
        return taal.woord(value) if value else (taal.ONBEKEND if name == "doelgroep" else "")
    return value


def _site_name(keuze: Keuze, locatie_id: str) -> str:
    rows = data.frame(keuze, "locaties")
    found = rows.loc[rows["locatie_id"].eq(locatie_id), "naam"]
    return str(found.iloc[0]) if len(found) else ""


def destinations(keuze: Keuze, row: pd.Series) -> None:
    """Draw which groups a location serves in which period; nothing when it serves one group all along."""
    rows = data.frame(keuze, "bestemmingen")
    mine = rows[rows["locatie_id"].eq(row["locatie_id"])].sort_values(["van", "doelgroep"])
    if mine.empty:
        return
    st.subheader("Voor wie, wanneer", anchor=False)
    cells = mine["bron_id"] + "#" + mine["bron_cel"]
    shown = pd.DataFrame(
        {
            "doelgroep": [taal.woord(code) for code in mine["doelgroep"]],
            "van": ["zoals de locatie" if taal.is_unknown(d) else taal.datum(d) for d in mine["van"]],
            "tot en met": ["zoals de locatie" if taal.is_unknown(d) else taal.datum(d) for d in mine["tot"]],
            "plekken": [links.source(taal.getal(n), c) for n, c in zip(mine["plekken"], cells, strict=True)],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")


def persons(keuze: Keuze, row: pd.Series) -> None:
    """Draw the persons of a location by the gemeente they are linked to; nothing when there are none."""
    rows = data.frame(keuze, "toerekening")
    mine = rows[rows["locatie_id"].eq(row["locatie_id"])]
    mine = mine[mine["peildatum"].eq(mine["peildatum"].max())].sort_values("personen", ascending=False)
    if mine.empty:
        return
    st.subheader("Personen per koppelgemeente", anchor=False)
    cells = mine["bron_id"] + "#" + mine["bron_cel"]
    shown = pd.DataFrame(
        {
            "koppelgemeente": [links.gemeente(data.naam(keuze, code)) for code in mine["koppelgemeente"]],
            "personen": [
                links.source(taal.getal(n), c) for n, c in zip(mine["personen"], cells, strict=True)
            ],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")
    st.caption(
        f"Op {taal.datum(mine['peildatum'].iloc[0])}. Wie hier woont, telt bij zijn koppelgemeente en niet "
        "bij de gemeente waar de locatie staat. De lijst van COA bevat deze personen al: niet optellen."
    )
