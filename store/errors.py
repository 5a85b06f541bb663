"""What can go wrong in the store, in words that a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

if TYPE_CHECKING:
    from model.correctie import Misser
    from model.invoer_toepassen import Misser as InvoerMisser
    from store.records import Version

FULL = "De schijf is vol, er is niets opgeslagen. Maak ruimte vrij en probeer het opnieuw."
FULL_OR_BROKEN = (
    "De schijf is vol of geeft een fout, er is niets opgeslagen. Maak ruimte vrij en probeer het opnieuw; "
    "helpt dat niet, vraag dan de beheerder."
)
READ_ONLY = (
    "De map met gegevens is niet beschrijfbaar, er is niets opgeslagen. "
    "Vraag de beheerder om schrijfrechten op MONITOR_DATA."
)
BUSY = "De opslag is bezet door een andere bewerking, er is niets opgeslagen. Probeer het zo opnieuw."
BROKEN = "De opslag geeft een fout, er is niets opgeslagen. Vraag de beheerder het logboek te bekijken."
DAMAGED = "Het gegevensbestand is beschadigd. Zet een reservekopie terug; er wordt niets getoond of bewaard."


class StoreError(RuntimeError):
    """The store could not do what was asked; the message is Dutch and nothing was stored half."""


class StaleVersion(StoreError):  # noqa: N818 - the name the design gives it
    """Someone published since this change was begun.

    Attributes:
        base: id of the version the change was based on, or None.
        head: the version that is now the newest.
        difference: what became of the rows that someone was editing, a Dutch sentence each; empty when the
            change was not about rows.
    """

    def __init__(self, base: str | None, head: Version | None, difference: Sequence[str] = ()) -> None:
        """Say which version came in between, by whom, and what it changed."""
        self.base = base
        self.head = head
        self.difference = tuple(difference)
        who = f" ({head.actor} publiceerde versie {head.number})" if head else ""
        super().__init__(
            f"Er is intussen een nieuwere versie{who}. {' '.join([*self.difference, ''])}"
            "Bekijk het verschil en publiceer daarna opnieuw."
        )


class NothingChanged(StoreError):  # noqa: N818
    """The new version would hold exactly the files of the newest one.

    Attributes:
        head: the newest version.
    """

    def __init__(self, head: Version) -> None:
        """Name the version that already holds them."""
        self.head = head
        super().__init__(f"Versie {head.number} bevat precies deze bestanden al; er is niets te publiceren.")


class CorrectionMisses(StoreError):  # noqa: N818
    """Corrections of the version to be do not fit its figures: nothing is published.

    Attributes:
        misses: each correction that does not apply, with why.
    """

    def __init__(self, misses: Sequence[Misser]) -> None:
        """Name every one of them."""
        self.misses = tuple(misses)
        lines = [
            f"{miss.correctie.id} ({miss.correctie.bron_cel}, {miss.correctie.veld}): {miss.tekst}"
            for miss in misses
        ]
        first = "Een correctie past niet" if len(lines) == 1 else f"{len(lines)} correcties passen niet"
        super().__init__(
            f"{first} bij deze cijfers, er is niets gepubliceerd. {'; '.join(lines)}. "
            "Kijk het cijfer na. Publiceer zonder deze correctie, of leg een nieuwe vast die past."
        )


class EntryMisses(StoreError):  # noqa: N818
    """What was entered by hand does not fit the rows of the version to be: nothing is published.

    Attributes:
        misses: each edit that does not apply, with why.
    """

    def __init__(self, misses: Sequence[InvoerMisser]) -> None:
        """Name every one of them; of a confidential row nothing but the number of the edit."""
        self.misses = tuple(misses)
        lines = [
            f"{miss.regel.cel} (vertrouwelijk)"
            if miss.regel.is_vertrouwelijk
            else f"{miss.regel.cel} ({miss.regel.invoer.object_id}): {miss.tekst}"
            for miss in misses
        ]
        first = "Invoer met de hand past" if len(lines) == 1 else f"{len(lines)} keer past invoer met de hand"
        is_new = all(miss.regel.nummer == 0 for miss in misses)
        what = "Laat die invoer vervallen of leg haar opnieuw vast."
        if is_new:
            what = "Kijk de rij na en vul haar opnieuw in."
        super().__init__(
            f"{first} niet bij deze gegevens, er is niets gepubliceerd. {'; '.join(lines)}. {what}"
        )


class CorruptFile(StoreError):  # noqa: N818
    """Stored bytes no longer have the hash they were stored under."""


class ErasedFile(StoreError):  # noqa: N818
    """The bytes were erased on purpose; a tombstone says who and why."""


class RefusedUpload(StoreError):  # noqa: N818
    """A file that the loaders refuse is not stored as data."""


class UnknownObject(StoreError):  # noqa: N818
    """There is no upload or version of that id."""


class MixedExample(StoreError):  # noqa: N818
    """Example data and real data never share a store."""


def explain(error: Exception) -> StoreError:
    """Return the Dutch error for a failure of disk or database."""
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return StoreError(FULL)
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return StoreError(READ_ONLY)
        return StoreError(BROKEN)
    text = str(error).lower()
    for part, message in (
        ("disk is full", FULL),
        ("no space left", FULL),
        ("disk i/o error", FULL_OR_BROKEN),
        ("readonly", READ_ONLY),
        ("read-only", READ_ONLY),
        ("unable to open", READ_ONLY),
        ("locked", BUSY),
        ("timeout", BUSY),
        ("malformed", DAMAGED),
        ("not a database", DAMAGED),
    ):
        if part in text:
            return StoreError(message)
    return StoreError(BROKEN)


@contextmanager
def dutch() -> Iterator[None]:
    """Turn failures of disk and database into a StoreError; the cause stays attached for the log."""
    try:
        yield
    except (OSError, DBAPIError, PoolTimeout) as error:
        raise explain(error) from error
