"""Mails about facts that are nobody's turn: rulings, answers to an offer, invitations to an address.

They wait the ten minutes in which a ruling can be taken back; taking it back cancels them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from wgtool.decisions import rules, tokens
from wgtool.decisions.events import Carried, Recorded, Ruled, TakenBack
from wgtool.decisions.models import Objection, ObjectionState, Question, Recording, Sitting
from wgtool.documents import queries as documents
from wgtool.documents.events import CommentAnswered, Commented
from wgtool.documents.models import Version
from wgtool.documents.outlines import title_of
from wgtool.groups.events import HandOverOffered, Invited, ReviewNears
from wgtool.groups.models import Group, Membership
from wgtool.groups.words import reviewed
from wgtool.kernel import clock
from wgtool.kernel.actors import wearers
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import Event, listen
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.i18n import day as told_day
from wgtool.notifications import ends, lives, outbox, queries
from wgtool.notifications.letters import Letter, Reader
from wgtool.signups.events import (
    CameBack,
    Confirmed,
    Declined,
    Ended,
    LedByOther,
    OfSignUp,
    PutTogether,
    StandsAgain,
    WentAlong,
)
from wgtool.signups.models import SignUp

INSIDE = ("lead", "secretariat", "member", "sag-focal", "observer")


def ruled(event: Carried | Ruled) -> None:
    """Tell who asked, the leads of the group concerned, and who objected what became of that: each in one mail."""
    question = db.session.get_one(Question, event.subject.id)
    leads = wearers(f"lead:group:{question.group_id}") if question.group_id else []
    near, objected = {*leads, question.asked_by}, rules.objectors(question)
    for reader in _others({*near, *objected}, event):
        with reading_as(reader.language, reader.zone):
            answers = [line for one in objected.get(reader.person or 0, ()) for line in _dealt_with(one)]
            letter = Letter(
                _("%(number)s is decided", number=event.number),
                [f"{event.number}: {question.title}", _outcome(event), *answers],
                f"/decisions/{event.number}",
                _("you asked, or lead the group concerned") if reader.person in near else _("you objected to it"),
            )
        _post(letter, reader, event, str(question.ruled_at))


def _dealt_with(objection: Objection) -> list[str]:
    """Say to who objected how their objection was dealt with, and why."""
    seat = objection.seat.called
    if objection.state == ObjectionState.OVERRULED:
        return [_("The chair overruled your objection for %(seat)s, because:", seat=seat), objection.settled_why]
    if objection.state == ObjectionState.CLEARED:
        return [_("Your objection for %(seat)s was cleared before.", seat=seat)]
    return [_("Your objection for %(seat)s stood to the end.", seat=seat)]


def _outcome(event: Carried | Ruled) -> str:
    if isinstance(event, Carried):
        return _("It was carried.")
    answers = {"return": _("It was returned with a checklist."), "decline": _("It was declined.")}
    return answers.get(event.ruling, _("It was not carried."))


def recorded(event: Recorded) -> None:
    """Tell a seat's holder that somebody recorded a position for it, with the way to say that it is not theirs."""
    kept = db.session.get_one(Recording, event.recording)
    for reader in _others({kept.owner_id}, event):
        with reading_as(reader.language, reader.zone):
            lines = [
                _("A position was recorded for your seat, %(seat)s. If it is yours, there is nothing to do.", seat=event.seat),
                _("If it is not, open this page and press its one button. Whoever has this mail can."),
            ]  # fmt: skip
            why = _("you hold this seat")
            link = f"/decisions/not-mine/{tokens.not_mine(kept.id, kept.owner_id)}"
            letter = Letter(_("A position was recorded for you"), lines, link, why)
        _post(letter, reader, event, str(kept.id))


def taken_back(event: TakenBack) -> None:
    """Cancel what the ruling and its effects would have told. Its sitting goes on, with what that has to tell."""
    for ref in (one for one in (event.subject, *event.touches) if one.kind != Sitting.kind):
        outbox.cancel(ref, since=datetime.fromisoformat(event.ruled_at))


def answered(event: OfSignUp) -> None:
    """Tell the organisation what became of its offer."""
    offer = db.session.get_one(SignUp, event.subject.id)
    people = {*wearers(f"focal:organisation:{offer.organisation_id}"), offer.offered_by}
    for reader in _others(people, event):
        with reading_as(reader.language, reader.zone):
            said = _("Your offer was confirmed.") if isinstance(event, Confirmed) else _("Your offer was declined.")
            lines = [said, *([event.why] if event.why else [])]
            letter = Letter(said, lines, f"/signups/{offer.id}", _("your organisation offered to take part"))
        _post(letter, reader, event, str(offer.settled_at))


def ended(event: Ended) -> None:
    """Tell the organisation that what it had taken on left the plan."""
    offer = db.session.get_one(SignUp, event.subject.id)
    for reader in _others({*wearers(f"focal:organisation:{offer.organisation_id}"), offer.offered_by}, event):
        with reading_as(reader.language, reader.zone):
            said = _("Your sign-up for %(number)s ended", number=event.number)
            lines = [_("%(number)s left the plan, by a decision of the global meeting.", number=event.number)]
            letter = Letter(said, lines, f"/signups/{offer.id}", _("your organisation offered to take part"))
        _post(letter, reader, event, str(offer.settled_at))


def went_along(event: WentAlong | PutTogether) -> None:
    """Tell the organisation that what it had taken on goes on under another number."""
    offer = db.session.get_one(SignUp, event.subject.id)
    for reader in _others({*wearers(f"focal:organisation:{offer.organisation_id}"), offer.offered_by}, event):
        with reading_as(reader.language, reader.zone):
            said = _("Your sign-up goes on under %(number)s", number=event.number)
            lines = [_("The plan was amended: what you had taken on became part of %(number)s.", number=event.number)]
            if isinstance(event, PutTogether):
                lines.append(_("You had signed up there, too; the two are one now."))
            if isinstance(event, LedByOther):
                lines.append(_("Another organisation leads there, so your role is one beside it now."))
            letter = Letter(said, lines, f"/signups/{offer.id}", _("your organisation offered to take part"))
        _post(letter, reader, event, str(clock.now()))


def stands_again(event: StandsAgain | CameBack) -> None:
    """Cancel what was written of its end: the ruling was taken back."""
    outbox.cancel(event.subject, since=clock.now() - outbox.TAKE_BACK)


def invited(event: Invited | HandOverOffered) -> None:
    """Tell an address without an account that a group invites it."""
    if event.person is not None or not event.email:
        return
    group = _code(event.subject)
    line = _(
        "You are invited to the working group %(group)s. Join with this address, and the invitation waits on your desk.",
        group=group,
    )
    letter = Letter(_("You are invited to %(group)s", group=group), [line], "/join", _("a lead of the group invited this address"),
                    stop=False)  # fmt: skip
    _post(letter, Reader(event.email), event, event.email)


def commented(event: Commented | CommentAnswered) -> None:
    """Tell leads of a comment on their text, and of an answer those who spoke before, if they are still among them."""
    owner = event.touches[0]
    if owner.kind != Group.kind:
        return
    group, version = db.session.get_one(Group, owner.id), db.session.get_one(Version, event.subject.id)
    leads = set(wearers(f"lead:group:{group.id}"))
    talk = documents.comment(version.document_id, event.comment)
    answered = isinstance(event, CommentAnswered)
    near = {p for hat in INSIDE for p in wearers(f"{hat}:group:{group.id}")} | set(wearers("support:world:"))
    for reader in _others((documents.sayers([talk]) & near) if answered else leads, event):
        with reading_as(reader.language, reader.zone):
            said = _("A comment was answered") if answered else _("A comment on a text of %(code)s", code=group.code)
            place = _("%(code)s, “%(section)s”, comment %(num)s.", code=group.code, section=title_of(event.section),
                      num=event.comment)  # fmt: skip
            why = _("you spoke about this section") if answered else _("you lead the group")
            link = f"/groups/{group.code}/{talk.document.template}/comments/{event.section}#c{event.comment}"
            letter = Letter(said, [place], link, why)
        _post(letter, reader, event, f"{event.comment}:{len(talk.replies) if answered else 0}")


def review_nears(event: ReviewNears) -> None:
    """Tell the leads and the SAG focal point of the group, or those who keep the register of the body that ruled."""
    group = db.session.get(Group, event.group) if event.group else None
    hats = [f"{hat}:group:{event.group}" for hat in ("lead", "sag-focal")] if group else [
        f"{hat}:body:{event.body}" for hat in ("secretariat", "chair")
    ]  # fmt: skip
    for reader in _others({person for hat in hats for person in wearers(hat)}, event):
        with reading_as(reader.language, reader.zone):
            day = told_day(date.fromisoformat(event.day))
            where = group.code if group else _number(event)
            said = _("%(where)s: review due by %(day)s (%(what)s)", where=where, what=reviewed(event.what), day=day)
            why = (
                _("you lead the group, or speak for the SAG there") if group else _("you keep the register of the body")
            )
            letter = Letter(said, [f"{said}."], f"/groups/{where}" if group else f"/decisions/{where}", why)
        _post(letter, reader, event, f"{event.day}:{event.step}")


def _number(event: ReviewNears) -> str:
    return db.session.get_one(Question, event.subject.id).number or ""


def _code(membership: Ref) -> str:
    row = db.session.get_one(Membership, membership.id)
    return db.session.get_one(Group, row.group_id).code


def _others(people: Iterable[int | None], event: Event) -> Iterable[Reader]:
    """Give the readers but who did it."""
    return queries.readers({p for p in people if p is not None} - {event.actor.person})


def _post(letter: Letter, reader: Reader, event: Event, which: str) -> None:
    key = f"{event.event_name()}:{event.subject}:{reader.address}:{which}"
    outbox.post(letter, reader, key=key[:160], event=event.event_name(), about=event.subject)


def register() -> None:
    """Listen to what the rooms announce."""
    ends.register()
    lives.register()
    for kind, tell in (
        (Carried, ruled), (Ruled, ruled), (Recorded, recorded), (TakenBack, taken_back), (Confirmed, answered),
        (Declined, answered), (Ended, ended), (StandsAgain, stands_again), (Invited, invited), (HandOverOffered, invited),
        (ReviewNears, review_nears), (Commented, commented), (CommentAnswered, commented),
        (WentAlong, went_along), (PutTogether, went_along), (CameBack, stands_again),
    ):  # fmt: skip
        listen(kind, tell)  # type: ignore[arg-type]
