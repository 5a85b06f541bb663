"""Odd, broken and hostile public files: each must end as its label allows, without harm."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from loaders import reading
from tests.corpus_cellen import cellen
from tests.shared import shared

CORPUS = shared("corpus", "corpus.csv")

#: Files whose label we do not follow, with the reason. This one has a hidden and a very hidden sheet like
#: TwoSheetsOneHidden.xlsx, which must be warned about; its own label looks at Strict Open XML only. We warn.
OTHERWISE = {"exceldatareader__Test_Excel_Dataset.xlsx": "gewaarschuwd"}


def _files() -> list[dict[str, str]]:
    if CORPUS is None:
        return []
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS is None, reason="corpus ontbreekt: zet MONITOR_SHARED")
@pytest.mark.parametrize("row", _files(), ids=lambda row: row["bestand"])
def test_outcome_is_allowed(row: dict[str, str]) -> None:
    assert CORPUS is not None
    path = Path(CORPUS).parent / row["bestand"]
    result = reading.read(path.read_bytes(), path.name)
    allowed = OTHERWISE.get(path.name, row["lezen_mag"]).split("|")
    assert result.lezen.value in allowed, [str(issue) for issue in result.issues]
    assert result.seconds < 20
    assert (result.workbook is None) == (result.lezen.value == "geweigerd")
    assert all(
        "/work" not in i.tekst and "Traceback" not in i.tekst and "calamine" not in i.tekst
        for i in result.issues
    )
    assert result.issues or result.lezen.value == "exact"


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS is None, reason="corpus ontbreekt: zet MONITOR_SHARED")
def test_every_password_is_called_a_password() -> None:
    assert CORPUS is not None
    protected = [row["bestand"] for row in _files() if row["storing"].startswith("F07")]
    assert len(protected) >= 10
    for name in protected:
        result = reading.read((Path(CORPUS).parent / name).read_bytes(), name)
        assert {issue.code for issue in result.issues} == {"wachtwoord"}, name


def _with_cells() -> list[str]:
    return sorted(path.name.removesuffix(".json") for path in cellen.FOLDER.glob("*.json"))


def _marked(name: str) -> object:
    """The one with 743,195 cells takes ten seconds: ``make proof`` and the report compare it."""
    known = cellen.expected(name) or {}
    return pytest.param(name, marks=[pytest.mark.proof] if known["aantal"] > 100_000 else [])


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS is None, reason="corpus ontbreekt: zet MONITOR_SHARED")
@pytest.mark.parametrize("name", [_marked(name) for name in _with_cells()])
def test_every_cell_is_that_of_the_independent_reader(name: str) -> None:
    """Value, kind and address of every cell; ``tests/corpus_cellen`` says where LibreOffice is wrong."""
    assert CORPUS is not None
    content = (Path(CORPUS).parent / name).read_bytes()
    known = cellen.expected(name)
    assert known is not None
    assert hashlib.sha256(content).hexdigest() == known["sha256_bestand"]
    workbook = reading.read(content, name).workbook
    assert workbook is not None
    assert cellen.differences(known, cellen.of_workbook(workbook)) == []


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS is None, reason="corpus ontbreekt: zet MONITOR_SHARED")
def test_every_file_that_must_read_exact_has_expected_cells() -> None:
    exact = {row["bestand"] for row in _files() if row["lezen_mag"] == "exact"}
    assert len(exact) > 20
    assert exact <= set(_with_cells())


def test_a_wrong_cell_is_found_and_named() -> None:
    cells = [("Blad1", f"A{i}", "getal", float(i)) for i in range(1, 501)]
    known = cellen.kept(cells)
    assert cellen.differences(known, cells) == []
    wrong = [*cells[:499], ("Blad1", "A500", "tekst", "500")]
    assert cellen.differences(known, wrong)[0].startswith("Blad1!A500: verwacht ('getal', 500.0)")
    middle = [*cells[:249], ("Blad1", "A250", "getal", 251.0), *cells[250:]]
    assert len(cellen.differences(known, middle)) == 1
    assert cellen.differences(known, cells[:-1])[0].startswith("Blad1!A500: verwacht")
