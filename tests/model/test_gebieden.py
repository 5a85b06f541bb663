"""Who belongs to whom."""

import pandas as pd

from model import schemas
from model.gebieden import children, members
from model.lijsten import Niveau

ROWS = [
    ("NL01", "Nederland", "land", "", "", None),
    ("PV31", "Limburg", "provincie", "NL01", "", None),
    ("CR37", "Noord-Limburg", "regio", "PV31", "", None),
    ("CR38", "Midden-Limburg", "regio", "PV31", "", None),
    ("GM0983", "Venlo", "gemeente", "CR37", "VR23", None),
    ("GM0988", "Weert", "gemeente", "CR38", "VR23", None),
    ("GM0962", "Schinnen", "gemeente", "CR38", "VR24", "2018-12-31"),
    ("GM0344", "Utrecht", "gemeente", "PV26", "VR09", None),
]


def areas():
    names = ["gebied_code", "naam", "niveau", "ouder_code", "veiligheidsregio_code", "geldig_tot"]
    return schemas.conform("gebieden", pd.DataFrame(ROWS, columns=names))


def test_members_by_region_province_veiligheidsregio_and_self():
    frame = areas()
    assert members(frame, "CR37") == ["GM0983"]
    assert members(frame, "PV31") == ["GM0983", "GM0988"]
    assert members(frame, "VR23") == ["GM0983", "GM0988"]
    assert members(frame, "GM0988") == ["GM0988"]


def test_a_gemeente_that_ended_is_no_member():
    assert "GM0962" not in members(areas(), "CR38")


def test_children_of_a_level():
    assert children(areas(), "PV31", Niveau.REGIO) == ["CR37", "CR38"]
    assert children(areas(), "GM0983", Niveau.REGIO) == []
