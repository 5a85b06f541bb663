"""Files that no shipped layout knows, as an analyst meets them, and what an analyst chooses for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders import areas
from loaders.layouts import Layout
from loaders.mapping import Draft, layout_of, suggest
from model.grid import Workbook
from tests.loaders.grids import Row, sheet

BEDS = [
    ("Opvang Oekraïense ontheemden, stand per 1 juli 2026",), (),
    ("Gemeente", "Gerealiseerde bedden", "Bezette bedden", "Opmerking"),
    ("Venlo", 300, 250, "uitbreiding volgt"), ("Weert", 120, 90, None), ("Simpelveld", 60, 55, None),
    ("Totaal", 480, 395),
]  # fmt: skip
HOUSED = [
    ("Huisvesting statushouders 1e helft 2026",),
    ("Gemeente", "Gemeentecode", "Netto opgave", "Realisatie tot en met juni", "Achterstand"),
    ("Venlo", "0983", 30, 20, 10), ("Weert", "0988", 12, 13, -1),
]  # fmt: skip
LEVELS = [
    (None, "Asielzoekers", None, "Oekraïners", None),
    ("Gemeente", "Te realiseren (indicatief)", "Plekken open", "Gereed", "Bewoners"),
    ("Venlo", 487, 20, 10, 4), ("Weert", 12, 13, 1, 5),
]  # fmt: skip
BARE = [("Gemeente", "Aantal"), ("Venlo", 300), ("Weert", 120), ("Sittard-Geleen", 5)]
HALVES = [
    ("Gemeente", "Gehuisveste vergunninghouders 2025-H2", "Gehuisveste vergunninghouders 2026-H1"),
    ("Venlo", 41, 20), ("Weert", 12, 13), ("Peel en Maas", 7, 9),
]  # fmt: skip
LONG = [
    ("Gebiedsnaam", "Soort persoon", "Onderwerp", "Stand per", "Aantal", "Gemeten in"),
    ("Venlo", "asielzoekers", "bezetting", "1-7-2026", 12, "personen"),
    ("Weert", "ontheemden", "bezetting", "1-7-2026", 34, "personen"),
    ("Beek", "vergunninghouders", "saldo", "1-7-2026", -3, "personen"),
]  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file of one sheet, what stands around it, and what the analyst changes in the proposal."""

    rows: Sequence[Row]
    name: str = "bestand.xlsx"
    blad: str = "Blad1"
    velden: dict[str, str] = field(default_factory=dict)
    kolommen: dict[str, dict[str, str]] = field(default_factory=dict)
    periode: str = ""
    cyclus: str = ""

    @property
    def workbook(self) -> Workbook:
        return Workbook("xlsx", [sheet(self.rows, self.blad)])


FILES = {
    "bedden": File(BEDS),
    "gehuisvest": File(HOUSED, kolommen={"E": {"wanneer": "eind"}}),
    "lagen": File(
        LEVELS, "week_20260701.xlsx", cyclus="2026",
        kolommen={"D": {"maat": "realisatie", "eenheid": "plekken"}},
    ),
    "kaal": File(BARE, velden={"doelgroep": "statushouders", "maat": "realisatie"}, periode="2026-H1"),
    "halfjaren": File(HALVES),
    "lang": File(LONG, kolommen={"E": {"teken": "1"}}),
}  # fmt: skip


def proposal(file: File) -> Draft:
    """Return what the monitor proposes for a file."""
    return suggest(file.workbook, file.name, areas.default(), province="PV31")


def chosen(file: File) -> Draft:
    """Return the proposal with what the analyst chose."""
    draft = proposal(file)
    draft = draft.model_copy(
        update={"velden": draft.velden | file.velden, "periode": file.periode, "cyclus": file.cyclus}
    )
    for column in draft.kolommen:
        if own := file.kolommen.get(column.letter):
            draft = draft.with_column(column.model_copy(update={"velden": column.velden | own}))
    return draft


def own_layouts() -> list[Layout]:
    """Return the layouts of all files."""
    drafts = {name: chosen(file) for name, file in FILES.items()}
    return [
        layout_of(draft.model_copy(update={"titel": f"{name} {draft.titel}"}))
        for name, draft in drafts.items()
    ]
