"""C4: the tile map, the knowledge map and the geographic map; one blue scale, unknown is hatched.

Input columns of ``tegels`` and ``geografisch``, one row per gemeente:
    gebied_code, naam, waarde_tekst (str as a reader sees it), klasse (str: one of ``klassen``, else unknown),
    optional reden (str, why it is unknown), and for tiles kolom, rij (int, from 0).
Of ``kennis``: the same with kennis (``exact``, ``bij_benadering``, ``onbekend``) for klasse.
A click selects: parameter ``keuze`` with field ``gebied_code``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, leeg, legenda, streep, tekst, vlak, vorm
from charts.kader import Beeld
from charts.kleur import ink_on
from charts.tekst import breedte, kort
from charts.tokens import TOKENS
from model import taal

KEUZE = "keuze"
KORTE_NAMEN = Path(__file__).parents[1] / "data" / "reference" / "korte_namen.csv"
KENNIS = {
    "exact": ("●", "exact"),
    "bij_benadering": ("◐", "bij benadering"),
    taal.ONBEKEND: ("?", taal.ONBEKEND),
}
MEESTE_NAMEN = 60
TEGEL_MAX = 104
#: Beyond this the legend does not fit beside the map.
NAAST_MAX = 640
GROOT, KLEIN = 80, 60
TOLD = "datum.n + ': ' + datum.t"


@cache
def korte_namen() -> dict[str, tuple[str, str]]:
    """Return short names for two lines and for one line, from ``data/reference/korte_namen.csv``."""
    with KORTE_NAMEN.open(encoding="utf-8", newline="") as file:
        return {row["naam"]: (row["kort"], row["krap"]) for row in csv.DictReader(file)}


def short_value(text: str) -> str:
    """Return a figure short enough for a tile; the tooltip has the words.

    >>> short_value("minimaal 487"), short_value("150 tot 200")
    ('min. 487', '150–200')
    """
    for word, short in (("minimaal", "min."), ("maximaal", "max."), ("circa", "ca."), (" tot ", "–")):
        text = text.replace(word, short)
    return text


def hatch() -> dict[str, Any]:
    """Return the hatch of unknown on maps: light, because a name stands on it."""
    return streep(TOKENS.kaart_streep, TOKENS.onbekend, 8)


def tegels(frame: pd.DataFrame, klassen: Sequence[str], *, hoogte: int = 42) -> Beeld:
    """Return the tile map in at most five classes.

    Args:
        frame: See the module text.
        klassen: The limits in words, from low to high.
        hoogte: Height of a tile in pixels; below 40 a name gets one line.
    """
    fills = dict(zip(klassen, _scale(len(klassen)), strict=True))
    rows = [_tile(row, fills.get(str(row["klasse"])), hoogte) for row in _records(frame)]
    return _tile_map(rows, _legend_items(fills), hoogte)


def kennis(frame: pd.DataFrame, *, hoogte: int = 42) -> Beeld:
    """Return the tile map of what is known of whom: exact, about, or not."""
    fills = {"exact": TOKENS.kaart[4], "bij_benadering": TOKENS.kaart[1]}
    rows = []
    for record in _records(frame):
        shape, word = KENNIS[str(record["kennis"])]
        row = _tile(record, fills.get(str(record["kennis"])), hoogte)
        row["v"] = "?" if shape == "?" else short_value(str(record["waarde_tekst"]))
        row["s"], row["w"] = shape, 0 if shape == "?" else round(breedte(row["v"], 11.5, vet=True) / 2) + 8
        row["t"] = word if word == record["waarde_tekst"] else f"{word}, {record['waarde_tekst']}"
        rows.append(row)
    items = [(word, {**_fill(fills.get(code)), "vorm": shape}) for code, (shape, word) in KENNIS.items()]
    return _tile_map(rows, items, hoogte)


def geografisch(
    frame: pd.DataFrame, klassen: Sequence[str], grenzen: dict[str, Any], *, hoogte: int = 520
) -> Beeld:
    """Return the map with loaded boundaries.

    Args:
        frame: See the module text, without kolom and rij.
        klassen: The limits in words, from low to high.
        grenzen: Vega-Lite data: ``{"url": …, "format": {"type": "topojson", "feature": "gemeenten"}}``;
            features carry the gebied_code as ``id``.
        hoogte: Height of the map in pixels.
    """
    if frame.empty:
        return leeg()
    fills = dict(zip(klassen, _scale(len(klassen)), strict=True))
    rows = [_area(row, fills.get(str(row["klasse"]))) for row in _records(frame)]
    fields = ["gebied_code", "n", "t", "f"]
    found = alt.LookupData(data=alt.Data(values=rows), key="gebied_code", fields=fields)
    mark = {"stroke": TOKENS.kaart_rand, "strokeWidth": 0.8, "strokeJoin": "round", **_spoken()}
    shapes = alt.Chart(alt.Data(**grenzen)).mark_geoshape(**mark)
    shapes = shapes.transform_lookup("id", from_=found).transform_filter("isValid(datum.gebied_code)")
    chart = alt.layer(_selectable(shapes), *legenda(_legend_items(fills))).properties(height=hoogte)
    return Beeld(chart.project("mercator"), _words(rows), onder="height + 20")


def met_grenzen(spec: dict[str, Any], inhoud: dict[str, Any]) -> dict[str, Any]:
    """Return a geographic map with its boundaries inside, for images: those are made without network."""
    layers = []
    for layer in spec["layer"]:
        data = layer.get("data", {})
        if "url" in data:
            rest = {key: value for key, value in data.items() if key != "url"}
            layer = {**layer, "data": {**rest, "values": inhoud}}
        layers.append(layer)
    return {**spec, "layer": layers}


def _records(frame: pd.DataFrame) -> Rows:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _scale(count: int) -> list[str]:
    """Spread ``count`` classes over the scale; the lightest stays the lowest."""
    last = len(TOKENS.kaart) - 1
    return [TOKENS.kaart[round(index * last / max(count - 1, 1))] for index in range(count)]


def _fill(fill: str | None) -> dict[str, Any]:
    return {"color": fill or hatch(), "stroke": TOKENS.kaart_rand, "strokeWidth": 0.8}


def _legend_items(fills: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    return [*((word, _fill(fill)) for word, fill in fills.items()), (taal.ONBEKEND, _fill(None))]


def _area(record: dict[str, Any], fill: str | None) -> dict[str, Any]:
    reason = str(record.get("reden") or "")
    value = taal.ONBEKEND if fill is None else str(record["waarde_tekst"])
    if fill is None and reason:
        value = f"{value} ({reason})"
    return {"gebied_code": record["gebied_code"], "n": record["naam"], "t": value, "f": fill or ""}


def _tile(record: dict[str, Any], fill: str | None, hoogte: int) -> dict[str, Any]:
    row = _area(record, fill)
    lines = 1 if hoogte < 40 else 2
    own = str(record["naam"]).split(" (")[0]
    short = korte_namen().get(str(record["naam"]), (own, own))[2 - lines]
    names = {
        "a": "|".join(kort(short, GROOT - 4, 11.5, lines)),
        "c": "|".join(kort(short, KLEIN - 2, 10.5, lines)),
    }
    ink = TOKENS.ink if fill is None else ink_on(fill, TOKENS.ink)
    return {
        **row,
        **names,
        "v": short_value(str(record["waarde_tekst"])) if fill else taal.ONBEKEND,
        "k": int(record["kolom"]),
        "r": int(record["rij"]),
        "i": ink,
    }


def _tile_map(rows: Rows, items: Sequence[tuple[str, dict[str, Any]]], hoogte: int) -> Beeld:
    """Place the tiles; those of a big map carry no name and stay no higher than they are wide."""
    if not rows:
        return leeg()
    columns, lines = (max(row[key] for row in rows) + 1 for key in ("k", "r"))
    named = len(rows) <= MEESTE_NAMEN
    width = f"min({TEGEL_MAX}, b / {columns})"
    height = str(hoogte) if named else f"min({hoogte}, {width})"
    x, y = f"datum.k * {width}", f"datum.r * {height}"
    tiles = vlak(rows, x, y, f"{x} + {width} - 3", f"{y} + {height} - 3", cornerRadius=2, **_spoken())
    layers = [_selectable(tiles)]
    if named:
        layers += _labels(rows, f"{x} + {width} / 2 - 1.5", y, width, hoogte)
    beside = columns * TEGEL_MAX + 40
    legend = legenda(items, naast=beside if beside < NAAST_MAX else None)
    chart = alt.layer(*layers, *legend).properties(height=hoogte * lines if named else hoogte)
    deep = f"{lines} * {height}"
    return Beeld(chart, _words(rows), onder=f"{deep} + 14", midden=f"{deep} / 2")


def _spoken() -> dict[str, Any]:
    return {"aria": True, "description": {"expr": TOLD}}


def _labels(rows: Rows, x: str, y: str, width: str, hoogte: int) -> list[alt.Chart]:
    """Return name and value on the tile, broken for the width it has.

    The lines travel as one text: Streamlit sends data as Arrow, and lists do not survive that.
    """
    lines = f"split({width} >= {GROOT} ? datum.a : datum.c, '|')"
    size = {"expr": f"{width} >= {GROOT} ? 11.5 : 10.5"}
    style = {"align": "center", "color": {"expr": "datum.i"}, "fontSize": size, "lineHeight": 12}
    middle = f"{y} + {(hoogte - 3) / 2}"
    top = f"{middle} - 6 * length({lines}) - 1"
    names = tekst(rows, x, top, lines, **style)
    line = f"{middle} + 6 * length({lines})"
    shapes = [row for row in rows if row.get("s", "?") != "?"]
    values = tekst(rows, f"{x} + (datum.w ? 6 : 0)", line, "datum.v", **{**style, "fontWeight": 600})
    signs: list[alt.Chart] = []
    for sign, ink in sorted({(row["s"], row["i"]) for row in shapes}):
        own = [row for row in shapes if (row["s"], row["i"]) == (sign, ink)]
        signs += vorm(own, sign, f"max({x} - {width} / 2 + 8, {x} - datum.w + 5)", line, ink, 50)
    return [names, values, *signs]


def _selectable(chart: alt.Chart) -> alt.Chart:
    """Let a click choose a gemeente and outline it."""
    choice = alt.selection_point(
        name=KEUZE, fields=["gebied_code"], on="click", clear="dblclick", empty=False
    )
    fill = alt.when("datum.f == ''").then(alt.value(hatch())).otherwise("f:N", scale=None, legend=None)
    outline = alt.when(choice).then(alt.value(TOKENS.ink)).otherwise(alt.value(TOKENS.kaart_rand))
    width = alt.when(choice).then(alt.value(3)).otherwise(alt.value(0.8))
    tooltip = [alt.Tooltip("n:N", title="gemeente"), alt.Tooltip("t:N", title="waarde")]
    return chart.encode(fill=fill, stroke=outline, strokeWidth=width, tooltip=tooltip).add_params(choice)


def _words(rows: Rows) -> str:
    """Tell how many are known, then each of them, then who is unknown; of a big map only the count."""
    known = [row for row in rows if row["f"]]
    count = taal.bekend_van(len(known), len(rows))
    if len(rows) > MEESTE_NAMEN:
        return f"{count}, van {len(rows) - len(known)} onbekend."
    sentences = [f"{count}."]
    if known:
        sentences.append("; ".join(f"{row['n']} {row['t']}" for row in known) + ".")
    if unknown := [row["n"] for row in rows if not row["f"]]:
        sentences.append(f"Onbekend: {taal.opsomming(unknown)}.")
    return " ".join(sentences)
