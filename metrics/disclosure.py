"""The only door to anything public: what may leave, decided in one place.

A figure is public only when its file and its row both say so, and its day of publication has come. A
confidential file (its name begins with VERTROUWELIJK_, all of its rows say so) is accepted and stored, and
nothing of it passes here: not a row of any frame, not its row in ``bronnen`` with name, title and address,
not an attribution to one of its sites, not a mention of such a site in an open row. What is computed from
released frames therefore counts without it. There is no login yet, so this edition has no other door.

What the intake must say about a file for which ``has_confidential`` holds: "Dit bestand is vertrouwelijk. Het
wordt bewaard, maar niets ervan is te zien: geen cijfer, geen locatie en ook niet de naam van het bestand,
voor niemand die de monitor opent. Dat blijft zo tot er een afgeschermd deel is." It may be published like
another file; the difference shown is that of the released frames. A name of a file that does not come from
released frames (a list of uploads, a note, a log) goes through ``public_name``.

Suppression of small counts and regional sums of intentions belong to the public edition and come with it.
"""

from __future__ import annotations

import pandas as pd

from model.frames import Frames
from model.lijsten import Editie
from model.vertrouwelijk import confidential_sources, is_confidential

_SITE, _REPLACES = "locatie_id", "vervangt_locatie"
#: Frames whose rows say something of a site, and go with it.
_OF_SITES = ("toerekening", "bestemmingen")


def release(frames: Frames, editie: str, today: pd.Timestamp) -> Frames:
    """Return the frames that an edition may show.

    Args:
        frames: a version's frames.
        editie: openbaar or vertrouwelijk.
        today: rows that become visible later than this stay out of the public edition.

    Returns:
        The same frames for ``vertrouwelijk``; for ``openbaar`` without anything of a confidential file,
        without rows that are not visible yet, without sources of which nothing is left, without attributions
        to sites that are left out and knelpunten of them, and with the mention of such a site in
        ``vervangt_locatie`` empty.
    """
    if editie == Editie.VERTROUWELIJK:
        return frames
    closed = confidential_sources(frames)
    out = {name: _without(_public_rows(frame, today), closed) for name, frame in frames.items()}
    return _sites(frames, _sources(frames, out))


def has_confidential(frames: Frames) -> bool:
    """Return whether anything in the frames is confidential."""
    return bool(confidential_sources(frames)) or any(
        bool(frame["is_vertrouwelijk"].any()) for frame in frames.values() if "is_vertrouwelijk" in frame
    )


def is_open(frames: Frames, today: pd.Timestamp) -> bool:
    """Return whether everyone may see every row today, so that the file itself may be handed out."""
    return not has_confidential(frames) and all(
        len(_public_rows(frame, today)) == len(frame) for frame in frames.values()
    )


def public_name(file: str) -> str:
    """Return the name of a file as everyone may read it.

    >>> public_name("opgave.xlsx"), public_name("VERTROUWELIJK_kasteel.xlsx")
    ('opgave.xlsx', 'een vertrouwelijk bestand')
    """
    return "een vertrouwelijk bestand" if is_confidential(file) else file


def _without(frame: pd.DataFrame, closed: set[str]) -> pd.DataFrame:
    if not closed or "bron_id" not in frame:
        return frame
    hidden = frame["bron_id"].isin(closed)
    return frame[~hidden] if hidden.any() else frame


def _public_rows(frame: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    if "is_vertrouwelijk" not in frame:
        return frame
    hidden = frame["is_vertrouwelijk"] | frame["zichtbaar_vanaf"].gt(today)
    return frame[~hidden] if hidden.any() else frame


def _sources(before: Frames, out: Frames) -> Frames:
    """Drop sources that had rows and have none left: their name would give away that there is more."""
    if "bronnen" not in out:
        return out
    gone = _used(before) - _used(out)
    return out | {"bronnen": _without(out["bronnen"], gone)}


def _used(frames: Frames) -> set[str]:
    return {
        bron
        for name, frame in frames.items()
        if name != "bronnen" and "bron_id" in frame
        for bron in frame["bron_id"].unique()
    }


def _sites(before: Frames, out: Frames) -> Frames:
    """Drop what is said of hidden sites: attributions, periods, knelpunten, the mention in an open site."""
    if "locaties" not in out:
        return out
    sites = out["locaties"]
    hidden = set(before["locaties"][_SITE]) - set(sites[_SITE])
    if _REPLACES in sites and (told := sites[_REPLACES].isin(hidden)).any():
        out["locaties"] = sites.assign(**{_REPLACES: sites[_REPLACES].mask(told, "")})
    for name in _OF_SITES:
        if name in out:
            out[name] = out[name][out[name][_SITE].isin(set(sites[_SITE]))]
    if "knelpunten" in out:  # one about a hidden site tells that there is one
        out["knelpunten"] = out["knelpunten"][~out["knelpunten"][_SITE].isin(hidden)]
    return out
