"""Shortage and surplus inside a region, the regional test per group, agreed duties, and the rekenbeeld.

Exchange adds no place. Overname and ruil move duty between gemeenten inside one group or part (amv and
regulier are two different things) and leave every sum of the region as it was; saldering sets one group
against another with a ratio that no source gives, and lowers no duty. The two never stand in one number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.judgement import amv_shortage
from metrics.measures import KEY
from metrics.pace import months_of_half_year
from metrics.validity import is_bound
from model.lijsten import Deelgroep, Doelgroep
from model.taal import datum, getal, halfjaar, is_unknown, maand, opsomming, woord

JA, NEE, LOOPT, ONBEKEND = "ja", "nee", "loopt nog", "onbekend"
LABEL = "Rekenbeeld: een som op papier. Saldering verlaagt geen opgave van gemeente, regio of provincie."


def balance(gemeenten: pd.DataFrame) -> pd.DataFrame:
    """Return per gemeente, group and part what is short and what is over.

    Args:
        gemeenten: ``fulfilment.table`` at level gemeente.

    Returns:
        KEY columns, naam, eenheid, opgave, realisatie, verschil, tekort and overschot (Int64, 0 or more,
        missing where the verschil is not known), status_reden, bron_cijfers, opgave_bron, realisatie_bron.
    """
    keep = [*KEY, "naam", "eenheid", "opgave", "realisatie", "verschil", "status_reden"]
    keep += ["bron_cijfers", "opgave_bron", "realisatie_bron"]
    difference = gemeenten["verschil"]
    return gemeenten[keep].assign(tekort=(-difference).clip(lower=0), overschot=difference.clip(lower=0))


def regional_test(regio: pd.DataFrame, gemeenten: pd.DataFrame) -> pd.DataFrame:
    """Return per group and part whether the sum of a region is reached, and what is missing to know.

    Args:
        regio: ``fulfilment.table`` rows of one region (or province).
        gemeenten: ``fulfilment.table`` rows of its gemeenten.

    Returns:
        gebied_code, naam, doelgroep, deelgroep, eenheid, opgave, realisatie, verschil, gehaald (ja, nee,
        loopt nog or onbekend), ontbreekt (names of gemeenten without a known verschil, joined by '|'),
        toelichting. Asielzoekers-alle is not reached while amv or regulier is known to be short.
    """
    running = _running(regio)
    own = regio["verschil"].map(_reached)
    short = _part_short(regio)
    gehaald = own.mask(own.eq(NEE) & running.ne(""), LOOPT).where(short.eq(""), NEE)
    missing = [_missing(gemeenten, row) for row in regio[KEY].itertuples(index=False)]
    columns = [*KEY, "naam", "eenheid", "opgave", "realisatie", "verschil"]
    out = regio[columns].assign(gehaald=gehaald.astype("str"), ontbreekt=["|".join(m) for m in missing])
    notes = [_note(*row) for row in zip(gehaald, short, missing, regio["status_reden"], strict=True)]
    told = running.where(gehaald.eq(LOOPT), pd.Series(notes, index=regio.index, dtype="str"))
    return out.assign(toelichting=told.astype("str")).reset_index(drop=True)


def _running(regio: pd.DataFrame) -> pd.Series:
    """Return for statushouders how far the half-year is that still runs; an empty text elsewhere.

    A taakstelling is judged on 1 January and 1 July: before that a sum that is not reached is not missed.
    """
    until = regio["realisatie_datum"].where(regio["doelgroep"].eq(Doelgroep.STATUSHOUDERS))
    months = months_of_half_year(until)
    text = "het halfjaar loopt nog; geteld na " + months.map(getal) + " van 6 maanden"
    return text.where(months.lt(6).fillna(False), "").astype("str")


def _reached(difference: object) -> str:
    if is_unknown(difference):
        return ONBEKEND
    return JA if difference >= 0 else NEE  # type: ignore[operator]


def _part_short(regio: pd.DataFrame) -> pd.Series:
    """Return for asielzoekers-alle which part is known to be short; an empty text elsewhere."""
    total = regio["doelgroep"].eq(Doelgroep.ASIELZOEKERS) & regio["deelgroep"].eq(Deelgroep.ALLE)
    text = pd.Series("", index=regio.index, dtype="str")
    amv = amv_shortage(regio)
    rest = regio[regio["deelgroep"].eq(Deelgroep.REGULIER)].set_index("gebied_code")["verschil"]
    regular = regio["gebied_code"].map(-rest).where(total)
    text = text.mask(
        regular.gt(0).fillna(False), "regulier komt " + regular.map(getal) + " tekort; amv vult dat niet"
    )
    return text.mask(amv.notna(), "amv komt " + amv.map(getal) + " tekort; regulier vult dat niet").astype(
        "str"
    )


def _missing(gemeenten: pd.DataFrame, key: Sequence[str]) -> list[str]:
    same = gemeenten["doelgroep"].eq(key[1]) & gemeenten["deelgroep"].eq(key[2])
    return sorted(gemeenten.loc[same & gemeenten["verschil"].isna(), "naam"])


def _note(gehaald: str, short: str, missing: Sequence[str], reden: str) -> str:
    if short:
        return short
    if gehaald != ONBEKEND:
        return ""
    if not missing:
        return reden
    some = opsomming(missing) if len(missing) <= 3 else f"{getal(len(missing))} gemeenten"
    return f"{reden}; het verschil is onbekend van {some}"


def agreed(duties: pd.DataFrame, legs: pd.DataFrame) -> pd.DataFrame:
    """Return duties formeel (the law's number) beside na afspraak (after the region's agreements).

    Args:
        duties: ``fulfilment.table`` rows at level gemeente.
        legs: one row per leg of an overname or ruil: van, naar (gebied_code), doelgroep, deelgroep, aantal:
            ``naar`` takes over ``aantal`` of the duty of ``van``. For asielzoekers a leg names amv or
            regulier; the total follows from the two.

    Returns:
        KEY, naam, opgave_formeel, opgave_afspraak, realisatie, verschil_formeel, verschil_afspraak (Int64).

    Raises:
        ValueError: a leg of asielzoekers does not say whether it is amv or regulier, gives away more than the
            duty that is known, or has a number that is not above zero.
    """
    moved = _moves(legs)
    key = pd.MultiIndex.from_frame(duties[KEY])
    change = moved.reindex(key).fillna(0).to_numpy()
    moves = pd.Series(change, index=duties.index).astype("Int64")
    after = (duties["opgave"] + moves).where(~is_bound(duties, "opgave"))
    if after.lt(0).any():
        names = opsomming(sorted(duties.loc[after.lt(0).fillna(False), "naam"].unique()))
        raise ValueError(f"Er wordt meer overgenomen dan de opgave van {names}.")
    return duties[[*KEY, "naam", "realisatie"]].assign(
        opgave_formeel=duties["opgave"],
        opgave_afspraak=after,
        verschil_formeel=duties["verschil"],
        verschil_afspraak=duties["verschil"] - moves,
    )


def _moves(legs: pd.DataFrame) -> pd.Series:
    """Return the change of duty per area, group and part; over the areas it always sums to zero."""
    if not legs["aantal"].gt(0).all():
        raise ValueError("Een overname gaat over meer dan 0 plekken of personen.")
    asylum = legs["doelgroep"].eq(Doelgroep.ASIELZOEKERS)
    if (asylum & legs["deelgroep"].eq(Deelgroep.ALLE)).any():
        raise ValueError(
            "Een overname van asielopgave noemt amv of regulier; die twee vervangen elkaar niet."
        )
    whole = legs[asylum].assign(deelgroep=Deelgroep.ALLE.value)
    every = pd.concat([legs, whole])
    gives = every.rename(columns={"van": "gebied_code"}).assign(aantal=-every["aantal"])
    takes = every.rename(columns={"naar": "gebied_code"})
    both = pd.concat([frame[[*KEY, "aantal"]] for frame in (gives, takes)])
    return both.groupby(KEY)["aantal"].sum()


@dataclass(frozen=True)
class Rekenbeeld:
    """What saldering would give on paper.

    Attributes:
        tekort: what is short in the group that is looked at (0 or more); None when unknown.
        overschot: what the other group has over; None when unknown.
        ratio: places or persons of the short group that stand against one of the other.
        verrekend: how much of the shortage is set against the surplus.
        uitkomst: what remains as verschil on paper (0 or negative); the real verschil stays −tekort.
        tekst: the whole in one Dutch sentence, both periods and the ratio included.
        label: always says that no duty is lowered.
    """

    tekort: int | None
    overschot: int | None
    ratio: float
    verrekend: int | None
    uitkomst: int | None
    tekst: str
    label: str = LABEL


def rekenbeeld(
    tekort_rij: pd.Series, overschot_rij: pd.Series, ratio: float, onzeker_na: date | None = None
) -> Rekenbeeld:
    """Return the rekenbeeld of one region: the surplus of one group against the shortage of another.

    Args:
        tekort_rij: row of ``fulfilment.table`` of the group that is short.
        overschot_rij: row of the same area, the group that has a surplus.
        ratio: input of the reader, above zero; only whole places or persons count.
        onzeker_na: date after which the surplus is not sure any more, from the rules of its group.

    Raises:
        ValueError: the ratio is not above zero, or both rows are of one group.
    """
    if not ratio > 0 or math.isinf(ratio):
        raise ValueError("De verhouding is een getal boven nul.")
    if tekort_rij["doelgroep"] == overschot_rij["doelgroep"]:
        raise ValueError("Saldering is tussen twee doelgroepen; amv en regulier vervangen elkaar niet.")
    short, over = (_amount(row, sign) for row, sign in ((tekort_rij, -1), (overschot_rij, 1)))
    if short is None or over is None:
        tekst = f"Geen rekenbeeld: het verschil is onbekend bij {_unknown(tekort_rij, overschot_rij)}."
        return Rekenbeeld(short, over, ratio, None, None, tekst)
    used = min(short, math.floor(over * ratio + 1e-9))
    parts = [
        f"{_words(tekort_rij)} {_when(tekort_rij)}: tekort {getal(short)}.",
        f"{_words(overschot_rij)} {_when(overschot_rij)}: over {getal(over)}.",
        f"Bij verhouding {getal(ratio, 2).removesuffix(',00')} blijft op papier {getal(used - short)} over;",
        f"het tekort zelf blijft {getal(short)}.",
    ]
    if onzeker_na is not None and over:
        parts.append(f"Na {maand(onzeker_na)} is het overschot onzeker.")
    tekst = " ".join(parts)
    return Rekenbeeld(short, over, ratio, used, used - short, tekst)


def _amount(row: pd.Series, sign: int) -> int | None:
    """Return the shortage (sign −1) or surplus (sign 1) of a row, 0 when it has none, None when unknown."""
    return None if is_unknown(row["verschil"]) else max(sign * int(row["verschil"]), 0)


def _words(row: pd.Series) -> str:
    part = "" if row["deelgroep"] == Deelgroep.ALLE else f" ({woord(row['deelgroep'])})"
    return f"{str(woord(row['doelgroep'])).capitalize()}{part}"


def _when(row: pd.Series) -> str:
    """Return the date of a stock or the half-year of a flow, so that the two are seen to differ."""
    if row["doelgroep"] == Doelgroep.STATUSHOUDERS:
        return f"(stroom, {halfjaar(row['realisatie_datum'])})"
    return f"(stand op {datum(row['realisatie_datum'])})"


def _unknown(*rows: pd.Series) -> str:
    return opsomming([str(woord(r["doelgroep"])) for r in rows if is_unknown(r["verschil"])])
