"""Fixtures for tests in a real browser. `MONITOR_SHOTS=folder` keeps the screenshots."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.browser import FLAGS, find
from tests.browser.harness import PHONE, WIDE, Server, Visit


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port with an empty data folder: a fresh install."""
    folder = tmp_path_factory.mktemp("monitor")
    running = Server(data=folder / "var", log=folder / "server.log").start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """An app of its own for a test that publishes: what it changes, no other test sees."""
    running = Server(data=tmp_path / "var", log=tmp_path / "server.log").start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no browser: run make setup-test"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("MONITOR_SHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visit(browser: Browser, server: Server, shots: Path) -> Iterator[Callable[..., Visit]]:
    """Make visitors: `visit()` on a wide screen, `visit(phone=True)` on a phone, `visit(at=own_server)`."""
    made: list[Visit] = []

    def make(*, phone: bool = False, at: Server = server) -> Visit:
        made.append(Visit(browser, at.url, PHONE if phone else WIDE, shots, at.log))
        return made[-1]

    yield make
    for one in made:
        one.close()
