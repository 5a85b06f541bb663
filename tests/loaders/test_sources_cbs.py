"""CBS and StatLine files, in every variant that was seen: which figures are taken, from which cell."""

from __future__ import annotations

import pandas as pd
import pytest

from model.lijsten import Uitkomst
from tests.loaders import workbooks as w
from tests.loaders.sources import at, codes, loaded, reasons

MAATWERK = "voorlopige-bevolkings-gegevens-20230101.xlsx"


def test_the_maatwerk_workbook_gives_inhabitants_with_their_cells() -> None:
    out = loaded(w.cbs_maatwerk(), MAATWERK, "cbs-maatwerk", (8, 6, 2, 0))
    inwoners = out.frames["inwoners"]
    bergen = at(inwoners, "Tabel 1!D13")
    assert (bergen["gebied_code"], bergen["waarde"], bergen["waarde_status"]) == (
        "GM0893",
        13119,
        "voorlopig",
    )
    assert inwoners["peildatum"].eq(pd.Timestamp("2023-01-01")).all()
    assert len(inwoners) == 3
    assert reasons(out) == {"totaal": 2}  # of Tabel 1 and of Tabel 2
    assert "totaal-wijkt-af" not in codes(out)


def test_the_second_table_has_other_offsets_and_goes_elsewhere() -> None:
    ages = loaded(w.cbs_maatwerk(), MAATWERK, "cbs-maatwerk", (8, 6, 2, 0)).frames["indicatoren"]
    assert at(ages, "Tabel 2!E11")["indicator"] == "0 jarigen"
    assert at(ages, "Tabel 2!F12")["waarde"] == 110
    assert len(ages) == 6  # 3 gemeenten × 2 ages; the total column stands in Tabel 1


def test_a_total_that_is_not_the_sum_is_named() -> None:
    out = loaded(w.cbs_maatwerk(total=325212), MAATWERK, "cbs-maatwerk", (8, 6, 2, 0))
    issue = next(issue for issue in out.issues if issue.code == "totaal-wijkt-af")
    assert issue.plaats == "Tabel 1!D9"
    assert "+1" in issue.tekst  # 325212 − (238147 + 13119 + 73945) = 1
    assert out.provenance.uitkomst is Uitkomst.GEWAARSCHUWD


def test_the_day_of_the_title_wins_over_the_file_name_and_is_read_day_first() -> None:
    out = loaded(w.cbs_maatwerk(date="1-10-2025"), MAATWERK, "cbs-maatwerk", (8, 6, 2, 0))
    assert out.frames["inwoners"]["peildatum"].eq(pd.Timestamp("2025-10-01")).all()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_clean_sheet_alone_takes_its_day_from_the_file_name(encoding: str) -> None:
    content = w.text(w.cbs_data(), encoding=encoding)
    out = loaded(content, "inwoners-20230101.csv", "cbs-maatwerk-data", (3, 3, 0, 0))
    assert at(out.frames["inwoners"], "inwoners-20230101.csv!C3")["waarde"] == 13119
    assert out.frames["inwoners"]["peildatum"].eq(pd.Timestamp("2023-01-01")).all()


def test_a_current_export_takes_only_gemeenten_and_knows_the_point_for_decimals() -> None:
    out = loaded(w.statline_ses(), "SES_25042023_160857.csv", "statline-csv", (5, 2, 3, 0))
    frame = out.frames["indicatoren"]
    assert reasons(out) == {"ander-niveau": 3}  # two wijken, one of them called Beek, and a buurt
    assert at(frame, "SES_25042023_160857.csv!D2")["waarde"] == 457400
    assert at(frame, "SES_25042023_160857.csv!E2")["waarde"] == 20.8
    score = at(frame, "SES_25042023_160857.csv!F4")
    assert (score["gebied_code"], score["waarde"], score["eenheid"]) == ("GM0888", 0.123, "Getal")
    missing = at(frame, "SES_25042023_160857.csv!E4")
    assert pd.isna(missing["waarde"])
    assert missing["waarde_status"] == "onbekend"


def test_an_export_without_codes_works_by_name() -> None:
    out = loaded(w.statline_without_code(), "ses.csv", "statline-csv", (2, 2, 0, 0))
    assert set(out.frames["indicatoren"]["gebied_code"]) == {"GM0363", "GM0888"}


def test_inhabitants_of_statline_hold_for_1_january() -> None:
    out = loaded(w.statline_inhabitants(), "bevolking.csv", "statline-csv", (6, 2, 4, 0))
    frame = out.frames["inwoners"]
    beek = at(frame, "bevolking.csv!D5")
    assert (beek["gebied_code"], beek["waarde"], beek["waarde_status"]) == ("GM0888", 16104, "voorlopig")
    assert beek["peildatum"] == pd.Timestamp("2024-01-01")
    assert at(frame, "bevolking.csv!D6")["waarde_status"] == "definitief"
    assert reasons(out) == {"ander-niveau": 3, "opgeheven-gemeente": 1}  # Weesp is not Amsterdam


@pytest.mark.parametrize(
    ("content", "name", "sheet"),
    [
        (w.text(w.statline_copied(), "\t"), "kopie.txt", "kopie.txt"),
        (
            "\r\n".join(" | ".join(map(str, r)) for r in w.statline_copied()).encode(),
            "kopie.csv",
            "kopie.csv",
        ),
        (w.workbook({"Blad1": w.statline_copied()}), "kopie.xlsx", "Blad1"),
    ],
)
def test_a_copied_table_is_dutch(content: bytes, name: str, sheet: str) -> None:
    out = loaded(content, name, "statline-kopie", (6, 2, 4, 0))
    venlo = at(out.frames["inwoners"], f"{sheet}!C5")
    assert (venlo["gebied_code"], venlo["waarde"]) == ("GM0983", 103425)  # 103.425, never 103
    assert reasons(out) == {"ander-niveau": 3, "voet": 1}


def test_copied_scores_keep_thousands_and_decimals_apart() -> None:
    content = w.text(w.statline_copied_ses(), "\t")
    out = loaded(content, "ses.txt", "statline-kopie", (3, 2, 1, 0))
    frame = out.frames["indicatoren"]
    assert [(i.code, i.plaats, i.aantal) for i in out.issues] == [("notatie-aangenomen", "ses.txt!C2", 2)]
    assert at(frame, "ses.txt!C2")["waarde"] == 11200
    assert at(frame, "ses.txt!D2")["waarde"] == 0.17
    assert at(frame, "ses.txt!D2")["waarde_status"] == "voorlopig"


def test_a_copy_without_its_source_line_is_asked_about() -> None:
    content = w.text(w.statline_copied_ses()[:-1], "\t")
    out = loaded(content, "ses.txt", "statline-csv", (2, 0, 0, 2))
    assert codes(out)[0] == "notatie-kiezen"
    answered = loaded(content, "ses.txt", "statline-csv", (2, 2, 0, 0), notatie="nl")
    assert at(answered.frames["indicatoren"], "ses.txt!C2")["waarde"] == 11200


def test_an_old_dump_skips_title_units_and_footer() -> None:
    out = loaded(w.statline_old(), "bevolking.csv", "statline-oud", (3, 2, 1, 0))
    frame = out.frames["indicatoren"]
    first = at(frame, "bevolking.csv!B6")
    assert (first["gebied_code"], first["waarde"], first["eenheid"]) == ("NL01", 3742499, "aantal")
    assert first["naam"].endswith("Jonger dan 20 jaar")
    assert pd.isna(at(frame, "bevolking.csv!C7")["waarde"])
    assert reasons(out) == {"voet": 1}
    assert "©" in out.dropped["tekst"].iloc[0]


def test_an_old_dump_with_regions() -> None:
    out = loaded(w.statline_old(region=True), "bevolking.csv", "statline-oud", (3, 2, 1, 0))
    venlo = at(out.frames["indicatoren"], "bevolking.csv!C7")
    assert (venlo["gebied_code"], venlo["waarde"]) == ("GM0983", 20500)


def test_figures_under_a_graph() -> None:
    name = "Ouderen per gemeente, 2025 (%).csv"
    frame = loaded(w.cbs_chart(), name, "cbs-grafiek", (2, 2, 0, 0)).frames["indicatoren"]
    hague = at(frame, f"{name}!B3")
    assert (hague["gebied_code"], hague["waarde"], hague["eenheid"]) == ("GM0518", 15.4, "%")
    assert (hague["indicator"], hague["periode"]) == ("Totaal, 65 jaar of ouder", "2025")


@pytest.mark.parametrize("labels", [False, True])
def test_a_table_of_the_api_with_codes_or_labels(labels: bool) -> None:
    out = loaded(w.odata(labels=labels), "70072ned.csv", "cbs-odata", (4, 2, 2, 0))
    maastricht = at(out.frames["inwoners"], "70072ned.csv!E4")
    assert (maastricht["gebied_code"], maastricht["waarde"]) == ("GM0935", 121151)
    assert maastricht["peildatum"] == pd.Timestamp("2023-01-01")
    bergen = at(out.frames["inwoners"], "70072ned.csv!E5")
    assert pd.isna(bergen["waarde"])  # -99997 is missing, never a number
    assert at(out.frames["indicatoren"], "70072ned.csv!F5")["waarde"] == 0.123
    assert reasons(out) == {"ander-niveau": 2}
