"""Differences between two versions."""

from __future__ import annotations

import pandas as pd

from metrics import changes
from tests.metrics.build import HORST, MIDDEN, NOORD, SIMPELVELD, VENLO, ZUID, cijfer, cijfers, frames


def compare(old: list[dict], new: list[dict]) -> pd.DataFrame:
    return changes.compare(frames(*old), frames(*new))


def test_new_gone_changed_and_the_same() -> None:
    venlo, horst = cijfer(VENLO, "opgave", 487), cijfer(HORST, "opgave", 100)
    found = compare(
        [venlo, horst, cijfer(SIMPELVELD, "opgave", 55)],
        [venlo, cijfer(SIMPELVELD, "opgave", 60), cijfer(HORST, "realisatie", 9)],
    )
    facts = found[["naam", "maat", "wijziging", "oud_tekst", "nieuw_tekst"]].to_numpy().tolist()
    assert facts == [
        ["Simpelveld", "opgave", "gewijzigd", "55 plekken", "60 plekken"],
        ["Horst aan de Maas", "opgave", "vervallen", "100 plekken", ""],
        ["Horst aan de Maas", "realisatie", "nieuw", "", "9 plekken"],
        ["Venlo", "opgave", "gelijk", "487 plekken", "487 plekken"],
    ]
    assert found["verschil"].tolist()[0] == 5
    assert str(found["verschil"].dtype) == "Int64"


def test_the_biggest_change_comes_first() -> None:
    old = [cijfer(VENLO, "opgave", 100), cijfer(HORST, "opgave", 100)]
    found = compare(old, [cijfer(VENLO, "opgave", 101), cijfer(HORST, "opgave", 50)])
    assert found["naam"].tolist() == ["Horst aan de Maas", "Venlo"]


def test_becoming_unknown_is_a_change_and_has_no_difference() -> None:
    found = compare([cijfer(VENLO, "realisatie", 100)], [cijfer(VENLO, "realisatie", None)])
    assert found["wijziging"].tolist() == ["gewijzigd"]
    assert found["nieuw_tekst"].tolist() == ["onbekend"]
    assert found["verschil"].isna().all()


def test_a_second_source_that_agrees_is_no_change_and_one_that_differs_is() -> None:
    one, two = cijfer(VENLO, "opgave", 487), cijfer(VENLO, "opgave", 487, bron_id="b")
    assert compare([one], [one, two])["wijziging"].tolist() == ["gelijk"]
    found = compare([one], [one, cijfer(VENLO, "opgave", 500, bron_id="b")])
    assert found["wijziging"].tolist() == ["gewijzigd"]
    assert found["nieuw_tekst"].tolist() == ["487 plekken of 500 plekken"]
    assert found["nieuw"].isna().all()


def test_a_bound_is_another_fact_than_the_number() -> None:
    found = compare([cijfer(VENLO, "opgave", 487)], [cijfer(VENLO, "opgave", 487, waarde_min=487)])
    assert found[["wijziging", "nieuw_tekst"]].to_numpy().tolist() == [["gewijzigd", "minimaal 487 plekken"]]


def test_sentences_per_region() -> None:
    old = [cijfer(VENLO, "opgave", 487), cijfer(SIMPELVELD, "opgave", 55)]
    found = compare(old, [cijfer(VENLO, "opgave", 500), cijfer(HORST, "realisatie", 10), old[1]])
    told = changes.sentences(found, frames()["gebieden"], [NOORD, MIDDEN, ZUID])
    assert told == {
        NOORD: "Noord-Limburg: 2 cijfers anders (1 nieuw en 1 gewijzigd); grootste verschil "
        "Venlo, opgave asielzoekers: van 487 plekken naar 500 plekken (+13).",
        MIDDEN: "Midden-Limburg: geen veranderingen.",
        ZUID: "Zuid-Limburg: geen veranderingen.",
    }


def test_a_version_against_itself_and_against_nothing() -> None:
    full = frames(cijfer(VENLO, "opgave", 487))
    assert changes.compare(full, full)["wijziging"].tolist() == ["gelijk"]
    assert changes.compare(frames(), full)["wijziging"].tolist() == ["nieuw"]
    assert changes.compare(full, frames())["wijziging"].tolist() == ["vervallen"]
    assert changes.compare(frames(), frames()).empty


def test_row_order_does_not_matter() -> None:
    rows = [cijfer(c, "opgave", n) | {"bron_cel": c} for c, n in ((VENLO, 1), (HORST, 2), (SIMPELVELD, 3))]
    one = changes.compare(frames(), frames(*rows))
    two = changes.compare(frames(), frames() | {"cijfers": cijfers(*rows[::-1])})
    pd.testing.assert_frame_equal(one, two)
