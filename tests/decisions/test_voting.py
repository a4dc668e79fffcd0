"""Who answers for a seat, and what becomes of objections."""

import pytest

from tests import factories
from tests.decisions.conftest import A, Table
from wgtool.decisions import operations
from wgtool.decisions.models import ObjectionState, SeatRole
from wgtool.history import queries as history
from wgtool.kernel.actors import Actor
from wgtool.kernel.refusals import Forbidden, Refused


@pytest.fixture
def asked(table: Table) -> Table:
    table.ask()
    return table


def lines(table: Table) -> list[str]:
    told = history.timeline(table.question.ref, seen_by=Actor.tool())
    return [line.event.removeprefix("decisions.") for line in reversed(told)]


def test_the_alternate_answers_until_the_holder_has(asked: Table) -> None:
    asked.answer("INGO 1", A.ABSTAIN, asked.alternate)
    asked.answer("INGO 1", A.APPROVE)
    position = asked.question.positions[0]
    assert (position.answer, position.by_role) == (A.APPROVE, SeatRole.HOLDER)
    with pytest.raises(Refused, match="alternate"):
        asked.answer("INGO 1", A.ABSTAIN, asked.alternate)


@pytest.mark.one_engine
def test_nobody_answers_for_another_seat(asked: Table) -> None:
    for who in (asked.holders["UN 1"], asked.chair, asked.cast.omar, asked.cast.ada, asked.cast.sam):
        with pytest.raises(Forbidden):
            asked.answer("INGO 1", A.APPROVE, who)


@pytest.mark.one_engine
def test_who_administers_the_machine_cannot_vote(asked: Table) -> None:
    from wgtool.accounts.models import Role, RoleName

    factories.save(Role(person_id=asked.holders["UN 1"].person, name=RoleName.ADMIN))
    with pytest.raises(Forbidden):
        asked.answer("UN 1", A.APPROVE)


@pytest.mark.one_engine
def test_the_chairs_seat_does_not_count(asked: Table) -> None:
    with pytest.raises(Refused, match="count"):
        asked.act(operations.answer, asked.chair, seat=asked.seats["Chair"], answer=A.APPROVE)


@pytest.mark.one_engine
def test_recorded_on_behalf_is_visible(asked: Table) -> None:
    asked.answer("INGO 1", A.APPROVE, asked.cast.sam, on_behalf=True)
    position = asked.question.positions[0]
    assert (position.by_role, position.on_behalf_of) == ("secretariat", asked.holders["INGO 1"].person)
    told = history.timeline(asked.question.ref, seen_by=Actor.tool())[0]
    assert "on behalf of INGO 1" in told.by


@pytest.mark.one_engine
def test_only_the_secretariat_records(asked: Table) -> None:
    for who in (asked.chair, asked.holders["UN 1"], asked.cast.omar):
        with pytest.raises(Forbidden):
            asked.answer("INGO 1", A.APPROVE, who, on_behalf=True)


def test_the_holders_own_word_is_not_recorded_over(asked: Table) -> None:
    asked.answer("INGO 1", A.APPROVE, asked.cast.sam, on_behalf=True)
    with pytest.raises(Refused):
        asked.answer("INGO 1", A.ABSTAIN, asked.alternate)
    asked.answer("INGO 1", A.NO_OBJECTION)
    with pytest.raises(Refused, match="person"):
        asked.answer("INGO 1", A.APPROVE, asked.cast.sam, on_behalf=True)


@pytest.mark.one_engine
def test_an_objection_needs_reason_and_remedy(asked: Table) -> None:
    for facts in ({}, {"reason": "Because"}, {"remedy": "A call"}):
        with pytest.raises(Refused, match="resolve"):
            asked.answer("NNGO 1", A.OBJECTION, **facts)


def test_a_change_of_mind_clears_and_keeps_the_objection(asked: Table) -> None:
    asked.object()
    asked.answer("NNGO 1", A.NO_OBJECTION)
    objection = asked.question.objections[0]
    assert (objection.state, objection.settled_by) == (ObjectionState.CLEARED, asked.holders["NNGO 1"].person)
    assert lines(asked) == ["Opened", "Answered", "Cleared", "Answered"]


@pytest.mark.one_engine
def test_the_same_answer_again_is_no_change(asked: Table) -> None:
    for _ in range(2):
        asked.object()
        asked.answer("UN 1", A.APPROVE)
    assert lines(asked) == ["Opened", "Answered", "Answered"]
    assert len(asked.question.objections) == 1


def test_new_words_keep_the_old_ones_in_the_thread(asked: Table) -> None:
    asked.object()
    asked.answer("NNGO 1", A.OBJECTION, reason="The field was not asked.", remedy="Two calls.")
    objection = asked.question.objections[0]
    assert objection.reason == "The field was not asked."
    assert "Nobody asked the field." in objection.words[0].text


def test_a_cleared_objection_is_raised_anew(asked: Table) -> None:
    asked.object()
    asked.on_objection(operations.clear, asked.holders["NNGO 1"])
    asked.object()
    states = [one.state for one in asked.question.objections]
    assert states == [ObjectionState.CLEARED, ObjectionState.STANDS]


def test_the_thread_is_for_those_concerned(asked: Table) -> None:
    asked.object()
    asked.on_objection(operations.reply, asked.chair, text="The call is on Monday.")
    with pytest.raises(Forbidden):
        asked.on_objection(operations.reply, asked.cast.hana, text="May I?")
    assert lines(asked)[-1] == "Replied"


def test_settled_is_settled(asked: Table) -> None:
    asked.object()
    asked.on_objection(operations.clear, asked.holders["NNGO 1"])
    with pytest.raises(Refused):
        asked.on_objection(operations.overrule, asked.chair, why="late")
