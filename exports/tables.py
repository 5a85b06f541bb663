"""Tables for a spreadsheet: Dutch CSV whose every line says where it comes from, and that runs no formula."""

from __future__ import annotations

import csv as csv_module
import io

import pandas as pd

from charts.kader import Kader
from model import taal

#: A spreadsheet reads a text that starts with one of these as a formula.
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv(frame: pd.DataFrame, kader: Kader) -> bytes:
    """Return a table as CSV in Dutch notation: UTF-8 with mark, semicolons, decimal comma.

    Numbers have no thousands mark and dates are written year first, so that the file can be read back. An
    unknown number or date is the word ``onbekend``. The source, peildatum, version and (for made-up figures)
    the word VOORBEELD stand on every line, in columns after the figures.
    """
    about = {"bron": kader.bron, "peildatum": kader.peildatum_tekst, "versie": kader.versie}
    if kader.voorbeeld:
        about["voorbeeld"] = "VOORBEELD: verzonnen cijfers"
    heads = [veilig(label(name)) for name in frame.columns]
    tail = [f"{name} van de tabel" if name in heads else name for name in about]
    columns = [[cel(value) for value in frame[name]] for name in frame.columns]
    columns += [[veilig(text)] * len(frame) for text in about.values()]
    buffer = io.StringIO(newline="")
    writer = csv_module.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([*heads, *tail])
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def label(name: object) -> str:
    """Return the Dutch label of a column; a name that is no code stays as it is."""
    try:
        return taal.woord(name)
    except KeyError:
        return str(name)


def cel(value: object) -> str:
    """Return one cell.

    >>> cel(0.5), cel(5662), cel(None), cel("=1+1"), cel(pd.Timestamp("2026-05-03")), cel(True)
    ('0,5', '5662', 'onbekend', "'=1+1", '2026-05-03', 'ja')
    """
    if isinstance(value, str):
        return veilig(value)
    if taal.is_unknown(value):
        return taal.ONBEKEND
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "ja" if value else "nee"
    if isinstance(value, pd.Timestamp):
        return value.isoformat()[:10] if value == value.normalize() else value.isoformat(" ", "minutes")
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        return _number(float(value))  # type: ignore[arg-type]
    return veilig(str(value))


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")


def veilig(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(GEVAARLIJK) else text
