"""Facts about how a group forms, and what it says of itself."""

from __future__ import annotations

from wgtool.groups.words import field as field_word
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class Proposed(Event):
    """Somebody proposed a group."""

    sentence = _l("%(code)s was proposed.")
    code: str


class Replicated(Proposed):
    """Somebody proposed a group as a copy of another one."""

    sentence = _l("%(code)s was proposed as a copy of %(source)s for another place.")
    source: str


class Succeeding(Proposed):
    """Somebody proposed a group that goes on where one that is over left off."""

    sentence = _l("%(code)s was proposed as the successor of %(source)s.")
    source: str


class Opened(Event):
    """Who proposed it is confirmed; everybody may see the proposal."""

    sentence = _l("%(code)s was proposed, and who proposed it is confirmed.")
    code: str


class TakenUp(Event):
    """The support team took a proposal up."""

    sentence = _l("Taken up by the support team, with %(person)s as SAG focal point.")
    people = ("person",)
    person: int


class Started(Event):
    """A group that needs no vote began at once."""

    sentence = _l("Active: a group that shares information needs no vote. %(person)s is its SAG focal point.")
    people = ("person",)
    person: int


class Withdrawn(Event):
    """A proposal was withdrawn."""

    sentence = _l("The proposal was withdrawn.")


class TextTakenBack(Event):
    """The text came back from the SAG before a ruling."""

    sentence = _l("The text was taken back from the SAG, to go on writing.")


class Submitted(Event):
    """The terms of reference went to the SAG."""

    sentence = _l("Terms of reference were submitted to the SAG.")


class Activated(Event):
    """The SAG endorsed the terms; the group works."""

    sentence = _l("Active: the SAG endorsed its terms of reference.")


class Returned(Event):
    """The SAG sent the terms back with a checklist."""

    sentence = _l("The SAG returned its terms of reference.")


class Declined(Event):
    """The SAG declined the group."""

    sentence = _l("The SAG declined the group.")


class RulingTakenBack(Event):
    """A ruling was taken back within its ten minutes."""

    sentence = _l("The ruling was taken back; the SAG decides again.")


class Described(Event):
    """A field of a group changed."""

    sentence = _l("%(field)s changed from “%(old)s” to “%(new)s”.")
    words = {"field": field_word}
    field: str
    old: str
    new: str
