"""Fictional knelpunten and maatregelen as rows of the template, told up to and including one month."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache

from data.example.verhaal import HERE, URL, Row, Story
from loaders import reference


@cache
def _facts() -> dict[str, list[Row]]:
    return tomllib.loads((HERE / "registers.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    areas = reference.gebieden()
    return dict(zip(areas["gebied_code"], areas["naam"], strict=True))


def knelpunt_rows(story: Story) -> Iterator[Row]:
    """Yield every knelpunt that was raised by the end of the story."""
    for fact in _facts()["knelpunt"]:
        if fact["gemeld"] <= story.until:
            yield {
                "knelpunt_id": fact["id"],
                "soort": fact["soort"],
                "tekst": fact["tekst"],
                "locatie_id": fact.get("locatie", ""),
                "waarde": fact.get("plekken"),
                "gemeld_op": fact["gemeld"],
                "gevraagd": fact.get("gevraagd", ""),
                "gevraagd_op": _passed(fact.get("gevraagd_op"), story),
                "uitkomst": fact.get("uitkomst", "") if _ended(fact, story) else "",
                **_shared(fact, story, "open"),
            }


def measure_rows(story: Story) -> Iterator[Row]:
    """Yield every measure; one that ended later is still running."""
    for fact in _facts()["maatregel"]:
        yield {
            "maatregel_id": fact["id"],
            "titel": fact["titel"],
            "doel": fact["doel"],
            "deelgroep": fact.get("deelgroep", ""),
            "indicator_maat": fact.get("maat", ""),
            "waarde": fact.get("streef"),
            "begonnen_op": _passed(fact.get("begonnen"), story),
            "evaluatie": fact.get("evaluatie", ""),
            **_shared(fact, story, "loopt"),
        }


def _shared(fact: Row, story: Story, running: str) -> Row:
    """Return what both registers have: area, owner, days and state."""
    ended = _ended(fact, story)
    return {
        "gebied_naam": _names()[fact["gebied"]],
        "doelgroep": fact.get("doelgroep", ""),
        "eigenaar_soort": fact["aan_zet"],
        "eigenaar": fact.get("organisatie", ""),
        "uiterlijk_op": fact.get("uiterlijk"),
        "status": fact["einde"] if ended else fact.get("status", running),
        "afgesloten_op": fact["afgesloten"] if ended else None,
        "toelichting": "verzonnen",
        "url": f"{URL}/{'knelpunten' if 'gemeld' in fact else 'maatregelen'}",
    }


def _ended(fact: Row, story: Story) -> bool:
    return "einde" in fact and fact["afgesloten"] <= story.until


def _passed(day: date | None, story: Story) -> date | None:
    return day if day is not None and day <= story.until else None
