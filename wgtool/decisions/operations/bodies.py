"""Bodies, seats, terms and secretaries: data that people change."""

from __future__ import annotations

from datetime import date
from typing import Any

from wgtool.accounts import queries as accounts
from wgtool.decisions import events, queries
from wgtool.decisions.models import Body, Electors, Quorum, Seat, SeatRole, SeatTerm, Secretary
from wgtool.decisions.operations.asking import open_waiting
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor, hats_of
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold

NUMBERS = ("quorum_percent", "notice_days", "open_days", "silence_days", "zone", "countries", "quorum_by")


def ensure_bodies(actor: Actor) -> None:
    """Set up the SAG with its chair's seat, and the GLM, where partners that attend decide; safe to repeat."""
    here = {code for code, _name in queries.bodies()}
    if "GLM" not in here:
        glm = Body(code="GLM", name="Global Logistics Meeting", quorum_percent=10, notice_days=0,
                   electors=Electors.ORGANISATIONS, quorum_by=Quorum.ATTENDANCE)  # fmt: skip
        _set_up(glm, [], actor)
    if "SAG" not in here:
        _set_up(Body(code="SAG", name="Strategic Advisory Group"), [Seat(place=1, name="Chair", chair=True)], actor)


def _set_up(body: Body, seats: list[Seat], actor: Actor) -> None:
    for seat in seats:
        seat.terms = []
    body.seats, body.secretaries = seats, []
    db.session.add(body)
    db.session.flush()
    announce(events.BodySetUp(actor=actor, subject=body.ref, code=body.code))


def describe_body(body: Body, *, actor: Actor, **numbers: Any) -> None:
    """Change the numbers of a body's arithmetic; they count for questions opened from now on."""
    body = hold(queries.body_to_change(body.id))
    for field in NUMBERS:
        old, new = getattr(body, field), numbers.get(field, getattr(body, field))
        if old != new:
            setattr(body, field, new)
            announce(events.BodyChanged(actor=actor, subject=body.ref, field=field, old=str(old), new=str(new)))
    _after(body, actor)


def add_seat(body: Body, *, name: str, actor: Actor, constituency: str = "", voting: bool = True,
             chair: bool = False) -> Seat:  # fmt: skip
    """Give a body one more seat. Raises Refused for a name it had before, or a second chair."""
    body = hold(queries.body_to_change(body.id))
    if any(seat.name.casefold() == name.casefold() for seat in body.seats):
        raise Refused(_("There is a seat “%(name)s” already; names of seats are not used twice.", name=name))
    if chair and any(seat.chair and seat.closed_at is None for seat in body.seats):
        raise Refused(_("There is a chair’s seat already."))
    place = 1 + max((seat.place for seat in body.seats), default=0)
    seat = Seat(
        body_id=body.id, place=place, name=name, constituency=constituency, voting=voting, chair=chair, terms=[]
    )
    db.session.add(seat)
    db.session.flush()
    announce(events.SeatAdded(actor=actor, subject=body.ref, seat=name))
    return seat


def close_seat(seat: Seat, *, actor: Actor) -> None:
    """Close a seat and end its terms. Raises Refused for the chair's: a body has exactly one."""
    body, seat = _held(seat)
    if seat.closed_at is not None:
        return
    if seat.chair:
        raise Refused(_("A body has exactly one chair; end the term instead."))
    for term in seat.terms:
        _end(body, seat, term, actor)
    seat.closed_at = clock.now()
    announce(events.SeatClosed(actor=actor, subject=body.ref, seat=seat.name))
    _after(body, actor)


def fill_seat(seat: Seat, *, person: int, actor: Actor, role: SeatRole = SeatRole.HOLDER,
              since: date | None = None, until: date | None = None) -> SeatTerm:  # fmt: skip
    """Seat a person as holder or alternate, from a date, to one if the term has an end; opens what waited for it.

    Who follows may be named while somebody still sits, from the day their term ends.
    """
    since = since or clock.today()
    if until is not None and until <= since:
        raise Refused(_("The term ends before it begins."))
    body, seat = _held(seat)
    if seat.closed_at is not None:
        raise Refused(_("This seat is closed."))
    if any(term.role == role and _overlaps(term, since, until) for term in seat.terms):
        raise Refused(_("Somebody sits here; end that term first."))
    if any(term.person_id == person and _lasts(term) for one in body.seats for term in one.terms):
        raise Refused(_("This person has a seat on the %(body)s already.", body=body.code))
    organisation = _able(person, votes=seat.voting and not seat.chair)
    term = SeatTerm(seat_id=seat.id, person_id=person, organisation_id=organisation, role=role,
                    since=since, until=until)  # fmt: skip
    db.session.add(term)
    db.session.flush()
    fact = events.SeatFilled if role == SeatRole.HOLDER else events.AlternateNamed
    announce(fact(actor=actor, subject=body.ref, touches=(Ref("person", person),), seat=seat.name, person=person,
                  since=term.since.isoformat()))  # fmt: skip
    _after(body, actor)
    return term


def _held(seat: Seat) -> tuple[Body, Seat]:
    body = hold(queries.body_to_change(seat.body_id))
    return body, next(one for one in body.seats if one.id == seat.id)


def _overlaps(term: SeatTerm, since: date, until: date | None) -> bool:
    return (term.until is None or term.until > since) and (until is None or term.since < until)


def _lasts(term: SeatTerm) -> bool:
    return term.until is None or term.until > clock.today()


def _able(person: int, *, votes: bool) -> int | None:
    """Give the organisation of who may take a seat. Raises Refused for others.

    Only confirmed people sit; who votes belongs to a partner and does not administer the machine.
    """
    row = accounts.with_place(person)
    if row is None:
        raise Refused(_("There is no such person."))
    worn = hats_of(person)
    roles = {role for role, _kind, _id in worn}
    if votes and "admin" in roles:
        raise Refused(_("An administrator cannot vote."))
    if votes and "partner" not in roles:
        raise Refused(_("Only confirmed people of partner organisations vote."))
    if not roles & {"confirmed", "support"}:
        raise Refused(_("Nobody has confirmed yet that this person belongs to their organisation."))
    belonging = next(iter(row.belongings), None)
    return belonging.organisation_id if belonging else None


def end_term(term: SeatTerm, *, actor: Actor) -> None:
    """End a person's term today; one that had not begun never counts."""
    body = hold(queries.body_to_change(queries.body_of_seat(term.seat_id)))
    seat, found = next((seat, one) for seat in body.seats for one in seat.terms if one.id == term.id)
    _end(body, seat, found, actor)
    _after(body, actor)


def _end(body: Body, seat: Seat, term: SeatTerm, actor: Actor) -> None:
    if not _lasts(term):
        return
    term.until = max(term.since, clock.today())
    announce(events.TermEnded(actor=actor, subject=body.ref, touches=(Ref("person", term.person_id),), seat=seat.name,
                              person=term.person_id))  # fmt: skip


def name_secretary(body: Body, *, person: int, actor: Actor) -> Secretary:
    """Make a confirmed person secretariat of a body, instead of the support team."""
    body = hold(queries.body_to_change(body.id))
    if any(one.person_id == person and one.until is None for one in body.secretaries):
        raise Refused(_("This person is its secretariat already."))
    _able(person, votes=False)
    named = Secretary(body_id=body.id, person_id=person, since=clock.today())
    db.session.add(named)
    db.session.flush()
    announce(events.SecretaryNamed(actor=actor, subject=body.ref, touches=(Ref("person", person),), person=person))
    _after(body, actor)
    return named


def end_secretary(body: Body, *, secretary: int, actor: Actor) -> None:
    """End the role of a body's secretariat, by its row's id. Without one the support team is."""
    body = hold(queries.body_to_change(body.id))
    row = next((one for one in body.secretaries if one.id == secretary and one.is_current), None)
    if row is None:
        raise Refused(_("This is not there any more."))
    row.end()
    announce(events.SecretaryEnded(actor=actor, subject=body.ref, touches=(Ref("person", row.person_id),),
                                   person=row.person_id))  # fmt: skip
    _after(body, actor)


def end_terms_of(person: int, *, actor: Actor) -> None:
    """End every seat and secretariat of a person who left."""
    for body_id in queries.bodies_of(person):
        body = hold(queries.body_to_change(body_id))
        for seat in body.seats:
            for term in seat.terms:
                if term.person_id == person:
                    _end(body, seat, term, actor)
        for row in body.secretaries:
            if row.person_id == person and row.is_current:
                end_secretary(body, secretary=row.id, actor=actor)
        _after(body, actor)


def _after(body: Body, actor: Actor) -> None:
    """Have the questions of a body see who sits now: their turns, and those that only waited for a seat."""
    body = hold(queries.body_to_change(body.id))
    open_waiting(body, actor=actor)
    for id in queries.undecided_of(body.id):
        waits.touched(Ref("question", id))
