"""Row errors of locations and of the groups they serve: combinations that cannot be, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from loaders.engine.checks import Fault

_AMV = "Er zijn meer plekken voor amv dan plekken. Amv zitten in het totaal; verbeter een van de twee."
_BEGIN = "Het einde ligt voor het begin. Verbeter een van de twee datums."


def faults(target: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Yield what cannot be in a row of locaties or bestemmingen; nothing for other frames."""
    if target not in {"locaties", "bestemmingen"}:
        return
    yield _fault(frame["tot"].lt(frame["van"]), "einde-voor-begin", _BEGIN, "tot")
    below = frame["plekken"].lt(0)
    yield _fault(below, "negatief", "{cel}: een aantal is niet negatief. Verbeter het getal.", "waarde")
    yield _fault(frame["plekken_amv"].gt(frame["plekken"]), "amv-meer-dan-plekken", _AMV, "plekken_amv")
    if target == "bestemmingen":
        return
    text = "De verlenging eindigt voor het contract eindigt. Verbeter een van de twee datums."
    yield _fault(frame["verlenging_tot"].lt(frame["tot"]), "verlenging-te-vroeg", text, "verlenging_tot")
    text = "Voor onbepaalde tijd en een laatste dag gaan niet samen. Maak een van de twee leeg."
    yield _fault(frame["is_onbepaald"] & frame["tot"].notna(), "einde-bij-onbepaald", text, "tot")


def _fault(mask: pd.Series, code: str, text: str, rol: str) -> Fault:
    return Fault(mask.fillna(False).to_numpy(bool), code, text, rol)
