"""What a column of a file seems to be: its role from header and cells, its fields from the header."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from loaders.engine.text import simple
from loaders.mapping.draft import MEANING, Clue, DraftColumn, Zeker
from loaders.mapping.look import MOST, Shares
from loaders.mapping.periods import in_header
from loaders.mapping.words import Words, meaning
from model.grid import Sheet
from model.taal import woord

_SKIPPED = "kop of cellen noemen iets wat de monitor niet als cijfer bewaart"


def column(
    sheet: Sheet, number: int, head: str, one: Shares, known: Words, *, is_area: bool = False
) -> DraftColumn:
    """Return the proposal for one column of a sheet; ``is_area``: no other column names more areas."""
    role = known.role_of(head)
    told = meaning(head, "kop", known) if head else {}
    made = DraftColumn(
        col=number,
        letter=get_column_letter(sheet.first_col + number),
        kop=head,
        verschillend=one.different,
    )
    rol, why, sure = _area_role(one) if is_area else _role(head, role, one, known)
    velden, clues = {}, [Clue(veld="rol", waarde=rol, zekerheid=sure, reden=why, plaats="cellen")]
    if rol == "waarde":
        velden = {field: clue.waarde for field, clue in told.items() if clue.zekerheid != "misschien"}
        if velden.get("maat") != "saldo":
            velden.pop("teken", None)
        clues += told.values()
        if when := in_header(head, known):
            text = f"in de kop staat de periode ‘{when[1]}’"
            clues.append(Clue(veld="periode", waarde=when[1], reden=text, woord=when[1]))
    return made.model_copy(update={"rol": rol, "velden": velden, "clues": tuple(clues)})


def _role(head: str, named: str, one: Shares, known: Words) -> tuple[str, str, Zeker]:
    """Return the role of a column, why, and how sure that is."""
    if not one.filled:
        return "negeer", "de kolom is leeg", "zeker"
    if named == "negeer" or one.percent:
        return "negeer", _SKIPPED, "waarschijnlijk"
    if one.areas >= MOST and named in {"", "gebied", "gebied_code", "provincie"} and one.numbers < 1:
        return _area_role(one)
    if named in {"gebied_code", "gebied"} and (one.areas > 0 or named == "gebied_code"):
        return named, f"de kop is {_quoted(head)}", "waarschijnlijk"
    if named in {"peildatum", "periode", "vastgesteld_op", "geldig_tot"} and one.dates >= MOST:
        return named, f"de kop is {_quoted(head)} en er staan datums of perioden in", "zeker"
    if named in MEANING:
        return _coded(named, head, one, known)
    if named and named not in {"gebied", "gebied_code", "peildatum", "periode"}:
        return named, f"de kop is {_quoted(head)}", "waarschijnlijk"
    if one.dates >= MOST:
        return "peildatum", "er staan datums in", "waarschijnlijk"
    if one.numbers >= MOST and head:
        return "waarde", f"{round(one.numbers * 100)} % van de cellen is een getal", "waarschijnlijk"
    return _by_words(one, known)


def _area_role(one: Shares) -> tuple[str, str, Zeker]:
    share = f"{round(one.areas * 100)} % van de cellen is {woord(one.niveau or 'gemeente')}"
    sure: Zeker = "zeker" if one.areas >= 0.9 else "waarschijnlijk" if one.areas >= MOST else "misschien"
    if one.niveau == "provincie":
        return "provincie", share, sure
    return ("gebied_code" if one.codes >= MOST else "gebied"), share, sure


def _coded(named: str, head: str, one: Shares, known: Words) -> tuple[str, str, Zeker]:
    """Return a role that the header names when its cells are words of that field."""
    share = _share(named, one, known)
    if share >= MOST:
        return named, f"de kop is {_quoted(head)} en de cellen zijn woorden die de monitor kent", "zeker"
    if one.numbers >= MOST:
        return "waarde", f"{round(one.numbers * 100)} % van de cellen is een getal", "waarschijnlijk"
    return "negeer", f"de kop is {_quoted(head)}, maar de meeste woorden kent de monitor niet", "misschien"


def _by_words(one: Shares, known: Words) -> tuple[str, str, Zeker]:
    for field in ("doelgroep", "maat", "eenheid", "soort_opgave", "deelgroep"):
        if _share(field, one, known) >= MOST:
            return field, f"de cellen zijn woorden voor {woord(field)}", "waarschijnlijk"
    return "negeer", "de monitor herkent hier niets in", "misschien"


def _share(field: str, one: Shares, known: Words) -> float:
    words = known.known(field)
    values = set(words.values())
    hits = [text for text in one.different if simple(text) in words or text in values]
    return len(hits) / len(one.different) if one.different else 0.0


def one_area(columns: list[DraftColumn], looked: list[Shares]) -> list[DraftColumn]:
    """Of several columns with areas keep the best; a code beside a name is a pair, others are not used."""
    names = [c for c in columns if c.rol == "gebied"]
    codes = [c for c in columns if c.rol == "gebied_code"]
    best = max(names, key=lambda c: (looked[c.col].areas, -c.col), default=None)
    code = max(codes, key=lambda c: (looked[c.col].areas, -c.col), default=None)
    spare = [c.col for c in (*names, *codes) if c is not best and c is not code]
    out = []
    for column in columns:
        if column.col in spare:
            column = column.model_copy(update={"rol": "negeer"})
        elif best is not None and code is not None and column is best:
            column = column.model_copy(update={"rol": "gebied_naam"})
        out.append(column)
    return out


def _quoted(text: str) -> str:
    return f"‘{text}’"
