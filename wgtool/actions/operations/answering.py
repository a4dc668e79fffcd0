"""Reporting on several action points at once, and by a mailed link. Each takes the steps that a page takes."""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.actions import events, queries
from wgtool.actions.answers import Answer
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import WORKING, ActionPoint, Report, Status
from wgtool.actions.operations.following import weigh_evidence
from wgtool.actions.operations.opening import telling
from wgtool.actions.tokens import Ticket, contact_of
from wgtool.files import operations as files
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def answer_all(answers: Iterable[Answer], *, actor: Actor) -> int:
    """Report on several action points, all or none; give how many. Raises Refused with the number of the first that is not taken."""
    count = 0
    for answer in sorted(answers, key=lambda one: one.point.id):
        answer.check()
        try:
            _answer(answer, actor)
        except Refused as refused:
            raise type(refused)(_("%(number)s: %(sentence)s", number=answer.point.number, sentence=refused)) from None
        count += 1
    return count


def _answer(answer: Answer, actor: Actor) -> None:
    if answer.due is not None:
        LIFE.act("move", answer.point, actor=actor, due=answer.due, why=answer.why)
    if answer.say is not None:
        LIFE.act(answer.say, answer.point, actor=actor, **answer.facts())


def report_by_link(ticket: Ticket, answer: Answer, *, actor: Actor) -> ActionPoint:
    """Report as the contact that a mailed link names, once. Whoever is signed in is the one who reported."""
    point = hold(queries.to_change(ticket.point))
    if objection := closed_to(point, ticket):
        raise Refused(objection)
    answer.check()
    if answer.say is None:
        raise Refused(_("Choose what your report says."))
    contact = _contact(point, actor)
    LIFE.act(answer.say, point, actor=contact, **answer.facts())
    report = queries.reports(point.id, most=1)[0]
    report.link = ticket.digest
    announce(events.ByLink(actor=contact, subject=point.ref, number=point.number, report=report.id,
                           email=point.contact_email))  # fmt: skip
    return point


def _contact(point: ActionPoint, actor: Actor) -> Actor:
    """Give who acts by a link: as its contact, on this action point alone."""
    return Actor(
        person=actor.person, organisation=actor.organisation or point.organisation_id, language=actor.language,
        zone=actor.zone, hats=frozenset({("contact", "action", str(point.id))}),
    )  # fmt: skip


def take_file_back(ticket: Ticket, *, actor: Actor) -> None:
    """Take away the file that came with a report by a link, as it was sent by mistake; the report stays."""
    point = hold(queries.to_change(ticket.point))
    report = queries.by_link(ticket.digest)
    if report is None or report.file_id is None:
        raise Refused(_("No file came by this link."))
    if objection := fixed(point, ticket):
        raise Refused(objection)
    if not files.take_away(report.file_id, actor=_contact(point, actor)):
        return
    announce(events.FileTakenBack(actor=_contact(point, actor), subject=point.ref, number=point.number, report=report.id,
                                  email=point.contact_email, step=ticket.step))  # fmt: skip


def fixed(point: ActionPoint, ticket: Ticket) -> str | None:
    """Say why the file that came by a link stays, if it does: its page shows what this says, and the refusal is this."""
    if contact_of(point) != ticket.contact:
        return _("Its contact is somebody else by now: this link does nothing any more.")
    if point.verified_at is not None:
        return _("It was verified with this file. Ask the support team to remove it.")
    return None


def closed_to(point: ActionPoint, ticket: Ticket) -> str | None:
    """Say why a link can't be used any more, if it can't: the page shows what this says, and the refusal is this."""
    if not ticket.contact or contact_of(point) != ticket.contact:
        return _("Its contact is somebody else by now: this link does nothing any more.")
    used = queries.by_link(ticket.digest) is not None
    if used or ticket.late:
        said = _("This link was used already.") if used else _("This link is too old.")
        return " ".join([said, *([_("The next reminder brings another.")] if point.status in WORKING else [])])
    if point.status not in WORKING:
        return _("It is not open to reports any more.")
    return None


def disown(report: Report, *, actor: Actor) -> None:
    """Say that a report by one's link was somebody else's: it counts no more, its file goes, and the action point goes on."""
    point = hold(queries.to_change(report.action_id))
    report = hold(queries.report_to_change(report.id))
    if report.disowned_at is not None:
        return
    report.disowned_at = clock.now()
    if report.status == Status.REPORTED_DONE and point.status in {Status.REPORTED_DONE, Status.CLOSED}:
        point.reopened += point.status == Status.CLOSED
        point.status, point.status_since = Status.IN_PROGRESS, clock.now()
        point.done_at = point.verified_at = point.verified_by = point.ended_at = None
    told = telling(point)
    db.session.flush()
    files.take_away(report.file_id, actor=actor)
    weigh_evidence(point.id)
    announce(events.Disowned(actor=actor, subject=point.ref, **told))
