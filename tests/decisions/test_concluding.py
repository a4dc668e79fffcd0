"""Opening, answering, the three ways of concluding."""

import pytest

from tests.decisions.conftest import A, Table, later
from wgtool.decisions import operations
from wgtool.decisions.models import How, ObjectionState, QuestionStatus, Ruling
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.refusals import Forbidden, Refused

S = QuestionStatus


def told(table: Table) -> list[str]:
    """Give the names of the question's lines, oldest first."""
    lines = history.timeline(table.question.ref, seen_by=Actor.tool())
    return [line.event.removeprefix("decisions.") for line in reversed(lines)]


def due() -> list[int]:
    return operations.conclude_due()


def test_a_question_opens_with_its_number_and_times(table: Table) -> None:
    question = table.ask()
    assert (question.number, question.status) == ("SAG-2026-001", S.OPEN)
    assert question.notice_until == later(days=3)
    assert question.closes_at == later(days=10)
    assert len(question.electorate) == 4
    assert told(table) == ["Opened"]


def test_the_same_text_is_not_asked_twice(table: Table) -> None:
    table.ask()
    with pytest.raises(Refused):
        table.ask()


def test_numbers_are_by_year_and_never_reused(table: Table) -> None:
    table.ask()
    table.act(operations.withdraw, table.cast.sam, why="wrong file")
    assert table.ask().number == "SAG-2026-002"
    table.act(operations.withdraw, table.cast.sam, why="wrong file")
    with clock.at(later(days=60)):
        assert table.ask().number == "SAG-2027-001"


def test_all_answered_concludes_at_once(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.NO_OBJECTION, A.RECUSE, A.APPROVE)
    question = table.question
    assert (question.status, question.concluded_how, question.ruling) == (S.CARRIED, How.ALL, Ruling.ENDORSE)
    assert question.ruled_by is None
    assert [verb for verb, _ in table.outcomes.done] == ["endorse"]
    assert told(table) == ["Opened", *["Answered"] * 4, "Carried"]


def test_all_answered_and_not_carried_stays_open(table: Table) -> None:
    table.ask()
    table.all(A.NO_OBJECTION, A.NO_OBJECTION, A.ABSTAIN, A.ABSTAIN)
    assert table.question.status == S.OPEN
    table.answer("UN 1", A.APPROVE)
    assert table.question.status == S.CARRIED


@pytest.mark.one_engine
def test_clearing_the_last_objection_concludes(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    table.object()
    assert table.question.status == S.OPEN
    with pytest.raises(Forbidden):
        table.on_objection(operations.clear, table.holders["UN 1"])
    table.on_objection(operations.clear, table.holders["NNGO 1"])
    assert table.question.status == S.CARRIED


def test_overruling_is_the_chairs_and_still_counts_against(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.ABSTAIN, A.ABSTAIN)
    table.object()
    for who in (table.cast.sam, table.holders["UN 1"]):
        with pytest.raises(Forbidden):
            table.on_objection(operations.overrule, who, why="late")
    table.on_objection(operations.overrule, table.chair, why="asked and answered")
    question = table.question
    assert question.objections[0].state == ObjectionState.OVERRULED
    assert question.status == S.OPEN
    table.act(operations.cast, table.chair, answer=A.APPROVE)
    assert table.question.status == S.CARRIED


def test_pressing_conclude_needs_notice_and_a_carried_vote(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE)
    with clock.at(later(days=4)), pytest.raises(Refused):
        table.act(operations.conclude, table.chair)
    table.answer("INGO 2", A.ABSTAIN)
    with pytest.raises(Refused):
        table.act(operations.conclude, table.chair)
    with clock.at(later(days=4)):
        with pytest.raises(Forbidden):
            table.act(operations.conclude, table.holders["UN 1"])
        table.act(operations.conclude, table.cast.sam, conditions="Report in May.")
    assert (table.question.concluded_how, table.question.conditions) == (How.PRESSED, "Report in May.")


def test_the_timer_carries_once(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    with clock.at(later(days=9)):
        assert due() == []
    with clock.at(later(days=12)):
        assert due() == [table.id]
        assert due() == []
    assert (table.question.status, table.question.concluded_how) == (S.CARRIED, How.TIMER)
    assert len(table.outcomes.done) == 1


@pytest.mark.one_engine
def test_the_timer_ends_what_is_not_carried(table: Table) -> None:
    table.ask()
    table.answer("UN 1", A.APPROVE)
    with clock.at(later(days=10)):
        assert due() == [table.id]
    assert (table.question.status, table.question.ruling) == (S.NOT_CARRIED, None)
    assert table.outcomes.done == []


@pytest.mark.one_engine
def test_no_position_after_the_closing_time(table: Table) -> None:
    table.ask()
    with clock.at(later(days=10)), pytest.raises(Refused):
        table.answer("UN 1", A.APPROVE)


@pytest.mark.parametrize(("vote", "status"), [(A.APPROVE, S.CARRIED), (A.OBJECTION, S.NOT_CARRIED)])
def test_a_tie_stays_open_for_the_chair(table: Table, vote: A, status: S) -> None:
    table.ask()
    table.all(A.APPROVE, A.ABSTAIN, A.ABSTAIN)
    table.object()
    table.on_objection(operations.overrule, table.chair, why="asked and answered")
    with clock.at(later(days=11)):
        assert due() == []
        with pytest.raises(Forbidden):
            table.act(operations.cast, table.cast.sam, answer=vote)
        table.act(operations.cast, table.chair, answer=vote)
        assert table.question.status == status
        assert due() == []


def test_a_casting_vote_against_before_closing_waits(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.ABSTAIN, A.ABSTAIN)
    table.object()
    table.on_objection(operations.overrule, table.chair, why="asked and answered")
    table.act(operations.cast, table.chair, answer=A.OBJECTION)
    assert table.question.status == S.OPEN
    with clock.at(later(days=11)):
        assert due() == [table.id]
    assert table.question.status == S.NOT_CARRIED


def test_no_tie_no_casting_vote(table: Table) -> None:
    table.ask()
    with pytest.raises(Refused):
        table.act(operations.cast, table.chair, answer=A.APPROVE)


def test_not_carried_asks_for_a_ruling(table: Table) -> None:
    table.ask()
    with clock.at(later(days=10)):
        due()
        with pytest.raises(Forbidden):
            table.act(operations.rule, table.holders["UN 1"], answer=Ruling.DECLINE, reason="no")
        with pytest.raises(Refused):
            table.act(operations.rule, table.chair, answer=Ruling.DECLINE)
        with pytest.raises(Refused):
            table.act(operations.rule, table.chair, answer=Ruling.NO, reason="not an answer here")
        table.act(operations.rule, table.chair, answer=Ruling.DECLINE, reason="Out of scope.")
        with pytest.raises(Refused):
            table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["again"])
    assert table.outcomes.done == [("decline", {"reason": "Out of scope."})]
    assert told(table) == ["Opened", "NotCarried", "Ruled"]


@pytest.mark.one_engine
def test_the_sag_returns_without_a_vote(table: Table) -> None:
    table.ask()
    with pytest.raises(Refused):
        table.act(operations.rule, table.cast.sam, answer=Ruling.DECLINE, reason="Not while it is open.")
    with pytest.raises(Refused):
        table.act(operations.rule, table.cast.sam, answer=Ruling.RETURN, checklist=[" "])
    with pytest.raises(Refused, match="Leave only the one"):
        table.act(operations.rule, table.cast.sam, answer=Ruling.RETURN, checklist=["Name them"], reason="Lost else.")
    table.act(operations.rule, table.cast.sam, answer=Ruling.RETURN, checklist=["Name the countries"])
    assert (table.question.status, table.question.concluded_how) == (S.NOT_CARRIED, How.RETURNED)
    assert table.outcomes.done == [("return", {"checklist": ["Name the countries"]})]


@pytest.mark.one_engine
def test_withdrawing_runs_the_outcome_and_moot_does_not(table: Table) -> None:
    table.ask()
    with pytest.raises(Forbidden):
        table.act(operations.withdraw, table.chair, why="no")
    table.act(operations.withdraw, table.cast.sam, why="New facts")
    assert table.outcomes.done == [("withdraw", {"reason": "New facts"})]
    table.ask()
    table.act(operations.withdraw, table.cast.omar, why="The group is gone", moot=True)
    assert len(table.outcomes.done) == 1
    assert table.question.status == S.WITHDRAWN


def test_effects_come_in_the_same_transaction(table: Table) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise Refused("the effect says no")

    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    from wgtool.decisions import rulings

    row = table.outcomes.row(Ruling.ENDORSE)
    rulings.install([rulings.Outcome("first terms", Ruling.ENDORSE, breaks, row.says, row.undo)])
    with pytest.raises(Refused):
        table.answer("NNGO 1", A.APPROVE)
    assert table.question.status == S.OPEN
    assert len(table.question.positions) == 3
