"""Chance that areas reach their duty: a dot for the chosen assumptions, a line from the low to the high ones.

Input columns, one row per area in the order of drawing:
    naam (str); kans_laag, kans, kans_hoog (Float64, a share; missing when there is no chance); is_ondergrens
    (bool: sites were left out, so the chance is a lower bound); reden (str: why there is no chance, else "");
    is_samen (bool: an area with several members, drawn in bold).
The line is about what is assumed, not about the draws. An area without a chance is a hatched stub with its
reason.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, laag, leeg, legenda, streep_onbekend, tekst, vlak
from charts.kader import Beeld
from charts.kleur import tint
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal

RIJ = 30
LINKS_MAX, RECHTS = 160, 58
MIDDEN = f"datum.r * {RIJ} + {RIJ / 2}"
#: On a phone three of the five marks of the scale have room.
STREPEN = (0.0, 0.25, 0.5, 0.75, 1.0)
BREED = 600


def beeld(frame: pd.DataFrame, doelgroep: str, aannames: str = "midden") -> Beeld:
    """Return the chances of areas under each other.

    Args:
        frame: See the module text.
        doelgroep: Gives the hue.
        aannames: Which of the three the dot stands for.
    """
    if frame.empty:
        return leeg()
    rows = [_row(record, number) for number, record in enumerate(frame.to_dict("records"))]
    links = min(LINKS_MAX, round(max(breedte(row["n"], 13, vet=row["b"]) for row in rows)) + 14)
    hue = TOKENS.groep[doelgroep]
    layers = [*_scale(len(rows)), *_names(rows, links), *_chances(rows, hue), *_unknown(rows)]
    chart = alt.layer(*layers, *_legend(hue, links, aannames)).properties(height=RIJ * len(rows))
    return Beeld(chart, _words(rows), links=links, rechts=RECHTS, onder="height + 34")


def kort(kans: object, is_ondergrens: bool) -> str:
    """Return a chance for beside a dot: '70 %', '> 99 %', and '≥ 43 %' for a lower bound.

    >>> kort(0.7, False), kort(1.0, False), kort(0.43, True), kort(0.0, True), kort(None, False)
    ('70 %', '> 99 %', '≥ 43 %', '≥ 0 %', 'onbekend')
    """
    if taal.is_unknown(kans):
        return taal.ONBEKEND
    share = float(kans)  # type: ignore[arg-type]
    if is_ondergrens:
        return f"≥ {taal.procent(min(share, 0.99))}"
    return "< 1 %" if share < 0.01 else "> 99 %" if share > 0.99 else taal.procent(share)


def _row(record: dict[str, Any], number: int) -> dict[str, Any]:
    known = not taal.is_unknown(record["kans"])
    given = [record[name] for name in ("kans_laag", "kans", "kans_hoog")]
    ends = [0.0 if taal.is_unknown(value) else value for value in given]
    low, middle, high = (round(float(value), 4) for value in ends)
    said = taal.kans(record["kans"]) if known else f"geen kans, {record['reden']}"
    told = [f"ten minste {said}" if known and record["is_ondergrens"] else said]
    if known:
        told.append(f"van {taal.kans(given[0])} bij lage tot {taal.kans(given[2])} bij hoge aannames")
    return {
        "r": number, "n": str(record["naam"]), "b": bool(record["is_samen"]), "k": known, "a": low,
        "m": middle, "z": high, "t": kort(record["kans"], bool(record["is_ondergrens"])),
        "w": ", ".join(told), "u": str(record["reden"]),
    }  # fmt: skip


def _scale(count: int) -> list[alt.Chart]:
    marks: Rows = [{"x": share, "t": taal.procent(share)} for share in STREPEN]
    lines = vlak(
        marks, "datum.x * width - 0.5", "0", "datum.x * width + 0.5", f"{count * RIJ}", color=TOKENS.line
    )
    word = f"b >= {BREED} || datum.x * 2 == floor(datum.x * 2) ? datum.t : ''"
    return [
        lines,
        tekst(marks, "datum.x * width", f"{count * RIJ + 14}", word, align="center", color=TOKENS.ink_2),
    ]


def _names(rows: Rows, links: int) -> list[alt.Chart]:
    layers = []
    for bold in (True, False):
        if mine := [row for row in rows if row["b"] == bold]:
            look: dict[str, Any] = {
                "fontWeight": 600 if bold else 400,
                "limit": links - 8,
                "color": TOKENS.ink,
            }
            layers.append(tekst(mine, str(-links), MIDDEN, "datum.n", **look))
    return layers


def _chances(rows: Rows, hue: str) -> list[alt.Chart]:
    known = [row for row in rows if row["k"]]
    if not known:
        return []
    spoken = {"aria": True, "description": {"expr": "datum.n + ': ' + datum.w"}}
    tooltip = [alt.Tooltip("n:N", title="gebied"), alt.Tooltip("w:N", title="kans")]
    band = ("datum.a * width - 1", f"{MIDDEN} - 4", "datum.z * width + 1", f"{MIDDEN} + 4")
    ends = [
        vlak(
            known,
            f"datum.{side} * width - 1",
            f"{MIDDEN} - 7",
            f"datum.{side} * width + 1",
            f"{MIDDEN} + 7",
            color=hue,
        )
        for side in "az"
    ]
    dot = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "size": 110, "color": hue}
    place = {
        "x": {"expr": "datum.m * width"},
        "y": {"expr": MIDDEN},
        "stroke": TOKENS.paper,
        "strokeWidth": 1.5,
    }
    return [
        vlak(known, *band, color=tint(hue, 0.3)),
        *ends,
        laag(known, {**dot, **place, **spoken}, tooltip=tooltip),
        tekst(known, "width + 10", MIDDEN, fontWeight=600, color=TOKENS.ink),
    ]


def _unknown(rows: Rows) -> list[alt.Chart]:
    empty = [row for row in rows if not row["k"]]
    if not empty:
        return []
    look = {"color": streep_onbekend(7), "stroke": TOKENS.onbekend_streep}
    box = vlak(empty, "0", f"{MIDDEN} - 7", str(STUB), f"{MIDDEN} + 7", **look)
    room: dict[str, Any] = {"limit": {"expr": f"width + {RECHTS - STUB - 8}"}, "ellipsis": "…"}
    halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 5, "strokeJoin": "round"}
    text = ({**room, **halo}, {**room, "color": TOKENS.ink_2})
    return [box, *(tekst(empty, str(STUB + 8), MIDDEN, "datum.u", **mark) for mark in text)]


def _legend(hue: str, links: int, aannames: str) -> list[alt.Chart]:
    items: list[tuple[str, dict[str, Any]]] = [
        (f"aannames: {aannames}", {"color": hue, "cornerRadius": 7}),
        ("van lage tot hoge aannames", {"color": tint(hue, 0.3)}),
    ]
    return legenda(items, links)


def _words(rows: Rows) -> str:
    return " ".join(f"{row['n']}: {row['w']}." for row in rows)
