"""Fields of the figures of one value column: constants, cells, words, then the layout's rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from loaders import periods
from loaders.engine.coded import Coded, all_masks, combined
from loaders.engine.text import fits, pattern, simple
from loaders.layout_rows import Regel
from model.rules import rules as dated_rules
from model.schemas import SCHEMAS

DATES = frozenset(n for s in SCHEMAS.values() for n, c in s.columns.items() if c.dtype.startswith("datetime"))
#: Fields whose values come from a closed list in some frame.
CLOSED = frozenset(n for s in SCHEMAS.values() for n, c in s.columns.items() if c.values is not None)


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Block:
    """The figures of one value column, one per data row.

    Attributes:
        rows: indices into the sheet.
        fields: current value per field; dates are Timestamp or None.
        bron: cells as published, per role.
        target: name of the frame, ``weglaten`` or ``weigeren``; ``reason`` says why.
        factor: what the number is multiplied with.
    """

    rows: np.ndarray
    fields: dict[str, Coded]
    bron: Mapping[str, Coded]
    target: Coded
    reason: Coded
    factor: np.ndarray
    unknown_steps: list[str] = field(default_factory=list)

    def get(self, name: str) -> Coded:
        """Return a field, a helper column or a published cell; what does not exist is empty."""
        if name.startswith("bron:"):
            return self.bron.get(name[5:]) or Coded.const("", len(self.rows))
        return self.fields.get(name) or Coded.const("", len(self.rows))


def as_text(value: object) -> str:
    """Return a field's value as the text that conditions look at; a date is ISO, nothing is empty."""
    if value is None or value is pd.NaT:
        return ""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def translate(fields: dict[str, Coded], words: Mapping[str, Mapping[str, str]]) -> dict[str, Coded]:
    """Return the fields with the words of the source replaced by ours."""
    out = dict(fields)
    for name, mapping in words.items():
        if name not in fields:
            continue
        out[name] = fields[name].map(_translator(mapping))
    return out


def _translator(mapping: Mapping[str, str]) -> Callable[[Any], Any]:
    exact = {simple(k): v for k, v in mapping.items() if not k.startswith("re:")}
    searched = [(k, v) for k, v in mapping.items() if k.startswith("re:")]

    def change(value: object) -> object:
        if not isinstance(value, str):
            return value
        plain = exact.get(simple(value))
        if plain is not None:
            return plain
        return next((new for old, new in searched if fits(old, value)), value)

    return change


def apply(block: Block, regels: tuple[Regel, ...]) -> None:
    """Apply the rules from top to bottom; what a rule sent away is not looked at again."""
    for regel in regels:
        tests = [block.get(name).mask(_test(text)) for name, text in regel.als.items()]
        tests += [~block.get(name).mask(_test(text)) for name, text in regel.tenzij.items()]
        mask = all_masks(tests, len(block.rows)) & ~block.target.mask(lambda t: t in {"weglaten", "weigeren"})
        if not mask.any():
            continue
        for name, value in regel.zet.items():
            block.fields[name] = _set(block, mask, name, value, regel)
        if regel.naar:
            block.target = block.target.put(mask, regel.naar)
            block.reason = block.reason.put(mask, regel.reden)
        if regel.factor != 1:
            block.factor = np.where(mask, regel.factor, block.factor)


def _test(text: str) -> Callable[[Any], bool]:
    return lambda value: fits(text, as_text(value))


def _set(block: Block, mask: np.ndarray, name: str, value: str, regel: Regel) -> Coded:
    old = block.get(name)
    if value.startswith("vang:"):
        return old.put_from(mask, _caught(block, regel, value[5:], name))
    if value.startswith("veld:"):
        return old.put_from(mask, block.get(value[5:]))
    if value.startswith(("begin:", "eind:")):
        edge, _, name = value.partition(":")
        return old.put_from(mask, _edge(block, name, "van" if edge == "begin" else "tot"))
    if value.startswith("stap:"):
        step = value[5:]
        return old.put_from(mask, block.get("cyclus").map(lambda code: _step(str(code), step)))
    if value.startswith("tekst:"):
        return old.put_from(mask, _filled_in(block, value[6:]))
    return old.put(mask, constant(name, value))


def _caught(block: Block, regel: Regel, group: str, name: str) -> Coded:
    """Return what a named group of one of the conditions found; an ISO date for a date field."""
    source = next(field for field, text in regel.als.items() if f"(?P<{group}>" in text)
    search = pattern(regel.als[source])

    def catch(value: object) -> object:
        found = search.search(as_text(value))
        return constant(name, found[group]) if found and found[group] else None if name in DATES else ""

    return block.get(source).map(catch)


def _edge(block: Block, name: str, edge: str) -> Coded:
    """Return the first or last day of a period as published, in a cell or outside the table."""
    words = block.bron.get(name) or block.get(name)

    def day(text: object) -> pd.Timestamp | None:
        found = getattr(periods.parse(as_text(text), aard="stroom"), edge)
        return None if found is None else pd.Timestamp(found)

    return words.map(day)


def _filled_in(block: Block, template: str) -> Coded:
    """Return a text with ``{rol}`` replaced by the cell as published."""
    names = [name for name in block.bron if "{" + name + "}" in template]
    if not names:
        return Coded.const(template, len(block.rows))
    return combined([block.bron[name] for name in names], lambda *parts: _inserted(template, names, parts))


def _inserted(template: str, names: list[str], parts: tuple[str, ...]) -> str:
    for name, part in zip(names, parts, strict=True):
        template = template.replace("{" + name + "}", str(part))
    return template


def _step(cyclus: str, step: str) -> pd.Timestamp | None:
    cycle = dated_rules().cycle(cyclus)
    day = cycle.datum(step) if cycle else None
    return None if day is None else pd.Timestamp(day)


def constant(name: str, value: str) -> object:
    """Return a constant in the type of its field: an ISO date for date fields, else text.

    A date as written in a title ("1-12-2024") stays text here; ``loaders.periods`` reads it, never pandas,
    which takes the month first.
    """
    if name in DATES and not value:
        return None
    return pd.Timestamp(value) if name in DATES and _ISO.fullmatch(value) else value
