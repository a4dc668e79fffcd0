"""Facts about amendments. Each stands on the timelines of what it changes and of the group that proposed it, too."""

from __future__ import annotations

from wgtool.amendments.words import kind
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class OfAmendment(Event):
    """Base: its number."""

    number: str


class Proposed(OfAmendment):
    """Somebody wants the plan to be otherwise."""

    sentence = _l("%(number)s was proposed, an amendment of the plan: %(item)s, %(kind)s.")
    words = {"kind": kind}
    item: str
    kind: str


class Withdrawn(OfAmendment):
    """It is not asked for any more."""

    sentence = _l("%(number)s was withdrawn.")


class Supported(OfAmendment):
    """The SAG supports it; it waits for a global meeting."""

    sentence = _l("%(number)s is supported by the SAG and waits for the GLM.")


class NotSupported(OfAmendment):
    """The SAG does not support it."""

    sentence = _l("%(number)s is not supported by the SAG.")


class Taken(OfAmendment):
    """A global meeting will decide on it."""

    sentence = _l("%(number)s comes before a sitting of the GLM.")


class TakenOff(OfAmendment):
    """That sitting does not decide on it after all."""

    sentence = _l("%(number)s was taken off the sitting of the GLM.")


class Verified(OfAmendment):
    """A global meeting verified it; the plan has changed."""

    sentence = _l("%(number)s was verified: it is part of version %(version)s of the plan.")
    version: int


class NotVerified(OfAmendment):
    """A global meeting did not verify it; the plan stays as it is."""

    sentence = _l("%(number)s was not verified.")


class Reopened(OfAmendment):
    """What the SAG had said of it was taken back."""

    sentence = _l("%(number)s is before the SAG again.")


class Unverified(OfAmendment):
    """What the meeting had said of it was taken back; so is what it had changed."""

    sentence = _l("%(number)s is before the GLM again.")
