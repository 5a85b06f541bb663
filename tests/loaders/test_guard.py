"""What may not come in (personal data, mixed files), and that every message says what to do."""

from __future__ import annotations

import re

import pytest

from tests.loaders.grids import BREED, balanced, codes, run, sheet

HEAD = ("Gemeente", "Opgave", "Plekken open")


@pytest.mark.parametrize(
    "header",
    ["Naam", "Gemeentenaam", "Locatie", "Aantal personen", "Naam locatie", "Geboorte", "Geboorteoverschot"],
)
def test_ordinary_headers_are_no_personal_data(header: str):
    assert "persoonsgegevens" not in codes(run(BREED, sheet([(*HEAD, header), ("Venlo", 1, 1, "x")])))


VERTROUWELIJK = (
    BREED
    + """
  [[blad.kolom]]
  rol = "is_vertrouwelijk"
  kop = ["vertrouwelijk"]
"""
)
MARKED = [(*HEAD, "Vertrouwelijk"), ("Venlo", 1, 1, "ja"), ("Stein", 1, 1, "nee")]


def test_confidential_rows_need_a_confidential_file():
    got = run(VERTROUWELIJK, sheet(MARKED))
    assert got.is_refused
    assert "vertrouwelijk-in-open-bestand" in codes(got)
    assert balanced(got)


def test_a_confidential_file_holds_nothing_open():
    got = run(VERTROUWELIJK, sheet(MARKED), name="VERTROUWELIJK_proef.xlsx")
    assert got.is_refused
    assert "openbaar-in-vertrouwelijk-bestand" in codes(got)
    whole = run(VERTROUWELIJK, sheet(MARKED[:2]), name="VERTROUWELIJK_proef.xlsx")
    assert whole.frame("cijfers")["is_vertrouwelijk"].all()


def test_every_row_of_a_confidential_file_is_confidential_without_a_column_too():
    got = run(BREED, sheet([HEAD, ("Venlo", 1, 1)]), name="VERTROUWELIJK_x.xlsx")
    assert got.frame("cijfers")["is_vertrouwelijk"].all()
    assert not run(BREED, sheet([HEAD, ("Venlo", 1, 1)])).frame("cijfers")["is_vertrouwelijk"].any()


def test_messages_are_dutch_sentences_with_a_remedy():
    got = run(BREED, sheet([HEAD, ("Venlo", "veel", 1), ("Nergens", 1, 1), ("Stein", -1, 1)]))
    for issue in got.issues:
        assert not re.search(r"\b(the|column|row|value|is not)\b", issue.tekst)
        assert re.search(r"[Vv]erbeter|[Kk]ies|[Zz]et|[Cc]ontroleer|[Vv]ul", issue.tekst), issue.tekst
