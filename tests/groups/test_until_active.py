"""From drafting to active, and each way back: submit, endorse, return, decline, withdraw, take back."""

from typing import Any

import pytest

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, found, group, plan, story, turns
from wgtool.accounts.models import Person
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.decisions.models import Answer
from wgtool.documents import operations as documents
from wgtool.documents import queries as texts
from wgtool.documents.models import Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import Group, Role, Standing, Status
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.writes import writing

ALL = {"NGO 1": "nadia", "UN": "uma", "Donor": "dora"}


class Room:
    """A group in drafting with its terms written, and a SAG of three voting seats with a chair."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.ids = plan()
        made: Group = group(cast, items=(self.ids["1.1.1"],))
        self.ref: Ref = made.ref
        cast.sam.post("/groups/WG-WATER/take-up", {"person": str(cast.cora.person)})
        people: dict[str, Person | None] = {n: factories.person(w.title(), at=cast.rivermark) for n, w in ALL.items()}
        chair = factories.person("Chair Carmen", at=cast.lantern)
        self.body = factories.sag(people, chair=chair, notice_days=0)
        self.seats = {n: cast._play(p) for n, p in people.items() if p}
        self.chair = cast._play(chair)

    @property
    def version(self) -> Version:
        db.session.rollback()
        return texts.versions(self.ref, TERMS, seen_by=Actor.tool())[0]

    def write(self) -> None:
        by = self.cast.lena.actor
        for section in texts.sections(self.version):
            with self.cast.app.test_request_context(), writing():
                documents.save(section, text=f"All about {section.key}.", seen=0, actor=by)

    def submit(self) -> Any:
        self.write()
        return self.cast.lena.post("/groups/WG-WATER/submit")

    @property
    def question(self) -> Any:
        db.session.rollback()
        return questions.about(self.ref, seen_by=Actor.tool())[0]

    def vote(self) -> None:
        places = {seat.name: seat.id for seat in self.bodied()}
        for name, someone in self.seats.items():
            question, by = self.question, someone.actor
            with self.cast.app.test_request_context(), writing():
                decisions.answer(question, seat=places[name], answer=Answer.APPROVE, actor=by)

    def bodied(self) -> Any:
        db.session.rollback()
        return db.session.scalars(questions.body_to_change(self.body.id)).unique().one().seats


@pytest.fixture
def room(cast: Cast) -> Room:
    return Room(cast)


def test_submit_says_what_is_missing(room: Room) -> None:
    answer = room.cast.lena.post("/groups/WG-WATER/submit")
    assert answer.status_code == 409
    assert "Purpose and problem" in answer.text
    assert turns(room.cast.lena)[0] == "Write the terms of reference of WG-WATER."


def test_the_turn_says_when_it_is_complete(room: Room) -> None:
    room.write()
    assert turns(room.cast.lena)[0] == "The terms of reference of WG-WATER are complete. Submit them to the SAG."


@pytest.mark.one_engine
def test_open_comments_are_listed_wherever_the_text_is_submitted(room: Room) -> None:
    room.write()
    lena, talk = room.cast.lena, "/groups/WG-WATER/terms/comments"
    for key in ("scope", "purpose"):
        assert lena.post(f"{talk}/{key}", {"text": "Which rivers?", "seen": "0"}).status_code == 303
    told = "leave 2 comments on it open: Scope, and what is out of scope (1); Purpose and problem (2)"
    for page in ("/groups/WG-WATER", "/groups/WG-WATER/submit"):
        assert told in lena.get(page).text, page
    assert lena.post(f"{talk}/purpose/2/settle", {"resolved": "1"}).status_code == 303
    assert "leave 1 comment on it open: Scope" in lena.get("/groups/WG-WATER").text
    assert "leave 1 comment" not in room.cast.guest.get("/groups/WG-WATER").text


def test_only_the_lead_submits(room: Room) -> None:
    room.write()
    assert room.cast.hana.post("/groups/WG-WATER/submit").status_code == 403
    assert room.cast.sam.post("/groups/WG-WATER/submit").status_code == 403


def test_endorsed_and_active(room: Room) -> None:
    assert room.submit().status_code == 303
    assert found().status == Status.SAG_REVIEW
    assert "Waiting for the SAG to decide" in room.cast.guest.get("/groups/WG-WATER").text
    room.vote()
    here = found()
    assert (here.status, here.active_since is not None) == (Status.ACTIVE, True)
    assert room.version.status == VersionStatus.ENDORSED
    page = room.cast.guest.get("/groups/WG-WATER").text
    assert "v1" in page
    assert "Review by" in page
    assert "All about purpose." in room.cast.guest.get("/groups/WG-WATER/terms").text
    assert story()[-2:] == ["Activated", "decisions.Carried"]
    assert room.cast.lena.actor.wears("aligned", "activity", room.ids["1.1.1.1"])
    assert not room.cast.hana.actor.wears("aligned", "activity", room.ids["1.1.1.1"])


def test_taken_back_within_ten_minutes(room: Room) -> None:
    room.submit()
    room.vote()
    sent = room.chair.post(f"/decisions/{room.question.number}/take-back")
    assert sent.status_code == 303
    assert found().status == Status.SAG_REVIEW
    assert found().active_since is None
    assert room.version.status == VersionStatus.SUBMITTED


def test_returned_with_a_checklist(room: Room) -> None:
    room.submit()
    sent = room.chair.post(
        f"/decisions/{room.question.number}/rule", {"answer": "return", "checklist": "Name the deliverables."}
    )
    assert sent.status_code == 303
    assert found().status == Status.DRAFTING
    assert room.version.status == VersionStatus.DRAFT
    assert room.cast.lena.post("/groups/WG-WATER/submit").status_code == 303


def test_a_return_is_taken_back(room: Room) -> None:
    room.submit()
    room.chair.post(
        f"/decisions/{room.question.number}/rule", {"answer": "return", "checklist": "Name the deliverables."}
    )
    sent = room.chair.post(f"/decisions/{room.question.number}/take-back")
    assert sent.status_code == 303
    assert found().status == Status.SAG_REVIEW


def test_the_lead_takes_the_text_back(room: Room) -> None:
    room.submit()
    assert room.cast.kofi.post("/groups/WG-WATER/take-the-text-back", {"why": "x"}).status_code == 403
    sent = room.cast.lena.post("/groups/WG-WATER/take-the-text-back", {"why": "A better idea."})
    assert sent.status_code == 303
    assert found().status == Status.DRAFTING
    assert room.version.status == VersionStatus.DRAFT
    assert room.question.status == "withdrawn"


def test_the_question_is_withdrawn_on_its_own_page(room: Room) -> None:
    room.submit()
    sent = room.cast.lena.post(f"/decisions/{room.question.number}/withdraw", {"why": "A better idea."})
    assert sent.status_code == 303
    assert found().status == Status.DRAFTING
    assert room.version.status == VersionStatus.DRAFT


def test_withdrawn_while_the_sag_decides(room: Room) -> None:
    room.submit()
    sent = room.cast.omar.post("/groups/WG-WATER/withdraw", {"why": "Another group does it."})
    assert sent.status_code == 303
    assert found().status == Status.WITHDRAWN
    assert room.question.status == "withdrawn"
    assert room.version.status == VersionStatus.DRAFT
    assert turns(room.cast.lena) == []


def test_drafts_are_the_groups(room: Room) -> None:
    room.write()
    assert room.cast.lena.get("/groups/WG-WATER/terms").status_code == 200
    assert room.cast.sam.get("/groups/WG-WATER/terms").status_code == 200
    for someone in (room.cast.guest, room.cast.kofi, room.cast.olga, room.cast.ada):
        assert someone.get("/groups/WG-WATER/terms").status_code == 404
        assert "All about" not in someone.get("/groups/WG-WATER").text
        assert "All about" not in someone.get("/groups/WG-WATER/history").text


def test_members_write_and_others_do_not(room: Room) -> None:
    add(found(), room.cast.kofi, Role.MEMBER)
    sent = room.cast.kofi.post("/groups/WG-WATER/terms/edit/scope", {"text": "All rivers.", "seen": "0"})
    assert sent.status_code == 303
    assert room.cast.olga.post("/groups/WG-WATER/terms/edit/scope", {"text": "x", "seen": "0"}).status_code == 404


def test_every_kept_turn_is_what_its_function_says(room: Room) -> None:
    from wgtool.kernel import waits

    room.submit()
    add(found(), room.cast.kofi, Role.MEMBER, Standing.ASKED)
    with room.cast.app.test_request_context(), writing():
        differing = [str(ref) for ref in waits.settle_all() if ref.kind in {"group", "membership"}]
    assert [d for d in differing if not d.startswith("membership")] == []
