"""Opgave, calculator: the parameters of the key as inputs that are part of the address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd
import streamlit as st

from metrics import duties, key, scores
from metrics.key import Sleutel
from model import taal
from model.gebieden import children
from model.lijsten import Deelgroep, Doelgroep, LocatieType, Niveau, SoortOpgave
from ui import data, figures, links, opgave, opgave_ses
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.opgave_velden import Velden

LAND = "NL01"
FRACTIONS = ("amv_aandeel", "sterkte", "maximum", "krediet_factor")
DAYS = ("inwoners_op", "krediet_op")


@dataclass(frozen=True)
class Invoer:
    """What was filled in, as text, so that caches and charts can name it.

    Attributes:
        tekst: the parameters as JSON; the same choices always give the same text.
        cyclus: round whose published numbers are compared.
    """

    tekst: str
    cyclus: str

    @property
    def sleutel(self) -> Sleutel:
        """The parameters as the calculator wants them."""
        raw = json.loads(self.tekst)
        raw |= {name: None if raw[name] is None else Fraction(raw[name]) for name in FRACTIONS}
        raw |= {name: pd.Timestamp(raw[name]) for name in DAYS}
        return Sleutel(**raw | {"krediet": tuple(raw["krediet"])})

    @property
    def alleen_inwoners(self) -> Invoer:
        """The same number over the same gemeenten by inhabitants alone."""
        plain_key: dict[str, object] = {
            "sterkte": "0",
            "periode": "",
            "maximum": None,
            "krediet": [],
            "amv_aandeel": None,
        }
        return Invoer(json.dumps(json.loads(self.tekst) | plain_key), self.cyclus)


def show(keuze: Keuze) -> Invoer | None:
    """Draw the parameters; return them, or None when one cannot be used (said under them, all at once)."""
    velden = Velden()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        cyclus, gebied = _scope(keuze)
    left, middle, right = st.columns(3, gap="large")
    with left:
        aantal = _total(keuze, cyclus, gebied, velden)
        amv = _amv(cyclus, velden)
    with middle:
        dag = _day(keuze, cyclus, gebied, velden)
        ses = opgave_ses.show(keuze, _codes(keuze, gebied), velden)
    with right:
        anders = _others(velden)
    if not velden.toon() or aantal is None or dag is None:
        return None
    raw = {
        "totaal": int(aantal),
        "inwoners_op": dag.isoformat(),
        "amv_aandeel": None if amv is None else str(amv / 100),
        "krediet_op": keuze.peildatum.isoformat(),
        "gebied": gebied,
    }
    return Invoer(json.dumps(raw | ses | anders), cyclus)


def _scope(keuze: Keuze) -> tuple[str, str]:
    """Draw the choice of a cycle and of whose number is divided: of the country, or of one province."""
    cycles = [cycle.code for cycle in data.the_rules().cyclus]
    first = cycles.index(keuze.cyclus) if keuze.cyclus in cycles else len(cycles) - 1
    cyclus = st.selectbox(
        "Cyclus", cycles, index=first, key="sleutel-cyclus", bind="query-params", width=120, filter_mode=None
    )
    provinces = children(data.frame(keuze, "gebieden"), LAND, Niveau.PROVINCIE)
    gebied = st.selectbox(
        "Verdeel het getal van",
        [LAND, *sorted(provinces, key=lambda code: data.naam(keuze, code))],
        key="sleutel-gebied",
        format_func=lambda code: data.naam(keuze, code),
        bind="query-params",
        width=260,
        help="Nederland: over alle gemeenten. Een provincie: haar eigen getal, alleen over haar gemeenten.",
    )
    return str(cyclus), str(gebied)


def _total(keuze: Keuze, cyclus: str, gebied: str, velden: Velden) -> Fraction | None:
    """Draw the number that is divided; it starts with the published one."""
    name = data.naam(keuze, gebied)
    start, told = _published(keuze, cyclus, gebied)
    label, field = f"Plekken voor {name}", f"sleutel-aantal-{cyclus}-{gebied}"
    value = velden.getal(label, "" if start is None else taal.getal(start), field, heel=True)
    st.caption(told)
    return value


def _published(keuze: Keuze, cyclus: str, gebied: str) -> tuple[int | None, str]:
    """Return the published number of the country or of a province, and in words where it comes from."""
    rule = data.the_rules().cycle(cyclus)
    if gebied == LAND:
        return (rule.landelijk_plekken, f"Landelijk getal: [bron]({rule.bron}).") if rule else (None, "")
    found = _provincial(whole(keuze), gebied)
    mine = found[found["ronde"].eq(cyclus) & found["soort_opgave"].eq(SoortOpgave.INDICATIEF)]
    mine = mine[mine["deelgroep"].eq(Deelgroep.ALLE) & ~mine["is_strijdig"] & mine["waarde"].notna()]
    if mine.empty:
        return None, "Er is geen eenduidig indicatief getal van deze provincie geladen. Vul er zelf een in."
    row = mine.iloc[0]
    return int(row["waarde"]), f"Indicatief: {links.source(row['waarde_tekst'], row['bron_cijfers'])}."


@figures.cached
def _provincial(keuze: Keuze, gebied: str) -> pd.DataFrame:
    choices = dict(keuze.voorkeuren)
    group = str(Doelgroep.ASIELZOEKERS)
    return duties.table(data.frames(keuze), [gebied], group, keuze.dag, opgave.rules().zijden, choices)


def _amv(cyclus: str, velden: Velden) -> Fraction | None:
    """Draw the share of amv inside the number; a cycle without one of its own starts with another's."""
    rules, about = data.the_rules(), opgave.rules().amv
    own = rules.cycle(cyclus)
    base = own if own and own.landelijk_amv else rules.cycle(about.cyclus)
    share = base.landelijk_amv / base.landelijk_plekken if base and base.landelijk_amv else None
    value = velden.getal(
        "Waarvan amv, in procenten (leeg: onbekend)",
        "" if share is None else taal.getal(share * 100, 3),
        f"sleutel-amv-{cyclus}",
        hoogst=100,
        mag_leeg=True,
        hulp=about.reden,
    )
    if base and base is not own:
        st.caption(f"Van cyclus {cyclus} is geen aandeel gepubliceerd; dit is dat van cyclus {base.code}.")
    return value


def _codes(keuze: Keuze, gebied: str) -> list[str]:
    return key.gemeenten(data.frame(keuze, "gebieden"), gebied).index.tolist()


@figures.cached
def _days(keuze: Keuze, gebied: str) -> pd.DataFrame:
    return scores.days(data.frame(keuze, "inwoners"), _codes(keuze, gebied))


def _day(keuze: Keuze, cyclus: str, gebied: str, velden: Velden) -> date | None:
    """Draw the choice of the day on which inhabitants are counted; only days that have all gemeenten."""
    found = _days(whole(keuze), gebied)
    usable = found[found["bekend"].eq(found["leden"])]
    days = [day.date() for day in usable["peildatum"]]
    if not days:
        velden.problemen.append("Van geen enkele dag zijn de inwoners van alle gemeenten geladen.")
        return None
    rule = opgave.rules().inwoners_op(cyclus)
    first = days.index(rule.inwoners_op) if rule and rule.inwoners_op in days else 0
    chosen = st.selectbox(
        "Inwoners op",
        days,
        index=first,
        key=f"sleutel-inwoners-{cyclus}",
        format_func=taal.datum,
        bind="query-params",
        filter_mode=None,
    )
    if rule and chosen == rule.inwoners_op:
        st.caption(f"{rule.reden[0].upper()}{rule.reden[1:]}.")
    if part := len(found) - len(usable):
        st.caption(
            f"Van {taal.meervoud(part, 'andere dag', 'andere dagen')} zijn niet alle gemeenten geladen."
        )
    return chosen


def _others(velden: Velden) -> dict[str, object]:
    """Draw the alternative keys: a maximum per 1,000 inhabitants, and credit for special reception."""
    most = velden.getal(
        "Hoogstens per 1.000 inwoners (leeg: geen maximum)",
        "",
        "sleutel-maximum",
        hoogst=1000,
        mag_leeg=True,
        hulp="Wat boven het maximum komt, gaat naar de andere gemeenten; de som blijft gelijk.",
    )
    rules = opgave.rules().krediet
    types = st.multiselect(
        "Krediet voor bijzondere opvang",
        [str(kind) for kind in LocatieType if kind != LocatieType.ONBEKEND],
        key="sleutel-krediet",
        format_func=taal.woord,
        bind="query-params",
        placeholder="geen krediet",
        help=f"Plekken van deze soorten gaan van het aandeel van een gemeente af. Waarom: {rules.reden}.",
    )
    factor: Fraction | None = Fraction(1)
    if types:
        factor = velden.getal(
            "Zoveel van elke plek telt als krediet",
            taal.getal(rules.factor, 1),
            "sleutel-krediet-factor",
            hoogst=10,
        )
    return {
        "maximum": None if most is None else str(most),
        "krediet": types,
        "krediet_factor": str(factor or 0),
    }
