"""Runs the golden cases of supply by month: a register, a duty, and what stands there in which month."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pandas as pd
import pytest

from metrics import areas, supply
from model.frames import Frames
from tests.metrics import build, sites, test_golden
from tests.metrics.test_golden import FOLDER, NAMES

Case = dict[str, Any]
CASES = tomllib.loads((FOLDER / "aanbod.toml").read_text(encoding="utf-8"))["geval"]
KEYS = {"gebied", "maand", "doelgroep", "deelgroep"}


def frames_of(case: Case) -> Frames:
    rows = []
    for spec in case["locaties"]:
        rest = {name: (None if name == "plekken" and value == "" else value) for name, value in spec.items()}
        if rest.get("is_onbepaald"):
            rest.setdefault("tot", "")
        rows.append(sites.site(rest.pop("naam"), NAMES[rest.pop("gebied")], rest.pop("plekken"), **rest))
    found = sites.frames(*rows, bestemmingen=case.get("bestemmingen"))
    return test_golden.frames_of(case) | {name: found[name] for name in ("locaties", "bestemmingen")}


def against(case: Case, gebied: str, groep: str) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Return the stays, what stands against the duty, and the gemeenten of an area."""
    return _against(CASES.index(case), gebied, groep)


@cache
def _against(number: int, gebied: str, groep: str) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    case = CASES[number]
    frames, day = frames_of(case), pd.Timestamp(case["peildatum"])
    code = NAMES[gebied]
    links = areas.membership(frames["gebieden"], [code])
    kind = case.get("soort_opgave", "indicatief")
    steps = supply.duties(frames, [code], groep, soort_opgave=kind, peildatum=day, rules=build.RULES)
    stays = supply.stays(frames)
    found = supply.against_duty(
        stays, steps, [code], links, pd.Timestamp(case.get("begin", day)), pd.Timestamp("2030-12-31"),
        doelgroep=groep, verlenging=case.get("verlenging", False), peildatum=day,
    )  # fmt: skip
    return stays, found, links["lid"].tolist()


def last_day(month: str) -> pd.Timestamp:
    return pd.Timestamp(month) + pd.offsets.MonthEnd(0)


def matches(got: Any, value: Any) -> bool:
    return bool(pd.isna(got)) if value == "onbekend" else bool(pd.notna(got)) and got == value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"])
def test_golden_supply(case: Case) -> None:
    for expected in case["uitkomst"]:
        groep = expected.get("doelgroep", "asielzoekers")
        found = against(case, expected["gebied"], groep)[1]
        row = found[found["maand"].eq(last_day(expected["maand"]))]
        row = row[row["deelgroep"].eq(expected.get("deelgroep", "alle"))].iloc[0]
        for column, value in expected.items():
            assert column in KEYS or matches(row[column], value), f"{expected}: {column} = {row[column]}"


def hole(case: Case, gebied: str) -> supply.Gat:
    stays, found, leden = against(case, gebied, "asielzoekers")
    return supply.hole(
        stays,
        found,
        leden,
        verlenging=case.get("verlenging", False),
        peildatum=pd.Timestamp(case["peildatum"]),
    )


@pytest.mark.parametrize("case", [case for case in CASES if "gat" in case], ids=lambda case: case["zin"])
def test_golden_hole(case: Case) -> None:
    for expected in case["gat"]:
        gat = hole(case, expected["gebied"])
        assert len(gat.perioden) == 1
        run = gat.perioden.iloc[0]
        assert run["van"] == pd.Timestamp(expected["van"])
        assert run["diepste_maand"] == last_day(expected["diepst"])
        assert run["tekort"] == expected["tekort"]
        assert "tot" not in expected or run["tot"] == last_day(expected["tot"])
        told = [
            f"{row.oorzaak}: {row.naam} {'onbekend' if pd.isna(row.plekken) else row.plekken}"
            for row in gat.oorzaken.itertuples()
        ]
        assert told == expected["oorzaken"]
        assert list(gat.oorzaken["vult"]) == expected.get("vult", list(gat.oorzaken["vult"]))


@pytest.mark.parametrize("case", [case for case in CASES if "zinnen" in case], ids=lambda case: case["zin"])
def test_golden_sentence(case: Case) -> None:
    name = case["zinnen"]["gebied"]
    assert " ".join(supply.hole_sentences(hole(case, name), name)) == case["zinnen"]["tekst"]
