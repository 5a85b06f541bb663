"""The pipeline: places and locations per stage, one small picture per area, as many beside each other as fit.

Input columns (``metrics.supply.pipeline``), one row per area and stage of one group:
    gebied_code, stadium (closed list); locaties, plekken_onbekend (Int64); plekken (Int64, missing when
    unknown).
A stage whose places are all unknown gets the hatched stub that means unknown; a stage without locations has
no row. The length of a bar is its places, on one scale for all areas.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from charts.delen import STUB, Rows, leeg, stijl, streep_onbekend, tekst, vlak
from charts.kader import Beeld
from charts.tokens import TOKENS
from model import taal
from model.lijsten import ZEKERHEID_PER_STADIUM, Stadium

KOLOMMEN = "kolommen"
TUSSEN, RIJ, KOP, NAAM, RUIMTE = 32, 24, 26, 146, 104
CW = f"((b - {TUSSEN} * ({KOLOMMEN} - 1)) / {KOLOMMEN})"


def beeld(frame: pd.DataFrame, namen: Mapping[str, str], doelgroep: str) -> Beeld:
    """Return the stages of each area under each other, the areas beside each other.

    Args:
        frame: See the module text.
        namen: The areas in the order of drawing, code to name; one without rows says that it has none.
        doelgroep: Gives the hue.
    """
    if frame.empty:
        return leeg()
    stages = [stage.value for stage in Stadium if stage.value in set(frame["stadium"])]
    rows = _rows(frame, list(namen), stages)
    high = KOP + RIJ * len(stages) + 18
    layers = [*_heads(namen, high), *_labels(stages, len(namen), high), *_bars(rows, doelgroep, high)]
    columns = alt.param(name=KOLOMMEN, expr=f"min({len(namen)}, b >= 1060 ? 3 : b >= 700 ? 2 : 1)")
    chart = alt.layer(*layers).properties(height=high).add_params(columns)
    deep = f"(ceil({len(namen)} / {KOLOMMEN}) * {high})"
    return Beeld(chart, _words(rows, namen), onder=f"{deep} + 8", midden=f"{deep} / 2")


def _rows(frame: pd.DataFrame, codes: list[str], stages: list[str]) -> Rows:
    top = frame["plekken"].max()
    rows: Rows = []
    for record in frame.to_dict("records"):
        if record["gebied_code"] not in codes:
            continue
        known = not taal.is_unknown(record["plekken"])
        rows.append(
            {
                "k": codes.index(record["gebied_code"]),
                "r": stages.index(record["stadium"]),
                "s": record["stadium"],
                "l": taal.woord(record["stadium"]),
                "a": round(int(record["plekken"]) / int(top), 4) if known and top else 0.0,
                "u": not known,
                "t": _text(record, known=known),
            }
        )
    return rows


def _text(record: dict[str, Any], *, known: bool) -> str:
    """Return '340 plekken op 3 locaties, van 1 onbekend'."""
    where = taal.meervoud(int(record["locaties"]), "locatie", "locaties")
    if not known:
        return f"{where}, aantal onbekend"
    unknown = int(record["plekken_onbekend"])
    more = f", van {taal.getal(unknown)} onbekend" if unknown else ""
    return f"{taal.getal(record['plekken'])} op {where}{more}"


def _x0(k: str = "datum.k") -> str:
    return f"({k} % {KOLOMMEN}) * ({CW} + {TUSSEN})"


def _y0(high: int) -> str:
    return f"floor(datum.k / {KOLOMMEN}) * {high}"


def _heads(namen: Mapping[str, str], high: int) -> list[alt.Chart]:
    rows: Rows = [{"k": index, "t": name} for index, name in enumerate(namen.values())]
    look: dict[str, Any] = {"fontWeight": 600, "fontSize": 14, "limit": {"expr": CW}, "color": TOKENS.ink}
    return [tekst(rows, _x0(), f"{_y0(high)} + 8", **look)]


def _labels(stages: list[str], areas: int, high: int) -> list[alt.Chart]:
    rows: Rows = [
        {"k": k, "r": r, "t": taal.woord(stage)} for k in range(areas) for r, stage in enumerate(stages)
    ]
    y = f"{_y0(high)} + {KOP} + datum.r * {RIJ} + 10"
    edge = f"{_x0()} + {NAAM}"
    base = vlak(rows, edge, f"{y} - 12", f"{edge} + 1", f"{y} + 12", color=TOKENS.line)
    return [base, tekst(rows, f"{edge} - 8", y, align="right", color=TOKENS.ink_2)]


def _bars(rows: Rows, doelgroep: str, high: int) -> list[alt.Chart]:
    """Return the bars in the look of their certainty, with what they say at their end."""
    hue = TOKENS.groep[doelgroep]
    x0, y = f"({_x0()} + {NAAM} + 1)", f"{_y0(high)} + {KOP} + datum.r * {RIJ} + 10"
    length = f"datum.a * max({CW} - {NAAM} - {RUIMTE}, 20)"
    told = {"aria": True, "description": {"expr": "datum.l + ': ' + datum.t"}}
    tooltip = [alt.Tooltip("l:N", title="stadium"), alt.Tooltip("t:N", title="plekken en locaties")]
    layers = []
    for stage in dict.fromkeys(row["s"] for row in rows):
        own = [row for row in rows if row["s"] == stage and not row["u"]]
        if own:
            look = {**_look(stage, hue), **told}
            bar = vlak(own, x0, f"{y} - 7", f"{x0} + max({length}, 1)", f"{y} + 7", **look)
            layers.append(bar.encode(tooltip=tooltip))
    if stubs := [row for row in rows if row["u"]]:
        look = {"color": streep_onbekend(5), "stroke": TOKENS.onbekend_streep, **told}
        layers.append(vlak(stubs, x0, f"{y} - 7", f"{x0} + {STUB}", f"{y} + 7", **look))
    end = f"{x0} + (datum.u ? {STUB} : max({length}, 1)) + 7"
    halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 4, "strokeJoin": "round"}
    return [*layers, *(tekst(rows, end, y, fontSize=12, **look) for look in (halo, {"color": TOKENS.ink}))]


def _look(stage: str, hue: str) -> dict[str, Any]:
    """Return the look of the certainty that goes with a stage; a stage without one is an empty box."""
    sure = ZEKERHEID_PER_STADIUM.get(Stadium(stage))
    return stijl(hue, str(sure) if sure else "gat")


def _words(rows: Rows, namen: Mapping[str, str]) -> str:
    out = []
    for k, name in enumerate(namen.values()):
        own = [f"{row['l']} {row['t']}" for row in rows if row["k"] == k]
        out.append(f"{name}: {'; '.join(own) if own else 'geen locaties'}.")
    return " ".join(out)
