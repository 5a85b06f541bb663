"""Compares libraries that find out delimiter and encoding: ``python -m tests.csv_dialecten`` prints tables.

On the text tables of the corpus, labelled by looking at the bytes, and on Dutch ones made here, one quirk
each. A delimiter is right when it is the one the file was written with; for a single column also none, or one
that does not occur. An encoding is right when the decoded text is the text that was encoded. The outcome and
what we chose stand in ``docs/decisions/0004-csv-dialect.md``. Not run by the tests; duckdb is there for this.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import chardet
import charset_normalizer
import clevercsv
import duckdb

from loaders.reading import csvfile, dialect, encoding
from loaders.reading.findings import Refused
from tests.corpus_cellen.maak import CP1252, DIALECTS, UTF8, UTF16
from tests.shared import shared

_NAMES = {UTF8: "utf-8-sig", CP1252: "cp1252", UTF16: "utf-16"}
_GEMEENTEN = ["Beek", "Stein", "Súdwest-Fryslân", "Nuenen, Gerwen en Nederwetten", "'s-Hertogenbosch", "Één"]
_NOTE = "Bron: COA, IND en gemeenten; peildatum 1 januari 2024, voorlopig"


class Case(NamedTuple):
    """One text table: its name, its text and the delimiter it was written with."""

    name: str
    text: str
    delimiter: str


def _table(sign: str, *columns: Callable[[int], str], rows: int = 6, head: str = "") -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if sign in text or "\n" in text or '"' in text else text

    lines = [head or sign.join(["gemeente", *(f"kolom {i}" for i in range(1, len(columns) + 1))])]
    for i in range(rows):
        lines.append(sign.join(map(quoted, [_GEMEENTEN[i % 6], *(column(i) for column in columns)])))
    return "\r\n".join(lines) + "\r\n"


def _half(i: int) -> str:
    return f"{i * 7},5"


def _made() -> list[Case]:
    """Return Dutch tables, one quirk each."""
    plain = _table(";", str, _half)
    months = ";".join(["gemeente", *(f"{m}-24" for m in ("jan", "feb", "mrt", "apr"))])
    return [
        Case("puntkomma, decimale komma", plain, ";"),
        Case("titel en lege regel erboven", f"Opvang, stand 1 januari, heel Limburg\r\n\r\n{plain}", ";"),
        Case("voetnoten eronder", f"{plain}\r\n{_NOTE}\r\n* geschat, zie ook noot 2, 3 en 4\r\n", ";"),
        Case("totaalregel", f"{plain}Totaal;105;1.234,5\r\n", ";"),
        Case("tab, namen met komma", _table("\t", str, _half), "\t"),
        Case(
            "tab met titel", f"Opvang; stand 1 januari, voorlopig\r\n\r\n{_table(chr(9), str, _half)}", "\t"
        ),
        Case("komma, tussen aanhalingstekens", _table(",", str, _half), ","),
        Case(
            "komma, noten met puntkomma",
            _table(",", str, lambda i: "ja; soms; nooit" if i % 2 else "nee"),
            ",",
        ),
        Case("staand streepje", _table("|", str, _half), "|"),
        Case("sep=; boven komma's", f"sep=;\r\n{_table(';', _half, _half)}", ";"),
        Case("regeleinde in een cel", _table(";", str, lambda i: f"eerste, regel\ntweede {i}"), ";"),
        Case("aanhalingsteken in een cel", _table(";", str, lambda i: f'de "{i}e" opgave, deels'), ";"),
        Case("bedragen met euroteken", _table(";", lambda i: f"€ 1.{i}34,50", _half), ";"),
        Case("datums en tijden", _table(";", lambda i: f"0{i + 1}-01-2024 12:00", _half), ";"),
        Case("maanden naast elkaar", _table(";", _half, _half, _half, _half, head=months), ";"),
        Case("lege kolommen rechts", _table(";", str, _half, lambda _: "", lambda _: ""), ";"),
        Case("opmerkingen met #", f"# bron: COA, IND, gemeenten\r\n# versie 3, concept\r\n{plain}", ";"),
        Case("alleen kop en een rij", _table(";", str, _half, rows=1), ";"),
        Case("twee kolommen, korte namen", "code;n\r\nGM0888;1,5\r\nGM0971;2,5\r\n", ";"),
        Case("een kolom", "waarde\r\n12\r\n7\r\n30\r\n", ""),
        Case("een kolom met decimale komma", "aandeel\r\n1,5\r\n2,25\r\n3,5\r\n", ""),
        Case("alles tussen aanhalingstekens", '"gemeente";"n"\r\n"Beek";"1,5"\r\n"Stein";"2,5"\r\n', ";"),
    ]


def _corpus() -> list[tuple[str, bytes, int, int]]:
    listing = shared("corpus", "corpus.csv")
    if listing is None:
        return []
    files = sorted(path for path in listing.parent.glob("*__*.csv"))
    return [(path.name, path.read_bytes(), *DIALECTS.get(path.name, (ord(","), UTF8))) for path in files]


def _cases() -> list[Case]:
    space = {"pollock__file_field_delimiter_0x20.csv": " "}
    single = {"frictionless-py__leading-zeros.csv": ""}
    found = [
        Case(name, content.decode(_NAMES[charset]), (space | single).get(name, chr(sign)))
        for name, content, sign, charset in _corpus()
    ]
    return found + _made()


def _sniffer(text: str) -> str:
    return csv.Sniffer().sniff(text[:20_000]).delimiter


def _clever(text: str) -> str:
    found = clevercsv.Sniffer().sniff(text[:20_000])
    return (found.delimiter or "") if found else ""


def _duck(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_text(text, encoding="utf-8", newline="")
        rows = duckdb.sql(f"SELECT Delimiter FROM sniff_csv('{path}')").fetchall()
    return rows[0][0] if rows else ""


def _ours(text: str) -> str:
    declared = csvfile.SEP.match(text)
    return declared[1] if declared else dialect.delimiter(text)[0]


DELIMITERS = {"csv.Sniffer": _sniffer, "CleverCSV": _clever, "DuckDB": _duck, "wij": _ours}
_FAILS = (csv.Error, clevercsv.Error, duckdb.Error)


def delimiters(cases: list[Case]) -> None:
    """Print per library how many delimiters are right, and which are not."""
    for name, find in DELIMITERS.items():
        start, wrong = time.perf_counter(), []
        for case in cases:
            try:
                found = find(case.text)
            except _FAILS:
                found = ""
            right = found == case.delimiter or (not case.delimiter and found not in case.text)
            wrong += [] if right else [f"{case.name} ({found!r})"]
        seconds = time.perf_counter() - start
        print(f"| {name} | {len(cases) - len(wrong)} van {len(cases)} | {seconds:.2f} | {'; '.join(wrong)} |")


def _encoded() -> list[tuple[str, bytes, str]]:
    """Return (name, bytes, text) per encoding: a short Dutch table, a long one, and those of the corpus."""
    short = "gemeente;aantal\r\nSúdwest-Fryslân;5\r\nBeek;7\r\n"
    long = _table(";", str, lambda i: f"€ {i},5 – coördinatie, financiële reünie", rows=300)
    made = []
    for name in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"):
        made += [
            (f"{name}, {what}", text.encode(name), text) for what, text in (("kort", short), ("lang", long))
        ]
    dos = "naam;n\r\nFrançois;1\r\nRené;2\r\nZoë;3\r\n"
    made += [(name, dos.encode(name), dos) for name in ("cp850", "mac_roman")]
    return made + [(n, content, content.decode(_NAMES[c])) for n, content, _, c in _corpus()]


def _by_chardet(content: bytes) -> str:
    return content.decode(chardet.detect(content)["encoding"] or "ascii")


def _by_normalizer(content: bytes) -> str:
    return str(charset_normalizer.from_bytes(content).best() or "")


ENCODINGS = {
    "charset-normalizer": _by_normalizer,
    "chardet": _by_chardet,
    "wij": lambda content: encoding.decode(content).text,
}


def encodings(cases: list[tuple[str, bytes, str]]) -> None:
    """Print per library how many texts come out as they went in, and which do not."""
    for name, decode in ENCODINGS.items():
        start, wrong = time.perf_counter(), []
        for what, content, text in cases:
            try:
                right = decode(content).removeprefix("\ufeff") == text
            except (UnicodeError, LookupError, Refused):
                right = False
            wrong += [] if right else [what]
        seconds = time.perf_counter() - start
        print(f"| {name} | {len(cases) - len(wrong)} van {len(cases)} | {seconds:.2f} | {'; '.join(wrong)} |")


if __name__ == "__main__":
    print("| scheidingsteken | goed | s | niet goed |\n| --- | --- | --- | --- |")
    delimiters(_cases())
    print("\n| tekenset | goed | s | niet goed |\n| --- | --- | --- | --- |")
    encodings(_encoded())
