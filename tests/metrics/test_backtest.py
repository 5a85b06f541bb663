"""The assumptions against what came: only with enough cases, and with the late and the dropped among them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from loaders.load import load
from metrics.forecast import backtest
from metrics.forecast.backtest import Momentopname, calibration, cases, verdict
from model.kansen import Kansen, Toetsing, kansen
from model.schemas import empty
from tests.metrics.pipelines import assume, stay, stays
from tests.shared import ROOT

DAYS = [pd.Timestamp(day) for day in ("2026-01-31", "2026-06-30", "2026-12-31")]


def register(day: int, *rows: dict[str, Any]) -> Momentopname:
    return Momentopname(DAYS[day], stays(*rows))


def rules(**toetsing: Any) -> Kansen:
    """Return simple assumptions: a decided site opens with chance 0.8, half of those on time."""
    known = kansen()
    sure = assume({"besluit": 0.8}, {"besluit": (0.5, 0.5, 0, 0, 0)})
    test = known.toetsing.model_copy(update=toetsing)
    return known.model_copy(update={"aannamen": (sure,), "toetsing": test})


def history() -> list[Momentopname]:
    plan = {"stadium": "besluit", "van": "2026-04-01"}
    return [
        register(0, *(stay(n, **plan) for n in range(1, 7)), stay(7, "besluit", van="2025-01-01"), stay(8)),
        register(
            1,
            stay(1, "open", van="2026-04-01"),
            stay(2, "open", van="2026-05-15"),
            stay(3, "vervallen", van="2026-04-01"),
            stay(4, "besluit", van="2026-09-01"),
            stay(5, "onbekend", van=None),
        ),
        register(2, stay(1, "gesloten", van="2026-04-01"), stay(4, "open", van="2026-10-01")),
    ]


def test_what_was_planned_is_held_against_what_came() -> None:
    got = cases(history()[::-1], rules()).set_index("locatie_id")
    # 7 was overdue when it was first seen, 8 was open: no forecast to test
    assert list(got.index) == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert got["uitkomst"].tolist() == ["geopend", "geopend", "vervallen", "geopend", "onbekend", "onbekend"]
    assert got["op_tijd"].tolist() == [True, False, False, False, pd.NA, pd.NA]
    assert got.loc["L4", "geopend"] == pd.Timestamp("2026-10-01")
    assert got["is_gesloten"].tolist() == [True, False, False, False, False, False]
    assert set(got["voorspeld"]) == {0.4}  # 0.8 that it opens × 0.5 that it is on time


def test_a_plan_that_is_not_open_after_its_day_was_not_on_time() -> None:
    plan = stay(1, "besluit", van="2026-04-01")
    got = cases([register(0, plan), register(1, plan)], rules()).iloc[0]
    assert (got["uitkomst"], got["op_tijd"]) == ("te_laat", False)
    more = cases([register(0, plan), register(1, plan)], rules(uitloop_maanden=6)).iloc[0]
    assert more["uitkomst"] == "onbekend"  # until October it may still be on time
    assert more["voorspeld"] == pytest.approx(0.8)  # both delays, 0 and 3 months, fall within six


def test_a_site_keeps_its_plan_when_its_id_was_made_from_the_date() -> None:
    old = stay(1, "besluit", van="2026-04-01", locatie_id="x-april")
    new = stay(1, "open", van="2026-04-01", locatie_id="x-mei", naam=" locatie  1")
    assert cases([register(0, old), register(1, new)], rules())["op_tijd"].tolist() == [True]


def many(count: int, in_time: int, first: int = 0) -> list[dict[str, Any]]:
    return [
        {"locatie_id": f"L{first + n}", "op_tijd": n < in_time, "voorspeld": 0.4 if first == 0 else 0.75,
         "is_gesloten": False, "geopend": pd.NaT, "uitkomst": "geopend"}
        for n in range(count)
    ]  # fmt: skip


def found(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(backtest.COLUMNS)).astype(backtest.COLUMNS)


def test_calibration_counts_per_bin() -> None:
    toetsing = kansen().toetsing.model_copy(update={"minstens": 20})
    got = calibration(found(*many(20, 5), *many(4, 3, first=50)), toetsing)
    assert got[["van", "tot"]].values.tolist() == [[0.4, 0.6], [0.6, 0.8]]
    assert got["aantal"].tolist() == [20, 4]
    assert got["waargenomen"].tolist() == [0.25, 0.75]
    assert got["voorspeld"].tolist() == [0.4, 0.75]
    assert got["is_dun"].tolist() == [False, True]


def test_too_few_cases_give_no_line_and_a_sentence_with_the_count() -> None:
    toetsing: Toetsing = kansen().toetsing
    rows = found(*many(toetsing.minstens - 1, 5))
    assert calibration(rows, toetsing).empty
    text = verdict(history(), rows, toetsing)
    assert "van 29 plannen is bekend of het op tijd open was" in text
    assert text.endswith("Er zijn er minstens 30 nodig: de aannamen zijn dus niet getoetst.")
    enough = found(*many(toetsing.minstens, 15))
    assert len(calibration(enough, toetsing)) == 1
    assert verdict(history(), enough, toetsing).endswith(
        "Op tijd was 50 %; volgens de aannamen zou dat 40 % zijn."
    )


def test_the_public_register_is_too_thin_and_says_so() -> None:
    content = (ROOT / "data" / "public" / "limburg_locaties.csv").read_bytes()
    sites = load(content, "limburg_locaties.csv").frame("locaties")
    closed = int(sites["stadium"].eq("gesloten").sum())
    once = [Momentopname(DAYS[2], sites)]
    got = cases(once, kansen())
    assert calibration(got, kansen().toetsing).empty
    text = verdict(once, got, kansen().toetsing)
    assert text.startswith(
        f"Het register (1 versie) telt 71 locaties, waarvan {closed} gesloten. Van 0 gesloten"
    )
    assert closed > 20
    assert text.endswith("niet getoetst.")


def test_nothing_loaded_is_said_too() -> None:
    got = cases([], kansen())
    assert got.empty
    assert "telt 0 locaties" in verdict([], got, kansen().toetsing)
    once = [Momentopname(DAYS[0], empty("locaties"))]
    assert cases(once, kansen()).empty
