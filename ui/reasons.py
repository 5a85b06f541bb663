"""Large changes: each needs a reason before it is published; alike ones may share it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from metrics import sources
from metrics.large_changes import WORDS
from model import taal
from ui import data, tables
from ui.keuze import Keuze
from ui.links import plain

MOST_ROWS, MOST_BOXES = 30, 15


def ask(large: pd.DataFrame, key: str) -> dict[str, str]:
    """Draw the large changes with a box for why they are right; call it inside a form.

    Args:
        large: the frame of ``metrics.large_changes.large``.
        key: word that keeps the boxes of one set of files apart from those of another.

    Returns:
        Per ``feit`` the reason as typed; an empty text where none is given yet.
    """
    if large.empty:
        return {}
    st.markdown(
        f"**{taal.meervoud(len(large), 'grote verandering', 'grote veranderingen')}: waarom "
        f"{'klopt die' if len(large) == 1 else 'kloppen die'}?** "
        "De reden staat straks bij de versie. Zonder reden kunt u niet publiceren."
    )
    out: dict[str, str] = {}
    for place, (_, group) in enumerate(large.groupby("groep", sort=False)):
        out |= _group(group, f"reden-{key}-{place}")
    return out


def missing(large: pd.DataFrame, given: Mapping[str, str]) -> str:
    """Return the sentence that says which large changes have no reason yet; empty when all have."""
    without = large[[not given.get(feit, "").strip() for feit in large["feit"]]]
    if without.empty:
        return ""
    names = list(dict.fromkeys(plain(name) for name in without["naam"]))
    more = f" en {taal.getal(len(names) - 5)} andere" if len(names) > 5 else ""
    return (
        "Er is niets gepubliceerd. Schrijf hieronder bij elke grote verandering waarom zij klopt; "
        f"dat ontbreekt nog bij {taal.opsomming(names[:5])}{more}."
    )


def history(keuze: Keuze) -> pd.DataFrame:
    """Return the reasons given at every version, as far as everyone may see the figure: ready to read.

    Returns:
        versie, gebied, cijfer, periode, reden (text), the newest version first.
    """
    opened = data.opened(keuze.voorbeeld)
    rows = []
    for version in sorted(opened.versions(), key=lambda v: -v.number):
        given = opened.reasons(version.id)
        if not given:
            continue
        known = _facts(keuze.voorbeeld, version.id, keuze.vandaag)
        if version.parent:
            known = _facts(keuze.voorbeeld, version.parent, keuze.vandaag) | known
        told = [
            {"versie": taal.getal(version.number), **known[fact], "reden": plain(why)}
            for fact, why in given.items()
            if fact in known
        ]
        rows += sorted(told, key=lambda row: row["gebied"])
    return pd.DataFrame(rows, columns=["versie", "gebied", "cijfer", "periode", "reden"])


def of_fact(keuze: Keuze, feit: str) -> list[str]:
    """Return why a figure was right when it changed a lot, up to the chosen version, the newest first."""
    given = _every(keuze.voorbeeld, keuze.nummer)
    return [f"versie {number}: {text}" for number, fact, text in given if fact == feit]


@st.cache_data(max_entries=8, show_spinner=False)
def _every(voorbeeld: bool, nummer: int) -> list[tuple[int, str, str]]:
    opened = data.opened(voorbeeld)
    versions = sorted((v for v in opened.versions() if v.number <= nummer), key=lambda v: -v.number)
    return [(v.number, fact, text) for v in versions for fact, text in opened.reasons(v.id).items()]


@st.cache_data(max_entries=16, show_spinner=False)
def _facts(voorbeeld: bool, versie: str, today: date) -> dict[str, dict[str, str]]:
    """Return what every public fact of a version is, in words, by its key."""
    frames = data.public(voorbeeld, versie, today)
    rows = sources.described(frames["cijfers"], frames).drop_duplicates("feit")
    figures = tables.figure_names(rows)
    columns = (rows["feit"], rows["naam"], figures, rows["moment"])
    return {
        feit: {"gebied": plain(naam), "cijfer": plain(figure), "periode": plain(moment)}
        for feit, naam, figure, moment in zip(*columns, strict=True)
    }


def _group(group: pd.DataFrame, key: str) -> dict[str, str]:
    first = group.iloc[0]
    what = f"{taal.woord(first['doelgroep'])}: {taal.woord(first['maat'])}"
    with st.container(border=True):
        st.markdown(f"**{plain(what.capitalize())}** · {WORDS[first['soort']]}")
        st.table(_shown(group.head(MOST_ROWS)), hide_index=True, border="horizontal")
        if len(group) > MOST_ROWS:
            st.caption(f"De eerste {MOST_ROWS} van {taal.getal(len(group))} staan hier.")
        if len(group) == 1:
            return {first["feit"]: st.text_input("Waarom klopt dit?", key=key)}
        shared = st.text_input(
            f"Waarom klopt dit? Geldt voor deze {taal.getal(len(group))} cijfers.", key=key
        )
        return dict.fromkeys(group["feit"], shared) | _own(group, key)


def _own(group: pd.DataFrame, key: str) -> dict[str, str]:
    """Draw a box per figure, for whoever wants to say more than the shared reason; return the filled ones."""
    out = {}
    with st.expander("Geef per cijfer een eigen reden"):
        for place, row in enumerate(group.head(MOST_BOXES).to_dict("records")):
            label = f"{row['naam']}, {row['moment']}: van {_was(row)} naar {row['nieuw_tekst'] or 'niets'}"
            if text := st.text_input(plain(label), key=f"{key}-{place}").strip():
                out[row["feit"]] = text
        if len(group) > MOST_BOXES:
            st.caption("Voor de andere cijfers geldt de gedeelde reden.")
    return out


def _was(row: dict) -> str:
    return row["eerder"] or "onbekend"


def _shown(group: pd.DataFrame) -> pd.DataFrame:
    told = tables.differences(group)
    return pd.DataFrame(
        {
            "gebied": told["gebied"],
            "was": [plain(_was(row)) for row in group.to_dict("records")],
            "wordt": [text if text != "–" else "niets" for text in told["nieuw"].replace("", "niets")],
            "periode": told["periode"],
            "cijfer": told["cijfer"],
        }
    )
