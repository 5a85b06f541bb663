"""A fresh store starts with the figures that are shipped; a newer release proposes, it never overwrites."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from loaders import reference
from loaders.loaded import Loaded, Provenance, no_rows
from model.correctie import Correctie
from model.lijsten import Lezen, Uitkomst
from store import uploads
from store.errors import StoreError, dutch
from store.opening import EXAMPLE, data_root, open_store
from store.records import Version
from store.shipped_corrections import ACTOR, known_errors, offered
from store.store import Store

DATA = Path(__file__).parents[1] / "data"
SUFFIXES = {".csv", ".xlsx", ".xls", ".xlsb", ".ods"}
ORIGIN = "meegeleverd"
KEY = "meegeleverd-1"
Load = Callable[[bytes, str], Loaded]


@dataclass(frozen=True)
class Shipped:
    """One file as it is shipped, and what the loaders made of it."""

    name: str
    content: bytes
    loaded: Loaded


@dataclass(frozen=True)
class Proposal:
    """What a newer release would change in this store, until someone accepts it.

    Attributes:
        base: the newest version it was compared with.
        new: files that this store never had.
        changed: files that are in ``base`` in an older edition, or read otherwise now.
        gone: shipped files in ``base`` that the release no longer has; they stay unless someone removes them.
        corrections: ids of the corrections of the version to be; ``fresh`` are those that are new in it.
    """

    base: Version
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    files: tuple[Shipped, ...]
    corrections: tuple[str, ...] = ()
    fresh: tuple[Correctie, ...] = ()


def seed(
    store: Store,
    folder: Path | None = None,
    *,
    load: Load | None = None,
    known: Sequence[Correctie] | None = None,
) -> Version:
    """Publish version 1 from the shipped files; a store that has a version is left alone.

    The files in ``data/example`` are editions of one set: each becomes a version in which it replaces the one
    before, so that the example has something to compare.

    Args:
        store: the store to fill.
        folder: ``data/public`` or, in an example store, ``data/example``.
        load: ``loaders.load`` unless a test gives another.
        known: corrections of known errors in those files; ``data/corrections.toml`` when None.

    Returns:
        The newest version.

    Raises:
        StoreError: there are no files, or the loaders refuse one: a release with such a file is broken.
    """
    head = store.head()
    if head is not None:
        return head
    folder = folder or DATA / ("example" if store.is_voorbeeld else "public")
    shipped = shipped_files(folder, load)
    quiet = shipping(store)
    ids = [quiet.add_upload(item.content, item.name, ACTOR, item.loaded).id for item in shipped]
    words = "voorbeeldgegevens (verzonnen)" if store.is_voorbeeld else "gepubliceerde cijfers"
    editions = [[ids[0], edition] for edition in ids[1:]] if store.is_voorbeeld else [ids]
    made = [quiet.add_correction(item, ACTOR).id for item in known_errors(store, known)]
    note = f"Eerste versie met de meegeleverde {words}"
    first = quiet.publish(None, editions[0], note, ACTOR, key=KEY, corrections=made)
    return _next_editions(quiet, first, editions[1:])


def _next_editions(store: Store, version: Version, editions: list[list[str]]) -> Version:
    """Publish later editions of the example, each in the place of the one before; return the last version."""
    for number, uploads_ in enumerate(editions, 2):
        note = f"Nieuwe maand: vervangt {store.upload(version.uploads[-1]).name}"
        version = store.publish(version.id, uploads_, note, ACTOR, key=f"meegeleverd-{number}")
    return version


def open_example(root: Path | None = None, *, load: Load | None = None) -> Store:
    """Open the store with fictional data, filled on first use.

    It has its own folder and database, whatever ``DATABASE_URL`` says: nothing of it can reach real figures.
    """
    store = open_store((root or data_root()) / EXAMPLE, is_voorbeeld=True)
    seed(store, load=load)
    return store


def proposal(
    store: Store,
    folder: Path | None = None,
    *,
    load: Load | None = None,
    known: Sequence[Correctie] | None = None,
) -> Proposal | None:
    """Return what the shipped files would change in this store; None when nothing, or when it is empty.

    The files are read again, so a layout that reads better than before is proposed as well.
    """
    head = store.head()
    if head is None:
        return None
    shipped = shipped_files(folder or DATA / ("example" if store.is_voorbeeld else "public"), load)
    if store.is_voorbeeld:
        shipped = [shipped[0], shipped[-1]]  # older editions are in older versions
    seen = {upload for version in store.versions() for upload in version.uploads}
    present = {upload.name for upload in map(store.upload, head.uploads) if upload.origin == ORIGIN}
    fresh = tuple(item for item in shipped if _id(store, item) not in seen)
    gone = tuple(sorted(present - {item.name for item in shipped}))
    corrections, added = offered(store, head, known_errors(store, known))
    if not fresh and not gone and corrections == head.corrections:
        return None
    new = tuple(item.name for item in fresh if item.name not in present)
    changed = tuple(item.name for item in fresh if item.name in present)
    return Proposal(head, new, changed, gone, fresh, corrections, added)


def shipped_files(folder: Path, load: Load | None = None) -> list[Shipped]:
    """Return the reference frames and every file of a folder, read by the loaders.

    Raises:
        StoreError: no files, or files that are refused, all named at once.
    """
    load = load or import_module("loaders.load").load
    with dutch():
        paths = sorted(p for p in folder.glob("*") if p.suffix.lower() in SUFFIXES)
        contents = [(path.name, path.read_bytes()) for path in paths]
    if not contents:
        raise StoreError(f"De map data/{folder.name} bevat geen bestanden; de installatie is niet compleet.")
    found = [Shipped(name, content, load(content, name)) for name, content in contents]
    refused = [
        f"{item.name}: {next((str(issue) for issue in item.loaded.issues), 'geen reden gegeven')}"
        for item in found
        if item.loaded.is_refused
    ]
    if refused:
        raise StoreError("Meegeleverde bestanden worden geweigerd. " + " | ".join(refused))
    return [shipped_reference(), *found]


def shipped_reference() -> Shipped:
    """Return ``data/reference`` as one upload, so that a version keeps the areas it was made with."""
    content = _archive(reference.ROOT)
    bronnen = reference.bronnen().assign(layout_id=uploads.REFERENCE)
    frames = {"gebieden": reference.gebieden(), "inwoners": reference.inwoners(), "bronnen": bronnen}
    rows = sum(map(len, frames.values()))
    provenance = Provenance(
        name="referentie.zip",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind="zip",
        layout_id=uploads.REFERENCE,
        layout_title="Gebieden en inwoners, meegeleverd",
        rows_in=rows,
        rows_taken=rows,
        lezen=Lezen.EXACT,
        uitkomst=Uitkomst.AANVAARD,
    )
    return Shipped(provenance.name, content, Loaded(frames, [], no_rows(), provenance))


def _archive(folder: Path) -> bytes:
    """Return the files of a folder as a zip that is the same to the byte every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".csv", ".toml"}):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()


def shipping(store: Store) -> Store:
    """Return the same store, with writes marked as shipped."""
    return Store(replace(store.core, origin=ORIGIN))


def _id(store: Store, item: Shipped) -> str:
    return uploads.identify(store.core, item.content, item.loaded)[0]
