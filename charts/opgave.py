"""Kinds of duty per area as dots on one line: how far the numbers that are asked of one area lie apart.

Input columns, one row per area and kind (more where sources disagree):
    gebied_code, naam (str); soort (code of the kind); soort_naam (str as a reader sees it); zijde
    (``formeel``, ``afspraak`` or empty); waarde, waarde_min, waarde_max (Int64); waarde_tekst (str).
An area without any number is not drawn; how many there are is a row of its own with a hatched stub. The
chart places and sorts; it computes nothing.
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
from model.lijsten import Doelgroep, SoortOpgave

RIJ = 30
LINKS_MAX = 168
#: Pixels left and right of the dots for the numbers beside them; on a phone they stand at the edge.
RAND, RAND_SMAL, SMAL = 86, 104, 560
BREED, NAUW = f"b >= {SMAL} ? 1 : 0", f"b >= {SMAL} ? 0 : 1"
#: Shape of each kind; the law's numbers are filled, those of agreements are open.
VORMEN = {
    SoortOpgave.INDICATIEF: "circle",
    SoortOpgave.VERDEELBESLUIT: "square",
    SoortOpgave.AFSPRAAK: "diamond",
    SoortOpgave.VERSLAG: "triangle-up",
    SoortOpgave.NETTO: "circle",
    SoortOpgave.GECORRIGEERD: "square",
    SoortOpgave.OPGAVE: "circle",
    SoortOpgave.ONBEKEND: "cross",
}
ANDER = "stroke"


def beeld(frame: pd.DataFrame, doelgroep: str, onbekend: int = 0, meervoud: str = "gemeenten") -> Beeld:
    """Return the dots of one group, areas sorted by their largest number.

    Args:
        frame: See the module text.
        doelgroep: Gives the hue.
        onbekend: Number of areas of which no kind is known.
        meervoud: What the areas are called.
    """
    if frame.empty and not onbekend:
        return leeg()
    hue = TOKENS.groep.get(doelgroep, TOKENS.groep[Doelgroep.ASIELZOEKERS])
    dots = _dots(frame)
    order = _order(dots)
    rest = f"{taal.getal(onbekend)} andere {meervoud}" if order else f"alle {taal.getal(onbekend)} {meervoud}"
    names = [*order, *([rest] if onbekend else [])]
    top = max([dot["v"] for dot in dots] + [1])
    links = min(LINKS_MAX, round(max(breedte(name, TOKENS.size_caption) for name in names)) + 14)
    y = alt.Y("n:N", sort=names, title=None, scale=alt.Scale(domain=names, paddingOuter=0.1))
    y = y.axis(minExtent=links, maxExtent=links, labelLimit=links - 8, labelColor=TOKENS.ink)
    span = [{"expr": _rand()}, {"expr": f"width - (b >= {SMAL} ? {RAND} : {RAND_SMAL})"}]
    scale = alt.Scale(domain=[0, top], nice=False, range=span)
    x = alt.X("v:Q", scale=scale, axis=None)
    layers = [_ground(names, x, y), *_spans(dots, x, y), *_marks(dots, hue, x, y), *_numbers(dots, x, y)]
    if onbekend:
        layers += _stub(rest, x, y)
    chart = alt.layer(*layers, *_legend(frame, hue, links)).properties(height=RIJ * len(names))
    told = f" Van {taal.getal(onbekend)} {meervoud} is het getal onbekend." if onbekend else ""
    return Beeld(chart, _words(dots, order) + told, links=links, rechts=8, onder="height + 20")


def _rand() -> str:
    """Return the left edge of the dots, as an expression."""
    return f"(b >= {SMAL} ? {RAND} : 10)"


def _dots(frame: pd.DataFrame) -> Rows:
    """Return one dot per number; a bound stands on the end that is known and says so in words."""
    rows: Rows = []
    for row in frame.to_dict("records"):
        known = [
            row[name] for name in ("waarde", "waarde_min", "waarde_max") if not taal.is_unknown(row[name])
        ]
        if known:
            rows.append(
                {
                    "n": row["naam"],
                    "s": str(row["soort"]),
                    "l": row["soort_naam"],
                    "f": row["zijde"] != "afspraak",
                    "v": int(known[0]),
                    "t": str(row["waarde_tekst"]),
                }
            )
    return rows


def _order(dots: Rows) -> list[str]:
    largest: dict[str, int] = {}
    for dot in dots:
        largest[dot["n"]] = max(largest.get(dot["n"], 0), dot["v"])
    return sorted(largest, key=lambda name: (-largest[name], name))


def _ground(names: list[str], x: alt.X, y: alt.Y) -> alt.Chart:
    """Return faint lines, one per area, so that the eye finds its name; they fix the order too."""
    rows: Rows = [{"n": name, "v": 0} for name in names]
    line = {"type": "rule", "color": TOKENS.line, "x": 0, "x2": {"expr": "width"}, "strokeWidth": 1}
    return laag(rows, line, y=y)


def _spans(dots: Rows, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return a line from the lowest to the highest number of an area."""
    rows: Rows = []
    for name in {dot["n"]: None for dot in dots}:
        mine = [dot["v"] for dot in dots if dot["n"] == name]
        if max(mine) > min(mine):
            rows.append({"n": name, "v": min(mine), "z": max(mine)})
    if not rows:
        return []
    return [laag(rows, {"type": "rule", "color": TOKENS.ink_3, "strokeWidth": 2}, x=x, x2="z:Q", y=y)]


def _marks(dots: Rows, hue: str, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    told = "datum.n + ', ' + datum.l + ': ' + datum.t"
    tooltip = [
        alt.Tooltip("n:N", title="gebied"),
        alt.Tooltip("l:N", title="soort opgave"),
        alt.Tooltip("t:N", title="getal"),
    ]
    layers = []
    for kind, filled in sorted({(dot["s"], dot["f"]) for dot in dots}):
        mine = [dot for dot in dots if (dot["s"], dot["f"]) == (kind, filled)]
        look = _look(kind, filled, hue) | {"type": "point", "size": 110, "opacity": 1}
        look |= {"aria": True, "description": {"expr": told}}
        layers.append(laag(mine, look, x=x, y=y, tooltip=tooltip))
    return layers


def _look(kind: str, filled: bool, hue: str) -> dict[str, Any]:
    return {
        "shape": VORMEN.get(SoortOpgave(kind), ANDER),
        "fill": hue if filled else TOKENS.paper,
        "stroke": hue,
        "strokeWidth": 1.8,
    }


def _numbers(dots: Rows, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the number beside the outermost dots of each area: left the lowest, right the highest."""
    left: Rows = []
    right: Rows = []
    for name in {dot["n"]: None for dot in dots}:
        mine = sorted((dot for dot in dots if dot["n"] == name), key=lambda dot: dot["v"])
        right.append(mine[-1])
        if mine[0]["v"] < mine[-1]["v"]:
            left.append(mine[0])
    base = {"type": "text", "fontSize": TOKENS.size_caption, "color": TOKENS.ink, "baseline": "middle"}
    wide, narrow = {**base, "opacity": {"expr": BREED}}, {**base, "opacity": {"expr": NAUW}}
    layers = [laag(right, {**wide, "align": "left", "dx": 11, "fontWeight": 600}, x=x, y=y, text="t:N")]
    if left:
        layers.append(laag(left, {**wide, "align": "right", "dx": -11}, x=x, y=y, text="t:N"))
    low = {dot["n"]: dot["t"] for dot in left}
    edge = [{"n": r["n"], "t": f"{low[r['n']]} tot {r['t']}" if r["n"] in low else r["t"]} for r in right]
    return [*layers, laag(edge, {**narrow, "x": {"expr": "width"}, "align": "right"}, y=y, text="t:N")]


def _stub(name: str, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the hatched stub that stands for every area of which nothing is known."""
    row: Rows = [{"n": name, "v": 0, "t": taal.ONBEKEND}]
    box = {
        "type": "rect",
        "x": RAND,
        "x2": RAND + STUB,
        "height": {"band": 0.55},
        "stroke": TOKENS.onbekend_streep,
    }
    label = {"type": "text", "x": RAND + STUB + 10, "align": "left", "color": TOKENS.ink_2}
    return [laag(row, {**box, "color": streep_onbekend(7)}, y=y), laag(row, label, y=y, text="t:N")]


def _legend(frame: pd.DataFrame, hue: str, links: int) -> list[alt.Chart]:
    if frame.empty:
        return []
    kinds = frame.drop_duplicates(["soort", "zijde"])[["soort", "soort_naam", "zijde"]]
    items = []
    for row in kinds.itertuples(index=False):
        side = "na afspraak" if row.zijde == "afspraak" else row.zijde
        word = f"{row.soort_naam} ({side})" if side else str(row.soort_naam)
        items.append((word, _look(str(row.soort), row.zijde != "afspraak", hue)))
    return vorm_legenda(items, links)


def _words(dots: Rows, order: list[str]) -> str:
    told = []
    for name in order:
        mine = [f"{dot['l']} {dot['t']}" for dot in dots if dot["n"] == name]
        told.append(f"{name}: {', '.join(mine)}.")
    return " ".join(told)
