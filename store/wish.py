"""What someone asks to publish, checked as far as that goes without the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from model.invoer import Invoer
from store.core import TEXT_MAX, named, required
from store.entries import Item
from store.errors import StoreError


@dataclass(frozen=True)
class Wish:
    """What someone asks to publish.

    Attributes:
        entries: ids of entries, and entries to record with the version.
        closed: the new entries that are confidential.
        is_rebased: the base was moved by itself to the newest version: an earlier click may have had another.
    """

    base: str | None
    uploads: tuple[str, ...]
    corrections: tuple[str, ...]
    note: str
    actor: str
    key: str | None
    undo_of: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Item, ...] = ()
    closed: frozenset[Invoer] = frozenset()
    is_rebased: bool = False

    @property
    def content(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Item, ...]]:
        """Return what decides the figures."""
        return self.uploads, self.corrections, self.entries


def wish(  # noqa: PLR0913 - the arguments of publish
    base: str | None,
    ids: Sequence[str],
    corrections: Sequence[str],
    note: str,
    actor: str,
    key: str | None,
    undo_of: str | None = None,
    reasons: Mapping[str, str] | None = None,
    entries: Sequence[Item] = (),
) -> Wish:
    """Return a checked request.

    Raises:
        StoreError: no name, no note, no files, or a file twice.
    """
    if not ids:
        raise StoreError("Een versie heeft minstens één bestand.")
    if len(set(ids)) < len(ids):
        raise StoreError("Een bestand staat twee keer in de lijst; een versie bevat elk bestand één keer.")
    text = required(note, "Schrijf een korte toelichting: wat is er veranderd?", TEXT_MAX)
    why = reasons or {}
    return Wish(base, tuple(ids), tuple(corrections), text, named(actor), key, undo_of, why, tuple(entries))
