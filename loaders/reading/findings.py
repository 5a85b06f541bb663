"""What the reader has to say about a file: one Dutch sentence per code, with what is wrong and what to do.

The worker process knows nothing of pydantic; it sends findings, and the caller turns them into ``Issue``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from loaders.reading.sentences import FOUT, MELDING, SENTENCES, WAARSCHUWING, advice

__all__ = [
    "FOUT",
    "MELDING",
    "SENTENCES",
    "WAARSCHUWING",
    "Finding",
    "Refused",
    "finding",
    "megabytes",
    "some",
    "thousands",
]


class Finding(NamedTuple):
    """One remark of the reader; plain values only, so that it can cross a process border as JSON."""

    code: str
    ernst: str
    tekst: str
    plaats: str = ""
    aantal: int = 1


def finding(code: str, plaats: str = "", aantal: int = 1, **values: object) -> Finding:
    """Return the finding of a code, with the values filled in.

    >>> finding("geen-cellen", "Blad1", is_=3).tekst[:31]
    'Het blad bevat 3 cellen, maar e'
    """
    ernst, sentence = SENTENCES[code]
    text = sentence.format(**{key.rstrip("_"): _short(value) for key, value in values.items()})
    return Finding(code, ernst, text, plaats, max(1, aantal))


def some(items: Sequence[object], most: int = 5) -> str:
    """Return the first few items as words, and how many more there are.

    >>> some(["A1", "A2", "A3"], most=2)
    'A1, A2 en nog 1'
    """
    text = ", ".join(str(item) for item in items[:most])
    return text if len(items) <= most else f"{text} en nog {thousands(len(items) - most)}"


def thousands(number: int) -> str:
    """Return a whole number with Dutch thousands points.

    >>> thousands(65536)
    '65.536'
    """
    return f"{number:,}".replace(",", ".")


def megabytes(size: int) -> str:
    """Return a size in MB, rounded up to a tenth.

    >>> megabytes(26_214_401)
    '25,1 MB'
    """
    return f"{-(-size * 10 // 1_048_576) / 10:.1f} MB".replace(".0 MB", " MB").replace(".", ",")


def _short(value: object) -> str:
    text = thousands(value) if isinstance(value, int) else str(value)
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return clean if len(clean) <= 200 else clean[:199] + "…"


def other_kind(name: str, soort: str) -> Refused:
    """Return the refusal of a file that is something else than its name says."""
    return Refused("ander-type", naam=name, soort=soort, raad=advice(soort))


class Refused(Exception):  # noqa: N818 - it is an outcome, not an error of ours
    """The file cannot be read as data; carries the finding that says why, and what else is wrong with it."""

    def __init__(self, code: str, plaats: str = "", **values: object) -> None:
        super().__init__(code)
        self.finding = finding(code, plaats, 1, **values)
        self.others: list[Finding] = []


@contextmanager
def together() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Collect the refusals of several sheets and raise them as one, so that all is said at once.

    Gives a function that returns a context; a refusal within it waits until the end of the whole.
    """
    refused: list[Refused] = []

    @contextmanager
    def each() -> Iterator[None]:
        try:
            yield
        except Refused as found:
            refused.append(found)

    yield each
    if refused:
        refused[0].others = [item.finding for item in refused[1:]]
        raise refused[0]
