"""From bytes to checked frames: the one door for files, also for the figures that are shipped."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace

from loaders import layouts, publishers, reading
from loaders.engine import aliases as engine_aliases
from loaders.engine import doubles as engine_doubles
from loaders.engine import guard as engine_guard
from loaders.engine import identity as engine_identity
from loaders.engine import long as engine_long
from loaders.engine import match as engine_match
from loaders.engine.issues import Findings, quoted, summed
from loaders.engine.links import link_sites
from loaders.engine.match import VISIBLE, Fit
from loaders.engine.run import Run
from loaders.layouts import Layout
from loaders.loaded import Loaded, Provenance, dropped_frame
from loaders.reading.fence import FENCE
from loaders.watch import Cancelled, Watch
from model import schemas
from model.bronnen import bron_id
from model.frames import Frames
from model.grid import Workbook
from model.issue import worst
from model.lijsten import Ernst, Lezen, Uitkomst
from model.taal import opsomming

LOG = logging.getLogger(__name__)


def load(
    content: bytes,
    name: str,
    *,
    layouts: Iterable[Layout] | None = None,
    aliases: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    watch: Watch | None = None,
    runner: reading.Runner = FENCE,
) -> Loaded:
    """Return what a file says, or why it is refused; never raises for bad content.

    Args:
        content: the file.
        name: its name; a name that starts with VERTROUWELIJK_ marks a confidential file.
        layouts: layouts to choose from; the shipped ones when None.
        aliases: spelling → area code, decided by an analyst; they win from everything shipped.
        answers: to questions asked in an earlier issue: ``layout`` (id), ``notatie`` (nl or en),
            ``alias:<spelling>`` (area code).
        watch: tells another thread how far it is, and lets that thread stop it.
        runner: what reads the cells, see ``reading.read``.

    Raises:
        Cancelled: through ``watch`` only.
    """
    watch, name = watch or Watch(), name or "bestand"
    read = reading.read(content, name, watch=watch, runner=runner)
    sha = hashlib.sha256(content).hexdigest()
    provenance = Provenance(name, sha, len(content), kind=read.kind, lezen=read.lezen)
    found = Findings(name, list(read.issues))
    if read.workbook is None or read.lezen is Lezen.GEWEIGERD:
        return _refused(provenance, found)
    try:
        return recognise(
            read.workbook, provenance, found,
            layouts=layouts, aliases=aliases, answers=answers, watch=watch,
        )  # fmt: skip
    except Cancelled:
        raise
    except Exception as error:  # a file must never stop the monitor; the log keeps the trace
        LOG.exception("recognising %s failed", name)
        what = f"Door een fout in de monitor ({type(error).__name__}) is het bestand niet herkend."
        found.fout("interne-fout", f"{what} Meld dit aan het ondersteuningsteam.")
        return _refused(provenance, found)


def recognise(
    workbook: Workbook,
    provenance: Provenance,
    found: Findings,
    *,
    layouts: Iterable[Layout] | None = None,
    aliases: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    watch: Watch | None = None,
) -> Loaded:
    """Return the frames of cells that were read; see ``load``."""
    watch = watch or Watch()
    watch.at(1)
    if engine_guard.personal(workbook, found):
        return _refused(provenance, found)
    choices = shipped() if layouts is None else layouts
    fit = engine_match.choose(choices, workbook, provenance.name, answers or {}, found)
    if fit is None:
        return _refused(provenance, found)
    provenance = replace(
        provenance,
        layout_id=fit.layout.id,
        layout_title=fit.layout.titel,
        sheets=[table.sheet.name for table in fit.tables],
    )
    _unused_sheets(workbook, fit, found)
    watch.at(2)
    run = _run(fit, provenance, found, aliases, answers or {}, watch, workbook)
    watch.at(3)
    return _finish(run, fit, provenance, found)


def shipped() -> tuple[Layout, ...]:
    """Return the layouts that come with the monitor."""
    return layouts.shipped()


def _run(
    fit: Fit, provenance: Provenance, found: Findings,
    aliases: Mapping[str, str] | None, answers: Mapping[str, str], watch: Watch, workbook: Workbook,
) -> Run:  # fmt: skip
    known = engine_aliases.known(aliases, answers, found)

    def key(url: str) -> str:
        return bron_id(provenance.sha256, url or fit.layout.url)

    run = Run(fit.layout, known, provenance.name, answers, key, found, watch, is_text=workbook.kind == "csv")
    run.datum1904 = workbook.datum1904
    for table in fit.tables:
        run.table(table)
        engine_long.check(table, found)
    return run


def _finish(run: Run, fit: Fit, provenance: Provenance, found: Findings) -> Loaded:
    frames = link_sites(run.result(), run, found)
    counts = run.counts
    provenance = replace(
        provenance,
        rows_in=counts.rows_in,
        rows_taken=counts.taken,
        rows_refused=counts.refused,
        rows_dropped=counts.rows_in - counts.taken - counts.refused,
    )
    wrong = run.refuse_file or engine_guard.mixed(provenance.name, run.marked, found, frames)
    wrong = _invalid(frames, found) or wrong
    if not counts.taken and not wrong:
        found.fout(
            "niets-genomen", "Geen enkele rij kon worden genomen. Verbeter de rijen die hierboven staan."
        )
        wrong = True
    if wrong:
        return _refused(replace(provenance, rows_taken=0, rows_refused=counts.refused + counts.taken), found)
    if "cijfers" in frames:
        engine_identity.check(frames["cijfers"], found)
        if len(fit.tables) > 1:
            engine_doubles.check(frames["cijfers"], found)
    frames["bronnen"] = publishers.bronnen(frames, run.urls, fit.layout, provenance)
    serious = worst(found.issues) in {Ernst.FOUT, Ernst.WAARSCHUWING}
    outcome = Uitkomst.GEWAARSCHUWD if serious else Uitkomst.AANVAARD
    return Loaded(
        frames, summed(found.issues), dropped_frame(found.dropped), replace(provenance, uitkomst=outcome)
    )


def _invalid(frames: Frames, found: Findings) -> bool:
    """Return whether a frame breaks its schema; the engine should have refused those rows before."""
    issues = schemas.check_all(frames)
    found.issues += [issue.model_copy(update={"bron": found.bron}) for issue in issues]
    return bool(issues)


def _refused(provenance: Provenance, found: Findings) -> Loaded:
    return Loaded(
        {},
        summed(found.issues),
        dropped_frame(found.dropped),
        replace(provenance, uitkomst=Uitkomst.GEWEIGERD),
    )


def _unused_sheets(workbook: Workbook, fit: Fit, found: Findings) -> None:
    used = {id(getattr(table.sheet, "source", table.sheet)) for table in fit.tables}
    lacking = {id(getattr(table.sheet, "source", table.sheet)): table.missing for table in fit.skipped}
    for sheet in workbook.sheets:
        silent = any(engine_match.fits(text, sheet.name) for text in fit.layout.negeer_bladen)
        if id(sheet) in used or not sheet.columns or silent:
            continue
        what = f"Blad {quoted(sheet.name)}"
        if sheet.visibility != VISIBLE and any(i.code == "verborgen-blad" for i in found.issues):
            continue  # reading said it
        if sheet.visibility != VISIBLE:
            text = f"{what} is verborgen en niet gebruikt. Maak het zichtbaar als het gegevens bevat."
            found.waarschuwing("verborgen-blad", text, f"{sheet.name}!A1")
        elif id(sheet) in lacking:
            heads = opsomming([quoted(head) for head in lacking[id(sheet)]])
            text = f"{what} is niet gelezen: in de kop ontbreekt {heads}. Zet die kop terug en laad opnieuw."
            found.fout("kop-ontbreekt", text, f"{sheet.name}!A1")
        else:
            text = f"{what} is niet gebruikt: layout {fit.layout.id} kent het niet."
            found.add("blad-niet-gebruikt", Ernst.MELDING, text, f"{sheet.name}!A1")
