"""What a mapping still lacks before its figures mean anything, as Dutch sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator

from loaders import periods
from loaders.engine.given import when
from loaders.engine.text import fits, simple
from loaders.layout_rows import Regel
from loaders.mapping.draft import AREA, Draft, DraftColumn
from loaders.mapping.periods import in_header, same
from loaders.mapping.words import Words
from loaders.mapping.words import words as word_list
from model.lijsten import SOORTEN_PER_DOELGROEP, Deelgroep, Doelgroep, Maat
from model.taal import opsomming, woord

#: A field whose value stands in a column of its own, row by row.
BY_ROW = "*"
_START = {"aard": "stand", "deelgroep": "alle", "bereik": "gemeentetotaal", "cyclus": ""}


def constant_rules(known: Words) -> list[Regel]:
    """Return the rules that only look at fields and only set plain words."""
    return [r for r in known.regel if not r.naar and not any(":" in value for value in r.zet.values())]


def fields(draft: Draft, column: DraftColumn, known: Words, without: str = "") -> dict[str, str]:
    """Return what the figures of a column are: as chosen, as said per row (``BY_ROW``), or by a rule.

    Args:
        draft: the mapping.
        column: one with figures.
        known: gives the rules.
        without: a field to leave out, to see what the rules alone would make of it.
    """
    out = dict(_START) | {name: value for name, value in draft.velden.items() if value and name != without}
    out |= dict.fromkeys({c.rol for c in draft.kolommen} - {"waarde", "negeer", *AREA}, BY_ROW)
    out |= {name: value for name, value in column.velden.items() if value and name != without}
    chosen = {name for name in (*draft.velden, *column.velden) if name != without and out.get(name)}
    for rule in constant_rules(known):
        if all(fits(text, out.get(name, "")) for name, text in rule.als.items()) and not any(
            fits(text, out.get(name, "")) for name, text in rule.tenzij.items()
        ):
            out |= {name: value for name, value in rule.zet.items() if name not in chosen or name == "cyclus"}
    return out


def missing(draft: Draft, known: Words | None = None) -> list[str]:
    """Return what must still be filled in or mended; empty when a layout can be made."""
    words = known or word_list()
    about: dict[str, list[DraftColumn]] = {}
    for column in draft.values:
        for text in _figure(draft, column, fields(draft, column, words), words):
            about.setdefault(text, []).append(column)
    figures = [text.replace("{kolom}", _named(columns)) for text, columns in about.items()]
    found = [*_shape(draft), *_headers(draft, words), *figures]
    return list(dict.fromkeys([*found, *_time(draft, words), *_cycle(draft, words)]))


def _named(columns: list[DraftColumn]) -> str:
    """Return columns as a person points at them; of many only the letters."""
    if len(columns) == 1:
        return f"kolom {columns[0].letter} (‘{columns[0].kop}’)"
    return f"de kolommen {opsomming([column.letter for column in columns])}"


def _shape(draft: Draft) -> Iterator[str]:
    if not draft.titel.strip():
        yield "Geef de indeling een naam."
    if not draft.of_role(*AREA):
        yield "Kies de kolom met de gemeenten (of andere gebieden)."
    if not draft.values:
        yield "Kies ten minste één kolom met cijfers."
    roles = [column.rol for column in draft.kolommen if column.rol not in {"waarde", "negeer", "toelichting"}]
    for role in sorted({role for role in roles if roles.count(role) > 1}):
        letters = opsomming([column.letter for column in draft.of_role(role)])
        yield f"Kolommen {letters} zijn alle {label(role)}; kies er één en negeer de andere."
    if draft.of_role("gebied") and len(draft.of_role(*AREA)) > 1:
        yield "Kies één kolom voor het gebied, of één met de code en één met de naam."


def label(role: str) -> str:
    """Return what a role of a column is called."""
    return {
        "gebied": "gebied",
        "gebied_naam": "naam van het gebied",
        "gebied_code": "code van het gebied",
    }.get(role) or woord(role)


def _headers(draft: Draft, known: Words) -> Iterator[str]:
    used = [column for column in draft.kolommen if column.rol != "negeer"]
    for column in used:
        if not column.kop.strip() and column.rol not in AREA:
            yield (
                f"Kolom {column.letter} heeft geen kop. Kies een andere kopregel, "
                "zet in het bestand een kop boven de kolom, of negeer haar."
            )
    for number, column in enumerate(used):
        twins = [
            other
            for other in draft.kolommen
            if other.kop and same(other.kop, column.kop) and other.col != column.col
        ]
        if column.kop and twins and all(other not in used[:number] for other in twins):
            letters = opsomming([column.letter, *(twin.letter for twin in twins)])
            yield (
                f"Kolommen {letters} hebben dezelfde kop ‘{column.kop}’. Kies meer kopregels "
                "of geef ze in het bestand een eigen kop."
            )
    if len({(in_header(c.kop, known) or ("",))[0] for c in draft.values}) > 1:
        yield "Sommige kolommen hebben een periode in de kop en andere niet. Maak er twee indelingen van."


def _figure(draft: Draft, column: DraftColumn, known: dict[str, str], words: Words) -> Iterator[str]:
    per_row = BY_ROW in (known.get("maat"), known.get("doelgroep"))
    for field in ("doelgroep", "maat"):
        if not known.get(field):
            yield f"Kies {_the(field)} van {{kolom}}."
    if not known.get("eenheid") and not (per_row and known.get("maat") and known.get("doelgroep")):
        yield "Kies de eenheid van {kolom}: plekken, personen, bedden of woningen."
    if known.get("maat") == Maat.OPGAVE and not known.get("soort_opgave") and not per_row:
        yield "Kies de soort opgave van {kolom}."
    if may_be(draft, known.get("maat", ""), Maat.SALDO, words):
        yield from _sign(column, known)
    yield from _misfits(known)


def _sign(column: DraftColumn, known: dict[str, str]) -> Iterator[str]:
    sign = column.velden.get("teken")
    if not sign:
        yield "Kies hoe een achterstand in {kolom} is geschreven: met een min of zonder."
    elif sign == "-1" and known.get("maat") == BY_ROW:
        yield "In {kolom} staan ook andere cijfers. Zet daar in het bestand een min voor een achterstand."


def _misfits(known: dict[str, str]) -> Iterator[str]:
    group, kind = known.get("doelgroep", ""), known.get("soort_opgave", "")
    if known.get("deelgroep") in {Deelgroep.AMV, Deelgroep.REGULIER} and group not in {
        "", BY_ROW, Doelgroep.ASIELZOEKERS,
    }:  # fmt: skip
        yield "Amv en regulier bestaan alleen bij asielzoekers; verander {kolom}."
    fitting = SOORTEN_PER_DOELGROEP.get(Doelgroep(group), ()) if group in set(Doelgroep) else ()
    if kind not in {"", BY_ROW} and fitting and kind not in fitting:
        names = opsomming([woord(one) for one in fitting], "of")
        yield f"De soort opgave van {{kolom}} past niet bij {woord(group)}; kies {names}."
    if kind and known.get("maat") not in {Maat.OPGAVE, Maat.NOG_TE_REALISEREN, BY_ROW, "", None}:
        yield "Alleen een opgave heeft een soort opgave; maak die leeg bij {kolom}."


def _the(field: str) -> str:
    return {"doelgroep": "de doelgroep", "maat": "wat is geteld (de maat)"}[field]


def _time(draft: Draft, known: Words) -> Iterator[str]:
    by_column = draft.of_role("periode", "peildatum", "vastgesteld_op")
    in_heads = bool(draft.values) and all(in_header(c.kop, known) for c in draft.values)
    if draft.periode:
        error = periods.parse(draft.periode).error
        if error:
            yield f"Peildatum of periode ‘{draft.periode}’: {periods.FOUTEN[error]}"
            return
    elif by_column or in_heads:
        return
    stated = when(draft.periode) if draft.periode else draft.gevonden
    if not stated:
        yield "Vul de peildatum of de periode in: die staat niet in het bestand."
        return
    yield from _fitting(draft, stated, known)


def _fitting(draft: Draft, stated: dict[str, str], known: Words) -> Iterator[str]:
    """A stock needs a day or month, a flow a period."""
    day = periods.parse(stated.get("peildatum") or stated.get("periode", "")).peildatum
    whole = periods.parse(stated.get("periode", ""), aard="stroom")
    text = stated.get("periode") or stated.get("peildatum")
    for column in draft.values:
        is_flow = fields(draft, column, known).get("aard") == "stroom"
        if is_flow and (whole.van is None or whole.tot is None):
            yield (
                f"Kolom {column.letter} gaat over een periode, en ‘{text}’ is er geen. "
                "Vul bijvoorbeeld 2026-H1 in."
            )
        elif not is_flow and day is None and not column.velden.get("wanneer"):
            is_saldo = fields(draft, column, known).get("maat") == Maat.SALDO
            more = " Of kies begin of einde van de periode." if is_saldo else ""
            yield (
                f"Kolom {column.letter} is een stand op een dag, en ‘{text}’ is geen dag of maand. "
                f"Vul bijvoorbeeld 1-7-2026 in.{more}"
            )


def needs_cycle(draft: Draft, known: Words) -> bool:
    """Return whether a figure may be a duty of the Spreidingswet, which belongs to a round."""
    if draft.of_role("cyclus"):
        return False
    groups = {Doelgroep.ASIELZOEKERS, BY_ROW}
    every = [fields(draft, column, known) for column in draft.values]
    return any(
        one.get("doelgroep") in groups and may_be(draft, one.get("maat", ""), Maat.OPGAVE, known)
        for one in every
    )


def may_be(draft: Draft, maat: str, wanted: Maat, known: Words) -> bool:
    """Return whether figures are of a measure, or hold it in a column with one measure per row."""
    if maat != BY_ROW:
        return maat == wanted
    names = known.known("maat") | draft.woorden.get("maat", {})
    held = [text for column in draft.of_role("maat") for text in column.verschillend]
    return any(names.get(simple(text), text) == wanted for text in held)


def _cycle(draft: Draft, known: Words) -> Iterator[str]:
    if needs_cycle(draft, known) and not draft.cyclus:
        yield "Kies de ronde van de Spreidingswet waar de opgave bij hoort."
