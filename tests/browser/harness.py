"""What browser tests share: the running app, a page that remembers what went wrong, and the looks at it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.words import is_english

ROOT = Path(__file__).resolve().parents[2]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000  # ms; the machine may be busy with other tests

# Rules that Streamlit's own widgets break and that we cannot repair from here: (rule, part of the element).
AXE_EXCEPTIONS = (
    ("presentation-role-conflict", "stFileUploaderDropzone"),
    ("target-size", "stDateInput"),
)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

TEXTS = """() => {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent && !parent.closest('script,style,noscript')) seen.push(walker.currentNode.nodeValue);
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-roledescription'])
    for (const element of document.querySelectorAll(`[${name}]`)) seen.push(element.getAttribute(name));
  return seen.filter((text) => text && text.trim());
}"""

READY = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
}"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One running app with its own data folder."""

    data: Path
    log: Path
    script: str = "serve.py"
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        command = [sys.executable, "-m", "streamlit", "run", self.script, "--server.port", str(self.port)]
        environment = os.environ | {"MONITOR_DATA": str(self.data)} | self.environment
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        self.wait()
        return self

    def wait(self, seconds: float = 90) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/gezond", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the app did not start:\n{self.log.read_text('utf-8', 'replace')[-4000:]}")

    def move(self, data: Path) -> None:
        """Let the app of `again.py` go on with another data folder, as if it had just been started there."""
        door = urllib.request.Request(f"{self.url}/opnieuw", data=str(data).encode())
        urllib.request.urlopen(door, timeout=PATIENCE / 1000).close()
        self.data = data

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


class Visit:
    """A browser page that remembers console errors and failed requests."""

    def __init__(
        self, context: BrowserContext, url: str, size: dict[str, int], shots: Path, log: Path | None = None
    ) -> None:
        self.url = url
        self.shots = shots
        self.log = log
        self.problems: list[str] = []
        self.outside: list[str] = []
        self.context = context
        self.page: Page = context.pages[0] if context.pages else context.new_page()
        self.page.set_viewport_size(size)
        self.page.set_default_timeout(PATIENCE)
        self._forget()
        self._heard: dict[str, Callable[..., None]] = {
            "console": self._console,
            "pageerror": lambda error: self.problems.append(f"pageerror: {error}"),
            "request": self._request,
            "response": self._response,
            "requestfailed": self._failed,
        }
        for event, heard in self._heard.items():
            self.page.on(event, heard)

    def _forget(self) -> None:
        """Forget what an earlier visitor left here: all but the fetched files of the app."""
        kept = "cookies,local_storage,session_storage,indexeddb,service_workers"
        wipe = {"origin": self.url, "storageTypes": kept}
        devtools = self.context.new_cdp_session(self.page)
        devtools.send("Storage.clearDataForOrigin", wipe)
        devtools.detach()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"failed: {request.url} {request.failure}")

    def open(self, path: str = "/") -> Page:
        """Open a path and wait until the script has run and nothing is stale."""
        self.page.goto(self.url + path)
        self.page.wait_for_selector("h1, [data-testid=stAlert], [data-testid=stException]", state="attached")
        self.settle()
        broken = self.page.locator(
            "[data-testid=stException], [data-testid=stAlert]:has-text('meld dan storing')"
        )
        if broken.count():
            tail = self.log.read_text("utf-8", "replace")[-1500:] if self.log else ""
            self.problems.append(f"error on {path}: {broken.first.inner_text()}\n{tail}")
        return self.page

    def settle(self) -> None:
        """Wait until the app is at rest: script ended, no skeletons, two equal looks in a row."""
        self.page.wait_for_function(READY)
        before = -1
        for _ in range(20):
            self.page.wait_for_timeout(150)
            now = self.page.evaluate("document.body.innerHTML.length")
            if now == before and self.page.evaluate(READY):
                return
            before = now

    def screenshot(self, name: str, *, full_page: bool = False) -> Path:
        path = self.shots / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.png"
        self.page.screenshot(path=path, full_page=full_page)
        return path

    def english(self) -> list[str]:
        """Return the English texts of Streamlit and Vega that are on the page."""
        return sorted({text.strip() for text in self.page.evaluate(TEXTS) if is_english(text)})

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        return int(
            self.page.evaluate(
                "Math.max(...[document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]"
                ".map((e) => e.scrollWidth - e.clientWidth))"
            )
        )

    def axe(self) -> list[str]:
        """Return serious and critical findings of axe, without the documented exceptions."""
        # without resultTypes axe writes out every element that passed as well: thousands beside charts
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
            for violation in found
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
            if not any(violation["id"] == rule and part in node["html"] for rule, part in AXE_EXCEPTIONS)
        ]

    def close(self) -> None:
        """Leave: close every page that was opened, and empty the first one for the next visitor."""
        for event, heard in self._heard.items():
            self.page.remove_listener(event, heard)
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.goto("about:blank")
