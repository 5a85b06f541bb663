"""Round trips and damage: what is written is read, what is broken is never silently wrong."""

from __future__ import annotations

import datetime as dt
import io
import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders import reading
from tests.loaders.reading import build, look

MOMENT = st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2200, 1, 1)).map(
    lambda m: m.replace(microsecond=0)
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: (
        text.strip() == text and not text.startswith("=") and "_x" not in text and not text.startswith("#")
    )
)
CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    MOMENT,
    TEXT,
)


def _expected(value: object) -> object:
    if isinstance(value, dt.datetime):
        text = value.isoformat()
        return ("datum", text.removesuffix("T00:00:00"))
    if isinstance(value, float):
        return float(f"{value:.16g}")  # openpyxl writes sixteen digits
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_workbook_that_is_written_is_read(rows: list[list[object]]) -> None:
    rows[0][0], rows[-1][2] = "kop", "einde"
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    result = reading.read(buffer.getvalue(), "a.xlsx")
    assert look.values(look.only_sheet(result)) == [[_expected(value) for value in row] for row in rows]


def _sample() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["gemeente", "aantal", "datum"])
        for i in range(30):
            sheet.append([f"Gemeente {i}", i * 7, dt.datetime(2024, 1, 1 + i % 28)])

    return build.book(fill)


def _damage(content: bytes, number: int) -> bytes:
    """Cut the file, or flip up to four bits."""
    chance = random.Random(number)
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _check(content: bytes, good: list[list[object]], number: int) -> None:
    result = reading.read(_damage(content, number), "stuk.xlsx")
    assert result.seconds < 20
    assert result.lezen != "geweigerd" or result.issues
    if result.lezen == "exact" and result.kind == "xlsx":
        assert look.values(look.only_sheet(result)) == good, number


def test_damaged_files_are_refused_or_read_right() -> None:
    content = _sample()
    good = look.values(look.only_sheet(reading.read(content, "heel.xlsx")))
    for number in range(200):
        _check(content, good, number)


@pytest.mark.proof
def test_damaged_files_long() -> None:
    content = _sample()
    good = look.values(look.only_sheet(reading.read(content, "heel.xlsx")))
    for number in range(200, 2_200):
        _check(content, good, number)
