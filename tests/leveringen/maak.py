"""Forty deliveries as COA, a veiligheidsregio, a gemeente, the provincie, CBS or the Rijk would mail them.

Each has one quirk and is named after it. What is right stands in ``antwoorden/*.toml``, written from what the
file says and never from what the loader makes of it. ``python -m tests.leveringen.maak --lijst`` prints the
table, ``--uit MAP`` writes the files to look at.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from tests.leveringen import datums, gebieden, getallen, tabellen, vorm

ANTWOORDEN = Path(__file__).parent / "antwoorden"
MAKERS: dict[str, Callable[[], bytes]] = {
    "twee-kopregels": tabellen.twee_kopregels,
    "totaalrij-klopt-niet": tabellen.totaalrij_klopt_niet,
    "subtotalen-per-regio": tabellen.subtotalen_per_regio,
    "voetnoten": tabellen.voetnoten,
    "dubbele-kop": tabellen.dubbele_kop,
    "gedraaide-tabel": tabellen.gedraaide_tabel,
    "breed-per-maand": tabellen.breed_per_maand,
    "totaal-limburg-en-nederland-erin": tabellen.totaal_limburg_en_nederland,
    "taakstelling-in-provincieblokken": tabellen.provincieblokken,
    "getallen-met-spatie": getallen.getallen_met_spatie,
    "decimale-komma": getallen.decimale_komma,
    "punt-als-duizendtal": getallen.punt_als_duizendtal,
    "procentcellen": getallen.procentcellen,
    "circa-en-bereiken": getallen.circa_en_bereiken,
    "streepje-is-onbekend": getallen.streepje_is_onbekend,
    "leeg-is-onbekend": getallen.leeg_is_onbekend,
    "negatieve-achterstand": getallen.negatieve_achterstand,
    "formule-zonder-waarde": getallen.formule_zonder_waarde,
    "foutcel-nvt": getallen.foutcel_nvt,
    "datum-1904": datums.datum_1904,
    "datum-zonder-opmaak": datums.datum_zonder_opmaak,
    "tekstdatums": datums.tekstdatums,
    "twee-perioden-in-een-bestand": datums.twee_perioden,
    "dubbele-gemeente": gebieden.dubbele_gemeente,
    "weesp-nul": gebieden.weesp_nul,
    "oude-gemeente": gebieden.oude_gemeente,
    "bergen-zonder-provincie": gebieden.bergen_zonder_provincie,
    "namen-met-nbsp-en-hoofdletters": gebieden.namen_met_nbsp_en_hoofdletters,
    "codes-zonder-voorloopnul": gebieden.codes_zonder_voorloopnul,
    "code-naam-spreken-elkaar-tegen": gebieden.code_en_naam_spreken_elkaar_tegen,
    "komma-in-gemeentenaam": gebieden.komma_in_gemeentenaam,
    "utf16": vorm.utf16,
    "cp1252": vorm.cp1252,
    "verborgen-rijen": vorm.verborgen_rijen,
    "verborgen-blad": vorm.verborgen_blad,
    "csv-met-regeleinden-in-cel": vorm.csv_met_regeleinden_in_cel,
    "persoonsgegevens": vorm.persoonsgegevens,
    "vertrouwelijk-gemengd": vorm.vertrouwelijk_gemengd,
    "ods-levering": vorm.ods_levering,
    "strict-xlsx": vorm.strict_xlsx,
}


class Antwoord(BaseModel):
    """What is right about one delivery; every line of a table is one figure, its columns apart by ``|``.

    Attributes:
        afzender, bestand, bijzonder: who sends it, under which name, and its one quirk.
        uitkomst: aanvaard, gewaarschuwd or geweigerd.
        cijfers: gemeente | groep | maat and soort | moment | waarde | cel.
        inwoners: gemeente | dag | aantal | cel; ``indicatoren``: gemeente | naam | periode | waarde | cel.
        meldingen: every error and warning as ``cel code``, with ``-`` for the whole file.
        weggelaten: every row left out as ``cel reden``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    afzender: str
    bestand: str
    bijzonder: str
    uitkomst: str
    cijfers: str = ""
    inwoners: str = ""
    indicatoren: str = ""
    meldingen: tuple[str, ...] = ()
    weggelaten: tuple[str, ...] = ()


class Levering(BaseModel):
    """A delivery: its name, how it is made, and what is right."""

    model_config = ConfigDict(frozen=True)
    naam: str
    maak: Callable[[], bytes]
    antwoord: Antwoord


def leveringen() -> list[Levering]:
    """Return the deliveries in the order of ``MAKERS``.

    Raises:
        KeyError: a delivery has no right answer.
    """
    answers: dict[str, Any] = {}
    for path in sorted(ANTWOORDEN.glob("*.toml")):
        answers |= tomllib.loads(path.read_text(encoding="utf-8"))
    strange = set(answers) - set(MAKERS)
    if strange:
        raise KeyError(f"antwoord zonder levering: {strange}")
    return [
        Levering(naam=naam, maak=maak, antwoord=Antwoord(**answers[naam])) for naam, maak in MAKERS.items()
    ]


def lijst() -> Iterator[str]:
    """Yield the table of all deliveries, one line each."""
    rows = [("levering", "van", "uitkomst", "cijfers", "wat er bijzonder is")]
    for one in leveringen():
        a = one.antwoord
        figures = sum(len(text.strip().splitlines()) for text in (a.cijfers, a.inwoners, a.indicatoren))
        rows.append((one.naam, a.afzender, a.uitkomst, str(figures), a.bijzonder))
    widths = [max(len(row[col]) for row in rows) for col in range(4)]
    for row in rows:
        yield "  ".join([*(text.ljust(width) for text, width in zip(row[:4], widths, strict=True)), row[4]])


def main() -> None:
    """Print the list or write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lijst", action="store_true")
    parser.add_argument("--uit", type=Path)
    asked = parser.parse_args()
    if asked.lijst or not asked.uit:
        print("\n".join(lijst()))
    if asked.uit:
        for one in leveringen():
            folder = asked.uit / one.naam
            folder.mkdir(parents=True, exist_ok=True)
            (folder / one.antwoord.bestand).write_bytes(one.maak())


if __name__ == "__main__":
    main()
