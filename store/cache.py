"""A small memory for frames: each set is read once, also when many sessions ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from model.frames import Frames


class FrameCache:
    """Frames by fingerprint, the least recently used dropped first.

    The frames themselves are shared between sessions and must not be changed; the dict around them is new
    on every call.
    """

    def __init__(self, most: int = 6) -> None:
        """Keep at most so many sets."""
        self._most = most
        self._kept: OrderedDict[str, Frames] = OrderedDict()
        self._lock = threading.Lock()
        self._reading: dict[str, threading.Lock] = {}

    def get(self, fingerprint: str, read: Callable[[], Frames]) -> Frames:
        """Return the frames of a fingerprint, calling ``read`` when they are not here yet."""
        if (found := self._find(fingerprint)) is not None:
            return found
        with self._lock:
            turn = self._reading.setdefault(fingerprint, threading.Lock())
        with turn:
            try:
                if (found := self._find(fingerprint)) is None:
                    found = read()
                    self._keep(fingerprint, found)
            finally:
                with self._lock:
                    self._reading.pop(fingerprint, None)
        return dict(found)

    def clear(self) -> None:
        """Forget everything, after bytes were erased."""
        with self._lock:
            self._kept.clear()

    def _find(self, fingerprint: str) -> Frames | None:
        with self._lock:
            if fingerprint not in self._kept:
                return None
            self._kept.move_to_end(fingerprint)
            return dict(self._kept[fingerprint])

    def _keep(self, fingerprint: str, frames: Frames) -> None:
        with self._lock:
            self._kept[fingerprint] = frames
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
