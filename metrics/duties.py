"""Kinds of duty side by side: what each cycle and kind says of an area, and how one differs from another.

One kind never stands for another, and kinds do not add up to each other: the verdeelbesluiten of 2024 ask
more than the national number. So nothing is filled in here; a sum says over how many gemeenten it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics import aggregate, interval, views
from metrics.known import moments, period
from metrics.validity import dates, facts, is_bound
from model.frames import Frames
from model.lijsten import Bereik, Deelgroep, Maat, WaardeStatus
from model.sleutelregels import Zijden
from model.taal import ONBEKEND, bekend_van, waarde, woord

#: What tells one kind of duty from another in one group.
KIND = ["ronde", "soort_opgave", "eenheid"]
COLUMNS = (
    "gebied_code", "naam", "doelgroep", "deelgroep", "reeks", "ronde", "ronde_begin", "soort_opgave", "zijde",
    "eenheid", "waarde", "waarde_min", "waarde_max", "waarde_status", "waarde_tekst", "datum", "moment",
    "is_strijdig", "bron_cijfers",
)  # fmt: skip
BEFORE = "vóór de wet"


def table(
    frames: Frames,
    codes: Sequence[str],
    doelgroep: str,
    peildatum: pd.Timestamp,
    sides: Zijden,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return every kind of duty of areas as it was last set on a date, with its cell.

    Only totals of the area itself. Where sources disagree there is a row for each, and none is chosen. A duty
    without a date stands there when its kind has none with a date, and says so.

    Args:
        frames: a version's frames; uses cijfers and gebieden.
        codes: areas of any level.
        doelgroep: one group.
        peildatum: what was set later is left out.
        sides: which kinds are the law's number, and which come from agreements.
        preferences: recorded choices of source.

    Returns:
        The columns of ``COLUMNS``: reeks is the key of the kind (ronde|soort|eenheid), ronde a cycle or
        half-year, ronde_begin its first day or the first date of its duties, zijde ``formeel``, ``afspraak``
        or empty; numbers Int64.
    """
    rows = frames["cijfers"]
    rows = rows[rows["gebied_code"].isin(list(codes)) & rows["doelgroep"].eq(doelgroep)]
    rows = rows[rows["maat"].eq(Maat.OPGAVE) & rows["bereik"].eq(Bereik.GEMEENTETOTAAL)]
    rows = _with_kind(rows)
    agreed, disputed = facts(rows, preferences)
    dated = pd.concat([agreed.assign(is_strijdig=False), _disputed(disputed)], ignore_index=True)
    dated = dated[dated["datum"].le(peildatum)]
    place = ["gebied_code", "deelgroep", "reeks"]
    dated = dated[dated["datum"].eq(dated.groupby(place)["datum"].transform("max"))]
    out = pd.concat([dated, _undated(rows, dated, place)], ignore_index=True)
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    shown = out[list(interval.ENDS)].itertuples(index=False)
    out = out.assign(
        naam=out["gebied_code"].map(names),
        zijde=[sides.of(kind) for kind in out["soort_opgave"]],
        waarde_tekst=pd.Series([waarde(*row) for row in shown], index=out.index, dtype="str"),
        moment=moments(out) if len(out) else pd.Series(dtype="str"),
    )
    begun = out["periode_van"].fillna(out.groupby("ronde")["datum"].transform("min"))
    order = out["gebied_code"].map({code: i for i, code in enumerate(codes)})
    out = out.assign(_plek=order, ronde_begin=begun)
    out = out.sort_values(["_plek", "deelgroep", "ronde_begin", "datum", "reeks"], kind="stable")
    return out[list(COLUMNS)].reset_index(drop=True)


def _with_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the round a duty belongs to, and the key of its kind."""
    spans = rows[["periode_van", "periode_tot"]].itertuples(index=False)
    named = [period(van, tot) if pd.notna(van) and pd.notna(tot) else "" for van, tot in spans]
    ronde = rows["cyclus"].where(rows["cyclus"].ne(""), pd.Series(named, index=rows.index, dtype="str"))
    key = ronde + "|" + rows["soort_opgave"] + "|" + rows["eenheid"]
    return rows.assign(ronde=ronde.astype("str"), reeks=key.astype("str"))


def _disputed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per different number of a disputed fact, with all cells that say it."""
    if rows.empty:
        return rows.assign(is_strijdig=pd.Series(dtype="bool"), bron_cijfers=pd.Series(dtype="str"))
    cells = (rows["bron_id"] + "#" + rows["bron_cel"]).astype("str")
    said = ["feit", "waarde", "waarde_min", "waarde_max"]
    together = cells.groupby([rows[name] for name in said], dropna=False).transform("|".join)
    return rows.assign(is_strijdig=True, bron_cijfers=together).drop_duplicates(said)


def _undated(rows: pd.DataFrame, dated: pd.DataFrame, place: list[str]) -> pd.DataFrame:
    """Return duties without a date of kinds that have none with a date; several numbers are a conflict."""
    found = rows[dates(rows).isna() & (rows["waarde"].notna() | is_bound(rows))]
    have = pd.MultiIndex.from_frame(dated[place])
    found = found[~pd.MultiIndex.from_frame(found[place]).isin(have)]
    found = found.drop_duplicates([*place, "waarde", "waarde_min", "waarde_max"])
    cells = (found["bron_id"] + "#" + found["bron_cel"]).astype("str")
    return found.assign(
        datum=pd.NaT, bron_cijfers=cells, is_strijdig=found.duplicated(place, keep=False).astype("bool")
    )


def kinds(found: pd.DataFrame) -> pd.DataFrame:
    """Return the kinds of duty in a table, oldest round first.

    Args:
        found: see ``table``.

    Returns:
        reeks, ronde, soort_opgave, zijde, eenheid, naam (as a reader sees it) and bekend (areas with a number
        without conflict, of deelgroep alle).
    """
    whole = found[found["deelgroep"].eq(Deelgroep.ALLE)]
    known = whole[~whole["is_strijdig"]].groupby("reeks")["gebied_code"].nunique()
    order = ["ronde_begin", "ronde", "datum", "reeks"]
    first = found.sort_values(order, kind="stable", na_position="last").drop_duplicates("reeks")
    out = first[["reeks", "ronde", "soort_opgave", "zijde", "eenheid"]]
    return out.assign(
        naam=pd.Series(
            [label(*row) for row in out[KIND].itertuples(index=False)], index=out.index, dtype="str"
        ),
        bekend=out["reeks"].map(known).fillna(0).astype("Int64"),
    ).reset_index(drop=True)


def label(ronde: str, soort: str, eenheid: str) -> str:
    """Return the name of a kind of duty.

    >>> label("2024", "verdeelbesluit", "plekken"), label("", "indicatief", "plekken")
    ('2024, verdeelbesluit', 'vóór de wet, indicatief')
    >>> label("", "opgave", "bedden"), label("eerste helft 2024", "onbekend", "personen")
    ('opgave in bedden', 'eerste helft 2024, soort onbekend')
    """
    kind = "soort onbekend" if soort == ONBEKEND else str(woord(soort))
    if soort == Maat.OPGAVE:
        return f"{kind} in {woord(eenheid)}"
    return f"{ronde or BEFORE}, {kind}"


def sums(found: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return per area, part and kind the sum over the gemeenten whose number is known, and over how many.

    A disputed number is not known. The sum never fills the figure of the area.

    Args:
        found: see ``table``; of the gemeenten.
        links: gebied_code and lid, see ``metrics.areas.membership``.

    Returns:
        gebied_code, deelgroep, reeks, som (Int64, missing when none is known), leden, leden_bekend,
        som_tekst ('minimaal 542, 2 van 31 gemeenten bekend').
    """
    out = [_sum(found[found["reeks"].eq(kind)], links).assign(reeks=kind) for kind in found["reeks"].unique()]
    columns = ["gebied_code", "deelgroep", "reeks", "som", "leden", "leden_bekend", "som_tekst"]
    return pd.concat(out, ignore_index=True)[columns] if out else pd.DataFrame(columns=columns)


def _sum(rows: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of one kind; every gemeente has a row, so that who is unknown is counted."""
    parts = pd.MultiIndex.from_product([links["lid"].unique(), rows["deelgroep"].unique()])
    clear = rows[~rows["is_strijdig"]].set_index(["gebied_code", "deelgroep"])
    named = {"waarde": "opgave", "waarde_min": "opgave_min", "waarde_max": "opgave_max"}
    named |= {"waarde_status": "opgave_status", "datum": "opgave_datum", "bron_cijfers": "opgave_bron"}
    wide = clear[list(named)].rename(columns=named).reindex(parts.set_names(["gebied_code", "deelgroep"]))
    wide["opgave_status"] = wide["opgave_status"].fillna(WaardeStatus.ONBEKEND.value)
    wide["opgave_bron"] = wide["opgave_bron"].fillna("")
    members = aggregate.by_member(wide.reset_index().assign(doelgroep=""), links)
    total = aggregate.over_members(members, "opgave").reset_index()
    mine = members.groupby(["gebied_code", "deelgroep"])
    texts = [
        f"{views.sum_text(row.som, mine.get_group((row.gebied_code, row.deelgroep)), 'opgave')}, "
        f"{bekend_van(int(row.leden_bekend), int(row.leden))}"
        for row in total.itertuples()
    ]
    return total.assign(som_tekst=pd.Series(texts, index=total.index, dtype="str"))
