"""From what a person fills in to edits: a new object, other values, or a row that should not be there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from model.correctie import NO
from model.frames import FLAG
from model.invoer import FIXED, FOLLOWS, Invoer, Row, Veld, object_id, texts
from model.lijsten import ZEKERHEID_PER_STADIUM, Stadium, WaardeStatus
from model.schemas import SCHEMAS

#: Statuses of a capacity that is not there.
_NOTHING = (WaardeStatus.ONBEKEND, WaardeStatus.GEHEIM, WaardeStatus.NVT)


def nieuw_id(frame: str, waarden: Mapping[str, str], zaad: str) -> str:
    """Return the id of an object to be: made of its key, or for one column of the register and a seed.

    Args:
        frame: register.
        waarden: texts by field.
        zaad: the same for every click of one form, so that a double click makes one object.
    """
    key = SCHEMAS[frame].key
    if len(key) > 1:
        return object_id(frame, waarden)
    area = waarden.get("gebied_code", "") or frame
    return f"{area}-m{hashlib.sha256(f'{frame}|{zaad}'.encode()).hexdigest()[:8]}"


def nieuw(frame: str, waarden: Mapping[str, str], reden: str, zaad: str, *, is_eigen: bool = False) -> Invoer:
    """Return the edit that makes an object.

    Args:
        frame: register.
        waarden: texts by field, empty is unknown; an id is made when there is none.
        reden: why.
        zaad: see ``nieuw_id``.
        is_eigen: see ``Invoer``.

    Raises:
        ValueError: every field that is missing or cannot be read (Dutch).
    """
    given = {name: text for name, text in waarden.items() if text}
    key = SCHEMAS[frame].key
    if len(key) == 1 and not given.get(key[0]):
        given[key[0]] = nieuw_id(frame, given, zaad)
    if frame == "locaties":
        given = _derived({}, given)
    velden = tuple(Veld(veld=name, wordt=text) for name, text in given.items() if text)
    name = object_id(frame, given)
    return Invoer.model_validate(
        {"frame": frame, "object_id": name, "actie": "nieuw", "velden": velden, "reden": reden}
        | {"is_eigen": is_eigen}
    )


def wijzig(frame: str, row: Row, waarden: Mapping[str, str], reden: str) -> Invoer | None:
    """Return the edit that gives fields of an object other values; None when nothing differs.

    What follows from a field goes along: the zekerheid with the stage, bounds and status with the places, and
    the words of the source of what is no longer so. A stage without a day is in force since unknown.

    Args:
        frame: register.
        row: the object as it stands, values or texts.
        waarden: texts by field, of the fields that were asked.
        reden: why.

    Raises:
        ValueError: every field that cannot be read (Dutch).
    """
    was = texts(frame, row)
    wordt = {name: text.strip() for name, text in waarden.items() if text.strip() != was.get(name, "")}
    if not wordt:
        return None
    if frame == "locaties":
        wordt = _derived(was, wordt)
    velden = tuple(Veld(veld=name, was=was[name], wordt=text) for name, text in wordt.items())
    return Invoer.model_validate(
        {"frame": frame, "object_id": object_id(frame, row), "velden": velden, "reden": reden}
    )


def weg(frame: str, row: Row, reden: str) -> Invoer:
    """Return the edit that takes out an object that should not be there; all it says is the guard."""
    columns = SCHEMAS[frame].columns
    velden = tuple(
        Veld(veld=name, was=text)
        for name, text in texts(frame, row).items()
        if name not in FIXED and text and not (columns[name].dtype == FLAG and text == NO)
    )
    return Invoer.model_validate(
        {"frame": frame, "object_id": object_id(frame, row), "actie": "weg", "velden": velden, "reden": reden}
    )


def _derived(was: Mapping[str, str], wordt: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a site with what follows from them, unless it was given as well."""
    out = dict(wordt)
    if "stadium" in wordt and was.get("stadium_sinds"):
        out.setdefault("stadium_sinds", "")
    if "stadium" in wordt and "zekerheid" not in wordt:
        known = wordt["stadium"] in set(Stadium)
        out["zekerheid"] = str(ZEKERHEID_PER_STADIUM.get(Stadium(wordt["stadium"]), "")) if known else ""
    for name, text in FOLLOWS.items():
        if name in wordt and was.get(text):
            out.setdefault(text, "")
    if "plekken" in wordt or not was:
        places, status = wordt.get("plekken", ""), was.get("waarde_status", "")
        firm = WaardeStatus.DEFINITIEF if status in ("", *_NOTHING) else WaardeStatus(status)
        out.setdefault("waarde_status", str(firm if places else WaardeStatus.ONBEKEND))
        for bound in ("plekken_min", "plekken_max"):
            if was.get(bound):
                out.setdefault(bound, "")
    return {name: text for name, text in out.items() if text != was.get(name, "")}
