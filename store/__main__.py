"""``python -m store backup MAP | restore MAP [--to MAP] | verify``: look after the data from a terminal.

Exit status: 0 done and whole, 2 when something is wrong or was refused, 1 for wrong usage.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.taal import getal, meervoud
from store.backup import backup, restore
from store.chain import Head
from store.errors import StoreError
from store.manifest import DATABASE, Manifest
from store.opening import data_root, open_store
from store.store import Store

HELP = (
    "Gebruik: python -m store backup MAP | restore MAP [--to MAP] | verify [--kop REGEL:KENMERK]\n\n"
    "  backup MAP          maak een reservekopie in een nieuwe map, ook terwijl er wordt gewerkt\n"
    "  restore MAP         zet een reservekopie terug in een lege map (MONITOR_DATA, of --to MAP)\n"
    "  verify              lees alle bestanden na, en controleer database, versies en logboek\n"
    "  --kop 12:3f9a…      de kop van het logboek die u eerder noteerde: vindt regels die zijn weggehaald\n\n"
    "Eindigt met 0 (gelukt), 2 (niet in orde of geweigerd) of 1 (verkeerd gebruik)."
)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Dutch and ends with status 1 on wrong usage."""

    def error(self, message: str) -> Any:
        print(f"Verkeerd gebruik.\n\n{HELP}", file=sys.stderr)
        raise SystemExit(1)


def _parser() -> _Parser:
    parser = _Parser(add_help=False)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("backup", add_help=False).add_argument("map", type=Path)
    put_back = commands.add_parser("restore", add_help=False)
    put_back.add_argument("map", type=Path)
    put_back.add_argument("--to", type=Path)
    commands.add_parser("verify", add_help=False).add_argument("--kop", type=_head)
    return parser


def _head(text: str) -> Head:
    """Return the end of an audit as it was noted: ``12:3f9a…``, the whole hash."""
    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip())
    if found is None:
        raise ValueError(text)
    return Head(int(found[1]), found[2])


def main(argv: Sequence[str] | None = None) -> int:
    """Do what is asked and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if {"-h", "--help"} & set(arguments):
        print(HELP)
        return 0
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _run(options)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    if options.command == "restore":
        root = options.to or data_root()
        made = restore(options.map, root)
        print(f"Teruggezet in {root} en nagekeken: {_words(made)}")
        return 0
    store = _present()
    try:
        if options.command == "verify":
            return _verify(store, options.kop)
        print(f"Reservekopie gemaakt en nagekeken in {options.map}: {_words(backup(store, options.map))}")
        return 0
    finally:
        store.close()


def _present() -> Store:
    """Open the store that is there; these commands never make one."""
    root = data_root()
    if not os.environ.get("DATABASE_URL") and not (root / DATABASE).is_file():
        raise StoreError(f"Er is geen opslag in {root}. Stel MONITOR_DATA in op de map met gegevens.")
    return open_store(root, origin="terminal")


def _verify(store: Store, kept: Head | None) -> int:
    problems = store.verify(kept)
    for problem in problems:
        print(f"{problem.bron}: {problem.tekst}")
    head = store.audit_head()
    uploads, versions = len(store.uploads()), len(store.versions())
    print(
        f"{meervoud(uploads, 'bestand', 'bestanden')}, {meervoud(versions, 'versie', 'versies')}, "
        f"{meervoud(head.count, 'regel', 'regels')} in het logboek: "
        + (meervoud(len(problems), "fout", "fouten") if problems else "alles klopt")
        + f".\nKop van het logboek, om buiten de monitor te bewaren: {head.count}:{head.hash}"
    )
    return 2 if problems else 0


def _words(made: Manifest) -> str:
    size = getal(made.size / 1_000_000, 1)
    version = f"versie {made.versie}" if made.versie else "nog geen versie"
    return (
        f"{meervoud(len(made.bestanden), 'bestand', 'bestanden')}, {size} MB, {version}.\n"
        f"Kop van het logboek: {made.logboek_regels}:{made.logboek_kop}"
    )


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # what went wrong is printed in Dutch, never as a traceback
    raise SystemExit(main())
