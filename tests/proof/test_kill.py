"""kill -9 at every step and at random moments: nothing half, nothing acknowledged lost.

This proves that writes are atomic. That they reach the disk before they are acknowledged is what
``synchronous=FULL`` is for; the last test counts the syncs that the kernel saw.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import store
from store import manifest
from store.backup import backup, restore
from store.failpoints import PLACES
from tests.proof.worker import open_only, put_back, work
from tests.shared import ROOT
from tests.store.samples import add, everything
from tests.store.schemas.make import FOLDER, build, figures

RUNS = int(os.environ.get("MONITOR_PROOF_RUNS", "1000"))
FAST = (
    "file.written",
    "file.renamed",
    "upload.row",
    "publish.entered",
    "publish.inserted",
    "publish.entries",
    "publish.committed",
    "erase.committed",
    "record.row",
    "backup.files",
)
MIGRATING = tuple(place for place in PLACES if place.startswith("migrate"))
RESTORING = tuple(place for place in PLACES if place.startswith("restore"))
#: What each kind of row leaves in the audit, and how it is asked for.
RECORDED: dict[str, tuple[str, Callable[[store.Store], list[Any]]]] = {
    "alias": ("schrijfwijze vastleggen", store.Store.alias_history),
    "layout": ("layout bewaren", store.Store.layout_history),
    "step": ("bezwaar", store.Store.steps),
    "choice": ("bron kiezen", store.Store.preference_history),
    "correction": ("correctie vastleggen", store.Store.corrections),
    "entry": ("invoeren", store.Store.entries),
    "signal": ("signaal", store.Store.signal_decisions),
}
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["store", "store.backup", "tests.store.samples", "tests.proof.worker"])
pytestmark = pytest.mark.xdist_group("kill")
Acks = list[list[str]]


def kill(
    target: Callable[..., None],
    words: tuple[object, ...],
    acks: Path,
    failpoint: str = "",
    after: float | None = None,
) -> Acks:
    """Let a process run until it dies or is done, and return what it acknowledged before."""
    acks.touch()
    process = CONTEXT.Process(
        target=target, args=(*map(str, words), str(acks), *_last(target, acks), failpoint)
    )
    process.start()
    if after is not None:
        limit = time.monotonic() + 120
        while "ready" not in acks.read_text() and time.monotonic() < limit:
            time.sleep(0.002)
        time.sleep(after)
        process.kill()
    process.join(300)
    lines = [line.split() for line in acks.read_text().splitlines() if line.strip()]
    done = any(words[-1] == "klaar" for words in lines)
    assert process.exitcode == -9 or done, f"the worker ended by itself: {process.exitcode}"
    return [words for words in lines if len(words) > 1 and words[-1] != "klaar"]


def _last(target: Callable[..., None], acks: Path) -> tuple[int, ...]:
    """Return the number of the first file, which the name of the acknowledgements tells."""
    return (int(acks.name.split("-")[1]) * 1_000,) if target is work else ()


def run(root: Path, number: int, failpoint: str = "", after: float | None = None) -> Acks:
    """Let a worker write until it dies."""
    return kill(work, (root,), root.with_name(f"acks-{number}"), failpoint, after)


def examine(root: Path, acknowledged: Acks) -> int:
    """Open the store as after a crash and hold it to all that was acknowledged; return how many versions."""
    said: dict[str, set[str]] = {}
    for words in acknowledged:
        said.setdefault(words[0], set()).add(words[1])
    monitor = store.open(root)
    try:
        assert monitor.verify() == []
        _examine_versions(monitor, said)
        _examine_recorded(monitor, said)
        for words in acknowledged:
            if words[0] == "backup":
                made = manifest.read(root.with_name(words[2]))
                manifest.check(root.with_name(words[2]), made)
                assert (made.versie or "geen") == words[1]
        for folder in root.parent.glob("kopie-*"):  # one that was never acknowledged is whole as well
            assert (folder / manifest.NAME).is_file()
        return len(monitor.versions())
    finally:
        monitor.close()


def _examine_versions(monitor: store.Store, said: dict[str, set[str]]) -> None:
    versions = monitor.versions()
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert [version.parent for version in versions[1:]] == [version.id for version in versions[:-1]]
    uploads = {upload.id: upload for upload in monitor.uploads()}
    for version in versions:
        assert version.uploads
        assert set(version.uploads) <= set(uploads)
        assert (
            version.undo_of
            or version.corrections
            or version.entries
            or monitor.reasons(version.id) == {"feit": "nieuw"}
        )
    assert said.get("publish", set()) <= {version.id for version in versions}
    assert said.get("upload", set()) <= set(uploads)
    assert all(uploads[name].frames_erased for name in said.get("erase", ()))
    for upload in uploads.values():
        assert monitor.core.originals.has(upload.sha256) is not upload.is_erased
    for version in versions[-2:]:
        figures_ = monitor.frames(version.id)["cijfers"]
        assert len(figures_) == len(version.uploads)
        assert len(monitor.frames(version.id)["locaties"]) == len(version.entries)
        assert int(figures_["toelichting"].str.contains("gecorrigeerd").sum()) == len(version.corrections)
    done = [line.object for line in monitor.audit(100_000) if line.action in ("publiceren", "terugzetten")]
    assert sorted(done) == sorted(version.id for version in versions)


def _examine_recorded(monitor: store.Store, said: dict[str, set[str]]) -> None:
    logged = Counter(line.action for line in monitor.audit(100_000))
    for kind, (action, every) in RECORDED.items():
        rows = every(monitor)
        assert len(rows) == logged[action], kind
        known = {str(row.id if kind in ("correction", "entry") else row.number) for row in rows}
        assert said.get(kind, set()) <= known
    listed = {one for version in monitor.versions() for one in version.entries}
    assert listed == {one.id for one in monitor.entries()}  # never recorded without a version that has it


@pytest.mark.parametrize("place", FAST)
def test_killed_at_a_step(tmp_path: Path, place: str) -> None:
    root = tmp_path / "data"
    acknowledged = run(root, 1, place)
    before = examine(root, acknowledged)
    acknowledged += run(root, 2, after=0.2)  # and work goes on afterwards
    assert examine(root, acknowledged) >= before


@pytest.mark.parametrize("place", MIGRATING)
def test_killed_in_a_migration(tmp_path: Path, place: str) -> None:
    root = tmp_path / "data"
    assert run(root, 1, place) == []
    assert examine(root, []) == 0


@pytest.mark.parametrize("place", MIGRATING)
def test_killed_while_an_older_store_is_brought_up_to_date(tmp_path: Path, place: str) -> None:
    root = tmp_path / "data"
    build(FOLDER / "0001.sql", root)
    kill(open_only, (root,), tmp_path / "acks-1", place)
    with sqlite3.connect(root / "monitor.sqlite") as door:
        assert door.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    door.close()
    _same_as_before(root)


def _same_as_before(root: Path) -> None:
    monitor = store.open(root)
    assert figures(monitor) == json.loads((FOLDER / "0001.json").read_text("utf-8"))
    assert monitor.verify() == []
    monitor.close()


@pytest.mark.parametrize("place", RESTORING)
def test_killed_while_a_backup_is_put_back(tmp_path: Path, place: str) -> None:
    monitor = store.open(tmp_path / "data")
    version = everything(monitor)
    backup(monitor, tmp_path / "kopie")
    kill(put_back, (tmp_path / "kopie", tmp_path / "nieuw"), tmp_path / "acks-1", place)
    if place != "restore.done":
        with pytest.raises(store.StoreError, match="half teruggezet"):
            store.open(tmp_path / "nieuw")
        restore(tmp_path / "kopie", tmp_path / "nieuw")
    again = store.open(tmp_path / "nieuw")
    assert again.verify() == []
    assert again.head() == version


@pytest.mark.proof
@pytest.mark.parametrize("place", [place for place in PLACES if place not in (*MIGRATING, *RESTORING)])
def test_killed_at_every_step_again_and_again(tmp_path: Path, place: str) -> None:
    root, acknowledged = tmp_path / "data", list[list[str]]()
    for number, turn in enumerate((1, 2, 3, 5, 8), start=1):
        acknowledged += run(root, number, f"{place}@{turn}")
        examine(root, acknowledged)


def _pace(root: Path) -> float:
    """Return how long an upload and a publish take here: a slow machine is killed in the middle too."""
    monitor = store.open(root)
    add(monitor, 1)
    began = time.monotonic()
    monitor.publish(None, [add(monitor, 2).id], "maat", "Anna")
    monitor.close()
    return time.monotonic() - began


@pytest.mark.proof
def test_killed_at_random_moments(tmp_path: Path) -> None:
    chance, began = random.Random(4182), time.monotonic()
    acknowledged: Acks = []
    place = tmp_path / "plek-0"
    place.mkdir()
    spread = max(0.5, 6 * _pace(tmp_path / "maat"))
    writes = versions = 0
    for number in range(1, RUNS + 1):
        if number % 25 == 0:  # a fresh store now and then: the first seconds count too, and lists stay short
            shutil.rmtree(place)
            place, acknowledged = tmp_path / f"plek-{number}", []
            place.mkdir()
        done = run(place / "data", number, after=chance.uniform(0, spread))
        acknowledged += done
        writes += len(done)
        versions = max(versions, examine(place / "data", acknowledged))
    print(f"{RUNS} kills at random moments, {writes} acknowledged writes: 0 half, 0 lost, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip


@pytest.mark.proof
def test_killed_at_random_moments_of_migrating_and_restoring(tmp_path: Path) -> None:
    chance, began, runs = random.Random(4183), time.monotonic(), max(RUNS // 10, 2)
    monitor = store.open(tmp_path / "data")
    version = everything(monitor)
    backup(monitor, tmp_path / "kopie")
    whole = 0
    for number in range(runs):
        root = tmp_path / f"oud-{number}"
        build(FOLDER / "0001.sql", root)
        kill(open_only, (root,), tmp_path / f"acks-{number}", after=chance.uniform(0, 0.3))
        _same_as_before(root)
        new = tmp_path / f"nieuw-{number}"
        kill(put_back, (tmp_path / "kopie", new), tmp_path / f"acks-{number}-r", after=chance.uniform(0, 0.4))
        if (new / manifest.DATABASE).exists():
            whole += 1
        else:
            restore(tmp_path / "kopie", new)
        again = store.open(new)
        assert (again.verify(), again.head()) == ([], version)
        again.close()
        shutil.rmtree(root)
        shutil.rmtree(new)
    print(f"{runs} + {runs} kills in a migration and a restore ({whole} restores were done): 0 half, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip


@pytest.mark.proof
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace on this machine")
def test_every_acknowledged_write_was_synced(tmp_path: Path) -> None:
    code = (
        "import store, sys; from pathlib import Path\n"
        "from tests.store.samples import add, correction, new_site, step, LAYOUT\n"
        f"m = store.open(Path({str(tmp_path / 'data')!r})); base = None\n"
        "def done(call):\n"
        "    print('begin', flush=True); made = call(); print('klaar', flush=True); return made\n"
        "for n in range(20):\n"
        "    u = done(lambda: add(m, n))\n"
        "    base = done(lambda: m.publish(base, [u.id], 'x', 'Anna', corrections=())).id\n"
        "    done(lambda: m.add_alias(f'Venloo {n}', 'GM0983', 'Anna'))\n"
        "    done(lambda: m.add_correction(correction(n), 'Anna'))\n"
        "    done(lambda: m.add_step(step(), 'Anna'))\n"
        "    base = done(lambda: m.record(new_site(f'Plek {n}', str(n)), base, 'x', 'Anna')).id\n"
    )
    log = tmp_path / "strace"
    trace = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-o", str(log)]
    subprocess.run(
        [*trace, sys.executable, "-c", code], cwd=ROOT, check=True, timeout=600, capture_output=True
    )
    counts, now = [], None
    for line in log.read_text(errors="replace").splitlines():
        if '"begin' in line:
            now = 0
        elif '"klaar' in line and now is not None:
            counts.append(now)
            now = None
        elif now is not None and re.search(r"f(data)?sync\(.*monitor\.sqlite", line):
            now += 1
    print(f"{sum(counts)} syncs of the database for {len(counts)} acknowledged writes, least {min(counts)}")
    assert len(counts) == 120
    assert min(counts) >= 1
