"""Edits made on the frames of the uploads, in order: the rows that result, and every edit that misses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from model.bronnen import SCHEMA as BRONNEN
from model.correctie import written
from model.frames import Frames
from model.invoer_vouwen import Fold, Mark, Regel
from model.schemas import SCHEMAS, conform
from model.vertrouwelijk import CONFIDENTIAL

#: Sources of what is entered by hand. One confidential row closes its whole source, so there are two.
OPEN, GESLOTEN = "ingevoerd", "ingevoerd-vertrouwelijk"
TITEL = "ingevoerd in de monitor"


@dataclass(frozen=True)
class Misser:
    """An edit that does not apply, and why.

    Attributes:
        regel: the edit.
        tekst: Dutch sentence with what was found instead.
    """

    regel: Regel
    tekst: str


def apply(frames: Frames, regels: Iterable[Regel]) -> tuple[Frames, list[Misser]]:
    """Return the frames with the edits made, in their order, and the edits that do not apply.

    Args:
        frames: every frame of a version, with ``bronnen``; not changed.
        regels: the second sees what the first made of an object.

    Returns:
        New frames (those without an edit are the same objects). A row that was made or changed by hand has
        the source "ingevoerd in de monitor" and as cell the number of the last edit.
    """
    regels = list(regels)
    if not regels:
        return frames, []
    fold = Fold(frames)
    misses = [Misser(one, text) for one in regels if (text := fold.make(one))]
    missed = {id(miss.regel) for miss in misses}
    made = [one for one in regels if id(one) not in missed]
    return _sourced(_frames(fold), made), misses


def rij(frames: Frames, frame: str, name: str) -> dict[str, str] | None:
    """Return an object of a register as texts; None when it is not there."""
    return Fold(frames).get(frame, name)


def namesake(frames: Frames, site: dict[str, str]) -> str:
    """Return the id of the site of that name in that gemeente whose period overlaps; empty if none."""
    return Fold(frames).namesake(site)


def _frames(fold: Fold) -> Frames:
    """Return new frames with what was made, changed and taken out."""
    taken = {(frame, name) for frame, name in fold.gone if name in fold.index(frame)}
    changed = {frame for frame, _ in (*fold.touched, *taken)}
    return fold.before | {frame: _frame(fold, frame) for frame in changed}


def _frame(fold: Fold, frame: str) -> pd.DataFrame:
    there, index = fold.before[frame], fold.index(frame)
    columns = SCHEMAS[frame].columns
    marks = [mark for mark in fold.touched if mark[0] == frame and mark not in fold.gone]
    cast = {mark: _values(fold, mark) for mark in marks}
    series = {}
    for name, column in columns.items():
        entered = {index[m[1]]: cast[m][name] for m in marks if m[1] in index and name in cast[m]}
        series[name] = _put(there[name], entered).astype(column.dtype)
    gone = [index[name] for f, name in fold.gone if f == frame and name in index]
    out = pd.DataFrame(series, columns=list(columns)).drop(index=there.index[gone])
    if fresh := [cast[mark] for mark in marks if mark[1] not in index]:
        out = pd.concat([out, conform(frame, pd.DataFrame(fresh))])
    return out.reset_index(drop=True)


def _values(fold: Fold, mark: Mark) -> dict[str, object]:
    """Return the fields of a row that were entered, as values, and where the row comes from now."""
    row, columns = fold.get(*mark) or {}, SCHEMAS[mark[0]].columns
    values = {name: written(columns[name], row[name]) for name in fold.touched[mark]}
    hidden = fold.is_hidden(mark)
    return {**values, "bron_id": GESLOTEN if hidden else OPEN, "bron_cel": fold.cells[mark]}


def _put(values: pd.Series, entered: dict[int, object]) -> pd.Series:
    """Return a column with other values at some places; the column itself when there are none."""
    if not entered:
        return values
    out = values.astype("object")
    for place, value in entered.items():
        out.iloc[place] = value
    return out


def _sourced(frames: Frames, made: list[Regel]) -> Frames:
    """Return the frames with a source for what was entered by hand, when any of it is left."""
    used = {
        bron
        for name in {one.invoer.frame for one in made}
        for bron in frames[name].loc[frames[name]["bron_id"].isin([OPEN, GESLOTEN]), "bron_id"]
    }
    there = frames["bronnen"]
    rows = [_bron(name, made, bool(there["is_voorbeeld"].any())) for name in (OPEN, GESLOTEN) if name in used]
    if not rows:
        return frames
    return frames | {"bronnen": pd.concat([there, BRONNEN.conform(pd.DataFrame(rows))], ignore_index=True)}


def _bron(name: str, made: list[Regel], is_voorbeeld: bool) -> dict[str, object]:
    mine = [one for one in made if one.is_vertrouwelijk == (name == GESLOTEN)]
    days = [one.op for one in mine if one.op]
    return {
        "bron_id": name,
        "titel": TITEL.capitalize(),
        "bestand": TITEL if name == OPEN else f"{CONFIDENTIAL}{TITEL}",
        "sha256": hashlib.sha256("".join(one.invoer.hash for one in mine).encode()).hexdigest(),
        "geraadpleegd_op": pd.Timestamp(max(days)) if days else pd.NaT,
        "is_voorbeeld": is_voorbeeld,
    }
