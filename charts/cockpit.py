"""The one chart of Overzicht: three groups, each with its regions; side by side when wide, else stacked.

Input columns of ``delen`` (``metrics.views.certainty``, all groups), one row per doelgroep, area and part:
    doelgroep (closed list); gebied_code, naam, eenheid (str); deel, waarde, waarde_tekst, opgave and
    opgave_tekst as in ``charts.zekerheid``.
Of ``stand`` (``metrics.fulfilment.table``), one row per doelgroep and area, in the order of drawing:
    doelgroep, gebied_code, status (closed list), verschil (Int64, missing when unknown).
A click selects: parameter ``keuze`` with field ``gebied_code``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from charts.delen import (
    STUB,
    Rows,
    laag,
    leeg,
    legenda,
    midden,
    stijl,
    streep,
    streep_onbekend,
    tekst,
    vlak,
    vorm,
)
from charts.kaart import KEUZE
from charts.kader import Beeld
from charts.kleur import ink_on, tint
from charts.stapel import DELEN, Stuk, bijschrift, lengte, stapel
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal
from model.lijsten import Doelgroep

Stacks = dict[tuple[str, str], list[Stuk]]
BREED = 760
KOP, RIJ, BAR, TUSSEN = 54, 52, 18, 40
#: Right of the longest bar: room for the number of the duty.
RUIMTE = 66
BIJNA_VOL = 0.8
#: From this share of the longest bar the words of an unknown bar stand on its hatch.
LANG = 0.45


def beeld(delen: pd.DataFrame, stand: pd.DataFrame, onder: Mapping[str, str] | None = None) -> Beeld:
    """Return the three groups with their regions: certainty, duty, and the status in word and shape.

    Args:
        delen: See the module text.
        stand: See the module text.
        onder: What stands beside the unit under the name of a group, such as "4 van 6 maanden".
    """
    if delen.empty or stand.empty:
        return leeg()
    groups = [group.value for group in Doelgroep if group.value in set(stand["doelgroep"])]
    stacks = {key: stapel(own) for key, own in delen.groupby(["doelgroep", "gebied_code"])}
    areas = _areas(delen, stand, groups, stacks)
    parts = _parts(areas, stacks)
    depth = KOP + RIJ * (1 + max(area["r"] for area in areas)) + 6
    place = _Place(len(groups), depth, _room(areas))
    heads = [_head(index, group, delen, onder or {}) for index, group in enumerate(groups)]
    layers = [_hits(areas, place), *_heads(heads, place), *_area_lines(areas, place)]
    layers += _bars(parts, place) + _targets(areas, place)
    chart = alt.layer(*layers, *_legend()).properties(height=depth)
    below = f"(b >= {BREED} ? {depth} : {depth * len(groups)}) + 8"
    return Beeld(chart, _words(areas, parts), onder=below, midden=str(depth / 2))


def _room(areas: Rows) -> int:
    """Return the room that the words after the long bars need, so that they stay inside their panel."""
    return max([RUIMTE, *(round(breedte(area["l"], 13)) + 10 for area in areas if area["e"] > BIJNA_VOL)])


class _Place:
    """Where things stand, as Vega expressions over ``b``, ``datum.p`` (panel) and ``datum.r`` (row)."""

    def __init__(self, panels: int, depth: int, room: int = RUIMTE) -> None:
        self.panel = f"(b >= {BREED} ? (b - {TUSSEN * (panels - 1)}) / {panels} : b)"
        self.left = f"(b >= {BREED} ? datum.p * ({self.panel} + {TUSSEN}) : 0)"
        self.head = f"(b >= {BREED} ? 0 : datum.p * {depth})"
        self.row = f"({self.head} + {KOP} + datum.r * {RIJ})"
        self.bar = f"({self.row} + 19)"
        self.room = f"({self.panel} - {room})"

    def at(self, share: str) -> str:
        """Return the x of a share of the longest bar."""
        return f"{self.left} + {share} * {self.room}"


def _areas(delen: pd.DataFrame, stand: pd.DataFrame, groups: list[str], stacks: Stacks) -> Rows:
    """Return one row per group and area, in the order of ``stand``; lengths are shares of the longest."""
    rows: Rows = []
    first = delen.drop_duplicates(["doelgroep", "gebied_code"]).set_index(["doelgroep", "gebied_code"])
    for panel, group in enumerate(groups):
        own = stand[stand["doelgroep"].eq(group)]
        judged = [row for row in own.to_dict("records") if (group, row["gebied_code"]) in stacks]
        keys = [(group, str(row["gebied_code"])) for row in judged]
        duties = [int(value) for value in first.loc[keys, "opgave"].dropna()]
        longest = max([*duties, *(lengte(stacks[key]) for key in keys), 1])
        for index, (key, row) in enumerate(zip(keys, judged, strict=True)):
            place = {"p": panel, "r": index, "d": group, "gebied_code": key[1], "m": longest}
            rows.append({**place, **_area(first.loc[key], row, longest, stacks[key])})
    return rows


def _area(row: pd.Series, judged: dict[Any, Any], longest: int, parts: list[Stuk]) -> dict[str, Any]:
    duty = None if taal.is_unknown(row["opgave"]) else int(row["opgave"]) / longest
    status = str(judged["status"])
    difference = "" if taal.is_unknown(judged["verschil"]) else taal.getal(judged["verschil"], plus=True)
    word = f"{taal.woord(status)} {difference}".strip()
    hatch = [part for part in parts if part.deel == taal.ONBEKEND]
    return {
        "n": row["naam"],
        "o": duty,
        "e": max(duty or 0, lengte(parts) / longest),
        "u": hatch[0].van / longest if hatch else None,
        "uz": hatch[0].tot / longest if hatch else None,
        "t": str(row["opgave_tekst"]),
        "l": bijschrift(row["opgave"], parts, str(row["opgave_tekst"])),
        "s": TOKENS.status_vorm[status],
        "c": TOKENS.status[status],
        "w": word,
        "ww": round(breedte(word, 13, vet=True)) + 5,
    }


def _parts(areas: Rows, stacks: Stacks) -> Rows:
    return [
        {
            **{key: area[key] for key in ("p", "r", "d")},
            "q": part.deel,
            "a": part.van / area["m"],
            "z": part.tot / area["m"],
            "o": area["o"],
            "t": part.tekst,
            "w": round(breedte(part.tekst, 12)) + 8,
        }
        for area in areas
        for part in stacks[(area["d"], area["gebied_code"])]
        if part.deel != taal.ONBEKEND
    ]


def _hits(areas: Rows, place: _Place) -> alt.Chart:
    """Return the clickable, spoken ground under each area."""
    told = "datum.n + ': ' + datum.w + ', opgave ' + datum.t"
    spoken = {"aria": True, "description": {"expr": told}, "cornerRadius": 4}
    ground = vlak(
        areas,
        place.left,
        f"{place.row} - 2",
        f"{place.left} + {place.panel}",
        f"{place.bar} + 27",
        **spoken,
    )
    choice = alt.selection_point(
        name=KEUZE, fields=["gebied_code"], on="click", clear="dblclick", empty=False
    )
    fill = alt.when(choice).then(alt.value(TOKENS.surface)).otherwise(alt.value(TOKENS.paper))
    tooltip = [
        alt.Tooltip("n:N", title="gebied"),
        alt.Tooltip("t:N", title="opgave"),
        alt.Tooltip("w:N", title="stand"),
    ]
    return ground.encode(fill=fill, tooltip=tooltip).add_params(choice)


def _head(index: int, group: str, delen: pd.DataFrame, onder: Mapping[str, str]) -> dict[str, Any]:
    unit = str(delen.loc[delen["doelgroep"].eq(group), "eenheid"].iloc[0])
    word = taal.woord(group)
    return {
        "p": index,
        "t": word[0].upper() + word[1:],
        "o": " · ".join(text for text in (unit, onder.get(group, "")) if text),
        "c": TOKENS.groep[group],
        "i": TOKENS.groep_tekst[group],
    }


def _heads(rows: Rows, place: _Place) -> list[alt.Chart]:
    right = f"{place.left} + {place.panel}"
    line = vlak(
        rows, place.left, f"{place.head} + 40", right, f"{place.head} + 42", color={"expr": "datum.c"}
    )
    bold: dict[str, Any] = {"fontSize": 15, "fontWeight": 600, "color": {"expr": "datum.i"}}
    head = tekst(rows, place.left, f"{place.head} + 8", **bold)
    return [line, head, tekst(rows, place.left, f"{place.head} + 28", "datum.o", color=TOKENS.ink_2)]


def _area_lines(areas: Rows, place: _Place) -> list[alt.Chart]:
    """Return name, status shape and status word of each area."""
    right, line = f"{place.left} + {place.panel}", f"{place.row} + 8"
    names = tekst(areas, place.left, line, "datum.n", color=TOKENS.ink, fontSize=14)
    style: dict[str, Any] = {"align": "right", "fontWeight": 600, "color": {"expr": "datum.c"}}
    layers = [names, tekst(areas, right, line, "datum.w", **style)]
    for status, sign in TOKENS.status_vorm.items():
        if own := [area for area in areas if area["s"] == sign]:
            layers += vorm(own, sign, f"{right} - datum.ww - 2", line, TOKENS.status[status], 80)
    return layers


def _bars(parts: Rows, place: _Place) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    for group, part in sorted({(row["d"], row["q"]) for row in parts}, key=lambda key: DELEN.index(key[1])):
        rows = [row for row in parts if (row["d"], row["q"]) == (group, part)]
        x, x2 = place.at("datum.a"), place.at("datum.z")
        layers.append(
            vlak(rows, x, place.bar, x2, f"{place.bar} + {BAR}", **stijl(TOKENS.groep[group], part))
        )
        fill = TOKENS.zekerheid(group, part)
        if part == "voornemen":
            layers.append(_hatch(rows, group, place))
        if part != "gat":
            line = f"{place.bar} + {BAR / 2 + 0.5}"
            ink: dict[str, Any] = {"align": "center", "fontSize": 12, "color": ink_on(fill, TOKENS.ink)}
            halo = {**ink, "color": fill, "stroke": fill, "strokeWidth": 6, "strokeJoin": "round"}
            for look in (halo, ink):
                text = tekst(rows, place.at("datum.m"), line, **look)
                text.transform = [alt.Transform(step) for step in midden(place.room)]
                layers.append(text)
    return layers


def _hatch(rows: Rows, group: str, place: _Place) -> alt.Chart:
    lines: list[dict[str, Any]] = [
        {"calculate": f"sequence({place.at('datum.a')}, {place.at('datum.z')} - 6, 6)", "as": "s"},
        {"flatten": ["s"]},
        {"calculate": "datum.s + 6", "as": "s2"},
        {"calculate": f"{place.bar} + {BAR}", "as": "l"},
        {"calculate": place.bar, "as": "h"},
    ]
    spot = {"x": alt.X("s:Q", scale=None, axis=None), "y": alt.Y("l:Q", scale=None, axis=None)}
    mark = {"type": "rule", "color": TOKENS.groep[group], "strokeWidth": 1}
    return laag(rows, mark, lines, **spot, x2="s2:Q", y2="h:Q")


def _targets(areas: Rows, place: _Place) -> list[alt.Chart]:
    """Return the ticks of the duty, the stubs of what is unknown, and their words."""
    layers: list[alt.Chart] = []
    low, high = f"{place.bar} - 3", f"{place.bar} + {BAR + 3}"
    if stubs := [area for area in areas if area["u"] is not None]:
        x = place.at("datum.u")
        x2 = f"max({place.at('datum.uz')}, {x} + {STUB})"
        hatch = {"color": streep_onbekend(10), "stroke": TOKENS.onbekend_streep}
        layers.append(vlak(stubs, x, place.bar, x2, f"{place.bar} + {BAR}", **hatch))
    if known := [area for area in areas if area["o"] is not None]:
        x = place.at("datum.o")
        layers.append(vlak(known, f"{x} - 2.5", low, f"{x} + 2.5", high, color=TOKENS.paper))
        layers.append(vlak(known, f"{x} - 1", low, f"{x} + 1.5", high, color=TOKENS.ink))
    return [*layers, *_captions(areas, place)]


def _captions(areas: Rows, place: _Place) -> list[alt.Chart]:
    """Return the words of each bar: after it, or on a long hatch, where there is no room after it."""
    line = f"{place.bar} + {BAR / 2 + 0.5}"
    stub = f"max({place.at('datum.uz')}, {place.at('datum.u')} + {STUB})"
    end = f"max({place.at('datum.e')}, isValid(datum.u) ? {stub} : 0) + 8"
    inside = [area for area in areas if area["u"] is not None and area["uz"] - area["u"] > LANG]
    after = [area for area in areas if area not in inside]
    weight = {"fontWeight": {"expr": "datum.l == datum.t ? 600 : 400"}}
    layers = [tekst(after, end, line, "datum.l", color=TOKENS.ink, **weight)] if after else []
    if inside:
        halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 6, "strokeJoin": "round"}
        start = f"{place.at('datum.u')} + 10"
        layers += [tekst(inside, start, line, "datum.l", **look) for look in (halo, {"color": TOKENS.ink})]
    return layers


def _legend() -> list[alt.Chart]:
    hue = TOKENS.ink_2
    items: list[tuple[str, dict[str, Any]]] = [(taal.woord(part), stijl(hue, part)) for part in DELEN]
    items[2] = (items[2][0], {**items[2][1], "color": streep(hue, tint(hue, TOKENS.dekking["voornemen"]), 4)})
    return legenda([*items, ("opgave", {"type": "tick"})], boven=24)


def _words(areas: Rows, parts: Rows) -> str:
    sentences = []
    for area in areas:
        own = [row for row in parts if (row["d"], row["r"]) == (area["d"], area["r"])]
        told = [f"{taal.woord(row['q'])} {row['t']}" for row in own] or [taal.ONBEKEND]
        group = taal.woord(area["d"])
        sentences.append(f"{area['n']}, {group}: {area['w']}; opgave {area['t']}; {', '.join(told)}.")
    return " ".join(sentences)
