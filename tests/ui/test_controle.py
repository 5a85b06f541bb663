"""Controleer mijn bestand: every check runs, the findings can be taken along, and nothing is stored."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import store
from exports.controle import text_report
from loaders import templates
from tests.ui import seen
from tests.ui.seen import EXAMPLE, XLSX, beds, opened, workbook
from ui import controle, data, examined
from ui.examined import Examined


def give(app: AppTest, content: bytes, name: str = "venlo.xlsx", mime: str = XLSX) -> AppTest:
    return seen.whole(app.file_uploader(key="controle-bestanden").set_value([(name, content, mime)]).run())


def downloads(app: AppTest) -> list[str]:
    return [seen.read(button.label) for button in app.get("download_button")]


def stand(folder: Path) -> dict[str, str]:
    """Return every file of a data folder by its hash; the journal of the database is part of it."""
    store.open().close()
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".sqlite-shm", ".sqlite-wal"}
    }


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Examined]:
    """The files as the page examined them."""
    seen_files: list[Examined] = []
    every = examined.every

    def watched(files):
        seen_files[:] = every(files)
        return seen_files

    monkeypatch.setattr(examined, "every", watched)
    return seen_files


def test_the_page_says_that_nothing_is_stored_and_what_the_words_mean():
    app = opened("controle")
    texts = seen.texts(app)
    assert app.title[0].value == "Controleer mijn bestand"
    assert any(text.startswith("**Er wordt niets opgeslagen.**") for text in texts)
    for word in ("Aanvaard", "Gelezen met waarschuwingen", "Geweigerd", "▲ **fout**", "◐ **waarschuwing**"):
        assert any(word in text for text in texts), word
    assert any("Ondersteuningsteam" in text for text in texts)
    assert seen.english(texts) == []
    assert seen.raw(texts) == []


def test_every_check_runs_and_nothing_is_stored(own_data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MONITOR_VANDAAG", "2026-11-22")  # the first day of the rules about content
    app = opened("controle")
    before, audit = stand(own_data), len(store.open().audit())
    app = give(app, workbook(beds("Venlo", 120), beds("Stein", "veel"), beds("Weert", 90_000)))
    issues = seen.table(app, "ernst", "cel", "wat er is en wat u kunt doen")
    said = dict(zip(issues["cel"], issues["wat er is en wat u kunt doen"], strict=True))
    assert "geen leesbaar getal" in said["Cijfers!N3"]
    assert any("Weert" in text and "90.000" in text for text in said.values()), "a rule about the content"
    assert any(box.label.startswith("Ter informatie") for box in app.expander)
    assert downloads(app)[:2] == [
        "Download een kopie met de cellen gemarkeerd (Excel)", "Download de bevindingen als tekst",
    ]  # fmt: skip
    assert not any("Publiceer" in button.label for button in app.button)
    seen.whole(app.file_uploader(key="controle-bestanden").set_value([]).run())
    opened_store = store.open()
    assert len(opened_store.audit()) == audit
    assert [version.number for version in opened_store.versions()] == [1]
    assert "venlo.xlsx" not in {item.name for item in opened_store.uploads()}
    assert stand(own_data) == before, "not a byte of the data folder changed"


def test_what_is_taken_along_is_what_the_screen_says(given: list[Examined], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MONITOR_VANDAAG", "2026-11-22")  # with the rules about content
    rows = (beds("Venlo", 120), beds("Stein", "veel"), beds("Weert", 90_000))
    app = give(opened("controle"), workbook(*rows))
    chosen = app.session_state["_keuze"]
    told = controle.verslag(chosen, given[0])
    book = load_workbook(io.BytesIO(controle._copy(given[0], told)))
    issues = seen.table(app, "ernst", "cel", "wat er is en wat u kunt doen")
    listed = [row for row in book["Bevindingen"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[4] for row in listed] == list(issues["wat er is en wat u kunt doen"])
    assert book["Cijfers"]["N3"].comment is not None
    assert book["Cijfers"]["N4"].comment is not None, "found in the content"
    text = text_report(told)
    for sentence in issues["wat er is en wat u kunt doen"]:
        assert sentence in text
    assert told.oordeel.split(".")[0] in [message.value for message in app.warning][0]


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [([], "Geweigerd"), ([("Venlo", "veel")], "Geweigerd"),
     ([("Venlo", 120), ("Stein", "veel")], "Gelezen, op 1"),
     ([("Venlo", 120)], "Aanvaard")],
)  # fmt: skip
def test_the_verdict_is_the_same_in_the_report_and_on_the_screen(given, rows, verdict):
    app = give(opened("controle"), workbook(*(beds(*row) for row in rows)))
    shown = [message.value for message in (*app.error, *app.warning, *app.success)]
    told = controle.verslag(app.session_state["_keuze"], given[0])
    assert shown[0].startswith(f"**{told.oordeel.split('.')[0]}")
    assert told.oordeel.startswith(verdict)


def test_a_file_that_cannot_be_read_is_told_and_can_be_taken_along(given: list[Examined]):
    app = give(opened("controle"), b"PK\x03\x04 afgebroken", "kapot.xlsx")
    assert app.error[0].value.startswith("**Geweigerd.**")
    told = controle.verslag(app.session_state["_keuze"], given[0])
    assert load_workbook(io.BytesIO(controle._copy(given[0], told))).sheetnames == ["Bevindingen"]


def test_a_question_can_be_answered_here_too():
    content = (seen.ROOT / "data" / "public" / "spreidingswet_2024_gemeenten.csv").read_bytes()
    app = give(opened("controle"), content, "kopie.csv", "text/csv")
    question = next(box for box in app.selectbox if box.key.startswith("vraag-"))
    seen.whole(question.set_value("spreidingswet-2024-gemeenten").run())
    assert any("Herkend als" in text for text in seen.texts(app))
    assert [version.number for version in store.open().versions()] == [1]


def test_markdown_in_the_name_of_a_file_stays_text():
    app = give(opened("controle"), workbook(beds("Venlo", 120)), "[x](http:evil) _a_.xlsx")
    assert app.subheader[0].value == r"\[x\]\(http\:evil\) \_a\_.xlsx"


def test_the_example_checks_no_files():
    app = opened("controle", gegevens=EXAMPLE)
    assert not app.file_uploader
    assert "voorbeeld" in app.info[0].value


# ---- templates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["gegevens", "controle"])
def test_a_template_is_chosen_by_source_area_and_half_year(page: str):
    app = opened(page)
    key = f"sjabloon-{page}"
    assert "Download sjabloon voor Limburg, 2026-H2" in downloads(app)
    seen.whole(app.selectbox(key=f"{key}-taakstelling-gebied").set_value("CR38").run())
    seen.whole(app.selectbox(key=f"{key}-halfjaar").set_value("2027-H1").run())
    assert "Download sjabloon voor Midden-Limburg, 2027-H1" in downloads(app)
    seen.whole(app.selectbox(key=f"{key}-soort").set_value(templates.kind("gemeente")).run())
    names = app.selectbox(key=f"{key}-gemeente-gebied").options
    assert len(names) == 31
    assert "Limburg" not in names
    seen.whole(app.selectbox(key=f"{key}-soort").set_value(templates.kind("amv")).run())
    assert f"{key}-halfjaar" not in {box.key for box in app.selectbox}
    assert "Download sjabloon voor Limburg" in downloads(app)
    assert seen.english(seen.texts(app)) == []


def test_a_filled_template_is_accepted_on_the_page():
    kind = templates.kind("gemeente")
    app = opened("controle")
    gebieden = data.frame(app.session_state["_keuze"], "gebieden")
    content = templates.make(
        kind, gebieden, "GM0983", today=app.session_state["_keuze"].vandaag, halfjaar="2026-H2"
    )
    book = load_workbook(io.BytesIO(content))
    sheet = book["Invullen"]
    sheet["B5"] = "1-11-2026"
    for row, number in zip(range(9, 17), (120, 8, 30, 40, 100, 20, 60, 55), strict=True):
        sheet.cell(row, 5, number)
    out = io.BytesIO()
    book.save(out)
    app = give(app, out.getvalue())
    assert any("8 rijen gelezen: 8 genomen" in text for text in seen.texts(app))
    assert not app.error


def test_on_aanlevering_the_template_is_for_the_gemeente_that_is_looked_at():
    app = opened("aanlevering", gemeente="Venlo")
    assert "Download sjabloon voor Venlo, 2026-H2" in downloads(app)
    seen.whole(app.selectbox(key="gemeente").set_value("Weert").run())
    assert "Download sjabloon voor Weert, 2026-H2" in downloads(app)
