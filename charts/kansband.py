"""Places by month as a band: the middle of the draws, where eight of ten draws lie, and the duty.

Input columns (``metrics.forecast.run``), rows of one area:
    maand (datetime, month end); p10, p50, p90 (Int64, missing when unknown).
The duty is a dashed line, the day it must be there a vertical one; unknown months are hatched and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, laag, leeg, legenda, streep, tekst, vlak
from charts.kader import Beeld
from charts.kleur import tint
from charts.tokens import TOKENS
from model import taal

HOOGTE, LINKS = 260, 52
BEREIK = ["p10", "p50", "p90"]


@dataclass(frozen=True)
class Doel:
    """What the places are held against.

    Attributes:
        opgave: the duty; missing when unknown.
        tekst: as a reader sees it.
        datum: day on which it must be there; NaT for none.
    """

    opgave: object
    tekst: str
    datum: pd.Timestamp


def beeld(frame: pd.DataFrame, doelgroep: str, doel: Doel) -> Beeld:
    """Return the band of one area.

    Args:
        frame: See the module text.
        doelgroep: Gives the hue.
        doel: The duty and its day.
    """
    if frame.empty:
        return leeg()
    first, last = frame["maand"].min(), frame["maand"].max()
    span = max(last - first, pd.Timedelta(days=1))
    rows = _points(frame.dropna(subset=BEREIK), first, span)
    duty = None if taal.is_unknown(doel.opgave) else int(str(doel.opgave))
    top = max([row["z"] for row in rows] + [duty or 0, 1]) * 1.14
    hue = TOKENS.groep[doelgroep]
    layers = [_axes(top), *_years(first, last, span), *_band(rows, hue)]
    layers += [*_nothing(rows), *_duty(duty, doel.tekst), *_day(doel.datum, first, span)]
    chart = alt.layer(*layers, *_legend(hue)).properties(height=HOOGTE)
    return Beeld(chart, _words(rows, doel), links=LINKS, rechts=8, onder="height + 38")


def _points(frame: pd.DataFrame, first: pd.Timestamp, span: pd.Timedelta) -> Rows:
    rows: Rows = []
    for row in frame.sort_values("maand", kind="stable").to_dict("records"):
        low, middle, high = (int(row[name]) for name in BEREIK)
        said = f"{taal.getal(middle)}, van {taal.getal(low)} tot {taal.getal(high)}"
        share = round((row["maand"] - first) / span, 4)
        rows.append({"x": share, "a": low, "m": middle, "z": high, "l": taal.maand(row["maand"]), "t": said})
    return rows


def _x() -> alt.X:
    return alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)


def _axes(top: float) -> alt.Chart:
    room = LINKS - 4
    axis = alt.Axis(title=None, grid=True, tickCount=5, format=",.0f", minExtent=room, maxExtent=room)
    if top < 4:
        axis = alt.Axis(title=None, grid=True, values=[0], format=",.0f", minExtent=room, maxExtent=room)
    y = alt.Y("m:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    return laag([{"x": 0, "m": 0}], {"type": "point", "opacity": 0}, x=_x(), y=y)


def _years(first: pd.Timestamp, last: pd.Timestamp, span: pd.Timedelta) -> list[alt.Chart]:
    starts = [pd.Timestamp(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    rows: Rows = [{"x": round((day - first) / span, 4), "t": str(day.year)} for day in starts]
    lines = vlak(rows, "datum.x * width", "0", "datum.x * width + 1", f"{HOOGTE + 6}", color=TOKENS.line)
    shown = [row for row in rows if row["x"] < 0.93]
    return [lines, tekst(shown, "datum.x * width + 5", f"{HOOGTE + 16}", color=TOKENS.ink_2)]


def _band(rows: Rows, hue: str) -> list[alt.Chart]:
    if not rows:
        return []
    line = {"type": "line", "color": hue}
    edge = {**line, "strokeWidth": 1, "opacity": 0.7}
    dots = {"type": "point", "shape": "circle", "filled": True, "opacity": 0, "size": 90}
    tooltip = [alt.Tooltip("l:N", title="einde van"), alt.Tooltip("t:N", title="plekken")]
    return [
        laag(rows, {"type": "area", "color": tint(hue, 0.22)}, x=_x(), y="a:Q", y2="z:Q"),
        laag(rows, edge, x=_x(), y="a:Q"),
        laag(rows, edge, x=_x(), y="z:Q"),
        laag(rows, {**line, "strokeWidth": 3, "strokeCap": "round"}, x=_x(), y="m:Q"),
        laag(rows, dots, x=_x(), y="m:Q", tooltip=tooltip),
    ]


def _nothing(rows: Rows) -> list[alt.Chart]:
    """Return the hatch for an area of which no month can be drawn."""
    if rows:
        return []
    hatch = vlak([{}], "0", "0", "width", f"{HOOGTE}", color=streep(TOKENS.kaart_streep, TOKENS.onbekend, 22))
    halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 8, "strokeJoin": "round"}
    words = [
        tekst([{}], "width / 2", f"{HOOGTE / 2}", "'onbekend'", align="center", **look) for look in (halo, {})
    ]
    return [hatch, *words]


def _duty(duty: int | None, said: str) -> list[alt.Chart]:
    if duty is None:
        look: dict[str, Any] = {"align": "right", "color": TOKENS.ink_2, "fontWeight": 600}
        return [tekst([{"t": "opgave onbekend"}], "width - 6", "10", **look)]
    ends: Rows = [{"x": 0, "m": duty}, {"x": 1, "m": duty}]
    dashed = {"type": "line", "color": TOKENS.ink, "strokeDash": [6, 4], "strokeWidth": 1.5}
    text = {"type": "text", "align": "right", "baseline": "bottom", "dy": -4, "fontWeight": 600}
    halo = {**text, "color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 5, "strokeJoin": "round"}
    label: Rows = [{"x": 1, "m": duty, "t": f"opgave {said}"}]
    words = [laag(label, look, x=_x(), y="m:Q", text="t:N") for look in (halo, {**text, "color": TOKENS.ink})]
    return [laag(ends, dashed, x=_x(), y="m:Q"), *words]


def _day(day: pd.Timestamp, first: pd.Timestamp, span: pd.Timedelta) -> list[alt.Chart]:
    share = None if pd.isna(day) else (day - first) / span
    if share is None or not 0 <= share <= 1:
        return []
    row: Rows = [{"x": round(share, 4), "t": taal.datum(day)}]
    line = vlak(row, "datum.x * width - 0.75", "0", "datum.x * width + 0.75", f"{HOOGTE}", color=TOKENS.ink)
    place = "datum.x * width + (datum.x > 0.5 ? -6 : 6)"
    side: dict[str, Any] = {"align": {"expr": "datum.x > 0.5 ? 'right' : 'left'"}, "fontWeight": 600}
    return [line, tekst(row, place, f"{HOOGTE - 10}", color=TOKENS.ink, **side)]


def _legend(hue: str) -> list[alt.Chart]:
    items: list[tuple[str, dict[str, Any]]] = [
        ("midden van de trekkingen", {"color": hue}),
        ("acht van de tien trekkingen", {"color": tint(hue, 0.22), "stroke": hue, "strokeWidth": 1}),
    ]
    return legenda(items, LINKS)


def _words(rows: Rows, doel: Doel) -> str:
    duty = f"Opgave {doel.tekst}" if not taal.is_unknown(doel.opgave) else "Opgave onbekend"
    when = "." if pd.isna(doel.datum) else f", op {taal.datum(doel.datum)}."
    if not rows:
        return f"{duty}{when} Aantal plekken onbekend."
    told = [f"Einde van {row['l']}: {row['t']} plekken." for row in [rows[0], *rows[11::12]]]
    return " ".join([duty + when, *told])
