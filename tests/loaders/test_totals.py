"""Totals are left out, counted and compared with the sum of their parts."""

from __future__ import annotations

from loaders.load import shipped
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


LONG = ("Gebiedscode", "Gebied", "Doelgroep", "Deelgroep", "Maat", "Soort opgave", "Peildatum", "Waarde",
        "Eenheid", "Locatie")  # fmt: skip
OPGAVE = ("opgave", "indicatief", "2025-07-01")
REALISATIE = ("realisatie", None, "2025-07-01")


def long(*rows: tuple[object, ...]) -> Loaded:
    layout = next(layout for layout in shipped() if layout.id == "sjabloon")
    return run(layout, sheet([LONG, *rows], name="Cijfers"))


def test_total_in_the_long_template_is_compared_with_the_rows_about_the_same():
    # opgave 487 + 55 = 542; of those amv 20; realisatie 300 + 10 = 310 of which one site of 60
    rows = [
        (None, "Venlo", "asielzoekers", None, *OPGAVE, 487, "plekken"),
        (None, "Venlo", "asielzoekers", "amv", *OPGAVE, 20, "plekken"),
        (None, "Simpelveld", "asielzoekers", "alle", *OPGAVE, 55, "plekken"),
        (None, "Venlo", "asielzoekers", None, *REALISATIE, 300, "plekken"),
        (None, "Venlo", "asielzoekers", None, *REALISATIE, 60, "plekken", "hal"),
        (None, "Simpelveld", "asielzoekers", None, *REALISATIE, 10, "plekken"),
        ("PV31", None, "asielzoekers", None, *OPGAVE, 5662, "plekken"),
    ]
    good = long(
        *rows,
        (None, "Totaal", "asielzoekers", None, "opgave", None, None, 542, None),
        (None, "Totaal", "asielzoekers", None, "realisatie", None, None, 310, None),
        (None, "Totaal", "asielzoekers", "amv", "opgave", None, None, 20, None),
    )
    assert codes(good) == []
    assert good.dropped["reden"].tolist() == ["totaal", "totaal", "totaal"]
    assert len(good.frame("cijfers")) == 7
    wrong = long(*rows, (None, "Totaal", "asielzoekers", None, "opgave", None, None, 562, None))
    assert codes(wrong) == ["totaal-wijkt-af"]
    assert "542" in text_of(wrong, "totaal-wijkt-af")
    assert "Cijfers!H9" in text_of(wrong, "totaal-wijkt-af")


WIDE = next(layout for layout in shipped() if layout.id == "breed")
STAND = ("Stand per 1 juli 2025",)
NOORD = {"Beesel": 40, "Bergen": 30, "Gennep": 89, "Horst aan de Maas": 200, "Mook en Middelaar": 60,
         "Peel en Maas": 50, "Venlo": 487, "Venray": 220}  # fmt: skip


def region(*last: tuple[object, ...]) -> Loaded:
    return run(WIDE, sheet([STAND, ("Gemeente", "Asielzoekers opgave"), *NOORD.items(), *last]))


def test_row_of_a_region_is_compared_with_its_eight_gemeenten():
    # 40 + 30 + 89 + 200 + 60 + 50 + 487 + 220 = 1176
    assert codes(region(("Noord-Limburg", 1176), ("Limburg", 5662))) == []
    wrong = region(("Noord-Limburg", 1180))
    assert codes(wrong) == ["totaal-wijkt-af"]
    assert "+4" in text_of(wrong, "totaal-wijkt-af")


def test_row_of_a_region_proves_nothing_while_a_gemeente_is_missing():
    rows = [STAND, ("Gemeente", "Asielzoekers opgave"), ("Venlo", 487), ("Noord-Limburg", 1176)]
    assert codes(run(WIDE, sheet(rows))) == []


def test_cells_right_of_the_last_header_are_named_and_never_read():
    rows = [STAND, ("Gemeente", "Asielzoekers opgave"), ("Venlo", 487, 300), ("Gennep", 89)]
    got = run(WIDE, sheet(rows))
    assert codes(got) == ["kolom-zonder-kop"]
    assert got.issues[0].plaats == "Blad1!C3"
    assert got.frame("cijfers")["waarde"].tolist() == [487, 89]
