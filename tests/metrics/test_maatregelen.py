"""Measures on a day: their state, and what their figure did since they began; never who caused it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from metrics import maatregelen
from metrics.maatregelen import Blik
from tests.metrics import build
from tests.metrics.build import NOORD, VENLO, cijfer
from tests.metrics.registers import frames

DAY = pd.Timestamp("2026-06-15")
BLIK = Blik(build.RULES, "indicatief", "2026", {})
PLACES = {"doelgroep": "asielzoekers", "indicator_maat": "realisatie", "begonnen_op": "2026-01-15"}
PERSONS = PLACES | {"doelgroep": "statushouders"}


def one(*figures: dict[str, Any], day: pd.Timestamp = DAY, **measure: Any) -> pd.Series:
    """Return the row of one measure of Venlo."""
    made = frames(*figures, maatregelen=[{"gebied_code": VENLO} | measure])
    return maatregelen.table(made, day, BLIK).iloc[0]


def here(value: int | None, when: str, **rest: Any) -> dict[str, Any]:
    return cijfer(VENLO, "realisatie", value, peildatum=when, **rest)


def housed(value: int, when: str, half: str) -> dict[str, Any]:
    year, first = half[:4], half.endswith("H1")
    period = {
        "periode_van": f"{year}-01-01" if first else f"{year}-07-01",
        "periode_tot": f"{year}-06-30" if first else f"{year}-12-31",
    }
    return cijfer(VENLO, "realisatie", value, "statushouders", peildatum=when, **period)


def test_since_it_began_the_figure_went_from_here_to_there():
    """On 15 January 500 of 31 December held; on 15 June 620 of 31 May holds: +120."""
    row = one(here(500, "2025-12-31"), here(540, "2026-03-31"), here(620, "2026-05-31"), **PLACES)
    assert (row["begin"], row["nu"], row["verschil"]) == (500, 620, 120)
    assert row["sinds"] == (
        "Sinds 15 januari 2026: realisatie asielzoekers van 500 plekken op 31 december 2025 naar "
        "620 plekken op 31 mei 2026: +120."
    )
    assert len(row["bron_cijfers"].split("|")) == 2


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ([], "van onbekend naar onbekend."),
        ([here(620, "2026-05-31")], "van onbekend naar 620 plekken op 31 mei 2026."),
        ([here(500, "2025-12-31"), here(None, "2026-05-31")], "Sindsdien is er geen nieuw cijfer."),
        ([here(500, "2025-12-31")], "Sindsdien is er geen nieuw cijfer."),
        ([here(500, "2024-12-31"), here(620, "2026-05-31")], "van onbekend naar 620"),  # older than 12 months
        ([here(500, "2025-12-31", waarde_min=500), here(620, "2026-05-31")], "geen exact getal"),
        ([here(500, "2025-12-31"), here(620, "2026-05-31", waarde_status="geschat")], "geen exact getal"),
    ],
)
def test_what_is_unknown_stays_unknown(figures, said):
    row = one(*figures, **PLACES)
    assert pd.isna(row["verschil"])
    assert said in row["sinds"]


def test_a_figure_that_stays_the_same_is_said():
    row = one(here(500, "2025-12-31"), here(500, "2026-05-31"), **PLACES)
    assert row["verschil"] == 0
    assert "bleef gelijk, 500 plekken op 31 mei 2026." in row["sinds"]


def test_half_years_that_are_not_equally_far_are_not_subtracted():
    """12 in one month of 2026-H1 and 40 in five: one half-year, so 28 more. H2 is another matter."""
    start = housed(12, "2026-01-31", "2026-H1")
    began = {"begonnen_op": "2026-02-10"}
    row = one(start, housed(40, "2026-05-31", "2026-H1"), **(PERSONS | began))
    assert row["verschil"] == 28
    assert "in de eerste helft 2026 (tot en met 31 januari 2026)" in row["sinds"]
    later = pd.Timestamp("2026-11-15")
    row = one(start, housed(60, "2026-10-31", "2026-H2"), day=later, **(PERSONS | began))
    assert pd.isna(row["verschil"])
    assert "niet even ver geteld" in row["sinds"]
    row = one(start, housed(60, "2026-07-31", "2026-H2"), day=pd.Timestamp("2026-08-15"), **(PERSONS | began))
    assert row["verschil"] == 48  # one month of each


def test_a_measure_that_ended_is_looked_at_until_its_end():
    figures = (here(500, "2025-12-31"), here(540, "2026-03-31"), here(620, "2026-05-31"))
    row = one(*figures, **PLACES, status="afgerond", afgesloten_op="2026-04-15")
    assert (row["nu"], row["verschil"]) == (540, 40)
    assert row["sinds"].startswith("Sinds 15 januari 2026, tot 15 april 2026: ")


def test_without_indicator_or_start_nothing_is_compared():
    assert "geen cijfer afgesproken" in one(begonnen_op="2026-01-15")["sinds"]
    assert "onbekend" in one(**(PLACES | {"begonnen_op": None}))["sinds"]
    assert "nog niet begonnen" in one(**(PLACES | {"begonnen_op": None, "status": "gepland"}))["sinds"]
    assert (
        one(**(PLACES | {"begonnen_op": "2026-09-01"}))["sinds"] == "De maatregel begint op 1 september 2026."
    )


def test_nobody_is_said_to_be_the_cause():
    figures = (here(500, "2025-12-31"), here(620, "2026-05-31"))
    for row in (one(*figures, **PLACES), one(**PLACES), one(begonnen_op="2026-01-15")):
        words = row["sinds"].lower().replace(",", " ").split()
        assert not {"door", "dankzij", "vanwege", "omdat"} & set(words)


@pytest.mark.parametrize(
    ("measure", "stand", "late"),
    [
        ({"status": "loopt"}, "loopt", None),
        ({"status": "loopt", "uiterlijk_op": "2026-06-15"}, "loopt", None),
        ({"status": "loopt", "uiterlijk_op": "2026-06-05"}, "te_laat", 10),
        ({"status": "gepland", "uiterlijk_op": "2026-06-05"}, "te_laat", 10),
        ({"status": "gepland"}, "gepland", None),
        (
            {"status": "afgerond", "uiterlijk_op": "2026-01-01", "afgesloten_op": "2026-06-01"},
            "afgerond",
            None,
        ),
        ({"status": "gestopt", "afgesloten_op": "2026-06-01"}, "gestopt", None),
        ({"status": "afgerond", "uiterlijk_op": "2026-06-05", "afgesloten_op": "2026-07-01"}, "te_laat", 10),
    ],
)
def test_the_state_on_the_day(measure, stand, late):
    row = one(**measure)
    assert row["stand"] == stand
    assert (None if pd.isna(row["dagen_te_laat"]) else row["dagen_te_laat"]) == late


def test_late_ones_come_first_then_by_day():
    rows = [
        {"gebied_code": NOORD, "status": "afgerond", "afgesloten_op": "2026-01-01"},
        {"gebied_code": VENLO, "uiterlijk_op": "2026-12-01"},
        {"gebied_code": VENLO, "uiterlijk_op": "2026-06-01"},
        {"gebied_code": VENLO},
        {"gebied_code": VENLO, "uiterlijk_op": "2026-09-01"},
    ]
    found = maatregelen.table(frames(maatregelen=rows), DAY, BLIK)
    assert found["maatregel_id"].tolist() == ["m3", "m5", "m2", "m4", "m1"]


def test_nothing_in_nothing_out():
    found = maatregelen.table(frames(), DAY, BLIK)
    assert found.empty
    assert list(found.columns) == list(maatregelen.COLUMNS)
