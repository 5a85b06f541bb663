"""Exchange moves duty and adds nothing; the rekenbeeld lowers nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import exchange

CODES = ["GM0965", "GM0986", "GM0882"]


def duties(alle: int = 100, amv: int = 20) -> pd.DataFrame:
    """Return three gemeenten with a duty, nothing realised in the last one's knowledge."""
    rows = [
        (code, "asielzoekers", part, f"naam {code}", duty, None if code == CODES[2] else 90)
        for code in CODES
        for part, duty in (("alle", alle), ("amv", amv), ("regulier", alle - amv))
    ]
    frame = pd.DataFrame(
        rows, columns=["gebied_code", "doelgroep", "deelgroep", "naam", "opgave", "realisatie"]
    )
    frame = frame.astype({"opgave": "Int64", "realisatie": "Int64"})
    empty = pd.array([None] * len(frame), dtype="Int64")
    return frame.assign(verschil=frame["realisatie"] - frame["opgave"], opgave_min=empty, opgave_max=empty)


def leg(van: str, naar: str, deelgroep: str, aantal: int) -> dict:
    return {"van": van, "naar": naar, "doelgroep": "asielzoekers", "deelgroep": deelgroep, "aantal": aantal}


LEGS = st.lists(
    st.builds(
        leg,
        st.sampled_from(CODES),
        st.sampled_from(CODES),
        st.sampled_from(["amv", "regulier"]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(legs=LEGS)
def test_exchange_leaves_every_sum_as_it_was(legs: list[dict]) -> None:
    found = exchange.agreed(duties(), pd.DataFrame(legs))
    sums = found.groupby("deelgroep")[["opgave_formeel", "opgave_afspraak"]].sum()
    assert sums["opgave_formeel"].eq(sums["opgave_afspraak"]).all()
    by = {part: rows.set_index("gebied_code")["opgave_afspraak"] for part, rows in found.groupby("deelgroep")}
    assert (by["amv"] + by["regulier"]).eq(by["alle"]).all()
    assert found.loc[found["gebied_code"].eq(CODES[2]), "verschil_afspraak"].isna().all()


@pytest.mark.parametrize(
    ("legs", "words"),
    [
        ([leg(CODES[0], CODES[1], "alle", 5)], "amv of regulier"),
        ([leg(CODES[0], CODES[1], "amv", 0)], "meer dan 0"),
        ([leg(CODES[0], CODES[1], "amv", 21)], "meer overgenomen dan de opgave van naam GM0965"),
    ],
)
def test_impossible_legs_are_refused(legs: list[dict], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        exchange.agreed(duties(), pd.DataFrame(legs))


def side(doelgroep: str, verschil: int | None, deelgroep: str = "alle") -> pd.Series:
    day = pd.Timestamp("2025-06-30")
    value = pd.NA if verschil is None else verschil
    return pd.Series(
        {"doelgroep": doelgroep, "deelgroep": deelgroep, "verschil": value, "realisatie_datum": day}
    )


@given(st.integers(0, 5000), st.integers(0, 5000), st.floats(0.01, 10))
def test_rekenbeeld_never_turns_a_shortage_into_a_surplus(short: int, over: int, ratio: float) -> None:
    found = exchange.rekenbeeld(side("asielzoekers", -short), side("oekraiense_ontheemden", over), ratio)
    assert -short <= found.uitkomst <= 0
    assert found.tekort == short
    assert found.verrekend <= over * ratio + 1e-6


def test_rekenbeeld_tells_the_periods_the_ratio_and_what_it_is_not() -> None:
    found = exchange.rekenbeeld(
        side("asielzoekers", -213),
        side("statushouders", 80),
        0.5,
        onzeker_na=pd.Timestamp("2027-03-04").date(),
    )
    assert found.tekst == (
        "Asielzoekers (stand op 30 juni 2025): tekort 213. "
        "Statushouders (stroom, eerste helft 2025): over 80. "
        "Bij verhouding 0,50 blijft op papier −173 over; het tekort zelf blijft 213. "
        "Na maart 2027 is het overschot onzeker."
    )
    assert "verlaagt geen opgave" in found.label


def test_unknown_in_no_rekenbeeld_out() -> None:
    found = exchange.rekenbeeld(side("asielzoekers", None), side("statushouders", 80), 1)
    assert (found.tekort, found.verrekend, found.uitkomst) == (None, None, None)
    assert found.tekst == "Geen rekenbeeld: het verschil is onbekend bij asielzoekers."


def test_a_surplus_that_is_a_shortage_counts_for_nothing() -> None:
    found = exchange.rekenbeeld(side("asielzoekers", -213), side("statushouders", -5), 1)
    assert (found.overschot, found.uitkomst) == (0, -213)


@pytest.mark.parametrize("ratio", [0, -1, float("nan"), float("inf")])
def test_a_ratio_is_above_zero(ratio: float) -> None:
    with pytest.raises(ValueError, match="boven nul"):
        exchange.rekenbeeld(side("asielzoekers", -1), side("statushouders", 1), ratio)


def test_amv_and_regulier_are_never_set_against_each_other() -> None:
    with pytest.raises(ValueError, match="amv en regulier"):
        exchange.rekenbeeld(side("asielzoekers", -2, "regulier"), side("asielzoekers", 3, "amv"), 1)


def test_balance_splits_the_verschil() -> None:
    table = duties().assign(
        eenheid="plekken", status_reden="", bron_cijfers="", opgave_bron="", realisatie_bron=""
    )
    found = exchange.balance(table)
    assert found.loc[0, ["tekort", "overschot"]].tolist() == [10, 0]
    assert found.loc[1, ["tekort", "overschot"]].tolist() == [0, 70]
    assert found.loc[6:, ["tekort", "overschot"]].isna().all().all()


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-10-31", exchange.LOOPT), ("2026-12-31", exchange.NEE)],
)
def test_a_half_year_that_still_runs_is_not_missed(until, expected):
    # 587 of 936 after four months: not reached yet, and not missed before 1 January
    row = {
        "gebied_code": "PV31",
        "naam": "Limburg",
        "doelgroep": "statushouders",
        "deelgroep": "alle",
        "eenheid": "personen",
        "status_reden": "",
        "realisatie_datum": pd.Timestamp(until),
    }
    numbers = {"opgave": 936, "realisatie": 587, "verschil": -349}
    bounds = {f"{name}_{end}": None for name in ("opgave", "realisatie") for end in ("min", "max")}
    region = pd.DataFrame([row | numbers | bounds]).astype(
        {**dict.fromkeys(numbers, "Int64"), **dict.fromkeys(bounds, "Int64")}
    )
    tested = exchange.regional_test(region, region)
    assert tested["gehaald"].tolist() == [expected]
    assert ("4 van 6 maanden" in tested["toelichting"][0]) == (expected == exchange.LOOPT)
