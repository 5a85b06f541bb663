"""A simulated verdeelbesluit: exact sums, exemptions, and nothing laid on who is unknown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.simulation import GEHAALD, INSPANNING, ONBEKEND, simulate
from model.verslagregels import Simulatie, verslagregels

START = verslagregels().simulatie


def rows(*gemeenten: tuple[str, int | None, int | None, int, float | None]) -> pd.DataFrame:
    names = ["naam", "opgave", "aangeboden", "inwoners", "inspanning_per_1000"]
    out = pd.DataFrame(gemeenten, columns=names).assign(gebied_code=lambda frame: frame["naam"])
    return out.astype(
        {"opgave": "Int64", "aangeboden": "Int64", "inwoners": "Int64", "inspanning_per_1000": "Float64"}
    )


def extra(made: pd.DataFrame) -> dict[str, object]:
    return dict(zip(made["naam"], made["extra"], strict=True))


def test_the_rest_goes_to_who_is_short_in_proportion_to_the_shortage() -> None:
    # shortages 60 and 30, D has 20 over; the province lacks 300 − 230 = 70:
    # 70 × 60/90 = 46,67 and 70 × 30/90 = 23,33 → 47 and 23
    found = simulate(
        rows(("A", 100, 40, 10, None), ("B", 100, 70, 90, None), ("D", 100, 120, 50, None)), 300, 230, START
    )
    assert extra(found.gemeenten) == {"A": 47, "B": 23, "D": 0}
    assert (found.rest, found.verdeeld, found.niet_verdeeld) == (70, 70, 0)
    assert found.gemeenten.set_index("naam")["vrij"].to_dict() == {"A": "", "B": "", "D": GEHAALD}
    assert "voorspelt geen besluit" in found.label


def test_by_inhabitants_nobody_gets_more_than_it_is_short() -> None:
    # by inhabitants 10 : 90 of 70 would be 7 and 63, but B is short only 30: the other 40 go to A
    given_ = rows(("A", 100, 40, 10, None), ("B", 100, 70, 90, None))
    found = simulate(given_, 200, 130, Simulatie(sleutel="inwoners"))
    assert extra(found.gemeenten) == {"A": 40, "B": 30}
    free = simulate(
        given_, 200, 130, Simulatie(sleutel="inwoners", hoogstens_tekort=False, vrij_gehaald=False)
    )
    assert extra(free.gemeenten) == {"A": 7, "B": 63}


def test_efforts_of_the_past_exempt_and_what_is_left_is_said() -> None:
    found = simulate(
        rows(("A", 100, 40, 10, 5.0), ("B", 100, 70, 90, 1.0)), 200, 110, Simulatie(vrij_inspanning=4.0)
    )
    assert extra(found.gemeenten) == {"A": 0, "B": 30}
    assert found.gemeenten["vrij"].tolist() == [INSPANNING, ""]
    assert (found.rest, found.niet_verdeeld) == (90, 60)
    assert "Voor 60 plekken is onder deze regels geen gemeente" in found.tekst


def test_nothing_is_laid_on_who_is_unknown() -> None:
    found = simulate(rows(("A", 100, 40, 10, None), ("B", 100, None, 90, None)), 200, 140, START)
    assert found.gemeenten["vrij"].tolist() == ["", ONBEKEND]
    assert found.gemeenten["extra"].isna().tolist() == [False, True]
    assert "Van 1 gemeente is niet bekend" in found.tekst


@pytest.mark.parametrize(("duty", "offer"), [(pd.NA, 10), (10, pd.NA)])
def test_without_the_whole_there_is_no_simulation(duty: object, offer: object) -> None:
    found = simulate(rows(("A", 100, 40, 10, None)), duty, offer, START)
    assert found.rest is None
    assert found.gemeenten["extra"].isna().all()
    assert found.tekst.startswith("Geen simulatie")


def test_nothing_is_missing() -> None:
    found = simulate(rows(("A", 100, 140, 10, None)), 100, 140, START)
    assert (found.rest, found.verdeeld) == (0, 0)
    assert "niets te verdelen" in found.tekst


places = st.none() | st.integers(0, 400)
OFFER = st.tuples(places, places, st.integers(1, 10**6), st.none() | st.floats(0, 50))


@given(
    st.lists(OFFER, min_size=1, max_size=8),
    st.integers(0, 3000), st.integers(0, 3000), st.sampled_from(["tekort", "inwoners"]), st.booleans(),
    st.none() | st.floats(0.1, 40), st.randoms(),
)  # fmt: skip
def test_sums_are_exact_and_the_order_does_not_matter(
    offers: list, duty: int, offer: int, key: str, capped: bool, effort: float | None, chance: object
) -> None:
    rules = Simulatie(sleutel=key, hoogstens_tekort=capped, vrij_inspanning=effort)
    table = rows(*((f"G{i}", *one) for i, one in enumerate(offers)))
    found = simulate(table, duty, offer, rules)
    assert found.verdeeld + found.niet_verdeeld == found.rest == max(duty - offer, 0)
    assert found.gemeenten["extra"].sum() == found.verdeeld
    assert not found.gemeenten.loc[found.gemeenten["vrij"].ne(""), "extra"].gt(0).any()
    if capped:
        over = found.gemeenten["extra"].gt(found.gemeenten["tekort"].clip(lower=0))
        assert not over.fillna(False).any()
    shuffled = table.sample(frac=1, random_state=chance.randint(0, 9))  # type: ignore[attr-defined]
    assert extra(simulate(shuffled, duty, offer, rules).gemeenten) == extra(found.gemeenten)
