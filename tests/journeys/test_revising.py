"""Terms in force are revised: the next version is written and decided on while the one in force stays public."""

import pytest

from tests.journeys.story import HERE, Story

SUBMITTED = ["decisions.Opened", "documents.Submitted"]
BUTTON = "Begin a revision"


@pytest.fixture
def active(story: Story) -> Story:
    story.to_active().new()
    return story


@pytest.fixture
def review(active: Story) -> Story:
    """Give a group whose v2 is before the SAG."""
    active.revise().write(["scope"], words="More about")
    active.submit_revision().new()
    return active


def test_leads_of_an_active_group_have_the_button(active: Story) -> None:
    cast = active.cast
    assert BUTTON in cast.lena.get(f"{HERE}/terms").text
    for someone in (cast.hana, cast.sam, cast.omar, cast.guest):
        assert BUTTON not in someone.get(f"{HERE}/terms").text
        assert someone.post(f"{HERE}/terms/revise").status_code in (401, 403)


def test_nothing_to_revise_while_it_is_drafted(story: Story) -> None:
    story.to_drafting()
    assert BUTTON not in story.cast.lena.get(f"{HERE}/terms").text
    for path in ("revise", "submit"):
        assert story.cast.lena.post(f"{HERE}/terms/{path}").status_code == 403


def test_begun_once_and_the_one_in_force_stays(active: Story) -> None:
    lena = active.revise().cast.lena
    assert active.new() == ["documents.Drafted"]
    assert active.versions == {"v2": "draft", "v1": "endorsed"}
    assert lena.post(f"{HERE}/terms/revise").status_code == 409
    assert BUTTON not in lena.get(f"{HERE}/terms").text
    assert active.turn(lena) == "Go on with v2 of the terms of WG-WATER, and submit it to the SAG when it is ready."
    active.write(["scope"], by=active.cast.hana, words="More about")
    page = active.cast.guest.get(f"{HERE}/terms").text
    assert "All about scope." in page
    assert "v2" not in page + active.cast.guest.get(HERE).text + active.cast.guest.get(f"{HERE}/history").text


def test_submitted_and_endorsed(active: Story) -> None:
    active.revise().write(["scope"], words="More about")
    active.new()
    active.submit_revision()
    assert active.new() == SUBMITTED
    assert (active.question.about, active.question.title) == ("revised terms", "WG-WATER: Water crossings, v2")
    assert active.group.status == "active"
    assert active.lines(active.cast.lena) == []
    assert "More about" not in active.cast.guest.get(f"{HERE}/terms").text
    active.vote()
    assert active.new()[3:] == ["documents.Superseded", "documents.Endorsed", "decisions.Carried"]
    assert active.versions == {"v2": "endorsed", "v1": "superseded"}
    assert "More about scope." in active.cast.guest.get(f"{HERE}/terms").text
    assert "All about scope." in active.cast.guest.get(f"{HERE}/terms/v1").text
    assert BUTTON in active.cast.lena.get(f"{HERE}/terms").text


def test_an_endorsement_taken_back(review: Story) -> None:
    review.vote()
    review.new()
    review.done(review.carmen.post(f"{review.decision}/take-back"))
    assert review.new() == ["documents.RulingTakenBack", "documents.BackInForce", "decisions.TakenBack"]
    assert review.versions == {"v2": "submitted", "v1": "endorsed"}
    assert "All about scope." in review.cast.guest.get(f"{HERE}/terms").text


def test_returned_and_that_taken_back(review: Story) -> None:
    review.rule("return", checklist="Say who pays.")
    assert review.new() == ["documents.Returned", "decisions.Ruled"]
    assert (review.group.status, review.versions) == ("active", {"v2": "draft", "v1": "endorsed"})
    assert review.turn(review.cast.lena).startswith("The SAG returned v2 of the terms of WG-WATER.")
    review.done(review.carmen.post(f"{review.decision}/take-back"))
    assert review.versions == {"v2": "submitted", "v1": "endorsed"}
    assert review.lines(review.cast.lena) == []


def test_declined_and_that_taken_back(review: Story) -> None:
    review.fail()
    review.rule("decline", reason="The first terms are better.")
    assert (review.group.status, review.versions) == ("active", {"v2": "declined", "v1": "endorsed"})
    review.done(review.carmen.post(f"{review.decision}/take-back"))
    assert review.versions == {"v2": "submitted", "v1": "endorsed"}
    review.rule("decline", reason="The first terms are better.")
    review.revise()
    assert review.versions == {"v3": "draft", "v2": "declined", "v1": "endorsed"}


def test_withdrawn(review: Story) -> None:
    review.done(review.cast.lena.post(f"{review.decision}/withdraw", {"why": "A better idea."}))
    assert review.new() == ["documents.Unlocked", "decisions.Withdrawn"]
    assert (review.group.status, review.versions) == ("active", {"v2": "draft", "v1": "endorsed"})
    assert "Submit v2" in review.cast.lena.get(f"{HERE}/terms").text
