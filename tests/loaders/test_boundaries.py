"""A boundary file is used only when every expected gemeente has exactly one whole shape in it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import reference
from loaders.boundaries import Boundaries, code_of, read
from loaders.boundary_shapes import is_clockwise, stitched, unpack
from model.lijsten import Ernst
from tests.shared import shared

LIMBURG = sorted(row["gemeente_code"] for row in reference.records("indelingen/limburg.csv"))
NEDERLAND = sorted(row["code"] for row in reference.records("gemeenten.csv"))
VENLO, WEERT = "GM0983", "GM0988"


def square(x: float, y: float, *, clockwise: bool = False) -> list[list[float]]:
    """Return a closed square of a tenth of a degree; counter-clockwise as RFC 7946 asks."""
    ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
    return ring[::-1] if clockwise else ring


def feature(code: str, ring: list[list[float]], **more: Any) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"statcode": code, **more}, "geometry": shape}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def load(tree: object, *codes: str) -> Boundaries:
    return read(json.dumps(tree).encode(), "grenzen.json", codes or (VENLO, WEERT))


def codes(found: Boundaries) -> list[str]:
    return [issue.code for issue in found.issues]


TWO = collection(feature(VENLO, square(6.1, 51.3)), feature(WEERT, square(5.7, 51.2)))
# Two squares side by side that share one border: arcs 0 (shared), 1 and 2.
TOPO: dict[str, Any] = {
    "type": "Topology",
    "arcs": [
        [[6.0, 51.0], [6.0, 51.1]],
        [[6.0, 51.1], [5.9, 51.1], [5.9, 51.0], [6.0, 51.0]],
        [[6.0, 51.1], [6.1, 51.1], [6.1, 51.0], [6.0, 51.0]],
        [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.0]],
    ],
    "objects": {
        "gem": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": WEERT, "arcs": [[0, 1]]},
                {"type": "Polygon", "properties": {"gm_code": VENLO}, "arcs": [[0, 2]]},
                {"type": "Polygon", "id": "GM0363", "arcs": [[3]]},
            ],
        }
    },
}


def test_geojson_is_keyed_by_code_and_turned_for_drawing() -> None:
    found = load(TWO)
    assert (found.kind, sorted(found.features), codes(found)) == ("geojson", [VENLO, WEERT], [])
    assert found.format == {"type": "json", "property": "features"}
    for shape in found.features.values():
        assert is_clockwise(shape["geometry"]["coordinates"][0][0])
        assert shape["properties"] == {"gebied_code": shape["id"]}, "no text of the file goes into a chart"


def test_rings_that_turn_the_right_way_stay_and_holes_turn_the_other_way() -> None:
    outer, hole = (
        square(6.1, 51.3, clockwise=True),
        [[6.12, 51.32], [6.12, 51.33], [6.13, 51.33], [6.12, 51.32]],
    )
    tree = copy.deepcopy(TWO)
    tree["features"][0]["geometry"]["coordinates"] = [outer, hole]
    rings = load(tree).features[VENLO]["geometry"]["coordinates"][0]
    assert rings[0] == outer
    assert is_clockwise(hole)
    assert not is_clockwise(rings[1])


def test_topojson_keeps_its_arcs_and_gets_ids() -> None:
    found = load(TOPO)
    assert (found.kind, codes(found)) == ("topojson", ["andere-gebieden"])
    assert found.data is not None
    assert [shape["id"] for shape in found.data["objects"]["gemeenten"]["geometries"]] == [VENLO, WEERT]
    assert len(found.data["arcs"]) == 3, "the arc of Amsterdam is left out"
    arcs = unpack(found.data)
    for shape in found.features.values():
        assert is_clockwise(stitched(shape["arcs"][0][0], arcs))
    assert found.format == {"type": "topojson", "feature": "gemeenten"}


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"statcode": "GM0935"}, "GM0935"),
        ({"GM_CODE": "gm0935 "}, "GM0935"),
        ({"gemeentecode": "0935"}, "GM0935"),
        ({"code": 935}, "GM0935"),
        ({"jrstatcode": "2025GM0935"}, "GM0935"),
        ({"identificatie": "GM0935"}, "GM0935"),
        ({"statcode": "PV31"}, ""),
        ({"naam": "Maastricht"}, ""),
    ],
)
def test_where_a_code_is_looked_for(properties: dict[str, object], code: str) -> None:
    assert code_of({"properties": properties}) == code


@pytest.mark.parametrize(
    ("own", "code"), [("GM0935", "GM0935"), ("2025GM0935", "GM0935"), (935, ""), ("f.1", "")]
)
def test_a_row_number_as_id_is_no_code(own: object, code: str) -> None:
    assert code_of({"id": own, "properties": None}) == code


def test_a_missing_gemeente_is_named() -> None:
    found = load(collection(TWO["features"][0]))
    assert found.data is None
    assert codes(found) == ["ontbrekende-grens"]
    assert "Weert (GM0988)" in found.issues[0].tekst


def test_an_old_file_is_told_apart_from_an_incomplete_one() -> None:
    old = collection(feature("GM0962", square(5.8, 50.9)), *TWO["features"])
    text = load(old, VENLO, "GM1954").issues[0].tekst
    assert "Beekdaelen (GM1954)" in text
    assert "opgeheven" in text
    assert "statcode" in load(collection({"type": "Feature"})).issues[0].tekst


def test_a_gemeente_may_not_come_twice_but_its_water_may() -> None:
    assert codes(load(collection(*TWO["features"], feature(VENLO, square(6.2, 51.4))))) == ["dubbele-grens"]
    wet = load(collection(*TWO["features"], feature(VENLO, square(6.2, 51.4), water="JA")))
    assert (len(wet.features), codes(wet)) == (2, ["andere-gebieden"])


@pytest.mark.parametrize(
    ("ring", "word"),
    [
        ([[209_000, 376_000], [210_000, 376_000], [210_000, 377_000], [209_000, 376_000]], "RD"),
        ([[10**400, 1], [1, 1], [1, 2], [10**400, 1]], "RD"),
        ([[51.3, 6.1], [51.4, 6.1], [51.4, 6.2], [51.3, 6.1]], "verwisseld"),
        ([[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 0.0]], "Nederland"),
        ([[6.1, 51.3], [6.2, 51.3], [6.2, 51.4], [6.1, 51.4]], "sluit"),
        ([[6.1, 51.3], [6.1, 51.3]], "vier punten"),
        ([[6.1, "x"], [6.2, 51.3], [6.2, 51.4], [6.1, "x"]], "getallen"),
        ([[6.1, True], [6.2, 51.3], [6.2, 51.4], [6.1, True]], "getallen"),
        ("geen ring", "vier punten"),
    ],
)
def test_a_shape_that_cannot_be_drawn_is_refused_with_name_and_cure(ring: Any, word: str) -> None:
    tree = copy.deepcopy(TWO)
    tree["features"][1]["geometry"]["coordinates"] = [ring]
    found = load(tree)
    assert (codes(found), found.data) == (["grens-onbruikbaar"], None)
    assert "Weert (GM0988)" in found.issues[0].tekst
    assert word in found.issues[0].tekst


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("arcs",), []),
        (("arcs",), [["x"]]),
        (("transform",), {"scale": [1]}),
        (("objects", "gem", "geometries", 0, "arcs"), [[99]]),
        (("objects", "gem", "geometries", 0, "arcs"), [[0, 2.5]]),
        (("objects", "gem", "geometries", 0, "arcs"), [[0, 0]]),
        (("objects", "gem", "geometries", 0, "arcs"), []),
        (("objects", "gem", "geometries", 0, "type"), "Point"),
    ],
)
def test_a_broken_topology_is_refused(path: tuple[Any, ...], value: object) -> None:
    tree = copy.deepcopy(TOPO)
    spot: Any = tree
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    found = load(tree)
    assert (codes(found), found.data) == (["grens-onbruikbaar"], None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "geen-json"),
        (b"\xff\xfe\x00", "geen-json"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "geen-json"),
        (b"[" * 100_000, "geen-json"),
        (b"[]", "geen-grenzen"),
        (b'{"type": "Feature"}', "geen-grenzen"),
        (b'{"type": "FeatureCollection"}', "ontbrekende-grens"),
        (b'{"type": "Topology", "objects": 3, "arcs": [[[5, 51], [5, 52]]]}', "ontbrekende-grens"),
        (b" " * 26_214_401, "te-groot"),
    ],
)
def test_other_files_are_refused_with_a_reason(content: bytes, code: str) -> None:
    found = read(content, "grenzen.json", [VENLO])
    assert (codes(found), found.data, found.features) == ([code], None, {})
    assert found.issues[0].ernst is Ernst.FOUT


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["features", "geometry", "properties", "arcs", "objects", "gem", "geometries"]))
def test_whatever_stands_in_the_file_reading_never_raises(value: object, where: str) -> None:
    def put(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: value if key == where else put(held) for key, held in node.items()}
        return [put(held) for held in node] if isinstance(node, list) else node

    for tree in (put(TWO), put(TOPO)):
        found = load(tree)
        assert found.data is not None or any(issue.ernst is Ernst.FOUT for issue in found.issues)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("limburg_gemeenten_2023.topo.json", LIMBURG),
        ("nl_gemeenten_2023.topo.json", NEDERLAND),
        ("nl_gemeenten_2023.topo.json", LIMBURG),
        ("nl_gemeenten_2023_klein.topo.json", NEDERLAND),
    ],
)
def test_real_boundaries_of_2023(file: str, expected: list[str]) -> None:
    path = shared("samples", "geo", file)
    if path is None:
        pytest.skip("geen grenzenbestand buiten de repository")
    found = read(path.read_bytes(), file, expected)
    assert sorted(found.features) == expected
    assert all(issue.ernst is Ernst.MELDING for issue in found.issues)
    assert found.data is not None
    arcs = unpack(found.data)
    for shape in found.features.values():
        for polygon in shape["arcs"]:
            assert is_clockwise(stitched(polygon[0], arcs))
    incomplete = read(path.read_bytes(), file, [*expected, "GM9999"])
    assert codes(incomplete) == ["ontbrekende-grens"]
