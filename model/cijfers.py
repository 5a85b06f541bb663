"""The frame ``cijfers``: one row is one number as published, with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from model.frames import COUNT, DATE, FLAG, TEXT, Column, Schema
from model.issue import Issue
from model.lijsten import (
    SOORTEN_PER_DOELGROEP,
    Aard,
    Bereik,
    Deelgroep,
    Doelgroep,
    Eenheid,
    Ernst,
    Maat,
    SoortOpgave,
    WaardeStatus,
    Zekerheid,
)

COLUMNS = {
    "gebied_code": Column(TEXT, "GM0935, PV31, VR24, CR39, NL01 or an own region code", required=True),
    "doelgroep": Column(TEXT, "group that is housed", Doelgroep, required=True),
    "deelgroep": Column(TEXT, "alle, or a part of it that lies inside alle", Deelgroep, required=True),
    "maat": Column(TEXT, "what is measured", Maat, required=True),
    "soort_opgave": Column(TEXT, "kind of duty; empty when the row is no opgave", SoortOpgave),
    "cyclus": Column(TEXT, "round of the Spreidingswet, '2024'; empty for flows"),
    "zekerheid": Column(
        TEXT, "for aanbod: open, besloten or voornemen; empty when the source does not split", Zekerheid
    ),
    "bereik": Column(TEXT, "whether the row is the area's total", Bereik, required=True),
    "aard": Column(TEXT, "stock or flow", Aard, required=True),
    "vastgesteld_op": Column(DATE, "when a duty was set"),
    "geldt_vanaf": Column(DATE, "from when it must be met or holds"),
    "geldig_tot": Column(DATE, "last day the figure holds, if the source gives one"),
    "peildatum": Column(DATE, "date a stock holds for; for a flow: counted until"),
    "periode_van": Column(DATE, "first day of a flow's period, inclusive"),
    "periode_tot": Column(DATE, "last day of a flow's period, inclusive"),
    "waarde": Column(COUNT, "the number; missing when unknown, never 0 instead"),
    "waarde_min": Column(COUNT, "lower bound of a range"),
    "waarde_max": Column(COUNT, "upper bound of a range"),
    "eenheid": Column(TEXT, "unit", Eenheid, required=True),
    "waarde_status": Column(TEXT, "how firm the value is", WaardeStatus, required=True),
    "is_vertrouwelijk": Column(FLAG, "only a file named VERTROUWELIJK_… may hold such rows"),
    "zichtbaar_vanaf": Column(DATE, "not public before this day"),
    "datum_tekst": Column(TEXT, "date or period as published"),
    "tekst": Column(TEXT, "the cell as published"),
    "locatie": Column(TEXT, "name of the site, only for bereik locatie"),
    "toelichting": Column(TEXT, "note of the source; never public by itself"),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "Blad1!F27", required=True),
}


def _issue(code: str, text: str, frame: pd.DataFrame, bad: pd.Series) -> Iterable[Issue]:
    """Yield one issue for all rows of a mask, with their cells."""
    if bad.any():
        cells = ", ".join(frame.loc[bad, "bron_cel"].head(5))
        yield Issue(
            bron="cijfers", plaats=cells, code=code, ernst=Ernst.FOUT, tekst=text, aantal=int(bad.sum())
        )


def _soort_fits(frame: pd.DataFrame) -> Iterable[Issue]:
    """An opgave names its kind, from the list of its own group; other rows name none."""
    is_opgave = frame["maat"].isin([Maat.OPGAVE, Maat.NOG_TE_REALISEREN])
    empty = frame["soort_opgave"].eq("")
    yield from _issue(
        "soort-ontbreekt",
        "Een opgave noemt haar soort (indicatief, netto, …).",
        frame,
        frame["maat"].eq(Maat.OPGAVE) & empty,
    )
    yield from _issue(
        "soort-te-veel", "Alleen een opgave heeft een soort opgave.", frame, ~is_opgave & ~empty
    )
    for groep, soorten in SOORTEN_PER_DOELGROEP.items():
        bad = (
            frame["doelgroep"].eq(groep)
            & ~empty
            & ~frame["soort_opgave"].isin([*soorten, SoortOpgave.BEREKEND])
        )
        yield from _issue("soort-past-niet", f"Deze soort opgave bestaat niet voor {groep}.", frame, bad)


def _time_fits(frame: pd.DataFrame) -> Iterable[Issue]:
    """A flow has a whole period; a period or validity does not end before it starts."""
    flow = frame["aard"].eq(Aard.STROOM)
    half = frame["periode_van"].isna() | frame["periode_tot"].isna()
    yield from _issue(
        "periode-ontbreekt", "Een stroom heeft een begin en een einde van de periode.", frame, flow & half
    )
    yield from _issue(
        "periode-omgekeerd",
        "De periode eindigt voor zij begint.",
        frame,
        frame["periode_tot"].lt(frame["periode_van"]),
    )


def _value_fits(frame: pd.DataFrame) -> Iterable[Issue]:
    """Bounds enclose the value, only a saldo is negative, unknown rows hold no value."""
    low, value, high = frame["waarde_min"], frame["waarde"], frame["waarde_max"]
    wrong = low.gt(high).fillna(False) | value.lt(low).fillna(False) | value.gt(high).fillna(False)
    yield from _issue("grenzen", "De waarde ligt buiten haar grenzen.", frame, wrong)
    may_be_negative = frame["maat"].eq(Maat.SALDO) | frame["soort_opgave"].eq(SoortOpgave.GECORRIGEERD)
    yield from _issue(
        "negatief", "Een aantal is niet negatief.", frame, value.lt(0).fillna(False) & ~may_be_negative
    )
    none = frame["waarde_status"].isin([WaardeStatus.ONBEKEND, WaardeStatus.GEHEIM, WaardeStatus.NVT])
    yield from _issue(
        "onbekend-met-waarde", "Een onbekende waarde heeft geen getal.", frame, none & value.notna()
    )
    nothing = value.isna() & low.isna() & high.isna() & ~none
    yield from _issue("waarde-ontbreekt", "Er is geen getal en de status zegt niet waarom.", frame, nothing)


def _amv_fits(frame: pd.DataFrame) -> Iterable[Issue]:
    """Only asielzoekers have the parts amv and regulier."""
    bad = frame["deelgroep"].ne(Deelgroep.ALLE) & frame["doelgroep"].ne(Doelgroep.ASIELZOEKERS)
    yield from _issue("deelgroep-past-niet", "Amv en regulier bestaan alleen bij asielzoekers.", frame, bad)


SCHEMA = Schema(
    name="cijfers",
    doc="One row is one number as published",
    columns=COLUMNS,
    key=("bron_id", "bron_cel", "gebied_code", "doelgroep", "deelgroep", "maat", "soort_opgave", "zekerheid"),
    rules=(_soort_fits, _time_fits, _value_fits, _amv_fits),
)
check = SCHEMA.check
