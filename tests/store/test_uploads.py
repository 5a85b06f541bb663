"""Uploads: same bytes, other readings, refusals, erasing, damage."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import store
from model.schemas import conform
from store.frames import content_hash, from_parquet, to_parquet
from tests.store.samples import add, content, damage, loaded


def test_bytes_and_frames_come_back_as_they_went_in(monitor: store.Store) -> None:
    data = content(5)
    given_in = loaded(data, 5, None)
    upload = monitor.add_upload(data, "venlo.csv", "Anna", given_in, answers={"notatie": "nl"})
    assert monitor.original(upload.id) == data
    assert upload.sha256 == hashlib.sha256(data).hexdigest()
    assert (upload.name, upload.size, upload.actor) == ("venlo.csv", len(data), "Anna")
    assert not upload.is_verified
    assert upload.answers == {"notatie": "nl"}
    assert dict(upload.frames) == {"bronnen": 1, "cijfers": 2}
    assert dict(upload.issues) == {"waarschuwing": 1}
    assert monitor.issues(upload.id) == given_in.issues
    assert_frame_equal(monitor.dropped(upload.id), given_in.dropped)
    frames = monitor.upload_frames(upload.id)
    assert_frame_equal(frames["cijfers"], conform("cijfers", given_in.frames["cijfers"]))
    assert frames["bronnen"]["upload_id"].tolist() == [upload.id]


def test_unknown_stays_unknown_on_disk(monitor: store.Store) -> None:
    data = content(0)
    upload = monitor.add_upload(data, "venlo.csv", "Anna", loaded(data, 0, None))
    values = monitor.upload_frames(upload.id)["cijfers"]["waarde"]
    assert values.tolist() == [0, pd.NA]
    assert str(values.dtype) == "Int64"


def test_same_bytes_are_one_upload_whoever_brings_them(monitor: store.Store) -> None:
    first = add(monitor, 5)
    again = monitor.add_upload(content(5), "andere naam.csv", "Bo", loaded(content(5), 5))
    assert again == first
    assert len(monitor.uploads()) == 1
    assert [line.action for line in monitor.audit()] == ["upload"]


def test_same_bytes_read_otherwise_are_a_second_reading(monitor: store.Store) -> None:
    data = content(1234)
    dutch = monitor.add_upload(data, "venlo.csv", "Anna", loaded(data, 1234))
    english = monitor.add_upload(data, "venlo.csv", "Anna", loaded(data, 1))
    assert dutch.id != english.id
    assert dutch.id[:16] == english.id[:16] == dutch.sha256[:16]
    assert [u.id for u in monitor.uploads(dutch.sha256)] == [dutch.id, english.id]
    with pytest.raises(store.StoreError, match="op twee manieren gelezen"):
        monitor.publish(None, [dutch.id, english.id], "samen", "Anna")


def test_refused_file_is_logged_and_leaves_nothing(monitor: store.Store) -> None:
    data = content(5)
    with pytest.raises(store.RefusedUpload, match="geweigerd en niet opgeslagen"):
        monitor.add_upload(data, "venlo.csv", "Anna", loaded(data, 5, uitkomst="geweigerd"))
    assert monitor.uploads() == []
    assert not monitor.core.originals.has(hashlib.sha256(data).hexdigest())
    assert [(line.action, line.result) for line in monitor.audit()] == [("upload", "geweigerd")]


def test_frames_of_other_bytes_are_refused(monitor: store.Store) -> None:
    with pytest.raises(store.StoreError, match="andere inhoud"):
        monitor.add_upload(content(5), "venlo.csv", "Anna", loaded(content(6), 6))


def test_frames_that_break_their_schema_are_refused(monitor: store.Store) -> None:
    data = content(5)
    wrong = loaded(data, 5)
    wrong.frames["cijfers"]["doelgroep"] = "eskimo"
    with pytest.raises(store.StoreError, match="passen"):
        monitor.add_upload(data, "venlo.csv", "Anna", wrong)
    assert monitor.uploads() == []


@pytest.mark.parametrize("actor", ["", "  ", "\n\x1b"])
def test_every_write_has_a_name(monitor: store.Store, actor: str) -> None:
    with pytest.raises(store.StoreError, match="Vul uw naam in"):
        add(monitor, 5, actor=actor)


def test_control_characters_cannot_forge_a_log_line(monitor: store.Store) -> None:
    data = content(5)
    upload = monitor.add_upload(data, "a.csv\r\n2026 Bo wissen", "An\x1b[31mna", loaded(data, 5))
    line = monitor.audit()[0]
    assert "\n" not in line.object
    assert "\x1b" not in line.actor
    assert upload.name == "a.csv 2026 Bo wissen"


def test_unknown_upload(monitor: store.Store) -> None:
    with pytest.raises(store.UnknownObject, match="bestaat niet"):
        monitor.upload("geen")


def test_a_flipped_bit_in_the_original_is_found(monitor: store.Store) -> None:
    upload = add(monitor, 5)
    assert monitor.verify() == []
    damage(monitor.core.originals.path(upload.sha256))
    with pytest.raises(store.CorruptFile, match="venlo-5.csv is beschadigd"):
        monitor.original(upload.id)
    assert [issue.code for issue in monitor.verify()] == ["bestand-beschadigd"]


def test_a_flipped_bit_in_the_figures_gives_an_error_and_no_figures(monitor: store.Store) -> None:
    upload = add(monitor, 5)
    version = monitor.publish(None, [upload.id], "eerste", "Anna")
    for path in monitor.core.parts.root.glob("*/*"):
        damage(path)
    fresh = store.open(monitor.core.root)
    with pytest.raises(store.CorruptFile, match="beschadigd"):
        fresh.frames(version.id)
    assert len(fresh.verify()) == 4  # bronnen, cijfers, issues, dropped


def test_a_missing_file_is_named(monitor: store.Store) -> None:
    upload = add(monitor, 5)
    monitor.core.originals.path(upload.sha256).unlink()
    with pytest.raises(store.CorruptFile, match="ontbreekt"):
        monitor.original(upload.id)


def test_a_damaged_file_is_repaired_by_bringing_it_again(monitor: store.Store) -> None:
    upload = add(monitor, 5)
    damage(monitor.core.originals.path(upload.sha256))
    monitor.core.originals.put(content(5))
    assert monitor.original(upload.id) == content(5)


def test_erased_bytes_leave_a_tombstone(monitor: store.Store) -> None:
    upload = add(monitor, 5)
    version = monitor.publish(None, [upload.id], "eerste", "Anna")
    before = monitor.frames(version.id)["cijfers"]
    monitor.erase(upload.id, "Bo", "namen van bewoners in kolom D")
    assert not monitor.core.originals.path(upload.sha256).exists()
    for read in (monitor.original, monitor.issues, monitor.dropped):
        with pytest.raises(store.ErasedFile, match="gewist door Bo op .*: namen van bewoners"):
            read(upload.id)
    with pytest.raises(store.ErasedFile):
        add(monitor, 5)
    assert monitor.upload(upload.id).is_erased
    assert_frame_equal(monitor.frames(version.id)["cijfers"], before)
    assert monitor.verify() == []
    line = monitor.audit()[0]
    assert (line.actor, line.action, line.object) == ("Bo", "wissen", upload.id)


def test_erasing_figures_asks_for_a_version_without_them_first(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id, two.id], "eerste", "Anna")
    with pytest.raises(store.StoreError, match="Publiceer eerst een versie zonder"):
        monitor.erase(one.id, "Bo", "vergissing", with_frames=True)
    second = monitor.publish(first.id, [two.id], "zonder", "Anna")
    monitor.erase(one.id, "Bo", "vergissing", with_frames=True)
    with pytest.raises(store.ErasedFile):
        monitor.frames(first.id)
    with pytest.raises(store.StoreError):
        monitor.undo(first.id, second.id, "terug", "Anna")
    assert monitor.frames(second.id)["cijfers"]["waarde"].tolist() == [2]
    assert monitor.verify() == []
    assert len(list(monitor.core.parts.root.glob("*/*"))) == 4  # what file two uses; half of it was shared
    assert len(monitor.issues(two.id)) == 1


def test_files_without_a_row_are_swept_after_a_day(monitor: store.Store) -> None:
    upload = add(monitor, 5)
    stray = monitor.core.originals.put(b"nooit bevestigd")
    assert monitor.sweep() == []
    now = monitor.core.originals.path(stray).stat().st_mtime + 90_000
    from store import upkeep

    assert upkeep.sweep(monitor.core, now) == [stray]
    assert monitor.original(upload.id) == content(5)
    assert monitor.audit()[0].action == "opruimen"


def test_a_stray_that_is_swept_while_it_is_adopted_is_written_again(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: after the files were found and before the row is there."""

    def sweep_now(place: str) -> None:
        if place == "upload.files":
            for folder in (monitor.core.originals.root, monitor.core.parts.root):
                for path in folder.glob("*/*"):
                    path.unlink()

    monkeypatch.setattr("store.uploads.fail", sweep_now)
    upload = add(monitor, 5)
    assert monitor.original(upload.id) == content(5)
    assert monitor.verify() == []


def test_an_interrupted_erasure_is_finished_at_the_next_start(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = add(monitor, 5)
    with monkeypatch.context() as patch:
        patch.setattr("store.upkeep._remove_erased", lambda _core: None)
        monitor.erase(upload.id, "Bo", "namen", with_frames=True)
    assert monitor.core.originals.has(upload.sha256)
    again = store.open(monitor.core.root)
    assert list(again.core.originals.root.glob("*/*")) == []
    assert list(again.core.parts.root.glob("*/*")) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=1, max_size=6))
def test_the_content_hash_follows_the_figures_and_nothing_else(values: list[int | None]) -> None:
    frames = {name: conform(name, frame) for name, frame in loaded(b"x", *values).frames.items()}
    base = content_hash(frames)
    again = {name: from_parquet(to_parquet(frame)).to_pandas() for name, frame in reversed(frames.items())}
    assert content_hash(again) == base
    for place in range(len(values)):
        other = {name: frame.copy() for name, frame in frames.items()}
        old = values[place]
        other["cijfers"].loc[place, "waarde"] = 0 if old is None else old + 1
        assert content_hash(other) != base


def test_the_content_hash_knows_missing_from_zero_and_text_borders() -> None:
    def hashed(**columns: list[object]) -> str:
        return content_hash({"x": pd.DataFrame(columns)})

    assert hashed(a=pd.array([0], "Int64")) != hashed(a=pd.array([None], "Int64"))
    assert hashed(a=["ab", "c"]) != hashed(a=["a", "bc"])
    assert hashed(a=["x"], b=["y"]) != hashed(a=["y"], b=["x"])


def test_audit_lines_hold_no_cell_data(monitor: store.Store) -> None:
    upload = add(monitor, 987654)
    monitor.publish(None, [upload.id], "eerste", "Anna")
    said = json.dumps([line.__dict__ for line in monitor.audit()], default=str)
    assert "Gemeente Venlo" not in said
    assert {line.origin for line in monitor.audit()} == {"app"}
