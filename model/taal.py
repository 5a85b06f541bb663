"""Dutch as it stands on screens, images and in messages: numbers, dates, words, short sentences."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd

ONBEKEND = "onbekend"
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WOORDEN = Path(__file__).parents[1] / "data" / "reference" / "woorden.toml"


def is_unknown(value: object) -> bool:
    """Return whether a scalar is missing: None, NA, NaT, NaN or an empty text."""
    return value is None or value == "" if isinstance(value, str | None) else bool(pd.isna(value))


def getal(value: object, decimalen: int = 0, *, plus: bool = False) -> str:
    """Return a number in Dutch notation; unknown is the word, never 0.

    >>> getal(5662), getal(45.55, 1), getal(None), getal(-836), getal(16, plus=True)
    ('5.662', '45,6', 'onbekend', '−836', '+16')
    """
    if is_unknown(value) or math.isinf(float(value)):  # type: ignore[arg-type]
        return ONBEKEND
    number = round_half_up(float(value), decimalen)  # type: ignore[arg-type]
    text = f"{abs(number):,.{decimalen}f}".translate(str.maketrans(",.", ".,"))
    sign = "−" if number < 0 else "+" if plus and number > 0 else ""
    return sign + text


def round_half_up(number: float, decimals: int = 0) -> float:
    """Round half away from zero, as on paper; Python's own rounding sends a half to the even number."""
    scale = 10**decimals
    return math.copysign(math.floor(abs(number) * scale + 0.5 + 1e-9) / scale, number)


def procent(share: object, decimalen: int = 0) -> str:
    """Return a share as a percentage.

    >>> procent(0.986), procent(None), procent(1.045, 1)
    ('99 %', 'onbekend', '104,5 %')
    """
    return ONBEKEND if is_unknown(share) else f"{getal(float(share) * 100, decimalen)} %"  # type: ignore[arg-type]


def kans(share: object) -> str:
    """Return a chance as a percentage that never says 'certain' or 'impossible'.

    >>> kans(0.7), kans(1.0), kans(0.004), kans(None)
    ('70 %', 'meer dan 99 %', 'minder dan 1 %', 'onbekend')
    """
    if is_unknown(share):
        return ONBEKEND
    if not 0.01 <= float(share) <= 0.99:  # type: ignore[arg-type]
        return "minder dan 1 %" if float(share) < 0.5 else "meer dan 99 %"  # type: ignore[arg-type]
    return procent(share)


def op_tien(share: object) -> str:
    """Return a chance as so many out of ten.

    >>> op_tien(0.68), op_tien(0.99), op_tien(0.02)
    ('7 op 10', 'meer dan 9 op 10', 'minder dan 1 op 10')
    """
    if is_unknown(share):
        return ONBEKEND
    tens = int(round_half_up(float(share) * 10))  # type: ignore[arg-type]
    return {0: "minder dan 1 op 10", 10: "meer dan 9 op 10"}.get(tens, f"{tens} op 10")


def lees_getal(text: str) -> float | None:
    """Return a number that a person typed in Dutch notation, or None when it is not one.

    >>> lees_getal("0,5"), lees_getal("1.000"), lees_getal("veel")
    (0.5, 1000.0, None)
    """
    plain = text.strip().replace(".", "").replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def bereik(laag: object, hoog: object) -> str:
    """Return a range in words; an open side says 'minimaal' or 'maximaal'.

    >>> bereik(150, 200), bereik(487, None), bereik(None, 90)
    ('150 tot 200', 'minimaal 487', 'maximaal 90')
    """
    if is_unknown(laag) and is_unknown(hoog):
        return ONBEKEND
    if is_unknown(hoog):
        return f"minimaal {getal(laag)}"
    if is_unknown(laag):
        return f"maximaal {getal(hoog)}"
    return f"{getal(laag)} tot {getal(hoog)}"


def waarde(value: object, laag: object = None, hoog: object = None, status: str = "") -> str:
    """Return a figure as a reader should see it: exact, bounded, about, secret, or unknown.

    >>> waarde(55), waarde(487, 487, None), waarde(430, status="geschat"), waarde(None, 15, 20)
    ('55', 'minimaal 487', 'circa 430', '15 tot 20')
    """
    if status in {"geheim", "nvt"}:
        return {"geheim": "geheim", "nvt": "n.v.t."}[status]
    if is_unknown(value):
        return bereik(laag, hoog)
    if not is_unknown(laag) and is_unknown(hoog):
        return bereik(laag, None)
    if is_unknown(laag) and not is_unknown(hoog):
        return bereik(None, hoog)
    return f"circa {getal(value)}" if status == "geschat" else getal(value)


def datum(value: object) -> str:
    """Return a date in words.

    >>> datum("2026-05-03"), datum(None)
    ('3 mei 2026', 'onbekend')
    """
    if is_unknown(value):
        return ONBEKEND
    day = pd.Timestamp(value)
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def tijdstip(value: datetime) -> str:
    """Return a moment: ``3 mei 2026, 14.05 uur``."""
    return f"{datum(value)}, {value.hour:02d}.{value.minute:02d} uur"


def maand(value: object) -> str:
    """Return a month in words.

    >>> maand("2024-12-01")
    'december 2024'
    """
    if is_unknown(value):
        return ONBEKEND
    day = pd.Timestamp(value)
    return f"{MAANDEN[day.month - 1]} {day.year}"


def halfjaar(van: object) -> str:
    """Return the half-year a date lies in.

    >>> halfjaar("2024-07-01")
    'tweede helft 2024'
    """
    if is_unknown(van):
        return ONBEKEND
    day = pd.Timestamp(van)
    return f"{'eerste' if day.month <= 6 else 'tweede'} helft {day.year}"


def opsomming(items: Sequence[str], laatste: str = "en") -> str:
    """Return a list in words.

    >>> opsomming(["Weert", "Venlo", "Vaals"])
    'Weert, Venlo en Vaals'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {laatste} {items[-1]}"


def meervoud(aantal: int, een: str, meer: str) -> str:
    """Return a counted noun.

    >>> meervoud(1, "gemeente", "gemeenten"), meervoud(2, "gemeente", "gemeenten")
    ('1 gemeente', '2 gemeenten')
    """
    return f"{getal(aantal)} {een if aantal == 1 else meer}"


def bekend_van(bekend: int, leden: int, een: str = "gemeente", meer: str = "gemeenten") -> str:
    """Return how complete a sum is: ``27 van 31 gemeenten bekend``."""
    return f"{getal(bekend)} van {meervoud(leden, een, meer)} bekend"


@cache
def _woorden() -> dict[str, str]:
    return tomllib.loads(WOORDEN.read_text(encoding="utf-8"))["woorden"]


def woord(code: object) -> str:
    """Return the Dutch label of a column name or a value of a closed list.

    Raises:
        KeyError: the code has no label yet; add it to ``data/reference/woorden.toml``.
    """
    return _woorden()[str(code)]
