"""Parts that charts share: text, hatching, the stub for unknown, the legend row, the empty picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from charts.kader import Beeld
from charts.kleur import ink_on, tint
from charts.tekst import breedte
from charts.tokens import TOKENS

Rows = list[dict[str, Any]]
STUB = 44
GEEN_GEGEVENS = "geen gegevens"
LEGENDA_BREUKEN = (0, 340, 460, 560, 700, 800)
#: Shapes of status and knowledge as paths: the typeface lacks the half circle.
VORMEN = {
    "●": "circle",
    "▲": "M0,-1.25L1.3,1.05L-1.3,1.05Z",
}
HALF = "M0,-1.13A1.13,1.13,0,0,0,0,1.13Z"


def streep(colour: str, paper: str, lines: int = 8) -> dict[str, Any]:
    """Return a diagonal hatch as a fill: hard stops in a gradient, because Vega has no patterns."""
    stops: list[dict[str, Any]] = []
    for index in range(lines):
        start = index / lines
        middle = start + 0.28 / lines
        stops += [{"offset": start, "color": colour}, {"offset": middle, "color": colour}]
        stops += [{"offset": middle, "color": paper}, {"offset": (index + 1) / lines, "color": paper}]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def streep_onbekend(lines: int = 8) -> dict[str, Any]:
    """Return the grey hatch that means unknown, on every chart."""
    return streep(TOKENS.onbekend_streep, TOKENS.onbekend, lines)


def stijl(hue: str, deel: str) -> dict[str, Any]:
    """Return the look of a certainty in a hue: full, lighter, lightest with an edge, or a dashed box."""
    if deel == "gat":
        return {"color": TOKENS.paper, "stroke": hue, "strokeDash": [4, 3], "strokeWidth": 1}
    look: dict[str, Any] = {"color": tint(hue, TOKENS.dekking[deel])}
    return look | ({"stroke": hue, "strokeWidth": 1} if deel == "voornemen" else {})


def laag(
    rows: Rows, mark: dict[str, Any], transforms: Sequence[dict[str, Any]] = (), **encoding: Any
) -> alt.Chart:
    """Return one layer. Layers are silent for screen readers unless the mark says otherwise."""
    kind = {"aria": False, **mark}
    if kind["aria"]:
        kind["ariaRoleDescription"] = "cijfer"
    chart = alt.Chart(alt.Data(values=rows), mark=alt.MarkDef(**kind))
    if transforms:
        chart.transform = [alt.Transform(transform) for transform in transforms]
    return chart.encode(**encoding) if encoding else chart


def midden(schaal: str) -> list[dict[str, Any]]:
    """Return transforms that place a number (``m``) in its part of a bar and drop it where it does not fit.

    A number that the tick of the duty (``o``) would cross moves to the longer side of the tick.

    Args:
        schaal: Vega expression: pixels per unit of ``a``, ``z`` and ``o``; ``w`` is the width of the number.
    """
    crossed = f"isValid(datum.o) && abs(datum.o - (datum.a + datum.z) / 2) * {schaal} < datum.w / 2 + 3"
    return [
        {
            "calculate": f"{crossed} && datum.o - datum.a >= datum.z - datum.o ? datum.o : datum.z",
            "as": "rechts",
        },
        {
            "calculate": f"{crossed} && datum.o - datum.a < datum.z - datum.o ? datum.o : datum.a",
            "as": "links",
        },
        {"calculate": "(datum.links + datum.rechts) / 2", "as": "m"},
        {"filter": f"(datum.rechts - datum.links) * {schaal} > datum.w"},
    ]


def tekst(rows: Rows, x: str, y: str, field: str = "datum.t", **mark: Any) -> alt.Chart:
    """Return a text layer placed in pixels; ``x``, ``y`` and ``field`` are Vega expressions."""
    style = {"align": "left", "baseline": "middle", "fontSize": TOKENS.size_caption, **mark}
    return laag(rows, {"type": "text", "x": {"expr": x}, "y": {"expr": y}, "text": {"expr": field}, **style})


def vlak(rows: Rows, x: str, y: str, x2: str, y2: str, **mark: Any) -> alt.Chart:
    """Return a layer of rectangles placed in pixels by Vega expressions."""
    place = {"x": {"expr": x}, "y": {"expr": y}, "x2": {"expr": x2}, "y2": {"expr": y2}}
    return laag(rows, {"type": "rect", **place, **mark})


def vorm(rows: Rows, teken: str, x: str, y: str, kleur: str, maat: int = 90) -> list[alt.Chart]:
    """Return a layer with a status shape; ◐ is an open circle with its left half filled, ? is a letter."""
    place = {"x": {"expr": x}, "y": {"expr": y}}
    if teken == "?":
        return [tekst(rows, x, y, "'?'", align="center", fontWeight=600, fontSize=14, color=kleur)]
    mark = {"type": "point", **place, "size": maat, "opacity": 1, "stroke": kleur, "strokeWidth": 1.4}
    if teken != "◐":
        return [laag(rows, {**mark, "fill": kleur, "shape": VORMEN[teken]})]
    ring = laag(rows, {**mark, "fill": None, "shape": "circle"})
    return [ring, laag(rows, {**mark, "fill": kleur, "strokeWidth": 0, "shape": HALF})]


def legenda(
    items: Sequence[tuple[str, dict[str, Any]]], links: int = 0, boven: int = 18, naast: int | None = None
) -> list[alt.Chart]:
    """Return a legend row above the drawing that wraps with the width of the picture.

    Args:
        items: Pairs of word and rectangle style.
        links: Where the row starts, left of the drawing.
        boven: Distance between the lowest row and the drawing.
        naast: Pixels from the left where the items stand under each other when the picture is wide.
    """
    rows = _places([word for word, _ in items])
    if naast is not None:
        for index, row in enumerate(rows):
            row[f"x{len(LEGENDA_BREUKEN) - 1}"], row[f"y{len(LEGENDA_BREUKEN) - 1}"] = naast, 30 + index * 26
    x, y = f"{_pick('x')} - {links}", f"{_pick('y')} - {boven}"
    layers = []
    for row, (_, style) in zip(rows, items, strict=True):
        layers += _sample(row, dict(style), x, y)
    return [*layers, tekst(rows, f"{x} + 20", y, color=TOKENS.ink_2)]


def vorm_legenda(
    items: Sequence[tuple[str, dict[str, Any]]], links: int = 0, boven: int = 18
) -> list[alt.Chart]:
    """Return a legend row of shapes above the drawing that wraps with the width of the picture.

    Args:
        items: Pairs of word and look of a point: shape, fill, stroke.
        links: Where the row starts, left of the drawing.
        boven: Distance between the lowest row and the drawing.
    """
    rows = _places([word for word, _ in items])
    x, y = f"{_pick('x')} - {links}", f"{_pick('y')} - {boven}"
    point = {"type": "point", "x": {"expr": f"{x} + 7"}, "y": {"expr": y}, "size": 90, "opacity": 1}
    layers = [laag([row], {**point, **look}) for row, (_, look) in zip(rows, items, strict=True)]
    return [*layers, tekst(rows, f"{x} + 20", y, color=TOKENS.ink_2)]


def _sample(row: dict[str, Any], style: dict[str, Any], x: str, y: str) -> list[alt.Chart]:
    """Return the sample of one legend item: a tick, or a square, perhaps with a shape on it."""
    if style.get("type") == "tick":
        return [vlak([row], f"{x} + 6", f"{y} - 9", f"{x} + 8.5", f"{y} + 9", color=TOKENS.ink)]
    shape = style.pop("vorm", "")
    square = vlak([row], x, f"{y} - 7", f"{x} + 14", f"{y} + 7", **style)
    if not shape:
        return [square]
    fill = style["color"] if isinstance(style["color"], str) else TOKENS.onbekend
    return [square, *vorm([row], shape, f"{x} + 7", y, ink_on(fill, TOKENS.ink), 50)]


def _places(words: Sequence[str]) -> Rows:
    """Place each word for every break width: x from the left, y in rows that end at 0."""
    rows: Rows = [{"t": word} for word in words]
    for index, px in enumerate(LEGENDA_BREUKEN):
        x, line = 0.0, 0
        spots = []
        for word in words:
            size = 20 + breedte(word, TOKENS.size_caption) + 18
            if x and x + size - 18 > max(px, 300):
                x, line = 0.0, line + 1
            spots.append((round(x), line))
            x += size
        for row, (left, at) in zip(rows, spots, strict=True):
            row[f"x{index}"], row[f"y{index}"] = left, (at - line) * 20
    return rows


def _pick(axis: str) -> str:
    expression = f"datum.{axis}0"
    for index, px in enumerate(LEGENDA_BREUKEN[1:], start=1):
        expression = f"b >= {px} ? datum.{axis}{index} : ({expression})"
    return f"({expression})"


def leeg(reden: str = "") -> Beeld:
    """Return the picture for a frame without rows: a labelled hatched stub, never a white place."""
    row: Rows = [{"t": GEEN_GEGEVENS}]
    hatch = vlak(row, "0", "8", str(STUB), "40", color=streep_onbekend(7), stroke=TOKENS.onbekend_streep)
    label = tekst(row, str(STUB + 12), "24", color=TOKENS.ink_2, fontSize=TOKENS.size_text)
    chart = alt.layer(hatch, label).properties(height=48)
    return Beeld(chart, f"{GEEN_GEGEVENS.capitalize()}. {reden}".strip(), onder="height + 16")
