"""C1: stacked bars of how sure the places are, per area, with the duty as a tick.

Input columns, one row per area and part:
    gebied_code, naam (str); deel (str): ``open``, ``besloten``, ``voornemen``, ``gat`` or ``onbekend``;
    waarde (Int64, missing when unknown); waarde_tekst (str as a reader sees it);
    opgave (Int64, missing when unknown); opgave_tekst (str, "487" or "minimaal 487" or "onbekend").
An area without known places has one row with deel ``onbekend``. The chart stacks and
sorts; it computes nothing.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, laag, leeg, legenda, streep, streep_onbekend
from charts.kader import Beeld
from charts.kleur import ink_on
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal

DELEN = ("open", "besloten", "voornemen", "gat")
RIJ = 34
LINKS_MAX = 148


def beeld(frame: pd.DataFrame, doelgroep: str) -> Beeld:
    """Return the stacked bars of one doelgroep, areas sorted by what is asked.

    Args:
        frame: See the module text; amv is drawn by a second call with the rows of amv.
        doelgroep: Gives the hue.
    """
    if frame.empty:
        return leeg()
    areas = _areas(frame)
    parts = _parts(frame, [area["n"] for area in areas])
    _name_unknown(areas, parts)
    domain = max([part["z"] for part in parts] + [area["o"] or 0 for area in areas] + [1]) * 1.02
    links = min(LINKS_MAX, round(max(breedte(area["n"], 13) for area in areas)) + 14)
    y = alt.Y("n:N", sort=None, title=None, scale=alt.Scale(paddingInner=0.36, paddingOuter=0.1))
    y = y.axis(minExtent=links, maxExtent=links, labelLimit=links - 8, labelColor=TOKENS.ink)
    layers = [*_bars(parts, areas, doelgroep, domain, y), *_targets(areas, domain, y)]
    chart = alt.layer(*layers, *_legend(doelgroep, links)).properties(height=RIJ * len(areas))
    return Beeld(chart, _words(areas, parts), links=links, rechts=64, onder="height + 20")


def _areas(frame: pd.DataFrame) -> Rows:
    first = frame.drop_duplicates("gebied_code").sort_values(
        ["opgave", "naam"], ascending=[False, True], na_position="last", kind="stable"
    )
    ends = frame.groupby("gebied_code")["waarde"].sum()
    rows: Rows = []
    for row in first.itertuples():
        duty = None if taal.is_unknown(row.opgave) else int(row.opgave)
        known = int(ends[row.gebied_code])
        rows.append(
            {
                "n": row.naam,
                "g": row.gebied_code,
                "o": duty,
                "e": max(duty or 0, known),
                "t": row.opgave_tekst,
            }
        )
    return rows


def _parts(frame: pd.DataFrame, order: list[str]) -> Rows:
    """Stack the parts of each area in the fixed order of certainty; unknown becomes a stub of fixed width."""
    rows: Rows = []
    by_area = {str(name): group for name, group in frame.groupby("naam")}
    for name in order:
        left = 0
        group = by_area[name].set_index("deel")
        for part in (*DELEN, taal.ONBEKEND):
            if part not in group.index:
                continue
            row = group.loc[part]
            unknown = taal.is_unknown(row["waarde"])
            size = 0 if unknown else int(row["waarde"])
            if unknown or size:
                word = "onbekend" if unknown and part == taal.ONBEKEND else str(row["waarde_tekst"])
                rows.append(_part(name, str(row["gebied_code"]), part, left, size, word, unknown))
            left += size
    return rows


def _name_unknown(areas: Rows, parts: Rows) -> None:
    """Give each area the place of its stub (``u``) and the words beside it (``w``)."""
    for area in areas:
        stubs = [row for row in parts if row["n"] == area["n"] and row["d"] == taal.ONBEKEND]
        area["u"] = stubs[0]["a"] if stubs else None
        words = [row["t"] for row in stubs] + [f"opgave {area['t']}"]
        area["w"] = ", ".join(words)


def _part(name: str, code: str, part: str, left: int, size: int, word: str, unknown: bool) -> dict[str, Any]:
    label = taal.woord("gat" if part == "gat" else part)
    return {
        "n": name,
        "gebied_code": code,
        "d": "onbekend" if unknown else part,
        "l": label,
        "a": left,
        "z": left + size,
        "t": word if label == word or not unknown else f"{label}: {word}",
        "w": round(breedte(word, 12)) + 8,
    }


def _bars(parts: Rows, areas: Rows, doelgroep: str, domain: float, y: alt.Y) -> list[alt.Chart]:
    axis = alt.Axis(labels=False, grid=False, title=None, orient="top")
    x = alt.X("a:Q", scale=alt.Scale(domain=[0, domain], nice=False), axis=axis)
    spoken = {"aria": True, "height": {"band": 1}}
    tooltip = [
        alt.Tooltip("n:N", title="gebied"),
        alt.Tooltip("l:N", title="zekerheid"),
        alt.Tooltip("t:N", title="aantal"),
    ]
    told = "datum.n + ', ' + datum.l + ': ' + datum.t"
    layers = []
    for part in DELEN:
        rows = [row for row in parts if row["d"] == part]
        if not rows:
            continue
        mark = {"type": "bar", **spoken, **_style(doelgroep, part), "description": {"expr": told}}
        layers.append(laag(rows, mark, x=x, x2="z:Q", y=y, tooltip=tooltip))
        if part == "voornemen":
            layers.append(_hatch(rows, doelgroep, domain, y))
        if part != "gat":
            layers += _numbers(rows, TOKENS.zekerheid(doelgroep, part), domain, y)
    return [*_anchor(areas, x, y), *layers, *_stubs([r for r in parts if r["d"] == "onbekend"], domain, x, y)]


def _numbers(rows: Rows, fill: str, domain: float, y: alt.Y) -> list[alt.Chart]:
    """Return the numbers inside the bars, only where they fit; a halo keeps them readable on a hatch."""
    middle: list[dict[str, Any]] = [
        {"calculate": "(datum.a + datum.z) / 2", "as": "m"},
        {"filter": f"(datum.z - datum.a) / {domain} * width > datum.w"},
    ]
    text = {"type": "text", "align": "center", "fontSize": 12, "color": ink_on(fill, TOKENS.ink)}
    halo = {**text, "color": fill, "stroke": fill, "strokeWidth": 6, "strokeJoin": "round"}
    return [laag(rows, mark, middle, x=alt.X("m:Q"), y=y, text="t:N") for mark in (halo, text)]


def _anchor(areas: Rows, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return an invisible first layer: it fixes the order of the areas for all layers."""
    rows = [{"n": area["n"], "a": 0} for area in areas]
    return [laag(rows, {"type": "point", "opacity": 0}, x=x, y=y)]


def _style(doelgroep: str, part: str) -> dict[str, Any]:
    if part == "gat":
        return {
            "color": TOKENS.paper,
            "stroke": TOKENS.groep[doelgroep],
            "strokeDash": [4, 3],
            "strokeWidth": 1,
        }
    style: dict[str, Any] = {"color": TOKENS.zekerheid(doelgroep, part)}
    if part == "voornemen":
        style |= {"stroke": TOKENS.groep[doelgroep], "strokeWidth": 1}
    return style


def _hatch(rows: Rows, doelgroep: str, domain: float, y: alt.Y) -> alt.Chart:
    step = f"{domain} / max(width, 1) * 6"
    transforms: list[dict[str, Any]] = [
        {"calculate": f"sequence(datum.a, datum.z - {step}, {step})", "as": "s"},
        {"flatten": ["s"]},
        {"calculate": f"datum.s + {step}", "as": "s2"},
    ]
    mark = {"type": "rule", "color": TOKENS.groep[doelgroep], "strokeWidth": 1}
    low, high = alt.Y("n:N", sort=None, title=None, bandPosition=1), alt.Y2("n", bandPosition=0)
    return laag(rows, mark, transforms, x=alt.X("s:Q"), x2="s2:Q", y=low, y2=high)


def _stubs(rows: Rows, domain: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return hatched stubs of fixed width for what is not known, after what is known."""
    if not rows:
        return []
    end = [{"calculate": f"datum.a + {STUB} * {domain} / max(width, 1)", "as": "u"}]
    told = "datum.n + ', ' + datum.l + ': onbekend'"
    box = {
        "type": "bar",
        "height": {"band": 1},
        "color": streep_onbekend(7),
        "stroke": TOKENS.onbekend_streep,
    }
    return [laag(rows, {**box, "aria": True, "description": {"expr": told}}, end, x=x, x2="u:Q", y=y)]


def _targets(areas: Rows, domain: float, y: alt.Y) -> list[alt.Chart]:
    """Return the duty as a tick with its number, and the words for what is not known."""
    known = [area for area in areas if area["o"] is not None]
    stub = f"(isValid(datum.u) ? datum.u + {STUB} * {domain} / max(width, 1) : 0)"
    place = [{"calculate": f"max(datum.e, {stub})", "as": "p"}]
    label = {"type": "text", "align": "left", "dx": 8}
    layers = []
    if known:
        tick = {"type": "tick", "orient": "vertical", "opacity": 1}
        halo = {**tick, "thickness": 5.5, "size": RIJ - 7, "color": TOKENS.paper}
        tick |= {"thickness": 2.5, "size": RIJ - 7, "color": TOKENS.ink}
        layers = [laag(known, halo, x="o:Q", y=y), laag(known, tick, x="o:Q", y=y)]
    if exact := [area for area in areas if area["o"] is not None and area["u"] is None]:
        bold = {**label, "fontWeight": 600, "color": TOKENS.ink}
        layers.append(laag(exact, bold, place, x="p:Q", y=y, text="t:N"))
    if partly := [area for area in areas if area["o"] is None or area["u"] is not None]:
        layers.append(laag(partly, {**label, "color": TOKENS.ink_2}, place, x="p:Q", y=y, text="w:N"))
    return layers


def _legend(doelgroep: str, links: int) -> list[alt.Chart]:
    items: list[tuple[str, dict[str, Any]]] = [(taal.woord(part), _style(doelgroep, part)) for part in DELEN]
    hue = TOKENS.groep[doelgroep]
    items[2] = (
        items[2][0],
        {"color": streep(hue, TOKENS.zekerheid(doelgroep, "voornemen"), 4), "stroke": hue, "strokeWidth": 1},
    )
    return legenda([*items, ("opgave", {"type": "tick"})], links)


def _words(areas: Rows, parts: Rows) -> str:
    sentences = []
    for area in areas:
        own = [
            f"{row['l']} {row['t']}" if row["l"] != row["t"] else row["t"]
            for row in parts
            if row["n"] == area["n"]
        ]
        sentences.append(f"{area['n']}: opgave {area['t']}; {', '.join(own)}.")
    return " ".join(sentences)
