"""The delimiter of a text table; ``docs/decisions/0004-csv-dialect.md`` tells how this was chosen."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import clevercsv

#: in order of preference when two fit equally well
DELIMITERS = (";", "\t", ",", "|")
NAMES = {";": "puntkomma", "\t": "tab", ",": "komma", "|": "staand streepje", "": "één kolom"}
_DECIMAL = re.compile(r"(?<=[0-9]),(?=[0-9])")
_SAMPLE = 200_000
_CLEVER_SAMPLE = 20_000
_LINES = 1_000
#: a second delimiter that fits at least this well makes the first one doubtful
_CLOSE = 0.8
#: a semicolon that fits half as well as a comma wins when the commas are decimal signs
_HALF = 0.5
#: a delimiter that fits fewer records than this is more likely part of the text
_FEW = 1 / 3


def delimiter(text: str) -> tuple[str, bool]:
    r"""Return (delimiter, whether it is certain); an empty delimiter means a single column.

    >>> delimiter("naam;aantal\nBeek (L.);1,5\n")
    (';', True)
    """
    sample = text[:_SAMPLE]
    shares = {sign: _share(sample, sign) for sign in DELIMITERS if sign in sample}
    fitting = {sign: share * (1 - 1 / (width + 1)) for sign, (share, width) in shares.items() if share > 0}
    if not fitting:
        return "", True
    ranked = sorted(fitting, key=lambda sign: (-fitting[sign], DELIMITERS.index(sign)))
    best = ranked[0]
    if best == "," and len(ranked) == 1 and len(_DECIMAL.findall(sample)) == sample.count(","):
        return _numbers(sample)
    likely = shares[best][0] >= _FEW
    if best == "," and fitting.get(";", 0) >= _HALF * fitting[best] and _decimal_commas(sample):
        return ";", likely
    if len(ranked) == 1 or fitting[ranked[1]] <= _CLOSE * fitting[best]:
        return best, likely
    second = _clever(sample)
    best = second if second in fitting else best
    return best, second == best and shares[best][0] == 1


def _numbers(sample: str) -> tuple[str, bool]:
    r"""Decide when every comma stands between digits: decimals below a heading without one, else doubtful.

    >>> _numbers("aandeel\n1,5\n2,5\n"), _numbers("1,5\n2,5\n")
    (('', True), (',', False))
    """
    first = next(line for line in sample.splitlines() if line.strip())
    return ("", True) if "," not in first else (",", False)


def _decimal_commas(sample: str) -> bool:
    """Return whether at least half of the commas stand between two digits, as in ``1,5``."""
    return 2 * len(_DECIMAL.findall(sample)) >= sample.count(",")


def _share(sample: str, sign: str) -> tuple[float, int]:
    """Return (share of the records that have the usual width, that width)."""
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            if any(record):
                widths.append(len(record))
            if len(widths) >= _LINES:
                break
    except csv.Error:
        return 0.0, 0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / len(widths), width


def _clever(sample: str) -> str:
    """Return what CleverCSV makes of it: it looks at what is between the delimiters too."""
    try:
        found = clevercsv.Sniffer().sniff(sample[:_CLEVER_SAMPLE], delimiters=list(DELIMITERS))
    except clevercsv.Error:
        return ""
    return (found.delimiter or "") if found else ""
