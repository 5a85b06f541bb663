"""What loading a file gives: frames, issues, what was left out, and where it all came from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from model import schemas
from model.frames import Frames
from model.issue import Issue
from model.lijsten import Lezen, Uitkomst


@dataclass
class Provenance:
    """How a file was read and recognised.

    ``rows_in`` is always the sum of ``rows_taken``, ``rows_dropped`` and ``rows_refused``.
    """

    name: str
    sha256: str
    size: int
    kind: str = ""
    layout_id: str = ""
    layout_title: str = ""
    sheets: list[str] = field(default_factory=list)
    rows_in: int = 0
    rows_taken: int = 0
    rows_dropped: int = 0
    rows_refused: int = 0
    lezen: Lezen = Lezen.GEWEIGERD
    uitkomst: Uitkomst = Uitkomst.GEWEIGERD

    def as_dict(self) -> dict[str, Any]:
        """Return the fields with plain values, for JSON."""
        return {
            key: str(value) if isinstance(value, Lezen | Uitkomst) else value
            for key, value in asdict(self).items()
        }


def no_rows() -> pd.DataFrame:
    """Return the empty frame of rows that were left out: plaats, reden, tekst."""
    return dropped_frame([])


def dropped_frame(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    """Return rows that were left out as a frame: plaats, reden, tekst (str)."""
    return pd.DataFrame(rows, columns=["plaats", "reden", "tekst"]).astype("str")


@dataclass
class Loaded:
    """A file after reading and recognising.

    Attributes:
        frames: by name, each valid for its schema; empty when the file was refused.
        issues: everything to say about it, in the order of the file.
        dropped: rows left out: plaats, reden, tekst.
        provenance: name, hash, layout, counts, outcome.
    """

    frames: Frames
    issues: list[Issue]
    dropped: pd.DataFrame
    provenance: Provenance

    @property
    def is_refused(self) -> bool:
        """Return whether nothing of the file may be used."""
        return self.provenance.uitkomst is Uitkomst.GEWEIGERD

    def frame(self, name: str) -> pd.DataFrame:
        """Return a frame by name, empty when the file has none."""
        return self.frames[name] if name in self.frames else schemas.empty(name)
