"""Work of a session in the background: one at a time in the whole server, with progress and a way to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from loaders.watch import STEPS, Cancelled, Watch
from ui import judging
from ui.links import plain

_TASKS = "_taken"
#: Seconds a page waits for work before it shows progress instead.
PATIENCE = 1.5
_TURN = threading.Lock()


@dataclass(frozen=True)
class Kind:
    """A kind of work, in words.

    Attributes:
        name: keeps the work of one kind apart from that of another in a session.
        doing: said while the page waits a moment.
        noun: 'Stop met <noun> van x.xlsx', 'Het <noun> van x.xlsx is gestopt'.
        again: '<again> x.xlsx opnieuw'.
        steps: what it does, in order.
    """

    name: str
    doing: str
    noun: str
    again: str
    steps: tuple[str, ...]


READING = Kind("lezen", "Bestand wordt gelezen …", "lezen", "Lees", STEPS)
CONTENT = Kind("inhoud", "Inhoud wordt gecontroleerd …", "controleren", "Controleer", ("inhoud controleren",))
DIFFERENCE = Kind("verschil", "Verschil wordt berekend …", "vergelijken", "Vergelijk", judging.STEPS)


@dataclass
class Task:
    """One piece of work in a thread of its own.

    Attributes:
        about: name of the file it is about.
        work: does it; forgotten when it has ended, with everything it holds.
        mark: keeps the buttons of this task apart from those of others of its kind.
    """

    about: str
    work: Callable[[Watch], Any] | None
    mark: str
    watch: Watch = field(default_factory=Watch)
    started: float = field(default_factory=time.monotonic)
    waiting: bool = True
    done: bool = False
    result: Any = None
    thread: threading.Thread = field(init=False)

    def start(self, kind: Kind) -> None:
        """Begin, as soon as nobody else's work is under way."""
        self.thread = threading.Thread(target=self._run, name=kind.name, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            with _TURN:
                self.waiting = False
                self.watch.check()
                if self.work is not None:
                    self.result = self.work(self.watch)
                    self.done = True
        except Cancelled:
            self.result = None
        finally:
            self.work = None

    @property
    def running(self) -> bool:
        """Whether an answer may still come."""
        return self.thread.is_alive()


def settle(kind: Kind, wanted: Mapping[Hashable, Callable[[], Task]]) -> dict[Hashable, Any]:
    """Return the results that are there; draw progress for what is not, and start what is new.

    Args:
        kind: kind of work.
        wanted: per key how to make the task. What is no longer wanted is stopped and forgotten.
    """
    tasks = _of(kind)
    for key in [key for key in tasks if key not in wanted]:
        tasks.pop(key).watch.cancel()
    for key, make in wanted.items():
        if key not in tasks:
            tasks[key] = make()
            tasks[key].start(kind)
    _wait(kind, list(tasks.values()))
    if any(task.running for task in tasks.values()):
        _progress(kind)
    for key, task in list(tasks.items()):
        if not task.done and not task.running:
            _stopped(kind, key, task)
    return {key: tasks[key].result for key in wanted if tasks[key].done}


def forget(*kinds: Kind) -> None:
    """Stop and forget the work of these kinds."""
    for kind in kinds:
        for task in _of(kind).values():
            task.watch.cancel()
        _of(kind).clear()


def _of(kind: Kind) -> dict[Hashable, Task]:
    tasks: dict[str, dict[Hashable, Task]] = st.session_state.setdefault(_TASKS, {})
    return tasks.setdefault(kind.name, {})


def _wait(kind: Kind, tasks: list[Task]) -> None:
    """Give quick work the time to be done before anything is drawn."""
    running = [task for task in tasks if task.running]
    if not running:
        return
    with st.spinner(kind.doing):
        end = time.monotonic() + PATIENCE
        for task in running:
            task.thread.join(max(0.0, end - time.monotonic()))


@st.fragment(run_every=0.5)
def _progress(kind: Kind) -> None:
    """Show how far each task is, until all are done."""
    running = [task for task in _of(kind).values() if task.running]
    if not running:
        st.rerun()
    for task in running:
        seconds = int(time.monotonic() - task.started)
        share, what = _step(kind, task)
        st.progress(share, f"{plain(task.about)} · {what} ({seconds} s)")
        st.button(
            f"Stop met {kind.noun} van {plain(task.about)}",
            key=f"stop-{kind.name}-{task.mark}",
            on_click=task.watch.cancel,
        )


def _step(kind: Kind, task: Task) -> tuple[float, str]:
    """Return how far a task is, as a share of its steps, and in words."""
    if task.waiting:
        return 0.0, "wacht tot een ander bestand klaar is"
    step, count = task.watch.step, len(kind.steps)
    place = f"stap {step + 1} van {count}: " if count > 1 else ""
    return (step + 1) / (count + 1), f"{place}{kind.steps[step]}"


def _stopped(kind: Kind, key: Hashable, task: Task) -> None:
    """Say that work did not come to its end, and offer to try again."""
    why = "is gestopt" if task.watch.cancelled.is_set() else "is door een fout in de monitor niet gelukt"
    st.info(f"Het {kind.noun} van {plain(task.about)} {why}. Er is niets bewaard.")
    st.button(
        f"{kind.again} {plain(task.about)} opnieuw",
        key=f"opnieuw-{kind.name}-{task.mark}",
        on_click=_again,
        args=(kind, key),
    )


def _again(kind: Kind, key: Hashable) -> None:
    _of(kind).pop(key, None)
