"""Backup and restore: the same store again, also while people work; never half, never over something."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import store
from store import failpoints, manifest
from store.backup import backup, restore
from store.chain import Head
from store.files import Files
from tests.store.samples import add, content, damage, everything, same_figures


def test_everything_comes_back(monitor: store.Store, tmp_path: Path) -> None:
    everything(monitor)
    before = monitor.audit_head()
    made = backup(monitor, tmp_path / "kopie")
    assert made.head == before
    assert restore(tmp_path / "kopie", tmp_path / "nieuw") == made
    again = store.open(tmp_path / "nieuw")
    assert again.verify(before) == []
    same_figures(monitor, again)
    for told in ("uploads", "layout_history", "alias_history", "corrections", "steps", "preference_history"):
        assert getattr(again, told)() == getattr(monitor, told)()
        assert getattr(again, told)()
    head = again.head()
    assert head is not None
    assert again.reasons(head.id) == monitor.reasons(head.id) != {}
    assert again.original(again.uploads()[0].id) == content(1)
    with pytest.raises(store.ErasedFile):
        again.original(again.uploads()[1].id)
    assert again.audit()[1:] == monitor.audit()[1:]  # the newest says "reservekopie", or "… terugzetten"
    assert [line.action for line in (again.audit()[0], monitor.audit()[0])] == [
        "reservekopie terugzetten",
        "reservekopie",
    ]
    again.publish(head.id, [*head.uploads, add(again, 5).id], "verder", "Anna")


def test_a_backup_under_load_is_one_consistent_version(monitor: store.Store, tmp_path: Path) -> None:
    stop, ready, errors = threading.Event(), threading.Barrier(3), list[Exception]()
    head = monitor.publish(None, [add(monitor, 0).id], "eerste", "Anna")

    def work(first: int) -> None:
        try:
            mine = store.open(monitor.core.root)
            ready.wait()
            number = first
            while not stop.is_set():
                number += 1
                upload, base = add(mine, number), mine.head()
                assert base is not None
                try:
                    mine.publish(base.id, [*base.uploads[-4:], upload.id], f"bestand {number}", "Anna")
                except store.StaleVersion:
                    continue
            mine.close()
        except Exception as error:  # noqa: BLE001 - handed to the main thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(first,)) for first in (100, 200)]
    for thread in threads:
        thread.start()
    ready.wait()
    while len(monitor.versions()) < 3:  # they are at work
        stop.wait(0.01)
    copies = [tmp_path / f"kopie-{turn}" for turn in range(2)]
    made = [backup(monitor, copy) for copy in copies]
    stop.set()
    for thread in threads:
        thread.join(60)
    assert errors == []
    for copy, known in zip(copies, made, strict=True):
        root = tmp_path / f"nieuw-{copy.name}"
        restore(copy, root)
        again = store.open(root)
        found = again.head()
        assert found is not None
        assert found.number > head.number
        assert (found.id, found.fingerprint) == (known.versie, known.vingerafdruk)
        same_figures_of = [version.id for version in again.versions()]
        assert same_figures_of == [version.id for version in monitor.versions()][: len(same_figures_of)]
        for name, frame in again.frames(found.id).items():
            assert_frame_equal(frame, monitor.frames(found.id)[name])
        assert again.verify(known.head) == []
        again.close()


def test_a_file_that_is_erased_meanwhile(
    monitor: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    monitor.publish(None, [one.id], "eerste", "Anna")
    plain, erased = Files.get, list[str]()

    def slow(self: Files, sha256: str, what: str) -> bytes:
        if not erased:
            erased.append(two.id)
            monitor.erase(two.id, "Bo", "namen", with_frames=True)
        return plain(self, sha256, what)

    monkeypatch.setattr(Files, "get", slow)
    made = backup(monitor, tmp_path / "kopie")
    assert two.sha256 not in {item.sha256 for item in made.bestanden}
    restore(tmp_path / "kopie", tmp_path / "nieuw")
    assert store.open(tmp_path / "nieuw").uploads()[1].frames_erased


def test_a_damaged_store_gives_no_backup(monitor: store.Store, tmp_path: Path) -> None:
    upload = add(monitor, 1)
    damage(monitor.core.originals.path(upload.sha256))
    with pytest.raises(store.CorruptFile, match="beschadigd"):
        backup(monitor, tmp_path / "kopie")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_nothing_is_overwritten(monitor: store.Store, tmp_path: Path) -> None:
    everything(monitor)
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets.txt").write_text("van iemand anders")
    with pytest.raises(store.StoreError, match="niet leeg"):
        backup(monitor, tmp_path / "vol")
    with pytest.raises(store.StoreError, match="buiten de gegevens"):
        backup(monitor, monitor.core.root / "kopie")
    (tmp_path / "leeg").mkdir()
    backup(monitor, tmp_path / "leeg")
    for taken in (tmp_path / "vol", monitor.core.root):
        with pytest.raises(store.StoreError, match="alleen in een lege map"):
            restore(tmp_path / "leeg", taken)
    assert (tmp_path / "vol" / "iets.txt").read_text() == "van iemand anders"
    assert monitor.verify() == []


@pytest.mark.parametrize("what", ["monitor.sqlite", "uploads", "frames", "manifest.json", "missing", "path"])
def test_a_damaged_backup_is_refused(monitor: store.Store, tmp_path: Path, what: str) -> None:
    everything(monitor)
    copy = tmp_path / "kopie"
    made = backup(monitor, copy)
    first = {
        name: next(i.naam for i in made.bestanden if i.naam.startswith(name))
        for name in ("uploads", "frames")
    }
    if what == "missing":
        (copy / first["uploads"]).unlink()
    elif what == "path":
        facts = json.loads((copy / manifest.NAME).read_text())
        facts["bestanden"][1]["naam"] = "uploads/../../ontsnapt"
        (copy / manifest.NAME).write_text(json.dumps(facts))
    elif what == "manifest.json":
        (copy / what).write_text((copy / what).read_text()[:-40])
    else:
        damage(copy / first.get(what, what))
    with pytest.raises(store.StoreError, match="niet heel|beschadigd"):
        restore(copy, tmp_path / "nieuw")
    assert not (tmp_path / "nieuw").exists()


def test_a_shortened_log_in_a_backup_is_found(monitor: store.Store, tmp_path: Path) -> None:
    everything(monitor)
    copy = tmp_path / "kopie"
    backup(monitor, copy)
    facts = json.loads((copy / manifest.NAME).read_text())
    facts["logboek_regels"] += 1
    (copy / manifest.NAME).write_text(json.dumps(facts))
    with pytest.raises(store.StoreError, match="weggehaald"):
        restore(copy, tmp_path / "nieuw")


@pytest.mark.parametrize("place", [name for name in failpoints.PLACES if name.startswith("backup.")])
def test_a_full_disk_during_a_backup(
    monitor: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    everything(monitor)
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=full")
    with pytest.raises(store.StoreError, match="De schijf is vol"):
        backup(monitor, tmp_path / "kopie")
    monkeypatch.delenv(failpoints.VARIABLE)
    if place != "backup.renamed":
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
        backup(monitor, tmp_path / "kopie")
    restore(tmp_path / "kopie", tmp_path / "nieuw")
    same_figures(monitor, store.open(tmp_path / "nieuw"))


def test_the_example_store_stays_an_example(tmp_path: Path) -> None:
    monitor = store.open(tmp_path / "vb", is_voorbeeld=True)
    monitor.publish(None, [add(monitor, 1).id], "oefenen", "Anna")
    backup(monitor, tmp_path / "kopie")
    restore(tmp_path / "kopie", tmp_path / "nieuw")
    with pytest.raises(store.MixedExample):
        store.open(tmp_path / "nieuw")


def test_remains_of_killed_backups_are_cleared_after_a_day(monitor: store.Store, tmp_path: Path) -> None:
    old, fresh = (tmp_path / f".monitor-reservekopie-{name}" for name in ("oud", "vers"))
    for folder in (old, fresh):
        folder.mkdir()
    os.utime(old, (0, 0))
    backup(monitor, tmp_path / "kopie")
    assert not old.exists()
    assert fresh.exists()


def test_no_head_is_needed_for_a_store_without_lines(monitor: store.Store, tmp_path: Path) -> None:
    made = backup(monitor, tmp_path / "kopie")
    assert (made.head, made.versie) == (Head(0, ""), "")
    shutil.rmtree(monitor.core.root)
    restore(tmp_path / "kopie", monitor.core.root)
    assert store.open(monitor.core.root).versions() == []
