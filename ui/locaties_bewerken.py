"""Locaties: enter and change a location, drop it with its reason, its periods per group and its persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from model import taal
from model.invoer import object_id
from model.lijsten import Eenheid, Stadium, WaardeStatus
from ui import aanbod, data, invoer
from ui.invoer import Field
from ui.keuze import Keuze

WIJZIG, VERVALT, WIE, PERSONEN, NIEUW = (
    "Wijzig deze locatie",
    "Laat deze locatie vervallen",
    "Voor wie, wanneer",
    "Personen per koppelgemeente",
    "Nieuwe locatie",
)
Namer = Callable[[Keuze, Mapping[Any, Any]], str]
NEW_ROW = "een nieuwe regel"
END = "Leeg is onbekend. Vink ‘voor onbepaalde tijd’ alleen aan als dat zo is afgesproken."


def fields(keuze: Keuze) -> list[Field]:
    """Return what is asked of a location, in the order of the screen."""
    codes = aanbod.leden(keuze, keuze.gebied)
    return [
        Field("naam", "locatie"),
        Field("gebied_code", "gemeente", opties={code: data.naam(keuze, code) for code in codes}),
        Field("type"),
        Field("doelgroep", hulp="Leeg als de locatie meer groepen dient; vul dan in voor wie en wanneer."),
        Field("beheer", "wie beheert de locatie"),
        Field("stadium"),
        Field("stadium_sinds"),
        Field("besloten_op"),
        Field("plekken"),
        Field("plekken_amv"),
        Field("eenheid", begin=str(Eenheid.PLEKKEN)),
        Field("van", "opent op"),
        Field("tot", "laatste dag", hulp=END),
        Field("is_onbepaald"),
        Field("verlenging_status"),
        Field("verlenging_tot"),
        Field("is_flexibel"),
        Field("vervangt_locatie", opties=_sites(keuze)),
        Field("plan_code"),
        Field("plan_plekken"),
        Field("telt_verklaard", "wat COA of het Rijk zegt over meetellen"),
        Field("telt_reden"),
        Field("toelichting", is_lang=True),
        Field("waarde_status", begin=str(WaardeStatus.DEFINITIEF), is_vast=True),
    ]


HIDDEN = [Field("zichtbaar_vanaf"), Field("is_vertrouwelijk")]
DROPPED = [
    Field("stadium", begin=str(Stadium.VERVALLEN)),
    Field("stadium_sinds", "vervallen op"),
    Field("vervallen_reden", is_verplicht=True),
]


def _sites(keuze: Keuze) -> dict[str, str]:
    """Return the locations of the area that another may replace."""
    rows = data.frame(keuze, "locaties")
    rows = rows[rows["gebied_code"].isin(aanbod.leden(keuze, keuze.gebied))]
    return {row.locatie_id: title(keuze, row.gebied_code, row.naam) for row in rows.itertuples()}


def title(keuze: Keuze, code: str, name: str) -> str:
    """Return how a location is called where locations of several gemeenten stand together."""
    return f"{data.naam(keuze, code)}: {name}"


def edit(keuze: Keuze, row: pd.Series | None) -> None:
    """Draw what was entered about a location, and the form that the reader asks for."""
    if row is not None:
        st.subheader("Geschiedenis", anchor=False)
        invoer.history(keuze, "locaties", row["locatie_id"], fields(keuze))
    st.subheader("Bijwerken", anchor=False)
    every = [WIJZIG, VERVALT, WIE, PERSONEN, NIEUW] if row is not None else [NIEUW]
    asked = st.segmented_control("Wat wilt u vastleggen?", every, key="locatie-werk")
    if asked == NIEUW:
        invoer.form(keuze, "locaties", None, [*fields(keuze), *HIDDEN], key="locatie-nieuw")
    elif row is not None and asked is not None:
        _about(keuze, row, str(asked))


def _about(keuze: Keuze, row: pd.Series, asked: str) -> None:
    """Draw the form about one location."""
    values = row.to_dict()
    if asked == WIJZIG:
        invoer.form(keuze, "locaties", values, fields(keuze), key="locatie-wijzig")
    elif asked == VERVALT:
        st.markdown(
            "Een locatie die vervalt blijft in het register, met de reden. Kies stadium ‘vervallen’. Zij "
            "telt dan in geen enkele maand meer mee."
        )
        invoer.form(keuze, "locaties", values, DROPPED, key="locatie-vervalt")
    elif asked == WIE:
        _rows(keuze, "bestemmingen", row, _destination(row), _destination_name)
    else:
        _rows(keuze, "toerekening", row, _person(keuze, row), _person_name)


def _destination(row: pd.Series) -> list[Field]:
    return [
        Field("locatie_id", begin=row["locatie_id"], is_vast=True),
        Field("doelgroep"),
        Field("van", hulp="Leeg: vanaf de opening van de locatie."),
        Field("tot", hulp="Leeg: tot het einde van de locatie, of tot de volgende groep begint."),
        Field("plekken"),
        Field("plekken_amv"),
    ]


def _person(keuze: Keuze, row: pd.Series) -> list[Field]:
    whole = aanbod.leden(keuze, data.the_rules().monitor.provincie)
    return [
        Field("locatie_id", begin=row["locatie_id"], is_vast=True),
        Field("koppelgemeente", opties={code: data.naam(keuze, code) for code in whole}),
        Field("personen"),
        Field("peildatum", begin=keuze.peildatum.isoformat()),
    ]


def _destination_name(keuze: Keuze, row: Mapping[Any, Any]) -> str:
    begin = "vanaf de opening" if taal.is_unknown(row["van"]) else f"vanaf {taal.datum(row['van'])}"
    return f"{taal.woord(row['doelgroep'])} {begin}"


def _person_name(keuze: Keuze, row: Mapping[Any, Any]) -> str:
    return f"{data.naam(keuze, row['koppelgemeente'])} op {taal.datum(row['peildatum'])}"


def _rows(keuze: Keuze, frame: str, row: pd.Series, asked: list[Field], name: Namer) -> None:
    """Draw the choice of a row about a location, or a new one, and its form."""
    found = data.frame(keuze, frame)
    mine = found[found["locatie_id"].eq(row["locatie_id"])].to_dict("records")
    by = {object_id(frame, one): one for one in mine}
    labels = {"": NEW_ROW} | {key: name(keuze, one) for key, one in by.items()}
    chosen = st.selectbox(
        "Regel", list(labels), format_func=labels.__getitem__, key=f"regel-{frame}", width=420
    )
    now = by.get(chosen)
    invoer.form(keuze, frame, now, asked, key=f"{frame}-regel")
    if now is not None:
        with st.expander("Deze regel is een vergissing"):
            invoer.remove(keuze, frame, now, key=f"{frame}-weg")
