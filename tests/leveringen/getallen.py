"""Numbers in other notations, words in place of numbers, and cells without a number."""

from __future__ import annotations

from openpyxl import Workbook

from tests.leveringen.schrijf import tekst, xlsx

STAND = ("Stand per 1 juli 2025",)
WIDE = ("Gemeente", "Asielzoekers opgave", "Asielzoekers realisatie")
GOO = ("Gemeente", "Oekraïners opgave", "Oekraïners bezet")


def getallen_met_spatie() -> bytes:
    rows = [
        ("Gemeentecode", "Gemeentenaam", "Aantal inwoners"),
        ("0983", "Venlo", "103 253"), ("0935", "Maastricht", "122 378"), ("0965", "Simpelveld", "10 399"),
        ("", "Nederland", "17 811 291"),
    ]  # fmt: skip
    return tekst(rows)


def decimale_komma() -> bytes:
    rows = [
        ("Gemeente", "Totaal, 65 jaar of ouder", "80 jaar of ouder"),
        ("Beek (L.)", "28,1", "7,5"), ("Venlo", "22,4", "5,0"), ("'s-Gravenhage (gemeente)", "15,4", "3,6"),
    ]  # fmt: skip
    return tekst(rows)


def punt_als_duizendtal() -> bytes:
    return tekst([STAND, GOO, ("Maastricht", "1.250", "1.043"), ("Weert", "900", "874")])


def procentcellen() -> bytes:
    def percent(book: Workbook) -> None:
        for cell in ("C3", "C4"):
            book["Blad1"][cell].number_format = "0%"

    return xlsx({"Blad1": [STAND, WIDE, ("Venlo", 487, 0.62), ("Gennep", 89, 1.01)]}, percent)


def circa_en_bereiken() -> bytes:
    rows = [
        STAND, GOO,
        ("Venlo", 400, "15 tot 20"), ("Gennep", 60, "ca. 50"), ("Venray", 90, "ruim 30"),
        ("Beesel", 20, "<5"), ("Bergen", 40, "meer dan 30"), ("Peel en Maas", 70, "maximaal 60"),
        ("Mook en Middelaar", 10, "n.v.t."),
    ]  # fmt: skip
    return xlsx({"GOO": rows})


def streepje_is_onbekend() -> bytes:
    return xlsx({"Lijst": [STAND, GOO, ("Venlo", 400, 380), ("Gennep", 60, "-"), ("Bergen", 40, 0)]})


def leeg_is_onbekend() -> bytes:
    # 380 + 40 = 420: what Gennep has is not known, so the total proves nothing
    rows = [STAND, GOO, ("Venlo", 400, 380), ("Gennep", 60, None), ("Bergen", 40, 40), ("Totaal", 500, 420)]
    return xlsx({"Lijst": rows})


def negatieve_achterstand() -> bytes:
    rows = [
        ("Taakstelling vergunninghouders 2024-H1",), (),
        ("Gemeente", "Netto taakstelling", "Voorsprong/achterstand", "Gecorrigeerde taakstelling",
         "Realisatie"),
        ("Simpelveld", 11, "10-", 21, 5),  # 11 - -10 = 21
        ("Horst aan de Maas", 43, "+16", 27, 22),  # 43 - 16 = 27
        ("Venlo", 12, 20, -8, 3),  # 12 - 20 = -8: a large voorsprong leaves less than nothing to do
    ]  # fmt: skip
    return xlsx({"2024-H1": rows})


def formule_zonder_waarde() -> bytes:
    rows = [STAND, (*WIDE, ""), ("Venlo", 487, "=100+200"), ("Gennep", 89, "=C3-210")]
    return xlsx({"Blad1": rows})


def foutcel_nvt() -> bytes:
    def error(book: Workbook) -> None:
        cell = book["Blad1"]["C4"]
        cell.value, cell.data_type = "#N/A", "e"

    rows = [STAND, WIDE, ("Venlo", 487, 300), ("Gennep", 89, None), ("Venray", 200, 160)]
    return xlsx({"Blad1": rows}, error)
