"""What follows when the owner of a seat says that a position recorded for it was not theirs."""

from __future__ import annotations

from dataclasses import replace

from wgtool.decisions import events, queries, rules
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import Disowned, ObjectionState, Position, Question, QuestionStatus, Recording
from wgtool.decisions.operations.taking_back import happened_since
from wgtool.decisions.operations.voting import SECRETARIAT
from wgtool.decisions.permits import P
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor, hats_of
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def disown(recording: Recording) -> Recording:
    """Undo a position its owner never took, in the owner's name; nothing, if that was done already.

    While the question is open the position goes. A ruling that can still be taken back is; else the secretariat is told.
    Raises Refused if the seat has another position by now.
    """
    question = hold(queries.to_change(recording.question_id))
    recording = hold(queries.recording_alone(recording.id))
    if recording.disowned_at is not None:
        return recording
    position = next((one for one in question.positions if one.seat_id == recording.seat_id), None)
    if position is None or (position.at, position.by_role) != (recording.at, SECRETARIAT):
        raise Refused(_("This seat has another position by now. Look at the question."))
    how = _undo(question, position)
    recording.disowned_at, recording.disowned_how = clock.now(), how
    announce(events.PositionDisowned(
        actor=_owner(recording), subject=question.ref, seat=recording.seat.called, how=how.value, sight=Sight.GROUP,
        audience=str(question.body.ref),
    ))  # fmt: skip
    return recording


def _undo(question: Question, position: Position) -> Disowned:
    how = Disowned.UNDONE
    if question.ruling is not None and rules.firm(question) is None and not happened_since(question):
        question = LIFE.act("take back", question, actor=Actor.tool())
        how = Disowned.REOPENED
    if question.status != QuestionStatus.OPEN or rules.is_over(question):
        return Disowned.TOLD
    for objection in rules.standing(question):
        if objection.seat_id == position.seat_id:
            objection.state, objection.settled_at = ObjectionState.CLEARED, clock.now()
    db.session.delete(position)
    db.session.flush()
    return how


def _owner(recording: Recording) -> Actor:
    """Give the owner of the seat as who acts: whoever follows the link acts as them."""
    owner = Actor(person=recording.owner_id, hats=hats_of(recording.owner_id))
    return replace(owner, organisation=next(iter(owner.ids("organisation")), None))


def look(question: Question, *, actor: Actor) -> Question:
    """Note that the secretariat has looked at every position that was not its owner's."""
    question = hold(queries.to_change(question.id))
    require(actor, P.RECORD, question)
    for recording in rules.to_look_at(question):
        recording.looked_at = clock.now()
        announce(events.DisownedSeen(actor=actor, subject=question.ref, seat=recording.seat.called, sight=Sight.GROUP,
                                     audience=str(question.body.ref)))  # fmt: skip
    waits.touched(question.ref)
    return question
