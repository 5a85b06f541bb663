"""Which differences need a reason before they are published."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import changes, large_changes
from model.inhoud import load_rules
from model.rules import Verandering
from tests.metrics.build import HORST, SIMPELVELD, VENLO, cijfer, frames

LIMITS = Verandering(absoluut=25, relatief=0.25, reden="toets")
TODAY = date(2026, 11, 22)
NO_STEPS = pd.DataFrame({"feit": [], "eerder": []}, dtype="str")


def found(old: list[dict], new: list[dict]) -> dict[str, str]:
    compared = changes.compare(frames(*old), frames(*new))
    large = large_changes.large(compared, NO_STEPS, LIMITS)
    return dict(zip(large["naam"], large["soort"], strict=True))


@pytest.mark.parametrize(
    ("was", "becomes", "soort"),
    [
        (100, 125, "gewijzigd"),  # 25 is 25 and a quarter of 100
        (100, 124, None),  # 24 < 25
        (101, 126, None),  # 25 is less than a quarter of 101
        (100, 75, "gewijzigd"),
        (0, 25, "gewijzigd"),
        (0, 24, None),
        (4, 20, None),  # five times as much, but 16 places
        (25, None, "zonder-getal"),
        (24, None, None),
        (None, 500, None),  # what becomes known is no change of a number
    ],
)
def test_a_figure_of_one_moment_is_held_against_what_it_was(was, becomes, soort) -> None:
    got = found([cijfer(VENLO, "realisatie", was)], [cijfer(VENLO, "realisatie", becomes)])
    assert got == ({"Venlo": soort} if soort else {})


def test_two_sources_that_begin_to_differ_leave_no_number() -> None:
    one = cijfer(VENLO, "opgave", 487)
    assert found([one], [one, cijfer(VENLO, "opgave", 490, bron_id="b")]) == {"Venlo": "zonder-getal"}


def test_what_disappears_needs_a_reason_unless_a_newer_figure_takes_its_place() -> None:
    may, june = {"peildatum": "2025-05-31"}, {"peildatum": "2025-06-30"}
    old = [cijfer(code, "realisatie", 100, **may) for code in (VENLO, HORST)]
    old.append(cijfer(SIMPELVELD, "realisatie", 24, **may))
    assert found(old, [cijfer(VENLO, "realisatie", 20, **june)]) == {"Horst aan de Maas": "verdwenen"}


def test_the_same_needs_no_reason() -> None:
    row = cijfer(VENLO, "opgave", 4_000)
    assert found([row], [row]) == {}
    assert found([], []) == {}


def history(*values: int) -> list[dict]:
    days = pd.date_range("2025-01-31", periods=len(values), freq="ME")
    return [cijfer(VENLO, "realisatie", v, peildatum=d) for d, v in zip(days, values, strict=True)]


def steps(old: list[dict], new: list[dict]) -> pd.DataFrame:
    return large_changes.steps(frames(*new), frames(*old), load_rules(), TODAY)


def test_a_step_between_moments_is_large_by_the_rules_about_content() -> None:
    old, new = history(400, 410, 405, 400), [cijfer(VENLO, "realisatie", 900, peildatum="2025-06-01")]
    taken = steps(old, new)
    assert taken["eerder"].tolist() == ["400 plekken (30 april 2025)"]
    compared = changes.compare(frames(*old), frames(*old, *new))
    large = large_changes.large(compared, taken, LIMITS)
    assert large[["soort", "nieuw_tekst", "eerder"]].to_numpy().tolist() == [
        ["sprong", "900 plekken", "400 plekken (30 april 2025)"]
    ]
    assert large["groep"].tolist() == ["sprong|asielzoekers|realisatie"]


def test_an_ordinary_step_and_a_first_figure_are_not_large() -> None:
    assert steps(history(400, 410, 405), [cijfer(VENLO, "realisatie", 420, peildatum="2025-06-01")]).empty
    assert steps([], [cijfer(VENLO, "realisatie", 900, peildatum="2025-06-01")]).empty


def test_every_kind_has_words() -> None:
    assert set(large_changes.WORDS) == {"gewijzigd", "zonder-getal", "verdwenen", "sprong"}
