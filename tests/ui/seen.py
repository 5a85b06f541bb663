"""What a reader sees of a page that ran under AppTest."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from loaders import template

ROOT = Path(__file__).parents[2]
VANDAAG = "2026-11-21"
PAGES = (
    "overzicht",
    "regio",
    "gemeente",
    "locaties",
    "knelpunten",
    "aanlevering",
    "gegevens",
    "controle",
    "bronnen",
)
REAL, EXAMPLE = "openbare cijfers", "voorbeeld"
#: What stands behind the words in the choice of an area.
AREAS = {"Limburg": "PV31", "Noord-Limburg": "CR37", "Midden-Limburg": "CR38", "Zuid-Limburg": "CR39"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

WORDS = "markdown caption title header subheader info warning error success"
LABELS = (
    "selectbox multiselect text_input number_input file_uploader button download_button expander page_link"
)
#: Words that no Dutch sentence has; our own texts must not have them either.
ENGLISH = re.compile(
    r"\b(the|and|with|from|unknown|which|this|these|total|lower bound|approximate\w*|shelters?|refugees?|"
    r"choose|upload|loading|error|value|nan|none|null|true|false)\b",
    re.IGNORECASE,
)
RAW = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b(?![\w-]*\.(?:csv|xlsx|xls|ods|txt|json))")
ADDRESS = re.compile(r"\]\([^)]*\)|<https?://[^>]*>|https?://\S+")


def start(**query: str) -> AppTest:
    """Return the app that has not run yet, with what the address says."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return app


def go(app: AppTest, page: str) -> AppTest:
    """Go to a page; as the first step this is a deep link on a fresh server."""
    return whole(app.switch_page(f"pages/{page}.py").run())


def opened(page: str, **query: str) -> AppTest:
    """Return a page as the first visitor gets it."""
    return go(start(**query), page)


def choose(app: AppTest, key: str, text: str) -> AppTest:
    """Choose in a select box by what the reader sees, and run."""
    assert text in app.selectbox(key=key).options
    return whole(app.selectbox(key=key).set_value(AREAS.get(text, text)).run())


def whole(app: AppTest) -> AppTest:
    """Return the app when its last run ended well."""
    assert not app.exception, [error.message for error in app.exception]
    return app


def read(text: object) -> str:
    """Return markdown as a reader sees it: no addresses, no backslashes.

    >>> read(r"[1\\.943](./bronnen?cijfer=a) \\(regio\\)")
    '1.943 (regio)'
    """
    return (
        html.unescape(re.sub(r"\\(.)", r"\1", ADDRESS.sub("]", str(text)))).replace("[", "").replace("]", "")
    )


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Return every table, addresses and all."""
    return [table.value for table in app.table]


def table(app: AppTest, *columns: str) -> pd.DataFrame:
    """Return the first table that has these columns, as read."""
    found = next(frame for frame in tables(app) if set(columns) <= set(frame.columns))
    return found.map(read)


def charts(app: AppTest) -> list[dict]:
    """Return the specification of every chart."""
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


def texts(app: AppTest) -> list[str]:
    """Return everything a reader can read outside the charts."""
    return [text for text in (read(part) for part in _parts(app)) if text]


def _parts(app: AppTest) -> Iterator[object]:
    for kind in WORDS.split():
        yield from (element.value for element in app.get(kind))
    for kind in LABELS.split():
        for element in app.get(kind):
            yield element.label
            yield from getattr(element, "options", ())
    for frame in tables(app):
        yield from frame.columns
        yield from (cell for column in frame for cell in frame[column])
        yield from (name for name in frame.index if isinstance(name, str))
    for spec in charts(app):
        yield spec["description"]


def english(seen: list[str]) -> list[str]:
    """Return the texts that hold an English word or a word of the software."""
    return [text for text in seen if ENGLISH.search(text)]


def raw(seen: list[str]) -> list[str]:
    """Return the names of columns and list values in texts; names of files are no such thing."""
    return sorted({name for text in seen for name in RAW.findall(text)})


def workbook(*rows: dict[str, object]) -> bytes:
    """Return the template with rows on the sheet Cijfers, by the headers that stand there."""
    book = load_workbook(io.BytesIO(template.workbook()))
    sheet = book["Cijfers"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 2):
        for header, value in row.items():
            sheet.cell(number, place[header], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def beds(gemeente: str, value: int, **more: object) -> dict[str, object]:
    """Return a row of the template: places for asielzoekers on a day."""
    row = {"Gebied": gemeente, "Doelgroep": "asielzoekers", "Deelgroep": "alle", "Maat": "realisatie"}
    return row | {"Peildatum": date(2026, 11, 1), "Waarde": value, "Eenheid": "plekken"} | more
