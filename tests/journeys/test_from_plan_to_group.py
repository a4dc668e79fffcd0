"""The main job in a real browser, once with script and once without: from the published plan to an active group."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask

from tests.factories import PASSWORD
from tests.journeys.story import HERE, MANDATORY, PROBLEM, Story
from tests.journeys.walking import Walk
from tests.plan import made_up

if TYPE_CHECKING:
    from tests.support.browser import NewPage

Open = Callable[[], Walk]
pytestmark = pytest.mark.browser
START = "The ferry runs twice a day.\n\nStorage is not covered."
END = "The ferry runs twice a day, also on Sunday.\n\nStorage is covered by others."


@pytest.fixture(params=["script", "no script"])
def walks(request: pytest.FixtureRequest, new_page: NewPage, story: Story, live_server: Callable[[Flask], str]) -> Open:
    """Open browsers, all with script or all without."""
    at = live_server(story.cast.app)
    return lambda: Walk(new_page(java_script_enabled=request.param == "script"), at)


@pytest.fixture
def walk(new_page: NewPage, story: Story, live_server: Callable[[Flask], str]) -> Walk:
    """Open a browser with script."""
    return Walk(new_page(), live_server(story.cast.app))


def test_from_the_plan_to_a_group_that_drafts(story: Story, walks: Open) -> None:
    walk = walks()
    read_the_plan(story, walk)
    lead_an_activity(story, walk)
    propose(story, walk)
    take_up(story, walk)


def test_two_draft_at_once(story: Story, walks: Open) -> None:
    story.to_drafting()
    walk = walks()
    draft_together(story, walk, walks())
    submit(story, walk)


def test_from_the_question_to_an_active_group(story: Story, walks: Open) -> None:
    walk = walks()
    story.to_review()
    decide(story, walk)
    look_as_guest(story, walk)
    confirm_as_lead(story, walk)


def read_the_plan(story: Story, walk: Walk) -> None:
    walk.sit(story.cast.sam, "/plan").follow("Read in the published text")
    plan = {"name": "plan.txt", "mimeType": "text/plain", "buffer": made_up.plan("2022").data}
    walk.page.locator("input[type=file]").set_input_files(plan)  # type: ignore[arg-type]
    walk.press("Show what would change", "Nothing is changed before you apply it")
    walk.press("Apply", "Applied")
    walk.go("/plan/2022/1.1.1.1").sees(made_up.sentence("1.1.1.1"))


def lead_an_activity(story: Story, walk: Walk) -> None:
    walk.sit(story.cast.hana, "/plan/2022/1.1.1.1")
    walk.page.locator("#sign-up").get_by_label("Lead", exact=False).first.check()
    walk.fill(s_offers="Two boats and a crew.").press("Sign up", "Your offer stands")
    walk.sit(story.cast.sam).sees("Confirm or decline the offer of Rivermark Relief to lead 1.1.1.1.")
    walk.press("Confirm", "Confirmed").sees("Rivermark Relief")


def propose(story: Story, walk: Walk) -> None:
    walk.sit(story.cast.omar, "/groups").follow("Propose a group")
    walk.fill(name="Water crossings", code="wg-water", numbers="1.1.1", lead="lena-okafor@example.org",
              secretariat="hana-aziz@example.org")  # fmt: skip
    walk.page.get_by_label("Kind").select_option("global")
    walk.press("Propose it").sees("This is still the template")
    assert "unsaved text" not in walk.words, "a code in small letters is the same code"
    walk.fill(problem=PROBLEM).press("Propose it", "Proposed.").sees("Waiting for the invited lead to accept")
    for someone, role in ((story.cast.lena, "lead"), (story.cast.hana, "be the secretariat of")):
        walk.sit(someone).sees(f"Accept or decline to {role}").press("Accept", "Accepted: you are in the group")


def take_up(story: Story, walk: Walk) -> None:
    walk.sit(story.cast.sam).sees("Take WG-WATER up and name its SAG focal point.").follow("Open it")
    walk.follow("Take it up")
    walk.page.locator("#person").select_option(str(story.seats["UN"].person))
    walk.press("Take it up", "Taken up")


def draft_together(story: Story, walk: Walk, other: Walk) -> None:
    """Two people save one section: different paragraphs are merged, the same sentence becomes a choice."""
    walk.sit(story.cast.lena).sees("Write the terms of reference of WG-WATER.").follow("Open it").follow("Terms")
    walk.follow("Write it Scope").fill(text=START).press("Save", "Saved.")
    scope = f"{HERE}/terms/edit/scope"
    walk.go(scope)
    other.sit(story.cast.hana, scope).fill(text=START.replace("day.", "day, also on Sunday.")).press("Save", "Saved.")
    walk.fill(text=START.replace("not covered", "covered by others")).press("Save", "merged with what Hana Aziz saved")
    walk.sees(*END.split("\n\n"))
    walk.go(scope)
    other.go(scope).fill(text=END.replace("Sunday", "Friday")).press("Save", "Saved.")
    walk.fill(text=END.replace("Sunday", "Monday")).press("Save").sees("Friday", "Monday", "Nothing is lost")
    walk.page.get_by_label("Keep mine").check()
    walk.press("Save this choice", "Saved. What was not chosen stays").sees("also on Monday")
    walk.go(f"{HERE}/terms/v1/history/scope").sees("put aside, then chosen")


def submit(story: Story, walk: Walk) -> None:
    rest = [key for key in MANDATORY if key != "scope"]
    walk.sit(story.cast.lena, f"{HERE}/terms").sees("Before it can be submitted", "Write first: “Purpose and problem”")
    walk.go(HERE).sees("“Submit to the SAG” is not open yet")
    story.write(rest)
    walk.go(f"{HERE}/terms").press("Submit v1", "the text is locked").go(f"{HERE}/terms")
    assert not walk.page.get_by_role("link", name="Write").count()


def decide(story: Story, walk: Walk) -> None:
    nadia, uma, dora = story.seats.values()
    position(walk.sit(nadia).sees("Take a position on").follow("Open it"), "Approve")
    walk.sit(uma).follow("Open it").fill(position_reason="No end date.", position_remedy="Name one.")
    position(walk, "Objection").sees("1 objection")
    position(walk.sit(dora).follow("Open it"), "No objection")
    walk.sit(story.cast.lena).sees("Answer the objection of seat UN").follow("Open it").follow("Answer it")
    walk.page.locator("article textarea").first.fill("Until May.")
    walk.press("Add", "Added to the thread", within="article")
    walk.sit(uma).sees("Your objection to").follow("Open it")
    walk.press("Clear my objection", "is decided").sees("Endorsed")


def position(walk: Walk, answer: str) -> Walk:
    walk.page.locator("#position").get_by_role("radio", name=re.compile(f"^{answer}")).check()
    return walk.press("Record my position", "Recorded. It can be changed")


def look_as_guest(story: Story, walk: Walk) -> None:
    walk.sit(story.cast.guest, HERE).sees("Active", "v1").follow("Read v1").sees("All about scope.")
    walk.go(f"{HERE}/history").sees("WG-WATER was proposed", "A member of Lantern Health Logistics joined as lead",
                                    "submitted to the SAG", "was carried")  # fmt: skip
    assert not [name for name in ("Lena", "Hana", "Omar", "Uma", "Nadia") if name in walk.words]


def confirm_as_lead(story: Story, walk: Walk) -> None:
    story.offer("1.1.1.2", "co-lead")
    walk.sit(story.cast.lena).sees("to co-lead 1.1.1.2").press("Confirm", "Confirmed")


def test_taken_back_returned_and_endorsed(story: Story, walks: Open) -> None:
    walk = walks()
    story.to_active()
    walk.sit(story.carmen, story.decision).sees("minutes left")
    walk.press("Take the ruling back", "The ruling is taken back").sees("Open")
    walk.page.locator("summary", has_text="Choose what happens with it").click()
    walk.page.locator("#rule").get_by_label("Return it with a checklist").check()
    walk.fill(rule_checklist="Name the deliverables.").press("Give the ruling", "Mail leaves in ten minutes")
    walk.sit(story.cast.lena).sees("Work through its checklist").go(f"{HERE}/terms").sees("Name the deliverables.")
    walk.go(f"{HERE}/terms/edit/deliverables").fill(text="Three maps of the river.").press("Save", "Saved.")
    walk.press("It is done", "The point is done").press("Submit v1", "the text is locked")
    walk.sit(story.carmen, f"{HERE}/terms").follow("What changed since it was submitted").sees("Three maps")
    story.vote()
    walk.sit(story.cast.guest, f"{HERE}/terms").sees("Endorsed", "Three maps of the river.")


def test_a_revision(story: Story, walks: Open) -> None:
    walk = walks()
    story.to_active()
    walk.sit(story.cast.lena, HERE).follow("revise its terms")
    walk.press("Begin a revision", "The next version is begun").sees("v1 is in force")
    walk.go(f"{HERE}/terms/edit/scope").fill(text="Rivers and lakes.").press("Save", "Saved.")
    walk.press("Submit v2", "the text is locked")
    story.vote()
    walk.sit(story.cast.guest, f"{HERE}/terms").sees("Rivers and lakes.").follow("v1").sees("All about scope.")


def test_a_sign_in_that_ends_in_the_middle_of_a_text(story: Story, walks: Open) -> None:
    walk, text = walks(), "The ferry runs twice a day. " * 300
    story.to_drafting()
    walk.sit(story.cast.lena, f"{HERE}/terms/edit/scope").fill(text=text)
    walk.page.context.clear_cookies()
    walk.press("Save").sees("Sign in first", "What you wrote is kept here", "The ferry runs")
    walk.page.get_by_label("E-mail").fill("lena-okafor@example.org")
    walk.page.get_by_label("Password").fill(PASSWORD)
    walk.press("Sign in").sees("The ferry runs").press("Send it now", "Saved.").sees("The ferry runs twice a day.")


def test_a_button_pressed_twice_does_it_once(story: Story, walks: Open) -> None:
    walk = walks()
    story.to_drafting().new()
    walk.sit(story.cast.lena, f"{HERE}/terms/edit/scope").fill(text="All the rivers.")
    twice(walk, "Save")
    assert story.new() == ["documents.SectionSaved"]
    walk.sit(story.cast.hana, "/plan/2022/1.1.1.2")
    walk.page.locator("#sign-up").get_by_label("Lead", exact=False).first.check()
    twice(walk, "Sign up")
    assert story.new() == ["signups.Offered"]


def twice(walk: Walk, name: str) -> None:
    """Press a button as somebody does who is used to pressing twice."""
    button: Any = walk.page.locator("main").get_by_role("button", name=name).first
    button.dblclick(no_wait_after=True)
    walk.page.locator("#slip .slip").first.wait_for()
    walk.page.wait_for_load_state()
