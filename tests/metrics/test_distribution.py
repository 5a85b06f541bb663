"""The calculator over all gemeenten of the Netherlands: sums, provinces, order, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from metrics import areas, distribution
from metrics.key import Sleutel, SleutelError
from model.sleutelregels import sleutelregels
from tests.metrics import build, golden_key, sites
from tests.metrics.ses_files import score_of

RULES = sleutelregels()
DAY = pd.Timestamp("2023-01-01")
AMV = Fraction(8140, 96000)
PLAIN = Sleutel(96000, DAY, AMV)
FRAMES = build.frames()
CODES = distribution.compute(FRAMES, PLAIN, RULES).gemeenten["gebied_code"].tolist()
SCORED = FRAMES | {"indicatoren": golden_key.scores(*((code, score_of(code)) for code in CODES))}
WITH = replace(PLAIN, sterkte=Fraction(1), periode="2024")


@pytest.mark.parametrize(
    "sleutel",
    [
        PLAIN,
        WITH,
        replace(WITH, totaal=88000, sterkte=Fraction(3, 2), amv_aandeel=None),
        replace(WITH, maximum=Fraction(56, 10)),
    ],
    ids=["inwoners", "ses", "2026", "maximum"],
)
def test_every_sum_is_exact(sleutel: Sleutel) -> None:
    found = distribution.compute(SCORED, sleutel, RULES)
    table, provinces = found.gemeenten, found.provincies
    assert (len(table), len(provinces)) == (342, 12)
    assert table["plekken"].sum() == provinces["plekken"].sum() == sleutel.totaal
    by = table.groupby("provincie_code")[["plekken", "inwoners"]].sum()
    assert by["plekken"].tolist() == provinces.sort_values("gebied_code")["plekken"].tolist()
    assert by["inwoners"].sum() == 17811291
    if sleutel.amv_aandeel is None:
        assert table["amv"].isna().all()
    else:
        assert table["amv"].sum() == provinces["amv"].sum() == 8140
        assert (table["amv"] <= table["plekken"]).all()
    if sleutel.maximum is not None:
        assert (table["plekken"] * 1000 <= 5.6 * table["inwoners"]).all()


def test_the_order_of_the_files_does_not_matter() -> None:
    random = np.random.default_rng(3)
    mixed = {
        name: frame.iloc[random.permutation(len(frame))]
        if name in {"inwoners", "indicatoren", "gebieden"}
        else frame
        for name, frame in SCORED.items()
    }
    one, other = (distribution.compute(f, WITH, RULES).gemeenten for f in (SCORED, mixed))
    pd.testing.assert_frame_equal(
        *(
            t.sort_values("gebied_code").drop(columns="bron_cijfers").reset_index(drop=True)
            for t in (one, other)
        )
    )


def test_a_region_is_the_sum_of_its_gemeenten_and_only_when_all_of_them_are_in_it() -> None:
    table = distribution.compute(FRAMES, PLAIN, RULES).gemeenten
    links = areas.membership(FRAMES["gebieden"], ["CR37", "CR38", "CR39", "PV31", "NL01"])
    found = distribution.sums(table, links).set_index("gebied_code")
    assert found["gemeenten"].tolist() == [8, 7, 16, 31, 342]
    assert found.loc[["CR37", "CR38", "CR39"], "plekken"].sum() == found.loc["PV31", "plekken"] == 6083
    part = distribution.sums(table[table["gebied_code"].ne("GM0983")], links)
    assert part["gebied_code"].tolist() == ["CR38", "CR39"]


def test_a_strength_that_turns_a_weight_around_is_refused() -> None:
    with pytest.raises(SleutelError, match="kleiner dan nul"):
        distribution.compute(SCORED, replace(WITH, sterkte=Fraction(5)), RULES)


def test_strength_zero_is_inhabitants_alone() -> None:
    none, plain = (
        distribution.compute(SCORED, s, RULES).gemeenten for s in (replace(WITH, sterkte=Fraction(0)), PLAIN)
    )
    assert none["plekken"].tolist() == plain["plekken"].tolist()


def test_nothing_to_divide_is_nothing_for_everyone() -> None:
    found = distribution.compute(FRAMES, replace(PLAIN, totaal=0), RULES).gemeenten
    assert found["plekken"].eq(0).all()
    assert found["amv"].eq(0).all()


def test_only_places_that_are_certainly_there_give_credit() -> None:
    """Oekraïners: 100 open, one of unknown size, one of unknown stage, one being built; and an azc of 40."""
    rows = [
        sites.site("a", build.VENLO, 100, type="oekraine", doelgroep="oekraiense_ontheemden"),
        sites.site("b", build.VENLO, None, type="oekraine", doelgroep="oekraiense_ontheemden"),
        sites.site(
            "c", build.VENLO, 30, type="oekraine", stadium="onbekend", doelgroep="oekraiense_ontheemden"
        ),
        sites.site("d", build.VENLO, 60, type="oekraine", stadium="bouw", van="2028-01-01"),
        sites.site("e", build.VENLO, 40),
    ]
    day = pd.Timestamp("2026-11-21")
    sleutel = replace(PLAIN, krediet=("oekraine",), krediet_op=day)
    found = distribution.compute(sites.frames(*rows), sleutel, RULES)
    venlo = found.gemeenten.set_index("gebied_code").loc[build.VENLO]
    assert (venlo["krediet"], venlo["zonder_krediet"]) == (100, 557)
    assert venlo["plekken"] < 557
    assert found.opmerkingen[0].startswith(
        "Krediet: 100 plekken op 21 november 2026 (opvang Oekraïners) op 1 locatie."
    )
    assert "Van 1 locatie is het aantal plekken onbekend" in found.opmerkingen[1]
    assert "Van 1 locatie is niet zeker of die er dan is" in found.opmerkingen[2]
    limburg = found.provincies.set_index("gebied_code").loc["PV31"]
    assert limburg["plekken"] == 6083  # the province keeps what the key gave it
    assert found.gemeenten["plekken"].sum() == 96000
