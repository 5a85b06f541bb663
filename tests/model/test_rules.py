"""Dates of the law are data, and what is not known is not invented."""

from datetime import date

from model.rules import rules


def test_the_steps_of_cycle_2024():
    cycle = rules().cycle("2024")
    assert cycle.datum("indicatief") == date(2024, 1, 31)
    assert cycle.datum("verslag") == date(2024, 11, 1)
    assert cycle.datum("gereed") == date(2025, 7, 1)
    assert cycle.landelijk_amv == 8140


def test_a_step_without_a_source_has_no_date():
    assert rules().cycle("2026").datum("gereed") is None
    assert rules().cycle("2030") is None


def test_the_current_cycle_is_the_last_that_began():
    assert rules().current_cycle(date(2026, 2, 26)).code == "2024"
    assert rules().current_cycle(date(2026, 2, 27)).code == "2026"
    assert rules().current_cycle(date(2020, 1, 1)).code == "2024"


def test_the_next_step_includes_today_and_then_ends():
    cycle = rules().cycle("2024")
    assert cycle.next_step(date(2024, 11, 1)).code == "verslag"
    assert cycle.next_step(date(2024, 11, 2)).code == "verdeelbesluit"
    assert cycle.next_step(date(2027, 1, 1)) is None
