"""What people enter by hand, on SQLite; ``test_postgresql.py`` walks the same scenarios."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import store
from store import failpoints
from store.backup import backup, restore
from tests.store import entering
from tests.store.entering import bring, site
from tests.store.samples import everything, new_site, same_figures


@pytest.mark.parametrize("scenario", entering.SCENARIOS, ids=lambda found: found.__name__)
def test_scenario(monitor: store.Store, scenario: Callable[[store.Store], None]) -> None:
    scenario(monitor)


@pytest.mark.parametrize("place", ["publish.entered", "publish.entries", "record.row", "record.audited"])
def test_a_full_disk_leaves_neither_entry_nor_version(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    audit = monitor.audit()
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=full")
    with pytest.raises(store.StoreError, match="De schijf is vol"):
        monitor.record([new_site(), new_site("Hoeve", "b")], first.id, "erbij", "Bo", key="knop")
    assert (monitor.head(), monitor.entries(), monitor.audit()) == (first, [], audit)
    monkeypatch.delenv(failpoints.VARIABLE)
    made = monitor.record([new_site("Kazerne"), new_site("Hoeve", "b")], first.id, "erbij", "Bo", key="knop")
    assert [one.number for one in monitor.entries()] == [1, 2]
    assert len(monitor.frames(made.id)["locaties"]) == 3
    assert monitor.verify() == []


def test_a_backup_brings_entries_and_decisions_back(monitor: store.Store, tmp_path: Path) -> None:
    everything(monitor)
    backup(monitor, tmp_path / "kopie")
    restore(tmp_path / "kopie", tmp_path / "nieuw")
    again = store.open(tmp_path / "nieuw")
    same_figures(monitor, again)
    assert again.entries() == monitor.entries() != []
    assert again.signal_decisions() == monitor.signal_decisions() != []
    assert again.verify() == []


@pytest.mark.parametrize(
    ("trigger", "order", "words"),
    [
        ("entries_no_update", "UPDATE entries SET body = replace(body, '100', '900')", "invoer 1"),
        ("version_entries_no_delete", "DELETE FROM version_entries WHERE version = 3", "Versie 3"),
    ],
)
def test_tampering_with_entries_is_found(monitor: store.Store, trigger: str, order: str, words: str) -> None:
    everything(monitor)
    door = sqlite3.connect(monitor.core.root / "monitor.sqlite", isolation_level=None)
    door.execute(f"DROP TRIGGER {trigger}")
    door.execute(order)
    assert any(words in issue.tekst for issue in store.open(monitor.core.root).verify())


def test_example_entries_are_marked_as_example(tmp_path: Path) -> None:
    monitor = store.open(tmp_path, is_voorbeeld=True)
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    made = monitor.record(new_site("Hoeve"), first.id, "oefenen", "Bo")
    assert monitor.frames(made.id)["bronnen"]["is_voorbeeld"].tolist() == [True, True]


def test_the_first_version_comes_from_files(monitor: store.Store) -> None:
    with pytest.raises(store.UnknownObject):
        monitor.record(new_site(), "v1-weg", "x", "Bo")
    with pytest.raises(store.StoreError, match="niets ingevuld"):
        monitor.record([], "v1-weg", "x", "Bo")
