"""From files that were read to a new version: what they replace, what changes, who and why."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass

import streamlit as st

import store
from metrics.disclosure import public_name
from model import taal
from store.entries import Item
from ui import clock, data, difference, examined, filters, invoer_missers, preview, reasons, tables
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain
from ui.preview import Preview

_SESSION, BASE, ROUND = "_publicatiesleutel", "_vergeleken_met", "_ronde"


def draw(keuze: Keuze, usable: list[Examined]) -> None:
    """Compare the files with the current version, ask what must be asked, and publish."""
    opened = data.opened(False)
    head = data.head(opened)
    seen = st.session_state.setdefault(BASE, head.id)
    st.subheader("Verschil met de huidige versie", anchor=False)
    if seen != head.id:
        difference.meanwhile(keuze, opened.version(seen), head, "intussen")
    replaced = _replaced(opened, head, usable)
    kept = [item for item in head.uploads if item not in replaced]
    wanted = _preview(keuze, opened, head, kept, usable)
    if wanted is None:
        return
    made = wanted.made
    if others := tables.beside(made.before, made.outcome.beside):
        st.markdown(f"Naast de cijfers: **{others}**.")
    _gone(opened, replaced, made)
    if made.is_confidential:
        st.caption(
            "Rijen uit een vertrouwelijk bestand ziet alleen u, in dit venster, tot u publiceert. Zet niets "
            "vertrouwelijks in de toelichting hieronder: die zin is openbaar."
        )
    difference.draw(keuze, made.verschil, "nieuw", with_download=not made.is_confidential)
    _form(opened, head, kept, usable, wanted, is_stale=seen != head.id)


def reset() -> None:
    """Forget what was compared: there are no files to publish any more."""
    preview.forget()
    st.session_state.pop(BASE, None)


def key_of(*asked: object) -> str:
    """Return the idempotency key of a request in this session: the same click twice is one version."""
    session = st.session_state.setdefault(_SESSION, uuid.uuid4().hex)
    return hashlib.sha256(json.dumps([session, *asked]).encode()).hexdigest()[:32]


def _replaced(opened: store.Store, head: store.Version, usable: list[Examined]) -> list[str]:
    """Ask which files of the current version the new ones take the place of."""
    present = {item: opened.upload(item) for item in head.uploads}
    names = {file.name for file in usable}
    digests = {file.digest for file in usable}
    same = [item for item, was in present.items() if was.name in names or was.sha256 in digests]
    return st.multiselect(
        "Deze bestanden vervangen",
        list(present),
        default=same,
        format_func=lambda item: (
            f"{public_name(present[item].name)} ({taal.datum(present[item].created_at)})"
        ),
        placeholder="geen: de bestanden komen erbij",
        key="vervangen-" + "-".join(sorted(digest[:8] for digest in digests)),
    )


def _gone(opened: store.Store, replaced: list[str], made: Preview) -> None:
    """Say which files go, and what becomes of the figures that only they had."""
    if not replaced:
        return
    names = []
    for item in replaced:
        was = opened.upload(item)
        day = taal.datum(clock.local(was.created_at))
        names.append(f"**{plain(public_name(was.name))}** (geladen op {day} door {plain(was.actor)})")
    st.markdown(f"Dit verdwijnt uit de nieuwe versie: {taal.opsomming(names)}. Oude versies houden het.")
    gone, followed = made.verschil.gone, made.verschil.followed
    if followed:
        text = taal.meervoud(followed, "cijfer vervalt", "cijfers vervallen")
        st.caption(f"{text}, maar hetzelfde cijfer staat er nog op een ander moment.")
    if gone - followed:
        text = taal.meervoud(gone - followed, "cijfer vervalt", "cijfers vervallen")
        st.caption(f"{text} zonder dat er iets voor in de plaats komt: dat is daarna onbekend, niet nul.")


@dataclass(frozen=True)
class _Wanted:
    """A version to be, and what is made in it besides the files."""

    made: Preview
    corrections: list[str]
    entries: list[Item]


def _preview(
    keuze: Keuze, opened: store.Store, head: store.Version, kept: list[str], usable: list[Examined]
) -> _Wanted | None:
    """Return the version to be; None while it is made, while something is asked, or when it cannot be."""
    corrections = list(head.corrections)
    parts = preview.parts_of(kept, usable) if head.entries else []
    try:
        entries = invoer_missers.settle(opened, head, parts, preview.chosen(opened, corrections))
        if entries is None:
            return None
        try:
            made = preview.of_files(keuze, head, kept, usable, corrections, entries)
        except store.CorrectionMisses as error:
            lapsed = _lapse(error)
            if not lapsed:
                return None
            corrections = [one for one in corrections if one not in lapsed]
            made = preview.of_files(keuze, head, kept, usable, corrections, entries)
    except store.StoreError as error:
        st.error(f"{plain(error)} Kies hierboven welk bestand het nieuwe vervangt.")
        return None
    return None if made is None else _Wanted(made, corrections, entries)


def _lapse(error: store.CorrectionMisses) -> set[str]:
    """Say which corrections no longer fit and ask to let them lapse; return those that may."""
    lines = [
        f"- {plain(miss.correctie.bron_cel)}: {plain(miss.correctie.was or 'leeg')} → "
        f"{plain(miss.correctie.wordt or miss.correctie.actie)} ({plain(miss.correctie.reden)}): "
        f"{plain(miss.tekst)}"
        for miss in error.misses
    ]
    st.warning(
        "**Een correctie past niet meer bij het nieuwe bestand.** Kijk of het nieuwe bestand de fout nog "
        "heeft; leg na het publiceren zo nodig een nieuwe correctie vast.\n\n" + "\n".join(lines)
    )
    ids = sorted(miss.correctie.id for miss in error.misses)
    label = "Laat deze correctie vervallen" if len(ids) == 1 else f"Laat deze {len(ids)} correcties vervallen"
    return set(ids) if st.checkbox(label, key=f"vervalt-{'-'.join(ids)}") else set()


def _form(  # noqa: PLR0913 - everything a version is made of
    opened: store.Store,
    head: store.Version,
    kept: list[str],
    usable: list[Examined],
    wanted: _Wanted,
    *,
    is_stale: bool,
) -> None:
    """Ask who and why, and publish on the version the analyst has seen; nobody is overwritten.

    The button carries the id of that version: a click on a page drawn before someone else published is a
    click on a button that is no longer there.
    """
    made, corrections, entries = wanted.made, wanted.corrections, wanted.entries
    label = f"Publiceer bovenop versie {head.number}" if is_stale else "Publiceer als nieuwe versie"
    with st.form("publiceren"):
        why = reasons.ask(made.large, usable[0].digest[:8])
        actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key="naam")
        note = st.text_input("Wat is er nieuw? Deze zin staat bij de versie.", key="toelichting")
        if is_stale:
            st.caption(
                f"Er is nog niets van u gepubliceerd. Hierboven staat wat versie {head.number} veranderde."
            )
        ready = st.form_submit_button(label, type="primary", key=f"publiceer-{head.id}")
    if not ready:
        return
    if problem := reasons.missing(made.large, why):
        st.error(problem)
        return
    try:
        ids = [opened.add_upload(e.content, e.name, actor, e.loaded, e.answers).id for e in usable]
        every = [*kept, *(item for item in ids if item not in kept)]
        key = key_of(head.id, every, corrections, [_said(one) for one in entries])
        version = opened.publish(
            head.id, every, note, actor, key, corrections=corrections, reasons=why, entries=entries
        )
    except store.StaleVersion:
        st.rerun()  # the page says what happened meanwhile, and asks again
    except store.StoreError as error:
        st.error(plain(error))
    else:
        _done(version, made)


def _said(entry: Item) -> str:
    return entry if isinstance(entry, str) else entry.hash


def _done(version: store.Version, made: Preview) -> None:
    """Forget the files of this session and show the new version."""
    examined.forget()
    reset()
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    text = f"Versie {version.number} is gepubliceerd."
    if made.is_confidential:
        text += " Het vertrouwelijke bestand is bewaard; niets ervan is te zien."
    filters.show_version(version.number, text)
