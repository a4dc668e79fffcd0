"""Facts about sittings."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class SittingPlanned(Event):
    """A sitting was planned."""

    sentence = _l("A sitting of the %(body)s was planned for %(on)s.")
    days = ("on",)
    body: str
    on: str


class SittingDescribed(Event):
    """Days, place or link of a sitting changed."""

    sentence = _l("The sitting of the %(body)s is on %(on)s, at: %(place)s")
    days = ("on",)
    body: str
    on: str
    place: str


class AttendanceRecorded(Event):
    """Who attends a sitting was written down."""

    sentence = _l("Attendance was recorded: %(count)s organisations.")
    count: int


class SittingBegun(Event):
    """A sitting began."""

    sentence = _l("The sitting of the %(body)s began.")
    body: str


class SittingHeld(Event):
    """A sitting is over."""

    sentence = _l("The sitting of the %(body)s was closed.")
    body: str


class SittingDropped(Event):
    """A sitting will not be held."""

    sentence = _l("The sitting of the %(body)s will not be held.")
    body: str


class NotesLinked(Event):
    """A sitting refers to its notes."""

    sentence = _l("The notes of the sitting were named.")


class QuestionTaken(Event):
    """A sitting takes a question."""

    sentence = _l("“%(title)s” comes before the sitting of %(on)s.")
    days = ("on",)
    title: str
    on: str


class QuestionTakenOff(Event):
    """A sitting does not take a question after all."""

    sentence = _l("“%(title)s” was taken off the sitting of %(on)s.")
    days = ("on",)
    title: str
    on: str


class TakenSingly(Event):
    """A question was taken out of the bundle, to be decided by itself."""

    sentence = _l("“%(title)s” was taken out of the bundle.")
    title: str


class BundledAgain(Event):
    """A question went back into the bundle."""

    sentence = _l("“%(title)s” is in the bundle again.")
    title: str
