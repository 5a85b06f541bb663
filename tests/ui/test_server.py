"""The layer around Streamlit: what it changes in a page, what it sends along, what it keeps shut."""

import asyncio
import gc
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit

from tests.browser.words import PHRASES
from ui import server

STREAMLIT = Path(streamlit.__file__).parent
INDEX = (STREAMLIT / "static" / "index.html").read_text("utf-8")
JS = (server.ROOT / "static" / "nl.js").read_text("utf-8")
# Parts of Streamlit that this app does not show: developer menu, other versions' uploader.
NOT_SHOWN = {"Deploy", "Settings", "Get help", "Report a bug", "Browse files", "Drag and drop file here"}


def run(coroutine):
    """Run in a thread of its own: in this one Playwright may have a loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def call(app, path="/", method="GET", headers=()):
    """Send one request through the middleware; return status, headers and body."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "method": method, "headers": list(headers)}
    run(server.DutchPage(app)(scope, receive, send))
    start, *rest = sent
    return start["status"], dict(start["headers"]), b"".join(part.get("body", b"") for part in rest)


def site(*parts, kind=b"text/html; charset=utf-8", seen=None):
    """An application that answers with these parts."""

    async def app(scope, receive, send):
        if seen is not None:
            seen.update(scope["headers"])
        headers = [(b"content-type", kind), (b"etag", b'"x"'), (b"content-length", b"9")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    return app


def test_the_page_of_this_streamlit_is_repaired_in_every_place():
    html = server.dutch(INDEX)
    assert '<html lang="nl"' in html
    assert "<title>Monitor Asielopgave Limburg</title>" in html
    assert html.count('src="./nl.js"') == 1
    assert server.FONT in html
    assert "app/static/favicon.svg" in html
    for gone in (
        'lang="en"',
        "<title>Streamlit",
        "SourceSans",
        "service-desc",
        "favicon.png",
        "enable JavaScript",
    ):
        assert gone not in html


def test_each_inline_script_of_this_streamlit_has_its_hash():
    inline = re.findall(r"<script>(.*?)</script>", INDEX, flags=re.DOTALL)
    sources = server.policy(server.dutch(INDEX)).decode().split("script-src")[1].split(";")[0]
    assert inline
    assert sources.count("'sha256-") == len(inline)
    assert "unsafe" not in sources


def test_a_page_in_pieces_is_sent_whole_with_its_own_length():
    half = len(INDEX) // 2
    status, headers, body = call(site(INDEX[:half].encode(), INDEX[half:].encode()))
    assert status == 200
    assert body.decode() == server.dutch(INDEX)
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers


def test_a_page_is_never_asked_for_compressed_or_conditionally():
    seen = {}
    call(
        site(INDEX.encode(), seen=seen),
        headers=[(b"accept-encoding", b"gzip"), (b"if-none-match", b'"x"'), (b"cookie", b"a=b")],
    )
    assert seen == {b"cookie": b"a=b"}


def test_a_head_request_has_no_body():
    _, headers, body = call(site(b""), method="HEAD")
    assert body == b""
    assert headers[b"x-frame-options"] == b"DENY"


@pytest.mark.parametrize(
    "path", ["/static/js/x.js", "/app/static/fonts/x.woff2", "/_stcore/health", "/media/a.png"]
)
def test_other_answers_keep_their_bytes_and_get_headers(path):
    _, headers, body = call(site(b"abc", b"def", kind=b"text/plain"), path)
    assert body == b"abcdef"
    assert headers[b"etag"] == b'"x"'
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert (b"cache-control" in headers) == ("fonts" in path)


def test_what_is_not_html_passes_untouched_on_a_page_address():
    _, headers, body = call(site(b"\xff\xfe", kind=b"application/octet-stream"), "/overzicht")
    assert body == b"\xff\xfe"
    assert b"content-security-policy" not in headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact"])
def test_closed_addresses_never_reach_streamlit(path):
    async def never(scope, receive, send):
        raise AssertionError("reached")

    status, headers, _ = call(never, path)
    assert status == 404
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_freezing_hides_what_is_loaded_from_the_collector():
    try:
        assert server.freeze_after_warmup() > 10_000
        assert len(gc.get_objects()) < 10_000
    finally:
        gc.unfreeze()


def test_health_tells_the_version_of_the_software():
    answer = run(server.health(None))
    assert json.loads(answer.body) == {"status": "gezond", "software": server.version()}


def dictionary():
    block = JS[JS.index("const WORDS") : JS.index("// Roles")]
    return re.findall(r'"([^"\n]+)":\s', block)


def test_every_english_text_we_look_for_has_a_dutch_one():
    assert sorted(PHRASES - NOT_SHOWN - set(dictionary())) == []


def test_every_text_we_translate_still_exists_in_this_streamlit():
    bundle = "".join(p.read_text("utf-8", "replace") for p in (STREAMLIT / "static/static/js").glob("*.js"))
    bundle += "".join(p.read_text("utf-8") for p in (STREAMLIT / "elements").rglob("*.py"))
    stale = [text for text in dictionary() if text not in bundle and not text.startswith("Press ")]
    assert stale == []
