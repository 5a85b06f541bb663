"""The proposal: which sheet and header, what each column is, and what its figures mean, with reasons."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.areas import Areas
from loaders.engine.cells import head_texts
from loaders.engine.tables import headers_at
from loaders.engine.text import fits, pattern
from loaders.layouts import Blad
from loaders.mapping import roles
from loaders.mapping.draft import Clue, Draft, DraftColumn
from loaders.mapping.look import HEAD, MOST, SAMPLE, Place, place, shares, top_of
from loaders.mapping.words import TOLD, Words, meaning
from loaders.mapping.words import words as word_list
from model.grid import Sheet, Workbook

VISIBLE = "zichtbaar"
_UP = 12


def sheets(workbook: Workbook) -> list[Sheet]:
    """Return the sheets that can be mapped: visible and not empty; a hidden one is never chosen silently."""
    return [sheet for sheet in workbook.sheets if sheet.visibility == VISIBLE and sheet.columns]


def suggest(
    workbook: Workbook, name: str, areas: Areas, words: Words | None = None, *,
    province: str = "", sheet: str = "", top: int | None = None, levels: int | None = None,
) -> Draft:  # fmt: skip
    """Return a proposal for the mapping of a file.

    Args:
        workbook: the cells.
        name: of the file; it may name the group and the period.
        areas: to recognise names of gemeenten with.
        words: the word list; the shipped one when None.
        province: code of the province in which bare names lie.
        sheet: name of the sheet an analyst chose; the most likely one when empty.
        top: first header row an analyst chose, an index.
        levels: how many rows that header has.

    Raises:
        ValueError: there is no visible sheet with cells.
    """
    known = words or word_list()
    usable = [top_of(sheet, HEAD + 2 * SAMPLE) for sheet in sheets(workbook)]
    if not usable:
        raise ValueError("dit bestand heeft geen zichtbaar blad met cellen")
    places = {id(one): place(one, areas, province) for one in usable if sheet in ("", one.name)}
    chosen = max(
        (one for one in usable if id(one) in places), key=lambda one: places[id(one)].score, default=usable[0]
    )
    found = _moved(places.get(id(chosen)) or place(chosen, areas, province), chosen, top, levels)
    return _draft(chosen, name, found, areas, known, province)


def _moved(found: Place, sheet: Sheet, top: int | None, levels: int | None) -> Place:
    """Return the place with the header that an analyst chose."""
    if top is None:
        return found
    row = min(max(top, 0), max(sheet.n_rows - 1, 0))
    count = max(1, min(levels or 1, sheet.n_rows - row))
    return Place(found.area, row + count, row, count, found.score)


def _draft(sheet: Sheet, name: str, found: Place, areas: Areas, known: Words, province: str) -> Draft:
    up = min(found.top, _UP)
    head = head_texts(sheet, max(HEAD, found.top + found.levels + 1))
    blad = Blad(kopregels=min(found.levels, 5), kop_terug=0, kolom=())
    heads = headers_at(blad, head, found.top) if head else []
    looked = [shares(column, found.top + found.levels, areas, province) for column in sheet.columns]
    if any(not text and one.numbers >= MOST for text, one in zip(heads, looked, strict=True)):
        raised = headers_at(blad.model_copy(update={"kop_terug": up}), head, found.top)
        far = any(a != b and one.filled for a, b, one in zip(heads, raised, looked, strict=True))
        heads, up = (raised, up) if far else (heads, 0)
    else:
        up = 0
    above = tuple(_line(row) for row in head[: found.top] if any(row))
    around = _around(above, sheet.name, name, known)
    columns = [
        roles.column(sheet, n, heads[n], one, known, is_area=n == found.area) for n, one in enumerate(looked)
    ]
    columns = roles.one_area(columns, looked)
    niveau = next((looked[c.col].niveau for c in columns if c.rol in {"gebied", "gebied_naam"}), "")
    outside = {clue.veld: clue.waarde for clue in around.values() if clue.waarde and _wanted(clue, columns)}
    return Draft(
        bladnaam=sheet.name,
        bestandsnaam=name,
        boven=above,
        onder=_below(sheet, head),
        kopregel=found.top,
        kopregels=min(found.levels, 5),
        kop_terug=up,
        kolommen=tuple(columns),
        niveau=niveau or "gemeente",
        provincie=province,
        notatie="vraag",
        velden={field: value for field, value in outside.items() if field in TOLD},
        gevonden=stated(above, sheet.name, name, known),
        titel=_title(above, name, known),
        clues=tuple(around.values()),
    )


def _line(row: Iterable[str]) -> str:
    return " | ".join(text for text in row if text)


def _below(sheet: Sheet, head: list[list[str]]) -> tuple[str, ...]:
    """Return the last lines of a short sheet; in a long one footers are left to the engine."""
    return tuple(_line(row) for row in head[-6:] if any(row)) if sheet.n_rows <= len(head) else ()


def _title(above: tuple[str, ...], name: str, known: Words) -> str:
    """Return a name for the layout: the title of the table without its period, which changes."""
    text = next((line for line in above if len(line) > 5), "") or name.rsplit(".", 1)[0]
    text = text.split(" | ")[0]
    for one in known.vondst:
        text = pattern(one.patroon).split(text)[0] or text
    return text[:80].strip(" ,;:-(|_") or name.rsplit(".", 1)[0]


def _around(above: tuple[str, ...], blad: str, name: str, known: Words) -> dict[str, Clue]:
    """Return what title, sheet and file name say; what stands nearest to the table goes first."""
    out: dict[str, Clue] = {}
    readings = [meaning(line, "boven", known) for line in above]
    readings += [meaning(blad, "bladnaam", known), meaning(name.rsplit(".", 1)[0], "bestandsnaam", known)]
    for reading in readings:
        for field, clue in reading.items():
            before = out.get(field)
            if before is None or (before.zekerheid == "misschien" and clue.zekerheid != "misschien"):
                out[field] = clue
            elif clue.zekerheid != "misschien" and before.waarde and clue.waarde != before.waarde:
                out[field] = Clue(
                    veld=field, zekerheid="misschien", plaats=clue.plaats,
                    reden=f"{before.reden}, maar {clue.reden}",
                )  # fmt: skip
    return out


def _wanted(clue: Clue, columns: list[DraftColumn]) -> bool:
    """Return whether a clue about the file may be filled in: sure enough, and not said by a column itself."""
    by_row = any(column.rol == clue.veld for column in columns)
    in_every = all(column.velden.get(clue.veld) for column in columns if column.rol == "waarde")
    values = any(column.rol == "waarde" for column in columns)
    return clue.zekerheid != "misschien" and not by_row and not (in_every and values)


def stated(above: tuple[str, ...], blad: str, name: str, known: Words) -> dict[str, str]:
    """Return the period that stands outside the table, found as the layout will find it next time."""
    texts = {"boven": above, "onder": (), "bladnaam": (blad,), "bestandsnaam": (name,)}
    out: dict[str, str] = {}
    for vondst in known.vondst:
        for text in texts[vondst.waar]:
            if match := pattern(vondst.patroon).search(text):
                out = {field: value.strip() for field, value in match.groupdict().items() if value} | out
    return out


def totals(draft: Draft, texts: Iterable[str], known: Words | None = None) -> list[str]:
    """Return which texts of the area column are rows that every layout leaves out."""
    rows = (known or word_list()).rijen
    patterns = [*rows.totaal, *rows.voet, *(one.patroon for one in rows.weglaten)]
    return [text for text in texts if any(fits(p, text) for p in (*patterns, *draft.totaal, *draft.voet))]
