"""Stopping a read from another thread: at once, without harm to the next one."""

from __future__ import annotations

import threading
import time

import pytest

from loaders import reading
from loaders.load import load
from loaders.reading import fence
from loaders.watch import STEPS, Cancelled, Watch

CSV = b"Gemeente;Aantal\nVenlo;12\n"


def test_a_watch_that_was_cancelled_stops_at_the_next_step():
    watch = Watch()
    watch.at(2)
    watch.cancel()
    with pytest.raises(Cancelled):
        watch.at(3)


def test_loading_passes_every_step():
    seen = []

    class Notes(Watch):
        def at(self, step: int) -> None:
            seen.append(step)
            super().at(step)

    load(b"geoitem;geolevel;period;D_39a\npv31;prov_id;2024;12\n", "d_39a.csv", watch=Notes())
    assert seen == [1, 2, 3]
    assert len(STEPS) == 4


def test_a_cancelled_load_is_no_outcome():
    watch = Watch()
    watch.cancel()
    with pytest.raises(Cancelled):
        load(CSV, "bestand.csv", watch=watch)


def test_cancelling_kills_the_child_that_reads_and_the_next_file_is_read(monkeypatch):
    """The worker is told to hang up: waiting for an answer that never comes ends within a second."""
    limits = reading.default_limits()
    watch = Watch()
    heard = fence.listen
    monkeypatch.setattr(fence, "listen", lambda mine, *rest: heard(_Silent(mine), *rest))
    threading.Timer(0.2, watch.cancel).start()
    with pytest.raises(Cancelled):
        fence.FENCE.run(CSV, "bestand.csv", limits, watch)
    monkeypatch.undo()
    assert reading.read(CSV, "bestand.csv").workbook is not None


class _Silent:
    """A socket on which nothing is ever heard."""

    def __init__(self, real) -> None:
        self.real, self.wait = real, 0.0

    def settimeout(self, seconds: float) -> None:
        self.wait = seconds

    def recv(self, _size: int) -> bytes:
        time.sleep(self.wait)
        raise TimeoutError


def test_who_waits_for_a_free_reader_can_stop_waiting():
    own = fence.Fence()
    while own._slots.acquire(blocking=False):
        pass
    watch = Watch()
    threading.Timer(0.2, watch.cancel).start()
    with pytest.raises(Cancelled):
        own.run(CSV, "bestand.csv", reading.default_limits(), watch)
