"""Mails that a group ended by a ruling, to the people in it; taking the ruling back cancels them."""

from __future__ import annotations

from wgtool.groups.events import BackToPause, DissolutionTakenBack, Dissolved, Merged, MergerTakenBack
from wgtool.groups.models import Group
from wgtool.kernel import clock
from wgtool.kernel.actors import wearers
from wgtool.kernel.db import db
from wgtool.kernel.events import listen
from wgtool.kernel.i18n import _, reading_as
from wgtool.notifications import outbox, queries
from wgtool.notifications.letters import Letter

BESIDE_LEADS = ("secretariat", "member", "sag-focal", "observer")


def ended(event: Dissolved | Merged) -> None:
    """Tell the people of a group that it is over. Of a dissolution its leads hear already, as those who asked for it."""
    group = db.session.get_one(Group, event.subject.id)
    hats = BESIDE_LEADS if isinstance(event, Dissolved) else ("lead", *BESIDE_LEADS)
    people = {person for hat in hats for person in wearers(f"{hat}:{group.ref}")}
    for reader in queries.readers(people - {event.actor.person}):
        with reading_as(reader.language, reader.zone):
            said, more = _words(event, group.code)
            letter = Letter(said, [f"{said}.", more], f"/groups/{group.code}", _("you are in the group"))
        key = f"{event.event_name()}:{event.subject}:{reader.address}:{clock.now()}"
        outbox.post(letter, reader, key=key[:160], event=event.event_name(), about=event.subject)


def _words(event: Dissolved | Merged, code: str) -> tuple[str, str]:
    """Give what is said of an end, in a subject and in a sentence more."""
    if isinstance(event, Dissolved):
        return _("%(code)s is dissolved", code=code), _("Its page and its story stay readable.")
    said = _("%(code)s merged into %(into)s", code=code, into=event.into)
    return said, _("Nobody is moved unasked: the leads of %(into)s invite whom they want with them.", into=event.into)


def goes_on(event: DissolutionTakenBack | MergerTakenBack) -> None:
    """Cancel what was written of its end."""
    outbox.cancel(
        event.subject, since=clock.now() - outbox.TAKE_BACK, events=[Dissolved.event_name(), Merged.event_name()]
    )


def register() -> None:
    """Listen to the ends of groups, and to what undoes them."""
    for end in (Dissolved, Merged):
        listen(end, ended)  # type: ignore[arg-type]
    for back in (DissolutionTakenBack, MergerTakenBack, BackToPause):
        listen(back, goes_on)  # type: ignore[arg-type]
