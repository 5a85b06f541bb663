"""A real store in a folder of its own, for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import store


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests choose their database themselves."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("MONITOR_FAILPOINT", raising=False)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once: running the migrations is most of the time of a short test."""
    root = tmp_path_factory.mktemp("blank") / "data"
    store.open(root, "sqlite:///" + str(root / "monitor.sqlite")).close()
    return root


@pytest.fixture
def monitor(tmp_path: Path, blank: Path) -> Iterator[store.Store]:
    shutil.copytree(blank, tmp_path / "data")
    opened = store.open(tmp_path / "data")
    yield opened
    opened.close()
