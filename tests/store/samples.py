"""Small made-up files as the loaders would hand them over."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

import store
from loaders.loaded import Loaded, Provenance, dropped_frame
from model.aanlevering import Stap
from model.bronnen import bron_id
from model.correctie import Correctie
from model.invoer import Invoer
from model.invoer_maken import nieuw
from model.issue import Issue
from model.lijsten import Ernst, Uitkomst


def content(number: int) -> bytes:
    """The bytes of file number so many."""
    return f"gemeente;plekken\nVenlo;{number}\n".encode()


def loaded(data: bytes, *values: int | None, voorbeeld: bool = False, uitkomst: str = "aanvaard") -> Loaded:
    """One source and one figure per value; None is an unknown figure."""
    sha256 = hashlib.sha256(data).hexdigest()
    bron = bron_id(sha256)
    bronnen = pd.DataFrame(
        [
            {
                "bron_id": bron,
                "uitgever": "Gemeente Venlo",
                "bestand": "venlo.csv",
                "sha256": sha256,
                "layout_id": "proef",
                "is_voorbeeld": voorbeeld,
                "gepubliceerd_op": pd.Timestamp("2026-05-03"),
            }
        ]
    )
    cijfers = pd.DataFrame(
        [
            {
                "gebied_code": "GM0983",
                "doelgroep": "asielzoekers",
                "deelgroep": "alle",
                "maat": "realisatie",
                "bereik": "gemeentetotaal",
                "aard": "stand",
                "peildatum": pd.Timestamp("2026-01-01"),
                "waarde": value,
                "eenheid": "plekken",
                "waarde_status": "onbekend" if value is None else "definitief",
                "tekst": str(value),
                "bron_id": bron,
                "bron_cel": f"venlo.csv!B{row + 2}",
            }
            for row, value in enumerate(values)
        ]
    )
    issue = Issue(
        bron="venlo.csv", plaats="B2", code="afgerond", ernst=Ernst.WAARSCHUWING, tekst="Kijk dit na."
    )
    dropped = dropped_frame([("A9", "totaal", "Totaal 12")])
    provenance = Provenance(
        "venlo.csv", sha256, len(data), "csv", "proef", "Proef", uitkomst=Uitkomst(uitkomst)
    )
    return Loaded({"bronnen": bronnen, "cijfers": cijfers}, [issue], dropped, provenance)


def add(monitor: store.Store, number: int, *, actor: str = "Anna") -> store.Upload:
    """Add file number so many, with one figure."""
    data = content(number)
    return monitor.add_upload(data, f"venlo-{number}.csv", actor, loaded(data, number))


def damage(path: Path) -> None:
    """Flip one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


LAYOUT = """
id = "mijn-lijst"
titel = "Mijn lijst"

[[blad]]
titel = "Cijfers"
velden = { maat = "realisatie" }

[[blad.kolom]]
rol = "gebied"
kop = ["Gemeente"]
verplicht = true

[[blad.kolom]]
rol = "waarde"
kop = ["Plekken"]
"""


def correction(number: int, wordt: str = "480", **changes: object) -> Correctie:
    """A correction of the one figure in file number so many."""
    sha256 = hashlib.sha256(content(number)).hexdigest()
    fields = {"sha256": sha256, "bron_cel": "venlo.csv!B2", "was": str(number), "wordt": wordt}
    return Correctie.model_validate({**fields, "reden": "typefout in de bron", **changes})


def step(**changes: object) -> Stap:
    """The first step of an objection."""
    fields = {
        "gebied_code": "GM0983",
        "doelgroep": "asielzoekers",
        "onderwerp": "plekken",
        "soort": "bezwaar",
    }
    return Stap.model_validate({**fields, "datum": "2026-11-02", "tekst": "Het zijn er 12.", **changes})


def everything(monitor: store.Store) -> store.Version:
    """Write at least one row in every table; return the newest version, of which the figure is corrected."""
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    monitor.prefer("feit", "bron", "Anna", "omdat")
    monitor.add_layout(LAYOUT, "Anna", "voor de lijst van Venlo")
    monitor.add_alias("Venloo", "GM0983", "Anna", "typefout")
    monitor.add_step(step(), "Bo")
    made = monitor.add_correction(correction(1), "Bo")
    monitor.erase(add(monitor, 2).id, "Anna", "omdat")
    monitor.add_signal_decision("venster|venlo", "later", date(2027, 1, 1), "eerst de raad", "Bo")
    entered = monitor.record(new_site(), first.id, "locatie erbij", "Anna")
    why = {"GM0983|realisatie": "typefout hersteld"}
    return monitor.publish(
        entered.id, first.uploads, "hersteld", "Bo", corrections=[made.id], reasons=why
    )  # fmt: skip


def new_site(naam: str = "Abdij", zaad: str = "a", **waarden: str) -> Invoer:
    """A site of Venlo, entered by hand."""
    given = {"gebied_code": "GM0983", "naam": naam, "type": "azc", "stadium": "besluit", "plekken": "100"}
    return nieuw("locaties", {**given, **waarden}, "besluit van het college", zaad)


def same_figures(one: store.Store, other: store.Store) -> None:
    """Hold a store to the versions and figures of another."""
    assert [v.fingerprint for v in other.versions()] == [v.fingerprint for v in one.versions()]
    for version in other.versions():
        assert version == one.version(version.id)
        frames = one.frames(version.id)
        for name, frame in other.frames(version.id).items():
            assert_frame_equal(frame, frames[name])
