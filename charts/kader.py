"""The frame around every chart: no picture leaves without title, unit, source, peildatum and version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

import charts.theme  # noqa: F401  (switches the theme on)
from charts.tekst import regels_expr
from charts.tokens import TOKENS
from model import taal

Breedte = int | str
VOORBEELD = "VOORBEELD: verzonnen cijfers"
CONTAINER = "container"
IMAGE_PADDING = 24


@dataclass(frozen=True)
class Kader:
    """What stands around a chart. ``peildatum`` is a date, or a text such as ``december 2024``."""

    titel: str
    ondertitel: str
    eenheid: str
    bron: str
    peildatum: date | str | None
    versie: str
    voorbeeld: bool
    noot: str = ""

    def __post_init__(self) -> None:
        """Refuse a frame without a finding or a source."""
        for name in ("titel", "ondertitel", "eenheid", "bron", "versie"):
            if not getattr(self, name).strip():
                raise ValueError(f"Een grafiek heeft altijd een {name}.")

    @property
    def peildatum_tekst(self) -> str:
        """The peildatum in words; unknown is the word."""
        if isinstance(self.peildatum, str) and not self.peildatum[:4].isdigit():
            return self.peildatum or taal.ONBEKEND
        return taal.datum(self.peildatum)

    @property
    def subregel(self) -> str:
        """What is measured, in which unit, on which date."""
        return f"{self.ondertitel}, in {self.eenheid} · peildatum {self.peildatum_tekst}"

    @property
    def voet(self) -> list[str]:
        """The paragraphs of the footer."""
        source = f"Bron: {self.bron} · peildatum {self.peildatum_tekst} · versie {self.versie}"
        return [text for text in (VOORBEELD if self.voorbeeld else "", self.noot, source) if text]


@dataclass(frozen=True)
class Beeld:
    """A drawn chart that still lacks its frame.

    Attributes:
        chart: Layers that share one drawing area.
        beschrijving: What the figures say, for those who cannot see the picture.
        links: Pixels left of the drawing area (names).
        rechts: Pixels right of the drawing area.
        onder: Vega expression: y of the first line of the footer.
        midden: Vega expression: y of the middle of the picture, for the watermark.
    """

    chart: alt.LayerChart | alt.FacetChart
    beschrijving: str
    links: int = 0
    rechts: int = 0
    onder: str = "height + 24"
    midden: str = "height / 2"


def finish(beeld: Beeld, kader: Kader, breedte: Breedte = CONTAINER) -> dict[str, Any]:
    """Return the finished specification.

    Args:
        beeld: The chart from one of the chart functions.
        kader: The frame.
        breedte: ``container`` follows the screen; a number is the width of the whole image in pixels.

    Returns:
        A Vega-Lite specification that stands on its own: theme, locale, title, footer and description inside.
    """
    spec: dict[str, Any] = beeld.chart.to_dict(validate=False)
    spec.pop("usermeta", None)
    for layer in spec["layer"]:
        layer.setdefault("encoding", {})
    spec["layer"] = [*spec["layer"], *_voorbeeld(beeld, kader), _voet(beeld, kader)]
    _share_data(spec)
    spec["title"] = {
        "text": {"expr": regels_expr([kader.titel], TOKENS.size_heading, vet=True)},
        "subtitle": {"expr": regels_expr([kader.subregel], TOKENS.size_caption)},
        "aria": False,
    }
    spec["description"] = description(beeld, kader)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    marge = beeld.links + beeld.rechts
    spec["params"] = [{"name": "b", "expr": f"width + {marge}"}, *spec.get("params", [])]
    return resize(spec, breedte)


def resize(spec: dict[str, Any], breedte: Breedte) -> dict[str, Any]:
    """Return the same picture for another width; nothing but the width and the line breaks change."""
    if breedte == CONTAINER:
        return {**spec, "width": breedte}
    rand = IMAGE_PADDING if int(breedte) >= 600 else 12
    own = {"name": "b", "value": int(breedte) - 2 * rand}
    return {**spec, "width": breedte, "padding": rand, "params": [own, *spec["params"][1:]]}


def description(beeld: Beeld, kader: Kader) -> str:
    """Return the text alternative: finding, what is measured, the figures, the source."""
    sentences = [kader.titel, kader.subregel, beeld.beschrijving, *kader.voet]
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in sentences if text)


def _share_data(spec: dict[str, Any]) -> None:
    """Give layers that draw the same rows one named dataset, so that the rows travel once."""
    names: dict[str, str] = {}
    datasets: dict[str, Any] = {}
    for layer in spec["layer"]:
        values = layer.get("data", {}).get("values")
        if not isinstance(values, list):
            continue
        name = names.setdefault(json.dumps(values), f"d{len(names)}")
        datasets[name] = values
        layer["data"] = {"name": name}
    spec["datasets"] = {**spec.get("datasets", {}), **datasets}


def _voet(beeld: Beeld, kader: Kader) -> dict[str, Any]:
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "x": -beeld.links,
            "y": {"expr": beeld.onder},
            "text": {"expr": regels_expr(kader.voet, 12)},
            "align": "left",
            "baseline": "top",
            "fontSize": 12,
            "lineHeight": 17,
            "color": TOKENS.ink_3,
            "aria": False,
        },
    }


def _voorbeeld(beeld: Beeld, kader: Kader) -> list[dict[str, Any]]:
    if not kader.voorbeeld:
        return []
    mark = {
        "type": "text",
        "x": {"expr": f"(b - {beeld.rechts}) / 2 - {beeld.links}"},
        "y": {"expr": beeld.midden},
        "text": "VOORBEELD",
        "align": "center",
        "baseline": "middle",
        "angle": 340,
        "fontSize": {"expr": "min(96, b / 7)"},
        "fontWeight": 600,
        "color": TOKENS.ink,
        "opacity": 0.09,
        "aria": False,
    }
    return [{"data": {"values": [{}]}, "mark": mark}]
