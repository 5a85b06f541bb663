"""Rows of the registers (knelpunten, maatregelen): their fields beside the words of a row, and row errors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from loaders.engine.build import Figures
from loaders.engine.checks import Fault
from loaders.engine.coded import combined
from loaders.engine.text import simple
from loaders.engine.values import count
from model.knelpunten import ENDED
from model.lijsten import MaatregelStatus

Columns = dict[str, pd.Series]
#: Words that tell one row of a register from another, when it has no id of its own.
_KEYS = {"knelpunt_id": ("soort", "tekst"), "maatregel_id": ("titel", "doel")}
_DONE = {
    "knelpunten": tuple(str(status) for status in ENDED),
    "maatregelen": (str(MaatregelStatus.AFGEROND), str(MaatregelStatus.GESTOPT)),
}
#: What each register begins with, and its number.
_BEGIN = {"knelpunten": "gemeld_op", "maatregelen": "begonnen_op"}
NUMBER = {"knelpunten": "plekken", "maatregelen": "streefwaarde"}


def fill(out: Columns, figures: Figures, rows: np.ndarray, target: str, key: str) -> None:
    """Add the number and the id of each row; a repeated id gets a number."""
    if figures.numbers is not None:
        out[NUMBER[target]] = count(figures.numbers.value[rows])
    words = [figures.block.get(name).take(rows) for name in (key, *_KEYS[key])]
    places = figures.places.take(rows).map(lambda place: place.code)
    made = combined([places, *words], _id).series("str")
    repeat = made.groupby(made).cumcount()
    out[key] = made.where(repeat.eq(0), made + "-" + (repeat + 1).astype("str"))


def _id(code: str, own: str, *words: str) -> str:
    """Return the stated id, else one made from the area and the words."""
    text = "|".join((code, *(simple(word) for word in words)))
    return own or f"{code}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def faults(target: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Yield what cannot be in a row of a register; nothing for other frames."""
    if target not in _DONE:
        return
    ended, end = frame["status"].isin(_DONE[target]), frame["afgesloten_op"]
    begin = frame[_BEGIN[target]]
    checks: list[tuple[pd.Series, str, str, str]] = []
    if target == "knelpunten":
        checks = [
            (
                ended & end.isna(), "einde-ontbreekt",
                "Een knelpunt dat is opgelost of vervallen heeft een dag. Vul ‘Afgesloten op’ in.", "status",
            ),
            (
                ~ended & end.notna(), "einde-te-veel",
                "Een open knelpunt heeft geen datum van afsluiten. Kies een andere stand of maak haar leeg.",
                "afgesloten_op",
            ),
        ]  # fmt: skip
    wrong_way = "Het einde ligt voor het begin. Verbeter een van de twee datums."
    checks.append((end.lt(begin), "einde-voor-begin", wrong_way, "afgesloten_op"))
    below = frame[NUMBER[target]].lt(0).fillna(False)
    checks.append((below, "negatief", "{cel}: een aantal is niet negatief. Verbeter het getal.", "waarde"))
    for mask, code, text, rol in checks:
        yield Fault(mask.to_numpy(bool), code, text, rol)


def _filler(target: str, key: str) -> Callable[..., None]:
    def run(out: Columns, table: object, figures: Figures, rows: np.ndarray) -> None:
        fill(out, figures, rows, target, key)

    return run


FILL = {
    "knelpunten": _filler("knelpunten", "knelpunt_id"),
    "maatregelen": _filler("maatregelen", "maatregel_id"),
}
