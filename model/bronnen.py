"""The frame ``bronnen``: one row is one published source as it reached us."""

from __future__ import annotations

import hashlib

from model.frames import DATE, FLAG, TEXT, Column, Schema

COLUMNS = {
    "bron_id": Column(TEXT, "key, see bron_id()", required=True),
    "uitgever": Column(TEXT, "who published it"),
    "titel": Column(TEXT, "title of the publication"),
    "url": Column(TEXT, "address of the publication"),
    "gepubliceerd_op": Column(DATE, "date of publication"),
    "geraadpleegd_op": Column(DATE, "date it was read"),
    "bestand": Column(TEXT, "name of the file it came in", required=True),
    "sha256": Column(TEXT, "hash of that file's bytes", required=True),
    "licentie": Column(TEXT, "licence"),
    "upload_id": Column(TEXT, "upload in the store; empty before storing"),
    "layout_id": Column(TEXT, "layout that recognised it"),
    "is_voorbeeld": Column(FLAG, "fictional example data"),
}

SCHEMA = Schema(name="bronnen", doc="One row is one source", columns=COLUMNS, key=("bron_id",))
check = SCHEMA.check


def bron_id(sha256: str, url: str = "") -> str:
    """Return the key of a source: the same file and address always give the same key.

    >>> bron_id("ab" * 32)
    'abababababab-e3b0c442'
    """
    return f"{sha256[:12]}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
