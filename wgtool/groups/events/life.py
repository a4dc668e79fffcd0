"""Facts about a group's life once it is active: pauses, its last day, closing, merging."""

from __future__ import annotations

from wgtool.groups.words import closing, decided, pause, reviewed
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class PauseAsked(Event):
    """Its leads ask to pause it."""

    sentence = _l("Its leads ask to pause it: %(code)s, to be looked at again by %(review_by)s.")
    words = {"code": pause}
    days = ("review_by",)
    code: str
    review_by: str


class PauseDropped(Event):
    """It goes on: what its leads asked for is off the table."""

    sentence = _l("It is not paused.")


class Paused(Event):
    """It pauses; the code is all that everybody learns."""

    sentence = _l("Paused: %(code)s.")
    words = {"code": pause}
    code: str


class ReviewMoved(Event):
    """Its pause goes on until another day."""

    sentence = _l("The pause goes on, to be looked at again by %(review_by)s.")
    days = ("review_by",)
    review_by: str


class Resumed(Event):
    """It works again."""

    sentence = _l("Active again after its pause.")


class LastDaySet(Event):
    """It has another last day."""

    sentence = _l("Its last day is %(ends_on)s.")
    days = ("ends_on",)
    ends_on: str


class ClosingBegan(Event):
    """It begins to close."""

    sentence = _l("Closing began, decided by %(by)s: %(code)s.")
    words = {"code": closing, "by": decided}
    code: str
    by: str


class Reopened(Event):
    """It does not close after all."""

    sentence = _l("Open again, decided by %(by)s: it does not close.")
    words = {"by": decided}
    by: str


class ReportSubmitted(Event):
    """Its closing report went to the SAG."""

    sentence = _l("Its closing report was submitted to the SAG.")


class Dissolved(Event):
    """The SAG endorsed its closing report; it is over."""

    sentence = _l("Dissolved: the SAG endorsed its closing report.")


class NotDissolved(Event):
    """The SAG did not dissolve it."""

    sentence = _l("The SAG did not dissolve it; its closing report is open to its writers again.")


class DissolutionTakenBack(Event):
    """The ruling that dissolved it was taken back."""

    sentence = _l("The ruling was taken back; it is closing, and the SAG decides again.")


class MergeAsked(Event):
    """It asks to merge into another group."""

    sentence = _l("%(code)s asks to merge into %(into)s.")
    code: str
    into: str


class MergeDropped(Event):
    """It does not merge, or not now."""

    sentence = _l("%(code)s does not merge into %(into)s.")
    code: str
    into: str


class MergerSubmitted(Event):
    """The group that takes others in put this to the SAG."""

    sentence = _l("New terms, with %(codes)s merged into it, were submitted to the SAG.")
    codes: str


class Merged(Event):
    """It merged into another group."""

    sentence = _l("%(code)s merged into %(into)s.")
    code: str
    into: str


class MergerTakenBack(Event):
    """The ruling that merged it was taken back."""

    sentence = _l("The ruling was taken back; %(code)s is a group of its own again.")
    code: str


class BackToPause(MergerTakenBack):
    """The same of a group that was paused when it merged."""

    sentence = _l("The ruling was taken back; %(code)s is a group of its own again, paused as before.")


class ReviewNears(Event):
    """The day comes near by which something is looked at again."""

    sentence = _l("Review due by %(day)s: %(what)s.")
    words = {"what": reviewed}
    days = ("day",)
    what: str
    day: str
    step: int
    group: int
    body: int
