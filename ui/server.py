"""How the app becomes a web page: Dutch html, security headers, a health address and a warm start.

Streamlit writes `<html lang="en">`, an English title and no security headers, and has no setting for
them. The middleware here repairs the one html page that Streamlit serves and leaves all else alone.
"""

import base64
import contextlib
import gc
import hashlib
import importlib
import importlib.util
import logging
import re
import secrets
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model.rules import rules
from ui.memory import give_back

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTION = "Opgave en realisatie van opvang en huisvesting per gemeente, regio en provincie."
FONT = "./app/static/fonts/IBMPlexSans-Regular.woff2"
# Of our own modules that have a `warm()`, that is called as well.
WARM_MODULES = ("pandas", "pyarrow", "altair", "vl_convert", "ui.frame")

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
    b"cross-origin-opener-policy": b"same-origin",
}
# Streamlit has Vega interpret its expressions instead of compiling them, so scripts need no 'unsafe-eval';
# inline scripts are allowed by their hash only.
POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "media-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# Server statistics and the description of an interface that is switched off: nobody's business.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
NO_PAGE = ("/_stcore/", "/static/", "/app/", "/media/", "/component/", "/gezond", "/nl.js")
#: How long a thread that computes may keep the others waiting. A page takes many short turns, and beside a
#: large upload each would cost the 5 ms that Python allows by default.
TURN_SECONDS = 0.0005
CONDITIONAL = (b"accept-encoding", b"if-none-match", b"if-modified-since")
STALE = (b"content-length", b"etag", b"last-modified")

log = logging.getLogger(__name__)


def version() -> str:
    """Return the version of the software, as written in pyproject.toml."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def dutch(html: str) -> str:
    """Return Streamlit's html page with Dutch language, title, texts, our font and `nl.js`.

    >>> dutch('<html lang="en"><head><title>Streamlit</title></head></html>')[:16]
    '<html lang="nl">'
    """
    head = f'<meta name="description" content="{DESCRIPTION}" /><script src="./nl.js"></script></head>'
    font = f'<link rel="preload" href="{FONT}" as="font" type="font/woff2" crossorigin />'
    html = re.sub(r'<html lang="[^"]*"', '<html lang="nl"', html, count=1)
    html = re.sub(r"<title>[^<]*</title>", f"<title>{rules().monitor.naam}</title>", html, count=1)
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', font, html, count=1)
    html = re.sub(r'<link rel="service-desc"[^>]*>', "", html)
    html = html.replace('href="./favicon.png"', 'href="./app/static/favicon.svg" type="image/svg+xml"', 1)
    html = re.sub(
        r"<noscript>.*?</noscript>",
        "<noscript>Deze pagina heeft JavaScript nodig. Zet JavaScript aan in uw browser.</noscript>",
        html,
        flags=re.DOTALL,
    )
    return html.replace("</head>", head, 1)


def policy(html: str) -> bytes:
    """Return the content security policy for a page, with a hash for each inline script in it."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    return POLICY.format(hashes="".join(f" 'sha256-{d}'" for d in digests)).encode()


class DutchPage:
    """ASGI middleware: headers on every answer, Dutch html on the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and repair the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path.startswith(CLOSED):
            await PlainTextResponse("Niet gevonden", 404, dict(_text(HEADERS)))(scope, receive, send)
            return
        if path.startswith(NO_PAGE):
            await self.app(scope, receive, _Answer(send, path).headers_only)
            return
        plain = [(k, v) for k, v in scope["headers"] if k not in CONDITIONAL]
        await self.app({**scope, "headers": plain}, receive, _Answer(send, path).page)


class _Answer:
    """The way back of one request."""

    def __init__(self, send: Send, path: str) -> None:
        self.send = send
        self.path = path
        self.start: Message | None = None
        self.body = b""

    async def headers_only(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = dict(HEADERS)
            if self.path.startswith("/app/static/fonts/"):
                extra[b"cache-control"] = b"public, max-age=604800"
            message = {**message, "headers": _with(message["headers"], extra)}
        await self.send(message)

    async def page(self, message: Message) -> None:
        """Hold back an html answer until it is complete, then send it rewritten."""
        if message["type"] == "http.response.start":
            kinds = [v for k, v in message["headers"] if k.lower() == b"content-type"]
            if not any(v.startswith(b"text/html") for v in kinds):
                await self.headers_only(message)
                return
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._send_page(self.start)

    async def _send_page(self, start: Message) -> None:
        html = dutch(self.body.decode("utf-8"))
        body = html.encode("utf-8") if self.body else b""
        extra = {**HEADERS, b"content-security-policy": policy(html)}
        if body:
            extra[b"content-length"] = str(len(body)).encode()
        kept = [(k, v) for k, v in start["headers"] if k.lower() not in STALE]
        await self.send({**start, "headers": _with(kept, extra)})
        await self.send({"type": "http.response.body", "body": body})


def _with(headers: list[tuple[bytes, bytes]], extra: dict[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    kept = [(k, v) for k, v in headers if k.lower() not in extra]
    return [*kept, *extra.items()]


def _text(headers: dict[bytes, bytes]) -> list[tuple[str, str]]:
    return [(k.decode(), v.decode()) for k, v in headers.items()]


async def health(request: Request) -> Response:
    """Answer `/gezond`: reached only after the warm start, so an answer means the app can be used."""
    return JSONResponse({"status": "gezond", "software": version()}, headers={"cache-control": "no-store"})


async def translations(request: Request) -> Response:
    """Serve `nl.js`; the static folder of the app would send it as plain text."""
    return FileResponse(ROOT / "static" / "nl.js", media_type="text/javascript")


def freeze_after_warmup() -> int:
    """Take everything loaded so far out of the sight of the garbage collector; return how many objects.

    Streamlit collects garbage after every script run, which costs tens of milliseconds with the libraries
    loaded. Frozen objects are skipped. Call it again after a large load, such as a new version of the data.
    """
    gc.collect()
    gc.freeze()
    return gc.get_freeze_count()


def warm_up() -> None:
    """Import and load what the first visitor would otherwise wait for, then freeze it."""
    give_back()
    sys.setswitchinterval(TURN_SECONDS)
    for name in WARM_MODULES:
        try:
            found = importlib.util.find_spec(name)
        except ModuleNotFoundError:
            found = None
        if found is None:
            log.warning("Niet gevonden bij het opwarmen: %s", name)
            continue
        module = importlib.import_module(name)
        if hasattr(module, "warm"):
            module.warm()
    freeze_after_warmup()


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Warm the process before it takes the first request."""
    warm_up()
    yield {}


def script_error(error: Exception) -> bool:
    """Show a Dutch message with a number, and log the error under the same number.

    Args:
        error: what a page let through.

    Returns:
        True: Streamlit's own (English) message stays away.
    """
    number = secrets.token_hex(4)
    log.error("Fout %s in een pagina", number, exc_info=error)
    st.error(
        f"Er ging iets mis op deze pagina. Laad de pagina opnieuw; "
        f"blijft het zo, meld dan storing **{number}** aan de beheerder."
    )
    return True


MIDDLEWARE = [Middleware(DutchPage)]
ROUTES = [Route("/gezond", health), Route("/nl.js", translations)]
