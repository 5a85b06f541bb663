"""What an analyst types becomes corrections: the number, and the bounds and status that go along with it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from model import schemas
from model.correctie import Correctie, apply
from tests.metrics.build import VENLO, cijfer, frames
from ui.correction_form import OMIT, REPLACE, Wish, drafts

SHA = "ab" * 32


def wish(wordt: str, actie: str = REPLACE, op: str = "") -> Wish:
    return Wish(actie, wordt, "typefout", "COA", op)


def row(waarde: int | None, **more: object) -> dict[str, object]:
    found = frames(cijfer(VENLO, "realisatie", waarde, **more))["cijfers"].iloc[0].to_dict()
    return found | {"sha256": SHA}


def steps(made: list[Correctie]) -> list[tuple[str, str, str]]:
    return [(one.veld, one.was, one.wordt) for one in made]


def test_a_number_takes_the_place_of_a_number():
    made = drafts(row(471), wish("1.480", op="3-11-2026"))
    assert steps(made) == [("waarde", "471", "1480")]
    assert (made[0].gemeld_bij, made[0].gemeld_op) == ("COA", date(2026, 11, 3))


def test_an_exact_number_ends_a_bound():
    made = drafts(row(487, waarde_min=487), wish("490"))
    assert steps(made) == [("waarde", "487", "490"), ("waarde_min", "487", "")]


def test_unknown_becomes_known_and_known_becomes_unknown():
    assert steps(drafts(row(None), wish("5"))) == [
        ("waarde", "", "5"),
        ("waarde_status", "onbekend", "definitief"),
    ]
    made = drafts(row(5, waarde_status="geschat"), wish("Onbekend"))
    assert steps(made) == [("waarde", "5", ""), ("waarde_status", "geschat", "onbekend")]


def test_a_figure_is_left_out_by_its_number():
    made = drafts(row(5), wish("", OMIT))
    assert [(one.actie, one.was, one.wordt) for one in made] == [("weglaten", "5", "")]


@pytest.mark.parametrize(
    ("typed", "op", "says"),
    [
        ("veel", "", "geen heel getal"),
        ("1,5", "", "geen heel getal"),
        ("5", "morgen", "geen datum"),
        ("4", "", "gelijk"),
    ],
)
def test_what_cannot_be_read_is_refused_in_dutch(typed, op, says):
    with pytest.raises(ValueError, match=says):
        drafts(row(4), wish(typed, op=op))


BOUNDED = {"waarde": 4, "waarde_min": 3, "waarde_max": 9}


@pytest.mark.parametrize(
    ("was", "wordt"),
    [
        ({"waarde": 4}, "12"),
        ({"waarde": 4}, "onbekend"),
        ({"waarde": None}, "12"),
        (BOUNDED, "12"),
        (BOUNDED, "onbekend"),
    ],
)
def test_the_corrected_row_is_a_valid_row(was, wordt):
    made = frames(cijfer(VENLO, "realisatie", **was))
    made["bronnen"] = pd.DataFrame({"bron_id": ["bron-1"], "sha256": [SHA]})
    fixed, misses = apply(made, drafts(made["cijfers"].iloc[0].to_dict() | {"sha256": SHA}, wish(wordt)))
    assert misses == []
    assert schemas.check("cijfers", fixed["cijfers"]) == []
    assert (fixed["cijfers"]["waarde"].iloc[0] is pd.NA) == (wordt == "onbekend")
