"""C3: statushouders housed so far in a half-year against one sixth of the taakstelling per month.

Input columns (``metrics.pace.series``), rows of one area:
    maand (datetime); realisatie (Int64, counted since the start; missing on days without a count);
    lijn (Float64, one sixth of the taakstelling per month; missing without a taakstelling).
After the last count the picture is hatched up to today and says ``onbekend``; what is to come stays open.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, laag, leeg, streep, tekst, vlak
from charts.kader import Beeld
from charts.tokens import TOKENS
from model import taal

HOOGTE = 230
HUE = "statushouders"
LIJN = "maandlijn: 1/6 per maand"
#: From this many days since the last count the rest is shown as unknown.
STIL = 31


def beeld(frame: pd.DataFrame, vandaag: pd.Timestamp) -> Beeld:
    """Return the cumulative line with its norm; labels stand at the ends of the lines.

    Args:
        frame: See the module text.
        vandaag: Up to this day a count could have been there.
    """
    if frame.empty:
        return leeg()
    first, last = _half_year(frame["maand"].max())
    days = (last - first).days
    counted = _points(frame, "realisatie", first, days)
    norm = _points(frame, "lijn", first, days)
    top = max([row["v"] for row in counted + norm] + [1]) * 1.18
    layers = [_axes(top), *_months(first), *_unknown(counted, min(1.0, (vandaag - first).days / days))]
    layers += _norm(norm) + _line(counted)
    chart = alt.layer(*layers).properties(height=HOOGTE)
    return Beeld(chart, _words(counted, norm), links=40, rechts=8, onder="height + 38")


def _half_year(day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day of the half-year a date lies in."""
    first = pd.Timestamp(day.year, 1 if day.month <= 6 else 7, 1)
    return first, first + pd.DateOffset(months=6, days=-1)


def _points(frame: pd.DataFrame, column: str, first: pd.Timestamp, days: int) -> Rows:
    rows: Rows = []
    for row in frame.dropna(subset=[column]).sort_values("maand", kind="stable").to_dict("records"):
        share = round(max(0.0, (row["maand"] - first).days / days), 4)
        value = round(float(row[column]), 1)
        text = taal.getal(value, 0 if value == int(value) else 1)
        rows.append({"x": share, "v": value, "t": text, "l": taal.datum(row["maand"])})
    return rows


def _x() -> alt.X:
    return alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)


def _axes(top: float) -> alt.Chart:
    axis = alt.Axis(title=None, grid=True, tickCount=4, format=",.0f", minExtent=36, maxExtent=36)
    if top < 4:
        axis = alt.Axis(title=None, grid=True, values=[0, 1], format=",.0f", minExtent=36, maxExtent=36)
    y = alt.Y("v:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    return laag([{"x": 0, "v": 0}], {"type": "point", "opacity": 0}, x=_x(), y=y)


def _months(first: pd.Timestamp) -> list[alt.Chart]:
    names = [taal.maand(first + pd.DateOffset(months=step))[:3] for step in range(6)]
    rows: Rows = [{"x": (step + 0.5) / 6, "t": name} for step, name in enumerate(names)]
    return [tekst(rows, "datum.x * width", f"{HOOGTE + 16}", align="center", color=TOKENS.ink_2)]


def _unknown(counted: Rows, until: float) -> list[alt.Chart]:
    """Return the hatch after the last count, when that is too long ago."""
    start = counted[-1]["x"] if counted else 0.0
    if until - start < STIL / 184:
        return []
    row: Rows = [{"x": start, "z": until, "t": "realisatie onbekend" if not counted else taal.ONBEKEND}]
    band = {"type": "rect", "y": 0, "y2": HOOGTE, "color": streep(TOKENS.kaart_streep, TOKENS.onbekend, 14)}
    text: dict[str, Any] = {"align": "center", "color": TOKENS.ink_2}
    halo = {**text, "color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 6, "strokeJoin": "round"}
    middle = "(datum.x + datum.z) / 2 * width"
    labels = [tekst(row, middle, f"{HOOGTE - 14}", **look) for look in (halo, text)]
    return [laag(row, {**band, "opacity": 0.75}, x=_x(), x2="z:Q"), *labels]


def _norm(norm: Rows) -> list[alt.Chart]:
    if not norm:
        look: dict[str, Any] = {"color": TOKENS.ink_2, "fontWeight": 600}
        return [tekst([{"t": "taakstelling onbekend"}], "6", "12", **look)]
    dashed = {"type": "line", "color": TOKENS.ink_2, "strokeDash": [5, 4], "strokeWidth": 1.5}
    words = [{"t": f"{LIJN}, samen {norm[-1]['t']}"}]
    sample = [{"i": step} for step in range(3)]
    dash = vlak(sample, "4 + datum.i * 9", "9.25", "9 + datum.i * 9", "10.75", color=TOKENS.ink_2)
    return [laag(norm, dashed, x=_x(), y="v:Q"), dash, tekst(words, "36", "10.5", color=TOKENS.ink_2)]


def _line(counted: Rows) -> list[alt.Chart]:
    if not counted:
        return []
    hue = TOKENS.groep[HUE]
    line = {"type": "line", "color": hue, "strokeWidth": 3, "strokeCap": "round"}
    dots = {"type": "point", "shape": "circle", "size": 70, "filled": True, "opacity": 1, "color": hue}
    spoken = {"aria": True, "description": {"expr": "datum.l + ': ' + datum.t"}}
    label = {"type": "text", "align": "left", "dx": 8, "dy": 12, "fontWeight": 600}
    label["color"] = TOKENS.groep_tekst[HUE]
    tooltip = [alt.Tooltip("l:N", title="peildatum"), alt.Tooltip("t:N", title="gehuisvest sinds het begin")]
    shown = [row for row in counted if row["x"] > 0]
    return [
        laag(counted, line, x=_x(), y="v:Q"),
        laag(shown, {**dots, **spoken}, x=_x(), y="v:Q", tooltip=tooltip),
        laag(shown, label, x=_x(), y="v:Q", text="t:N"),
    ]


def _words(counted: Rows, norm: Rows) -> str:
    task = f"Taakstelling {norm[-1]['t']}." if norm else "Taakstelling onbekend."
    done = [f"{row['t']} op {row['l']}" for row in counted if row["x"] > 0]
    return f"{task} Gehuisvest: {', '.join(done) if done else taal.ONBEKEND}."
