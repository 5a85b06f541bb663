"""The same store on PostgreSQL; skipped where no server can be started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import store
from store import tables
from tests.store.samples import add

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


@pytest.mark.parametrize("table", ["versions", "version_uploads", "uploads", "audit"])
def test_append_only(monitor: store.Store, table: str) -> None:
    monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
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
    other.close()
