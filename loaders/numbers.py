"""Digits and separators: which notation a number proves, and its value in a chosen notation.

Nothing here guesses. ``evidence`` says what one number shows about its column; ``parse`` reads it in the
notation that was decided for the whole column.
"""

from __future__ import annotations

import re

#: Notations. ``nl``: 1.234,5. ``en``: 1,234.5.
NL, EN = "nl", "en"
#: What a number shows: nothing (no separator), or that it can be read both ways.
NOTHING, BOTH = "", "?"

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t\r\n"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2212\u2013\u2014\u2010\u2011\u2012\ufe63\uff0d"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u2032\u00b4`"), "'")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
_TABLE = _SPACES | _DASHES | _QUOTES | _NOTHING

#: A number without its sign, in either notation.
BODY = r"(?:[0-9](?:[0-9.,' ]*[0-9])?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
_SCIENTIFIC = re.compile(r"(?P<mantissa>[0-9](?:[.,][0-9]+)?)[eE](?P<power>[+-]?[0-9]{1,3})")


def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    group = rf"[1-9][0-9]{{0,2}}(?P<mark>[{thousands} '])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    return re.compile(rf"(?P<whole>{group}|[0-9]*)(?:[{decimal}](?P<fraction>[0-9]+))?")


_PATTERNS = {NL: _pattern(".", ","), EN: _pattern(",", ".")}


def clean(text: str) -> str:
    r"""Return the text with one kind of space, dash and apostrophe, without invisible marks.

    >>> clean("17\u00a0811\u202f291 "), clean("\u22125")
    ('17 811 291', '-5')
    """
    return re.sub(" +", " ", text.translate(_TABLE)).strip()


def evidence(body: str) -> str:
    """Return the notation that one number proves: nl, en, nothing, or '?' when both read it.

    >>> [evidence(n) for n in ("1.234.567", "1.234,5", "1,234.5", "0.170", "12,5", "1.234", "55")]
    ['nl', 'nl', 'en', 'en', 'nl', '?', '']
    """
    scientific = _SCIENTIFIC.fullmatch(body)
    if scientific:
        mantissa = scientific["mantissa"]
        return EN if "." in mantissa else NL if "," in mantissa else NOTHING
    dot, comma = body.rfind("."), body.rfind(",")
    if dot < 0 and comma < 0:
        return NOTHING
    if dot >= 0 and comma >= 0:
        return EN if dot > comma else NL
    return _one_separator(body, "." if dot >= 0 else ",")


def _one_separator(body: str, separator: str) -> str:
    """Judge a number that has only points or only commas."""
    as_thousands, as_decimal = (NL, EN) if separator == "." else (EN, NL)
    head, *rest = body.split(separator)
    if len(rest) > 1:
        return as_thousands
    grouped = " " in head or "'" in head
    both = len(rest[0]) == 3 and 1 <= len(head) <= 3 and head[0] != "0" and not grouped
    return BOTH if both else as_decimal


def parse(body: str, notation: str) -> float | None:
    """Return the number in that notation, or None when it cannot be written so.

    >>> parse("1.234", "nl"), parse("1.234", "en"), parse("17 811 291", "nl"), parse("0.170", "nl")
    (1234.0, 1.234, 17811291.0, None)
    """
    scientific = _SCIENTIFIC.fullmatch(body)
    if scientific:
        mantissa = parse(scientific["mantissa"], notation)
        return None if mantissa is None else float(f"{mantissa}e{scientific['power']}")
    match = _PATTERNS[notation].fullmatch(body)
    if match is None or not (match["whole"] or match["fraction"]):
        return None
    whole = re.sub("[^0-9]", "", match["whole"]) or "0"
    return float(f"{whole}.{match['fraction'] or '0'}")


def decide(bodies: list[str]) -> tuple[str, bool]:
    """Return the notation that all numbers of a column agree on, and whether they contradict each other.

    >>> decide(["1.234", "5,5"]), decide(["1.234", "77"]), decide(["1,5", "2.5"])
    (('nl', False), ('', False), ('', True))
    """
    seen = {evidence(body) for body in bodies} & {NL, EN}
    return (seen.pop(), False) if len(seen) == 1 else ("", bool(seen))
