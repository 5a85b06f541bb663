"""Two analysts publish at the same moment, hundreds of times: both kept, the second told, nothing locked."""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import store
from tests.store.samples import add

RACES = int(os.environ.get("MONITOR_PROOF_RACES", "500"))
SECONDS = int(os.environ.get("MONITOR_PROOF_SECONDS", "60"))
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["store", "tests.store.samples"])
WRITERS, READERS = 10, 20


def analyst(root: str, who: str, side: int, races: int, start: Any, told: Any) -> None:
    """Race so many times; tell per race what happened: (race, who, 'won' or 'stale', version, upload)."""
    monitor = store.open(Path(root))
    for race in range(races):
        try:
            told.put((race, who, *_race(monitor, who, race * 10 + side, start)))
        except Exception as error:  # noqa: BLE001 - handed to the test, which fails on it
            told.put((race, who, "error", f"{type(error).__name__}: {error}", ""))
            start.abort()
            return
    monitor.close()


def _race(monitor: store.Store, who: str, number: int, start: Any) -> tuple[str, str, str]:
    """Prepare on what is newest, publish when both are ready, and confirm when the other was first."""
    mine, base = add(monitor, number, actor=who), monitor.head()
    keep = base.uploads[-2:] if base else ()
    start.wait(120)
    try:
        made = monitor.publish(base.id if base else None, [*keep, mine.id], f"bestand {number}", who)
        outcome = "won"
    except store.StaleVersion as error:
        first, outcome = error.head, "stale" if "publiceerde versie" in str(error) else str(error)
    if outcome == "stale":
        ids = [*first.uploads, mine.id]  # having seen the difference
        made = monitor.publish(first.id, ids, f"bestand {number}, na vergelijken", who)
    start.wait(120)
    return outcome, made.id, mine.id


def judge(root: Path, races: int, told: list[tuple[int, str, str, str, str]]) -> None:
    """Hold the store to what both analysts were told."""
    monitor = store.open(root)
    versions = {version.id: version for version in monitor.versions()}
    assert [line for line in told if line[2] == "error"] == []
    assert len(told) == 2 * races
    assert [version.number for version in versions.values()] == list(range(1, 2 * races + 1))
    for race in range(races):
        both = {line[2]: line for line in told if line[0] == race}
        assert set(both) == {"won", "stale"}
        first, second = versions[both["won"][3]], versions[both["stale"][3]]
        assert second.parent == first.id
        assert first.actor != second.actor
        assert {both["won"][4], both["stale"][4]} <= set(second.uploads)
    refused = [line for line in monitor.audit(100_000) if line.result == "geweigerd"]
    assert len(refused) == races
    assert monitor.verify() == []
    monitor.close()


def race_threads(root: Path, races: int) -> None:
    start, told = threading.Barrier(2), queue.Queue[Any]()
    threads = [
        threading.Thread(target=analyst, args=(str(root), who, side, races, start, told))
        for side, who in ((1, "Anna"), (2, "Bo"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    judge(root, races, [told.get() for _ in range(told.qsize())])


def race_processes(root: Path, races: int) -> None:
    with CONTEXT.Manager() as shared:
        start, told = shared.Barrier(2), shared.Queue()
        processes = [
            CONTEXT.Process(target=analyst, args=(str(root), who, side, races, start, told))
            for side, who in ((1, "Anna"), (2, "Bo"))
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        judge(root, races, [told.get() for _ in range(told.qsize())])


@pytest.mark.parametrize("race", [race_threads, race_processes])
def test_a_few_races(tmp_path: Path, race: Any) -> None:
    race(tmp_path / "data", 4)


@pytest.mark.proof
@pytest.mark.parametrize("race", [race_threads, race_processes])
def test_hundreds_of_races(tmp_path: Path, race: Any) -> None:
    began = time.monotonic()
    race(tmp_path / "data", RACES)
    print(f"{race.__name__}: {RACES} races, 0 lost, 0 locked, {time.monotonic() - began:.0f} s")


def _write(root: str, first: int, start: Any, told: Any) -> None:
    monitor, took = store.open(Path(root)), list[float]()
    number, stale = first, 0
    start.wait(300)
    until = time.time() + SECONDS
    try:
        while time.time() < until:
            number += 1
            mine, base = add(monitor, number), monitor.head()
            began = time.monotonic()
            try:
                ids = [*(base.uploads[-2:] if base else ()), mine.id]
                monitor.publish(base.id if base else None, ids, "druk", "Anna")
            except store.StaleVersion:
                stale += 1
            took.append(time.monotonic() - began)
        told.put(("write", took, stale))
    except store.StoreError as error:
        told.put(("error", str(error), 0))


def _read(root: str, start: Any, told: Any) -> None:
    monitor, reads = store.open(Path(root)), 0
    start.wait(300)
    until = time.time() + SECONDS
    try:
        while time.time() < until:
            head = monitor.head()
            if head is not None:
                assert len(monitor.frames(head.id)["cijfers"]) == len(head.uploads)
                reads += 1
            time.sleep(0.05)
        told.put(("read", reads, 0))
    except store.StoreError as error:
        told.put(("error", str(error), 0))


@pytest.mark.proof
def test_ten_writers_and_twenty_readers(tmp_path: Path) -> None:
    """Thirty processes: nobody may see a lock, and the journal stays small."""
    root = tmp_path / "data"
    store.open(root).close()
    with CONTEXT.Manager() as shared:
        told, start = shared.Queue(), shared.Barrier(WRITERS + READERS)
        crowd = [
            CONTEXT.Process(target=_write, args=(str(root), number * 100_000, start, told))
            for number in range(WRITERS)
        ]
        crowd += [CONTEXT.Process(target=_read, args=(str(root), start, told)) for _ in range(READERS)]
        for process in crowd:
            process.start()
        journal = 0
        while any(process.is_alive() for process in crowd):
            wal = root / "monitor.sqlite-wal"
            journal = max(journal, wal.stat().st_size if wal.exists() else 0)
            time.sleep(0.2)
        lines = [told.get() for _ in range(told.qsize())]
    assert [line for line in lines if line[0] == "error"] == []
    assert len(lines) == WRITERS + READERS
    took = sorted(second for line in lines if line[0] == "write" for second in line[1])
    stale = sum(line[2] for line in lines if line[0] == "write")
    reads = sum(line[1] for line in lines if line[0] == "read")
    monitor = store.open(root)
    assert len(monitor.versions()) == len(took) - stale
    assert monitor.verify() == []
    assert journal < 64 * 1024 * 1024
    print(f"{SECONDS} s: {len(took)} publishes ({stale} told to compare first), p95 "
          f"{1000 * took[int(len(took) * 0.95)]:.0f} ms, {reads} reads, journal at most "
          f"{journal / 1e6:.1f} MB, 0 locked")  # fmt: skip
