"""The kenniskaart and the honest first sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import knowledge
from tests.metrics.build import LIMBURG, RULES, SIMPELVELD, VENLO, cijfer, frames

TODAY = pd.Timestamp("2026-11-21")
SET = {"vastgesteld_op": "2024-01-31"}
PLEDGES = [
    cijfer(LIMBURG, "aanbod", 5406, peildatum="2024-11-01", datum_tekst="2024-11-01"),
    cijfer(LIMBURG, "aanbod", 5916, peildatum="2024-12-31", datum_tekst="2024-12"),
]


def counted(*rows: dict) -> dict[str, str]:
    kaart = knowledge.kenniskaart(frames(*rows), [LIMBURG], TODAY, RULES, cyclus="2024")
    assert len(kaart) == 31 * len(knowledge.SOORTEN)
    found = knowledge.counts(kaart)
    assert (found[["exact", "bij_benadering", "onbekend"]].sum(axis=1) == 31).all()
    return dict(zip(found["soort"], found["tekst"], strict=True))


def test_exact_approximate_and_unknown_are_counted() -> None:
    found = counted(
        cijfer(SIMPELVELD, "opgave", 55, **SET),
        cijfer(VENLO, "opgave", 487, waarde_min=487, **SET),
        cijfer("GM1883", "opgave", 430, waarde_status="geschat", **SET),
    )
    assert found["asielopgave"] == "asielopgave: 1 exact, 2 bij benadering, 28 onbekend"
    assert found["asielplekken"] == "open asielplekken: 0 exact, 0 bij benadering, 31 onbekend"


def test_a_range_is_known_by_approximation_and_a_conflict_is_not_known() -> None:
    wide = cijfer(VENLO, "opgave", None, waarde_min=400, waarde_max=500, waarde_status="geschat", **SET)
    two = [cijfer(SIMPELVELD, "opgave", n, bron_id=str(n), **SET) for n in (55, 56)]
    assert counted(wide, *two)["asielopgave"] == "asielopgave: 0 exact, 1 bij benadering, 30 onbekend"


def test_nothing_known() -> None:
    kaart = knowledge.kenniskaart(frames(), [LIMBURG], TODAY, RULES, cyclus="2024")
    assert set(kaart["kennis"]) == {"onbekend"}
    assert set(kaart["waarde_tekst"]) == {"onbekend"}
    assert knowledge.knows(kaart) == "0 van 217 cijfers bekend"


def headline(*rows: dict, day: object = TODAY) -> str:
    return knowledge.headline(frames(*rows), pd.Timestamp(day), RULES, LIMBURG)


def test_without_a_duty_for_the_running_cycle_it_tells_what_was_last_known() -> None:
    assert headline(cijfer(LIMBURG, "opgave", 5662, **SET), *PLEDGES) == (
        "Voor cyclus 2026 is voor Limburg geen opgave geladen. Laatst bekend: opgave 5.662 (cyclus 2024); "
        "toegezegd 5.406 (1 november 2024), bijgesteld 5.916 (december 2024); "
        "aantal plekken op 1 juli 2025 onbekend."
    )


def test_it_claims_nothing_without_a_row() -> None:
    assert (
        headline() == "Voor cyclus 2026 is voor Limburg geen opgave geladen. Ook van eerder is niets geladen."
    )
    assert headline(PLEDGES[0]).endswith("Laatst bekend: toegezegd 5.406 (1 november 2024).")
    only = headline(cijfer(LIMBURG, "opgave", 5662, **SET))
    assert "toegezegd" not in only
    assert "bijgesteld" not in only


def test_what_was_open_on_the_day_is_told_when_it_is_known() -> None:
    done = cijfer(LIMBURG, "realisatie", 5000, peildatum="2025-07-01")
    found = headline(cijfer(LIMBURG, "opgave", 5662, **SET), done)
    assert found.endswith("opgave 5.662 (cyclus 2024); open 5.000 (1 juli 2025).")


def test_with_a_duty_for_the_running_cycle() -> None:
    duty = cijfer(LIMBURG, "opgave", 5662, **SET)
    first = "De opgave van Limburg voor cyclus 2024 is 5.662 plekken."
    assert headline(duty, day="2025-03-01") == f"{first} Hoeveel er open zijn, is onbekend."
    pledged = f"{first} Toegezegd: 5.916 plekken. Hoeveel er open zijn, is onbekend."
    assert headline(duty, *PLEDGES, day="2025-03-01") == pledged
    done = cijfer(LIMBURG, "realisatie", 4826, peildatum="2025-02-01")
    assert headline(duty, done, day="2025-03-01") == f"{first} Op 1 februari 2025 zijn er 4.826 open (85 %)."


@pytest.mark.parametrize("waarde", [None, 487])
def test_a_bound_is_told_as_a_bound(waarde: int | None) -> None:
    duty = cijfer(LIMBURG, "opgave", waarde, waarde_min=487, waarde_status="geschat", **SET)
    assert "is minimaal 487 plekken" in headline(duty, day="2025-03-01")


def test_conflicting_duties_are_told() -> None:
    rows = [
        cijfer(LIMBURG, "opgave", n, cyclus="2026", bron_id=str(n), vastgesteld_op="2026-03-01")
        for n in (5000, 5100)
    ]
    assert headline(*rows) == "Voor cyclus 2026 noemen bronnen verschillende opgaven voor Limburg."
