"""One database behind the store: SQLite with every safety on, or PostgreSQL by address."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import OperationalError

from store.errors import BUSY, StoreError, dutch, explain
from store.failpoints import fail
from store.files import sync
from store.tables import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 15_000
#: One number that all app servers agree on: writes queue behind this PostgreSQL lock.
PG_LOCK = 4_182_024
#: FULL: a reported commit has reached the disk. recursive_triggers: INSERT OR REPLACE meets triggers too.
PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
)
_migrating = threading.Lock()


class Database:
    """Engine with short read and write transactions; threads each take their own connection from the pool."""

    def __init__(self, url: str) -> None:
        """Connect and bring the schema up to date.

        Args:
            url: SQLAlchemy address.

        Raises:
            StoreError: unreachable, damaged, or made by a newer version of the software.
        """
        self.url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self._writing = threading.Lock()
        self.is_sqlite = self.url.startswith("sqlite")
        try:
            self.engine = _engine(self.url)
        except ModuleNotFoundError as error:
            raise StoreError(
                f"Voor dit soort database ontbreekt het pakket {error.name}; installeer het met pip."
            ) from error
        with dutch():
            self._migrate()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view for several queries."""
        with dutch(), self.engine.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writer at a time, from the first statement on; all or nothing."""
        with dutch(), self._turn(), self.engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PG_LOCK})
                yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of this process queue here: waiting inside SQLite is polling, and some starve."""
        if not self._writing.acquire(timeout=BUSY_MS / 1000):
            raise StoreError(BUSY)
        try:
            yield
        finally:
            self._writing.release()

    def problems(self) -> list[str]:
        """Return what SQLite's own checks find; an empty list on PostgreSQL, which checks itself."""
        if not self.is_sqlite:
            return []
        with self.read() as connection:
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            keys = [
                f"verwijzing: {tuple(row)}" for row in connection.execute(text("PRAGMA foreign_key_check"))
            ]
        return [line for line in found if line != "ok"] + keys

    def copy_to(self, target: Path) -> None:
        """Copy a SQLite database as it stands at one moment, while others read and write.

        The copy is one file, without a journal beside it, and has reached the disk when this returns.

        Raises:
            StoreError: no room, no rights, damage.
        """
        with dutch(), self.engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            try:
                with closing(sqlite3.connect(target)) as copy:
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.Error as error:
                raise explain(error) from error
        with dutch():
            sync(target)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _migrate(self) -> None:
        """Run the migrations that are missing, inside one write transaction."""
        with self.engine.connect() as connection:
            if _revision(connection) == REVISION:
                return
        with _migrating, self.write() as connection:
            present = _revision(connection)
            if present == REVISION:
                return
            fail("migrate.begun")
            _upgrade(connection, present)
            fail("migrate.done")


def _engine(url: str) -> Engine:
    engine = create_engine(url, pool_size=8, max_overflow=56, pool_timeout=BUSY_MS / 1000)
    if url.startswith("sqlite"):
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
    """Take transactions in own hand and switch every safety on."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: Any) -> None:  # noqa: ANN401 - the driver's own type
    """Switch to WAL. Of two that open a new database at once SQLite refuses one at once: ask again."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _revision(connection: Connection) -> str:
    """Return the revision of the schema, empty for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    try:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    except OperationalError:  # pragma: no cover - another process is creating it right now
        return ""


def _upgrade(connection: Connection, present: str) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s that an up-to-date store need not pay
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if present and present not in known:
        raise StoreError(
            f"Deze gegevens zijn gemaakt met een nieuwere versie van de monitor (opslag {present}). "
            "Werk de software bij, of zet een reservekopie terug."
        )
    command.upgrade(config, "head")
