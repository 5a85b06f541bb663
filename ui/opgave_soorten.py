"""Opgave, section Soorten: cycles and kinds of duty side by side, formeel and na afspraak."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import opgave as drawn
from metrics import areas, duties
from model import taal
from model.gebieden import members
from model.lijsten import Deelgroep, Doelgroep
from ui import chart, data, figures, links, opgave, tables
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain
from ui.overview import sources

ALLE, AMV = str(Deelgroep.ALLE), str(Deelgroep.AMV)
ZIJDEN = {"formeel": "formeel", "afspraak": "na afspraak", "": "soort niet genoemd"}
OR = " of "


def show(keuze: Keuze) -> None:
    """Draw the numbers of the area itself, the chart of one round, and every gemeente with its numbers."""
    found = opgave.table(keuze)
    kinds = duties.kinds(found)
    if kinds.empty:
        who = taal.woord(opgave.groep(keuze))
        st.markdown(f"Voor dit gebied en zijn gemeenten is geen opgave {who} geladen op deze peildatum.")
        return
    st.caption(
        "Formeel is het getal van de wet. Na afspraak is wat regio en provincie ervan maakten; dat bindt pas "
        "als een verdeelbesluit het overneemt. De ene soort is nooit de som van de andere. Als bronnen "
        "verschillen, staan beide getallen er en tellen zij in geen som mee."
    )
    _own(keuze, found, kinds)
    _round(keuze, kinds)
    _members(keuze, found, kinds)


def _own(keuze: Keuze, found: pd.DataFrame, kinds: pd.DataFrame) -> None:
    """Draw a row per kind: the number of the area itself and, beside it, the sum of its gemeenten."""
    st.subheader(plain(data.naam(keuze, keuze.gebied)), anchor=False)
    sums = _sums(keuze).set_index(["deelgroep", "reeks"])["som_tekst"].to_dict()
    own = cells(found[found["gebied_code"].eq(keuze.gebied)])
    is_asylum = opgave.groep(keuze) == Doelgroep.ASIELZOEKERS
    nothing = (
        f"{taal.ONBEKEND}, {taal.bekend_van(0, len(members(data.frame(keuze, 'gebieden'), keuze.gebied)))}"
    )
    rows = []
    for kind in kinds.itertuples():
        row = {
            "soort opgave": plain(f"{kind.naam} ({ZIJDEN[kind.zijde]})"),
            "getal van het gebied zelf": own.get((keuze.gebied, ALLE, kind.reeks), taal.ONBEKEND),
        }
        if is_asylum:
            row["waarvan amv"] = own.get((keuze.gebied, AMV, kind.reeks), taal.ONBEKEND)
        rows.append(row | {"som van de gemeenten": sums.get((ALLE, kind.reeks), nothing)})
    with st.container(key="smal-soorten-gebied"):
        st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")


@figures.cached
def _summed(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    gebieden = data.frame(keuze, "gebieden")
    inside = members(gebieden, gebied)
    found = opgave.table(keuze)
    return duties.sums(found[found["gebied_code"].isin(inside)], areas.membership(gebieden, [gebied]))


def _sums(keuze: Keuze) -> pd.DataFrame:
    return _summed(keuze, keuze.gebied, opgave.groep(keuze))


def cells(found: pd.DataFrame, *, dated: bool = True) -> dict[tuple[str, str, str], str]:
    """Return per area, part and kind the number as a link to its source, with its date.

    Args:
        found: see ``duties.table``; two rows of one kind are sources that disagree.
        dated: whether the date goes with it.
    """
    out: dict[tuple[str, str, str], list[str]] = {}
    when: dict[tuple[str, str, str], str] = {}
    for row in found.itertuples():
        place = (str(row.gebied_code), str(row.deelgroep), str(row.reeks))
        out.setdefault(place, []).append(links.source(str(row.waarde_tekst), str(row.bron_cijfers)))
        when[place] = plain(row.moment)
    said: dict[tuple[str, str, str], str] = {}
    for place, parts in out.items():
        about = [when[place]] if dated else []
        about += ["bronnen verschillen"] if len(parts) > 1 else []
        said[place] = OR.join(parts) + (f" ({'; '.join(about)})" if about else "")
    return said


def _round(keuze: Keuze, kinds: pd.DataFrame) -> None:
    """Draw the choice of a round and its chart; the round with most known numbers stands first."""
    known = kinds.groupby("ronde", sort=False)["bekend"].sum()
    rounds = list(known.index)
    first = rounds.index(keuze.cyclus) if keuze.cyclus in rounds else rounds.index(known.idxmax())
    ronde = st.selectbox(
        "Cyclus of halfjaar in de grafiek",
        rounds,
        index=first,
        key=f"ronde-{opgave.groep(keuze)}",
        format_func=lambda code: code or duties.BEFORE,
        bind="query-params",
        width=260,
    )
    chart.show(kinds_figure, keuze, str(ronde))


def drawn_rows(keuze: Keuze, found: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the rows of the areas that the chosen one is shown by, and how many have none."""
    shown = figures.parts_shown(keuze)
    rows = found[found["gebied_code"].isin(shown) & found["deelgroep"].eq(ALLE)]
    names = dict(duties.kinds(found)[["reeks", "naam"]].itertuples(index=False))
    rows = rows.assign(
        naam=[data.naam(keuze, code) for code in rows["gebied_code"]],
        soort=rows["soort_opgave"],
        soort_naam=rows["reeks"].map(names),
    )
    return rows, len(shown) - rows["gebied_code"].nunique()


def kinds_figure(keuze: Keuze, ronde: str) -> Figuur:
    """Return the kinds of one round per area as dots on a line."""
    found = opgave.table(keuze)
    rows, absent = drawn_rows(keuze, found[found["ronde"].eq(ronde)])
    more = figures.shown_words(keuze)[1]
    known = rows["gebied_code"].nunique()
    several = int(rows.groupby("gebied_code")["reeks"].nunique().gt(1).sum())
    area, name = data.naam(keuze, keuze.gebied), ronde or duties.BEFORE
    count = taal.getal(known + absent)
    title = f"{area}, {name}: een getal van {known} van de {count} {more}, meer dan één soort van {several}"
    unit = taal.woord(next(iter(rows["eenheid"]), "plekken"))
    subtitle = f"Soorten opgave {taal.woord(opgave.groep(keuze))} naast elkaar"
    kader = chart.kader(keuze, title, subtitle, unit, sources(keuze, rows))
    shown = pd.DataFrame(
        {
            "naam": rows["naam"],
            "soort_opgave": rows["soort_naam"],
            "kant": [ZIJDEN[side] for side in rows["zijde"]],
            "getal": rows["waarde_tekst"],
            "vastgesteld": rows["moment"],
        }
    )
    picture = drawn.beeld(rows, opgave.groep(keuze), absent, more)
    return Figuur(picture, kader, shown, f"soorten_opgave_{ronde}", numbers(rows))


def numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of duties for a CSV: unknown stays missing, codes become words."""
    named = {"gebied_code": "gebiedscode", "naam": "gebied", "soort_naam": "soort opgave"}
    columns = ["gebied_code", "naam", "soort_naam", "waarde", "waarde_min", "waarde_max", "eenheid", "datum"]
    out = rows[columns].assign(eenheid=rows["eenheid"].map(taal.woord))
    return out.assign(status=rows["waarde_status"].map(taal.woord)).rename(columns=named)


def _members(keuze: Keuze, found: pd.DataFrame, kinds: pd.DataFrame) -> None:
    """Draw every area with its numbers: kinds as columns, or one row per number when there are many kinds."""
    one, more = figures.shown_words(keuze)
    st.subheader(more.capitalize(), anchor=False)
    shown = figures.parts_shown(keuze)
    mine = found[found["gebied_code"].isin(shown)]
    here = kinds[kinds["reeks"].isin(mine["reeks"])]
    if here.empty:
        st.markdown(f"Van geen enkele {one} is een getal bekend.")
    elif len(here) > MOST_COLUMNS:
        _long(keuze, mine, here, one)
    else:
        _wide(keuze, mine, here, one, ALLE)
        if (mine["deelgroep"].eq(AMV)).any():
            with st.expander("Waarvan amv (ligt binnen het totaal)"):
                _wide(keuze, mine[mine["deelgroep"].eq(AMV)], here, one, AMV)


#: More kinds than this do not fit beside each other.
MOST_COLUMNS = 6


def _wide(keuze: Keuze, found: pd.DataFrame, kinds: pd.DataFrame, one: str, part: str) -> None:
    page = tables.page_of(figures.parts_shown(keuze), f"soorten-{part}")
    shown = pd.DataFrame({one: [links.area(keuze, code) for code in page]})
    same: list[str] = []
    for kind in kinds.itertuples():
        mine = found[found["reeks"].eq(kind.reeks) & found["deelgroep"].eq(part)]
        days = mine["moment"].unique()
        text = cells(mine, dated=len(days) > 1)
        if len(days) == 1:
            same.append(f"{kind.naam}: {days[0]}")
        head = f"{kind.naam} ({ZIJDEN[kind.zijde]})"
        shown[head] = [text.get((code, part, kind.reeks), taal.ONBEKEND) for code in page]
    with st.container(key=f"smal-soorten-{part}"):
        st.table(shown, hide_index=True, border="horizontal")
    if same:
        st.caption(plain(f"Vastgesteld op: {'; '.join(same)}."))


def _long(keuze: Keuze, found: pd.DataFrame, kinds: pd.DataFrame, one: str) -> None:
    names = kinds.set_index("reeks")[["naam", "zijde"]]
    rows = found[found["deelgroep"].eq(ALLE)].drop_duplicates(["gebied_code", "reeks"])
    text = cells(found)
    shown = pd.DataFrame(
        {
            one: [links.area(keuze, code) for code in rows["gebied_code"]],
            "soort opgave": [plain(names["naam"][kind]) for kind in rows["reeks"]],
            "kant": [ZIJDEN[names["zijde"][kind]] for kind in rows["reeks"]],
            "getal": [text[row.gebied_code, ALLE, row.reeks] for row in rows.itertuples()],
        }
    )
    page = tables.page_of(range(len(shown)), "soorten-lijst")
    with st.container(key="smal-soorten-lijst"):
        st.table(shown.iloc[page], hide_index=True, border="horizontal")
    absent = len(figures.parts_shown(keuze)) - rows["gebied_code"].nunique()
    st.caption(f"Van {taal.meervoud(absent, one, figures.shown_words(keuze)[1])} is geen getal bekend.")
