"""Which layout a workbook has: recognised from its headers and words, asked when more than one fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.engine.cells import head_texts
from loaders.engine.issues import Findings, quoted
from loaders.engine.prose import NO_TABLE, OF_ROWS, has_figures
from loaders.engine.tables import Heads, Table, find, has_feature, may_hold
from loaders.engine.text import fits, simple
from loaders.layouts import Layout
from model.grid import Sheet, Workbook
from model.taal import opsomming

VISIBLE = "zichtbaar"
#: How names of layouts begin that an analyst made; such a one goes before a shipped one that fits as well.
OWN = "eigen-"


@dataclass
class Fit:
    """How a layout fits a workbook; ``missing`` is empty when it does.

    ``skipped`` are tables of optional sheets that fit but for a header or two.
    """

    layout: Layout
    tables: list[Table] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    skipped: list[Table] = field(default_factory=list)
    named: bool = False

    @property
    def explained(self) -> int:
        """Number of columns that the layout knows."""
        return sum(table.explained for table in self.tables)

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """More known columns, fewer unknown ones, more words it insists on, a fitting name, made by hand."""
        unknown = sum(len(table.unknown) for table in self.tables)
        features = sum(len(table.blad.kenmerk) for table in self.tables)
        return (self.explained, -unknown, features, int(self.named), int(self.layout.id.startswith(OWN)))


def fit(layout: Layout, workbook: Workbook, name: str, heads: Heads | None = None) -> Fit:
    """Try one layout on a workbook."""
    heads = heads or Heads()
    made = Fit(layout, named=bool(layout.bestand) and fits(layout.bestand, name))
    used: set[int] = set()
    spare: list[Table] = []
    for blad in layout.blad:
        hits: list[Table] = []
        nearest: Table | None = None
        for sheet in _usable(layout, workbook, used):
            table = find(blad, sheet, heads)
            if table is None:
                continue
            if not table.missing and has_feature(table):
                hits.append(table)
                used.add(id(sheet))
            elif nearest is None or len(table.missing) < len(nearest.missing):
                nearest = table
        made.tables += hits
        if blad.verplicht and not hits:
            what = f"blad {quoted(blad.naam.removeprefix('re:'))}" if blad.naam else "de kop"
            made.missing += nearest.missing or ["kenmerkende woorden"] if nearest else [what]
            made.tables += [nearest] if nearest else []
        elif not hits and nearest:
            spare.append(nearest)
            made.skipped += [nearest] if 0 < 2 * len(nearest.missing) < nearest.explained else []
    if not made.tables and not made.missing:
        _nothing_found(made, spare)
    return made


def _nothing_found(made: Fit, spare: list[Table]) -> None:
    """Of a layout whose sheets are all optional, one must be there."""
    near = max(spare, key=lambda table: table.explained - len(table.missing), default=None)
    made.missing = (near.missing if near else []) or ["een van de bladen"]
    made.tables = [near] if near else []


def _usable(layout: Layout, workbook: Workbook, used: set[int]) -> Iterable[Sheet]:
    for sheet in workbook.sheets:
        silent = any(fits(text, sheet.name) for text in layout.negeer_bladen)
        if sheet.visibility == VISIBLE and sheet.columns and id(sheet) not in used and not silent:
            yield sheet


def choose(
    layouts: Iterable[Layout], workbook: Workbook, name: str, answers: Mapping[str, str], found: Findings
) -> Fit | None:
    """Return the one layout that fits, or None with an issue that says why and what to do."""
    layouts = list(layouts)
    if wanted := answers.get("layout"):
        layouts = [layout for layout in layouts if layout.id == wanted]
        if not layouts:
            found.fout("geen-layout", f"Layout {quoted(wanted)} bestaat niet; kies een andere.")
            return None
    heads = Heads()
    likely = [layout for layout in layouts if _may_fit(layout, workbook, heads)]
    tried = [fit(layout, workbook, name, heads) for layout in likely]
    good = sorted((f for f in tried if not f.missing), key=lambda f: f.rank, reverse=True)
    if not good:
        _nothing([fit(layout, workbook, name, heads) for layout in layouts], workbook, found)
        return None
    best = [f for f in good if f.rank == good[0].rank]
    doubt = best[0].layout.vraag_zonder_bestandsnaam and not best[0].named
    if (len(best) > 1 or doubt) and not answers.get("layout"):
        _ask([f for f in good if f.rank[:2] == good[0].rank[:2]], found)
        return None
    return best[0]


def _may_fit(layout: Layout, workbook: Workbook, heads: Heads) -> bool:
    """Return False when a header that the layout insists on stands nowhere in the first rows of any sheet.

    Most layouts fall away here, so that only a few are tried on every row.
    """
    needed = [blad for blad in layout.blad if blad.verplicht]
    sheets = [sheet for sheet in workbook.sheets if sheet.visibility == VISIBLE and sheet.columns]
    return all(any(may_hold(blad, sheet, heads) for sheet in sheets) for blad in needed)


def _ask(options: list[Fit], found: Findings) -> None:
    names = opsomming([f"{quoted(f.layout.titel)} ({f.layout.id})" for f in options], "of")
    text = f"De kop van dit bestand past bij {names}, en de inhoud zegt niet welke. Kies de layout."
    found.ask("layout-kiezen", text, "layout", [(f.layout.id, f.layout.titel) for f in options])


def _nothing(fits_all: list[Fit], workbook: Workbook, found: Findings) -> None:
    """Say which headers were seen, and which layout came nearest and what it misses."""
    if workbook.kind == "csv" and not any(map(has_figures, workbook.sheets)):
        found.issues[:] = [issue for issue in found.issues if issue.code not in OF_ROWS]
        found.fout("geen-tabel", NO_TABLE)
        return
    seen = _headers(workbook)
    text = f"Dit bestand past bij geen enkele layout. Gezien als kop: {seen}."
    near = max((f for f in fits_all if f.explained), key=_nearness, default=None)
    if near is not None:
        missing = opsomming([quoted(text) for text in near.missing])
        name = f"{quoted(near.layout.titel)} ({near.layout.id})"
        text += f" Het dichtst bij komt {name}; daarvoor ontbreekt {missing}."
    text += " Koppel het bestand zelf bij Gegevens of gebruik een sjabloon."
    table = next(iter(near.tables), None) if near is not None else None
    found.fout("geen-layout", text, table.sheet.cell(table.top, 0) if table is not None else "")


def _nearness(candidate: Fit) -> tuple[float, int]:
    """Known columns against what is needed; a header that only a pattern fits is half."""
    plain = sum(
        simple(hit.header) in map(simple, hit.kolom.kop) for t in candidate.tables for hit in t.columns
    )
    known = plain + (candidate.explained - plain) / 2
    needed = known + len(candidate.missing)
    return (known / needed if needed else 0.0, candidate.explained)


def _headers(workbook: Workbook, most: int = 12) -> str:
    """Return the texts of the fullest of the first rows, over all sheets."""
    best: list[str] = []
    for sheet in workbook.sheets:
        for row in head_texts(sheet, 30) if sheet.columns else []:
            texts = [text for text in row if text]
            best = texts if len(texts) > len(best) else best
    if not best:
        return "niets"
    shown = [quoted(text, 40) for text in best[:most]]
    return opsomming(shown) + (" …" if len(best) > most else "")
