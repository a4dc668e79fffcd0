"""What time alone asks for: questions whose closing time has come, and those that only waited for a seat."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import current_app

from wgtool.decisions import queries, rules
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import Question, QuestionStatus
from wgtool.decisions.operations.asking import open_waiting
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.outages import Outage, outage_of
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold, writing


def close(question: Question, *, actor: Actor, now: datetime | None = None) -> bool:
    """Conclude a question whose closing time has come; say whether it did. At a tie it stays open for the chair."""
    question = hold(queries.to_change(question.id))
    if question.status != QuestionStatus.OPEN or not rules.is_over(question, now):
        return False
    tally = rules.tally(question)
    if tally.tie and question.casting is None:
        return False
    carries = "agree" if tally.silent else "carry at closing"
    LIFE.act(carries if tally.carried else "fail at closing", question, actor=actor)
    return True


def conclude_due(now: datetime | None = None) -> list[int]:
    """Do what time alone asks for: conclude what has closed, open what a seat filled from today allows. Repeatable.

    Gives the ids of what changed. Each question is concluded in a transaction of its own: one that cannot be holds none
    of the others up, nobody waits for all, and the first error is raised when all are through.
    """
    db.session.rollback()  # they are sought by a reader that begins now, whatever was read before
    jobs = [partial(_closed, id, now) for id in queries.due_ids(now or clock.now())]
    jobs += [partial(_opened, body) for body in queries.bodies_with_drafts()]
    done: list[int] = []
    errors: list[Exception] = []
    for job in jobs:
        try:
            with writing():
                changed = job()
        except Exception as error:
            if outage_of(error) is Outage.AWAY:
                raise
            _note(job, error, errors)
        else:
            done += changed
    if errors:
        raise errors[0]
    return done


def _note(job: partial[list[int]], error: Exception, errors: list[Exception]) -> None:
    """Write down what could not be done. What the rules refuse is no error: the chair's turn says what is wanted."""
    if isinstance(error, Refused):
        current_app.logger.warning("%s %s was refused: %s", job.func.__name__, job.args[0], error)
        return
    current_app.logger.exception("%s %s broke, the rest goes on", job.func.__name__, job.args[0])
    errors.append(error)


def _closed(id: int, now: datetime | None) -> list[int]:
    question = hold(queries.to_change(id))
    return [id] if close(question, actor=Actor.tool(), now=now) else []


def _opened(body: int) -> list[int]:
    return [question.id for question in open_waiting(hold(queries.body_to_change(body)), actor=Actor.tool())]
