"""Code and name of one row: they agree, they contradict, or the name is no name (F29)."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from loaders.load import load
from model.lijsten import Ernst
from tests.ui.seen import beds, workbook


def filled(*pairs: tuple[str, str]) -> bytes:
    """Return the template with a row of 12 places per code and name."""
    book = load_workbook(io.BytesIO(workbook(*(beds("Venlo", 12 + n) for n in range(len(pairs))))))
    sheet = book["Cijfers"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for row, (code, name) in enumerate(pairs, start=2):
        sheet.cell(row, place["Gebiedscode"], code)
        sheet.cell(row, place["Gebied"], name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_code_beside_a_name_that_is_no_name_is_taken_and_both_are_named():
    loaded = load(filled(("GM0983", "Xyz"), ("GM0984", "Venray")), "x.xlsx")
    assert loaded.frame("cijfers")["gebied_code"].tolist() == ["GM0983", "GM0984"]
    (issue,) = loaded.issues
    assert (issue.code, issue.ernst) == ("naam-onbekend-bij-code", Ernst.WAARSCHUWING)
    assert issue.plaats.endswith("2")
    for word in ("GM0983", "'Xyz'", "Venlo"):
        assert word in issue.tekst
    assert str(loaded.provenance.uitkomst) == "gewaarschuwd"


@pytest.mark.parametrize("name", ["Venlo", "venlo ", "Gemeente Venlo", "Venlo*", "Venloo", ""])
def test_a_spelling_of_the_same_name_says_nothing(name: str):
    loaded = load(filled(("GM0983", name)), "x.xlsx")
    assert loaded.issues == []
    assert loaded.frame("cijfers")["gebied_code"].tolist() == ["GM0983"]


def test_a_name_of_another_gemeente_refuses_the_row():
    loaded = load(filled(("GM0983", "Venray"), ("GM0984", "Venray")), "x.xlsx")
    assert [issue.code for issue in loaded.issues] == ["code-past-niet-bij-naam"]
    assert loaded.frame("cijfers")["gebied_code"].tolist() == ["GM0984"]
