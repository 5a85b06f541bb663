"""Processes that write, back up and restore until they are killed, and say what was acknowledged."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import store
from store.backup import backup, restore
from tests.store.samples import LAYOUT, add, correction, new_site, step

Say = Callable[..., None]


def work(root: str, acks: str, first: int, failpoint: str) -> None:
    """Work on the store in ``root``; each acknowledged write becomes one line in the file ``acks``.

    Args:
        root: folder of the store.
        acks: file for lines ``upload ID``, ``publish ID``, ``alias NUMBER``, …, and ``ready``.
        first: number of the first file, so that runs do not repeat each other.
        failpoint: value for MONITOR_FAILPOINT, or empty.
    """
    say = _begin(acks, failpoint)
    monitor = store.open(Path(root))
    say("ready")
    for number in itertools.count(first):
        turn = number - first + first // 1_000  # runs start with another action each
        ACTIONS[turn % len(ACTIONS)](monitor, number, say)


def put_back(source: str, root: str, acks: str, failpoint: str) -> None:
    """Restore a backup, until killed."""
    say = _begin(acks, failpoint)
    say("ready")
    restore(Path(source), Path(root))
    say("restore", "klaar")


def open_only(root: str, acks: str, failpoint: str) -> None:
    """Open a store, which migrates it, until killed."""
    say = _begin(acks, failpoint)
    say("ready")
    store.open(Path(root))
    say("open", "klaar")


def _begin(acks: str, failpoint: str) -> Say:
    if failpoint:
        os.environ["MONITOR_FAILPOINT"] = failpoint
    said = os.open(acks, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def say(*words: object) -> None:
        os.write(said, (" ".join(map(str, words)) + "\n").encode())

    return say


def _publish(monitor: store.Store, number: int, say: Say) -> None:
    mine = add(monitor, number)
    say("upload", mine.id)
    head = monitor.head()
    keep = [*(head.uploads if head else ())][-3:]
    base = head.id if head else None
    ids, entered = [*keep, mine.id], (head.entries if head else ())[-4:]
    made = monitor.publish(
        base, ids, f"bestand {number}", "Anna", corrections=(), entries=entered, reasons={"feit": "nieuw"}
    )
    say("publish", made.id)


def _undo(monitor: store.Store, number: int, say: Say) -> None:
    _publish(monitor, number, say)
    versions = monitor.versions()
    if len(versions) > 1:
        say("publish", monitor.undo(versions[-2].id, versions[-1].id, "terug", "Bo").id)


def _correct(monitor: store.Store, number: int, say: Say) -> None:
    _publish(monitor, number, say)
    made = monitor.add_correction(correction(number, f"{number + 1}"), "Bo")
    say("correction", made.id)
    head = monitor.head()
    assert head is not None
    say("publish", monitor.publish(head.id, head.uploads, "hersteld", "Bo", corrections=[made.id]).id)


def _erase(monitor: store.Store, number: int, say: Say) -> None:
    extra = add(monitor, number + 50_000_000)
    say("upload", extra.id)
    monitor.erase(extra.id, "Bo", "bevatte namen", with_frames=True)
    say("erase", extra.id)


def _record(monitor: store.Store, number: int, say: Say) -> None:
    say("alias", monitor.add_alias(f"Venloo {number}", "GM0983", "Anna").number)
    say("layout", monitor.add_layout(LAYOUT, "Anna", f"nummer {number}").number)
    say("step", monitor.add_step(step(), "Bo").number)
    say("choice", monitor.prefer("feit", f"bron-{number}", "Bo", "nieuwer").number)


def _enter(monitor: store.Store, number: int, say: Say) -> None:
    _publish(monitor, number, say)
    head = monitor.head()
    assert head is not None
    made = new_site(f"Plek {number}", f"{number}")
    version = monitor.record([made, new_site(f"Hof {number}", f"h{number}")], head.id, "locaties erbij", "Bo")
    say("publish", version.id)
    say("entry", version.entries[-1])
    say("signal", monitor.add_signal_decision(f"s{number}", "aanvaard", None, "bekend", "Anna").number)


def _backup(monitor: store.Store, number: int, say: Say) -> None:
    target = monitor.core.root.with_name(f"kopie-{monitor.core.root.name}-{number}")
    say("backup", backup(monitor, target).versie or "geen", target.name)


ACTIONS: tuple[Callable[[store.Store, int, Say], None], ...] = (
    _publish, _correct, _enter, _record, _undo, _backup, _erase,
)  # fmt: skip
