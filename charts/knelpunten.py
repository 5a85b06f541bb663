"""T6 as bars: the places that hang on each knelpunt, with who is at bat above the bar.

Input columns (``metrics.knelpunten.table``), one row per knelpunt in the order in which it is drawn:
    naam (of the area), tekst (str); aan_zet (str, an organisation); doelgroep (closed list or "");
    plekken (Int64, missing when unknown); dagen (Int64).
Every owner is drawn alike. What is unknown is a hatched stub that says so.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, leeg, legenda, streep_onbekend, tekst, vlak
from charts.kader import Beeld
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal
from model.lijsten import Doelgroep

BAR = 16
RIJ = 62
TOP = f"(datum.r * {RIJ} + 36)"
MEER = "meer groepen"
#: Room right of the longest bar for its number.
NAAST = 96


def beeld(frame: pd.DataFrame) -> Beeld:
    """Return the bars, from zero, in the order of the frame.

    Args:
        frame: See the module text.
    """
    if frame.empty:
        return leeg()
    rows = [_row(record, index) for index, record in enumerate(frame.to_dict("records"))]
    longest = max([row["p"] for row in rows if row["p"] is not None] + [1])
    layers = [*_bars(rows, longest), *_stubs(rows), *_words(rows)]
    chart = alt.layer(*layers, *_legend(rows)).properties(height=RIJ * len(rows))
    return Beeld(chart, _told(rows), onder="height + 8")


def _row(record: dict[str, Any], index: int) -> dict[str, Any]:
    unknown = taal.is_unknown(record["plekken"])
    owner = str(record["aan_zet"])
    owner = owner[:1].upper() + owner[1:]
    days = taal.meervoud(int(record["dagen"]), "dag", "dagen")
    return {
        "r": index,
        "o": owner,
        "w": round(breedte(owner, TOKENS.size_caption, vet=True)) + 8,
        "g": f"{record['naam']} · wacht {days}",
        "t": str(record["tekst"]),
        "d": str(record["doelgroep"]),
        "p": None if unknown else int(record["plekken"]),
        "l": "aantal plekken onbekend"
        if unknown
        else taal.meervoud(int(record["plekken"]), "plek", "plekken"),
    }


def _bars(rows: Rows, longest: int) -> list[alt.Chart]:
    """Return the bars with their numbers, a layer per group."""
    told = "datum.o + ', ' + datum.g + ': ' + datum.t + ' ' + datum.l"
    end = f"max(datum.p / {longest} * (b - {NAAST}), datum.p > 0 ? 2 : 0)"
    tooltip = [
        alt.Tooltip("o:N", title="aan zet"),
        alt.Tooltip("t:N", title="knelpunt"),
        alt.Tooltip("l:N", title="plekken"),
    ]
    layers = []
    known = [row for row in rows if row["p"] is not None]
    for group in sorted({row["d"] for row in known}):
        own = [row for row in known if row["d"] == group]
        look: dict[str, Any] = {"color": _hue(group), "aria": True, "description": {"expr": told}}
        layers.append(vlak(own, "0", TOP, end, f"{TOP} + {BAR}", **look).encode(tooltip=tooltip))
    if known:
        number: dict[str, Any] = {"fontWeight": 600, "color": TOKENS.ink}
        layers.append(tekst(known, f"{end} + 6", f"{TOP} + {BAR / 2}", "datum.l", **number))
    return layers


def _hue(group: str) -> str:
    return TOKENS.groep.get(group, TOKENS.ink_3)


def _stubs(rows: Rows) -> list[alt.Chart]:
    own = [row for row in rows if row["p"] is None]
    if not own:
        return []
    look: dict[str, Any] = {"color": streep_onbekend(7), "stroke": TOKENS.onbekend_streep}
    box = vlak(own, "0", TOP, str(STUB), f"{TOP} + {BAR}", **look)
    return [box, tekst(own, str(STUB + 8), f"{TOP} + {BAR / 2}", "datum.l", color=TOKENS.ink_2)]


def _words(rows: Rows) -> list[alt.Chart]:
    """Return owner and area above the bar, and what the matter is under them, cut where it does not fit."""
    first, second = f"datum.r * {RIJ} + 10", f"datum.r * {RIJ} + 26"
    fit: dict[str, Any] = {"ellipsis": "…"}
    owner = tekst(rows, "0", first, "datum.o", fontWeight=600, color=TOKENS.ink, limit={"expr": "b"}, **fit)
    place: dict[str, Any] = {"limit": {"expr": "max(b - datum.w, 1)"}, "color": TOKENS.ink_2}
    matter: dict[str, Any] = {"limit": {"expr": "b"}, "color": TOKENS.ink_2}
    area = tekst(rows, "datum.w", first, "datum.g", **place, **fit)
    return [owner, area, tekst(rows, "0", second, **matter, **fit)]


def _legend(rows: Rows) -> list[alt.Chart]:
    there = {row["d"] for row in rows if row["p"] is not None}
    items = [(taal.woord(g.value), {"color": _hue(g.value)}) for g in Doelgroep if g.value in there]
    if "" in there:
        items.append((MEER, {"color": _hue("")}))
    return legenda(items) if items else []


def _told(rows: Rows) -> str:
    return " ".join(f"{row['o']}, {row['g']}: {row['t']} {row['l']}." for row in rows)
