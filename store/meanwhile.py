"""What became of the rows that someone is editing, between the version they saw and the newest one."""

from __future__ import annotations

from collections.abc import Sequence

from model.frames import Frames
from model.invoer import FIXED, Invoer
from model.invoer_toepassen import rij
from model.taal import woord
from model.vertrouwelijk import confidential_sources


def meanwhile(before: Frames, after: Frames, made: Sequence[Invoer]) -> list[str]:
    """Return in Dutch what changed of the objects of some edits; nothing when they stand as they stood.

    Where a row comes from is no change: the same row in a newer edition of a file is the same row.
    """
    if before is after:
        return []
    marks = dict.fromkeys((one.frame, one.object_id) for one in made)
    return [text for frame, name in marks if (text := _told(before, after, frame, name))]


def _told(before: Frames, after: Frames, frame: str, name: str) -> str:
    was, now = rij(before, frame, name), rij(after, frame, name)
    if was is None and now is None:
        return ""
    if was is None or now is None:
        return f"De rij {name} is intussen {'gemaakt' if was is None else 'weggehaald'}."
    fields = [field for field, text in was.items() if field not in FIXED and now[field] != text]
    if not fields:
        return ""
    if now["bron_id"] in confidential_sources(after):
        return "Deze rij is intussen veranderd en is vertrouwelijk."
    told = [f"{woord(field)} was {was[field] or 'leeg'}, is nu {now[field] or 'leeg'}" for field in fields]
    return f"Veranderd: {'; '.join(told)}."
