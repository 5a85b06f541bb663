"""Where material outside the repository lies; tests that need it skip without it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]


def shared(*parts: str) -> Path | None:
    """Return a path in the shared folder (``MONITOR_SHARED``, else beside us), None when absent."""
    folder = Path(os.environ.get("MONITOR_SHARED") or ROOT.parent / "shared")
    path = folder.joinpath(*parts)
    return path if path.exists() else None
