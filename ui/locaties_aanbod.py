"""Locaties: places by month against the duty, with its switches, and the locations behind a month."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import aanbod as tekening
from metrics import sources as publishers
from metrics import supply
from model import taal
from model.lijsten import Deelgroep, Doelgroep, Zekerheid
from ui import aanbod, chart, data, links
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain

ZONDER, MET = "zonder verlenging", "met alle verlengingen"
HULP = (
    "Zonder verlenging telt een contract tot zijn einddatum; alleen een afgesproken verlenging telt mee. "
    "Met alle verlengingen tellen ook verlengingen die mogelijk zijn of gevraagd."
)
PERIODEN = {aanbod.RUIM: "1 jaar terug, 4 jaar vooruit", aanbod.ALLES: "alle jaren van het register"}
DELEN = {str(Deelgroep.ALLE): "alle plekken", str(Deelgroep.AMV): "alleen amv"}
METHODE = (
    "Een maand telt wat er op de laatste dag van die maand is. Een plek waarvan het begin of het einde niet "
    "bekend is, telt niet mee en staat er gearceerd boven."
)


def switches(keuze: Keuze) -> tuple[bool, str, str]:
    """Draw the switches and return: with extensions, which part, which period."""
    with st.container(key="aanbod-keuzes", horizontal=True, vertical_alignment="bottom"):
        reading = st.segmented_control(
            "Contracten die aflopen", [ZONDER, MET], default=ZONDER, key="verlenging", bind="query-params",
            help=HULP, required=True,
        )  # fmt: skip
        part = str(Deelgroep.ALLE)
        if aanbod.group(keuze) == Doelgroep.ASIELZOEKERS:
            part = st.selectbox(
                "Plekken", list(DELEN), format_func=DELEN.__getitem__, key="aanboddeel", bind="query-params",
                width=170,
            )  # fmt: skip
        period = st.selectbox(
            "Periode", list(PERIODEN), format_func=PERIODEN.__getitem__, key="periode", bind="query-params",
            width=260,
        )  # fmt: skip
    return reading == MET, part, period


def curve(keuze: Keuze, verlenging: bool, deel: str, periode: str) -> None:
    """Draw chart C2 with what is said beside it."""
    groep = aanbod.group(keuze)
    chart.show(figure, keuze, keuze.gebied, groep, deel, MET if verlenging else ZONDER, periode)
    if told := notes(keuze, keuze.gebied, groep, deel, verlenging):
        st.caption(plain(" ".join(told)))


@aanbod.cached
def notes(keuze: Keuze, gebied: str, groep: str, deel: str, verlenging: bool) -> list[str]:
    """Return what the picture cannot show: numbers that are not known, gemeenten without a location."""
    rows = _rows(keuze, gebied, groep, deel, verlenging=verlenging, periode=aanbod.RUIM)
    now = rows[rows["maand"].ge(keuze.dag)].iloc[0]
    out = []
    if heads := int(now["plekken_onbekend"] + now["mogelijk_onbekend"]):
        many = taal.meervoud(heads, "locatie", "locaties")
        what = "het aantal amv-plekken" if deel == Deelgroep.AMV else "het aantal plekken"
        out.append(f"Van {many} is {what} onbekend; die zitten niet in de hoogte.")
    if about := int(now["locaties_circa"]):
        out.append(f"Van {taal.meervoud(about, 'locatie', 'locaties')} is het aantal een schatting of grens.")
    codes = aanbod.leden(keuze, gebied)
    none = len(set(codes) - set(aanbod.stays_of(keuze, gebied, groep)["gebied_code"]))
    if none:
        many = taal.meervoud(len(codes), "gemeente", "gemeenten")
        out.append(f"Van {taal.getal(none)} van de {many} is geen locatie geladen; hun plekken ontbreken.")
    if groep == Doelgroep.STATUSHOUDERS:
        out.append("Een taakstelling telt personen per halfjaar en geen plekken; daarom is er geen lijn.")
    return out


def _rows(
    keuze: Keuze, gebied: str, groep: str, deel: str, *, verlenging: bool, periode: str
) -> pd.DataFrame:
    rows = aanbod.against(keuze, gebied, groep, verlenging=verlenging, periode=periode)
    return rows[rows["deelgroep"].eq(deel)].reset_index(drop=True)


def figure(keuze: Keuze, gebied: str, groep: str, deel: str, stand: str, periode: str) -> Figuur:
    """Return chart C2: supply by month against the duty of the chosen kind.

    Args:
        keuze: the filters.
        gebied: province, region or gemeente.
        groep: the group.
        deel: alle or amv.
        stand: which reading of extensions is stacked, ``ZONDER`` or ``MET``; the other one is the line.
        periode: ``aanbod.RUIM`` or ``aanbod.ALLES``.
    """
    longer = stand == MET
    rows = _rows(keuze, gebied, groep, deel, verlenging=longer, periode=periode)
    other = _rows(keuze, gebied, groep, deel, verlenging=not longer, periode=periode)
    rows = rows.assign(ander=other["aanbod"], opgave_tekst=_labels(rows), tekort_tekst=_short_texts(rows))
    first, last = aanbod.window(keuze, gebied, groep, periode)
    mine = aanbod.stays_of(keuze, gebied, groep)
    happens = supply.events(mine, first, last, verlenging=longer, peildatum=keuze.dag)
    happens = happens.assign(plekken_tekst=[supply.places_text(count) for count in happens["plekken"]])
    steps = supply.deadlines(data.the_rules(), first, last)
    if groep != Doelgroep.ASIELZOEKERS:
        steps = steps[:0]  # the cycles are those of the Spreidingswet
    beeld = tekening.beeld(rows, happens, steps, groep, keuze.dag, ZONDER if longer else MET)
    gat = aanbod.hole(keuze, gebied, groep, verlenging=longer, deelgroep=deel)
    shown = table(rows)
    return Figuur(
        beeld,
        _kader(keuze, gat, rows, gebied, groep, deel, stand),
        shown,
        f"aanbod_{groep}_{deel}_{'met' if longer else 'zonder'}_verlenging_{gebied}",
        rows.drop(columns=["opgave_tekst", "tekort_tekst", "opgave_bron"]),
    )


def _kader(  # noqa: PLR0913 - everything that stands around the picture
    keuze: Keuze, gat: supply.Gat, rows: pd.DataFrame, gebied: str, groep: str, deel: str, stand: str
) -> chart.Kader:
    who = taal.woord(groep if deel == Deelgroep.ALLE else deel)
    title = supply.hole_title(gat, f"{data.naam(keuze, gebied)}, {who}")
    cells = "|".join(rows["opgave_bron"].unique()).split("|")
    ids = {cell.split("#")[0] for cell in cells if cell}
    ids |= set(aanbod.stays_of(keuze, gebied, groep)["bron_id"])
    names = publishers.names(data.frame(keuze, "bronnen"), ids)
    more = f" en {taal.getal(len(names) - 4)} andere" if len(names) > 4 else ""
    source = taal.opsomming(names) if not more else ", ".join(names[:4]) + more
    kind = f", opgave: {taal.woord(keuze.soort)}" if groep == Doelgroep.ASIELZOEKERS else ""
    about = f"Geladen locaties op de laatste dag van elke maand, {stand}{kind}"
    return chart.kader(
        keuze, title, about, "plekken", source, " ".join([METHODE, *_begins(keuze, gebied, groep, rows)])
    )


def _begins(keuze: Keuze, gebied: str, groep: str, rows: pd.DataFrame) -> list[str]:
    """Say from which day each duty in the picture asks for its places, and which one only goes on."""
    steps = aanbod.steps(keuze, gebied, groep)
    shown = steps[steps["cyclus"].ne("") & steps["cyclus"].isin(rows.loc[rows["opgave"].notna(), "cyclus"])]
    out = []
    for row in shown.drop_duplicates("cyclus").itertuples():
        out.append(f"De opgave van cyclus {row.cyclus} geldt vanaf {taal.datum(row.van)} ({row.van_reden}).")
        if row.zonder_opgave:
            kind = f"Voor cyclus {row.zonder_opgave} is hier geen opgave van deze soort geladen"
            out.append(f"{kind}; daarom blijft de lijn die van cyclus {row.cyclus}.")
    return out


def _labels(rows: pd.DataFrame) -> list[str]:
    """Return the duty with its cycle, for the words at its line."""
    pairs = zip(_duty_texts(rows), rows["cyclus"], strict=True)
    return [f"{text} (cyclus {cycle})" if cycle else text for text, cycle in pairs]


def _duty_texts(rows: pd.DataFrame) -> list[str]:
    columns = rows[["opgave", "opgave_min", "opgave_max", "opgave_status"]]
    return [taal.waarde(*row) for row in columns.itertuples(index=False)]


def _short_texts(rows: pd.DataFrame) -> list[str]:
    return [supply.short_text(row) for row in rows[["tekort", "tekort_min"]].to_dict("records")]


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the months of C2 as text: what is there, what is asked, what is short."""
    out = {"maand": [taal.maand(day) for day in rows["maand"]]}
    out |= {str(name): [taal.getal(v) for v in rows[str(name)]] for name in Zekerheid}
    out |= {
        "aanbod_mogelijk": [taal.getal(v) for v in rows["mogelijk"]],
        "aanbod_samen": [taal.getal(v) for v in rows["aanbod"]],
        "opgave": _duty_texts(rows),
        "verschil": [taal.getal(v, plus=True) for v in rows["verschil"]],
        "plekken_onbekend": [taal.getal(v) for v in rows["plekken_onbekend"]],
    }
    return pd.DataFrame(out)


def behind(keuze: Keuze, verlenging: bool, deel: str, periode: str) -> None:
    """Draw the locations that make up one month: their places are the figure of that month."""
    groep = aanbod.group(keuze)
    with st.expander("Welke locaties zitten achter een maand?"):
        rows = _rows(keuze, keuze.gebied, groep, deel, verlenging=verlenging, periode=periode)
        names = {taal.maand(day): day for day in rows["maand"]}
        start = next((i for i, day in enumerate(names.values()) if day >= keuze.dag), 0)
        month = names[st.selectbox("Maand", list(names), index=start, key="achter-maand", width=220)]
        found = supply.behind(
            aanbod.stays_of(keuze, keuze.gebied, groep),
            aanbod.leden(keuze, keuze.gebied),
            month,
            verlenging=verlenging,
            peildatum=keuze.dag,
        )
        if found.empty:
            st.markdown("In deze maand is er geen geladen locatie, en ook geen die er misschien is.")
            return
        st.table(_behind_table(keuze, found, deel), hide_index=True, border="horizontal")
        sure = found[found["aanwezig"].eq("zeker")]
        total = _places(sure, deel).sum(min_count=1)
        st.caption(plain(f"Zeker aanwezig samen: {supply.places_text(total)}, net als in de grafiek."))


def _places(rows: pd.DataFrame, deel: str) -> pd.Series:
    return rows["plekken_amv"] if deel == Deelgroep.AMV else rows["plekken"]


def _behind_table(keuze: Keuze, found: pd.DataFrame, deel: str) -> pd.DataFrame:
    order = found.assign(_rang=found["aanwezig"].eq("mogelijk"), _plekken=_places(found, deel))
    order = order.sort_values(["_rang", "_plekken"], ascending=[True, False], kind="stable")
    cells = order["bron_id"] + "#" + order["bron_cel"]
    return pd.DataFrame(
        {
            "gemeente": [plain(data.naam(keuze, code)) for code in order["gebied_code"]],
            "locatie": [plain(name) for name in order["naam"]],
            "zekerheid": [taal.woord(code) if code else taal.ONBEKEND for code in order["zekerheid"]],
            "plekken": [
                links.source(taal.getal(n), c) for n, c in zip(order["_plekken"], cells, strict=True)
            ],
            "in deze maand": [
                "zeker" if here == "zeker" else f"misschien: {why}"
                for here, why in zip(order["aanwezig"], order["datum_reden"], strict=True)
            ],
        }
    )
