"""Run the rules and put their hits into one frame of signals, the most serious and the largest first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlencode

import pandas as pd

from metrics import areas
from metrics.maatregelen import Blik
from metrics.signals import figures, registers, sites
from metrics.signals.work import Treffer, Work
from model.frames import Frames
from model.lijsten import Ernst, Niveau
from model.signalen import Signaalregel, Signaalregels
from model.taal import woord

COLUMNS = (
    "signaal_id", "afdruk", "regel", "kop", "ernst", "gebied_code", "naam", "ook", "doelgroep", "zin",
    "grootte", "bron_cijfers", "pagina", "filters",
)  # fmt: skip
_FIND: dict[str, Callable[[Work, Signaalregel], Iterable[Treffer]]] = {
    "tempo": figures.slow,
    "amv": figures.amv,
    "geen-plan": figures.without_plan,
    "oud": figures.old,
    "conflict": figures.disputed,
    "contract": sites.ending,
    "dubbel": sites.twice,
    "wacht": registers.waiting,
    "te-laat": registers.late,
    "termijn": registers.due,
}
_ORDER = (Ernst.WAARSCHUWING, Ernst.MELDING)
_GEMEENTE = "gemeente"
#: An id of a site or a knelpunt may be longer than an id of a signal has room for.
MOST_ID = 60


def find(frames: Frames, gebied: str, day: pd.Timestamp, regels: Signaalregels, blik: Blik) -> pd.DataFrame:
    """Return every signal inside an area on a day.

    Args:
        frames: a version's frames.
        gebied: province or country; signals about anything inside it are found.
        day: the day on which figures must hold and registers are aged.
        regels: the rules.
        blik: dated rules, the duty looked at, and choices between sources.

    Returns:
        ``COLUMNS``: signaal_id (stable: rule, area, group, and what it is about), afdruk (changes with its
        figures), ernst, gebied_code, ook (other areas, joined by ``|``), doelgroep (empty: more than one),
        zin (Dutch), grootte (Float64), bron_cijfers, pagina and filters (as in an address) of where it leads.
    """
    work = Work(frames, gebied, day, blik)
    found = [(regel, hit) for regel in regels.regel for hit in _FIND[regel.soort](work, regel)]
    rows = [_row(regel, hit, work) for regel, hit in _unless_beaten(found)]
    out = pd.DataFrame(rows, columns=list(COLUMNS)).astype(_TYPES)
    rank = {regel.kop: place for place, regel in reversed(list(enumerate(regels.regel)))}
    out = out.assign(
        _ernst=out["ernst"].map({str(ernst): place for place, ernst in enumerate(_ORDER)}),
        _kop=out["kop"].map(rank),
    )
    order = ["_ernst", "_kop", "grootte", "signaal_id"]
    out = out.sort_values(order, ascending=[True, True, False, True], kind="stable")
    return out[list(COLUMNS)].reset_index(drop=True)


_TYPES = {name: "Float64" if name == "grootte" else "str" for name in COLUMNS}


def _unless_beaten(
    found: list[tuple[Signaalregel, Treffer]],
) -> Iterator[tuple[Signaalregel, Treffer]]:
    """Yield the hits without those about something that a rule which wins has named already."""
    beaten = {(other, hit.over) for regel, hit in found for other in regel.wint_van}
    for regel, hit in found:
        if (regel.id, hit.over) not in beaten:
            yield regel, hit


def _row(regel: Signaalregel, hit: Treffer, work: Work) -> dict[str, object]:
    name = work.names.get(hit.gebied_code, hit.gebied_code)
    words = {"gebied": name, "groep": woord(hit.doelgroep) if hit.doelgroep else "", **hit.woorden}
    pagina, filters = _target(regel, hit, work)
    return {
        "signaal_id": "|".join((regel.id, hit.gebied_code, hit.doelgroep, _short(hit.over))),
        "afdruk": _fingerprint(hit.kern),
        "regel": regel.id,
        "kop": regel.kop,
        "ernst": str(regel.ernst),
        "gebied_code": hit.gebied_code,
        "naam": name,
        "ook": "|".join(hit.ook),
        "doelgroep": hit.doelgroep,
        "zin": " ".join(regel.tekst.format(**words).split()),
        "grootte": float(hit.grootte),
        "bron_cijfers": hit.bron,
        "pagina": pagina,
        "filters": urlencode(filters),
    }


def _short(text: str) -> str:
    """Return what a signal is about in a length that fits an id; a long text becomes a hash of itself."""
    return text if len(text) <= MOST_ID else hashlib.sha256(text.encode()).hexdigest()[:MOST_ID]


def _fingerprint(kern: tuple[object, ...]) -> str:
    """Return a short text that changes when one of the figures does."""
    said = [None if pd.isna(value) else str(value) for value in kern]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]


def _target(regel: Signaalregel, hit: Treffer, work: Work) -> tuple[str, dict[str, str]]:
    """Return the page and its filters; what is about a larger area leads to the page of the region."""
    filters = dict(hit.filters)
    if hit.doelgroep:
        filters["groep"] = hit.doelgroep
    level = work.levels.get(hit.gebied_code, "")
    if level == Niveau.GEMEENTE:
        return regel.pagina, filters | {_GEMEENTE: hit.gebied_code}
    page = "regio" if regel.pagina == _GEMEENTE else regel.pagina
    return page, filters | {"gebied": hit.gebied_code}


def inside(signals: pd.DataFrame, gebieden: pd.DataFrame, gebied: str, doelgroep: str = "") -> pd.DataFrame:
    """Return the signals about an area or anything inside it, of one group; those of no group stay.

    Args:
        signals: the frame of ``find``.
        gebieden: the frame of that name.
        gebied: area of any level.
        doelgroep: group, or empty for all.
    """
    codes = set(areas.inside(gebieden, gebied))
    mine = [
        code in codes or bool(codes & set(also.split("|")))
        for code, also in zip(signals["gebied_code"], signals["ook"], strict=True)
    ]
    rows = signals[pd.Series(mine, index=signals.index, dtype="bool")]
    if doelgroep:
        rows = rows[rows["doelgroep"].isin([doelgroep, ""])]
    return rows.reset_index(drop=True)
