"""Where a figure comes from, and which sources contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from metrics import groups
from metrics.known import figures, moments
from metrics.validity import dates, fact_key, facts
from model.frames import Frames

ABOUT = [
    "uitgever",
    "titel",
    "url",
    "gepubliceerd_op",
    "geraadpleegd_op",
    "bestand",
    "upload_id",
    "is_voorbeeld",
]


def described(cijfers: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """Return figures with what a reader must know to believe them.

    Args:
        cijfers: any rows of the frame of that name.
        frames: the version they are from; uses bronnen and gebieden.

    Returns:
        The columns of cijfers plus datum, feit (key of the fact), waarde_met_eenheid and moment (Dutch
        texts), naam (of the area) and ``ABOUT`` from bronnen; a source that is not listed leaves them empty.
    """
    rows = cijfers.assign(datum=dates(cijfers), feit=fact_key(cijfers))
    bronnen = frames["bronnen"].drop_duplicates("bron_id").set_index("bron_id")[ABOUT]
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    out = rows.join(bronnen, on="bron_id").assign(naam=rows["gebied_code"].map(names))
    texts = [column for column in ABOUT if str(bronnen[column].dtype) == "str"]
    out[texts] = out[texts].fillna("")
    return out.assign(waarde_met_eenheid=figures(rows), moment=moments(rows))


def names(bronnen: pd.DataFrame, ids: Iterable[str]) -> list[str]:
    """Return who stands behind figures: the publishers, and the title where a source names no publisher.

    Args:
        bronnen: the frame of that name.
        ids: ``bron_id`` of the sources.
    """
    rows = bronnen[bronnen["bron_id"].isin(list(ids))]
    said = rows["uitgever"].where(rows["uitgever"].ne(""), rows["titel"])
    return sorted({name for name in said if name})


def provenance(frames: Frames, bron_cijfers: str | Iterable[str]) -> pd.DataFrame:
    """Return the rows behind a figure on the screen, in the order in which it names them.

    Args:
        frames: a version's frames.
        bron_cijfers: the text of that column: ``bron_id#bron_cel``, joined by '|'; or several such texts.

    Returns:
        See ``described``; one row per row of cijfers.
    """
    texts = [bron_cijfers] if isinstance(bron_cijfers, str) else bron_cijfers
    wanted = [cell for cell in groups.joined(texts).split("|") if cell]
    cells = frames["cijfers"]["bron_id"] + "#" + frames["cijfers"]["bron_cel"]
    found = frames["cijfers"][cells.isin(wanted)]
    order = cells[found.index].map({cell: i for i, cell in enumerate(wanted)}).sort_values(kind="stable")
    return described(found.loc[order.index], frames).reset_index(drop=True)


def conflicts(frames: Frames) -> pd.DataFrame:
    """Return every fact for which sources give different numbers, its rows side by side.

    A fact is one figure of one area on one date or in one period; the same number in several files is no
    conflict.

    Returns:
        See ``described``, sorted by fact and number.
    """
    disputed = facts(frames["cijfers"])[1].drop(columns=["datum", "feit"])
    out = described(disputed, frames)
    return out.sort_values(["feit", "waarde", "bron_cel"], kind="stable").reset_index(drop=True)
