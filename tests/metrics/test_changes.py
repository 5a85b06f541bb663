"""Differences between two versions."""

from __future__ import annotations

import random
from collections import Counter

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_what_is_gone_is_followed_when_the_figure_stands_at_another_moment() -> None:
    may, june = {"peildatum": "2025-05-31"}, {"peildatum": "2025-06-30"}
    old = [cijfer(VENLO, "realisatie", 100, **may), cijfer(HORST, "realisatie", 50, **may)]
    found = compare(old, [cijfer(VENLO, "realisatie", 110, **june)])
    gone = found[changes.followed(found)]
    assert found["wijziging"].value_counts().to_dict() == {"vervallen": 2, "nieuw": 1}
    assert gone["naam"].tolist() == ["Venlo"]
    assert not changes.followed(compare(old, [])).any()


def test_counts_per_gemeente_and_measure() -> None:
    old = [cijfer(VENLO, "opgave", 487), cijfer(VENLO, "realisatie", 100), cijfer(HORST, "opgave", 100)]
    found = compare(old, [cijfer(VENLO, "opgave", 487), cijfer(VENLO, "realisatie", 90)])
    got = changes.counts(found, ["naam"]).to_dict("records")
    none = dict.fromkeys(("aanwezig", "gelijk", "gewijzigd", "nieuw", "vervallen", "anders"), 0)
    assert got == [
        # Horst: its one figure is gone; Venlo: 2 are still there, of which 1 is the same and 1 changed
        {"naam": "Horst aan de Maas", **none, "vervallen": 1, "anders": 1},
        {"naam": "Venlo", **none, "aanwezig": 2, "gelijk": 1, "gewijzigd": 1, "anders": 1},
    ]
    per = changes.counts(found, ["doelgroep", "maat"]).set_index("maat")
    assert per.loc["opgave", ["aanwezig", "gelijk", "vervallen"]].tolist() == [1, 1, 1]
    assert changes.counts(compare([], []), ["naam"]).empty


KINDS = ["gelijk", "gewijzigd", "nieuw", "vervallen"]


def edited(kinds: list[str], numbers: list[int]) -> tuple[list[dict], list[dict]]:
    """Return an old and a new delivery in which fact number i underwent edit i."""
    old, new = [], []
    for place, (kind, number) in enumerate(zip(kinds, numbers, strict=True)):
        day = pd.Timestamp("2020-01-01") + pd.Timedelta(days=place)
        area = (VENLO, HORST, SIMPELVELD)[place % 3]
        fact = {"peildatum": day, "bron_cel": f"Blad1!A{place + 2}"}
        if kind != "nieuw":
            old.append(cijfer(area, "realisatie", number, **fact))
        if kind != "vervallen":
            step = 0 if kind != "gewijzigd" else 1 + number % 7
            new.append(cijfer(area, "realisatie", number + step, **fact))
    return old, new


def test_two_hundred_random_edits_are_counted_right() -> None:
    rng = random.Random(20261122)
    for _ in range(5):
        kinds = rng.choices(KINDS, weights=[3, 4, 2, 2], k=200)
        old, new = edited(kinds, [rng.randrange(1_000) for _ in kinds])
        rng.shuffle(old)
        rng.shuffle(new)
        found = compare(old, new)
        assert found["wijziging"].value_counts().to_dict() == dict(Counter(kinds))
        total = changes.counts(found, ["maat"]).iloc[0]
        assert total["aanwezig"] + total["nieuw"] == len(new)
        assert total["aanwezig"] + total["vervallen"] == len(old)
        assert total["anders"] == 200 - kinds.count("gelijk")


@settings(max_examples=25, deadline=None)
@given(
    edits=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 10_000)), min_size=1, max_size=30),
    order=st.randoms(use_true_random=False),
)
def test_any_edits_are_counted_right_in_any_order(edits: list[tuple[str, int]], order: random.Random) -> None:
    old, new = edited([kind for kind, _ in edits], [number for _, number in edits])
    order.shuffle(new)
    found = compare(old, new)
    assert found["wijziging"].value_counts().to_dict() == dict(Counter(kind for kind, _ in edits))
    back = compare(new, old)["wijziging"].value_counts().to_dict()
    assert back.get("nieuw", 0) == found["wijziging"].eq("vervallen").sum()
    assert back.get("gewijzigd", 0) == found["wijziging"].eq("gewijzigd").sum()
