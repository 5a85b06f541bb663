"""Signals from sites: one that ends without another in its place, and places that are there twice."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.signals.work import Treffer, Work
from model.lijsten import Stadium, Verlenging
from model.signalen import Signaalregel
from model.taal import datum, getal, meervoud, opsomming

_OPEN = (Stadium.OPEN, Stadium.AFBOUW)
_GONE = (Stadium.GESLOTEN, Stadium.VERVALLEN)
_EXTENSION = {
    Verlenging.GEEN.value: "Verlengen kan niet.",
    Verlenging.MOGELIJK.value: "Verlengen is mogelijk, maar niet gevraagd.",
    Verlenging.GEVRAAGD.value: "Verlenging is gevraagd, maar niet afgesproken.",
    Verlenging.AFGESPROKEN.value: "De afgesproken verlenging is in die dag al meegeteld.",
    "": "",
}


def ending(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield open sites whose last day is near and in whose place nothing comes in time.

    An agreed extension counts as the last day. A site whose end is unknown or was agreed to have none gives
    no signal, nor does one in whose place a site comes of which the opening is not known.
    """
    rows = work.sites
    rows = rows[rows["stadium"].isin([str(stage) for stage in _OPEN]) & ~rows["is_onbepaald"]]
    last = _last_day(rows)
    near = work.day + pd.DateOffset(months=int(regel.grens["maanden"]))
    for row, end in zip(rows.to_dict("records"), last, strict=True):
        if pd.isna(end) or not work.day <= end <= near:
            continue
        gap = _gap(work, row["locatie_id"], end)
        if gap is not None and gap <= int(regel.grens["speling_dagen"]):
            continue
        yield _ends(work, row, end, gap)


def _last_day(rows: pd.DataFrame) -> pd.Series:
    agreed = rows["verlenging_status"].eq(Verlenging.AFGESPROKEN) & rows["verlenging_tot"].notna()
    return rows["tot"].where(~agreed, rows["verlenging_tot"])


def _gap(work: Work, site: str, end: pd.Timestamp) -> int | None:
    """Return the days between the end of a site and the opening of the one in its place.

    None when nothing comes in its place; 0 when something comes and it is not known when.
    """
    sites = work.frames["locaties"]
    after = sites[sites["vervangt_locatie"].eq(site) & ~sites["stadium"].isin([str(s) for s in _GONE])]
    if after.empty:
        return None
    if after["van"].isna().any():
        return 0
    return max((after["van"].min() - end).days - 1, 0)


def _ends(work: Work, row: dict, end: pd.Timestamp, gap: int | None) -> Treffer:
    places = row["plekken"]
    unit = "plekken" if row["eenheid"] in ("", "plekken") else row["eenheid"]
    return Treffer(
        row["gebied_code"],
        row["doelgroep"],
        row["locatie_id"],
        {
            "locatie": row["naam"],
            "tot": datum(end),
            "dagen": _days((end - work.day).days),
            "plekken": "Hoeveel plekken er zijn, is onbekend."
            if pd.isna(places)
            else f"Het gaat om {getal(places)} {unit}.",
            "vervanging": "Er is geen vervanging bekend."
            if gap is None
            else f"De vervanging opent {_days(gap)} later.",
            "verlenging": _extension(row),
        },
        (end, places, gap, row["verlenging_status"]),
        0.0 if pd.isna(places) else float(places),
        f"{row['bron_id']}#{row['bron_cel']}",
        filters={"locatie": row["locatie_id"]},
    )


def _extension(row: dict) -> str:
    """Return how far an extension is: by its state, else in the words of the source."""
    if row["verlenging_status"] or not row["verlenging_tekst"]:
        return _EXTENSION[row["verlenging_status"]]
    return f"Over verlenging zegt de bron: ‘{row['verlenging_tekst']}’."


def twice(work: Work, regel: Signaalregel) -> Iterator[Treffer]:
    """Yield groups of sites whose places are counted more than once."""
    for group in doubles(work):
        if group["plekken_dubbel"] < regel.grens["plekken"]:
            continue
        sites = group["locaties"]
        codes = list(dict.fromkeys(sites["gebied_code"]))
        groups_ = set(sites["doelgroep"])
        names = [f"{name} ({getal(n)})" for name, n in zip(sites["naam"], sites["plekken"], strict=True)]
        twice_ = int(group["plekken_dubbel"])
        yield Treffer(
            codes[0] if len(codes) == 1 else work.common(codes),
            groups_.pop() if len(groups_) == 1 else "",
            group["sleutel"],
            {
                "locaties": opsomming(names),
                "waarom": group["waarom"],
                "plekken": f"{meervoud(twice_, 'plek staat', 'plekken staan')} dubbel.",
            },
            (twice_, *sites["plekken"]),
            float(twice_),
            "|".join(sites["bron_id"] + "#" + sites["bron_cel"]),
            ook=tuple(codes) if len(codes) > 1 else (),
        )


def doubles(work: Work) -> Iterator[dict]:
    """Yield sleutel, locaties (rows), plekken_dubbel and waarom of each group that is counted twice.

    Two ways: rows of one joint plan together hold more places than the plan; and a site is still open when
    the one in its place has opened. What is not known is not counted twice.
    """
    rows = work.frames["locaties"]
    rows = rows[~rows["stadium"].isin([str(stage) for stage in _GONE])].sort_values(
        "locatie_id", kind="stable"
    )
    inside = set(work.gemeenten)
    for code, plan in rows[rows["plan_code"].ne("")].groupby("plan_code", sort=True):
        if len(plan) > 1 and inside & set(plan["gebied_code"]):
            yield from _plan(str(code), plan)
    for new in rows[rows["vervangt_locatie"].ne("")].to_dict("records"):
        before = rows[rows["locatie_id"].eq(new["vervangt_locatie"])]
        if len(before) and new["gebied_code"] in inside:
            yield from _replaced(rows, before.iloc[0], new)


def _plan(code: str, plan: pd.DataFrame) -> Iterator[dict]:
    known, whole = plan["plekken"].dropna(), plan["plan_plekken"].dropna()
    if len(known) < 2 or whole.empty or known.sum() <= whole.max():
        return
    yield {
        "sleutel": f"plan-{code}",
        "locaties": plan[plan["plekken"].notna()],
        "plekken_dubbel": int(known.sum() - whole.max()),
        "waarom": f"Samen is dat {getal(known.sum())}, maar het gezamenlijke plan is voor "
        f"{getal(whole.max())} plekken.",
    }


def _replaced(rows: pd.DataFrame, old: pd.Series, new: dict) -> Iterator[dict]:
    """Yield the pair when both are there at once, in days that are known."""
    end = _last_day(old.to_frame().T).iloc[0]
    if pd.isna(end) or pd.isna(new["van"]) or new["van"] > end:
        return
    if pd.isna(old["plekken"]) or pd.isna(new["plekken"]):
        return
    both = rows[rows["locatie_id"].isin([old["locatie_id"], new["locatie_id"]])]
    yield {
        "sleutel": f"vervangt-{new['locatie_id']}",
        "locaties": both,
        "plekken_dubbel": int(min(old["plekken"], new["plekken"])),
        "waarom": f"De ene komt in de plaats van de andere, maar opent op {datum(new['van'])} en dus "
        f"voor het einde op {datum(end)}.",
    }


def _days(number: object) -> str:
    return meervoud(int(number), "dag", "dagen")  # type: ignore[call-overload]
