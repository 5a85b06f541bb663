"""The calculator over all gemeenten of the Netherlands: sums, provinces, order, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from metrics import areas, credit, distribution
from metrics.key import Sleutel, SleutelError
from model.sleutelregels import sleutelregels
from tests.metrics import build, golden_key
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


def site(stadium: str, van: str | None, tot: str | None) -> dict:
    return {
        "stadium": stadium,
        "van": pd.Timestamp(van) if van else pd.NaT,
        "tot": pd.Timestamp(tot) if tot else pd.NaT,
    }


@pytest.mark.parametrize(
    ("row", "is_there"),
    [
        (site("open", "2022-01-01", None), True),
        (site("open", None, None), True),  # it is open now; since when is not known
        (site("open", "2022-01-01", "2022-12-31"), False),
        (site("open", "2023-06-01", None), False),
        (site("gesloten", "2022-01-01", "2023-06-01"), True),
        (site("gesloten", "2022-01-01", None), False),  # closed, but not known when
        (site("onbekend", "2022-01-01", None), False),
        (site("bouw", "2022-01-01", "2024-01-01"), False),  # late: it is not open yet
        (site("vervallen", "2022-01-01", "2024-01-01"), False),
    ],
)
def test_which_sites_give_credit(row: dict, is_there: bool) -> None:
    assert credit.there(pd.DataFrame([row]), DAY).tolist() == [is_there]


def test_a_site_of_unknown_size_gives_no_credit_and_is_told() -> None:
    places = golden_key.sites([("GM0983", 100), ("GM0983", 50)])
    places.loc[1, ["plekken", "waarde_status"]] = [pd.NA, "onbekend"]
    sleutel = replace(PLAIN, krediet=("oekraine",))
    found = distribution.compute(FRAMES | {"locaties": places}, sleutel, RULES)
    venlo = found.gemeenten.set_index("gebied_code").loc["GM0983"]
    assert (venlo["krediet"], venlo["zonder_krediet"]) == (100, 557)
    assert venlo["plekken"] < 557
    assert any("Van 1 locatie is het aantal plekken onbekend" in text for text in found.opmerkingen)
    limburg = found.provincies.set_index("gebied_code").loc["PV31"]
    assert limburg["plekken"] == 6083  # the province keeps what the key gave it
    assert found.gemeenten["plekken"].sum() == 96000
