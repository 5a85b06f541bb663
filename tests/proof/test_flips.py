"""Damaged files: one bit over, or the end gone. Always an outcome, never other figures without a word."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

import pytest

from loaders import load
from loaders.loaded import Loaded
from tests.leveringen.schrijf import ods, tekst, xlsx
from tests.leveringen.schrijf_xls import xls
from tests.proof.fuzz_check import wrong_with

ROWS = (
    ("Stand per 1 juli 2025",), (), ("Gemeente", "Asielzoekers opgave", "Oekraïners bezet", "Toelichting"),
    ("Venlo", 487, 380, "één locatie"), ("Gennep", 89, 55, ""), ("Peel en Maas", 70, 60, "tot 2027"),
    ("Totaal", 646, 495, ""),  # 487 + 89 + 70; 380 + 55 + 60
)  # fmt: skip
FILES: dict[str, Callable[[], bytes]] = {
    "proef.xlsx": lambda: xlsx({"Blad1": ROWS}),
    "proef.xls": lambda: xls("Blad1", ROWS),
    "proef.ods": lambda: ods("Blad1", ROWS),
    "proef.csv": lambda: tekst(ROWS),
    "cp1252.csv": lambda: tekst(ROWS, ";", "cp1252"),
    "utf16.csv": lambda: tekst(ROWS, "\t", "utf-16"),
}
#: The parts of these files carry a checksum, so that damage cannot look like another number.
CHECKED = ("proef.xlsx", "proef.ods")
FORMS = {name: make() for name, make in FILES.items()}
SLOWEST = 20.0


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the file with its end cut off, or with one to eight bits over."""
    if chance.random() < 0.2:
        return content[: chance.randrange(len(content))]
    out = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def said(loaded: Loaded) -> list[tuple[object, ...]]:
    """Return the figures of a file, one line each."""
    names = ["gebied_code", "doelgroep", "maat", "peildatum", "waarde", "bron_cel"]
    return sorted(map(tuple, loaded.frame("cijfers")[names].astype("str").fillna("").to_numpy().tolist()))


def judge(name: str, content: bytes, right: list[tuple[object, ...]]) -> tuple[str, str]:
    """Load a damaged file; return its outcome and what is wrong with that."""
    loaded = load.load(content, name)
    outcome = str(loaded.provenance.uitkomst)
    wrong = wrong_with(loaded)
    if name in CHECKED and outcome == "aanvaard" and said(loaded) != right:
        wrong = "andere cijfers zonder een woord"
    return outcome, wrong


def run(cases: int, seed: int) -> tuple[Counter[str], float]:
    """Damage files in turn; return how often each outcome came, and the slowest in seconds."""
    chance = random.Random(seed)
    right = {name: said(load.load(content, name)) for name, content in FORMS.items()}
    assert all(len(figures) == 6 for figures in right.values()), right  # three gemeenten, two columns
    outcomes: Counter[str] = Counter()
    faults: list[tuple[int, str, str]] = []
    slowest = 0.0
    for number in range(cases):
        name = list(FORMS)[number % len(FORMS)]
        content = damaged(FORMS[name], chance)
        begin = time.monotonic()
        outcome, wrong = judge(name, content, right[name])
        slowest = max(slowest, time.monotonic() - begin)
        outcomes[f"{name} {outcome}"] += 1
        faults += [(number, name, wrong)] if wrong else []
    assert faults == []
    return outcomes, slowest


def test_a_few_damaged_files():
    outcomes, _ = run(24, seed=1)
    assert sum(outcomes.values()) == 24
    assert any("geweigerd" in name for name in outcomes)


@pytest.mark.proof
def test_two_thousand_damaged_files():
    outcomes, slowest = run(2000, seed=20261122)
    print(f"flips: {sum(outcomes.values())} cases, slowest {slowest:.1f} s, {dict(sorted(outcomes.items()))}")
    assert sum(outcomes.values()) == 2000
    assert slowest <= SLOWEST
