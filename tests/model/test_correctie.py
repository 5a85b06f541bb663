"""Corrections as data: the guard, the mark, the order, and what may not be corrected."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.correctie import Correctie, apply, as_text
from model.frames import Frames
from model.schemas import SCHEMAS, conform, empty

SHA = "ab" * 32


def figures(*values: int | None) -> Frames:
    """One file with one figure per value, in A!B2, A!B3, …; None is an unknown figure."""
    row = {"gebied_code": "GM0983", "doelgroep": "asielzoekers", "deelgroep": "alle", "maat": "realisatie"}
    row |= {"bereik": "gemeentetotaal", "aard": "stand", "eenheid": "plekken", "bron_id": "bron"}
    rows = [
        {**row, "bron_cel": f"A!B{place}", "waarde": value, "toelichting": "uit de brief" * (place == 2)}
        | {"waarde_status": "definitief" if value is not None else "onbekend"}
        | {"peildatum": pd.Timestamp("2026-01-01")}
        for place, value in enumerate(values, 2)
    ]
    frames = {name: empty(name) for name in SCHEMAS}
    frames["bronnen"] = conform(
        "bronnen", pd.DataFrame([{"bron_id": "bron", "bestand": "a.csv", "sha256": SHA}])
    )
    frames["cijfers"] = conform("cijfers", pd.DataFrame(rows))
    return frames


def fix(was: str = "471", wordt: str = "417", **changes: object) -> Correctie:
    fields = {"sha256": SHA, "bron_cel": "A!B2", "was": was, "wordt": wordt, "reden": "omgedraaid"}
    return Correctie.model_validate({**fields, **changes})


def test_the_figure_changes_and_its_row_says_what_it_was() -> None:
    before = figures(471, 12)
    frames, misses = apply(before, [fix()])
    assert misses == []
    assert frames["cijfers"]["waarde"].tolist() == [417, 12]
    told = f"gecorrigeerd ({fix().id}): waarde was 471; omgedraaid. uit de brief"
    assert frames["cijfers"]["toelichting"].tolist() == [told, ""]
    assert before["cijfers"]["waarde"].tolist() == [471, 12]  # what was given is left alone
    assert frames["bronnen"] is before["bronnen"]
    assert SCHEMAS["cijfers"].check(frames["cijfers"]) == []


def test_a_row_can_be_left_out() -> None:
    frames, misses = apply(figures(471, 12), [fix(wordt="", actie="weglaten")])
    assert (frames["cijfers"]["waarde"].tolist(), misses) == ([12], [])


def test_unknown_becomes_known_and_back_never_zero() -> None:
    up = [fix("", "5"), fix("onbekend", "definitief", veld="waarde_status")]
    frames, misses = apply(figures(None), up)
    assert (frames["cijfers"]["waarde"].tolist(), misses) == ([5], [])
    assert SCHEMAS["cijfers"].check(frames["cijfers"]) == []
    down = [fix("5", ""), fix("definitief", "onbekend", veld="waarde_status")]
    frames, misses = apply(figures(5), down)
    assert (frames["cijfers"]["waarde"].isna().tolist(), misses) == ([True], [])


def test_a_date_is_corrected_as_a_date() -> None:
    frames, misses = apply(figures(1), [fix("2026-01-01", "2025-01-01", veld="peildatum")])
    assert misses == []
    assert frames["cijfers"]["peildatum"].tolist() == [pd.Timestamp("2025-01-01")]
    assert str(frames["cijfers"]["peildatum"].dtype) == "datetime64[us]"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sha256": "cd" * 32}, "staat niet in deze versie"),
        ({"bron_cel": "A!B9"}, "in die cel staat geen cijfer meer"),
        ({"was": "470"}, "er staat 471 en niet 470"),
        ({"was": ""}, "er staat 471 en niet niets"),
        ({"veld": "cyclus", "was": "2024", "wordt": "2026"}, "er staat niets en niet 2024"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(changes: dict[str, str], words: str) -> None:
    frames, misses = apply(figures(471), [fix(**changes)])
    assert [words in miss.tekst for miss in misses] == [True]
    assert frames["cijfers"]["waarde"].tolist() == [471]


def test_of_a_cell_that_gave_two_rows_only_the_one_with_that_value_changes() -> None:
    before = figures(471, 12)
    before["cijfers"]["bron_cel"] = "A!B2"
    frames, misses = apply(before, [fix()])
    assert (frames["cijfers"]["waarde"].tolist(), misses) == ([417, 12], [])


def test_every_miss_is_told_and_order_counts() -> None:
    chain = [fix("471", "5"), fix("5", "6"), fix("471", "7"), fix(bron_cel="A!B9")]
    frames, misses = apply(figures(471), chain)
    assert frames["cijfers"]["waarde"].tolist() == [6]
    assert [miss.correctie for miss in misses] == chain[2:]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"veld": "bron_cel"}, "kan niet worden gecorrigeerd"),
        ({"veld": "is_vertrouwelijk", "was": "True", "wordt": "False"}, "kan niet worden gecorrigeerd"),
        ({"veld": "zichtbaar_vanaf", "was": "", "wordt": "2026-01-01"}, "kan niet worden gecorrigeerd"),
        ({"veld": "bestaat_niet"}, "kan niet worden gecorrigeerd"),
        ({"wordt": "vijf"}, "een heel getal"),
        ({"wordt": "471"}, "gelijk aan de oude"),
        ({"veld": "maat", "was": "bezet", "wordt": "bezetting"}, "hoort niet in de lijst"),
        ({"veld": "maat", "was": "bezet", "wordt": ""}, "niet leeg"),
        ({"veld": "peildatum", "was": "", "wordt": "1-1-2026"}, "een datum"),
        ({"actie": "weglaten"}, "vult geen nieuwe waarde in"),
        ({"reden": " "}, "reden"),
        ({"reden": "a\u202eb"}, "niet te lezen"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(changes: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fix(**changes)


def test_the_id_is_all_that_is_said() -> None:
    changed = [fix(), fix(wordt="418"), fix(reden="anders"), fix(bron_cel="A!B3"), fix(gemeld_bij="COA")]
    assert len({one.id for one in changed}) == len(changed)
    assert fix().id == fix().id


@given(st.lists(st.integers(0, 9_999) | st.none(), min_size=1, max_size=6), st.data())
@settings(max_examples=30, deadline=None)
def test_a_correction_and_its_opposite_give_the_old_figures(
    values: list[int | None], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    was, wordt = as_text(values[place] if values[place] is not None else pd.NA), "10000"
    there = fix(was, wordt, bron_cel=f"A!B{place + 2}")
    back = fix(wordt, was, bron_cel=f"A!B{place + 2}")
    frames, misses = apply(figures(*values), [there, back])
    assert misses == []
    assert [None if pd.isna(v) else v for v in frames["cijfers"]["waarde"]] == values
