"""Metrics for the pages: computed once per version and choice, shared by every session."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from metrics import changes, fulfilment, highlights, knowledge, pace, views
from model import taal
from model.gebieden import members, parts
from model.lijsten import Deelgroep, Doelgroep, Niveau
from ui import data
from ui.keuze import HASH, Keuze

cached = st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=HASH)


def _whole(keuze: Keuze) -> Keuze:
    """Return the choice without the filters that only select rows, so that they do not multiply the cache."""
    return replace(keuze, groep="", gebied="")


@cached
def _table(keuze: Keuze, niveau: str, gebied: str) -> pd.DataFrame:
    return fulfilment.table(
        data.frames(keuze),
        gebieden=[gebied],
        niveau=niveau,
        peildatum=keuze.dag,
        soort_opgave=keuze.soort,
        cyclus=keuze.cyclus,
        rules=data.the_rules(),
        preferences=dict(keuze.voorkeuren),
    )


def table(keuze: Keuze, niveau: str, gebied: str) -> pd.DataFrame:
    """Return the wide frame of an area, or of the areas of a level inside it; see ``fulfilment.table``."""
    return _table(_whole(keuze), niveau, gebied)


def province(keuze: Keuze) -> pd.DataFrame:
    """Return the wide frame of the whole area of the monitor."""
    monitor = data.the_rules().monitor
    return table(keuze, monitor.niveau, monitor.provincie)


def regions(keuze: Keuze) -> pd.DataFrame:
    """Return the wide frame of the parts of the whole area; of the area itself when it has none."""
    monitor = data.the_rules().monitor
    found = table(keuze, monitor.deel, monitor.provincie)
    return found if len(found) else province(keuze)


def gemeenten(keuze: Keuze, gebied: str = "") -> pd.DataFrame:
    """Return the wide frame of the gemeenten of an area; of the chosen one when none is given."""
    return table(keuze, Niveau.GEMEENTE, gebied or keuze.gebied)


def parts_shown(keuze: Keuze) -> list[str]:
    """Return what an area is shown by: its gemeenten, or its parts when those are too many to read."""
    gebieden, monitor = data.frame(keuze, "gebieden"), data.the_rules().monitor
    inside = members(gebieden, keuze.gebied)
    return inside if len(inside) <= monitor.meeste_gemeenten else parts(gebieden, keuze.gebied, monitor.deel)


def shown_words(keuze: Keuze) -> tuple[str, str]:
    """Return what the rows of ``shown`` are called, one and more."""
    is_parts = not parts_shown(keuze)[0].startswith("GM")
    return data.the_rules().monitor.deel_woord if is_parts else ("gemeente", "gemeenten")


def shown(keuze: Keuze) -> pd.DataFrame:
    """Return the wide frame of what the chosen area is shown by; see ``parts_shown``."""
    if parts_shown(keuze)[0].startswith("GM"):
        return gemeenten(keuze)
    return table(keuze, data.the_rules().monitor.deel, keuze.gebied)


def own(keuze: Keuze, gebied: str) -> pd.DataFrame:
    """Return the wide frame of one region or of the province."""
    whole = province(keuze) if gebied == data.the_rules().monitor.provincie else regions(keuze)
    return whole[whole["gebied_code"].eq(gebied)].reset_index(drop=True)


def totals(frame: pd.DataFrame, doelgroep: str, deelgroep: str = Deelgroep.ALLE) -> pd.DataFrame:
    """Return the rows of one group and part."""
    return frame[frame["doelgroep"].eq(doelgroep) & frame["deelgroep"].eq(deelgroep)].reset_index(drop=True)


NUMBERS = (
    "gebied_code", "naam", "doelgroep", "deelgroep", "eenheid", "inwoners", "opgave", "opgave_min",
    "opgave_max", "opgave_status", "realisatie", "realisatie_min", "realisatie_max", "realisatie_status",
    "besloten", "voornemen", "verschil", "realisatie_aandeel", "per_1000", "status",
)  # fmt: skip
#: Columns of ``NUMBERS`` that hold codes.
WORDS = ("doelgroep", "deelgroep", "eenheid", "opgave_status", "realisatie_status", "status")


def numbers(table: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of a wide frame for a CSV: unknown stays missing, codes become words."""
    words = {name: table[name].map(taal.woord) for name in WORDS}
    return table[list(NUMBERS)].assign(**words)


def with_kind(keuze: Keuze, soort: str) -> Keuze:
    """Return the same choice with another kind of duty for asielzoekers."""
    return replace(keuze, soort=soort)


def whole_area(keuze: Keuze) -> Keuze:
    """Return the same choice for the whole area of the monitor."""
    return replace(keuze, gebied=data.the_rules().monitor.provincie)


def groups(keuze: Keuze) -> list[str]:
    """Return the groups that the filter shows, in their fixed order."""
    return [keuze.groep] if keuze.groep else [str(groep) for groep in Doelgroep]


@cached
def _headline(keuze: Keuze, gebied: str) -> str:
    choices = dict(keuze.voorkeuren)
    frames = data.frames(keuze)
    return knowledge.headline(
        frames, keuze.dag, data.the_rules(), gebied, soort_opgave=keuze.soort, preferences=choices
    )


def headline(keuze: Keuze, gebied: str) -> str:
    """Return the honest first sentence about an area."""
    return _headline(_whole(keuze), gebied)


@cached
def _kenniskaart(keuze: Keuze, gebied: str) -> pd.DataFrame:
    return knowledge.kenniskaart(
        data.frames(keuze),
        [gebied],
        keuze.dag,
        data.the_rules(),
        cyclus=keuze.cyclus,
        soort_opgave=keuze.soort,
        preferences=dict(keuze.voorkeuren),
    )


def kenniskaart(keuze: Keuze) -> pd.DataFrame:
    """Return what is known of whom, for the gemeenten of the chosen area."""
    return _kenniskaart(_whole(keuze), keuze.gebied)


@cached
def _highlights(keuze: Keuze, gebied: str, most: int) -> pd.DataFrame:
    return highlights.latest(data.frames(keuze), gebied, most, keuze.dag)


def last_known(keuze: Keuze, gebied: str, most: int = 12) -> pd.DataFrame:
    """Return the last known totals of an area and of its gemeenten."""
    return _highlights(_whole(keuze), gebied, most)


@cached
def _locations(keuze: Keuze, gebied: str) -> pd.DataFrame:
    return views.locations(data.frames(keuze), [gebied])


def locations(keuze: Keuze, gebied: str) -> pd.DataFrame:
    """Return the sites of an area for the time line."""
    return _locations(_whole(keuze), gebied)


@cached
def _since(keuze: Keuze, parent: str) -> pd.DataFrame:
    return changes.compare(data.public(keuze.voorbeeld, parent, keuze.vandaag), data.frames(keuze))


def since_previous(keuze: Keuze) -> pd.DataFrame | None:
    """Return what changed since the version before the chosen one; None for the first version."""
    parent = data.opened(keuze.voorbeeld).version(keuze.versie).parent
    return None if parent is None else _since(_whole(keuze), parent)


@cached
def _told(keuze: Keuze) -> list[str]:
    compared = since_previous(keuze)
    if compared is None:
        return []
    gebieden = data.frame(keuze, "gebieden")
    monitor = data.the_rules().monitor
    regions_ = parts(gebieden, monitor.provincie, monitor.deel)
    return list(changes.sentences(compared, gebieden, regions_).values())


def told(keuze: Keuze) -> list[str]:
    """Return what changed since the version before, a sentence per region; nothing for the first version."""
    return _told(_whole(keuze))


@cached
def _pace(keuze: Keuze, codes: tuple[str, ...]) -> pd.DataFrame:
    return pace.table(data.frames(keuze), codes, keuze.dag, data.the_rules(), dict(keuze.voorkeuren))


def paced(keuze: Keuze, codes: list[str]) -> pd.DataFrame:
    """Return the taakstelling of the half-year of the peildatum: netto, saldo, gecorrigeerd, tempo."""
    return _pace(_whole(keuze), tuple(codes))


@cached
def _series(keuze: Keuze, code: str) -> pd.DataFrame:
    return pace.series(data.frames(keuze), [code], keuze.dag, data.the_rules(), dict(keuze.voorkeuren))


def pace_series(keuze: Keuze, code: str) -> pd.DataFrame:
    """Return the lines of chart C3 for one area."""
    return _series(_whole(keuze), code)


@cached
def _over_time(keuze: Keuze, codes: tuple[str, ...], doelgroep: str) -> pd.DataFrame:
    return views.over_time(
        data.frames(keuze),
        codes,
        doelgroep,
        soort_opgave=keuze.soort,
        cyclus=keuze.cyclus,
        tot=keuze.dag,
        preferences=dict(keuze.voorkeuren),
    )


def over_time(keuze: Keuze, codes: list[str], doelgroep: str) -> pd.DataFrame:
    """Return published totals over time for the small multiples."""
    return _over_time(_whole(keuze), tuple(codes), doelgroep)
