"""Facts about sign-ups. Each stands on the timelines of its activity and its organisation, too."""

from __future__ import annotations

from typing import ClassVar

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l
from wgtool.signups.words import role as role_word


class OfSignUp(Event):
    """Base: which organisation, in which role."""

    organisations: ClassVar[tuple[str, ...]] = ("organisation",)
    words = {"role": role_word}
    organisation: int
    role: str


class Offered(OfSignUp):
    """An organisation offered to take a role that must be confirmed."""

    sentence = _l("%(organisation)s offered to take part here (%(role)s).")


class SignedUp(OfSignUp):
    """An organisation signed up where nothing demands confirmation."""

    sentence = _l("%(organisation)s signed up (%(role)s).")


class Named(OfSignUp):
    """The support team signed an organisation up on its behalf."""

    sentence = _l("%(organisation)s was signed up by the support team (%(role)s).")


class Stands(OfSignUp):
    """Who made an offer was confirmed; from now all see it."""

    sentence = _l("The offer of %(organisation)s stands from now (%(role)s).")


class Doubled(OfSignUp):
    """Who made an offer was confirmed, but the organisation had made the same one already."""

    sentence = _l("%(organisation)s had signed up in the same way already (%(role)s); this offer was put aside.")


class Confirmed(OfSignUp):
    """An offer was taken."""

    sentence = _l("The offer of %(organisation)s was confirmed (%(role)s).")


class Declined(OfSignUp):
    """An offer was not taken."""

    sentence = _l("The offer of %(organisation)s was declined (%(role)s).")


class SteppedBack(OfSignUp):
    """An offer to lead, where another leads, became one to contribute."""

    sentence = _l("%(organisation)s contributes, as %(leader)s leads.")
    organisations = ("organisation", "leader")
    leader: int


class Withdrawn(OfSignUp):
    """An organisation stepped back from what it offered or had taken on."""

    sentence = _l("%(organisation)s withdrew (%(role)s).")


class HandedOver(OfSignUp):
    """An organisation stepped back in favour of another, whose offer waits to be confirmed."""

    sentence = _l("%(organisation)s handed over to %(heir)s (%(role)s).")
    organisations = ("organisation", "heir")
    heir: int


class Fulfilled(OfSignUp):
    """What was taken on is done."""

    sentence = _l("%(organisation)s did what it had taken on (%(role)s).")


class Lapsed(OfSignUp):
    """The time for which an organisation had signed up is over."""

    sentence = _l("The sign-up of %(organisation)s lapsed (%(role)s).")


class Ended(OfSignUp):
    """What it was on left the plan."""

    sentence = _l("The sign-up of %(organisation)s ended, as %(number)s left the plan (%(role)s).")
    number: str


class WentAlong(OfSignUp):
    """What it was on was merged into another activity, on which it stands now."""

    sentence = _l(
        "The sign-up of %(organisation)s (%(role)s) went along from %(old)s, which became part of %(number)s."
    )
    old: str
    number: str


class LedByOther(WentAlong):
    """It went along, and was one to lead: another leads where it stands now, and keeps that."""

    sentence = _l(
        "%(organisation)s went along from %(old)s, which became part of %(number)s. %(leader)s leads there, so its role is "
        "%(role)s."
    )
    organisations = ("organisation", "leader")
    leader: int


class PutTogether(OfSignUp):
    """What it was on was merged into an activity on which the organisation stands already."""

    sentence = _l("%(organisation)s stands on %(number)s already; this sign-up (%(role)s) became one with that.")
    number: str


class Raised(OfSignUp):
    """It counts for more, since another of the same organisation became one with it."""

    sentence = _l("The sign-up of %(organisation)s stands for what it had taken on at %(old)s, too: %(role)s.")
    old: str


class CameBack(OfSignUp):
    """It is where it was before a merger that was taken back."""

    sentence = _l("The sign-up of %(organisation)s (%(role)s) stands on %(number)s again: the merger was taken back.")
    number: str


class StandsAgain(OfSignUp):
    """What it was on is part of the plan again: the ruling that took it out was taken back."""

    sentence = _l("The sign-up of %(organisation)s stands again (%(role)s).")


class Redated(OfSignUp):
    """Its last day is another one, since the group it stands under went on after a pause."""

    sentence = _l("The sign-up of %(organisation)s (%(role)s) counts until %(ends_on)s.")
    days = ("ends_on",)
    ends_on: str


class Followed(OfSignUp):
    """A sign-up followed its activity into a later edition, when the support team said so."""

    sentence = _l("%(organisation)s followed from %(old)s (%(role)s).")
    old: str
