"""What a newer release offers, taken over by a person as a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.entries import Item
from store.frames import Tables, tables_of
from store.records import Version
from store.shipped import ACTOR, ORIGIN, Proposal, shipping
from store.store import Store


def accept(  # noqa: PLR0913 - what makes a version
    store: Store,
    offer: Proposal,
    actor: str,
    note: str,
    key: str | None = None,
    entries: Sequence[Item] | None = None,
) -> Version:
    """Publish a proposal: changed files take the place of their older edition, new ones come last.

    Args:
        store: the store.
        offer: what was proposed.
        actor: typed name.
        note: what changed.
        key: idempotency key of the button.
        entries: what was entered by hand, where something no longer fits; see ``Store.publish``.

    Raises:
        StaleVersion: someone published since the proposal was made.
        CorrectionMisses: an analyst corrected the older edition of a file that changes.
        EntryMisses: someone changed a row of it by hand, and that no longer fits.
    """
    quiet = shipping(store)
    added = {i.name: quiet.add_upload(i.content, i.name, ACTOR, i.loaded).id for i in offer.files}
    for item in offer.fresh:
        quiet.add_correction(item, ACTOR)
    uploads_ = _places(store, offer, added)
    return store.publish(
        offer.base.id, uploads_, note, actor, key, corrections=offer.corrections, entries=entries
    )


def parts(store: Store, offer: Proposal) -> list[tuple[str, Tables]]:
    """Return the frames of the version that a proposal would make, file by file; nothing is stored."""
    fresh = {item.name: tables_of(item.loaded.frames) for item in offer.files}
    listed = _places(store, offer, {name: name for name in fresh})
    kept = dict(store.upload_tables([one for one in listed if one not in fresh]))
    return [(one, fresh[one] if one in fresh else kept[one]) for one in listed]


def _places(store: Store, offer: Proposal, added: Mapping[str, str]) -> list[str]:
    """Return the uploads of a proposal in order; a file that changes stands where its older edition stood."""
    uploads = map(store.upload, offer.base.uploads)
    ours = {upload.id: upload.name for upload in uploads if upload.origin == ORIGIN}
    kept = (added.get(ours.get(one, ""), one) for one in offer.base.uploads)
    return list(dict.fromkeys([*kept, *added.values()]))
