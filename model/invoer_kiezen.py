"""An edit that no longer fits a newer edition of a file: what can be done with it, for a person to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.correctie import YES
from model.frames import Frames
from model.invoer import FIXED, VISIBILITY, Invoer, Veld, object_id
from model.invoer_toepassen import GESLOTEN, Misser, namesake, rij
from model.schemas import SCHEMAS
from model.vertrouwelijk import confidential_sources

_SITE = "locaties"


class Besluit(StrEnum):
    """What becomes of the edits of one object that no longer fit."""

    VERVALT = "vervalt"
    ZET = "zet"
    EIGEN = "eigen"


@dataclass(frozen=True)
class Groep:
    """The edits of one object that miss, and what may take their place.

    Attributes:
        frame, object_id: the object.
        missers: its edits, in order, each with why.
        mogelijk: per decision the edit that takes their place; None when nothing does.
    """

    frame: str
    object_id: str
    missers: tuple[Misser, ...]
    mogelijk: dict[Besluit, Invoer | None]


def groepen(missers: Sequence[Misser], voor: Frames, na: Frames) -> list[Groep]:
    """Return per object what can be done with the edits that miss.

    Args:
        missers: as ``invoer_toepassen.apply`` gave them for the version to be.
        voor: the frames in which they still held.
        na: the frames of the version to be, without these edits.

    Returns:
        Sites first: what is decided about a site decides whether edits of its periods and persons fit. Each
        group can lapse; ``zet`` puts the values on the row as it is now (or on the one site that bears the
        same name in the same gemeente); ``eigen`` keeps the object as one of its own.
    """
    found: dict[tuple[str, str], list[Misser]] = {}
    for miss in missers:
        found.setdefault((miss.regel.invoer.frame, miss.regel.invoer.object_id), []).append(miss)
    order = sorted(found, key=lambda mark: mark[0] != _SITE)
    return [_groep(frame, name, tuple(found[frame, name]), voor, na) for frame, name in order]


def _groep(frame: str, name: str, missers: tuple[Misser, ...], voor: Frames, na: Frames) -> Groep:
    was, now = rij(voor, frame, name), rij(na, frame, name)
    target = name
    if now is None and was is not None and frame == _SITE:
        target = namesake(na, was)
        now = rij(na, frame, target) if target else None
    secret = any(miss.regel.is_vertrouwelijk for miss in missers)
    if secret and now is not None and now["bron_id"] not in confidential_sources(na):
        now = None  # what was entered in confidence does not go onto an open row
    out: dict[Besluit, Invoer | None] = {Besluit.VERVALT: None}
    last = missers[-1].regel.invoer
    if now is not None and (edit := _put(frame, target, missers, now)) is not None:
        out[Besluit.ZET] = edit
    if was is not None and last.actie != "weg" and rij(na, frame, name) is None:
        out |= _kept(frame, was, last.reden, voor, na)
    return Groep(frame, name, missers, out)


def _kept(
    frame: str, was: dict[str, str], reden: str, voor: Frames, na: Frames
) -> dict[Besluit, Invoer | None]:
    """Return how an object that is in no file any more can be kept; a row of a site needs that site."""
    site = was.get("locatie_id", "") if frame != _SITE else ""
    if not site or rij(na, _SITE, site) is not None:
        own = _own(frame, was, reden)
        return {Besluit.EIGEN: own} if own else {}
    old = rij(voor, _SITE, site)
    there = namesake(na, old) if old else ""
    moved = _own(frame, {**was, "locatie_id": there}, reden) if there else None
    if moved is None or rij(na, frame, moved.object_id) is not None:
        return {}
    return {Besluit.ZET: moved}


def _put(frame: str, target: str, missers: tuple[Misser, ...], now: dict[str, str]) -> Invoer | None:
    """Return the edit that puts the entered values on a row as it is now; None when they stand there."""
    edits = [miss.regel.invoer for miss in missers]
    last = edits[-1]
    if last.actie == "weg":
        texts = {one.veld: now[one.veld] for one in last.velden}
        velden = tuple(Veld(veld=name, was=text) for name, text in texts.items())
        return last.model_copy(update={"velden": velden, "object_id": target})
    wanted = {name: text for edit in edits for name, text in edit.wordt.items()}
    closed = {*FIXED, *VISIBILITY, *SCHEMAS[frame].key}
    velden = tuple(
        Veld(veld=name, was=now[name], wordt=text)
        for name, text in wanted.items()
        if name not in closed and now[name] != text
    )
    if not velden:
        return None
    return Invoer.model_validate({"frame": frame, "object_id": target, "velden": velden, "reden": last.reden})


def _own(frame: str, was: dict[str, str], reden: str) -> Invoer | None:
    """Return the edit that keeps an object as it was, as one of its own; what was confidential stays so."""
    if was["bron_id"] == GESLOTEN:
        if "is_vertrouwelijk" not in was:
            return None
        was = {**was, "is_vertrouwelijk": YES}
    velden = tuple(Veld(veld=field, wordt=text) for field, text in was.items() if field not in FIXED and text)
    return Invoer.model_validate(
        {"frame": frame, "object_id": object_id(frame, was), "actie": "nieuw", "velden": velden}
        | {"reden": reden, "is_eigen": True}
    )


def vervangen(
    entries: Sequence[str | Invoer], missed: Mapping[str | Invoer, Invoer | None]
) -> list[str | Invoer]:
    """Return a list of entries in which what missed is replaced in place, or left out.

    Args:
        entries: entries of a version to be, in order: ids, and new ones as themselves.
        missed: per entry that misses what takes its place; None leaves it out.
    """
    kept = ((one, missed[one]) if one in missed else (one, one) for one in entries)
    return [made for _, made in kept if made is not None]
