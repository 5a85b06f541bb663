"""An issue reads as one line and cannot be vague."""

import pytest
from pydantic import ValidationError

from model.issue import Issue, worst
from model.lijsten import Ernst


def issue(ernst=Ernst.FOUT):
    return Issue(
        bron="a.xlsx", plaats="Blad1!A27", code="dubbelzinnig-gebied", ernst=ernst, tekst="Kies er een."
    )


def test_one_line():
    assert str(issue()) == "a.xlsx Blad1!A27 [dubbelzinnig-gebied] Kies er een."


def test_code_is_kebab_case_and_text_is_present():
    with pytest.raises(ValidationError):
        Issue(bron="a", code="Dubbel Zinnig", ernst=Ernst.FOUT, tekst="x")
    with pytest.raises(ValidationError):
        Issue(bron="a", code="leeg", ernst=Ernst.FOUT, tekst="")


def test_worst():
    assert worst([issue(Ernst.MELDING), issue(Ernst.WAARSCHUWING)]) is Ernst.WAARSCHUWING
    assert worst([]) is None
