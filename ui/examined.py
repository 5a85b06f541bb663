"""The files of this session: read once each, in the background, with progress and a way to stop.

A file is confidential until it is published, so it lives in the session of who brought it only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import streamlit as st

from loaders import apart, reading
from loaders.loaded import Loaded
from loaders.watch import Watch
from model.grid import Workbook
from ui import data, helper, tasks
from ui.links import plain
from ui.tasks import CONTENT, READING, Task

ANSWERS, _GRID = "_antwoorden", "_cellen"
#: Everything that decides what a file becomes: its bytes, name, answers, and the analysts' layouts and names.
Key = tuple[str, str, tuple[tuple[str, str], ...], str]


class Upload(Protocol):
    """A file as the upload widget gives it."""

    name: str

    def getvalue(self) -> bytes:
        """Return its bytes."""
        ...


@dataclass(frozen=True)
class Examined:
    """A file in this session, as read with the analyst's answers; it is in no store yet."""

    name: str
    content: bytes
    loaded: Loaded
    answers: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Return the hash of the bytes."""
        return self.loaded.provenance.sha256

    @property
    def usable(self) -> bool:
        """Whether it can become part of a version."""
        return not self.loaded.is_refused


def every(files: Sequence[Upload]) -> list[Examined]:
    """Return the files that have been read; draw progress for the others.

    Files that are no longer among them are forgotten, and their reading stops.
    """
    wanted = {_key(file): file for file in files}
    found = tasks.settle(READING, {key: partial(_task, key, file) for key, file in wanted.items()})
    return [
        Examined(file.name, file.getvalue(), found[key], dict(key[2]))
        for key, file in wanted.items()
        if key in found
    ]


def _task(key: Key, file: Upload) -> Task:
    """Return the work of reading a file with the layouts and names that hold now."""
    shelf = data.shelf()
    read = partial(
        _read, file.getvalue(), file.name, own=shelf.own, aliases=shelf.aliases, answers=dict(key[2]) or None
    )
    return Task(file.name, read, key[0][:12])


def _read(content: bytes, name: str, watch: Watch, **known: Any) -> Loaded:  # noqa: ANN401
    return apart.load(content, name, watch=watch, helper=helper.HELPER, **known)


def answer(examined: Examined, question: str, given: str) -> None:
    """Remember the analyst's answer to a question about a file and read the file again with it."""
    mine = st.session_state.setdefault(ANSWERS, {}).setdefault(examined.digest, {})
    if mine.get(question) != given:
        mine[question] = given
        st.rerun()


def workbook(examined: Examined) -> Workbook | None:
    """Return the cells of a file, None when it cannot be read; the last one is remembered."""
    kept = st.session_state.get(_GRID)
    if kept is None or kept[0] != examined.digest:
        with st.spinner(f"{plain(examined.name)} wordt gelezen …"):
            kept = (examined.digest, reading.read(examined.content, examined.name).workbook)
        st.session_state[_GRID] = kept
    return kept[1]


def forget() -> None:
    """Forget all files of this session and what was answered about them."""
    tasks.forget(READING, CONTENT)
    for name in (ANSWERS, _GRID):
        st.session_state.pop(name, None)


def _key(file: Upload) -> Key:
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    answers: dict[str, str] = st.session_state.setdefault(ANSWERS, {}).get(digest, {})
    return digest, file.name, tuple(sorted(answers.items())), data.shelf().state
