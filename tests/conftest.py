"""For all tests: no leftovers between them, an own data folder, and the browser first."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import store


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing a test writes may end in the data folder of the person who runs it."""
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "var"))


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a fresh install has it: the published figures, and the example beside them.

    It is made once for all workers, and to be copied: nobody writes in it.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = base / "gezaaid"
    with (base / "gezaaid.lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            patch.setenv("MONITOR_DATA", str(base / "half-gezaaid"))
            real, example = store.open(), store.open_example()
            store.seed(real)
            real.close()
            example.close()
            store.data_root().rename(folder)
    return folder


@pytest.fixture(autouse=True)
def clear_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page test starts with empty Streamlit caches: a cached caller would hide a changed helper."""
    yield
    module = request.node.nodeid
    if "tests/ui" in module or "tests/pages" in module:
        import streamlit as st

        st.cache_data.clear()
        st.cache_resource.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the browser tests first: they wait now and then, and the others fill the rest."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
