"""The same store on PostgreSQL; skipped where no server can be started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import store
from store import tables
from store.backup import backup
from tests.store import entering
from tests.store.samples import LAYOUT, add, correction, everything, step

pytest.importorskip("psycopg", reason="psycopg is not installed")
BINARIES = [shutil.which("initdb"), shutil.which("pg_ctl")]
pytestmark = [
    pytest.mark.skipif(None in BINARIES, reason="no PostgreSQL on this machine"),
    pytest.mark.xdist_group("postgresql"),
]


def _as_user() -> dict[str, object]:
    """The server refuses to run as root: then it runs as the user postgres, or nobody."""
    return {"user": "postgres"} if os.geteuid() == 0 else {}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = Path("/tmp") / f"monitor-pg-{os.getpid()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    calm = {"check": True, "capture_output": True, "cwd": "/tmp", "timeout": 90, **_as_user()}
    control = ["pg_ctl", "-D", f"{folder}/db", "-w"]
    try:
        subprocess.run(["initdb", "-D", f"{folder}/db", "-U", "monitor", "-A", "trust"], **calm)
        subprocess.run([*control, "-l", f"{folder}/log", "-o", options, "start"], **calm)
    except (subprocess.SubprocessError, OSError, KeyError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    yield f"postgresql://monitor@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "immediate", "stop"], **calm)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def monitor(address: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[store.Store]:
    name = "t" + str(abs(hash(request.node.name)))
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    opened = store.open(tmp_path, f"{address}/{name}")
    yield opened
    opened.close()


def test_the_whole_life_of_a_version(monitor: store.Store) -> None:
    one, two = add(monitor, 1), add(monitor, 2)
    first = monitor.publish(None, [one.id], "eerste", "Anna", key="a")
    assert monitor.publish(None, [one.id], "eerste", "Anna", key="a") == first
    second = monitor.publish(first.id, [one.id, two.id], "tweede", "Anna")
    with pytest.raises(store.StaleVersion):
        monitor.publish(first.id, [two.id], "te laat", "Bo")
    undone = monitor.undo(first.id, second.id, "terug", "Bo")
    assert_frame_equal(monitor.frames(undone.id)["cijfers"], monitor.frames(first.id)["cijfers"])
    choice = monitor.prefer("feit", one.id, "Anna", "omdat")
    assert monitor.preferences() == {"feit": choice}
    monitor.erase(two.id, "Bo", "vergissing", with_frames=True)
    with pytest.raises(store.ErasedFile):
        monitor.original(two.id)
    assert monitor.verify() == []
    actions = [line.action for line in monitor.audit()]
    assert (
        actions
        == ["wissen", "bron kiezen", "terugzetten", "publiceren", "publiceren", "publiceren"] + ["upload"] * 2
    )


def test_what_people_record(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    made = monitor.add_correction(correction(1), "Bo")
    second = monitor.publish(
        first.id, first.uploads, "hersteld", "Bo", corrections=[made.id], reasons={"f": "x"}
    )
    assert monitor.frames(second.id)["cijfers"]["waarde"].tolist() == [480]
    assert (second.corrections, monitor.reasons(second.id)) == ((made.id,), {"f": "x"})
    assert monitor.undo(first.id, second.id, "terug", "Bo").fingerprint == first.fingerprint
    layout, alias = monitor.add_layout(LAYOUT, "Anna", ""), monitor.add_alias("Venloo", "GM0983", "Anna")
    one, two = monitor.add_step(step(sleutel="a"), "Bo"), monitor.add_step(step(), "Bo")
    assert monitor.add_step(step(sleutel="a"), "Bo") == one
    assert (monitor.layouts(), monitor.alias_history(), monitor.steps()) == ([layout], [alias], [one, two])
    assert monitor.verify(monitor.audit_head()) == []


@pytest.mark.parametrize("scenario", entering.SCENARIOS, ids=lambda found: found.__name__)
def test_what_people_enter(monitor: store.Store, scenario: Callable[[store.Store], None]) -> None:
    scenario(monitor)


def test_tampering_with_the_audit_is_found(monitor: store.Store) -> None:
    everything(monitor)
    with monitor.core.db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_append_only"))
        connection.execute(text("UPDATE audit SET actor = 'Bo' WHERE number = 2"))
    assert ["Regel 2 " in issue.tekst for issue in monitor.verify()] == [True]


def test_an_earlier_schema_is_upgraded_with_its_log(monitor: store.Store, tmp_path: Path) -> None:
    """Back to 0001 by hand: the new tables out, then the migration again."""
    everything(monitor)
    first = monitor.versions()[0]
    before = [(line.number, line.actor, line.object) for line in monitor.audit()]
    new = ("version_corrections", "version_reasons", "steps", "corrections", "aliases", "layouts")
    new += ("version_entries", "entries", "signal_decisions")
    with monitor.core.db.engine.begin() as connection:
        for table in new:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE audit DROP COLUMN hash"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = store.open(monitor.core.root, monitor.core.db.url)
    assert [(line.number, line.actor, line.object) for line in again.audit()] == before
    assert {issue.code for issue in again.verify()} == {"versie-gewijzigd"}  # we threw corrections away
    assert again.frames(first.id)["cijfers"]["waarde"].tolist() == [1]
    again.close()


def test_a_backup_says_which_tool_to_use(monitor: store.Store, tmp_path: Path) -> None:
    with pytest.raises(store.StoreError, match=r"pg_dump .* uploads en frames"):
        backup(monitor, tmp_path / "kopie")
    assert not (tmp_path / "kopie").exists()


@pytest.mark.parametrize(
    "table",
    ["versions", "version_uploads", "uploads", "audit", "corrections", "steps", "version_corrections"]
    + ["entries", "version_entries", "signal_decisions"],
)
def test_append_only(monitor: store.Store, table: str) -> None:
    everything(monitor)
    column = next(iter(tables.metadata.tables[table].columns.keys()))
    for order in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(DBAPIError, match="append-only"), monitor.core.db.engine.begin() as connection:
            connection.execute(text(order))


def test_two_app_servers_lose_nothing(monitor: store.Store) -> None:
    other = store.open(monitor.core.root, monitor.core.db.url)
    start, done = threading.Barrier(2), list[str]()

    def work(mine: store.Store, numbers: range) -> None:
        start.wait()
        for number in numbers:
            upload = add(mine, number)
            while True:
                head = mine.head()
                ids = (*(head.uploads if head else ()), upload.id)
                try:
                    mine.publish(head.id if head else None, ids, "erbij", "Anna")
                except store.StaleVersion:
                    continue
                done.append(upload.id)
                break

    threads = [
        threading.Thread(target=work, args=(side, numbers))
        for side, numbers in ((monitor, range(8)), (other, range(50, 58)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    head = monitor.head()
    assert head is not None
    assert head.number == len(done) == 16
    assert set(head.uploads) == set(done)
    assert monitor.verify() == []  # also the chain, which both servers wrote
    other.close()
