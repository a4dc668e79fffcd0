"""A pause, a request that is dropped and a merger in a real browser without script; the line of life both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.cast import Cast
from tests.journeys.lives import BAGHDAD, ERBIL, SOON, Lives
from tests.journeys.walking import Walk

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.browser


@pytest.fixture
def lives(cast: Cast) -> Lives:
    return Lives(cast)


def test_paused_resumed_and_merged(lives: Lives, new_page: NewPage, live_server: Callable[[Flask], str]) -> None:
    cast = lives.cast
    walk = Walk(new_page(java_script_enabled=False), live_server(cast.app))
    walk.sit(cast.hana, f"/groups/{BAGHDAD}").follow("Pause it for security at once").sees(
        "This will:", "suspend its dates"
    )
    walk.page.locator("#review_by").fill(SOON)
    walk.fill(note="A road.").press("Pause it for security at once", "Paused. Its dates stand still.")
    walk.sees("Paused: Security", "A road.", "suspended")
    walk.sit(cast.ines).sees(f"{BAGHDAD} is paused.").follow("Open it").follow("Resume it").sees("review of Terms")
    walk.press("Resume it", "It works again.")
    walk.sit(cast.hana, f"/groups/{BAGHDAD}").follow("Ask to merge it into another group")
    walk.page.locator("#into").select_option(str(lives.erbil.id))
    walk.press("Ask to merge it into another group", "Asked.")
    walk.sit(cast.lena, f"/groups/{ERBIL}/terms").press("Begin a revision", "The next version is begun")
    walk.go(f"/groups/{ERBIL}").sees(f"{BAGHDAD} asks to merge into it.")
    walk.press("Put the merger to the SAG", "Submitted: the SAG decides on the merger")
    lives.vote()
    walk.go(f"/groups/{BAGHDAD}").sees("Merged", f"Merged into {ERBIL}", "Paused")
    tops = [_tops(walk, "en"), _tops(walk, "ar")]
    assert [round(960 - x) for x in tops[1]] == [round(x) for x in tops[0]], "mirrored, today at the other side"


def test_plans_copied_and_merged(lives: Lives, new_page: NewPage, live_server: Callable[[Flask], str]) -> None:
    cast = lives.cast
    walk = Walk(new_page(java_script_enabled=False), live_server(cast.app))
    walk.sit(cast.lena, f"/groups/{ERBIL}").follow("nothing planned yet").follow("Add a deliverable")
    walk.page.locator("#item").select_option(index=1)
    walk.fill(title="Fact-finding")
    walk.page.locator("#why").fill("Phase one.")
    walk.press("Save", "Added to the action plan.").sees("Fact-finding", f"{ERBIL}/D1")
    walk.sit(cast.hana, f"/groups/{BAGHDAD}/plan").follow("Copy another plan")
    walk.page.locator("#source").select_option(str(lives.erbil.id))
    walk.page.locator("#why").fill("A replica of phase one.")
    walk.press("Copy it", "1 deliverable was copied.").sees(f"copied from {ERBIL}/D1")
    walk.follow("Merge it into another plan")
    walk.page.locator("#into").select_option(str(lives.erbil.id))
    walk.press("Ask them", "Asked.")
    walk.sit(cast.lena).sees(f"{BAGHDAD} asks to merge its action plan")
    walk.go(f"/groups/{ERBIL}/plan").press("Take it in", "1 deliverable came over.").sees(f"came from {BAGHDAD}/D1")
    assert walk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _tops(walk: Walk, language: str) -> list[float]:
    """Give where the codes of the groups and today stand in the drawing."""
    walk.go(f"/language/{language}?next=/groups/{BAGHDAD}")
    return walk.page.locator("svg.chart").evaluate(
        "one => [...one.querySelectorAll('text[font-weight]')].map(each => each.x.baseVal[0].value)"
        ".concat(+one.querySelector('path.now').getAttribute('d').match(/M([0-9]+)/)[1])"
    )
