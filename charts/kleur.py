"""Colour arithmetic: contrast (WCAG), tints, and colours as colour-blind eyes or grey print show them."""

from __future__ import annotations

import math

Rgb = tuple[float, float, float]

#: Machado, Oliveira and Fernandes (2009), severity 1.0, applied to linear RGB.
CVD: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LUMINANCE: Rgb = (0.2126, 0.7152, 0.0722)
WHITE_D65: Rgb = (0.95047, 1.0, 1.08883)
RGB_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), LUMINANCE, (0.0193339, 0.1191920, 0.9503041))


def rgb(colour: str) -> Rgb:
    """Return a hex colour as three shares of 0 to 1.

    >>> rgb("#FF0033")
    (1.0, 0.0, 0.2)
    """
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def hex_of(colour: Rgb) -> str:
    """Return three shares as a hex colour."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in colour)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _linear_rgb(colour: str) -> Rgb:
    red, green, blue = rgb(colour)
    return (_linear(red), _linear(green), _linear(blue))


def _dot(row: Rgb, vector: Rgb) -> float:
    return sum(a * b for a, b in zip(row, vector, strict=True))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    return _dot(LUMINANCE, _linear_rgb(colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def tint(colour: str, share: float, paper: str = "#FFFFFF") -> str:
    """Return a colour laid over paper with the given cover, as an opaque colour.

    >>> tint("#000000", 0.5)
    '#808080'
    """
    pairs = zip(rgb(colour), rgb(paper), strict=True)
    red, green, blue = (share * ink + (1 - share) * base for ink, base in pairs)
    return hex_of((red, green, blue))


def simulate(colour: str, kind: str) -> str:
    """Return the colour as seen by ``protan``, ``deutan``, ``tritan`` eyes or in ``greyscale``."""
    linear = _linear_rgb(colour)
    if kind == "greyscale":
        grey = _encoded(_dot(LUMINANCE, linear))
        return hex_of((grey, grey, grey))
    red, green, blue = (_encoded(_dot(row, linear)) for row in CVD[kind])
    return hex_of((red, green, blue))


def lab(colour: str) -> Rgb:
    """Return CIE L*a*b* under D65."""
    linear = _linear_rgb(colour)
    ratios = (_dot(row, linear) / white for row, white in zip(RGB_TO_XYZ, WHITE_D65, strict=True))
    x, y, z = (r ** (1 / 3) if r > 216 / 24389 else (24389 / 27 * r + 16) / 116 for r in ratios)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one: str, other: str) -> float:
    """Return the CIE76 difference of two colours; about 2 is just seen, 10 is seen at a glance."""
    return math.dist(lab(one), lab(other))


def ink_on(paper: str, dark: str = "#14202B", light: str = "#FFFFFF") -> str:
    """Return whichever ink reads best on a colour."""
    return dark if contrast(dark, paper) >= contrast(light, paper) else light
