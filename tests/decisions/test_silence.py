"""Agreed unless somebody objects by the time: opened, broken, cleared, extended, turned into a vote, closed once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decisions.conftest import A, Table, later
from tests.decisions.test_arithmetic import counted, votes
from wgtool.decisions import operations, queries, rulings
from wgtool.decisions.arithmetic import tally
from wgtool.decisions.models import Answer, How, ObjectionState, Procedure, QuestionStatus, Ruling
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refs import whole
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing

S, State = QuestionStatus, ObjectionState
CLOSES = datetime(2026, 11, 30, 17, tzinfo=UTC)  # ten days after the start, a Monday
HERE = "/decisions/SAG-2026-001"


@given(votes())
def test_silence_carries_exactly_when_no_objection_is_left(vote: tuple) -> None:
    seats, answers, states, percent = vote
    t = tally(eligible=seats, answers=answers, objections=states, percent=percent, silent=True)
    left = [s for s in seats if answers.get(s) == A.OBJECTION and states.get(s, State.STANDS) != State.CLEARED]
    counting = [s for s in seats if answers.get(s) != A.RECUSE]
    assert t.carried == (bool(counting) and not left)
    assert t.carried == (not any(t.missing.values()))
    assert not t.tie


@given(votes(), st.integers(1, 12), st.sampled_from([A.APPROVE, A.NO_OBJECTION, A.ABSTAIN]))
def test_saying_anything_but_no_changes_nothing(vote: tuple, seat: int, answer: Answer) -> None:
    seats, answers, states, percent = vote
    silent = {s: a for s, a in answers.items() if s != seat}
    one, two = (
        tally(eligible=seats, answers=said, objections=states, percent=percent, silent=True)
        for said in (silent, {**silent, seat: answer})
    )
    assert one.carried == two.carried


def test_the_same_answers_by_vote_and_by_silence() -> None:
    assert not counted(".....").carried
    assert counted(".....", silent=True).carried
    assert not counted("aaaao", states="....s", silent=True).carried
    assert counted("....o", states="....c", silent=True).carried
    assert not counted("rrrrr", silent=True).carried


@pytest.fixture
def quiet(table: Table) -> Table:
    table.ask(procedure=Procedure.SILENCE)
    return table


def due() -> list[int]:
    return operations.conclude_due()


def told(table: Table) -> list[str]:
    lines = history.timeline(table.question.ref, seen_by=Actor.tool())
    return [line.event.removeprefix("decisions.") for line in reversed(lines)]


@pytest.mark.one_engine
def test_it_opens_until_the_end_of_a_working_day(quiet: Table) -> None:
    question = quiet.question
    assert (question.procedure, question.status, question.closes_at) == (Procedure.SILENCE, S.OPEN, CLOSES)
    assert question.notice_until == later(days=5)  # three working days after a Friday


def test_nobody_said_anything_and_it_is_agreed_once(quiet: Table) -> None:
    with clock.at(CLOSES - timedelta(seconds=1)):
        assert due() == []
    with clock.at(CLOSES + timedelta(days=9)):  # the timer was away for days
        assert due() == [quiet.id]
        assert due() == []
    question = quiet.question
    assert (question.status, question.concluded_how, question.ruling) == (S.CARRIED, How.TIMER, Ruling.ENDORSE)
    assert told(quiet) == ["Opened", "AgreedBySilence"]
    assert [verb for verb, _ in quiet.outcomes.done] == ["endorse"]


@pytest.mark.one_engine
def test_what_the_silence_concluded_is_not_taken_back(quiet: Table) -> None:
    with clock.at(CLOSES):
        due()
        with pytest.raises(Refused, match="closing time"):
            quiet.act(operations.take_back, quiet.chair)


@pytest.mark.one_engine
def test_all_may_agree_and_it_still_ends_at_its_time(quiet: Table) -> None:
    quiet.all(A.APPROVE, A.APPROVE, A.NO_OBJECTION, A.APPROVE)
    assert quiet.question.status == S.OPEN
    with clock.at(later(days=6)), pytest.raises(Refused, match="by itself"):
        quiet.act(operations.conclude, quiet.chair)


@pytest.mark.one_engine
def test_an_objection_breaks_it_and_clearing_mends_it(quiet: Table) -> None:
    quiet.object()
    with pytest.raises(Refused, match="nothing is overruled"):
        quiet.on_objection(operations.overrule, quiet.chair, why="no")
    quiet.on_objection(operations.clear, quiet.holders["NNGO 1"])
    with clock.at(CLOSES):
        due()
    assert quiet.question.status == S.CARRIED


@pytest.mark.one_engine
def test_too_late_to_break_it_or_to_mend_it(quiet: Table) -> None:
    quiet.object()
    with clock.at(CLOSES):
        with pytest.raises(Refused):
            quiet.object("UN 1")
        with pytest.raises(Refused):
            quiet.on_objection(operations.clear, quiet.holders["NNGO 1"])
        due()
    assert (quiet.question.status, quiet.question.ruling) == (S.NOT_CARRIED, None)


@pytest.mark.one_engine
@pytest.mark.parametrize("days", [1, 12])
def test_the_chair_turns_it_into_a_vote_once(quiet: Table, days: int) -> None:
    """While it runs, or after it failed."""
    with pytest.raises(Refused, match="Nobody"):
        quiet.act(operations.turn, quiet.chair)
    quiet.object()
    with clock.at(later(days=days)):
        due()
        with pytest.raises(Forbidden):
            quiet.act(operations.turn, quiet.cast.sam)
        quiet.act(operations.turn, quiet.chair)
        question = quiet.question
        assert (question.status, question.procedure, question.concluded_how) == (S.OPEN, Procedure.VOTE, None)
        with pytest.raises(Refused, match="once"):
            quiet.act(operations.turn, quiet.chair)
        quiet.all(A.APPROVE, A.APPROVE, A.APPROVE)
        quiet.on_objection(operations.overrule, quiet.chair, why="asked and answered")
    assert quiet.question.status == S.CARRIED


def test_extended_once_and_never_onto_a_weekend(quiet: Table) -> None:
    saturday, later_on = CLOSES + timedelta(days=5), CLOSES + timedelta(days=7)
    for when, why in ((saturday, "rests"), (later(days=3), "working days"), (CLOSES, "after the one")):
        with pytest.raises(Refused, match=why):
            quiet.act(operations.extend, quiet.chair, closes=when, why="holidays")
    with pytest.raises(Forbidden):
        quiet.act(operations.extend, quiet.holders["UN 1"], closes=later_on, why="holidays")
    quiet.act(operations.extend, quiet.cast.sam, closes=later_on, why="holidays")
    assert quiet.question.closes_at == later_on
    with clock.at(CLOSES):
        assert due() == []
        with pytest.raises(Refused, match="once"):
            quiet.act(operations.extend, quiet.chair, closes=later_on + timedelta(days=1), why="again")


def test_a_chosen_time_suits_the_body(table: Table) -> None:
    with writing():
        operations.describe_body(queries.sag(), actor=Actor.tool(), zone="Asia/Baghdad", countries="IQ")
    friday = datetime(2026, 12, 4, 8, tzinfo=UTC)
    with pytest.raises(Refused, match="rests"):
        table.ask(procedure=Procedure.SILENCE, closes=friday)
    with pytest.raises(Refused, match="working days"):
        table.ask(procedure=Procedure.SILENCE, closes=later(days=2))
    sunday = datetime(2026, 12, 6, 8, tzinfo=UTC)
    question = table.ask(procedure=Procedure.SILENCE, closes=sunday)
    assert (question.closes_at, question.zone) == (sunday, "Asia/Baghdad")


@pytest.mark.parametrize("error", [Refused("its group is gone"), ValueError("nobody thought of this")])
def test_one_that_cannot_be_concluded_holds_no_other_up(quiet: Table, error: Exception) -> None:
    """Whatever is the matter with it: a fault is raised when the others are through, a refusal is not."""
    from wgtool.kernel.db import Ref

    first, row = quiet.id, quiet.outcomes.row(Ruling.ENDORSE)

    def does(question: Any, /, **facts: Any) -> dict[str, Any]:
        if question.id == first:
            raise error
        return {}

    rulings.install([rulings.Outcome("first terms", Ruling.ENDORSE, does, row.says, row.undo)])
    second = quiet.ask(procedure=Procedure.SILENCE, subject=Ref("version", 4)).id
    with clock.at(CLOSES):
        if isinstance(error, Refused):
            assert due() == [second]
        else:
            with pytest.raises(ValueError, match="nobody thought"):
                due()
        assert quiet.question.status == S.CARRIED
        quiet.id = first
        assert quiet.question.status == S.OPEN
    assert told(quiet) == ["Opened"]


def test_three_time_zones_and_a_missed_timer(table: Table) -> None:
    """The procedure runs in Baghdad; its readers sit in New York, Auckland and N'Djamena; the timer is two days late."""
    from wgtool.accounts.models import Person

    zones = {"UN 1": "America/New_York", "INGO 1": "Pacific/Auckland", "NNGO 1": "Africa/Ndjamena"}
    for seat, zone in zones.items():
        with writing():
            db.session.get_one(Person, table.holders[seat].person).zone = zone
    with writing():
        operations.describe_body(queries.sag(), actor=Actor.tool(), zone="Asia/Baghdad", countries="IQ", silence_days=7)
    question = table.ask(procedure=Procedure.SILENCE)
    closes = datetime(2026, 11, 29, 14, tzinfo=UTC)  # a Friday moved on to Sunday, 17:00 in Baghdad
    assert question.closes_at == closes
    shown = {"UN 1": "29 Nov 2026, 09:00 EST", "INGO 1": "30 Nov 2026, 03:00", "NNGO 1": "29 Nov 2026, 15:00"}
    for seat, when in shown.items():
        page = table.holders[seat].get(HERE).text
        assert when in page
        assert "(29 Nov 2026, 17:00" in page
    with clock.at(closes - timedelta(minutes=1)):
        answer = table.holders["INGO 1"].post(f"{HERE}/position", {"answer": "no objection"})
        assert answer.status_code == 303
    with clock.at(closes + timedelta(minutes=1)):
        data = {"answer": "objection", "reason": "Late", "remedy": "Time"}
        assert table.holders["UN 1"].post(f"{HERE}/position", data).status_code == 409
    with clock.at(closes + timedelta(days=2)):
        assert due() == [table.id]
        assert table.question.status == S.CARRIED
        assert "Active 1, silent 3." in table.chair.get(HERE).text
        rows = re.findall(r'<tr><th scope="row"><bdi>([^<]*)</bdi></th>(.*?)</tr>', table.chair.get(HERE).text, re.S)
        assert {seat for seat, row in rows if ">silent<" in row} == {"UN 1", "INGO 2", "NNGO 1"}
        assert [seat for seat, row in rows if "No objection" in row] == ["INGO 1"]
        assert "Active" not in table.cast.guest.get(HERE).text


@pytest.mark.one_engine
def test_whose_turn_a_silence_is(quiet: Table) -> None:
    def says() -> set[str]:
        db.session.rollback()
        return {line.says.removeprefix("question.") for line in db.session.query(Wait).filter_by(kind="question")}

    public = quiet.cast.guest.get("/decisions").text
    assert whole("SAG-2026-001 is agreed on 30 Nov 2026, 17:00 UTC unless a seat of the SAG objects.") in public
    assert says() == {"silence", "quiet"}
    quiet.object()
    assert says() == {"quiet", "broken", "answer-objection"}


@pytest.mark.one_engine
def test_the_chair_asks_by_the_page_and_extends(table: Table) -> None:
    at = "/decisions/bodies/SAG/ask"
    rulings.install([rulings.Outcome("matter", Ruling.YES, lambda q, **_: {}, lambda q: ["stand in the register"])])
    data = {"title": "Dates of 2027", "text": "We sit each first Tuesday.", "procedure": "silence"}
    assert table.holders["UN 1"].get(at).status_code == 403
    assert table.chair.post(at, {**data, "closes": "2026-11-28T10:00"}).status_code == 409
    assert table.chair.post(at, {**data, "closes": "9999-12-31T10:00"}).status_code == 422
    assert table.chair.post(at, {**data, "closes": "2026-12-01T10:00"}).status_code == 303
    assert "closes 1 Dec 2026, 10:00 UTC" in table.cast.guest.get(HERE).text
    assert "Silence means consent." in table.holders["UN 1"].get(HERE).text
    answer = table.chair.post(f"{HERE}/extend", {"closes": "2026-12-03T10:00", "why": "Holidays"})
    assert answer.status_code == 303
    table.holders["UN 1"].post(f"{HERE}/position", {"answer": "objection", "reason": "No", "remedy": "Wednesdays"})
    assert "Turn it into a vote" in table.chair.get(HERE).text
    assert table.chair.post(f"{HERE}/turn-into-vote").status_code == 303
    assert "by vote" in table.cast.guest.get(HERE).text


@pytest.mark.one_engine
def test_your_organisation_proposed_this(table: Table) -> None:
    table.ask()
    assert "Your organisation proposed this." in table.holders["UN 1"].get(HERE).text
    table.act(operations.withdraw, table.cast.sam, why="again")
    table.ask(organisation=table.cast.lantern.id)
    assert "Your organisation proposed this." not in table.holders["UN 1"].get("/decisions/SAG-2026-002").text


def test_a_later_text_answers_what_still_stood(table: Table) -> None:
    table.ask()
    table.object()
    table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["Ask the field"])
    first = table.id
    second = table.ask().id
    table.id = first
    assert table.question.objections[0].answered_in == second
    assert "a later text" in table.chair.get(HERE).text
    assert "a later text" not in table.cast.guest.get(HERE).text
    answered = "A later text, put to the body again, answers the objection of seat NNGO 1."
    assert answered in table.chair.get(HERE).text
