"""What the rules look at: the rows of a delivery beside those of the version that stands, coded once.

Every row gets ``datum`` (the date that decides, see ``metrics.validity.dates``), ``getal`` (its number;
missing when unknown or only a bound, so that no rule about numbers can trip over it), ``niveau``, ``bestand``
and ``nieuw``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from metrics import groups
from metrics.known import moments
from metrics.validity import dates, is_bound
from model import schemas
from model.frames import Frames
from model.inhoud import Inhoud, Regel
from model.lijsten import Aard, Bereik, Maat

#: What a figure is, apart from whose it is and when.
KIND = ("doelgroep", "deelgroep", "maat", "soort_opgave", "cyclus", "zekerheid", "aard", "eenheid")
_FILTERS = ("niveau", "doelgroep", "deelgroep", "maat", "soort_opgave", "aard")
#: What is needed to say when another row held; kept beside a row with ``_vorig`` behind the name.
TOLD = ("periode_van", "periode_tot", "datum", "datum_tekst")
_UNUSED = ["toelichting", "tekst", "zonder_datum", "zichtbaar_vanaf", "geldt_vanaf", "waarde"]
#: Texts with few different values: as categories they cost a tenth to filter and to take.
_REPEATED = [
    "gebied_code",
    *KIND,
    "bereik",
    "waarde_status",
    "datum_tekst",
    "bron_id",
    "bestand",
    "niveau",
    "locatie",
]
NAMELESS = "bestand"
#: A count that stops so many days before the end of its period still stands for the period.
_COMPLETE = 31


@dataclass(frozen=True)
class Work:
    """A delivery, the version that stands, and what is known about areas.

    Attributes:
        frames, before: as given; a frame may be missing.
        rules: the rules.
        today: day on which is judged.
        gebieden, inwoners: areas and inhabitants.
    """

    frames: Frames
    before: Frames
    rules: Inhoud
    today: pd.Timestamp
    gebieden: pd.DataFrame
    inwoners: pd.DataFrame

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All rows of cijfers, those of the delivery last and marked ``nieuw``."""
        parts = [source.get("cijfers", schemas.empty("cijfers")) for source in (self.before, self.frames)]
        rows = pd.concat(parts, ignore_index=True) if len(parts[0]) else parts[1].reset_index(drop=True)
        nieuw = np.arange(len(rows)) >= len(parts[0])
        datum = dates(rows)
        undated = rows["bron_id"].where(datum.isna(), "") + rows["datum_tekst"].where(datum.isna(), "")
        rows = rows.assign(
            nieuw=nieuw,
            datum=datum,
            getal=rows["waarde"].astype("Float64").to_numpy(float, na_value=np.nan),
            niveau=rows["gebied_code"].map(self._levels).astype("str").fillna(""),
            bestand=self.files(rows),
            zonder_datum=undated,
        )
        rows["getal"] = rows["getal"].where(~is_bound(rows))
        rows = rows.assign(soort=groups.codes(rows, KIND), moment=_moments(rows))
        return rows.drop(columns=_UNUSED).astype(dict.fromkeys(_REPEATED, "category"))

    @cached_property
    def nieuw(self) -> pd.DataFrame:
        """The rows of the delivery."""
        return self.rows[self.rows["nieuw"]]

    @cached_property
    def facts(self) -> pd.DataFrame:
        """One row per total of an area at a moment: that of the delivery where it has one.

        Where rows of one side give several numbers for a fact, it has none: we do not know which is right.
        """
        rows = self.rows[self.rows["bereik"].eq(Bereik.GEMEENTETOTAAL)]
        rows = rows.assign(feit=groups.codes(rows, ["gebied_code", "soort", "moment"]))
        return one_each(rows, "feit")

    @cached_property
    def series(self) -> pd.DataFrame:
        """The numbers of every series in order of time, the standing one of a moment before the new one."""
        rows = self.rows
        flow = rows["aard"].eq(Aard.STROOM)
        when = rows["datum"].where(~flow, rows["periode_van"])
        halfway = flow & rows["maat"].ne(Maat.OPGAVE)
        halfway &= rows["datum"].lt(rows["periode_tot"] - pd.Timedelta(days=_COMPLETE))
        usable = rows["getal"].notna() & when.notna() & rows["bereik"].eq(Bereik.GEMEENTETOTAAL) & ~halfway
        length = (rows["periode_tot"] - rows["periode_van"]).dt.days // 100
        rows = rows.assign(wanneer=when, lang=length)[usable]
        rows = rows.assign(reeks=groups.codes(rows, ["gebied_code", "soort", "lang"]))
        rows = rows.sort_values(["reeks", "wanneer", "nieuw", "getal", "bestand", "bron_cel"], kind="stable")
        return _undisputed(rows).reset_index(drop=True)

    @cached_property
    def _levels(self) -> dict[str, str]:
        return dict(zip(self.gebieden["gebied_code"], self.gebieden["niveau"], strict=True))

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of every area, also of those that ended."""
        return dict(zip(self.gebieden["gebied_code"], self.gebieden["naam"], strict=True))

    def files(self, rows: pd.DataFrame) -> pd.Series:
        """Return the name of the file each row came in."""
        known = [source["bronnen"] for source in (self.before, self.frames) if "bronnen" in source]
        names = {
            b: f for bronnen in known for b, f in zip(bronnen["bron_id"], bronnen["bestand"], strict=True)
        }
        return rows["bron_id"].map(names).astype("str").fillna(NAMELESS)

    def has(self, regel: Regel) -> bool:
        """Return whether the words a rule asks for occur at all; a quick look before the real one."""
        wanted = {column: getattr(regel, column) for column in _FILTERS}
        return all(
            not {str(value) for value in values}.isdisjoint(self.rows[column].cat.categories)
            for column, values in wanted.items()
            if values
        )

    def of(self, rows: pd.DataFrame, regel: Regel) -> pd.DataFrame:
        """Return the rows that a rule is about."""
        mask = np.ones(len(rows), bool)
        for column in _FILTERS:
            if wanted := getattr(regel, column):
                mask &= rows[column].isin([str(value) for value in wanted]).to_numpy()
        for column in ("maat", "soort_opgave"):
            if left_out := getattr(regel, f"niet_{column}"):
                mask &= ~rows[column].isin([str(value) for value in left_out]).to_numpy()
        return rows[mask]


def looked_up(keys: pd.Series, table: pd.Series) -> pd.Series:
    """Return the value of each key, missing where the table has none, in the dtype of the table."""
    return table.reindex(keys).set_axis(keys.index)


def one_each(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return one row per key: of the delivery if it has one; its number is missing when they differ."""
    fresh = rows["nieuw"].groupby(rows[key]).transform("any") if len(rows) else rows["nieuw"]
    rows = rows[rows["nieuw"] | ~fresh.astype(bool)]
    double = rows.duplicated(key, keep=False)
    if not double.any():
        return rows
    several = rows[double].sort_values([key, "getal", "bestand", "bron_cel"], kind="stable")
    by = several.groupby(key)["getal"]
    differs = by.transform("min").ne(by.transform("max"))
    several = several.assign(getal=several["getal"].where(~differs)).drop_duplicates(key)
    return pd.concat([rows[~double], several])


def _undisputed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per series, moment and side: the latest count; none where a side gives several."""
    rows = rows.assign(_sleutel=groups.codes(rows, ["reeks", "wanneer", "nieuw"]))
    rows = rows[rows["datum"].eq(rows.groupby("_sleutel")["datum"].transform("max"))]
    by = rows.groupby("_sleutel")["getal"]
    return rows[by.transform("min").eq(by.transform("max"))].drop_duplicates("_sleutel")


def as_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with texts where categories stood, as others know the columns of cijfers."""
    return rows.astype(dict.fromkeys(_REPEATED, "str"))


def told(rows: pd.DataFrame) -> pd.Series:
    """Return when the row before each row held, in words; see ``TOLD``."""
    before = {name: rows[f"{name}_vorig"] for name in TOLD}
    return moments(rows.assign(**before)) if len(rows) else pd.Series("", index=rows.index, dtype="str")


def _moments(rows: pd.DataFrame) -> np.ndarray:
    """Return a code of the moment of each row; an undated figure only shares it within its own source."""
    duty_of_period = rows["aard"].eq(Aard.STROOM) & rows["maat"].eq(Maat.OPGAVE)
    day = rows["datum"].where(~duty_of_period)
    parts = pd.DataFrame(
        {"d": day, "v": rows["periode_van"], "t": rows["periode_tot"], "u": rows["zonder_datum"]}
    )
    return groups.codes(parts, ["d", "v", "t", "u"])
