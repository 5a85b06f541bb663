"""The one helper process of the server: it loads files and judges much, so that pages do not wait for either.

A server answers all its visitors with one interpreter. What takes long is done by a child of the helper, low
in priority; frames go there and back as Arrow, never as pickle. Little work stays in the server: the way
there and back would cost more than it saves.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sized
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
from pydantic import TypeAdapter

from loaders import apart
from loaders.apart import NICE, Teller
from loaders.parcel import pack_frames, pack_tables, unpack_frames, unpack_tables
from loaders.reading.fence import Fence
from loaders.reading.limits import Limits, judged_apart_from
from loaders.reading.limits import apart as outer_limits
from loaders.reading.worker import Tell
from loaders.watch import Watch
from metrics.difference import Verschil
from model.correctie import Correctie, Misser
from model.frames import Frames
from model.invoer_vouwen import Regel
from model.issue import Issue
from store.errors import CorrectionMisses, StoreError
from store.frames import Tables, tables_of
from ui import judging
from ui.judging import Outcome, Wish

HELPER = Fence("ui.helper")
_CONTENT, _DIFFERENCE = "inhoud", "verschil"
_BEFORE, _FILE = "voor", "bestand"
Held = TypeVar("Held")
_REGELS = TypeAdapter(list[Regel])


class HelperError(RuntimeError):
    """The child took too much time or memory, or stopped."""


def is_much(*sets: Mapping[str, Sized]) -> bool:
    """Return whether sets of frames hold so many figures that judging them belongs in the helper."""
    return sum(len(frames.get("cijfers", ())) for frames in sets) >= judged_apart_from()


def found(frames: Frames, before: Frames, today: date, watch: Watch | None = None) -> list[Issue]:
    """Return what ``ui.judging.found`` returns.

    Raises:
        HelperError: the child did not get to its end.
        Cancelled: through ``watch`` only.
    """
    if not is_much(frames, before):
        return judging.found(frames, before, today)
    sets = {_FILE: tables_of(frames), _BEFORE: tables_of(before)}
    head, _ = _asked(_CONTENT, {"vandaag": today.isoformat()}, sets, watch)
    return [Issue.model_validate(one) for one in head["issues"]]


def compared(wish: Wish, watch: Watch | None = None) -> Outcome:
    """Return what ``ui.judging.compared`` returns, and raise what it raises.

    Raises:
        HelperError: the child did not get to its end.
    """
    if not is_much(wish.before, *(frames for _, frames in wish.parts)):
        return judging.compared(wish, watch)
    head = {
        "vandaag": wish.today.isoformat(),
        "delen": [name for name, _ in wish.parts],
        "correcties": [one.model_dump(mode="json") for one in wish.corrections],
        "invoer": _REGELS.dump_python(list(wish.entries), mode="json"),
        "eigen": sorted(wish.mine),
    }
    sets = {_BEFORE: tables_of(wish.before)} | {str(n): tables for n, (_, tables) in enumerate(wish.parts)}
    said, frames = _asked(_DIFFERENCE, head, sets, watch)
    if "missers" in said:
        raise CorrectionMisses([Misser(Correctie.model_validate(one), text) for one, text in said["missers"]])
    if "fout" in said:
        raise StoreError(said["fout"])
    verschil = Verschil(
        frames["rijen"], said["totalen"], frames["per_gebied"], frames["per_soort"], said["gevolgd"]
    )
    return Outcome(_split(frames).get("ernaast", {}), verschil, frames["groot"])


def warm_up() -> None:
    """Start the helper before the first file comes."""
    HELPER.warm()


def warm() -> None:
    """In the helper: load what every child needs."""
    apart.warm()


def answer(  # noqa: PLR0913 - as the fence calls it
    content: bytes,
    name: str,
    limits: Limits,
    sink: int,
    extra: Any,
    tell: Tell,  # noqa: ANN401
) -> None:
    """In a child: load a file, or judge frames, and write the result to a descriptor."""
    if "oordeel" not in extra:
        apart.answer(content, name, limits, sink, extra, tell)
        return
    os.nice(NICE)
    head, tables = unpack_tables(pa.py_buffer(content))
    job = {_CONTENT: _content, _DIFFERENCE: _difference}[extra["oordeel"]]
    said, out = job(head, _split(tables), Teller(tell))
    with open(sink, "wb", closefd=False) as raw, pa.PythonFile(raw, "w") as file:  # noqa: PTH123 - a descriptor
        pack_frames(file, said, out)


def _asked(
    what: str, head: Mapping[str, Any], sets: Mapping[str, Tables], watch: Watch | None
) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Send frames to a child and return what it made of them."""
    out = pa.BufferOutputStream()
    pack_tables(out, head, _joined(sets))
    given = HELPER.run(memoryview(out.getvalue()), what, outer_limits(), watch, {"oordeel": what})
    if given.data is None:
        raise HelperError(f"{what}: {given.code}")
    return unpack_frames(pa.py_buffer(given.data))


def _content(
    head: dict[str, Any], sets: Mapping[str, Tables], _watch: Watch
) -> tuple[dict[str, Any], Frames]:
    issues = judging.found(_frames(sets[_FILE]), _frames(sets[_BEFORE]), date.fromisoformat(head["vandaag"]))
    return {"issues": [issue.model_dump(mode="json") for issue in issues]}, {}


def _difference(
    head: dict[str, Any], sets: Mapping[str, Frames], watch: Watch
) -> tuple[dict[str, Any], Frames]:
    wish = Wish(
        [(name, sets.get(str(place), {})) for place, name in enumerate(head["delen"])],
        [Correctie.model_validate(one) for one in head["correcties"]],
        frozenset(head["eigen"]),
        _frames(sets[_BEFORE]),
        date.fromisoformat(head["vandaag"]),
        _REGELS.validate_python(head["invoer"]),
    )
    try:
        outcome = judging.compared(wish, watch)
    except CorrectionMisses as error:
        return {
            "missers": [(miss.correctie.model_dump(mode="json"), miss.tekst) for miss in error.misses]
        }, {}
    except StoreError as error:
        return {"fout": str(error)}, {}
    verschil = outcome.verschil
    frames = {
        "rijen": verschil.rows,
        "per_gebied": verschil.per_gebied,
        "per_soort": verschil.per_soort,
        "groot": outcome.large,
    }
    said = {"totalen": dict(verschil.totals), "gevolgd": verschil.followed}
    return said, frames | _joined({"ernaast": outcome.beside})


def _frames(tables: Tables) -> Frames:
    return {name: table.to_pandas() for name, table in tables.items()}


def _joined(sets: Mapping[str, Mapping[str, Held]]) -> dict[str, Held]:
    """Return what several sets hold under one name each: ``set/name``."""
    return {f"{kind}/{name}": one for kind, held in sets.items() for name, one in held.items()}


def _split(joined: Mapping[str, Held]) -> dict[str, dict[str, Held]]:
    """Return sets from names that ``_joined`` made."""
    out: dict[str, dict[str, Held]] = {}
    for whole, one in joined.items():
        kind, _, name = whole.partition("/")
        if name:
            out.setdefault(kind, {})[name] = one
    return out
