"""What was entered by hand and no longer fits the files of a version to be: named, for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import store
from model.correctie import Correctie
from model.correctie import apply as corrected
from model.frames import Frames
from model.invoer import INVOERBAAR, Invoer
from model.invoer_kiezen import Besluit, Groep, groepen, vervangen
from model.invoer_toepassen import Regel, apply, rij
from store.entries import Item
from store.frames import Tables, join
from ui.invoer_velden import Field, called, shown
from ui.links import plain

#: After so many rounds something is wrong with what was chosen, and that is said.
ROUNDS = 6
LAPSE = "Laat deze invoer vervallen"
PUT_HERE = "Zet de ingevoerde waarden op de rij van het nieuwe bestand"
PUT_THERE = "Zet haar op de locatie die nu zo heet"
OWN = "Bewaar haar als een eigen rij, naast wat in het bestand staat"


def settle(
    opened: store.Store,
    head: store.Version,
    parts: Sequence[tuple[str, Tables]],
    corrections: Sequence[Correctie],
) -> list[Item] | None:
    """Return the entries of a version to be, after asking about every one that no longer fits.

    Args:
        opened: the store.
        head: the version it is made on.
        parts: upload id and tables of the version to be, in order.
        corrections: its corrections; one that misses is asked about elsewhere.

    Returns:
        The list for ``Store.publish``; None while something is to be chosen, which is drawn.

    Raises:
        StoreError: the files do not go together.
    """
    entries: list[Item] = list(head.entries)
    if not entries:
        return entries
    whole = corrected(_registers(parts), [one for one in corrections if one.frame in INVOERBAAR])[0]
    before = opened.frames(head.id)
    for turn in range(ROUNDS):
        lines = regels(opened, entries)
        missed = apply(whole, lines)[1]
        if not missed:
            return entries
        gone = {id(miss.regel) for miss in missed}
        after = apply(whole, [one for one in lines if id(one) not in gone])[0]
        groups = groepen(missed, before, after)
        sites = [one for one in groups if one.frame == "locaties"]
        chosen = _asked(sites or groups, before, turn)
        if chosen is None:
            return None
        items = {id(line): item for line, item in zip(lines, entries, strict=True)}
        entries = vervangen(entries, {items[mark]: made for mark, made in chosen.items()})
    st.error(
        "Wat u koos, past nog steeds niet bij elkaar. Laat de invoer vervallen en leg haar opnieuw vast."
    )
    return None


def regels(opened: store.Store, entries: Sequence[Item]) -> list[Regel]:
    """Return entries as frames are made with, in the order asked."""
    if not entries:
        return []
    known = {one.id: one.regel for one in opened.entries()}
    return [Regel(0, one) if isinstance(one, Invoer) else known[one] for one in entries]


def _registers(parts: Sequence[tuple[str, Tables]]) -> Frames:
    """Return the registers of a version to be without what was entered: figures are not needed for that."""
    wanted = {*INVOERBAAR, "bronnen"}
    return join([(one, {n: t for n, t in tables.items() if n in wanted}) for one, tables in parts])


def _asked(groups: Sequence[Groep], before: Frames, turn: int) -> dict[int, Invoer | None] | None:
    """Ask per row what becomes of its entries; return what replaces each, None while one is open."""
    st.warning(
        "**Iets wat met de hand is ingevoerd, past niet meer bij het nieuwe bestand.** Kies wat ermee "
        "gebeurt. Er gaat niets verloren: oude versies houden het."
    )
    out: dict[int, Invoer | None] = {}
    is_open = False
    for group in groups:
        choice = _choose(group, before, turn)
        is_open |= choice is None
        for place, miss in enumerate(group.missers):
            first = choice is not None and place == 0
            out[id(miss.regel)] = group.mogelijk[choice] if first and choice is not None else None
    return None if is_open else out


def _choose(group: Groep, before: Frames, turn: int) -> Besluit | None:
    st.markdown("\n".join(_told(group, before)))
    options = list(group.mogelijk)
    numbers = "-".join(str(miss.regel.nummer) for miss in group.missers)
    return st.radio(
        "Wat gebeurt ermee?",
        options,
        index=None,
        format_func=lambda one: _label(group, one),
        key=f"misser-{turn}-{group.frame}-{group.object_id}-{numbers}",
    )


def _label(group: Groep, besluit: Besluit) -> str:
    made = group.mogelijk[besluit]
    if besluit == Besluit.ZET:
        return PUT_HERE if made is not None and made.object_id == group.object_id else PUT_THERE
    return {Besluit.VERVALT: LAPSE, Besluit.EIGEN: OWN}[besluit]


def _told(group: Groep, before: Frames) -> list[str]:
    """Return what was entered about a row and why it misses; of a confidential row only that there is one."""
    if any(miss.regel.is_vertrouwelijk for miss in group.missers):
        return [f"**Een vertrouwelijke rij** ({plain(miss.regel.cel)})" for miss in group.missers[:1]]
    row = rij(before, group.frame, group.object_id) or {}
    lines = [f"**{plain(called(group.frame, row))}**", ""]
    for miss in group.missers:
        edit = miss.regel.invoer
        said = [
            f"{Field(one.veld).naam.lower()}: {shown(group.frame, Field(one.veld), one.was)} → "
            f"{shown(group.frame, Field(one.veld), one.wordt)}"
            for one in edit.hoofd
        ]
        did = (
            "; ".join(said)
            if edit.actie == "wijzig"
            else {"nieuw": "toegevoegd", "weg": "weggehaald"}[edit.actie]
        )
        lines.append(f"- {plain(did)} ({plain(edit.reden)}). Nu: {plain(miss.tekst)}.")
    return lines
