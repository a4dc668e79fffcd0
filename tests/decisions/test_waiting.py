"""Whose turn it is, and the table of steps."""

from itertools import product
from typing import Any

import pytest

from tests import factories
from tests.decisions.conftest import GROUP, A, Table, later
from wgtool.decisions import operations, waiting
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import Question, QuestionStatus, Ruling
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing

S = QuestionStatus


def turns(table: Table) -> dict[str, str]:
    """Give the sentence of each kept line by holder, checking that kept lines are what the function says now."""
    db.session.rollback()
    kept = list(db.session.query(Wait).filter_by(kind="question", thing=table.id))
    said = sorted((t.holder, t.says, t.sentence()) for t in waiting.turns(table.id))
    assert said == sorted((k.holder, k.says, k.sentence()) for k in kept)
    return {line.holder: line.sentence() for line in kept if not line.holder.startswith("voters")}


@pytest.mark.one_engine
def test_seats_that_have_not_answered(table: Table) -> None:
    table.ask()
    assert len(turns(table)) == 4
    table.object()
    table.answer("UN 1", A.APPROVE)
    found = turns(table)
    assert set(found) == {f"seat:seat:{table.seats[n]}" for n in ("INGO 1", "INGO 2")} | {f"lead:group:{GROUP}"}
    assert found[f"seat:seat:{table.seats['INGO 1']}"] == (
        "Take a position on SAG-2026-001, “Terms of LWG-WAT”, for seat INGO 1: 1 more seat is needed for a quorum "
        "and one objection must be cleared, by 30 Nov 2026, 12:00 UTC.")  # fmt: skip


def test_a_line_whose_numbers_change_is_no_new_turn(table: Table) -> None:
    table.ask()
    holder = f"seat:seat:{table.seats['INGO 1']}"
    before = db.session.query(Wait).filter_by(holder=holder).one().id
    table.answer("UN 1", A.APPROVE)
    assert db.session.query(Wait).filter_by(holder=holder).one().id == before


def test_seats_lines_are_the_bodys(table: Table) -> None:
    table.ask()
    for line in db.session.query(Wait).filter(Wait.holder.startswith("seat")):
        assert (line.sight, line.audience) == (Sight.GROUP, f"body:{table.body.id}")


@pytest.mark.one_engine
def test_the_objector_once_answered_and_the_chair_at_the_end(table: Table) -> None:
    table.ask()
    table.object()
    table.on_objection(operations.reply, table.chair, text="A call on Monday")
    assert "was answered" in turns(table)[f"seat:seat:{table.seats['NNGO 1']}"]
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    assert "Only objections" in turns(table)[f"chair:body:{table.body.id}"]


@pytest.mark.one_engine
def test_a_tie_is_the_chairs(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.ABSTAIN, A.ABSTAIN)
    table.object()
    table.on_objection(operations.overrule, table.chair, why="asked")
    assert set(turns(table)) == {f"chair:body:{table.body.id}"}
    with clock.at(later(days=11)):
        with writing():
            waits.settle_all()
        assert set(turns(table)) == {f"chair:body:{table.body.id}"}


@pytest.mark.one_engine
def test_carried_and_notice_over_is_the_secretariats(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)
    assert "support:world:" not in turns(table)
    with clock.at(later(days=3)):
        with writing():
            waits.settle_all()
        assert "conclude it" in turns(table)["support:world:"]


@pytest.mark.one_engine
def test_stuck_is_the_secretariats(table: Table) -> None:
    table.ask()
    table.all(A.ABSTAIN, A.ABSTAIN, A.ABSTAIN, A.NO_OBJECTION)
    assert set(turns(table)) == {"support:world:"}


def test_not_carried_is_chairs_and_secretariats_until_ruled(table: Table) -> None:
    table.ask()
    with clock.at(later(days=10)):
        operations.conclude_due()
        assert set(turns(table)) == {"support:world:", f"chair:body:{table.body.id}"}
        table.act(operations.rule, table.chair, answer=Ruling.DECLINE, reason="no")
        assert turns(table) == {}


def test_a_named_secretariat_takes_its_turns(table: Table) -> None:
    hana = table.cast.hana.person
    table.ask()
    with clock.at(later(days=10)):
        operations.conclude_due()
        from wgtool.decisions import queries

        with writing():
            operations.name_secretary(queries.sag(), person=hana, actor=Actor.tool())
        assert f"secretariat:body:{table.body.id}" in turns(table)


def test_a_seat_left_by_its_holder(table: Table) -> None:
    table.ask()
    with writing():
        operations.end_terms_of(table.holders["INGO 1"].person or 0, actor=Actor.tool())
    assert f"alternate:seat:{table.seats['INGO 1']}" in turns(table)
    with writing():
        operations.end_terms_of(table.alternate.person or 0, actor=Actor.tool())
    assert "for seat INGO 1" in turns(table)["support:world:"]


WHO = ("chair", "sam", "seat", "alternate", "omar", "olga", "ada", "prue")
FACTS: dict[str, dict[str, Any]] = {
    "withdraw": {"why": "x"}, "return": {"checklist": ["x"]}, "decline": {"reason": "x"}, "no": {"reason": "x"},
    "extend": {"closes": later(days=20), "why": "x"},
}  # fmt: skip
MAY = {
    "open": {"sam"}, "conclude": {"chair", "sam"}, "return": {"chair", "sam"}, "decline": {"chair", "sam"},
    "no": {"chair", "sam"}, "withdraw": {"sam"}, "take back": {"chair", "sam"}, "take ruling back": {"chair", "sam"},
    "extend": {"chair", "sam"}, "turn into a vote": {"chair"}, "fall": {"chair", "sam"},
}  # fmt: skip


def play(table: Table, name: str) -> Any:
    return {"chair": table.chair, "alternate": table.alternate, "seat": table.holders["UN 1"]}.get(
        name) or getattr(table.cast, name)  # fmt: skip


@pytest.mark.one_engine
def test_the_matrix_of_steps(table: Table) -> None:
    """Each status x verb: refused where there is no step, whoever asks; forbidden to all whose step it is not."""
    assert set(MAY) == set(LIFE.verbs())
    actors = {name: play(table, name).actor for name in WHO}
    table.ask()
    for status in S:
        factories.change(Question, status=status)
        question = table.question
        for verb, name in product(LIFE.verbs(), WHO):
            if LIFE.step(verb, status) is None:
                if name not in {min(MAY[verb]), "olga"}:
                    continue  # the state refuses whoever asks: somebody who may and somebody who may not
                with pytest.raises(Refused, match="in the meantime"), writing():
                    LIFE.act(verb, question, actor=actors[name], **FACTS.get(verb, {}))
            elif name not in MAY[verb]:
                with pytest.raises(Forbidden), writing():
                    LIFE.act(verb, question, actor=actors[name], **FACTS.get(verb, {}))
        assert table.question.status == status


def test_every_step_has_its_operation() -> None:
    assert LIFE.unbound() == []
