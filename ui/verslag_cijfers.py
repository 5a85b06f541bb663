"""The figures of the provincial report, computed once per version and choice."""

from __future__ import annotations

import pandas as pd

from metrics import areas, counting, report, spread, supply
from model import taal
from model.lijsten import Doelgroep, SoortOpgave
from model.verslagregels import verslagregels
from ui import data, figures
from ui.figures import cached
from ui.keuze import Keuze
from ui.overview import sources

ASYLUM = str(Doelgroep.ASIELZOEKERS)
KINDS = (SoortOpgave.INDICATIEF, SoortOpgave.AFSPRAAK, SoortOpgave.VERSLAG, SoortOpgave.VERDEELBESLUIT)


@cached
def offered(keuze: Keuze) -> pd.DataFrame:
    """Return what the whole area and its parts offer; see ``report.offered``."""
    every = _areas(keuze)
    links = areas.membership(data.frame(keuze, "gebieden"), list(every["gebied_code"].unique()))
    return report.offered(every, figures.gemeenten(keuze, data.the_rules().monitor.provincie), links)


def _areas(keuze: Keuze) -> pd.DataFrame:
    both = pd.concat([figures.province(keuze), figures.regions(keuze)], ignore_index=True)
    return both[both["doelgroep"].eq(ASYLUM)].drop_duplicates(["gebied_code", "deelgroep"])


@cached
def closing(keuze: Keuze) -> pd.DataFrame:
    """Return per kind of duty of the cycle whether the offer reaches it; kinds without a duty are out."""
    made = {str(kind): _areas(figures.with_kind(keuze, str(kind))) for kind in KINDS}
    known = {kind: rows for kind, rows in made.items() if rows["opgave"].notna().any()}
    return report.closing(offered(keuze), known)


@cached
def spread_of(keuze: Keuze) -> pd.DataFrame:
    """Return the measures of spread of the gemeenten of the chosen area; see ``spread.table``."""
    gemeenten = figures.totals(figures.gemeenten(keuze), ASYLUM)
    codes = list(gemeenten["gebied_code"])
    offer = report.offered(gemeenten, gemeenten, itself(gemeenten))
    stays = supply.stays(data.frames(keuze), tot=keuze.dag)
    past = spread.effort(stays, codes, keuze.dag, verslagregels().inspanning.jaren)
    return spread.table(gemeenten, offer, past)


@cached
def counted(keuze: Keuze) -> pd.DataFrame:
    """Return how many places for asielzoekers count for which test, per area; see ``counting.totals``."""
    found = counting.tests(data.frames(keuze), keuze.cyclus, data.the_rules(), keuze.dag)
    found = found[found["doelgroep"].isin([ASYLUM, ""])]
    every = list(_areas(keuze)["gebied_code"].unique())
    return counting.totals(found, areas.membership(data.frame(keuze, "gebieden"), every))


def itself(gemeenten: pd.DataFrame) -> pd.DataFrame:
    """Return gemeenten as their own only members: gebied_code and lid."""
    codes = gemeenten["gebied_code"].drop_duplicates().to_numpy()
    return pd.DataFrame({"gebied_code": codes, "lid": codes}).astype("str")


def source(keuze: Keuze, rows: pd.DataFrame) -> str:
    """Return who published what a table was computed from, and on which date it holds."""
    cells = rows if "bron_cijfers" in rows else figures.province(keuze)
    return (
        f"Bron: {sources(keuze, cells)}; berekend door de monitor op peildatum {taal.datum(keuze.peildatum)}."
    )
