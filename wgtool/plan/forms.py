"""The shape of what is asked about items of the plan."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from wgtool.kernel import clock
from wgtool.kernel.forms import Form, area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.plan.crosswalk import Way
from wgtool.plan.models import Category, Fate, Status
from wgtool.plan.rules import no_fate
from wgtool.plan.tree import Entry
from wgtool.plan.words import CATEGORIES, FATES, STATUSES, title

MEGABYTES = 5
BLANK = ("", _l("Not set"))


def _whole(value: Any) -> int:
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 10 else 0


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

    def validate_runs(self, field: Any) -> None:
        """Refuse "from - to" without any day, which an empty day's own checks are not asked about."""
        if field.data == "dates" and not (self.starts_on.data or self.ends_on.data):
            raise ValidationError(_("Give at least one of the two days."))

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse days in the wrong order."""
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


class AcceptForm(Form):
    """Accept proposals, each a pair of an old and a new number."""

    pairs = SelectMultipleField(_l("Proposals"), [InputRequired(_l("Tick at least one."))], validate_choice=False)

    def read(self) -> list[tuple[str, str]]:
        """Give the pairs; what is none is left out."""
        halves = (pair.partition(">") for pair in self.pairs.data or [])
        return [(old, new) for old, between, new in halves if between]


class BeginForm(Form):
    """Begin the next edition."""

    title = line(_l("Title of the edition"))
    starts = IntegerField(_l("First year"), [InputRequired(_l("Write a number.")), NumberRange(2000, 2100)])
    ends = IntegerField(_l("Last year"), [Optional(), NumberRange(2000, 2100)])


class MapForm(SeenForm):
    """Say which number each item gets."""

    map = area(_l("Map of numbers"), required=False, most=40_000)


class PublishForm(SeenForm):
    """Publish what was seen."""


class DiscardForm(SeenForm):
    """Give up what was seen."""


class FateForm(SeenForm):
    """Say what became of an activity."""

    likest = choose(_l("It became"), (), many=True, required=False, option_widget=CheckboxInput())
    others = line(_l("Or others, by number"), required=False, hint=_l("Such as 4.4.2.3, 1.2.3.1."))
    fate = choose(_l("What happened"), FATES.items(), coerce=Fate)
    why = area(_l("Why"), required=False, most=1_000, hint=_l("Needed where it has no successor. It is public."))

    def about(self, way: Way, known: dict[int, Entry], seen: int) -> FateForm:
        """Offer what it became, or what is most like it, and fill in what is settled or proposed; give the form."""
        settled = [known[link.new_id] for link in way.links if link.new_id in known]
        numbers = {each.number: each for each in known.values()}
        likest = {like.number: like.percent for like in way.likest}
        shown = {item.number: item for item in settled} | {number: numbers[number] for number in likest}
        self.likest.choices = [(number, _label(item, likest.get(number))) for number, item in shown.items()]
        if not self.is_submitted():
            self.likest.data = [item.number for item in settled] or [x.number for x in (way.proposed,) if x]
            self.fate.data, self.why.data = way.fate, way.links[0].why if way.links else ""
            self.seen.data = seen
        return self

    def successors(self) -> list[str]:
        """Give the numbers chosen and written, each once."""
        written = [n.strip(".") for n in re.split(r"[\s,;]+", self.others.data or "") if n.strip(".")]
        return list(dict.fromkeys([*(self.likest.data or []), *written]))

    def validate_why(self, field: Any) -> None:
        """Refuse what does not go together."""
        if self.fate.data and (objection := no_fate(self.fate.data, len(self.successors()), field.data)):
            raise ValidationError(objection)

    def facts(self) -> dict[str, Any]:
        """Give what the operation takes."""
        return {"successors": self.successors(), "fate": self.fate.data, "why": self.why.data, "seen": self.seen.data}


def _label(item: Entry, percent: int | None) -> str:
    facts = {"number": item.number, "title": title(item)}
    if percent is None:
        return _("%(number)s %(title)s", **facts)
    return _("%(number)s %(title)s, %(percent)s %% alike", percent=percent, **facts)
