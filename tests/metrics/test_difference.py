"""What there is to say about a difference: only what differs stays, the counts are about all of it."""

from __future__ import annotations

from metrics import changes, difference
from tests.metrics.build import HORST, SIMPELVELD, VENLO, cijfer, frames

OLD = [
    cijfer(VENLO, "opgave", 487),
    cijfer(HORST, "opgave", 100),
    cijfer(SIMPELVELD, "opgave", 55),
    cijfer(HORST, "realisatie", 7, peildatum="2025-01-01"),
]
NEW = [
    cijfer(VENLO, "opgave", 487),
    cijfer(SIMPELVELD, "opgave", 60),
    cijfer(HORST, "realisatie", 9, peildatum="2026-01-01"),
]


def test_what_differs_stays_and_everything_is_counted() -> None:
    compared = changes.compare(frames(*OLD), frames(*NEW))
    told = difference.told(compared)
    # Venlo is the same; Simpelveld changed; Horst lost its opgave, and its realisatie moved to a later day
    assert told.totals == {"gelijk": 1, "gewijzigd": 1, "nieuw": 1, "vervallen": 2}
    assert (told.gone, told.followed) == (2, 1)
    assert list(zip(told.rows["naam"], told.rows["wijziging"], strict=True)) == [
        ("Simpelveld", "gewijzigd"),
        ("Horst aan de Maas", "vervallen"),
        ("Horst aan de Maas", "nieuw"),
        ("Horst aan de Maas", difference.FOLLOWED),
    ]
    assert told.rows["soort"].tolist()[:3] == [
        "asielzoekers: opgave", "asielzoekers: opgave", "asielzoekers: realisatie",
    ]  # fmt: skip
    assert "Venlo" not in told.rows["naam"].cat.categories, "nobody filters on what is the same"
    by = told.per_gebied.set_index("naam")["anders"]
    assert by.to_dict() == {"Horst aan de Maas": 3, "Simpelveld": 1, "Venlo": 0}
    assert int(told.per_soort["gelijk"].sum()) == 1


def test_nothing_differs() -> None:
    told = difference.told(changes.compare(frames(*OLD), frames(*OLD)))
    assert told.rows.empty
    assert told.totals["gelijk"] == len(OLD)
