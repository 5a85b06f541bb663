"""Fixtures for tests in a real browser. `MONITOR_SHOTS=folder` keeps the screenshots."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.browser import FLAGS, find
from tests.browser.harness import PHONE, WIDE, Server, Visit


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port with an empty data folder: a fresh install."""
    folder = tmp_path_factory.mktemp("monitor")
    running = Server(data=folder / "var", log=folder / "server.log").start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def movable(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One app for all tests that publish; see `again.py`."""
    folder = tmp_path_factory.mktemp("eigen")
    data = Path(shutil.copytree(seeded, folder / "var"))
    running = Server(data=data, log=folder / "server.log", script="tests/browser/again.py").start()
    yield running
    running.stop()


@pytest.fixture
def own_server(movable: Server, seeded: Path, tmp_path: Path) -> Server:
    """An app as just installed, for a test that publishes: what it changes, no other test sees."""
    movable.move(Path(shutil.copytree(seeded, tmp_path / "var")))
    return movable


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no browser: run make setup-test"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Callable[[int], BrowserContext]:
    """Give the first visitor of a test the same context every time, the second another one, and so on.

    A visitor starts without anything of an earlier test but the files of the app: to fetch and compile those
    for every visitor would take most of the time.
    """
    made: list[BrowserContext] = []

    def nth(number: int) -> BrowserContext:
        while len(made) <= number:
            made.append(
                browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", accept_downloads=True)
            )
        return made[number]

    return nth


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("MONITOR_SHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visit(
    contexts: Callable[[int], BrowserContext], server: Server, shots: Path
) -> Iterator[Callable[..., Visit]]:
    """Make visitors: `visit()` on a wide screen, `visit(phone=True)` on a phone, `visit(at=own_server)`."""
    made: list[Visit] = []

    def make(*, phone: bool = False, at: Server = server) -> Visit:
        context = contexts(len(made))
        made.append(Visit(context, at.url, PHONE if phone else WIDE, shots, at.log))
        return made[-1]

    yield make
    for one in made:
        one.close()
