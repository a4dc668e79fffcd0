"""A position recorded for somebody: told by mail, disowned by one button, in whoever's hands the mail is."""

import re

import pytest

from tests.decisions.conftest import A, Table, later
from wgtool.decisions import tokens
from wgtool.decisions.models import Disowned, QuestionStatus
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.waits import Wait
from wgtool.notifications.models import Mail

HERE = "/decisions/SAG-2026-001"


@pytest.fixture
def recorded(table: Table) -> Table:
    table.ask()
    data = {"answer": "approve", "seat": table.seats["INGO 1"], "source": "by phone"}
    assert table.cast.sam.post(f"{HERE}/record", data).status_code == 303
    return table


def mail(table: Table) -> Mail:
    db.session.rollback()
    return db.session.query(Mail).filter_by(event="decisions.Recorded").one()


def link(table: Table) -> str:
    found = re.search(r"/decisions/not-mine/\S+", mail(table).body)
    assert found
    return found[0]


@pytest.mark.one_engine
def test_the_owner_is_told_after_ten_minutes(recorded: Table) -> None:
    told = mail(recorded)
    assert told.person_id == recorded.holders["INGO 1"].person
    assert told.not_before == later(minutes=10)
    assert "approve" not in told.body.lower()


def test_opening_the_link_changes_nothing_and_the_button_does_once(recorded: Table) -> None:
    url, guest = link(recorded), recorded.cast.guest
    page = guest.get(url).text
    for said in ("This acts as Ingrid Solberg.", "by phone", "It is not mine"):
        assert said in page
    assert len(recorded.question.positions) == 1
    for _ in range(2):
        assert guest.post(url).status_code == 303
    assert recorded.question.positions == []
    assert "the seat is asked again" in guest.get(url).text
    assert "It is not mine" not in guest.get(url).text
    assert recorded.question.recordings[0].disowned_how == Disowned.UNDONE
    page = recorded.chair.get(HERE).text
    assert page.count("said that the position recorded for it was not theirs") == 1
    assert "Ingrid Solberg" in page
    assert "not theirs" not in guest.get(HERE).text


@pytest.mark.one_engine
def test_an_objection_recorded_for_them_goes_with_it(table: Table) -> None:
    table.ask()
    said = {"answer": A.OBJECTION, "reason": "x", "remedy": "y"}
    table.answer("INGO 1", who=table.cast.sam, on_behalf=True, **said)
    table.cast.guest.post(link(table))
    assert (table.question.positions, table.question.objections[0].state) == ([], "cleared")


def test_a_ruling_that_can_be_taken_back_is(recorded: Table) -> None:
    for seat in ("UN 1", "INGO 2", "NNGO 1"):
        recorded.answer(seat, A.APPROVE)
    assert recorded.question.status == QuestionStatus.CARRIED
    ingrid = recorded.holders["INGO 1"]
    assert "Not mine" in ingrid.get(HERE).text
    assert "Not mine" not in recorded.holders["UN 1"].get(HERE).text
    ingrid.post(link(recorded))
    question = recorded.question
    assert (question.status, question.recordings[0].disowned_how) == (QuestionStatus.OPEN, Disowned.REOPENED)
    assert [verb for verb, _ in recorded.outcomes.done] == ["endorse", "undo"]


def test_too_late_the_secretariat_looks_at_it(recorded: Table) -> None:
    for seat in ("UN 1", "INGO 2", "NNGO 1"):
        recorded.answer(seat, A.APPROVE)
    with clock.at(later(minutes=11)):
        recorded.cast.guest.post(link(recorded))
        question = recorded.question
        assert (question.status, question.recordings[0].disowned_how) == (QuestionStatus.CARRIED, Disowned.TOLD)
        line = db.session.query(Wait).filter_by(kind="question").one()
        assert (line.holder, line.says) == ("support:world:", "question.disowned")
        assert recorded.cast.omar.post(f"{HERE}/look").status_code == 403
        assert recorded.cast.sam.post(f"{HERE}/look").status_code == 303
        db.session.rollback()
        assert db.session.query(Wait).filter_by(kind="question").count() == 0


@pytest.mark.one_engine
def test_what_they_said_since_is_not_undone(recorded: Table) -> None:
    url = link(recorded)
    recorded.answer("INGO 1", A.NO_OBJECTION)
    answer = recorded.cast.guest.post(url)
    assert answer.status_code == 409
    assert "another position by now" in answer.text
    assert len(recorded.question.positions) == 1


@pytest.mark.one_engine
def test_only_our_own_words_open_it(recorded: Table) -> None:
    holder = recorded.holders["UN 1"].person or 0
    for token in (
        "x",
        "",
        tokens.not_mine(1, holder),
        tokens.not_mine(99, holder),
        link(recorded).rpartition("/")[2] + "x",
    ):
        assert recorded.cast.guest.get(f"/decisions/not-mine/{token}").status_code == 404


@pytest.mark.one_engine
def test_who_recorded_it_is_kept(recorded: Table) -> None:
    kept = recorded.question.recordings[0]
    assert (kept.by_person, kept.source, kept.answer) == (recorded.cast.sam.person, "by phone", A.APPROVE)
