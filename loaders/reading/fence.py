"""The caller's side of the fence: hand a file to the worker, wait, and say how it ended."""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakSet

from loaders.reading.limits import Limits
from loaders.reading.pipe import KILL_SECONDS, LOOK_SECONDS, Answer, hang_up, judge, listen, memory, write
from loaders.watch import Cancelled, Watch

ROOT = Path(__file__).parents[2]
START_SECONDS = 30


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    control: socket.socket

    def stop(self) -> None:
        """End the worker and, by closing its control socket, every child it has."""
        self.control.close()
        try:
            self.process.wait(timeout=KILL_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Fence:
    """One worker, started when first needed and again when it died. Safe to call from several threads."""

    def __init__(self, job: str = "loaders.reading.job") -> None:
        self._job = job
        _fences.add(self)
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._slots = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))

    def warm(self) -> None:
        """Start the worker before the first file comes."""
        with self._lock:
            self._alive()

    def close(self) -> None:
        """Stop the worker; a later read starts a new one."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    @property
    def pid(self) -> int | None:
        """Process id of the worker, None when there is none."""
        return self._worker.process.pid if self._worker else None

    def run(
        self,
        content: bytes | memoryview,
        name: str,
        limits: Limits,
        watch: Watch | None = None,
        extra: object = None,
    ) -> Answer:
        """Read one file; a worker that died underneath gets one more chance.

        Raises:
            Cancelled: the answer is no longer wanted; the child that read is gone.
        """
        watch = watch or Watch()
        with self._turn(watch):
            for _ in range(2):
                answer = self._once(content, name, limits, watch, extra)
                if answer is not None:
                    return answer
        return Answer("lezer-weg")

    @contextlib.contextmanager
    def _turn(self, watch: Watch) -> Iterator[None]:
        """Wait for a free place among the readers, as long as the answer is wanted."""
        while not self._slots.acquire(timeout=LOOK_SECONDS):
            watch.check()
        try:
            yield
        finally:
            self._slots.release()

    def _once(
        self, content: bytes | memoryview, name: str, limits: Limits, watch: Watch, extra: object
    ) -> Answer | None:
        """Return the answer, or None when the worker was not there to give one."""
        source, sink = memory(), memory()
        mine, theirs = socket.socketpair()
        try:
            write(source, content, name, limits, extra)
            worker = self._send(theirs, source, sink)
            if worker is None:
                return None
            theirs.close()
            return self._wait(worker, mine, (source, sink), limits.seconds, watch)
        finally:
            mine.close()
            theirs.close()
            os.close(source)
            os.close(sink)

    def _send(self, theirs: socket.socket, source: int, sink: int) -> _Worker | None:
        with self._lock:
            try:
                worker = self._alive()
                socket.send_fds(worker.control, [b"R"], [theirs.fileno(), source, sink])
            except OSError:
                self._drop_locked()
                return None
            return worker

    def _wait(
        self, worker: _Worker, mine: socket.socket, files: tuple[int, int], seconds: float, watch: Watch
    ) -> Answer | None:
        source, sink = files
        status = listen(mine, source, seconds, watch)
        late = status is None
        if status is None:
            status = hang_up(mine)
        if watch.cancelled.is_set():
            raise Cancelled
        if not status:
            self._drop(worker)
            return Answer("te-lang") if late else None
        return Answer("te-lang") if late else judge(status, sink)

    def _alive(self) -> _Worker:
        if self._worker is None or self._worker.process.poll() is not None:
            self._drop_locked()
            self._worker = _start(self._job)
        return self._worker

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            if self._worker is worker:
                self._drop_locked()

    def _drop_locked(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.process.kill()
            worker.stop()


def _start(job: str) -> _Worker:
    mine, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", "loaders.reading.worker", str(theirs.fileno()), job]
        process = subprocess.Popen(
            command,
            pass_fds=(theirs.fileno(),),
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    worker = _Worker(process, mine)
    mine.settimeout(START_SECONDS)
    with contextlib.suppress(TimeoutError):  # a worker that never gets ready is treated as one that stopped
        if mine.recv(1) == b"R":
            mine.settimeout(START_SECONDS)
            return worker
    process.kill()
    worker.stop()
    raise OSError("the reader did not start")


def _environment() -> dict[str, str]:
    """Only what Python needs; no secrets of the server. One thread per library keeps the fork safe."""
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if key in os.environ}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "RAYON_NUM_THREADS": "1",
    }


_fences: WeakSet[Fence] = WeakSet()
FENCE = Fence()
atexit.register(FENCE.close)


def _forget() -> None:
    """After a fork of the caller the child must not talk to the workers of its parent."""
    for fence in list(_fences):
        fence.__init__(fence._job)  # type: ignore[misc]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
