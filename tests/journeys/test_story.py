"""The main job by requests: every line of history, every turn, every mail, on both engines."""

from datetime import timedelta

import sqlalchemy as sa

from tests.journeys.story import HERE, MANDATORY, Story
from tests.plan import made_up
from wgtool.decisions.models import Objection
from wgtool.kernel import clock
from wgtool.kernel.db import db

SUBMITTED = ["decisions.Opened", "documents.Submitted", "groups.Submitted"]


def test_the_plan_and_a_lead(story: Story) -> None:
    cast, sam = story.cast, story.cast.sam
    story.import_plan()
    assert story.new() == ["plan.Worded"] * len(made_up.plan("2022").texts) + ["plan.PlanImported"]
    where = story.offer()
    assert story.new() == ["signups.Offered"]
    assert story.turn(sam) == "Confirm or decline the offer of Rivermark Relief to lead 1.1.1.1."
    assert story.mails(sam) == [f"Your turn: {story.turn(sam)}"]
    story.accept(sam)
    assert story.new() == ["signups.Confirmed"]
    assert story.lines(sam) == []
    assert story.mails(cast.hana) == ["Your offer was confirmed."]
    for url in (where, "/plan/2022/1.1.1.1"):
        assert "Rivermark Relief" in cast.guest.get(url).text


def test_a_proposal_until_it_is_drafted(story: Story) -> None:
    lena, hana, sam = story.cast.lena, story.cast.hana, story.cast.sam
    left = story.propose(problem="We [who] come together because nobody shares the timetable.")
    assert left.status_code == 422
    assert "Fill in [who]" in left.text
    assert story.new() == []
    story.done(story.propose())
    assert story.new() == ["groups.Proposed", "groups.Invited", "groups.Invited"]
    assert story.turn(lena) == "Accept or decline to lead WG-WATER."
    assert story.turn(hana) == "Accept or decline to be the secretariat of WG-WATER."
    for someone in (lena, hana):
        assert story.mails(someone) == [f"Your turn: {story.turn(someone)}"]
        story.accept(someone)
        assert story.new() == ["groups.Joined"]
    assert story.turn(sam) == "Take WG-WATER up and name its SAG focal point."
    story.take_up()
    assert story.new() == ["documents.Drafted", "groups.TakenUp"]
    assert story.turn(lena) == "Write the terms of reference of WG-WATER."
    assert story.lines(sam) == []


def test_terms_until_they_are_before_the_sag(story: Story) -> None:
    lena = story.to_drafting().cast.lena
    story.new()
    refused = lena.post(f"{HERE}/submit")
    assert refused.status_code == 409
    assert "Purpose and problem" in refused.text
    assert story.new() == []
    story.write(MANDATORY[:1])
    story.write(MANDATORY[1:], by=story.cast.hana)
    assert story.new() == ["documents.SectionSaved"] * len(MANDATORY)
    assert story.turn(lena) == "The terms of reference of WG-WATER are complete. Submit them to the SAG."
    story.done(lena.post(f"{HERE}/submit"))
    assert story.new() == SUBMITTED
    assert story.lines(lena) == []
    for seat, someone in story.seats.items():
        told = story.turn(someone)
        assert told.startswith(
            f"Take a position on {story.question.number}, “WG-WATER: Water crossings”, for seat {seat}"
        )
        assert story.mails(someone) == [f"Your turn: {told}"]
    assert "All about" not in story.cast.guest.get(HERE).text
    assert story.cast.guest.get(f"{HERE}/terms").status_code == 404


def test_decided_after_an_objection(story: Story) -> None:
    lena, uma = story.to_review().cast.lena, story.seats["UN"]
    story.new()
    story.answer("NGO 1")
    assert story.new() == ["decisions.Answered"]
    story.answer("UN", "objection", reason="No end date.", remedy="Name one.")
    assert story.new() == ["decisions.Answered"]
    assert story.turn(lena).startswith(f"Answer the objection of seat UN to {story.question.number}")
    story.answer("Donor", "no objection")
    assert story.new() == ["decisions.Answered"]
    assert story.turn(story.carmen).startswith("Only objections hold")
    objection = f"{story.decision}/objections/{db.session.scalar(sa.select(Objection.id))}"
    story.done(lena.post(f"{objection}/reply", {"text": "By May."}))
    assert story.new() == ["decisions.Replied"]
    assert story.turn(uma).startswith("Your objection to")
    story.done(uma.post(f"{objection}/clear"))
    assert story.new() == ["decisions.Cleared", "documents.Endorsed", "groups.Activated", "decisions.Carried"]
    assert (story.group.status, story.versions) == ("active", {"v1": "endorsed"})
    everybody = (lena, story.cast.hana, story.cast.sam, story.carmen, *story.seats.values())
    assert [story.lines(someone) for someone in everybody] == [[]] * len(everybody)


def test_the_public_story_is_whole_and_names_nobody(story: Story) -> None:
    guest = story.to_active().cast.guest
    page = guest.get(f"{HERE}/history").text
    lines = ["was proposed", "joined as lead", "joined as secretariat", "Taken up by the support team",
             "was opened", "were submitted to the SAG", "v1 is endorsed", "Active: the SAG endorsed", "was carried"]  # fmt: skip
    assert [line for line in lines if line not in page] == []
    people = ("Lena", "Hana", "Omar", "Sam ", "Nadia", "Uma", "Dora", "Carmen")
    assert [name for name in people if name in page + guest.get(HERE).text] == []
    assert "All about purpose." in guest.get(f"{HERE}/terms").text


def test_the_lead_of_the_active_group_confirms(story: Story) -> None:
    lena = story.to_active().cast.lena
    where = story.offer("1.1.1.2", "co-lead")
    assert story.turn(lena) == "Confirm or decline the offer of Rivermark Relief to co-lead 1.1.1.2."
    assert story.lines(story.cast.sam) == []
    story.new()
    story.done(lena.post(f"{where}/confirm"))
    assert story.new() == ["signups.Confirmed"]


def test_a_ruling_taken_back(story: Story) -> None:
    story.to_active().new()
    decided = f"{story.question.number} is decided"
    assert story.mails(story.cast.lena)[-1] == decided
    later = clock.now() + timedelta(minutes=10)
    with clock.at(later):
        assert story.carmen.post(f"{story.decision}/take-back").status_code == 409
    story.done(story.carmen.post(f"{story.decision}/take-back"))
    assert story.new() == ["documents.RulingTakenBack", "groups.RulingTakenBack", "decisions.TakenBack"]
    assert (story.group.status, story.versions) == ("sag review", {"v1": "submitted"})
    assert story.mails(story.cast.lena)[-1] == f"- {decided}"
    assert story.carmen.post(f"{story.decision}/take-back").status_code == 409
    assert story.cast.guest.get(f"{HERE}/terms").status_code == 404


def test_returned_mended_and_endorsed(story: Story) -> None:
    lena = story.to_review().cast.lena
    story.new()
    story.rule("return", checklist="Name the deliverables.")
    assert story.new() == ["documents.Returned", "groups.Returned", "decisions.Ruled"]
    assert story.turn(lena).startswith("The SAG returned the terms of reference of WG-WATER. Work through")
    assert f"Your turn: {story.turn(lena)}" in story.mails(lena)
    story.write(["deliverables"], words="Three maps and all about")
    page = lena.get(f"{HERE}/terms").text.partition('id="submit"')[2]
    assert ("1 point of the checklist is open." in page, "Answered in the text" in page) == (True, True)
    ticked = story.done(lena.post(f"{HERE}/terms/checklist/1", {"done": "1", "then": "submit"}))
    assert ticked.location.endswith("/terms#submit")
    assert story.new() == ["documents.SectionSaved", "documents.CheckTicked"]
    assert story.turn(lena).endswith("are complete. Submit them to the SAG.")
    story.done(lena.post(f"{HERE}/submit"))
    assert story.new() == SUBMITTED
    assert "Three maps and all" in story.carmen.get(f"{HERE}/terms/compare").text
    story.vote()
    assert story.new()[-4:] == ["decisions.Answered", "documents.Endorsed", "groups.Activated", "decisions.Carried"]


def test_declined_and_taken_back(story: Story) -> None:
    story.to_review().fail()
    story.new()
    assert story.turn(story.carmen, story.decision).startswith(f"{story.question.number} was not carried")
    story.rule("decline", reason="Another group does this.")
    assert story.new() == ["documents.Declined", "groups.Declined", "decisions.Ruled"]
    assert (story.group.status, story.versions) == ("declined", {"v1": "declined"})
    assert "Another group does this." in story.cast.guest.get(story.decision).text
    assert story.lines(story.cast.lena) == []
    story.done(story.carmen.post(f"{story.decision}/take-back"))
    assert story.new() == ["documents.RulingTakenBack", "groups.RulingTakenBack", "decisions.TakenBack"]
    assert (story.group.status, story.versions) == ("sag review", {"v1": "submitted"})
    story.rule("return", checklist="Say who pays.")
    assert (story.group.status, story.versions) == ("drafting", {"v1": "draft"})
    story.done(story.cast.lena.post(f"{HERE}/submit"))  # an open point is told of and stops nothing
    assert story.group.status == "sag review"
