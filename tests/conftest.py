"""For all tests: no leftovers between them, an own data folder, and the browser first."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing a test writes may end in the data folder of the person who runs it."""
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "var"))


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
    """Browser tests share one app and one worker; start them first, so that the others fill the rest."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
