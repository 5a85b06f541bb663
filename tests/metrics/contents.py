"""Deliveries for the tests of the rules about content: the plain case, and how to ask one rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from metrics import content
from model import schemas
from model.frames import Frames
from model.gebieden import members
from model.inhoud import Inhoud, Regel, load_rules
from model.issue import Issue
from tests.metrics.build import LIMBURG, cijfer, frames

TODAY = pd.Timestamp("2026-11-22")
RULES = load_rules()
GEBIEDEN, INWONERS = frames()["gebieden"], frames()["inwoners"]
ALL_31 = members(GEBIEDEN, LIMBURG)
Row = dict[str, Any]


def bed(gebied: str, waarde: int | None, maat: str = "realisatie", **rest: Any) -> Row:
    """Return a count of the Ukrainian shelter, which has the simplest plain case."""
    return cijfer(gebied, maat, waarde, "oekraiense_ontheemden", **rest)


def plek(gebied: str, waarde: int | None, maat: str = "realisatie", **rest: Any) -> Row:
    """Return a figure of asielzoekers."""
    return cijfer(gebied, maat, waarde, **rest)


def mens(gebied: str, waarde: int | None, maat: str = "realisatie", **rest: Any) -> Row:
    """Return a figure of statushouders: a flow in the first half of 2025, counted to its end."""
    return cijfer(gebied, maat, waarde, "statushouders", **rest)


def only(name: str, **grens: float) -> Inhoud:
    """Return the shipped rules with only one of them left, with other limits if wanted."""
    regel = RULES.rule(name)
    regel = regel.model_copy(update={"grens": regel.grens | grens, "wint_van": ()})
    return RULES.model_copy(update={"regel": (regel,)})


def check(
    new: Sequence[Row] | Frames,
    old: Sequence[Row] | Frames = (),
    rules: Inhoud | str = RULES,
    today: pd.Timestamp = TODAY,
) -> list[Issue]:
    """Return what the rules say about a delivery, given as rows of cijfers or as frames."""
    fresh = new if isinstance(new, dict) else frames(*new)
    before = old if isinstance(old, dict) else frames(*old)
    chosen = only(rules) if isinstance(rules, str) else rules
    return content.check(fresh, before, chosen, today, gebieden=GEBIEDEN, inwoners=INWONERS)


def cells(issues: Sequence[Issue]) -> list[str]:
    """Return the cells of the issues without the name of their sheet, in order."""
    return [issue.plaats.replace("Blad1!", "") for issue in issues]


def source(file: str, bron_id: str = "bron-1") -> pd.DataFrame:
    """Return the frame bronnen with one file."""
    row = {"bron_id": bron_id, "bestand": file, "sha256": "a"}
    return schemas.conform("bronnen", pd.DataFrame([row]))


def rule(name: str) -> Regel:
    """Return a shipped rule."""
    return RULES.rule(name)
