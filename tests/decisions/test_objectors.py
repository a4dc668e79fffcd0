"""Who objected hears what became of the question, and how their objection was dealt with, in one mail."""

from __future__ import annotations

import pytest

from tests.decisions.conftest import A, Table, later
from wgtool.decisions import operations
from wgtool.decisions.models import How, Procedure, QuestionStatus, Ruling
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail

S = QuestionStatus
OVERRULED = "The chair overruled your objection for NNGO 1, because:\n\nasked and answered"


def decided(about: str = "SAG-2026-001", *, cancelled: bool = False) -> dict[str, str]:
    """Give what those who hear that a question is decided read, by their address; nobody hears of it twice."""
    db.session.rollback()
    told = [m for m in db.session.query(Mail).filter_by(subject=f"{about} is decided").order_by(Mail.id)
            if (m.cancelled_at is not None) == cancelled]  # fmt: skip
    assert len({one.address for one in told}) == len(told)
    return {one.address: one.body for one in told}


def overruled(table: Table) -> Table:
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    table.object()
    table.on_objection(operations.overrule, table.chair, why="asked and answered")
    assert table.question.status == S.CARRIED
    return table


def test_who_was_overruled_reads_that_it_was_carried_and_why(table: Table) -> None:
    table.ask()
    overruled(table)
    told = decided()
    assert set(told) == {"omar-haddad@example.org", "nadia-rahimi@example.org"}
    assert f"It was carried.\n\n{OVERRULED}" in told["nadia-rahimi@example.org"]
    assert "You get this because you objected to it." in told["nadia-rahimi@example.org"]
    assert "objection" not in told["omar-haddad@example.org"]


def test_a_silence_turned_into_a_vote_tells_them_too(table: Table) -> None:
    table.ask(procedure=Procedure.SILENCE)
    table.object()
    with clock.at(later(days=1)):
        table.act(operations.turn, table.chair)
        table.all(A.APPROVE, A.APPROVE, A.APPROVE)
        table.on_objection(operations.overrule, table.chair, why="asked and answered")
        assert OVERRULED in decided()["nadia-rahimi@example.org"]


def test_who_asked_and_objected_hears_once(table: Table) -> None:
    table.ask(actor=table.holders["NNGO 1"].actor)
    overruled(table)
    told = decided()
    assert set(told) == {"nadia-rahimi@example.org"}
    assert OVERRULED in told["nadia-rahimi@example.org"]
    assert "you asked, or lead the group concerned" in told["nadia-rahimi@example.org"]


def test_taken_back_they_do_not_hear_and_hear_what_comes_of_it_later(table: Table) -> None:
    table.ask()
    overruled(table).act(operations.take_back, table.chair)
    assert decided() == {}
    assert "nadia-rahimi@example.org" in decided(cancelled=True)
    with clock.at(later(days=11)):
        table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["Ask the field"])
        assert f"It was returned with a checklist.\n\n{OVERRULED}" in decided()["nadia-rahimi@example.org"]


@pytest.mark.parametrize("clears", [True, False])
def test_what_was_cleared_or_still_stood_is_said(table: Table, clears: bool) -> None:
    table.ask()
    table.object()
    if clears:
        table.on_objection(operations.clear, table.holders["NNGO 1"])
    table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["Ask the field"])
    said = "was cleared before" if clears else "stood to the end"
    assert f"Your objection for NNGO 1 {said}." in decided()["nadia-rahimi@example.org"]


@pytest.mark.parametrize("disowned", [True, False])
def test_of_a_recorded_objection_its_owner_hears_unless_it_was_not_theirs(table: Table, disowned: bool) -> None:
    table.ask()
    said = {"reason": "Nobody asked the field.", "remedy": "A call with the field."}
    table.answer("NNGO 1", A.OBJECTION, table.cast.sam, on_behalf=True, **said)
    recording = table.question.recordings[0]
    if disowned:
        with writing():
            operations.disown(recording)
    table.act(operations.rule, table.chair, answer=Ruling.RETURN, checklist=["Ask the field"])
    assert set(decided()) == {"omar-haddad@example.org"} | (set() if disowned else {"nadia-rahimi@example.org"})


def test_who_is_overruled_at_a_sitting_hears_of_it(table: Table) -> None:
    table.ask()
    sam = table.cast.sam
    at = sam.post("/decisions/bodies/SAG/sittings", {"starts_on": "2026-11-24", "place": "Geneva"}).location
    sam.post(f"{at}/take", {"question": table.id})
    with clock.at(later(days=4)):
        assert sam.post(f"{at}/begin").status_code == 303
        table.object()
        table.all(A.APPROVE, A.APPROVE)
        table.on_objection(operations.overrule, table.chair, why="asked and answered")
        table.act(operations.conclude, table.chair)
        assert table.question.concluded_how == How.SITTING
        assert OVERRULED in decided()["nadia-rahimi@example.org"]
