"""Terms that are contested, in a real browser: returned twice, objected to and overruled, endorsed, clarified later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.journeys.story import HERE, Story
from tests.journeys.test_from_plan_to_group import position
from tests.journeys.walking import Walk
from wgtool.decisions.models import Objection
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.timers import do_due

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_contested_terms(story: Story, new_page: NewPage, live_server: Callable[[Flask], str], script: bool) -> None:
    walk = Walk(new_page(java_script_enabled=script), live_server(story.cast.app))
    story.to_review()
    returned(story, walk, "Say which rivers.", "rivers", "The two great rivers.")
    returned(story, walk, "Say until when.", "until", "Until May 2027.")
    overruled(story, walk)
    clarified(story, walk)
    lines = Counter(story.new())
    once = ("documents.Superseded", "decisions.Overruled", "decisions.AgreedBySilence")
    assert (lines["documents.Returned"], lines["documents.Endorsed"]) == (2, 2)
    assert [lines[name] for name in once] == [1, 1, 1]
    assert db.session.query(Objection).count() == 1


def returned(story: Story, walk: Walk, point: str, word: str, answer: str) -> None:
    """The chair returns the text without a vote; its lead does what was asked and submits it again with the difference."""
    walk.sit(story.carmen, story.decision)
    walk.page.locator("summary", has_text="Choose what happens with it").click()
    walk.page.locator("#rule").get_by_label("Return it with a checklist").check()
    walk.fill(rule_checklist=point).press("Give the ruling", "Mail leaves in ten minutes")
    walk.sit(story.cast.lena).sees("Work through its checklist").go(f"{HERE}/terms").sees(point)
    walk.go(f"{HERE}/terms/edit/scope").fill(text=f"It covers {word}.\n\n{answer}").press("Save", "Saved.")
    walk.press("It is done", "The point is done").press("Submit v1", "the text is locked")
    walk.sit(story.carmen, f"{HERE}/terms").follow("What changed since it was submitted").sees(answer)


def overruled(story: Story, walk: Walk) -> None:
    """One seat objects, the chair overrules it with a reason, the others carry it; the public reads that there was one."""
    nadia, uma, dora = story.seats.values()
    walk.sit(uma, story.decision).fill(position_reason="Too wide.", position_remedy="One river.")
    position(walk, "Objection").sees("1 objection")
    walk.sit(story.carmen, story.decision)
    walk.page.locator("summary", has_text="Overrule").first.click()
    walk.page.locator("article textarea").last.fill("The plan asks for both.")
    walk.press("Overrule the objection", "verruled", within="article")
    position(walk.sit(nadia, story.decision), "Approve")
    walk.sit(dora, story.decision)
    walk.page.locator("#position").get_by_role("radio", name="Approve").check()
    walk.press("Record my position", "is decided")
    assert (story.group.status, story.versions) == ("active", {"v1": "endorsed"})
    walk.sit(story.cast.guest, story.decision).sees("Endorsed", "1 objection")
    assert "Too wide." not in walk.words


def clarified(story: Story, walk: Walk) -> None:
    """A clarification is agreed by ten days of silence, although the timer comes two days late and twice."""
    walk.sit(story.cast.lena, f"{HERE}/terms").press("Begin a clarification", "begun")
    walk.go(f"{HERE}/terms/edit/scope").fill(text="It covers the Tigris and the Euphrates.").press("Save", "Saved.")
    walk.press("Submit v1.1", "the text is locked")
    closes = story.question.closes_at
    assert closes is not None
    for late in (timedelta(days=2), timedelta(days=3)):
        with clock.at(closes + late), story.cast.app.test_request_context():
            do_due()
    assert story.versions == {"v1.1": "endorsed", "v1": "superseded"}
    walk.sit(story.cast.guest, f"{HERE}/terms").sees("v1.1", "Tigris")
