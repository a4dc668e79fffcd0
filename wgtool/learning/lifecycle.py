"""What may become of an exercise, and of each recommendation while its response is due."""

from __future__ import annotations

from collections.abc import Iterator

from wgtool.kernel.i18n import _, _l, ngettext
from wgtool.kernel.lifecycle import Lifecycle, Step
from wgtool.learning import events, obstacles, queries, rules
from wgtool.learning.models import Answer, Exercise, Recommendation
from wgtool.learning.models import Status as S
from wgtool.learning.permits import P


def _reporting(exercise: Exercise) -> Iterator[str]:
    count = len(exercise.recommendations)
    yield ngettext("show its %(num)s recommendation to all who see the exercise",
                   "show its %(num)s recommendations to all who see the exercise", count)  # fmt: skip
    yield ngettext("have the response due in %(num)s week", "have the response due in %(num)s weeks", rules.WEEKS)


def _asking(exercise: Exercise) -> Iterator[str]:
    yield _("lock its recommendations as they are written")
    if named := sum(one.party is not None for one in exercise.recommendations):
        yield ngettext("ask the party named in %(num)s recommendation to answer",
                       "ask the parties named in %(num)s recommendations to answer", named)  # fmt: skip


def _publishing(exercise: Exercise) -> Iterator[str]:
    yield _("show every answer, with its reason, to all who see the exercise")
    if count := sum(map(len, queries.intended([one.id for one in exercise.recommendations]).values())):
        yield ngettext("open %(num)s action point", "open %(num)s action points", count)
    yield _("lock the answers")


def _calling_off(exercise: Exercise) -> Iterator[str]:
    yield _("close it without a report; its number is not used again")


EXERCISES = Lifecycle(
    "exercise",
    Step("hold", frozenset({S.PLANNED}), S.HELD, P.TEND, events.Held, _l("It was held"), unless=rules.not_over,
         done=_l("Marked as held. Its recommendations can be written down.")),
    Step("call off", frozenset({S.PLANNED}), S.CLOSED, P.TEND, events.CalledOff, _l("Call it off"), ends=True,
         says=_calling_off, done=_l("Called off.")),
    Step("publish the report", frozenset({S.HELD}), S.REPORTED, P.TEND, events.Reported, _l("Publish the report"),
         says=_reporting, done=_l("Published. The support team asks for the response.")),
    Step("ask for the response", frozenset({S.REPORTED}), S.DUE, P.LEAD_ON, events.ResponseAsked,
         _l("Ask for the response"), unless=rules.nothing_to_answer, says=_asking,
         done=_l("Asked. Who is named sees it on the desk.")),
    Step("move the due day", frozenset({S.DUE}), None, P.LEAD_ON, events.DueMoved, _l("Set another day for the response"),
         done=_l("The day is set.")),
    Step("publish the response", frozenset({S.DUE}), S.ANSWERED, P.LEAD_ON, events.ResponsePublished,
         _l("Publish the response"), unless=obstacles.incomplete, says=_publishing, done=_l("The response is published.")),
    Step("follow up", frozenset({S.ANSWERED}), S.FOLLOWED, P.LEAD_ON, events.FollowedUp, _l("All is followed up"),
         unless=obstacles.still_open, done=_l("Marked as followed up.")),
    Step("close", frozenset({S.REPORTED}), S.CLOSED, P.LEAD_ON, events.Closed, _l("Close it"), when=rules.has_none,
         ends=True, done=_l("Closed.")),
    Step("close", frozenset({S.FOLLOWED}), S.CLOSED, P.LEAD_ON, events.Closed, _l("Close it"), ends=True,
         done=_l("Closed.")),
    again=queries.to_change,
)  # fmt: skip


def _answering(verb: str, answer: Answer, first: str, instead: str, done: str, *, ends: bool = False) -> Iterator[Step]:
    """Give the steps of an answer: given first, in the place of another, or changed; each says what is true then."""
    others = frozenset(Answer) - {Answer.PENDING, answer}
    for start, label in (
        (frozenset({Answer.PENDING}), first),
        (others, instead),
        (frozenset({answer}), _l("Change the response")),
    ):
        yield Step(verb, start, answer, P.ANSWER, events.Answered, label, unless=rules.not_answered_now, done=done,
                   ends=ends and start != {answer})  # fmt: skip


def _held_first(one: Recommendation) -> object:
    return queries.bare_to_change(one.exercise_id)


RECOMMENDATIONS = Lifecycle(
    "recommendation",
    *_answering("accept", Answer.ACCEPTED, _l("Accept it"), _l("Accept it after all"),
                _l("Accepted. It is shown with the whole response.")),
    *_answering("accept in part", Answer.PARTLY, _l("Accept it in part"), _l("Accept it in part only"),
                _l("Accepted in part. It is shown with the whole response.")),
    *_answering("reject", Answer.REJECTED, _l("Reject it"), _l("Reject it after all"),
                _l("Rejected. It is shown with the whole response."), ends=True),
    Step("name who answers", frozenset({Answer.PENDING}), None, P.NAME_PARTY, events.PartyNamed, _l("Name who answers"),
         unless=rules.not_nameable_now, done=_l("Named.")),
    Step("pass back", frozenset({Answer.PENDING}), None, P.PASS_BACK, events.PassedBack,
         _l("This is not ours to answer"), unless=rules.not_answered_now, ends=True,
         done=_l("It is back with the support team, which reads why.")),
    again=queries.one_to_change,
    under=_held_first,  # type: ignore[arg-type]
)  # fmt: skip
