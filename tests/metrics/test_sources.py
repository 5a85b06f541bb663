"""From a figure to its cells, and sources that contradict each other."""

from __future__ import annotations

import pandas as pd

from metrics import sources
from model import schemas
from tests.metrics.build import LIMBURG, SIMPELVELD, VENLO, cijfer, frames

BRONNEN = schemas.conform(
    "bronnen",
    pd.DataFrame(
        {
            "bron_id": ["krant", "tabel"],
            "titel": ["Bericht", "Tabel"],
            "url": ["https://voorbeeld.nl/a", ""],
            "bestand": ["a.csv", "b.xlsx"],
            "sha256": ["0" * 64, "1" * 64],
        }
    ),
)


def test_provenance_follows_the_order_of_the_cells() -> None:
    rows = [
        cijfer(SIMPELVELD, "opgave", 55, bron_id=b, bron_cel=c)
        for b, c in (("krant", "a.csv!D9"), ("tabel", "Blad1!B2"))
    ]
    found = sources.provenance(frames(*rows, bronnen=BRONNEN), "tabel#Blad1!B2|krant#a.csv!D9")
    assert found["bestand"].tolist() == ["b.xlsx", "a.csv"]
    assert found["bron_cel"].tolist() == ["Blad1!B2", "a.csv!D9"]
    assert found["waarde_met_eenheid"].tolist() == ["55 plekken", "55 plekken"]
    assert found["naam"].tolist() == ["Simpelveld", "Simpelveld"]


def test_a_source_without_a_publisher_goes_by_its_title() -> None:
    some = BRONNEN.assign(uitgever=["Gemeente Venlo", ""])
    assert sources.names(some, ["krant", "tabel"]) == ["Gemeente Venlo", "Tabel"]
    assert sources.names(some, ["tabel"]) == ["Tabel"]
    assert sources.names(some, []) == []


def test_no_cells_no_rows_and_an_unlisted_source_is_empty_text() -> None:
    data = frames(cijfer(SIMPELVELD, "opgave", 55))
    assert sources.provenance(data, "").empty
    assert sources.provenance(data, ["bron-1#Blad1!A2"])["bestand"].tolist() == [""]


def test_conflicts_stand_side_by_side_whatever_the_date() -> None:
    data = frames(
        *[
            cijfer(LIMBURG, "opgave", n, deelgroep="amv", bron_id=b)
            for n, b in ((480, "krant"), (471, "tabel"), (471, "x"))
        ],
        *[cijfer(VENLO, "opgave", 487, bron_id=b) for b in ("krant", "tabel")],
        cijfer(VENLO, "realisatie", 1, peildatum="2015-01-01"),
        cijfer(VENLO, "realisatie", 2, peildatum="2016-01-01"),
        bronnen=BRONNEN,
    )
    found = sources.conflicts(data)
    assert found["waarde"].tolist() == [471, 471, 480]
    assert len(set(found["feit"])) == 1
    assert found["titel"].tolist() == ["Tabel", "", "Bericht"]


def test_unknown_contradicts_nothing() -> None:
    data = frames(cijfer(VENLO, "realisatie", 1), cijfer(VENLO, "realisatie", None, bron_id="b"))
    assert sources.conflicts(data).empty
    assert sources.conflicts(frames()).empty
