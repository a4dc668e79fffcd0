"""Iraq, as the domain tells it, sentence by sentence in a real browser without script; the line of life both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.actions.helping import point
from tests.cast import Cast
from tests.groups.planning import day, done, stands
from tests.journeys.lives import BAGHDAD, ERBIL, SOON, Lives
from tests.journeys.test_plans import PHASES, phase_one
from tests.journeys.walking import Walk
from wgtool.kernel import clock

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.browser


@pytest.fixture
def lives(cast: Cast) -> Lives:
    return Lives(cast)


def test_iraq(lives: Lives, new_page: NewPage, live_server: Callable[[Flask], str]) -> None:
    """Each sentence of the acceptance story, in its order, without script."""
    walk = Walk(new_page(java_script_enabled=False), live_server(lives.cast.app))
    both_active(lives, walk)
    paused(lives, walk)
    finished_phase_one(lives, walk)
    with clock.at(clock.now() + timedelta(10)):
        suspended_not_overdue(lives, walk)
        resumed_with_a_replica(lives, walk)
        plans_merged(lives, walk)
        groups_merged(lives, walk)
        told_to_everybody(lives, walk)


def both_active(lives: Lives, walk: Walk) -> None:
    """Both groups are at work."""
    walk.sit(lives.cast.guest, "/groups").sees(BAGHDAD, ERBIL)
    assert walk.page.locator("tbody").get_by_text("Active", exact=True).count() == 2


def paused(lives: Lives, walk: Walk) -> None:
    """Baghdad, to which two actions are due, is paused for security with a review-by date."""
    mine = {"owner_kind": "group", "group_id": lives.baghdad.id, "due": clock.today() + timedelta(3)}
    for n in (1, 2):
        point(lives.cast, n=n, **mine)
    walk.sit(lives.cast.hana, f"/groups/{BAGHDAD}").follow("Pause it for security at once")
    walk.sees("This will:", "suspend its dates").page.locator("#review_by").fill(SOON)
    walk.fill(note="A road.").press("Pause it for security at once", "Paused. Its dates stand still.")
    walk.sees("Paused: Security", "A road.")


def finished_phase_one(lives: Lives, walk: Walk) -> None:
    """Erbil plans and finishes fact-finding, analysis and planning."""
    walk.sit(lives.cast.lena, f"/groups/{ERBIL}").follow("nothing planned yet").follow("Add a deliverable")
    walk.page.locator("#item").select_option(index=1)
    walk.fill(title=PHASES[0], why="Phase one.").press("Save", "Added to the action plan.").sees(f"{ERBIL}/D1")
    phase_one(lives, PHASES[1:])
    walk.go(f"/groups/{ERBIL}/plan/1").follow("It is done").fill(text="It is there.").press("It is done", "Done.")
    for n in (2, 3):
        done(lives.cast.lena.post(f"/groups/{ERBIL}/plan/{n}/finish", {"text": "It is there, too."}))
    walk.sit(lives.cast.guest, f"/groups/{ERBIL}/plan").sees(*PHASES)
    assert walk.words.count("Done") == 3


def suspended_not_overdue(lives: Lives, walk: Walk) -> None:
    """A week after they were due nobody is told that they are late; the pause is a code."""
    walk.sit(lives.cast.guest, f"/groups/{BAGHDAD}").sees("Paused: Security")
    actions = walk.page.locator("section", has=walk.page.locator("#h-actions")).inner_text()
    assert (actions.count("suspended"), "overdue" in actions) == (2, False)
    assert "A road." not in walk.words


def resumed_with_a_replica(lives: Lives, walk: Walk) -> None:
    """Baghdad resumes, its actions dated anew, with a replica of what Erbil planned, freshly dated."""
    walk.sit(lives.cast.ines).sees(f"{BAGHDAD} is paused.").follow("Open it").follow("Resume it").sees(
        "review of Terms"
    )
    for one in walk.page.locator("input[name^=date-action]").all():
        one.fill(day(30))
    walk.press("Resume it", "It works again.")
    walk.sit(lives.cast.hana, f"/groups/{BAGHDAD}/plan").follow("Copy another plan")
    walk.page.locator("#source").select_option(str(lives.erbil.id))
    walk.page.locator("#why").fill("A replica of phase one.")
    walk.press("Copy it", "3 deliverables were copied.").sees(f"copied from {ERBIL}/D1", "no date")
    walk.go(f"/groups/{BAGHDAD}/plan/1").follow("change what the plan says of it")
    walk.page.locator("#due_on").fill(day(30))
    walk.fill(why="A date of our own.").press("Save", "Saved.")
    for n in (2, 3):
        row, told = stands(n, BAGHDAD), {"seeks": "y", "why": "A date of our own.", "other": "3.2.1.3"}
        told |= {"title": row.title, "why_item": row.why_item, "due_on": day(30 * n), "seen": str(row.version)}
        done(lives.cast.hana.post(f"/groups/{BAGHDAD}/plan/{n}/amend", told))
    walk.go(f"/groups/{BAGHDAD}/plan")
    assert walk.page.locator("td[data-l=Due]").get_by_text("no date").count() == 0


def plans_merged(lives: Lives, walk: Walk) -> None:
    """The two plans become one, while both groups go on."""
    walk.follow("Merge it into another plan").page.locator("#into").select_option(str(lives.erbil.id))
    walk.press("Ask them", "Asked.")
    walk.sit(lives.cast.lena).sees(f"{BAGHDAD} asks to merge its action plan")
    walk.go(f"/groups/{ERBIL}/plan").press("Take it in", "3 deliverables came over.").sees(f"came from {BAGHDAD}/D1")
    assert walk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    both_active(lives, walk)


def groups_merged(lives: Lives, walk: Walk) -> None:
    """Whether the groups merge is the SAG's choice: here it does so."""
    walk.sit(lives.cast.hana, f"/groups/{BAGHDAD}").follow("Ask to merge it into another group")
    walk.page.locator("#into").select_option(str(lives.erbil.id))
    walk.press("Ask to merge it into another group", "Asked.")
    walk.sit(lives.cast.lena, f"/groups/{ERBIL}/terms").press("Begin a revision", "The next version is begun")
    walk.go(f"/groups/{ERBIL}").sees(f"{BAGHDAD} asks to merge into it.")
    walk.press("Put the merger to the SAG", "Submitted: the SAG decides on the merger")
    lives.vote()


def told_to_everybody(lives: Lives, walk: Walk) -> None:
    """Everybody reads the lineage and the pause as a code, and no officer's name; drawn right to left, too."""
    guest = lives.cast.guest
    for code, words in ((ERBIL, f"Took in {BAGHDAD}"), (BAGHDAD, f"Merged into {ERBIL}")):
        walk.sit(guest, f"/groups/{code}").sees(words)
        walk.page.locator("summary", has_text="The same as a table").click()
        walk.sees("Paused: Security")
        assert not [name for name in ("Hana", "Lena", "Ines") if name in walk.words]
    walk.go(f"/groups/{BAGHDAD}/history").sees("Paused: Security", "merged into")
    assert not [name for name in ("Hana", "Lena", "Ines") if name in walk.words]
    tops = [_tops(walk, "en"), _tops(walk, "ar")]
    assert [round(960 - x) for x in tops[1]] == [round(x) for x in tops[0]], "mirrored, today at the other side"


def _tops(walk: Walk, language: str) -> list[float]:
    """Give where the codes of the groups and today stand in the drawing."""
    walk.go(f"/language/{language}?next=/groups/{BAGHDAD}")
    return walk.page.locator("svg.chart").evaluate(
        "one => [...one.querySelectorAll('text[font-weight]')].map(each => each.x.baseVal[0].value)"
        ".concat(+one.querySelector('path.now').getAttribute('d').match(/M([0-9]+)/)[1])"
    )
