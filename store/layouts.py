"""Layouts that analysts made for files that no shipped layout fits: kept whole, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from loaders.engine.effort import effort
from loaders.engine.text import pattern
from loaders.layouts import Layout, parse, shipped
from loaders.reading.limits import pattern_power
from store import tables
from store.core import TEXT_MAX, Core, clean, named, required
from store.errors import StoreError, UnknownObject
from store.failpoints import fail
from store.records import StoredLayout

TOML_MAX = 200_000


def add(core: Core, toml: str, actor: str, note: str) -> StoredLayout:
    """Keep a layout; see ``Store.add_layout``."""
    actor = named(actor)
    try:
        layout = _parsed(toml)
        if layout.id in {one.id for one in shipped()}:
            raise StoreError(f"De layout {layout.id} hoort bij de monitor zelf. Geef de uwe een ander id.")
    except StoreError as error:
        core.refuse(actor, "layout bewaren", "", str(error))
        raise
    row = {"id": layout.id, "titel": clean(layout.titel, 400), "toml": toml, "actor": actor}
    return _record(core, {**row, "note": clean(note, TEXT_MAX)}, "layout bewaren")


def withdraw(core: Core, layout_id: str, actor: str, reason: str) -> StoredLayout:
    """End a layout; see ``Store.withdraw_layout``."""
    present = {one.id: one for one in current(core)}
    if layout_id not in present:
        raise UnknownObject(f"Er is geen bewaarde layout {clean(layout_id)}.")
    why = required(reason, "Schrijf waarom deze layout niet meer geldt.", TEXT_MAX)
    row = {"id": layout_id, "titel": present[layout_id].titel, "toml": "", "actor": named(actor)}
    return _record(core, {**row, "note": why}, "layout intrekken")


def history(core: Core) -> list[StoredLayout]:
    """Return every layout ever kept or withdrawn, oldest first."""
    return [StoredLayout(**row) for row in core.rows(tables.layouts)]


def current(core: Core) -> list[StoredLayout]:
    """Return the layouts that hold now, by id: of each the newest, without those that were withdrawn."""
    latest = {one.id: one for one in history(core)}
    return [latest[key] for key in sorted(latest) if not latest[key].is_withdrawn]


def _parsed(toml: str) -> Layout:
    if len(toml) > TOML_MAX:
        raise StoreError("Deze layout is te lang; beschrijf één soort bestand per layout.")
    try:
        layout = parse(toml)
    except ValueError as error:  # a TOML error is one, and so is a pydantic error
        raise StoreError(
            f"Deze layout klopt niet en is niet bewaard. Kijk dit na: {_where(error)}."
        ) from error
    _refuse_slow(layout)
    return layout


def _refuse_slow(layout: Layout) -> None:
    """A search that grows without measure would stop the reader at the first long cell."""
    most = pattern_power()
    for text in _texts(layout.model_dump()):
        if text.startswith("re:") and effort(pattern(text).regex) > most:
            raise StoreError(
                f"Deze layout is niet bewaard: patroon {clean(text, 200)} zoekt te lang in lange cellen. "
                "Zet ^ vooraan en gebruik minder herhalingen (+ of *); herhaal niet binnen een herhaling."
            )


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a nest of dicts and lists, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _where(error: ValueError) -> str:
    """Return in Dutch at which key or line a layout is wrong."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        own = str(first["msg"]).removeprefix("Value error, ") if first["type"] == "value_error" else ""
        return clean(f"{'.'.join(map(str, first['loc'])) or 'het geheel'} {own}", 300)
    line = re.search(r"line (\d+)", str(error))
    return f"regel {line[1]} is geen geldige TOML" if line else "de tekst is geen geldige TOML"


def _record(core: Core, row: dict[str, Any], action: str) -> StoredLayout:
    with core.db.write() as connection:
        made = core.append(connection, tables.layouts, row, action, row["id"], row["note"])
    fail("record.committed")
    return StoredLayout(**made)
