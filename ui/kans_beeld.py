"""The chances on the page: the sentence, the picture per area, the band by month, and what hangs on what."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts import kans as chances_chart
from charts import kansband
from metrics import sources as publishers
from metrics.forecast import words
from model import taal
from ui import chart, data, figures, kans
from ui.chart import Figuur
from ui.kans import Wens
from ui.keuze import Keuze
from ui.links import plain
from ui.tables import page_of

#: Areas without a chance that still have room in the picture; more are counted in words.
MOST_WITHOUT = 40
MOST_SOURCES = 4
BAND = ["p10", "p50", "p90"]


def sentence(keuze: Keuze, wens: Wens) -> None:
    """Draw the chance of the chosen area in a sentence, with what it rests on."""
    row = kans.shown(keuze, wens).iloc[0].to_dict()
    st.markdown(f"**{plain(words.headline(row))}**")
    day = kans.of_duty(keuze, wens.groep)
    ground = f" De dag: {day.herkomst}." if wens.datum == _iso(day.datum) else ""
    st.caption(plain(f"{_made(keuze, wens)}{ground}"))
    if more := words.note(row | {"reden": ""}):
        st.caption(plain(f"{row['naam']}: {more}. Wat niet meetelt, kan de uitkomst alleen hoger maken."))


def _iso(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def _made(keuze: Keuze, wens: Wens) -> str:
    """Say who computed it, with which assumptions and draws."""
    known = kans.the_assumptions()
    assumed = known.at(keuze.peildatum)
    ties = next(one.naam for one in known.trekking.samenhang if one.waarde == wens.samenhang)
    ends = ", onbekende einddatum blijft open" if wens.open_einde else ""
    ends += ", alleen plekken die tellen" if wens.telt else ""
    return (
        f"{words.DOOR} ({assumed.naam.lower()} van {assumed.eigenaar}, {taal.datum(assumed.vastgesteld_op)}; "
        f"{wens.stand}). {taal.getal(known.trekking.aantal)} trekkingen, zaad {wens.zaad}, "
        f"samenhang binnen een gemeente: {ties}{ends}."
    )


def chances(keuze: Keuze, wens: Wens) -> None:
    """Draw the chance per area; without any chance the sentence has said why."""
    if kans.shown(keuze, wens)["kans"].isna().all():
        return
    chart.show(chances_figure, keuze, wens.tekst)


def chances_figure(keuze: Keuze, tekst: str) -> Figuur:
    """Return the chances of the chosen area and what it consists of."""
    wens = kans.lees(tekst)
    rows = kans.shown(keuze, wens)
    known = rows[rows["kans"].notna()]
    drawn = rows if len(rows) - len(known) <= MOST_WITHOUT else known
    drawn = drawn.assign(is_samen=drawn["leden"].gt(1))
    kader = chart.kader(
        keuze, _chances_title(keuze, rows), _subtitle(wens, "Kans dat de plekken er op tijd zijn"), "procent",
        _source(keuze, wens), _made(keuze, wens) + _left_note(rows),
    )  # fmt: skip
    return Figuur(
        chances_chart.beeld(drawn, wens.groep, wens.stand), kader, chances_table(rows), f"kans_{wens.groep}",
        _numbers(rows),
    )  # fmt: skip


def _numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures for a CSV: places as numbers, chances in words, because none of them is certain."""
    said = chances_table(rows)[["kans", "kans_laag", "kans_hoog", "toelichting"]]
    return pd.concat([rows[["gebied_code", "naam", "opgave", *BAND, "weggelaten"]], said], axis=1)


def _chances_title(keuze: Keuze, rows: pd.DataFrame) -> str:
    """Return the finding: the chance of the area itself, and how many of its parts are likely to make it."""
    first = rows.iloc[0]
    title = f"{first['naam']}: kans {words.chance_text(first['kans'], first['is_ondergrens'])}"
    known = rows[rows["gebied_code"].isin(figures.parts_shown(keuze)) & rows["kans"].notna()]
    if known.empty:
        return title
    likely = taal.getal(known["kans"].gt(0.5).sum())
    one, more = figures.shown_words(keuze)
    of = taal.meervoud(len(known), one, more)
    return f"{title}; van {of} met een kans halen er {likely} het in meer dan de helft van de trekkingen"


def _subtitle(wens: Wens, what: str) -> str:
    group = taal.woord(wens.groep if wens.deelgroep == "alle" else wens.deelgroep)
    when = f" op {taal.datum(wens.datum)}" if wens.datum else ""
    return f"{what}{when}, {group}"


def _left_note(rows: pd.DataFrame) -> str:
    return (
        " ≥ is een ondergrens: van een deel van de locaties is te weinig bekend."
        if rows["is_ondergrens"].any()
        else ""
    )  # noqa: E501


def _source(keuze: Keuze, wens: Wens) -> str:
    rows = kans.inside(keuze, kans.drawn(keuze, wens).rijen)
    names = publishers.names(data.frame(keuze, "bronnen"), set(rows["bron_id"]))
    more = f" en {taal.getal(len(names) - MOST_SOURCES)} andere" if len(names) > MOST_SOURCES else ""
    shown = ", ".join(names[:MOST_SOURCES]) + more if more else taal.opsomming(names)
    return f"{shown or 'geen locaties'}; kansen: aannames in de monitor"


def chances_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the chances as text."""
    places = [words.range_text(row.p10, row.p50, row.p90) for row in rows.itertuples()]
    said = [words.chance_text(row.kans, row.is_ondergrens) for row in rows.itertuples()]
    return pd.DataFrame(
        {
            "naam": rows["naam"],
            "opgave": [taal.getal(value) for value in rows["opgave"]],
            "plekken_op_de_dag": places,
            "kans": said,
            "kans_laag": [taal.kans(value) for value in rows["kans_laag"]],
            "kans_hoog": [taal.kans(value) for value in rows["kans_hoog"]],
            "toelichting": [words.note(row) for row in rows.to_dict("records")],
        }
    )


def band(keuze: Keuze, wens: Wens) -> None:
    """Draw the places by month as a band, for the chosen area."""
    chart.show(band_figure, keuze, wens.tekst)


def band_figure(keuze: Keuze, tekst: str) -> Figuur:
    """Return the places of the chosen area by month: the middle of the draws and where eight of ten lie."""
    wens = kans.lees(tekst)
    row = kans.shown(keuze, wens).iloc[0]
    found = kans.drawn(keuze, wens).band
    mine = found[found["gebied_code"].eq(keuze.gebied)]
    if not row["locaties"]:
        mine = mine.assign(p10=pd.NA, p50=pd.NA, p90=pd.NA)
    own = figures.totals(figures.own(keuze, keuze.gebied), wens.groep, wens.deelgroep).iloc[0]
    asked = own["opgave"] if wens.groep != "statushouders" else pd.NA
    goal = kansband.Doel(asked, taal.getal(asked), wens.dag)
    kader = chart.kader(
        keuze, _band_title(row, wens), _subtitle(wens, "Plekken aan het einde van elke maand, en"),
        "plekken", _source(keuze, wens), _made(keuze, wens),
    )  # fmt: skip
    quarters = mine[mine["maand"].dt.month.mod(3).eq(0)]  # the CSV has every month
    shown = pd.DataFrame(
        {
            "maand": [taal.maand(day) for day in quarters["maand"]],
            **{name: [taal.getal(value) for value in quarters[name]] for name in BAND},
        }
    )
    return Figuur(kansband.beeld(mine, wens.groep, goal), kader, shown, f"kansband_{wens.groep}", mine)


def _band_title(row: pd.Series, wens: Wens) -> str:
    if taal.is_unknown(row["p50"]):
        return f"{row['naam']}: hoeveel plekken er dan zijn, is onbekend"
    least = "ten minste " if row["is_ondergrens"] else ""
    places = f"{least}{taal.getal(row['p50'])} plekken"
    if row["p10"] == row["p90"]:
        return f"{row['naam']}: {places} op {taal.datum(wens.datum)}"
    spread = f"acht van de tien keer tussen {taal.getal(row['p10'])} en {taal.getal(row['p90'])}"
    return f"{row['naam']}: in het midden {places} op {taal.datum(wens.datum)}, {spread}"


def what_if(keuze: Keuze, wens: Wens) -> None:
    """Draw what hangs on each stage and on extensions: places and chance with and without."""
    rows = kans.drawn(keuze, wens).wat_als
    rows = rows[rows["gebied_code"].isin(kans.shown(keuze, wens)["gebied_code"])]
    if rows.empty:
        st.markdown("Op deze dag hangt er niets af van wat nog niet zeker is, of er is te weinig bekend.")
        return
    st.markdown(
        "Per regel telt de monitor dezelfde trekkingen nog eens, zonder deze plekken: links van de pijl met, "
        "rechts zonder. De regels overlappen elkaar; tel ze niet op."
    )
    page = pd.DataFrame(page_of(rows.to_dict("records"), "watals"))
    st.table(_what_if_table(page), hide_index=True, border="horizontal")


def _what_if_table(rows: pd.DataFrame) -> pd.DataFrame:
    every = list(rows.itertuples())
    return pd.DataFrame(
        {
            "gebied": [plain(row.naam) for row in every],
            "stel dat dit niet doorgaat": [_post(row) for row in every],
            "plekken, midden": [f"{taal.getal(row.p50)} → {taal.getal(row.p50_zonder)}" for row in every],
            "kans": [f"{_chance(row, 'kans')} → {_chance(row, 'kans_zonder')}" for row in every],
        }
    )


def _post(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    sites = taal.meervoud(row.locaties, "locatie", "locaties")
    return f"{words.post_text(row.post)} ({sites}, {taal.getal(row.plekken)} plekken)"


def _chance(row: Any, name: str) -> str:  # noqa: ANN401 - a row from itertuples
    return words.chance_text(getattr(row, name), row.is_ondergrens)
