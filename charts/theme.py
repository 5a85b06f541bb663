"""The one Altair theme: type, colours, quiet axes, Dutch numbers and dates. Importing it switches it on."""

from __future__ import annotations

from typing import Any

import altair as alt

from charts.tokens import TOKENS
from model.taal import MAANDEN

DAGEN = ("zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag")


def locale() -> dict[str, Any]:
    """Return the Dutch number and date formats; Streamlit keeps these only inside ``config``."""
    return {
        "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "minus": "−"},
        "time": {
            "dateTime": "%A %e %B %Y %X",
            "date": "%d-%m-%Y",
            "time": "%H:%M:%S",
            "periods": ["", ""],
            "days": list(DAGEN),
            "shortDays": [day[:2] for day in DAGEN],
            "months": list(MAANDEN),
            "shortMonths": [month[:3] if month != "maart" else "mrt" for month in MAANDEN],
        },
    }


def _axis() -> dict[str, Any]:
    return {
        "labelFont": TOKENS.font_stack,
        "titleFont": TOKENS.font_stack,
        "labelFontSize": TOKENS.size_caption,
        "titleFontSize": TOKENS.size_caption,
        "titleFontWeight": 400,
        "labelColor": TOKENS.ink_2,
        "titleColor": TOKENS.ink_2,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "grid": False,
        "gridColor": TOKENS.line,
        "domainColor": TOKENS.line,
        "tickColor": TOKENS.line,
        "aria": False,
    }


def config() -> dict[str, Any]:
    """Return the whole Vega-Lite configuration."""
    text = {"font": TOKENS.font_stack, "fontSize": TOKENS.size_caption, "color": TOKENS.ink}
    return {
        "background": TOKENS.paper,
        "padding": {"left": 0, "top": 4, "right": 4, "bottom": 4},
        "font": TOKENS.font_stack,
        "locale": locale(),
        "view": {"stroke": None, "cursor": "default"},
        "axis": _axis(),
        "text": text,
        "title": {
            "anchor": "start",
            "align": "left",
            "frame": "bounds",
            "font": TOKENS.font_stack,
            "fontSize": TOKENS.size_heading,
            "fontWeight": 600,
            "color": TOKENS.ink,
            "lineHeight": 24,
            "offset": 16,
            "subtitleFont": TOKENS.font_stack,
            "subtitleFontSize": TOKENS.size_caption,
            "subtitleColor": TOKENS.ink_2,
            "subtitleLineHeight": 18,
            "subtitlePadding": 6,
        },
        "range": {"category": list(TOKENS.groep.values()), "ordinal": list(TOKENS.kaart)},
    }


@alt.theme.register("monitor_asielopgave", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig({"config": config()})  # type: ignore[typeddict-item]
