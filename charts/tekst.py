"""Text in pixels: how wide it is, where it breaks, and break points that follow the width of the screen."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from charts.tokens import TOKENS

_NARROW = {
    **dict.fromkeys("ijlI.,:;'|!", 0.27),
    **dict.fromkeys("ftr()-/ ·", 0.36),
    **dict.fromkeys("mwMW%", 0.86),
}
#: Widths (px of the whole picture) for which lines are broken in advance; ``b`` is the width in the browser.
BREEKPUNTEN = (280, 310, 340, 370, 410, 460, 520, 600, 700, 800, 850, 1000, 1200, 1400)


def haloed(colour: str) -> list[dict[str, Any]]:
    """Return the two looks of a text that stays readable on anything: a rim of paper, and the ink."""
    halo = {"color": TOKENS.paper, "stroke": TOKENS.paper, "strokeWidth": 5, "strokeJoin": "round"}
    return [halo, {"color": colour}]


def breedte(text: str, size: float, *, vet: bool = False) -> float:
    """Return the estimated width of a text in IBM Plex Sans, a little on the safe side.

    >>> 40 < breedte("Roermond", 10) < 50
    True
    """
    ems = sum(_NARROW.get(ch, 0.68 if ch.isupper() else 0.57) for ch in text)
    return ems * size * (1.06 if vet else 1.0)


def regels(text: str, px: float, size: float, *, vet: bool = False) -> list[str]:
    """Break a text at spaces into lines that fit; one word that is too long stands alone.

    >>> regels("Midden-Limburg heeft 62 % van zijn opgave", 160, 15)
    ['Midden-Limburg heeft', '62 % van zijn opgave']
    """
    lines: list[str] = []
    for word in text.replace(" ·", "\u00a0·").split(" "):
        candidate = f"{lines[-1]} {word}" if lines else word
        if lines and breedte(candidate, size, vet=vet) <= px:
            lines[-1] = candidate
        else:
            lines.append(word)
    return lines


def regels_expr(texts: Sequence[str], size: float, *, vet: bool = False, marge: int = 0) -> str:
    """Return a Vega expression that gives the broken lines for the width ``b`` of the picture."""
    choices: list[tuple[int, list[str]]] = []
    for px in BREEKPUNTEN:
        lines = [line for text in texts if text for line in regels(text, px - marge, size, vet=vet)]
        if not choices or choices[-1][1] != lines:
            choices.append((px, lines))
    expression = json.dumps(choices[0][1])
    for px, lines in choices[1:]:
        expression = f"b >= {px} ? {json.dumps(lines)} : {expression}"
    return expression


def aantal_expr(texts: Sequence[str], size: float, *, vet: bool = False, marge: int = 0) -> str:
    """Return a Vega expression that gives how many lines ``regels_expr`` takes at width ``b``."""
    expression = ""
    for px in BREEKPUNTEN:
        count = sum(len(regels(text, px - marge, size, vet=vet)) for text in texts if text)
        expression = f"b >= {px} ? {count} : ({expression})" if expression else str(count)
    return expression


def kort(naam: str, px: float, size: float, meest: int = 2) -> list[str]:
    """Return a name as at most ``meest`` lines that fit: broken at spaces and hyphens, else cut with a point.

    >>> kort("Eijsden-Margraten", 60, 11), kort("Roermond", 40, 11), kort("Weert", 60, 11)
    (['Eijsden-', 'Margraten'], ['Roerm.'], ['Weert'])
    """
    parts = [naam] if meest == 1 else re.findall(r"[^\s-]+-?", naam)
    lines: list[str] = []
    for part in parts:
        glue = "" if lines and lines[-1].endswith("-") else " "
        candidate = f"{lines[-1]}{glue}{part}" if lines else part
        if lines and breedte(candidate, size) <= px:
            lines[-1] = candidate
        else:
            lines.append(part)
    return [_cut(line, px, size) for line in lines[:meest]]


def _cut(line: str, px: float, size: float) -> str:
    if breedte(line, size) <= px:
        return line
    while len(line) > 2 and breedte(line + ".", size) > px:
        line = line[:-1]
    return line + "."
