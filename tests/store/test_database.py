"""The database itself: safeties on every connection, append-only, migrations, trouble with the disk."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

import store
from store import database, tables
from store.database import MIGRATIONS
from store.errors import StoreError
from tests.store.samples import add, content, everything, loaded

ROOT = Path(__file__).parents[2]
APPEND_ONLY = sorted(tables.metadata.tables)


def test_every_connection_has_every_safety(monitor: store.Store) -> None:
    engine = monitor.core.db.engine
    held = [engine.connect() for _ in range(6)]
    try:
        for connection in held:
            asked = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
            found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
            assert found == ["wal", 2, 1, 1, 15_000]
    finally:
        for connection in held:
            connection.close()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_table_can_be_changed_or_emptied(monitor: store.Store, table: str) -> None:
    everything(monitor)
    column = next(iter(tables.metadata.tables[table].columns.keys()))
    with monitor.core.db.engine.connect() as connection:
        before = connection.execute(text(f"SELECT * FROM {table}")).all()
        assert before
    orders = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if table != "tombstones":
        orders.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    for order in orders:
        with (
            pytest.raises(DBAPIError, match="append-only"),
            monitor.core.db.engine.begin() as connection,
        ):
            connection.execute(text(order))
    with monitor.core.db.engine.connect() as connection:
        assert connection.execute(text(f"SELECT * FROM {table}")).all() == before


def test_the_code_and_the_migrations_describe_the_same_tables(monitor: store.Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == tables.REVISION
    found = inspect(monitor.core.db.engine)
    assert set(found.get_table_names()) == {*tables.metadata.tables, "alembic_version"}
    for name, table in tables.metadata.tables.items():
        columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(name)}
        assert columns == {c.name: (str(c.type), c.nullable) for c in table.columns}, name


def test_a_store_of_newer_software_is_left_alone(tmp_path: Path) -> None:
    monitor = store.open(tmp_path)
    with monitor.core.db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    monitor.close()
    with pytest.raises(store.StoreError, match="nieuwere versie van de monitor"):
        store.open(tmp_path)


def test_opening_at_the_same_time_makes_one_store(tmp_path: Path) -> None:
    start, errors = threading.Barrier(6), list[Exception]()

    def begin() -> None:
        start.wait()
        try:
            store.open(tmp_path / "samen").close()
        except Exception as error:  # noqa: BLE001 - handed to the main thread
            errors.append(error)

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert store.open(tmp_path / "samen").verify() == []


def test_processes_opening_at_the_same_time_make_one_store(tmp_path: Path) -> None:
    code = f"import store; from pathlib import Path; store.open(Path({str(tmp_path / 'samen')!r}))"
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]


def test_real_and_example_never_share_a_store(tmp_path: Path) -> None:
    store.open(tmp_path / "echt").close()
    with pytest.raises(store.MixedExample, match="gemaakt voor echte gegevens"):
        store.open(tmp_path / "echt", is_voorbeeld=True)
    store.open(tmp_path / "vb", is_voorbeeld=True).close()
    with pytest.raises(store.MixedExample, match="gemaakt voor voorbeeldgegevens"):
        store.open(tmp_path / "vb")


def test_example_figures_cannot_be_published_among_real_ones(monitor: store.Store) -> None:
    data = content(7)
    upload = monitor.add_upload(data, "voorbeeld.xlsx", "Anna", loaded(data, 7, voorbeeld=True))
    assert upload.is_voorbeeld
    with pytest.raises(store.MixedExample, match="voorbeeld.xlsx bevat voorbeeldgegevens"):
        monitor.publish(None, [upload.id], "oefenen", "Anna")
    assert monitor.head() is None
    assert monitor.audit()[0].result == "geweigerd"


@pytest.mark.parametrize(
    ("column", "text"), [("uitgever", "Voorbeeld (verzonnen)"), ("bestand", "VOORBEELD_1.xlsx")]
)
def test_example_files_are_known_by_what_they_say(monitor: store.Store, column: str, text: str) -> None:
    """Who brings the example workbook under another name is stopped all the same."""
    data = content(7)
    given = loaded(data, 7)
    given.frames["bronnen"][column] = text
    upload = monitor.add_upload(data, "nieuwe cijfers.xlsx", "Anna", given)
    assert upload.is_voorbeeld
    with pytest.raises(store.MixedExample):
        monitor.publish(None, [upload.id], "cijfers", "Anna")


def test_everything_in_an_example_store_is_marked(tmp_path: Path) -> None:
    monitor = store.open(tmp_path, is_voorbeeld=True)
    version = monitor.publish(None, [add(monitor, 1).id], "oefenen", "Anna")
    assert version.is_voorbeeld
    assert monitor.frames(version.id)["bronnen"]["is_voorbeeld"].tolist() == [True]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "schijf is vol"), (errno.EROFS, "niet beschrijfbaar"), (errno.EIO, "geeft een fout")],
)
@pytest.mark.parametrize("step", ["fsync", "mkdir", "replace"])
def test_disk_trouble_is_dutch_and_leaves_nothing(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch, number: int, words: str, step: str
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(*{"fsync": (os, "fsync")}.get(step, (Path, step)), broken)
        with pytest.raises(StoreError, match=words) as caught:
            add(monitor, 5)
    assert "Errno" not in str(caught.value)
    assert monitor.uploads() == []
    assert not list(monitor.core.root.glob("*/*/.tmp-*"))
    assert add(monitor, 5).number == 1  # recovers when there is room again


def test_too_little_room_is_refused_before_anything_is_written(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 1_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage)
    with pytest.raises(store.StoreError, match="te weinig ruimte"):
        add(monitor, 5)
    assert list(monitor.core.originals.root.iterdir()) == []


def test_a_database_that_may_not_grow_keeps_the_old_version(tmp_path: Path) -> None:
    """A file-size limit stands in for a full disk: the write fails inside SQLite itself."""
    monitor = store.open(tmp_path)
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    monitor.close()
    code = textwrap.dedent(
        f"""
        import resource, signal, sys
        from pathlib import Path
        import store
        from tests.store.samples import add
        monitor = store.open(Path({str(tmp_path)!r}))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        try:
            for number in range(2, 40):
                mine = add(monitor, number)
                head = monitor.head()
                monitor.publish(head.id, [*head.uploads, mine.id], "x" * 3000, "Anna")
        except store.StoreError as error:
            print(error)
            sys.exit(3)
        """
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3, done.stderr
    assert "niets opgeslagen" in done.stdout
    again = store.open(tmp_path)
    assert again.verify() == []
    assert again.version(first.id) == first
    head = again.head()
    assert head is not None
    again.publish(head.id, [*head.uploads, add(again, 99).id], "ruimte gemaakt", "Anna")


def test_a_read_only_database_still_shows_the_old_version(monitor: store.Store) -> None:
    """What SQLite says on a disk that became read-only, said by SQLite itself."""
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    second = add(monitor, 2)

    def locked(state: str) -> None:
        held = [monitor.core.db.engine.connect() for _ in range(8)]  # every connection of the pool
        for connection in held:
            connection.execute(text(f"PRAGMA query_only={state}"))
            connection.close()

    locked("ON")
    for write in (
        lambda: monitor.publish(first.id, [second.id], "tweede", "Anna"),
        lambda: monitor.add_alias("Venloo", "GM0983", "Anna"),
        lambda: add(monitor, 3),
    ):
        with pytest.raises(store.StoreError, match="niet beschrijfbaar"):
            write()
    assert monitor.frames(first.id)["cijfers"]["waarde"].tolist() == [1]
    assert monitor.verify() == []
    locked("OFF")
    assert monitor.publish(first.id, [second.id], "tweede", "Anna").number == 2


def test_a_file_that_is_no_database_is_said_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "monitor.sqlite").write_bytes(b"dit is geen database" * 500)
    with pytest.raises(store.StoreError, match="beschadigd"):
        store.open(tmp_path)


def test_each_file_is_synced_before_it_gets_its_name_and_its_folder_after(
    monitor: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = list[tuple[str, int]]()
    sync, rename = os.fsync, Path.replace

    def synced(handle: int) -> None:
        events.append(("sync", os.fstat(handle).st_ino))
        sync(handle)

    def renamed(self: Path, target: Path) -> Path:
        events.append(("rename", self.stat().st_ino))
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    add(monitor, 5)
    files = [path for path in monitor.core.root.glob("*/*/*") if path.is_file()]
    assert len(files) == 1 + 4  # the original, and bronnen, cijfers, issues, dropped as Parquet
    for path in files:
        inode, folder = path.stat().st_ino, path.parent.stat().st_ino
        named = events.index(("rename", inode))
        assert ("sync", inode) in events[:named]
        assert ("sync", folder) in events[named:]


def test_a_database_without_its_driver_says_which_package(tmp_path: Path) -> None:
    with pytest.raises(store.StoreError, match="ontbreekt het pakket oracledb"):
        store.open(tmp_path, "oracle+oracledb://x@127.0.0.1/x")


class _Locked:
    """A cursor of which SQLite says a number of times that another is opening the same new database."""

    def __init__(self, times: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.left, self.code = times, code
        self.asked = 0

    def execute(self, _sql: str) -> None:
        self.asked += 1
        if self.left:
            self.left -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.code
            raise error


def test_two_that_open_a_new_database_at_once_wait_for_each_other() -> None:
    cursor = _Locked(3)
    database._use_wal(cursor)
    assert cursor.asked == 4
    with pytest.raises(sqlite3.OperationalError):
        database._use_wal(_Locked(1, sqlite3.SQLITE_READONLY))
