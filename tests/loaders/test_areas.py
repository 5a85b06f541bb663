"""Areas are found by code or by name, and never guessed."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import reference
from loaders.area_index import load_index
from loaders.area_text import as_text, key, read_code
from loaders.areas import Areas, default, issue_for
from model.lijsten import Ernst, Niveau

GEMEENTEN = reference.records("gemeenten.csv")
AREAS = default()


@pytest.mark.parametrize(
    "cell",
    [
        "GM0935",
        "gm0935",
        "GM0935    ",
        "0935",
        "935",
        "935.0",
        935,
        935.0,
        "2025GM0935",
        "GM 0935",
        "\ufeffGM0935",
        "ＧＭ０９３５",
        "GM0935 Maastricht",
        "Maastricht (GM0935)",
    ],
)
def test_every_spelling_of_a_gemeente_code(cell: object) -> None:
    match = AREAS.resolve(cell)
    assert (match.code, match.naam, match.niveau, match.status) == (
        "GM0935",
        "Maastricht",
        "gemeente",
        "gevonden",
    )


@pytest.mark.parametrize(
    ("cell", "code", "niveau"),
    [
        ("PV31", "PV31", "provincie"),
        ("pv31", "PV31", "provincie"),
        ("NL01  ", "NL01", "land"),
        ("nl00", "NL01", "land"),
        ("cr37", "CR37", "regio"),
        ("VR23", "VR23", "veiligheidsregio"),
        ("LD04", "LD04", "landsdeel"),
        ("LD04 Zuid-Nederland", "LD04", "landsdeel"),
        ("Limburg (PV)", "PV31", "provincie"),
        ("Provincie Limburg", "PV31", "provincie"),
        ("Limburg totaal", "PV31", "provincie"),
        ("Utrecht (PV)", "PV26", "provincie"),
        ("Friesland", "PV21", "provincie"),
        ("Zeeland", "PV29", "provincie"),
        ("Zuid-Nederland (LD)", "LD04", "landsdeel"),
        ("Zuid-Limburg (CR)", "CR39", "regio"),
        ("Veiligheidsregio Zuid-Limburg", "VR24", "veiligheidsregio"),
        ("Limburg-Noord", "VR23", "veiligheidsregio"),
        ("Noord-Limburg", "CR37", "regio"),
        ("Limburg: Midden-Limburg", "CR38", "regio"),
        ("Nederland", "NL01", "land"),
        ("WK093500", "", "wijk"),
        ("BU03630100", "", "buurt"),
        ("Totaal ", "", ""),
    ],
)
def test_other_levels_say_what_they_are_so_that_the_row_can_be_dropped(
    cell: str, code: str, niveau: str
) -> None:
    match = AREAS.resolve(cell)
    assert (match.status, match.code, match.niveau) == ("geen-gemeente", code, niveau)
    issue = issue_for(match, "x.csv", "A1")
    assert issue is not None
    assert issue.ernst is Ernst.MELDING


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Venlo\u00a0", "GM0983"),
        ("Ve\u200bnlo", "GM0983"),
        ("Echt\u2011Susteren", "GM1711"),
        ("’s-Gravenhage", "GM0518"),
        ("s-Gravenhage", "GM0518"),
        ("'s Gravenhage", "GM0518"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Den Haag", "GM0518"),
        ("SÃºdwest-FryslÃ¢n", "GM1900"),
        ("Noardeast-FryslÃ¢n", "GM1970"),
        ("â€™s-Hertogenbosch", "GM0796"),
        ("Su\u0301dwest Frysla\u0302n", "GM1900"),
        ("Gem. Venlo", "GM0983"),
        ("gemeente Venlo", "GM0983"),
        ("Gemeente: Venlo", "GM0983"),
        ("Venlo (gemeente)", "GM0983"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Peel En Maas", "GM1894"),
        ("Peel & Maas", "GM1894"),
        ("Nuenen Gerwen en Nederwetten", "GM0820"),
        ("Nuenen c.a.", "GM0820"),
        ("Valkenburg a/d Geul", "GM0994"),
        ("Alphen a.d. Rijn", "GM0484"),
        ("Beek (L.)", "GM0888"),
        ("Beek (Limburg)", "GM0888"),
        ("Limburg: Beek", "GM0888"),
        ("Bergen (LI)", "GM0893"),
        ("Bergen Li", "GM0893"),
        ("Bergen (N-H)", "GM0373"),
        ("Hengelo (Ov.)", "GM0164"),
        ("Venlo 1)", "GM0983"),
        ("Venlo1) 2)", "GM0983"),
        ("Venlo*", "GM0983"),
    ],
)
def test_spellings_met_in_real_files(cell: str, code: str) -> None:
    match = AREAS.resolve(cell)
    assert (match.status, match.code) == ("gevonden", code)


def test_a_bracketed_remark_stays_visible_as_a_note() -> None:
    match = AREAS.resolve("Beekdaelen (toen Schinnen)")
    assert (match.code, match.status) == ("GM1954", "gevonden")
    assert "toen Schinnen" in match.note


def test_bergen_is_two_gemeenten_until_the_province_is_known() -> None:
    match = AREAS.resolve("Bergen")
    assert (match.status, match.code, match.candidates) == ("dubbelzinnig", "", ("GM0893", "GM0373"))
    assert str(issue_for(match, "inwoners_nl.xlsx", "Blad1!A27")) == (
        "inwoners_nl.xlsx Blad1!A27 [dubbelzinnig-gebied] 'Bergen' past op GM0893 (Limburg) en "
        "GM0373 (Noord-Holland); noem de provincie of kies er een"
    )
    assert AREAS.resolve("Bergen", provincie="PV31").code == "GM0893"
    assert AREAS.resolve("Bergen", provincie="Noord-Holland").code == "GM0373"
    assert AREAS.resolve("Bergen", provincie="PV30").status == "dubbelzinnig"


def test_valkenburg_alone_is_not_certain_outside_limburg() -> None:
    match = AREAS.resolve("Valkenburg")
    assert (match.status, match.candidates) == ("dubbelzinnig", ("GM0994",))
    assert AREAS.resolve("Valkenburg", provincie="PV31").code == "GM0994"


def test_zuid_limburg_is_a_region_and_a_veiligheidsregio() -> None:
    match = AREAS.resolve("Zuid-Limburg")
    assert (match.status, set(match.candidates)) == ("dubbelzinnig", {"CR39", "VR24"})
    text = str(issue_for(match, "x.csv"))
    assert "CR39 (regio)" in text
    assert "VR24 (veiligheidsregio)" in text
    for niveau, code in ((Niveau.REGIO, "CR39"), ("corop", "CR39"), ("veiligheidsregio", "VR24")):
        found = AREAS.resolve("Zuid-Limburg", niveau=niveau)
        assert (found.status, found.code) == ("gevonden", code)


@pytest.mark.parametrize("name", ["Utrecht", "Groningen"])
def test_a_name_of_gemeente_and_province(name: str) -> None:
    assert AREAS.resolve(name).code.startswith("GM")
    assert AREAS.resolve(name, niveau="provincie").code.startswith("PV")
    assert AREAS.resolve(name, niveau=("provincie", "land")).status == "gevonden"


def test_zuidwest_friesland_is_a_corop_area_and_an_old_nickname() -> None:
    assert AREAS.resolve("Zuidwest-Friesland").status == "dubbelzinnig"


def test_an_ended_gemeente_leads_to_its_successor_with_the_date() -> None:
    for cell in ("Schinnen", "GM0962", "962", "Gem. Schinnen"):
        match = AREAS.resolve(cell)
        assert (match.status, match.code) == ("opvolger", "GM1954")
        assert match.note == "Schinnen is per 1-1-2019 opgegaan in Beekdaelen"
        issue = issue_for(match, "x.csv", "A3")
        assert issue is not None
        assert (issue.code, issue.ernst) == ("opgeheven-gemeente", Ernst.WAARSCHUWING)


def test_a_figure_from_before_the_herindeling_keeps_its_own_gemeente() -> None:
    before = AREAS.resolve("Schinnen", on_date=dt.date(2018, 12, 31))
    assert (before.status, before.code) == ("gevonden", "GM0962")
    assert AREAS.resolve("Schinnen", on_date=dt.date(2019, 1, 1)).status == "opvolger"
    assert "bestaat sinds 1-1-2019" in AREAS.resolve("Beekdaelen", on_date=dt.date(2018, 7, 1)).note


@pytest.mark.parametrize(
    ("name", "code", "successors"),
    [
        ("Haaren", "GM0788", 4),
        ("Littenseradiel", "GM0140", 3),
        ("Meerlo-Wanssum", "GM0993", 2),
        ("Winsum", "GM0053", 2),
    ],
)
def test_a_divided_gemeente_is_an_issue_never_a_choice(name: str, code: str, successors: int) -> None:
    for cell in (name, code):
        match = AREAS.resolve(cell)
        assert (match.status, match.code, len(match.candidates)) == ("gesplitst", "", successors)
        issue = issue_for(match, "x.csv", "A3")
        assert issue is not None
        assert (issue.code, issue.ernst) == ("gesplitste-gemeente", Ernst.FOUT)


@pytest.mark.parametrize(
    ("cell", "first"),
    [("Venloo", "GM0983"), ("Mastricht", "GM0935"), ("Swolgen (Horst aan de Maas)", "GM1507")],
)
def test_a_slip_of_the_pen_gets_candidates_and_no_answer(cell: str, first: str) -> None:
    match = AREAS.resolve(cell)
    assert (match.status, match.code, match.candidates[0]) == ("onbekend", "", first)
    assert f"({first})" in str(issue_for(match, "x.csv"))


@pytest.mark.parametrize(
    "cell", ["", None, float("nan"), True, False, "GM9999", "xyz", 935.5, "Maastricht (NH)"]
)
def test_what_is_unknown_stays_unknown(cell: object) -> None:
    match = AREAS.resolve(cell)
    assert (match.status, match.code) == ("onbekend", "")
    assert issue_for(match, "x.csv") is not None


def test_a_gemeente_is_not_a_province() -> None:
    match = AREAS.resolve("Venlo", niveau="provincie")
    assert (match.status, match.code, match.candidates) == ("onbekend", "", ("GM0983",))


def test_a_code_and_a_name_in_one_row_must_agree() -> None:
    assert AREAS.same("GM0935", "Maastricht")
    assert AREAS.same(893, "Bergen")
    assert AREAS.same(373, "Bergen")
    assert AREAS.same("GM0962", "Beekdaelen")
    assert AREAS.same("GM0962", "Schinnen")
    assert AREAS.same("GM0935", "")
    assert AREAS.same("PV26", "Utrecht")
    assert not AREAS.same("GM0935", "Venlo")
    assert not AREAS.same("GM0935", "Maastrich")
    match = AREAS.resolve("GM0935 Venlo")
    assert (match.status, match.candidates) == ("dubbelzinnig", ("GM0935", "GM0983"))
    assert "horen niet bij elkaar" in str(issue_for(match, "x.csv"))


def test_an_alias_of_the_analyst_wins_and_must_exist() -> None:
    mine = Areas(load_index(), {"Bergen": "GM0893", "Swolgen": "GM1507"})
    assert mine.resolve("BERGEN").code == "GM0893"
    assert (mine.resolve("swolgen").status, mine.resolve("swolgen").code) == ("gevonden", "GM1507")
    with pytest.raises(ValueError, match="GM9999"):
        Areas(load_index(), {"Ergens": "GM9999"})


def test_a_column_is_resolved_row_by_row_and_keeps_its_index() -> None:
    cells = pd.Series(["Bergen", "Bergen", 935, None], index=[3, 5, 8, 9], dtype="object")
    out = AREAS.resolve_column(cells, provincie=["PV31", "PV27", "", ""])
    assert out.index.tolist() == [3, 5, 8, 9]
    assert out["code"].tolist() == ["GM0893", "GM0373", "GM0935", ""]
    assert out["status"].tolist() == ["gevonden", "gevonden", "gevonden", "onbekend"]


def test_names_do_not_fall_together() -> None:
    assert len({key(row["naam"]) for row in GEMEENTEN}) == 342
    for name, entries in load_index().by_name.items():
        current = {e.code for e in entries if e.code.startswith("GM") and e.geldig_tot is None}
        assert len(current) == 1 or name == "bergen" or not current


def _variants(name: str) -> st.SearchStrategy[str]:
    """Return spellings of a name that differ in case, spaces, accent form, hyphens and quotes only."""
    cases = st.sampled_from([str.upper, str.lower, str.title, str.swapcase, str])
    forms = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
    hyphens = st.sampled_from(["-", "\u2010", "\u2011", "–", " ", " - ", "\u00ad-"])
    spaces = st.sampled_from([" ", "  ", "\u00a0", "\t", "\u2009", "\u200b "])
    quotes = st.sampled_from(["'", "’", "‘", "`", ""])
    edge = st.sampled_from(["", " ", "\u00a0", "\ufeff"])
    return st.tuples(cases, forms, hyphens, spaces, quotes, edge).map(
        lambda v: (
            v[5]
            + unicodedata.normalize(
                v[1], v[0](name).replace(" ", "\0").replace("-", v[2]).replace("'", v[4]).replace("\0", v[3])
            )
            + v[5]
        )
    )


@given(
    st.sampled_from(GEMEENTEN).flatmap(lambda row: st.tuples(st.just(row["code"]), _variants(row["naam"])))
)
def test_every_spelling_of_every_gemeente_gives_its_code(pair: tuple[str, str]) -> None:
    code, spelling = pair
    match = AREAS.resolve(spelling)
    assert (match.status, match.code) == ("gevonden", code)


@given(st.one_of(st.text(max_size=30), st.text(alphabet="abdeghlmnorstuvz -'().:,0123456789", max_size=20)))
def test_text_without_a_whole_name_or_code_never_resolves(text: str) -> None:
    match = AREAS.resolve(text)
    known = set(load_index().by_name) | {"totaal"}
    plain = key(as_text(text))
    if match.status != "onbekend":
        assert read_code(as_text(text)) or any(name in plain for name in known)
    else:
        assert match.code == ""


PLAIN = [row["naam"] for row in GEMEENTEN if "(" not in row["naam"]]


@given(st.sampled_from(PLAIN), st.integers(0, 30), st.sampled_from("qxjw"))
def test_strange_letters_in_a_name_are_never_forgiven(name: str, place: int, letter: str) -> None:
    match = AREAS.resolve(name[:place] + letter * 2 + name[place:])
    assert (match.status, match.code) == ("onbekend", "")
