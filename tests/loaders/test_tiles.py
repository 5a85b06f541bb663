"""The tile maps hold every gemeente once and keep neighbours and directions."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from loaders import reference
from model.gebieden import members
from tests.shared import shared

NAMES = {row["naam"]: row["code"] for row in reference.records("gemeenten.csv")}
Cell = tuple[int, int]


def tiles(name: str) -> dict[str, Cell]:
    frame = reference.tegels(name)
    cells = zip(frame["kolom"], frame["rij"], strict=True)
    return dict(zip(frame["gebied_code"], cells, strict=True))


def at(name: str, naam: str) -> Cell:
    return tiles(name)[NAMES[naam]]


def apart(name: str, one: str, other: str) -> int:
    (x0, y0), (x1, y1) = at(name, one), at(name, other)
    return max(abs(x0 - x1), abs(y0 - y1))


@pytest.mark.parametrize(("name", "area", "number"), [("limburg", "PV31", 31), ("nederland", "NL01", 342)])
def test_every_gemeente_has_one_tile_of_its_own(name: str, area: str, number: int) -> None:
    frame = reference.tegels(name)
    assert len(frame) == number
    assert sorted(frame["gebied_code"]) == sorted(members(reference.gebieden(), area))
    assert not frame.duplicated(["kolom", "rij"]).any()
    assert (frame["kolom"].min(), frame["rij"].min()) == (0, 0)


def test_the_name_in_the_rules_gives_the_same_map() -> None:
    assert reference.tegels("tegelkaart_limburg").equals(reference.tegels("limburg"))
    with pytest.raises(FileNotFoundError):
        reference.tegels("atlantis")


def test_limburg_is_long_and_narrow_with_mook_on_top() -> None:
    cells = tiles("limburg")
    wide, high = (1 + max(cell[axis] for cell in cells.values()) for axis in (0, 1))
    assert high >= 2 * wide
    assert [code for code, (_, row) in cells.items() if row == 0] == [NAMES["Mook en Middelaar"]]


def test_limburg_has_its_waist_between_echt_susteren_and_sittard_geleen() -> None:
    rows = [row for _, row in tiles("limburg").values()]
    for naam in ("Echt-Susteren", "Sittard-Geleen"):
        assert rows.count(at("limburg", naam)[1]) == 1
    assert apart("limburg", "Echt-Susteren", "Sittard-Geleen") == 1


@pytest.mark.parametrize("name", ["limburg", "nederland"])
@pytest.mark.parametrize(
    ("one", "east", "south", "other"),
    [
        # one lies <east> columns' side and <south> rows' side of other; 0 = not tested
        ("Vaals", 1, 1, "Gulpen-Wittem"),
        ("Weert", -1, 0, "Roermond"),
        ("Maastricht", -1, 1, "Heerlen"),
        ("Maastricht", -1, 1, "Sittard-Geleen"),
        ("Kerkrade", 1, 0, "Heerlen"),
        ("Venray", -1, 0, "Bergen (L.)"),
        ("Horst aan de Maas", -1, 0, "Venlo"),
        ("Gennep", 0, 1, "Mook en Middelaar"),
        ("Venlo", 0, 1, "Bergen (L.)"),
        ("Eijsden-Margraten", 0, 1, "Maastricht"),
        ("Stein (L.)", -1, 0, "Beek (L.)"),
        ("Landgraaf", 1, 0, "Brunssum"),
        ("Nederweert", 1, -1, "Weert"),
    ],
)
def test_who_lies_where_in_limburg(name: str, one: str, east: int, south: int, other: str) -> None:
    (x0, y0), (x1, y1) = at(name, one), at(name, other)
    assert not east or (x0 - x1) * east > 0
    assert not south or (y0 - y1) * south > 0


def test_vaals_touches_gulpen_wittem() -> None:
    assert apart("limburg", "Vaals", "Gulpen-Wittem") == 1


def test_limburg_keeps_its_form_inside_the_country() -> None:
    own, country = tiles("limburg"), tiles("nederland")
    shifts = {(country[code][0] - x, country[code][1] - y) for code, (x, y) in own.items()}
    assert len(shifts) == 1


def test_the_country_has_its_corners() -> None:
    cells = tiles("nederland")
    islands = ["Texel", "Vlieland", "Terschelling", "Ameland", "Schiermonnikoog"]
    columns = [at("nederland", naam)[0] for naam in islands]
    assert columns == sorted(columns), "the Wadden islands run from west to east"
    assert all(at("nederland", naam)[1] < at("nederland", "Den Helder")[1] for naam in islands)
    assert min(cells, key=lambda code: cells[code][0]) == NAMES["Sluis"]
    assert max(row for _, row in cells.values()) == at("nederland", "Vaals")[1]


def _maker() -> ModuleType:
    path = Path(reference.ROOT) / "maak_tegelkaart.py"
    spec = importlib.util.spec_from_file_location("maak_tegelkaart", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "file", "pairs", "touching", "right"),
    [
        # Limburg: 55 of 57 pairs touch (not Beesel-Leudal, Valkenburg-Beekdaelen); 49 of 57 within 45 degrees
        ("limburg", "limburg_gemeenten_2023.topo.json", 57, 55 / 57, 49 / 57),
        # the country: 746 of 874 touch, 756 of 874 within 45 degrees
        ("nederland", "nl_gemeenten_2023.topo.json", 874, 746 / 874, 756 / 874),
    ],
)
def test_neighbours_stay_neighbours(name: str, file: str, pairs: int, touching: float, right: float) -> None:
    path = shared("samples", "geo", file)
    if path is None:
        pytest.skip("geen grenzenbestand buiten de repository")
    maker = _maker()
    found = maker.measure(tiles(name), *maker.read(path))
    assert found["paren"] == pairs
    assert found["buren"] >= touching - 1e-9
    assert found["richting"] >= right - 1e-9


def test_the_maker_keeps_neighbours_together_and_repeats_itself() -> None:
    maker = _maker()
    centres = {f"G{x}{y}": (9.0 * x, 9.0 * y) for x in range(4) for y in range(4)}
    near = (1, 9)  # next in the column, next in the row
    spots = {code: 9 * x + y for code, (x, y) in ((c, (int(c[1]), int(c[2]))) for c in centres)}
    pairs = {(a, b) for a in centres for b in centres if spots[b] - spots[a] in near}
    boards = []
    for _ in range(2):
        aim, placed = maker.aims(centres, {"G00": (0, 0)})
        board = maker.Board(aim, placed, centres, pairs)
        board.anneal(20_000, seed=1)
        boards.append(board.tiles)
    assert boards[0] == boards[1]
    assert len(set(boards[0].values())) == 16
    assert boards[0]["G00"] == placed["G00"]
    assert maker.measure(boards[0], centres, pairs)["buren"] == 1.0
