"""Small files with the layouts of Provincie Limburg and of the Swing databank (ABF), made in memory."""

from __future__ import annotations

from openpyxl import Workbook

from tests.loaders.workbooks import Row, saved, text, workbook


def limburg_long(columns: str, rows: list[Row], delimiter: str = ";") -> bytes:
    """Return a publication file of Provincie Limburg; ``columns`` are the headers in one text."""
    return text((columns.split(";"), *rows), delimiter)


def limburg_semicolon() -> bytes:
    """Decimal comma, period third, a month written as m6y2025."""
    rows: list[Row] = [
        ("cr38", "corop_id", "2014", "-0,0369037368"),
        ("cr39", "corop_id", "2014", "0,25"),
        ("pv31", "prov_id", "m6y2025", "28"),
        ("gm0935", "gm_id", "2014", ""),
    ]
    return limburg_long("geoitem;geolevel;period;D_39a", rows)


def limburg_point() -> bytes:
    """Decimal point, another order of columns, the country as nl00."""
    rows: list[Row] = [
        ("cr37", "corop_id", "3.287829263603153", "2019"),
        ("nl00", "nederland", "3.757", "2019"),
    ]
    return limburg_long("geoitem;geolevel;mo_11a;period", rows)


def limburg_dimension() -> bytes:
    """A dimension beside the value, level last."""
    rows: list[Row] = [
        ("pv31", "51", "zeer_tevreden", "2009", "prov_code"),
        ("pv31", "37", "tevreden", "2009", "prov_code"),
    ]
    return limburg_long("geoitem;MO_11b;dim_tevredenheid_1;period;geolevel", rows)


def limburg_comma() -> bytes:
    """Comma as separator, so decimals are quoted."""
    rows: list[Row] = [("cr37", "corop_code", "2020", "1,5"), ("cr38", "corop_code", "2020", "2,25")]
    return limburg_long("geoitem;geolevel;period;B_12", rows, ",")


def limburg_words() -> bytes:
    """An indicator whose values are words."""
    rows: list[Row] = [("pv31", "prov_id", "2025", "Nee"), ("pv31", "prov_id", "2024", "Ja")]
    return limburg_long("geoitem;geolevel;period;G_7", rows)


def limburg_by_hand(*, total: int = 500) -> bytes:
    """Return a hand-made workbook: empty first header, sign in a header, total row, source line."""
    sheet: list[Row] = [
        (None, "TEKORT(+)/OVERSCHOT(-)", "Woningvoorraad"),
        ("Beek", 120, 7600),
        ("Venlo", 400, 47000),
        ("Vaals", -20, 5300),
        ("Limburg totaal", total, 59900),
        (),
        ("Bron: Abf (27-6-2022)",),
    ]
    return workbook({"Blad1": sheet})


def swing() -> bytes:
    """Return a databank export: title, header with an empty first cell, footer of unit, source and date."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Woningtekort 2024 COROP gebied"
    rows: list[Row] = [
        ("Woningtekort - 2024 - COROP-gebieden",),
        ("", "Woningtekort"),
        ("Zuid-Limburg", -0.021),
        ("Noord-Limburg", -0.044),
        ("Midden-Limburg", None),
        (),
        ("Eenheid", "%"),
        ("Bron", "ABF - Primos Demografie 2024"),
        (),
        ("primos.abfresearch.nl",),
        (),
        ("Datum export", "maandag 2 september 2024"),
    ]
    for row in rows:
        sheet.append(list(row))
    for number in (3, 4):
        sheet.cell(number, 2).number_format = "#0.0#%"
    return saved(book)


def swing_transposed() -> bytes:
    """Return the variant with years as text down the side and regions across."""
    rows: list[Row] = [
        ("Woningtekort - COROP-gebieden",),
        ("", "Noord-Limburg", "Midden-Limburg", "Zuid-Limburg"),
        ("2023", -6030, -3340, -6720),
        ("2024", -5000, -3000, None),
        (),
        ("Eenheid", "aantal"),
        ("Bron", "ABF - Primos Demografie 2024"),
    ]
    return workbook({"Woningtekort COROP gebieden": rows})


def swing_two_levels() -> bytes:
    """Return the variant with two measures under each region; the region stands once."""
    rows: list[Row] = [
        ("Woningtekort - COROP-gebieden",),
        ("", "Limburg: Noord-Limburg", None, "Limburg: Zuid-Limburg", None),
        ("", "Tekort", "Voorraad", "Tekort", "Voorraad"),
        ("2023", -6030, 120000, -6720, 300000),
        ("Bron", "ABF - Primos Demografie 2024"),
    ]
    return workbook({"Woningtekort COROP gebieden": rows})


def swing_bars() -> bytes:
    """Return the text variant: dimensions joined by bars, region behind its parent, ``.`` missing."""
    rows: list[Row] = [
        ("Provincies", "Tevreden met woning|2009|Eigenaar-bewoner|Zeer tevreden",
         "Tevreden met woning|2009|Eigenaar-bewoner|Tevreden",
         "Tevreden met woning|2009|Huurder|Zeer tevreden"),
        ("Limburg: Noord-Limburg", 48, 22, "."),
        ("Limburg: Zuid-Limburg", 41, "", 6),
    ]  # fmt: skip
    return text(rows, quote=True)
