"""The tokens of the house: every colour, size and distance of screen, image, slide and sheet, in one object.

Another province changes this file (and ``.streamlit/config.toml``, which a test holds equal to it) and
nothing else. Two group colours differ from the first design because they were measured: #B35C00 and #5B7F1E
have the same grey (difference 0.4) and are hard to tell apart for red-blind eyes (6.7). These keep at least
11 in grey print and for red-, green- and blue-blind eyes, see ``tests/charts/test_tokens.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from charts.kleur import tint
from model.lijsten import Doelgroep, Status


@dataclass(frozen=True)
class Tokens:
    """All tokens. Colours are #RRGGBB, sizes and distances are pixels."""

    ink: str = "#14202B"
    ink_2: str = "#465564"
    ink_3: str = "#5F6E7C"
    paper: str = "#FFFFFF"
    surface: str = "#F5F7F9"
    line: str = "#D5DCE3"
    accent: str = "#0B4F8A"
    font: str = "IBM Plex Sans"
    font_stack: str = "'IBM Plex Sans', Arial, sans-serif"
    size_caption: int = 13
    size_text: int = 15
    size_heading: int = 18
    size_title: int = 24
    size_figure: int = 40
    space: tuple[int, ...] = (4, 8, 16, 24, 40)
    radius: int = 4
    image_width: int = 900
    groep: dict[str, str] = field(
        default_factory=lambda: {
            Doelgroep.ASIELZOEKERS.value: "#0B4F8A",
            Doelgroep.STATUSHOUDERS.value: "#A94F00",
            Doelgroep.OEKRAINERS.value: "#74962A",
        }
    )
    #: The same hues where they are letters instead of areas.
    groep_tekst: dict[str, str] = field(
        default_factory=lambda: {
            Doelgroep.ASIELZOEKERS.value: "#0B4F8A",
            Doelgroep.STATUSHOUDERS.value: "#8F4A00",
            Doelgroep.OEKRAINERS.value: "#476316",
        }
    )
    status: dict[str, str] = field(
        default_factory=lambda: {
            Status.OP_SCHEMA.value: "#0B4F8A",
            Status.BIJNA.value: "#7A6A00",
            Status.ACHTER.value: "#A4262C",
            Status.ONBEKEND.value: "#5F6E7C",
        }
    )
    status_vorm: dict[str, str] = field(
        default_factory=lambda: {
            Status.OP_SCHEMA.value: "●",
            Status.BIJNA.value: "◐",
            Status.ACHTER.value: "▲",
            Status.ONBEKEND.value: "?",
        }
    )
    #: Cover of each certainty over paper, in the hue of the group.
    dekking: dict[str, float] = field(
        default_factory=lambda: {"open": 1.0, "besloten": 0.62, "voornemen": 0.22, "gat": 0.0}
    )
    #: One sequential blue in five classes, light to dark.
    kaart: tuple[str, ...] = ("#DCE9F5", "#B1CFE8", "#7BAED7", "#347AB6", "#0B4372")
    kaart_rand: str = "#6B7F92"
    onbekend: str = "#EEF1F4"
    onbekend_streep: str = "#7C8A97"
    #: Lighter, for hatches that carry a name.
    kaart_streep: str = "#C3CCD5"

    def zekerheid(self, doelgroep: str, soort: str) -> str:
        """Return the fill of a certainty: the tint of the group's hue."""
        return tint(self.groep[doelgroep], self.dekking[soort], self.paper)


TOKENS: Final = Tokens()

#: Which values of ``.streamlit/config.toml`` under ``[theme]`` repeat a token.
STREAMLIT: Final[dict[str, object]] = {
    "primaryColor": TOKENS.accent,
    "backgroundColor": TOKENS.paper,
    "secondaryBackgroundColor": TOKENS.surface,
    "textColor": TOKENS.ink,
    "linkColor": TOKENS.accent,
    "borderColor": TOKENS.line,
    "dataframeBorderColor": TOKENS.line,
    "dataframeHeaderBackgroundColor": TOKENS.surface,
    "dataframeHeaderTextColor": TOKENS.ink_2,
    "blueColor": TOKENS.groep["asielzoekers"],
    "orangeColor": TOKENS.groep["statushouders"],
    "greenColor": TOKENS.groep["oekraiense_ontheemden"],
    "yellowColor": TOKENS.status["bijna"],
    "redColor": TOKENS.status["achter"],
    "grayColor": TOKENS.ink_3,
    "blueTextColor": TOKENS.groep_tekst["asielzoekers"],
    "orangeTextColor": TOKENS.groep_tekst["statushouders"],
    "greenTextColor": TOKENS.groep_tekst["oekraiense_ontheemden"],
    "redTextColor": TOKENS.status["achter"],
    "grayTextColor": TOKENS.ink_3,
    "font": TOKENS.font_stack,
    "headingFont": TOKENS.font_stack,
    "baseFontSize": TOKENS.size_text,
    "metricValueFontSize": f"{TOKENS.size_figure}px",
    "chartCategoricalColors": list(TOKENS.groep.values()),
}
