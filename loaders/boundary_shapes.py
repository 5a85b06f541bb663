"""Rings and arcs of boundary files: are they whole, and do they turn the way a map drawing needs?

d3 draws on a sphere: an outer ring must turn clockwise (north up), else the map fills the rest of the world.
RFC 7946 asks the opposite of GeoJSON, so a ring is turned whenever needed; TopoJSON rings are turned by
walking their arcs backwards.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Position = list[float]
Ring = list[Position]

#: Box around the Netherlands: west, south, east, north. It tells degrees from metres and swapped axes.
NETHERLANDS = (2.0, 50.0, 8.0, 54.5)
_MOST_DEGREES = 180.0


class ShapeError(ValueError):
    """A shape cannot be drawn; the message is Dutch and ends without a full stop."""


def polygons(geometry: object, member: str) -> list[list[Any]]:
    """Return the polygons of a geometry as lists of rings.

    Args:
        geometry: GeoJSON geometry or TopoJSON geometry object.
        member: ``coordinates`` or ``arcs``.

    Raises:
        ShapeError: it is no Polygon or MultiPolygon, or it is empty.
    """
    if not isinstance(geometry, dict):
        raise ShapeError("heeft geen vorm")
    kind, value = geometry.get("type"), geometry.get(member)
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(value, list):
        raise ShapeError(f"is geen vlak maar {kind or 'leeg'}")
    found = [value] if kind == "Polygon" else value
    if not found or not all(isinstance(rings, list) and rings for rings in found):
        raise ShapeError("heeft een lege vorm")
    return found


def check_ring(ring: object) -> Ring:
    """Return a ring whose positions are numbers in degrees and which ends where it began.

    Raises:
        ShapeError: it is not such a ring.
    """
    if not isinstance(ring, list) or len(ring) < 4:
        raise ShapeError("heeft een rand met minder dan vier punten")
    points = [_position(point) for point in ring]
    if points[0] != points[-1]:
        raise ShapeError("heeft een rand die niet sluit")
    return points


def _position(point: object) -> Position:
    if not isinstance(point, list) or len(point) < 2 or not all(_is_number(v) for v in point[:2]):
        raise ShapeError("heeft een punt zonder twee getallen")
    x, y = point[:2]
    if max(abs(x), abs(y)) > _MOST_DEGREES:
        raise ShapeError("staat niet in graden maar in meters (RD); bewaar het bestand als WGS84 (EPSG:4326)")
    west, south, east, north = NETHERLANDS
    if west <= y <= east and south <= x <= north:
        raise ShapeError("heeft lengte en breedte verwisseld; bewaar het bestand als lengte, breedte")
    if not (west <= x <= east and south <= y <= north):
        raise ShapeError("ligt niet in Nederland")
    return [float(x), float(y)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_clockwise(ring: Ring) -> bool:
    """Return whether a ring turns clockwise with north up.

    >>> is_clockwise([[0, 0], [0, 1], [1, 1], [0, 0]])
    True
    """
    return sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring)) > 0


def wound(rings: list[Ring]) -> list[Ring]:
    """Return a polygon with its outer ring clockwise and its holes the other way."""
    return [ring if is_clockwise(ring) == (place == 0) else ring[::-1] for place, ring in enumerate(rings)]


def unpack(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a topology in degrees.

    Raises:
        ShapeError: the arcs or the transform are not those of a topology.
    """
    arcs, transform = topology.get("arcs"), topology.get("transform")
    if not isinstance(arcs, list) or not arcs:
        raise ShapeError("heeft geen lijnen ('arcs')")
    try:
        return [_absolute(arc, transform) for arc in arcs]
    except (TypeError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise ShapeError("heeft lijnen ('arcs') die niet te lezen zijn") from error


def _absolute(arc: list[list[float]], transform: dict[str, Any] | None) -> Ring:
    if transform is None:
        return [[float(point[0]), float(point[1])] for point in arc]
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0.0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append([x * scale_x + shift_x, y * scale_y + shift_y])
    return points


def stitched(ring: object, arcs: list[Ring]) -> Ring:
    """Return the positions of a ring that is given as numbers of arcs.

    Raises:
        ShapeError: a number is no arc, or the arcs do not follow each other.
    """
    if not isinstance(ring, list) or not all(type(i) is int and -len(arcs) <= i < len(arcs) for i in ring):
        raise ShapeError("verwijst naar een lijn die er niet is")
    points: Ring = []
    for index in ring:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        if points and part and points[-1] != part[0]:
            raise ShapeError("heeft lijnen die niet op elkaar aansluiten")
        points += part[1:] if points else part
    return check_ring(points)


def wound_arcs(rings: list[list[int]], arcs: list[Ring]) -> list[list[int]]:
    """Return a polygon of arc numbers with its outer ring clockwise and its holes the other way."""
    turned = []
    for place, ring in enumerate(rings):
        right = is_clockwise(stitched(ring, arcs)) == (place == 0)
        turned.append(ring if right else [~index for index in reversed(ring)])
    return turned
