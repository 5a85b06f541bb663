"""What may not come in: personal data, and files that mix confidential with public.

A file is confidential when three things say so together: its name (``VERTROUWELIJK_…``), its measures and
its rows. Any other mixture is refused here, with the cells. A file that agrees is read like any other; all
its rows carry ``is_vertrouwelijk``, and ``metrics.disclosure.release`` shows nothing of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from loaders.engine import persons
from loaders.engine.issues import Findings
from model.frames import Frames
from model.grid import Workbook
from model.lijsten import Ernst
from model.taal import meervoud

RULES = Path(__file__).parents[2] / "data" / "rules" / "vertrouwelijk.toml"
_CELLS = 20
_PERSONAL = (
    "Hier lijkt {} te staan. Persoonsgegevens horen niet in de monitor: het hele bestand is geweigerd en "
    "niets ervan is bewaard. Haal de kolom weg, ook op een verborgen blad, en lever het bestand opnieuw aan."
)
_OPEN_ROWS = (
    "Dit bestand heet {begin}…, maar in {aantal} staat dat zij openbaar zijn. Een bestand is helemaal "
    "vertrouwelijk of helemaal niet: splits het in twee bestanden."
)
_OPEN_FIGURES = (
    "Dit bestand heet {begin}…, maar in {aantal} staat een cijfer dat nooit vertrouwelijk is, zoals een "
    "vastgestelde opgave of een inwonertal. Zet die cijfers in een gewoon bestand, of haal ze weg."
)
_NAME = (
    "De naam van dit bestand noemt vertrouwelijk, maar begint niet met {begin}. Is het vertrouwelijk, laat "
    "de naam dan zo beginnen. Is het openbaar, haal dat woord dan uit de naam."
)
_CLOSED_ROWS = (
    "Bij {aantal} staat dat zij vertrouwelijk zijn, maar het bestand heet niet {begin}…. Zet die rijen in "
    "een eigen bestand met die naam, of haal de markering weg."
)
_MUST = (
    "Wat in {aantal} staat mag niet in een open bestand: {waarom}. Haal het adres weg, of zet de rij in een "
    "eigen bestand dat begint met {begin}."
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rijen(_Part):
    """Rows of a frame, by the words in their columns; empty is all."""

    frame: str
    maat: tuple[str, ...] = ()
    soort_opgave: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    stadium: tuple[str, ...] = ()
    adres: bool = False
    tekst: str = ""
    reden: str = Field(min_length=5)

    def of(self, frame: pd.DataFrame) -> pd.Series:
        """Return which rows of a frame are meant, the address not looked at."""
        mask = pd.Series(True, index=frame.index)
        for column in ("maat", "soort_opgave", "type", "stadium"):
            if words := getattr(self, column):
                mask &= frame[column].isin(words)
        return mask


class Adres(_Part):
    """How an address looks, and in which columns it may stand."""

    kolommen: tuple[str, ...]
    vorm: str


class Vertrouwelijk(_Part):
    """What may and what must be confidential; see ``data/rules/vertrouwelijk.toml``."""

    begin: str = Field(min_length=3)
    lijkt: str
    mag: tuple[Rijen, ...]
    moet: tuple[Rijen, ...]
    adres: Adres


@cache
def rules(path: Path = RULES) -> Vertrouwelijk:
    """Read what is confidential.

    Raises:
        pydantic.ValidationError: a part is missing or misspelt.
    """
    return Vertrouwelijk.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def personal(workbook: Workbook, found: Findings) -> bool:
    """Return whether anything looks like personal data, on any sheet; each column is named once.

    The message never repeats what stands in the file: neither a cell nor a header.
    """
    seen = set()
    for sheet in workbook.sheets:
        for what, place, count in persons.found_in(sheet) if sheet.columns else ():
            if place not in seen:
                seen.add(place)
                found.add("persoonsgegevens", Ernst.FOUT, _PERSONAL.format(what), place, count)
    return bool(seen)


def is_confidential(name: str) -> bool:
    """Return whether a file is named as confidential."""
    return _bare(name).startswith(rules().begin)


def _bare(name: str) -> str:
    return Path(name.replace("\\", "/")).name


def mixed(name: str, marked: Mapping[str, list[str]], found: Findings, frames: Frames | None = None) -> bool:
    """Return whether name, measures and rows of a file disagree about being confidential; each is said.

    Args:
        name: of the file.
        marked: cells of rows marked ``ja`` and of rows marked ``nee``.
        found: gets the issues.
        frames: what was recognised; without it only the name and the marks are compared.
    """
    before = len(found.issues)
    if is_confidential(name):
        _said(marked["nee"], "openbaar-in-vertrouwelijk-bestand", _OPEN_ROWS, found)
        _said(_public_cells(frames or {}), "openbaar-cijfer-in-vertrouwelijk-bestand", _OPEN_FIGURES, found)
        return len(found.issues) > before
    if re.search(rules().lijkt, _bare(name).casefold()):
        found.fout("naam-lijkt-vertrouwelijk", _NAME.format(begin=rules().begin))
    _said(marked["ja"], "vertrouwelijk-in-open-bestand", _CLOSED_ROWS, found)
    for rijen in rules().moet:
        _said(_must(rijen, frames or {}), "moet-vertrouwelijk", _MUST, found, rijen.tekst)
    return len(found.issues) > before


def must_be_confidential(frames: Frames) -> list[str]:
    """Return why rows may not be open, in words; nothing when they may: for what is entered by hand."""
    return [rijen.tekst for rijen in rules().moet if _must(rijen, frames)]


def _said(cells: list[str], code: str, text: str, found: Findings, why: str = "") -> None:
    """Add one issue about some cells; every cell is named, up to a number."""
    if cells:
        place = ", ".join(cells[:_CELLS]) + (" …" if len(cells) > _CELLS else "")
        words = {"aantal": meervoud(len(cells), "rij", "rijen"), "begin": rules().begin, "waarom": why}
        found.add(code, Ernst.FOUT, text.format(**words), place, len(cells))


def _public_cells(frames: Frames) -> list[str]:
    """Return the cells of rows that can not be confidential."""
    out: list[str] = []
    for name, frame in frames.items():
        if "bron_cel" in frame:
            allowed = pd.Series(False, index=frame.index)
            for rijen in rules().mag:
                if rijen.frame == name:
                    allowed |= rijen.of(frame)
            out += frame.loc[~allowed, "bron_cel"].tolist()
    return out


def _must(rijen: Rijen, frames: Frames) -> list[str]:
    """Return the cells of rows that must be confidential."""
    frame = frames.get(rijen.frame)
    if frame is None:
        return []
    mask = rijen.of(frame)
    if rijen.adres:
        form = re.compile(rules().adres.vorm)
        texts = (
            frame[list(rules().adres.kolommen)].agg(" | ".join, axis=1) if len(frame) else mask.astype("str")
        )
        mask &= texts.map(
            lambda text: form.search(text) is not None or form.search(text.casefold()) is not None
        ).astype("bool")
    return frame.loc[mask, "bron_cel"].tolist()
