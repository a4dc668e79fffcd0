"""Facts about bodies and their seats."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class BodySetUp(Event):
    """A body was set up."""

    sentence = _l("%(code)s was set up.")
    code: str


class BodyChanged(Event):
    """A number of a body's arithmetic changed."""

    sentence = _l("%(field)s changed from “%(old)s” to “%(new)s”.")
    field: str
    old: str
    new: str


class SeatAdded(Event):
    """A body got a seat."""

    sentence = _l("Seat %(seat)s was added.")
    seat: str


class SeatClosed(Event):
    """A seat is no more."""

    sentence = _l("Seat %(seat)s was closed.")
    seat: str


class SeatFilled(Event):
    """A person holds a seat."""

    sentence = _l("%(person)s holds seat %(seat)s from %(since)s.")
    people = ("person",)
    seat: str
    person: int
    since: str


class AlternateNamed(Event):
    """A person is alternate on a seat."""

    sentence = _l("%(person)s is alternate on seat %(seat)s from %(since)s.")
    people = ("person",)
    seat: str
    person: int
    since: str


class TermEnded(Event):
    """A person left a seat."""

    sentence = _l("The term of %(person)s on seat %(seat)s ended.")
    people = ("person",)
    seat: str
    person: int


class SecretaryNamed(Event):
    """A person is secretariat of a body."""

    sentence = _l("%(person)s is its secretariat.")
    people = ("person",)
    person: int


class SecretaryEnded(Event):
    """A person is secretariat of a body no more."""

    sentence = _l("%(person)s is its secretariat no more.")
    people = ("person",)
    person: int
