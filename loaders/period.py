"""What a date or period text turns out to mean: the value that ``loaders/periods.py`` returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: Stable error codes and what an analyst should do about each.
FOUTEN = {
    "geen-datum": "Dit is geen leesbare datum of periode. Schrijf jjjj-mm-dd of bijvoorbeeld 2025-H1.",
    "onmogelijke-datum": "Deze datum bestaat niet. Controleer dag, maand en jaar.",
    "dubbelzinnige-datum": "Dag en maand zijn niet te onderscheiden. Schrijf de datum als jjjj-mm-dd.",
    "jaar-ontbreekt": "Het jaar ontbreekt. Zet het jaartal erbij.",
    "weekdag-klopt-niet": "De weekdag past niet bij de datum. Controleer de datum.",
    "meer-dan-een-datum": "Hier staan meer datums door elkaar. Zet er één datum of één periode.",
    "datum-zonder-opmaak": "Dit getal kan een datum zonder opmaak zijn. Geef de cel een datumopmaak.",
    "periode-omgekeerd": "De periode eindigt voor zij begint. Draai begin en einde om.",
}


@dataclass(frozen=True, slots=True)
class Period:
    """What a text says about time.

    Attributes:
        van: first day.
        tot: last day, as published ("tot 1 juli" is 1 July).
        peildatum: the date a figure holds for; None when the text is too vague for one.
        precision: dag, maand, kwartaal, halfjaar, jaar, seizoen or onbekend.
        vorm: ``moment`` (one day or period), ``tijdvak`` (from … to …), ``vanaf``, or ``tot``.
        is_voorlopig: the period carries the mark of provisional figures (``2022*``).
        bericht: date of a message or announcement named in the text; not the date the figure holds for.
        duur: duration named in the text, as (count, dag/week/maand/jaar, exact); None when there is none.
        tekst: the text as published.
        error: code from ``FOUTEN``; empty when the text was understood, also when it says "ongedateerd".
    """

    van: date | None = None
    tot: date | None = None
    peildatum: date | None = None
    precision: str = "onbekend"
    vorm: str = "moment"
    is_voorlopig: bool = False
    bericht: date | None = None
    duur: tuple[int, str, bool] | None = None
    tekst: str = ""
    error: str = ""
