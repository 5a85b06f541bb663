"""A process that uploads, publishes, undoes and erases until it is killed, and says what was acknowledged."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import store
from tests.store.samples import add


def work(root: str, acks: str, first: int, failpoint: str) -> None:
    """Work on the store in ``root``; each acknowledged write becomes one line in the file ``acks``.

    Args:
        root: folder of the store.
        acks: file for lines ``upload ID``, ``publish ID``, ``erase ID``, and ``ready``.
        first: number of the first file, so that runs do not repeat each other.
        failpoint: value for MONITOR_FAILPOINT, or empty.
    """
    if failpoint:
        os.environ["MONITOR_FAILPOINT"] = failpoint
    said = os.open(acks, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def say(*words: str) -> None:
        os.write(said, (" ".join(words) + "\n").encode())

    monitor = store.open(Path(root))
    say("ready")
    for number in itertools.count(first):
        mine = add(monitor, number)
        say("upload", mine.id)
        head = monitor.head()
        keep = [*(head.uploads if head else ())][-3:]
        made = monitor.publish(head.id if head else None, [*keep, mine.id], f"bestand {number}", "Anna")
        say("publish", made.id)
        if head and number % 3 == 0:
            say("publish", monitor.undo(head.id, made.id, "terug", "Bo").id)
        if number % 4 == 0:
            extra = add(monitor, number + 500_000)
            say("upload", extra.id)
            monitor.erase(extra.id, "Bo", "bevatte namen", with_frames=True)
            say("erase", extra.id)
