"""The rule 'valid on a date': what holds, what is last known, what is in conflict."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import validity
from model import schemas
from tests.metrics.build import DAY, HORST, LIMBURG, RULES, SIMPELVELD, VENLO, cijfer, cijfers


def select(*rows: dict, day: object = DAY, **kwargs: object) -> validity.Selection:
    return validity.select(cijfers(*rows), pd.Timestamp(day), RULES, **kwargs)


def reden(*rows: dict, day: object = DAY) -> list[str]:
    return select(*rows, day=day).laatst_bekend["reden"].tolist()


def test_what_does_not_hold_says_why() -> None:
    assert reden(cijfer(VENLO, "realisatie", 480, peildatum="2015-11-03")) == ["ouder dan 12 maanden"]
    assert reden(cijfer(VENLO, "realisatie", 480, peildatum=None)) == ["datum onbekend"]
    assert reden(cijfer(VENLO, "realisatie", 480, geldig_tot="2025-06-29")) == ["geëindigd"]
    assert reden(cijfer(VENLO, "realisatie", 480, bereik="locatie", locatie="azc")) == [
        "één locatie, geen totaal"
    ]
    assert reden(cijfer(VENLO, "realisatie", 480, bereik="deel")) == ["een deel, geen totaal"]
    assert reden(cijfer(HORST, "opgave", 6, "statushouders"), day="2025-07-01") == ["ander halfjaar"]


def test_what_comes_later_is_not_last_known() -> None:
    found = select(cijfer(VENLO, "realisatie", 480, peildatum="2025-07-01"))
    assert found.geldig.empty
    assert found.laatst_bekend.empty


def test_an_end_in_the_source_replaces_the_age_limit() -> None:
    long_ago = cijfer(VENLO, "realisatie", 480, peildatum="2015-11-03", geldig_tot="2030-01-01")
    assert select(long_ago).geldig["waarde"].tolist() == [480]


def test_a_duty_does_not_age_and_counts_from_the_day_it_was_set() -> None:
    duty = cijfer(VENLO, "opgave", 487, vastgesteld_op="2015-01-31")
    assert len(select(duty).geldig) == 1
    assert select(duty, day="2015-01-30").geldig.empty


def test_newer_stock_replaces_older_and_unknown_does_not() -> None:
    old, new = (
        cijfer(VENLO, "realisatie", n, peildatum=d) for n, d in ((100, "2025-01-01"), (120, "2025-06-01"))
    )
    unknown = cijfer(VENLO, "realisatie", None, peildatum="2025-06-15")
    assert select(old, new, unknown).geldig["waarde"].tolist() == [120]
    assert select(unknown).geldig["waarde"].isna().tolist() == [True]


def test_flow_is_not_seen_before_it_was_counted() -> None:
    counted = cijfer(HORST, "realisatie", 22, "statushouders", peildatum="2025-06-03")
    assert select(counted, day="2025-06-02").geldig.empty
    assert len(select(counted, day="2025-06-03").geldig) == 1


def test_flow_without_a_count_date_is_whole_only_at_its_end() -> None:
    whole = cijfer(HORST, "realisatie", 22, "statushouders", peildatum=None)
    assert select(whole, day="2025-06-29").geldig.empty
    assert len(select(whole, day="2025-06-30").geldig) == 1


def test_a_flow_of_a_year_is_no_half_year() -> None:
    year = cijfer(HORST, "opgave", 60, "statushouders", periode_van="2025-01-01", periode_tot="2025-12-31")
    assert reden(year) == ["ander halfjaar"]


def test_equal_numbers_count_once_and_keep_all_cells() -> None:
    rows = [
        cijfer(SIMPELVELD, "opgave", 55, bron_id=b, bron_cel=f"{b}!A2") for b in ("krant", "tabel", "brief")
    ]
    found = select(*rows).geldig
    assert found["waarde"].tolist() == [55]
    assert set(found["bron_cijfers"].iloc[0].split("|")) == {
        "krant#krant!A2",
        "tabel#tabel!A2",
        "brief#brief!A2",
    }


def test_of_equal_numbers_the_most_careful_wording_is_kept() -> None:
    sure, about = (cijfer(VENLO, "opgave", 487, bron_id=b) for b in ("a", "b"))
    assert select(sure, about | {"waarde_status": "geschat"}).geldig["waarde_status"].tolist() == ["geschat"]
    assert select(sure, about | {"waarde_min": 487}).geldig["waarde_min"].tolist() == [487]


def test_different_numbers_are_a_conflict_until_a_source_is_chosen() -> None:
    rows = [cijfer(LIMBURG, "opgave", n, deelgroep="amv", bron_id=b) for n, b in ((471, "a"), (480, "b"))]
    found = select(*rows)
    assert found.geldig.empty
    assert sorted(found.conflicten["waarde"]) == [471, 480]
    key = found.conflicten["feit"].iloc[0]
    assert key == "PV31|asielzoekers|amv|opgave|indicatief|2024||gemeentetotaal||stand|plekken|2025-01-01"
    chosen = select(*rows, preferences={key: "b"})
    assert chosen.geldig["waarde"].tolist() == [480]
    assert chosen.conflicten.empty
    assert len(select(*rows, preferences={key: "c"}).conflicten) == 2


def test_a_source_that_contradicts_itself_is_not_settled_by_choosing_it() -> None:
    rows = [cijfer(LIMBURG, "opgave", n) for n in (471, 480)]
    key = select(*rows).conflicten["feit"].iloc[0]
    assert len(select(*rows, preferences={key: "bron-1"}).conflicten) == 2


def test_a_disputed_figure_does_not_fall_back_on_an_older_one() -> None:
    old = cijfer(VENLO, "realisatie", 100, peildatum="2025-01-01")
    new = [cijfer(VENLO, "realisatie", n, bron_id=str(n)) for n in (120, 130)]
    found = select(old, *new)
    assert found.geldig.empty
    assert len(found.conflicten) == 2


def test_a_range_is_a_value_of_its_own() -> None:
    rows = [
        cijfer(VENLO, "realisatie", None, waarde_min=15, waarde_max=20, waarde_status="geschat", bron_id=b)
        for b in "ab"
    ]
    assert len(select(*rows).geldig) == 1
    assert len(select(*rows, cijfer(VENLO, "realisatie", 17)).conflicten) == 3


def test_nothing_in_nothing_out() -> None:
    found = validity.select(schemas.empty("cijfers"), DAY, RULES)
    assert found.geldig.empty
    assert str(found.geldig["waarde"].dtype) == "Int64"


ROWS = st.lists(
    st.builds(
        cijfer,
        gebied=st.sampled_from([VENLO, SIMPELVELD]),
        maat=st.sampled_from(["opgave", "realisatie", "bezet"]),
        waarde=st.one_of(st.none(), st.integers(0, 3)),
        bron_id=st.sampled_from(["a", "b"]),
    ),
    min_size=1,
    max_size=12,
)
DATES = st.sampled_from(["2015-11-03", "2024-12-31", "2025-06-01", "2025-07-01", None])


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, when=st.lists(DATES, min_size=12, max_size=12), seed=st.integers(0, 999))
def test_row_order_does_not_matter(rows: list[dict], when: list[str | None], seed: int) -> None:
    dated = [
        row | {"vastgesteld_op" if row["maat"] == "opgave" else "peildatum": day, "bron_cel": f"A{i}"}
        for i, (row, day) in enumerate(zip(rows, when, strict=False))
    ]
    shuffled = random.Random(seed).sample(dated, len(dated))
    one, two = select(*dated), select(*shuffled)
    key = ["gebied_code", "maat", "bron_cel"]
    for name in ("geldig", "laatst_bekend", "conflicten"):
        left, right = (getattr(s, name).sort_values(key).reset_index(drop=True) for s in (one, two))
        pd.testing.assert_frame_equal(left, right)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_every_figure_ends_in_one_place_only(rows: list[dict]) -> None:
    found = select(*rows)
    places = [
        set(zip(f["gebied_code"], f["maat"], strict=True))
        for f in (found.geldig, found.laatst_bekend, found.conflicten)
    ]
    assert sum(map(len, places)) == len(set.union(*places))
    assert not found.geldig.duplicated(["gebied_code", "maat"]).any()


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("2024-06-30", "2024-01-01", "2024-06-30"), ("2024-07-01", "2024-07-01", "2024-12-31")],
)
def test_half_years_meet_without_a_gap(day: str, first: str, last: str) -> None:
    assert validity.half_year(pd.Timestamp(day)) == (pd.Timestamp(first), pd.Timestamp(last))


def test_a_pledge_without_a_cycle_belongs_to_the_one_that_ran_on_its_date() -> None:
    pledge = cijfer(LIMBURG, "aanbod", 5406, peildatum="2024-11-01")
    rows = [pledge, pledge | {"cyclus": "2024", "bron_id": "b"}, pledge | {"zekerheid": "voornemen"}]
    found = select(*rows, day="2024-12-01").geldig.sort_values("zekerheid")
    assert found[["zekerheid", "cyclus"]].to_numpy().tolist() == [["", "2024"], ["voornemen", ""]]
