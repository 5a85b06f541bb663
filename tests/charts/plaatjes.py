"""Every chart in every state that the tests look at."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from charts import (
    aanbod,
    cockpit,
    kaart,
    kans,
    kansband,
    knelpunten,
    opgave,
    reeksen,
    sleutel,
    stappen,
    tempo,
    tijdlijn,
    zekerheid,
)
from charts.kader import Beeld
from tests.charts import fakes

DAG = pd.Timestamp("2026-11-21")
VENSTER = (DAG, pd.Timestamp("2022-01-01"), pd.Timestamp("2029-01-01"))
GRENZEN = {"url": "grenzen.json", "format": {"type": "topojson", "feature": "gemeenten"}}


def _onbekend(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(waarde=pd.NA, waarde_tekst="onbekend", opgave=pd.NA, opgave_tekst="onbekend")


def _cockpit(state: str) -> Beeld:
    parts, stand = fakes.cockpit()
    if state == "onbekend":
        return cockpit.beeld(_onbekend(parts), stand.assign(status="onbekend", verschil=pd.NA))
    if state == "leeg":
        return cockpit.beeld(parts[:0], stand[:0])
    return cockpit.beeld(parts, stand[:1] if state == "een" else stand, {"statushouders": "4 van 6 maanden"})


def _zekerheid(state: str) -> Beeld:
    full = fakes.NOORD
    frames = {"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": _onbekend(full)}
    return zekerheid.beeld(frames[state], "asielzoekers")


def _tegels(state: str) -> pd.DataFrame:
    full = fakes.tegels()
    unknown = full.assign(klasse="onbekend", kennis="onbekend", waarde_tekst="onbekend", reden="geen bron")
    return {"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": unknown}[state]


def _tempo(state: str) -> Beeld:
    full = fakes.tempo()
    frames = {
        "vol": full,
        "leeg": full[:0],
        "een": full[:1],
        "onbekend": full.assign(realisatie=pd.NA, lijn=pd.NA),
    }
    return tempo.beeld(frames[state], DAG)


def _reeksen(state: str) -> Beeld:
    full, names = fakes.reeksen()
    if state in ("leeg", "onbekend"):
        return reeksen.beeld(full[:0], {} if state == "leeg" else names, "asielzoekers")
    one = dict(list(names.items())[:1])
    return reeksen.beeld(
        full[:1] if state == "een" else full, one if state == "een" else names, "asielzoekers"
    )


def _tijdlijn(state: str) -> Beeld:
    full = fakes.locaties()
    gone = full.assign(van=pd.NaT, tot=pd.NaT, van_tekst="", tot_tekst="", plekken_tekst="onbekend")
    return tijdlijn.beeld({"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": gone}[state], *VENSTER)


def _opgave(state: str) -> Beeld:
    full = fakes.soorten()
    frames = {"vol": full, "een": full[:1]}
    unknown = {"vol": 3, "onbekend": 8}
    return opgave.beeld(frames.get(state, full[:0]), "asielzoekers", unknown.get(state, 0))


def _gepubliceerd(state: str) -> pd.DataFrame:
    full = fakes.gepubliceerd()
    return {"vol": full, "een": full[:1], "leeg": full[:0], "onbekend": full[-1:]}[state]


def _stappen(state: str) -> Beeld:
    full = fakes.stappen()
    gone = full.assign(datum=pd.NaT)
    return stappen.beeld({"vol": full, "een": full[:1], "leeg": full[:0], "onbekend": gone}[state], DAG)


def _kans(state: str) -> Beeld:
    full = fakes.kansen()
    none = full.assign(kans_laag=None, kans=None, kans_hoog=None, reden="opgave onbekend")
    return kans.beeld(
        {"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": none}[state], "asielzoekers"
    )


def _kansband(state: str) -> Beeld:
    full = fakes.kansband()
    none = full.assign(p10=pd.NA, p50=pd.NA, p90=pd.NA)
    frame = {"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": none}[state]
    number = None if state == "onbekend" else 2340
    doel = kansband.Doel(number, "2.340", pd.Timestamp("2027-07-01"))
    return kansband.beeld(frame, "asielzoekers", doel)


def _knelpunten(state: str) -> Beeld:
    full = fakes.knelpunten()
    unknown = full.assign(plekken=pd.NA)
    return knelpunten.beeld({"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": unknown}[state])


def _aanbod(state: str) -> Beeld:
    full = fakes.aanbod()
    numbers = ["open", "besloten", "voornemen", "mogelijk", "aanbod", "ander", "opgave", "tekort"]
    gone = full.assign(
        **{name: pd.array([pd.NA] * len(full), dtype="Int64") for name in numbers},
        opgave_tekst="onbekend",
        opgave_reden="geen opgave van deze soort geladen",
    )
    frames = {"vol": full, "leeg": full[:0], "een": full[:1], "onbekend": gone}
    happens, steps = fakes.gebeurtenissen(), fakes.termijnen()
    if state == "onbekend":
        happens, steps = happens[:0], steps[:0]
    return aanbod.beeld(frames[state], happens, steps, "asielzoekers", DAG, "met alle verlengingen")


CHARTS: dict[str, Callable[[str], Beeld]] = {
    "cockpit": _cockpit,
    "zekerheid": _zekerheid,
    "tegels": lambda state: kaart.tegels(_tegels(state), fakes.KLASSEN),
    "kennis": lambda state: kaart.kennis(_tegels(state)),
    "geografisch": lambda state: kaart.geografisch(_tegels(state), fakes.KLASSEN, GRENZEN),
    "tempo": _tempo,
    "reeksen": _reeksen,
    "tijdlijn": _tijdlijn,
    "opgave": _opgave,
    "vergelijking": lambda state: sleutel.vergelijking(_gepubliceerd(state)),
    "factoren": lambda state: sleutel.factoren(_gepubliceerd(state)),
    "stappen": _stappen,
    "kans": _kans,
    "kansband": _kansband,
    "knelpunten": _knelpunten,
    "aanbod": _aanbod,
}
STATES = ("vol", "een", "onbekend", "leeg")
