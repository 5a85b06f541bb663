"""Thirty situations, each with exactly the signals that it should give: thirty right, none false."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics import signals
from metrics.maatregelen import Blik
from model.signalen import SOORTEN, signaalregels
from tests.metrics import build
from tests.metrics.registers import frames
from tests.metrics.test_golden import NAMES, row_of

FILE = Path(__file__).with_name("situaties.toml")
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["situatie"]
LIMBURG = "PV31"


@cache
def signals_of(zin: str) -> pd.DataFrame:
    """Return the signals of a situation."""
    case = next(case for case in CASES if case["zin"] == zin)
    parts = {
        name: [_row(row) for row in case.get(name, [])] for name in ("locaties", "knelpunten", "maatregelen")
    }
    made = frames(*[row_of(dict(row)) for row in case.get("cijfers", [])], **parts)
    blik = Blik(build.RULES, case.get("soort_opgave", "indicatief"), case.get("cyclus", "2026"), {})
    return signals.find(made, LIMBURG, pd.Timestamp(case["dag"]), signaalregels(), blik)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the code of its area, and what is empty left out."""
    rest = {key: value for key, value in row.items() if value != ""}
    return {"gebied_code": NAMES[rest.pop("gebied")], **rest}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"])
def test_a_situation_gives_exactly_its_signals(case: dict[str, Any]) -> None:
    got = signals_of(case["zin"])
    expected = sorted((e["regel"], NAMES[e["gebied"]], e.get("doelgroep", "")) for e in case["verwacht"])
    assert sorted(zip(got["regel"], got["gebied_code"], got["doelgroep"], strict=True)) == expected
    for one in case["verwacht"]:
        mine = got[got["regel"].eq(one["regel"]) & got["gebied_code"].eq(NAMES[one["gebied"]])]
        for word in one["bevat"]:
            assert word in mine["zin"].iloc[0]


def test_there_are_thirty_and_each_kind_is_seen_and_looked_for_in_vain() -> None:
    assert len(CASES) == 30
    kinds = {regel.id: regel.soort for regel in signaalregels().regel}
    seen = {kinds[one["regel"]] for case in CASES for one in case["verwacht"]}
    assert seen == set(SOORTEN)
    assert {case["lijkt_op"] for case in CASES if "lijkt_op" in case} == set(SOORTEN)


def test_every_situation_says_what_it_is_about_in_its_figures() -> None:
    """Each signal names its cells, unless it is about a date of the law."""
    for case in CASES:
        got = signals_of(case["zin"])
        assert got["bron_cijfers"].ne("").eq(got["regel"].ne("stap-nadert")).all()
        assert got["signaal_id"].is_unique
