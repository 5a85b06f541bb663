"""kill -9 at every step and at random moments: nothing half, nothing acknowledged lost.

This proves that writes are atomic. That they reach the disk before they are acknowledged is what
``synchronous=FULL`` is for; the last test counts the syncs that the kernel saw.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import store
from store.failpoints import PLACES
from tests.proof.worker import work
from tests.shared import ROOT

RUNS = int(os.environ.get("MONITOR_PROOF_RUNS", "250"))
FAST = (
    "file.written",
    "file.renamed",
    "upload.row",
    "publish.inserted",
    "publish.committed",
    "erase.committed",
)
MIGRATING = tuple(place for place in PLACES if place.startswith("migrate"))
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["store", "tests.store.samples", "tests.proof.worker"])
pytestmark = pytest.mark.xdist_group("kill")


def run(root: Path, number: int, failpoint: str = "", after: float | None = None) -> list[tuple[str, str]]:
    """Let a worker run until it dies, and return what it acknowledged before."""
    acks = root.with_name(f"acks-{number}")
    acks.touch()
    process = CONTEXT.Process(target=work, args=(str(root), str(acks), number * 1000, failpoint))
    process.start()
    if after is not None:
        limit = time.monotonic() + 60
        while "ready" not in acks.read_text() and time.monotonic() < limit:
            time.sleep(0.002)
        time.sleep(after)
        process.kill()
    process.join(60)
    assert process.exitcode == -9, f"the worker ended by itself: {process.exitcode}"
    lines = [line.split() for line in acks.read_text().splitlines()]
    return [(words[0], words[1]) for words in lines if len(words) == 2]


def examine(root: Path, acknowledged: list[tuple[str, str]]) -> int:
    """Open the store as after a crash and hold it to all that was acknowledged; return how many versions."""
    monitor = store.open(root)
    try:
        assert monitor.verify() == []
        versions = monitor.versions()
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert [version.parent for version in versions[1:]] == [version.id for version in versions[:-1]]
        uploads = {upload.id: upload for upload in monitor.uploads()}
        for version in versions:
            assert version.uploads
            assert set(version.uploads) <= set(uploads)
        published = {name for word, name in acknowledged if word == "publish"}
        assert published <= {version.id for version in versions}
        assert {name for word, name in acknowledged if word == "upload"} <= set(uploads)
        for name in {name for word, name in acknowledged if word == "erase"}:
            assert uploads[name].frames_erased
        for upload in uploads.values():
            assert monitor.core.originals.has(upload.sha256) is not upload.is_erased
        for version in versions[-2:]:
            assert len(monitor.frames(version.id)["cijfers"]) == len(version.uploads)
        written = [
            line.object for line in monitor.audit(100_000) if line.action in ("publiceren", "terugzetten")
        ]
        assert sorted(written) == sorted(version.id for version in versions)
        return len(versions)
    finally:
        monitor.close()


@pytest.mark.parametrize("place", FAST)
def test_killed_at_a_step(tmp_path: Path, place: str) -> None:
    root = tmp_path / "data"
    acknowledged = run(root, 1, f"{place}@2")
    before = examine(root, acknowledged)
    acknowledged += run(root, 2, after=0.2)  # and work goes on afterwards
    assert examine(root, acknowledged) >= before


@pytest.mark.parametrize("place", MIGRATING)
def test_killed_in_a_migration(tmp_path: Path, place: str) -> None:
    root = tmp_path / "data"
    assert run(root, 1, place) == []
    assert examine(root, []) == 0


@pytest.mark.proof
@pytest.mark.parametrize("place", [place for place in PLACES if place not in MIGRATING])
def test_killed_at_every_step_again_and_again(tmp_path: Path, place: str) -> None:
    root, acknowledged = tmp_path / "data", list[tuple[str, str]]()
    for number, turn in enumerate((1, 2, 3, 5, 8), start=1):
        acknowledged += run(root, number, f"{place}@{turn}")
        examine(root, acknowledged)


@pytest.mark.proof
def test_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(4182)
    acknowledged: list[tuple[str, str]] = []
    root = tmp_path / "data-0"
    for number in range(1, RUNS + 1):
        if number % 25 == 0:  # a fresh store now and then: the first seconds count too, and lists stay short
            root, acknowledged = tmp_path / f"data-{number}", []
        after = chance.uniform(0, 0.5)
        acknowledged += run(root, number, after=after)
        examine(root, acknowledged)
    print(f"{RUNS} keer gestopt op een willekeurig moment; 0 half, 0 kwijt")


@pytest.mark.proof
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace on this machine")
def test_every_acknowledged_publish_was_synced(tmp_path: Path) -> None:
    code = (
        "import store, sys; from pathlib import Path; from tests.store.samples import add\n"
        f"m = store.open(Path({str(tmp_path / 'data')!r})); base = None\n"
        "for n in range(20):\n"
        "    u = add(m, n)\n"
        "    print('begin', flush=True)\n"
        "    base = m.publish(base, [u.id], 'x', 'Anna').id\n"
        "    print('klaar', flush=True)\n"
    )
    log = tmp_path / "strace"
    trace = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-o", str(log)]
    subprocess.run(
        [*trace, sys.executable, "-c", code], cwd=ROOT, check=True, timeout=300, capture_output=True
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
    assert len(counts) == 20
    assert min(counts) >= 1
