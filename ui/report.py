"""What became of one file: what it was taken for, what is wrong with it, what was read. It stores nothing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from loaders.loaded import Loaded
from metrics.disclosure import has_confidential
from model import taal
from model.frames import Frames
from model.issue import Issue, worst
from model.lijsten import Ernst, Uitkomst
from ui import data, examined, helper, tables, tasks
from ui.examined import Examined
from ui.keuze import Keuze
from ui.links import plain
from ui.tasks import CONTENT, Task

MOST_ROWS = 200
#: Questions about names of areas have a place of their own: ``ui.names``.
ALIAS = "alias:"
PLURALS = {Ernst.FOUT: "fouten", Ernst.WAARSCHUWING: "waarschuwingen", Ernst.MELDING: "meldingen"}
CONFIDENTIAL = (
    "**Dit bestand is vertrouwelijk.** Publiceert u het, dan wordt het bewaard, maar niets ervan is te zien: "
    "geen cijfer, geen locatie en ook niet de naam van het bestand, voor niemand die de monitor opent. Dat "
    "blijft zo tot er een afgeschermd deel is. Nu ziet alleen u de rijen, in dit venster, tot u publiceert."
)
#: What was found in the content of a file, remembered in the session per file, reading and version.
_CONTENT, _KEPT = "_inhoud", 12
MARKS = {Ernst.FOUT: "▲", Ernst.WAARSCHUWING: "◐", Ernst.MELDING: "●"}


def draw(keuze: Keuze, file: Examined) -> None:
    """Draw what became of one file: verdict, counts, questions, issues, what was recognised and dropped.

    It stores nothing, so that any page may use it.
    """
    made = file.loaded.provenance
    found = issues(keuze, file)
    st.subheader(plain(file.name), anchor=False)
    _verdict(file, found)
    if made.layout_id:
        st.markdown(
            f"Herkend als **{plain(made.layout_title)}**. "
            f"{taal.meervoud(made.rows_in, 'rij', 'rijen')} gelezen: {taal.getal(made.rows_taken)} genomen, "
            f"{taal.getal(made.rows_dropped)} weggelaten, {taal.getal(made.rows_refused)} geweigerd."
        )
    _questions(file)
    _issues(found)
    _recognised(keuze, file.loaded)


def overview(keuze: Keuze, files: Sequence[Examined]) -> None:
    """Draw one line per file, for who brings several: which is fine and which asks for attention."""
    rows = []
    for file in files:
        found = issues(keuze, file)
        made = file.loaded.provenance
        serious = worst(found)
        rows.append(
            {
                "bestand": plain(file.name),
                "uitkomst": f"{MARKS[serious or Ernst.MELDING]} {_outcome(keuze, file, serious)}",
                **{
                    plural: taal.getal(sum(issue.aantal for issue in found if issue.ernst == ernst))
                    for ernst, plural in list(PLURALS.items())[:2]
                },
                "rijen genomen": taal.getal(made.rows_taken),
                "geweigerd": taal.getal(made.rows_refused),
            }
        )
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")


def _outcome(keuze: Keuze, file: Examined, serious: Ernst | None) -> str:
    if not file.usable:
        return "geweigerd"
    if not publishable(keuze, file):
        return "niet te publiceren"
    if file.loaded.provenance.rows_refused:
        return "niet alle rijen"
    return "met waarschuwingen" if serious in (Ernst.FOUT, Ernst.WAARSCHUWING) else "aanvaard"


def judged(keuze: Keuze, files: Sequence[Examined]) -> list[Examined]:
    """Return the files whose content has been looked at; draw progress for those that take long."""
    before, kept = _before(keuze), _kept()
    much = {
        _mark(keuze, file): file
        for file in files
        if file.usable and helper.is_much(file.loaded.frames, before)
    }
    kept.update(tasks.settle(CONTENT, {mark: partial(_task, keuze, file) for mark, file in much.items()}))
    waiting = {id(file) for mark, file in much.items() if mark not in kept}
    return [file for file in files if id(file) not in waiting]


def issues(keuze: Keuze, file: Examined) -> list[Issue]:
    """Return everything there is to say about a file: its cells, and its content beside what stands.

    Args:
        keuze: tells whether the real or the fictional version stands, and the day.
        file: a file that was read.
    """
    if not file.usable:
        return file.loaded.issues
    kept, mark = _kept(), _mark(keuze, file)
    if mark not in kept:
        found = helper.found(file.loaded.frames, _before(keuze), keuze.vandaag)
        for old in list(kept)[: max(0, len(kept) - _KEPT)]:
            kept.pop(old)
        kept[mark] = found
    return [*file.loaded.issues, *kept[mark]]


def _kept() -> dict[Hashable, list[Issue]]:
    return st.session_state.setdefault(_CONTENT, {})


def _mark(keuze: Keuze, file: Examined) -> Hashable:
    """Return everything that decides what is odd about the content of a file."""
    head = data.head(data.opened(keuze.voorbeeld))
    answers = tuple(sorted(file.answers.items()))
    layout = file.loaded.provenance.layout_id
    return file.digest, file.name, layout, answers, data.shelf().state, head.id, keuze.vandaag


def _before(keuze: Keuze) -> Frames:
    head = data.head(data.opened(keuze.voorbeeld))
    return data.public(keuze.voorbeeld, head.id, keuze.vandaag)


def _task(keuze: Keuze, file: Examined) -> Task:
    look = partial(helper.found, file.loaded.frames, _before(keuze), keuze.vandaag)
    return Task(file.name, look, file.digest[:12])


def publishable(keuze: Keuze, file: Examined) -> bool:
    """Return whether a file may become part of a version: it was read, and nothing in it forbids it."""
    if not file.usable:
        return False
    return worst(issues(keuze, file)[len(file.loaded.issues) :]) is not Ernst.FOUT


def _verdict(file: Examined, found: list[Issue]) -> None:
    """Say in one sentence what became of the file, in agreement with everything that was found."""
    ours = worst(found[len(file.loaded.issues) :])
    if file.loaded.is_refused:
        st.error("**Geweigerd.** Er is niets opgeslagen. Lees hieronder per cel wat er moet veranderen.")
    elif ours is Ernst.FOUT:
        st.error(
            "**Gelezen, maar niet te publiceren.** In de inhoud staat een fout. Lees hieronder per cel wat "
            "er moet veranderen, en laad het bestand opnieuw."
        )
    elif refused := file.loaded.provenance.rows_refused:
        st.warning(
            f"**Gelezen, op {taal.meervoud(refused, 'rij', 'rijen')} na.** Wat geweigerd is, telt nergens "
            "mee en blijft onbekend. Lees hieronder per cel wat er moet veranderen."
        )
    elif file.loaded.provenance.uitkomst == Uitkomst.GEWAARSCHUWD or ours is Ernst.WAARSCHUWING:
        st.warning("**Gelezen met waarschuwingen.** Kijk ze na.")
    else:
        st.success("**Aanvaard.** Alles is gelezen zoals het er staat.")
    if has_confidential(file.loaded.frames):
        st.info(CONFIDENTIAL)


def _questions(file: Examined) -> None:
    """Ask what the file does not say; an answer reads the file again."""
    digest = file.loaded.provenance.sha256
    for issue in file.loaded.issues:
        if not issue.keuzes or issue.vraag.startswith(ALIAS):
            continue  # names and free text are asked by ui.names and ui.mapping
        labels = dict(issue.keuzes)
        answer = st.selectbox(
            plain(issue.tekst),
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            placeholder="Kies …",
            key=f"vraag-{digest[:12]}-{issue.vraag}-{issue.plaats}",
        )
        if answer:
            examined.answer(file, issue.vraag, answer)


def _issues(found: list[Issue]) -> None:
    if not found:
        return
    issues = sorted(found, key=lambda issue: list(MARKS).index(issue.ernst))
    counts = [
        taal.meervoud(sum(i.aantal for i in issues if i.ernst == ernst), str(ernst), plural)
        for ernst, plural in PLURALS.items()
        if any(i.ernst == ernst for i in issues)
    ]
    serious = any(issue.ernst != Ernst.MELDING for issue in issues)
    with st.expander(taal.opsomming(counts).capitalize(), expanded=serious):
        several = any(issue.aantal > 1 for issue in issues)
        rows = [
            {
                "ernst": f"{MARKS[issue.ernst]} {taal.woord(issue.ernst)}",
                "cel": plain(issue.plaats),
                "wat er is en wat u kunt doen": plain(issue.tekst),
            }
            | ({"aantal": taal.getal(issue.aantal)} if several else {})
            for issue in issues[:MOST_ROWS]
        ]
        st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")
        if len(issues) > MOST_ROWS:
            st.caption(f"De eerste {MOST_ROWS} van {taal.getal(len(issues))} staan hier.")


def _recognised(keuze: Keuze, loaded: Loaded) -> None:
    """Draw the first rows of what was recognised, as the monitor will hold them."""
    for name, label in tables.FRAMES.items():
        frame = loaded.frame(name)
        if not frame.empty:
            with st.expander(f"Herkend: {taal.meervoud(len(frame), tables.FRAME[name], label)}"):
                st.table(tables.readable(frame.head(30), keuze), hide_index=True, border="horizontal")
                if len(frame) > 30:
                    st.caption("De eerste 30 rijen staan hier.")
    if not loaded.dropped.empty:
        with st.expander(f"Weggelaten: {taal.meervoud(len(loaded.dropped), 'rij', 'rijen')}"):
            st.table(loaded.dropped.head(MOST_ROWS).map(plain), hide_index=True, border="horizontal")
