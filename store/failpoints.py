"""Named places where a test can let the process die or the disk fill; without the variable they do nothing.

``MONITOR_FAILPOINT=publish.inserted`` kills the process at that place, ``publish.inserted=full`` raises the
error of a full disk there, ``publish.inserted@3`` acts on the third passage only.
"""

from __future__ import annotations

import errno
import os
import signal
from collections import Counter

VARIABLE = "MONITOR_FAILPOINT"
#: Every place in the order in which a write passes them; the proof walks this list.
PLACES = (
    "file.written",
    "file.synced",
    "file.renamed",
    "upload.files",
    "upload.begun",
    "upload.row",
    "upload.rows",
    "upload.committed",
    "publish.checked",
    "publish.begun",
    "publish.entered",
    "publish.inserted",
    "publish.listed",
    "publish.corrected",
    "publish.entries",
    "publish.audited",
    "publish.committed",
    "record.row",
    "record.audited",
    "record.committed",
    "erase.row",
    "erase.committed",
    "erase.removed",
    "backup.database",
    "backup.files",
    "backup.manifest",
    "backup.renamed",
    "restore.copied",
    "restore.moved",
    "restore.done",
    "migrate.begun",
    "migrate.step",
    "migrate.done",
)
_passed: Counter[str] = Counter()


def fail(name: str) -> None:
    """Act if the environment names this place; otherwise return at once."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return
    place, _, action = wanted.partition("=")
    place, _, turn = place.partition("@")
    if place != name:
        return
    _passed[name] += 1
    if turn and _passed[name] != int(turn):
        return
    if action == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.kill(os.getpid(), signal.SIGKILL)
