"""Facts about questions and what is said to them."""

from __future__ import annotations

from datetime import datetime

from wgtool.decisions.words import answer as answer_word
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l, moment


def told_moment(iso: str) -> str:
    """Tell a time kept in ISO form in the reader's zone."""
    return moment(datetime.fromisoformat(iso))


class Asked(Event):
    """A question was asked that cannot be opened yet."""

    sentence = _l("“%(title)s” was put to the %(body)s. It opens when enough seats are filled.")
    title: str
    body: str


class AskedOfMeeting(Asked):
    """A question was asked that a sitting must take before it opens."""

    sentence = _l("“%(title)s” was put to the %(body)s. It opens when a sitting that has taken it begins.")


class Opened(Event):
    """A question is open."""

    sentence = _l("%(number)s was opened: %(title)s")
    number: str
    title: str


class Answered(Event):
    """A seat took or changed its position. `recorded` holds who was answered for, 0 if nobody."""

    sentence = _l("Seat %(seat)s: %(answer)s")
    words = {"answer": answer_word}
    seat: str
    answer: str
    old: str = ""
    recorded: int = 0


class Recorded(Event):
    """A position was recorded for the holder of a seat: told to them, and kept as `Answered`."""

    sentence = _l("A position was recorded for seat %(seat)s.")
    kept = False
    seat: str
    recording: int


class PositionDisowned(Event):
    """Who a position was recorded for said that it was not theirs."""

    sentence = _l("The holder of seat %(seat)s said that the position recorded for it was not theirs.")
    seat: str
    how: str


class DisownedSeen(Event):
    """The secretariat has looked at a position that was not its owner's."""

    sentence = _l("The secretariat looked at the position of seat %(seat)s that was not its holder’s.")
    seat: str


class Cleared(Event):
    """An objection was cleared by who raised it."""

    sentence = _l("The objection of seat %(seat)s was cleared.")
    seat: str


class Overruled(Event):
    """An objection was overruled by the chair; it still counts against."""

    sentence = _l("The objection of seat %(seat)s was overruled by the chair.")
    seat: str


class ObjectionAnswered(Event):
    """A later text was put to the body, which answers an objection that was never settled."""

    sentence = _l("A later text, put to the body again, answers the objection of seat %(seat)s.")
    seat: str


class Replied(Event):
    """Somebody added to the thread of an objection."""

    sentence = _l("An answer was added to the objection of seat %(seat)s.")
    seat: str


class Cast(Event):
    """The chair cast the vote that breaks a tie."""

    sentence = _l("The chair’s casting vote: %(answer)s")
    words = {"answer": answer_word}
    answer: str


class Extended(Event):
    """A silence procedure got a later closing time, once."""

    sentence = _l("The silence on %(number)s was extended to %(closes)s.")
    words = {"closes": told_moment}
    number: str
    closes: str


class TurnedIntoVote(Event):
    """A broken silence was turned into a vote."""

    sentence = _l("%(number)s was turned from a silence procedure into a vote.")
    number: str
