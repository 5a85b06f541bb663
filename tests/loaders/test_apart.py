"""Loading in another process gives the same to the last cell, and its end harms nobody."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import psutil
import pytest

from loaders import apart, load
from loaders.layouts import parse
from loaders.reading.limits import apart as outer_limits
from loaders.watch import Cancelled, Watch

PUBLIC = Path(__file__).parents[2] / "data" / "public"
OWN = """
id = "eigen"
titel = "Eigen lijst"
notatie = "nl"
[velden]
doelgroep = "asielzoekers"
maat = "opgave"
soort_opgave = "indicatief"
cyclus = "2026"
eenheid = "plekken"
vastgesteld_op = "2026-02-27"
[[blad]]
titel = "lijst"
[[blad.kolom]]
rol = "gebied"
kop = ["Waar"]
verplicht = true
[[blad.kolom]]
rol = "waarde"
kop = ["Hoeveel het er zijn"]
verplicht = true
"""


def same(name: str, content: bytes, **kinds: object) -> load.Loaded:
    there = apart.load(content, name, **kinds)  # type: ignore[arg-type]
    own = tuple(kinds.pop("own", ()))  # type: ignore[call-overload]
    here = load.load(content, name, layouts=(*load.shipped(), *own), **kinds)  # type: ignore[arg-type]
    assert there.provenance == here.provenance
    assert there.issues == here.issues
    pd.testing.assert_frame_equal(there.dropped, here.dropped)
    assert list(there.frames) == list(here.frames)
    for key, frame in here.frames.items():
        pd.testing.assert_frame_equal(there.frames[key], frame)
    return there


@pytest.mark.parametrize("name", ["limburg_cijfers.csv", "limburg_locaties.csv", "limburg_statushouders.csv"])
def test_it_gives_what_loading_here_gives(name: str):
    assert not same(name, (PUBLIC / name).read_bytes()).is_refused


def test_refusals_and_dropped_rows_cross_as_well():
    assert same("leeg.csv", b"").is_refused
    assert same("onbekend.csv", b"a;b\n1;2\n").is_refused
    (issue,) = same("onbekend.pdf", b"%PDF-1.7 ...").issues
    assert issue.code == "ander-type"


def test_own_layouts_aliases_and_answers_are_used_there():
    content = b"Waar;Hoeveel het er zijn\nVenlo;12\nGrubbevors;3\n"
    assert apart.load(content, "x.csv").is_refused
    own = parse(OWN)
    found = same("x.csv", content, own=[own], aliases={"Grubbevors": "GM1507"})
    assert found.provenance.layout_id == "eigen"
    assert found.frame("cijfers")["gebied_code"].tolist() == ["GM0983", "GM1507"]


def helper() -> psutil.Process:
    apart.warm_up()
    assert apart.HELPER.pid is not None
    return psutil.Process(apart.HELPER.pid)


def test_cancelling_ends_the_child_and_the_grandchild(monkeypatch: pytest.MonkeyPatch):
    """The child is stopped on its way, so it is still there when the caller lets go."""
    process, watch, caught = helper(), Watch(), []
    content = b"Gemeente;Aantal\n" + b"Venlo;1\n" * 400_000

    def read() -> None:
        try:
            apart.load(content, "groot.csv", watch=watch)
        except Cancelled:
            caught.append("gestopt")

    thread = threading.Thread(target=read)
    thread.start()
    while not (started := process.children(recursive=True)) and thread.is_alive():
        time.sleep(0.001)
    watch.cancel()
    thread.join(30)
    assert caught == ["gestopt"]
    gone, alive = psutil.wait_procs(started, timeout=10)
    assert started
    assert not alive


def test_a_helper_that_was_killed_is_started_again():
    os.kill(helper().pid, signal.SIGKILL)
    assert same("limburg_oekraine.csv", (PUBLIC / "limburg_oekraine.csv").read_bytes()).frames


def test_too_slow_is_a_refusal_in_dutch(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "outer_limits", lambda: replace(outer_limits(), seconds=0.05))
    content = b"Gemeente;Aantal\n" + b"Venlo;1\n" * 190_000
    loaded = apart.load(content, "traag.csv")
    assert loaded.is_refused
    assert [issue.code for issue in loaded.issues] == ["te-lang"]
    assert loaded.provenance.sha256


def test_the_caller_sees_which_step_the_child_is_at(monkeypatch: pytest.MonkeyPatch):
    watch, seen = Watch(), set()
    content = b"geoitem;geolevel;period;D_39a\n" + b"pv31;prov_id;2024;12\n" * 60_000
    thread = threading.Thread(target=apart.load, args=(content, "d_39a.csv"), kwargs={"watch": watch})
    thread.start()
    while thread.is_alive():
        seen.add(watch.step)
        time.sleep(0.01)
    assert seen & {1, 2, 3}
    assert min(seen) == 0
