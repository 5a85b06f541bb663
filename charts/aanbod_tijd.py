"""The time line under and above chart C2: months, years, today, deadlines, and what opens and closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, laag, tekst, vlak
from charts.tekst import haloed
from charts.tokens import TOKENS
from model import taal

#: Height of one line of a deadline above the drawing.
REGEL = 17
#: Width of the drawing from which there is room for whole sentences.
RUIM = 640
#: Share of the drawing from which words stand left of their line.
MIDDEN = 0.5
#: Width of a month from which there is room for numbers at the events.
MAAND = 12


@dataclass(frozen=True)
class Termijnen:
    """The deadlines as layers, and how high they stand above the drawing."""

    lagen: list[alt.Chart]
    hoogte: int


def vakken(maanden: pd.Series) -> Rows:
    """Return for every month its place as shares of the drawing (``x`` to ``z``) and its name (``l``)."""
    ends = list(maanden)
    first = ends[0].replace(day=1)
    whole = (ends[-1] - first).days + 1
    rows: Rows = []
    for end in ends:
        begin = (end.replace(day=1) - first).days / whole
        rows.append(
            {"x": round(begin, 5), "z": round(((end - first).days + 1) / whole, 5), "l": taal.maand(end)}
        )
        rows[-1] |= {"dag": str(end.date())}
    return rows


def _share(moment: pd.Timestamp, spans: Rows) -> float:
    """Return where a day lies: inside its own month, so that months keep their own width."""
    first, last = pd.Timestamp(spans[0]["dag"]).replace(day=1), pd.Timestamp(spans[-1]["dag"])
    return round((moment - first).days / ((last - first).days + 1), 5)


def months(spans: Rows, hoogte: int) -> list[alt.Chart]:
    """Return a line and a label where a year begins."""
    starts = [span for i, span in enumerate(spans) if i == 0 or span["dag"][5:7] == "01"]
    rows: Rows = [{"x": span["x"], "t": span["dag"][:4]} for span in starts]
    if len(rows) > 1 and rows[1]["x"] - rows[0]["x"] < 0.06:
        rows = rows[1:]
    labels = [row for row in rows if row["x"] < 0.95]
    line = vlak(rows, "datum.x * width", "0", "datum.x * width + 1", f"{hoogte} + 18", color=TOKENS.line)
    return [line, tekst(labels, "datum.x * width + 5", f"{hoogte} + 13", color=TOKENS.ink_2)]


def deadlines(termijnen: pd.DataFrame, peildatum: pd.Timestamp, spans: Rows, hoogte: int) -> Termijnen:
    """Return a line for every deadline and for the peildatum, each with a line of text above the drawing."""
    steps = [
        (r["datum"], f"{taal.datum(r['datum'])}: {r['naam']} (cyclus {r['cyclus']})", f"{r['naam']}")
        for r in termijnen.to_dict("records")
    ]
    named = sorted([*steps, (peildatum, f"peildatum {taal.datum(peildatum)}", "peildatum")])
    found = [(_share(day, spans), day, text, short) for day, text, short in named]
    inside = [part for part in found if 0 <= part[0] <= 1]
    left, late = ([part for part in inside if (part[0] > MIDDEN) == side] for side in (False, True))
    inside = [*reversed(late), *left]  # a line never runs through the words of another on its own side
    rows: Rows = [
        {
            "x": share,
            "r": len(inside) - index,
            "t": text,
            "k": f"{day.day}-{day.month}-{day.year}: {short}",
            "w": int(day == peildatum),
        }
        for index, (share, day, text, short) in enumerate(inside)
    ]
    if not rows:
        return Termijnen([], 0)
    x, y = "datum.x * width", f"-datum.r * {REGEL} + 4"
    right = f"datum.x > {MIDDEN}"
    side: dict[str, Any] = {"align": {"expr": f"{right} ? 'right' : 'left'"}, "fontSize": 12}
    side["limit"] = {"expr": f"({right} ? datum.x : 1 - datum.x) * width - 6"}
    words = f"width >= {RUIM} ? datum.t : datum.k"
    lines, said = [], []
    for row in rows:
        colour, wide = (TOKENS.ink, 0.9) if row["w"] else (TOKENS.ink_3, 0.5)
        edges = (f"{x} - {wide}", f"{y} - 6", f"{x} + {wide}", f"{hoogte}")
        lines.append(vlak([row], *edges, color=colour))
        for look in haloed(TOKENS.ink if row["w"] else TOKENS.ink_2):
            said.append(tekst([row], f"{x} + ({right} ? -5 : 5)", y, words, **side, **look))
    return Termijnen([*lines, *said], len(rows) * REGEL)


def events(gebeurtenissen: pd.DataFrame, spans: Rows, hue: str, hoogte: int) -> list[alt.Chart]:
    """Return marks under the months: what opens points up, what closes points down, with its places."""
    layers: list[alt.Chart] = []
    room = f"width / {len(spans)} >= {MAAND}"
    place = {span["dag"][:7]: (span["x"] + span["z"]) / 2 for span in spans}
    second = f"({room} ? 76 : 54)" if gebeurtenissen["gebeurtenis"].eq("opent").any() else "34"
    for word, shape, level, colour in (
        ("opent", "triangle-up", "34", hue),
        ("sluit", "triangle-down", second, TOKENS.ink_2),
    ):
        rows = _grouped(gebeurtenissen[gebeurtenissen["gebeurtenis"].eq(word)], place, word)
        if not rows:
            continue
        x, y = "datum.x * width", f"({hoogte} + {level})"
        mark = {"type": "point", "shape": shape, "size": 62, "opacity": 1, "filled": True, "color": colour}
        mark |= {"x": {"expr": x}, "y": {"expr": y}, "aria": True, "description": {"expr": "datum.l"}}
        tooltip = [alt.Tooltip("p:N", title="maand"), alt.Tooltip("n:N", title=word)]
        layers.append(laag(rows, mark, tooltip=tooltip))
        number = {"angle": 270, "fontSize": 11, "color": TOKENS.ink_2, "align": "right"}
        layers.append(tekst(rows, x, f"{y} + 8", f"{room} ? datum.t : ''", **number))
    return layers


def _grouped(rows: pd.DataFrame, place: dict[str, float], word: str) -> Rows:
    """Return one mark per month with the names and the places of what opens or closes in it."""
    out: Rows = []
    for month, group in rows.groupby(rows["datum"].dt.strftime("%Y-%m"), sort=True):
        if month not in place:
            continue
        named = [f"{row.naam} ({row.plekken_tekst})" for row in group.itertuples()]
        known = group["plekken"].sum(min_count=1)
        when = taal.maand(group["datum"].iloc[0])
        out.append(
            {
                "x": round(place[str(month)], 5),
                "n": "; ".join(named),
                "p": when,
                "t": "?" if pd.isna(known) else taal.getal(known),
                "l": f"{when} {word}: {'; '.join(named)}",
            }
        )
    return out
