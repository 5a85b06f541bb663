"""Signals from figures: a pace that is too low, amv short, no plan known, an old figure, sources in conflict.

A figure that is unknown gives no signal: it is neither behind nor short. Bounds give none either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pandas as pd

from metrics import views
from metrics.known import figure, moment
from metrics.measures import Choice, is_netto_twin, of_choice
from metrics.signals.work import Treffer, Work
from metrics.validity import is_bound
from model.lijsten import Bereik, Deelgroep, Doelgroep, Maat, SoortOpgave
from model.signalen import Signaalregel
from model.taal import datum, getal, meervoud, opsomming, procent, waarde, woord

_WEEK = 7


def slow(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield gemeenten that housed too few statushouders against one sixth of their task per month."""
    rows = work.paced
    short = rows["verwacht"] - rows["realisatie"].astype("Float64")
    hit = rows["tempo"].lt(regel.grens["aandeel"]) & short.ge(regel.grens["personen"])
    hit &= rows["maanden"].ge(int(regel.grens["maanden"]))
    for row, lack in zip(rows[hit.fillna(False)].itertuples(), short[hit.fillna(False)], strict=True):
        expected = float(row.verwacht)
        about = "" if expected.is_integer() else "ongeveer "
        yield Treffer(
            row.gebied_code,
            Doelgroep.STATUSHOUDERS.value,
            f"{row.periode_van:%Y-%m-%d}",
            {
                "realisatie": getal(row.realisatie),
                "taak": waarde(row.gecorrigeerd, status=row.gecorrigeerd_status),
                "geteld": datum(row.geteld_tot),
                "maanden": meervoud(int(row.maanden), "maand", "maanden"),
                "verwacht": about + getal(expected),
                "tempo": procent(row.tempo),
            },
            (row.realisatie, row.gecorrigeerd, row.geteld_tot),
            float(lack),
            row.bron_cijfers,
        )


def amv(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield areas that are known to have fewer places for amv than their duty."""
    for niveau in regel.niveau:
        rows = work.part(niveau, Deelgroep.AMV)
        rows = rows[_short(rows, regel.grens["plekken"])]
        said = {name: views.texts(rows, name) for name in ("opgave", "realisatie", "verschil")}
        for row in rows.itertuples():
            decided = row.besloten
            yield Treffer(
                row.gebied_code,
                Doelgroep.ASIELZOEKERS.value,
                "amv",
                {
                    "realisatie": said["realisatie"][row.Index],
                    "opgave": said["opgave"][row.Index],
                    "tekort": _lack(said["verschil"][row.Index]),
                    "besloten": "Hoeveel amv-plekken besloten zijn, is onbekend."
                    if pd.isna(decided)
                    else f"Besloten en nog niet open: {getal(decided)}.",
                },
                (row.opgave, row.realisatie, decided),
                -float(row.verschil),
                _both(row),
            )


def _short(rows: pd.DataFrame, limit: float) -> pd.Series:
    """Return which areas are short by at least so many; a verschil that is unknown is not."""
    return rows["verschil"].le(-int(limit)).fillna(False).astype("bool")


def _lack(text: str) -> str:
    """Return a negative verschil as what is lacking: 'circa −12' is 'circa 12'."""
    return text.replace("−", "")


def _both(row: object) -> str:
    cells = (row.opgave_bron, row.realisatie_bron)  # type: ignore[attr-defined]
    return "|".join(cell for cell in cells if cell)


def without_plan(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield areas that are short and of which no supply is known: no figure of it, and no site on its way."""
    for niveau in regel.niveau:
        rows = work.part(niveau)
        rows = rows[rows["doelgroep"].isin([str(group) for group in regel.doelgroep])]
        rows = rows[_short(rows, regel.grens["plekken"])]
        supply = rows[["besloten", "voornemen", "aanbod"]].gt(0).fillna(False).any(axis=1)
        rows = rows[~supply.astype("bool")]
        said = {name: views.texts(rows, name) for name in ("opgave", "realisatie", "verschil")}
        for row in rows.itertuples():
            if _searching(work, regel, row.gebied_code, row.doelgroep) or _agreed_away(work, row):
                continue
            yield Treffer(
                row.gebied_code,
                row.doelgroep,
                "",
                {
                    "realisatie": said["realisatie"][row.Index],
                    "opgave": said["opgave"][row.Index],
                    "tekort": _lack(said["verschil"][row.Index]),
                    "soort": _duty(work, row),
                },
                (row.opgave, row.realisatie),
                -float(row.verschil),
                _both(row),
            )


def _duty(work: Work, row: object) -> str:
    """Return against which duty an area is short: 'indicatief, cyclus 2026'."""
    kind = row.soort_opgave  # type: ignore[attr-defined]
    is_asylum = row.doelgroep == Doelgroep.ASIELZOEKERS  # type: ignore[attr-defined]
    cycle = f", cyclus {work.blik.cyclus}" if is_asylum and work.blik.cyclus else ""
    return f"{woord(kind) if kind else woord(SoortOpgave.OPGAVE)}{cycle}"


def _searching(work: Work, regel: Signaalregel, code: str, group: str) -> bool:
    """Return whether a site for the group is on its way; one of which the group is unknown may be."""
    sites = work.sites
    mine = sites["gebied_code"].eq(code) & sites["doelgroep"].isin([group, ""])
    return bool((mine & sites["stadium"].isin([str(stage) for stage in regel.stadium])).any())


def _agreed_away(work: Work, row: object) -> bool:
    """Return whether an agreement of the region asks no more of an area than what is there."""
    held = work.selection.geldig
    code, group, here = row.gebied_code, row.doelgroep, row.realisatie  # type: ignore[attr-defined]
    mine = held["gebied_code"].eq(code) & held["doelgroep"].eq(group) & held["maat"].eq(Maat.OPGAVE)
    mine &= held["soort_opgave"].eq(SoortOpgave.AFSPRAAK) & held["cyclus"].eq(work.blik.cyclus)
    agreed = held.loc[mine & held["deelgroep"].eq(Deelgroep.ALLE) & ~is_bound(held), "waarde"].dropna()
    return bool(len(agreed) and agreed.iloc[-1] <= here)


def old(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield areas whose last count is older than so many weeks; who never gave one has none that is old."""
    parts = (work.selection.geldig, work.selection.laatst_bekend, work.selection.conflicten)
    rows = pd.concat([part[_counts(part, regel, work)] for part in parts])
    rows = rows.sort_values(["datum", "bron_id", "bron_cel"], kind="stable")
    rows = rows.drop_duplicates(["gebied_code", "doelgroep"], keep="last")
    weeks = int(regel.grens["weken"])
    age = (work.day - rows["datum"]).dt.days
    for row, days in zip(rows.to_dict("records"), age, strict=True):
        if days > weeks * _WEEK:
            yield Treffer(
                row["gebied_code"],
                row["doelgroep"],
                "",
                {
                    "wanneer": datum(row["datum"]),
                    "weken": _age(int(days)),
                    "grens": meervoud(weeks, "week", "weken"),
                },
                (row["datum"],),
                float(days),
                f"{row['bron_id']}#{row['bron_cel']}",
            )


def _age(days: int) -> str:
    """Return an age in weeks, and from two years on in years.

    >>> _age(85), _age(800)
    ('12 weken', 'ruim 2 jaar')
    """
    years = days // 365
    return f"ruim {getal(years)} jaar" if years > 1 else meervoud(days // _WEEK, "week", "weken")


def _counts(rows: pd.DataFrame, regel: Signaalregel, work: Work) -> pd.Series:
    """Return which rows are a count of a whole area on a known day."""
    levels = rows["gebied_code"].map(work.levels)
    hit = rows["maat"].eq(Maat.REALISATIE) & rows["deelgroep"].eq(Deelgroep.ALLE) & rows["datum"].notna()
    hit &= rows["bereik"].eq(Bereik.GEMEENTETOTAAL) & levels.isin([str(n) for n in regel.niveau])
    hit &= rows["doelgroep"].isin([str(group) for group in regel.doelgroep])
    return hit & rows[["waarde", "waarde_min", "waarde_max"]].notna().any(axis=1)


def disputed(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield every figure of the chosen duty that would hold on the day if its sources agreed."""
    rows = work.selection.conflicten
    levels = rows["gebied_code"].map(work.levels)
    rows = rows[levels.isin([str(n) for n in regel.niveau])]
    rows = rows[of_choice(rows, Choice(work.blik.soort_opgave, work.blik.cyclus)) & ~is_netto_twin(rows)]
    for feit, same in rows.groupby("feit", sort=True):
        same = same.sort_values(["waarde", "waarde_min", "bron_id", "bron_cel"], kind="stable")
        first = same.iloc[0].to_dict()
        numbers = list(dict.fromkeys(figure(row) for row in same.to_dict("records")))
        spread = same["waarde"].max() - same["waarde"].min()
        yield Treffer(
            first["gebied_code"],
            first["doelgroep"],
            hashlib.sha256(str(feit).encode()).hexdigest()[:12],
            {"wat": _what(first), "wanneer": moment(first), "getallen": opsomming(numbers)},
            tuple(numbers),
            0.0 if pd.isna(spread) else float(spread),
            "|".join(same["bron_id"] + "#" + same["bron_cel"]),
            filters={"cijfer": "|".join(same["bron_id"] + "#" + same["bron_cel"])},
        )


def _what(row: dict) -> str:
    """Return which figure a row is: 'opgave asielzoekers (amv), indicatief'."""
    part = "" if row["deelgroep"] == Deelgroep.ALLE else f" ({woord(row['deelgroep'])})"
    kind = f", {woord(row['soort_opgave'])}" if row["soort_opgave"] else ""
    sure = f", {woord(row['zekerheid'])}" if row["zekerheid"] else ""
    return f"{woord(row['maat'])} {woord(row['doelgroep'])}{part}{kind}{sure}"
