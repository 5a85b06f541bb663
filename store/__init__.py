"""The store: uploads and versions that never change, on one disk or in PostgreSQL.

>>> import store                                              # doctest: +SKIP
>>> monitor = store.open()                                    # doctest: +SKIP
>>> monitor.frames(monitor.head().id)["cijfers"]              # doctest: +SKIP
"""

from store.accepting import accept, parts
from store.errors import (
    CorrectionMisses,
    CorruptFile,
    EntryMisses,
    ErasedFile,
    MixedExample,
    NothingChanged,
    RefusedUpload,
    StaleVersion,
    StoreError,
    UnknownObject,
)
from store.opening import data_root
from store.opening import open_store as open
from store.records import (
    Alias,
    AuditLine,
    Preference,
    StoredCorrection,
    StoredDecision,
    StoredEntry,
    StoredLayout,
    StoredStep,
    Upload,
    Version,
)
from store.shipped import Proposal, open_example, proposal, seed
from store.store import Store

__all__ = [
    "Alias",
    "AuditLine",
    "CorrectionMisses",
    "CorruptFile",
    "EntryMisses",
    "ErasedFile",
    "MixedExample",
    "NothingChanged",
    "Preference",
    "Proposal",
    "RefusedUpload",
    "StaleVersion",
    "Store",
    "StoreError",
    "StoredCorrection",
    "StoredDecision",
    "StoredEntry",
    "StoredLayout",
    "StoredStep",
    "UnknownObject",
    "Upload",
    "Version",
    "accept",
    "data_root",
    "open",
    "open_example",
    "parts",
    "proposal",
    "seed",
]
