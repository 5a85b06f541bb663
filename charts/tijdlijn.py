"""Time line of locations: one bar per location from opening to closing; unknown ends are open and say so.

Input columns (``metrics.views.locations``), one row per location:
    locatie_id, naam, gemeente (str); doelgroep (closed list); zekerheid (closed list or "");
    van, tot (datetime, NaT when unknown); van_tekst, tot_tekst (str as published, else "");
    plekken_tekst (str as a reader sees it, without unit); optional eenheid (str, else plekken).
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.delen import Rows, leeg, legenda, stijl, streep, tekst, vlak
from charts.kader import Beeld
from charts.kleur import tint
from charts.tokens import TOKENS
from model import taal
from model.lijsten import Doelgroep

BAR = 14
#: Height of a row: one line of text when wide, two on a phone.
RIJ = 46
SMAL = 600
HOOG = f"(b >= {SMAL} ? {RIJ} : 62)"
TOP = f"(datum.r * {HOOG} + {HOOG} - 24)"
#: Width of the fading end of a bar whose date is not known.
OPEN = 36


def beeld(frame: pd.DataFrame, vandaag: pd.Timestamp, van: pd.Timestamp, tot: pd.Timestamp) -> Beeld:
    """Return the time line between two dates with a line for today.

    Args:
        frame: See the module text, in the order in which it is drawn.
        vandaag: Where the line for today stands.
        van: Left edge.
        tot: Right edge.
    """
    if frame.empty:
        return leeg()
    rows = [_row(record, index, van, tot) for index, record in enumerate(frame.to_dict("records"))]
    height = f"({len(rows)} * {HOOG})"
    layers = [*_years(van, tot, height), *_bars(rows), *_ends(rows)]
    today = _share(vandaag, van, tot)
    if 0 <= today <= 1:
        layers += _today(today, vandaag, height)
    chart = alt.layer(*layers, *_labels(rows), *_legend(rows)).properties(height=RIJ * len(rows))
    return Beeld(chart, _words(rows), onder=f"{height} + 34", midden=f"{height} / 2")


def _share(moment: pd.Timestamp, van: pd.Timestamp, tot: pd.Timestamp) -> float:
    return round((moment - van) / (tot - van), 5)


def _row(record: dict[str, Any], index: int, van: pd.Timestamp, tot: pd.Timestamp) -> dict[str, Any]:
    """Place one location; dates outside the window are cut at its edge, unknown dates leave the end open."""
    begin, end = record["van"], record["tot"]
    no_begin, no_end = taal.is_unknown(begin), taal.is_unknown(end)
    left = 0.0 if no_begin else min(1.0, max(0.0, _share(begin, van, tot)))
    right = 1.0 if no_end else min(1.0, max(0.0, _share(end, van, tot)))
    certainty = str(record["zekerheid"] or taal.ONBEKEND)
    return {
        "r": index,
        "n": f"{record['gemeente']}, {record['naam']}" if record["naam"] else record["gemeente"],
        "d": record["doelgroep"],
        "q": certainty,
        "a": left,
        "z": max(left, right),
        "ub": no_begin,
        "ue": no_end,
        "t": f"{_places(record)} · {_period(record)}",
        "l": taal.woord(certainty),
    }


def _date(record: dict[str, Any], side: str) -> str:
    """Return the date in words; where it is vague the words of the source, else unknown."""
    if taal.is_unknown(record[side]):
        return str(record.get(f"{side}_tekst") or taal.ONBEKEND)
    return taal.datum(record[side])


def _places(record: dict[str, Any]) -> str:
    unit = str(record.get("eenheid") or "plekken")
    text = str(record["plekken_tekst"])
    return f"aantal {unit} onbekend" if text == taal.ONBEKEND else f"{text} {unit}"


def _period(record: dict[str, Any]) -> str:
    begin, end = _date(record, "van"), _date(record, "tot")
    if begin == end == taal.ONBEKEND:
        return "begin en einde onbekend"
    if begin == taal.ONBEKEND:
        return f"begin onbekend, tot {end}"
    return f"vanaf {begin}, einde onbekend" if end == taal.ONBEKEND else f"{begin} tot {end}"


def _years(van: pd.Timestamp, tot: pd.Timestamp, height: str) -> list[alt.Chart]:
    starts = [pd.Timestamp(year, 1, 1) for year in range(van.year, tot.year + 1)]
    rows: Rows = [{"x": _share(day, van, tot), "t": str(day.year)} for day in starts if van <= day <= tot]
    labels = [row for row in rows if row["x"] < 0.92]
    return [
        vlak(rows, "datum.x * b", "0", "datum.x * b + 1", f"{height} + 16", color=TOKENS.line),
        tekst(labels, "datum.x * b + 6", f"{height} + 10", color=TOKENS.ink_2),
    ]


def _bars(rows: Rows) -> list[alt.Chart]:
    layers = []
    told = "datum.n + ': ' + datum.l + ', ' + datum.t"
    tooltip = [
        alt.Tooltip("n:N", title="locatie"),
        alt.Tooltip("l:N", title="zekerheid"),
        alt.Tooltip("t:N", title="plekken en periode"),
    ]
    for group, certainty in sorted({(row["d"], row["q"]) for row in rows}):
        own = [row for row in rows if (row["d"], row["q"]) == (group, certainty)]
        look = {**_look(group, certainty), "aria": True, "description": {"expr": told}, "cornerRadius": 2}
        bar = vlak(own, "datum.a * b", TOP, "max(datum.z * b, datum.a * b + 4)", f"{TOP} + {BAR}", **look)
        layers.append(bar.encode(tooltip=tooltip))
    return layers


def _look(group: str, certainty: str) -> dict[str, Any]:
    hue = TOKENS.groep.get(group, TOKENS.ink_3)
    if certainty == taal.ONBEKEND:
        return {"color": tint(hue, 0.12), "stroke": hue, "strokeDash": [2, 2], "strokeWidth": 1}
    if certainty == "voornemen":
        return {
            "color": streep(hue, tint(hue, TOKENS.dekking["voornemen"]), 24),
            "stroke": hue,
            "strokeWidth": 1,
        }
    return stijl(hue, certainty)


def _ends(rows: Rows) -> list[alt.Chart]:
    """Fade the ends whose date is unknown into the paper and put a question mark there."""
    layers: list[alt.Chart] = []
    sides = (
        ("ub", "datum.a * b", 1, "datum.a * b + 8"),
        ("ue", f"datum.z * b - {OPEN}", 0, "datum.z * b - 8"),
    )
    for key, left, solid_left, mark_x in sides:
        own = [row for row in rows if row[key]]
        if not own:
            continue
        clear, full = "rgba(255,255,255,0)", TOKENS.paper
        stops = [{"offset": 0, "color": full if solid_left else clear}]
        stops += [{"offset": 0.6 if not solid_left else 0.4, "color": full}]
        stops += [{"offset": 1, "color": clear if solid_left else full}]
        fade = {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 0, "stops": stops}
        box = (f"{left} - 1", f"{TOP} - 1", f"{left} + {OPEN} + 1", f"{TOP} + {BAR + 1}")
        layers.append(vlak(own, *box, color=fade))
        look: dict[str, Any] = {"align": "center", "fontWeight": 600, "color": TOKENS.ink, "fontSize": 14}
        layers.append(tekst(own, mark_x, f"{TOP} + {BAR / 2}", "'?'", **look))
    return layers


def _labels(rows: Rows) -> list[alt.Chart]:
    """Return name, places and period: one line when wide, two on a phone; a halo covers the lines."""
    first = f"datum.r * {HOOG} + 12"
    whole = f"b >= {SMAL} ? datum.n + ' · ' + datum.t : datum.n"
    halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 5, "strokeJoin": "round"}
    fit: dict[str, Any] = {"limit": {"expr": "b"}, "ellipsis": "…"}
    layers = []
    for look in (halo, {"color": TOKENS.ink}):
        soft = {**look, "color": TOKENS.ink_2} if look["color"] == TOKENS.ink else look
        layers.append(tekst(rows, "0", first, whole, **fit, **look))
        layers.append(tekst(rows, "0", f"{first} + 16", f"b >= {SMAL} ? '' : datum.t", **fit, **soft))
    return layers


def _today(share: float, vandaag: pd.Timestamp, height: str) -> list[alt.Chart]:
    row: Rows = [{"x": share, "t": f"vandaag, {taal.datum(vandaag)}"}]
    side: dict[str, Any] = {"align": {"expr": "datum.x > 0.5 ? 'right' : 'left'"}, "fontWeight": 600}
    x = "datum.x * b"
    line = vlak(row, f"{x} - 0.75", "-14", f"{x} + 0.75", height, color=TOKENS.ink)
    return [line, tekst(row, f"{x} + (datum.x > 0.5 ? -6 : 6)", "-8", **side)]


def _legend(rows: Rows) -> list[alt.Chart]:
    groups = [group.value for group in Doelgroep if group.value in {row["d"] for row in rows}]
    items: list[tuple[str, dict[str, Any]]] = [
        (taal.woord(group), {"color": TOKENS.groep[group]}) for group in groups
    ]
    hue = TOKENS.ink_2
    for certainty in ("besloten", "voornemen"):
        if certainty in {row["q"] for row in rows}:
            look = stijl(hue, certainty)
            if certainty == "voornemen":
                look["color"] = streep(hue, tint(hue, TOKENS.dekking["voornemen"]), 4)
            items.append((certainty, look))
    return legenda(items, boven=36)


def _words(rows: Rows) -> str:
    return " ".join(f"{row['n']}: {row['l']}, {row['t']}." for row in rows)
