"""Dates and periods as sources write them: a day, a month, a half-year, a stretch, or honestly unknown.

``parse`` never guesses a year, an end or the order of day and month. What counts as the reference date
(``peildatum``) follows from the precision: a day is itself, a month is its last day, anything vaguer has none
unless the text names one ("stand 2023-12-05").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pandas as pd

from loaders import dates
from loaders.dates import MONTH, WEEKDAYS, YEAR, Span, later
from loaders.numbers import clean
from loaders.period import FOUTEN, Period
from loaders.period_forms import span
from model.grid import Column, Kind

__all__ = ["FOUTEN", "Period", "from_filename", "parse", "parse_column", "parse_texts"]

_UNKNOWN = re.compile(
    r"|onbekend.*|ongedateerd.*|onbepaald.*|permanent|geen datum|niet (?:bekend|genoemd)|n\.?v\.?t\.?|[-.?]|"
    r"nb|.*jaar niet genoemd.*|na (?:de )?(?:zomer |[12][0-9]{3}-).*|voor (?:de )?zomer .*"
)
_REMARK = re.compile(r" ?\(([^()]*)\)")
_YEAR_IN_REMARK = re.compile(rf"(?P<head>[0-9]{{1,2}} {MONTH}) \({YEAR}\)")
_DURATION = re.compile(
    r"(?:^|[,;] ?| )(?:voor |gedurende )?"
    r"(?P<about>(?:max\.? |maximaal |in principe |circa |ongeveer |minimaal )*)"
    r"(?P<count>[0-9]{1,2})(?P<plus>\+[0-9]+)? (?P<unit>dag|dagen|week|weken|maand|maanden|jaar)(?![a-z]).*$"
)
_UNITS = {"dagen": "dag", "weken": "week", "maanden": "maand"}
_WORDS = re.compile(
    r"^(?:periode|per|op|stand(?: per| op)?|peildatum:?|datum:?|raadsbesluit|raadsmotie|besluit|gepland|"
    r"verwacht|circa|ca\.|sinds)[ :]+"
)
_WEEKDAY = re.compile(rf"^(?P<weekdag>{'|'.join(WEEKDAYS)}),? ")
_STRETCH = re.compile(r"(?P<van>.+?) (?:tot en met|t/m|tot|-|–) (?P<tot>.+)")
_NAMED = re.compile(
    r"(?P<soort>stand|peildatum|bericht|aankondiging|publicatie)(?: van| op| per)? (?P<datum>.+)"
)


def parse(value: object, *, aard: str | None = None, jaar: int | None = None, volgorde: str = "") -> Period:
    """Return what a cell says about time.

    Args:
        value: text, date, or a number that is a year (``2023``) or ``jjjjmmdd``.
        aard: for ``stroom`` a whole period counts until its last day, unless the text says otherwise.
        jaar: year for texts without one (``1-7``); only when the table itself states it.
        volgorde: order of slashed dates, ``dmy`` or ``mdy``, decided by the column.

    >>> parse("2023-H2 (stand 2023-12-05)").peildatum, parse("vanaf 1 oktober (jaar niet genoemd)").van
    (datetime.date(2023, 12, 5), None)
    """
    if isinstance(value, date | datetime | np.datetime64) and not pd.isna(value):
        found = pd.Timestamp(value).date()
        return Period(found, found, found, "dag", tekst=str(found))
    if isinstance(value, int | float | np.number):
        value = _number_text(float(value))
    elif value is None or value is pd.NaT:
        value = ""
    text = re.sub(r"^([12][0-9]{3})-([12])$", r"\1 - \2", str(value)) if aard == "stroom" else str(value)
    return replace(_finish(_text(text, jaar, volgorde), aard), tekst=str(value))


def _number_text(number: float) -> str:
    """Return a number as text; a number that may be a bare Excel date stays recognisable as such."""
    if np.isnan(number):
        return ""
    return str(int(number)) if number == int(number) else repr(number)


def _finish(found: Period, aard: str | None) -> Period:
    """Set the peildatum that follows from the precision."""
    if found.error or found.peildatum is not None:
        return found
    if found.precision == "dag":
        return replace(found, peildatum=found.van)
    if found.precision == "maand" and found.van:
        return replace(
            found, peildatum=later(found.van.replace(day=1), 1, "maand") - (date(2, 1, 2) - date(2, 1, 1))
        )
    whole = found.precision in {"kwartaal", "halfjaar", "jaar"} and found.vorm == "moment"
    return replace(found, peildatum=found.tot) if aard == "stroom" and whole else found


def _text(raw: str, jaar: int | None, volgorde: str) -> Period:
    """Take duration and remarks off a text and read the rest; remarks count only where that is silent."""
    text = _YEAR_IN_REMARK.sub(r"\g<head> \g<jaar>", clean(raw).casefold())
    plain = span(text.rstrip("*"), volgorde)
    if plain:
        return _period(plain, raw, is_voorlopig=text.endswith("*"))
    if text == "" or _UNKNOWN.fullmatch(text):
        return Period(tekst=raw, duur=_duration(text))
    remarks = _REMARK.findall(text)
    head = _REMARK.sub("", text).strip()
    duration = _duration(head)
    head = _DURATION.sub("", head).strip(" ,;")
    found = _head(head, jaar, volgorde) if head else Period()
    if (found.error == "geen-datum" or not head) and remarks:
        found, duration = _from_remarks(remarks, found, volgorde), None
    return _with_extras(replace(found, tekst=raw), remarks, duration, volgorde)


def _period(days: Span, raw: str, *, is_voorlopig: bool = False, vorm: str = "moment") -> Period:
    return Period(
        days.van,
        days.tot,
        precision=days.precision,
        vorm=vorm,
        is_voorlopig=is_voorlopig,
        tekst=raw,
        error=days.error,
    )


def _head(text: str, jaar: int | None, volgorde: str) -> Period:
    """Read a text without remarks: a stretch, an open end or start, or one period."""
    days = _one(text, jaar, volgorde)
    if days:
        return _period(days, text)
    for word, vorm in (("vanaf ", "vanaf"), ("tot en met ", "tot"), ("t/m ", "tot"), ("tot ", "tot")):
        if text.startswith(word):
            days = _one(text.removeprefix(word), jaar, volgorde) or Span(error="geen-datum")
            return _open(days, vorm)
    stretch = _STRETCH.fullmatch(text)
    if not stretch:
        several = len(re.findall(r"[12][0-9]{3}-[0-9]{2}", text)) > 1
        return Period(error="meer-dan-een-datum" if several else "geen-datum")
    return _stretch(_one(stretch["van"], jaar, volgorde), _one(stretch["tot"], jaar, volgorde))


def _open(days: Span, vorm: str) -> Period:
    """Return a period that is open at one side."""
    if days.error:
        return Period(error=days.error)
    if vorm == "tot":
        return Period(None, days.tot, vorm=vorm)
    return Period(days.van, None, precision=days.precision, vorm=vorm)


def _stretch(first: Span | None, last: Span | None) -> Period:
    """Return from the start of one period to the end of another."""
    if first is None or last is None:
        return Period(error="geen-datum")
    if first.error or last.error or first.van is None or last.tot is None:
        return Period(error=first.error or last.error or "geen-datum")
    if last.tot < first.van:
        return Period(error="periode-omgekeerd")
    return Period(first.van, last.tot, precision=first.precision, vorm="tijdvak")


def _one(text: str, jaar: int | None, volgorde: str) -> Span | None:
    """Read one period behind words that only introduce it, and check the weekday if one is named."""
    previous = None
    while previous != text:
        previous, text = text, _WORDS.sub("", text).strip()
    weekday = _WEEKDAY.match(text)
    text = _WEEKDAY.sub("", text)
    if re.fullmatch(rf"[0-9]{{1,2}}(?:-[0-9]{{1,2}}| {MONTH})", text):
        if jaar is None:
            return Span(error="jaar-ontbreekt")
        text = f"{text}{'-' if '-' in text else ' '}{jaar}"
    if re.fullmatch(r"[1-9][0-9]{4}(?:\.[0-9]+)?", text):
        return Span(error="datum-zonder-opmaak")
    days = span(text.rstrip("*"), volgorde)
    if days and weekday and days.van and WEEKDAYS[days.van.weekday()] != weekday["weekdag"]:
        return Span(error="weekdag-klopt-niet")
    return days


def _from_remarks(remarks: Sequence[str], failed: Period, volgorde: str) -> Period:
    """Read the date from a remark when the text itself has none: ``Programmabegroting (najaar 2022)``."""
    for remark in remarks:
        for part in re.split(r"[,;] ?", remark):
            days = span(part, volgorde)
            if days and not days.error:
                return _period(days, remark)
    return Period() if any(_NAMED.match(remark) for remark in remarks) else failed


def _with_extras(
    found: Period, remarks: Sequence[str], duration: tuple[int, str, bool] | None, volgorde: str
) -> Period:
    """Add the date a remark names, the duration, and the end that an exact start and duration give."""
    for part in (part for remark in remarks for part in re.split(r"[,;] ?", remark)):
        named = _NAMED.fullmatch(part)
        days = span(named["datum"], volgorde) if named else None
        if named and days and days.precision in {"dag", "maand"}:
            name = "peildatum" if named["soort"] in {"stand", "peildatum"} else "bericht"
            found = replace(found, **{name: days.tot})  # type: ignore[arg-type]
    if duration is None or found.error:
        return found
    count, unit, exact = duration
    found = replace(found, duur=duration)
    if found.van is None or found.vorm == "tijdvak":
        return found
    end = later(found.van, count, unit) if exact and found.precision == "dag" else None
    return replace(found, tot=end, vorm="tijdvak" if end else "vanaf")


def _duration(text: str) -> tuple[int, str, bool] | None:
    """Return a duration: how many, of what, and whether it is exact."""
    match = _DURATION.search(text)
    if not match:
        return None
    unit = _UNITS.get(match["unit"], match["unit"])
    return int(match["count"]), unit, not (match["about"] or match["plus"])


def parse_texts(
    texts: Sequence[object] | np.ndarray,
    *,
    aard: str | None = None,
    jaar: int | None = None,
    volgorde: str = "",
) -> list[Period]:
    """Read a column of texts; the column decides the order of slashed dates unless the layout does."""
    codes, unique = pd.factorize(np.asarray(texts, dtype=object), use_na_sentinel=False)
    order = volgorde or dates.slash_order(str(value) for value in unique)
    read = [parse(value, aard=aard, jaar=jaar, volgorde=order) for value in unique]
    return [read[code] for code in codes]


def parse_column(
    column: Column, *, aard: str | None = None, jaar: int | None = None, volgorde: str = ""
) -> list[Period]:
    """Read a column of a grid: date cells as dates, numbers as years, texts by ``parse``."""
    cells = np.array(column.text, dtype=object)
    is_date, is_number = column.kind == Kind.DATUM, column.kind == Kind.GETAL
    cells[is_date] = [date.fromisoformat(text[:10]) for text in column.text[is_date]]
    cells[is_number] = [_number_text(number) for number in column.number[is_number]]
    return parse_texts(cells, aard=aard, jaar=jaar, volgorde=volgorde)


def from_filename(name: str) -> Period | None:
    """Return the day that a file name ends with or holds as ``jjjjmmdd`` or ``jjjj-mm-dd``.

    The export time of StatLine (``_25042023_160857``) is no such day.

    >>> from_filename("voorlopige-bevolkings-gegevens-20230101.xlsx").peildatum
    datetime.date(2023, 1, 1)
    """
    found = re.findall(r"(?<![0-9])((?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?[0-3][0-9])(?![0-9])", name)
    days = {parse(text) for text in found}
    days = {replace(day, tekst="") for day in days if not day.error}
    return days.pop() if len(days) == 1 else None
