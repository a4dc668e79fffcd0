"""Recommendations: written one by one or as a table, and the answers to them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import DateField, HiddenField, IntegerField, TextAreaField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from wgtool.actions.models import Priority
from wgtool.kernel.db import Ref
from wgtool.kernel.forms import Form, area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.learning import queries
from wgtool.learning.forms.exercises import sensible, whole
from wgtool.learning.lifecycle import RECOMMENDATIONS
from wgtool.learning.models import Head, Level, Reason, Recommendation
from wgtool.learning.operations.writing import Row
from wgtool.learning.words import HEADS, LEVELS, NOT_HERE, PRIORITIES, REASONS

MEGABYTES = 5
MOST_BYTES = MEGABYTES * 1024 * 1024
BLANK = ("", _l("Not set"))
FUNDING = {"": _l("Not said"), "yes": _l("Yes, it depends on further funding"), "no": _l("No")}


class OneForm(Form):
    """Write a recommendation down, or anew."""

    text = area(_l("Recommendation"), hint=NOT_HERE)
    head = choose(_l("Head"), [BLANK, *HEADS.items()], required=False, coerce=lambda v: Head(v) if v else None,
                  hint=_l("Under which the report sorts it."))  # fmt: skip
    level = choose(_l("Addressed to"), [BLANK, *LEVELS.items()], required=False,
                   coerce=lambda v: Level(v) if v else None)  # fmt: skip
    item = line(_l("Number in the plan"), required=False, most=20,
                hint=_l("Of the outcome, output or activity it is about, such as 4.4.2.3."))  # fmt: skip
    seen = HiddenField(filters=[whole])

    def about(self, one: Recommendation) -> OneForm:
        """Begin with what stands, unless something was sent; give the form."""
        if self.text.raw_data is None:
            self.text.data, self.head.data, self.level.data = one.text, one.head, one.level
            self.item.data, self.seen.data = one.item.number if one.item else "", one.version
        return self

    def validate_item(self, field: Any) -> None:
        """Refuse a number the plan does not have."""
        number = (field.data or "").strip(". ")
        self.found = queries.items_numbered([number]).get(number) if number else None
        if number and self.found is None:
            raise ValidationError(_("The plan in force has no outcome, output or activity %(number)s.", number=number))

    def row(self) -> Row:
        """Give what is written down."""
        return Row(self.text.data or "", self.head.data, self.level.data, getattr(self, "found", None))


class TableForm(Form):
    """Paste a table, or read it from a file."""

    table = TextAreaField(_l("Table"), [Length(max=1_000_000)], render_kw={"rows": 12}, description=_l(
        "A row each: the recommendation, its head, to whom it is addressed, its number in the plan, who answers. Only the first is needed. "
        "Copy it from a document or a spreadsheet, or write semicolons between."))  # fmt: skip
    file = FileField(_l("Or a file"), [Optional()], render_kw={"accept": ".docx,.xlsx,.csv,.tsv,.txt"}, description=_l(
        "DOCX, XLSX or CSV, at most %(most)s MB. Its table is put into the field above for you to look at.", most=MEGABYTES))  # fmt: skip

    @property
    def sends_file(self) -> bool:
        """Say whether a file was chosen."""
        return isinstance(self.file.data, FileStorage) and bool(self.file.data.filename)

    def too_large(self, data: bytes) -> str | None:
        """Say why so many bytes are not read."""
        return (
            _("This is larger than %(most)s MB. Send the table alone.", most=MEGABYTES)
            if len(data) > MOST_BYTES
            else None
        )

    def sent(self) -> bytes | None:
        """Give the bytes of the file, one more than it may have if there are more; None if none was chosen."""
        sent = self.file.data
        if not self.sends_file:
            return None
        with closing(sent):
            data: bytes = sent.stream.read(MOST_BYTES + 1)
            return data


class OutForm(Form):
    """Take a recommendation out."""


class LessonForm(Form):
    """Say that two recommendations say the same lesson; without `other`, that one is a lesson of its own."""

    other = HiddenField(filters=[whole])


class Answering(Form):
    """What every answer may say."""

    response = area(_l("What will be done"), required=False, most=2_000, hint=NOT_HERE)
    funding = choose(_l("Dependent on further funding"), FUNDING.items(), required=False)
    idle = area(_l("If it needs no action point: why"), required=False, most=1_000,
                hint=_l("Otherwise add at least one action point afterwards."))  # fmt: skip

    def about(self, one: Recommendation) -> None:
        """Begin with what was answered before."""
        if not self.is_submitted():
            for name in ("response", "idle", "why", "reason"):
                if name in self:
                    self[name].data = getattr(one, name)
            if "funding" in self:
                self.funding.data = {True: "yes", False: "no", None: ""}[one.funding]

    def facts(self) -> dict[str, Any]:
        """Give whether it depends on funding as yes, no or not said."""
        told = super().facts()
        return told | ({"funding": {"yes": True, "no": False}.get(told["funding"])} if "funding" in told else {})


@RECOMMENDATIONS.asks("accept")
class AcceptForm(Answering):
    """Accept a recommendation."""


def _why() -> Any:
    return area(_l("Why"), most=1_000, hint=_l("Everybody reads it once the response is published."))


def _reason() -> Any:
    return choose(_l("Reason"), [("", _l("Choose")), *REASONS.items()], coerce=lambda v: Reason(v) if v else None)


@RECOMMENDATIONS.asks("accept in part")
class PartForm(Answering):
    """Accept a part of a recommendation."""

    reason = _reason()
    why = _why()


@RECOMMENDATIONS.asks("reject")
class RejectForm(Answering):
    """Reject a recommendation."""

    response = funding = idle = None
    reason = _reason()
    why = _why()


@RECOMMENDATIONS.asks("pass back")
class PassForm(Form):
    """Say why it is not yours to answer."""

    why = area(_l("Why"), most=1_000, hint=_l("The support team reads it, and names another."))


def ref(value: str) -> Ref | None:
    """Read `kind:id`."""
    kind, between, id = value.partition(":")
    return Ref(kind, int(id)) if between and id.isascii() and id.isdigit() and len(id) < 10 else None


@RECOMMENDATIONS.asks("name who answers")
class NameForm(Form):
    """Name who answers."""

    party = choose(_l("Who answers"), lambda: [("", _("The support team")), *queries.parties()], required=False)

    def about(self, one: Recommendation) -> None:
        """Begin with who is named."""
        if not self.is_submitted():
            self.party.data = str(one.party or "")

    def facts(self) -> dict[str, Any]:
        """Give who is named."""
        return {"party": ref(self.party.data or "")}


class PartiesForm(Form):
    """Name who answers several recommendations at once."""

    ones = choose(_l("Recommendations"), [], many=True, coerce=int)
    party = choose(_l("Who answers"), lambda: [("", _("The support team")), *queries.parties()], required=False)

    def offer(self, ones: Sequence[Recommendation]) -> PartiesForm:
        """Offer the recommendations for which somebody can be named; those nobody was named for are ticked."""
        self.ones.choices = [(one.number, one.text) for one in ones]
        if not self.is_submitted():
            self.ones.data = [one.number for one in ones if one.party is None]
        return self

    def facts(self) -> dict[str, Any]:
        """Give which, and who is named."""
        return {"numbers": self.ones.data or [], "party": ref(self.party.data or "")}


class ActionForm(Form):
    """Add an action point to an answer."""

    deliverable = area(
        _l("What is to be done"),
        most=1_000,
        hint=_l("So that one can see when it is done. No names of people, nothing about beneficiaries."),
    )
    owner = choose(_l("Who answers for it"), lambda: [("", _("Choose one.")), *queries.parties()])
    due = DateField(_l("Due on"), [Optional(), sensible])
    priority = choose(_l("Priority"), PRIORITIES.items(), coerce=Priority, default=Priority.MEDIUM)
    interval_days = IntegerField(_l("Reports every so many days"), [Optional(), NumberRange(7, 366)], default=90)

    def facts(self) -> dict[str, Any]:
        """Give the owner as a thing."""
        return super().facts() | {"owner": ref(self.owner.data or "")}
