"""A disk that is really full or read-only, at every place where a write can meet it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import store
from store.backup import backup, restore
from tests.store.samples import LAYOUT, add, correction, step

KILOBYTES = range(0, int(os.environ.get("MONITOR_PROOF_KILOBYTES", "480")), 8)
SMALL = 6 * 1024 * 1024
MARK = "schijf is vol"
pytestmark = pytest.mark.proof


def _mount(*words: str) -> bool:
    """Run mount; False where that is not allowed."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of a few megabytes; the checks on room beforehand are off, to meet its end in the middle."""
    monkeypatch.setattr("store.uploads.require_room", lambda *_args: None)
    monkeypatch.setattr("store.backup.SPARE", -SMALL)
    place = tmp_path / "schijf"
    place.mkdir()
    if not _mount("-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(place)):
        pytest.skip(
            "mounts are not allowed here; a file-size limit is tested in tests/store/test_database.py"
        )
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _fill(place: Path, leave: int) -> Path:
    """Fill the disk with one file, but for so many bytes."""
    filler = place / "vulling"
    free = shutil.disk_usage(place).free
    with filler.open("wb") as handle:
        handle.truncate(0)
        os.posix_fallocate(handle.fileno(), 0, max(free - leave, 1))
    return filler


def _writes(monitor: store.Store, turn: int, outside: Path) -> list[tuple[str, Callable[[], object]]]:
    """Every kind of write, as something that can be tried."""
    head = monitor.head()
    assert head is not None
    other = head.uploads[0]

    def publish() -> object:
        mine = add(monitor, 1_000 + turn)
        return monitor.publish(head.id, [other, mine.id], "x" * 3_000, "Anna", corrections=())

    def correct() -> object:
        made = monitor.add_correction(correction(0, f"{turn + 1}", reden="r" * 1_500), "Bo")
        newest = monitor.head()
        assert newest is not None
        return monitor.publish(newest.id, [other], "hersteld", "Bo", corrections=[made.id])

    return [
        ("publish", publish),
        ("correct", correct),
        ("layout", lambda: monitor.add_layout(LAYOUT + "#" * 9_000, "Anna", "")),
        ("alias", lambda: monitor.add_alias("Venloo", "GM0983", "Anna", "r" * 3_000)),
        ("step", lambda: monitor.add_step(step(tekst="t" * 1_900), "Bo")),
        ("backup", lambda: backup(monitor, outside)),
    ]


def _tried(write: Callable[[], object]) -> str:
    """Return ``done``, ``full`` when a full disk is said in Dutch, or else what was said."""
    try:
        write()
    except store.StoreError as error:
        return "full" if MARK in str(error) else str(error)
    return "done"


def test_a_full_disk_at_every_kilobyte(disk: Path) -> None:
    empty = store.open(disk / "leeg")
    empty.publish(None, [add(empty, 0).id], "eerste", "Anna")
    empty.close()
    found: Counter[tuple[str, str]] = Counter()
    for turn, leave in enumerate(KILOBYTES):
        root, copy = disk / f"data-{turn}", disk / f"kopie-{turn}"
        shutil.copytree(disk / "leeg", root)
        monitor = store.open(root)
        before = monitor.head()
        assert before is not None
        filler = _fill(disk, leave * 1024)
        for name, write in _writes(monitor, turn, copy):
            found[name, _tried(write)] += 1
            assert monitor.frames(before.id)["cijfers"]["waarde"].tolist() == [0]
        filler.unlink()
        assert monitor.verify() == []
        head = monitor.head()
        assert head is not None
        done = monitor.publish(head.id, [add(monitor, 9_000 + turn).id], "ruimte", "Anna", corrections=())
        assert monitor.frames(done.id)["cijfers"]["waarde"].tolist() == [9_000 + turn]
        monitor.close()
        assert store.open(root).verify() == []
        shutil.rmtree(root)
        shutil.rmtree(copy, ignore_errors=True)
        assert not list(disk.glob(".monitor-*"))
    print({f"{name} {outcome}": count for (name, outcome), count in sorted(found.items())})
    assert {outcome for _, outcome in found} == {"done", "full"}
    for name in ("publish", "correct", "layout", "backup"):
        assert found[name, "full"]
        assert found[name, "done"]


def test_a_full_disk_while_a_backup_is_put_back(disk: Path, tmp_path: Path) -> None:
    monitor = store.open(tmp_path / "data")
    monitor.publish(None, [add(monitor, number).id for number in range(5)], "eerste", "Anna")
    backup(monitor, tmp_path / "kopie")
    refused = 0
    for leave in range(0, 700, 20):
        filler = _fill(disk, leave * 1024)
        outcome = _tried(lambda: restore(tmp_path / "kopie", disk / "nieuw"))
        filler.unlink()
        if outcome != "done":
            assert outcome == "full"
            refused += 1
            restore(tmp_path / "kopie", disk / "nieuw")
        again = store.open(disk / "nieuw")
        assert (again.head(), again.verify()) == (monitor.head(), [])
        again.close()
        shutil.rmtree(disk / "nieuw")
    print(f"restore: {refused} times full, 0 half")
    assert refused


def test_a_read_only_disk(disk: Path, tmp_path: Path) -> None:
    monitor = store.open(disk / "data")
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    monitor.close()
    locked = tmp_path / "alleen-lezen"
    locked.mkdir()
    assert _mount("--bind", str(disk), str(locked))
    try:
        assert _mount("-o", "remount,bind,ro", str(locked))
        with pytest.raises(store.StoreError, match="niet beschrijfbaar"):
            store.open(locked / "data").publish(first.id, [add(monitor, 2).id], "tweede", "Anna")
        with pytest.raises(store.StoreError, match="niet beschrijfbaar"):
            store.open(locked / "nieuw")
    finally:
        subprocess.run(["umount", "-l", str(locked)], check=True)
    again = store.open(disk / "data")
    assert (again.head(), again.verify()) == (first, [])
