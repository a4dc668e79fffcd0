"""Facts about bodies, questions, positions and rulings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l, moment


def told_moment(iso: str) -> str:
    """Tell a time kept in ISO form in the reader's zone."""
    return moment(datetime.fromisoformat(iso))


@dataclass(frozen=True, kw_only=True)
class BodySetUp(Event):
    """A body was set up."""

    sentence = _l("%(code)s was set up.")
    code: str


@dataclass(frozen=True, kw_only=True)
class BodyChanged(Event):
    """A number of a body's arithmetic changed."""

    sentence = _l("%(field)s changed from “%(old)s” to “%(new)s”.")
    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class SeatAdded(Event):
    """A body got a seat."""

    sentence = _l("Seat %(seat)s was added.")
    seat: str


@dataclass(frozen=True, kw_only=True)
class SeatClosed(Event):
    """A seat is no more."""

    sentence = _l("Seat %(seat)s was closed.")
    seat: str


@dataclass(frozen=True, kw_only=True)
class SeatFilled(Event):
    """A person holds a seat."""

    sentence = _l("%(person)s holds seat %(seat)s from %(since)s.")
    people = ("person",)
    seat: str
    person: int
    since: str


@dataclass(frozen=True, kw_only=True)
class AlternateNamed(Event):
    """A person is alternate on a seat."""

    sentence = _l("%(person)s is alternate on seat %(seat)s from %(since)s.")
    people = ("person",)
    seat: str
    person: int
    since: str


@dataclass(frozen=True, kw_only=True)
class TermEnded(Event):
    """A person left a seat."""

    sentence = _l("The term of %(person)s on seat %(seat)s ended.")
    people = ("person",)
    seat: str
    person: int


@dataclass(frozen=True, kw_only=True)
class SecretaryNamed(Event):
    """A person is secretariat of a body."""

    sentence = _l("%(person)s is its secretariat.")
    people = ("person",)
    person: int


@dataclass(frozen=True, kw_only=True)
class SecretaryEnded(Event):
    """A person is secretariat of a body no more."""

    sentence = _l("%(person)s is its secretariat no more.")
    people = ("person",)
    person: int


@dataclass(frozen=True, kw_only=True)
class Asked(Event):
    """A question was asked that cannot be opened yet."""

    sentence = _l("“%(title)s” was put to the %(body)s. It opens when enough seats are filled.")
    title: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    """A question is open."""

    sentence = _l("%(number)s was opened: %(title)s")
    number: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    """A seat took or changed its position. `recorded` holds who was answered for, 0 if nobody."""

    sentence = _l("Seat %(seat)s: %(answer)s")
    seat: str
    answer: str
    old: str = ""
    recorded: int = 0


@dataclass(frozen=True, kw_only=True)
class Cleared(Event):
    """An objection was cleared by who raised it."""

    sentence = _l("The objection of seat %(seat)s was cleared.")
    seat: str


@dataclass(frozen=True, kw_only=True)
class Overruled(Event):
    """An objection was overruled by the chair; it still counts against."""

    sentence = _l("The objection of seat %(seat)s was overruled by the chair.")
    seat: str


@dataclass(frozen=True, kw_only=True)
class Replied(Event):
    """Somebody added to the thread of an objection."""

    sentence = _l("An answer was added to the objection of seat %(seat)s.")
    seat: str


@dataclass(frozen=True, kw_only=True)
class Cast(Event):
    """The chair cast the vote that breaks a tie."""

    sentence = _l("The chair’s casting vote: %(answer)s")
    answer: str


@dataclass(frozen=True, kw_only=True)
class Carried(Event):
    """A question was carried, which is its ruling."""

    sentence = _l("%(number)s was carried.")
    number: str
    how: str


@dataclass(frozen=True, kw_only=True)
class AgreedBySilence(Carried):
    """Nobody broke the silence, or who did was satisfied."""

    sentence = _l("%(number)s was agreed by silence.")


@dataclass(frozen=True, kw_only=True)
class Acclaimed(Carried):
    """A question was carried by acclamation at a sitting."""

    sentence = _l("%(number)s was carried by acclamation.")


@dataclass(frozen=True, kw_only=True)
class Extended(Event):
    """A silence procedure got a later closing time, once."""

    sentence = _l("The silence on %(number)s was extended to %(closes)s.")
    words = {"closes": told_moment}
    number: str
    closes: str


@dataclass(frozen=True, kw_only=True)
class TurnedIntoVote(Event):
    """A broken silence was turned into a vote."""

    sentence = _l("%(number)s was turned from a silence procedure into a vote.")
    number: str


@dataclass(frozen=True, kw_only=True)
class NotCarried(Event):
    """A question was not carried; the ruling is still to be chosen."""

    sentence = _l("%(number)s was not carried.")
    number: str


@dataclass(frozen=True, kw_only=True)
class Ruled(Event):
    """A question that is not carried got its ruling: returned, declined or no."""

    sentence = _l("%(number)s: %(ruling)s")
    number: str
    ruling: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    """A question was withdrawn."""

    sentence = _l("%(label)s was withdrawn.")
    label: str
    moot: bool = False


@dataclass(frozen=True, kw_only=True)
class TakenBack(Event):
    """A ruling was taken back within its ten minutes. `ruled_at` tells which mail must not leave."""

    sentence = _l("The ruling of %(number)s was taken back.")
    number: str
    ruled_at: str
