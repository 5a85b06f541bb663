"""The tokens are measured, not trusted: contrast, colour blindness, grey print, Streamlit's copy."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from charts.kleur import contrast, difference, ink_on, simulate, tint
from charts.tokens import STREAMLIT, TOKENS

TEXTS = {
    "ink": TOKENS.ink,
    "ink_2": TOKENS.ink_2,
    "ink_3": TOKENS.ink_3,
    "accent": TOKENS.accent,
    **{f"groep_tekst {name}": value for name, value in TOKENS.groep_tekst.items()},
    **{f"status {name}": value for name, value in TOKENS.status.items()},
}
MARKS = {
    **{f"groep {name}": value for name, value in TOKENS.groep.items()},
    "streep onbekend": TOKENS.onbekend_streep,
    "rand van de kaart": TOKENS.kaart_rand,
}
EYES = ("protan", "deutan", "tritan", "greyscale")


@pytest.mark.parametrize("paper", [TOKENS.paper, TOKENS.surface], ids=["paper", "surface"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_is_readable(text: str, paper: str) -> None:
    assert contrast(TEXTS[text], paper) >= 4.5


@pytest.mark.parametrize("paper", [TOKENS.paper, TOKENS.surface], ids=["paper", "surface"])
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_is_seen(mark: str, paper: str) -> None:
    assert contrast(MARKS[mark], paper) >= 3.0


@pytest.mark.parametrize("eyes", EYES)
def test_groups_stay_apart_for_every_eye_and_in_grey(eyes: str) -> None:
    seen = [simulate(colour, eyes) for colour in TOKENS.groep.values()]
    assert min(difference(one, other) for one, other in combinations(seen, 2)) >= 10


def test_the_first_design_would_fail() -> None:
    """Proof that the measure can fail: the pair this design replaced has one and the same grey."""
    grey = [simulate(colour, "greyscale") for colour in ("#B35C00", "#5B7F1E")]
    assert difference(*grey) < 2


@pytest.mark.parametrize("eyes", EYES)
def test_classes_of_the_map_run_from_light_to_dark(eyes: str) -> None:
    from charts.kleur import luminance

    light = [luminance(simulate(colour, eyes)) for colour in TOKENS.kaart]
    assert light == sorted(light, reverse=True)
    steps = [
        difference(simulate(a, eyes), simulate(b, eyes))
        for a, b in zip(TOKENS.kaart, TOKENS.kaart[1:], strict=False)
    ]
    assert min(steps) >= 8


@pytest.mark.parametrize("fill", [*TOKENS.kaart, TOKENS.onbekend, TOKENS.kaart_streep])
def test_names_are_readable_on_every_tile(fill: str) -> None:
    assert contrast(ink_on(fill, TOKENS.ink), fill) >= 4.5


@pytest.mark.parametrize("group", TOKENS.groep)
@pytest.mark.parametrize("part", ["open", "besloten", "voornemen"])
def test_numbers_are_readable_on_every_certainty(group: str, part: str) -> None:
    fill = TOKENS.zekerheid(group, part)
    assert contrast(ink_on(fill, TOKENS.ink), fill) >= 4.5


@pytest.mark.parametrize("group", TOKENS.groep)
def test_certainties_stay_apart_in_grey(group: str) -> None:
    greys = [simulate(TOKENS.zekerheid(group, part), "greyscale") for part in TOKENS.dekking]
    assert min(difference(one, other) for one, other in combinations(greys, 2)) >= 9


def test_a_tint_is_the_share_of_ink_over_paper() -> None:
    assert tint("#0B4F8A", 1.0) == "#0B4F8A"
    assert tint("#0B4F8A", 0.0) == "#FFFFFF"
    assert tint("#000000", 0.25) == "#BFBFBF"  # 255 x 0.75 = 191.25


def test_streamlit_has_the_same_values() -> None:
    config = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    theme = tomllib.loads(config.read_text(encoding="utf-8"))["theme"]
    assert {name: theme[name] for name in STREAMLIT} == STREAMLIT
