"""The frame ``knelpunten``: what stands in the way, how many places hang on it, and who is at bat."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from model.frames import COUNT, DATE, FLAG, TEXT, Column, Schema
from model.issue import Issue
from model.lijsten import Doelgroep, Eigenaar, Ernst, KnelpuntSoort, KnelpuntStatus

COLUMNS = {
    "knelpunt_id": Column(TEXT, "key", required=True),
    "soort": Column(TEXT, "kind", KnelpuntSoort, required=True),
    "tekst": Column(TEXT, "what is the matter, in one sentence", required=True),
    "gebied_code": Column(TEXT, "gemeente, region or province it is about", required=True),
    "locatie_id": Column(TEXT, "site it is about; empty when it is about no site"),
    "doelgroep": Column(TEXT, "group; empty when it is about more than one", Doelgroep),
    "plekken": Column(COUNT, "places at stake; missing when unknown"),
    "eigenaar_soort": Column(TEXT, "kind of organisation that is at bat", Eigenaar, required=True),
    "eigenaar": Column(TEXT, "the organisation, never a person"),
    "gemeld_op": Column(DATE, "raised", required=True),
    "gevraagd": Column(TEXT, "what the owner is asked"),
    "gevraagd_op": Column(DATE, "when that was asked"),
    "uiterlijk_op": Column(DATE, "an answer is due by this day"),
    "status": Column(TEXT, "state", KnelpuntStatus, required=True),
    "uitkomst": Column(TEXT, "what came of it"),
    "afgesloten_op": Column(DATE, "when it ended"),
    "is_vertrouwelijk": Column(FLAG, "not for the public edition"),
    "zichtbaar_vanaf": Column(DATE, "not public before this day"),
    "toelichting": Column(TEXT, "note; never public by itself"),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "where it was recorded", required=True),
}
ENDED = (KnelpuntStatus.OPGELOST, KnelpuntStatus.VERVALLEN)


def _ends_fit(frame: pd.DataFrame) -> Iterable[Issue]:
    """What is ended has a day, what is not has none, and nothing ends before it was raised."""
    ended = frame["status"].isin(ENDED)
    wrong = [
        (ended & frame["afgesloten_op"].isna(), "Een afgesloten knelpunt heeft een datum van afsluiten."),
        (~ended & frame["afgesloten_op"].notna(), "Een open knelpunt heeft geen datum van afsluiten."),
        (frame["afgesloten_op"].lt(frame["gemeld_op"]), "Het knelpunt is afgesloten voor het is gemeld."),
    ]
    for bad, text in wrong:
        if bad.any():
            yield Issue(
                bron="knelpunten",
                plaats=", ".join(frame.loc[bad, "knelpunt_id"].head(5)),
                code="afsluiten-past-niet",
                ernst=Ernst.FOUT,
                tekst=text,
                aantal=int(bad.sum()),
            )


SCHEMA = Schema(
    name="knelpunten",
    doc="One row is one bottleneck",
    columns=COLUMNS,
    key=("knelpunt_id",),
    rules=(_ends_fit,),
)
check = SCHEMA.check
