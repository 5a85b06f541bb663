"""Small files with duties: the wide table analysts keep, and the half-yearly taakstelling."""

from __future__ import annotations

from tests.loaders.workbooks import Row, text, workbook


def wide(style: str = "underscore", stand: str = "Peildatum: 1-12-2024") -> bytes:
    """Return one row per gemeente and a column per group and measure, in one of the styles of headers."""
    heads = {
        "underscore": ("gemeente", "asielzoekers_opgave", "asielzoekers_realisatie", "waarvan_amv_opgave",
                       "statushouders_taakstelling", "statushouders_realisatie",
                       "oekraiense_ontheemden_realisatie"),
        "woorden": ("Gemeentenaam", "Opgave asielzoekers", "Gerealiseerd asielzoekers", "Opgave amv",
                    "Taakstelling statushouders", "Gehuisvest statushouders", "Realisatie Oekraïners"),
        "streep": ("Gemeente", "Asiel - opgave", "Asiel - realisatie", "Amv - opgave",
                   "Vergunninghouders - taakstelling",
                   "Vergunninghouders - gehuisvest", "Oekraïne - realisatie"),
    }  # fmt: skip
    return workbook({"Overzicht": [WIDE_TITLE[0], (stand,), (), heads[style], *WIDE_ROWS]})


WIDE_TITLE: tuple[Row, ...] = (("Opgave en realisatie Limburg, 2024-H2",), ("Peildatum: 1-12-2024",), ())
WIDE_ROWS: tuple[Row, ...] = (
    ("Beek", 100, 40, 8, 9, 19, 50),
    ("Simpelveld", 55, None, 5, 11, ".", 20),
    ("Venlo", "minimaal 487", 300, None, 40, 30, "circa 400"),
    ("Totaal", None, 340, 13, 60, 49, None),
)


def wide_two_levels() -> bytes:
    """Return the same table with the group above its measures, written once."""
    rows: tuple[Row, ...] = (
        (None, None, "Asielzoekers", None, None, "Statushouders", None, "Oekraïense ontheemden"),
        (
            "Code",
            "Gemeente",
            "Opgave",
            "Realisatie",
            "Waarvan amv opgave",
            "Taakstelling",
            "Realisatie",
            "Realisatie",
        ),
        ("GM0888", *WIDE_ROWS[0]),
        ("GM0965", *WIDE_ROWS[1]),
        ("GM0983", *WIDE_ROWS[2]),
        (None, *WIDE_ROWS[3]),
    )
    return workbook({"Overzicht": [*WIDE_TITLE, *rows]})


def taakstelling(*, beek_limburg: int = 30, gecorrigeerd: int = 27) -> bytes:
    """Return an overview of one half-year: provinces as sub-headings, subtotals between, a grand total.

    Limburg: netto 43 + 20 = 63; saldo 16 + -10 = 6; gecorrigeerd 27 + 30 = 57; realisatie 22 + 5 = 27.
    Utrecht: netto 50; saldo 0; gecorrigeerd 50; realisatie 60.
    All: netto 113, gecorrigeerd 107, realisatie 87.
    """
    rows: list[Row] = [
        ("Taakstelling en realisatie huisvesting vergunninghouders, eerste helft 2025",),
        ("Stand per 1-7-2025",),
        (),
        ("Gemeente", "Netto taakstelling", "Voorsprong/achterstand", "Gecorrigeerde taakstelling",
         "Gerealiseerd", "Nog te huisvesten", "% gerealiseerd", "Fase"),
        ("Totaal Nederland", 113, 6, 107, 87, 30, None, None),
        ("Limburg",),
        ("Horst aan de Maas", 43, 16, gecorrigeerd, 22, 5, 22 / 27, None),
        ("Beek", 20, -10, beek_limburg, 5, 25, 5 / 30, "trede 2"),
        ("Totaal Limburg", 63, 6, 57, 27, 30, None, None),
        ("Utrecht",),
        ("Baarn", 50, 0, 50, 60, 0, 1.2, None),
        ("Totaal Utrecht", 50, 0, 50, 60, 0, None, None),
        ("1) Bron: COA, personen die formeel zijn uitgeschreven.",),
    ]  # fmt: skip
    return workbook({"Overzicht": rows})


def taakstelling_long() -> bytes:
    """Return a text file with the half-year in a column and other words in the headers."""
    rows: list[Row] = [
        ("Gemeentecode", "Gemeentenaam", "Provincie", "Periode", "Taakstelling", "Achterstand",
         "Totale opgave", "Gehuisvest", "Saldo"),
        ("1894", "Peel en Maas", "Limburg", "2023-II", 60, 18, 78, 46, -32),
        ("1507", "Horst aan de Maas", "Limburg", "2e helft 2024", 20, 0, 6, 22, 16),
        ("0888", "Beek", "Limburg", "2023 - 2", 9, 0, 9, 19, 10),
    ]  # fmt: skip
    return text(rows)
