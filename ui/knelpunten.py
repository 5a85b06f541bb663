"""Knelpunten: what stands in the way on the day of the filters, for how many places, and who is at bat."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts import knelpunten as bars
from metrics import areas
from metrics import knelpunten as registers
from metrics import sources as publishers
from metrics.maatregelen import Blik
from model import taal
from ui import chart, data, figures, links, tables
from ui.chart import Figuur
from ui.deliveries_fields import whole
from ui.keuze import Keuze
from ui.links import plain

PAGINA, KNELPUNT = "knelpunten", "knelpunt"
#: Bars that one picture can carry and still be read.
MOST_BARS = 12
MOST_OWNERS = 8
#: Fields of a knelpunt in the table beside the chart and in its CSV.
COLUMNS = (
    "naam",
    "soort",
    "knelpunt",
    "plekken",
    "aan_zet",
    "wacht_sinds",
    "dagen",
    "uiterlijk_op",
    "status",
)


def blik(keuze: Keuze) -> Blik:
    """Return how figures are read for this choice."""
    return Blik(data.the_rules(), keuze.soort, keuze.cyclus, dict(keuze.voorkeuren))


@figures.cached
def _register(keuze: Keuze) -> pd.DataFrame:
    return registers.table(data.frames(keuze), keuze.dag)


def register(keuze: Keuze, gebied: str = "") -> pd.DataFrame:
    """Return the register of an area and everything inside it, and of the chosen group; see the metric.

    Args:
        keuze: the filters.
        gebied: code; the chosen area when empty.
    """
    rows = _register(whole(keuze))
    codes = areas.inside(data.frame(keuze, "gebieden"), gebied or keuze.gebied)
    rows = rows[rows["gebied_code"].isin(codes)]
    if keuze.groep:
        rows = rows[rows["doelgroep"].isin([keuze.groep, ""])]
    return rows.reset_index(drop=True)


def sentence(keuze: Keuze) -> None:
    """Draw the finding: how much is open, for how many places, and who is at bat."""
    with st.container(key="zin"):
        st.markdown(plain(registers.told(register(keuze), data.naam(keuze, keuze.gebied))))


def owners(keuze: Keuze) -> None:
    """Draw who is at bat: a table per owner and the bars per knelpunt."""
    rows = register(keuze)
    rows = rows[rows["is_open"]]
    if rows.empty:
        st.markdown("Er staat geen open knelpunt in het register van dit gebied.")
        return
    found = registers.per_owner(rows)
    with st.container(key="smal-eigenaren"):
        st.table(_owners(found.head(MOST_OWNERS)), hide_index=True, border="horizontal")
    if len(found) > MOST_OWNERS:
        st.caption(f"En nog {taal.meervoud(len(found) - MOST_OWNERS, 'organisatie', 'organisaties')}.")
    st.caption(
        "Plekken van één locatie tellen één keer. Staat een locatie bij twee organisaties, dan telt zij bij "
        "beide; de rijen kunnen samen dus meer zijn dan het totaal."
    )
    chart.show(bars_figure, keuze)


def _owners(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "aan zet": [plain(_capital(name)) for name in found["aan_zet"]],
            "plekken": [_at_least(row) for row in found.itertuples()],
            "knelpunten": [taal.getal(n) for n in found["aantal"]],
            "wacht het langst": [taal.meervoud(int(n), "dag", "dagen") for n in found["langst"]],
            "te laat": [f"▲ {taal.getal(n)}" if n else "–" for n in found["te_laat"]],
        }
    )


def _at_least(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    """Return the places of an owner; a sum that misses some is at least that."""
    if taal.is_unknown(row.plekken):
        return taal.ONBEKEND
    return f"minimaal {taal.getal(row.plekken)}" if row.plekken_onbekend else taal.getal(row.plekken)


def bars_figure(keuze: Keuze) -> Figuur:
    """Return the bars of the open knelpunten, most places first."""
    rows = register(keuze)
    rows = rows[rows["is_open"]]
    name = data.naam(keuze, keuze.gebied)
    found = registers.per_owner(rows)
    first = found.iloc[0]
    title = f"{name}: de meeste plekken wachten op {first['aan_zet']} ({taal.getal(first['plekken'])})"
    if taal.is_unknown(first["plekken"]):
        title = (
            f"{name}: van {taal.meervoud(len(rows), 'knelpunt', 'knelpunten')} is het aantal plekken onbekend"
        )
    more = len(rows) - MOST_BARS
    note = (
        f"De {MOST_BARS} grootste staan in het beeld; alle {len(rows)} staan in de tabel." if more > 0 else ""
    )
    names = publishers.names(data.frame(keuze, "bronnen"), rows["bron_id"])
    source = taal.opsomming(names[:4]) if len(names) < 5 else f"{', '.join(names[:4])} en andere"
    kader = chart.kader(keuze, title, "Plekken die van een knelpunt afhangen", "plekken", source, note)
    beeld = bars.beeld(rows.head(MOST_BARS))
    return Figuur(beeld, kader, _texts(rows), "knelpunten", _numbers(rows))


def _numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the register for a CSV: numbers and days stay what they are, unknown stays missing."""
    words = {name: rows[name].map(taal.woord) for name in ("soort", "status")}
    renamed = rows.assign(**words).rename(columns={"sinds": "wacht_sinds", "tekst": "knelpunt"})
    return renamed[list(COLUMNS)]


def _texts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the register as text, a column per field, for the table beside the chart."""
    return pd.DataFrame(
        {
            "naam": rows["naam"],
            "soort": rows["soort"].map(taal.woord),
            "knelpunt": rows["tekst"],
            "plekken": [taal.getal(n) for n in rows["plekken"]],
            "aan_zet": rows["aan_zet"],
            "wacht_sinds": [taal.datum(day) for day in rows["sinds"]],
            "dagen": [taal.getal(n) for n in rows["dagen"]],
            "uiterlijk_op": [taal.datum(day) for day in rows["uiterlijk_op"]],
            "status": rows["status"].map(taal.woord),
        }
    )


def table(keuze: Keuze) -> None:
    """Draw table T6: the open knelpunten by places at stake, and apart what has ended."""
    rows = register(keuze)
    there = rows[rows["is_open"]]
    if there.empty:
        st.markdown("Er staat geen open knelpunt in het register van dit gebied.")
    else:
        _draw(keuze, there, "open")
    ended = rows[~rows["is_open"]]
    if len(ended):
        with st.expander(f"Afgesloten: {taal.meervoud(len(ended), 'knelpunt', 'knelpunten')}"):
            _draw(keuze, ended.sort_values("afgesloten_op", ascending=False), "dicht")


def _draw(keuze: Keuze, rows: pd.DataFrame, key: str) -> None:
    page = tables.page_of(rows.to_dict("records"), f"knelpunten-{key}")
    with st.container(key=f"smal-ruim-knelpunten-{key}"):
        st.table(_readable(keuze, page), hide_index=True, border="horizontal")


def _readable(keuze: Keuze, rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "plekken": [taal.getal(row["plekken"]) for row in rows],
            "aan zet": [plain(_capital(row["aan_zet"])) for row in rows],
            "knelpunt": [_matter(keuze, row) for row in rows],
            "wachttijd en stand": [_state(row) for row in rows],
        }
    )


def _matter(keuze: Keuze, row: dict) -> str:
    """Return what the matter is, as a link to the knelpunt, with its area, site and kind."""
    site = f", {plain(row['locatie'])}" if row["locatie"] else ""
    about = f"{links.area(keuze, row['gebied_code'])}{site}, {taal.woord(row['soort'])}"
    return f"{about}: {_link(row)}"


def _link(row: dict) -> str:
    return f"[{plain(row['tekst'])}]({links.address(PAGINA, knelpunt=row['knelpunt_id'])})"


def _state(row: dict) -> str:
    """Return how long a knelpunt waits, until when an answer is due, and what came of it."""
    days = taal.meervoud(int(row["dagen"]), "dag", "dagen")
    if not row["is_open"]:
        came = f": {plain(row['uitkomst'])}" if row["uitkomst"] else ""
        return f"● {taal.woord(row['status'])} na {days}, op {taal.datum(row['afgesloten_op'])}{came}"
    late = row["dagen_te_laat"]
    if not taal.is_unknown(late):
        over = taal.meervoud(int(late), "dag", "dagen")
        return f"wacht {days} · ▲ {over} te laat, moest {taal.datum(row['uiterlijk_op'])}"
    due = "" if taal.is_unknown(row["uiterlijk_op"]) else f", uiterlijk {taal.datum(row['uiterlijk_op'])}"
    return f"wacht {days} · ◐ {taal.woord(row['status'])}{due}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def few(keuze: Keuze, gebied: str, most: int = 3) -> None:
    """Draw the knelpunten of an area with the most places, in few words, and a link to all of them.

    Args:
        keuze: the filters.
        gebied: code of any area.
        most: how many.
    """
    rows = register(keuze, gebied)
    rows = rows[rows["is_open"]]
    for row in rows.head(most).to_dict("records"):
        stake = row["plekken"]
        count = (
            "aantal plekken onbekend"
            if taal.is_unknown(stake)
            else taal.meervoud(int(stake), "plek", "plekken")
        )
        days = taal.meervoud(int(row["dagen"]), "dag", "dagen")
        about = f"{links.area(keuze, row['gebied_code'])}: {_link(row)}"
        st.markdown(f"**{count}** · {plain(_capital(row['aan_zet']))} · {days}  \n{about}")
    name = data.naam(keuze, gebied)
    left = len(rows) - most
    if rows.empty:
        st.markdown(f"Voor {plain(name)} staat geen open knelpunt in het register.")
    elif left > 0:
        more = taal.meervoud(left, "knelpunt", "knelpunten")
        st.markdown(f"[Nog {more}]({links.address(PAGINA)})")


def above(keuze: Keuze, code: str) -> None:
    """Say how many knelpunten of the larger areas of a gemeente hold it back as well."""
    rows = _register(whole(keuze))
    chain = areas.chain(data.frame(keuze, "gebieden"), code)[1:]
    mine = rows[rows["is_open"] & rows["gebied_code"].isin(chain)]
    if len(mine):
        more = taal.meervoud(len(mine), "knelpunt gaat", "knelpunten gaan")
        names = taal.opsomming(sorted(set(mine["naam"])))
        st.markdown(f"[Nog {more} over {plain(names)} als geheel]({links.address(PAGINA)}).")
