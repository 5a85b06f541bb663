"""Names and codes of gemeenten as they are written."""

from __future__ import annotations

from tests.leveringen.schrijf import tekst, xlsx
from tests.leveringen.schrijf_xls import xls

STAND = ("Stand per 1 juli 2025",)
WIDE = ("Gemeente", "Asielzoekers opgave", "Asielzoekers realisatie")


def dubbele_gemeente() -> bytes:
    rows = [STAND, WIDE, ("Venlo", 487, 300), ("Gennep", 89, 90), ("Venlo", 478, 300)]
    return xlsx({"Blad1": rows})


def weesp_nul() -> bytes:
    rows = [
        ("Geregistreerde Oekraïners per gemeente, stand per 1 november 2022",), (),
        ("Gemeentecode", "Gemeente", "Oekraïners geregistreerd"),
        ("GM0363", "Amsterdam", 1480), ("GM0457", "Weesp", 0), ("GM0983", "Venlo", 520),
    ]  # fmt: skip
    return tekst(rows)


def oude_gemeente() -> bytes:
    rows = [STAND, WIDE, ("Nuth", 12, 0), ("Onderbanken", 8, 0), ("Schinnen", 10, 5), ("Beekdaelen", 90, 75)]
    return xls("Zuid", rows)


def bergen_zonder_provincie() -> bytes:
    rows = [
        ("Taakstelling vergunninghouders, tweede helft 2024",), (),
        ("Gemeente", "Taakstelling", "Gerealiseerd"),
        ("Bergen", 14, 9), ("Beek", 16, 19), ("Stein", 24, 20),
    ]  # fmt: skip
    return xlsx({"Alle gemeenten": rows})


def namen_met_nbsp_en_hoofdletters() -> bytes:
    rows = [
        STAND, WIDE,
        ("VENLO", 487, 300), ("Peel\u00a0en\u00a0Maas ", 70, 60), ("horst aan de maas", 200, 0),
        ("Echt\u2011Susteren", 120, 100), ("Gem. Gennep", 89, 90), ("\u200bBergen (L)", 40, 20),
        ("Mook en Middelaar  ", 41, 0), ("SITTARD–GELEEN", 280, 300),
    ]  # fmt: skip
    return xlsx({"Blad1": rows})


def codes_zonder_voorloopnul() -> bytes:
    rows = [
        STAND, ("Gemeentecode", *WIDE),
        (983, "Venlo", 487, 300), (889, "Beesel", 40, 12), (88, "Schiermonnikoog", 5, 0),
        (1507, "Horst a/d Maas", 200, 0),
    ]  # fmt: skip
    return xlsx({"Blad1": rows})


def code_en_naam_spreken_elkaar_tegen() -> bytes:
    rows = [
        STAND, ("Gemeentecode", *WIDE),
        ("GM0983", "Venlo", 487, 300), ("GM0984", "Venlo", 200, 160), ("GM0957", "Roermond", 250, 0),
    ]  # fmt: skip
    return xlsx({"Blad1": rows})


def komma_in_gemeentenaam() -> bytes:
    rows = [
        ("Gemeentecode", "Gemeentenaam", "Aantal inwoners"),
        ("0983", "Venlo", 103253), ("0820", "Nuenen, Gerwen en Nederwetten", 23967),
        ("0935", "Maastricht", 122378),
    ]  # fmt: skip
    return tekst(rows, ",", kaal=True)
