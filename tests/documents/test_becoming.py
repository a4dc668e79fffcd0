"""What becomes of a version: submitted, returned, endorsed, declined, and each taken back."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.documents.conftest import Room
from tests.documents.test_drafting import met, told
from wgtool.decisions.models import Question, QuestionStatus
from wgtool.documents import operations, rules
from wgtool.documents.lifecycle import LIFE
from wgtool.documents.models import Document, Level, Version, VersionStatus
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import reading_as
from wgtool.kernel.lifecycle import By
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing

DAY = date(2026, 11, 22)
TOOL = Actor.tool()


def ruled(room: Room, verb: Any, *facts: Any) -> None:
    """Do what a ruling on the version does; its question is no longer before the body."""
    version = room.version
    with writing():
        db.session.execute(sa.update(Question).values(status=QuestionStatus.WITHDRAWN))
        verb(version, *facts, actor=TOOL)


def loaded(room: Room) -> Version:
    return db.session.scalars(LIFE.again(room.version.id)).one()


def revised(room: Room) -> None:
    document = db.session.get(Document, room.document)
    assert document is not None
    with writing():
        operations.revise(document, actor=TOOL)


def endorsed(room: Room) -> None:
    room.fill()
    room.submit()
    ruled(room, operations.endorse, Level.SAG, DAY)


def test_submitting_names_what_is_empty(room: Room) -> None:
    room.fill(scope="", membership="")
    with pytest.raises(Refused) as error:
        room.submit()
    assert "“Scope, and what is out of scope”, “Membership and roles”" in str(error.value)
    assert room.version.status == VersionStatus.DRAFT


def test_the_words_to_begin_with_are_no_text(room: Room) -> None:
    room.fill(duration="The group works until … These terms are reviewed in …  When it closes, …")
    with pytest.raises(Refused, match="Duration, review and closing"):
        room.submit()


def test_two_texts_must_be_chosen_first(room: Room) -> None:
    room.fill(scope="")
    met(room)
    with pytest.raises(Refused, match="Two texts wait for a choice"):
        room.submit()


def test_submitting_asks_on_the_whole_text(room: Room) -> None:
    room.fill()
    question = room.submit()
    assert "## Purpose and problem\n\nAll about purpose.\n" in question.text
    assert room.version.question_id == question.id
    assert told(room)[0] == "Submitted"


def test_the_whole_text_does_not_depend_on_the_reader(room: Room) -> None:
    room.fill()
    version = loaded(room)
    with reading_as("ar"):
        arabic = rules.whole_text(version)
    assert arabic == rules.whole_text(version)
    assert rules.whole_text(version).startswith("# Terms of the made-up group, v1\n\n## Purpose and problem\n")


def test_only_the_lead_submits(room: Room) -> None:
    room.fill()
    with pytest.raises(Forbidden):
        room.submit(room.cast.omar)


def test_submitted_is_locked_and_a_late_text_comes_back(room: Room) -> None:
    room.fill()
    room.submit()
    answer = room.write(room.cast.omar, "Too late, but long.")
    assert answer.status_code == 409
    assert "Too late, but long." in answer.text
    assert room.cast.omar.get(f"{room.base}/edit/scope").status_code == 409


def test_returned_is_a_draft_with_a_checklist(room: Room) -> None:
    room.fill()
    room.submit()
    ruled(room, operations.to_draft, ["Say who pays.", " ", "Name an end."])
    text = room.cast.omar.get(room.base).text
    assert "Say who pays." in text
    assert told(room)[0] == "Returned"


def test_a_point_is_ticked_once(room: Room) -> None:
    test_returned_is_a_draft_with_a_checklist(room)
    for _ in range(2):
        assert room.cast.omar.post(f"{room.base}/checklist/2", {"done": "1"}).status_code == 303
    assert told(room)[:2] == ["CheckTicked", "Returned"]
    room.cast.omar.post(f"{room.base}/checklist/2", {"done": "0"})
    assert told(room)[0] == "CheckReopened"
    assert room.cast.omar.post(f"{room.base}/checklist/9", {"done": "1"}).status_code == 404


def test_a_second_submission_shows_the_difference_to_the_first(room: Room) -> None:
    test_returned_is_a_draft_with_a_checklist(room)
    room.write(room.cast.omar, "All about the scope.")
    room.submit()
    assert "What changed since it was submitted" in room.cast.lena.get(room.base).text
    text = room.cast.lena.get(f"{room.base}/compare").text
    assert "v1@1" in text
    assert "<ins>the</ins>" in text.replace("the </ins>", "the</ins>")


def test_taken_back_by_its_group_it_is_the_groups_again(room: Room) -> None:
    room.fill()
    room.submit()
    assert room.cast.lena.get(room.base).status_code == 200
    ruled(room, operations.to_draft)
    assert room.cast.lena.get(room.base).status_code == 404
    assert told(room)[0] == "Unlocked"


def test_endorsed_is_public(room: Room) -> None:
    endorsed(room)
    assert "endorsed by the SAG" in room.cast.guest.get(room.base).text
    assert room.version.sight == Sight.PUBLIC


def test_a_revision_supersedes_only_when_it_is_endorsed(room: Room) -> None:
    endorsed(room)
    revised(room)
    assert room.section().text == "All about scope."
    assert "v1" in room.cast.guest.get(room.base).text
    room.write(room.cast.omar, "All about a wider scope.")
    room.submit()
    ruled(room, operations.endorse, Level.SAG, DAY)
    assert [v for v in ("v1", "v2") if room.cast.guest.get(f"{room.base}/{v}").status_code == 200] == ["v1", "v2"]
    assert "wider" in room.cast.guest.get(f"{room.base}/compare").text


def test_a_second_revision_waits_for_the_first(room: Room) -> None:
    with pytest.raises(Refused, match="Only an endorsed"):
        revised(room)
    endorsed(room)
    revised(room)
    with pytest.raises(Refused, match="worked on already"):
        revised(room)


def test_an_endorsement_is_undone(room: Room) -> None:
    endorsed(room)
    revised(room)
    room.submit()
    second = room.version
    ruled(room, operations.endorse, Level.GLM, DAY)
    ruled(room, operations.unendorse)
    assert (room.version.id, room.version.status) == (second.id, VersionStatus.SUBMITTED)
    assert told(room)[0] == "RulingTakenBack"
    assert room.cast.guest.get(f"{room.base}/v1").status_code == 200
    assert room.cast.guest.get(f"{room.base}/v2").status_code == 404


def test_a_return_is_undone(room: Room) -> None:
    test_returned_is_a_draft_with_a_checklist(room)
    ruled(room, operations.reopen)
    assert room.version.status == VersionStatus.SUBMITTED
    assert "Say who pays." not in room.cast.omar.get(room.base).text


def test_declined_stays_with_both(room: Room) -> None:
    room.fill()
    room.submit()
    ruled(room, operations.decline)
    assert room.cast.lena.get(room.base).status_code == 200
    assert room.cast.guest.get(room.base).status_code == 404
    ruled(room, operations.reopen)
    assert room.version.status == VersionStatus.SUBMITTED


def test_a_draft_nobody_submitted_has_no_ruling_to_take_back(room: Room) -> None:
    with pytest.raises(Refused, match="no ruling"):
        ruled(room, operations.reopen)


FACTS = {
    "submit": {"question": {}},
    "return": {"points": ["x"]},
    "endorse": {"level": Level.SAG, "on": DAY, "review_by": None},
}


@pytest.mark.one_engine
def test_a_step_is_taken_from_where_the_table_says(room: Room) -> None:
    for status in VersionStatus:
        factories.change(Version, status=status)
        version = room.version
        for verb in sorted({step.verb for step in LIFE.steps.values()}):
            if LIFE.step(verb, status) is None:
                with pytest.raises(Refused), writing():
                    LIFE.act(verb, version, actor=TOOL, **FACTS.get(verb, {}))
        assert room.version.status == status


@pytest.mark.one_engine
def test_only_the_lead_is_offered_a_step(room: Room) -> None:
    for name in ("guest", "omar", "hana", "lena", "sam", "ada"):
        actor = getattr(room.cast, name).actor
        offers = LIFE.offers(loaded(room), actor)
        assert [o.step.verb for o in offers] == (["submit", "agree"] if name == "hana" else []), name


def test_a_group_puts_no_terms_in_force_by_itself(room: Room) -> None:
    room.fill()
    hana, document = room.cast.hana.actor, db.session.get(Document, room.document)
    assert document is not None
    with pytest.raises(Refused, match="submit it"), writing():
        operations.agree(document, actor=hana)
    assert room.version.status == VersionStatus.DRAFT


def test_people_take_only_these_steps(app: object) -> None:
    assert LIFE.verbs(By.PERSON) == ["submit", "agree", "publish"]
    assert not LIFE.unbound()
