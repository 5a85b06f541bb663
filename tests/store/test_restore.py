"""Putting a backup back: interrupted, from an earlier schema, and from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import store
from store import failpoints, manifest
from store.__main__ import main
from store.backup import backup, restore
from store.tables import REVISION
from tests.store.samples import damage, everything, same_figures
from tests.store.schemas.make import FOLDER, build, figures


@pytest.mark.parametrize("place", [name for name in failpoints.PLACES if name.startswith("restore.")])
def test_a_restore_that_was_interrupted_is_said_and_can_be_done_again(
    monitor: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    everything(monitor)
    backup(monitor, tmp_path / "kopie")
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=full")
    with pytest.raises(store.StoreError, match="De schijf is vol"):
        restore(tmp_path / "kopie", tmp_path / "nieuw")
    monkeypatch.delenv(failpoints.VARIABLE)
    if place != "restore.done":
        with pytest.raises(store.StoreError, match="half teruggezet"):
            store.open(tmp_path / "nieuw")
        restore(tmp_path / "kopie", tmp_path / "nieuw")
    again = store.open(tmp_path / "nieuw")
    same_figures(monitor, again)
    assert again.verify() == []
    again.close()
    assert {path.name for path in (tmp_path / "nieuw").iterdir()} == {"frames", "monitor.sqlite", "uploads"}


def test_a_backup_of_an_earlier_schema_is_upgraded(tmp_path: Path) -> None:
    copy = tmp_path / "kopie"
    build(FOLDER / "0001.sql", copy)
    listed = [
        {
            "naam": path.relative_to(copy).as_posix(),
            "sha256": manifest._hash(path),
            "grootte": path.stat().st_size,
        }
        for path in sorted(copy.rglob("*"))
        if path.is_file()
    ]
    facts = {"gemaakt_op": "2026-11-21", "schema": "0001", "soort": "echt", "versie": "v2-ab2bd36b"}
    made = manifest.Manifest(**facts, logboek_regels=0, logboek_kop="", bestanden=listed)
    made.write(copy)
    restore(copy, tmp_path / "nieuw")
    again = store.open(tmp_path / "nieuw")
    assert figures(again) == json.loads((FOLDER / "0001.json").read_text())
    assert again.verify() == []
    assert made.schema_ != REVISION


def test_the_commands(
    monitor: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    everything(monitor)
    monkeypatch.setenv("MONITOR_DATA", str(monitor.core.root))
    assert main(["backup", str(tmp_path / "kopie")]) == 0
    told = capsys.readouterr().out
    head = monitor.audit_head()
    assert "Reservekopie gemaakt en nagekeken" in told
    assert main(["verify"]) == 0
    assert f"{head.count}:{head.hash}" in capsys.readouterr().out
    kept = told.strip().split()[-1]
    assert main(["verify", "--kop", kept]) == 0
    assert main(["verify", "--kop", f"{head.count + 5}:{'0' * 64}"]) == 2
    assert "weggehaald" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "kopie"), "--to", str(tmp_path / "nieuw")]) == 0
    assert "Teruggezet" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "kopie")]) == 2
    assert "lege map" in capsys.readouterr().err
    damage(monitor.core.originals.path(monitor.uploads()[0].sha256))
    assert main(["verify"]) == 2
    assert "beschadigd" in capsys.readouterr().out


def test_wrong_usage_is_dutch_and_makes_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "niets"))
    for words in ([], ["maak"], ["verify", "--kop", "x"], ["backup"]):
        assert main(words) == 1
        assert "Verkeerd gebruik" in capsys.readouterr().err
    assert main(["--help"]) == 0
    assert main(["backup", str(tmp_path / "kopie")]) == 2
    assert "geen opslag" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
