"""Facts about rulings and what hangs on them."""

from __future__ import annotations

from wgtool.decisions.words import ruling as ruling_word
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class ConditionSet(Event):
    """A ruling got a condition, or will have it."""

    sentence = _l("Condition %(number)s: %(text)s")
    number: int
    text: str


class ConditionMet(Event):
    """A condition is met."""

    sentence = _l("Condition %(number)s of %(decision)s is met.")
    number: int
    decision: str


class ConditionDropped(Event):
    """A condition no longer binds."""

    sentence = _l("Condition %(number)s of %(decision)s was dropped.")
    number: int
    decision: str


class ConditionReopened(Event):
    """A condition was not met after all, or binds again."""

    sentence = _l("Condition %(number)s of %(decision)s is open again.")
    number: int
    decision: str


class ConditionHandedOver(Event):
    """Another one owes a condition from now on."""

    sentence = _l("Condition %(number)s of %(decision)s is owed by %(to)s now.")
    number: int
    decision: str
    to: str


class ConditionDueMoved(Event):
    """A condition is due on another day."""

    sentence = _l("Condition %(number)s of %(decision)s is due by %(due)s.")
    days = ("due",)
    number: int
    decision: str
    due: str


class ReviewSet(Event):
    """A ruling is to be reviewed by a day, or again, or no more."""

    sentence = _l("Review of %(number)s by: %(on)s")
    days = ("on",)
    number: str
    on: str | None


class Carried(Event):
    """A question was carried, which is its ruling."""

    sentence = _l("%(number)s was carried.")
    number: str
    how: str


class AgreedBySilence(Carried):
    """Nobody broke the silence, or who did was satisfied."""

    sentence = _l("%(number)s was agreed by silence.")


class Acclaimed(Carried):
    """A question was carried by acclamation at a sitting."""

    sentence = _l("%(number)s was carried by acclamation.")


class NotCarried(Event):
    """A question was not carried; the ruling is still to be chosen."""

    sentence = _l("%(number)s was not carried.")
    number: str


class Ruled(Event):
    """A question that is not carried got its ruling: returned, declined or no."""

    sentence = _l("%(number)s: %(ruling)s")
    words = {"ruling": ruling_word}
    number: str
    ruling: str


class Withdrawn(Event):
    """A question was withdrawn."""

    sentence = _l("%(label)s was withdrawn.")
    label: str
    moot: bool = False


class TakenBack(Event):
    """A ruling was taken back within its ten minutes. `ruled_at` tells which mail must not leave."""

    sentence = _l("The ruling of %(number)s was taken back.")
    number: str
    ruled_at: str
