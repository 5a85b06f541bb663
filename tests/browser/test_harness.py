"""The harness itself: tests share a browser, a context and an app, and must not notice."""

import pytest

from tests.browser.harness import PHONE, WIDE, Visit

pytestmark = pytest.mark.browser
PUT = """() => {
  localStorage.setItem('a', '1'); sessionStorage.setItem('b', '2'); document.cookie = 'c=3; max-age=600';
  return [localStorage.length, sessionStorage.length, document.cookie];
}"""
SEE = "[localStorage.length, sessionStorage.length, document.cookie, innerWidth]"


def test_a_visitor_finds_nothing_of_the_one_before(visit):
    first = visit()
    first.page.goto(f"{first.url}/gezond")
    assert first.page.evaluate(PUT) == [1, 1, "c=3"]
    first.context.new_page()
    first.close()
    second = Visit(first.context, first.url, PHONE, first.shots)
    assert (len(second.context.pages), second.page.url) == (1, "about:blank")
    second.page.goto(f"{second.url}/gezond")
    assert second.page.evaluate(SEE) == [0, 0, "", PHONE["width"]]
    assert second.problems == second.outside == []
    assert first.problems == []  # nor does the first hear what the second does
    second.close()


def test_two_visitors_of_one_test_are_two_people(visit):
    first, second = visit(), visit()
    assert first.context is not second.context
    first.page.goto(f"{first.url}/gezond")
    first.page.evaluate(PUT)
    second.page.goto(f"{second.url}/gezond")
    assert second.page.evaluate(SEE) == [0, 0, "", WIDE["width"]]


def test_an_app_that_moved_is_as_just_installed(visit, own_server, seeded, tmp_path):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")
    assert own_server.data.is_relative_to(tmp_path)
    assert own_server.data != seeded
    assert page.locator(".st-key-versie").get_by_role("combobox").input_value().startswith("1 ")
