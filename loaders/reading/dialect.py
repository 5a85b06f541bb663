"""The delimiter of a text table; see ``docs/decisions/0004-csv-dialect.md`` for why this is not a sniffer."""

from __future__ import annotations

import csv
import io
from collections import Counter

#: in order of preference when two fit equally well
DELIMITERS = (";", "\t", ",", "|")
NAMES = {";": "puntkomma", "\t": "tab", ",": "komma", "|": "staand streepje", "": "één kolom"}
_SAMPLE = 200_000
_LINES = 1_000


def delimiter(text: str) -> tuple[str, bool]:
    """Return (delimiter, whether it is certain); an empty delimiter means a single column.

    >>> delimiter("naam;aantal\\nBeek (L.);1,5\\n")
    (';', True)
    """
    sample = text[:_SAMPLE]
    scores = {sign: _score(sample, sign) for sign in DELIMITERS if sign in sample}
    fitting = {sign: score for sign, score in scores.items() if score > 0}
    if not fitting:
        return "", True
    ranked = sorted(fitting, key=lambda sign: (-fitting[sign], DELIMITERS.index(sign)))
    best = ranked[0]
    sure = len(ranked) == 1 or fitting[ranked[1]] <= 0.8 * fitting[best]
    return best, sure


def _score(sample: str, sign: str) -> float:
    """Return how well a delimiter makes a table: share of records of the usual width, times a little for width."""
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            if any(record):
                widths.append(len(record))
            if len(widths) >= _LINES:
                break
    except csv.Error:
        return 0.0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / len(widths) * (1 - 1 / (width + 1))
