"""Taakstelling: line and counts of a half-year, shortfalls beside the net."""

from __future__ import annotations

import pandas as pd

from metrics import pace
from model.frames import Frames
from tests.metrics.build import HORST, PEEL_EN_MAAS, RULES, SIMPELVELD, VENLO, cijfer, frames

H2 = {"periode_van": "2023-07-01", "periode_tot": "2023-12-31"}
END = pd.Timestamp("2023-12-31")
GROUP = "statushouders"


def peel(*extra: dict) -> Frames:
    duty = cijfer(PEEL_EN_MAAS, "opgave", 78, GROUP, vastgesteld_op="2023-07-01", **H2)
    counts = [
        cijfer(PEEL_EN_MAAS, "realisatie", n, GROUP, peildatum=d, **H2)
        for n, d in ((20, "2023-09-30"), (46, "2023-12-05"))
    ]
    return frames(duty, *counts, *extra)


def test_line_and_counts() -> None:
    found = pace.series(peel(), [PEEL_EN_MAAS], END, RULES)
    assert found["lijn"].dropna().tolist() == [0, 13, 26, 39, 52, 65, 78]
    counted = found.dropna(subset=["realisatie"])
    assert counted["realisatie"].tolist() == [0, 20, 46]
    assert counted["maand"].dt.strftime("%Y-%m-%d").tolist() == ["2023-06-30", "2023-09-30", "2023-12-05"]
    assert found["maand"].is_monotonic_increasing


def test_counts_after_the_peildatum_are_not_drawn() -> None:
    found = pace.series(peel(), [PEEL_EN_MAAS], pd.Timestamp("2023-10-15"), RULES)
    assert found["realisatie"].dropna().tolist() == [0, 20]


def test_unknown_in_unknown_out() -> None:
    found = pace.table(frames(), [VENLO], END, RULES)
    numbers = [
        "netto",
        "saldo_vorig",
        "gecorrigeerd",
        "realisatie",
        "verschil",
        "maanden",
        "verwacht",
        "tempo",
    ]
    assert found[numbers].isna().all().all()
    assert found["gecorrigeerd_status"].tolist() == ["onbekend"]
    assert pace.series(frames(), [VENLO], END, RULES)[["realisatie", "lijn"]].isna().all().all()
    assert pace.shortfalls(found) == {
        "leden": 1,
        "bekend": 0,
        "tekort": pd.NA,
        "voorsprong": pd.NA,
        "netto": pd.NA,
    }


def test_a_saldo_on_the_first_day_is_the_saldo_of_the_half_year_before() -> None:
    rest = {"aard": "stand", "periode_van": None, "periode_tot": None, "peildatum": "2025-01-01"}
    data = frames(
        cijfer(SIMPELVELD, "opgave", 11, GROUP, soort_opgave="netto"),
        cijfer(SIMPELVELD, "saldo", -10, GROUP, **rest),
    )
    found = pace.table(data, [SIMPELVELD], pd.Timestamp("2025-06-30"), RULES).iloc[0]
    assert (found["gecorrigeerd"], found["soort_opgave"]) == (21, "berekend")


def test_a_bound_gives_no_task_to_compute_with() -> None:
    duty = cijfer(VENLO, "opgave", 9, GROUP, waarde_min=9, vastgesteld_op="2023-07-01", **H2)
    assert pace.table(frames(duty), [VENLO], END, RULES)["gecorrigeerd"].isna().all()


def test_every_cell_is_named() -> None:
    found = pace.table(peel(), [PEEL_EN_MAAS, HORST], END, RULES)
    assert found["bron_cijfers"].tolist() == ["bron-1#Blad1!A2|bron-1#Blad1!A4", ""]


def test_row_order_does_not_matter() -> None:
    data = peel(cijfer(HORST, "opgave", 6, GROUP, vastgesteld_op="2023-07-01", **H2))
    turned = data | {"cijfers": data["cijfers"].iloc[::-1].reset_index(drop=True)}
    codes = [PEEL_EN_MAAS, HORST]
    one, two = (pace.table(d, codes, END, RULES) for d in (data, turned))
    pd.testing.assert_frame_equal(one, two)
