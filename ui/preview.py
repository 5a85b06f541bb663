"""The version that would be: what it holds, how it differs from the one that stands, what needs a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

import store
from metrics import changes, large_changes
from metrics.disclosure import has_confidential, release
from model.correctie import Correctie
from model.frames import Frames
from model.inhoud import load_rules
from model.lijsten import Editie
from store.frames import merge
from ui import data
from ui.examined import Examined
from ui.keuze import Keuze

_LAST = "_voorvertoning"


@dataclass(frozen=True)
class Preview:
    """A version that does not exist yet, as this session may see it.

    Attributes:
        before: what everyone may see of the version that stands.
        after: the same of the version to be, with every row of the files in this session.
        compared: the frame of ``metrics.changes.compare``.
        large: the frame of ``metrics.large_changes.large``, of what everyone may see.
        is_confidential: whether a file of this session is.
    """

    before: Frames
    after: Frames
    compared: pd.DataFrame
    large: pd.DataFrame
    is_confidential: bool


def of_files(
    keuze: Keuze,
    head: store.Version,
    kept: Sequence[str],
    files: Sequence[Examined],
    corrections: Sequence[str],
) -> Preview:
    """Return the version of the kept uploads and the files of this session; the last one is remembered.

    Raises:
        CorrectionMisses: a correction does not fit the version to be.
        StoreError: the files do not go together.
    """
    mine = tuple(_mark(file) for file in files)
    mark = (head.id, keuze.vandaag, data.shelf().state, tuple(kept), mine, tuple(corrections))
    last = st.session_state.get(_LAST)
    if last is None or last[0] != mark:
        opened = data.opened(False)
        parts = [(item, opened.upload_frames(item)) for item in kept]
        parts += [(f"nieuw-{place}", file.loaded.frames) for place, file in enumerate(files)]
        whole = merge(parts, chosen(opened, corrections))
        last = (mark, _compared(keuze, data.public(False, head.id, keuze.vandaag), whole, files))
        st.session_state[_LAST] = last
    return last[1]


def forget() -> None:
    """Forget the last preview: its files are gone."""
    st.session_state.pop(_LAST, None)


def _mark(file: Examined) -> tuple[object, ...]:
    made = file.loaded.provenance
    return file.digest, file.name, made.layout_id, made.rows_taken, tuple(sorted(file.answers.items()))


def _compared(keuze: Keuze, before: Frames, whole: Frames, files: Sequence[Examined]) -> Preview:
    """Return the preview of a version whose rows are ``whole``."""
    mine = {bron for file in files for bron in file.loaded.frame("bronnen")["bron_id"]}
    today = pd.Timestamp(keuze.vandaag)
    after, public = _visible(whole, mine, today), release(whole, Editie.OPENBAAR, today)
    fresh = {name: frame[frame["bron_id"].isin(mine)] for name, frame in public.items() if "bron_id" in frame}
    steps = large_changes.steps(fresh, before, load_rules(), keuze.vandaag)
    told = changes.compare(before, public)  # a reason is public: none is asked about what is not
    hidden = any(len(after[name]) != len(frame) for name, frame in public.items())
    large = large_changes.large(told, steps, data.the_rules().verandering)
    return Preview(
        before,
        after,
        changes.compare(before, after) if hidden else told,
        large,
        any(has_confidential(file.loaded.frames) for file in files),
    )


def of_corrections(keuze: Keuze, head: store.Version, corrections: Sequence[Correctie]) -> Frames:
    """Return what everyone would see of a version with the same files and these corrections.

    Raises:
        CorrectionMisses: a correction does not fit.
    """
    opened = data.opened(False)
    whole = merge([(item, opened.upload_frames(item)) for item in head.uploads], corrections)
    return release(whole, Editie.OPENBAAR, pd.Timestamp(keuze.vandaag))


def chosen(opened: store.Store, ids: Sequence[str]) -> list[Correctie]:
    """Return recorded corrections by id, in the order asked."""
    if not ids:
        return []
    known = {one.id: one.correctie for one in opened.corrections()}
    return [known[one] for one in ids]


def _visible(frames: Frames, mine: set[str], today: pd.Timestamp) -> Frames:
    """Return what everyone may see, and all rows of the files of this session."""
    out = release(frames, Editie.OPENBAAR, today)
    for name, frame in frames.items():
        if "bron_id" in frame:
            out[name] = frame[frame.index.isin(out[name].index) | frame["bron_id"].isin(mine)]
    return out
