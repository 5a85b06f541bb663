"""C7: small multiples over time, one small line per area; as many beside each other as the screen holds.

Input columns (``metrics.views.over_time``), one row per area, measure and date:
    gebied_code (str); maat (``opgave`` is the dashed line, anything else the line); datum (datetime);
    waarde (Int64, missing when unknown); waarde_tekst (str); eenheid (str).
A date without a figure breaks the line and gets a question mark; an area without figures a labelled stub.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, laag, leeg, streep_onbekend, tekst, vlak
from charts.kaart import short_value
from charts.kader import Beeld
from charts.tekst import aantal_expr, regels_expr
from charts.tokens import TOKENS
from model import taal
from model.lijsten import Maat

#: Small charts beside each other: a parameter of the picture, never more than there are areas.
KOLOMMEN = "kol"
MEESTE_KOLOMMEN = "(b >= 1100 ? 6 : b >= 700 ? 5 : b >= 420 ? 3 : 2)"
CEL, VELD, TUSSEN = 104, 54, 20
CW = f"((b - {TUSSEN} * ({KOLOMMEN} - 1)) / {KOLOMMEN})"
X0 = f"(datum.k % {KOLOMMEN}) * ({CW} + {TUSSEN})"
Y0 = f"floor(datum.k / {KOLOMMEN}) * {CEL}"
#: Room right of the line for its last value.
RUIMTE = 52
BASE = f"{Y0} + {VELD + 26}"


def beeld(
    frame: pd.DataFrame, namen: Mapping[str, str], doelgroep: str, *, eigen_schaal: bool = False
) -> Beeld:
    """Return one small line per area.

    Args:
        frame: See the module text.
        namen: Every area that must appear, code to name, in the order of drawing; also those without rows.
        doelgroep: Gives the hue.
        eigen_schaal: Give each area its own vertical scale; the picture then says so.
    """
    if not namen:
        return leeg()
    frame = frame.dropna(subset=["datum"])
    dates = sorted(frame.loc[frame["maat"].ne(Maat.OPGAVE), "datum"].unique())
    cells, points, gaps = _cells(frame, namen, dates, eigen_schaal)
    note = _note(dates, frame, eigen_schaal)
    hue = TOKENS.groep[doelgroep]
    layers = [
        *_ground(cells),
        *_lines(points, list(namen.values()), hue, TOKENS.groep_tekst[doelgroep]),
        *_unknown(cells, gaps),
    ]
    head = laag([{}], {**_note_mark(), "y": {"expr": f"-16 - 17 * {_count(note)}"}, "text": _lines_of(note)})
    deep = f"ceil({len(cells)} / {KOLOMMEN}) * {CEL}"
    columns = alt.param(name=KOLOMMEN, expr=f"min({len(cells)}, {MEESTE_KOLOMMEN})")
    chart = alt.layer(*layers, head).properties(height=CEL).add_params(columns)
    return Beeld(chart, _words(frame, namen), onder=f"{deep} + 4", midden=f"{deep} / 2")


def _note(dates: list[Any], frame: pd.DataFrame, own: bool) -> str:
    duty = " Stippellijn: opgave." if frame["maat"].eq(Maat.OPGAVE).any() else ""
    if not dates:
        return f"Geen cijfers met een bekende datum.{duty}"
    period = f"Van {taal.maand(dates[0])} tot en met {taal.maand(dates[-1])}"
    if len(dates) == 1:
        period = f"Op {taal.datum(dates[0])}"
    if own:
        return f"{period}; let op: elke gemeente heeft een eigen schaal, vanaf 0.{duty}"
    return f"{period}; alle lijnen op dezelfde schaal, van 0 tot {taal.getal(_top(frame))}.{duty}"


def _lines_of(note: str) -> dict[str, str]:
    return {"expr": regels_expr([note], TOKENS.size_caption)}


def _count(note: str) -> str:
    return f"({aantal_expr([note], TOKENS.size_caption)})"


def _note_mark() -> dict[str, Any]:
    return {
        "type": "text",
        "x": 0,
        "align": "left",
        "baseline": "top",
        "lineHeight": 17,
        "color": TOKENS.ink_2,
    }


def _top(frame: pd.DataFrame) -> int:
    values = frame["waarde"].dropna()
    return max(int(values.max()), 1) if len(values) else 1


def _cells(
    frame: pd.DataFrame, namen: Mapping[str, str], dates: list[Any], own: bool
) -> tuple[Rows, Rows, Rows]:
    """Place areas, points and gaps: shares of a cell, so that the width stays free."""
    cells: Rows = []
    points: Rows = []
    gaps: Rows = []
    shared = _top(frame)
    for index, (code, name) in enumerate(namen.items()):
        group = frame[frame["gebied_code"].eq(code)].sort_values("datum", kind="stable")
        top = _top(group) if own else shared
        is_duty = group["maat"].eq(Maat.OPGAVE)
        duties = group.loc[is_duty, "waarde"].dropna()
        duty = None if duties.empty else round(int(duties.iloc[-1]) / top, 3)
        drawn, missing = _series(index, group[~is_duty], dates, top)
        cells.append({"k": index, "n": name, "o": duty, "leeg": not drawn})
        points += drawn
        gaps += missing if drawn else []
    return cells, points, gaps


def _series(index: int, group: pd.DataFrame, dates: list[Any], top: int) -> tuple[Rows, Rows]:
    """Return the points of one area and one place for each run of dates without a figure."""
    span = max(dates[-1] - dates[0], pd.Timedelta(days=1)) if dates else pd.Timedelta(days=1)
    points: Rows = []
    runs: list[Rows] = []
    open_run = False
    for row in group.to_dict("records"):
        spot = {"k": index, "x": round((row["datum"] - dates[0]) / span, 3)}
        if taal.is_unknown(row["waarde"]):
            runs = runs if open_run else [*runs, []]
            runs[-1].append(spot)
            open_run = True
            continue
        open_run = False
        text = short_value(str(row["waarde_tekst"]).removesuffix(f" {row['eenheid']}"))
        place = {**spot, "y": round(int(row["waarde"]) / top, 3), "s": len(runs)}
        points.append({**place, "l": f"{row['datum']:%d-%m-%Y}", "t": text})
    if points:
        points[-1]["z"] = 1
    return points, [run[len(run) // 2] for run in runs]


def _ground(cells: Rows) -> list[alt.Chart]:
    end = f"{X0} + {CW} - {RUIMTE}"
    base = vlak(cells, X0, BASE, end, f"{BASE} + 1", color=TOKENS.line)
    dashes = [cell for cell in cells if cell["o"] is not None]
    spread: list[dict[str, Any]] = [{"calculate": "sequence(0, 1, 1 / 12)", "as": "i"}, {"flatten": ["i"]}]
    x, y = f"{X0} + datum.i * ({CW} - {RUIMTE})", f"{BASE} - datum.o * {VELD}"
    layers = [base, tekst(cells, X0, f"{Y0} + 8", "datum.n", limit={"expr": CW}, color=TOKENS.ink)]
    if dashes:
        dash = vlak(
            dashes, x, f"{y} - 0.6", f"{x} + ({CW} - {RUIMTE}) / 22", f"{y} + 0.6", color=TOKENS.ink_2
        )
        dash.transform = [alt.Transform(step) for step in spread]
        layers.append(dash)
    return layers


def _lines(points: Rows, names: list[str], hue: str, ink: str) -> list[alt.Chart]:
    if not points:
        return []
    place: list[dict[str, Any]] = [
        {"calculate": f"{X0} + datum.x * ({CW} - {RUIMTE})", "as": "px"},
        {"calculate": f"{BASE} - datum.y * {VELD}", "as": "py"},
        {"calculate": f"{json.dumps(names)}[datum.k]", "as": "n"},
        {"calculate": "datum.k + '-' + datum.s", "as": "run"},
    ]
    spots = {"x": alt.X("px:Q", scale=None, axis=None), "y": alt.Y("py:Q", scale=None, axis=None)}
    told = {"aria": True, "description": {"expr": "datum.n + ', ' + datum.l + ': ' + datum.t"}}
    tooltip = [
        alt.Tooltip("n:N", title="gebied"),
        alt.Tooltip("l:N", title="peildatum"),
        alt.Tooltip("t:N", title="waarde"),
    ]
    line = {"type": "line", "color": hue, "strokeWidth": 2, "strokeJoin": "round"}
    dot = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "color": hue}
    small, ends = {**dot, "size": 14, **told}, [point for point in points if point.get("z")]
    label = {"type": "text", "align": "left", "dx": 7, "fontWeight": 600, "color": ink}
    return [
        laag(points, line, place, **spots, detail="run:N"),
        laag(points, small, place, **spots, tooltip=tooltip),
        laag(ends, {**dot, "size": 42}, place, **spots),
        laag(ends, label, place, **spots, text="t:N"),
    ]


def _unknown(cells: Rows, gaps: Rows) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    if empty := [cell for cell in cells if cell["leeg"]]:
        look = {"color": streep_onbekend(7), "stroke": TOKENS.onbekend_streep}
        layers.append(vlak(empty, X0, f"{BASE} - 20", f"{X0} + {STUB}", f"{BASE} - 2", **look))
        halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 5, "strokeJoin": "round"}
        x, y = f"{X0} + {STUB + 6}", f"{BASE} - 11"
        layers += [tekst(empty, x, y, "'onbekend'", **mark) for mark in (halo, {"color": TOKENS.ink_2})]
    if gaps:
        x = f"{X0} + datum.x * ({CW} - {RUIMTE})"
        layers.append(tekst(gaps, x, f"{BASE} - 8", "'?'", align="center", fontSize=12, color=TOKENS.ink_3))
    return layers


def _words(frame: pd.DataFrame, namen: Mapping[str, str]) -> str:
    """Tell first and last known value of each area."""
    sentences = []
    lines = frame[frame["maat"].ne(Maat.OPGAVE)].dropna(subset=["waarde"]).sort_values("datum", kind="stable")
    for code, name in namen.items():
        known = lines[lines["gebied_code"].eq(code)]
        if known.empty:
            sentences.append(f"{name}: onbekend.")
            continue
        ends = known.iloc[[0, -1]] if len(known) > 1 else known
        told = [f"{row['waarde_tekst']} op {taal.datum(row['datum'])}" for _, row in ends.iterrows()]
        sentences.append(f"{name}: {', '.join(told)}.")
    return " ".join(sentences)
