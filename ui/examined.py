"""The files of this session: read once each, in the background, with progress and a way to stop.

A file is confidential until it is published, so it lives in the session of who brought it only. One
file is read at a time in the whole server: whoever looks at a page meanwhile must not notice.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import streamlit as st

from loaders import apart, reading
from loaders.loaded import Loaded
from loaders.watch import STEPS, Cancelled, Watch
from model.grid import Workbook
from ui import data
from ui.links import plain

ANSWERS, _JOBS, _GRID = "_antwoorden", "_lezen", "_cellen"
#: Seconds a page waits for a file before it shows progress instead.
PATIENCE = 1.5
_TURN = threading.Lock()
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


@dataclass
class _Job:
    """One file being read by a thread of its own."""

    name: str
    content: bytes
    answers: dict[str, str]
    watch: Watch = field(default_factory=Watch)
    started: float = field(default_factory=time.monotonic)
    waiting: bool = True
    loaded: Loaded | None = None
    thread: threading.Thread = field(init=False)

    def start(self, shelf: data.Shelf) -> None:
        """Start reading with the layouts and names that hold now."""
        self.thread = threading.Thread(target=self._run, args=(shelf,), name="lezen", daemon=True)
        self.thread.start()

    def _run(self, shelf: data.Shelf) -> None:
        try:
            with _TURN:
                self.waiting = False
                self.watch.check()
                self.loaded = apart.load(
                    self.content, self.name, own=shelf.own, aliases=shelf.aliases,
                    answers=self.answers or None, watch=self.watch,
                )  # fmt: skip
        except Cancelled:
            self.content = b""

    @property
    def running(self) -> bool:
        """Whether an answer may still come."""
        return self.thread.is_alive()


def every(files: Sequence[Upload]) -> list[Examined]:
    """Return the files that have been read; draw progress for the others.

    Files that are no longer among them are forgotten, and their reading stops.
    """
    jobs: dict[Key, _Job] = st.session_state.setdefault(_JOBS, {})
    wanted = {_key(file): file for file in files}
    for key in [key for key in jobs if key not in wanted]:
        jobs.pop(key).watch.cancel()
    for key, file in wanted.items():
        if key not in jobs:
            jobs[key] = _Job(file.name, file.getvalue(), dict(key[2]))
            jobs[key].start(data.shelf())
    _wait(list(jobs.values()))
    if any(job.running for job in jobs.values()):
        _progress()
    for key, job in list(jobs.items()):
        if job.loaded is None and not job.running:
            _stopped(key, job)
    return [
        Examined(job.name, job.content, job.loaded, job.answers)
        for job in (jobs[key] for key in wanted if key in jobs)
        if job.loaded is not None
    ]


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
    for job in st.session_state.pop(_JOBS, {}).values():
        job.watch.cancel()
    for name in (ANSWERS, _GRID):
        st.session_state.pop(name, None)


def _key(file: Upload) -> Key:
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    answers: dict[str, str] = st.session_state.setdefault(ANSWERS, {}).get(digest, {})
    return digest, file.name, tuple(sorted(answers.items())), data.shelf().state


def _wait(jobs: list[_Job]) -> None:
    """Give quick files the time to be done before anything is drawn."""
    running = [job for job in jobs if job.running]
    if not running:
        return
    with st.spinner("Bestand wordt gelezen …"):
        end = time.monotonic() + PATIENCE
        for job in running:
            job.thread.join(max(0.0, end - time.monotonic()))


@st.fragment(run_every=0.5)
def _progress() -> None:
    """Show how far each file is, until all are done."""
    jobs: dict[Key, _Job] = st.session_state.get(_JOBS, {})
    running = {key: job for key, job in jobs.items() if job.running}
    if not running:
        st.rerun()
    for key, job in running.items():
        seconds = int(time.monotonic() - job.started)
        share, what = _step(job)
        st.progress(share, f"{plain(job.name)} · {what} ({seconds} s)")
        st.button(
            f"Stop met lezen van {plain(job.name)}", key=f"stop-{key[0][:12]}", on_click=job.watch.cancel
        )


def _step(job: _Job) -> tuple[float, str]:
    """Return how far a file is, as a share of its steps, and in words."""
    if job.waiting:
        return 0.0, "wacht tot een ander bestand gelezen is"
    step = job.watch.step
    return (step + 1) / (len(STEPS) + 1), f"stap {step + 1} van {len(STEPS)}: {STEPS[step]}"


def _stopped(key: Key, job: _Job) -> None:
    """Say that a file was not read to the end, and offer to try again."""
    why = "is gestopt" if job.watch.cancelled.is_set() else "is door een fout in de monitor niet gelukt"
    st.info(f"Het lezen van {plain(job.name)} {why}. Er is niets bewaard.")
    st.button(f"Lees {plain(job.name)} opnieuw", key=f"opnieuw-{key[0][:12]}", on_click=_again, args=(key,))


def _again(key: Key) -> None:
    st.session_state.get(_JOBS, {}).pop(key, None)
