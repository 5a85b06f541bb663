"""The forms in which one period is written, each a pattern with the function that turns it into days.

Half-years run from 1 January to 30 June and from 1 July to 31 December, both days included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from loaders import dates
from loaders.dates import MONTH, MONTHS, YEAR, Span, day, months

Build = Callable[[re.Match[str], str], Span]
HALF = {"1": 1, "i": 1, "eerste": 1, "1e": 1, "1ste": 1, "2": 2, "ii": 2, "tweede": 2, "2e": 2, "2de": 2}
RANK = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
#: Months of a season or part of the year; winter has two years and is therefore only a year.
SEASONS = {
    "voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11),
    "begin": (1, 3), "medio": (5, 8), "half": (5, 8), "midden": (5, 8), "eind": (10, 12), "einde": (10, 12),
    "eind van": (10, 12),
}  # fmt: skip
_RANKED = r"(?P<deel>1e|1ste|2e|2de|eerste|tweede)"
_HALFYEAR = r"(?:helft|halfjaar|half jaar|semester)"
_SEASON = r"(?P<deel>" + "|".join(sorted(SEASONS, key=len, reverse=True)) + ")"


def _year(match: re.Match[str]) -> int:
    return int(match["jaar"])


def _half(match: re.Match[str], _order: str) -> Span:
    return half_year(_year(match), HALF[match["deel"]])


def half_year(year: int, half: int) -> Span:
    """Return a half-year: 1 is January to June, 2 is July to December."""
    return months(year, 6 * half - 5, 6 * half, "halfjaar")


def _quarter(match: re.Match[str], _order: str) -> Span:
    quarter = int(RANK.get(match["deel"], 0) or match["deel"][0])
    return months(_year(match), 3 * quarter - 2, 3 * quarter, "kwartaal")


def _month(match: re.Match[str], _order: str) -> Span:
    text = match["maand"]
    number = int(text) if text.isdigit() else MONTHS[text]
    return months(_year(match), number, number, "maand")


def _day(match: re.Match[str], _order: str) -> Span:
    text = match["maand"]
    return day(_year(match), int(text) if text.isdigit() else MONTHS[text], int(match["dag"]))


def _slashed(match: re.Match[str], order: str) -> Span:
    return dates.slashed(int(match["a"]), int(match["b"]), _year(match), order)


def _whole_year(match: re.Match[str], _order: str) -> Span:
    return months(_year(match), 1, 12, "jaar")


def _years(match: re.Match[str], _order: str) -> Span:
    first, last = _year(match), int(match["eind"])
    if not first < last <= dates.LAST_YEAR:
        return Span(error="onmogelijke-datum")
    return Span(date(first, 1, 1), date(last, 12, 31), "jaar")


def _season(match: re.Match[str], _order: str) -> Span:
    first, last = SEASONS[match["deel"]]
    if "deel2" in match.re.groupindex and match["deel2"]:
        last = SEASONS[match["deel2"]][1]
    return months(_year(match), first, last, "seizoen") if first <= last else Span(error="onmogelijke-datum")


def _undecided(_match: re.Match[str], _order: str) -> Span:
    """A year of two digits, or ``2018-2``, which is February or a half-year."""
    return Span(error="dubbelzinnige-datum")


_D = r"(?P<dag>[0-9]{1,2})"
_M = r"(?P<maand>[0-9]{1,2})"
_M2 = r"(?P<maand>[0-9]{2})"
_CLOCK = r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"

#: First pattern that fits the whole text wins.
FORMS: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{YEAR}[-/.]{_M2}[-/.](?P<dag>[0-9]{{2}}){_CLOCK}", _day),
        (rf"{_D}[-.]{_M}[-.]{YEAR}{_CLOCK}", _day),
        (rf"{_D}(?:e|ste)? {MONTH} {YEAR}", _day),
        (rf"{_D}-{MONTH}-{YEAR}", _day),
        (rf"(?P<a>[0-9]{{1,2}})/(?P<b>[0-9]{{1,2}})/{YEAR}{_CLOCK}", _slashed),
        (r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}", _undecided),
        (rf"{YEAR}(?P<maand>0[1-9]|1[0-2])(?P<dag>[0-3][0-9])", _day),
        (rf"{YEAR}jj00", _whole_year),
        (rf"{YEAR}kw0(?P<deel>[1-4])", _quarter),
        (rf"{YEAR}mm(?P<maand>[01][0-9])", _month),
        (rf"{YEAR}hj0(?P<deel>[12])", _half),
        (rf"m(?P<maand>[0-9]{{1,2}})y{YEAR}", _month),
        (rf"[kq](?P<deel>[1-4])y{YEAR}", _quarter),
        (rf"h(?P<deel>[12])y{YEAR}", _half),
        (rf"{YEAR}[- ]?h(?P<deel>[12])", _half),
        (rf"h(?P<deel>[12])[- ]?{YEAR}", _half),
        (rf"{YEAR} ?[-/] ?(?P<deel>i|ii)", _half),
        (rf"{YEAR} - (?P<deel>1|2)", _half),
        (rf"{_RANKED} {_HALFYEAR}(?: van)? {YEAR}", _half),
        (rf"{YEAR},? {_RANKED} {_HALFYEAR}", _half),
        (rf"{_HALFYEAR} (?P<deel>1|2|i|ii),?(?: van)? {YEAR}", _half),
        (rf"{YEAR}[- ]?[kq](?P<deel>[1-4])", _quarter),
        (rf"[kq](?P<deel>[1-4])[- ]?{YEAR}", _quarter),
        (rf"(?P<deel>[1-4]e|eerste|tweede|derde|vierde) kwartaal(?: van)? {YEAR}", _quarter),
        (rf"{YEAR},? (?P<deel>[1-4]e|eerste|tweede|derde|vierde) kwartaal", _quarter),
        (rf"{YEAR}-{_M2}", _month),
        (rf"{YEAR}-[1-9]", _undecided),
        (rf"(?P<maand>[0-9]{{1,2}})-{YEAR}", _month),
        (rf"(?:begin |half |medio |eind )?{MONTH}[ -]{YEAR}", _month),
        (rf"{YEAR} {MONTH}", _month),
        (rf"{_SEASON} (?:van )?{YEAR}", _season),
        (rf"{YEAR} \({_SEASON}(?:/(?P<deel2>[a-z]+))?(?:, [^()]*)?\)", _season),
        (rf"{YEAR} ?[/-] ?(?P<eind>[12][0-9]{{3}})", _years),
        (rf"(?:jaar |heel )?{YEAR}", _whole_year),
    )
)


def span(text: str, order: str = "") -> Span | None:
    """Return the days of one period, an error inside a span, or None when no form fits.

    >>> span("2017-i").tot, span("03/04/2024").error, span("binnenkort")
    (datetime.date(2017, 6, 30), 'dubbelzinnige-datum', None)
    """
    for pattern, build in FORMS:
        match = pattern.fullmatch(text)
        if match:
            return build(match, order)
    return None
