"""The key against published numbers: two dots per area, and the factor that a published number implies.

Input columns (``metrics.key_check.compare``), one row per area of one level:
    naam (str); gepubliceerd (Int64, missing when sources disagree); gepubliceerd_tekst (str); berekend
    (Int64); afwijking_tekst (str); factor (Float64); factor_tekst (str); telt_mee (bool: one exact number).
An area whose sources disagree is a hatched stub. The charts place and sort; they compute nothing.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, laag, leeg, streep_onbekend, vorm_legenda
from charts.kader import Beeld
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal

RIJ = 24
LINKS_MAX = 168
#: Pixels beside the dots for their numbers; below this width of the picture the numbers stand at its edge.
RAND, RAND_FACTOR, RAND_SMAL, SMAL = 66, 74, 104, 560
BREED, NAUW = f"b >= {SMAL} ? 1 : 0", f"b >= {SMAL} ? 0 : 1"
HUE = TOKENS.accent


def vergelijking(frame: pd.DataFrame) -> Beeld:
    """Return published and computed per area on one line, the largest published number first.

    The scale is logarithmic: equal distances are equal percentages, so that small gemeenten can be read too.
    """
    rows = _rows(frame, "gepubliceerd").sort_values(["gepubliceerd", "naam"], ascending=[False, True])
    absent = _absent(frame)
    if rows.empty and not absent:
        return leeg()
    dots: Rows = [
        {
            "n": row.naam,
            "p": int(row.gepubliceerd),
            "c": int(row.berekend),
            "pt": row.gepubliceerd_tekst,
            "ct": taal.getal(row.berekend),
            "t": row.afwijking_tekst,
            "m": bool(row.telt_mee),
        }
        for row in rows.itertuples()
    ]
    names = [*[dot["n"] for dot in dots], *absent]
    links, y = _axis(names)
    both = [d[side] for d in dots for side in ("p", "c")] or [0]
    low, high = min(both), max(both)
    scale = alt.Scale(
        type="symlog", constant=1, domain=[low, max(high, low + 1)], nice=False, range=_range(RAND, RAND + 76)
    )
    x, x2 = alt.X("p:Q", scale=scale, axis=None), alt.X("c:Q", scale=scale, axis=None)
    told = "datum.n + ': gepubliceerd ' + datum.pt + ', berekend ' + datum.ct + ', afwijking ' + datum.t"
    spoken: dict[str, Any] = {"aria": True, "description": {"expr": told}, "size": 80, "opacity": 1}
    layers = [
        _ground(names, y),
        *_stubs(absent, y),
        laag(dots, {"type": "rule", "color": TOKENS.ink_3, "strokeWidth": 2}, x=x, x2="c:Q", y=y),
        laag(dots, {"type": "point", **GEPUBLICEERD, **spoken}, x=x, y=y, tooltip=_tooltip()),
        laag(dots, {"type": "point", **BEREKEND, "size": 80, "opacity": 1}, x=x2, y=y, tooltip=_tooltip()),
        *_beside(dots, scale, y),
        laag(dots, {**_TEXT, "x": {"expr": "width"}, "align": "right", "fontWeight": 600}, y=y, text="t:N"),
    ]
    legend = vorm_legenda([("gepubliceerd", GEPUBLICEERD), ("berekend door de monitor", BEREKEND)], links)
    chart = alt.layer(*layers, *legend).properties(height=RIJ * len(names))
    words = " ".join(f"{d['n']}: gepubliceerd {d['pt']}, berekend {d['ct']} ({d['t']})." for d in dots)
    return Beeld(chart, f"{words} {_missing(absent)}".strip(), links=links, rechts=8, onder="height + 20")


GEPUBLICEERD: dict[str, Any] = {"shape": "circle", "fill": HUE, "stroke": HUE, "strokeWidth": 1.6}
BEREKEND: dict[str, Any] = {
    "shape": "diamond",
    "fill": TOKENS.paper,
    "stroke": TOKENS.ink,
    "strokeWidth": 1.6,
}
_TEXT: dict[str, Any] = {
    "type": "text",
    "fontSize": TOKENS.size_caption,
    "color": TOKENS.ink,
    "baseline": "middle",
}


def factoren(frame: pd.DataFrame) -> Beeld:
    """Return the factor that each published number implies against inhabitants alone, lowest first.

    A filled dot is an exact number; an open one rests on an estimate, a bound, or a kind that is not named.
    """
    rows = _rows(frame, "factor").sort_values(["factor", "naam"])
    absent = _absent(frame)
    if rows.empty and not absent:
        return leeg()
    dots: Rows = [
        {"n": row.naam, "v": float(row.factor), "t": row.factor_tekst, "m": bool(row.telt_mee)}
        for row in rows.itertuples()
    ]
    names = [*[dot["n"] for dot in dots], *absent]
    links, y = _axis(names)
    low, high = min([0.95, *(dot["v"] for dot in dots)]), max([1.05, *(dot["v"] for dot in dots)])
    span = _range(RAND_FACTOR, RAND_FACTOR)
    x = alt.X("v:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False, range=span), axis=None)
    told = "datum.n + ': factor ' + datum.t"
    layers = [_ground(names, y), *_stubs(absent, y), *_one(len(names), x)]
    stems: Rows = [{**dot, "z": 1.0} for dot in dots]
    layers.append(laag(stems, {"type": "rule", "color": HUE, "strokeWidth": 2}, x=x, x2="z:Q", y=y))
    tooltip = [alt.Tooltip("n:N", title="gebied"), alt.Tooltip("t:N", title="factor")]
    for exact, look in ((True, GEPUBLICEERD), (False, ZACHT)):
        if mine := [dot for dot in dots if dot["m"] == exact]:
            mark = {"type": "point", **look, "size": 80, "opacity": 1, "aria": True}
            layers.append(laag(mine, {**mark, "description": {"expr": told}}, x=x, y=y, tooltip=tooltip))
    for side, dx, align in ((True, 11, "left"), (False, -11, "right")):
        if mine := [dot for dot in dots if (dot["v"] >= 1) == side]:
            look = {**_TEXT, "align": align, "dx": dx, "opacity": {"expr": BREED}}
            layers.append(laag(mine, look, x=x, y=y, text="t:N"))
    edge = {**_TEXT, "x": {"expr": "width"}, "align": "right", "opacity": {"expr": NAUW}}
    layers.append(laag(dots, edge, y=y, text="t:N"))
    items = [("exact getal", GEPUBLICEERD), ("schatting, grens of soort onbekend", ZACHT)]
    chart = alt.layer(*layers, *vorm_legenda(items, links, boven=36)).properties(height=RIJ * len(names))
    words = " ".join(f"{dot['n']}: {dot['t']}." for dot in dots)
    return Beeld(chart, f"{words} {_missing(absent)}".strip(), links=links, rechts=8, onder="height + 20")


ZACHT: dict[str, Any] = {"shape": "circle", "fill": TOKENS.paper, "stroke": HUE, "strokeWidth": 1.6}


def _rows(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame[frame[column].notna() & frame["berekend"].notna()]


def _absent(frame: pd.DataFrame) -> list[str]:
    """Return the areas without one number: their sources disagree."""
    return sorted(frame.loc[frame["gepubliceerd"].isna(), "naam"].unique())


def _missing(absent: list[str]) -> str:
    return " ".join(f"{name}: onbekend, bronnen verschillen." for name in absent)


def _stubs(absent: list[str], y: alt.Y) -> list[alt.Chart]:
    if not absent:
        return []
    rows: Rows = [{"n": name, "t": taal.ONBEKEND} for name in absent]
    box = {
        "type": "rect",
        "x": 10,
        "x2": 10 + STUB,
        "height": {"band": 0.6},
        "stroke": TOKENS.onbekend_streep,
    }
    label = {**_TEXT, "x": 20 + STUB, "align": "left", "color": TOKENS.ink_2}
    return [laag(rows, {**box, "color": streep_onbekend(7)}, y=y), laag(rows, label, y=y, text="t:N")]


def _axis(names: list[str]) -> tuple[int, alt.Y]:
    links = min(LINKS_MAX, round(max(breedte(name, TOKENS.size_caption) for name in names)) + 14)
    y = alt.Y("n:N", sort=names, title=None, scale=alt.Scale(domain=names, paddingOuter=0.1))
    return links, y.axis(minExtent=links, maxExtent=links, labelLimit=links - 8, labelColor=TOKENS.ink)


def _range(left: int, right: int) -> list[dict[str, str]]:
    """Return the pixels between which dots stand: room for numbers beside them, or at the edge of a phone."""
    return [
        {"expr": f"b >= {SMAL} ? {left} : 10"},
        {"expr": f"width - (b >= {SMAL} ? {right} : {RAND_SMAL})"},
    ]


def _ground(names: list[str], y: alt.Y) -> alt.Chart:
    line = {"type": "rule", "color": TOKENS.line, "x": 0, "x2": {"expr": "width"}, "strokeWidth": 1}
    return laag([{"n": name} for name in names], line, y=y)


def _one(count: int, x: alt.X) -> list[alt.Chart]:
    """Return the line of factor 1 with its words above the drawing."""
    row: Rows = [{"v": 1.0, "t": "1: precies naar inwoners"}]
    line = {"type": "rule", "color": TOKENS.ink, "strokeWidth": 1.2, "y": -6, "y2": RIJ * count}
    label = {**_TEXT, "y": -16, "align": "center", "color": TOKENS.ink_2}
    return [laag(row, line, x=x), laag(row, label, x=x, text="t:N")]


def _tooltip() -> list[alt.Tooltip]:
    named = {"n": "gebied", "pt": "gepubliceerd", "ct": "berekend", "t": "afwijking"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in named.items()]


def _beside(dots: Rows, scale: alt.Scale, y: alt.Y) -> list[alt.Chart]:
    """Return both numbers beside their dots: the lower one left, the higher one right."""
    left = [
        {"n": d["n"], "v": min(d["p"], d["c"]), "t": d["pt"] if d["p"] <= d["c"] else d["ct"]} for d in dots
    ]
    right = [
        {"n": d["n"], "v": max(d["p"], d["c"]), "t": d["ct"] if d["p"] <= d["c"] else d["pt"]} for d in dots
    ]
    x = alt.X("v:Q", scale=scale, axis=None)
    text = {**_TEXT, "opacity": {"expr": BREED}}
    return [
        laag(left, {**text, "align": "right", "dx": -9}, x=x, y=y, text="t:N"),
        laag(right, {**text, "align": "left", "dx": 9}, x=x, y=y, text="t:N"),
    ]
