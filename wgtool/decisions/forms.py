"""The shape of what is asked about questions, positions, objections and seats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from wgtool.decisions.models import Answer, Question, Ruling, SeatRole
from wgtool.decisions.words import ANSWERS, CHOICES, ROLES
from wgtool.kernel.forms import Form, area, choose, line
from wgtool.kernel.i18n import _l


def _number(label: Any, least: int, most: int, hint: Any = "") -> IntegerField:
    return IntegerField(label, [InputRequired(_l("Write a number.")), NumberRange(least, most)], description=hint)


class Purposed(Form):
    """One of several forms on a page: its fields' ids begin with what it is for, and with the thing, if there are many."""

    purpose = ""

    def __init__(self, *args: Any, thing: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        start = self.purpose if thing is None else f"{self.purpose}-{thing}"
        for field in self:
            field.id = f"{start}-{field.id}"


def _pairs(options: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in options]


def _pick(label: Any, options: Iterable[tuple[Any, Any]], coerce: Any) -> RadioField:
    """Give a field to pick one by radio buttons."""
    return RadioField(label, [InputRequired(_l("Choose one."))], choices=_pairs(options), coerce=coerce)


class PositionForm(Purposed):
    """Take a position."""

    purpose = "position"
    answer = _pick(_l("Your position"), ANSWERS.items(), Answer)
    reason = area(
        _l("Reason"), required=False, hint=_l("Needed for an objection. Seen by the body and the leads of the group.")
    )
    remedy = area(_l("What would resolve it"), required=False, hint=_l("Needed for an objection."))  # fmt: skip


class RecordForm(PositionForm):
    """Record what a seat said elsewhere."""

    purpose = "record"
    seat = choose(_l("For seat"), [], coerce=int)

    def offer(self, seats: Iterable[tuple[int, str]]) -> RecordForm:
        """Fill in the seats to choose from."""
        self.seat.choices = _pairs(seats)
        return self


class CastForm(Purposed):
    """Break a tie."""

    purpose = "cast"
    answer = _pick(_l("Your casting vote"), [(Answer.APPROVE, _l("For")), (Answer.OBJECTION, _l("Against"))], Answer)


class ConcludeForm(Purposed):
    """Conclude what is carried."""

    purpose = "conclude"
    conditions = area(_l("Conditions"), required=False, hint=_l("If there are any. Everybody reads them."))


class RuleForm(Purposed):
    """Choose the ruling of what was not carried."""

    purpose = "rule"
    answer = _pick(_l("Ruling"), [], Ruling)
    checklist = area(_l("Checklist"), required=False, hint=_l("For a return: what is to be mended, a line each."))
    reason = area(_l("Reason"), required=False, hint=_l("For a no: everybody reads it."))

    def offer(self, answers: Iterable[Ruling]) -> RuleForm:
        """Fill in the rulings to choose from."""
        self.answer.choices = _pairs((answer, CHOICES[answer]) for answer in answers)
        return self

    def facts(self) -> dict[str, Any]:
        """Give the checklist as lines."""
        return {
            **super().facts(),
            "checklist": [p.strip() for p in (self.checklist.data or "").splitlines() if p.strip()],
        }


class WhyForm(Purposed):
    """Say why."""

    why = area(_l("Why"), hint=_l("Kept in the history."))


class OverruleForm(WhyForm):
    """Say why an objection is overruled."""

    purpose = "overrule"


class WithdrawForm(WhyForm):
    """Say why a question is withdrawn."""

    purpose = "withdraw"


class PlainForm(Purposed):
    """A button alone."""

    purpose = "plain"


class ReplyForm(Purposed):
    """Add to a thread."""

    purpose = "reply"
    text = area(_l("Your words"))


class NumbersForm(Form):
    """A body's arithmetic."""

    quorum_percent = _number(_l("Quorum, more than this share in percent"), 0, 99, _l("50 means more than half."))
    notice_days = _number(_l("Minimum notice in days"), 0, 60)
    open_days = _number(_l("Open for days"), 1, 90)


class SeatForm(Form):
    """A new seat."""

    name = line(_l("Name of the seat"), most=80, hint=_l("Such as INGO 2"))
    constituency = line(_l("Constituency"), required=False, most=80)
    voting = BooleanField(_l("Votes; an observer’s seat does not"), default=True)


class FillForm(Form):
    """Who sits."""

    person = choose(_l("Person"), [], coerce=int)
    role = choose(_l("As"), ROLES.items(), coerce=SeatRole)
    since = DateField(_l("From"), [Optional()], description=_l("Empty means today."))

    def offer(self, people: Iterable[tuple[int, str]]) -> FillForm:
        """Fill in the people to choose from."""
        self.person.choices = _pairs(people)
        return self


class SecretaryForm(Form):
    """Who is secretariat."""

    person = choose(_l("Person"), [], coerce=int)

    def offer(self, people: Iterable[tuple[int, str]]) -> SecretaryForm:
        """Fill in the people to choose from."""
        self.person.choices = _pairs(people)
        return self


def seats_of(question: Question) -> list[tuple[int, str]]:
    """Give the seats for which a position may be recorded."""
    return [(one.seat_id, one.seat.name) for one in question.electorate]
