"""Facts about people. Lines about a person are for that person, the support team and who is named in `also`."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class LinkMade(Event):
    """A link goes by mail to an address. A message only: history does not keep it, and only the outbox sees the link.

    `purpose` is a `models.Purpose`, or "known": somebody asked to join with an address that has an account already;
    then there is no link.
    """

    kept = False
    secrets = ("link", "email")
    purpose: str
    email: str
    language: str
    person: int | None = None
    organisation: int | None = None
    link: str = ""


class Joined(Event):
    """Somebody came in, provisional."""

    sentence = _l("%(person)s joined and says they belong to %(organisation)s.")
    people = ("person",)
    organisations = ("organisation",)
    person: int
    organisation: int


class FirstAdministrator(Event):
    """The first administrator of the installation came in, by the link on the console."""

    sentence = _l("%(person)s became the first administrator.")
    people = ("person",)
    person: int


class Confirmed(Event):
    """A belonging was confirmed: the person is provisional no more."""

    sentence = _l("It was confirmed that %(person)s belongs to %(organisation)s.")
    people = ("person",)
    organisations = ("organisation",)
    person: int
    organisation: int


class BelongingEnded(Event):
    """Somebody does not belong to an organisation any more."""

    sentence = _l("%(person)s left %(organisation)s.")
    people = ("person",)
    organisations = ("organisation",)
    person: int
    organisation: int


class BelongingDeclined(BelongingEnded):
    """It was denied that somebody belongs to an organisation."""

    sentence = _l("It was not confirmed that %(person)s belongs to %(organisation)s.")


class FocalNamed(Event):
    """Somebody became focal point of their organisation."""

    sentence = _l("%(person)s became focal point of %(organisation)s.")
    people = ("person",)
    organisations = ("organisation",)
    person: int
    organisation: int


class FocalEnded(Event):
    """Somebody is focal point no more."""

    sentence = _l("%(person)s is no longer focal point of %(organisation)s.")
    people = ("person",)
    organisations = ("organisation",)
    person: int
    organisation: int


class Invited(Event):
    """Somebody was invited by mail to belong to an organisation. The address is not told."""

    sentence = _l("Somebody was invited to %(organisation)s.")
    organisations = ("organisation",)
    organisation: int
    focal: bool


class InvitationResent(Event):
    """An invitation was sent again, with a new link."""

    sentence = _l("An invitation to %(organisation)s was sent again.")
    organisations = ("organisation",)
    organisation: int


class InvitationRevoked(Event):
    """An invitation was taken back; its link is dead."""

    sentence = _l("An invitation to %(organisation)s was taken back.")
    organisations = ("organisation",)
    organisation: int


class InvitationAccepted(Event):
    """Somebody accepted an invitation and is confirmed by it."""

    sentence = _l("%(person)s accepted the invitation to %(organisation)s.")
    people = ("person",)
    organisations = ("organisation",)
    person: int
    organisation: int


class RoleGiven(Event):
    """Somebody was given a role that hangs on no single group, body or organisation."""

    sentence = _l("%(person)s was given a role.")
    people = ("person",)
    person: int
    role: str
    country: str = ""


class AdministratorNamed(RoleGiven):
    """Somebody may run the machine."""

    sentence = _l("%(person)s became administrator.")


class SupportNamed(RoleGiven):
    """Somebody came into the support team."""

    sentence = _l("%(person)s came into the support team.")


class CoordinatorNamed(RoleGiven):
    """Somebody coordinates in a country."""

    sentence = _l("%(person)s became country coordinator (%(country)s).")


class RoleEnded(Event):
    """A role of somebody ended."""

    sentence = _l("A role of %(person)s ended.")
    people = ("person",)
    person: int
    role: str
    country: str = ""


class AdministratorEnded(RoleEnded):
    """Somebody runs the machine no more."""

    sentence = _l("%(person)s is no longer administrator.")


class SupportEnded(RoleEnded):
    """Somebody left the support team."""

    sentence = _l("%(person)s left the support team.")


class CoordinatorEnded(RoleEnded):
    """Somebody coordinates in a country no more."""

    sentence = _l("%(person)s is no longer country coordinator (%(country)s).")


class ProfileChanged(Event):
    """A person changed what the account says of them. Which fields, not what they say."""

    sentence = _l("The account’s details were changed.")
    fields: str


class EmailChanged(Event):
    """The address of an account changed; both addresses are told of it by mail."""

    sentence = _l("The account’s e-mail address was changed.")
    secrets = ("old", "new")
    person: int
    old: str
    new: str


class PasswordChanged(Event):
    """A password was changed, or set anew by a mailed link; every other session has ended."""

    sentence = _l("The account’s password was changed.")
    person: int


class SignedOutEverywhere(Event):
    """All sessions of a person ended."""

    sentence = _l("The account was signed out everywhere.")
    person: int


class Forgotten(Event):
    """A person left and is forgotten: other rooms end what the person holds."""

    sentence = _l("%(person)s left, and the account was forgotten.")
    people = ("person",)
    person: int
    organisation: int | None = None
