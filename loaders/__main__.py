"""``python -m loaders BESTAND… [--json] [--out MAP]``: check files from a terminal.

Exit status: 0 accepted (also with warnings), 2 when a file was refused, 1 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders.load import load
from loaders.loaded import Loaded
from model.issue import Issue
from model.taal import getal


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Dutch and ends with status 1 on wrong usage."""

    def error(self, message: str) -> Any:
        print(f"Verkeerd gebruik.\n\n{_help()}", file=sys.stderr)
        raise SystemExit(1)


def _parser() -> _Parser:
    parser = _Parser(add_help=False)
    parser.add_argument("bestanden", nargs="+", metavar="BESTAND")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--out", type=Path)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Check the files and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if {"-h", "--help"} & set(arguments):
        print(_help())
        return 0
    if not arguments:
        print(_help(), file=sys.stderr)
        return 1
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    paths = [Path(name) for name in options.bestanden]
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        print(f"Verkeerd gebruik: bestand niet gevonden: {', '.join(missing)}", file=sys.stderr)
        return 1
    return _check_all(paths, options.as_json, options.out)


def _check_all(paths: Sequence[Path], as_json: bool, out: Path | None) -> int:
    refused = False
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            print(f"Verkeerd gebruik: {path} is niet te openen ({error.strerror})", file=sys.stderr)
            return 1
        loaded = load(content, path.name)
        print(json.dumps(as_object(loaded), ensure_ascii=False) if as_json else as_words(loaded))
        refused |= loaded.is_refused
        if out is not None and not _write(loaded, out, path.name):
            return 1
    return 2 if refused else 0


def _write(loaded: Loaded, folder: Path, name: str) -> bool:
    """Write the frames as CSV, one file per frame, named after the file they came from."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for frame_name, frame in loaded.frames.items():
            frame.to_csv(folder / f"{name}.{frame_name}.csv", index=False, encoding="utf-8")
    except OSError as error:
        print(f"Verkeerd gebruik: in {folder} is niet te schrijven ({error.strerror})", file=sys.stderr)
        return False
    return True


def as_object(loaded: Loaded) -> dict[str, Any]:
    """Return everything about one file as plain values."""
    return {
        **loaded.provenance.as_dict(),
        "frames": {name: len(frame) for name, frame in loaded.frames.items()},
        "dropped": loaded.dropped.to_dict("records"),
        "issues": [issue.model_dump(mode="json") for issue in loaded.issues],
    }


def as_words(loaded: Loaded) -> str:
    """Return everything about one file in Dutch, one thing per line."""
    p = loaded.provenance
    layout = f"{p.layout_title} ({p.layout_id})" if p.layout_id else "niet herkend"
    rows = (
        f"{getal(p.rows_in)} = {getal(p.rows_taken)} genomen + {getal(p.rows_dropped)} weggelaten "
        f"+ {getal(p.rows_refused)} geweigerd"
    )
    lines = [
        p.name,
        f"  lezen:    {p.lezen}",
        f"  uitkomst: {p.uitkomst}",
        f"  layout:   {layout}",
        f"  rijen in: {rows}",
    ]
    lines += [f"  weggelaten: {reden} {getal(count)}" for reden, count in _reasons(loaded)]
    lines += [f"  {_line(issue)}" for issue in loaded.issues]
    return "\n".join(lines)


def _reasons(loaded: Loaded) -> list[tuple[str, int]]:
    counts = loaded.dropped["reden"].value_counts(sort=False)
    return [(str(reden), int(count)) for reden, count in counts.items()]


def _line(issue: Issue) -> str:
    return f"{issue.ernst.value}: {issue}"


def _help() -> str:
    return (
        "Gebruik: python -m loaders BESTAND… [--json] [--out MAP]\n\n"
        "Controleert bestanden: hoe zij zijn gelezen, welke layout zij hebben, wat is genomen en wat niet.\n"
        "  --json     één object per bestand, één per regel\n"
        "  --out MAP  schrijf de gegevens als CSV in deze map\n\n"
        "Eindigt met 0 (aanvaard, ook met waarschuwing), 2 (bestand geweigerd) of 1 (verkeerd gebruik)."
    )


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # what went wrong is printed as an issue, never as a traceback
    raise SystemExit(main())
