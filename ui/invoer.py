"""Enter and change a row of a register by hand: one form for sites, periods, persons, knelpunten, measures.

The caller says which fields, in which order and words; this module asks, checks, records and publishes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pydantic import ValidationError

import store
from model import taal
from model.correctie import YES
from model.invoer import Invoer, object_id, texts
from model.invoer_maken import nieuw, weg, wijzig
from ui import data, filters, publication
from ui.deliveries_fields import NO_PERSONS, personal
from ui.invoer_geschiedenis import history
from ui.invoer_velden import NAMES, Field, ask, called, read, shown
from ui.keuze import Keuze
from ui.links import plain

__all__ = ["Field", "form", "history", "remove"]

#: Counts what this session entered, so that the next form starts with empty boxes.
ROUND = "_invoerronde"
READ_ONLY = "In het voorbeeld verandert niets. Kies bij Gegevens de openbare cijfers om iets vast te leggen."
HIDDEN = (
    "Een vertrouwelijke rij wordt bewaard, maar niets ervan is te zien: niet hier, niet op een andere pagina "
    "en voor niemand. Dat blijft zo tot iemand haar met een nieuwe wijziging openbaar maakt."
)
OTHER_SITE = "Dit is een andere locatie dan die in deze gemeente al zo heet"


@dataclass(frozen=True)
class _Typed:
    """What stands in the boxes of a form."""

    velden: dict[str, str]
    reden: str
    actor: str
    is_eigen: bool = False


def form(
    keuze: Keuze, frame: str, row: Mapping[Any, Any] | None, fields: Sequence[Field], *, key: str
) -> None:
    """Draw the form for one row; publish what was filled in as a new version.

    Args:
        keuze: the filters; the row is one of the version they show.
        frame: ``locaties``, ``bestemmingen``, ``toerekening``, ``knelpunten`` or ``maatregelen``.
        row: the row as it stands in ``data.frame(keuze, frame)``, or None to make a new one.
        fields: what is asked, in order. A field that is not among them stays as it is.
        key: of this form on this page.
    """
    if keuze.voorbeeld:
        st.caption(READ_ONLY)
        return
    now = {} if row is None else texts(frame, row)
    mark = f"{key}-{st.session_state.get(ROUND, 0)}-{_digest(now)}"
    with st.form(f"invoer-{mark}"):
        typed = _ask(frame, fields, now, mark)
        label = f"Leg deze {NAMES[frame].lower()} vast" if row is None else "Leg deze wijziging vast"
        ready = st.form_submit_button(label, type="primary", key=f"leg-vast-{mark}")
        st.caption(
            "Dit maakt een nieuwe versie. Wat er stond, blijft in de geschiedenis en is terug te zetten."
        )
    if ready:
        _submit(keuze, frame, now, fields, typed, key)


def remove(keuze: Keuze, frame: str, row: Mapping[Any, Any], *, key: str) -> None:
    """Draw the form that takes out a row that should never have been there; not for a site that is dropped.

    Args:
        keuze: the filters.
        frame: register.
        row: the row as it stands in ``data.frame(keuze, frame)``.
        key: of this form on this page.
    """
    if keuze.voorbeeld:
        st.caption(READ_ONLY)
        return
    now = texts(frame, row)
    mark = f"{key}-weg-{st.session_state.get(ROUND, 0)}-{_digest(now)}"
    with st.form(f"weghalen-{mark}"):
        st.markdown("Alleen voor een vergissing. Gaat iets niet door, leg dan het stadium en de reden vast.")
        reden, actor = _who(mark, "Waarom hoort deze rij hier niet? Deze zin is openbaar.")
        ready = st.form_submit_button(f"Haal deze {NAMES[frame].lower()} weg", key=f"haal-weg-{mark}")
    if not ready:
        return
    if problems := _said(reden, actor):
        _refuse(problems)
        return
    made = weg(frame, now, reden)
    _record(keuze, made, f"{called(frame, now)} weggehaald", actor, [])


def _digest(now: Mapping[str, str]) -> str:
    """Return a mark of a row: when it changed, its boxes begin anew with what stands there now."""
    return hashlib.sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()[:10]


def _ask(frame: str, fields: Sequence[Field], now: Mapping[str, str], mark: str) -> _Typed:
    velden = ask(frame, fields, now, f"invoer-{mark}", is_new=not now)
    st.caption(NO_PERSONS if frame != "locaties" else NO_PERSONS.replace("personen of locaties", "personen"))
    eigen = False
    if not now and frame == "locaties":
        eigen = st.checkbox(OTHER_SITE, key=f"eigen-{mark}")
    if any(one.veld == "is_vertrouwelijk" for one in fields):
        st.caption(HIDDEN)
    reden, actor = _who(mark, "Waarom, en waar komt het vandaan? Deze zin is openbaar.")
    return _Typed(velden, reden, actor, eigen)


def _who(mark: str, question: str) -> tuple[str, str]:
    reden = st.text_input(plain(question), key=f"reden-{mark}")
    actor = st.text_input("Uw naam (wordt niet gecontroleerd)", key=f"naam-{mark}")
    return reden, actor


def _said(reden: str, actor: str) -> list[str]:
    """Return what is wrong with the reason and the name."""
    problems = []
    if not reden.strip():
        problems.append("Schrijf waarom.")
    if found := personal(reden):
        problems.append(f"De reden lijkt {taal.opsomming(found)} te bevatten. Haal die weg.")
    if not actor.strip():
        problems.append("Vul uw naam in.")
    return problems


def _refuse(problems: Sequence[str]) -> None:
    st.error("Er is nog niets vastgelegd.\n\n" + "\n".join(f"- {plain(text)}" for text in problems))


def _submit(  # noqa: PLR0913 - a form and what was typed in it
    keuze: Keuze, frame: str, now: Mapping[str, str], fields: Sequence[Field], typed: _Typed, key: str
) -> None:
    """Check everything at once, and record it when all is well."""
    velden, problems = read(frame, fields, typed.velden, now)
    if not now:
        velden |= {one.veld: one.begin for one in fields if one.is_vast}
    problems += _said(typed.reden, typed.actor)
    made = None
    if not problems:
        made, problems = _made(frame, now, velden, typed, key)
    if problems:
        _refuse(problems)
        return
    if made is None:
        st.info("Er is niets veranderd, dus er is niets vastgelegd.")
        return
    _record(keuze, made, _note(keuze, made, now), typed.actor, fields)


def _made(
    frame: str, now: Mapping[str, str], velden: Mapping[str, str], typed: _Typed, key: str
) -> tuple[Invoer | None, list[str]]:
    """Return the edit, or why there can be none; a new row gets an id that a second click has as well."""
    seed = publication.key_of("nieuw", frame, key, st.session_state.get(ROUND, 0))
    try:
        if now:
            return wijzig(frame, now, velden, typed.reden), []
        return nieuw(frame, velden, typed.reden, seed, is_eigen=typed.is_eigen), []
    except ValidationError as error:
        texts_ = [str(one.get("ctx", {}).get("error", "dit is niet leesbaar")) for one in error.errors()]
        return None, list(dict.fromkeys(texts_))
    except ValueError as error:
        return None, [str(error)]


def _note(keuze: Keuze, made: Invoer, now: Mapping[str, str]) -> str:
    """Return the sentence of the version; everyone reads it, so it names nothing that is not public."""
    row = {**now, **made.wordt}
    if _is_hidden(keuze, row):
        return "Invoer die niet openbaar is"
    if made.actie == "nieuw":
        return f"{called(made.frame, row)} toegevoegd. {made.reden}"
    names = taal.opsomming([taal.woord(one.veld) for one in made.hoofd])
    return f"{called(made.frame, row)}: {names} gewijzigd. {made.reden}"


def _is_hidden(keuze: Keuze, row: Mapping[str, str]) -> bool:
    return row.get("is_vertrouwelijk") == YES or row.get("zichtbaar_vanaf", "") > keuze.vandaag.isoformat()


def _record(keuze: Keuze, made: Invoer, note: str, actor: str, fields: Sequence[Field]) -> None:
    """Publish an edit; a second click finds its key, and who comes second to the same row is told."""
    key = publication.key_of("invoer", keuze.versie, made.model_dump(mode="json"))
    try:
        version = data.opened(keuze.voorbeeld).record(made, keuze.versie, note, actor, key)
    except store.StaleVersion as error:
        _stale(error, made, fields)
    except store.EntryMisses as error:
        _refuse([miss.tekst[:1].upper() + miss.tekst[1:] + "." for miss in error.misses])
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        where = f"Dit staat in versie {version.number}."
        if _is_hidden(keuze, made.wordt):
            where = f"Bewaard in versie {version.number}; niets ervan is te zien."
        filters.show_version(version.number, where)


def _stale(error: store.StaleVersion, made: Invoer, fields: Sequence[Field]) -> None:
    """Say what another changed in this row meanwhile, and what was asked here; nothing is overwritten."""
    labels = {one.veld: one for one in fields}
    mine = [
        f"{labels[one.veld].naam}: {shown(made.frame, labels[one.veld], one.wordt)}"
        for one in made.velden
        if one.veld in labels
    ]
    st.error(plain(error))
    if mine:
        st.markdown(f"U vulde in: {plain(taal.opsomming(mine))}.")
    if error.head is not None:
        number = error.head.number
        st.button(
            f"Bekijk versie {number} en vul het daar opnieuw in",
            key=f"naar-{made.object_id}-{number}",
            on_click=_go,
            args=(number,),
        )


def _go(number: int) -> None:
    st.session_state[filters.NEXT] = number


def name_of(frame: str, row: Mapping[Any, Any]) -> str:
    """Return the id of a row, for ``history``."""
    return object_id(frame, row)
