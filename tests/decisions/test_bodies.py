"""Seats are data; a filled seat opens what waited for it."""

from datetime import timedelta

import pytest

from tests.cast import Cast, Someone
from tests.decisions.conftest import START, A, Table, later
from wgtool.decisions import operations, queries
from wgtool.decisions.models import QuestionStatus, SeatRole
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor, hats_of, wearers
from wgtool.kernel.events import Event, announce
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing


def seat(name: str):
    return next(one for one in queries.sag().seats if one.name == name)


def fill(name: str, who: Someone, **facts: object) -> None:
    person = who.person
    with writing():
        operations.fill_seat(seat(name), person=person, actor=Actor.tool(), **facts)


def end(table: Table, *names: str) -> None:
    for name in names:
        with writing():
            operations.end_term(seat(name).holder, actor=Actor.tool())


def test_the_sag_is_set_up_once(cast: Cast) -> None:
    actor = cast.sam.actor
    for _ in range(2):
        with writing():
            operations.ensure_bodies(actor)
    body = queries.sag()
    assert [(one.name, one.chair) for one in body.seats] == [("Chair", True)]
    assert len(history.timeline(body.ref, seen_by=Actor.tool())) == 1


def test_hats_of_the_body(table: Table) -> None:
    ingo, body = str(table.seats["INGO 1"]), str(table.body.id)
    assert {("seat", "body", body), ("seat", "seat", ingo)} <= hats_of(table.holders["INGO 1"].person)
    assert {("alternate", "body", body), ("alternate", "seat", ingo)} <= hats_of(table.alternate.person)
    assert ("chair", "body", body) in hats_of(table.chair.person)
    assert not any(kind == "seat" for _, kind, _ in hats_of(table.chair.person))


def test_wearers_are_the_inverse(table: Table) -> None:
    for who in (table.chair, table.alternate, *table.holders.values()):
        for role, kind, id in hats_of(who.person):
            if kind in ("body", "seat"):
                assert who.person in wearers(f"{role}:{kind}:{id}")
    assert wearers(f"voters:body:{table.body.id}") == []
    assert len(wearers(f"seat:body:{table.body.id}")) == 4


def test_without_quorum_a_question_waits_and_a_filled_seat_opens_it(table: Table) -> None:
    end(table, "UN 1", "INGO 1")
    question = table.ask()
    assert (question.status, question.number) == (QuestionStatus.DRAFT, None)
    fill("UN 1", table.cast.hana)
    question = table.question
    assert (question.status, question.number) == (QuestionStatus.OPEN, "SAG-2026-001")
    assert {one.seat.name for one in question.electorate} == {"UN 1", "INGO 2", "NNGO 1"}
    told = [line.event for line in history.timeline(question.ref, seen_by=Actor.tool())]
    assert told == ["decisions.Opened", "decisions.Asked"]


def test_a_seat_filled_from_a_later_day_opens_it_on_that_day(table: Table) -> None:
    end(table, "UN 1", "INGO 1")
    table.ask()
    later_day = (START + timedelta(days=5)).date()
    fill("UN 1", table.cast.hana, since=later_day)
    assert table.question.status == QuestionStatus.DRAFT
    with clock.at(later(days=5)):
        assert operations.conclude_due() == [table.id]
        assert table.question.status == QuestionStatus.OPEN


@pytest.mark.one_engine
def test_a_draft_is_not_opened_by_hand_without_quorum(table: Table) -> None:
    end(table, "UN 1", "INGO 1")
    table.ask()
    with pytest.raises(Refused, match="Fill a seat"):
        table.act(operations.open_question, table.cast.sam)


def test_who_leaves_a_seat_answers_no_more_but_the_seat_counts(table: Table) -> None:
    table.ask()
    end(table, "UN 1")
    with pytest.raises(Refused):
        table.answer("UN 1", A.APPROVE)
    assert len(table.question.electorate) == 4


def test_who_may_sit(table: Table) -> None:
    end(table, "UN 1")
    people = (table.cast.prue, table.cast.olga, table.cast.ada, table.holders["INGO 1"])
    for who in people:
        with pytest.raises(Refused):
            fill("UN 1", who)
    with pytest.raises(Refused, match="end that term"):
        fill("INGO 1", table.cast.hana)


def test_an_observer_takes_a_seat_without_a_vote(table: Table) -> None:
    with writing():
        operations.add_seat(queries.sag(), name="Watcher", voting=False, actor=Actor.tool())
    fill("Watcher", table.cast.olga)
    assert ("observer", "body", str(table.body.id)) in hats_of(table.cast.olga.person)
    table.ask()
    assert len(table.question.electorate) == 4


def test_there_is_one_chair(table: Table) -> None:
    with pytest.raises(Refused), writing():
        operations.add_seat(queries.sag(), name="Second chair", chair=True, actor=Actor.tool())
    with pytest.raises(Refused), writing():
        operations.close_seat(seat("Chair"), actor=Actor.tool())


def test_a_named_secretariat_stands_for_the_support_team(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    hana = table.cast.hana.person
    with writing():
        operations.name_secretary(queries.sag(), person=hana, actor=Actor.tool())
    with clock.at(later(days=4)):
        with pytest.raises(Refused):
            table.act(operations.conclude, table.cast.sam)
        table.act(operations.conclude, table.cast.hana)


def test_numbers_changed_count_for_later_questions(table: Table) -> None:
    table.ask()
    with writing():
        operations.describe_body(queries.sag(), quorum_percent=90, actor=Actor.tool())
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    with clock.at(later(days=4)):
        table.act(operations.conclude, table.chair)
    assert table.question.quorum_percent == 50


def test_who_leaves_wgtool_leaves_their_seat(table: Table) -> None:
    class Forgotten(Event):
        @classmethod
        def event_name(cls) -> str:
            return "accounts.Forgotten"

    person = table.holders["UN 1"].person
    from wgtool.kernel.db import Ref

    with writing():
        announce(Forgotten(actor=Actor.tool(), subject=Ref("person", person)))
    assert seat("UN 1").holder is None
    assert seat("INGO 1").sitting(SeatRole.ALTERNATE) is not None
