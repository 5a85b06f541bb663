"""Make and measure a tile map: one tile per gemeente, neighbours kept together as far as possible.

Run by hand, once per change of gemeenten, with a boundary file (TopoJSON of CBS/Kadaster) as argument; that
file is never part of this repository. The tiles of ``--vast`` (Limburg, placed by hand) keep their form, the
other gemeenten are placed around them by simulated annealing, seeded, so that a run repeats itself::

    python data/reference/maak_tegelkaart.py GRENZEN.topo.json --meet data/reference/tegelkaart_limburg.csv
    python data/reference/maak_tegelkaart.py GRENZEN.topo.json --vast data/reference/tegelkaart_limburg.csv \
        --uit data/reference/tegelkaart_nederland.csv
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

Cell = tuple[int, int]
Point = tuple[float, float]
Pairs = set[tuple[str, str]]
CELL_KM = 9.0
MOVES = 1_500_000
EDGE = 0.3
KM_PER_DEGREE = 111.2


def read(path: Path) -> tuple[dict[str, Point], Pairs]:
    """Return the centre of every gemeente in km (y points south) and the pairs that share a border."""
    topo = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_unpack(arc, topo["transform"]) for arc in topo["arcs"]]
    centres: dict[str, Point] = {}
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in topo["objects"]["gemeenten"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        centres[shape["id"]] = _centre([_ring(polygon[0], arcs) for polygon in polygons])
        for polygon in polygons:
            for ring in polygon:
                for index in ring:
                    owners[index if index >= 0 else ~index].add(shape["id"])
    pairs = {(min(both), max(both)) for both in owners.values() if len(both) == 2}
    return centres, pairs


def _unpack(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        east = (x * scale_x + shift_x) * KM_PER_DEGREE * math.cos(math.radians(52))
        points.append((east, -(y * scale_y + shift_y) * KM_PER_DEGREE))
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += part[1:] if points else part
    return points


def _centre(rings: list[list[Point]]) -> Point:
    area = x = y = 0.0
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return x / (3 * area), y / (3 * area)


def measure(tiles: dict[str, Cell], centres: dict[str, Point], pairs: Pairs) -> dict[str, float]:
    """Return how true a tile map is to the map.

    ``buren``: share of bordering pairs whose tiles touch (side or corner). ``richting``: share of bordering
    pairs whose direction on the tile map is within 45 degrees of the direction between the centres.
    """
    mine = [pair for pair in sorted(pairs) if pair[0] in tiles and pair[1] in tiles]
    touching = sum(_apart(tiles[a], tiles[b]) == 1 for a, b in mine)
    right = sum(_turn(a, b, tiles, centres) <= math.pi / 4 + 1e-9 for a, b in mine)
    return {"paren": len(mine), "buren": touching / len(mine), "richting": right / len(mine)}


def _apart(one: Cell, other: Cell) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _turn(a: str, b: str, tiles: dict[str, Cell], centres: dict[str, Point]) -> float:
    """Return the angle between the direction on the tile map and on the map."""
    tile = math.atan2(tiles[b][1] - tiles[a][1], tiles[b][0] - tiles[a][0])
    real = math.atan2(centres[b][1] - centres[a][1], centres[b][0] - centres[a][0])
    return abs((tile - real + math.pi) % (2 * math.pi) - math.pi)


def aims(centres: dict[str, Point], fixed: dict[str, Cell]) -> tuple[dict[str, Point], dict[str, Cell]]:
    """Return where each tile would like to be, in cells, and the fixed tiles moved to their place.

    Crowded gemeenten push each other apart until each has about one cell; a weak spring holds them in place.
    """
    home = {code: (x / CELL_KM, y / CELL_KM) for code, (x, y) in centres.items()}
    shift = _shift(home, fixed)
    placed = {code: (x + shift[0], y + shift[1]) for code, (x, y) in fixed.items()}
    spot = {code: [float(v) for v in placed.get(code, home[code])] for code in home}
    for _ in range(150):
        _push(spot, home, set(placed))
    return {code: (x, y) for code, (x, y) in spot.items()}, placed


def _shift(home: dict[str, Point], fixed: dict[str, Cell]) -> Cell:
    if not fixed:
        return (0, 0)
    gaps = [(home[c][0] - x, home[c][1] - y) for c, (x, y) in fixed.items()]
    return round(sum(g[0] for g in gaps) / len(gaps)), round(sum(g[1] for g in gaps) / len(gaps))


def _push(spot: dict[str, list[float]], home: dict[str, Point], still: set[str]) -> None:
    codes = list(spot)
    for i, a in enumerate(codes):
        for b in codes[i + 1 :]:
            dx, dy = spot[b][0] - spot[a][0], spot[b][1] - spot[a][1]
            gap = math.hypot(dx, dy) or 1e-6
            if gap >= 1.05:
                continue
            step = (1.05 - gap) / 2 * 0.6
            for code, sign in ((a, -1), (b, 1)):
                if code not in still:
                    spot[code][0] += sign * step * dx / gap
                    spot[code][1] += sign * step * dy / gap
    for code in codes:
        if code not in still:
            spot[code][0] += 0.03 * (home[code][0] - spot[code][0])
            spot[code][1] += 0.03 * (home[code][1] - spot[code][1])


class Board:
    """Tiles on a grid, with the cost of each: far from its aim, away from neighbours, turned directions."""

    def __init__(
        self, aim: dict[str, Point], placed: dict[str, Cell], centres: dict[str, Point], pairs: Pairs
    ):
        """Give every tile the free cell nearest to its aim."""
        self.aim, self.placed = aim, placed
        self.near: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for a, b in sorted(pairs):
            way = math.atan2(centres[b][1] - centres[a][1], centres[b][0] - centres[a][0])
            self.near[a].append((b, way))
            self.near[b].append((a, way + math.pi))
        self.tiles: dict[str, Cell] = dict(placed)
        self.at = {cell: code for code, cell in placed.items()}
        for code in sorted(set(aim) - set(placed), key=lambda c: aim[c]):
            self._put(code, min(self._free(aim[code]), key=lambda cell: math.dist(cell, aim[code])))

    def _free(self, aim: Point, reach: int = 12) -> list[Cell]:
        x, y = round(aim[0]), round(aim[1])
        span = range(-reach, reach + 1)
        return [(x + i, y + j) for i in span for j in span if (x + i, y + j) not in self.at]

    def _put(self, code: str, cell: Cell) -> None:
        self.tiles[code] = cell
        self.at[cell] = code

    def cost(self, code: str) -> float:
        """Return the cost of one tile where it lies."""
        x, y = self.tiles[code]
        total = 0.10 * math.dist((x, y), self.aim[code]) ** 2
        if len(self.near[code]) > 2:  # islands and land's ends may stand free
            sides = ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
            total += EDGE * sum(beside not in self.at for beside in sides)
        for other, way in self.near[code]:
            ox, oy = self.tiles[other]
            total += 1.6 * (max(abs(ox - x), abs(oy - y)) - 1) ** 1.3
            total += 0.5 * (1 - math.cos(math.atan2(oy - y, ox - x) - way))
        return total

    def anneal(self, moves: int, seed: int) -> None:
        """Move or swap tiles, at first boldly and at last only for the better."""
        chance = random.Random(seed)  # noqa: S311 - no secret depends on it
        movable = sorted(set(self.tiles) - set(self.placed))
        for step in range(moves):
            heat = 3.0 * (1 - step / moves) ** 2 + 0.005
            code = chance.choice(movable)
            x, y = self.tiles[code]
            reach = 1 + int(3 * (1 - step / moves))
            cell = (x + chance.randint(-reach, reach), y + chance.randint(-reach, reach))
            other = self.at.get(cell)
            if cell == (x, y) or other in self.placed:
                continue
            self._try(code, other, cell, heat, chance)

    def _try(self, code: str, other: str | None, cell: Cell, heat: float, chance: random.Random) -> None:
        here = self.tiles[code]
        before = self.cost(code) + (self.cost(other) if other else 0)
        self._move(code, other, here, cell)
        after = self.cost(code) + (self.cost(other) if other else 0)
        if after > before and chance.random() >= math.exp((before - after) / heat):
            self._move(code, other, cell, here)

    def _move(self, code: str, other: str | None, here: Cell, cell: Cell) -> None:
        del self.at[here]
        self._put(code, cell)
        if other:
            self._put(other, here)


def read_tiles(path: Path) -> dict[str, Cell]:
    """Return the tiles of a tile map file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["gebied_code"]: (int(row["kolom"]), int(row["rij"])) for row in csv.DictReader(handle)}


def write_tiles(path: Path, tiles: dict[str, Cell]) -> None:
    """Write a tile map, from the north-west, row by row."""
    left, top = min(x for x, _ in tiles.values()), min(y for _, y in tiles.values())
    rows = sorted((y - top, x - left, code) for code, (x, y) in tiles.items())
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["gebied_code", "kolom", "rij"])
        writer.writerows([code, x, y] for y, x, code in rows)


def main() -> None:
    """Measure a tile map, or make one around fixed tiles."""
    parser = argparse.ArgumentParser(description="Tegelkaart maken of meten")
    parser.add_argument("grenzen", type=Path)
    parser.add_argument("--meet", type=Path)
    parser.add_argument("--vast", type=Path)
    parser.add_argument("--uit", type=Path)
    parser.add_argument("--zaad", type=int, default=5)
    parser.add_argument("--stappen", type=int, default=MOVES)
    args = parser.parse_args()
    centres, pairs = read(args.grenzen)
    if args.uit:
        aim, placed = aims(centres, read_tiles(args.vast) if args.vast else {})
        board = Board(aim, placed, centres, pairs)
        board.anneal(args.stappen, args.zaad)
        write_tiles(args.uit, board.tiles)
    tiles = read_tiles(args.uit or args.meet)
    print({name: round(value, 4) for name, value in measure(tiles, centres, pairs).items()})  # noqa: T201


if __name__ == "__main__":
    main()
