"""The store as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from loaders.loaded import Loaded
from model.frames import Frames
from model.issue import Issue
from store import chain, upkeep, uploads
from store.cache import FrameCache
from store.chain import Head
from store.core import Core
from store.frames import Tables, join
from store.published import Published
from store.recorded import Recorded
from store.records import AuditLine, Upload, Version


class Store(Published, Recorded):
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
        return join(self.upload_tables([upload_id]))

    def upload_tables(self, ids: Sequence[str]) -> list[tuple[str, Tables]]:
        """Return uploads as they lie on the disk, for ``store.frames.join``: a preview of a version."""
        with self.core.db.read() as connection:
            return [(item, uploads.tables_of(self.core, connection, item)) for item in ids]

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
