"""Tables with an odd head, foot or total."""

from __future__ import annotations

from openpyxl import Workbook

from tests.leveringen.schrijf import xlsx

STAND = ("Stand per 1 juli 2025",)
WIDE = ("Gemeente", "Asielzoekers opgave", "Asielzoekers realisatie")


def _merged(book: Workbook) -> None:
    sheet = book["Overzicht"]
    for area in ("A4:A5", "B4:C4", "D4:E4", "A1:E1"):
        sheet.merge_cells(area)


def twee_kopregels() -> bytes:
    rows = [
        ("Opgave en realisatie, Noord-Limburg",), ("Peildatum: 1-7-2025",), (),
        ("Gemeente", "Asielzoekers", None, "Oekraïense ontheemden", None),
        (None, "Opgave", "Realisatie", "Opgave", "Realisatie"),
        ("Venlo", 487, 300, 400, 380),
        ("Horst aan de Maas", 200, 0, 150, 140),
        ("Gennep", 89, 90, 60, 55),
        ("Totaal", 776, 390, 610, 575),  # 487 + 200 + 89; 300 + 0 + 90; 400 + 150 + 60; 380 + 140 + 55
    ]  # fmt: skip
    return xlsx({"Overzicht": rows}, _merged)


def totaalrij_klopt_niet() -> bytes:
    # realisatie: 300 + 90 + 160 = 550, but somebody typed 560
    rows = [
        STAND,
        (),
        WIDE,
        ("Venlo", 487, 300),
        ("Gennep", 89, 90),
        ("Venray", 200, 160),
        ("Totaal", 776, 560),
    ]
    return xlsx({"Lijst": rows})


def subtotalen_per_regio() -> bytes:
    rows = [
        STAND, WIDE,
        ("Venlo", 487, 300), ("Gennep", 89, 90), ("Subtotaal Noord-Limburg", 576, 390),
        # 310 + 0 = 310, not 320
        ("Weert", 300, 310), ("Roermond", 250, 0), ("Subtotaal Midden-Limburg", 550, 320),
        ("Beek", 100, 19), ("Subtotaal Zuid-Limburg", 100, 19),
        ("Totaal", 1226, 719),  # 576 + 550 + 100; 390 + 310 + 19
    ]  # fmt: skip
    return xlsx({"Regio's": rows})


def voetnoten() -> bytes:
    rows = [
        STAND, (), ("Gemeente", "Asielzoekers opgave 1)", "Asielzoekers realisatie 2)"),
        ("Venlo", 487, 300), ("Gennep 3)", 89, "90*"), ("Venray", 200, 160), (),
        ("1) indicatieve verdeling van 31-1-2024",), ("2) plekken die open zijn",),
        ("3) inclusief de locatie in Ottersum",), ("* voorlopig cijfer",),
    ]  # fmt: skip
    return xlsx({"Opvang": rows})


def dubbele_kop() -> bytes:
    head = ("Gemeente", "Asielzoekers opgave", "Asielzoekers realisatie", "Asielzoekers realisatie")
    return xlsx({"Blad1": [STAND, head, ("Venlo", 487, 300, 310), ("Gennep", 89, 90, 90)]})


def gedraaide_tabel() -> bytes:
    rows = [
        ("Opvang in de regio, stand per 1 juli 2025",), (),
        ("Gemeente", "Venlo", "Gennep", "Bergen", "Totaal"),
        ("Oekraïners opgave", 400, 60, 40, 500), ("Oekraïners realisatie", 380, 55, 45, 480),
        ("Toelichting", None, "verbouwing", None, None),
    ]  # fmt: skip
    return xlsx({"Blad1": rows})


def breed_per_maand() -> bytes:
    rows = [
        ("Bezetting gemeentelijke opvang Oekraïners",), (),
        ("Gemeente", "januari 2025", "februari 2025", "maart 2025"),
        ("Weert", 210, 214, None), ("Nederweert", 48, 47, 51), ("Totaal", 258, 261, None),
    ]  # fmt: skip
    return xlsx({"2025": rows})


def totaal_limburg_en_nederland() -> bytes:
    # the eight of Noord-Limburg: 40 + 30 + 89 + 200 + 60 + 50 + 487 + 220 = 1176; the other rows are larger
    namen = (
        "Beesel",
        "Bergen",
        "Gennep",
        "Horst aan de Maas",
        "Mook en Middelaar",
        "Peel en Maas",
        "Venlo",
        "Venray",
    )
    rows = [
        STAND, (), ("Gemeente", "Asielzoekers opgave"),
        *zip(namen, (40, 30, 89, 200, 60, 50, 487, 220), strict=True),
        ("Noord-Limburg", 1176), ("Limburg", 5662), ("Nederland", 96000),
    ]  # fmt: skip
    return xlsx({"Opgave": rows})


def provincieblokken() -> bytes:
    # Limburg: 43 + 20 = 63 netto, 27 + 30 = 57 gecorrigeerd, 22 + 5 = 27 gehuisvest
    # Utrecht: 90 + 12 = 102, 90 + 10 = 100, 60 + 9 = 69
    rows = [
        ("Overzicht taakstelling huisvesting vergunninghouders, eerste helft 2024",),
        ("Stand per 1 juli 2024",), (),
        ("Provincie/gemeente", "Netto taakstelling", "Voorsprong/achterstand", "Gecorrigeerde taakstelling",
         "Gehuisvest", "% gerealiseerd"),
        ("Limburg",),
        ("Horst aan de Maas", 43, 16, 27, 22, "81%"), ("Simpelveld", 20, -10, 30, 5, "17%"),
        ("Subtotaal Limburg", 63, 6, 57, 27, "47%"),
        ("Utrecht",),
        ("Utrecht", 90, 0, 90, 60, "67%"), ("Baarn", 12, 2, 10, 9, "90%"),
        ("Subtotaal Utrecht", 102, 2, 100, 69, "69%"),
        ("Totaal", 165, 8, 157, 96, "61%"),
    ]  # fmt: skip
    return xlsx({"Taakstelling": rows})
