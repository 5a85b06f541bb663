"""The choices of an analyst who maps a file: each with what is proposed and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.mapping import Clue, Draft, DraftColumn
from loaders.mapping.draft import MEANING, ROLES
from loaders.mapping.needed import BY_ROW, fields, may_be, needs_cycle
from loaders.mapping.words import words
from model import taal
from model.lijsten import SOORTEN_PER_DOELGROEP, Aard, Deelgroep, Doelgroep, Eenheid, Maat, SoortOpgave
from model.rules import rules
from ui.links import plain

ROLE_WORDS = {
    "gebied": "gemeente (of ander gebied)",
    "gebied_naam": "naam van de gemeente, naast een code",
    "gebied_code": "code van de gemeente",
    "waarde": "cijfers",
    "negeer": "niet gebruiken",
}
SIGNS = {"1": "met een min (−20 is 20 achter)", "-1": "zonder min (20 is 20 achter)"}
KINDS = {"stand": "op één dag (stand)", "stroom": "over een periode (stroom)"}
MOMENTS = {"begin": "het begin van de periode", "eind": "het einde van de periode"}
NOTATIONS = {
    "vraag": "kijk naar de kolom, en vraag het als dat niet kan",
    "nl": "1.234,5 (Nederlands)",
    "en": "1,234.5 (Engels)",
}
#: From so many columns with figures on, the choices of each are folded.
MANY = 6
_LISTS: dict[str, Sequence[str]] = {
    "doelgroep": tuple(Doelgroep),
    "deelgroep": tuple(Deelgroep),
    "maat": tuple(Maat),
    "soort_opgave": tuple(kind for kind in SoortOpgave if kind != SoortOpgave.BEREKEND),
    "eenheid": tuple(unit for unit in Eenheid if unit != Eenheid.AANDEEL),
    "aard": tuple(Aard),
}
_LABELS = {
    "doelgroep": "Doelgroep",
    "deelgroep": "Deel van de groep",
    "maat": "Wat is geteld?",
    "soort_opgave": "Soort opgave",
    "eenheid": "Eenheid",
    "aard": "Op een dag of over een periode?",
    "teken": "Hoe staat een achterstand er?",
    "wanneer": "Geldt op",
}


def whole(draft: Draft, key: str) -> Draft:
    """Ask what holds for all figures of the file, and return the draft with it."""
    st.markdown("**Voor het hele bestand** (leeg: staat per kolom of per regel)")
    _around(draft.clues)
    chosen = dict(draft.velden)
    boxes = st.columns(3)
    for box, field in zip(
        [*boxes, *boxes], ("doelgroep", "maat", "eenheid", "soort_opgave", "aard"), strict=False
    ):
        with box:
            chosen[field] = _pick(field, draft.velden.get(field, ""), f"{key}-alle", "–")
    draft = draft.model_copy(update={"velden": {k: v for k, v in chosen.items() if v}})
    with boxes[2]:
        notation = st.selectbox(
            "Hoe zijn getallen geschreven?", list(NOTATIONS), format_func=NOTATIONS.__getitem__,
            index=list(NOTATIONS).index(draft.notatie), key=f"{key}-notatie",
        )  # fmt: skip
    return draft.model_copy(update={"notatie": notation})


def moment(draft: Draft, key: str) -> Draft:
    """Ask for the day or period, and for a duty the round; both hold for this file alone."""
    known = words()
    stated = " en ".join(dict.fromkeys(draft.gevonden.values()))
    left, right = st.columns(2)
    with left:
        help_text = f"In het bestand staat: {stated}" if stated else "Staat niet boven de tabel of in de naam"
        period = st.text_input(
            "Peildatum of periode, als het bestand die niet noemt", key=f"{key}-periode",
            placeholder="1-7-2026 of 2026-H1",
        )  # fmt: skip
        st.caption(plain(f"{help_text}. Wat u hier invult, geldt alleen voor dit bestand."))
    draft = draft.model_copy(update={"periode": period.strip()})
    if needs_cycle(draft, known):
        rounds = {cycle.code: cycle.naam for cycle in rules().cyclus}
        with right:
            cycle = st.selectbox(
                "Ronde van de Spreidingswet", list(rounds), index=None, format_func=rounds.__getitem__,
                placeholder="Kies …", key=f"{key}-cyclus",
            )  # fmt: skip
        draft = draft.model_copy(update={"cyclus": cycle or ""})
    return draft


def columns(draft: Draft, key: str) -> Draft:
    """Ask per column what it means, and return the draft with it."""
    st.markdown("**Per kolom**")
    changed = {column.col: _role(column, f"{key}-{column.letter}") for column in draft.kolommen}
    draft = draft.model_copy(update={"kolommen": tuple(changed.values())})
    for column in draft.values:
        draft = draft.with_column(_figure(draft, column, f"{key}-{column.letter}"))
    return draft


def _role(column: DraftColumn, key: str) -> DraftColumn:
    """Ask the role of a column; the reason of the proposal stands beside it."""
    head, box = st.columns([3, 4], vertical_alignment="center")
    name = plain(column.kop) or "zonder kop"
    head.markdown(f"**{column.letter}** · {name}")
    examples = ", ".join(column.verschillend[:3])
    why = next((clue for clue in column.clues if clue.veld == "rol"), None)
    with box:
        role = st.selectbox(
            f"Kolom {column.letter} is", ROLES, index=ROLES.index(column.rol), format_func=_role_word,
            key=f"{key}-rol", label_visibility="collapsed",
        )  # fmt: skip
    said = f"{why.zekerheid}: {why.reden}" if why else ""
    head.caption(plain(f"{examples[:60]} · {said}" if examples else said))
    if role == column.rol:
        return column
    return column.model_copy(update={"rol": role, "velden": column.velden if role == "waarde" else {}})


def _role_word(role: str) -> str:
    return ROLE_WORDS.get(role) or taal.woord(role)


def _figure(draft: Draft, column: DraftColumn, key: str) -> DraftColumn:
    """Ask what the figures of one column measure."""
    title = f"Cijfers in kolom **{column.letter}** · {plain(column.kop) or 'zonder kop'}"
    many = len(draft.values) > MANY
    with st.expander(title) if many else st.container(border=True):
        if not many:
            st.markdown(title)
        _around([clue for clue in column.clues if clue.veld != "rol"])
        chosen = dict(column.velden)
        boxes = st.columns(3)
        for number, field in enumerate(_asked(draft, column)):
            with boxes[number % 3]:
                chosen[field] = _own(draft, column, field, key)
                column = column.model_copy(update={"velden": {k: v for k, v in chosen.items() if v}})
    return column


def _asked(draft: Draft, column: DraftColumn) -> list[str]:
    """Return the fields that matter for a column as it stands."""
    facts = fields(draft, column, words())
    out = ["doelgroep", "maat", "eenheid"]
    if facts.get("doelgroep") == Doelgroep.ASIELZOEKERS:
        out.append("deelgroep")
    if facts.get("maat") in {Maat.OPGAVE, Maat.NOG_TE_REALISEREN}:
        out.append("soort_opgave")
    if may_be(draft, facts.get("maat", ""), Maat.SALDO, words()):
        out += ["teken", "wanneer"]
    return out


def _own(draft: Draft, column: DraftColumn, field: str, key: str) -> str:
    """Ask one field of a column; left open it is what the file, the row or a rule says."""
    others = {name: value for name, value in column.velden.items() if name != field}
    facts = fields(draft, column.model_copy(update={"velden": others}), words())
    rest = facts.get(field, "")
    return _pick(field, column.velden.get(field, ""), key, _open(rest), facts.get("doelgroep", ""))


def _open(rest: str) -> str:
    """Return what a choice says that is left open."""
    if not rest:
        return "kies …"
    return "staat per regel" if rest == BY_ROW else f"{taal.woord(rest)} (volgt)"


def _pick(field: str, value: str, key: str, empty: str, group: str = "") -> str:
    """Draw one choice of a closed list; the first option leaves it open."""
    special = {"teken": SIGNS, "wanneer": MOMENTS, "aard": KINDS}.get(field)
    options = list(special or _LISTS[field])
    if field == "soort_opgave" and group in set(Doelgroep):
        options = [str(kind) for kind in SOORTEN_PER_DOELGROEP[Doelgroep(group)]]
    if value and value not in options:
        options.append(value)
    options = ["", *map(str, options)]

    def label(option: str) -> str:
        if not option:
            return "een dag" if field == "wanneer" else empty
        return special[option] if special else taal.woord(option)

    return st.selectbox(
        _LABELS[field], options, index=options.index(value), format_func=label, key=f"{key}-{field}"
    )


def _around(clues: Sequence[Clue]) -> None:
    """Say what was read and how sure that is; what is only possible is not filled in."""
    for sure in ("zeker", "waarschijnlijk", "misschien"):
        said = [f"{_what(clue)}: {clue.reden}" for clue in clues if clue.zekerheid == sure]
        if said:
            more = " (niet ingevuld)" if sure == "misschien" else ""
            st.caption(plain(f"{sure.capitalize()}{more}: {'; '.join(said)}."))


def _what(clue: Clue) -> str:
    field = {"teken": "achterstand"}.get(clue.veld) or taal.woord(clue.veld)
    return f"{field} {taal.woord(clue.waarde)}" if clue.waarde and clue.veld in MEANING else field
