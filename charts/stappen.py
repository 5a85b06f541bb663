"""The steps of the cycles of the law on one time line: what was, what comes, and how sure each date is.

Input columns, one row per step:
    cyclus (str); stap (str: its name); datum (datetime); zeker (str: what the date rests on);
    is_gepubliceerd (bool).
One row per step, so that names and dates can be read on a phone.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, laag, leeg, tekst, vlak, vorm_legenda
from charts.kader import Beeld
from charts.tokens import TOKENS
from model import taal

#: Height of a step: its dot, and under it one line of text when wide, two on a phone.
RIJ, SMAL = 46, 560
HOOG = f"(b >= {SMAL} ? {RIJ} : 64)"
ZEKER: dict[str, Any] = {
    "shape": "circle",
    "fill": TOKENS.accent,
    "stroke": TOKENS.accent,
    "strokeWidth": 1.6,
}
AFGELEID: dict[str, Any] = {**ZEKER, "fill": TOKENS.paper}
_LOOKS = ((True, ZEKER), (False, AFGELEID))


def beeld(frame: pd.DataFrame, vandaag: pd.Timestamp) -> Beeld:
    """Return the time line with a line for today.

    Args:
        frame: See the module text, in the order in which it is drawn.
        vandaag: Where the line for today stands.
    """
    if frame.empty:
        return leeg()
    days = [*frame["datum"].dropna(), vandaag]
    first, last = min(days) - pd.Timedelta(days=30), max(days) + pd.Timedelta(days=30)
    rows = [_row(record, index, first, last) for index, record in enumerate(frame.to_dict("records"))]
    height = f"({len(rows)} * {HOOG})"
    layers = [*_years(first, last, height), *_lines(rows), *_dots(rows), *_texts(rows)]
    layers += _today((vandaag - first) / (last - first), vandaag, height)
    legend = vorm_legenda(
        [("datum gepubliceerd", ZEKER), ("datum afgeleid of uit de pers", AFGELEID)], boven=36
    )
    chart = alt.layer(*layers, *legend).properties(height=RIJ * len(rows))
    words = " ".join(f"{row['n']}: {row['t']}." for row in rows)
    return Beeld(chart, words, onder=f"{height} + 34", midden=f"{height} / 2")


def _row(record: dict[str, Any], index: int, first: pd.Timestamp, last: pd.Timestamp) -> dict[str, Any]:
    known = not taal.is_unknown(record["datum"])
    sure = bool(record["is_gepubliceerd"]) or not known
    when = taal.datum(record["datum"]) if known else "datum onbekend"
    return {
        "r": index,
        "x": round((record["datum"] - first) / (last - first), 5) if known else None,
        "n": f"{record['cyclus']}: {record['stap']}",
        "t": when if sure else f"{when} ({record['zeker']})",
        "k": when if sure else f"{when}, niet gepubliceerd",
        "m": sure,
    }


def _years(first: pd.Timestamp, last: pd.Timestamp, height: str) -> list[alt.Chart]:
    starts = [pd.Timestamp(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    rows: Rows = [{"x": round((day - first) / (last - first), 5), "t": str(day.year)} for day in starts]
    labels = [row for row in rows if row["x"] < 0.92]
    return [
        vlak(rows, "datum.x * b", "0", "datum.x * b + 1", f"{height} + 16", color=TOKENS.line),
        tekst(labels, "datum.x * b + 6", f"{height} + 10", color=TOKENS.ink_2),
    ]


def _lines(rows: Rows) -> list[alt.Chart]:
    y = f"datum.r * {HOOG} + {HOOG} - 12"
    return [vlak(rows, "0", f"{y} - 0.5", "b", f"{y} + 0.5", color=TOKENS.line)]


def _dots(rows: Rows) -> list[alt.Chart]:
    layers = []
    place = {"x": {"expr": "datum.x * b"}, "y": {"expr": f"datum.r * {HOOG} + {HOOG} - 12"}}
    told = "datum.n + ': ' + datum.t"
    for sure, look in _LOOKS:
        if mine := [row for row in rows if row["m"] == sure and row["x"] is not None]:
            mark = {"type": "point", **look, **place, "size": 110, "opacity": 1, "aria": True}
            layers.append(laag(mine, {**mark, "description": {"expr": told}}))
    return layers


def _texts(rows: Rows) -> list[alt.Chart]:
    """Return step and date: one line when wide, two on a phone; a halo covers the lines behind."""
    first = f"datum.r * {HOOG} + 14"
    whole = f"b >= {SMAL} ? datum.n + ' · ' + datum.t : datum.n"
    fit: dict[str, Any] = {"limit": {"expr": "b"}, "ellipsis": "…"}
    halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 5, "strokeJoin": "round"}
    layers = []
    for look, soft in ((halo, halo), ({"color": TOKENS.ink}, {"color": TOKENS.ink_2})):
        layers.append(tekst(rows, "0", first, whole, **fit, **look))
        layers.append(tekst(rows, "0", f"{first} + 17", f"b >= {SMAL} ? '' : datum.k", **fit, **soft))
    return layers


def _today(share: float, vandaag: pd.Timestamp, height: str) -> list[alt.Chart]:
    row: Rows = [{"x": round(share, 5), "t": f"vandaag, {taal.datum(vandaag)}"}]
    side: dict[str, Any] = {"align": {"expr": "datum.x > 0.5 ? 'right' : 'left'"}, "fontWeight": 600}
    x = "datum.x * b"
    line = vlak(row, f"{x} - 0.75", "-14", f"{x} + 0.75", height, color=TOKENS.ink)
    return [line, tekst(row, f"{x} + (datum.x > 0.5 ? -6 : 6)", "-8", **side)]
