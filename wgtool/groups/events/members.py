"""Facts about memberships."""

from __future__ import annotations

from typing import ClassVar

from wgtool.groups.words import spoken
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class About(Event):
    """Base of facts about somebody's membership. `person` is None while an invitation has only an address."""

    people: ClassVar[tuple[str, ...]] = ("person",)
    words = {"role": spoken}
    person: int | None
    role: str


class Invited(About):
    """Somebody was invited; `email` is where the invitation goes."""

    sentence = _l("%(person)s was invited as %(role)s.")
    secrets = ("email",)
    email: str


class Found(About):
    """Who was invited by address has an account now."""

    sentence = _l("%(person)s, invited as %(role)s, has an account now.")


class Asked(About):
    """Somebody asked to join."""

    sentence = _l("%(person)s asked to join as %(role)s.")


class Joined(About):
    """Somebody is in the group."""

    sentence = _l("%(person)s joined as %(role)s.")


class InvitationDeclined(About):
    """Somebody declined an invitation."""

    sentence = _l("%(person)s declined to be %(role)s.")


class RequestDeclined(About):
    """A request to join was declined."""

    sentence = _l("The request of %(person)s to join as %(role)s was declined.")


class Revoked(About):
    """An invitation or request was taken back before an answer."""

    sentence = _l("What would have made %(person)s %(role)s was taken back.")


class RoleChanged(About):
    """Somebody has another role."""

    sentence = _l("%(person)s, until now %(old)s, is %(role)s.")
    words = {"role": spoken, "old": spoken}
    old: str


class Left(About):
    """Somebody is in the group no more."""

    sentence = _l("%(person)s is not %(role)s any more.")


class HandOverOffered(About):
    """Somebody was asked to take a role over."""

    sentence = _l("%(person)s was asked to take over as %(role)s.")
    secrets = ("email",)
    email: str


class HandOverEnded(About):
    """The role stays where it is."""

    sentence = _l("%(person)s does not take over as %(role)s.")


class HandedOver(About):
    """A role changed hands."""

    sentence = _l("%(person)s took over as %(role)s from %(before)s.")
    people = ("person", "before")
    before: int | None


class FocalNamed(About):
    """The support team named a SAG focal point."""

    sentence = _l("%(person)s was named SAG focal point.")


class Moved(About):
    """A request or an invitation went from one group to another."""

    sentence = _l("What would make %(person)s %(role)s went over to %(into)s.")
    into: str


class EndedWithMerger(About):
    """A request or an invitation ended as its group merged: the person has one at the other group, or is in it."""

    sentence = _l(
        "What would make %(person)s %(role)s ended with the merger: they are in %(into)s, or asked to be, and that stands."
    )
    into: str


class WaitsAgain(About):
    """The ruling on a merger was taken back, and with it the end of a request or an invitation."""

    sentence = _l("What would make %(person)s %(role)s waits for an answer as before: the merger was taken back.")
