"""Whether history, waits and the outbox agree with the data: what must hold after any fault.

`begin()` notes what is there; `disagreements(before)` then says, in sentences, what does not agree among what came
since. A later room adds a function that yields sentences, with `@must_agree`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from tests.support import invariants
from tests.support.agreeing import CHECKS, Before, begin, must_agree
from tests.support.agreeing import new as _new
from wgtool.accounts.models import Person
from wgtool.actions.models import ActionPoint, Report, Slip
from wgtool.amendments.models import Amendment
from wgtool.amendments.models import Status as AmendmentStatus
from wgtool.decisions.models import Position, Question, Seat
from wgtool.documents.models import Revision, Section
from wgtool.files.models import Attachment
from wgtool.groups.models import UNFINISHED, Deliverable, Group, Status
from wgtool.history.models import Line, Place
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import wearers
from wgtool.kernel.db import Base, Ref, db
from wgtool.kernel.once import Once
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.learning import recurring
from wgtool.learning.models import OUT, Answer, Exercise, Intended, Recommendation, Root
from wgtool.notifications import queries as readers
from wgtool.notifications.models import Mail, NoReminders, Reminder
from wgtool.plan import queries as plans
from wgtool.plan.models import PlanVersion, State
from wgtool.signups import queries
from wgtool.signups.models import OPEN, SignUp

__all__ = ["Before", "begin", "disagreements", "invariants", "must_agree"]
TOLD = (SignUp, Group, Question, Amendment, Deliverable, Exercise, Recommendation, ActionPoint)
"""Things that never come to be without a line of history."""
NEVER = datetime.min.replace(tzinfo=UTC)


def disagreements(before: Before) -> list[str]:
    """Say what does not agree; nothing, if all is well."""
    db.session.rollback()
    try:
        return [sentence for check in CHECKS for sentence in check(before)]
    finally:
        db.session.rollback()


@must_agree
def every_thing_has_its_line(before: Before) -> Iterator[str]:
    """Nothing came to be, or was changed, of which history does not tell."""
    lines = set(db.session.execute(sa.select(Line.kind, Line.thing)))
    for model in TOLD:
        for thing in db.session.scalars(sa.select(model).where(_new(model, before))):
            if tuple(thing.ref) not in lines:
                yield f"{thing.ref} has no line of history"


@must_agree
def every_line_has_its_subject(before: Before) -> Iterator[str]:
    """No line is about what is not there, and each stands on its subject's timeline."""
    tables = {getattr(m.class_, "kind", "") or str(m.local_table): m.local_table for m in Base.registry.mappers}
    places = set(db.session.execute(sa.select(Place.line_id, Place.kind, Place.thing)))
    for line in db.session.scalars(sa.select(Line).where(_new(Line, before))):
        if (line.id, line.kind, line.thing) not in places:
            yield f"line {line.id} is not on the timeline of {line.subject}"
    for _, kind, thing in places:
        table = tables[kind]
        if db.session.scalar(sa.select(table.c.id).where(table.c.id == thing)) is None:
            yield f"history tells of {Ref(kind, thing)}, which is not there"


@must_agree
def every_save_has_its_line(before: Before) -> Iterator[str]:
    """Each text that arrived is told once, and each one told did arrive. What a version begins with is told by its draft."""
    facts = (Section.version_id, Section.key, Revision.number)
    saved = sa.select(*facts, Revision.saved_at).join(Section, Revision.section_id == Section.id)
    begun = dict(db.session.execute(sa.select(Line.thing, Line.at).where(Line.event == "documents.Drafted")).all())
    rows = db.session.execute(saved.where(Revision.settled.is_(False))).all()
    copied = {(v, key, n) for v, key, n, at in rows if n == 1 and v in begun and at <= begun[v]}
    texts: Counter[tuple[object, ...]] = Counter((v, key, n) for v, key, n, _at in rows)
    names = ("documents.SectionSaved", "documents.TextPutAside")
    told = db.session.scalars(sa.select(Line).where(Line.event.in_(names)))
    lines: Counter[tuple[object, ...]] = Counter((x.thing, x.facts["section"], x.facts["revision"]) for x in told)
    untold = {text: times for text, times in (texts - lines).items() if text not in copied}
    yield from (f"text {text} and its lines: {texts[text]} and {lines[text]}" for text in {**untold, **(lines - texts)})


@must_agree
def every_position_is_as_told(before: Before) -> Iterator[str]:
    """The last line about a seat's position says what the position is."""
    rows = sa.select(Position.question_id, Seat.name, Position.answer).join(Seat, Position.seat_id == Seat.id)
    for question, seat, answer in db.session.execute(rows):
        lines = sa.select(Line).where(
            Line.event == "decisions.Answered", Line.kind == "question", Line.thing == question
        )
        told = [x.facts["answer"] for x in db.session.scalars(lines.order_by(Line.id)) if x.facts["seat"] == seat]
        if told[-1:] != [answer.value]:
            yield f"{seat} answered {answer.value} to question {question}, and history says {told}"


@must_agree
def waits_are_what_their_functions_say(before: Before) -> Iterator[str]:
    """Asking every function again changes nothing."""
    changed: list[Ref] = []

    class Back(Exception):
        pass

    try:
        with writing():
            changed = waits.settle_all()
            raise Back
    except Back:
        yield from (f"the turns of {ref} were not what they are" for ref in changed)


@must_agree
def every_turn_is_mailed(before: Before) -> Iterator[str]:
    """Each whose turn came has one mail of it, alone or with others, but who brought it about."""
    asked = sa.select(Mail.wait, Mail.beside, Mail.person_id, Mail.made_at).where(Mail.wait.is_not(None))
    told = {(id, person): made for wait, beside, person, made in db.session.execute(asked.order_by(Mail.id))
            for id in (wait, *(beside or ()))}  # fmt: skip
    for wait in db.session.scalars(sa.select(Wait).where(_new(Wait, before))):
        reached = [r for r in readers.readers(wearers(wait.holder)) if r.wants]
        without = [r.person for r in reached if told.get((wait.id, r.person), NEVER) < wait.since]
        if len(without) > 1:
            yield f"turn {wait.id} ({wait.says} of {wait.subject}) was not mailed to {without}"


@must_agree
def tallies_are_what_sign_ups_come_to(before: Before) -> Iterator[str]:
    """Counting again gives what is kept."""
    yield from (f"the tallies of plan item {item} are wrong" for item in queries.miscounted())


@must_agree
def the_plan_is_what_its_states_say(before: Before) -> Iterator[str]:
    """What the plan says of each item now is what is kept of it, and no moment has two of its states or none."""
    for edition in plans.editions():
        if plans.tree(edition).items != plans.tree_at(edition, clock.now()).items:
            yield f"the plan {edition.slug} is not what its states say"
    ends: dict[int, datetime | None] = {}
    for state in db.session.scalars(sa.select(State).order_by(State.item_id, State.since, State.id)):
        if state.item_id in ends and ends[state.item_id] != state.since:
            yield f"plan item {state.item_id} has a gap or an overlap at {state.since}"
        ends[state.item_id] = state.until
    yield from (f"plan item {item} has no state of now" for item, end in ends.items() if end is not None)


@must_agree
def the_plan_says_what_was_verified_last(before: Before) -> Iterator[str]:
    """Each verified amendment made a version and what it made is there; no other has a version."""
    for one in db.session.scalars(sa.select(Amendment)):
        if (one.version_id is not None) != (one.status == AmendmentStatus.VERIFIED):
            yield f"{one.number} is {one.status} and its version is {one.version_id}"
        if one.status == AmendmentStatus.VERIFIED and any(each.item is None for each in one.changes):
            yield f"{one.number} is verified, and something it makes is not there"
    lone = sa.select(PlanVersion.id).where(
        PlanVersion.number > 1, ~sa.exists().where(Amendment.version_id == PlanVersion.id)
    )
    yield from (f"version {id} of the plan has no amendment" for id in db.session.scalars(lone))


@must_agree
def every_mail_is_about_something(before: Before) -> Iterator[str]:
    """No mail tells of a turn that never was, or of a change that was not kept."""
    lines = {(kind, thing) for kind, thing in db.session.execute(sa.select(Place.kind, Place.thing))}
    for mail in db.session.scalars(sa.select(Mail).where(_new(Mail, before), Mail.about_id.is_not(None))):
        if (mail.about_kind, mail.about_id) not in lines:
            yield f"mail {mail.id} is about {mail.about_kind}:{mail.about_id}, of which history does not tell"


@must_agree
def every_form_led_somewhere(before: Before) -> Iterator[str]:
    """A form's token is kept with the change and the page it led to, or not at all."""
    for token in db.session.scalars(sa.select(Once.token).where(Once.location == "")):
        yield f"form {token} was claimed and never answered"


@must_agree
def the_database_itself_is_whole(before: Before) -> Iterator[str]:
    """SQLite finds no broken page and no key without its row."""
    if db.engine.dialect.name == "sqlite":
        told = db.session.execute(sa.text("PRAGMA integrity_check")).scalars().all()
        yield from (line for line in told if line != "ok")
        yield from (f"{row} refers to nothing" for row in db.session.execute(sa.text("PRAGMA foreign_key_check")))


@must_agree
def plans_end_with_their_groups_and_sign_ups_with_them(before: Before) -> Iterator[str]:
    """Nothing is to be made under a group that ended its work, and nobody stands on what is done or dropped.

    A proposal that came to nothing keeps its plan as the text it was: nothing in it counts or waits.
    """
    left = sa.select(Deliverable.id).join(Group, Group.id == Deliverable.group_id)
    for id in db.session.scalars(
        left.where(Group.status.in_((Status.DISSOLVED, Status.MERGED)), Deliverable.status.in_(UNFINISHED))
    ):
        yield f"deliverable {id} is still to be made, and its group is over"
    stands = sa.select(SignUp.id).join(Deliverable, Deliverable.id == SignUp.deliverable_id)
    for id in db.session.scalars(stands.where(Deliverable.status.not_in(UNFINISHED), SignUp.status.in_(OPEN))):
        yield f"sign-up {id} stands on what is done or dropped"


@must_agree
def moved_dates_are_counted(before: Before) -> Iterator[str]:
    """A due date moved as often as history says."""
    told = sa.select(Line.thing, Line.facts).where(Line.event == "groups.DueMoved", Line.kind == "deliverable")
    moves = Counter(thing for thing, facts in db.session.execute(told) if facts["old"])
    for row in db.session.scalars(sa.select(Deliverable).where(_new(Deliverable, before))):
        if row.moves != moves[row.id]:
            yield f"deliverable {row.id} counts {row.moves} moves of its date, and history {moves[row.id]}"


@must_agree
def reviews_are_told_once(before: Before) -> Iterator[str]:
    """No step before a review stands twice in history."""
    lines = db.session.scalars(sa.select(Line).where(Line.event == "groups.ReviewNears"))
    told = Counter((line.kind, line.thing, line.facts["day"], line.facts["step"]) for line in lines)
    yield from (f"the review {which} was told {times} times" for which, times in told.items() if times > 1)


@must_agree
def action_points_agree_with_what_was_said_of_them(before: Before) -> Iterator[str]:
    """Moves are counted, evidence is there where it is said to be, who closes is not who reported, a closure has two lines."""
    moved = Counter(db.session.scalars(sa.select(Slip.action_id).where(Slip.before.is_not(None))))
    proven = set(
        db.session.scalars(sa.select(Report.action_id).where(Report.evidence != "", Report.disowned_at.is_(None)))
    )
    proven |= set(db.session.scalars(sa.select(Attachment.owner_id).where(
        Attachment.owner_kind == "action", Attachment.removed_at.is_(None))))  # fmt: skip
    lines = set(db.session.execute(sa.select(Line.thing, Line.event).where(Line.kind == "action")))
    for point in db.session.scalars(sa.select(ActionPoint).where(_new(ActionPoint, before))):
        if point.slips != moved[point.id]:
            yield f"{point.number} counts {point.slips} moves of its date, and there are {moved[point.id]}"
        if (point.evidenced_at is not None) != (point.id in proven):
            yield f"{point.number} is wrong about its evidence"
        if point.verified_by is not None and point.verified_by in (point.done_by, point.contact_id):
            yield f"{point.number} was closed by who answers for it"
        if point.status == "closed" and not {(point.id, "actions.Verified"), (point.id, "actions.Closed")} <= lines:
            yield f"{point.number} is closed without its two lines"


@must_agree
def no_step_of_reminding_is_told_without_its_mail(before: Before) -> Iterator[str]:
    """Each reader with a claimed step has a mail of reminders, unless they want none."""
    readers = set(db.session.scalars(sa.select(Reminder.reader)))
    silent = set(db.session.scalars(sa.select(NoReminders.reader)))
    silent |= {f"person:{id}" for id in db.session.scalars(sa.select(Person.id).where(Person.mails.is_(False)))}
    told = db.session.execute(sa.select(Mail.person_id, Mail.address).where(Mail.event == "reminder"))
    mailed = {f"person:{person}" if person else f"mail:{address}" for person, address in told}
    yield from (f"{reader} was reminded without a mail" for reader in sorted(readers - mailed - silent))


@must_agree
def a_published_response_is_whole(before: Before) -> Iterator[str]:
    """Each recommendation has its answer, and each accepted one an action point or the reason why not; nothing is merely meant."""
    acted = set(db.session.scalars(sa.select(ActionPoint.source_id).where(ActionPoint.source_kind == "recommendation")))
    meant = set(db.session.scalars(sa.select(Intended.recommendation_id)))
    stands = sa.and_(Recommendation.taken_out_at.is_(None), Exercise.status.in_(OUT), _new(Exercise, before))
    ones = sa.select(Recommendation).join(Recommendation.exercise).options(contains_eager(Recommendation.exercise))
    for one in db.session.scalars(ones.where(stands)):
        if one.status == Answer.PENDING:
            yield f"{one.label} has no answer, and the response is published"
        if one.status in (Answer.ACCEPTED, Answer.PARTLY) and not one.idle and one.id not in acted:
            yield f"{one.label} was accepted, and nothing is done about it"
        if one.id in meant:
            yield f"{one.label} has an action point that was never opened"


@must_agree
def recommendations_are_found_by_their_words(before: Before) -> Iterator[str]:
    """Each has the roots of its words, unless it was taken out; a lesson is shared by two at least."""
    kept: dict[int, set[str]] = {}
    for root, id in db.session.execute(sa.select(Root.root, Root.recommendation_id)):
        kept.setdefault(id, set()).add(root)
    lessons = Counter(db.session.scalars(sa.select(Recommendation.lesson).where(Recommendation.lesson.is_not(None))))
    for one in db.session.scalars(sa.select(Recommendation).where(_new(Recommendation, before))):
        wanted = set() if one.taken_out_at else recurring.roots(one.text)
        if kept.get(one.id, set()) != wanted:
            yield f"recommendation {one.id} is found by other words than its own"
        if one.lesson is not None and lessons[one.lesson] < 2:
            yield f"recommendation {one.id} shares its lesson with none"


@must_agree
def action_points_have_the_sight_of_their_exercise(before: Before) -> Iterator[str]:
    """What came from a recommendation is seen by no more people than its exercise, and only once the response is out."""
    from_one = sa.and_(ActionPoint.source_kind == "recommendation", ActionPoint.source_id == Recommendation.id)
    pairs = (
        sa.select(ActionPoint, Exercise)
        .join(Recommendation, from_one)
        .join(Exercise, Exercise.id == Recommendation.exercise_id)
    )
    for point, exercise in db.session.execute(pairs.where(_new(ActionPoint, before))):
        if exercise.sight != "public" and (point.sight, point.audience) != (exercise.sight, exercise.audience):
            yield f"{point.number} is seen by others than {exercise.number}"
        if exercise.status not in OUT:
            yield f"{point.number} was opened before the response to {exercise.number} was published"
