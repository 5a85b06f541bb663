"""Days and notations that a file does not write out: read and said, or refused with the cell."""

from __future__ import annotations

import pytest

from loaders.engine.issues import Findings
from loaders.layouts import parse
from loaders.load import recognise, shipped
from loaders.loaded import Provenance
from model.grid import Workbook
from model.lijsten import Lezen
from tests.loaders.grids import BREED, codes, run, sheet


def test_a_figure_without_the_day_that_its_frame_needs_is_refused_with_its_cell():
    layout = next(layout for layout in shipped() if layout.id == "cbs-maatwerk-data")
    rows = [("Gemeentecode", "Gemeentenaam", "Aantal inwoners"), ("0983", "Venlo", 103253)]
    got = run(layout, sheet(rows), name="inwoners.xlsx")
    assert (got.issues[0].code, got.issues[0].plaats) == ("peildatum-ontbreekt", "Blad1!C2")
    assert got.is_refused


def test_a_notation_that_does_not_exist_is_not_taken_for_an_answer():
    rows = [("Gemeente", "Opgave"), ("Venlo", "1.234")]
    assert run(BREED, sheet(rows), answers={"notatie": "xx"}).frame("cijfers")["waarde"].tolist() == [1234]


@pytest.mark.parametrize(("mac", "day"), [(False, "2025-07-01"), (True, "2029-07-02")])
def test_a_day_number_without_a_look_is_read_by_the_calendar_of_the_workbook(mac: bool, day: str):
    # 45839 days after 30 December 1899 is 1 July 2025; counted from 1904 it is 1,462 days later
    rows = [("Gemeente", "Opgave", "Peildatum"), ("Venlo", 12, 45839)]
    found = Findings("x")
    origin = Provenance("x", "ab" * 32, 1, kind="xlsx", lezen=Lezen.EXACT)
    book = Workbook("xlsx", [sheet(rows)], datum1904=mac)
    got = recognise(book, origin, found, layouts=[parse(BREED)])
    assert codes(got) == ["datum-zonder-opmaak"]
    assert f"{got.frame('cijfers')['peildatum'][0]:%Y-%m-%d}" == day


def test_a_day_number_in_a_text_file_is_refused():
    got = run(
        BREED, sheet([("Gemeente", "Opgave", "Peildatum"), ("Venlo", 12, "45839"), ("Beek", 1, "2025-07-01")])
    )
    assert codes(got) == ["datum-zonder-opmaak"]
    assert got.provenance.rows_refused == 1


def test_figures_without_any_day_are_taken_and_said_once():
    layout = BREED.replace(', peildatum = "2024-07-01"', "").replace('cyclus = "2024"', 'cyclus = ""')
    got = run(layout, sheet([("Gemeente", "Opgave", "Realisatie"), ("Venlo", 12, 8), ("Beesel", 3, None)]))
    assert codes(got) == ["moment-onbekend"]
    (issue,) = got.issues
    assert (issue.plaats, issue.aantal) == ("Blad1!B2", 3)
    assert len(got.frame("cijfers")) == 3
