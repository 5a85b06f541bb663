"""No picture without its frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.kader import finish, resize
from charts.stapel import stapel
from charts.tekst import breedte, regels, regels_expr
from tests.charts import fakes
from tests.charts.plaatjes import CHARTS


@pytest.mark.parametrize("name", ["titel", "ondertitel", "eenheid", "bron", "versie"])
def test_a_frame_without_an_essential_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        replace(fakes.KADER, **{name: " "})


@pytest.mark.parametrize(
    ("peildatum", "words"),
    [
        (date(2025, 7, 1), "1 juli 2025"),
        ("2025-07-01", "1 juli 2025"),
        ("december 2024", "december 2024"),
        (None, "onbekend"),
        ("", "onbekend"),
    ],
)
def test_the_peildatum_is_words(peildatum: date | str | None, words: str) -> None:
    assert replace(fakes.KADER, peildatum=peildatum).peildatum_tekst == words


def test_the_description_holds_finding_figures_and_source() -> None:
    told = finish(CHARTS["zekerheid"]("vol"), fakes.KADER)["description"]
    assert told.startswith("Noord-Limburg heeft 62 %")
    assert "Venlo: opgave 487; open 240, besloten 60, voornemen 100, nog in te vullen 87." in told
    assert told.endswith("versie 12 (3 november 2026).")


def test_a_width_changes_nothing_but_the_width() -> None:
    spec = finish(CHARTS["tegels"]("vol"), fakes.KADER)
    fixed = resize(spec, 900)
    assert {key for key in fixed if fixed[key] != spec.get(key)} == {"width", "params", "padding"}
    assert fixed["params"][0] == {"name": "b", "value": 900 - 2 * 24}
    assert spec["width"] == "container"


def test_no_line_is_wider_than_its_place() -> None:
    text = "Midden-Limburg heeft 62 % van zijn opgave en zoekt nog 388 plekken voor de winter"
    for px in range(170, 900, 37):
        assert all(breedte(line, 18) <= px for line in regels(text, px, 18))
        assert " ".join(regels(text, px, 18)) == text


def test_a_title_cannot_break_out_of_its_expression() -> None:
    expression = regels_expr(["' + alert(1) + \" \\ \u2028"], 18)
    assert "\u2028" not in expression
    assert '\\"' in expression


def test_parts_lie_in_the_order_of_certainty_and_unknown_is_never_a_shortage() -> None:
    frame = fakes.zekerheid([("GM1", "A", 100, {"gat": None, "voornemen": 20, "open": None, "onbekend": 80})])
    assert [(part.deel, part.van, part.tot) for part in stapel(frame)] == [
        ("voornemen", 0, 20),
        ("onbekend", 20, 100),
    ]
