"""The shape of what is asked about items of the plan."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, DateField, HiddenField, ValidationError
from wtforms.validators import InputRequired, Optional

from wgtool.kernel import clock
from wgtool.kernel.forms import Form, area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.plan.models import Category, Status
from wgtool.plan.words import CATEGORIES, STATUSES

MEGABYTES = 5
BLANK = ("", _l("Not set"))


def _whole(value: Any) -> int:
    return int(value) if str(value).isdigit() else 0


class SeenForm(Form):
    """A form drawn from a version of its item."""

    seen = HiddenField(filters=[_whole])


class TitleForm(SeenForm):
    """Give the short title."""

    title = line(_l("Short title"), hint=_l("A few words for lists; the official wording stays as it is."))


class CategoryForm(SeenForm):
    """Say how much the activity matters."""

    category = choose(_l("Category"), [BLANK, *CATEGORIES.items()], required=False,
                      coerce=lambda v: Category(v) if v else None)  # fmt: skip


class TimeframeForm(SeenForm):
    """Say when the activity runs."""

    runs = choose(_l("Runs"), [BLANK, ("continuing", _l("Continuing")), ("dates", _l("From – to"))], required=False)
    starts_on = DateField(_l("From"), [Optional()])
    ends_on = DateField(_l("To"), [Optional()])

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse days in the wrong order, and "from - to" without any."""
        if self.runs.data == "dates" and not (self.starts_on.data or field.data):
            raise ValidationError(_("Give at least one of the two days."))
        if self.runs.data == "dates" and self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_("It can't end before it begins."))

    def facts(self) -> dict[str, Any]:
        """Give the days only where they are meant."""
        dated = self.runs.data == "dates"
        return {
            "continuing": {"continuing": True, "dates": False}.get(self.runs.data),
            "starts_on": self.starts_on.data if dated else None,
            "ends_on": self.ends_on.data if dated else None,
            "seen": self.seen.data,
        }


class StatusForm(Form):
    """Report how the activity stands."""

    status = choose(_l("Status"), [("", _l("Choose")), *STATUSES.items()], coerce=lambda v: Status(v) if v else None)
    on = DateField(_l("As of"), [InputRequired(_l("Give the day."))], default=clock.today)
    note = area(_l("What happened"), required=False, most=1_000,
                hint=_l("A sentence or two. It is public; nothing about beneficiaries or named people."))  # fmt: skip

    def validate_on(self, field: DateField) -> None:
        """Refuse a day that has not come yet."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("The day can't be in the future."))


class UploadForm(Form):
    """Choose a published plan."""

    file = FileField(
        _l("The plan as plain text"), [FileRequired(_l("Choose a file."))],
        description=_l("UTF-8, at most %(most)s MB. Nothing is changed before you have seen the differences.", most=MEGABYTES),
        render_kw={"accept": ".txt,.md,text/plain"},
    )  # fmt: skip

    def read(self) -> tuple[str, bytes]:
        """Give the file's name and bytes, up to what is too large."""
        sent: FileStorage = self.file.data
        with closing(sent):
            return sent.filename or _("the file"), sent.stream.read(MEGABYTES * 1024 * 1024 + 1)


class ApplyForm(Form):
    """Apply what was seen."""

    fingerprint = HiddenField()
    allow_removals = BooleanField(_l("Take these out of the plan although something hangs on them"))
