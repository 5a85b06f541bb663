"""A fresh store, a newer release, and the example store; with loaders that are stand-ins."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import store
from loaders import reference
from loaders.loaded import Loaded
from store import shipped
from tests.store.samples import add, loaded


def load(content: bytes, name: str) -> Loaded:
    """The figure that stands in the file; a file with the word fout is refused."""
    text = content.decode()
    outcome = "geweigerd" if "fout" in text else "aanvaard"
    return loaded(content, *(int(word) for word in text.split() if word.isdigit()), uitkomst=outcome)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "public"
    place.mkdir()
    (place / "b.csv").write_text("Venlo 20\n")
    (place / "a.csv").write_text("Venlo 10\n")
    (place / "LEESMIJ.md").write_text("geen gegevens")
    return place


def test_a_fresh_store_starts_with_the_shipped_figures(monitor: store.Store, folder: Path) -> None:
    version = store.seed(monitor, folder, load=load)
    assert (version.number, version.actor, version.origin) == (1, "Monitor", "meegeleverd")
    names = [monitor.upload(upload).name for upload in version.uploads]
    assert names == ["referentie.zip", "a.csv", "b.csv"]
    frames = monitor.frames(version.id)
    assert frames["cijfers"]["waarde"].tolist() == [10, 20]
    assert_frame_equal(frames["gebieden"], reference.gebieden())
    assert_frame_equal(frames["inwoners"], reference.inwoners())
    assert frames["bronnen"]["upload_id"].ne("").all()
    assert not version.is_voorbeeld
    assert monitor.verify() == []


def test_a_store_in_use_is_left_alone(monitor: store.Store, folder: Path) -> None:
    first = store.seed(monitor, folder, load=load)
    assert store.seed(monitor, folder, load=load) == first
    second = monitor.publish(first.id, [*first.uploads, add(monitor, 3).id], "erbij", "Anna")
    assert store.seed(monitor, folder, load=load) == second
    assert store.proposal(monitor, folder, load=load) is None


def test_refused_files_make_it_fail_and_are_all_named(monitor: store.Store, folder: Path) -> None:
    (folder / "c.csv").write_text("fout\n")
    (folder / "d.csv").write_text("ook fout\n")
    with pytest.raises(store.StoreError, match=r"c\.csv.*d\.csv"):
        store.seed(monitor, folder, load=load)
    assert monitor.head() is None
    assert monitor.uploads() == []


def test_an_incomplete_installation_is_said(monitor: store.Store, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    with pytest.raises(store.StoreError, match="niet compleet"):
        store.seed(monitor, tmp_path / "leeg", load=load)


def test_the_reference_is_one_file_that_can_be_opened(monitor: store.Store, folder: Path) -> None:
    assert shipped.shipped_reference().content == shipped.shipped_reference().content
    version = store.seed(monitor, folder, load=load)
    upload = monitor.upload(version.uploads[0])
    assert upload.layout_id == "referentie"
    assert hashlib.sha256(monitor.original(upload.id)).hexdigest() == upload.sha256
    assert monitor.original(upload.id).startswith(b"PK")


def test_a_newer_release_proposes_and_overwrites_nothing(monitor: store.Store, folder: Path) -> None:
    first = store.seed(monitor, folder, load=load)
    mine = add(monitor, 3)
    second = monitor.publish(first.id, [*first.uploads, mine.id], "eigen cijfers", "Anna")
    (folder / "b.csv").write_text("Venlo 21\n")
    (folder / "c.csv").write_text("Venlo 30\n")
    (folder / "a.csv").unlink()
    offer = store.proposal(monitor, folder, load=load)
    assert offer is not None
    assert (offer.new, offer.changed, offer.gone) == (("c.csv",), ("b.csv",), ("a.csv",))
    assert monitor.head() == second
    third = store.accept(monitor, offer, "Anna", "nieuwe uitgave")
    assert monitor.frames(third.id)["cijfers"]["waarde"].tolist() == [10, 21, 3, 30]
    assert mine.id in third.uploads
    left = store.proposal(monitor, folder, load=load)
    assert left is not None
    assert (left.new, left.changed, left.gone) == ((), (), ("a.csv",))


def test_a_file_that_was_removed_on_purpose_is_not_proposed_again(monitor: store.Store, folder: Path) -> None:
    first = store.seed(monitor, folder, load=load)
    monitor.publish(first.id, first.uploads[:-1], "b.csv hoort er niet in", "Anna")
    assert store.proposal(monitor, folder, load=load) is None


def test_the_same_bytes_read_better_are_proposed(monitor: store.Store, folder: Path) -> None:
    store.seed(monitor, folder, load=load)
    offer = store.proposal(monitor, folder, load=lambda content, _name: loaded(content, 77))
    assert offer is not None
    assert offer.changed == ("a.csv", "b.csv")
    version = store.accept(monitor, offer, "Anna", "beter gelezen")
    assert monitor.frames(version.id)["cijfers"]["waarde"].tolist() == [77, 77]


def test_a_proposal_that_was_overtaken_is_stale(monitor: store.Store, folder: Path) -> None:
    first = store.seed(monitor, folder, load=load)
    (folder / "c.csv").write_text("Venlo 30\n")
    offer = store.proposal(monitor, folder, load=load)
    assert offer is not None
    monitor.publish(first.id, [*first.uploads, add(monitor, 3).id], "intussen", "Bo")
    with pytest.raises(store.StaleVersion):
        store.accept(monitor, offer, "Anna", "nieuwe uitgave")
    assert store.proposal(monitor, folder, load=load) is not None


def test_the_example_store_stands_apart(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "DATA", tmp_path)
    folder.rename(tmp_path / "example")
    example = store.open_example(tmp_path / "data", load=load)
    head = example.head()
    assert head is not None
    assert head.is_voorbeeld
    assert example.core.root == tmp_path / "data" / "voorbeeld"
    frames = example.frames(head.id)
    marks = frames["bronnen"].set_index("bestand")["is_voorbeeld"]
    assert marks["venlo.csv"].all()
    assert not marks["gemeenten.csv"].any()  # inhabitants are real there too
    real = store.open(tmp_path / "data")
    assert real.head() is None
    assert store.open_example(tmp_path / "data", load=load).head() == head


def test_each_edition_of_the_example_is_a_version(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "DATA", tmp_path)
    folder = folder.rename(tmp_path / "example")
    example = store.open_example(tmp_path / "data", load=load)
    first, second = sorted(example.versions(), key=lambda version: version.number)
    assert [example.upload(u).name for u in first.uploads] == ["referentie.zip", "a.csv"]
    assert [example.upload(u).name for u in second.uploads] == ["referentie.zip", "b.csv"]
    assert second.parent == first.id
    assert example.frames(second.id)["cijfers"]["waarde"].tolist() == [
        20
    ]  # b.csv: 20 in the place of a.csv: 10
    assert store.proposal(example, load=load) is None
    (folder / "b.csv").write_text("Venlo 21\n")
    (folder / "a.csv").write_text("Venlo 11\n")
    offer = store.proposal(example, load=load)
    assert offer is not None
    third = store.accept(example, offer, "Monitor", "nieuwe uitgave")
    assert example.frames(third.id)["cijfers"]["waarde"].tolist() == [21]
