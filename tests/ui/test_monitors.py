"""Other areas than Limburg by data alone: Utrecht (26 gemeenten, one part) and the country (12 provinces)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import store
from loaders import reference
from loaders.load import load
from model import gebieden
from model.lijsten import Niveau
from model.rules import AREA, rules
from tests.ui.seen import opened, texts
from ui import frame

PAGES = tuple(name for name, _ in frame.PAGES)


@pytest.mark.parametrize("area", ["utrecht", "nederland"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_works_for_another_area(area: str, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AREA, area)
    app = opened(page)
    box = next(box for box in app.selectbox if box.key == "gebied")
    assert box.options == (["Utrecht (provincie)"] if area == "utrecht" else ["Nederland", *_provinces()])
    assert "Limburgse Regietafel" not in " ".join(texts(app))
    assert not [one for one in app.button if one.label == "Bekijk voorbeeld"]


def _provinces() -> list[str]:
    shared = {"Groningen", "Utrecht"}  # gemeenten of the same name
    names = [row["naam"] for row in sorted(reference.records("provincies.csv"), key=lambda row: row["code"])]
    return [f"{name} (provincie)" if name in shared else name for name in names]


def test_the_country_is_shown_by_its_provinces_and_a_province_by_its_gemeenten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(AREA, "nederland")
    whole = opened("regio")
    assert "Provincies" in [head.value for head in whole.header]
    part = opened("regio", gebied="Zuid-Holland")
    assert "Gemeenten" in [head.value for head in part.header]


def test_a_figure_of_utrecht_shows_up_in_the_picture_of_utrecht(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(AREA, "utrecht")
    content = (
        b"Gebiedscode;Gebied;Doelgroep;Maat;Soort opgave;Cyclus;Vastgesteld op;Waarde;Eenheid\n"
        b";Zeist;asielzoekers;opgave;indicatief;2026;27-02-2026;731;plekken\n"
    )
    read = load(content, "zeist.csv")
    assert not read.is_refused, read.issues
    monitor = store.open(own_data)
    head = monitor.head()
    assert head
    upload = monitor.add_upload(content, "zeist.csv", "Anna", read)
    monitor.publish(head.id, [*head.uploads, upload.id], "Zeist", "Anna")
    page = opened("gemeente", gemeente="Zeist", opgave="2026 · indicatief")
    assert "731" in " ".join(texts(page))


def test_an_area_without_parts_is_its_own_only_part() -> None:
    areas = reference.gebieden()
    assert gebieden.parts(areas, "PV26", Niveau.REGIO) == ["PV26"]
    assert gebieden.parts(areas, "PV31", Niveau.REGIO) == ["CR37", "CR38", "CR39"]
    assert len(gebieden.members(areas, "PV26")) == 26
    assert len(gebieden.parts(areas, "NL01", Niveau.PROVINCIE)) == 12


def test_a_division_file_gives_a_province_its_regions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reference"
    folder.mkdir()
    for path in reference.ROOT.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "indelingen").mkdir()
    utrecht = [row for row in reference.records("gemeenten.csv") if row["provincie_code"] == "PV26"]
    rows = [
        {"regio_code": f"UT0{1 + number % 2}", "regio_naam": f"Deel {1 + number % 2}",
         "gemeente_code": row["code"], "gemeente_naam": row["naam"]}
        for number, row in enumerate(utrecht)
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(folder / "indelingen" / "utrecht.csv", index=False)
    monkeypatch.setattr(reference, "ROOT", folder)
    _forget()
    try:
        areas = reference.gebieden()
        assert gebieden.parts(areas, "PV26", Niveau.REGIO) == ["UT01", "UT02"]
        assert len(gebieden.members(areas, "UT01")) == 13
    finally:
        monkeypatch.undo()
        _forget()


def _forget() -> None:
    for one in (reference.records, reference._gebieden, reference._sha256):
        one.cache_clear()


def test_an_unknown_area_is_refused_with_those_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AREA, "atlantis")
    with pytest.raises(ValueError, match="nederland, utrecht"):
        rules()
