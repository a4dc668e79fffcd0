"""Three decisions in a real browser with script: a silence whose timer was missed, a dissolution, a ruling taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests import factories
from tests.actions.helping import now as action
from tests.actions.helping import point
from tests.cast import Cast
from tests.groups.helping import add, found
from tests.groups.planning import deliverable, stands
from tests.journeys.lives import BAGHDAD, ERBIL, Lives, done
from tests.journeys.story import HERE, Story
from tests.journeys.test_from_plan_to_group import position
from tests.journeys.test_lives import open_things
from tests.journeys.walking import Walk
from tests.learning.helping import exercise
from wgtool.accounts.models import Person
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.groups.models import Role, Standing
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.writes import writing
from wgtool.timers import do_due

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.browser
START = datetime(2026, 11, 20, 12, tzinfo=UTC)
CLOSES = datetime(2026, 11, 29, 14, tzinfo=UTC)
"""Seven days after the start, moved on from Iraq's weekend: a Sunday, 17:00 in Baghdad."""
MINUTE = timedelta(minutes=1)


@pytest.fixture
def walk(new_page: NewPage, cast: Cast, live_server: Callable[[Flask], str]) -> Walk:
    return Walk(new_page(), live_server(cast.app))


@pytest.fixture
def november(cast: Cast) -> Iterator[Story]:
    """Begin the story on a Friday in November, with a SAG that keeps its hours in Baghdad."""
    with clock.at(START):
        story = Story(cast)
        told = {"zone": "Asia/Baghdad", "countries": "IQ", "silence_days": 7}
        with writing():
            decisions.describe_body(questions.sag(), actor=Actor.tool(), **told)
        yield story


def test_a_silence_across_three_time_zones_and_a_missed_timer(november: Story, walk: Walk) -> None:
    nadia, uma, dora = november.seats.values()
    walk.sit(november.carmen, "/decisions/bodies/SAG").follow("Ask a question")
    walk.page.get_by_label("By silence").check()
    walk.fill(title="Dates of 2027", text="We sit each first Tuesday.").press("Ask a question", "the text is fixed")
    here = urlsplit(walk.page.url).path
    factories.change(Person, Person.id == nadia.person, zone="America/New_York")
    factories.change(Person, Person.id == dora.person, zone="Africa/Ndjamena")
    walk.sit(uma, "/me").page.get_by_label("Time zone").select_option("Pacific/Auckland")
    walk.press("Save", "Saved.")
    for who, when in ((nadia, "29 Nov 2026, 09:00"), (uma, "30 Nov 2026, 03:00"), (dora, "29 Nov 2026, 15:00")):
        walk.sit(who, here).sees(when, "(29 Nov 2026, 17:00", "Silence means consent.")
    with clock.at(CLOSES - MINUTE):
        position(walk.sit(uma, here), "No objection")
        walk.sit(dora, here).fill(position_reason="It rains then.", position_remedy="Mondays.")
        walk.page.locator("#position").get_by_role("radio", name=re.compile("^Objection")).check()
    with clock.at(CLOSES + MINUTE):
        walk.press("Record my position").sees("closing time")
        assert "It rains then." in walk.page.locator("main").inner_html(), (
            "the page of the refusal keeps what was written"
        )
    with clock.at(CLOSES + timedelta(days=2)):
        for _ in range(2):
            with november.cast.app.test_request_context():
                do_due()
        walk.sit(november.carmen, here).sees("Yes", "at the closing time", "Active 1, silent 2.")
        walk.sit(november.cast.guest, here).sees("Yes", "We sit each first Tuesday.")
        assert "silent 2" not in walk.words
    assert november.new().count("decisions.AgreedBySilence") == 1


def twelve(lives: Lives) -> None:
    """Put twelve open things under Erbil, of every kind; a thirteenth, the draft of its terms, comes when its question goes."""
    cast, made = lives.cast, lives.erbil
    for n in (1, 2):
        add(made, cast._play(factories.person(f"Asker {n}", at=cast.lantern)), Role.MEMBER, Standing.ASKED)
        add(made, cast._play(factories.person(f"Guest {n}", at=cast.rivermark)), Role.MEMBER, Standing.INVITED)
        deliverable(made, n)
        point(cast, n=n, owner_kind="group", group_id=made.id)
        exercise(n=n, group_id=made.id)
    point(cast, n=3, group_id=made.id)
    for step in ("terms/revise", "terms/submit"):
        lives.step(cast.lena, ERBIL, step)


def settle(walk: Walk, kind: str, end: str) -> None:
    """Hand the first thing of a kind over to the group of this number, or drop it with this reason, on the page of what is open."""
    section = walk.page.locator(f"section[id^={kind}-]").first
    if end.isdigit():
        section.locator("select").select_option(end)
    else:
        section.locator("textarea").fill(end)
    walk.press(re.compile("drop it$", re.IGNORECASE), "Settled", within=f"#{section.get_attribute('id')}")


def test_a_dissolution_with_twelve_open_things(cast: Cast, walk: Walk) -> None:
    """Each kind of thing is settled by hand, and each of the three ends is reached: handed over, closed, dropped."""
    lives = Lives(cast)
    twelve(lives)
    heir, why = str(lives.baghdad.id), "The group closes."
    walk.sit(lives.carmen, f"/groups/{ERBIL}").follow("Start closing it")
    walk.page.locator("#code").select_option("completed")
    walk.page.locator("#by").select_option("SAG")
    walk.fill(why="The work is done.").press("Start closing it", "Closing")
    walk.sit(cast.lena).sees("12 things are still open").go(f"/groups/{ERBIL}/closing").sees("12 things are still open")
    here, sends = f"/groups/{ERBIL}/open", f'action="/groups/{ERBIL}/submit-the-closing-report"'
    for page in ("", "/closing", "/submit-the-closing-report", "/open"):
        assert sends not in cast.lena.get(f"/groups/{ERBIL}{page}").text, (
            "until the list is empty the step is not there"
        )
    walk.go(here)
    handed = [(kind, heir) for kind in ("membership", "deliverable", "action")]
    for kind, end in (*handed, *[(kind, why) for kind in ("exercise", "question", "version")]):
        settle(walk, kind, end)
    walk.page.locator("section[id^=deliverable-]").get_by_role("link", name="Close it on its own page").click()
    walk.follow("It is done").fill(text="It is there.").press("It is done", "Done.")
    left = open_things(lives)
    kinds = sorted(row.partition(":")[0] for row in left)
    assert kinds == ["action", "action", "exercise", *["membership"] * 3]
    for row in left[1:]:
        done(cast.lena.post(here, {"row": row, "why": why}))
    settle(walk.go(here), left[0].partition(":")[0], why)
    walk.sees("Nothing is open under it.")
    lives.write(cast.lena, ERBIL)
    assert sends in cast.lena.get(f"/groups/{ERBIL}/closing").text
    walk.go(f"/groups/{ERBIL}").press("Submit the closing report", "the SAG decides whether to dissolve it")
    lives.vote()
    walk.sit(cast.guest, f"/groups/{ERBIL}").sees("Dissolved")
    walk.go(f"/groups/{ERBIL}/closing").sees("What there is to say of achieved.")
    assert (found(ERBIL).status, len(found(BAGHDAD).memberships)) == ("dissolved", 3)
    assert (str(action(1).group_id), stands(1, BAGHDAD).title) == (heir, "Thing 1")
    assert (action(2).status, action(2).decided_by) == ("not implemented", ERBIL)
    assert (action(3).status, action(3).group_id) == ("not started", None), "what a partner does goes on"


def test_a_ruling_taken_back_in_the_ninth_minute_and_one_that_no_longer_can_be(story: Story, walk: Walk) -> None:
    ruled = clock.now()
    with clock.at(ruled):
        story.to_active()
    with clock.at(ruled + 9 * MINUTE):
        walk.sit(story.carmen, story.decision).sees("1 minute left; then mail leaves.")
        walk.press("Take the ruling back", "The ruling is taken back").sees("Open")
        assert (story.group.status, story.versions) == ("sag review", {"v1": "submitted"})
    again = ruled + timedelta(days=4)
    with clock.at(again):
        walk.go(story.decision).press("Conclude: carried", "Mail leaves in ten minutes").sees("10 minutes left")
        assert story.group.status == "active"
    with clock.at(again + 9 * MINUTE):
        walk.go(story.decision).sees("1 minute left")
    with clock.at(again + 11 * MINUTE):
        walk.press("Take the ruling back").sees("ten minutes")
        walk.go(story.decision)
        assert not walk.page.get_by_role("button", name="Take the ruling back").count()
        walk.sit(story.cast.guest, HERE).sees("Active", "v1")
