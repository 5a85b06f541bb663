"""Supply by month for the pages: computed once per version and choice, shared by every session."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from metrics import areas, counting, overlap, supply
from metrics.supply import Gat
from model.gebieden import members, parts
from model.lijsten import Deelgroep, Doelgroep
from ui import data
from ui.figures import cached
from ui.keuze import Keuze

#: What the picture shows around the peildatum.
BEFORE, AFTER = pd.DateOffset(years=1), pd.DateOffset(years=4)
RUIM, ALLES = "ruim", "alles"


def steps(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    """Return from when to when each duty asks for places; see ``supply.duties``."""
    return _steps(_whole(keuze), gebied, groep)


def group(keuze: Keuze) -> str:
    """Return the group whose supply is shown: the chosen one, else asielzoekers."""
    return keuze.groep or str(Doelgroep.ASIELZOEKERS)


def _whole(keuze: Keuze) -> Keuze:
    """Return the choice without the filters that only select rows."""
    return replace(keuze, groep="", gebied="")


@cached
def _stays(keuze: Keuze) -> pd.DataFrame:
    return supply.stays(data.frames(keuze), rules=data.the_rules())


def stays(keuze: Keuze) -> pd.DataFrame:
    """Return the stays of every location of the version; see ``supply.stays``."""
    return _stays(_whole(keuze))


def stays_of(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    """Return the stays of one group in one area."""
    rows = stays(keuze)
    return rows[rows["gebied_code"].isin(leden(keuze, gebied)) & rows["doelgroep"].eq(groep)]


@cached
def _links(keuze: Keuze, gebied: str) -> pd.DataFrame:
    gebieden = data.frame(keuze, "gebieden")
    codes = [gebied, *parts(gebieden, gebied, data.the_rules().monitor.deel)]
    return areas.membership(gebieden, dict.fromkeys(codes))


def links(keuze: Keuze, gebied: str) -> pd.DataFrame:
    """Return which gemeenten lie in an area and in each of its parts; see ``areas.membership``."""
    return _links(_whole(keuze), gebied)


def leden(keuze: Keuze, gebied: str) -> list[str]:
    """Return the gemeenten of an area."""
    return members(data.frame(keuze, "gebieden"), gebied)


@cached
def _steps(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    return supply.duties(
        data.frames(keuze),
        [gebied],
        groep,
        soort_opgave=keuze.soort,
        peildatum=keuze.dag,
        rules=data.the_rules(),
        preferences=dict(keuze.voorkeuren),
    )


def window(keuze: Keuze, gebied: str, groep: str, periode: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day shown: around the peildatum, or from the first known opening on."""
    first, last = keuze.dag - BEFORE, keuze.dag + AFTER
    if periode == ALLES:
        begin = stays_of(keuze, gebied, groep)["van"].min()
        first = first if pd.isna(begin) else min(first, begin)
    return first.replace(day=1), last + pd.offsets.MonthEnd(0)


@cached
def _against(keuze: Keuze, gebied: str, groep: str, verlenging: bool, periode: str) -> pd.DataFrame:
    first, last = window(keuze, gebied, groep, periode)
    return supply.against_duty(
        stays(keuze),
        steps(keuze, gebied, groep),
        [gebied],
        links(keuze, gebied),
        first,
        last,
        doelgroep=groep,
        verlenging=verlenging,
        peildatum=keuze.dag,
    )


def against(keuze: Keuze, gebied: str, groep: str, *, verlenging: bool, periode: str = RUIM) -> pd.DataFrame:
    """Return supply against duty of one area and group by month; see ``supply.against_duty``."""
    return _against(_whole(keuze), gebied, groep, verlenging, periode)


@cached
def _hole(keuze: Keuze, gebied: str, groep: str, deelgroep: str, verlenging: bool) -> Gat:
    return supply.hole(
        stays(keuze),
        against(keuze, gebied, groep, verlenging=verlenging),
        leden(keuze, gebied),
        verlenging=verlenging,
        peildatum=keuze.dag,
        deelgroep=deelgroep,
    )


def hole(keuze: Keuze, gebied: str, groep: str, *, verlenging: bool, deelgroep: str = Deelgroep.ALLE) -> Gat:
    """Return the hole of one area and group from the peildatum on; see ``supply.hole``."""
    return _hole(_whole(keuze), gebied, groep, str(deelgroep), verlenging)


@cached
def _pipeline(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    rows = stays(keuze)
    lid = links(keuze, gebied)
    return supply.pipeline(rows[rows["doelgroep"].eq(groep)], list(lid["gebied_code"].unique()), lid)


def pipeline(keuze: Keuze, gebied: str, groep: str) -> pd.DataFrame:
    """Return locations and places per stage, of an area and each of its parts; see ``supply.pipeline``."""
    return _pipeline(_whole(keuze), gebied, groep)


@cached
def _counted(keuze: Keuze) -> pd.DataFrame:
    return counting.tests(data.frames(keuze), keuze.cyclus, data.the_rules(), keuze.dag)


def counted(keuze: Keuze) -> pd.DataFrame:
    """Return for every location whether its places count for each test, and why; see ``counting.tests``."""
    return _counted(_whole(keuze))


@cached
def _overlaps(keuze: Keuze) -> pd.DataFrame:
    return overlap.find(data.frames(keuze), data.the_rules())


def overlaps(keuze: Keuze) -> pd.DataFrame:
    """Return the locations that may be the same places; see ``overlap.find``."""
    return _overlaps(_whole(keuze))
