"""From a document with 24 recommendations to closure, in a real browser without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.cast import Cast
from tests.journeys.learning import HERE, OVERALL, Ninawa
from tests.journeys.walking import Walk
from wgtool.kernel import clock
from wgtool.kernel.actors import SUPPORT, Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.learning import operations, queries
from wgtool.learning.models import Reason

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.browser
TEAM = Actor(hats=frozenset({SUPPORT}))


def reject_the_rest() -> None:
    """Answer what the browser does not: it has shown one of each."""
    db.session.rollback()
    exercise = queries.seen("LLE-2026-01", seen_by=TEAM)
    assert exercise is not None
    for id in [one.id for one in exercise.recommendations[2:]]:
        with writing():
            one = queries.one_by_id(id)
            assert one is not None
            operations.reject(one, reason=Reason.MEANS, why="Nobody is free.", actor=TEAM)


def test_from_a_document_to_closure(
    cast: Cast, new_page: NewPage, live_server: Callable[[Flask], str], tmp_path: Path
) -> None:
    story, today = Ninawa(cast), clock.today().isoformat()
    report = tmp_path / "report.docx"
    report.write_bytes(story.report())
    walk = Walk(new_page(java_script_enabled=False), live_server(cast.app))
    walk.page.set_viewport_size({"width": 320, "height": 640})
    walk.sit(cast.cora, "/learning").follow("Plan an exercise").fill(title="Response in Ninawa", operation="Ninawa")
    walk.page.locator("#countries").select_option("IQ")
    walk.press("Plan it", "Planned as LLE-2026-01").follow("It was held")
    walk.page.locator("#starts_on").fill(today)
    walk.press("It was held", "Marked as held").follow("read recommendations from a table")
    walk.page.locator("#file").set_input_files(report)
    walk.press("Look at it").sees("24 rows are in order", "Recommendation 24")
    walk.press("Write 24 recommendations down", "24 recommendations are written down.").follow("Publish the report")
    walk.press("Publish the report", "Published.").sees("Waiting for the support team")
    walk.sit(cast.sam, f"{HERE}/r1").follow("Name who answers")
    walk.page.locator("#party").select_option(story.parties["hana"])
    walk.press("Name who answers", "Named.").go(HERE).follow("Ask for the response").press(
        "Ask for the response", "Asked."
    )
    walk.sit(cast.hana).sees("Answer LLE-2026-01/R1").go(f"{HERE}/r1").follow("Accept it").fill(response="We will.")
    walk.press("Accept it", "Accepted.").fill(deliverable="Share list 1", due=story.due)
    walk.press("Add it", "The action point is added.")
    walk.sit(cast.sam, f"{HERE}/r2").follow("Accept it in part")
    walk.page.locator("#reason").select_option("means")
    walk.fill(why="Half of it.", idle="It is done.").press("Accept it in part", "Accepted in part.")
    reject_the_rest()
    walk.go(HERE).follow("Publish the response").fill(overall=OVERALL).press(
        "Publish the response", "The response is published."
    )
    walk.sit(cast.kofi, HERE).sees(OVERALL, "We will.", "Half of it.", "AP-2026-0001", "Nobody is free.")
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the matrix fits a phone"
    fits_paper(walk, "R24", "Half of it.", "AP-2026-0001")
    walk.sit(cast.hana, "/actions/AP-2026-0001").follow("Report it done").fill(taken="It is on the page.")
    walk.press("Report it done", "Reported done.").sit(cast.sam, "/actions/AP-2026-0001").press(
        "Verify and close it", "Verified and closed."
    )
    walk.go(HERE).press("All is followed up", "Marked as followed up.").press("Close it", "Closed.").sees("Closed")
    walk.go("/register").sees("By strategy area", "Closure rate", "Since the last GLM")
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the register fits a phone"
    fits = "e => !e.closest('.scroll') && e.getBoundingClientRect().right <= innerWidth"
    assert walk.page.locator("svg.time").evaluate(fits), "and its drawing, whole"
    flush = "all => new Set(all.map(e => Math.round(e.getBoundingClientRect().left))).size"
    assert walk.page.locator(".figs:has(> dl > div:nth-child(3)) dt").evaluate_all(flush) <= 2, (
        "figures stand in columns"
    )
    walk.go("/register/list?state=closed").sees("1 filter is set.")
    shown = "e => e.getBoundingClientRect().bottom <= innerHeight"
    assert walk.page.locator(".rows tbody th").first.evaluate(shown), "the list is seen before its filters"
    assert not walk.page.get_by_label("Country").is_visible()
    walk.page.get_by_text("Filter the list", exact=True).click()
    assert walk.page.get_by_label("Country").is_visible()
    walk.page.set_viewport_size({"width": 800, "height": 640})
    walk.page.reload()
    assert walk.page.get_by_label("Country").is_visible(), "a wide screen has room for all"
    fits_paper(walk.go("/register"), "Closure rate")


def fits_paper(walk: Walk, *words: str) -> None:
    """Look at the page as it is printed: its tables are there whole, none wider than the paper, nothing to press on it."""
    before = walk.page.viewport_size
    walk.page.emulate_media(media="print")
    walk.page.set_viewport_size({"width": 740, "height": 1000})
    cut = "[...document.querySelectorAll('.rows')].filter(e => e.getBoundingClientRect().right > innerWidth).length"
    assert walk.page.evaluate(cut) == 0, "paper does not scroll: no table is wider than it"
    for word in words:
        assert walk.page.locator(".rows").get_by_text(word, exact=True).first.is_visible(), word
    pressed = "[...document.querySelectorAll('main button, nav a, .no-print')].filter(e => e.offsetParent).length"
    assert walk.page.evaluate(pressed) == 0
    walk.page.emulate_media(media="screen")
    walk.page.set_viewport_size(before or {"width": 320, "height": 640})
