"""``python -m loaders``: outcomes, exit status, one object per line, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from loaders.__main__ import main
from tests.shared import ROOT

PUBLIC = ROOT / "data" / "public"
GOOD, WARNED = PUBLIC / "limburg_oekraine.csv", PUBLIC / "limburg_statushouders.csv"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "iets.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    return path


def test_words_per_file(capsys: pytest.CaptureFixture[str]):
    assert main([str(GOOD), str(WARNED)]) == 0
    out = capsys.readouterr().out
    assert "rijen in: 19 = 15 genomen + 2 weggelaten + 2 geweigerd" in out
    assert "uitkomst: aanvaard" in out
    assert "uitkomst: gewaarschuwd" in out
    assert "limburg_statushouders.csv!B16 [onbekend-gebied]" in out


def test_a_refused_file_gives_2_and_the_others_are_still_checked(
    bad: Path, capsys: pytest.CaptureFixture[str]
):
    assert main([str(bad), str(GOOD)]) == 2
    out = capsys.readouterr().out
    assert "[geen-layout]" in out
    assert "'a' en 'b'" in out
    assert "limburg_oekraine.csv" in out


def test_json_is_one_object_per_line(bad: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--json", str(WARNED), str(bad)]) == 2
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["uitkomst"] == "gewaarschuwd"
    assert first["rows_in"] == first["rows_taken"] + first["rows_dropped"] + first["rows_refused"] == 19
    assert {"plaats", "code", "ernst", "tekst"} <= set(first["issues"][0])
    assert second["uitkomst"] == "geweigerd"
    assert second["frames"] == {}


def test_out_writes_the_frames(tmp_path: Path):
    out = tmp_path / "diep" / "uit"
    assert main([str(GOOD), "--out", str(out)]) == 0
    written = pd.read_csv(out / "limburg_oekraine.csv.cijfers.csv")
    assert len(written) == 17
    assert (out / "limburg_oekraine.csv.bronnen.csv").exists()


@pytest.mark.parametrize(
    "arguments", [[], ["--onzin", str(GOOD)], ["bestaat-niet.csv"], ["--json"], [str(PUBLIC)]]
)
def test_wrong_usage_gives_1_and_says_so_in_dutch(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "gebruik" in said.err.lower()
    assert "Traceback" not in said.err


def test_an_output_folder_that_cannot_be_made_gives_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    blocked = tmp_path / "bestand"
    blocked.write_text("x")
    assert main([str(GOOD), "--out", str(blocked)]) == 1
    assert "is niet te schrijven" in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]):
    assert main(["--help"]) == 0
    assert "python -m loaders BESTAND" in capsys.readouterr().out


def test_as_a_program(bad: Path):
    done = subprocess.run(
        [sys.executable, "-m", "loaders", str(bad)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
