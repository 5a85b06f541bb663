"""What the store hands out: uploads, versions, what people recorded, audit lines. All are read-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from model.aanlevering import Stap
from model.correctie import Correctie
from model.invoer import Invoer
from model.invoer_vouwen import Regel
from model.lijsten import Uitkomst
from model.signaalbesluit import Signaalbesluit


@dataclass(frozen=True)
class Upload:
    """One file as it was read once: the bytes, who brought them, and what the loaders made of them.

    Attributes:
        id: 16 hex digits of the bytes, a dash, 8 hex digits of the frames read from them.
        number: order of arrival; the clock may jump, this does not.
        actor: name as typed; ``is_verified`` tells whether a login stands behind it.
        uitkomst: aanvaard or gewaarschuwd.
        origin: where the write came from: ``app``, ``meegeleverd`` …
        frames: rows per frame.
        issues: number of issues per ``ernst``; the issues themselves: ``Store.issues``.
        is_erased: the original bytes were erased; ``frames_erased``: its frames as well.
    """

    id: str
    number: int
    sha256: str
    name: str
    size: int
    actor: str
    is_verified: bool
    created_at: datetime
    layout_id: str
    layout_titel: str
    uitkomst: Uitkomst
    origin: str
    is_voorbeeld: bool
    frames: Mapping[str, int]
    issues: Mapping[str, int]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    is_erased: bool = False
    frames_erased: bool = False


@dataclass(frozen=True)
class Version:
    """An ordered list of uploads, published with a note; it reads the same for ever.

    Attributes:
        id: ``v3-1a2b3c4d``: number and start of the fingerprint.
        parent: id of the version before it, None for the first.
        fingerprint: hash of the ordered uploads and their frames: the cache key.
        undo_of: id of the version whose uploads and corrections were restored, else None.
        corrections: ids of the corrections that are made in it, in order.
        entries: ids of what was entered by hand, in the order in which it is made after the corrections.
    """

    id: str
    number: int
    parent: str | None
    created_at: datetime
    actor: str
    is_verified: bool
    note: str
    uploads: tuple[str, ...]
    fingerprint: str
    is_voorbeeld: bool
    origin: str
    undo_of: str | None = None
    corrections: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preference:
    """A recorded choice between sources that contradict each other; an empty ``bron_id`` withdraws it."""

    number: int
    fact_key: str
    bron_id: str
    actor: str
    reason: str
    created_at: datetime


@dataclass(frozen=True)
class StoredLayout:
    """A layout that an analyst made for a kind of file; an empty ``toml`` withdraws it."""

    number: int
    id: str
    titel: str
    toml: str
    actor: str
    note: str
    created_at: datetime

    @property
    def is_withdrawn(self) -> bool:
        """Return whether this row ends the layout."""
        return not self.toml


@dataclass(frozen=True)
class Alias:
    """What a spelling in a file means, as an analyst decided; an empty ``code`` withdraws it."""

    number: int
    spelling: str
    code: str
    actor: str
    reason: str
    created_at: datetime


@dataclass(frozen=True)
class StoredCorrection:
    """A correction as it was recorded; versions name it by its id, see ``model/correctie.py``."""

    number: int
    id: str
    correctie: Correctie
    actor: str
    created_at: datetime


@dataclass(frozen=True)
class StoredStep:
    """A step of an objection as it was recorded.

    Attributes:
        bezwaar: id of the objection, given by the store when the step began a new one.
        stap: the step, its ``bezwaar`` filled in.
    """

    number: int
    bezwaar: str
    stap: Stap
    actor: str
    created_at: datetime


@dataclass(frozen=True)
class StoredEntry:
    """What someone entered by hand, as it was recorded together with a version that has it.

    Attributes:
        id: ``i12-`` and the start of a hash of all it says.
        is_vertrouwelijk: the object was confidential before or after it: nothing of it is shown.
        versies: numbers of the versions that have it; empty when that was not asked.
    """

    number: int
    id: str
    invoer: Invoer
    actor: str
    created_at: datetime
    is_vertrouwelijk: bool = False
    versies: tuple[int, ...] = ()

    @property
    def regel(self) -> Regel:
        """Return it as the frames are made with."""
        return Regel(self.number, self.invoer, self.created_at.date(), self.is_vertrouwelijk)


@dataclass(frozen=True)
class StoredDecision:
    """A decision about a signal as it was recorded; the last one about a signal holds."""

    number: int
    besluit: Signaalbesluit
    actor: str
    created_at: datetime


@dataclass(frozen=True)
class AuditLine:
    """One write or refused attempt: who did what to which object, from where, with what result.

    Attributes:
        hash: of the line before it and of this line; a changed, moved or missing line breaks the chain.
    """

    number: int
    created_at: datetime
    actor: str
    origin: str
    action: str
    object: str
    result: str
    reason: str
    hash: str = ""
