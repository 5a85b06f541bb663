"""The fence: crashes, hangs and memory stay inside it, and it is there again for the next file."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from loaders import reading
from loaders.reading import default_limits, fence
from tests.loaders.reading import build, look

ROOT = Path(__file__).parents[3]
SMALL = build.raw('<row r="1"><c r="A1"><v>7</v></c></row>')


@pytest.fixture(scope="module")
def big() -> bytes:
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGH") + "</row>"
        for r in range(1, 40_001)
    )
    return build.raw(rows)


@pytest.fixture
def own_fence() -> Iterator[fence.Fence]:
    own = fence.Fence()
    yield own
    own.close()


def test_too_slow_is_killed_and_said(big: bytes) -> None:
    result = reading.read(big, "groot.xlsx", limits=replace(default_limits(), seconds=0.05))
    assert look.codes(result) == {"te-lang"}
    assert result.seconds < 3
    assert reading.read(SMALL, "a.xlsx").lezen == "exact"


def test_child_that_hangs_is_killed_and_the_worker_stays(own_fence: fence.Fence, big: bytes) -> None:
    own_fence.warm()
    assert own_fence.pid is not None
    worker, limits = psutil.Process(own_fence.pid), replace(default_limits(), seconds=1.0)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(own_fence.run, big, "groot.xlsx", limits)
        child = None
        while child is None and not answer.done():
            child = next(iter(worker.children()), None)
        assert child is not None
        child.suspend()
        assert answer.result().code == "te-lang"
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    assert own_fence.pid == worker.pid


def test_too_much_memory_is_refused_and_said(big: bytes) -> None:
    result = reading.read(big, "groot.xlsx", limits=replace(default_limits(), memory=1 << 20))
    assert look.codes(result) <= {"te-veel-geheugen", "lezer-gestopt"}
    assert result.workbook is None
    assert reading.read(SMALL, "a.xlsx").lezen == "exact"


def test_killed_worker_is_started_again() -> None:
    reading.warm()
    before = fence.FENCE.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    result = reading.read(SMALL, "a.xlsx")
    assert look.values(look.only_sheet(result)) == [[7.0]]
    assert fence.FENCE.pid not in (None, before)


def test_killed_while_reading_gets_another_chance(own_fence: fence.Fence, big: bytes) -> None:
    own_fence.warm()
    pid = own_fence.pid
    assert pid is not None
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(own_fence.run, big, "groot.xlsx", default_limits())
        time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        assert answer.result().code == ""


def test_four_threads_at_once_get_their_own_cells() -> None:
    def one(number: int) -> object:
        content = build.raw(f'<row r="1"><c r="A1"><v>{number}</v></c></row>')
        return look.values(look.only_sheet(reading.read(content, f"{number}.xlsx")))[0][0]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(40))) == [float(number) for number in range(40)]


def test_worker_and_children_end_with_close(own_fence: fence.Fence) -> None:
    own_fence.warm()
    assert own_fence.pid is not None
    process = psutil.Process(own_fence.pid)
    own_fence.close()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    assert own_fence.pid is None


def test_worker_ends_when_its_parent_is_killed() -> None:
    code = "import time; from loaders.reading import warm, fence; warm(); "
    code += "print(fence.FENCE.pid, flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    worker.wait(timeout=5)


def test_worker_knows_no_secrets_of_the_server(
    monkeypatch: pytest.MonkeyPatch, own_fence: fence.Fence
) -> None:
    monkeypatch.setenv("DATABASE_URL", "geheim")
    own_fence.warm()
    assert own_fence.pid is not None
    environment = psutil.Process(own_fence.pid).environ()
    assert "DATABASE_URL" not in environment
    assert set(environment) <= {
        *("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LC_ALL", "LC_CTYPE", "TZ"),
        *("ARROW_DEFAULT_MEMORY_POOL", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"),
    }


def test_nothing_is_left_open_after_many_reads() -> None:
    reading.read(SMALL, "a.xlsx")
    gc.collect()
    before = psutil.Process().num_fds()
    for _ in range(20):
        reading.read(SMALL, "a.xlsx")
        reading.read(b"PK\x03\x04", "kapot.xlsx")
    gc.collect()
    assert psutil.Process().num_fds() <= before + 1


def test_answer_that_is_no_arrow_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    import mmap

    data = mmap.mmap(-1, 64)
    monkeypatch.setattr(fence.FENCE, "run", lambda *_: fence.Answer("", data))
    assert look.codes(reading.read(SMALL, "a.xlsx")) == {"lezer-gestopt"}
