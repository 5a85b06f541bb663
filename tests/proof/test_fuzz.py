"""The parse-and-clean function takes any cells at all: always an outcome, always every row accounted for."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.fuzz_check import check
from tests.shared import ROOT

MINUTES = float(os.environ.get("MONITOR_FUZZ_MINUTES", "60"))
SLOWEST = 20.0


@pytest.mark.parametrize("seed", range(4))
def test_a_handful_of_made_up_workbooks(seed: int):
    chance = random.Random(seed)
    for _ in range(40):
        data = chance.randbytes(chance.choice((60, 400, 1500)))
        outcome, wrong = check(data)
        assert (wrong, data.hex() if wrong else "") == ("", "")
        assert outcome in {"aanvaard", "gewaarschuwd", "geweigerd"}


def test_the_made_up_workbooks_are_not_all_refused():
    chance = random.Random(11)
    seen = {check(chance.randbytes(1500))[0] for _ in range(60)}
    assert "gewaarschuwd" in seen  # else the fuzz run would only test the front door


@pytest.mark.proof
def test_fuzz_run(tmp_path: Path):
    run = subprocess.run(
        [sys.executable, "-m", "tests.proof.fuzz_run", "--minuten", str(MINUTES), "--uit", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=MINUTES * 60 + 300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-4000:]
    score = json.loads((tmp_path / "uitkomst.json").read_text(encoding="utf-8"))
    print(f"fuzz: {json.dumps(score)}")
    assert score["inputs"] > 20 * MINUTES
    assert (score["uncaught"], score["wrong"], score["places"]) == (0, 0, {})
    assert score["slowest"] <= SLOWEST
