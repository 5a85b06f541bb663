"""Boundary files that a user brings (GeoJSON or TopoJSON of CBS/Kadaster) for the geographic map.

Boundaries are not shipped. A file is accepted only when every gemeente that is expected matches exactly one
shape in it, in degrees; everything else in the file is left out and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from loaders import boundary_shapes as shapes
from loaders import reference
from loaders.area_text import read_code
from loaders.reading.limits import limits
from model.issue import Issue
from model.lijsten import Ernst
from model.taal import getal, meervoud, opsomming

OBJECT = "gemeenten"
_PROPERTIES = ("statcode", "gm_code", "gemeentecode", "gemeente_code", "gebied_code", "jrstatcode", "code")
_PROPERTIES_MORE = ("identificatie", "gemcode", "gem_code")
_GM = re.compile(r"^(?:(?:19|20)\d\d)?GM\d{4}$", re.I)
_NAMED = 5
_MEGABYTE = 1_048_576


@dataclass(frozen=True)
class Boundaries:
    """What a boundary file holds.

    Attributes:
        kind: ``geojson`` or ``topojson``; empty when the file was refused.
        features: shape per gebied_code: GeoJSON features, or TopoJSON geometries (arc numbers).
        data: FeatureCollection or Topology with only the expected shapes; their ``id`` is the gebied_code.
        format: how a Vega-Lite chart reads ``data``.
        issues: what an analyst should know, in Dutch.
    """

    kind: str = ""
    features: dict[str, dict[str, Any]] = field(default_factory=dict)
    data: dict[str, Any] | None = None
    format: dict[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


class _RefusedError(Exception):
    """The file cannot be used; carries code and Dutch sentence."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code, self.text = code, text


def read(content: bytes, name: str, expected: Iterable[str]) -> Boundaries:
    """Read a boundary file; never raises for bad content.

    Args:
        content: bytes as uploaded.
        name: file name, for the issues.
        expected: codes that must each match exactly one shape, such as the gemeenten of one province.
    """
    wanted = sorted(set(expected))
    try:
        tree = _parse(content)
        kind, found, build = _topojson(tree) if tree.get("type") == "Topology" else _geojson(tree)
        chosen, issues = _match(found, wanted, name)
        drawn = {code: build(code, shape) for code, shape in chosen.items()}
    except _RefusedError as refused:
        return Boundaries(issues=(_issue(name, refused.code, Ernst.FOUT, refused.text),))
    except shapes.ShapeError as error:
        text = f"Een gebied in het bestand {error}; kies een ander grenzenbestand."
        return Boundaries(issues=(_issue(name, "grens-onbruikbaar", Ernst.FOUT, text),))
    if any(issue.ernst is Ernst.FOUT for issue in issues):
        return Boundaries(issues=tuple(issues))
    if kind == "geojson":
        data = {"type": "FeatureCollection", "features": list(drawn.values())}
        return Boundaries(kind, drawn, data, {"type": "json", "property": "features"}, tuple(issues))
    data = _pruned(tree, list(drawn.values()))
    return Boundaries(kind, drawn, data, {"type": "topojson", "feature": OBJECT}, tuple(issues))


def _pruned(tree: dict[str, Any], drawn: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the topology with only these geometries and the arcs they use; the geometries are renumbered."""
    arcs: list[Any] = []
    place: dict[int, int] = {}

    def renumber(index: int) -> int:
        own = index if index >= 0 else ~index
        if own not in place:
            place[own] = len(arcs)
            arcs.append(tree["arcs"][own])
        return place[own] if index >= 0 else ~place[own]

    for shape in drawn:
        shape["arcs"] = [[[renumber(i) for i in ring] for ring in polygon] for polygon in shape["arcs"]]
    inside = {OBJECT: {"type": "GeometryCollection", "geometries": drawn}}
    kept = {"transform": tree["transform"]} if tree.get("transform") else {}
    return {"type": "Topology", "arcs": arcs, "objects": inside, **kept}


def _issue(name: str, code: str, ernst: Ernst, text: str, count: int = 1) -> Issue:
    return Issue(bron=name, plaats="", code=code, ernst=ernst, tekst=text, aantal=count)


def _parse(content: bytes) -> dict[str, Any]:
    most = limits().upload
    if len(content) > most:
        size, limit = getal(len(content) / _MEGABYTE, 1), getal(most / _MEGABYTE)
        text = f"Het bestand is {size} MB, meer dan {limit} MB; gebruik gegeneraliseerde grenzen."
        raise _RefusedError("te-groot", text)
    try:
        tree = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        text = "Het bestand is geen leesbare JSON; lever de grenzen als GeoJSON of TopoJSON (UTF-8) aan."
        raise _RefusedError("geen-json", text) from error
    if not isinstance(tree, dict) or tree.get("type") not in ("Topology", "FeatureCollection"):
        text = "Het bestand is geen GeoJSON (FeatureCollection) en geen TopoJSON (Topology)."
        raise _RefusedError("geen-grenzen", f"{text} Haal de gemeentegrenzen opnieuw op bij CBS of PDOK.")
    return tree


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is geen JSON")


Build = Callable[[str, dict[str, Any]], dict[str, Any]]
Read = tuple[str, list[dict[str, Any]], Build]


def _geojson(tree: dict[str, Any]) -> Read:
    found = tree.get("features")
    return "geojson", [f for f in found if isinstance(f, dict)] if isinstance(found, list) else [], _feature


def _feature(code: str, feature: dict[str, Any]) -> dict[str, Any]:
    with_code = _about(code)
    parts = with_code(lambda: shapes.polygons(feature.get("geometry"), "coordinates"))
    rings = with_code(lambda: [shapes.wound([shapes.check_ring(r) for r in polygon]) for polygon in parts])
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "id": code, "properties": {"gebied_code": code}, "geometry": geometry}


def _topojson(tree: dict[str, Any]) -> Read:
    arcs = shapes.unpack(tree)
    objects = tree.get("objects")
    lists = [_geometries(value) for value in objects.values()] if isinstance(objects, dict) else []
    best = max(lists, key=lambda found: sum(bool(code_of(shape)) for shape in found), default=[])

    def build(code: str, shape: dict[str, Any]) -> dict[str, Any]:
        with_code = _about(code)
        parts = with_code(lambda: shapes.polygons(shape, "arcs"))
        rings = with_code(lambda: [shapes.wound_arcs(polygon, arcs) for polygon in parts])
        return {"type": "MultiPolygon", "id": code, "properties": {"gebied_code": code}, "arcs": rings}

    return "topojson", best, build


def _geometries(value: object) -> list[dict[str, Any]]:
    found = value.get("geometries") if isinstance(value, dict) else None
    return [shape for shape in found if isinstance(shape, dict)] if isinstance(found, list) else []


def _about(code: str) -> Callable[[Callable[[], Any]], Any]:
    """Return a caller that puts the gemeente's name before what is wrong with its shape."""

    def call(step: Callable[[], Any]) -> Any:
        try:
            return step()
        except shapes.ShapeError as error:
            text = f"{_named([code])} {error}; kies een ander grenzenbestand."
            raise _RefusedError("grens-onbruikbaar", text) from error

    return call


def code_of(shape: dict[str, Any]) -> str:
    """Return the gemeente code of a shape: from its properties, else from an id written as ``GM0935``."""
    held = shape.get("properties")
    properties = {str(k).lower(): v for k, v in held.items()} if isinstance(held, dict) else {}
    for name in (*_PROPERTIES, *_PROPERTIES_MORE):
        code = read_code(str(properties.get(name, "")).strip())
        if code.startswith("GM"):
            return code
    own = str(shape.get("id", "")).strip()
    return read_code(own) if _GM.match(own) else ""


def _is_water(shape: dict[str, Any]) -> bool:
    """Return whether a shape is the water part of a gemeente (KWB and PDOK: ``water`` other than NEE)."""
    held = shape.get("properties")
    value = held.get("water", "NEE") if isinstance(held, dict) else "NEE"
    return str(value).strip().upper() not in ("NEE", "")


def _match(
    found: list[dict[str, Any]], wanted: list[str], name: str
) -> tuple[dict[str, dict[str, Any]], list[Issue]]:
    per_code: dict[str, list[dict[str, Any]]] = {}
    for shape in found:
        if not _is_water(shape):
            per_code.setdefault(code_of(shape), []).append(shape)
    missing = [code for code in wanted if code not in per_code]
    double = [code for code in wanted if len(per_code.get(code, [])) > 1]
    issues = []
    if missing:
        issues.append(_missing(name, missing, per_code))
    if double:
        text = f"{_named(double)}: meer dan één vorm met deze code; elke gemeente mag één keer voorkomen."
        issues.append(_issue(name, "dubbele-grens", Ernst.FOUT, text, len(double)))
    rest = len(found) - sum(len(per_code.get(code, [])) for code in wanted)
    if rest and not issues:
        text = f"{meervoud(rest, 'ander gebied', 'andere gebieden')} in het bestand niet gebruikt."
        issues.append(_issue(name, "andere-gebieden", Ernst.MELDING, text, rest))
    return {code: per_code[code][0] for code in wanted if code in per_code}, issues


def _missing(name: str, missing: list[str], per_code: dict[str, list[dict[str, Any]]]) -> Issue:
    ended = {row["oude_code"] for row in reference.records("herindelingen.csv")}
    text = f"Geen grens gevonden voor {_named(missing)}."
    if not any(per_code):
        text = f"{text} Geen enkele vorm heeft een gemeentecode; die hoort te staan bij statcode of gm_code."
    elif ended & set(per_code):
        text = f"{text} Het bestand heeft gemeenten die zijn opgeheven; neem grenzen van een nieuwer jaar."
    else:
        text = f"{text} Kies een bestand met alle gemeenten van de provincie."
    return _issue(name, "ontbrekende-grens", Ernst.FOUT, text, len(missing))


def _named(codes: list[str]) -> str:
    names = {row["code"]: row["naam"] for row in reference.records("gemeenten.csv")}
    shown = [f"{names.get(code, code)} ({code})" for code in codes[:_NAMED]]
    more = len(codes) - len(shown)
    return opsomming([*shown, meervoud(more, "andere", "andere")] if more else shown)
