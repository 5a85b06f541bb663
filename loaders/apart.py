"""Loading a file outside the process that asks, so that a large or hostile file hinders nobody else.

A server answers all its visitors with one interpreter: recognising 200,000 rows in it would make every page
slow. So a helper process, low in priority, forks a child per file that does all of ``loaders.load`` and sends
the frames back as Arrow, never as pickle. That child has wide limits of its own (``[buiten]`` in
``data/rules/limits.toml``); it reads the cells in a grandchild that has the narrow ones.
"""

from __future__ import annotations

import hashlib
import os
import select
import signal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from loaders import load as loading
from loaders.layouts import Layout
from loaders.loaded import Loaded, Provenance, no_rows
from loaders.parcel import pack, unpack
from loaders.reading import job
from loaders.reading.fence import Fence
from loaders.reading.findings import finding
from loaders.reading.limits import Limits
from loaders.reading.limits import apart as outer_limits
from loaders.reading.pipe import Answer, judge, memory
from loaders.reading.worker import STATUS, Tell, confine
from loaders.watch import Watch
from model.issue import Issue
from model.lijsten import Ernst

#: How much a child gives way to the pages: 0 not at all, 19 wholly.
NICE = 10
HELPER = Fence("loaders.apart")


def load(  # noqa: PLR0913 - as loaders.load.load
    content: bytes,
    name: str,
    *,
    own: Iterable[Layout] = (),
    aliases: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    watch: Watch | None = None,
    helper: Fence | None = None,
) -> Loaded:
    """Return what ``loaders.load.load`` returns, made in another process.

    Args:
        content: the file.
        name: its name.
        own: layouts besides those that are shipped.
        aliases: as there.
        answers: as there.
        watch: as there.
        helper: a fence whose job does what ``answer`` does; that of this module when None.

    Raises:
        Cancelled: through ``watch`` only.
    """
    watch = watch or Watch()
    extra = {
        "own": [item.model_dump(mode="json") for item in own],
        "aliases": dict(aliases or {}),
        "answers": dict(answers or {}),
    }
    answer = (helper or HELPER).run(content, name, outer_limits(), watch, extra)
    if answer.data is not None:
        try:
            return unpack(pa.py_buffer(answer.data))
        except (pa.ArrowException, ValueError, KeyError, TypeError):
            answer = Answer("lezer-gestopt")
    return _ended(content, name, answer.code or "lezer-gestopt")


def warm_up() -> None:
    """Start the helper before the first file comes."""
    HELPER.warm()


def warm() -> None:
    """In the helper: load what every child needs."""
    job.warm()
    loading.load(b"gebied;waarde\nVenlo;1\n", "warm.csv", runner=Beside())


def answer(
    content: bytes,
    name: str,
    _limits: Limits,
    sink: int,
    extra: Any,
    tell: Tell,  # noqa: ANN401
) -> None:
    """In a child: load a file and write the result to a descriptor."""
    os.nice(NICE)
    own = tuple(Layout.model_validate(item) for item in extra["own"])
    loaded = loading.load(
        content, name,
        layouts=(*loading.shipped(), *own),
        aliases=extra["aliases"] or None, answers=extra["answers"] or None,
        runner=Beside(), watch=Teller(tell),
    )  # fmt: skip
    with open(sink, "wb", closefd=False) as raw, pa.PythonFile(raw, "w") as file:  # noqa: PTH123 - a descriptor
        pack(file, loaded)


class Teller(Watch):
    """Tells another process which step begins."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def at(self, step: int) -> None:
        """Say which step begins."""
        self._tell(step)


@dataclass
class Beside:
    """Runs the readers in a fork of this process, which has them loaded and has only one thread."""

    def run(self, content: bytes, name: str, limits: Limits, _watch: Watch | None = None) -> Answer:
        """Return how reading ended."""
        sink = memory()
        try:
            pid = os.fork()
            if pid == 0:
                _grandchild(content, name, limits, sink)
            status = _wait(pid, limits.seconds)
            return judge(status, sink) if status else Answer("te-lang")
        finally:
            os.close(sink)


def _grandchild(content: bytes, name: str, limits: Limits, sink: int) -> None:
    code = 1
    try:
        confine(limits)
        job.answer(content, name, limits, sink)
        code = 0
    except MemoryError:
        code = 3
    finally:
        os._exit(code)


def _wait(pid: int, seconds: float) -> bytes:
    """Return how a process ended in the form of the fence; empty when it had to be killed."""
    watch = os.pidfd_open(pid)
    try:
        late = not select.select([watch], [], [], seconds)[0]
        if late:
            os.kill(pid, signal.SIGKILL)
        _, code, usage = os.wait4(pid, 0)
        return b"" if late else STATUS.pack(code, usage.ru_maxrss)
    finally:
        os.close(watch)


def _ended(content: bytes, name: str, code: str) -> Loaded:
    """Return a refusal: the helper stopped, or took too much time or memory."""
    said = finding(code, mag=f"{outer_limits().seconds:g}")
    issue = Issue(bron=name or "bestand", code=said.code, ernst=Ernst.FOUT, tekst=said.tekst)
    sha = hashlib.sha256(content).hexdigest()
    return Loaded({}, [issue], no_rows(), Provenance(name, sha, len(content)))
