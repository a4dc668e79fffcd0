"""What may become of a question. Positions and objections are no steps: they change nothing but what is counted."""

from __future__ import annotations

from wgtool.decisions import events, queries, rules
from wgtool.decisions.models import ConditionStatus as C
from wgtool.decisions.models import How, Question, Sitting
from wgtool.decisions.models import QuestionStatus as S
from wgtool.decisions.models import SittingStatus as T
from wgtool.decisions.permits import P
from wgtool.kernel.i18n import _, _l, listed
from wgtool.kernel.lifecycle import By, Lifecycle, Step


def _whole(question: Question) -> bool:
    """Say whether taking back opens the question again, rather than leaving only the choice of the ruling."""
    return question.status == S.CARRIED or question.concluded_how == How.RETURNED


def _firm(question: Question) -> str | None:
    """Say why a question cannot be open again."""
    return rules.firm(question) if _whole(question) else _("Only the ruling can be taken back, not the vote.")


def _firm_ruling(question: Question) -> str | None:
    """Say why only the ruling on a vote that did not carry cannot be taken back."""
    return _("Take the whole conclusion back.") if _whole(question) else rules.firm(question)


LIFE = Lifecycle(
    "question",
    Step("open", frozenset({S.DRAFT}), S.OPEN, P.OPEN, events.Opened, _l("Open it"), unless=rules.unfilled),
    Step("begin", frozenset({S.DRAFT}), S.OPEN, P.OPEN, events.Opened, _l("Opens with its text or a filled seat"),
         unless=rules.unfilled, by=By.OUTCOME),
    Step("carry", frozenset({S.OPEN}), S.CARRIED, P.CONCLUDE, events.Carried, _l("Carried when all have answered"),
         by=By.OUTCOME, ends=True),
    Step("conclude", frozenset({S.OPEN}), S.CARRIED, P.CONCLUDE, events.Carried, _l("Conclude it"),
         unless=rules.unready, ends=True),
    Step("carry at closing", frozenset({S.OPEN}), S.CARRIED, P.CONCLUDE, events.Carried,
         _l("Carried at the closing time"), by=By.TIMER, ends=True),
    Step("agree", frozenset({S.OPEN}), S.CARRIED, P.CONCLUDE, events.AgreedBySilence,
         _l("Agreed by silence at the closing time"), by=By.TIMER, ends=True),
    Step("extend", frozenset({S.OPEN}), None, P.EXTEND, events.Extended, _l("Extend the silence once"),
         unless=rules.not_extendable),
    Step("turn into a vote", frozenset({S.OPEN, S.NOT_CARRIED}), S.OPEN, P.TURN, events.TurnedIntoVote,
         _l("Turn the silence into a vote"), unless=rules.not_turnable),
    Step("acclaim", frozenset({S.OPEN}), S.CARRIED, P.CONCLUDE, events.Acclaimed, _l("Carried by acclamation"),
         by=By.OUTCOME, ends=True),
    Step("fall", frozenset({S.OPEN}), S.NOT_CARRIED, P.CONCLUDE, events.NotCarried, _l("Not carried at the sitting"),
         unless=rules.not_falling),
    Step("fail at closing", frozenset({S.OPEN}), S.NOT_CARRIED, P.CONCLUDE, events.NotCarried,
         _l("Not carried at the closing time"), by=By.TIMER),
    Step("return", frozenset({S.OPEN, S.NOT_CARRIED}), S.NOT_CARRIED, P.RULE, events.Ruled, _l("Return it"),
         unless=rules.unreturned, ends=True),
    Step("decline", frozenset({S.NOT_CARRIED}), S.NOT_CARRIED, P.RULE, events.Ruled, _l("Decline it"),
         unless=rules.settled, ends=True),
    Step("no", frozenset({S.NOT_CARRIED}), S.NOT_CARRIED, P.RULE, events.Ruled, _l("Say no"),
         unless=rules.settled, ends=True),
    Step("withdraw", frozenset({S.DRAFT, S.OPEN, S.NOT_CARRIED}), S.WITHDRAWN, P.WITHDRAW, events.Withdrawn,
         _l("Withdraw it"), unless=rules.settled, ends=True),
    Step("become moot", frozenset({S.DRAFT, S.OPEN, S.NOT_CARRIED}), S.WITHDRAWN, P.WITHDRAW, events.Withdrawn,
         _l("Withdrawn with its group"), unless=rules.settled, by=By.OUTCOME, ends=True),
    Step("take back", frozenset({S.CARRIED, S.NOT_CARRIED}), S.OPEN, P.TAKE_BACK, events.TakenBack,
         _l("Take the ruling back"), unless=_firm),
    Step("take ruling back", frozenset({S.NOT_CARRIED}), S.NOT_CARRIED, P.TAKE_BACK, events.TakenBack,
         _l("Choose again"), unless=_firm_ruling),
    again=queries.to_change,
)  # fmt: skip

CONDITIONS = Lifecycle(
    "condition",
    Step("meet", frozenset({C.OPEN}), C.MET, P.MEET, events.ConditionMet, _l("It is met")),
    Step("drop", frozenset({C.OPEN}), C.DROPPED, P.DROP, events.ConditionDropped, _l("Drop it"), ends=True),
    Step("reopen", frozenset({C.MET, C.DROPPED}), C.OPEN, P.DROP, events.ConditionReopened, _l("Open it again")),
    again=queries.condition_to_change,
)


def _begins(sitting: Sitting) -> list[str]:
    if rules.of_organisations(sitting.body):
        return [_("open the questions it has taken, to the organisations that attend")]
    return [_("record positions as taken at the sitting")]


def _closes(sitting: Sitting) -> list[str]:
    left = [one.label for one in sitting.questions if one.status == S.OPEN]
    told = _(
        "leave %(numbers)s open until their closing time, by the positions recorded till then", numbers=listed(left)
    )
    return [told] if left else []


SITTINGS = Lifecycle(
    "sitting",
    Step("begin", frozenset({T.PLANNED}), T.SITTING, P.KEEP_SITTING, events.SittingBegun, _l("Begin the sitting"),
         unless=rules.not_beginning, says=_begins, done=_l("It goes on now: record what is decided, then close it.")),
    Step("close", frozenset({T.SITTING}), T.HELD, P.KEEP_SITTING, events.SittingHeld, _l("Close the sitting"),
         says=_closes, done=_l("Closed. Name its notes next.")),
    Step("call off", frozenset({T.PLANNED}), T.DROPPED, P.KEEP_SITTING, events.SittingDropped, _l("It will not be held"),
         ends=True, done=_l("It will not be held.")),
    again=queries.sitting_to_change,
)  # fmt: skip
