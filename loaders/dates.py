"""Single dates, months and years in the spellings of Dutch sources, without any guess about order or year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from model.taal import MAANDEN

#: Order of day and month in dates with slashes; empty means not decided.
DMY, MDY = "dmy", "mdy"
FIRST_YEAR, LAST_YEAR = 1800, 2100

MONTHS = {name: i for i, name in enumerate(MAANDEN, 1)} | {
    **{name[:3]: i for i, name in enumerate(MAANDEN, 1)},
    "mrt": 3,
    "sept": 9,
}
MONTH = r"(?P<maand>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(?P<jaar>[12][0-9]{3})"
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``van`` to ``tot``, both inclusive, and how precise the text was; or what is wrong."""

    van: date | None = None
    tot: date | None = None
    precision: str = "onbekend"
    error: str = ""


def day(year: int, month: int, number: int) -> Span:
    """Return one day, or the error of a day that does not exist.

    >>> day(2024, 2, 30).error
    'onmogelijke-datum'
    """
    try:
        found = date(year, month, number)
    except ValueError:
        return Span(error="onmogelijke-datum")
    return Span(found, found, "dag") if FIRST_YEAR <= year <= LAST_YEAR else Span(error="onmogelijke-datum")


def months(year: int, first: int, last: int, precision: str) -> Span:
    """Return whole months of one year.

    >>> months(2024, 2, 2, "maand").tot
    datetime.date(2024, 2, 29)
    """
    if not (1 <= first <= last <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return Span(error="onmogelijke-datum")
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), precision)


def later(start: date, count: int, unit: str) -> date:
    """Return the date that lies a number of days, weeks, months or years later.

    >>> later(date(2024, 1, 31), 1, "maand"), later(date(2022, 7, 29), 2, "week")
    (datetime.date(2024, 2, 29), datetime.date(2022, 8, 12))
    """
    if unit in {"dag", "week"}:
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    total = start.year * 12 + start.month - 1 + count * (12 if unit == "jaar" else 1)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def slash_order(texts: Iterable[str]) -> str:
    """Return the order that a column of slashed dates proves, or nothing when it proves none or both.

    >>> slash_order(["03/04/2024", "13/04/2024"]), slash_order(["03/04/2024"])
    ('dmy', '')
    """
    pairs = [(int(a), int(b)) for text in texts for a, b in _SLASHED.findall(text)]
    seen = {DMY for first, second in pairs if first > 12 >= second}
    seen |= {MDY for first, second in pairs if second > 12 >= first}
    return seen.pop() if len(seen) == 1 else ""


def slashed(first: int, second: int, year: int, order: str) -> Span:
    """Return a date with slashes; ``03/04/2024`` needs an order decided by its column or layout."""
    if not order and first != second and first <= 12 and second <= 12:
        return Span(error="dubbelzinnige-datum")
    swap = order == MDY or (not order and second > 12)
    return day(year, *((first, second) if swap else (second, first)))
