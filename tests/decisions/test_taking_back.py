"""Ten minutes to take a ruling back."""

import pytest

from tests.decisions.conftest import GROUP, A, Table, later
from wgtool.decisions import events, operations, rulings
from wgtool.decisions.models import How, QuestionStatus, Ruling
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.events import announce
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.writes import writing

S = QuestionStatus


@pytest.fixture
def carried(table: Table) -> Table:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    assert table.question.status == S.CARRIED
    return table


def happens(ref: Ref) -> None:
    with writing():
        announce(events.BodyChanged(actor=Actor.tool(), subject=ref, field="x", old="1", new="2"))


def test_in_the_ninth_minute_it_is_undone_once(carried: Table) -> None:
    with clock.at(later(minutes=9, seconds=59)):
        carried.act(operations.take_back, carried.chair)
        with pytest.raises(Refused):
            carried.act(operations.take_back, carried.chair)
    question = carried.question
    assert (question.status, question.ruling, question.reopened, question.concluded_how) == (S.OPEN, None, True, None)
    assert [verb for verb, _ in carried.outcomes.done] == ["endorse", "undo"]
    assert carried.outcomes.done[1][1] == {"answer": "endorse"}


def test_history_keeps_both_lines(carried: Table) -> None:
    carried.act(operations.take_back, carried.chair)
    told = history.timeline(Ref("group", GROUP), seen_by=Actor.tool())
    assert [line.event for line in told] == ["decisions.TakenBack", "decisions.Carried", "decisions.Opened"]


@pytest.mark.one_engine
def test_after_ten_minutes_it_stands(carried: Table) -> None:
    with clock.at(later(minutes=10)), pytest.raises(Refused):
        carried.act(operations.take_back, carried.chair)
    with clock.at(later(minutes=11)), pytest.raises(Refused):
        carried.act(operations.take_back, carried.cast.sam)


@pytest.mark.one_engine
@pytest.mark.parametrize("ref", [Ref("group", GROUP), Ref("version", 3), Ref("question", 1)])
def test_after_another_event_it_stands(carried: Table, ref: Ref) -> None:
    happens(ref)
    with pytest.raises(Refused, match="since"):
        carried.act(operations.take_back, carried.chair)
    assert carried.question.status == S.CARRIED


@pytest.mark.one_engine
def test_an_event_elsewhere_is_no_matter(carried: Table) -> None:
    happens(Ref("group", GROUP + 1))
    carried.act(operations.take_back, carried.chair)


@pytest.mark.one_engine
def test_further_timelines_of_the_outcome_are_watched(table: Table) -> None:
    row = table.outcomes.row(Ruling.ENDORSE)
    rulings.install(
        [rulings.Outcome("first terms", Ruling.ENDORSE, lambda q, **_: {"refs": [["group", 99]]}, row.says, row.undo)]
    )
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    happens(Ref("group", 99))
    with pytest.raises(Refused):
        table.act(operations.take_back, table.chair)


@pytest.mark.one_engine
def test_the_last_voter_alone_does_not(carried: Table) -> None:
    for who in (carried.holders["NNGO 1"], carried.cast.omar, carried.cast.ada):
        with pytest.raises(Forbidden):
            carried.act(operations.take_back, who)


@pytest.mark.one_engine
def test_the_secretariat_does(carried: Table) -> None:
    carried.act(operations.take_back, carried.cast.sam)
    assert carried.question.status == S.OPEN


def test_reopened_concludes_only_by_hand_or_time(carried: Table) -> None:
    carried.act(operations.take_back, carried.chair)
    carried.answer("UN 1", A.NO_OBJECTION)
    assert carried.question.status == S.OPEN
    with clock.at(later(days=3)):
        carried.act(operations.conclude, carried.chair)
    assert (carried.question.concluded_how, len(carried.outcomes.done)) == (How.PRESSED, 3)


def test_reopened_after_its_closing_time_gets_new_time(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    with clock.at(later(days=9, hours=23, minutes=58)):
        table.act(operations.conclude, table.chair)
    with clock.at(later(days=10, minutes=2)):
        table.act(operations.take_back, table.chair)
        assert operations.conclude_due() == []
    assert table.question.closes_at == later(days=13, minutes=2)


@pytest.mark.one_engine
def test_what_the_timer_concluded_stands(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    with clock.at(later(days=10)):
        operations.conclude_due()
        with pytest.raises(Refused, match="closing time"):
            table.act(operations.take_back, table.chair)


def test_a_ruling_on_what_the_timer_ended_is_chosen_again(table: Table) -> None:
    table.ask()
    with clock.at(later(days=10)):
        operations.conclude_due()
        table.act(operations.rule, table.chair, answer=Ruling.DECLINE, reason="Out of scope.")
        table.act(operations.take_back, table.cast.sam)
        question = table.question
        assert (question.status, question.ruling, question.conditions) == (S.NOT_CARRIED, None, "")
        table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["Scope"])
    assert [verb for verb, _ in table.outcomes.done] == ["decline", "undo", "return"]


def test_a_return_without_a_vote_is_taken_back_to_open(table: Table) -> None:
    table.ask()
    table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["Scope"])
    table.act(operations.take_back, table.chair)
    assert table.question.status == S.OPEN


@pytest.mark.one_engine
def test_what_cannot_be_undone_says_so(table: Table) -> None:
    rulings.install([table.outcomes.row(Ruling.ENDORSE, undone=False)])
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    with pytest.raises(Refused, match="undone"):
        table.act(operations.take_back, table.chair)
