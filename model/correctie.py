"""A correction of a published figure, as data: which cell, what stood there, what it must be, and why.

A correction has a guard: it says what stands in the cell (``was``). When the file is another one, the cell is
gone or holds something else, the correction does not apply, and that is said: it never misses in silence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from model.frames import COUNT, DATE, FLAG, SHARE, TEXT, Column, Frames
from model.schemas import SCHEMAS

MOST_TEXT, MOST_VALUE = 2_000, 400
YES, NO = "ja", "nee"
#: Where a figure came from, its own mark, and who may see it are not a matter of correction.
FIXED = frozenset({"bron_id", "bron_cel", "locatie_id", "toelichting", "is_vertrouwelijk", "zichtbaar_vanaf"})


class Correctie(BaseModel):
    """One correction.

    Attributes:
        frame: ``cijfers`` or ``locaties``: the frames whose rows have a ``toelichting`` to say it in.
        sha256: hash of the file's bytes; a newer edition of the file is another file.
        bron_cel: the cell, as in the frame: ``Blad1!F27``.
        veld: column of the frame.
        was: what stands there now, as text: ``471``, ``2026-01-31``, empty when missing.
        wordt: what it must be; empty means missing (unknown), never 0.
        actie: ``vervang`` puts ``wordt`` in place of ``was``; ``weglaten`` leaves the row out.
        reden: why, in words.
        gemeld_op, gemeld_bij: when and to whom the error was reported, if it was; an organisation, no person.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    frame: Literal["cijfers", "locaties"] = "cijfers"
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bron_cel: str = Field(min_length=1, max_length=MOST_VALUE)
    veld: str = "waarde"
    was: str = Field(max_length=MOST_VALUE)
    wordt: str = Field(default="", max_length=MOST_VALUE)
    actie: Literal["vervang", "weglaten"] = "vervang"
    reden: str = Field(min_length=1, max_length=MOST_TEXT)
    gemeld_op: date | None = None
    gemeld_bij: str = Field(default="", max_length=200)

    @field_validator("bron_cel", "was", "wordt", "reden", "gemeld_bij")
    @classmethod
    def _readable(cls, text: str) -> str:
        if any(not char.isprintable() for char in text):
            raise ValueError("de tekst bevat tekens die niet te lezen zijn")
        return text

    @model_validator(mode="after")
    def _fits(self) -> Self:
        columns = SCHEMAS[self.frame].columns
        if self.veld not in columns or self.veld in FIXED:
            raise ValueError(f"het veld {self.veld!r} kan niet worden gecorrigeerd")
        if self.actie == "weglaten":
            if self.wordt:
                raise ValueError("wie een rij weglaat, vult geen nieuwe waarde in")
            return self
        if self.was == self.wordt:
            raise ValueError("de nieuwe waarde is gelijk aan de oude")
        written(columns[self.veld], self.wordt)
        return self

    @property
    def id(self) -> str:
        """Return the name of this correction: a hash of all it says, so that it can never change.

        >>> Correctie(sha256="ab" * 32, bron_cel="A!B2", was="4", wordt="5", reden="typefout").id
        'c-ea105f666c76'
        """
        return f"c-{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]}"

    @property
    def mark(self) -> str:
        """Return what the corrected row says of it."""
        return f"gecorrigeerd ({self.id}): {self.veld} was {self.was or 'leeg'}; {self.reden}"


@dataclass(frozen=True)
class Misser:
    """A correction that does not apply, and why.

    Attributes:
        correctie: the correction.
        tekst: Dutch sentence with what was found instead.
    """

    correctie: Correctie
    tekst: str


def written(column: Column, text: str) -> object:
    """Return the value that a text means in a column.

    Args:
        column: column of a schema.
        text: ``471``, ``2026-01-31``, ``ja`` or ``nee``; empty means missing.

    Raises:
        ValueError: the text is no value of that column (Dutch).
    """
    if column.dtype == TEXT:
        if text and column.values is not None and text not in {str(v) for v in column.values}:
            raise ValueError(f"{text!r} hoort niet in de lijst: {', '.join(map(str, column.values))}")
        if column.required and not text:
            raise ValueError("dit veld kan niet leeg worden")
        return text
    if not text:
        return _nothing(column)
    return _parsed(column.dtype, text)


def _nothing(column: Column) -> object:
    """Return what an empty text means in a column that holds no text: missing, never 0 and never 'nee'."""
    if column.required:
        raise ValueError("dit veld kan niet leeg worden")
    if column.dtype == FLAG:
        raise ValueError(f"vul {YES} of {NO} in")
    return pd.NA


def _parsed(dtype: str, text: str) -> object:
    reads: dict[str, tuple[Callable[[str], object], str]] = {
        COUNT: (int, "een heel getal, bijvoorbeeld 471"),
        SHARE: (float, "een getal met een punt, bijvoorbeeld 0.25"),
        DATE: (lambda day: pd.Timestamp(date.fromisoformat(day)), "een datum, bijvoorbeeld 2026-01-31"),
        FLAG: (_flag, f"{YES} of {NO}"),
    }
    if dtype not in reads:
        raise ValueError("dit veld kan niet worden gecorrigeerd")
    read, wanted = reads[dtype]
    try:
        return read(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is niet {wanted}") from error


def _flag(text: str) -> bool:
    if text not in (YES, NO):
        raise ValueError(text)
    return text == YES


def as_text(value: object) -> str:
    """Return a value of a frame as corrections write it.

    >>> as_text(471), as_text(pd.NA), as_text(pd.Timestamp("2026-01-31")), as_text(True)
    ('471', '', '2026-01-31', 'ja')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | np.bool_):
        return YES if value else NO
    if value is None or bool(pd.isna(value)):
        return ""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def apply(frames: Frames, corrections: Iterable[Correctie]) -> tuple[Frames, list[Misser]]:
    """Return the frames with the corrections made, in their order, and the corrections that do not apply.

    Args:
        frames: with ``bronnen``, which tells the file of each row; not changed.
        corrections: the second sees what the first made of a cell.

    Returns:
        New frames (those without a correction are the same objects), and a ``Misser`` per correction whose
        file, cell or ``was`` is not there. A row that is corrected says so in its ``toelichting``.
    """
    out, misses = dict(frames), list[Misser]()
    for correction in corrections:
        rows, text = _rows(out, correction)
        if text:
            misses.append(Misser(correction, text))
        else:
            out[correction.frame] = _made(out[correction.frame], rows, correction)
    return out, misses


def _rows(frames: Frames, correction: Correctie) -> tuple[pd.Series, str]:
    """Return which rows a correction is about, or the sentence that says why there are none."""
    bronnen, frame = frames["bronnen"], frames[correction.frame]
    known = bronnen.loc[bronnen["sha256"].eq(correction.sha256), "bron_id"]
    mine = frame["bron_id"].isin(known) & frame["bron_cel"].eq(correction.bron_cel)
    if known.empty:
        return (
            mine,
            "het bestand waar zij bij hoort, staat niet in deze versie; misschien is er een nieuwere uitgave",
        )
    if not mine.any():
        return mine, "in die cel staat geen cijfer meer"
    texts = frame.loc[mine, correction.veld].map(as_text)
    if correction.was not in set(texts):
        found = ", ".join(sorted({text or "niets" for text in texts}))
        return mine, f"er staat {found} en niet {correction.was or 'niets'}"
    mine.loc[texts.index[texts.ne(correction.was)]] = False
    return mine, ""


def _made(frame: pd.DataFrame, rows: pd.Series, correction: Correctie) -> pd.DataFrame:
    """Return the frame with one correction made in the given rows."""
    if correction.actie == "weglaten":
        return frame[~rows].reset_index(drop=True)
    column = SCHEMAS[correction.frame].columns[correction.veld]
    values, notes = frame[correction.veld].copy(), frame["toelichting"].copy()
    values[rows] = written(column, correction.wordt)
    notes[rows] = [f"{correction.mark}. {note}" if note else correction.mark for note in notes[rows]]
    return frame.assign(**{correction.veld: values.astype(column.dtype), "toelichting": notes})
