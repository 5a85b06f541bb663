"""Pages under AppTest: each test has its own copy of a seeded store and starts with empty caches."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from tests.ui.seen import VANDAAG
from ui import chart, tasks


@pytest.fixture(autouse=True)
def own_data(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the seeded folder for this test alone, a fixed day, and nothing cached."""
    folder = tmp_path / "var"
    shutil.copytree(seeded, folder)
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    monkeypatch.setenv("MONITOR_VANDAAG", VANDAAG)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # AppTest leaves its script there
    monkeypatch.setattr(tasks, "PATIENCE", 60)  # AppTest draws once: no page without its file
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    chart.clear()
    st.cache_data.clear()
    st.cache_resource.clear()
