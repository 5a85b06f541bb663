"""Signals from registers: knelpunten that wait or are late, measures that are late, days that come near."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.signals.work import UNKNOWN_STAKE, Treffer, Work
from model.lijsten import Doelgroep
from model.signalen import Signaalregel
from model.taal import datum, getal, meervoud

_ENDS = (".", "?", "!")


def waiting(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield open knelpunten that wait for more days than the limit and have no agreed day still to come."""
    rows = work.knelpunten
    rows = rows[
        rows["is_open"] & rows["dagen"].gt(int(regel.grens["dagen"])) & ~rows["uiterlijk_op"].ge(work.day)
    ]
    for row in rows.itertuples():
        words = _words(row) | {"sinds": datum(row.sinds), "dagen": _days(row.dagen)}
        yield _knelpunt(row, words, (row.sinds, row.plekken, row.aan_zet))


def late(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield open knelpunten or measures whose day has passed by more days than the limit."""
    rows = _register(work, regel)
    rows = rows[rows["is_open"] & rows["dagen_te_laat"].gt(int(regel.grens["dagen"])).fillna(False)]
    for row in rows.itertuples():
        words = {"uiterlijk": datum(row.uiterlijk_op), "dagen": _days(row.dagen_te_laat)}
        yield _entry(regel, row, words)


def due(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield what must be done within so many days: steps of a cycle, answers, measures."""
    if regel.lijst == "cycli":
        yield from _steps(work, regel)
        return
    rows = _register(work, regel)
    left = (rows["uiterlijk_op"] - work.day).dt.days
    rows = rows.assign(_over=left)[rows["is_open"] & left.between(0, int(regel.grens["dagen"]))]
    for row in rows.to_dict("records"):
        words = {"uiterlijk": datum(row["uiterlijk_op"]), "dagen": _days(row["_over"])}
        yield _entry(regel, pd.Series(row), words)


def _steps(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield the steps of the cycles that come near; they hold for the whole area."""
    for cycle in work.rules.cyclus:
        for step in cycle.stap:
            left = (pd.Timestamp(step.datum) - work.day).days
            if 0 <= left <= int(regel.grens["dagen"]):
                yield Treffer(
                    work.gebied,
                    Doelgroep.ASIELZOEKERS.value,
                    f"{cycle.code}-{step.code}",
                    {
                        "wat": _capital(f"{step.naam} (cyclus {cycle.code})"),
                        "uiterlijk": f"{datum(step.datum)} ({step.zeker})",
                        "dagen": _days(left),
                        "eigenaar": "",
                        "plekken": "",
                    },
                    (step.datum,),
                )


def _register(work: Work, regel: Signaalregel) -> pd.DataFrame:
    return work.knelpunten if regel.lijst == "knelpunten" else work.maatregelen


def _entry(regel: Signaalregel, row: object, words: dict[str, str]) -> Treffer:
    """Return the hit of one knelpunt or measure about its day."""
    day = row.uiterlijk_op  # type: ignore[attr-defined]
    if regel.lijst == "knelpunten":
        kern = (day, row.plekken, row.aan_zet)  # type: ignore[attr-defined]
        return _knelpunt(row, _words(row) | words, kern)
    name = row.maatregel_id  # type: ignore[attr-defined]
    said = {"wat": f"‘{row.titel}’", "eigenaar": _capital(row.aan_zet), "plekken": ""}  # type: ignore[attr-defined]
    return Treffer(
        row.gebied_code,  # type: ignore[attr-defined]
        row.doelgroep,  # type: ignore[attr-defined]
        name,
        said | words,
        (day,),
        0,
        _cell(row),
        filters={"maatregel": name},
    )


def _knelpunt(row: object, words: dict[str, str], kern: tuple[object, ...]) -> Treffer:
    name, stake = row.knelpunt_id, row.plekken  # type: ignore[attr-defined]
    return Treffer(
        row.gebied_code,  # type: ignore[attr-defined]
        row.doelgroep,  # type: ignore[attr-defined]
        name,
        words,
        kern,
        0.0 if pd.isna(stake) else float(stake),
        _cell(row),
        filters={"knelpunt": name},
    )


def _words(row: object) -> dict[str, str]:
    """Return the words that every sentence about a knelpunt may use."""
    text, stake = str(row.tekst).strip(), row.plekken  # type: ignore[attr-defined]
    return {
        "wat": text if text.endswith(_ENDS) else f"{text}.",
        "eigenaar": _capital(row.aan_zet),  # type: ignore[attr-defined]
        "plekken": UNKNOWN_STAKE
        if pd.isna(stake)
        else f"Er hangen {meervoud(int(stake), 'plek', 'plekken')} van af."
        if stake != 1
        else f"Er hangt {getal(stake)} plek van af.",
    }


def _cell(row: object) -> str:
    return f"{row.bron_id}#{row.bron_cel}"  # type: ignore[attr-defined]


def _capital(text: str) -> str:
    """Return a text that begins a sentence: 'gemeente Venlo' is 'Gemeente Venlo'.

    >>> _capital("gemeente Venlo"), _capital("COA")
    ('Gemeente Venlo', 'COA')
    """
    return text[:1].upper() + text[1:]


def _days(number: object) -> str:
    return meervoud(int(number), "dag", "dagen")  # type: ignore[call-overload]
