"""The pages of a text in a real browser: on a phone, in the dark, right to left, and without script."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.cast import Someone
from tests.documents.conftest import Room
from tests.documents.test_becoming import ruled
from tests.documents.test_drafting import met
from tests.support.axe import assert_accessible
from tests.support.browser import serving
from wgtool.documents import operations

PAGES = ("", "/edit/scope", "/edit/purpose", "/edit/scope/choose/3", "/v1/history/scope", "/compare", "/comments/scope")
pytestmark = pytest.mark.browser
SHOTS = os.environ.get("WGTOOL_SHOTS")


def enter(page: Any, url: str, someone: Someone) -> None:
    """Hand the browser somebody's cookie."""
    cookie = someone.client.get_cookie("wgtool")
    assert cookie is not None
    page.context.add_cookies([{"name": "wgtool", "value": cookie.value, "url": url}])


def shoot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name.strip('/').replace('/', '-') or 'terms'}.png", full_page=True)


def test_every_page_fits_and_is_for_all(room: Room, new_page: Any) -> None:
    room.fill(scope="", duration="")
    met(room)
    page = new_page(color_scheme="dark")
    with serving(room.cast.app) as url:
        enter(page, url, room.cast.hana)
        for path in PAGES:
            page.goto(url + room.base + path)
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                shoot(page, f"{width}{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert_accessible(page)


def test_a_choice_without_script(room: Room, page_without_script: Any) -> None:
    room.write(room.cast.omar, "It covers storage.")
    page = page_without_script
    with serving(room.cast.app) as url:
        enter(page, url, room.cast.hana)
        page.goto(f"{url}{room.base}/edit/scope")
        room.write(room.cast.omar, "It covers cold storage.")
        page.fill("#text", "It covers dry storage.")
        page.get_by_role("button", name="Save").click()
        page.get_by_label("Keep both").check()
        page.get_by_role("button", name="Save this choice").click()
        assert urlsplit(page.url).path == room.base
        page.wait_for_load_state()
    assert room.section().text == "It covers cold storage. It covers dry storage."


def test_a_returned_text_on_a_page(room: Room, page: Any) -> None:
    room.fill()
    room.submit()
    ruled(room, operations.to_draft, ["Say who pays.", "Name an end."])
    room.write(room.cast.omar, "All about the scope, and more.")
    with serving(room.cast.app) as url:
        enter(page, url, room.cast.hana)
        for path in ("", "/compare"):
            page.goto(url + room.base + path)
            shoot(page, f"returned{path}")
            assert_accessible(page)


def test_a_selected_passage_comes_into_the_comment(room: Room, new_page: Any) -> None:
    room.write(room.cast.omar, "Roads and **checkpoints** of the area.")
    page = new_page(width=1280)
    with serving(room.cast.app) as url:
        enter(page, url, room.cast.hana)
        page.goto(f"{url}{room.base}/comments/scope")
        page.locator("[data-quoted] strong").dblclick()
        page.get_by_role("textbox", name="Comment").fill("All of them?")
        page.get_by_role("button", name="Comment", exact=True).click()
        assert page.locator(".talk blockquote").inner_text() == "checkpoints"
        assert_accessible(page)
