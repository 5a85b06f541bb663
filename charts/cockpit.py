"""The one chart of Overzicht: three groups, each with its regions; side by side when wide, else stacked.

Input columns, one row per doelgroep, area and part, in the order in which they are drawn:
    doelgroep (closed list); kop, onderkop (str, such as "Asielzoekers" and "plekken");
    gebied_code, naam (str); deel (str): ``open``, ``besloten``, ``voornemen``, ``gat`` or ``onbekend``;
    waarde (Int64, missing when unknown); waarde_tekst (str); opgave (Int64); opgave_tekst (str);
    status (closed list); verschil_tekst (str, "−212", "" when unknown).
A click selects: parameter ``keuze`` with field ``gebied_code``.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, laag, leeg, legenda, streep, streep_onbekend, tekst, vlak, vorm
from charts.kaart import KEUZE
from charts.kader import Beeld
from charts.kleur import ink_on, tint
from charts.tekst import breedte
from charts.tokens import TOKENS
from model import taal
from model.lijsten import Doelgroep

DELEN = ("open", "besloten", "voornemen", "gat")
BREED = 760
KOP, RIJ, BAR, TUSSEN = 54, 52, 18, 40
#: Right of the longest bar: room for the number of the duty.
RUIMTE = 66


def beeld(frame: pd.DataFrame) -> Beeld:
    """Return the three groups with their regions: certainty, duty, and the status in word and shape."""
    if frame.empty:
        return leeg()
    groups = [group.value for group in Doelgroep if group.value in set(frame["doelgroep"])]
    areas = _areas(frame, groups)
    parts = _parts(frame, areas)
    depth = KOP + RIJ * (1 + max(area["r"] for area in areas)) + 6
    place = _Place(len(groups), depth)
    layers = [_hits(areas, place), *_heads(frame, groups, place), *_area_lines(areas, place)]
    layers += _bars(parts, place) + _targets(areas, place)
    chart = alt.layer(*layers, *_legend()).properties(height=depth)
    below = f"(b >= {BREED} ? {depth} : {depth * len(groups)}) + 8"
    return Beeld(chart, _words(areas, parts), onder=below, midden=str(depth / 2))


class _Place:
    """Where things stand, as Vega expressions over ``b``, ``datum.p`` (panel) and ``datum.r`` (row)."""

    def __init__(self, panels: int, depth: int) -> None:
        self.panel = f"(b >= {BREED} ? (b - {TUSSEN * (panels - 1)}) / {panels} : b)"
        self.left = f"(b >= {BREED} ? datum.p * ({self.panel} + {TUSSEN}) : 0)"
        self.head = f"(b >= {BREED} ? 0 : datum.p * {depth})"
        self.row = f"({self.head} + {KOP} + datum.r * {RIJ})"
        self.bar = f"({self.row} + 19)"
        self.room = f"({self.panel} - {RUIMTE})"

    def at(self, share: str) -> str:
        """Return the x of a share of the longest bar."""
        return f"{self.left} + {share} * {self.room}"


def _areas(frame: pd.DataFrame, groups: list[str]) -> Rows:
    rows: Rows = []
    for panel, group in enumerate(groups):
        own = frame[frame["doelgroep"] == group]
        sums = own.groupby("gebied_code")["waarde"].sum()
        first = own.drop_duplicates("gebied_code")
        longest = max([int(value) for value in [*sums, *first["opgave"].dropna()]] + [1])
        for index, row in enumerate(first.to_dict("records")):
            known = taal.is_unknown(row["opgave"])
            duty = None if known else int(row["opgave"]) / longest
            total = int(sums[row["gebied_code"]]) / longest
            status = str(row["status"])
            word = f"{taal.woord(status)} {row['verschil_tekst']}".strip()
            rows.append(
                {
                    "p": panel,
                    "r": index,
                    "d": group,
                    "gebied_code": row["gebied_code"],
                    "n": row["naam"],
                    "o": duty,
                    "e": max(duty or 0, total),
                    "t": str(row["opgave_tekst"]),
                    "s": TOKENS.status_vorm[status],
                    "c": TOKENS.status[status],
                    "w": word,
                    "ww": round(breedte(word, 13, vet=True)) + 5,
                    "m": longest,
                }
            )
    return rows


def _parts(frame: pd.DataFrame, areas: Rows) -> Rows:
    """Stack the parts of each area; marks what is unknown as a stub after what is known."""
    rows: Rows = []
    keyed = {key: own.set_index("deel") for key, own in frame.groupby(["doelgroep", "gebied_code"])}
    for area in areas:
        own = keyed[(area["d"], area["gebied_code"])]
        left = 0.0
        area["u"] = None
        for part in (*DELEN, taal.ONBEKEND):
            if part not in own.index:
                continue
            value = own.loc[part, "waarde"]
            if taal.is_unknown(value):
                area["u"] = left if area["u"] is None else area["u"]
            elif int(value) > 0:  # type: ignore[arg-type]
                size = int(value) / area["m"]  # type: ignore[arg-type]
                text = str(own.loc[part, "waarde_tekst"])
                spot = {key: area[key] for key in ("p", "r", "d")}
                rows.append(
                    {**spot, "q": part, "a": left, "z": left + size, "t": text, "w": breedte(text, 12) + 8}
                )
                left += size
    return rows


def _hits(areas: Rows, place: _Place) -> alt.Chart:
    """Return the clickable, spoken ground under each area."""
    told = "datum.n + ': ' + datum.w + ', opgave ' + datum.t"
    spoken = {"aria": True, "description": {"expr": told}, "cornerRadius": 4}
    ground = vlak(
        areas,
        f"{place.left} - 6",
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


def _heads(frame: pd.DataFrame, groups: list[str], place: _Place) -> list[alt.Chart]:
    heads = frame.drop_duplicates("doelgroep").set_index("doelgroep")
    rows: Rows = [
        {
            "p": index,
            "t": str(heads.loc[group, "kop"]),
            "o": str(heads.loc[group, "onderkop"]),
            "c": TOKENS.groep[group],
            "i": TOKENS.groep_tekst[group],
        }
        for index, group in enumerate(groups)
    ]
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
            vlak(rows, x, place.bar, x2, f"{place.bar} + {BAR}", **style(TOKENS.groep[group], part))
        )
        fill = TOKENS.zekerheid(group, part)
        if part == "voornemen":
            layers.append(_hatch(rows, group, place))
        if part != "gat":
            fits = [{"filter": f"(datum.z - datum.a) * {place.room} > datum.w"}]
            middle, line = place.at("(datum.a + datum.z) / 2"), f"{place.bar} + {BAR / 2 + 0.5}"
            ink: dict[str, Any] = {"align": "center", "fontSize": 12, "color": ink_on(fill, TOKENS.ink)}
            halo = {**ink, "color": fill, "stroke": fill, "strokeWidth": 6, "strokeJoin": "round"}
            for look in (halo, ink):
                text = tekst(rows, middle, line, **look)
                text.transform = [alt.Transform(fit) for fit in fits]
                layers.append(text)
    return layers


def style(hue: str, part: str) -> dict[str, Any]:
    """Return the look of a certainty in a hue."""
    if part == "gat":
        return {"color": TOKENS.paper, "stroke": hue, "strokeDash": [4, 3], "strokeWidth": 1}
    look: dict[str, Any] = {"color": tint(hue, TOKENS.dekking[part])}
    return look | ({"stroke": hue, "strokeWidth": 1} if part == "voornemen" else {})


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
        hatch = {"color": streep_onbekend(7), "stroke": TOKENS.onbekend_streep}
        layers.append(vlak(stubs, x, place.bar, f"{x} + {STUB}", f"{place.bar} + {BAR}", **hatch))
    if known := [area for area in areas if area["o"] is not None]:
        x = place.at("datum.o")
        layers.append(vlak(known, f"{x} - 2.5", low, f"{x} + 2.5", high, color=TOKENS.paper))
        layers.append(vlak(known, f"{x} - 1", low, f"{x} + 1.5", high, color=TOKENS.ink))
    for area in areas:
        duty = area["t"] if area["o"] is not None and area["u"] is None else f"opgave {area['t']}"
        area["l"] = duty if area["u"] is None else f"onbekend, {duty}"
    stub_end = f"(isValid(datum.u) ? {place.at('datum.u')} + {STUB} : 0)"
    end = f"max({place.at('datum.e')}, {stub_end}) + 8"
    weight = {"fontWeight": {"expr": "datum.l == datum.t ? 600 : 400"}}
    return [
        *layers,
        tekst(areas, end, f"{place.bar} + {BAR / 2 + 0.5}", "datum.l", color=TOKENS.ink, **weight),
    ]


def _legend() -> list[alt.Chart]:
    hue = TOKENS.ink_2
    items: list[tuple[str, dict[str, Any]]] = [(taal.woord(part), style(hue, part)) for part in DELEN]
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
