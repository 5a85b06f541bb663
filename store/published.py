"""Versions as the rest of the house sees them: publish, enter by hand, go back, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.frames import Frames
from model.invoer import Invoer
from store import corrections as corrected
from store import entries, uploads, versions
from store.cache import FrameCache
from store.core import Core, named
from store.entries import Item
from store.errors import (
    BUSY,
    CorrectionMisses,
    EntryMisses,
    MixedExample,
    NothingChanged,
    StaleVersion,
    StoreError,
)
from store.failpoints import fail
from store.frames import join
from store.meanwhile import meanwhile
from store.records import Version
from store.wish import Wish, wish

#: So often an edit is tried again on a version that came in between and did not touch its rows.
TRIES = 50


class Changed(StaleVersion):
    """A row that someone was editing changed: trying again does not help, a person must look."""


class Published:
    """The part of the store for versions."""

    core: Core
    _cache: FrameCache
    _versions: dict[str, Version]

    def publish(  # noqa: PLR0913 - everything that makes a version
        self,
        base: str | None,
        uploads: Sequence[str],
        note: str,
        actor: str,
        key: str | None = None,
        *,
        corrections: Sequence[str] | None = None,
        reasons: Mapping[str, str] | None = None,
        entries: Sequence[Item] | None = None,
    ) -> Version:
        """Make a new version in one transaction.

        Args:
            base: id of the version this was prepared on; None in an empty store.
            uploads: the full ordered list of upload ids of the new version.
            note: what changed, in words.
            actor: typed name, unverified.
            key: idempotency key of the button: a second click gives the version of the first.
            corrections: the full ordered list of correction ids of the new version; None keeps those of base.
            reasons: per fact_key, why a large change is right; kept with the version.
            entries: the full ordered list of what was entered by hand, by id; one that takes the place of
                an entry that no longer fits is given as itself and recorded here. None keeps those of base.

        Raises:
            StaleVersion: someone published since ``base``; carries both.
            NothingChanged: the newest version holds exactly these uploads, corrections and entries.
            CorrectionMisses: a correction does not fit the figures; names every one.
            EntryMisses: what was entered by hand does not fit the rows; names every one.
            MixedExample: example data in a real store.
            StoreError: files that do not go together, no note, no name, disk or database trouble.
        """
        with self.core.db.read() as connection:
            kept = versions.kept_corrections(connection, base) if corrections is None else corrections
            entered = versions.kept_entries(connection, base) if entries is None else entries
        why = corrected.cleaned(reasons)
        return self._publish(wish(base, uploads, kept, note, actor, key, reasons=why, entries=entered))

    def undo(self, to: str, base: str, note: str, actor: str, key: str | None = None) -> Version:
        """Publish uploads, corrections and entries of an earlier version again; raises as ``publish``."""
        found = self.version(to)
        asked = wish(
            base, found.uploads, found.corrections, note, actor, key, found.id, entries=found.entries
        )
        return self._publish(asked)

    def record(
        self, made: Invoer | Sequence[Invoer], base: str, note: str, actor: str, key: str | None = None
    ) -> Version:
        """Record what someone entered by hand, and publish the version that has it, in one transaction.

        When others published since ``base`` and left these objects as they were, it is made on top of the
        newest version by itself: two people who work on two sites do not notice each other.

        Args:
            made: the edits, see ``model/invoer.py``; all of them or none.
            base: id of the version in which the rows were seen.
            note: what changed, in words.
            actor: typed name, unverified.
            key: idempotency key of the button: a second click gives the version of the first.

        Raises:
            StaleVersion: an object changed since ``base``; carries both versions and the difference.
            EntryMisses: an edit does not fit the rows of ``base``; names every one.
            StoreError: personal data, an open row that must be confidential, no note, no name.
        """
        edits = (made,) if isinstance(made, Invoer) else tuple(made)
        if not edits:
            raise StoreError("Er is niets ingevuld; er is niets vastgelegd.")
        try:
            return self._recorded(edits, base, note, actor, key)
        except (StaleVersion, EntryMisses) as error:
            self.core.refuse(named(actor), "invoeren", edits[0].object_id, str(error))
            raise

    def _recorded(
        self, made: tuple[Invoer, ...], base: str, note: str, actor: str, key: str | None
    ) -> Version:
        old = self.version(base)
        for _ in range(TRIES):
            head = self.head() or old
            asked = wish(head.id, head.uploads, head.corrections, note, actor, key)
            asked = replace(asked, entries=(*head.entries, *made), is_rebased=True)
            try:
                if (done := self._clicked(asked)) is not None:
                    return done
                if changed := meanwhile(self.frames(old.id), self.frames(head.id), made):
                    raise Changed(base, head, changed)
                return self._made(asked)
            except Changed:
                raise
            except StaleVersion:
                continue  # another version came in between reading and writing
        raise StoreError(BUSY)

    def head(self) -> Version | None:
        """Return the newest version, None in an empty store."""
        with self.core.db.read() as connection:
            return versions.newest(connection)

    def version(self, version_id: str) -> Version:
        """Return one version; ``UnknownObject`` when there is none."""
        if version_id not in self._versions:
            with self.core.db.read() as connection:
                self._versions[version_id] = versions.get(connection, version_id)
        return self._versions[version_id]

    def versions(self) -> list[Version]:
        """Return all versions, oldest first."""
        with self.core.db.read() as connection:
            ids = versions.ids(connection)
        return [self.version(version_id) for version_id in ids]

    def frames(self, version_id: str) -> Frames:
        """Return all frames of a version, every name present, checked; treat them as read-only.

        Rows that stand in several files are all here: metrics count a fact once and keep its sources.
        """
        version = self.version(version_id)
        return self._cache.get(version.fingerprint, lambda: self._read(version))

    def _publish(self, asked: Wish) -> Version:
        try:
            return self._made(asked)
        except (StaleVersion, NothingChanged, MixedExample, CorrectionMisses, EntryMisses) as error:
            self.core.refuse(named(asked.actor), "publiceren", asked.base or "(leeg)", str(error))
            raise

    def _made(self, asked: Wish) -> Version:
        """Read the frames of the version to be, so that no version can be published that cannot be read.

        What can be said without reading is said first; it is all checked again inside the write lock.
        """
        with self.core.db.read() as connection:
            if same := versions.settled(connection, asked):
                return same
            versions.check_together(self.core, connection, asked.uploads)
            corrected.wanted(connection, asked.corrections)
            entries.wanted(connection, asked.entries)
        fresh = entries.fresh(asked.entries)
        after = self._read(asked) if fresh else self._kept(asked)
        if fresh:
            before = self.frames(asked.base) if asked.base else after
            asked = replace(asked, closed=entries.at_the_door(before, after, fresh))
        fail("publish.checked")
        return versions.publish(self.core, asked)

    def _kept(self, asked: Wish) -> Frames:
        """Return the frames of a version to be that has nothing new in it; they stay for its readers."""
        ids = [str(one) for one in asked.entries]
        with self.core.db.read() as connection:
            fingerprint = versions.fingerprint_of(connection, asked.uploads, asked.corrections, ids)
        return self._cache.get(fingerprint, lambda: self._read(asked))

    def _clicked(self, asked: Wish) -> Version | None:
        """Return the version that an earlier click with this key made."""
        with self.core.db.read() as connection:
            return versions.by_key(connection, asked) if asked.key else None

    def _read(self, asked: Wish | Version) -> Frames:
        """Return the frames of a version that is there or that is to be."""
        with self.core.db.read() as connection:
            parts = [(item, uploads.tables_of(self.core, connection, item)) for item in asked.uploads]
            made = corrected.wanted(connection, asked.corrections)
            regels = entries.wanted(connection, asked.entries)
        return join(parts, made, regels)
