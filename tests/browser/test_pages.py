"""The pages people see most, in a real Chromium: for eyes by day and by night, right to left, on a phone, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests import access
from tests.support.axe import axe_findings
from tests.support.browser import NewPage, serving

pytestmark = [pytest.mark.browser, pytest.mark.one_engine]
LEAD, SEAT, SUPPORT = "own focal point, lead", "seat of the SAG", "support team"
PAGES = [
    ("guest", "/"),
    ("guest", "/plan/2022"),
    ("guest", "/plan/2022/3.2.1.3"),
    ("guest", "/plan/needs-partners"),
    ("guest", "/amendments/AMD-2026-001"),
    ("guest", "/plan/2022/redline"),
    ("guest", "/groups"),
    ("guest", "/groups/LWG-ERB"),
    ("guest", "/decisions"),
    ("guest", "/decisions/bodies/SAG"),
    ("guest", "/partners"),
    ("guest", "/partners/rivermark-relief"),
    ("guest", "/help"),
    ("guest", "/help/group"),
    ("guest", "/join"),
    ("guest", "/sign-in"),
    ("guest", "/no-such-page"),
    ("guest", "/me"),
    ("guest", "/demo/mails"),
    (LEAD, "/desk"),
    (LEAD, "/groups/LWG-BGW"),
    (LEAD, "/groups/LWG-BGW/members"),
    (LEAD, "/groups/LWG-BGW/terms"),
    (LEAD, "/groups/LWG-BGW/terms/edit/purpose"),
    (LEAD, "/groups/LWG-ERB/terms/compare"),
    (LEAD, "/groups/LWG-ERB/plan"),
    (LEAD, "/groups/LWG-ERB/plan/2"),
    (LEAD, "/groups/LWG-ERB/plan/2/amend"),
    (LEAD, "/groups/LWG-ERB/products"),
    ("guest", "/groups/LWG-ERB/plan/raci"),
    (LEAD, "/groups/propose"),
    (LEAD, "/plan/2022/3.2.1.2/amend/split"),
    (LEAD, "/people"),
    (SEAT, "/decisions/SAG-2026-002"),
    (SUPPORT, "/desk"),
    (SUPPORT, "/people"),
    (SUPPORT, "/plan/import"),
    ("own member", "/me"),
]
IN_ARABIC = {
    "/", "/plan/2022", "/plan/2022/3.2.1.3", "/groups", "/join", "/desk", "/groups/LWG-BGW", "/groups/LWG-BGW/terms/edit/purpose",
    "/decisions/SAG-2026-002", "/groups/propose", "/people",
}  # fmt: skip
"""One page of each kind, which axe reads in Arabic, too: their structure is the same in every language. All must fit."""


@pytest.fixture(scope="module")
def address(made_up: Flask) -> Iterator[str]:
    """Serve the made-up world."""
    with serving(made_up) as where:
        yield where


@pytest.fixture
def tab(new_page: NewPage, made_up: Flask, address: str, role: str) -> Page:
    """Open a page as somebody; nothing that sticks covers what is measured."""
    page = new_page(height=9000)
    somebody = access.people(made_up)[role].client.get_cookie("wgtool")
    if somebody is not None:
        page.context.add_cookies([{"name": "wgtool", "value": somebody.value, "url": address}])
    return page


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_page(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    assert by_keyboard(tab) == []
    assert axe_findings(unfolded(tab)) == []
    tab.emulate_media(color_scheme="dark")
    assert axe_findings(tab, only=["color-contrast"]) == []
    tab.set_viewport_size({"width": 320, "height": 9000})
    assert runs_over(tab) == []
    if path.endswith("/raci"):
        gaps_on_paper(tab)
    tab.goto(f"{address}/language/ar?next={path.replace('&', '%26')}")
    assert tab.evaluate("document.dir") == "rtl"
    assert runs_over(tab) == []
    if path in IN_ARABIC:
        tab.emulate_media(color_scheme="light")
        found = axe_findings(
            unfolded(tab), ignore=["color-contrast"]
        )  # the dearest; colours are the same in every language
        assert found == []


def gaps_on_paper(page: Page) -> None:
    """See that a matrix printed from a phone shows each gap in words, nothing cut off."""
    page.emulate_media(media="print")
    gaps = page.get_by_text("nobody yet").all()
    assert [gap.is_visible() for gap in gaps] == [True] * len(gaps) != []
    assert runs_over(page) == []
    page.emulate_media(media="screen")


def unfolded(page: Page) -> Page:
    """Unfold everything on a page."""
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
    return page


def runs_over(page: Page) -> list[str]:
    """Name what makes the page scroll sideways."""
    return page.evaluate("""() => {
        const wide = document.documentElement.clientWidth, all = document.documentElement.scrollWidth
        if (all <= wide) return []
        const out = [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
            const box = one.getBoundingClientRect()
            return box.width && (box.right > wide + 1 || box.left < -1)
        })
        return [`${all} > ${wide}`, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
    }""")


def by_keyboard(page: Page) -> list[str]:
    """Walk with Tab: the way past the menu is the first stop, shows itself and works; then the focus is seen."""
    faults = []
    page.keyboard.press("Tab")
    if not page.evaluate("document.activeElement.matches('.skip') && !getComputedStyle(document.activeElement).clipPath.includes('inset')"):  # fmt: skip
        faults.append("the first stop is not the visible link to the page")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "main":
        faults.append("the link to the page does not lead there")
    page.keyboard.press("Tab")
    seen = (
        "(one => one === document.body || parseFloat(getComputedStyle(one).outlineWidth) >= 2)(document.activeElement)"
    )
    if not page.evaluate(seen):
        faults.append("the focus is not seen: " + page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    return faults
