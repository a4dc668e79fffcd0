"""Two at the same moment, on both engines."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask

from tests.decisions.conftest import A, Table
from wgtool.decisions import operations, queries
from wgtool.decisions.models import Answer, Procedure, QuestionStatus, SeatRole
from wgtool.history import queries as history
from wgtool.kernel.actors import Actor
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing


def at_once(app: Flask, *acts: Callable[[], None]) -> list[BaseException]:
    """Run all at the same moment, each as a server's thread would; give what they raised."""
    start, raised = Barrier(len(acts)), []

    def run(act: Callable[[], None]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
            except BaseException as error:
                raised.append(error)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def answers(table: Table, seat: str, answer: Answer, actor: Actor) -> Callable[[], None]:
    id, place = table.id, table.seats[seat]

    def act() -> None:
        question = queries.by_id(id, seen_by=Actor.tool())
        assert question is not None
        with writing():
            operations.answer(question, seat=place, answer=answer, actor=actor)

    return act


def test_the_last_two_seats_conclude_exactly_once(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE)
    last = [(seat, table.holders[seat].actor) for seat in ("INGO 2", "NNGO 1")]
    assert at_once(table.app, *(answers(table, seat, A.APPROVE, actor) for seat, actor in last)) == []
    assert table.question.status == QuestionStatus.CARRIED
    assert [verb for verb, _ in table.outcomes.done] == ["endorse"]
    told = [line.event for line in history.timeline(table.question.ref, seen_by=Actor.tool())]
    assert told.count("decisions.Carried") == 1


def test_holder_and_alternate_at_once(table: Table) -> None:
    table.ask()
    holder, alternate = table.holders["INGO 1"].actor, table.alternate.actor
    raised = at_once(
        table.app, answers(table, "INGO 1", A.APPROVE, holder), answers(table, "INGO 1", A.ABSTAIN, alternate)
    )
    assert all(isinstance(error, Refused) for error in raised)
    (position,) = table.question.positions
    assert (position.answer, position.by_role) == (A.APPROVE, SeatRole.HOLDER)


def test_a_silence_and_two_late_timers(table: Table) -> None:
    """However late and however many: agreed once, with one line of history and one effect."""
    from tests.decisions.conftest import later
    from wgtool.kernel import clock

    table.ask(procedure=Procedure.SILENCE)

    def due() -> None:
        operations.conclude_due()

    with clock.at(later(days=40)):
        assert at_once(table.app, due, due, due) == []
        assert table.question.status == QuestionStatus.CARRIED
    assert [verb for verb, _ in table.outcomes.done] == ["endorse"]
    told = [line.event for line in history.timeline(table.question.ref, seen_by=Actor.tool())]
    assert told.count("decisions.AgreedBySilence") == 1


def test_two_timers_conclude_once(table: Table) -> None:
    from tests.decisions.conftest import later
    from wgtool.kernel import clock

    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE)

    def due() -> None:
        operations.conclude_due()

    with clock.at(later(days=11)):
        assert at_once(table.app, due, due) == []
    assert len(table.outcomes.done) == 1


def test_concluding_and_taking_back_keep_to_one_order(table: Table) -> None:
    table.ask()
    table.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    chair, id = table.chair.actor, table.id

    def back() -> None:
        question = queries.by_id(id, seen_by=Actor.tool())
        assert question is not None
        with writing():
            operations.take_back(question, actor=chair)

    raised = at_once(table.app, back, back)
    assert [type(error) for error in raised] == [Refused]
    assert [verb for verb, _ in table.outcomes.done] == ["endorse", "undo"]
