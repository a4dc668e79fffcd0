"""Sittings: days and place, attendance, notes, questions."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import DateField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput

from wgtool.decisions.forms.fields import pairs, sensible
from wgtool.kernel.forms import Form, area, choose, line, web_address
from wgtool.kernel.i18n import _l


class SittingForm(Form):
    """Days and place of a sitting."""

    starts_on = DateField(_l("First day"), [InputRequired(_l("Choose a day.")), sensible])
    ends_on = DateField(_l("Last day"), [Optional(), sensible], description=_l("Empty: the same day."))
    place = line(_l("Place"), required=False)
    link = line(_l("Link to join"), required=False, most=400, also=[web_address], hint=_l("Seen by partners only."))


class AttendanceForm(Form):
    """Which organisations attend."""

    organisations = choose(_l("Organisations"), [], many=True, required=False, coerce=int,
                           option_widget=CheckboxInput())  # fmt: skip

    def offer(self, organisations: Iterable[tuple[int, str]]) -> AttendanceForm:
        """Fill in who may attend."""
        self.organisations.choices = pairs(organisations)
        return self


class NotesForm(Form):
    """Where the notes are, or what they say."""

    notes_url = line(_l("Address of the notes"), required=False, most=400, also=[web_address])
    notes = area(_l("Or their words"), required=False, hint=_l("Everybody reads them. No person’s details."))


class TakeForm(Form):
    """Which question a sitting takes."""

    question = choose(_l("Question"), [], coerce=int)

    def offer(self, questions: Iterable[tuple[int, str]]) -> TakeForm:
        """Fill in what may be taken."""
        self.question.choices = pairs(questions)
        return self
