"""Words that bound a number: ruim 330, minimaal 487, 90 (max), "meer dan 300".

What each word does to value, lower and upper bound and status:

========== ============================== ======= ===== ===== ==========
kind       words                          value   min   max   status
========== ============================== ======= ===== ===== ==========
circa      circa, ca., ongeveer, zo'n     n       -     -     geschat
ruim       ruim                           n       n     -     geschat
bijna      bijna                          n       -     n     geschat
minimaal   minimaal, ten minste, >=       n       n     -     definitief
maximaal   maximaal, hooguit, <=          n       -     n     definitief
meer-dan   meer dan, >                    -       n     -     geschat
minder-dan minder dan, < (n above 10)     -       -     n     geschat
klein      < (n up to 10)                 -       -     n-1   geheim
========== ============================== ======= ===== ===== ==========

The bound of "meer dan 300" is kept as published (300, exclusive), so that nobody reads a number that no
source gives. "<5" in a table is the usual way to hide a small number, hence geheim.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from loaders.numbers import clean
from model.lijsten import WaardeStatus


class Bound(StrEnum):
    """Kinds of bound words."""

    GEEN = ""
    CIRCA = "circa"
    RUIM = "ruim"
    BIJNA = "bijna"
    MINIMAAL = "minimaal"
    MAXIMAAL = "maximaal"
    MEER_DAN = "meer-dan"
    MINDER_DAN = "minder-dan"
    KLEIN = "klein"


_WORDS: dict[Bound, str] = {
    Bound.CIRCA: r"circa|ca\.?|ongeveer|zo'n|rond(?: de)?|plm\.?|naar schatting|geschat(?: op)?|etwa|"
    r"approximately|approximate|approx\.?|about|rounded|afgerond|verwacht|raming|\+ ?/ ?-|\+-|±|~",
    Bound.RUIM: r"ruim",
    Bound.BIJNA: r"bijna|krap",
    Bound.MINIMAAL: r"minimaal|min\.|ten ?minste|minstens|at least|>=|≥|lower bound|ondergrens:?",
    Bound.MAXIMAAL: r"maximaal|max\.?|ten hoogste|hoogstens|hooguit|maximum|tot|at most|<=|≤|upper bound",
    Bound.MEER_DAN: r"meer dan|more than|>",
    Bound.MINDER_DAN: r"minder dan|less than",
    Bound.KLEIN: r"<",
}
_PREFIX = re.compile(
    "|".join(rf"(?P<k{i}>(?:{words})(?![a-z]))" for i, words in enumerate(_WORDS.values())),
    re.IGNORECASE,
)
_KINDS = list(_WORDS)
_NUMBER = r"[0-9]+(?:[., '][0-9]{3})*(?![0-9])"
_SEPARATORS = re.compile("[.,' ]")
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell says.

    Attributes:
        value: the number, NaN when there is none.
        low: lower bound, NaN when there is none.
        high: upper bound, NaN when there is none.
        status: how firm it is.
        exact: the cell is one plain number, without a bound, an estimate or a remark about it.
        error: stable code of what is wrong; empty when the cell was understood.
        unit: unit word that stood beside the number, as written (``woningen``).
        note: remark in brackets, as written.
        assumed: only the declared notation decided how to read it (``1.234``).
    """

    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    status: WaardeStatus = WaardeStatus.DEFINITIEF
    exact: bool = False
    error: str = ""
    unit: str = ""
    note: str = ""
    assumed: bool = False


def take(text: str) -> tuple[Bound, str]:
    """Split the bound words off the front of a text; the firmest of several counts.

    >>> take("maximaal circa 40"), take("zo'n 50"), take("12")
    ((<Bound.MAXIMAAL: 'maximaal'>, '40'), (<Bound.CIRCA: 'circa'>, '50'), (<Bound.GEEN: ''>, '12'))
    """
    found = Bound.GEEN
    while match := _PREFIX.match(text):
        kind = _KINDS[next(i for i in range(len(_KINDS)) if match[f"k{i}"])]
        found = kind if found in (Bound.GEEN, Bound.CIRCA) else found
        text = text[match.end() :].strip()
    return found, text


def word(text: str) -> Bound:
    """Return the bound word that a remark opens with or consists of, outside any number.

    >>> word('plekken ("maximaal")'), word("max; 32 bewoners"), word("uitbreiding tot 400 verkend")
    (<Bound.MAXIMAAL: 'maximaal'>, <Bound.MAXIMAAL: 'maximaal'>, <Bound.GEEN: ''>)
    """
    quoted = re.findall(r"[\"(“]([^\"()“”]+)", clean(text)) or [clean(text)]
    for part in (*quoted, clean(text)):
        kind, rest = take(part.strip())
        rest = rest.strip(" :\"'”")
        if kind and (not rest or rest[0] in ";,)"):
            return kind
    return Bound.GEEN


def apply(number: float, kind: Bound) -> Value:
    """Return value, bounds and status of a number under a bound word; see the table above.

    >>> apply(487, Bound.MINIMAAL).low, apply(300, Bound.MEER_DAN).value, apply(5, Bound.KLEIN).high
    (487, nan, 4)
    """
    guess = WaardeStatus.GESCHAT
    if kind is Bound.KLEIN and number > _SMALL:
        kind = Bound.MINDER_DAN
    made = {
        Bound.GEEN: lambda n: Value(n, exact=True),
        Bound.CIRCA: lambda n: Value(n, status=guess),
        Bound.RUIM: lambda n: Value(n, low=n, status=guess),
        Bound.BIJNA: lambda n: Value(n, high=n, status=guess),
        Bound.MINIMAAL: lambda n: Value(n, low=n),
        Bound.MAXIMAAL: lambda n: Value(n, high=n),
        Bound.MEER_DAN: lambda n: Value(low=n, status=guess),
        Bound.MINDER_DAN: lambda n: Value(high=n, status=guess),
        Bound.KLEIN: lambda n: Value(high=n - 1, status=WaardeStatus.GEHEIM),
    }
    return made[kind](number)


def from_note(value: float, note: str) -> Value | None:
    """Return the bounded value when a note repeats the number right after a bound word, else None.

    >>> from_note(487, '"minimaal 487 plekken"').low, from_note(487, "minimaal 500")
    (487, None)
    """
    if math.isnan(value) or not note:
        return None
    text, wanted = clean(note), f"{value:.0f}"
    if wanted not in _SEPARATORS.sub("", text):
        return None
    for match in re.finditer(_NUMBER, text):
        digits = _SEPARATORS.sub("", match[0])
        kind = _before(text[: match.start()]) if digits == wanted else Bound.GEEN
        if kind:
            return apply(value, kind)
    return None


def from_texts(value: float, *texts: str) -> Value | None:
    """Return the value as bounded by remarks: first one that repeats the number, else a bound word.

    >>> from_texts(300, 'personen (ondergrens: "meer dan 300")').low, from_texts(90, "plekken (circa)").status
    (300, <WaardeStatus.GESCHAT: 'geschat'>)
    """
    for text in texts:
        if found := from_note(value, text):
            return found
    kinds = (word(text) for text in texts if text)
    kind = next((kind for kind in kinds if kind and kind is not Bound.KLEIN), Bound.GEEN)
    return apply(value, kind) if kind and not math.isnan(value) else None


def _before(text: str) -> Bound:
    """Return the bound word that ends a text, whatever stands before it."""
    words = text.strip(" \"'“”‘’(:").split(" ")
    for count in (3, 2, 1):
        tail = " ".join(words[-count:]).strip("\"'“”(: ")
        kind, rest = take(tail)
        if kind and not rest and kind is not Bound.KLEIN:
            return kind
    return Bound.GEEN
