"""The time line of locations, for a province, a region or one gemeente."""

from __future__ import annotations

import pandas as pd

from charts import tijdlijn
from metrics import sources
from model import taal
from model.lijsten import Stadium
from ui import chart, data, figures
from ui.chart import Figuur
from ui.keuze import Keuze

#: Without an end date a bar would say that these are still there; they stay in the table.
NOT_SURE = {Stadium.ONBEKEND, Stadium.GESLOTEN, Stadium.VERVALLEN}
BEFORE, AFTER = pd.DateOffset(years=2), pd.DateOffset(years=4)


def show(keuze: Keuze, gebied: str) -> None:
    """Draw the time line of the sites of an area."""
    chart.show(figure, keuze, gebied)


def figure(keuze: Keuze, gebied: str) -> Figuur:
    """Return the sites that were there in the last two years or are planned; older ones stay in the table."""
    sites = figures.locations(keuze, gebied)
    first, last = keuze.dag - BEFORE, keuze.dag + AFTER
    dated = sites[sites["van_bekend"] | sites["tot_bekend"]]
    inside = dated[~dated["tot"].lt(first).fillna(False) & ~dated["van"].gt(last).fillna(False)]
    inside = inside[inside["tot_bekend"] | ~inside["stadium"].isin(NOT_SURE)]
    name = data.naam(keuze, gebied)
    count = taal.meervoud(len(inside), "locatie", "locaties")
    title = f"{name}: van {count} is bekend wanneer ze er zijn, sinds {first.year}"
    known = sources.names(data.frame(keuze, "bronnen"), inside["bron_id"])
    loaded = taal.meervoud(len(sites), "locatie", "locaties")
    note = f"{loaded} geladen; wat ouder is of geen zekere datum heeft, staat in de tabel."
    source = (
        taal.opsomming(known) if len(known) <= 4 else f"{', '.join(known[:4])} en {len(known) - 4} andere"
    )
    kader = chart.kader(keuze, title, "Opvanglocaties van begin tot einde", "plekken", source, note)
    shown = sites.assign(
        plekken=sites["plekken_tekst"], type=sites["type_tekst"], stadium=sites["stadium_tekst"]
    )
    columns = ["gemeente", "naam", "type", "plekken", "van_tekst", "tot_tekst", "status_tekst"]
    return Figuur(
        tijdlijn.beeld(inside, pd.Timestamp(keuze.vandaag), first, last),
        kader,
        shown[columns],
        f"locaties_{gebied}",
    )
