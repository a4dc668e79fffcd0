"""The shape of what is asked of who proposes an amendment, kind by kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wtforms import DateField, HiddenField, ValidationError
from wtforms.validators import Optional

from wgtool.amendments.changes import Part
from wgtool.amendments.lifecycle import LIFE
from wgtool.amendments.models import Kind
from wgtool.kernel.forms import Form, area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.plan.models import Category, Item, Level
from wgtool.plan.tree import Tree
from wgtool.plan.words import CATEGORIES, title

SAG = ("sag", _l("The SAG"))
BLANK = ("", _l("Not set"))
WORDING = 8_000


def _whole(value: Any) -> int:
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 10 else 0


def _number(label: Any, *, required: bool, hint: Any = "") -> Any:
    return line(label, required=required, most=20, hint=hint)


class AmendForm(Form):
    """Base: in whose name, and why. `NAMES` are the fields that say what the plan would say."""

    seen = HiddenField(filters=[_whole])
    NAMES: tuple[str, ...] = ()

    def about(self, item: Item, tree: Tree, proposers: Sequence[tuple[str, Any]]) -> AmendForm:
        """Fill in what stands there and who may propose; give the form."""
        self.who.choices = list(proposers)
        if not self.is_submitted():
            self.seen.data = item.version
            self.begin(item, tree)
        return self

    def begin(self, item: Item, tree: Tree) -> None:
        """Fill in what the plan says now."""
        for name in self.NAMES:
            self[name].data = getattr(item, name, self[name].data)

    def asks(self) -> dict[str, Any]:
        """Give what the plan would say."""
        return {name: self[name].data for name in self.NAMES}

    def facts(self) -> dict[str, Any]:
        """Give what the operation takes."""
        kind, _colon, id = (self.who.data or "").partition(":")
        group = int(id) if kind == "group" else None
        return {"group": group, "reason": self.reason.data, "seen": self.seen.data, **self.asks()}


def _ends(form: type[AmendForm]) -> type[AmendForm]:
    """Put the fields all kinds have after those of one kind."""
    form.who = choose(_l("In the name of"), ())
    form.reason = area(_l("Why"), most=2_000, hint=_l("Everybody reads it once the SAG supports the amendment."))
    return form


def _text(required: bool = False) -> Any:
    return area(
        _l("Wording"),
        required=required,
        most=WORDING,
        hint=_l("The whole text as it would read, not only what changes."),
    )


def _title() -> Any:
    return line(_l("Short title"), hint=_l("A few words for lists."))


@_ends
class RewordForm(AmendForm):
    """Say it in other words."""

    NAMES = ("text", "title")
    text, title = _text(), _title()


def _categories() -> Any:
    return choose(
        _l("Category"), [BLANK, *CATEGORIES.items()], required=False, coerce=lambda v: Category(v) if v else None
    )


@_ends
class CategoryForm(AmendForm):
    """Say how much it matters."""

    NAMES = ("category",)
    category = _categories()


@_ends
class LeadForm(AmendForm):
    """Say who is printed as lead."""

    NAMES = ("printed_lead",)
    printed_lead = line(_l("Lead as printed"), required=False)


def _runs() -> Any:
    return choose(_l("Runs"), [BLANK, ("continuing", _l("Continuing")), ("dates", _l("From – to"))], required=False)


def _day(label: Any) -> DateField:
    return DateField(label, [Optional()])


class Runs:
    """What the forms that say when something runs have in common."""

    runs: Any
    starts_on: Any
    ends_on: Any

    def validate_runs(self, field: Any) -> None:
        """Refuse days in the wrong order, and "from - to" without any."""
        first, last = self.starts_on.data, self.ends_on.data
        if field.data == "dates" and not (first or last):
            raise ValidationError(_("Give at least one of the two days."))
        if field.data == "dates" and first and last and last < first:
            raise ValidationError(_("It can't end before it begins."))

    def times(self) -> dict[str, Any]:
        """Give the days only where they are meant."""
        dated = self.runs.data == "dates"
        return {
            "continuing": {"continuing": True, "dates": False}.get(self.runs.data),
            "starts_on": self.starts_on.data if dated else None,
            "ends_on": self.ends_on.data if dated else None,
        }


@_ends
class TimeframeForm(Runs, AmendForm):
    """Say when it runs."""

    runs, starts_on, ends_on = _runs(), _day(_l("From")), _day(_l("To"))

    def begin(self, item: Item, tree: Tree) -> None:
        """Fill in when it runs now."""
        self.runs.data = {True: "continuing", False: "dates", None: ""}[item.continuing]
        self.starts_on.data, self.ends_on.data = item.starts_on, item.ends_on

    def asks(self) -> dict[str, Any]:
        """Give when it would run."""
        return self.times()


@_ends
class AddForm(Runs, AmendForm):
    """Add something under it; what an activity has besides is asked for activities."""

    number = _number(_l("Number"), required=False, hint=_l("Empty: the next one that was never used there."))
    title, text = _title(), _text()
    category = _categories()
    printed_lead = line(_l("Lead as printed"), required=False)
    runs, starts_on, ends_on = _runs(), _day(_l("From")), _day(_l("To"))

    def about(self, item: Item, tree: Tree, proposers: Sequence[tuple[str, Any]]) -> AmendForm:
        """Take away what only activities have."""
        if item.level != Level.OUTPUT:
            for name in ("category", "printed_lead", "runs", "starts_on", "ends_on"):
                del self[name]
        return super().about(item, tree, proposers)

    def begin(self, item: Item, tree: Tree) -> None:
        """Nothing is to be filled in."""

    def asks(self) -> dict[str, Any]:
        """Give the new item."""
        said = {"number": self.number.data, "title": self.title.data, "text": self.text.data}
        if "category" not in self:
            return said
        return {**said, "category": self.category.data, "printed_lead": self.printed_lead.data, **self.times()}


@_ends
class DropForm(AmendForm):
    """Take it out of the plan."""


@_ends
class MoveForm(AmendForm):
    """Put it under another output."""

    to = choose(_l("Output"), ())
    number = _number(_l("Number there"), required=False, hint=_l("Empty: the next one that was never used there."))

    def begin(self, item: Item, tree: Tree) -> None:
        """Nothing is to be filled in."""

    def about(self, item: Item, tree: Tree, proposers: Sequence[tuple[str, Any]]) -> AmendForm:
        """Offer the other outputs."""
        others = [x for x in tree.level(Level.OUTPUT) if not x.dropped_at and x.id != item.parent_id]
        self.to.choices = [(x.number, f"{x.number} {title(x)}") for x in others]
        return super().about(item, tree, proposers)

    def asks(self) -> dict[str, Any]:
        """Give where it would stand."""
        return {"to": self.to.data, "number": self.number.data}


@_ends
class RenumberForm(AmendForm):
    """Give it another number in its output."""

    NAMES = ("number",)
    number = _number(_l("Number"), required=True, hint=_l("One that nobody ever had. The old one leads to it."))


@_ends
class SplitForm(AmendForm):
    """Say what stays, and what becomes an activity of its own."""

    NAMES = ("text", "title")
    text, title = _text(), _title()
    part_title = line(_l("Second activity: short title"))
    part_text = area(_l("Second activity: wording"), required=False, most=WORDING)
    other_title = line(_l("Third activity: short title"), required=False)
    other_text = area(_l("Third activity: wording"), required=False, most=WORDING)

    def asks(self) -> dict[str, Any]:
        """Give what stays and the parts."""
        written = [Part(self.part_text.data, self.part_title.data), Part(self.other_text.data, self.other_title.data)]
        parts = [part for part in written if part.title or part.text]
        return {**super().asks(), "parts": parts}

    def validate_other_title(self, field: Any) -> None:
        """Refuse a wording without a title."""
        if self.other_text.data and not field.data:
            raise ValidationError(_("Give it a short title."))


@_ends
class MergeForm(AmendForm):
    """Say which others it takes in, and how it reads then."""

    NAMES = ("text", "title")
    others = _number(
        _l("The others, by number"), required=True, hint=_l("Such as 4.4.2.3, 1.2.3.1. They leave the plan.")
    )
    text, title = _text(), _title()

    def asks(self) -> dict[str, Any]:
        """Give the numbers, each once."""
        written = [n.strip(".") for n in re.split(r"[\s,;]+", self.others.data or "") if n.strip(".")]
        return {**super().asks(), "others": list(dict.fromkeys(written))}


FORMS: dict[Kind, type[AmendForm]] = {
    Kind.REWORD: RewordForm,
    Kind.CATEGORY: CategoryForm,
    Kind.LEAD: LeadForm,
    Kind.TIMEFRAME: TimeframeForm,
    Kind.ADD: AddForm,
    Kind.DROP: DropForm,
    Kind.MOVE: MoveForm,
    Kind.RENUMBER: RenumberForm,
    Kind.SPLIT: SplitForm,
    Kind.MERGE: MergeForm,
}


@LIFE.asks("withdraw")
class WhyForm(Form):
    """Say why."""

    why = area(_l("Why"), most=1_000, hint=_l("Kept in the history."))
