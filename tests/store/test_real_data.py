"""The figures that are shipped, through the real loaders, into a real store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import store
from store.shipped import DATA, SUFFIXES

pytestmark = pytest.mark.xdist_group("echt")
FILES = sorted(path for path in (DATA / "public").iterdir() if path.suffix in SUFFIXES)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    root = tmp_path_factory.mktemp("echt")
    monitor = store.open(root, f"sqlite:///{root / 'monitor.sqlite'}")
    store.seed(monitor)
    yield monitor
    monitor.close()


def _head(monitor: store.Store) -> store.Version:
    head = monitor.head()
    assert head is not None
    return head


def test_every_shipped_file_is_in_version_one(seeded: store.Store) -> None:
    version = _head(seeded)
    assert version.number == 1
    uploads = [seeded.upload(upload) for upload in version.uploads]
    assert [upload.name for upload in uploads] == ["referentie.zip", *(path.name for path in FILES)]
    for upload, path in zip(uploads[1:], FILES, strict=True):
        assert seeded.original(upload.id) == path.read_bytes()
        assert len(seeded.issues(upload.id)) == sum(upload.issues.values())
        assert len(seeded.dropped(upload.id)) >= upload.provenance["rows_dropped"]
        assert upload.provenance["rows_in"] == (
            upload.provenance["rows_taken"]
            + upload.provenance["rows_dropped"]
            + upload.provenance["rows_refused"]
        )
    assert seeded.verify() == []


def test_every_figure_leads_to_bytes_in_the_store(seeded: store.Store) -> None:
    frames = seeded.frames(_head(seeded).id)
    bronnen = frames["bronnen"].set_index("bron_id")
    for name in ("cijfers", "locaties", "indicatoren", "inwoners"):
        assert len(frames[name])
        assert frames[name]["bron_id"].isin(bronnen.index).all()
    for upload_id in bronnen["upload_id"].unique():
        content = seeded.original(upload_id)
        upload = seeded.upload(upload_id)
        assert hashlib.sha256(content).hexdigest() == upload.sha256
        if upload.layout_id != "referentie":
            assert set(bronnen.loc[bronnen["upload_id"].eq(upload_id), "sha256"]) == {upload.sha256}


def test_simpelveld_stands_in_the_store_as_published(seeded: store.Store) -> None:
    """The verdeelbesluit gives Simpelveld (GM0965) 55 places, of which 5 amv."""
    cijfers = seeded.frames(_head(seeded).id)["cijfers"]
    rows = cijfers[cijfers["gebied_code"].eq("GM0965") & cijfers["maat"].eq("opgave")]
    assert 55 in set(rows.loc[rows["deelgroep"].eq("alle"), "waarde"])
    assert 5 in set(rows.loc[rows["deelgroep"].eq("amv"), "waarde"])


def test_reading_the_same_files_again_changes_nothing(seeded: store.Store) -> None:
    assert store.proposal(seeded) is None
    again = store.open(seeded.core.root)
    for name, frame in again.frames(_head(again).id).items():
        assert_frame_equal(frame, seeded.frames(_head(seeded).id)[name])


def test_the_shipped_example_stays_outside_a_real_store(seeded: store.Store, tmp_path: Path) -> None:
    from loaders.load import load

    path = sorted((DATA / "example").glob("*.xlsx"))[-1]
    content = path.read_bytes()
    upload = seeded.add_upload(content, "cijfers.xlsx", "Anna", load(content, "cijfers.xlsx"))
    head = _head(seeded)
    with pytest.raises(store.MixedExample):
        seeded.publish(head.id, [*head.uploads, upload.id], "per ongeluk", "Anna")
    assert seeded.head() == head
