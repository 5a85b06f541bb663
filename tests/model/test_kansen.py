"""Assumptions are data with an owner and a date, and a set that contradicts itself is refused."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import pytest
from pydantic import ValidationError

from model.kansen import NOG_NIET_OPEN, Kansen, Stand, kansen
from model.lijsten import Verlenging
from model.rules import FOLDER


def shipped() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "kansen.toml").read_text(encoding="utf-8"))


def test_what_is_shipped_says_that_it_is_assumed_by_whom_and_since_when() -> None:
    for item in kansen().aannamen:
        assert item.status == "aanname"
        assert item.eigenaar
        assert len(item.bron) > 20
        for entry in (*item.stadium, *item.verlenging):
            source = item.source(entry)
            assert (source.eigenaar, source.sinds) == (item.eigenaar, item.vastgesteld_op)
            assert len(entry.reden) > 10


@pytest.mark.parametrize("stand", Stand)
def test_a_later_stage_is_surer_and_less_late(stand: Stand) -> None:
    item = kansen().aannamen[0]
    chances = [item.opens(stage, stand) for stage in NOG_NIET_OPEN]
    assert chances == sorted(chances)
    for early, late in pairwise(NOG_NIET_OPEN):
        before, after = (list(accumulate(item.delays(stage, stand))) for stage in (early, late))
        assert all(a <= b + 1e-9 for a, b in zip(before, after, strict=True))
    asked = [item.extends(status, stand) for status in Verlenging]
    assert asked == sorted(asked)
    assert asked[0] == 0


def test_a_site_that_is_open_did_open() -> None:
    assert kansen().aannamen[0].opens("open", Stand.LAAG) == 1.0


def test_the_set_in_force_is_the_last_that_began() -> None:
    data = shipped()
    later = data["aannamen"][0] | {"code": "later", "geldt_vanaf": date(2027, 3, 1)}
    both = Kansen.model_validate(data | {"aannamen": [later, data["aannamen"][0]]})
    assert both.at(date(2027, 2, 28)).code == "start"
    assert both.at(date(2027, 3, 1)).code == "later"
    assert both.at(date(2020, 1, 1)).code == "start"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s["stadium"][2]["kans"].update(laag=0.9), "laag, midden en hoog"),
        (lambda s: s["stadium"][2]["kans"].update(hoog=1.2), "less than or equal to 1"),
        (lambda s: s["stadium"][2]["vertraging"].update(midden=[0.5, 0.2, 0.1, 0.1, 0.05]), "niet op tot 1"),
        (lambda s: s["stadium"][2]["vertraging"].update(laag=[0.6, 0.2, 0.1, 0.05, 0.05]), "later openen"),
        (lambda s: s["stadium"][2]["vertraging"].update(laag=[0.5, 0.5]), "later openen"),
        (lambda s: s["stadium"].pop(), "elk stadium"),
        (lambda s: s["stadium"].append(s["stadium"][0]), "elk stadium"),
        (lambda s: s["verlenging"].pop(), "elke stand van verlenging"),
        (lambda s: s.update(maanden=[0, 6, 3, 12, 24]), "oplopen"),
        (lambda s: s.update(maanden=[0, 6, 12]), "3 vertragingen nodig"),
        (lambda s: s.update(eigenaar=""), "at least 1 character"),
        (lambda s: s.update(eigenar="wie"), "Extra inputs"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(change: Any, message: str) -> None:
    data = shipped()
    change(data["aannamen"][0])
    with pytest.raises(ValidationError, match=message):
        Kansen.model_validate(data)
