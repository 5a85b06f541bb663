"""What a backup holds: every file with its hash, and which version and audit line it ends with."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from store.chain import Head
from store.errors import StoreError, dutch
from store.files import sync

NAME, DATABASE = "manifest.json", "monitor.sqlite"
FORMAT = 1
_FILE = r"^(monitor\.sqlite|(uploads|frames)/[0-9a-f]{2}/[0-9a-f]{64})$"


class Bestand(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naam: str = Field(pattern=_FILE)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    grootte: int = Field(ge=0)


class Manifest(BaseModel):
    """A backup in figures.

    Attributes:
        formaat: of this file.
        gemaakt_op: moment in UTC, ISO.
        schema_: revision of the database.
        soort: ``echt`` or ``voorbeeld``.
        versie: id of the newest version, empty in a store without one.
        vingerafdruk: its fingerprint.
        logboek_regels, logboek_kop: length of the audit and hash of its last line; kept outside the store
            they prove that no line was taken off since.
        bestanden: everything else in the folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    formaat: int = FORMAT
    gemaakt_op: str
    schema_: str = Field(alias="schema")
    soort: str
    versie: str = ""
    vingerafdruk: str = ""
    logboek_regels: int
    logboek_kop: str
    bestanden: tuple[Bestand, ...]

    @field_validator("bestanden")
    @classmethod
    def _has_database(cls, value: tuple[Bestand, ...]) -> tuple[Bestand, ...]:
        if DATABASE not in {item.naam for item in value}:
            raise ValueError("de database ontbreekt")
        return value

    @property
    def head(self) -> Head:
        """Return the end of the audit at the moment of the backup."""
        return Head(self.logboek_regels, self.logboek_kop)

    @property
    def size(self) -> int:
        """Return how many bytes all files are together."""
        return sum(item.grootte for item in self.bestanden)

    def write(self, folder: Path) -> None:
        """Write it into the folder; it has reached the disk when this returns."""
        text = self.model_dump_json(by_alias=True, indent=1)
        with (folder / NAME).open("x", encoding="utf-8") as handle:
            handle.write(text + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        sync(folder)


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup.

    Raises:
        StoreError: there is none, it is damaged, or it was made by newer software.
    """
    path = folder / NAME
    if not path.is_file():
        raise StoreError(f"In {folder} staat geen reservekopie: {NAME} ontbreekt.")
    with dutch():
        text = path.read_text("utf-8", errors="replace")
    try:
        found = Manifest.model_validate_json(text)
    except ValueError as error:
        raise StoreError(
            f"{NAME} in {folder} is beschadigd of van een nieuwere versie van de monitor; gebruik een andere "
            "reservekopie of werk de software bij."
        ) from error
    if found.formaat != FORMAT:
        raise StoreError("Deze reservekopie is gemaakt met een nieuwere versie van de monitor.")
    return found


def check(folder: Path, manifest: Manifest) -> None:
    """Re-hash every file of a backup.

    Raises:
        StoreError: files that are gone or changed, the first named and the others counted.
    """
    wrong = [item.naam for item in manifest.bestanden if _hash(folder / item.naam) != item.sha256]
    if wrong:
        more = f" (en nog {len(wrong) - 1})" if len(wrong) > 1 else ""
        raise StoreError(
            f"De reservekopie is niet heel: {wrong[0]}{more} ontbreekt of is beschadigd. Er is niets "
            "teruggezet; gebruik een andere reservekopie."
        )


def _hash(path: Path) -> str:
    if not path.is_file():
        return ""
    with dutch(), path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
