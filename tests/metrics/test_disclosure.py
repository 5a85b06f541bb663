"""Nothing confidential passes the door."""

import pandas as pd

from metrics.disclosure import has_confidential, release
from model import schemas

TODAY = pd.Timestamp("2026-11-21")


def frames():
    sites = pd.DataFrame(
        {
            "locatie_id": ["open", "geheim", "straks"],
            "gebied_code": "GM0984",
            "naam": "hal",
            "type": "noodopvang",
            "stadium": "open",
            "waarde_status": "onbekend",
            "is_vertrouwelijk": [False, True, False],
            "zichtbaar_vanaf": [pd.NaT, pd.NaT, pd.Timestamp("2026-11-22")],
            "bron_id": "b",
            "bron_cel": "Locaties!A2",
        }
    )
    credit = pd.DataFrame(
        {
            "locatie_id": ["open", "geheim"],
            "koppelgemeente": "GM0983",
            "personen": [40, 25],
            "peildatum": TODAY,
            "bron_id": "b",
            "bron_cel": "Toerekening!C2",
        }
    )
    return {
        "locaties": schemas.conform("locaties", sites),
        "toerekening": schemas.conform("toerekening", credit),
    }


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
