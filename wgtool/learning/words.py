"""The words for kinds, states, heads and answers."""

from __future__ import annotations

from wgtool.actions.words import MARKS as ACTION_MARKS
from wgtool.actions.words import PRIORITIES
from wgtool.actions.words import STATES as ACTIONS
from wgtool.kernel.i18n import _, _l, ngettext
from wgtool.kernel.sight import Sight
from wgtool.learning.models import Answer, Head, Level, Reason, Status, Type

TYPES = {
    Type.LESSONS: _l("Lessons learned"),
    Type.REVIEW: _l("After-action review"),
    Type.SIMULATION: _l("Simulation"),
    Type.WORKSHOP: _l("Workshop"),
    Type.EVALUATION: _l("Evaluation"),
    Type.SURVEY: _l("Survey"),
    Type.OTHER: _l("Other exercise"),
}
STATES = {
    Status.PLANNED: _l("Planned"),
    Status.HELD: _l("Held"),
    Status.REPORTED: _l("Report published"),
    Status.DUE: _l("Response due"),
    Status.ANSWERED: _l("Response published"),
    Status.FOLLOWED: _l("Followed up"),
    Status.CLOSED: _l("Closed"),
}
MARKS = {
    Status.PLANNED: ("g-dot", "none"),
    Status.HELD: ("g-none", "go"),
    Status.REPORTED: ("g-half", "go"),
    Status.DUE: ("soon", "hold"),
    Status.ANSWERED: ("g-full", "go"),
    Status.FOLLOWED: ("a-tick", "ok"),
    Status.CLOSED: ("g-end", "none"),
}
HEADS = {
    Head.STRATEGY: _l("Strategy and mandate"),
    Head.COORDINATION: _l("Coordination"),
    Head.INFORMATION: _l("Information management"),
    Head.SERVICES: _l("Common logistics services"),
    Head.CLUSTER: _l("Global Logistics Cluster"),
    Head.OTHER: _l("Other"),
}
LEVELS = {
    Level.COUNTRY: _l("Country"),
    Level.GLOBAL: _l("Global"),
    Level.AGENCY: _l("Lead agency"),
}
RESPONDED = {"in time": _l("Published by its day"), "in all": _l("Published, or its day is over")}
YES_NO = {True: _l("Yes"), False: _l("No")}
ANSWERS = {
    Answer.PENDING: _l("No answer yet"),
    Answer.ACCEPTED: _l("Accepted"),
    Answer.PARTLY: _l("Partially accepted"),
    Answer.REJECTED: _l("Rejected"),
}
ANSWER_MARKS = {
    Answer.PENDING: ("ring", "none"),
    Answer.ACCEPTED: ("yes", "ok"),
    Answer.PARTLY: ("soon", "hold"),
    Answer.REJECTED: ("dash", "none"),
}
REASONS = {
    Reason.POLICY: _l("It contradicts a policy"),
    Reason.MEANS: _l("Money or people do not allow it"),
    Reason.TOO_FAR: _l("It goes too far"),
    Reason.IMPRACTICAL: _l("It is impractical"),
    Reason.OTHER: _l("Another reason"),
}
SIGHTS = {
    Sight.PUBLIC: _l("Everybody"),
    Sight.PARTNERS: _l("Confirmed people of partners and observers"),
    Sight.GROUP: _l("The group whose exercise it is, and the support team"),
}
NOT_HERE = _l("No names of people, nothing about beneficiaries.")
"""What every form says that many may read."""


def waiting(status: Status, *, unanswered: int | None = None, still: int | None = None) -> str:
    """Say what an exercise waits for where it is nobody's turn with the exercise itself; numbers where they are known."""
    if status == Status.DUE and unanswered is None:
        return _("Waiting for answers to its recommendations.")
    if status == Status.DUE and unanswered:
        return ngettext("Waiting for %(num)s answer; the table below says whose.",
                        "Waiting for %(num)s answers; the table below says whose.", unanswered)  # fmt: skip
    if status == Status.DUE:
        return _("Waiting for the answers to be complete; the table below shows what they lack.")
    if status == Status.ANSWERED and still is None:
        return _("Waiting for its action points.")
    if status == Status.ANSWERED and still:
        return ngettext("Waiting for %(num)s action point that has not ended.",
                        "Waiting for %(num)s action points that have not ended.", still)  # fmt: skip
    return _("Nobody’s: nothing is waiting here.")


def answer(value: str) -> str:
    """Name an answer in the reader's language."""
    return str(ANSWERS[Answer(value)])


def keeper(value: str) -> str:
    """Name who looks after something in the reader's language; nobody by name is the support team."""
    return value or _("the support team")


__all__ = [
    "ACTIONS", "ACTION_MARKS", "ANSWERS", "ANSWER_MARKS", "HEADS", "LEVELS", "MARKS", "PRIORITIES", "REASONS", "SIGHTS", "STATES",
    "TYPES", "answer", "keeper", "waiting",
]  # fmt: skip
