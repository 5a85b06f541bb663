"""Find a browser for the tests, or bring one: `python -m tests.browser.browser`.

In this order: what MONITOR_BROWSER names, a Chromium or Chrome on the path, Playwright's own,
then (when asked to install) Debian's package if this is root on a machine with apt, else what
Playwright brings itself.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]


def playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    """Return the path of a browser, or None."""
    named = os.environ.get("MONITOR_BROWSER")
    if named:
        return shutil.which(named) or named
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or playwright_own()


def install() -> None:
    """Bring a browser: Debian's package when this is root, else Playwright's own."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        steps = (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"],
        )
        if all(subprocess.run(step, env=environment, check=False).returncode == 0 for step in steps):
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    if not find():
        print("Geen browser gevonden; er wordt er een geïnstalleerd …", flush=True)
        install()
    path = find()
    if path is None:
        print("Er is geen browser. Installeer Chromium, of wijs er een aan met MONITOR_BROWSER.")
        return 1
    print(f"Browser voor de tests: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
