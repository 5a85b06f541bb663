"""CSV: Dutch, re-readable, with its source, and never a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from exports import tables
from tests.charts import fakes


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "naam": ["Venlo", "Vaals"],
            "opgave": pd.array([5662, None], dtype="Int64"),
            "realisatie_aandeel": pd.array([0.455, None], dtype="Float64"),
            "realisatie_datum": pd.to_datetime(["2025-07-01", None]),
            "conflict_tekst": ["-", "=HYPERLINK(1)"],
        }
    )


def test_numbers_are_dutch_and_unknown_is_a_word() -> None:
    content = tables.csv(frame(), fakes.KADER)
    assert content.startswith(b"\xef\xbb\xbfgebied;opgave;realisatiepercentage;peildatum realisatie;")
    first, second = read(content)
    assert (first["opgave"], first["realisatiepercentage"]) == ("5662", "0,455")
    assert first["peildatum realisatie"] == "2025-07-01"
    assert (second["opgave"], second["realisatiepercentage"]) == ("onbekend", "onbekend")
    assert second["peildatum realisatie"] == "onbekend"


def test_every_line_says_where_it_comes_from() -> None:
    for row in read(tables.csv(frame(), fakes.KADER)):
        assert row["bron"] == fakes.KADER.bron
        assert (row["peildatum"], row["versie"]) == ("1 juli 2025", fakes.KADER.versie)
        assert "voorbeeld" not in row
    assert all("VOORBEELD" in row["voorbeeld"] for row in read(tables.csv(frame(), fakes.VOORBEELD)))


def test_a_table_with_its_own_source_keeps_it() -> None:
    own = pd.DataFrame({"bron": ["eigen"], "waarde": [1]})
    (row,) = read(tables.csv(own, fakes.KADER))
    assert (row["bron"], row["bron van de tabel"]) == ("eigen", fakes.KADER.bron)


def test_an_empty_table_still_has_its_head() -> None:
    content = tables.csv(frame()[:0], fakes.KADER).decode("utf-8-sig")
    assert content.count("\r\n") == 1


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_text_becomes_a_formula_and_none_is_lost(texts: list[str]) -> None:
    clean = [text.encode("utf-8", "ignore").decode() for text in texts]
    content = tables.csv(pd.DataFrame({"naam": pd.Series(clean, dtype="object")}), fakes.KADER)
    cells = [row["gebied"] for row in read(content)]
    assert len(cells) == len(clean)
    for cell, text in zip(cells, clean, strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell.removeprefix("'") == text.removeprefix("'")


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_reads_back(value: int) -> None:
    (row,) = read(tables.csv(pd.DataFrame({"opgave": pd.array([value], dtype="Int64")}), fakes.KADER))
    assert int(row["opgave"]) == value
