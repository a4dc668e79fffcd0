"""Planning and describing an exercise, and its steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import DateField, HiddenField, ValidationError
from wtforms.validators import InputRequired, Optional

from wgtool.files.fields import WithFile
from wgtool.kernel import clock, countries
from wgtool.kernel.forms import Form, area, choose, line, web_address
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.sight import Sight
from wgtool.learning import rules
from wgtool.learning.lifecycle import EXERCISES
from wgtool.learning.models import Exercise, Type
from wgtool.learning.words import SIGHTS, TYPES

YEARS = (1990, 2100)


def whole(value: Any) -> int | None:
    """Read an id; None for anything else."""
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 10 else None


def sensible(form: Any, field: DateField) -> None:
    """Refuse a year nobody means."""
    if field.data is not None and not YEARS[0] <= field.data.year <= YEARS[1]:
        raise ValidationError(_("Choose a year between %(first)s and %(last)s.", first=YEARS[0], last=YEARS[1]))


def needed_day(label: Any, **kwargs: Any) -> DateField:
    """Give a field for a day there must be."""
    return DateField(label, [InputRequired(_l("Give the day.")), sensible], **kwargs)


class ExerciseForm(Form):
    """Plan or describe an exercise."""

    title = line(_l("Title"))
    type = choose(_l("Kind"), TYPES.items(), coerce=Type)
    operation = line(
        _l("Operation"),
        required=False,
        hint=_l("The response or preparedness work it looks at, such as Iraq preparedness."),
    )
    countries = choose(_l("Countries"), countries.choices, many=True, required=False,
                       hint=_l("Hold Ctrl or Cmd to choose several. None: it is global."))  # fmt: skip
    starts_on = DateField(_l("From"), [Optional(), sensible])
    ends_on = DateField(_l("To"), [Optional(), sensible])
    method = area(_l("Method"), required=False, hint=_l("Survey, mission, interviews, workshop: how it is done."))
    team = area(_l("Team"), required=False, most=1_000,
                hint=_l("Organisations and functions. No names of people who were consulted."))  # fmt: skip
    group = choose(_l("Exercise of the group"), (), coerce=whole, required=False)
    sight = choose(_l("Who sees it"), SIGHTS.items(), coerce=Sight,
                   hint=_l("Its documents too. Leave out what only a few named people may read; the report can say whom to ask."))  # fmt: skip
    seen = HiddenField(filters=[whole])

    def offer(self, groups: Iterable[tuple[int, str]], own: Exercise | None = None) -> ExerciseForm:
        """Fill in the groups whose exercise it can be; give the form."""
        known = dict(groups)
        if own is not None and own.group is not None:
            known.setdefault(own.group.id, f"{own.group.code} {own.group.name}")
        self.group.choices = [("", _("No group")), *known.items()]
        return self

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse days in the wrong order."""
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_("It can't end before it begins."))

    def facts(self) -> dict[str, Any]:
        """Give what operations take; the version it was drawn from apart."""
        return {name: value for name, value in super().facts().items() if name != "seen"}


@EXERCISES.asks("hold")
class HoldForm(Form):
    """Say when it was held."""

    starts_on = needed_day(_l("From"))
    ends_on = DateField(_l("To"), [Optional(), sensible], description=_l("Empty: one day."))

    def about(self, exercise: Exercise) -> None:
        """Begin with the days it was planned for."""
        if not self.is_submitted():
            self.starts_on.data, self.ends_on.data = exercise.starts_on, exercise.ends_on


@EXERCISES.asks("call off")
class CallOffForm(Form):
    """Say why it is not held."""

    why = area(_l("Why"), most=1_000, hint=_l("Everybody who sees the exercise reads it."))


@EXERCISES.asks("publish the report")
class ReportForm(WithFile):
    """Say when and where the report was published, and attach it."""

    on = needed_day(_l("Published on"), default=clock.today)
    report_url = line(_l("Address of the report"), required=False, most=400, also=[web_address],
                      hint=_l("Where it can be read. It must not name people who were consulted."))  # fmt: skip


@EXERCISES.asks("ask for the response")
class AskForm(Form):
    """Say by when the response is due."""

    due = needed_day(
        _l("Response due on"), description=_l("Four weeks after the report, unless you choose another day.")
    )

    def about(self, exercise: Exercise) -> None:
        """Begin with four weeks after the report, or from today if they are over."""
        if not self.is_submitted() and exercise.reported_on:
            self.due.data = max(rules.default_due(exercise.reported_on), clock.today())


@EXERCISES.asks("move the due day")
class MoveForm(Form):
    """Say why the response is due on another day."""

    due = needed_day(_l("Response due on"))
    why = area(_l("Why"), most=1_000, hint=_l("Everybody who sees the exercise reads it."))


@EXERCISES.asks("publish the response")
class PublishForm(Form):
    """Say what the response says as a whole."""

    overall = area(
        _l("The response as a whole"),
        hint=_l(
            "A paragraph that stands above the answers to each recommendation. No names of people, nothing about beneficiaries."
        ),
    )


class FileForm(WithFile):
    """Attach a document."""

    def validate_file(self, field: Any) -> None:
        """Ask for one, and take it in."""
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose a file."))
        super().validate_file(field)
