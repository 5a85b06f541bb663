"""A full disk at each step of a write: refused in Dutch, nothing half, and fine again when there is room."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import store
from store import failpoints
from tests.store.samples import add

ROOT = Path(store.__file__).parent
BEFORE_COMMIT = [
    "file.written",
    "file.synced",
    "file.renamed",
    "upload.begun",
    "upload.row",
    "upload.rows",
    "publish.begun",
    "publish.entered",
    "publish.inserted",
    "publish.listed",
    "publish.corrected",
    "publish.entries",
    "publish.audited",
    "record.row",
    "record.audited",
]


@pytest.mark.parametrize("place", BEFORE_COMMIT)
def test_a_full_disk_at_any_step(monitor: store.Store, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    second = add(monitor, 2) if place.startswith("publish") else None
    audit = monitor.audit()
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=full")

    def attempt() -> object:
        if place.startswith("record"):
            return monitor.add_alias("Venloo", "GM0983", "Anna")
        return monitor.publish(first.id, [second.id], "tweede", "Anna") if second else add(monitor, 2)

    with pytest.raises(store.StoreError, match="De schijf is vol, er is niets opgeslagen"):
        attempt()
    assert monitor.head() == first
    assert len(monitor.uploads()) == (2 if second else 1)
    assert monitor.audit() == audit
    assert monitor.aliases() == {}
    assert monitor.verify() == []
    monkeypatch.delenv(failpoints.VARIABLE)
    version = monitor.publish(first.id, [add(monitor, 2).id], "tweede", "Anna")
    assert monitor.frames(version.id)["cijfers"]["waarde"].tolist() == [2]


def test_the_list_of_places_is_the_list_in_the_code() -> None:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "fail":
                found.append(ast.literal_eval(node.args[0]))
    assert set(found) == set(failpoints.PLACES)
    assert len(set(failpoints.PLACES)) == len(failpoints.PLACES)


def test_without_the_variable_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(failpoints.VARIABLE, raising=False)
    for place in failpoints.PLACES:
        failpoints.fail(place)


def test_messages_are_dutch_and_show_no_machinery() -> None:
    text = (ROOT / "errors.py").read_text("utf-8")
    for message in re.findall(r'^[A-Z_]+ = \(?\s*"(.+?)"', text, re.MULTILINE):
        assert not re.search(r"sqlite|errno|traceback|disk |database is", message, re.IGNORECASE)
