"""The audit as a chain: every way of tampering with one line is found."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

import store
from store.chain import Head
from tests.store.samples import everything

COLUMNS = ("created_at", "actor", "origin", "action", "object", "result", "reason", "hash")
FREE = "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"


@pytest.fixture
def tampered(monitor: store.Store) -> sqlite3.Connection:
    """A door behind the store, with the guards off: someone who may write in the file itself."""
    everything(monitor)
    door = sqlite3.connect(monitor.core.root / "monitor.sqlite", isolation_level=None)
    door.executescript(FREE)
    return door


def found(monitor: store.Store) -> list[str]:
    return [issue.tekst for issue in monitor.verify()]


def test_the_hash_is_that_of_the_line_and_the_one_before(monitor: store.Store) -> None:
    everything(monitor)
    previous = ""
    for line in reversed(monitor.audit()):
        fields = [line.number, line.created_at.isoformat(timespec="microseconds"), line.actor, line.origin]
        fields += [line.action, line.object, line.result, line.reason]
        text = json.dumps([previous, *fields], ensure_ascii=False)
        previous = hashlib.sha256(text.encode()).hexdigest()
        assert line.hash == previous
    assert monitor.audit_head() == Head(len(monitor.audit()), previous)
    assert found(monitor) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_field_is_found(monitor: store.Store, tampered: sqlite3.Connection, column: str) -> None:
    tampered.execute(f"UPDATE audit SET {column} = {column} || 'x' WHERE number = 3")
    assert any("Regel 3 van het logboek" in text for text in found(monitor))


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_removed_line_is_found(monitor: store.Store, tampered: sqlite3.Connection, number: int) -> None:
    tampered.execute("DELETE FROM audit WHERE number = ?", [number])
    assert len(found(monitor)) == 1


def test_swapped_lines_are_found(monitor: store.Store, tampered: sqlite3.Connection) -> None:
    for old, new in ((2, 900), (3, 2), (900, 3)):
        tampered.execute("UPDATE audit SET number = ? WHERE number = ?", [new, old])
    assert any("Regel 2 " in text for text in found(monitor))


@pytest.mark.parametrize("hash_", ["", "0" * 64])
def test_an_added_line_is_found(monitor: store.Store, tampered: sqlite3.Connection, hash_: str) -> None:
    tampered.execute(
        "INSERT INTO audit (created_at, actor, origin, action, object, result, reason, hash) "
        "VALUES ('2026-11-22', 'Bo', 'app', 'publiceren', 'v9', 'geslaagd', '', ?)",
        [hash_],
    )
    assert any("van het logboek" in text for text in found(monitor))


def test_a_shortened_log_is_found_by_who_kept_its_head(
    monitor: store.Store, tampered: sqlite3.Connection
) -> None:
    kept = monitor.audit_head()
    tampered.execute("DELETE FROM audit WHERE number > ?", [kept.count - 2])
    assert found(monitor) == []  # a shorter chain is whole in itself
    assert ["weggehaald" in issue.tekst for issue in monitor.verify(kept)] == [True]
    monitor.prefer("feit", "bron-b", "Bo", "verder")
    monitor.prefer("feit", "bron-c", "Bo", "verder")
    assert monitor.audit_head().count == kept.count  # as long as before, but another end
    assert len(monitor.verify(kept)) == 1


def test_a_log_that_grew_still_holds_its_old_head(monitor: store.Store) -> None:
    everything(monitor)
    kept = monitor.audit_head()
    monitor.prefer("feit", "bron-b", "Bo", "verder")
    assert monitor.verify(kept) == []


def test_a_version_that_was_tampered_with_is_found(monitor: store.Store) -> None:
    version = everything(monitor)
    door = sqlite3.connect(monitor.core.root / "monitor.sqlite", isolation_level=None)
    door.executescript("DROP TRIGGER version_corrections_no_delete; DELETE FROM version_corrections")
    texts = found(store.open(monitor.core.root))
    assert [f"Versie {version.number}" in text for text in texts] == [True]


def test_a_correction_that_was_tampered_with_is_found(monitor: store.Store) -> None:
    everything(monitor)
    door = sqlite3.connect(monitor.core.root / "monitor.sqlite", isolation_level=None)
    door.executescript("DROP TRIGGER corrections_no_update;")
    door.execute("UPDATE corrections SET body = replace(body, '480', '490')")
    assert ["c-" in text for text in found(monitor)] == [True]


def test_a_first_line_of_an_empty_log(tmp_path: Path) -> None:
    monitor = store.open(tmp_path)
    assert monitor.audit_head() == Head(0, "")
    assert monitor.verify(Head(0, "")) == []
