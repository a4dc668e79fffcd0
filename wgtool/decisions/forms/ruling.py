"""Concluding, ruling, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import DateField
from wtforms.validators import Optional

from wgtool.decisions.forms.fields import Purposed, identity, pairs, pick, sensible
from wgtool.decisions.lifecycle import CONDITIONS
from wgtool.decisions.models import Ruling
from wgtool.decisions.words import CHOICES
from wgtool.kernel.forms import Form, area, choose
from wgtool.kernel.i18n import _l


class ConcludeForm(Purposed):
    """Conclude what is carried."""

    purpose = "conclude"
    conditions = area(_l("Conditions"), required=False, hint=_l("If there are any. Everybody reads them."))
    review_on = DateField(_l("Review by"), [Optional(), sensible], description=_l("If it is to be looked at again."))


class ConditionForm(Purposed):
    """Give a ruling a condition."""

    purpose = "condition"
    text = area(_l("Condition"), most=600)
    owner = choose(_l("Who owes it"), [], hint=_l("The organisation, group or body answers for it."))
    person = choose(_l("Through"), [], coerce=identity, required=False, hint=_l("A person, if one is named."))
    due = DateField(_l("By"), [Optional(), sensible])

    def offer(self, owners: Iterable[tuple[str, Any]], people: Iterable[tuple[int, str]]) -> ConditionForm:
        """Fill in who may owe it."""
        self.owner.choices = pairs(owners)
        self.person.choices = pairs([("", _l("Nobody by name")), *people])
        return self


class ReviewForm(Purposed):
    """Say by when a ruling is reviewed."""

    purpose = "review"
    review_on = DateField(_l("Review by"), [Optional(), sensible], description=_l("Empty: no review, or it is done."))


@CONDITIONS.asks("meet")
class MeetForm(Form):
    """Say how a condition is met."""

    how = area(_l("How it is met"), hint=_l("Everybody reads it. A link to what shows it helps."))


@CONDITIONS.asks("drop")
@CONDITIONS.asks("reopen")
class DropForm(Form):
    """Say why a condition is dropped, or open again."""

    how = area(_l("Why"), hint=_l("Kept in the history."))


class RuleForm(Purposed):
    """Choose the ruling of what was not carried."""

    purpose = "rule"
    answer = pick(_l("Ruling"), [], Ruling)
    checklist = area(_l("Checklist"), required=False, hint=_l("For a return: what is to be mended, a line each."))
    reason = area(_l("Reason"), required=False, hint=_l("For a no: everybody reads it."))

    def offer(self, answers: Iterable[Ruling]) -> RuleForm:
        """Fill in the rulings to choose from; what none of them takes is not asked, so that nobody writes it in vain."""
        offered = list(answers)
        self.answer.choices = pairs((answer, CHOICES[answer]) for answer in offered)
        if Ruling.RETURN not in offered:
            del self.checklist
        elif len(offered) == 1:
            del self.reason
        return self

    def facts(self) -> dict[str, Any]:
        """Give the checklist as lines."""
        points = self.checklist.data if "checklist" in self else ""
        return {**super().facts(), "checklist": [p.strip() for p in (points or "").splitlines() if p.strip()]}
