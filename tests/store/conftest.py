"""A real store in a folder of its own, for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import store


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests choose their database themselves."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("MONITOR_FAILPOINT", raising=False)


@pytest.fixture
def monitor(tmp_path: Path) -> Iterator[store.Store]:
    opened = store.open(tmp_path / "data")
    yield opened
    opened.close()
