"""Judging in the helper gives the same to the unit, raises the same, can be stopped, and harms nobody."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import psutil
import pytest

import store
from loaders.load import load
from loaders.loaded import Loaded
from loaders.watch import Cancelled, Watch
from metrics.disclosure import release
from model.correctie import Correctie
from model.frames import Frames
from store.frames import tables_of
from tests.ui import seen
from tests.ui.bring import GOOD, button, give, labels, numbers, publish
from tests.ui.seen import beds, opened, workbook
from ui import helper, judging, tasks
from ui.judging import Wish

PLAIN = "venlo.xlsx"
TODAY = date(2026, 12, 1)  # after the first day of every rule
#: A jump, a gap, a future date and a figure twice with another number: something for every part of judging.
ROWS = (beds("Venlo", 120), beds("Weert", 90_000), beds("Stein", 12, Peildatum=date(2027, 11, 1)))


@pytest.fixture
def much(monkeypatch: pytest.MonkeyPatch) -> None:
    """One figure is much already, so that everything goes to the helper."""
    monkeypatch.setattr(helper, "judged_apart_from", lambda: 1)


def delivered(*rows: dict, name: str = GOOD) -> Loaded:
    return load(workbook(*(rows or ROWS)), name)


def standing() -> Frames:
    kept = store.open()
    return release(kept.frames(kept.head().id), "openbaar", pd.Timestamp(TODAY))


def wish(files: Sequence[Loaded], corrections: Sequence[Correctie] = (), *, kept_from: int = 0) -> Wish:
    kept = store.open()
    parts = kept.upload_tables(kept.head().uploads[kept_from:])
    parts += [(f"nieuw-{place}", tables_of(file.frames)) for place, file in enumerate(files)]
    mine = frozenset(bron for file in files for bron in file.frame("bronnen")["bron_id"])
    return Wish(parts, corrections, mine, standing(), TODAY)


def other(**changed: str) -> Correctie:
    about = {"sha256": "ab" * 32, "bron_cel": "Cijfers!N2", "was": "1", "wordt": "2", "reden": "typefout"}
    return Correctie(**{**about, **changed})


def test_little_work_stays_in_the_server(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(helper.HELPER, "run", None)
    assert helper.found(delivered().frames, standing(), TODAY)
    assert not helper.compared(wish([delivered()])).verschil.rows.empty


def test_the_issues_are_the_same_in_the_same_order(much: None):
    here = judging.found(delivered().frames, standing(), TODAY)
    assert len(here) > 1
    assert helper.found(delivered().frames, standing(), TODAY) == here


def test_the_difference_is_the_same_to_the_unit_and_the_dtype(much: None):
    asked = wish([delivered(), delivered(beds("Beesel", 44), name="beesel.xlsx")], kept_from=3)
    there, here = helper.compared(asked), judging.compared(asked)
    assert {"Venlo", "Beesel"} <= set(here.verschil.rows["naam"])
    assert not here.large.empty
    for name in ("rows", "per_gebied", "per_soort"):
        pd.testing.assert_frame_equal(getattr(there.verschil, name), getattr(here.verschil, name))
    assert (there.verschil.totals, there.verschil.followed) == (here.verschil.totals, here.verschil.followed)
    pd.testing.assert_frame_equal(there.large, here.large)
    assert list(there.beside) == list(here.beside)
    for name, frame in here.beside.items():
        pd.testing.assert_frame_equal(there.beside[name], frame)


def test_what_does_not_go_together_is_said_in_the_same_words(much: None):
    twice = delivered()
    for asked in (wish([twice, twice]), wish([twice], [other(), other(reden="anders")])):
        with pytest.raises(store.StoreError) as here:
            judging.compared(asked)
        with pytest.raises(type(here.value)) as there:
            helper.compared(asked)
        assert str(there.value) == str(here.value)
        if isinstance(here.value, store.CorrectionMisses):
            assert there.value.misses == here.value.misses  # type: ignore[attr-defined]


def test_a_helper_that_was_killed_is_started_again(much: None):
    helper.warm_up()
    assert helper.HELPER.pid is not None
    os.kill(helper.HELPER.pid, signal.SIGKILL)
    assert helper.found(delivered().frames, standing(), TODAY)


def test_a_child_that_takes_too_long_gives_no_judgement(much: None, monkeypatch: pytest.MonkeyPatch):
    short = replace(helper.outer_limits(), seconds=0.001)
    monkeypatch.setattr(helper, "outer_limits", lambda: short)
    with pytest.raises(helper.HelperError, match="te-lang"):
        helper.found(delivered().frames, standing(), TODAY)


def test_stopping_ends_the_child(much: None):
    helper.warm_up()
    process, watch, caught = psutil.Process(helper.HELPER.pid), Watch(), []
    frames = delivered().frames
    frames["cijfers"] = pd.concat([frames["cijfers"]] * 40_000, ignore_index=True)
    before = standing()

    def judge() -> None:
        try:
            helper.found(frames, before, TODAY, watch)
        except Cancelled:
            caught.append("gestopt")

    thread = threading.Thread(target=judge)
    thread.start()
    while not (started := process.children(recursive=True)) and thread.is_alive():
        time.sleep(0.001)
    watch.cancel()
    thread.join(30)
    assert caught == ["gestopt"]
    _, alive = psutil.wait_procs(started, timeout=10)
    assert not alive


def test_a_file_that_is_judged_in_the_helper_is_published_like_any_other(
    much: None, monkeypatch: pytest.MonkeyPatch
):
    calls, real = [], helper.HELPER.run
    monkeypatch.setattr(
        helper.HELPER, "run", lambda *a, **k: calls.append(a[1]) or real(*a, **k)  # the name: what is asked
    )  # fmt: skip
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)))
    assert calls == [GOOD, "inhoud", "verschil"]
    table = seen.table(app, "gebied", "cijfer", "oud", "nieuw").set_index("gebied")
    assert table.loc["Venlo", "nieuw"] == "120 plekken"
    seen.whole(app.run())
    assert len(calls) == 3, "what was judged is remembered"
    publish(app)
    assert numbers() == [1, 2]


def test_who_waits_sees_how_far_it_is_and_can_stop_and_ask_again(much: None, monkeypatch: pytest.MonkeyPatch):
    go_on = threading.Event()
    real = helper.compared

    def slow(asked: Wish, watch: Watch | None = None) -> judging.Outcome:
        while watch is not None and not go_on.wait(0.01):
            watch.check()
        return real(asked, watch)

    monkeypatch.setattr(helper, "compared", slow)
    wait = tasks._wait
    monkeypatch.setattr(tasks, "_wait", lambda kind, every: kind is tasks.DIFFERENCE or wait(kind, every))
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)), PLAIN)
    assert not any(label.startswith("Publiceer als") for label in labels(app))
    seen.whole(button(app, f"Stop met vergelijken van {PLAIN}").click().run())
    said = f"Het vergelijken van {PLAIN} is gestopt. Er is niets bewaard."
    while said not in [info.value for info in app.info]:
        seen.whole(app.run())
    assert not any(label.startswith("Publiceer als") for label in labels(app))
    go_on.set()
    monkeypatch.setattr(tasks, "_wait", wait)
    seen.whole(button(app, f"Vergelijk {PLAIN} opnieuw").click().run())
    assert "Publiceer als nieuwe versie" in labels(app)
    assert numbers() == [1]


def test_when_judging_fails_the_page_says_so_and_nothing_can_be_published(
    much: None, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise helper.HelperError("inhoud: te-lang")

    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    monkeypatch.setattr(helper, "found", broken)
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)), PLAIN)
    said = f"Het controleren van {PLAIN} is door een fout in de monitor niet gelukt. Er is niets bewaard."
    assert said in [info.value for info in app.info]
    assert not any(label.startswith("Publiceer als") for label in labels(app))
