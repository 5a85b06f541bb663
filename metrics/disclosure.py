"""The only door to anything public: what may leave, decided in one place.

A row is public when its file and its row both say so, and its day of publication has come. Suppression of
small counts and regional sums of intentions belong to the public edition and come with it; until then a file
that holds confidential rows is not published at all (``ui/intake.py``).
"""

from __future__ import annotations

import pandas as pd

from model.frames import Frames
from model.lijsten import Editie


def release(frames: Frames, editie: str, today: pd.Timestamp) -> Frames:
    """Return the frames that an edition may show.

    Args:
        frames: a version's frames.
        editie: openbaar or vertrouwelijk.
        today: rows that become visible later than this stay out of the public edition.

    Returns:
        The same frames for ``vertrouwelijk``; for ``openbaar`` without confidential rows, without rows that
        are not visible yet, and without attributions to sites that are left out.
    """
    if editie == Editie.VERTROUWELIJK:
        return frames
    out = {name: _public_rows(frame, today) for name, frame in frames.items()}
    if {"locaties", "toerekening"} <= out.keys():
        open_sites = out["locaties"]["locatie_id"]
        out["toerekening"] = out["toerekening"][out["toerekening"]["locatie_id"].isin(open_sites)]
    return out


def has_confidential(frames: Frames) -> bool:
    """Return whether any row of the frames is confidential."""
    return any(
        bool(frame["is_vertrouwelijk"].any()) for frame in frames.values() if "is_vertrouwelijk" in frame
    )


def is_open(frames: Frames, today: pd.Timestamp) -> bool:
    """Return whether everyone may see every row today, so that the file itself may be handed out."""
    return all(len(_public_rows(frame, today)) == len(frame) for frame in frames.values())


def _public_rows(frame: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    if "is_vertrouwelijk" not in frame:
        return frame
    hidden = frame["is_vertrouwelijk"] | frame["zichtbaar_vanaf"].gt(today)
    return frame[~hidden] if hidden.any() else frame
