"""One line is one counter: COA's count never bends the line of a gemeente's own counts."""

from __future__ import annotations

import pandas as pd

from metrics import pace
from metrics.counters import last_counter
from model import schemas
from tests.metrics.build import RULES, VENLO, VENRAY, cijfer, cijfers, frames

H2 = {"periode_van": "2026-07-01", "periode_tot": "2026-12-31"}
GROUP = "statushouders"
OWN, OTHER_FILE, COA = "gemeente-1", "gemeente-2", "coa-1"
BRONNEN = schemas.conform(
    "bronnen",
    pd.DataFrame(
        {"bron_id": [OWN, OTHER_FILE, COA], "uitgever": ["Gemeente Venlo", "Gemeente Venlo", "COA"]}
    ),
)


def count(value: int, day: str, bron: str, gebied: str = VENLO) -> dict:
    return cijfer(gebied, "realisatie", value, GROUP, peildatum=day, bron_id=bron, **H2)


COUNTS = (
    count(3, "2026-08-31", OWN),
    count(5, "2026-09-30", OTHER_FILE),
    count(13, "2026-10-01", COA),
    count(6, "2026-10-31", OWN),
)


def drawn(until: str) -> list[int]:
    found = pace.series(frames(*COUNTS, bronnen=BRONNEN), [VENLO], pd.Timestamp(until), RULES)
    return found["realisatie"].dropna().tolist()


def test_the_line_is_of_who_counted_last():
    """5 → 13 → 6 would fall; the gemeente counted last and draws 3, 5, 6, over two files of its own."""
    assert drawn("2026-10-31") == [0, 3, 5, 6]


def test_on_the_day_that_coa_counted_last_the_line_is_coa():
    assert drawn("2026-10-15") == [0, 13]


def test_another_gemeente_has_its_own_counter_and_a_source_without_publisher_is_one():
    rows = cijfers(*COUNTS, count(9, "2026-10-31", COA, VENRAY), count(2, "2026-07-31", "los", VENRAY))
    kept = last_counter(rows, BRONNEN, pd.Timestamp("2026-10-31"))
    assert kept["waarde"].tolist() == [3, 5, 6, 9]


def test_two_that_counted_last_on_one_day_both_stay():
    rows = cijfers(count(5, "2026-10-31", OWN), count(7, "2026-10-31", COA))
    assert len(last_counter(rows, BRONNEN, pd.Timestamp("2026-12-31"))) == 2
