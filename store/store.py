"""The store as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from loaders.loaded import Loaded
from model.frames import Frames
from model.issue import Issue
from store import chain, upkeep, uploads, versions
from store import corrections as corrected
from store.cache import FrameCache
from store.chain import Head
from store.core import Core, named
from store.errors import CorrectionMisses, MixedExample, NothingChanged, StaleVersion
from store.failpoints import fail
from store.frames import join
from store.recorded import Recorded
from store.records import AuditLine, Upload, Version
from store.versions import Wish


class Store(Recorded):
    """Uploads and versions, kept for ever.

    One object serves all threads of a process; several processes may open the same root. Every method raises
    ``StoreError`` with a Dutch message, and after an error nothing was stored half.
    """

    def __init__(self, core: Core) -> None:
        """Use ``store.open`` instead."""
        self.core = core
        self._cache = FrameCache()
        self._versions: dict[str, Version] = {}  # a version never changes, so each is read once

    @property
    def is_voorbeeld(self) -> bool:
        """Whether everything in this store is fictional."""
        return self.core.is_voorbeeld

    # uploads ------------------------------------------------------------------------------------------------

    def add_upload(
        self,
        content: bytes,
        name: str,
        actor: str,
        loaded: Loaded,
        answers: Mapping[str, Any] | None = None,
    ) -> Upload:
        """Keep a file and the frames read from it; it shows up nowhere until it is published.

        The same bytes that give the same frames are one upload, whoever brings them again. The same bytes
        read otherwise (new layout, other answers) are another reading of it, with its own id.

        Args:
            content: bytes of the file.
            name: its name, shown as text only.
            actor: typed name of who brings it, unverified.
            loaded: what the loaders made of these bytes.
            answers: the analyst's answers that were given to the loaders.

        Raises:
            RefusedUpload: the loaders refused the file.
            ErasedFile: these bytes were erased before.
            StoreError: frames that break their schema, no room, no rights, damage.
        """
        return uploads.add(self.core, content, name, actor, loaded, answers)

    def upload(self, upload_id: str) -> Upload:
        """Return one upload; ``UnknownObject`` when there is none."""
        with self.core.db.read() as connection:
            return uploads.by_id(connection, upload_id)

    def uploads(self, sha256: str | None = None) -> list[Upload]:
        """Return all uploads in order of arrival, or the readings of the file with that hash."""
        with self.core.db.read() as connection:
            return uploads.readings(connection, sha256)

    def original(self, upload_id: str) -> bytes:
        """Return the bytes as uploaded; ``CorruptFile`` or ``ErasedFile`` when they are no longer that."""
        return uploads.original(self.core, upload_id)

    def issues(self, upload_id: str) -> list[Issue]:
        """Return what the loaders found in the file, with cells."""
        return uploads.issues(self.core, upload_id)

    def dropped(self, upload_id: str) -> pd.DataFrame:
        """Return the rows that were left out on purpose: plaats, reden, tekst."""
        return uploads.aside(self.core, upload_id, "dropped")

    def upload_frames(self, upload_id: str) -> Frames:
        """Return the frames of one upload, for a preview before it is published."""
        return self._merged((upload_id,))

    def versions_with(self, upload_id: str) -> list[Version]:
        """Return the versions that hold an upload, oldest first."""
        return [version for version in self.versions() if upload_id in version.uploads]

    def erase(self, upload_id: str, actor: str, reason: str, *, with_frames: bool = False) -> None:
        """Erase the bytes of a file, and the issues and dropped rows that quote it; a tombstone stays.

        Args:
            upload_id: upload; all readings of its bytes are erased with it.
            actor: who.
            reason: why.
            with_frames: also the figures read from it. Versions that hold them can then no longer be read;
                refused while the newest version does.
        """
        upkeep.erase(self.core, upload_id, actor, reason, with_frames=with_frames)
        self._cache.clear()

    # versions -----------------------------------------------------------------------------------------------

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

        Raises:
            StaleVersion: someone published since ``base``; carries both.
            NothingChanged: the newest version holds exactly these uploads and corrections.
            CorrectionMisses: a correction does not fit the figures; names every one.
            MixedExample: example data in a real store.
            StoreError: files that do not go together, no note, no name, disk or database trouble.
        """
        with self.core.db.read() as connection:
            kept = versions.kept_corrections(connection, base) if corrections is None else corrections
        why = corrected.cleaned(reasons)
        return self._publish(versions.wish(base, uploads, kept, note, actor, key, reasons=why))

    def undo(self, to: str, base: str, note: str, actor: str, key: str | None = None) -> Version:
        """Publish the uploads and corrections of an earlier version again; raises as ``publish``."""
        found = self.version(to)
        asked = versions.wish(base, found.uploads, found.corrections, note, actor, key, undo_of=found.id)
        return self._publish(asked)

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
        return self._cache.get(
            version.fingerprint, lambda: self._corrected(version.uploads, version.corrections)
        )

    # history, upkeep -------------------------------------------------------------------------------

    def audit(self, most: int = 500) -> list[AuditLine]:
        """Return the newest audit lines, newest first."""
        return self.core.audit(most)

    def audit_head(self) -> Head:
        """Return the end of the audit; who keeps it elsewhere can prove that no line was taken off since."""
        with self.core.db.read() as connection:
            return chain.head(connection)

    def verify(self, expected: Head | None = None) -> list[Issue]:
        """Re-hash everything, check database, audit and versions; an empty list means whole.

        Args:
            expected: an ``audit_head`` of before, kept outside the store; finds lines taken off the end.
        """
        return upkeep.verify(self.core, expected)

    def sweep(self) -> list[str]:
        """Remove files that a crash left without a row, after a day; return their names."""
        return upkeep.sweep(self.core)

    def close(self) -> None:
        """Give all connections back."""
        self.core.db.close()

    # inside ------------------------------------------------------------------------------------------------

    def _publish(self, asked: Wish) -> Version:
        try:
            return self._check(asked) or versions.publish(self.core, asked)
        except (StaleVersion, NothingChanged, MixedExample, CorrectionMisses) as error:
            self.core.refuse(named(asked.actor), "publiceren", asked.base or "(leeg)", str(error))
            raise

    def _check(self, asked: Wish) -> Version | None:
        """Read the frames of the version to be, so that no version can be published that cannot be read.

        What can be said without reading is said first; it is all checked again inside the write lock.
        """
        with self.core.db.read() as connection:
            if same := versions.settled(connection, asked):
                return same
            versions.check_together(self.core, connection, asked.uploads)
            corrected.wanted(connection, asked.corrections)
            fingerprint = versions.fingerprint_of(connection, asked.uploads, asked.corrections)
        self._cache.get(fingerprint, lambda: self._corrected(asked.uploads, asked.corrections))
        fail("publish.checked")
        return None

    def _merged(self, ids: Sequence[str]) -> Frames:
        with self.core.db.read() as connection:
            parts = [(item, uploads.tables_of(self.core, connection, item)) for item in ids]
        return join(parts)

    def _corrected(self, ids: Sequence[str], corrections: Sequence[str]) -> Frames:
        if not corrections:
            return self._merged(ids)
        with self.core.db.read() as connection:
            parts = [(item, uploads.tables_of(self.core, connection, item)) for item in ids]
            made = corrected.wanted(connection, corrections)
        return join(parts, made)
