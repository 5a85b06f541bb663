"""Which sources came in a confidential file: the one test that the store and the door of disclosure share."""

from __future__ import annotations

from model.frames import FLAG, Frames

#: How the name of a confidential file begins; ``data/rules/vertrouwelijk.toml`` says the same.
CONFIDENTIAL = "VERTROUWELIJK_"


def is_confidential(file: str) -> bool:
    """Return whether a file is named as confidential."""
    return file.replace("\\", "/").rsplit("/", 1)[-1].startswith(CONFIDENTIAL)


def confidential_sources(frames: Frames) -> set[str]:
    """Return the ``bron_id`` of every source that came in a confidential file: by its name or by any row."""
    out: set[str] = set()
    for frame in frames.values():
        if {"is_vertrouwelijk", "bron_id"} <= set(frame.columns):
            out.update(frame.loc[frame["is_vertrouwelijk"], "bron_id"])
    if "bronnen" in frames:
        bronnen = frames["bronnen"]
        out.update(bronnen.loc[bronnen["bestand"].map(is_confidential).astype(FLAG), "bron_id"])
    return out
