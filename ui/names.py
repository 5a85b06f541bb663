"""Names in a file that are no gemeente we know: who says what they mean, and since when."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from rapidfuzz import fuzz, process

import store
from loaders.area_index import load_index
from loaders.area_issues import ALIAS
from model import taal
from model.lijsten import Niveau
from ui import clock, data
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain

ACTOR = "Uw naam (wordt niet gecontroleerd)"
NONE = "geen van deze: de rij blijft geweigerd"
_ALIKE, _NEAR = 55, 5


@dataclass(frozen=True)
class Unknown:
    """One name that stands in a file: how often, where first, and what the reader of names thinks of."""

    name: str
    count: int
    at_least: bool
    place: str
    candidates: tuple[str, ...]


def draw(keuze: Keuze, file: Examined) -> None:
    """Ask about every unknown name of a file once; nothing is chosen beforehand."""
    found = unknown(file)
    if not found:
        return
    st.markdown(f"**{taal.meervoud(len(found), 'naam', 'namen')} zonder gemeente**")
    st.caption(
        "Wat u kiest, geldt ook voor volgende bestanden, en staat met uw naam en de datum in de lijst."
    )
    areas = _areas(keuze)
    chosen: dict[str, str] = {}
    with st.form(f"namen-{file.digest[:10]}"):
        for one in found:
            options = ordered(one, areas)
            cells = taal.meervoud(one.count, "cel", "cellen")
            text = f"‘{one.name}’: {'ten minste ' if one.at_least else ''}{cells}, eerst in {one.place}"
            code = st.selectbox(
                plain(text), options, index=None, format_func=lambda c: _label(c, areas), placeholder=NONE,
                key=f"naam-{file.digest[:10]}-{one.name}",
            )  # fmt: skip
            if code:
                chosen[one.name] = code
        actor = st.text_input(ACTOR, key=f"namen-door-{file.digest[:10]}")
        reason = st.text_input("Hoe weet u dit? (mag leeg)", key=f"namen-reden-{file.digest[:10]}")
        ready = st.form_submit_button("Leg vast en lees het bestand opnieuw")
    if ready:
        _record(chosen, actor, reason)


def unknown(file: Examined) -> list[Unknown]:
    """Return every name that was asked about, in the order of the file."""
    found: dict[str, list] = {}
    folded = {issue.code for issue in file.loaded.issues if issue.aantal > 1 and not issue.vraag}
    for issue in file.loaded.issues:
        if issue.vraag.startswith(ALIAS):
            found.setdefault(issue.vraag.removeprefix(ALIAS), []).append(issue)
    return [
        Unknown(
            name,
            sum(issue.aantal for issue in issues),
            issues[0].code in folded,
            issues[0].plaats,
            tuple(code for code, _ in issues[0].keuzes),
        )
        for name, issues in found.items()
    ]


def ordered(one: Unknown, areas: dict[str, tuple[str, str]]) -> list[str]:
    """Return the codes to choose from: what the name looks like first, then all others by name.

    Args:
        one: the name, with its candidates.
        areas: per code its name and the area it lies in.
    """
    names = {code: name for code, (name, _) in areas.items()}
    near = process.extract(one.name, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_NEAR)
    rest = sorted(areas, key=lambda code: names[code])
    return list(dict.fromkeys([*one.candidates, *(code for _, _, code in near), *rest]))


def _areas(keuze: Keuze) -> dict[str, tuple[str, str]]:
    """Return the gemeenten of the province: per code its name and its region."""
    gebieden = data.frame(keuze, "gebieden")
    now = gebieden[gebieden["geldig_tot"].isna()].set_index("gebied_code")
    name, parent = now["naam"].to_dict(), now["ouder_code"].to_dict()
    ours = data.the_rules().monitor.provincie
    return {
        str(code): (str(name[code]), str(name.get(parent[code], "")))
        for code in now.index[now["niveau"].eq(Niveau.GEMEENTE)]
        if ours in {parent[code], parent.get(parent[code])}
    }


def _label(code: str, areas: dict[str, tuple[str, str]]) -> str:
    name, region = areas.get(code, ("", ""))
    if not name:
        return f"{_elsewhere(code)} ({code})"
    return f"{name} ({region}, {code})" if region else f"{name} ({code})"


def _elsewhere(code: str) -> str:
    """Return the name of an area that lies in another province."""
    entry = load_index().by_code.get(code)
    return entry.naam if entry else code


def _record(chosen: dict[str, str], actor: str, reason: str) -> None:
    if not chosen:
        st.error("Kies bij ten minste één naam een gemeente.")
        return
    try:
        for name, code in chosen.items():
            data.opened(False).add_alias(name, code, actor, reason)
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.rerun()


def kept(keuze: Keuze) -> None:
    """Draw the names that hold, with who recorded them and when; each can be taken away."""
    opened = data.opened(False)
    present = opened.aliases()
    st.subheader("Namen van gemeenten", anchor=False)
    if not present:
        st.caption("Er zijn nog geen namen vastgelegd.")
        return
    latest = {one.spelling: one for one in opened.alias_history() if one.spelling in present}
    rows = [
        {
            "naam in bestanden": plain(one.spelling),
            "betekent": plain(_label(one.code, _areas(keuze))),
            "door": plain(one.actor),
            "wanneer": taal.tijdstip(clock.local(one.created_at)),
            "waarom": plain(one.reason),
        }
        for one in latest.values()
    ]
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")
    name = st.selectbox(
        "Naam intrekken", list(latest), index=None, format_func=plain, placeholder="kies een naam",
        key="alias-gekozen",
    )  # fmt: skip
    if name:
        _withdraw(opened, name)


def _withdraw(opened: store.Store, name: str) -> None:
    with st.form("alias-intrekken"):
        actor = st.text_input(ACTOR, key="alias-door")
        reason = st.text_input("Waarom geldt dit niet meer?", key="alias-waarom")
        ready = st.form_submit_button("Trek deze naam in")
    if not ready:
        return
    try:
        opened.add_alias(name, "", actor, reason)
    except store.StoreError as error:
        st.error(plain(error))
    else:
        st.rerun()
