"""SES-WOA from files as the CBS gives them, through the loaders, up to what the key uses."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from loaders.load import load
from metrics import distribution, scores
from metrics import key as keys
from metrics.key import INWONERS, Sleutel, SleutelError
from model.frames import Frames
from model.sleutelregels import sleutelregels
from tests.loaders import workbooks
from tests.metrics import build
from tests.metrics.ses_files import odata, score_of, statline, statline_copied

RULES = sleutelregels()
DAY = pd.Timestamp("2023-01-01")
CODES = keys.gemeenten(build.frames()["gebieden"], "NL01").index.tolist()


def with_files(*files: tuple[bytes, str]) -> Frames:
    """Return frames with the indicatoren of files that were loaded as an analyst does."""
    parts = [load(content, name) for content, name in files]
    assert all(part.provenance.layout_id for part in parts), [part.issues for part in parts]
    rows = pd.concat([part.frames["indicatoren"] for part in parts], ignore_index=True)
    return build.frames(indicatoren=rows)


def key(**rest: object) -> Sleutel:
    return Sleutel(96000, DAY, **({"sterkte": Fraction(1), "periode": "2023"} | rest))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["statline", "kopie", "odata"])
def test_a_file_of_the_cbs_feeds_the_key_end_to_end(kind: str) -> None:
    """StatLine gives at most 100 regions at a time, so all gemeenten are four files."""
    chunks = [CODES[i : i + 100] for i in range(0, len(CODES), 100)]
    files = {
        "statline": [(statline(chunk), f"SES_0{i}.csv") for i, chunk in enumerate(chunks)],
        "kopie": [(statline_copied(CODES), "ses.txt")],
        "odata": [(odata(CODES), "86092NED.csv")],
    }[kind]
    frames = with_files(*files)
    found = scores.ses(frames["indicatoren"], RULES.ses)
    years = scores.years(found, CODES)
    assert years.to_dict("records")[0] == {"periode": "2023", "bekend": 342, "leden": 342}
    out = distribution.compute(frames, key(), RULES).gemeenten.set_index("gebied_code")
    assert out["plekken"].sum() == 96000
    heerlen = out.loc["GM0917"]
    assert heerlen["score"] == pytest.approx(score_of("GM0917"))
    assert heerlen["factor"] == pytest.approx(1 + score_of("GM0917"))
    # by hand: 96.000 × 87.122 × (1 + score) / Σ inwoners × (1 + score)
    weight = out["inwoners"].astype(float) * (1 + out.index.map(score_of).to_numpy())
    assert heerlen["quotum"] == pytest.approx(96000 * weight["GM0917"] / weight.sum())
    assert (
        "#" in heerlen["bron_cijfers"].split("|")[1]
    )  # the cell of the score stands beside that of the people


def test_only_the_total_score_counts() -> None:
    """The same file holds scores for welvaart, opleiding and arbeid, and percentages."""
    found = scores.ses(with_files((statline(CODES[:50]), "ses.csv"))["indicatoren"], RULES.ses)
    assert len(found) == 50
    assert found["score"].notna().all()


def test_gemeenten_that_are_missing_are_named_and_nothing_is_computed() -> None:
    frames = with_files((statline([c for c in CODES if c not in {"GM0917", "GM0983"}]), "ses.csv"))
    with pytest.raises(SleutelError) as refused:
        distribution.compute(frames, key(), RULES)
    assert str(refused.value).startswith(
        "Van 2 gemeenten ontbreekt de SES-WOA-score van 2023: Heerlen en Venlo."
    )
    found = distribution.compute(frames, key(zonder_score=INWONERS), RULES)
    out = found.gemeenten.set_index("gebied_code")
    assert out.loc["GM0917", "factor"] == 1
    assert pd.isna(out.loc["GM0917", "score"])
    assert out.loc["GM0917", "score_reden"] == scores.NONE
    assert found.opmerkingen == (
        "Zonder score, en daarom alleen met inwoners geteld: 2 gemeenten (Heerlen en Venlo).",
    )


def test_an_unknown_score_in_the_file_is_not_zero() -> None:
    found = scores.ses(
        with_files((statline(CODES[:3], unknown=CODES[1]), "ses.csv"))["indicatoren"], RULES.ses
    )
    row = found.set_index("gebied_code").loc[CODES[1]]
    assert pd.isna(row["score"])
    assert row["reden"] == scores.UNSAID


def test_a_district_with_the_name_of_its_gemeente_leaves_no_score() -> None:
    """Without the column of codes a wijk called Beek reads as the gemeente; two numbers are no number."""
    head = ("Perioden", "Wijken en buurten", "SES-WOA/Totaalscore/Gemiddelde score (Getal)")
    rows = (
        head,
        ("2023", "Beek (L.)", "   0.123"),
        ("2023", "Beek", "   0.050"),
        ("2023", "Venlo", "  -0.100"),
    )
    content = workbooks.text(rows, quote=True, encoding="utf-8-sig")
    found = scores.ses(with_files((content, "ses.csv"))["indicatoren"], RULES.ses).set_index("gebied_code")
    assert pd.isna(found.loc["GM0888", "score"])
    assert found.loc["GM0888", "reden"] == "bronnen verschillen: 0,050 en 0,123"
    assert found.loc["GM0983", "score"] == -0.1


def test_the_same_score_in_two_files_is_one_score_and_a_definitive_one_goes_first() -> None:
    frames = with_files(
        (statline(CODES[:2], year="2022*"), "ses_1.csv"),
        (statline(CODES[:2], year="2022", shift=0.001), "ses_2.csv"),
        (statline(CODES[:2], year="2022", shift=0.001), "ses_3.csv"),
    )
    found = scores.ses(frames["indicatoren"], RULES.ses).set_index("gebied_code").loc[CODES[0]]
    assert found["score"] == pytest.approx(score_of(CODES[0]) + 0.001)
    assert (found["periode"], found["status"], found["reden"]) == ("2022", "definitief", "")
    assert len(found["bron_cijfers"].split("|")) == 3


def test_a_score_that_cannot_be_is_refused() -> None:
    """0,123 read as 123 would give a gemeente a hundred times its share."""
    frames = with_files((statline(CODES[:1], shift=123), "ses.csv"))
    found = scores.ses(frames["indicatoren"], RULES.ses).iloc[0]
    assert pd.isna(found["score"])
    assert found["reden"].startswith(scores.BEYOND)


def test_inhabitants_of_another_day_are_not_carried_over() -> None:
    frames = build.frames()
    assert scores.people(frames["inwoners"], ["GM0917"], DAY)["inwoners"].tolist() == [87122]
    other = scores.people(frames["inwoners"], ["GM0917"], pd.Timestamp("2023-07-01"))
    assert other["inwoners"].isna().all()
    days = scores.days(frames["inwoners"], CODES)
    assert days["peildatum"].dt.strftime("%Y-%m-%d").tolist() == ["2025-10-01", "2024-01-01", "2023-01-01"]
    assert days["bekend"].eq(342).all()
    with pytest.raises(SleutelError, match="Van 342 gemeenten ontbreekt het inwonertal"):
        distribution.compute(frames, Sleutel(96000, pd.Timestamp("2022-01-01")), RULES)
