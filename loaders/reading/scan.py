"""One pass over the bytes of a worksheet: what there is to look for, and how many cells of which type.

Counting with numpy over the positions of ``=`` and ``<`` takes a third of the time of separate searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_CHUNK = 16_000_000
_LOWER, _UPPER = ord("A"), ord("Z")


@dataclass(slots=True)
class Marks:
    """What a sheet holds, between ``<sheetData`` and ``</sheetData>``.

    Attributes:
        values: cells that store a value, inline texts included.
        texts, booleans, errors, dates: cells with that type; ``dates`` are ISO dates.
        formulas, hidden, markup: whether there are formulas, ``hidden=``, comments or CDATA.
        wide: whether an address has two letters or six digits, so that it may be far away.
        odd: whether it is written in a way that this pass does not count (single quotes).
    """

    values: int = 0
    texts: int = 0
    booleans: int = 0
    errors: int = 0
    dates: int = 0
    formulas: bool = False
    hidden: bool = False
    markup: bool = False
    wide: bool = False
    odd: bool = False


def scan(xml: bytes, start: int, end: int) -> Marks:
    """Return the marks of a sheet whose cells lie between two positions."""
    found = Marks()
    data = np.frombuffer(xml, np.uint8)
    for equals, opening in _positions(data, start, end):
        _attributes(found, data, equals)
        _tags(found, data, opening)
    return found


def _positions(data: np.ndarray, start: int, end: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the positions of ``=`` and ``<`` piece by piece, far enough from the end to look past them."""
    end = min(end, len(data) - 12)
    for at in range(start, end, _CHUNK):
        piece = data[at : min(at + _CHUNK, end)]
        yield np.flatnonzero(piece == ord("=")) + at, np.flatnonzero(piece == ord("<")) + at


def _attributes(found: Marks, data: np.ndarray, equals: np.ndarray) -> None:
    before = data[equals - 1]
    typed = equals[(before == ord("t")) & (data[equals - 2] == ord(" "))]
    first, second = data[typed + 2], data[typed + 3]
    closed = second == ord('"')
    found.texts += int(np.count_nonzero((first == ord("s")) & (closed | (second == ord("t")))))
    found.texts += int(np.count_nonzero((first == ord("i")) & (second == ord("n"))))
    for char, name in (("b", "booleans"), ("e", "errors"), ("d", "dates")):
        setattr(found, name, getattr(found, name) + int(np.count_nonzero((first == ord(char)) & closed)))
    address = equals[(before == ord("r")) & (data[equals - 2] == ord(" "))]
    letter = data[address + 3]
    found.wide |= bool(((letter >= _LOWER) & (letter <= _UPPER)).any())
    sixth = data[address + 8]
    found.wide |= bool(((sixth >= ord("0")) & (sixth <= ord("9")) & _is_letter(data[address + 2])).any())
    found.hidden |= bool((before == ord("n")).any())
    found.odd |= bool((data[typed + 1] == ord("'")).any() or (data[address + 1] == ord("'")).any())


def _is_letter(chars: np.ndarray) -> np.ndarray:
    return (chars >= _LOWER) & (chars <= _UPPER)


def _tags(found: Marks, data: np.ndarray, opening: np.ndarray) -> None:
    name = data[opening + 1]
    values = opening[name == ord("v")]
    after = data[values + 2]
    plain = values[after == ord(">")]
    found.values += int(np.count_nonzero(data[plain + 3] != ord("<")))
    found.odd |= bool((after == ord(" ")).any())
    inline = opening[name == ord("i")]
    inline = inline[data[inline + 2] == ord("s")]
    found.values += len(inline)
    found.formulas |= bool((name == ord("f")).any())
    found.markup |= bool((name == ord("!")).any())
