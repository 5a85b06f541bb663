"""The form that adds one step to an objection: checked, in Dutch, and added once however often one clicks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

import store
from model import taal
from model.aanlevering import MOST_ONDERWERP, MOST_TEKST, SoortStap, Stap
from model.lijsten import Doelgroep
from ui import data, figures, filters
from ui.deliveries_fields import NO_PERSONS, WRITE_A_DAY, day, personal, written
from ui.keuze import Keuze
from ui.links import plain
from ui.provenance import describe

KEY, ROUND = "_stapsleutel", "_stapronde"
KINDS = {
    SoortStap.BEZWAAR: "bezwaar: het cijfer klopt niet",
    SoortStap.ANTWOORD: "antwoord",
    SoortStap.CORRECTIE: "correctie: het cijfer is aangepast",
    SoortStap.INGETROKKEN: "ingetrokken door wie het indiende",
    SoortStap.AFGESLOTEN: "afgesloten",
}
MOST_FIGURES = 60


@dataclass(frozen=True)
class Typed:
    """What a person filled in, before it is checked; ``bezwaar`` is empty for a new one."""

    bezwaar: str
    soort: SoortStap
    doelgroep: str
    feit: str
    onderwerp: str
    datum: str
    tekst: str
    versie: str
    wie: str


def form(keuze: Keuze, code: str, found: pd.DataFrame) -> None:
    """Draw the form for one gemeente.

    Args:
        keuze: the filters.
        code: gemeente.
        found: all objections of the area, see ``objections.table``.
    """
    mine = {row["bezwaar"]: row for row in found[found["gebied_code"].eq(code)].to_dict("records")}
    name = data.naam(keuze, code)
    number = st.session_state.get(ROUND, 0)
    with (
        st.expander(f"Leg een stap vast voor {name}", expanded=bool(mine)),
        st.form(f"stap-{number}", border=False),
    ):
        typed = _fields(keuze, code, mine, number)
        ready = st.form_submit_button("Leg deze stap vast")
        st.caption("Stappen worden alleen toegevoegd. Een vergissing herstelt u met een nieuwe stap.")
    if ready:
        _record(keuze, code, mine, typed)


def _fields(keuze: Keuze, code: str, mine: dict[str, dict], number: int) -> Typed:
    labels = {key: f"{row['onderwerp']} (sinds {taal.datum(row['sinds'])})" for key, row in mine.items()}
    facts = _facts(keuze, code)
    versions = {v.id: f"versie {v.number} · {v.note}" for v in reversed(data.opened(False).versions())}
    key = f"-stap-{number}"
    left, right = st.columns(2, gap="large")
    with left:
        bezwaar = st.selectbox(
            "Bij welk bezwaar?",
            ["", *labels],
            format_func=lambda k: labels.get(k, "een nieuw bezwaar"),
            key="bij" + key,
        )
        soort = st.selectbox("Stap", list(KINDS), format_func=KINDS.__getitem__, key="soort" + key)
        doelgroep = st.selectbox(
            "Doelgroep (bij een nieuw bezwaar)",
            [str(g) for g in Doelgroep],
            format_func=taal.woord,
            key="groep" + key,
        )
        feit = st.selectbox(
            "Over welk cijfer? (bij een nieuw bezwaar)",
            ["", *facts],
            format_func=lambda k: facts.get(k, "iets anders, zie het onderwerp"),
            key="feit" + key,
        )
        onderwerp = st.text_input(
            "Onderwerp in een paar woorden (bij een nieuw bezwaar)",
            max_chars=MOST_ONDERWERP,
            key="onderwerp" + key,
        )
    with right:
        datum = st.text_input(
            "Wanneer gebeurde het? (dag-maand-jaar)", written(keuze.vandaag), key="datum" + key
        )
        tekst = st.text_area("Wat is er gezegd of gedaan?", max_chars=MOST_TEKST, key="tekst" + key)
        st.caption(NO_PERSONS)
        versie = st.selectbox(
            "In welke versie staat de correctie? (alleen bij een correctie)",
            ["", *versions],
            format_func=lambda k: versions.get(k, "nog in geen versie"),
            key="versie" + key,
        )
        wie = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam" + key)
    return Typed(bezwaar, soort, doelgroep, feit, onderwerp, datum, tekst, versie, wie)


def _facts(keuze: Keuze, code: str) -> dict[str, str]:
    """Return the last figures of a gemeente by their key, in words."""
    rows = figures.last_known(keuze, code, MOST_FIGURES).to_dict("records")
    return {row["feit"]: f"{describe(row)}: {row['waarde_met_eenheid']} ({row['moment']})" for row in rows}


def faults(typed: Typed, when: date | None, today: date, since: date | None) -> list[str]:
    """Return what must change before a step can be recorded, in Dutch."""
    new = not typed.bezwaar
    found = personal(typed.onderwerp, typed.tekst)
    said = [
        (not typed.wie.strip(), "Vul uw naam in."),
        (not typed.tekst.strip(), "Schrijf wat er is gezegd of gedaan."),
        (new and typed.soort != SoortStap.BEZWAAR, "Een nieuw bezwaar begint met de stap ‘bezwaar’."),
        (new and not typed.onderwerp.strip(), "Schrijf in een paar woorden waar het over gaat."),
        (when is None, WRITE_A_DAY),
        (when is not None and when > today, "De dag ligt na vandaag. Leg een stap vast als zij is gebeurd."),
        (bool(when and since and when < since), "De dag ligt vóór het begin van dit bezwaar."),
        (
            bool(typed.versie) and typed.soort != SoortStap.CORRECTIE,
            "Alleen bij een correctie hoort een versie.",
        ),
        (bool(found), f"De tekst lijkt {taal.opsomming(found)} te bevatten. Haal die weg."),
    ]
    return [text for wrong, text in said if wrong]


def _record(keuze: Keuze, code: str, mine: dict[str, dict], typed: Typed) -> None:
    """Check what was typed and keep it; a second click of one form finds its key and adds nothing."""
    begun = mine.get(typed.bezwaar)
    when = day(typed.datum)
    since = None if begun is None else pd.Timestamp(begun["sinds"]).date()
    wrong = faults(typed, when, keuze.vandaag, since)
    if wrong or when is None:
        st.error("Er is nog niets vastgelegd. " + plain(" ".join(wrong)))
        return
    about = begun or {"doelgroep": typed.doelgroep, "feit": typed.feit, "onderwerp": typed.onderwerp}
    try:
        step = Stap(
            bezwaar=typed.bezwaar,
            gebied_code=code,
            doelgroep=about["doelgroep"],
            onderwerp=about["onderwerp"],
            feit=about["feit"],
            soort=typed.soort,
            datum=when,
            tekst=typed.tekst,
            versie=typed.versie,
            sleutel=st.session_state.setdefault(KEY, uuid.uuid4().hex),
        )
        data.opened(False).add_step(step, typed.wie)
    except ValueError:
        st.error("Er is nog niets vastgelegd. De tekst bevat tekens die niet te lezen zijn.")
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.session_state.pop(KEY)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        filters.tell(f"De stap ‘{typed.soort}’ is vastgelegd bij {data.naam(keuze, code)}.")
