"""Known errors in the shipped figures: ``data/corrections.toml``, offered by a newer release."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from model.correctie import Correctie
from store.core import clean
from store.errors import StoreError, dutch
from store.records import Version
from store.store import Store

CORRECTIONS = Path(__file__).parents[1] / "data" / "corrections.toml"
ACTOR = "Monitor"


def shipped_corrections(path: Path = CORRECTIONS) -> tuple[Correctie, ...]:
    """Return the corrections that come with the software.

    Raises:
        StoreError: the file cannot be read, or an entry is no correction; it names which.
    """
    with dutch():
        text = path.read_text("utf-8")
    try:
        items = tomllib.loads(text).get("correctie", [])
        return tuple(Correctie.model_validate(item) for item in items)
    except ValueError as error:
        detail = clean(str(error).splitlines()[0], 200)
        raise StoreError(f"data/{path.name} klopt niet en is niet gebruikt: {detail}") from error


def known_errors(store: Store, known: Sequence[Correctie] | None) -> Sequence[Correctie]:
    """Return the shipped corrections for a store; example figures have no errors that a source made."""
    if known is not None:
        return known
    return () if store.is_voorbeeld else shipped_corrections()


def offered(
    store: Store, head: Version, known: Sequence[Correctie]
) -> tuple[tuple[str, ...], tuple[Correctie, ...]]:
    """Return the corrections of the version to be, and those that no version ever had.

    What analysts recorded stays; a shipped correction that the release no longer has goes; one that people
    took out of an earlier version is not offered again.
    """
    wanted = {item.id for item in known}
    ours = {one.id for one in store.corrections() if one.actor == ACTOR}
    kept = tuple(one for one in head.corrections if one not in ours or one in wanted)
    seen = {one for version in store.versions() for one in version.corrections}
    fresh = tuple(item for item in known if item.id not in seen)
    return (*kept, *(item.id for item in fresh)), fresh
