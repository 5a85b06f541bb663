"""All frame schemas by name, so that a layer can check whatever it holds."""

from __future__ import annotations

import pandas as pd

from model import (
    bestemmingen,
    bronnen,
    cijfers,
    gebieden,
    indicatoren,
    inwoners,
    knelpunten,
    locaties,
    maatregelen,
    toerekening,
)
from model.frames import Frames, Schema
from model.issue import Issue

SCHEMAS: dict[str, Schema] = {
    module.SCHEMA.name: module.SCHEMA
    for module in (
        cijfers,
        bronnen,
        gebieden,
        inwoners,
        indicatoren,
        locaties,
        bestemmingen,
        toerekening,
        knelpunten,
        maatregelen,
    )
}


def empty(name: str) -> pd.DataFrame:
    """Return the empty frame of that name."""
    return SCHEMAS[name].empty()


def conform(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame in the columns and dtypes of its schema; see ``Schema.conform``."""
    return SCHEMAS[name].conform(frame)


def check(name: str, frame: pd.DataFrame) -> list[Issue]:
    """Return everything that is wrong with the frame of that name."""
    return SCHEMAS[name].check(frame)


def check_all(frames: Frames) -> list[Issue]:
    """Return everything that is wrong with any of the frames."""
    return [issue for name, frame in frames.items() for issue in check(name, frame)]
