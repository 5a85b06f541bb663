"""Stores of every earlier schema: they open with the same figures, history and audit."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import store
from store import tables
from store.database import MIGRATIONS
from tests.store.schemas.make import FOLDER, build, figures

FIXTURES = sorted(FOLDER.glob("*.sql"))
each = pytest.mark.parametrize("sql", FIXTURES, ids=lambda path: path.stem)


@each
def test_a_store_of_every_earlier_schema_gives_the_same_figures(tmp_path: Path, sql: Path) -> None:
    build(sql, tmp_path)
    monitor = store.open(tmp_path)
    assert figures(monitor) == json.loads(sql.with_suffix(".json").read_text("utf-8"))
    assert monitor.verify() == []
    with monitor.core.db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == tables.REVISION


@each
def test_a_store_of_every_earlier_schema_opens_with_the_same_history(tmp_path: Path, sql: Path) -> None:
    build(sql, tmp_path)
    old = sqlite3.connect(tmp_path / "monitor.sqlite")
    fields = "number, created_at, actor, origin, action, object, result, reason"
    before = old.execute(f"SELECT {fields} FROM audit ORDER BY number").fetchall()
    old.close()
    monitor = store.open(tmp_path)
    versions = monitor.versions()
    assert [(v.number, v.note, v.actor) for v in versions[:2]] == [
        (1, "eerste", "Anna"),
        (2, "tweede", "Bo"),
    ]
    assert [v.fingerprint[:8] for v in versions] == [v.id[-8:] for v in versions]
    assert [u.number for u in monitor.uploads()] == [1, 2, 3]
    assert [u.is_erased for u in monitor.uploads()] == [False, False, True]
    assert monitor.preferences()["GM0983"].bron_id == "bron"
    with monitor.core.db.engine.connect() as connection:
        after = connection.execute(text(f"SELECT {fields} FROM audit ORDER BY number")).all()
    assert [tuple(row) for row in after] == before
    assert len(before) >= 7


@each
def test_work_goes_on_and_the_audit_is_guarded(tmp_path: Path, sql: Path) -> None:
    build(sql, tmp_path)
    monitor = store.open(tmp_path)
    head = monitor.head()
    assert head is not None
    third = monitor.undo(monitor.versions()[0].id, head.id, "terug", "Anna")
    assert monitor.frames(third.id)["cijfers"]["waarde"].tolist() == [1]
    assert monitor.verify() == []
    for order in ("UPDATE audit SET hash = ''", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append-only"), monitor.core.db.engine.begin() as connection:
            connection.execute(text(order))


def test_what_people_entered_is_still_there(tmp_path: Path) -> None:
    build(FOLDER / "0003.sql", tmp_path)
    monitor = store.open(tmp_path)
    third = monitor.versions()[2]
    assert [one.id for one in monitor.entries()] == list(third.entries)
    assert monitor.frames(third.id)["locaties"]["naam"].tolist() == ["Abdij"]
    assert [one.besluit.signaal_id for one in monitor.signal_decisions()] == ["venster|venlo"]


def test_what_people_recorded_is_still_there(tmp_path: Path) -> None:
    build(FOLDER / "0002.sql", tmp_path)
    monitor = store.open(tmp_path)
    assert [one.id for one in monitor.layouts()] == ["mijn-lijst"]
    assert monitor.aliases() == {"Venloo": "GM0983"}
    assert [one.bezwaar for one in monitor.steps()] == ["bezwaar-1"]
    assert monitor.reasons(monitor.versions()[1].id) == {"feit": "typefout"}
    assert monitor.versions()[1].corrections == (monitor.corrections()[0].id,)


def test_every_schema_has_its_fixture() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for suffix in ("sql", "zip", "json"):
        assert known == {path.stem for path in FOLDER.glob(f"*.{suffix}")}
