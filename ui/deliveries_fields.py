"""What the parts of the page Aanlevering share: words for states, a day as text, no personal data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import streamlit as st

from metrics.deliveries import overview
from metrics.validity import fact_key
from model import taal
from model.aanleverregels import aanleverregels
from ui import clock, data
from ui.figures import cached
from ui.keuze import Keuze

#: Word and shape of each state; the shape alone must do in black and white.
STATES = {
    overview.GELEVERD: "● geleverd",
    overview.BERICHT: "◐ alleen in de pers",
    overview.VEROUDERD: "▲ verouderd",
    overview.ONBEKEND: "? onbekend",
}
DAY = "%d-%m-%Y"
#: Months whose short form is not their first three letters.
MONTHS = {"maart": "mrt"}
WRITE_A_DAY = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 3-5-2026."
NO_PERSONS = (
    "Iedereen die de monitor opent, kan dit lezen. Geen namen van personen of locaties, geen "
    "telefoonnummers, e-mailadressen of andere persoonsgegevens."
)


def whole(keuze: Keuze) -> Keuze:
    """Return the choice without the filters that only select rows, so that they do not multiply a cache."""
    return replace(keuze, groep="", gebied="")


@cached
def loaded_on(keuze: Keuze) -> dict[str, pd.Timestamp]:
    """Return the day each upload was brought in; an upload of a version never changes."""
    uploads = data.opened(keuze.voorbeeld).uploads()
    return {upload.id: pd.Timestamp(clock.local(upload.created_at).date()) for upload in uploads}


@cached
def fact_cells(keuze: Keuze) -> dict[str, str]:
    """Return the cells of each fact of the version, so that an objection can point at its figure."""
    rows = data.frame(keuze, "cijfers")
    cells = (rows["bron_id"] + "#" + rows["bron_cel"]).groupby(fact_key(rows)).agg("|".join)
    return dict(cells)


def day(text: str) -> date | None:
    """Return a day that a person typed, or None when it is not one.

    >>> day("3-5-2026"), day("31-2-2026"), day("morgen")
    (datetime.date(2026, 5, 3), None, None)
    """
    try:
        return datetime.strptime(text.strip().replace("/", "-"), DAY).date()
    except ValueError:
        return None


def written(when: date) -> str:
    """Return a day as it is typed: ``3-5-2026``."""
    return f"{when.day}-{when.month}-{when.year}"


def day_field(label: str, default: date, key: str) -> date | None:
    """Draw a field for a day and return it; None, with a message, when it is not one."""
    found = day(st.text_input(label, written(default), key=key, width=320))
    if found is None:
        st.error(WRITE_A_DAY)
    return found


def personal(*texts: str) -> list[str]:
    """Return what in these texts looks like personal data, by the patterns in the rules."""
    return aanleverregels().personal(*texts)


def short(when: object) -> str:
    """Return a day for a narrow table, on one line; unknown is the word.

    >>> short("2026-10-31").replace("\u00a0", " "), short(None)
    ('31 okt 2026', 'onbekend')
    """
    if taal.is_unknown(when):
        return taal.ONBEKEND
    number, month, year = taal.datum(when).split()
    return "\u00a0".join([number, MONTHS.get(month, month[:3]), year])
