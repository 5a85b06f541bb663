"""The fence: a small process that has what it needs loaded and forks a child for every file.

Started as ``python -m loaders.reading.worker FD JOB``; the module JOB has ``warm`` and ``answer``. It has one
thread, opens no file or connection by itself, and forks; so it works whatever ``__main__`` of the caller is
and however many threads the caller has. A request is one byte with three descriptors: the status socket, the
input (header and content) and the output. When the caller hangs up a status socket its child is killed, with
whatever that started; when the control socket closes everything ends.

A child may take 1 GiB of *address space* on top of what it has at its start: an absolute limit would count
the libraries that are mapped already, which differ per machine.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from loaders.reading.limits import Limits

STATUS = struct.Struct("<iq")  # wait status, peak resident size in kB
HEADER = struct.Struct("<I")
EXIT_MEMORY = 3


Tell = Callable[[int], None]


class Job(Protocol):
    """What a child does with a file."""

    def warm(self) -> None:
        """Load everything that no child should pay for."""
        ...

    def answer(
        self,
        content: bytes,
        name: str,
        limits: Limits,
        sink: int,
        extra: Any,
        tell: Tell,  # noqa: ANN401
    ) -> None:
        """Write what became of the file to a descriptor, and tell which step begins."""
        ...


def serve(control: socket.socket, job: Job) -> None:
    """Fork a child per request until the control socket closes."""
    jobs: dict[int, socket.socket] = {}
    awake, wake = socket.socketpair()
    awake.setblocking(False)
    wake.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(awake, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is control:
                    if not _accept(control, selector, jobs, job):
                        return
                elif key.fileobj is awake:
                    awake.recv(4096)
                    _reap(selector, jobs)
                else:
                    _hang_up(selector, key)


def _accept(
    control: socket.socket, selector: selectors.BaseSelector, jobs: dict[int, socket.socket], job: Job
) -> bool:
    """Start a child for one request; False when the caller is gone."""
    message, fds, _, _ = socket.recv_fds(control, 1, 3)
    if not message:
        for pid in jobs:
            kill(pid)
        return False
    status, source, sink = socket.socket(fileno=fds[0]), fds[1], fds[2]
    pid = os.fork()
    if pid == 0:
        _child(source, sink, job)
    _lead(pid)
    os.close(source)
    os.close(sink)
    jobs[pid] = status
    selector.register(status, selectors.EVENT_READ, data=pid)
    return True


def _reap(selector: selectors.BaseSelector, jobs: dict[int, socket.socket]) -> None:
    """Tell the callers of ended children how they ended."""
    while jobs:
        pid, code, usage = os.wait4(-1, os.WNOHANG)
        if pid == 0:
            return
        status = jobs.pop(pid)
        if status in selector.get_map():
            selector.unregister(status)
        try:
            status.send(STATUS.pack(code, usage.ru_maxrss))
        except OSError:
            print("caller left before the answer", file=sys.stderr)  # noqa: T201
        status.close()


def _hang_up(selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    """Kill the child of a caller that hung up; it is reaped like any other."""
    selector.unregister(key.fileobj)
    kill(key.data)


def kill(pid: int) -> None:
    """End a child and whatever it started; it is reaped like any other."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        print("the child had ended", file=sys.stderr)  # noqa: T201


def _lead(pid: int) -> None:
    """Put a child at the head of a group of its own; parent and child both do it, whoever comes first."""
    try:
        os.setpgid(pid, pid)
    except OSError:
        print("the child had ended", file=sys.stderr)  # noqa: T201


def _child(source: int, sink: int, job: Job) -> None:
    """Read one file inside the limits and leave, never to return to the loop of the parent."""
    code = 1
    try:
        os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        steps = os.dup(source)
        header, content = _request(source)
        limits = Limits(**header["limits"])
        confine(limits)
        job.answer(content, header["name"], limits, sink, header["extra"], partial(_tell, steps))
        code = 0
    except MemoryError:
        code = EXIT_MEMORY
    finally:
        os._exit(code)


def _tell(steps: int, step: int) -> None:
    """Say at which step this child is, in the first byte of its input."""
    os.pwrite(steps, bytes([step]), 0)


def _request(source: int) -> tuple[dict, bytes]:
    size = os.fstat(source).st_size
    with os.fdopen(source, "rb") as file:
        file.seek(0)
        file.read(1)
        (length,) = HEADER.unpack(file.read(HEADER.size))
        header = json.loads(file.read(length))
        return header, file.read(size - 1 - HEADER.size - length)


def confine(limits: Limits) -> None:
    """Set the limits of this process: memory, processor time, size of the answer, no core dump.

    A child of a child keeps the limits of its parent where those are narrower: nobody may widen them.
    """
    room = _address_space() + limits.memory
    seconds = int(limits.seconds) + 1
    for kind, value in (
        (resource.RLIMIT_AS, room),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (least, least))


def _address_space() -> int:
    statm = Path("/proc/self/statm")
    if not statm.exists():  # not Linux: the limit on processor time still holds
        return 0
    return int(statm.read_text().split()[0]) * resource.getpagesize()


def main() -> None:
    """Load the readers once, tell the caller we are ready, and serve."""
    job: Job = importlib.import_module(sys.argv[2])
    job.warm()
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=int(sys.argv[1]))
    control.sendall(b"R")
    serve(control, job)


if __name__ == "__main__":
    main()
