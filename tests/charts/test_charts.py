"""Each chart in each state: full, one row, all unknown, empty."""

from __future__ import annotations

import html
import json
import re
from functools import cache

import altair as alt
import pandas as pd
import pytest

from charts import kaart
from charts.kader import Kader, finish
from exports import images
from tests.charts import fakes
from tests.charts.plaatjes import CHARTS, GRENZEN, STATES

TOPO = {
    "type": "Topology",
    "arcs": [],
    "objects": {"gemeenten": {"type": "GeometryCollection", "geometries": []}},
}
ALL = [(name, state) for name in CHARTS for state in STATES]
VIEW = re.compile(r"view_[0-9a-f]+")


@cache
def spec_of(name: str, state: str, kader: Kader = fakes.KADER) -> dict:
    return finish(CHARTS[name](state), kader)


@cache
def image_of(name: str, state: str, kader: Kader = fakes.KADER) -> str:
    return images.svg(kaart.met_grenzen(spec_of(name, state, kader), TOPO)).decode()


def text_of(name: str, state: str, kader: Kader = fakes.KADER) -> str:
    """The words that stand in the picture."""
    image = image_of(name, state, kader)
    return html.unescape(" ".join(re.findall(r">([^<>]+)<", image))).replace("\xa0", " ")


@pytest.mark.parametrize(("name", "state"), ALL)
def test_every_picture_stands_on_its_own(name: str, state: str) -> None:
    spec = spec_of(name, state)
    words = text_of(name, state)
    for part in (
        "Noord-Limburg heeft 62 %",
        "in plekken",
        "Bron: Provincie Limburg",
        "1 juli 2025",
        "versie 12",
    ):
        assert part in words
    assert "VOORBEELD" not in words
    assert "usermeta" not in spec
    assert spec["config"]["locale"]["number"]["decimal"] == ","


@pytest.mark.parametrize("state", ["vol", "leeg"])
@pytest.mark.parametrize("name", CHARTS)
def test_specs_follow_the_schema_and_stay_small(name: str, state: str) -> None:
    spec = spec_of(name, state)
    # Vega-Lite compiles an expression in a subtitle as it does in a title; its schema forgot to say so.
    alt.LayerChart.from_dict({**spec, "title": {**spec["title"], "subtitle": "tekst"}})
    assert len(json.dumps(spec)) < 100_000


@pytest.mark.parametrize("name", CHARTS)
def test_unknown_and_empty_are_said_in_words(name: str) -> None:
    unknown, empty = spec_of(name, "onbekend"), spec_of(name, "leeg")
    assert "onbekend" in text_of(name, "onbekend")
    assert "onbekend" in unknown["description"].lower()
    assert "geen gegevens" in text_of(name, "leeg")
    assert "Geen gegevens" in empty["description"]


@pytest.mark.parametrize("name", CHARTS)
def test_example_figures_say_so(name: str) -> None:
    for state in ("vol", "leeg"):
        words = text_of(name, state, fakes.VOORBEELD)
        assert words.count("VOORBEELD") >= 2  # across the picture and in the footer


@pytest.mark.parametrize("name", CHARTS)
def test_no_english_for_eyes_or_ears(name: str) -> None:
    image = image_of(name, "vol")
    assert "aria-roledescription" not in image
    for word in ("Title text", "Subtitle", "axis", "legend titled", "undefined", "NaN", "null", "[object"):
        assert word not in re.sub(r'class="[^"]*"', "", image)


@pytest.mark.parametrize("name", CHARTS)
def test_rows_hold_no_lists(name: str) -> None:
    """Streamlit sends rows as Arrow; a list would reach the browser as text with brackets."""
    for rows in spec_of(name, "vol")["datasets"].values():
        for row in rows:
            assert not [value for value in row.values() if isinstance(value, list | dict)]


@pytest.mark.parametrize("name", ["cockpit", "zekerheid", "tegels", "kennis", "geografisch"])
def test_a_click_chooses_a_gebied(name: str) -> None:
    params = [param for param in spec_of(name, "vol")["params"] if "select" in param]
    assert [(param["name"], param["select"]["fields"]) for param in params] == [("keuze", ["gebied_code"])]


def test_the_same_frame_gives_the_same_spec() -> None:
    one, other = (json.dumps(finish(CHARTS["tegels"]("vol"), fakes.KADER)) for _ in range(2))
    assert VIEW.sub("view", one) == VIEW.sub("view", other)


def test_boundaries_travel_by_address_until_an_image_needs_them() -> None:
    spec = spec_of("geografisch", "vol")
    assert GRENZEN["url"] in json.dumps(spec)
    assert GRENZEN["url"] not in json.dumps(kaart.met_grenzen(spec, TOPO))


def test_areas_stand_in_the_order_of_their_duty_and_unknown_last() -> None:
    told = spec_of("zekerheid", "vol")["description"]
    names = [
        "Venlo",
        "Peel en Maas",
        "Horst aan de Maas",
        "Venray",
        "Gennep",
        "Bergen (L.)",
        "Beesel",
        "Mook",
    ]
    places = [told.index(f"{name}: " if name != "Mook" else "Mook en Middelaar: ") for name in names]
    assert places == sorted(places)


def test_every_gemeente_of_the_map_is_told() -> None:
    told = spec_of("tegels", "vol")["description"]
    # 31 tiles; numbers 3, 10, 17, 24 (every seventh from the fourth) are unknown: 31 - 4 = 27
    assert "27 van 31 gemeenten bekend" in told


def test_a_gemeente_without_rows_keeps_its_place() -> None:
    names = fakes.reeksen()[1]
    assert f"{list(names.values())[3]}: onbekend." in spec_of("reeksen", "vol")["description"]


def test_a_big_map_keeps_its_legend_inside_and_stays_small() -> None:
    one = fakes.tegels()
    many = [
        one.assign(gebied_code=one["gebied_code"] + str(step), kolom=one["kolom"] + 5 * step)
        for step in range(5)
    ]
    beeld = kaart.tegels(pd.concat(many), fakes.KLASSEN, hoogte=26)
    spec = finish(beeld, fakes.KADER)
    assert len(json.dumps(spec)) < 100_000
    image = images.svg(spec).decode()
    places = [float(x) for x in re.findall(r'translate\(([\d.]+),-?[\d.]+\)"[^>]*>meer dan 300<', image)]
    assert places
    assert max(places) < 852  # 900 minus twice the edge of 24


def test_supply_tells_the_duty_the_shortage_the_deadlines_and_the_other_reading() -> None:
    words = text_of("aanbod", "vol")
    for part in (
        "opgave 687",
        "350 plekken tekort",
        "1 december 2026: provinciaal verslag (cyclus 2026)",
        "peildatum 21 november 2026",
        "met alle verlengingen",
        "begin of einde onbekend",
    ):
        assert part in words
    told = spec_of("aanbod", "vol")["description"]
    assert "December 2027: aanbod 337, misschien nog 120, opgave 687." in told
    assert "1 juli 2027: plekken gereed (cyclus 2026)" in told


def test_supply_without_a_duty_has_no_line_and_says_so() -> None:
    words = text_of("aanbod", "onbekend")
    assert "opgave onbekend: geen opgave van deze soort geladen" in words
    assert "aanbod onbekend" in words
    assert "tekort" not in words


def test_an_event_without_a_number_is_a_question_mark() -> None:
    rows = [row for rows in spec_of("aanbod", "vol")["datasets"].values() for row in rows]
    assert [row["t"] for row in rows if str(row.get("n", "")).startswith("hotel")] == ["?"]


def test_months_with_the_same_places_are_one_block() -> None:
    rows = [row for rows in spec_of("aanbod", "vol")["datasets"].values() for row in rows]
    blocks = {(row["d"], row["t"], row["p"]) for row in rows if row.get("d") == "open"}
    assert blocks == {
        ("open", "687", "oktober 2026 tot en met juni 2027"),
        ("open", "337", "juli 2027 tot en met september 2028"),
    }
