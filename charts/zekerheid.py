"""C1: stacked bars of how sure the places are, per area, with the duty as a tick.

Input columns (``metrics.views.certainty``), one row per area and part of one doelgroep and deelgroep:
    gebied_code, naam (str); deel (str): ``open``, ``besloten``, ``voornemen``, ``gat`` or ``onbekend``;
    waarde (Int64, missing when unknown); waarde_tekst (str as a reader sees it);
    opgave (Int64, missing when unknown); opgave_tekst (str, "487" or "minimaal 487" or "onbekend").
Where ``open`` is missing the area is unknown: the rest of its duty is hatched, or a stub when that is unknown
too. The chart stacks and sorts; it computes nothing.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, laag, leeg, legenda, midden, stijl, streep, streep_onbekend
from charts.kaart import KEUZE
from charts.kader import Beeld
from charts.kleur import ink_on
from charts.stapel import DELEN, Stuk, bijschrift, lengte, stapel
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal

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
    stacks = {str(code): stapel(group) for code, group in frame.groupby("gebied_code")}
    areas = _areas(frame, stacks)
    parts = _parts(areas, stacks)
    domain = max([part["z"] for part in parts] + [area["o"] or 0 for area in areas] + [1]) * 1.02
    links = min(LINKS_MAX, round(max(breedte(area["n"], 13) for area in areas)) + 14)
    y = alt.Y("n:N", sort=None, title=None, scale=alt.Scale(paddingInner=0.36, paddingOuter=0.1))
    y = y.axis(minExtent=links, maxExtent=links, labelLimit=links - 8, labelColor=TOKENS.ink)
    layers = [*_bars(parts, areas, doelgroep, domain, y), *_targets(areas, domain, y)]
    chart = alt.layer(*layers, *_legend(doelgroep, links)).properties(height=RIJ * len(areas))
    return Beeld(chart, _words(areas, parts), links=links, rechts=24, onder="height + 20")


def _areas(frame: pd.DataFrame, stacks: dict[str, list[Stuk]]) -> Rows:
    """Return one row per area, biggest duty first, unknown duties last."""
    first = frame.drop_duplicates("gebied_code").sort_values(
        ["opgave", "naam"], ascending=[False, True], na_position="last", kind="stable"
    )
    rows: Rows = []
    for row in first.to_dict("records"):
        parts = stacks[row["gebied_code"]]
        duty = None if taal.is_unknown(row["opgave"]) else int(row["opgave"])
        hatch = [part for part in parts if part.deel == taal.ONBEKEND]
        rows.append(
            {
                "n": row["naam"],
                "gebied_code": row["gebied_code"],
                "o": duty,
                "e": max(duty or 0, lengte(parts)),
                "u": hatch[0].van if hatch else None,
                "uz": hatch[0].tot if hatch else None,
                "t": str(row["opgave_tekst"]),
                "w": bijschrift(row["opgave"], parts, str(row["opgave_tekst"])),
            }
        )
    return rows


def _parts(areas: Rows, stacks: dict[str, list[Stuk]]) -> Rows:
    return [
        {
            "n": area["n"],
            "gebied_code": area["gebied_code"],
            "d": part.deel,
            "l": taal.woord(part.deel),
            "a": part.van,
            "z": part.tot,
            "o": area["o"],
            "t": part.tekst,
            "w": round(breedte(part.tekst, 12)) + 8,
        }
        for area in areas
        for part in stacks[area["gebied_code"]]
    ]


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
        mark = {
            "type": "bar",
            **spoken,
            **stijl(TOKENS.groep[doelgroep], part),
            "description": {"expr": told},
        }
        layers.append(laag(rows, mark, x=x, x2="z:Q", y=y, tooltip=tooltip))
        if part == "voornemen":
            layers.append(_hatch(rows, doelgroep, domain, y))
        if part != "gat":
            layers += _numbers(rows, TOKENS.zekerheid(doelgroep, part), domain, y)
    return [
        _ground(areas, domain, x, y),
        *layers,
        *_stubs([r for r in parts if r["d"] == "onbekend"], domain, x, y),
    ]


def _numbers(rows: Rows, fill: str, domain: float, y: alt.Y) -> list[alt.Chart]:
    """Return the numbers inside the bars, only where they fit; a halo keeps them readable on a hatch."""
    middle = midden(f"(width / {domain})")
    text = {"type": "text", "align": "center", "fontSize": 12, "color": ink_on(fill, TOKENS.ink)}
    halo = {**text, "color": fill, "stroke": fill, "strokeWidth": 6, "strokeJoin": "round"}
    return [laag(rows, mark, middle, x=alt.X("m:Q"), y=y, text="t:N") for mark in (halo, text)]


def _ground(areas: Rows, domain: float, x: alt.X, y: alt.Y) -> alt.Chart:
    """Return an unseen first layer: it fixes the order of the areas, and a click chooses one."""
    rows = [{"n": area["n"], "gebied_code": area["gebied_code"], "a": 0, "z": domain} for area in areas]
    mark = {"type": "bar", "height": {"band": 1}, "color": TOKENS.paper, "cursor": "pointer", "aria": False}
    choice = alt.selection_point(
        name=KEUZE, fields=["gebied_code"], on="click", clear="dblclick", empty=False
    )
    return laag(rows, mark, x=x, x2="z:Q", y=y).add_params(choice)


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
    end = [{"calculate": f"max(datum.z, datum.a + {STUB} * {domain} / max(width, 1))", "as": "u"}]
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
    stub = f"(isValid(datum.u) ? max(datum.uz, datum.u + {STUB} * {domain} / max(width, 1)) : 0)"
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
    hue = TOKENS.groep[doelgroep]
    items = [(taal.woord(part), stijl(hue, part)) for part in DELEN]
    items[2][1]["color"] = streep(hue, TOKENS.zekerheid(doelgroep, "voornemen"), 4)
    return legenda([*items, ("opgave", {"type": "tick"})], links)


def _words(areas: Rows, parts: Rows) -> str:
    sentences = []
    for area in areas:
        mine = [row for row in parts if row["gebied_code"] == area["gebied_code"]]
        own = [row["t"] if row["l"] == row["t"] else f"{row['l']} {row['t']}" for row in mine]
        sentences.append(f"{area['n']}: opgave {area['t']}; {', '.join(own)}.")
    return " ".join(sentences)
