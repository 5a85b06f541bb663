"""Nothing confidential passes the door: no row, no source, no name, no trace."""

from __future__ import annotations

import json
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.engine import guard
from metrics.disclosure import has_confidential, is_open, public_name, release
from model import schemas
from model.frames import Frames
from model.vertrouwelijk import CONFIDENTIAL, confidential_sources
from tests.loaders.grids import run, sheet

TODAY = pd.Timestamp("2026-11-21")
MARK = "ZWARTEDOOS"


def locaties(*rows: dict) -> pd.DataFrame:
    plain = {
        "gebied_code": "GM0984", "naam": "hal", "type": "noodopvang", "stadium": "open",
        "waarde_status": "onbekend", "is_vertrouwelijk": False, "bron_id": "b", "bron_cel": "Locaties!A2",
    }  # fmt: skip
    frame = pd.DataFrame([plain | row for row in rows])
    if "zichtbaar_vanaf" in frame:
        frame["zichtbaar_vanaf"] = pd.to_datetime(frame["zichtbaar_vanaf"])
    return schemas.conform("locaties", frame)


def toerekening(*pairs: tuple[str, int], bron_id: str = "b") -> pd.DataFrame:
    rows = [
        {"locatie_id": site, "koppelgemeente": "GM0983", "personen": count, "peildatum": TODAY,
         "bron_id": bron_id, "bron_cel": f"Toerekening!C{line}"}
        for line, (site, count) in enumerate(pairs, 2)
    ]  # fmt: skip
    return schemas.conform("toerekening", pd.DataFrame(rows))


def bronnen(**files: str) -> pd.DataFrame:
    rows = [
        {"bron_id": key, "bestand": file, "sha256": key, "titel": file, "url": f"https://x.nl/{file}"}
        for key, file in files.items()
    ]
    return schemas.conform("bronnen", pd.DataFrame(rows))


def frames() -> Frames:
    sites = locaties(
        {"locatie_id": "open"},
        {"locatie_id": "geheim", "is_vertrouwelijk": True, "bron_id": "dicht"},
        {"locatie_id": "straks", "zichtbaar_vanaf": "2026-11-22"},
    )
    return {"locaties": sites, "toerekening": toerekening(("open", 40), ("geheim", 25))}


def test_the_public_sees_only_what_is_released_today():
    out = release(frames(), "openbaar", TODAY)
    assert out["locaties"]["locatie_id"].tolist() == ["open"]
    assert out["toerekening"]["personen"].tolist() == [40]


def test_a_site_becomes_visible_on_its_day():
    out = release(frames(), "openbaar", TODAY + pd.Timedelta(days=1))
    assert out["locaties"]["locatie_id"].tolist() == ["open", "straks"]


def test_the_confidential_edition_is_whole_and_the_input_is_untouched():
    before = frames()
    assert release(before, "vertrouwelijk", TODAY) is before
    release(before, "openbaar", TODAY)
    assert len(before["locaties"]) == 3


def test_confidential_rows_are_noticed():
    assert has_confidential(frames())
    assert not has_confidential(release(frames(), "openbaar", TODAY))
    assert not is_open(frames(), TODAY)
    assert is_open(release(frames(), "openbaar", TODAY), TODAY)


def test_the_name_of_the_file_is_enough_to_close_every_frame_of_it():
    """Inhabitants and attributions have no mark of their own: their file speaks for them."""
    one = toerekening(("open", 7), bron_id="dicht")
    both = {
        "locaties": locaties({"locatie_id": "open"}),
        "toerekening": one,
        "bronnen": bronnen(b="open.xlsx", dicht="map/VERTROUWELIJK_x.xlsx"),
    }
    out = release(both, "openbaar", TODAY)
    assert len(out["toerekening"]) == 0
    assert out["bronnen"]["bestand"].tolist() == ["open.xlsx"]
    assert confidential_sources(both) == {"dicht"}


def test_one_confidential_row_closes_its_whole_source():
    """The door refuses such a file; should one ever stand in the store, it stays shut."""
    mixed = {"locaties": locaties({"locatie_id": "a"}, {"locatie_id": "b", "is_vertrouwelijk": True})}
    assert release(mixed, "openbaar", TODAY)["locaties"].empty


def test_a_source_of_which_everything_waits_is_not_named_and_an_empty_one_is():
    waiting = locaties({"locatie_id": "straks", "zichtbaar_vanaf": "2026-11-22", "bron_id": "w"})
    whole = {"locaties": waiting, "bronnen": bronnen(w="plan.xlsx", leeg="leeg.xlsx")}
    assert release(whole, "openbaar", TODAY)["bronnen"]["bron_id"].tolist() == ["leeg"]
    later = release(whole, "openbaar", TODAY + pd.Timedelta(days=1))
    assert later["bronnen"]["bron_id"].tolist() == ["w", "leeg"]


def test_an_open_site_does_not_name_the_hidden_site_it_replaces():
    sites = locaties(
        {"locatie_id": "nieuw", "vervangt_locatie": "geheim"},
        {"locatie_id": "ander", "vervangt_locatie": "nieuw"},
        {"locatie_id": "geheim", "is_vertrouwelijk": True, "bron_id": "dicht"},
    )
    out = release({"locaties": sites}, "openbaar", TODAY)["locaties"]
    assert out["vervangt_locatie"].tolist() == ["", "nieuw"]


LAYOUT = """
id = "proef"
titel = "Proef"
provincie = "PV31"
notatie = "nl"
[[blad]]
titel = "Locaties"
frame = "locaties"
velden = { niveau = "gemeente", eenheid = "plekken" }
  [[blad.kolom]]
  rol = "gebied"
  kop = ["gemeente"]
  verplicht = true
  [[blad.kolom]]
  rol = "naam"
  kop = ["naam locatie"]
  verplicht = true
  [[blad.kolom]]
  rol = "type"
  kop = ["soort"]
  [[blad.kolom]]
  rol = "stadium"
  kop = ["stadium"]
  [[blad.kolom]]
  rol = "waarde"
  kop = ["plekken"]
  verplicht = true
  [[blad.kolom]]
  rol = "toelichting"
  kop = ["toelichting"]
  [[blad.kolom]]
  rol = "url"
  kop = ["bron"]
"""
ROWS = [
    ("Gemeente", "Naam locatie", "Soort", "Stadium", "Plekken", "Toelichting", "Bron"),
    ("Venlo", f"{MARK} naam", "azc", "besluit", 120, f"{MARK} tekst", f"https://{MARK}.nl/x"),
]


def text_of(shown: Frames) -> str:
    return json.dumps(
        {name: frame.astype("object").astype(str).to_dict("list") for name, frame in shown.items()}
    )


def joined(*parts: Frames) -> Frames:
    names = {name for part in parts for name in part}
    return {n: pd.concat([p[n] for p in parts if n in p], ignore_index=True) for n in sorted(names)}


@pytest.mark.parametrize("edition", ["openbaar"])
def test_a_marker_in_name_site_note_address_and_cell_is_in_no_released_frame(edition: str):
    got = run(LAYOUT, sheet(ROWS, name=f"{MARK} blad"), name=f"VERTROUWELIJK_{MARK}.xlsx")
    assert not got.is_refused
    beside = run(
        LAYOUT, sheet([ROWS[0], ("Stein", "hal", "azc", "open", 90, "", "https://open.nl")]), name="open.xlsx"
    )
    version = joined(got.frames, beside.frames)
    assert text_of(version).count(MARK) >= 5
    shown = release(version, edition, TODAY)
    assert MARK not in text_of(shown)
    assert "VERTROUWELIJK" not in text_of(shown)
    assert shown["locaties"]["naam"].tolist() == ["hal"]
    assert shown["locaties"]["plekken"].sum() == 90


def test_the_name_is_not_said_elsewhere_either():
    assert public_name("VERTROUWELIJK_kasteel.xlsx") == "een vertrouwelijk bestand"
    assert public_name(r"c:\map\VERTROUWELIJK_kasteel.xlsx") == "een vertrouwelijk bestand"
    assert public_name("opgave.xlsx") == "opgave.xlsx"


def test_the_door_and_the_guard_agree_on_the_name():
    assert guard.rules().begin == CONFIDENTIAL


FLAGS = st.lists(st.tuples(st.sampled_from(["b", "c", "d"]), st.booleans(), st.booleans()), max_size=8)


@settings(max_examples=30, deadline=None)
@given(FLAGS)
def test_what_is_released_is_exactly_what_file_and_row_and_day_allow(rows: list[tuple[str, bool, bool]]):
    made: Callable[[], pd.DataFrame] = lambda: locaties(  # noqa: E731 - one frame, made twice
        *({"locatie_id": str(i), "bron_id": bron, "is_vertrouwelijk": secret,
           "zichtbaar_vanaf": "2026-12-01" if waits else None}
          for i, (bron, secret, waits) in enumerate(rows))
    )  # fmt: skip
    whole = {"locaties": made() if rows else schemas.empty("locaties")}
    shut = {bron for bron, secret, _ in rows if secret}
    expected = [str(i) for i, (bron, _, waits) in enumerate(rows) if bron not in shut and not waits]
    out = release(whole, "openbaar", TODAY)
    assert out["locaties"]["locatie_id"].tolist() == expected
    again = release(out, "openbaar", TODAY)
    assert again["locaties"]["locatie_id"].tolist() == expected
    assert list(out["locaties"].columns) == list(whole["locaties"].columns)
