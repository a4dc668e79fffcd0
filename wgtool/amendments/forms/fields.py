"""What the forms of amendments have in common: in whose name, why, and the fields that several ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, HiddenField, ValidationError
from wtforms.validators import Optional

from wgtool.kernel.forms import Form, area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.plan.models import Category, Item
from wgtool.plan.tree import Tree
from wgtool.plan.words import CATEGORIES

SAG = ("sag", _l("The SAG"))
BLANK = ("", _l("Not set"))
WORDING = 8_000


def _whole(value: Any) -> int:
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 10 else 0


def number_line(label: Any, *, required: bool, hint: Any = "") -> Any:
    """Give a field for a number of the plan."""
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


def finished(form: type[AmendForm]) -> type[AmendForm]:
    """Put the fields all kinds have after those of one kind."""
    form.who = choose(_l("In the name of"), ())
    form.reason = area(_l("Why"), most=2_000, hint=_l("Everybody reads it once the SAG supports the amendment."))
    return form


def wording(required: bool = False) -> Any:
    """Give a field for the whole wording."""
    return area(
        _l("Wording"),
        required=required,
        most=WORDING,
        hint=_l("The whole text as it would read, not only what changes."),
    )


def short_title() -> Any:
    """Give a field for the short title."""
    return line(_l("Short title"), hint=_l("A few words for lists."))


def categories() -> Any:
    """Give a field for the category."""
    return choose(
        _l("Category"), [BLANK, *CATEGORIES.items()], required=False, coerce=lambda v: Category(v) if v else None
    )


def runs_choice() -> Any:
    """Give a field that says whether it is continuing or has days."""
    return choose(_l("Runs"), [BLANK, ("continuing", _l("Continuing")), ("dates", _l("From – to"))], required=False)


def day_of(label: Any) -> DateField:
    """Give a field for one of its days."""
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
