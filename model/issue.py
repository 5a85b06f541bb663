"""One problem or remark about a file, with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from model.lijsten import Ernst


class Issue(BaseModel):
    """A finding that an analyst can act on.

    Attributes:
        bron: name of the file or frame it is about.
        plaats: cell or range (``Blad1!F27``); empty when it is about the whole file.
        code: stable kebab-case code, so that tests and help pages can point at it.
        ernst: ``fout`` refuses a row or file, ``waarschuwing`` must be seen, ``melding`` informs.
        tekst: Dutch sentence that says what is wrong and what to do.
        aantal: how many times the same thing was found, when it is reported once for many cells.
        vraag: name under which an answer is given when the file is read again; empty when nothing is asked.
        keuzes: possible answers to it, each with its Dutch label.
    """

    model_config = ConfigDict(frozen=True)

    bron: str
    plaats: str = ""
    code: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    ernst: Ernst
    tekst: str = Field(min_length=1)
    aantal: int = Field(default=1, ge=1)
    vraag: str = ""
    keuzes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return one line as printed by ``python -m loaders``."""
        place = f" {self.plaats}" if self.plaats else ""
        return f"{self.bron}{place} [{self.code}] {self.tekst}"


def worst(issues: Iterable[Issue]) -> Ernst | None:
    """Return the most serious ``ernst`` among the issues, or None when there are none."""
    order = (Ernst.FOUT, Ernst.WAARSCHUWING, Ernst.MELDING)
    found = {issue.ernst for issue in issues}
    return next((ernst for ernst in order if ernst in found), None)
