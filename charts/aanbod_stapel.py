"""The stack of chart C2: months beside each other that hold the same number are one block."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, laag, legenda, stijl, streep_onbekend, tekst, vlak
from charts.kleur import tint
from charts.tekst import haloed
from charts.tokens import TOKENS
from model import taal

HOOGTE = 300
LINKS = 48
#: Parts of the stack from below; what may be there lies on top and is no certainty.
DELEN = ("open", "besloten", "voornemen", "mogelijk")
MOGELIJK = "begin of einde onbekend"
#: Distance between hatch lines in pixels.
ARCERING = 6


def x(field: str = "x") -> alt.X:
    """Return the place in time as a share of the drawing."""
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)


def blokken(frame: pd.DataFrame, spans: Rows) -> Rows:
    """Return the parts of the stack; months beside each other with the same part are one block."""
    rows: Rows = []
    for part in DELEN:
        run: dict[str, Any] = {}
        for record, span in zip(frame.to_dict("records"), spans, strict=True):
            low, high = _edges(record, part)
            if run and (run["a"], run["b"], run["z"]) == (low, high, span["x"]):
                run |= {"z": span["z"], "tot": span["l"]}
                continue
            run = {"d": part, "x": span["x"], "z": span["z"], "a": low, "b": high, "van": span["l"]}
            run["tot"] = span["l"]
            rows.append(run)
    return [_said(row) for row in rows if row["b"] > row["a"]]


def _edges(record: dict[str, Any], part: str) -> tuple[int, int]:
    low = 0
    for name in DELEN:
        size = 0 if taal.is_unknown(record[name]) else int(record[name])
        if name == part:
            return low, low + size
        low += size
    return low, low


def _said(row: dict[str, Any]) -> dict[str, Any]:
    van, tot = row.pop("van"), row.pop("tot")
    word = MOGELIJK if row["d"] == "mogelijk" else taal.woord(row["d"])
    when = van if van == tot else f"{van} tot en met {tot}"
    return row | {"l": word, "p": when, "t": taal.getal(row["b"] - row["a"])}


def _look(part: str, hue: str) -> dict[str, Any]:
    """Return the fill of a part; its own colour as rim hides the seams between blocks."""
    colour = TOKENS.onbekend if part == "mogelijk" else stijl(hue, part)["color"]
    return {"color": colour, "stroke": colour, "strokeWidth": 0.7}


def stapel(rows: Rows, hue: str, top: float) -> list[alt.Chart]:
    """Return the blocks; hatch lines tell an intention and an unknown date apart in grey print."""
    tooltip = [
        alt.Tooltip("l:N", title="zekerheid"),
        alt.Tooltip("p:N", title="maanden"),
        alt.Tooltip("t:N", title="plekken"),
    ]
    told = {"aria": True, "description": {"expr": "datum.p + ', ' + datum.l + ': ' + datum.t"}}
    layers = []
    for part in DELEN:
        mine = [row for row in rows if row["d"] == part]
        if not mine:
            continue
        mark = {"type": "rect", **_look(part, hue), **told}
        layers.append(laag(mine, mark, x=x(), x2="z:Q", y="a:Q", y2="b:Q", tooltip=tooltip))
        if part in {"voornemen", "mogelijk"}:
            edge = hue if part == "voornemen" else TOKENS.onbekend_streep
            layers.append(_hatch(mine, part, edge, top))
            layers.append(laag(mine, {"type": "rule", "color": edge}, x=x(), x2="z:Q", y=alt.Y("b:Q")))
    return layers


def _hatch(rows: Rows, part: str, colour: str, top: float) -> alt.Chart:
    """Return the lines that tell an intention (upright) and an unknown date (lying) apart from the rest."""
    upright = part == "voornemen"
    step = f"({ARCERING} / max(width, 1))" if upright else f"({ARCERING * top / HOOGTE})"
    low, high = ("datum.x", "datum.z") if upright else ("datum.a", "datum.b")
    spread: list[dict[str, Any]] = [
        {"calculate": f"sequence(ceil({low} / {step}) * {step}, {high}, {step})", "as": "s"},
        {"flatten": ["s"]},
    ]
    mark = {"type": "rule", "color": colour, "strokeWidth": 1}
    if upright:
        return laag(rows, mark, spread, x=x("s"), y="a:Q", y2="b:Q")
    return laag(rows, mark, spread, x=x(), x2="z:Q", y=alt.Y("s:Q"))


def onbekend(frame: pd.DataFrame, spans: Rows) -> list[alt.Chart]:
    """Hatch the months of which no supply is known, and say so."""
    runs: Rows = []
    for span, value in zip(spans, frame["aanbod"], strict=True):
        if not taal.is_unknown(value):
            continue
        if runs and runs[-1]["z"] == span["x"]:
            runs[-1]["z"] = span["z"]
        else:
            runs.append({"x": span["x"], "z": span["z"], "t": "aanbod onbekend"})
    if not runs:
        return []
    edges = ("datum.x * width", f"{HOOGTE - 30}", "datum.z * width", f"{HOOGTE}")
    middle = ("(datum.x + datum.z) / 2 * width", f"{HOOGTE - 15}")
    words = [tekst(runs, *middle, align="center", **look) for look in haloed(TOKENS.ink_2)]
    return [vlak(runs, *edges, color=streep_onbekend(24)), *words]


def sleutel(hue: str, ander: str, boven: int) -> list[alt.Chart]:
    """Return the legend of the stack and of the line of the other reading."""
    items: list[tuple[str, dict[str, Any]]] = [(taal.woord(part), stijl(hue, part)) for part in DELEN[:3]]
    items[2][1]["color"] = _lines(hue, tint(hue, TOKENS.dekking["voornemen"]), upright=True)
    grey = _lines(TOKENS.onbekend_streep, TOKENS.onbekend, upright=False)
    items.append((MOGELIJK, {"color": grey, "stroke": TOKENS.onbekend_streep, "strokeWidth": 0.5}))
    line = {"color": TOKENS.paper, "stroke": hue, "strokeDash": [3, 2], "strokeWidth": 1.5}
    return legenda([*items, *([(ander, line)] if ander else [])], LINKS, boven)


def _lines(colour: str, paper: str, *, upright: bool) -> dict[str, Any]:
    stops: list[dict[str, Any]] = []
    for index in range(3):
        start, middle = index / 3, (index + 0.3) / 3
        stops += [{"offset": start, "color": colour}, {"offset": middle, "color": colour}]
        stops += [{"offset": middle, "color": paper}, {"offset": (index + 1) / 3, "color": paper}]
    return {
        "gradient": "linear",
        "x1": 0,
        "y1": 0,
        "x2": int(upright),
        "y2": int(not upright),
        "stops": stops,
    }
