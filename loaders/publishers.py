"""The frame ``bronnen`` of one file: one row per address that its figures name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from loaders.layouts import Layout
from loaders.loaded import Provenance
from model import schemas
from model.frames import Frames

FILE = Path(__file__).parents[1] / "data" / "reference" / "uitgevers.toml"
_ADDRESS = re.compile(r"https?://[^\s|]+")


@cache
def names(path: Path = FILE) -> Mapping[str, str]:
    """Return publisher by host (without www)."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["uitgevers"]


def publisher(url: str) -> str:
    """Return who publishes at an address: the known name of the host, else the host itself.

    >>> publisher("https://www.coa.nl/nl/lijst"), publisher("geen adres")
    ('COA', '')
    """
    found = _ADDRESS.search(url)
    if not found:
        return ""
    host = (urlsplit(found[0]).hostname or "").removeprefix("www.")
    parts = host.split(".")
    for start in range(len(parts) - 1):
        if name := names().get(".".join(parts[start:])):
            return name
    return host


def bronnen(frames: Frames, urls: Mapping[str, str], layout: Layout, origin: Provenance) -> pd.DataFrame:
    """Return the sources of the frames (schema ``bronnen``).

    Args:
        frames: frames with a bron_id.
        urls: address text as published, by bron_id. Several addresses in one text are one source; the first
            is its ``url``, the whole text is in its title. A text without an address is the title.
        layout: gives publisher, licence and title where the address gives none.
        origin: the file.
    """
    used = sorted({key for frame in frames.values() for key in frame["bron_id"].unique()})
    rows = [_row(key, urls.get(key, ""), layout, origin) for key in used]
    return schemas.conform("bronnen", pd.DataFrame(rows))


def _row(key: str, text: str, layout: Layout, origin: Provenance) -> dict[str, object]:
    addresses = _ADDRESS.findall(text)
    extra = ""
    if len(addresses) > 1:
        extra = f" (ook: {', '.join(addresses[1:])})"
    elif text and not addresses:
        extra = f" ({text})"
    return {
        "bron_id": key,
        "uitgever": publisher(text) or layout.uitgever,
        "titel": layout.titel + extra,
        "url": addresses[0] if addresses else layout.url,
        "bestand": origin.name,
        "sha256": origin.sha256,
        "licentie": layout.licentie,
        "layout_id": layout.id,
    }
