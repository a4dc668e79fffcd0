"""The shape of what is asked about questions, positions, objections and seats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import BooleanField, DateField, DateTimeLocalField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from wgtool.accounts.rules import zones
from wgtool.decisions import days
from wgtool.decisions.models import Answer, Procedure, Question, Quorum, Ruling, SeatRole
from wgtool.decisions.words import ANSWERS, CHOICES, PROCEDURES, QUORUMS, ROLES
from wgtool.kernel import countries
from wgtool.kernel.forms import LONG, Form, area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.weekends import weekend


def _number(label: Any, least: int, most: int, hint: Any = "") -> IntegerField:
    return IntegerField(label, [InputRequired(_l("Write a number.")), NumberRange(least, most)], description=hint)


def _sensible(form: Any, field: Any) -> None:
    """Refuse a year nobody means, which no calendar here can count from."""
    if field.data is not None and not 2000 <= field.data.year <= 2100:
        raise ValidationError(_("Choose a year between 2000 and 2100."))


def _closing(label: Any, *, required: bool, hint: Any = "") -> DateTimeLocalField:
    """Give a field for a day and an hour, on a clock in the zone of the body."""
    first = InputRequired(_l("Choose a day and an hour.")) if required else Optional()
    return DateTimeLocalField(label, [first, _sensible], description=hint)


def in_zone(local: datetime | None, zone: str) -> datetime | None:
    """Give the moment at which a clock in `zone` shows a time."""
    return days.at(local.date(), local.time(), zone) if local else None


def _countries(form: Any, field: Any) -> None:
    """Keep country codes in capitals, in order; refuse others, and a set of countries that never work on one day."""
    codes = sorted(set((field.data or "").upper().split()))
    if unknown := [code for code in codes if code not in countries.CODES]:
        raise ValidationError(_("There is no country %(code)s.", code=unknown[0]))
    if len(weekend(codes)) == 7:
        raise ValidationError(_("No working day is left."))
    field.data = " ".join(codes)


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


class AskForm(Form):
    """Put a question of the body's own to it."""

    title = line(_l("Question"), most=160)
    text = area(_l("Text to be decided on"), most=LONG, hint=_l("It is fixed once the question is asked."))
    procedure = _pick(_l("Procedure"), PROCEDURES.items(), Procedure)
    closes = _closing(_l("Closing time of a silence procedure"), required=False)


class ExtendForm(Purposed):
    """Give a silence more time, once."""

    purpose = "extend"
    closes = _closing(_l("New closing time"), required=True)
    why = area(_l("Why"), hint=_l("Kept in the history."))


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
    silence_days = _number(_l("Days of a silence procedure"), 1, 90)
    quorum_by = choose(_l("Quorum by"), QUORUMS.items(), coerce=Quorum)
    zone = choose(_l("Time zone"), lambda: [(zone, zone.replace("_", " ")) for zone in zones()])
    countries = line(_l("Countries whose weekend counts"), required=False, most=100, also=[_countries],
                     hint=_l("As two letters each, such as IQ CH. Empty: Saturday and Sunday."))  # fmt: skip


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
