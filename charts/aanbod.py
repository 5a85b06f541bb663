"""C2: places by month against the duty, stacked by certainty, with the other reading of extensions as a line.

Input columns (``metrics.supply.against_duty``, one area, group and part), one row per month:
    maand (datetime, last day of the month); open, besloten, voornemen (Int64, certainly there); aanbod
    (Int64, the three together, missing when unknown); mogelijk (Int64, may be there); ander (Int64, aanbod
    with the other reading of extensions); opgave (Int64, missing when unknown); opgave_tekst, opgave_reden
    (str: the number as a reader sees it, and why there is none); tekort (Int64); tekort_tekst (str).
``gebeurtenissen`` (``metrics.supply.events``): datum (datetime), gebeurtenis (``opent`` or ``sluit``), naam,
plekken_tekst (str), plekken (Int64). ``termijnen`` (``metrics.supply.deadlines``): datum, cyclus, naam.
A month whose supply is not known is hatched and says so; nothing is computed here but places on the paper.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.aanbod_stapel import HOOGTE, LINKS, blokken, onbekend, sleutel, stapel, x
from charts.aanbod_tijd import MAAND, deadlines, events, months, vakken
from charts.delen import Rows, laag, leeg, tekst
from charts.kader import Beeld
from charts.tekst import haloed
from charts.tokens import TOKENS
from model import taal


def beeld(
    frame: pd.DataFrame,
    gebeurtenissen: pd.DataFrame,
    termijnen: pd.DataFrame,
    doelgroep: str,
    peildatum: pd.Timestamp,
    ander: str,
) -> Beeld:
    """Return the stack of places by month with the duty, the deadlines and what opens and closes.

    Args:
        frame: See the module text, in order of month.
        gebeurtenissen: See the module text.
        termijnen: See the module text.
        doelgroep: Gives the hue.
        peildatum: Where the line for the day of the register stands.
        ander: What the line is: ``met alle verlengingen`` or ``zonder verlenging``.
    """
    if frame.empty:
        return leeg()
    spans = vakken(frame["maand"])
    top = _top(frame)
    rows = blokken(frame, spans)
    hue = TOKENS.groep[doelgroep]
    named = deadlines(termijnen, peildatum, spans, HOOGTE)
    layers = [_axes(top), *months(spans, HOOGTE), *stapel(rows, hue, top), *onbekend(frame, spans)]
    other = _other(frame, spans, hue)
    layers += [
        *named.lagen,
        *other,
        *_duty(frame, spans),
        *_deepest(frame, spans),
        *events(gebeurtenissen, spans, hue, HOOGTE),
    ]
    layers += sleutel(hue, ander if other else "", 34 + named.hoogte)
    chart = alt.layer(*layers).properties(height=HOOGTE)
    wide, narrow = ((36, 36), (76, 52), (118, 74))[gebeurtenissen["gebeurtenis"].nunique()]
    under = f"{HOOGTE} + (width / {len(spans)} >= {MAAND} ? {wide} : {narrow})"
    return Beeld(chart, _words(frame, termijnen), links=LINKS, rechts=8, onder=under)


def _top(frame: pd.DataFrame) -> float:
    whole = frame[["aanbod", "mogelijk"]].sum(axis=1, min_count=1)
    most = pd.concat([whole, frame["ander"], frame["opgave"]]).max()
    return max(1.0, 0.0 if pd.isna(most) else float(most)) * 1.12


def _axes(top: float) -> alt.Chart:
    ticks = {"values": [0, 1]} if top < 4 else {"tickCount": 5}
    axis = alt.Axis(title=None, grid=True, format=",.0f", minExtent=LINKS - 8, maxExtent=LINKS - 8, **ticks)
    y = alt.Y("v:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    return laag([{"x": 0, "v": 0}], {"type": "point", "opacity": 0}, x=x(), y=y)


def _steps(frame: pd.DataFrame, spans: Rows, column: str) -> Rows:
    """Return a number over the months as a step line; a month without one breaks it."""
    rows: Rows = []
    piece = -1
    open_ = False
    for value, span in zip(frame[column], spans, strict=True):
        if taal.is_unknown(value):
            open_ = False
            continue
        piece += 0 if open_ else 1
        open_ = True
        for place in (span["x"], span["z"]):
            rows.append({"x": place, "v": int(value), "s": piece})
    return [row for i, row in enumerate(rows) if not _is_between(rows, i)]


def _is_between(rows: Rows, i: int) -> bool:
    """Return whether a point lies on the straight line between its neighbours."""
    if not 0 < i < len(rows) - 1:
        return False
    return all(
        rows[i + side]["v"] == rows[i]["v"] and rows[i + side]["s"] == rows[i]["s"] for side in (-1, 1)
    )


def _other(frame: pd.DataFrame, spans: Rows, hue: str) -> list[alt.Chart]:
    """Return the line of the other reading, only where it says something else."""
    if frame["ander"].eq(frame["aanbod"]).fillna(False).all():
        return []
    rows = _steps(frame, spans, "ander")
    halo = {"type": "line", "color": TOKENS.paper, "strokeWidth": 4}
    line = {"type": "line", "color": hue, "strokeWidth": 1.8, "strokeDash": [5, 3]}
    return [laag(rows, mark, x=x(), y="v:Q", detail="s:N") for mark in (halo, line)]


def _duty(frame: pd.DataFrame, spans: Rows) -> list[alt.Chart]:
    """Return the duty as a step line with its numbers, and words where there is none."""
    rows = _steps(frame, spans, "opgave")
    layers: list[alt.Chart] = []
    if rows:
        halo = {"type": "line", "color": TOKENS.paper, "strokeWidth": 5.5}
        line = {"type": "line", "color": TOKENS.ink, "strokeWidth": 2.5}
        layers = [laag(rows, mark, x=x(), y="v:Q", detail="s:N") for mark in (halo, line)]
        layers += _duty_labels(frame, spans)
    if frame["opgave"].isna().all():
        reason = next((text for text in reversed(list(frame["opgave_reden"])) if text), taal.ONBEKEND)
        words: Rows = [{"t": f"opgave onbekend: {reason}"}]
        fit: dict[str, Any] = {"limit": {"expr": "width - 8"}, "fontWeight": 600}
        layers += [tekst(words, "6", "10", **fit, **look) for look in haloed(TOKENS.ink_2)]
    return layers


def _duty_labels(frame: pd.DataFrame, spans: Rows) -> list[alt.Chart]:
    rows: Rows = []
    for record, span in zip(frame.to_dict("records"), spans, strict=True):
        if taal.is_unknown(record["opgave"]):
            continue
        text = f"opgave {record['opgave_tekst']}"
        if not rows or rows[-1]["t"] != text:
            rows.append({"x": span["x"], "v": int(record["opgave"]), "t": text})
        rows[-1]["e"] = span["z"]
    look = {"type": "text", "dy": -9, "fontWeight": 600, "fontSize": 13}
    ends = [("left", 4, rows[:-1]), ("right", -4, [rows[-1] | {"x": rows[-1]["e"]}])]
    return [
        laag(mine, {**look, "align": side, "dx": dx, **ink}, x=x(), y="v:Q", text="t:N")
        for side, dx, mine in ends
        for ink in haloed(TOKENS.ink)
        if mine
    ]


def _deepest(frame: pd.DataFrame, spans: Rows) -> list[alt.Chart]:
    """Return a bracket from supply to duty in the first month that is short the most."""
    short = frame["tekort"].fillna(0)
    if not short.gt(0).any():
        return []
    at = int(short.to_numpy().argmax())
    record, span = frame.iloc[at], spans[at]
    row: Rows = [{"x": (span["x"] + span["z"]) / 2, "v": int(record["aanbod"]), "w": int(record["opgave"])}]
    row[0] |= {"m": (row[0]["v"] + row[0]["w"]) / 2, "t": f"{record['tekort_tekst']} tekort"}
    line = {"type": "rule", "color": TOKENS.status["achter"], "strokeWidth": 2}
    left = row[0]["x"] > 0.5
    text = {"type": "text", "align": "right" if left else "left", "dx": -7 if left else 7, "fontWeight": 600}
    labels = [
        laag(row, {**text, **ink}, x=x(), y=alt.Y("m:Q"), text="t:N")
        for ink in haloed(TOKENS.status["achter"])
    ]
    return [laag(row, line, x=x(), y="v:Q", y2="w:Q"), *labels]


def _words(frame: pd.DataFrame, termijnen: pd.DataFrame) -> str:
    """Tell the first month, every last month of a year, and the deadlines."""
    last = frame["maand"].dt.month.eq(12) | frame.index.isin([frame.index[0], frame.index[-1]])
    told = [_month(record) for record in frame[last].to_dict("records")]
    steps = [f"{taal.datum(r.datum)}: {r.naam} (cyclus {r.cyclus})" for r in termijnen.itertuples()]
    return " ".join([*told, f"Termijnen: {'; '.join(steps)}." if steps else ""]).strip()


def _month(record: dict[str, Any]) -> str:
    may = "" if taal.is_unknown(record["mogelijk"]) else f", misschien nog {taal.getal(record['mogelijk'])}"
    supply = f"aanbod {taal.getal(record['aanbod'])}{may}"
    return f"{taal.maand(record['maand']).capitalize()}: {supply}, opgave {taal.getal(record['opgave'])}."
