"""Rows that point at another row of one file: toerekening, bestemmingen, knelpunten, vervangt_locatie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from loaders.engine.issues import Findings, quoted
from loaders.engine.text import simple
from model.frames import Frames
from model.schemas import SCHEMAS

if TYPE_CHECKING:
    from loaders.engine.run import Run


#: Frames of which every row belongs to a site, and what is wrong with a row that repeats the key of another.
_REPEATED = {
    "toerekening": "Deze koppelgemeente staat er voor deze locatie en datum al; haal er een weg.",
    "bestemmingen": "Deze groep staat er voor deze locatie en begindatum al; haal er een weg.",
}


def link_sites(frames: Frames, run: Run, found: Findings) -> Frames:
    """Return the frames with names of sites replaced by their ids; a row whose site is unknown is refused."""
    sites = frames.get("locaties")
    known = _names(sites)
    if sites is not None:
        frames["locaties"] = _replaced(sites, known, found)
    for name, repeated in _REPEATED.items():
        if name in frames:
            frames[name] = _linked(name, frames[name], known, run, found, repeated)
    if "knelpunten" in frames:
        frames["knelpunten"] = _about(frames["knelpunten"], known, found)
    return {name: frame for name, frame in frames.items() if len(frame)}


def _names(sites: pd.DataFrame | None) -> dict[str, str]:
    """Return id by id and by name; a name that two sites share points at nothing."""
    if sites is None:
        return {}
    once = sites[~sites["naam"].map(simple).duplicated(keep=False)]
    by_name = dict(zip(once["naam"].map(simple), once["locatie_id"], strict=True))
    return by_name | {simple(key): key for key in sites["locatie_id"]}


def _replaced(sites: pd.DataFrame, known: dict[str, str], found: Findings) -> pd.DataFrame:
    given = sites["vervangt_locatie"]
    linked = given.map(lambda text: known.get(simple(text), "") if text else "").astype("str")
    for cell, text in zip(
        sites["bron_cel"][given.ne("") & linked.eq("")], given[given.ne("") & linked.eq("")], strict=True
    ):
        found.waarschuwing(
            "onbekende-locatie",
            f"Locatie {quoted(text)} staat niet of twee keer op blad Locaties; zij is niet vervangen.",
            cell,
        )
    return sites.assign(vervangt_locatie=linked)


def _about(rows: pd.DataFrame, known: dict[str, str], found: Findings) -> pd.DataFrame:
    """Return knelpunten with the id of their site; one whose site is not in the file is about no site."""
    given = rows["locatie_id"]
    linked = given.map(lambda text: known.get(simple(text), "") if text else "").astype("str")
    lost = given.ne("") & linked.eq("")
    for cell, text in zip(rows["bron_cel"][lost], given[lost], strict=True):
        found.waarschuwing(
            "onbekende-locatie",
            f"Locatie {quoted(text)} staat niet of twee keer op blad Locaties; zij is niet aan het knelpunt "
            "gekoppeld.",
            cell,
        )
    return rows.assign(locatie_id=linked)


def _linked(
    name: str, rows: pd.DataFrame, known: dict[str, str], run: Run, found: Findings, repeated: str
) -> pd.DataFrame:
    ids = rows["locatie_id"].map(lambda text: known.get(simple(text), "")).astype("str")
    linked = rows.assign(locatie_id=ids)
    lost = ids.eq("")
    for cell, text in zip(rows["bron_cel"][lost], rows["locatie_id"][lost], strict=True):
        found.fout(
            "onbekende-locatie",
            f"Locatie {quoted(text)} staat niet op blad Locaties, of staat er twee keer. Verbeter de naam.",
            cell,
        )
    double = ~lost & linked.duplicated(list(SCHEMAS[name].key))
    for cell in rows["bron_cel"][double]:
        found.fout("dubbele-rij", repeated, cell)
    refused = int((lost | double).sum())
    run.counts.taken -= refused
    run.counts.refused += refused
    return linked[~lost & ~double].reset_index(drop=True)
