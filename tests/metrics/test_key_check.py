"""The key against the published numbers of cyclus 2024 that the repository holds."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from loaders.load import load
from metrics import distribution, key_check
from metrics.key import Sleutel
from model.sleutelregels import sleutelregels
from tests.metrics import build
from tests.shared import ROOT

RULES = sleutelregels()
DAY = pd.Timestamp("2023-01-01")
LATER = pd.Timestamp("2026-11-21")


@cache
def published() -> pd.DataFrame:
    """Return the error per area for the files of cyclus 2024, on inhabitants of 1-1-2023 alone."""
    names = ("spreidingswet_2024_gemeenten.csv", "spreidingswet_2024_provincies.csv")
    parts = [load((ROOT / "data" / "public" / name).read_bytes(), name).frames["cijfers"] for name in names]
    frames = build.frames() | {"cijfers": pd.concat(parts, ignore_index=True)}
    found = distribution.compute(frames, Sleutel(96000, DAY), RULES)
    return key_check.compare(frames, found, found, "2024", LATER, RULES)


def row(name: str, niveau: str = "gemeente") -> pd.Series:
    rows = published()
    return rows[rows["naam"].eq(name) & rows["niveau"].eq(niveau)].iloc[0]


def test_all_41_gemeenten_and_10_provinces_are_there() -> None:
    counted = published().drop_duplicates("gebied_code")["niveau"].value_counts()
    assert counted.to_dict() == {"gemeente": 41, "provincie": 10}


def test_amsterdam_and_the_province_of_limburg() -> None:
    amsterdam, limburg = row("Amsterdam"), row("Limburg", "provincie")
    assert (amsterdam["factor_tekst"], amsterdam["verschil_tekst"], amsterdam["afwijking_tekst"]) == (
        "0,905",
        "+469",
        "+10,5 %",
    )
    # 96.000 × 1.128.367 / 17.811.291 = 6.081,72 before rounding; the sum of 31 rounded gemeenten is 6.083
    assert limburg["op_inwoners"] == pytest.approx(6081.717, abs=0.001)
    assert (limburg["berekend"], limburg["verschil"]) == (6083, 421)


def test_bounds_and_estimates_stay_that_and_do_not_count() -> None:
    venlo, geleen, heumen = row("Venlo"), row("Sittard-Geleen"), row("Heumen")
    assert (venlo["gepubliceerd_tekst"], venlo["verschil_tekst"], venlo["factor_tekst"]) == (
        "minimaal 487",
        "maximaal +70",  # 557 − (487 or more)
        "minimaal 0,874",
    )
    assert venlo["afwijking_tekst"] == "maximaal +14,4 %"  # 557 / 487 − 1
    assert geleen["afwijking_tekst"].startswith("circa +")
    assert heumen["reden"] == "de bron noemt de soort opgave niet"
    assert not any(one["telt_mee"] for one in (venlo, geleen, heumen))


def test_a_province_whose_sources_disagree_is_shown_twice_and_counts_for_nothing() -> None:
    rows = published()
    brabant = rows[rows["naam"].eq("Noord-Brabant")]
    assert sorted(brabant["gepubliceerd_tekst"]) == ["13.444", "14.689"]
    assert brabant["verschil_tekst"].eq("onbekend").all()
    assert not brabant["telt_mee"].any()


def test_the_error_is_told_in_words() -> None:
    told = key_check.summary(published(), "gemeente", "gemeente", "gemeenten")
    assert told == (
        "Van 41 gemeenten is een getal gepubliceerd; 38 daarvan zijn exact en tellen mee. De helft wijkt "
        "hoogstens 7,4 % af. De grootste afwijking is die van Enschede: berekend 869, gepubliceerd 638 "
        "(+36,2 %)."
    )
    none = key_check.summary(published().iloc[:0], "gemeente", "gemeente", "gemeenten")
    assert none.endswith("dus de afwijking is onbekend.")


def test_inside_one_province_only_its_gemeenten_are_compared() -> None:
    frames = build.frames(build.cijfer(build.VENLO, "opgave", 487), build.cijfer("GM0363", "opgave", 4479))
    found = distribution.compute(frames, Sleutel(5662, DAY, gebied="PV31"), RULES)
    rows = key_check.compare(frames, found, found, "2024", LATER, RULES)
    assert rows["gebied_code"].tolist() == [build.VENLO]


def test_a_published_zero_gives_no_percentage() -> None:
    frames = build.frames(build.cijfer(build.VENLO, "opgave", 0))
    found = distribution.compute(frames, Sleutel(96000, DAY), RULES)
    one = key_check.compare(frames, found, found, "2024", LATER, RULES).iloc[0]
    assert (one["verschil"], one["afwijking_tekst"], one["factor"]) == (557, "onbekend", 0.0)
