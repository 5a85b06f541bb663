"""A reminder to a gemeente in plain Dutch: what is missing, since when, by which day, and how to send it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from metrics.deliveries.overview import BERICHT, GELEVERD, VEROUDERD
from model.aanleverregels import Aanleverregels
from model.taal import datum, halfjaar, woord

EMPTY = "Er ontbreekt niets: van alle gevraagde groepen is een geldig cijfer geleverd."


def missing(rows: pd.DataFrame, regels: Aanleverregels) -> pd.DataFrame:
    """Return what a gemeente is asked for and has not delivered.

    Args:
        rows: rows of ``overview.table`` of any measures.
        regels: what is asked; a measure without a question is asked of nobody.
    """
    asked = {(str(item.doelgroep), str(item.maat)): item.vraag for item in regels.gevraagd if item.vraag}
    question = [asked.get(key, "") for key in zip(rows["doelgroep"], rows["maat"], strict=True)]
    out = rows.assign(vraag=pd.Series(question, index=rows.index, dtype="str"))
    return out[out["vraag"].ne("") & out["stand"].ne(GELEVERD)]


def line(row: Mapping[str, object], peildatum: date) -> str:
    """Return one missing figure in words: what, and since when or what was last known."""
    what = f"{str(woord(row['doelgroep'])).capitalize()}: {row['vraag']}"
    told = "" if pd.isna(row["gezegd_op"]) else f" Op {datum(row['gezegd_op'])} gaf u dit op als onbekend."
    if row["stand"] == BERICHT:
        return f"{what}. Wij kennen nu alleen een bericht in de pers ({row['moment']})."
    if row["stand"] == VEROUDERD:
        last = f"Het laatste cijfer dat wij hebben is {row['waarde_tekst']} ({row['moment']})"
        since = row["ontbreekt_sinds"]
        old = "" if pd.isna(since) else f"; sinds {datum(since)} is het te oud"
        return f"{what}. {last}{old}.{told}"
    if told:
        return f"{what}.{told}"
    when = f"de {halfjaar(peildatum)}" if row["doelgroep"] == "statushouders" else datum(peildatum)
    return f"{what}. Hiervan hebben wij nog geen cijfer. Graag over {when}."


def letter(naam: str, rows: pd.DataFrame, peildatum: date, uiterlijk: date, regels: Aanleverregels) -> str:
    """Return the whole text for one gemeente; ``EMPTY`` when nothing is missing.

    Args:
        naam: name of the gemeente.
        rows: the rows of ``missing`` of that gemeente.
        peildatum: the day the figures must hold for.
        uiterlijk: the day by which an answer is asked.
        regels: sender, template and address in words.
    """
    if rows.empty:
        return EMPTY
    about = regels.herinnering
    lines = "\n".join(f"- {line(row, peildatum)}" for row in rows.to_dict("records"))
    return (
        f"Onderwerp: cijfers voor de Monitor Asielopgave, gemeente {naam}\n\n"
        f"Beste collega van de gemeente {naam},\n\n"
        f"Voor de Monitor Asielopgave missen wij nog cijfers van uw gemeente:\n\n{lines}\n\n"
        f"Wilt u deze cijfers uiterlijk op {datum(uiterlijk)} sturen? "
        f"Gebruik {about.sjabloon}. {about.waar}\n\n"
        "Weet u een cijfer niet? Vul dan 'onbekend' in, geen 0. Klopt er iets niet in wat wij hebben? "
        "Laat het ons weten, dan zoeken wij het samen uit.\n\n"
        f"Alvast bedankt.\n\nMet vriendelijke groet,\n{about.afzender}"
    )


def letters(rows: pd.DataFrame, peildatum: date, uiterlijk: date, regels: Aanleverregels) -> pd.DataFrame:
    """Return a text per gemeente that misses something, for a mail merge.

    Args:
        rows: rows of ``overview.table`` of the gemeenten and measures that are asked.
        peildatum: the day the figures must hold for.
        uiterlijk: the day by which an answer is asked.
        regels: what is asked, sender, template.

    Returns:
        gebied_code, naam, aantal (figures missing, Int64), ontbreekt (in short), uiterlijk, tekst; by name.
    """
    lacking = missing(rows, regels)
    out = []
    for (code, naam), mine in lacking.groupby(["gebied_code", "naam"], sort=False):
        short = [f"{woord(r.doelgroep)} ({woord(r.maat)})" for r in mine.itertuples()]
        text = letter(str(naam), mine, peildatum, uiterlijk, regels)
        out.append((code, naam, len(mine), ", ".join(short), pd.Timestamp(uiterlijk), text))
    columns = ["gebied_code", "naam", "aantal", "ontbreekt", "uiterlijk", "tekst"]
    found = pd.DataFrame(out, columns=columns).astype({"aantal": "Int64"})
    return found.sort_values("naam", kind="stable").reset_index(drop=True)


def together(found: pd.DataFrame) -> str:
    """Return all texts in one, a line between them."""
    return ("\n\n" + "=" * 70 + "\n\n").join(found["tekst"])
