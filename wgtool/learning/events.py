"""Facts about exercises and what they recommend."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l
from wgtool.learning.words import answer as answer_word
from wgtool.learning.words import keeper as keeper_word


class OfExercise(Event):
    """Base: which exercise."""

    number: str


class Planned(OfExercise):
    """An exercise was planned."""

    sentence = _l("%(number)s was planned.")


class Described(OfExercise):
    """What is said of an exercise was changed."""

    sentence = _l("The description of %(number)s was changed.")


class Shown(OfExercise):
    """More people may see an exercise."""

    sentence = _l("%(number)s is shown to more people from now.")


class HandedOver(OfExercise):
    """A group that ends, or merges, no longer looks after an exercise."""

    words = {"keeper": keeper_word}
    sentence = _l("%(number)s is looked after by %(keeper)s now.")
    keeper: str


class Held(OfExercise):
    """An exercise was held."""

    sentence = _l("%(number)s was held.")


class CalledOff(OfExercise):
    """A planned exercise is not held."""

    sentence = _l("%(number)s was called off.")


class Reported(OfExercise):
    """The report of an exercise was published."""

    days = ("on", "due")
    sentence = _l("The report of %(number)s was published on %(on)s; the response is due on %(due)s.")
    on: str
    due: str


class ResponseAsked(OfExercise):
    """The parties named were asked to answer."""

    days = ("due",)
    sentence = _l("The response to %(number)s was asked for by %(due)s.")
    due: str


class DueMoved(OfExercise):
    """The response is due on another day."""

    days = ("due", "old")
    sentence = _l("The response to %(number)s is due on %(due)s instead of %(old)s.")
    due: str
    old: str


class ResponsePublished(OfExercise):
    """The response to all recommendations was published."""

    sentence = _l("The response to %(number)s was published: %(accepted)s accepted, %(partly)s partially, "
                  "%(rejected)s rejected.")  # fmt: skip
    accepted: int
    partly: int
    rejected: int


class FollowedUp(OfExercise):
    """All that was to be done after an exercise came to an end."""

    sentence = _l("%(number)s is followed up: nothing of its response is open.")


class Closed(OfExercise):
    """An exercise was closed."""

    sentence = _l("%(number)s was closed.")


class OfRecommendation(Event):
    """Base: which recommendation."""

    label: str


class Recommended(OfRecommendation):
    """A recommendation was written down."""

    sentence = _l("%(label)s was written down.")


class Reworded(OfRecommendation):
    """A recommendation was changed."""

    sentence = _l("%(label)s was changed.")


class TakenOut(OfRecommendation):
    """A recommendation was taken out before the report was published."""

    sentence = _l("%(label)s was taken out.")


class PartyNamed(OfRecommendation):
    """Somebody was named to answer."""

    words = {"party": keeper_word}
    sentence = _l("%(label)s is for %(party)s to answer.")
    party: str


class PassedBack(OfRecommendation):
    """Who was named says that it is not theirs; the support team names another."""

    sentence = _l("%(party)s passed %(label)s back to the support team.")
    party: str


class Answered(OfRecommendation):
    """A recommendation was answered."""

    words = {"answer": answer_word}
    sentence = _l("%(label)s was answered: %(answer)s.")
    answer: str


class Joined(OfRecommendation):
    """It was said to be the same lesson as one of another exercise, which few may know of: its page says which."""

    sentence = _l("%(label)s says the same lesson as a recommendation of another exercise.")


class Parted(OfRecommendation):
    """A recommendation was said to be a lesson of its own after all."""

    sentence = _l("%(label)s was said to be a lesson of its own.")


OF_TWO = (Joined, Parted)
"""What tells that there is another recommendation like it, which fewer may know of."""


class Intended(OfRecommendation):
    """An action point was added to the response that is not published yet."""

    sentence = _l("An action point for %(owner)s was added to the answer to %(label)s.")
    owner: str


class DoneWithout(OfRecommendation):
    """An action point was taken out of the response that is not published yet."""

    sentence = _l("An action point for %(owner)s was taken out of the answer to %(label)s.")
    owner: str
