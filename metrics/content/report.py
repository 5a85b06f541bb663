"""From hits to issues: the biggest first, each with its cell, and one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from metrics.content.work import NAMELESS, Work
from metrics.known import moment
from model.inhoud import Regel
from model.issue import Issue
from model.lijsten import Ernst
from model.taal import datum, getal, meervoud, woord

_ORDER = [Ernst.FOUT, Ernst.WAARSCHUWING, Ernst.MELDING]
#: Columns of a hit: where, how big, about the whole file or not, and how many cells.
WHERE = ["bestand", "bron_cel"]


def issues(found: Iterable[tuple[Regel, pd.DataFrame]], work: Work) -> list[Issue]:
    """Return the issues of all rules: serious first, then those about a whole file, then by size.

    Args:
        found: per rule its hits: ``bestand``, ``bron_cel``, ``grootte`` (float), optionally ``heel`` (bool)
            and ``aantal``, and the columns that the rule's sentence needs.
        work: gives the names of areas and how many hits are named one by one.
    """
    kept = _unless_beaten([(regel, hits) for regel, hits in found if len(hits)])
    out = [(rank, issue) for regel, hits in kept for rank, issue in _of_rule(regel, hits, work)]
    return [issue for _, issue in sorted(out, key=lambda pair: pair[0])]


def _unless_beaten(found: list[tuple[Regel, pd.DataFrame]]) -> list[tuple[Regel, pd.DataFrame]]:
    """Drop hits on cells that a rule which wins has named already."""
    beaten: dict[str, set[tuple[str, str]]] = {}
    for regel, hits in found:
        for other in regel.wint_van:
            beaten.setdefault(other, set()).update(map(tuple, hits[WHERE].itertuples(index=False)))
    out = []
    for regel, hits in found:
        if regel.id in beaten:
            cells = pd.Series(list(zip(hits["bestand"], hits["bron_cel"], strict=True)), index=hits.index)
            hits = hits[~cells.isin(beaten[regel.id])]
        out.append((regel, hits))
    return out


def _of_rule(regel: Regel, hits: pd.DataFrame, work: Work) -> Iterable[tuple[tuple, Issue]]:
    hits = hits.assign(heel=hits.get("heel", False), aantal=hits.get("aantal", 1))
    order = hits.sort_values(["grootte", *WHERE], ascending=[False, True, True], kind="stable")
    head, rest = order.head(work.rules.meest), order.iloc[work.rules.meest :]
    for row in head.to_dict("records"):
        text = regel.tekst.format(**_words(row, work))
        yield _rank(regel, row, text), _issue(regel, row, text, int(row["aantal"]))
    if len(rest):
        row = rest.iloc[0].to_dict()
        count = int(rest["aantal"].sum())
        text = f"{regel.titel}: nog {meervoud(count, 'keer', 'keer')}, het grootste in {row['bron_cel']}. "
        yield _rank(regel, row, text), _issue(regel, row, text + "Bekijk ook deze cellen.", count)


def _issue(regel: Regel, row: Mapping, text: str, count: int) -> Issue:
    return Issue(
        bron=row["bestand"] or NAMELESS,
        plaats=row["bron_cel"],
        code=regel.id,
        ernst=regel.ernst,
        tekst=text,
        aantal=max(count, 1),
    )


def _rank(regel: Regel, row: Mapping, text: str) -> tuple:
    return (
        _ORDER.index(regel.ernst),
        not row["heel"],
        -row["grootte"],
        row["bestand"],
        row["bron_cel"],
        text,
    )


def _words(row: Mapping, work: Work) -> dict[str, str]:
    """Return what a sentence may use, as a reader should see it."""
    words = {str(name): shown(value) for name, value in row.items()}
    if "gebied_code" in row:
        words["gebied"] = work.names.get(row["gebied_code"], row["gebied_code"])
    if isinstance(row.get("maat"), str):  # a hit in another frame brings its own words
        words["wat"] = what(row)
        words["wanneer"] = moment(row)
    if "getal" in row:
        words["waarde"] = shown(row["getal"])
    return words


def shown(value: object) -> str:
    """Return a number or a day in Dutch, a text as it is.

    >>> shown(1234.0), shown(2.5), shown("x"), shown(pd.Timestamp("2026-05-03"))
    ('1.234', '2,5', 'x', '3 mei 2026')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, pd.Timestamp) or value is pd.NaT:
        return datum(value)
    return getal(value) if pd.isna(value) or float(value).is_integer() else getal(value, 1)  # type: ignore[arg-type]


def what(row: Mapping) -> str:
    """Return which figure a row is: 'opgave asielzoekers (amv), indicatief'."""
    part = "" if row["deelgroep"] == "alle" else f" ({woord(row['deelgroep'])})"
    kind = f", {woord(row['soort_opgave'])}" if row["soort_opgave"] else ""
    sure = f", {woord(row['zekerheid'])}" if row["zekerheid"] else ""
    return f"{woord(row['maat'])} {woord(row['doelgroep'])}{part}{kind}{sure}"
