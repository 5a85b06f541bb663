"""Images of finished charts, made offline with the house's own fonts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import vl_convert as vlc

from charts.kader import resize
from charts.tokens import TOKENS

FONTS = Path(__file__).parents[1] / "static" / "fonts"
VL_VERSION = "6.4"
Spec = dict[str, Any]
#: Words that Vega writes into an SVG by itself.
ENGLISH = re.compile(r""" aria-roledescription="[^"]*"| aria-label="(?:Title|Subtitle) text [^"]*\"""")


@cache
def _fonts() -> None:
    vlc.register_font_directory(str(FONTS))


def _fixed(spec: Spec, breedte: int) -> Spec:
    """Prepare a finished chart for paper: fixed width, and no address may be fetched."""
    _fonts()
    return resize(spec, breedte)


def png(spec: Spec, scale: float = 2, breedte: int = TOKENS.image_width) -> bytes:
    """Return the finished chart as PNG, ``breedte`` × ``scale`` pixels wide."""
    return bytes(vlc.vegalite_to_png(_fixed(spec, breedte), VL_VERSION, scale=scale, allowed_base_urls=[]))


def svg(spec: Spec, breedte: int = TOKENS.image_width) -> bytes:
    """Return the finished chart as SVG."""
    image = str(vlc.vegalite_to_svg(_fixed(spec, breedte), VL_VERSION, allowed_base_urls=[]))
    image = ENGLISH.sub("", image)
    return image.replace(
        "<svg ", f'<svg role="img" lang="nl" aria-label={quoteattr(spec["description"])} ', 1
    ).encode()


def pdf(spec: Spec, breedte: int = TOKENS.image_width) -> bytes:
    """Return the finished chart as PDF with the fonts inside."""
    return bytes(vlc.vegalite_to_pdf(_fixed(spec, breedte), VL_VERSION, allowed_base_urls=[]))
