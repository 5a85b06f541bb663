"""What was found in one file, for whoever sent it: the verdict in words, the cells, and a text to mail back.

Nothing here reads a file or stores anything. The workbook with marks is made in ``exports.controle_kopie``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from openpyxl.utils import column_index_from_string

from model import taal
from model.issue import Issue, worst
from model.lijsten import Ernst

#: A range names no more cells than this one by one.
MOST_IN_RANGE = 1000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
SIGNS = {Ernst.FOUT: "▲", Ernst.WAARSCHUWING: "◐", Ernst.MELDING: "●"}
MEANS = {
    Ernst.FOUT: "moet anders: zo wordt de rij of het bestand niet gebruikt",
    Ernst.WAARSCHUWING: "kijk na: het is gelezen, maar er klopt misschien iets niet",
    Ernst.MELDING: "ter informatie: u hoeft niets te doen",
}
HEADS = {Ernst.FOUT: "Fouten", Ernst.WAARSCHUWING: "Waarschuwingen", Ernst.MELDING: "Meldingen"}
_PLACE = r"!\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?(?!\d)"


@dataclass(frozen=True)
class Verslag:
    """What became of one file.

    Attributes:
        bestand: name of the file.
        geweigerd: whether nothing of it can be read.
        inhoud_fout: whether it was read, but something in its content forbids using it.
        layout: title of the layout that fits; empty when none does.
        gelezen: rows with anything in them; the sum of the three counts that follow.
        genomen: rows taken.
        weggelaten: rows left out, such as totals.
        rijen_geweigerd: rows refused.
        issues: everything there is to say, also about the content.
        vandaag: the day of the check.
    """

    bestand: str
    geweigerd: bool
    inhoud_fout: bool
    layout: str
    gelezen: int
    genomen: int
    weggelaten: int
    rijen_geweigerd: int
    issues: tuple[Issue, ...]
    vandaag: date

    @property
    def oordeel(self) -> str:
        """The verdict in a few words."""
        serious = worst(self.issues)
        if self.geweigerd:
            return "Geweigerd. Van dit bestand kan nog niets worden gebruikt."
        if self.inhoud_fout:
            return "Gelezen, maar niet te publiceren. In de inhoud staat een fout."
        if self.rijen_geweigerd:
            rows = taal.meervoud(self.rijen_geweigerd, "rij", "rijen")
            return f"Gelezen, op {rows} na. Wat geweigerd is, telt nergens mee en blijft onbekend."
        if serious in (Ernst.FOUT, Ernst.WAARSCHUWING):
            return "Gelezen met waarschuwingen."
        return "Aanvaard. Alles is gelezen zoals het er staat."

    @property
    def verder(self) -> str:
        """What the sender should do now."""
        if self.geweigerd or worst(self.issues) is Ernst.FOUT:
            return "Verbeter de cellen bij Fouten, bewaar het bestand en controleer het opnieuw."
        if worst(self.issues) is Ernst.WAARSCHUWING:
            return "Bekijk de waarschuwingen. Klopt alles, stuur het bestand dan in en zeg dat erbij."
        return "U kunt het bestand insturen."

    @property
    def tellingen(self) -> str:
        """How many rows were read, and what became of them; empty when no layout fits."""
        if not self.layout:
            return ""
        return (
            f"{taal.meervoud(self.gelezen, 'rij', 'rijen')} gelezen: {taal.getal(self.genomen)} genomen, "
            f"{taal.getal(self.weggelaten)} weggelaten, {taal.getal(self.rijen_geweigerd)} geweigerd."
        )

    def by(self, ernst: Ernst) -> list[Issue]:
        """Return the issues of one weight."""
        return [issue for issue in self.issues if issue.ernst == ernst]


@dataclass(frozen=True)
class Cel:
    """A cell that an issue names; row and column count from 1."""

    blad: str
    rij: int
    kolom: int


def cells(issue: Issue, bladen: Sequence[str]) -> list[Cel]:
    """Return the cells that an issue names in its place or its sentence, those of the place first.

    Args:
        issue: the finding.
        bladen: names of the sheets of the file; only they count.

    >>> issue = Issue(bron="b", plaats="Blad 1!C3", code="x", ernst="fout", tekst="zie Blad 1!A1:A2")
    >>> [(cel.rij, cel.kolom) for cel in cells(issue, ["Blad 1"])]
    [(3, 3), (1, 1), (2, 1)]
    """
    found = [*_named(issue.plaats, bladen), *_named(issue.tekst, bladen)]
    return list(dict.fromkeys(found))


def _named(text: str, bladen: Sequence[str]) -> Iterator[Cel]:
    """Find the longest sheet names first, so that ``Mijn Blad1!A1`` is not ``Blad1!A1``."""
    hits: list[tuple[int, str, re.Match[str]]] = []
    for blad in sorted(filter(None, bladen), key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(blad)}{_PLACE}"
        for match in re.finditer(pattern, text):
            hits.append((match.start(), blad, match))
            text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    for _, blad, match in sorted(hits, key=lambda hit: hit[0]):
        yield from _spread(blad, match)


def _spread(blad: str, match: re.Match[str]) -> Iterator[Cel]:
    rows = sorted((int(match["r1"]), int(match["r2"] or match["r1"])))
    letters = (match["c1"], match["c2"] or match["c1"])
    columns = sorted(column_index_from_string(text) for text in letters)
    count = 0
    for row in range(max(rows[0], 1), min(rows[1], LAST_ROW) + 1):
        for column in range(columns[0], min(columns[1], LAST_COLUMN) + 1):
            yield Cel(blad, row, column)
            count += 1
            if count >= MOST_IN_RANGE:
                return


def line(text: str) -> str:
    r"""Return a text on one line, without signs that steer a screen or a printer.

    >>> line("twee\nregels\x1b[31m")
    'twee regels [31m'
    """
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def bestandsnaam(name: str, soort: str) -> str:
    """Return the name of what is taken along; a confidential file keeps its mark.

    >>> bestandsnaam("VERTROUWELIJK_Venlo 2026.xlsx", "txt"), bestandsnaam("../=a.csv", "xlsx")
    ('VERTROUWELIJK_bevindingen_venlo-2026.txt', 'bevindingen_a.xlsx')
    """
    bare = PurePath(name.replace("\\", "/")).name
    secret = "VERTROUWELIJK_" if bare.startswith("VERTROUWELIJK_") else ""
    stem = PurePath(bare.removeprefix("VERTROUWELIJK_")).stem
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "bestand"
    return f"{secret}bevindingen_{plain}.{soort}"


def text_report(verslag: Verslag) -> str:
    """Return what was found as plain text to mail: verdict, counts, cells with remedies, what now."""
    return "\n".join([*_opening(verslag), *_findings(verslag), *_closing(verslag)]) + "\n"


def _opening(verslag: Verslag) -> Iterable[str]:
    yield f"Controle van {line(verslag.bestand)}"
    yield f"Monitor Asielopgave, {taal.datum(verslag.vandaag)}"
    yield ""
    yield f"Oordeel: {verslag.oordeel}"
    if verslag.layout:
        yield f"Herkend als: {line(verslag.layout)}"
        yield verslag.tellingen
    yield ""


def _findings(verslag: Verslag) -> Iterable[str]:
    number = 0
    for ernst, head in HEADS.items():
        issues = verslag.by(ernst)
        if not issues:
            continue
        yield f"{head} ({taal.getal(sum(issue.aantal for issue in issues))}): {MEANS[ernst]}"
        for issue in issues:
            number += 1
            yield f"{number}. {line(issue.plaats) or 'het hele bestand'}"
            yield f"   {line(issue.tekst)}"
        yield ""
    if not number:
        yield "Er is niets gevonden dat anders moet."
        yield ""


def _closing(verslag: Verslag) -> Iterable[str]:
    yield "Wat nu?"
    yield verslag.verder
    yield "Wat u leeg laat, is onbekend. Vul nooit 0 in voor iets wat u niet weet."
    yield "Deze controle heeft niets opgeslagen."
