"""Rules about a whole delivery: who is missing, what repeats, what no longer exists."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from metrics import groups
from metrics.content.work import TOLD, Work, looked_up, told
from model.inhoud import Regel
from model.lijsten import Niveau, WaardeStatus
from model.taal import meervoud, opsomming

#: A stated "does not apply" or "secret" is an answer; an empty cell and "unknown" are not.
_ANSWERED = (WaardeStatus.NVT, WaardeStatus.GEHEIM)
_CELLS = 3
_ALWAYS, _EVER = pd.Timestamp("1800-01-01"), pd.Timestamp("2200-01-01")
_ALSO = " Zo ook bij {} in dit bestand."


def missing(work: Work, regel: Regel) -> pd.DataFrame:
    """Name the gemeenten for which a delivery gives no number, where it gives most of an area.

    The province is looked at first, then each of its regions. A gemeente that ended counts as there when its
    successor has a row.
    """
    areas = _members(work)
    everyone = {member.code for member in areas[work.rules.provincie]}
    rows = work.of(work.nieuw, regel)
    rows = rows[rows["gebied_code"].isin(everyone)]
    answered = rows["getal"].notna() | rows["waarde_min"].notna() | rows["waarde_max"].notna()
    rows = rows[answered | rows["waarde_status"].isin(_ANSWERED)]
    rows = rows.assign(groep=groups.codes(rows, ["bestand", "soort", "moment"]))
    rows = rows.sort_values(["groep", "bron_cel"], kind="stable")
    there = rows["gebied_code"].astype("str").groupby(rows["groep"]).agg(set)
    found = []
    for row in rows.drop_duplicates("groep").to_dict("records"):
        day = row["datum"] if pd.notna(row["datum"]) else work.today
        if gap := _gap(areas, regel, there[row["groep"]], day):
            found.append(row | gap)
    return _once(pd.DataFrame(found)) if found else rows.iloc[:0]


class Member(NamedTuple):
    """A gemeente of the province, now or then."""

    code: str
    naam: str
    opvolger: str
    van: pd.Timestamp
    tot: pd.Timestamp


def _members(work: Work) -> dict[str, list[Member]]:
    """Return the province and then each of its regions, with every gemeente it has or had."""
    areas = work.gebieden
    inside = areas["ouder_code"].eq(work.rules.provincie)
    regions = areas.loc[inside & areas["niveau"].eq(Niveau.REGIO), "gebied_code"].tolist()
    out: dict[str, list[Member]] = {code: [] for code in (work.rules.provincie, *regions)}
    mine = areas[areas["niveau"].eq(Niveau.GEMEENTE) & areas["ouder_code"].isin(list(out))]
    van, tot = mine["geldig_vanaf"].fillna(_ALWAYS), mine["geldig_tot"].fillna(_EVER)
    fields = (mine["gebied_code"], mine["naam"], mine["opvolger_code"], van, tot, mine["ouder_code"])
    for *member, parent in zip(*fields, strict=True):
        for area in {work.rules.provincie, parent}:
            out[area].append(Member(*member))
    return out


def _gap(areas: dict[str, list[Member]], regel: Regel, there: set[str], day: pd.Timestamp) -> dict:
    """Return who is missing of the province, else of the first region that is mostly there; else nothing."""
    for area, everyone in areas.items():
        then = [member for member in everyone if member.van <= day <= member.tot]
        gaps = sorted(member.naam for member in then if not {member.code, member.opvolger} & there)
        known = len(then) - len(gaps)
        if known < regel.grens["minstens"] or known < regel.grens["deel"] * len(then):
            continue
        numbers = {"bekend": float(known), "leden": float(len(then)), "grootte": float(len(gaps))}
        return {"gebied_code": area, "ontbreekt": opsomming(gaps), "heel": True, **numbers} if gaps else {}
    return {}


def _once(hits: pd.DataFrame) -> pd.DataFrame:
    """Return one hit per file, group and list of absentees: the newest, with how often it is the same."""
    alike = ["bestand", "doelgroep", "gebied_code", "ontbreekt"]
    hits = hits.sort_values(["datum", "bron_cel"], ascending=[False, True], na_position="last", kind="stable")
    times = hits.groupby(alike)["bron_cel"].transform("size")
    also = times.map(
        lambda n: _ALSO.format(meervoud(n - 1, "andere reeks", "andere reeksen")) if n > 1 else ""
    )
    return hits.assign(aantal=times, ook=also).drop_duplicates(alike)


def same_value(work: Work, regel: Regel) -> pd.DataFrame:
    """Name groups in which every gemeente has the same number."""
    rows = _totals(work, regel)
    by = rows.groupby("groep")
    many = by["gebied_code"].transform("nunique").ge(regel.grens["minstens"])
    one = by["getal"].transform("min").eq(by["getal"].transform("max"))
    return _whole(rows[many & one])


def copied(work: Work, regel: Regel) -> pd.DataFrame:
    """Name what comes newest when every gemeente has exactly the number of the moment before."""
    facts = work.of(work.facts, regel)
    facts = facts[facts["niveau"].eq(Niveau.GEMEENTE) & facts["getal"].notna() & facts["datum"].notna()]
    facts = facts.assign(lang=(facts["periode_tot"] - facts["periode_van"]).dt.days // 100)
    facts = facts.assign(reeks=groups.codes(facts, ["gebied_code", "soort", "lang"]))
    facts = facts.sort_values(["reeks", "datum"], kind="stable")
    toen = facts[[*TOLD, "getal"]].shift().add_suffix("_vorig")
    facts = pd.concat([facts, toen], axis=1)[facts["reeks"].eq(facts["reeks"].shift()).to_numpy()]
    facts = facts[facts["nieuw"]]
    facts = facts[facts["datum"].eq(facts.groupby(["bestand", "soort"])["datum"].transform("max"))]
    facts = facts.assign(groep=groups.codes(facts, ["bestand", "soort", "moment"]))
    facts = facts.assign(gelijk=facts["getal"].eq(facts["getal_vorig"]), gevuld=facts["getal"].ne(0))
    by = facts.groupby("groep")
    many = by["gevuld"].transform("sum").ge(regel.grens["minstens"])
    varied = by["getal"].transform("nunique").gt(1)
    hits = _whole(facts[by["gelijk"].transform("all").astype(bool) & many & varied])
    return hits.assign(vorige=told(hits))


def _totals(work: Work, regel: Regel) -> pd.DataFrame:
    """Return the numbers of gemeenten in the delivery, with the group each belongs to."""
    rows = work.of(work.facts, regel)
    rows = rows[rows["nieuw"] & rows["niveau"].eq(Niveau.GEMEENTE) & rows["getal"].notna()]
    return rows.assign(groep=groups.codes(rows, ["bestand", "soort", "moment"]))


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one hit per group, with its first cells and how many there are."""
    rows = rows.sort_values(["groep", "bestand", "bron_cel"], kind="stable")
    by = rows.groupby("groep")
    size = by["bron_cel"].transform("size")
    cells = by["bron_cel"].agg(lambda cells: ", ".join(cells.head(_CELLS)))
    one = rows.drop_duplicates("groep")
    return one.assign(
        bron_cel=one["groep"].map(cells),
        aantal=size[one.index],
        grootte=size[one.index].astype(float),
        heel=True,
    )


def ended(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures of gemeenten for a moment at which they no longer existed."""
    rows = work.of(work.nieuw, regel)
    areas = work.gebieden.set_index("gebied_code")
    last = looked_up(rows["gebied_code"], areas["geldig_tot"])
    when = rows["datum"].fillna(work.today)
    rows = rows.assign(einde=last)[last.lt(when)]
    successor = looked_up(rows["gebied_code"], areas["opvolger_code"]).map(work.names)
    return rows.assign(
        opvolger=successor.astype("str").fillna("verschillende gemeenten"),
        grootte=rows["getal"].abs().fillna(0.0),
    )
