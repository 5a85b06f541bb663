"""Which locations make a hole, and what would fill it: ends without a successor, late openings."""

from __future__ import annotations

import pandas as pd

from metrics.supply.presence import NEVER, PLANNED, THERE, presence
from model.frames import TEXT
from model.lijsten import Deelgroep, Stadium, Verlenging
from model.taal import datum, getal, is_unknown, woord

#: In the order in which they are named.
CAUSES = (
    "sluit", "opening_te_laat", "opent_later", "begin_onbekend", "einde_onbekend", "einde_voorbij",
    "stadium_onbekend", "aantal_onbekend",
)  # fmt: skip
COLUMNS = {
    "locatie_id": "str", "naam": "str", "gebied_code": "str", "type": "str", "oorzaak": "str",
    "plekken": "Int64", "datum": "datetime64[us]", "vult": "str", "vult_plekken": "Int64",
    "vult_vanaf": "datetime64[us]", "vult_tot": "datetime64[us]", "bron_id": "str", "bron_cel": "str",
}  # fmt: skip
_DAY = pd.Timedelta(days=1)


def empty() -> pd.DataFrame:
    """Return the table without rows."""
    return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)


def of(
    stays: pd.DataFrame,
    vooraf: pd.Timestamp,
    maand: pd.Timestamp,
    *,
    verlenging: bool,
    peildatum: pd.Timestamp,
    deelgroep: str = Deelgroep.ALLE,
) -> pd.DataFrame:
    """Return why places are missing in one month that were there, or could be.

    Args:
        stays: the stays of one group in one area.
        vooraf: last month end at which there was enough, or the first one looked at.
        maand: month end in which the hole is deepest.
        verlenging: see ``presence``.
        peildatum: see ``presence``.
        deelgroep: alle, amv or regulier.

    Returns:
        ``COLUMNS``, by cause and then by places. oorzaak: sluit (ends in between; plekken is what no
        successor makes up for), opening_te_laat (its opening day passed), opent_later, begin_onbekend,
        einde_onbekend, einde_voorbij (stands as open after its end), stadium_onbekend, aantal_onbekend (is
        there, its number is not known). vult: what would fill it, in Dutch, with how many places and from
        when to when.
    """
    rows = presence(stays, peildatum, verlenging=verlenging)
    rows = rows.assign(plekken=_places(rows, deelgroep))
    rows = rows.assign(oorzaak=_causes(rows, vooraf, maand, peildatum))
    rows = _without_replaced(rows, maand)
    rows = rows[rows["oorzaak"].ne("") & ~rows["plekken"].eq(0).fillna(False)]
    if rows.empty:
        return empty()
    rows = _filled(rows)
    order = {name: rank for rank, name in enumerate(CAUSES)}
    rows = rows.assign(_rang=rows["oorzaak"].map(order), _klein=-rows["plekken"].fillna(0))
    rows = rows.sort_values(["_rang", "_klein", "naam"], kind="stable")
    return rows[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)


def _places(rows: pd.DataFrame, deelgroep: str) -> pd.Series:
    if deelgroep == Deelgroep.ALLE:
        return rows["plekken"]
    return rows["plekken_amv"] if deelgroep == Deelgroep.AMV else rows["plekken"] - rows["plekken_amv"]


def _at(rows: pd.DataFrame, day: pd.Timestamp, period: str = "zeker") -> pd.Series:
    return rows[f"{period}_van"].le(day) & rows[f"{period}_tot"].ge(day)


def _causes(
    rows: pd.DataFrame, before: pd.Timestamp, month: pd.Timestamp, peildatum: pd.Timestamp
) -> pd.Series:
    """Return the cause of each stay; empty for one that is there with a known number, or never was."""
    there, may = _at(rows, month), _at(rows, month, "mogelijk")
    planned, begun = rows["stadium"].isin(PLANNED), rows["van"].lt(peildatum)
    ended = rows["zeker_tot"].ge(before) & rows["zeker_tot"].lt(month) & rows["zeker_van"].le(month)
    overdue = rows["stadium"].isin(THERE) & rows["einde"].lt(peildatum) & rows["tot_sluiting"]
    checks = [
        (may, "einde_onbekend"),
        (planned & rows["van"].gt(month), "opent_later"),
        (may & overdue, "einde_voorbij"),
        (planned & rows["van"].isna() & may, "begin_onbekend"),
        (planned & begun & may, "opening_te_laat"),
        (may & rows["stadium"].eq(Stadium.ONBEKEND), "stadium_onbekend"),
        (ended & ~may, "sluit"),
        (there, ""),
        (there & rows["plekken"].isna(), "aantal_onbekend"),
    ]
    out = pd.Series("", index=rows.index, dtype=TEXT)
    for mask, name in checks:
        out = out.mask(mask, name)
    return out


def _without_replaced(rows: pd.DataFrame, month: pd.Timestamp) -> pd.DataFrame:
    """Take off what a successor that is there makes up for; name a successor that is not there yet."""
    heirs = rows[rows["vervangt_locatie"].ne("")]
    present = heirs[_at(heirs, month)].groupby("vervangt_locatie")["plekken"].sum(min_count=1)
    absent = heirs[~_at(heirs, month)].drop_duplicates("vervangt_locatie")
    absent = absent.set_index("vervangt_locatie")
    told = [
        f"{name} opent {'op ' + datum(day) if pd.notna(day) else 'op een onbekende dag'}"
        for name, day in zip(absent["naam"], absent["van"], strict=True)
    ]
    closes = rows["oorzaak"].eq("sluit")
    heirs_of = dict(zip(absent.index, told, strict=True))
    heir = pd.Series([heirs_of.get(key, "") for key in rows["locatie_id"]], index=rows.index, dtype=TEXT)
    made_up = rows["locatie_id"].map(present).astype("Int64").fillna(0)
    left = (rows["plekken"] - made_up).clip(lower=0)
    return rows.assign(plekken=rows["plekken"].where(~closes, left), _opvolger=heir.where(closes, ""))


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what would fill each cause, with how many places from when to when."""
    longer = rows["verlenging_tot"].where(
        rows["oorzaak"].eq("sluit")
        & rows["verlenging_tot"].gt(rows["einde"])
        & rows["verlenging_status"].ne(Verlenging.GEEN)
    )
    can = ~rows["oorzaak"].isin(["sluit", "aantal_onbekend"]) | longer.notna()
    later = rows["van"].where(rows["oorzaak"].eq("opent_later"))
    last = rows["einde"].where(rows["einde"].lt(NEVER) & rows["oorzaak"].ne("einde_voorbij"))
    words = [_words(row) for row in rows.assign(_langer=longer).to_dict("records")]
    return rows.assign(
        datum=rows["einde"].where(rows["oorzaak"].isin(["sluit", "einde_voorbij"]), rows["van"]),
        vult=pd.Series(words, index=rows.index, dtype=TEXT),
        vult_plekken=rows["plekken"].where(can),
        vult_vanaf=(rows["einde"] + _DAY).where(longer.notna(), later),
        vult_tot=longer.where(longer.notna(), last.where(can)),
    )


def _words(row: dict[str, object]) -> str:
    """Return in Dutch what would fill a cause."""
    if row["oorzaak"] == "sluit":
        return _after_the_end(row)
    return {
        "opening_te_laat": "opening; een nieuwe openingsdatum is niet bekend",
        "opent_later": f"opening op {datum(row['van'])}, of eerder",
        "begin_onbekend": "opening; de openingsdatum is niet bekend",
        "einde_onbekend": "een afgesproken einddatum",
        "einde_voorbij": "bevestiging dat de locatie open blijft, en tot wanneer",
        "stadium_onbekend": "bevestiging dat de locatie er is, en tot wanneer",
        "aantal_onbekend": "opgave van het aantal plekken",
    }[str(row["oorzaak"])]


def _after_the_end(row: dict[str, object]) -> str:
    parts = [str(row["_opvolger"])] if row["_opvolger"] else []
    status = row["verlenging_status"]
    if pd.notna(row["_langer"]):
        how = f" ({woord(status)})" if status else ""
        parts.append(f"verlenging tot en met {datum(row['_langer'])}{how}")
    elif status in {Verlenging.MOGELIJK, Verlenging.GEVRAAGD}:
        parts.append(f"verlenging ({woord(status)}), einddatum onbekend")
    return "; ".join(parts) or "geen verlenging of opvolger bekend"


def places_text(count: object) -> str:
    """Return a number of places, or that it is not known.

    >>> places_text(350), places_text(1), places_text(None)
    ('350 plekken', '1 plek', 'aantal plekken onbekend')
    """
    if is_unknown(count):
        return "aantal plekken onbekend"
    return f"{getal(count)} {'plek' if count == 1 else 'plekken'}"
