"""The shape of what is asked in a group's life: pauses, its last day, closing, merging, what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import request
from wtforms import DateField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional

from wgtool.groups import queries, rules
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Closing, Group, PauseCode
from wgtool.groups.words import CLOSINGS, PAUSES
from wgtool.kernel import holdings
from wgtool.kernel.db import Ref
from wgtool.kernel.forms import Form, area, choose
from wgtool.kernel.holdings import Held
from wgtool.kernel.i18n import _, _l, day

PUBLIC, INNER = _l("Everybody can read this."), _l("Only the group reads this. No names, no details of security.")
BODIES = (("SAG", _l("The SAG")), ("GLM", _l("The GLM")))


def when(label: Any, hint: Any = "") -> DateField:
    """Give a field for a day that must be filled in."""
    return DateField(label, [InputRequired(_l("Choose a day."))], description=hint)


@LIFE.asks("ask to pause")
class AskPauseForm(Form):
    """Say why a group should pause, in one word, and until when somebody looks at it again."""

    code = choose(_l("Why"), [("", _l("Choose")), *PAUSES.items()], coerce=lambda v: PauseCode(v) if v else None,
                  hint=_l("Everybody reads this word, and no more."))  # fmt: skip
    review_by = when(_l("Look at it again by"))
    note = area(_l("More about it"), required=False, most=1000, hint=INNER)


@LIFE.asks("pause")
class PauseForm(AskPauseForm):
    """Pause a group; what its leads asked for stands in it."""

    def about(self, group: Group) -> None:
        """Fill in what was asked."""
        asked = group.pause
        if asked is not None and not self.is_submitted():
            self.code.data, self.review_by.data, self.note.data = asked.code, asked.review_by, asked.note


@LIFE.asks("pause for security")
class SecurityForm(Form):
    """Pause a group at once."""

    review_by = when(_l("Look at it again by"))
    note = area(_l("More about it"), required=False, most=1000, hint=INNER)


@LIFE.asks("keep active")
class KeepActiveForm(Form):
    """Say why a group is not paused."""

    why = area(_l("Why"), most=1000, hint=_l("Only the group reads this."))


@LIFE.asks("set another review")
class ReviewForm(Form):
    """Go on pausing until another day."""

    review_by = when(_l("Look at it again by"))


@LIFE.asks("set the last day")
class LastDayForm(Form):
    """Say until when a group works."""

    ends_on = when(_l("Last day"))

    def about(self, group: Group) -> None:
        """Fill in the day that stands."""
        if not self.is_submitted():
            self.ends_on.data = group.ends_on


@LIFE.asks("resume")
class ResumeForm(Form):
    """The checklist of dates: whatever lacks one or whose day is over, then what is still to come."""

    def about(self, group: Group) -> None:
        """Add a field for each date that hangs on the group."""
        self._rows: dict[str, Ref] = {}
        undated, dated = holdings.by_date(group.ref)
        for held in undated:
            was = _("It was %(day)s.", day=day(held.due)) if held.due else _("It has no date.")
            self._add(held, _("Its new date. %(was)s Empty: it stays so.", was=was), None)
        for held in dated:
            self._add(held, "", held.due)

    def _add(self, held: Held, hint: str, due: date | None) -> None:
        name = f"date-{held.ref.kind}-{held.ref.id}"
        unbound = DateField(held.says, [Optional()], description=hint)
        field = unbound.bind(form=self, name=name, prefix="", _meta=self.meta)
        field.process(request.form if self.is_submitted() else None, due)
        self._fields[name], self._rows[name] = field, held.ref

    def facts(self) -> dict[str, Any]:
        """Give the rows that got another date."""
        return {"dates": list(self._changed())}

    def _changed(self) -> Iterable[tuple[Ref, date]]:
        for name, ref in self._rows.items():
            field = self._fields[name]
            if field.data is not None and field.data != field.object_data:
                yield ref, field.data


class DecidedForm(Form):
    """Who decided, and why."""

    by = choose(_l("Decided by"), BODIES)
    why = area(_l("Why"), most=1000, hint=PUBLIC)


@LIFE.asks("start closing")
class ClosingForm(DecidedForm):
    """Say why a group closes, and who decided it."""

    code = choose(_l("It closes because"), CLOSINGS.items(), coerce=Closing)
    by = choose(_l("Decided by"), (*BODIES, ("date", _l("Its last day has come"))))
    why = area(_l("More about it"), most=1000, hint=PUBLIC)


@LIFE.asks("reopen")
class ReopenForm(DecidedForm):
    """Say why a group does not close."""


@LIFE.asks("ask to merge")
class AskMergeForm(Form):
    """Choose the group that should take this one in."""

    into = SelectField(_l("Into which group"), [InputRequired(_l("Choose one."))], coerce=int)
    note = area(_l("A word to its leads"), required=False, most=1000)

    def about(self, group: Group) -> None:
        """Offer the groups at work."""
        self.into.choices = list(queries.could_take_in(group))
        if not self.into.choices:
            self.into.description = _(
                "No other group can take it in now: it has to be at work and have terms of its own."
            )


@LIFE.asks("take the merger back")
class MergeBackForm(Form):
    """Say why a group does not merge after all."""

    why = area(_l("Why"), most=1000, hint=_l("Both groups read this."))


@LIFE.asks("decline the merger")
class DeclineMergerForm(Form):
    """Say no to a group."""

    merger = SelectField(_l("Which group"), [InputRequired(_l("Choose one."))], coerce=int)
    why = area(_l("Why"), most=1000, hint=_l("Both groups read this."))

    def about(self, group: Group) -> None:
        """Offer the groups that ask."""
        asked = rules.asking(group)
        self.merger.choices = [(row.id, f"{row.group.code} {row.group.name}") for row in asked]


class OpenForm(Form):
    """What becomes of one thing that is open: another group takes it over, or it is dropped with a reason."""

    row = HiddenField()
    to = SelectField(_l("Hand it over to"), [Optional()], coerce=lambda v: int(v) if str(v).isdigit() else None)
    why = area(_l("Or drop it, because"), required=False, most=1000, hint=_l("Who waits for it reads this."))

    def fit(self, held: Held, heirs: list[tuple[int, str]]) -> OpenForm:
        """Ask about one row; only what can go to another group has the choice of one."""
        self.row.data = str(held.ref)
        if held.movable and heirs:
            self.to.choices = [("", _("Nobody: drop it")), *heirs]
        else:
            del self.to
        return self
