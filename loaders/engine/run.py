"""Recognising: from the cells of a workbook to frames, by a layout.

A row error refuses that row, a file error refuses the file. Every row that holds anything is taken, left out
with a reason, or refused with an issue; nothing disappears.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from loaders.areas import Areas
from loaders.engine import build as engine_build
from loaders.engine import checks as engine_checks
from loaders.engine import complete as engine_complete
from loaders.engine import doubles as engine_doubles
from loaders.engine import ended as engine_ended
from loaders.engine import given as engine_given
from loaders.engine import guard as engine_guard
from loaders.engine import larger as engine_larger
from loaders.engine import registers as engine_registers
from loaders.engine import rows as engine_rows
from loaders.engine import sites as engine_sites
from loaders.engine import strange as engine_strange
from loaders.engine import stray as engine_stray
from loaders.engine import totals as engine_totals
from loaders.engine import undated as engine_undated
from loaders.engine.build import Context, Figures, addresses
from loaders.engine.frames import BronId, make
from loaders.engine.issues import Findings, quoted
from loaders.engine.outside import outside
from loaders.engine.rows import Rows
from loaders.engine.tables import Table
from loaders.layouts import Layout
from loaders.values import notation_issue
from loaders.watch import Watch
from model import schemas
from model.frames import Frames
from model.lijsten import Ernst


@dataclass
class Counts:
    """Rows that hold anything, and what became of them."""

    rows_in: int = 0
    taken: int = 0
    refused: int = 0


@dataclass
class Run:
    """One file being recognised."""

    layout: Layout
    areas: Areas
    name: str
    answers: Mapping[str, str]
    bron_id: BronId
    found: Findings
    watch: Watch = field(default_factory=Watch)
    counts: Counts = field(default_factory=Counts)
    frames: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    marked: dict[str, list[str]] = field(default_factory=lambda: {"ja": [], "nee": []})
    urls: dict[str, str] = field(default_factory=dict)
    refuse_file: bool = False
    datum1904: bool = False
    is_text: bool = False

    def source(self, url: str) -> str:
        """Return the bron_id of an address and remember the address."""
        key = self.bron_id(url)
        self.urls[key] = url or self.layout.url
        return key

    def table(self, table: Table) -> None:
        """Take one table: sort its rows, read its figures, refuse what is wrong, keep the rest."""
        self.watch.check()
        self._headers(table)
        rows = engine_rows.classify(table, self.areas, self.found)
        stated, waits = engine_given.complete(
            self.layout, table, outside(table, rows, self.name), self.answers, self.found
        )
        if waits:
            self.refuse_file = True
            self.counts.rows_in += rows.count
            self.counts.refused += len(rows.data)
            return
        context = Context(self.layout, self.areas, self.answers, stated, self.datum1904)
        figures, when = engine_build.build(table, rows, context)
        self.watch.check()
        engine_complete.check(table, figures, self.found)
        self._notation(table, figures)
        refused = np.zeros(len(rows.data), bool)
        engine_checks.dates(table, when, rows.data, refused, self.found)
        engine_ended.apply(table, figures, refused, self.found)
        engine_stray.check(table, rows.data, self.is_text, refused, self.found)
        wanted = [self._wanted(table, part) for part in figures]
        for part, mask in zip(figures, wanted, strict=True):
            self.watch.check()
            engine_checks.refuse(table, part, mask, refused, self.found)
            self._sent_away(table, part, mask, refused)
            engine_checks.unread(table, part, when, refused, self.found)
        engine_strange.check(table, figures, wanted, refused, self.found)
        parts = [self._frames(table, part, mask, refused) for part, mask in zip(figures, wanted, strict=True)]
        engine_doubles.refuse(parts, refused, self.found)
        engine_undated.check(table, parts, refused, self.found)
        taken = np.zeros(len(rows.data), bool)
        for part, made in zip(figures, parts, strict=True):
            self._keep(table, part, made, refused, taken)
        engine_totals.check(table, rows, figures, context, self.found)
        engine_larger.check(table, figures, refused, self.found)
        self._account(table, rows, figures, wanted, refused, taken)

    def _headers(self, table: Table) -> None:
        for col, header in table.double:
            self.found.fout(
                "dubbele-kop",
                f"Kolom {quoted(header)} staat er twee keer; haal er een weg of geef haar een eigen naam.",
                table.sheet.cell(table.start - 1, col),
            )
            self.refuse_file = True
        for col, header in table.unknown:
            text = f"Kolom {quoted(header)} kent layout {self.layout.id} niet; zij is niet gebruikt."
            self.found.waarschuwing("onbekende-kolom", text, table.sheet.cell(table.start - 1, col))

    def _notation(self, table: Table, figures: list[Figures]) -> None:
        """A notation that only a person can decide is asked; the file waits."""
        for part in figures:
            self._assumed(table, part)
            if part.numbers is not None and part.column is not None and part.numbers.raw.ask:
                place = table.sheet.cell(table.start - 1, part.column.col)
                self.found.issues.append(
                    notation_issue(self.found.bron, place, quoted(part.column.header), part.numbers.raw)
                )
                self.refuse_file = True

    def _assumed(self, table: Table, part: Figures) -> None:
        """A number that only the layout's notation decides (1.234) is read, and said."""
        if part.numbers is None or part.column is None:
            return
        rows = np.flatnonzero(part.numbers.raw.assumed)
        if not len(rows):
            return
        place = table.sheet.cell(int(part.block.rows[rows[0]]), part.column.col)
        example = quoted(part.numbers.text.array()[rows[0]])
        text = (
            f"In kolom {quoted(part.column.header)} staan getallen als {example}; zij zijn gelezen in de "
            f"notatie van de layout ({part.numbers.raw.notation}). Controleer een getal."
        )
        self.found.waarschuwing("notatie-aangenomen", text, place, len(rows))

    def _wanted(self, table: Table, part: Figures) -> np.ndarray:
        """Return the rows that must become a figure: a value stands there, and the level is one we keep."""
        other = part.places.mask(lambda place: place.other_level)
        return part.live & ~other & ~part.block.target.mask(lambda target: target == "weglaten")

    def _sent_away(self, table: Table, part: Figures, mask: np.ndarray, refused: np.ndarray) -> None:
        """Refuse rows that a rule of the layout refuses."""
        hit = mask & part.block.target.mask(lambda target: target == "weigeren") & ~refused
        reasons = part.block.reason.array()
        cells = addresses(table, part)
        for row in np.flatnonzero(hit):
            self.found.fout("geweigerd-door-layout", str(reasons[row]), cells[row])
        refused |= hit

    def _frames(
        self, table: Table, part: Figures, mask: np.ndarray, refused: np.ndarray
    ) -> dict[str, tuple[np.ndarray, pd.DataFrame]]:
        """Return per target the rows and their frame; impossible rows are refused on the way."""
        out = {}
        targets = {str(t) for t in part.block.target.values} & set(schemas.SCHEMAS)
        for target in sorted(targets):
            going = mask & ~refused & part.block.target.equals(target)
            rows = np.flatnonzero(going)
            if not len(rows):
                continue
            frame = make(table, part, target, rows, self.source)
            is_figure = target == "cijfers"
            other = (*engine_registers.faults(target, frame), *engine_sites.faults(target, frame))
            faults = engine_checks.impossible(frame) if is_figure else other
            for fault in (*engine_checks.lacking(target, frame), *faults):
                bad = rows[fault.mask]
                bad = bad[~refused[bad]]
                if len(bad):
                    engine_checks.report(table, part, fault, bad, self.found)
                    refused[bad] = True
            out[target] = (rows, frame)
        return out

    def _keep(
        self, table: Table, part: Figures, made: dict[str, tuple[np.ndarray, pd.DataFrame]],
        refused: np.ndarray, taken: np.ndarray,
    ) -> None:  # fmt: skip
        for target, (rows, frame) in made.items():
            good = ~refused[rows]
            kept = frame if good.all() else frame[good].reset_index(drop=True)
            if engine_guard.is_confidential(self.name) and "is_vertrouwelijk" in kept:
                kept = kept.assign(is_vertrouwelijk=True)
            self.frames.setdefault(target, []).append(kept)
            taken[rows[good]] = True
            self._mark(part, rows[good], kept)

    def _mark(self, part: Figures, rows: np.ndarray, kept: pd.DataFrame) -> None:
        """Remember which rows say themselves that they are confidential or open."""
        stated = part.block.bron.get("is_vertrouwelijk")
        if stated is None:
            return
        words = part.block.get("is_vertrouwelijk").take(rows)
        filled = stated.take(rows).mask(lambda text: bool(text))
        cells = kept["bron_cel"].to_numpy(dtype=object)
        for word, places in self.marked.items():
            places += cells[filled & words.equals(word)].tolist()

    def _account(
        self, table: Table, rows: Rows, figures: list[Figures], wanted: list[np.ndarray],
        refused: np.ndarray, taken: np.ndarray,
    ) -> None:  # fmt: skip
        """Give every row that is neither taken nor refused its reason."""
        left = np.flatnonzero(~taken & ~refused)
        for row in left:
            place = table.sheet.cell(int(rows.data[row]), table.columns[0].col)
            reason, text = _reason(table, figures, int(row))
            self.found.drop(place, reason, text)
            if reason == "geen-waarde":
                what = f"De rij van {quoted(text)} heeft geen getal in de kolommen die wij lezen"
                self.found.add(reason, Ernst.MELDING, f"{what}; zij is weggelaten.", place)
        self.counts.rows_in += rows.count
        self.counts.taken += int((taken & ~refused).sum())
        self.counts.refused += int(refused.sum())

    def result(self) -> Frames:
        """Return the frames, each complete and in its schema."""
        return {
            name: parts[0] if len(parts) == 1 else schemas.conform(name, pd.concat(parts, ignore_index=True))
            for name, parts in self.frames.items()
        }


def _reason(table: Table, figures: list[Figures], row: int) -> tuple[str, str]:
    """Return why a row gave nothing, and what it said."""
    for part in figures:
        place = part.places.values[part.places.codes[row]]
        if part.block.target.values[part.block.target.codes[row]] == "weglaten":
            return str(part.block.reason.values[part.block.reason.codes[row]]), place.match.tekst
        if place.other_level:
            return "ander-niveau", f"{place.match.tekst}: {place.match.note or place.match.niveau}"
    return "geen-waarde", figures[0].places.values[figures[0].places.codes[row]].match.tekst
