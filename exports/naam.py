"""File names of downloads: what it is, which version, and VOORBEELD when the figures are made up."""

from __future__ import annotations

import re
import unicodedata

from charts.kader import Kader


def bestandsnaam(onderwerp: str, kader: Kader, soort: str) -> str:
    """Return a file name of plain letters, digits and hyphens.

    >>> from charts.kader import Kader
    >>> kader = Kader("T", "o", "plekken", "b", None, "12 (3 november 2026)", voorbeeld=True)
    >>> bestandsnaam("Zekerheid, Noord-Limburg", kader, "png")
    'VOORBEELD_zekerheid-noord-limburg_versie-12-3-november-2026.png'
    """
    start = "VOORBEELD_" if kader.voorbeeld else ""
    return f"{start}{_plain(onderwerp)}_versie-{_plain(kader.versie)}.{_plain(soort)}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "figuur"
