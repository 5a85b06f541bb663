"""The page as the server sends it and as the browser has it."""

import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.browser


def get(url, method="GET"):
    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=20) as answer:
        return answer.status, dict(answer.headers.items()), answer.read().decode()


def test_health_answers_after_the_warm_start(server):
    status, headers, body = get(server.url + "/gezond")
    assert status == 200
    assert '"status":"gezond"' in body
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/overzicht", "/bestaat-niet"])
def test_every_page_comes_in_dutch_and_closed(server, path):
    _, headers, body = get(server.url + path)
    assert '<html lang="nl"' in body
    assert "<title>Monitor Asielopgave Limburg</title>" in body
    assert "SourceSans" not in body
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in headers["content-security-policy"].split("style-src")[0]
    assert int(headers["content-length"]) == len(body.encode())


def test_a_head_request_gets_headers_only(server):
    status, headers, body = get(server.url + "/", "HEAD")
    assert (status, body) == (200, "")
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_statistics_and_agent_interface_are_closed(server, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(server.url + path)
    assert refused.value.code == 404


def test_the_first_page_opens_in_our_font_without_asking_anyone_else(visit):
    visitor = visit()
    page = visitor.open("/")
    assert visitor.problems == []
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.evaluate("document.fonts.check('15px \"IBM Plex Sans\"')")
    assert "IBM Plex Sans" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert visitor.outside == []
    assert visitor.problems == []
