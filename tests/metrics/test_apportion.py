"""The division itself: exact sums, in any order, more for who weighs more, within maxima."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrics import apportion

KEYS = [f"GM{i:04d}" for i in range(12)]
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).map(
    lambda numbers: {key: Fraction(number, 1000) for key, number in zip(KEYS, numbers, strict=False)}
)
total = st.integers(0, 100_000)
fast = settings(max_examples=150, deadline=None)


@fast
@given(total, weights)
def test_the_sum_is_exact_and_everyone_is_within_one_place_of_its_share(number, load):
    assume(any(load.values()))
    exact, places = apportion.shares(number, load), apportion.divide(number, load)
    assert sum(places.values()) == number
    assert all(abs(places[key] - exact[key]) < 1 for key in load)
    assert all(places[key] == 0 for key in load if not load[key])


@fast
@given(total, weights, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(number, load, random):
    assume(any(load.values()))
    shuffled = list(load.items())
    random.shuffle(shuffled)
    assert apportion.divide(number, dict(shuffled)) == apportion.divide(number, load)


@fast
@given(total, weights)
def test_who_weighs_more_never_gets_less(number, load):
    assume(any(load.values()))
    places = apportion.divide(number, load)
    for one in load:
        assert all(places[one] >= places[other] for other in load if load[one] > load[other])


@fast
@given(total, weights, st.integers(1, 10**6))
def test_who_grows_never_loses(number, load, more):
    assume(any(load.values()))
    first = min(load)
    grown = load | {first: load[first] + more}
    assert apportion.divide(number, grown)[first] >= apportion.divide(number, load)[first]


@fast
@given(weights, st.integers(1, 3_000), st.integers(0, 100), st.data())
def test_a_maximum_is_kept_and_loses_nothing(load, per_1000, percent, data):
    """Maxima that follow the weights, but not exactly, so that some are full and others take over."""
    assume(any(load.values()))
    slack = {key: data.draw(st.integers(50, 150)) for key in load}
    most = {key: int(load[key] * per_1000 * slack[key] / 100) for key in load}
    room = sum(most[key] for key in load if load[key])
    number = room * percent // 100
    places = apportion.divide(number, load, most=most)
    assert sum(places.values()) == number
    assert all(places[key] <= most[key] for key in load)
    plain = apportion.shares(number, load)
    if all(plain[key] <= most[key] for key in load):
        assert places == apportion.divide(number, load)
    else:  # only who is full gets less than without maxima
        exact = apportion.shares(number, load, most=most)
        assert all(exact[key] >= plain[key] for key in load if exact[key] < most[key])


@fast
@given(st.integers(1, 100_000), weights, st.data())
def test_a_credit_moves_places_and_loses_none(number, load, data):
    assume(any(load.values()))
    credit = {key: Fraction(data.draw(st.integers(0, 2_000))) for key in load}
    exact = apportion.shares(number, load, credit=credit)
    assert sum(exact.values()) == number
    assert all(share >= 0 for share in exact.values())
    paying = [key for key in load if exact[key] > 0]
    levels = {(exact[key] + credit[key]) / load[key] for key in paying}
    assert len(levels) == 1  # everyone who pays bears the same per unit of weight
    assert sum(apportion.divide(number, load, credit=credit).values()) == number


@fast
@given(weights, st.integers(0, 50))
def test_the_same_credit_for_the_same_weight_changes_nothing(load, part):
    """A credit in proportion to the weights is no advantage for anyone."""
    assume(any(load.values()))
    credit = {key: weight * part for key, weight in load.items()}
    assert apportion.divide(1000, load, credit=credit) == apportion.divide(1000, load)


def test_what_cannot_be_divided_is_refused() -> None:
    with pytest.raises(apportion.UnreachableError) as refused:
        apportion.shares(10, {"a": Fraction(1), "b": Fraction(0)}, most={"a": 4, "b": 100})
    assert refused.value.room == 4  # b weighs nothing, so its room is no room
    with pytest.raises(ValueError, match="negative"):
        apportion.shares(10, {"a": Fraction(-1)})
    with pytest.raises(ValueError, match="nobody"):
        apportion.shares(10, {"a": Fraction(0)})
    with pytest.raises(ValueError, match="whole"):
        apportion.whole({"a": Fraction(1, 2)}, {})


def test_on_equal_remainders_the_larger_weight_goes_first() -> None:
    """1,5 and 2,5: one place is left, and both remainders are a half."""
    parts = {"a": Fraction(3, 2), "b": Fraction(5, 2)}
    assert apportion.whole(parts, {"a": Fraction(3), "b": Fraction(5)}) == {"a": 1, "b": 3}
