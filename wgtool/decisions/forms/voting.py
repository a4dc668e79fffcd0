"""Asking a question and answering it."""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.decisions.forms.fields import Purposed, WhyForm, closing, pairs, pick
from wgtool.decisions.models import Answer, Procedure, Question
from wgtool.decisions.words import ANSWERS, PROCEDURES
from wgtool.kernel.forms import LONG, Form, area, choose, line
from wgtool.kernel.i18n import _l


class PositionForm(Purposed):
    """Take a position."""

    purpose = "position"
    answer = pick(_l("Your position"), ANSWERS.items(), Answer)
    reason = area(
        _l("Reason"), required=False, hint=_l("Needed for an objection. Seen by the body and the leads of the group.")
    )
    remedy = area(_l("What would resolve it"), required=False, hint=_l("Needed for an objection."))  # fmt: skip


class RecordForm(PositionForm):
    """Record what a seat said elsewhere."""

    purpose = "record"
    seat = choose(_l("For whom"), [], coerce=int)
    source = line(_l("How it was given"), required=False, hint=_l("Such as: by phone on Monday."))

    def offer(self, seats: Iterable[tuple[int, str]]) -> RecordForm:
        """Fill in the seats to choose from."""
        self.seat.choices = pairs(seats)
        return self


class CastForm(Purposed):
    """Break a tie."""

    purpose = "cast"
    answer = pick(_l("Your casting vote"), [(Answer.APPROVE, _l("For")), (Answer.OBJECTION, _l("Against"))], Answer)


class AskForm(Form):
    """Put a question of the body's own to it."""

    title = line(_l("Question"), most=160)
    text = area(_l("Text to be decided on"), most=LONG, hint=_l("It is fixed once the question is asked."))
    procedure = pick(_l("Procedure"), PROCEDURES.items(), Procedure)
    closes = closing(_l("Closing time of a silence procedure"), required=False)


class ExtendForm(Purposed):
    """Give a silence more time, once."""

    purpose = "extend"
    closes = closing(_l("New closing time"), required=True)
    why = area(_l("Why"), hint=_l("Kept in the history."))


class OverruleForm(WhyForm):
    """Say why an objection is overruled."""

    purpose = "overrule"


class WithdrawForm(WhyForm):
    """Say why a question is withdrawn."""

    purpose = "withdraw"


class ReplyForm(Purposed):
    """Add to a thread."""

    purpose = "reply"
    text = area(_l("Your words"))


def seats_of(question: Question) -> list[tuple[int, str]]:
    """Give the seats for which a position may be recorded."""
    return [(one.seat_id, one.seat.called) for one in question.electorate]
