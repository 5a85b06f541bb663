"""A share falls in exactly one class, and unknown in none of the five."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.classes import classify, words

LIMITS = [0.25, 0.5, 0.75, 1.0]


def test_limits_belong_to_the_class_above():
    shares = pd.Series([0, 0.25, 0.9999, 1.0, 5.45, None], dtype="Float64")
    assert classify(shares, LIMITS).tolist() == [
        "minder dan 25 %",
        "25 tot 50 %",
        "75 tot 100 %",
        "100 % of meer",
        "100 % of meer",
        "onbekend",
    ]


@given(st.floats(0, 10))
def test_every_share_has_a_class(share):
    assert classify(pd.Series([share], dtype="Float64"), LIMITS)[0] in words(LIMITS)
