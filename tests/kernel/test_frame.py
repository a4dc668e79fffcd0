"""The frame of a page is a piece made once; what leads back to the page is put in for each page."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from markupsafe import escape

from tests import factories
from tests.cast import Someone

pytestmark = pytest.mark.one_engine
LANGUAGE, SIGN_IN = (re.compile(rf'href="(/{start}[^"]*)"') for start in (r"language/fr\?", r"sign-in\?"))


def found(link: re.Pattern[str], who: Someone, page: str) -> str:
    """Give where a link of a page's frame leads."""
    match = link.search(who.get(page).text)
    assert match is not None
    return html.unescape(match[1])


@pytest.mark.parametrize("page", ["/groups", "/groups?q=a%26b%22&status=", "/partners?q=%D8%AD", "/groups?q=here"])
def test_another_language_is_of_the_same_page(guest: Someone, page: str) -> None:
    assert guest.get("/decisions").status_code == 200  # the frame is there, made for another page
    answer = guest.get(found(LANGUAGE, guest, page))
    assert (answer.status_code, answer.location) == (303, page)


def test_who_signs_in_comes_back_to_the_page(guest: Someone) -> None:
    led = [found(SIGN_IN, guest, page) for page in ("/groups", "/partners")]
    assert led == ["/sign-in?next=/groups", "/sign-in?next=/partners"]


def test_a_name_is_shown_as_it_is(world: Flask) -> None:
    name = '<b>x</b>" next=here" %(n)s'
    somebody = Someone(world, factories.person(name).id)
    assert f"<bdi>{escape(name)}</bdi>" in somebody.get("/groups").text
