"""Mails that an action point ended, or goes on after all, to who is asked about it; a contact without account, too."""

from __future__ import annotations

from collections.abc import Callable

from wgtool.actions import asking
from wgtool.actions import events as actions
from wgtool.actions.models import ActionPoint
from wgtool.kernel import clock
from wgtool.kernel.actors import wearers
from wgtool.kernel.db import db
from wgtool.kernel.events import listen
from wgtool.kernel.i18n import _, reading_as
from wgtool.notifications import contacts, outbox, queries
from wgtool.notifications.letters import Letter

Ended = actions.EndedWithPlan | actions.NotApplicable | actions.NotImplemented | actions.Closed
Words = Callable[[], tuple[str, str]]
Again = actions.StandsAgain | actions.StandsWithGroup
ENDS = (actions.EndedWithPlan, actions.NotApplicable, actions.NotImplemented, actions.Closed)


def ended(event: Ended) -> None:
    """Tell who is asked about an action point that nobody is any more."""
    _tell(event, lambda: _of_end(event))


def _of_end(event: Ended) -> tuple[str, str]:
    """Give what is said of an end, in a subject and in a sentence more."""
    if isinstance(event, actions.Closed):
        said = _("%(number)s was checked and closed", number=event.number)
        return said, _("Somebody else found it done. Nothing more is asked of you about it.")
    reopens = _("It can be reopened if it is to be done all the same.")
    if isinstance(event, actions.NotImplemented):
        said = _("%(number)s will not be implemented", number=event.number)
        return said, _("%(who)s decided that. %(reopens)s", who=event.decided_by, reopens=reopens)
    said = _("%(number)s is no longer applicable", number=event.number)
    if isinstance(event, actions.EndedWithPlan):
        left = _("What it stood under left the plan, by a decision of the global meeting.")
        return said, f"{left} {reopens}"
    return said, reopens


def stands_again(event: Again) -> None:
    """Cancel what was written of its end: the ruling was taken back."""
    outbox.cancel(event.subject, since=clock.now() - outbox.TAKE_BACK)


def goes_on(event: actions.Reopened) -> None:
    """Cancel what was written of its end; who has read of that hears that it goes on."""
    since, facts = clock.now() - outbox.TAKE_BACK, [one.event_name() for one in ENDS]
    if not outbox.cancel(event.subject, since=since, events=facts):
        _tell(event, lambda: (_("%(number)s goes on", number=event.number), _("It had ended and was reopened.")))


def _tell(event: Ended | actions.Reopened, words: Words) -> None:
    point = db.session.get_one(ActionPoint, event.subject.id)
    asked = asking.asked(point, wearers)
    for reader in queries.asked_about(asked, point.contact_email, but=event.actor.person):
        with reading_as(reader.language, reader.zone):
            said, more = words()
            letter = Letter(said, [f"{said}.", more], contacts.page_of(event.number), _("you are asked about it"))
            letter = letter if reader.person is not None else contacts.to_contact(letter, point)
        key = f"{event.event_name()}:{event.subject}:{reader.address}:{clock.now()}"
        outbox.post(letter, reader, key=key[:160], event=event.event_name(), about=event.subject)


def register() -> None:
    """Listen to the ends of action points, and to what undoes them."""
    for kind in ENDS:
        listen(kind, ended)  # type: ignore[arg-type]
    listen(actions.StandsAgain, stands_again)  # type: ignore[arg-type]
    listen(actions.StandsWithGroup, stands_again)  # type: ignore[arg-type]
    listen(actions.Reopened, goes_on)  # type: ignore[arg-type]
