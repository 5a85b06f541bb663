"""Totals are left out, counted and compared with the sum of their parts."""

from __future__ import annotations

from loaders.loaded import Loaded
from model.lijsten import Uitkomst
from tests.loaders.grids import BREED, codes, run, sheet

HEAD = ("Gemeente", "Opgave", "Plekken open")


def areas(loaded: Loaded) -> set[str]:
    return set(loaded.frame("cijfers")["gebied_code"])


def text_of(loaded: Loaded, code: str) -> str:
    return next(str(issue) for issue in loaded.issues if issue.code == code)


def test_total_is_left_out_and_agrees():
    # 487 + 55 = 542
    got = run(BREED, sheet([HEAD, ("Venlo", 487, 1), ("Simpelveld", 55, 2), ("Totaal", 542, 3)]))
    assert got.provenance.uitkomst is Uitkomst.AANVAARD
    assert got.dropped[["plaats", "reden"]].to_numpy().tolist() == [["Blad1!A4", "totaal"]]
    assert areas(got) == {"GM0983", "GM0965"}


def test_total_that_differs_names_both_figures_and_the_difference():
    # stated 550, rows 487 + 55 = 542, difference 8
    got = run(BREED, sheet([HEAD, ("Venlo", 487, 1), ("Simpelveld", 55, 2), ("Totaal", 550, 3)]))
    text = text_of(got, "totaal-wijkt-af")
    assert "550" in text
    assert "542" in text
    assert "+8" in text
    assert "Blad1!B4" in text
    assert codes(got) == ["totaal-wijkt-af"]


def test_total_with_an_unknown_part_cannot_be_checked():
    got = run(BREED, sheet([HEAD, ("Venlo", "onbekend", 1), ("Simpelveld", 55, 2), ("Totaal", 542, 3)]))
    assert codes(got) == ["totaal-niet-gecontroleerd"]
    assert "1 rij" in text_of(got, "totaal-niet-gecontroleerd")
    assert got.provenance.uitkomst is Uitkomst.AANVAARD


def test_total_with_a_part_that_was_refused_says_so_too():
    got = run(BREED, sheet([HEAD, ("Venlo", "veel", 1), ("Simpelveld", 55, 2), ("Totaal", 542, 3)]))
    assert "totaal-niet-gecontroleerd" in codes(got)


def test_an_empty_cell_may_hide_a_figure_so_the_total_is_not_checked():
    rows = [HEAD, ("Venlo", 487, 1), ("Simpelveld", None, 2), ("Totaal", 500, 3)]
    assert codes(run(BREED, sheet(rows))) == ["totaal-niet-gecontroleerd"]


def test_subtotals_cover_their_own_group():
    # Limburg 487 + 55 = 542; Utrecht 1988 + 152 = 2140; all 542 + 2140 = 2682
    rows = [
        HEAD, ("Limburg",), ("Venlo", 487, None), ("Simpelveld", 55, None), ("Subtotaal Limburg", 542, None),
        ("Utrecht",), ("Utrecht", 1988, None), ("Baarn", 152, None), ("Subtotaal Utrecht", 2140, None),
        ("Totaal", 2682, None),
    ]  # fmt: skip
    got = run(BREED, sheet(rows))
    assert codes(got) == []
    assert got.dropped["reden"].tolist().count("tussenkop") == 2
    assert areas(got) == {"GM0983", "GM0965", "GM0344", "GM0308"}
    wrong = run(BREED, sheet([*rows[:4], ("Subtotaal Limburg", 500, None), *rows[5:]]))
    assert codes(wrong) == ["totaal-wijkt-af"]
