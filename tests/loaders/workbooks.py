"""Small files with the layout of real publications, made in memory: CBS and StatLine.

The shapes (title rows, offsets, padding, footers, encodings) are those of the published files; the figures
that a test names are fictional unless they stand in the published example.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[object]


def workbook(sheets: dict[str, Iterable[Row]]) -> bytes:
    """Return an xlsx with these sheets and rows."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for col, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, col, value)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(rows: Iterable[Row], delimiter: str = ";", *, quote: bool = False, encoding: str = "utf-8") -> bytes:
    """Return a delimited text file."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


CBS_ROWS = (("0014", "Groningen", 238147), ("0893", "Bergen (L)", 13119), ("1992", "Voorne aan Zee", 73945))
CBS_TOTAL = sum(row[2] for row in CBS_ROWS)  # 238147 + 13119 + 73945 = 325211
_EMPTY: tuple[Row, ...] = ((),)


def cbs_table_1(total: int = CBS_TOTAL, date: str = "1-1-2023") -> list[Row]:
    """Return ``Tabel 1``: value header in row 3, total in row 9, header in row 11, data from row 12."""
    return [
        ("Tabel 1",),
        (f"Aantal inwoners per gemeente (voorlopig), {date}",),
        (None, None, None, "Totaal "),
        *_EMPTY * 5,
        ("Totaal", None, None, total),
        *_EMPTY,
        ("Gemeentecode", "Gemeentenaam"),
        *((code, name, None, value) for code, name, value in CBS_ROWS),
        *_EMPTY * 3,
    ]


def cbs_table_2() -> list[Row]:
    """Return ``Tabel 2``: a header of two levels in rows 3 and 4, total in row 8, names in row 10."""
    ages = ((2500, 2400), (90, 110), (700, 710))
    data = [(*row[:2], None, row[2], *age) for row, age in zip(CBS_ROWS, ages, strict=True)]
    return [
        ("Tabel 2",),
        ("Aantal inwoners per gemeente naar leeftijd (voorlopig), 1-1-2023",),
        (None, None, None, "Totaal "),
        (None, None, None, None, "0 jarigen", "1 jarigen"),
        *_EMPTY * 3,
        ("Totaal", None, None, CBS_TOTAL, 3290, 3220),
        *_EMPTY,
        ("Gemeentecode", "Gemeentenaam"),
        *data,
    ]


def cbs_maatwerk(*, total: int = CBS_TOTAL, date: str = "1-1-2023") -> bytes:
    """Return the whole CBS workbook: the first sheet holds no data, ``Data`` is the clean one."""
    return workbook(
        {
            "Voorblad": [("CBS, <team>",), ("<Maand uitgeschreven>  <jaar>",)],
            "Toelichting": [("Toelichting bij de tabellen",)],
            "Bronbestanden": [("Bron", "Omschrijving")],
            "Tabel 1": cbs_table_1(total, date),
            "Tabel 2": cbs_table_2(),
            "Data": cbs_data(),
        }
    )


def cbs_data() -> list[Row]:
    """Return the clean sheet of the CBS workbook."""
    return [("Gemeentecode", "Gemeentenaam", "Aantal inwoners"), *CBS_ROWS]


SES_HEAD = (
    "Perioden",
    "Wijken en buurten",
    "Regiocode (gemeente, wijk, buurt) (code)",
    "Particuliere huishoudens (Aantal)",
    "Opleidingsniveau/Laag/Waarde (%)",
    "SES-WOA/Totaalscore/Gemiddelde score (Getal)",
)
SES_ROWS = (
    ("2019", "Amsterdam", "GM0363    ", "  457400", "    20.8", "  -0.100"),
    ("2019", "Burgwallen-Oude Zijde", "WK036300  ", "    2900", "    11.1", "   0.010"),
    ("2019", "Beek", "GM0888    ", "    7300", "       .", "   0.123"),
    ("2019", "Beek", "WK088800  ", "    4100", "    24.0", "   0.050"),
    ("2019", "Stationsplein e.o.", "BU03630100", "       0", "       .", "       ."),
)


def statline_ses() -> bytes:
    """Return a StatLine export of districts: BOM, quoted, padded, decimal point, gemeente and wijk mixed."""
    return text((SES_HEAD, *SES_ROWS), quote=True, encoding="utf-8-sig")


def statline_without_code() -> bytes:
    """Return a StatLine export of gemeenten whose code column was not ticked."""
    head, *rows = [(row[0], row[1], *row[3:]) for row in (SES_HEAD, SES_ROWS[0], SES_ROWS[2])]
    return text((head, *rows), quote=True, encoding="utf-8-sig")


def statline_inhabitants() -> bytes:
    """Return a StatLine export of inhabitants with aggregates between the gemeenten."""
    head = ("Perioden", "Regio's", "Regio's (code)", "Bevolking aan het begin van de periode (aantal)")
    rows = (
        ("2024*", "Nederland", "NL01  ", "17947684"),
        ("2024*", "Zuid-Nederland (LD)", "LD04  ", " 3778046"),
        ("2024*", "Limburg (PV)", "PV31  ", " 1133174"),
        ("2024*", "Beek (L.)", "GM0888", "   16104"),
        ("2023", "Beek (L.)", "GM0888", "   16002"),
        ("2023", "Weesp", "GM0457", "       ."),
    )
    return text((head, *rows), quote=True, encoding="utf-8-sig")


def statline_copied() -> list[Row]:
    """Return a StatLine table as copied from the page: Dutch notation, aggregates, source line."""
    return [
        ("Regio's", "Perioden", "Totale bevolking (aantal)", "Koppelvariabele regio (code)"),
        ("Nederland", "2024*", "17.947.684", "NL01"),
        ("Zuid-Nederland (LD)", "2024*", "3.778.046", "LD04"),
        ("Limburg (PV)", "2024*", "1.133.174", "PV31"),
        ("Venlo", "2024*", "103.425", "GM0983"),
        ("Vaals", "2023", ".", "GM0981"),
        ("Bron: CBS.",),
    ]


def statline_copied_ses() -> list[Row]:
    """Return copied SES scores: thousands point and decimal comma, periods with an asterisk."""
    return [
        ("Wijken en buurten", "Perioden", "Particuliere huishoudens (Aantal)",
         "SES-WOA Totaalscore Gemiddelde score (Getal)"),
        ("Aa en Hunze", "2022*", "11.200", "0,170"),
        ("Alphen aan den Rijn", "2021", "48.900", "0,153"),
        ("Bron: CBS.",),
    ]  # fmt: skip


def statline_old(*, region: bool = False) -> bytes:
    """Return an export of the old site: title, repeated header rows, units row, footer, Windows-1252."""
    head: list[Row] = [
        ("Onderwerpen", "Bevolking naar leeftijd (op 1 januari)", "Bevolking naar leeftijd (op 1 januari)"),
        ("Onderwerpen", "Bevolking naar leeftijd, aantallen", "Bevolking naar leeftijd, aantallen"),
        ("Onderwerpen", "Jonger dan 20 jaar", "20 tot 40 jaar"),
        ("Perioden", "aantal", "aantal"),
    ]
    rows: list[Row] = [("1950", "3742499", "2951369"), ("1960", "4349000", ".")]
    if region:
        head = [(line[0], line[0] if n < 3 else "Regio's", *line[1:]) for n, line in enumerate(head)]
        rows = [("2015", "Nederland", "3828059", "4148000"), ("2015", "Venlo", "20500", "24100")]
    footer = ("© Centraal Bureau voor de Statistiek, Den Haag/Heerlen 10-10-2017",)
    return text((("Bevolking; kerncijfers",), *head, *rows, footer), quote=True, encoding="cp1252")


def cbs_chart() -> bytes:
    """Return the download under a CBS graph: BOM, unquoted, decimal comma, a comma inside a header."""
    rows = (
        ("Gemeente", "Totaal, 65 jaar of ouder", "65 tot 80 jaar", "80 jaar of ouder"),
        ("Beek (L.)", "28,1", "20,6", "7,5"),
        ("'s-Gravenhage (gemeente)", "15,4", "11,8", "3,6"),
    )
    return text(rows, encoding="utf-8-sig")


def odata(*, labels: bool = False) -> bytes:
    """Return a table of the CBS API: padded codes, or labels; an index column that pandas left behind."""
    head = ("", "ID", "RegioS", "Perioden", "TotaleBevolking_1", "GemiddeldeScore_29")
    rows = (
        (0, 0, "NL01  ", "2023JJ00", 17811291, "."),
        (1, 1, "PV31  ", "2023JJ00", 1128367, "0.05"),
        (2, 2, "GM0935", "2023JJ00", 121151, "-0.1"),
        (3, 3, "GM0893", "2023JJ00", -99997, "0.123"),
    )
    names = {"NL01  ": "Nederland", "PV31  ": "Limburg (PV)", "GM0935": "Maastricht", "GM0893": "Bergen (L.)"}
    if labels:
        rows = tuple((a, b, names[code], "2023", c, d) for a, b, code, _, c, d in rows)
    return text((head, *rows), ",")
