"""What goes between the caller and the fence: a file in memory each way, and one word on how it ended."""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import signal
import socket
import tempfile
import time
from dataclasses import asdict, dataclass

from loaders.reading.limits import Limits
from loaders.reading.worker import EXIT_MEMORY, HEADER, STATUS
from loaders.watch import Watch

KILL_SECONDS = 2
#: How often a waiting caller looks whether the answer is still wanted.
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """How a read ended: ``code`` is empty when ``data`` holds the result, else the code of the refusal."""

    code: str
    data: mmap.mmap | None = None
    peak_kb: int = 0


def memory() -> int:
    """Return a descriptor of a nameless file in memory (uploads are confidential: no file on disk)."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("upload")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def write(fd: int, content: bytes | memoryview, name: str, limits: Limits, extra: object) -> None:
    """Write a request: the step it is at, what is asked, the file."""
    header = json.dumps({"name": name, "limits": asdict(limits), "extra": extra}).encode()
    with os.fdopen(os.dup(fd), "wb") as file:
        file.write(b"\0" + HEADER.pack(len(header)) + header)
        file.write(content)


def listen(mine: socket.socket, source: int, seconds: float, watch: Watch) -> bytes | None:
    """Return what the worker says; None when it took too long or nobody wants to know any more.

    Meanwhile the first byte of the input tells which step the child is at.
    """
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not watch.cancelled.is_set():
        mine.settimeout(min(LOOK_SECONDS, left))
        watch.step = max(watch.step, os.pread(source, 1, 0)[0])
        with contextlib.suppress(TimeoutError):
            return mine.recv(STATUS.size)
    return None


def hang_up(mine: socket.socket) -> bytes:
    """Have the child killed and wait for the word that it is gone; empty when the worker does not answer."""
    mine.shutdown(socket.SHUT_WR)
    mine.settimeout(KILL_SECONDS)
    try:
        return mine.recv(STATUS.size)
    except TimeoutError:
        return b""


def judge(status: bytes, sink: int) -> Answer:
    """Return the answer that a child left, from how it ended and what it wrote."""
    code, peak = STATUS.unpack(status)
    if os.WIFSIGNALED(code):
        by = os.WTERMSIG(code)
        return Answer("te-lang" if by in (signal.SIGXCPU, signal.SIGKILL) else "lezer-gestopt", peak_kb=peak)
    if os.WEXITSTATUS(code) != 0:
        memory = os.WEXITSTATUS(code) == EXIT_MEMORY
        return Answer("te-veel-geheugen" if memory else "lezer-gestopt", peak_kb=peak)
    size = os.fstat(sink).st_size
    if size == 0:
        return Answer("lezer-gestopt", peak_kb=peak)
    return Answer("", mmap.mmap(sink, size, prot=mmap.PROT_READ), peak)
