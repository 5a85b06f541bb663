"""Files under the hash of their bytes: written once, never changed, checked on every read."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from store.errors import CorruptFile, StoreError, dutch
from store.failpoints import fail

TEMP = ".tmp-"
#: Room that must be left beside the bytes themselves: database, journal, frames.
SPARE = 32 * 1024 * 1024
DAY = 86_400


class Files:
    """A folder with content-addressed files, ``ab/abcdef…``."""

    def __init__(self, root: Path) -> None:
        """Use (and make) the folder."""
        self.root = root
        with dutch():
            _make(root)

    def path(self, sha256: str) -> Path:
        """Return where the bytes of that hash stand or would stand."""
        return self.root / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Store bytes and return their hash; when it returns they have reached the disk.

        Raises:
            StoreError: disk full or not writable; no half file is left under the hash.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        with dutch():
            _make(target.parent)
            if not _holds(target, sha256):
                _write(target, content)
            sync(target.parent)
            fail("file.renamed")
        return sha256

    def get(self, sha256: str, what: str) -> bytes:
        """Return bytes after checking their hash.

        Args:
            sha256: hash they were stored under.
            what: name of the file for the error message.

        Raises:
            CorruptFile: gone or changed.
        """
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise CorruptFile(
                f"{what} ontbreekt in de opslag ({sha256[:12]}). Zet een reservekopie terug."
            ) from error
        except OSError as error:
            raise StoreError(f"{what} kan niet worden gelezen: {error.strerror}.") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CorruptFile(
                f"{what} is beschadigd: de inhoud past niet meer bij het kenmerk {sha256[:12]}. "
                "Er worden geen cijfers getoond. Zet een reservekopie terug."
            )
        return content

    def has(self, sha256: str) -> bool:
        """Return whether there is a file under that hash."""
        return self.path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Remove a file for good; nothing happens when it is gone already."""
        with dutch():
            target = self.path(sha256)
            target.unlink(missing_ok=True)
            if target.parent.is_dir():
                sync(target.parent)

    def strays(self, known: set[str], now: float | None = None) -> Iterator[Path]:
        """Yield files of more than a day old that no row knows: left by a crash between file and row."""
        limit = (time.time() if now is None else now) - DAY
        for path in self.root.glob("*/*"):
            if path.name not in known and path.is_file() and path.stat().st_mtime < limit:
                yield path


def require_room(root: Path, size: int) -> None:
    """Refuse before anything is written when the disk cannot hold it.

    Raises:
        StoreError: less room than the bytes, their frames and a journal need.
    """
    if shutil.disk_usage(root).free < 3 * size + SPARE:
        raise StoreError("Er is te weinig ruimte op de schijf; er is niets opgeslagen. Maak ruimte vrij.")


def _make(folder: Path) -> None:
    """Make a folder and let its entry reach the disk."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        _make(folder.parent)
    folder.mkdir(exist_ok=True)
    sync(folder.parent)


def _holds(target: Path, sha256: str) -> bool:
    """Return whether the file is there and whole; a damaged one is written anew."""
    if not target.is_file() or hashlib.sha256(target.read_bytes()).hexdigest() != sha256:
        return False
    os.utime(target)
    return True


def _write(target: Path, content: bytes) -> None:
    temp = target.with_name(f"{TEMP}{secrets.token_hex(8)}")
    try:
        with temp.open("xb") as handle:
            handle.write(content)
            handle.flush()
            fail("file.written")
            os.fsync(handle.fileno())
        fail("file.synced")
        temp.replace(target)
    except BaseException:
        temp.unlink(missing_ok=True)
        raise


def sync(folder: Path) -> None:
    """Return when a folder or file has reached the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
