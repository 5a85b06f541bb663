"""From a complete mapping to a layout that knows the same kind of file next time, and no other."""

from __future__ import annotations

import re
import unicodedata

from loaders.engine.given import FIELD
from loaders.layout_rows import Kenmerk, Regel, Totaal, Vondst
from loaders.layouts import Blad, Kolom, Layout, shared_words
from loaders.mapping.draft import Clue, Draft, DraftColumn
from loaders.mapping.needed import BY_ROW, fields, missing, needs_cycle
from loaders.mapping.periods import in_header, plain
from loaders.mapping.words import Words, meaning
from loaders.mapping.words import words as word_list

#: Layouts of analysts begin with this, so that they never take the place of a shipped one.
OWN = "eigen-"
_HELD = ("doelgroep", "deelgroep", "maat", "soort_opgave", "eenheid")
_ZOEK = 30


class IncompleteError(ValueError):
    """A draft lacks something; ``missing`` says what, in Dutch."""

    def __init__(self, lacking: list[str]) -> None:
        """Keep what is lacking."""
        super().__init__(" ".join(lacking))
        self.missing = lacking


def slug(text: str) -> str:
    """Return a name for a layout that starts with ``eigen-``.

    >>> slug("Opvang Oekraïners, per kwartaal (Zuid)")
    'eigen-opvang-oekrainers-per-kwartaal-zuid'
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    bare = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-")
    return bare if bare.startswith(OWN) else f"{OWN}{bare or 'bestand'}"


def answers_of(draft: Draft) -> dict[str, str]:
    """Return what was typed for the file at hand alone, as answers for ``loaders.load``."""
    given = {"periode": draft.periode.strip(), "cyclus": draft.cyclus}
    return {FIELD + name: text for name, text in given.items() if text}


def layout_of(draft: Draft, known: Words | None = None) -> Layout:
    """Return the layout of a draft, with the words that all layouts share.

    Raises:
        IncompleteError: something that must be known is not filled in.
    """
    words = known or word_list()
    if lacking := missing(draft, words):
        raise IncompleteError(lacking)
    anchors = _anchors(draft, words)
    by_name = [clue.woord for clue in anchors if clue is not None and clue.plaats == "bestandsnaam"]
    unheld = draft.vraag_altijd or any(clue is None for clue in anchors)
    layout = Layout(
        id=draft.id or slug(draft.titel),
        titel=draft.titel.strip(),
        uitgever=draft.uitgever.strip(),
        bestand="" if unheld or not by_name else _every(by_name),
        vraag_zonder_bestandsnaam=unheld or bool(by_name),
        vraag=("periode", "cyclus") if _may_need_cycle(draft, words) else ("periode",),
        provincie=draft.provincie,
        notatie=draft.notatie,
        woorden={field: dict(own) for field, own in draft.woorden.items() if own},
        markeringen={status: texts for status, texts in draft.markeringen.items() if texts},
        blad=(_sheet(draft, anchors, words),),
    )
    return layout.with_shared_words(shared_words())


def _sheet(draft: Draft, anchors: list[Clue | None], known: Words) -> Blad:
    held = [clue for clue in anchors if clue is not None]
    sheet_words = [clue.woord for clue in held if clue.plaats == "bladnaam"]
    above = list(
        dict.fromkeys((clue.veld, clue.waarde, clue.woord) for clue in held if clue.plaats == "boven")
    )
    proof, proven = _proof(above, known)
    own = {name: value for name, value in draft.velden.items() if value and name != "teken"}
    return Blad(
        naam=_every(sheet_words) if sheet_words else "",
        zoek_tot=min(max(_ZOEK, draft.kopregel + 10), 200),
        kopregels=draft.kopregels,
        kop_terug=draft.kop_terug,
        niveaus=(draft.niveau,),
        velden={"niveau": draft.niveau, "bereik": "gemeentetotaal", "deelgroep": "alle"} | own,
        voet=(*known.rijen.voet, *map(plain, draft.voet)),
        negeer=tuple(
            dict.fromkeys(plain(c.kop) for c in draft.kolommen if c.rol == "negeer" and c.kop.strip())
        ),
        kolom=_columns(draft, known),
        regel=(*_rules(draft, known), *proven),
        totaal=tuple(Totaal(patroon=text) for text in (*known.rijen.totaal, *map(plain, draft.totaal))),
        weglaten=known.rijen.weglaten,
        vondst=(*known.vondst, *proof),
        kenmerk=tuple(Kenmerk(patroon=_word(text)) for text in dict.fromkeys(word for *_, word in above)),
    )


def _proof(
    above: list[tuple[str, str, str]], known: Words
) -> tuple[list[Vondst], list[Regel]]:  # fmt: skip
    """Return what must stand above the table, and the refusal of rows when it does not.

    That a word occurs somewhere on the sheet is not enough: a remark may name another group. And a title that
    names a second group says that the table is about something else.
    """
    finds, rules = [], []
    for number, (field, value, word) in enumerate(above):
        name = f"bewijs_{number}"
        finds.append(Vondst(waar="boven", patroon=f"re:(?P<{name}>{_word(word)[3:]})"))
        reason = (
            f"Boven de tabel staat niet ‘{word}’; deze indeling past dan niet. Koppel het bestand opnieuw."
        )
        rules.append(Regel(als={name: ""}, naar="weigeren", reden=reason))
        if field == "doelgroep":
            others = [
                _word(text)[3:] for text, other in known.known(field).items() if text and other != value
            ]
            finds.append(Vondst(waar="boven", patroon=f"re:(?P<tegen_{number}>{'|'.join(others)})"))
            reason = "Boven de tabel staat ook een andere doelgroep. Koppel het bestand opnieuw."
            rules.append(Regel(als={f"tegen_{number}": "re:."}, naar="weigeren", reden=reason))
    return finds, rules


def _columns(draft: Draft, known: Words) -> tuple[Kolom, ...]:
    out: list[Kolom] = []
    for column in draft.kolommen:
        if column.rol == "negeer":
            continue
        made = _value(draft, column, known) if column.rol == "waarde" else _other(column)
        if made not in out:
            out.append(made)
    return tuple(out)


def _other(column: DraftColumn) -> Kolom:
    return Kolom(rol=column.rol, kop=(plain(column.kop),), verplicht=column.rol != "toelichting")


def _value(draft: Draft, column: DraftColumn, known: Words) -> Kolom:
    own = {name: value for name, value in column.velden.items() if value and name != "teken"}
    if _chosen_aard(draft):
        own["aard"] = fields(draft, column, known)["aard"]
    found = in_header(column.kop, known)
    return Kolom(
        rol="waarde",
        kop=(found[2] if found else plain(column.kop),),
        verplicht=True,
        velden=own,
        teken=-1 if column.velden.get("teken") == "-1" else 1,
    )


def _may_need_cycle(draft: Draft, known: Words) -> bool:
    """Return whether this file or a next one may hold a duty of the Spreidingswet."""
    return needs_cycle(draft, known) or bool(draft.of_role("maat") and not draft.of_role("cyclus"))


def _chosen_aard(draft: Draft) -> bool:
    return bool(draft.velden.get("aard") or any(column.velden.get("aard") for column in draft.values))


def _rules(draft: Draft, known: Words) -> tuple[Regel, ...]:
    """Return the shared rules; an analyst who says whether figures are stand or stroom is followed."""
    return tuple(rule for rule in known.regel if not ("aard" in rule.zet and _chosen_aard(draft)))


def _anchors(draft: Draft, known: Words) -> list[Clue | None]:
    """Return for every fact of every figure the word in the file that says it; None when nothing does.

    What stands in the header of the column itself, in a column of its own, or follows by a rule needs none:
    the layout insists on headers anyway.
    """
    out: list[Clue | None] = []
    for column in draft.values:
        facts = fields(draft, column, known)
        in_head = meaning(column.kop, "kop", known)
        checked = [*_HELD, "teken"] if facts.get("maat") == "saldo" else _HELD
        for field in checked:
            value = facts.get(field, "")
            if value in {"", BY_ROW} or (field == "deelgroep" and value == "alle"):
                continue
            if field in in_head and in_head[field].waarde == value:
                continue
            if fields(draft, column, known, without=field).get(field) == value:
                continue
            out.append(_around(draft, field, value, known))
    return out


def _around(draft: Draft, field: str, value: str, known: Words) -> Clue | None:
    """Return the word above the table or in a name that says a value."""
    readings = [meaning(line, "boven", known) for line in draft.boven]
    readings.append(meaning(draft.bladnaam, "bladnaam", known))
    readings.append(meaning(draft.bestandsnaam.rsplit(".", 1)[0], "bestandsnaam", known))
    for reading in readings:
        clue = reading.get(field)
        if clue is not None and clue.waarde == value and clue.zekerheid != "misschien":
            return clue
    return None


def _word(text: str) -> str:
    """Return a pattern for a word as it may be written."""
    parts = [re.escape(part) for part in re.split(r"[\s_/|-]+", text) if part]
    spaced = r"[\s_/|-]+".join(parts)
    return rf"re:(?<![^\W_]){spaced}(?![^\W_])"


def _every(texts: list[str]) -> str:
    """Return a pattern that wants each of some words."""
    return "re:^" + "".join(f"(?=.*{_word(text)[3:]})" for text in dict.fromkeys(texts))
