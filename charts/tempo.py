"""C3: statushouders housed so far in a half-year against one sixth of the taakstelling per month.

Input columns, one row per month of the half-year, in order:
    maand (datetime, any day of the month); gerealiseerd (Int64, cumulative, missing when unknown or to come);
    norm (Float64, cumulative line; missing when the taakstelling is unknown); is_toekomst (bool).
A month without a figure is hatched and says ``onbekend``; a month to come is left open.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, laag, leeg, streep_onbekend
from charts.kader import Beeld
from charts.tokens import TOKENS
from model import taal

HOOGTE = 240
HUE = "statushouders"


def beeld(frame: pd.DataFrame, lijn: str = "maandlijn: 1/6 per maand") -> Beeld:
    """Return the cumulative line with its norm; labels stand at the ends of the lines."""
    if frame.empty:
        return leeg()
    rows = [_row(record) for record in frame.to_dict("records")]
    values = [row[key] for row in rows for key in ("v", "n") if row[key] is not None]
    top = max([*values, 1]) * 1.18
    low = min([*values, 0])
    x = alt.X("m:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=False))
    axis = alt.Axis(title=None, grid=True, tickCount=4, format=",.0f", minExtent=36, maxExtent=36)
    y = alt.Y("v:Q", scale=alt.Scale(domain=[low, top], nice=False), axis=axis)
    layers = [*_unknown(rows, x, top), *_norm(rows, x, y, lijn), *_line(rows, x, y)]
    chart = alt.layer(_months(rows, x), *layers).properties(height=HOOGTE)
    return Beeld(chart, _words(rows), links=40, rechts=8, onder="height + 40")


def _row(record: dict[str, Any]) -> dict[str, Any]:
    value, norm = record["gerealiseerd"], record["norm"]
    unknown = taal.is_unknown(value)
    return {
        "m": taal.maand(record["maand"]).split()[0][:3],
        "l": taal.maand(record["maand"]),
        "v": None if unknown else int(value),
        "t": taal.getal(value),
        "n": None if taal.is_unknown(norm) else round(float(norm), 1),
        "nt": taal.getal(norm, 1),
        "f": bool(record["is_toekomst"]),
        "u": unknown and not record["is_toekomst"],
    }


def _months(rows: Rows, x: alt.X) -> alt.Chart:
    return laag([{"m": row["m"]} for row in rows], {"type": "point", "opacity": 0}, x=x)


def _unknown(rows: Rows, x: alt.X, top: float) -> list[alt.Chart]:
    missing = [row for row in rows if row["u"]]
    if not missing:
        return []
    band = {
        "type": "bar",
        "y": HOOGTE - 26,
        "y2": HOOGTE,
        "width": {"band": 0.9},
        "color": streep_onbekend(6),
    }
    told = {"aria": True, "description": {"expr": "datum.l + ': onbekend'"}, "stroke": TOKENS.onbekend_streep}
    text = {"type": "text", "y": HOOGTE - 38, "fontSize": 12, "color": TOKENS.ink_2}
    return [laag(missing, {**band, **told}, x=x), laag(_runs(rows), text, x=x, text="t:N")]


def _runs(rows: Rows) -> Rows:
    """Return one label for each run of unknown months, at its middle."""
    runs: list[Rows] = []
    for before, row in zip([None, *rows], rows, strict=False):
        if row["u"] and before is not None and before["u"]:
            runs[-1].append(row)
        elif row["u"]:
            runs.append([row])
    return [{"m": run[len(run) // 2]["m"], "t": taal.ONBEKEND} for run in runs]


def _norm(rows: Rows, x: alt.X, y: alt.Y, lijn: str) -> list[alt.Chart]:
    known = [{**row, "v": row["n"], "t": lijn} for row in rows if row["n"] is not None]
    if not known:
        text = {"type": "text", "x": 4, "y": 8, "align": "left", "color": TOKENS.ink_2}
        return [laag([{"t": "taakstelling onbekend"}], text, text="t:N")]
    dashed = {"type": "line", "color": TOKENS.ink_2, "strokeDash": [5, 4], "strokeWidth": 1.5}
    label = {"type": "text", "align": "right", "dy": -14, "dx": 24, "color": TOKENS.ink_2}
    return [laag(known, dashed, x=x, y=y), laag(known[-1:], label, x=x, y=y, text="t:N")]


def _line(rows: Rows, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    known = [row for row in rows if row["v"] is not None]
    if not known:
        return []
    hue = TOKENS.groep[HUE]
    told = "datum.l + ': ' + datum.t + ', maandlijn ' + datum.nt"
    line = {
        "type": "line",
        "color": hue,
        "strokeWidth": 3,
        "strokeCap": "round",
        "invalid": "break-paths-show-domains",
    }
    dots = {"type": "point", "shape": "circle", "size": 70, "filled": True, "opacity": 1, "color": hue}
    spoken = {"aria": True, "description": {"expr": told}}
    label = {
        "type": "text",
        "align": "left",
        "dx": 8,
        "dy": 11,
        "fontWeight": 600,
        "color": TOKENS.groep_tekst[HUE],
    }
    tooltip = [
        alt.Tooltip("l:N", title="maand"),
        alt.Tooltip("t:N", title="gerealiseerd"),
        alt.Tooltip("nt:N", title="maandlijn"),
    ]
    past = [row for row in rows if not row["f"]]
    return [
        laag(past, line, x=x, y=y),
        laag(known, {**dots, **spoken}, x=x, y=y, tooltip=tooltip),
        laag(known, label, x=x, y=y, text="t:N"),
    ]


def _words(rows: Rows) -> str:
    past = [row for row in rows if not row["f"]]
    return "; ".join(f"{row['l']}: {row['t']} van {row['nt']} volgens de maandlijn" for row in past) + "."
