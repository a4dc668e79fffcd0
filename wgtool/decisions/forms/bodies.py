"""Bodies, their numbers, seats and who sits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField
from wtforms.validators import Optional, ValidationError

from wgtool.accounts.rules import zones
from wgtool.decisions.forms.fields import number, pairs, sensible
from wgtool.decisions.models import Quorum, SeatRole
from wgtool.decisions.words import QUORUMS, ROLES
from wgtool.kernel import countries
from wgtool.kernel.forms import Form, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.weekends import weekend


def _countries(form: Any, field: Any) -> None:
    """Keep country codes in capitals, in order; refuse others, and a set of countries that never work on one day."""
    codes = sorted(set((field.data or "").upper().split()))
    if unknown := [code for code in codes if code not in countries.CODES]:
        raise ValidationError(_("There is no country %(code)s.", code=unknown[0]))
    if len(weekend(codes)) == 7:
        raise ValidationError(_("No working day is left."))
    field.data = " ".join(codes)


class NumbersForm(Form):
    """A body's arithmetic."""

    quorum_percent = number(_l("Quorum, more than this share in percent"), 0, 99, _l("50 means more than half."))
    notice_days = number(_l("Minimum notice in days"), 0, 60)
    open_days = number(_l("Open for days"), 1, 90)
    silence_days = number(_l("Days of a silence procedure"), 1, 90)
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
    since = DateField(_l("From"), [Optional(), sensible], description=_l("Empty means today."))
    until = DateField(_l("Until"), [Optional(), sensible], description=_l("Empty: the term has no end yet."))

    def offer(self, people: Iterable[tuple[int, str]]) -> FillForm:
        """Fill in the people to choose from."""
        self.person.choices = pairs(people)
        return self


class SecretaryForm(Form):
    """Who is secretariat."""

    person = choose(_l("Person"), [], coerce=int)

    def offer(self, people: Iterable[tuple[int, str]]) -> SecretaryForm:
        """Fill in the people to choose from."""
        self.person.choices = pairs(people)
        return self
