"""Several at the same moment, over a question, a section, an invitation to an organisation, one form, one mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast, Someone
from tests.groups.helping import group
from tests.journeys.story import Story
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Heard, Timer, Together, form
from wgtool.accounts.models import Belonging, Invitation
from wgtool.decisions.models import Position, Question, QuestionStatus, Seat, SeatRole
from wgtool.documents.models import Revision, Section
from wgtool.groups.models import Role, Status
from wgtool.history.models import Line
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation

TIMER = "wgtool.timers:do_due"


@pytest.fixture
def story(cast: Cast) -> Iterator[Story]:
    """Give the story with its question open, and hold afterwards that all agrees."""
    made = Story(cast).to_review()
    before = begin()
    yield made
    assert disagreements(before) == []


def codes(heard: list[list[Heard]]) -> list[list[int]]:
    """Give the numbers of the answers, round by round, each round sorted."""
    return [sorted(one.code for one in round) for round in zip(*heard, strict=True)]


def events(name: str) -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).where(Line.event == name)) or 0


def seat_of(story: Story, name: str) -> int:
    return db.session.scalars(sa.select(Seat.id).where(Seat.name == name)).one()


def alternate(story: Story) -> Someone:
    someone = factories.person("Alba Moreau", at=story.cast.lantern)
    factories.sit(seat_of(story, "UN"), someone, SeatRole.ALTERNATE)
    return story.cast._play(someone)


def test_the_last_two_seats(story: Story, together: Together) -> None:
    """The question concludes once, and what it sets in motion happens once."""
    story.answer("NGO 1")
    url = f"{story.decision}/position"
    heard = together(*([form(story.seats[seat], url, {"answer": "approve"})] for seat in ("UN", "Donor")))
    assert codes(heard) == [[303, 303]]
    assert story.question.status == QuestionStatus.CARRIED
    assert story.group.status == Status.ACTIVE
    assert events("decisions.Carried") == events("groups.Activated") == 1


def test_holder_and_alternate(story: Story, together: Together) -> None:
    """The holder's word stands, whoever was first."""
    other, url = alternate(story), f"{story.decision}/position"
    heard = together([form(story.seats["UN"], url, {"answer": "approve"})], [form(other, url, {"answer": "abstain"})])
    assert heard[0][0].code == 303
    assert heard[1][0].code in {303, 409}
    db.session.rollback()
    (position,) = db.session.scalars(sa.select(Position))
    assert (position.answer, position.by_role) == ("approve", SeatRole.HOLDER)


def test_one_person_twice(story: Story, together: Together) -> None:
    """Two answers of one person in two windows: both are taken, one after the other, and both are told."""
    url, uma = f"{story.decision}/position", story.seats["UN"]
    heard = together([form(uma, url, {"answer": "approve"})], [form(uma, url, {"answer": "abstain"})])
    assert codes(heard) == [[303, 303]]
    db.session.rollback()
    assert len(db.session.scalars(sa.select(Position)).all()) == 1
    assert events("decisions.Answered") == 2


def test_two_conclude(story: Story, together: Together) -> None:
    with_notice_over(story)
    url = f"{story.decision}/conclude"
    heard = together([form(story.carmen, url)], [form(story.carmen, url)])
    assert codes(heard) == [[303, 409]]
    assert events("decisions.Carried") == events("groups.Activated") == 1


def test_two_rulings_on_one_question(story: Story, together: Together) -> None:
    """What nobody answered is declined and returned at once: one ruling stands, and what it sets in motion happens once."""
    story.fail()
    url = f"{story.decision}/rule"
    said = (
        {"answer": "decline", "reason": "Another group does this."},
        {"answer": "return", "checklist": "Say who pays."},
    )
    heard = together(*([form(story.carmen, url, one)] for one in said))
    assert codes(heard) == [[303, 409]]
    assert events("decisions.Ruled") == events("groups.Declined") + events("groups.Returned") == 1


def with_notice_over(story: Story) -> None:
    """Have a question that is carried and may be concluded by hand: enough have answered, and the notice is over."""
    story.answer("NGO 1")
    story.answer("UN")
    id = story.question.id
    with writing():
        db.session.execute(sa.update(Question).where(Question.id == id).values(notice_until=clock.now()))


def test_concluded_while_the_group_withdraws(story: Story, together: Together) -> None:
    with_notice_over(story)
    heard = together(
        [form(story.carmen, f"{story.decision}/conclude")],
        [form(story.cast.lena, "/groups/WG-WATER/take-the-text-back", {"why": "Not ready."})],
    )
    db.session.rollback()
    if heard[0][0].code == 303:
        assert (story.group.status, story.question.status) == (Status.ACTIVE, QuestionStatus.CARRIED)
    else:
        assert heard[1][0].code == 303
        assert story.group.status == Status.DRAFTING
        assert events("decisions.Carried") == 0


def test_the_last_voter_and_the_timer(story: Story, together: Together) -> None:
    story.answer("NGO 1")
    story.answer("UN")
    closes = story.question.closes_at
    assert closes
    vote = form(story.seats["Donor"], f"{story.decision}/position", {"answer": "approve"})
    heard = together(
        [vote], [Timer(TIMER, at=closes + timedelta(minutes=1))], [Timer(TIMER, at=closes + timedelta(minutes=1))]
    )
    assert heard[0][0].code in {303, 403, 409}
    assert not [one.text for (one,) in heard[1:] if "raised" in one.text]
    assert story.question.status == QuestionStatus.CARRIED
    assert events("decisions.Carried") == events("groups.Activated") == 1


def test_two_save_one_section(cast: Cast, together: Together) -> None:
    """Whatever the order, no word is lost: each text is a revision, beside the other where both met."""
    group(cast, people={"lena": Role.LEAD, "hana": Role.SECRETARIAT})
    taken = cast.sam.post("/groups/WG-WATER/take-up", {"person": str(cast.cora.person)})
    assert taken.status_code == 303
    before, keys = begin(), ("purpose", "scope", "membership", "working")
    lines = [[form(who, f"/groups/WG-WATER/terms/edit/{key}", {"text": f"{words} of {key}.", "seen": "0", "label": "v1"})
              for key in keys] for who, words in ((cast.lena, "Lena’s words"), (cast.hana, "Other words"))]  # fmt: skip
    heard = together(*lines)
    assert all(303 in round for round in codes(heard))
    db.session.rollback()
    texts = db.session.execute(sa.select(Section.key, Revision.text).join(Section, Revision.section_id == Section.id))
    wrote = [(key, text) for key, text in texts]
    for key in keys:
        for words in ("Lena’s words", "Other words"):
            assert any(k == key and f"{words} of {key}." in text for k, text in wrote), (words, key)
    assert disagreements(before) == []


def invited(cast: Cast) -> tuple[int, str]:
    """Invite Kofi to Rivermark Relief; give the invitation and the link of its mail."""
    assert cast.hana.post("/partners/rivermark-relief/people", {"email": "kofi-mensah@example.org"}).status_code == 303
    db.session.rollback()
    body = db.session.scalars(sa.select(Mail.body).where(Mail.body.contains("/link/"))).one()
    path = "/link/" + body.split("/link/")[1].split()[0]
    return db.session.scalars(sa.select(Invitation.id)).one(), path


def test_an_invitation_accepted_twice(cast: Cast, together: Together) -> None:
    _, before = (cast.hana, cast.kofi), begin()
    _id, link = invited(cast)
    heard = together([form(cast.kofi, link)], [form(cast.kofi, link)])
    assert codes(heard)[0] in ([303, 303], [303, 409])
    belongs(cast, "Rivermark Relief")
    assert disagreements(before) == []


def test_an_invitation_accepted_while_taken_back(cast: Cast, together: Together) -> None:
    _, before = (cast.hana, cast.kofi), begin()
    id, link = invited(cast)
    heard = together([form(cast.kofi, link)], [form(cast.hana, f"/invitations/{id}/revoke")])
    accepted, revoked = heard[0][0].code, heard[1][0].code
    assert sorted([accepted == 303, revoked == 303]) == [False, True]
    belongs(cast, "Rivermark Relief" if accepted == 303 else "Lantern Health Logistics")
    assert disagreements(before) == []


def belongs(cast: Cast, name: str) -> None:
    db.session.rollback()
    open_ = sa.select(Belonging).where(Belonging.person_id == cast.kofi.person, Belonging.until.is_(None))
    (one,) = db.session.scalars(open_)
    assert one.organisation_id == db.session.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()


def test_one_form_sent_by_three(cast: Cast, together: Together) -> None:
    """The same form from three windows is done once, and each is led to where it led."""
    factories.plan()
    _, before = cast.omar, begin()
    sent = {"role": "contributor", "offers": "Ten trucks", "once": "the-token"}
    heard = together(*[[form(cast.omar, "/plan/2022/1.1.1.1/sign-up", sent)]] * 3)
    assert codes(heard) == [[303, 303, 303]]
    assert len(factories.signups()) == 1
    assert disagreements(before) == []


def test_every_lock_in_one_order(world: Flask, story: Story, together: Together) -> None:
    """Ten rounds of changes that touch the same group, text, question and body: nobody meets a deadlock."""
    url, cast = story.decision, story.cast
    wears = [[form(story.seats["UN"], f"{url}/position", {"answer": ("approve", "abstain")[n % 2]}) for n in range(10)],
             [form(cast.lena, "/groups/WG-WATER/invite", {"role": "member", "email": f"p{n}@example.org"}) for n in range(10)],
             [Timer(TIMER) for _ in range(10)]]  # fmt: skip
    heard = together(*wears)
    assert {one.code for one in heard[0] + heard[1]} == {303}
    assert not [one.text for one in heard[2] if "raised" in one.text]
