"""A visitor with a browser who brings a file, for what a websocket of our own cannot do."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import laden
from tests.browser.browser import FLAGS, find

PATIENCE = 120_000
CHOOSER = (
    '[data-testid="stFileUploader"]:has-text("Kies een of meer") [data-testid="stFileUploaderDropzoneInput"]'
)


#: Months and letters per remark that make a workbook of more than 10 MB: long remarks, or many rows.
LONG, MANY = (laden.MONTHS, 260), (190, 20)


@contextlib.contextmanager
def heavy(size: tuple[int, int] = LONG) -> Iterator[Path]:
    """Yield the path of a workbook of 10 MB: 1,026 rows a month, with a remark in each.

    Args:
        size: ``LONG`` (61,560 rows with long remarks) or ``MANY`` (194,940 rows with short ones).
    """
    with tempfile.TemporaryDirectory(prefix="meting-") as folder:
        path = Path(folder) / "zwaar.xlsx"
        path.write_bytes(laden.workbook(size[0], remark=size[1]))
        if path.stat().st_size < 10e6:
            raise SystemExit(f"het werkboek is maar {path.stat().st_size / 1e6:.1f} MB")
        yield path


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Yield a browser."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield chromium
        chromium.close()


def bring(page: Page, port: int, path: Path) -> None:
    """Open Gegevens and drop a file on it."""
    page.goto(f"http://127.0.0.1:{port}/gegevens", timeout=PATIENCE)
    page.locator(CHOOSER).first.set_input_files(path, timeout=PATIENCE)
