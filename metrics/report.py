"""The provincial report: what is offered, hard and soft, and whether it reaches the duty of each kind.

"Sluitend" means that the places of the gemeenten reach the duty of the province; the sum over a region is a
rule of the table itself. What is *hard* is open or decided; what is *zacht* is an intention. A gemeente that
says nothing offers an unknown number, never zero: then only a lower bound is known, and only it is compared.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from metrics.measures import KEY
from metrics.validity import is_bound
from model.lijsten import Deelgroep, Doelgroep
from model.taal import bekend_van, getal

JA, NEE, ONBEKEND = "ja", "nee", "onbekend"
NO_DUTY = "opgave onbekend"
#: Sums of an offer: without and with intentions.
HARD, TOTAAL = "hard", "totaal"
PARTS = {HARD: ("realisatie", "besloten"), TOTAAL: ("realisatie", "besloten", "voornemen")}
#: What the table says of an area about its members.
MEMBERS = ("leden", "leden_bekend")


def offered(areas: pd.DataFrame, gemeenten: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return what areas offer to asielzoekers: open, decided, intended, and the sums of these.

    Args:
        areas: ``fulfilment.table`` of the areas, one date; the kind of duty does not matter here.
        gemeenten: the same of all gemeenten inside them.
        links: gebied_code and lid, see ``metrics.areas.membership``.

    Returns:
        Per area and part: KEY, naam, realisatie, besloten, voornemen, hard and totaal (Int64, missing where a
        part is unknown), hard_min and totaal_min (what is there at least; missing where nothing is known),
        leden and leden_bekend (gemeenten, and those of which hard is known), bron_cijfers.
    """
    own = _sums(_asylum(areas)).drop(columns=["leden"])
    parts = _sums(_asylum(gemeenten))
    under = links.merge(parts, left_on="lid", right_on="gebied_code", suffixes=("", "_lid"))
    by = under.groupby(KEY, sort=False)
    known = by[HARD].count().astype("Int64").rename("leden_bekend")
    members = pd.concat([by.size().astype("Int64").rename("leden"), known], axis=1)
    lows = by[[f"{name}_min" for name in PARTS]].sum(min_count=1)
    out = own.join(members, on=KEY).join(lows, on=KEY, suffixes=("", "_leden"))
    for name in PARTS:  # the members together may prove more than the area says of itself
        both = out[[f"{name}_min", f"{name}_min_leden"]]
        out[f"{name}_min"] = both.max(axis=1).astype("Int64")
        out[name] = out[name].where(~out[f"{name}_min"].gt(out[name]).fillna(False))
    columns = [*KEY, "naam", *PARTS[TOTAAL], *(f for n in PARTS for f in (n, f"{n}_min")), *MEMBERS]
    return out[[*columns, "bron_cijfers"]].reset_index(drop=True)


def _asylum(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["doelgroep"].eq(Doelgroep.ASIELZOEKERS)].reset_index(drop=True)


def _sums(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with each sum and its lower bound: what is unknown is at least nothing."""
    low = table["realisatie"].fillna(table["realisatie_min"])
    out = table
    for name, parts in PARTS.items():
        values = table[list(parts)]
        at_least = values.assign(realisatie=low).sum(axis=1, min_count=1).astype("Int64")
        exact = values.sum(axis=1, min_count=len(parts)).astype("Int64")
        out = out.assign(**{name: exact, f"{name}_min": at_least})
    return out


def closing(offer: pd.DataFrame, duties: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return per kind of duty whether what is offered reaches it, and what is left.

    Args:
        offer: see ``offered``.
        duties: per soort opgave, ``fulfilment.table`` of the same areas with that kind.

    Returns:
        soort_opgave, KEY, naam, opgave (Int64; missing when it is a bound), som_opgave,
        leden_bekend_opgave, leden, and for hard and totaal: ``<name>``, ``<name>_min``, ``gat_<name>``
        (offered − duty, negative is short; missing unless both are exact), ``sluitend_<name>`` (ja, nee,
        onbekend), ``reden_<name>`` (Dutch). The whole is not closed while amv or regulier is known to be
        short: they do not replace each other.
    """
    rows = []
    for kind, table in duties.items():
        mine = _asylum(table)
        columns = [*KEY, "opgave", "som_opgave", "leden_bekend_opgave", "opgave_bron", "status_reden"]
        bound = is_bound(mine, "opgave")
        mine = mine.assign(opgave=mine["opgave"].where(~bound))
        mine["status_reden"] = mine["status_reden"].mask(bound, "van de opgave is alleen een grens bekend")
        joined = offer.drop(columns=["bron_cijfers"]).merge(mine[columns], on=KEY)
        rows.append(_judged(joined.assign(soort_opgave=kind)))
    if not rows:
        return pd.DataFrame()
    out = pd.concat(rows, ignore_index=True)
    first = ["soort_opgave", *KEY, "naam"]
    return out[[*first, *(name for name in out.columns if name not in first)]]


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    for name in PARTS:
        told = [_verdict(row, name) for row in rows.to_dict("records")]
        rows = rows.assign(
            **{
                f"gat_{name}": (rows[name] - rows["opgave"]).astype("Int64"),
                f"sluitend_{name}": pd.Series([word for word, _ in told], index=rows.index, dtype="str"),
                f"reden_{name}": pd.Series([why for _, why in told], index=rows.index, dtype="str"),
            }
        )
        rows = _parts_first(rows, name)
    return rows


def _verdict(row: Mapping, name: str) -> tuple[str, str]:
    """Return whether a sum reaches the duty and, where that is not known or not so, why."""
    duty, exact, low = row["opgave"], row[name], row[f"{name}_min"]
    if pd.isna(duty):
        told = str(row["status_reden"])
        return ONBEKEND, told if "grens" in told or "bronnen" in told else NO_DUTY
    if pd.notna(low) and low >= duty:
        return JA, ""
    if pd.notna(exact):
        return NEE, f"{getal(duty - exact)} plekken te weinig"
    if pd.isna(low):
        return ONBEKEND, "aanbod onbekend"
    known = bekend_van(int(row["leden_bekend"]), int(row["leden"]))
    return (
        ONBEKEND,
        f"bekend is ten minste {getal(low)} ({known}); tot de opgave ontbreken er {getal(duty - low)}",
    )


def _parts_first(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Hold the whole to its parts: places for amv do not fill what regular places lack, and the reverse."""
    short = rows[rows["deelgroep"].ne(Deelgroep.ALLE) & rows[f"sluitend_{name}"].eq(NEE)]
    verdict, why = rows[f"sluitend_{name}"].copy(), rows[f"reden_{name}"].copy()
    for part in short.itertuples():
        other = Deelgroep.REGULIER if part.deelgroep == Deelgroep.AMV else Deelgroep.AMV
        whole = rows["gebied_code"].eq(part.gebied_code) & rows["deelgroep"].eq(Deelgroep.ALLE)
        whole &= verdict.eq(JA)
        verdict[whole] = NEE
        lacking = getal(-getattr(part, f"gat_{name}"))
        why[whole] = f"{part.deelgroep} komt {lacking} tekort; {other} vult dat niet"
    return rows.assign(**{f"sluitend_{name}": verdict, f"reden_{name}": why})
