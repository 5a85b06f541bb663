"""Versions: one line of history; stale, doubled and undone publishes; two at the same time."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import store
from model.schemas import SCHEMAS
from store.frames import merge
from tests.store.samples import add, content, loaded


def test_an_empty_store_has_no_version(monitor: store.Store) -> None:
    assert monitor.head() is None
    assert monitor.versions() == []


def test_publish_keeps_order_note_and_parent(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id], "eerste cijfers", "Anna")
    second = monitor.publish(first.id, [two.id, one.id], "Venlo erbij", "Bo")
    assert (first.number, first.parent) == (1, None)
    assert (second.number, second.parent, second.note, second.actor) == (2, first.id, "Venlo erbij", "Bo")
    assert second.uploads == (two.id, one.id)
    assert monitor.head() == second == monitor.version(second.id)
    assert monitor.versions() == [first, second]
    assert monitor.versions_with(two.id) == [second]
    assert monitor.frames(second.id)["cijfers"]["waarde"].tolist() == [2, 1]
    assert set(monitor.frames(second.id)) == set(SCHEMAS)


def test_order_is_part_of_the_fingerprint(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id, two.id], "zo", "Anna")
    second = monitor.publish(first.id, [two.id, one.id], "andersom", "Anna")
    assert first.fingerprint != second.fingerprint


def test_a_stale_base_is_refused_and_says_who_came_first(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id], "eerste", "Anna")
    second = monitor.publish(first.id, [one.id, two.id], "tweede", "Anna")
    with pytest.raises(store.StaleVersion, match="Anna publiceerde versie 2") as caught:
        monitor.publish(first.id, [two.id], "te laat", "Bo")
    assert (caught.value.base, caught.value.head) == (first.id, second)
    assert monitor.head() == second
    assert (monitor.audit()[0].actor, monitor.audit()[0].result) == ("Bo", "geweigerd")


def test_the_first_version_needs_an_empty_store(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    monitor.publish(None, [one.id], "eerste", "Anna")
    with pytest.raises(store.StaleVersion):
        monitor.publish(None, [two.id], "ook eerste", "Bo")


def test_a_second_click_gives_the_same_version(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id], "eerste", "Anna", key="knop-1")
    assert monitor.publish(None, [one.id], "eerste", "Anna", key="knop-1") == first
    second = monitor.publish(first.id, [one.id, two.id], "tweede", "Anna", key="knop-2")
    assert monitor.publish(None, [one.id], "eerste", "Anna", key="knop-1") == first
    assert monitor.versions() == [first, second]
    with pytest.raises(store.StoreError, match="al gebruikt"):
        monitor.publish(second.id, [two.id], "anders", "Anna", key="knop-1")


def test_publishing_what_is_there_already_makes_no_version(monitor: store.Store) -> None:
    one = add(monitor, 1)
    first = monitor.publish(None, [one.id], "eerste", "Anna")
    with pytest.raises(store.NothingChanged, match="Versie 1 bevat precies deze bestanden al"):
        monitor.publish(first.id, [one.id], "nog eens", "Anna")
    assert monitor.versions() == [first]


def test_undo_is_a_new_version_with_the_same_figures(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id], "eerste", "Anna")
    second = monitor.publish(first.id, [two.id], "fout", "Anna")
    undone = monitor.undo(first.id, second.id, "terug naar de eerste", "Bo", key="knop")
    assert (undone.number, undone.parent, undone.undo_of) == (3, second.id, first.id)
    assert undone.fingerprint == first.fingerprint
    assert monitor.undo(first.id, second.id, "terug naar de eerste", "Bo", key="knop") == undone
    fresh = store.open(monitor.core.root)  # nothing from memory
    for name, frame in fresh.frames(first.id).items():
        assert_frame_equal(fresh.frames(undone.id)[name], frame)
    assert monitor.audit()[0].action == "terugzetten"


def test_undo_of_an_old_page_is_stale_too(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id], "eerste", "Anna")
    monitor.publish(first.id, [two.id], "tweede", "Anna")
    with pytest.raises(store.StaleVersion):
        monitor.undo(first.id, first.id, "terug", "Bo")


@pytest.mark.parametrize(
    ("note", "ids", "message"), [("", 1, "toelichting"), ("x", 0, "minstens"), ("x", 2, "twee keer")]
)
def test_a_version_needs_a_note_and_each_file_once(
    monitor: store.Store, note: str, ids: int, message: str
) -> None:
    one = add(monitor, 1)
    with pytest.raises(store.StoreError, match=message):
        monitor.publish(None, [one.id] * ids, note, "Anna")
    assert monitor.versions() == []


def test_an_unknown_upload_or_version(monitor: store.Store) -> None:
    with pytest.raises(store.UnknownObject):
        monitor.publish(None, ["geen"], "eerste", "Anna")
    with pytest.raises(store.UnknownObject, match="Versie v9 bestaat niet"):
        monitor.frames("v9")


def test_files_that_clash_are_refused_before_they_are_published(monitor: store.Store) -> None:
    one = add(monitor, 1)
    other = loaded(content(2), 2)
    other.frames["bronnen"]["bron_id"] = monitor.upload_frames(one.id)["bronnen"]["bron_id"][0]
    two = monitor.add_upload(content(2), "venlo-2.csv", "Anna", other)
    with pytest.raises(store.StoreError, match="gaan niet samen"):
        monitor.publish(None, [one.id, two.id], "samen", "Anna")
    assert monitor.head() is None


def test_the_same_fact_in_two_files_is_kept_twice(monitor: store.Store) -> None:
    uploads = [monitor.add_upload(content(n), f"{n}.csv", "Anna", loaded(content(n), 471)) for n in (1, 2)]
    version = monitor.publish(None, [u.id for u in uploads], "twee bronnen", "Anna")
    frames = monitor.frames(version.id)
    assert frames["cijfers"]["waarde"].tolist() == [471, 471]
    assert frames["bronnen"]["upload_id"].tolist() == [u.id for u in uploads]


def test_frames_are_read_once_and_kept_for_a_few_versions(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = add(monitor, 1)
    version = monitor.publish(None, [one.id], "eerste", "Anna")
    fresh = store.open(monitor.core.root)
    reads: list[tuple[str, ...]] = []
    plain = store.Store._read
    monkeypatch.setattr(
        store.Store, "_read", lambda self, asked: (reads.append(asked.uploads), plain(self, asked))[1]
    )
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        fresh.frames(version.id)["cijfers"]

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reads == [(one.id,)]
    fresh.frames(version.id).pop("cijfers")
    assert "cijfers" in fresh.frames(version.id)
    head = version
    for number in range(2, 12):
        head = monitor.publish(head.id, [add(monitor, number).id], "volgende", "Anna")
        fresh.frames(head.id)
    assert len(fresh._cache._kept) == fresh._cache._most


def test_a_preview_shows_what_publishing_would_give(monitor: store.Store) -> None:
    one = add(monitor, 1)
    fresh = loaded(content(2), 2)
    preview = merge([(one.id, monitor.upload_frames(one.id)), ("nieuw", fresh.frames)])
    two = monitor.add_upload(content(2), "venlo-2.csv", "Anna", fresh)
    version = monitor.publish(None, [one.id, two.id], "eerste", "Anna")
    assert_frame_equal(preview["cijfers"], monitor.frames(version.id)["cijfers"])
    assert preview["bronnen"]["upload_id"].tolist() == [one.id, "nieuw"]


def test_a_file_without_figures_can_be_in_a_version(monitor: store.Store) -> None:
    """Boundaries come in like any upload; the map reads them from the original bytes."""
    shapes = loaded(content(2), 2)
    shapes.frames.clear()
    upload = monitor.add_upload(content(2), "grenzen.geojson", "Anna", shapes)
    version = monitor.publish(None, [add(monitor, 1).id, upload.id], "met kaart", "Anna")
    assert monitor.frames(version.id)["cijfers"]["waarde"].tolist() == [1]
    assert monitor.original(version.uploads[1]) == content(2)


def test_order_does_not_follow_the_clock(tmp_path: Path) -> None:
    moments = iter(datetime(2026, 10, 25, 1, 30, tzinfo=UTC) - timedelta(hours=n) for n in range(99))
    monitor = store.open(tmp_path, now=lambda: next(moments))
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    second = monitor.publish(first.id, [add(monitor, 2).id], "tweede", "Anna")
    assert second.created_at < first.created_at
    assert monitor.head() == second
    assert [u.number for u in monitor.uploads()] == [1, 2]


def _publish_often(root: Path, who: str, numbers: range, start: threading.Barrier, done: list[str]) -> None:
    """Add a file to whatever is newest until it succeeds; note what was acknowledged."""
    monitor = store.open(root)
    start.wait(60)
    for number in numbers:
        mine = add(monitor, number, actor=who)
        while True:
            head = monitor.head()
            ids = (*(head.uploads if head else ()), mine.id)
            try:
                version = monitor.publish(head.id if head else None, ids, f"bestand {number}", who)
            except store.StaleVersion:
                continue
            assert mine.id in version.uploads
            done.append(mine.id)
            break
    monitor.close()


def test_two_threads_of_twenty_publishes_lose_nothing(tmp_path: Path) -> None:
    start, done = threading.Barrier(2), list[str]()
    threads = [
        threading.Thread(target=_publish_often, args=(tmp_path, who, numbers, start, done))
        for who, numbers in (("Anna", range(20)), ("Bo", range(100, 120)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    monitor = store.open(tmp_path)
    versions = monitor.versions()
    assert len(done) == 40
    assert [v.number for v in versions] == list(range(1, 41))
    assert [v.parent for v in versions[1:]] == [v.id for v in versions[:-1]]
    assert set(versions[-1].uploads) == set(done)
    assert all(set(a.uploads) < set(b.uploads) for a, b in zip(versions, versions[1:], strict=False))
    assert monitor.verify() == []


def test_of_two_publishers_at_once_exactly_one_wins(tmp_path: Path) -> None:
    monitor = store.open(tmp_path)
    head = monitor.publish(None, [add(monitor, 0).id], "eerste", "Anna")
    for turn in range(1, 16):
        files = [add(monitor, turn * 10 + side) for side in (1, 2)]
        start, outcome = threading.Barrier(2), list[object]()

        def race(mine: store.Upload, base: store.Version = head, start=start, outcome=outcome) -> None:
            start.wait()
            try:
                outcome.append(monitor.publish(base.id, [mine.id], "race", "Anna"))
            except store.StaleVersion as error:
                outcome.append(error)

        threads = [threading.Thread(target=race, args=(file,)) for file in files]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        won = [item for item in outcome if isinstance(item, store.Version)]
        lost = [item for item in outcome if isinstance(item, store.StaleVersion)]
        assert (len(won), len(lost)) == (1, 1)
        assert lost[0].head == won[0]
        head = won[0]


def test_preferences_are_added_never_overwritten(monitor: store.Store) -> None:
    first = monitor.prefer("GM0983|amv", "bron-a", "Anna", "nieuwste besluit")
    monitor.prefer("PV31|amv", "bron-c", "Anna", "enige met datum")
    second = monitor.prefer("GM0983|amv", "bron-b", "Bo", "hersteld door het COA")
    assert monitor.preferences()["GM0983|amv"] == second
    assert [p.number for p in monitor.preference_history()] == [1, 2, 3]
    assert monitor.preference_history()[0] == first
    monitor.prefer("GM0983|amv", "", "Bo", "toch beide tonen")
    assert set(monitor.preferences()) == {"PV31|amv"}
    with pytest.raises(store.StoreError, match="waarom"):
        monitor.prefer("PV31|amv", "bron-c", "Anna", " ")
