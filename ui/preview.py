"""The version that would be: what it holds, how it differs from the one that stands, what needs a reason."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

import store
from loaders.watch import Watch
from metrics.difference import Verschil
from metrics.disclosure import has_confidential, release
from model import taal
from model.correctie import Correctie
from model.frames import Frames
from model.lijsten import Editie
from store.entries import Item
from store.frames import Tables, join, tables_of
from ui import data, helper, invoer_missers, judging, tasks
from ui.examined import Examined
from ui.judging import Outcome, Wish
from ui.keuze import Keuze
from ui.tasks import DIFFERENCE, Task

_LAST = "_voorvertoning"


@dataclass(frozen=True)
class Preview:
    """A version that does not exist yet, as this session may see it.

    Attributes:
        before: what everyone may see of the version that stands.
        outcome: what would change, see ``ui.judging.Outcome``.
        is_confidential: whether a file of this session is.
    """

    before: Frames
    outcome: Outcome
    is_confidential: bool

    @property
    def verschil(self) -> Verschil:
        """Return how the figures differ."""
        return self.outcome.verschil

    @property
    def large(self) -> pd.DataFrame:
        """Return the differences that need a reason."""
        return self.outcome.large


def of_files(  # noqa: PLR0913 - everything a version is made of
    keuze: Keuze,
    head: store.Version,
    kept: Sequence[str],
    files: Sequence[Examined],
    corrections: Sequence[str],
    entries: Sequence[Item] = (),
) -> Preview | None:
    """Return the version of the kept uploads and the files of this session; the last one is remembered.

    Returns:
        None while it is being made, which is drawn.

    Raises:
        CorrectionMisses: a correction does not fit the version to be.
        EntryMisses: what was entered by hand does not fit; ``ui.invoer_missers.settle`` asks about it first.
        StoreError: the files do not go together.
    """
    mine = tuple(_mark(file) for file in files)
    mark = (head.id, keuze.vandaag, data.shelf().state, tuple(kept), mine, tuple(corrections), tuple(entries))
    last = st.session_state.get(_LAST)
    if last is None or last[0] != mark:
        outcome = _outcome(mark, _wish(keuze, head, kept, files, corrections, entries), files)
        if outcome is None:
            return None
        hidden = any(has_confidential(file.loaded.frames) for file in files)
        last = (mark, Preview(data.public(False, head.id, keuze.vandaag), outcome, hidden))
        st.session_state[_LAST] = last
        tasks.forget(DIFFERENCE)
    return last[1]


def forget() -> None:
    """Forget the last preview: its files are gone."""
    st.session_state.pop(_LAST, None)
    tasks.forget(DIFFERENCE)


def _mark(file: Examined) -> tuple[object, ...]:
    made = file.loaded.provenance
    return file.digest, file.name, made.layout_id, made.rows_taken, tuple(sorted(file.answers.items()))


def _wish(  # noqa: PLR0913 - everything a version is made of
    keuze: Keuze,
    head: store.Version,
    kept: Sequence[str],
    files: Sequence[Examined],
    corrections: Sequence[str],
    entries: Sequence[Item],
) -> Wish:
    opened = data.opened(False)
    mine = frozenset(bron for file in files for bron in file.loaded.frame("bronnen")["bron_id"])
    before = data.public(False, head.id, keuze.vandaag)
    parts, made = parts_of(kept, files), chosen(opened, corrections)
    return Wish(parts, made, mine, before, keuze.vandaag, invoer_missers.regels(opened, entries))


def parts_of(kept: Sequence[str], files: Sequence[Examined]) -> list[tuple[str, Tables]]:
    """Return the uploads that stay and the files of this session, as ``store.frames.join`` takes them."""
    parts = data.opened(False).upload_tables(kept)
    return parts + [(f"nieuw-{place}", tables_of(file.loaded.frames)) for place, file in enumerate(files)]


def _outcome(mark: Hashable, wish: Wish, files: Sequence[Examined]) -> Outcome | None:
    """Return what would change: at once when it is little, else when the background has it."""
    if not helper.is_much(wish.before, *(frames for _, frames in wish.parts)):
        tasks.forget(DIFFERENCE)
        return judging.compared(wish)
    about = taal.opsomming([file.name for file in files])
    made = tasks.settle(DIFFERENCE, {mark: lambda: Task(about, partial(_tried, wish), "versie")})
    found: Outcome | store.StoreError | None = made.get(mark)
    if isinstance(found, store.StoreError):
        raise found
    return found


def _tried(wish: Wish, watch: Watch) -> Outcome | store.StoreError:
    """Return what would change, or why it cannot be: the page tells that in its own thread."""
    try:
        return helper.compared(wish, watch)
    except store.StoreError as error:
        return error


def of_corrections(keuze: Keuze, head: store.Version, corrections: Sequence[Correctie]) -> Frames:
    """Return what everyone would see of a version with the same files and these corrections.

    Raises:
        CorrectionMisses: a correction does not fit.
    """
    opened = data.opened(False)
    entered = invoer_missers.regels(opened, head.entries)
    whole = join(opened.upload_tables(head.uploads), corrections, entered)
    return release(whole, Editie.OPENBAAR, pd.Timestamp(keuze.vandaag))


def chosen(opened: store.Store, ids: Sequence[str]) -> list[Correctie]:
    """Return recorded corrections by id, in the order asked."""
    if not ids:
        return []
    known = {one.id: one.correctie for one in opened.corrections()}
    return [known[one] for one in ids]
