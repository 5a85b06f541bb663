"""Pages under AppTest: each test has its own copy of a seeded store and starts with empty caches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

import store
from tests.ui.seen import VANDAAG
from ui import chart, tasks


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a fresh install has it: the published figures, and the example beside them."""
    folder = tmp_path_factory.mktemp("gezaaid") / "var"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_DATA", str(folder))
        real, example = store.open(), store.open_example()
        store.seed(real)
        real.close()
        example.close()
    return folder


@pytest.fixture(autouse=True)
def own_data(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the seeded folder for this test alone, a fixed day, and nothing cached."""
    folder = tmp_path / "var"
    shutil.copytree(seeded, folder)
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    monkeypatch.setenv("MONITOR_VANDAAG", VANDAAG)
    monkeypatch.setattr(tasks, "PATIENCE", 60)  # AppTest draws once: no page without its file
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    chart.clear()
    st.cache_data.clear()
    st.cache_resource.clear()
