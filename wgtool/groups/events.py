"""Facts about groups and memberships."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wgtool.groups.words import field as field_word
from wgtool.groups.words import spoken
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


@dataclass(frozen=True, kw_only=True)
class Proposed(Event):
    """Somebody proposed a group."""

    sentence = _l("%(code)s was proposed.")
    code: str


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    """Who proposed it is confirmed; everybody may see the proposal."""

    sentence = _l("%(code)s was proposed, and who proposed it is confirmed.")
    code: str


@dataclass(frozen=True, kw_only=True)
class TakenUp(Event):
    """The support team took a proposal up."""

    sentence = _l("Taken up by the support team, with %(person)s as SAG focal point.")
    people = ("person",)
    person: int


@dataclass(frozen=True, kw_only=True)
class Started(Event):
    """A group that needs no vote began at once."""

    sentence = _l("Active: a group that shares information needs no vote. %(person)s is its SAG focal point.")
    people = ("person",)
    person: int


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    """A proposal was withdrawn."""

    sentence = _l("The proposal was withdrawn.")


@dataclass(frozen=True, kw_only=True)
class TextTakenBack(Event):
    """The text came back from the SAG before a ruling."""

    sentence = _l("The text was taken back from the SAG, to go on writing.")


@dataclass(frozen=True, kw_only=True)
class Submitted(Event):
    """The terms of reference went to the SAG."""

    sentence = _l("Terms of reference were submitted to the SAG.")


@dataclass(frozen=True, kw_only=True)
class Activated(Event):
    """The SAG endorsed the terms; the group works."""

    sentence = _l("Active: the SAG endorsed its terms of reference.")


@dataclass(frozen=True, kw_only=True)
class Returned(Event):
    """The SAG sent the terms back with a checklist."""

    sentence = _l("The SAG returned its terms of reference.")


@dataclass(frozen=True, kw_only=True)
class Declined(Event):
    """The SAG declined the group."""

    sentence = _l("The SAG declined the group.")


@dataclass(frozen=True, kw_only=True)
class RulingTakenBack(Event):
    """A ruling was taken back within its ten minutes."""

    sentence = _l("The ruling was taken back; the SAG decides again.")


@dataclass(frozen=True, kw_only=True)
class Described(Event):
    """A field of a group changed."""

    sentence = _l("%(field)s changed from “%(old)s” to “%(new)s”.")
    words = {"field": field_word}
    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class About(Event):
    """Base of facts about somebody's membership. `person` is None while an invitation has only an address."""

    people: ClassVar[tuple[str, ...]] = ("person",)
    words = {"role": spoken}
    person: int | None
    role: str


@dataclass(frozen=True, kw_only=True)
class Invited(About):
    """Somebody was invited; `email` is where the invitation goes."""

    sentence = _l("%(person)s was invited as %(role)s.")
    secrets = ("email",)
    email: str


@dataclass(frozen=True, kw_only=True)
class Found(About):
    """Who was invited by address has an account now."""

    sentence = _l("%(person)s, invited as %(role)s, has an account now.")


@dataclass(frozen=True, kw_only=True)
class Asked(About):
    """Somebody asked to join."""

    sentence = _l("%(person)s asked to join as %(role)s.")


@dataclass(frozen=True, kw_only=True)
class Joined(About):
    """Somebody is in the group."""

    sentence = _l("%(person)s joined as %(role)s.")


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(About):
    """Somebody declined an invitation."""

    sentence = _l("%(person)s declined to be %(role)s.")


@dataclass(frozen=True, kw_only=True)
class RequestDeclined(About):
    """A request to join was declined."""

    sentence = _l("The request of %(person)s to join as %(role)s was declined.")


@dataclass(frozen=True, kw_only=True)
class Revoked(About):
    """An invitation or request was taken back before an answer."""

    sentence = _l("What would have made %(person)s %(role)s was taken back.")


@dataclass(frozen=True, kw_only=True)
class RoleChanged(About):
    """Somebody has another role."""

    sentence = _l("%(person)s, until now %(old)s, is %(role)s.")
    words = {"role": spoken, "old": spoken}
    old: str


@dataclass(frozen=True, kw_only=True)
class Left(About):
    """Somebody is in the group no more."""

    sentence = _l("%(person)s is not %(role)s any more.")


@dataclass(frozen=True, kw_only=True)
class HandOverOffered(About):
    """Somebody was asked to take a role over."""

    sentence = _l("%(person)s was asked to take over as %(role)s.")
    secrets = ("email",)
    email: str


@dataclass(frozen=True, kw_only=True)
class HandOverEnded(About):
    """The role stays where it is."""

    sentence = _l("%(person)s does not take over as %(role)s.")


@dataclass(frozen=True, kw_only=True)
class HandedOver(About):
    """A role changed hands."""

    sentence = _l("%(person)s took over as %(role)s from %(before)s.")
    people = ("person", "before")
    before: int | None


@dataclass(frozen=True, kw_only=True)
class FocalNamed(About):
    """The support team named a SAG focal point."""

    sentence = _l("%(person)s was named SAG focal point.")
