"""How far reading a file has come, for who waits for it, and the way to say that it need not go on."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

#: The steps of ``loaders.load``, in order, as a person reads them.
STEPS = ("cellen lezen", "indeling herkennen", "rijen lezen", "uitkomst controleren")


class Cancelled(Exception):  # noqa: N818 - not an error
    """Somebody no longer wants to know; nothing was kept."""


@dataclass
class Watch:
    """Shared by the thread that reads and the one that waits.

    Attributes:
        step: number of the step that runs, an index of ``STEPS``.
        cancelled: set by who waits.
    """

    step: int = 0
    cancelled: threading.Event = field(default_factory=threading.Event)

    def at(self, step: int) -> None:
        """Say which step begins.

        Raises:
            Cancelled: the answer is no longer wanted.
        """
        self.step = step
        self.check()

    def check(self) -> None:
        """Stop here when the answer is no longer wanted.

        Raises:
            Cancelled: it is not.
        """
        if self.cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the reading thread to stop at its next step, and the reader to be stopped at once."""
        self.cancelled.set()
