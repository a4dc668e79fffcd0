"""Amendments of what stands where: added, dropped, moved, renumbered, split, merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wtforms import ValidationError

from wgtool.amendments.changes import Part
from wgtool.amendments.forms.fields import (
    WORDING,
    AmendForm,
    Runs,
    categories,
    day_of,
    finished,
    number_line,
    runs_choice,
    short_title,
    wording,
)
from wgtool.kernel.forms import area, choose, line
from wgtool.kernel.i18n import _, _l
from wgtool.plan.models import Item, Level
from wgtool.plan.tree import Tree
from wgtool.plan.words import title as title_of

LEVELS = tuple(Level)
TAKES = _l("Such as 1.2.1.3, 1.2.1.4. What no part takes stays.")


@finished
class AddForm(Runs, AmendForm):
    """Add something under it; what an activity has besides is asked for activities."""

    number = number_line(_l("Number"), required=False, hint=_l("Empty: the next one that was never used there."))
    title, text = short_title(), wording()
    category = categories()
    printed_lead = line(_l("Lead as printed"), required=False)
    runs, starts_on, ends_on = runs_choice(), day_of(_l("From")), day_of(_l("To"))

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


@finished
class DropForm(AmendForm):
    """Take it out of the plan."""


@finished
class MoveForm(AmendForm):
    """Put it somewhere else."""

    to = choose(_l("Under"), ())
    number = number_line(_l("Number there"), required=False, hint=_l("Empty: the next one that was never used there."))

    def begin(self, item: Item, tree: Tree) -> None:
        """Nothing is to be filled in."""

    def about(self, item: Item, tree: Tree, proposers: Sequence[tuple[str, Any]]) -> AmendForm:
        """Offer what it could stand under."""
        above = LEVELS[LEVELS.index(item.level) - 1]
        others = [x for x in tree.level(above) if not x.dropped_at and x.id != item.parent_id]
        self.to.choices = [(x.number, f"{x.number} {title_of(x)}") for x in others]
        return super().about(item, tree, proposers)

    def asks(self) -> dict[str, Any]:
        """Give where it would stand."""
        return {"to": self.to.data, "number": self.number.data}


@finished
class RenumberForm(AmendForm):
    """Give it another number in its place."""

    NAMES = ("number",)
    number = number_line(_l("Number"), required=True, hint=_l("One that nobody ever had. The old one leads to it."))


def numbers_of(written: str | None) -> tuple[str, ...]:
    """Give the numbers that were written, each once."""
    return tuple(dict.fromkeys(n.strip(".") for n in re.split(r"[\s,;]+", written or "") if n.strip(".")))


@finished
class SplitForm(AmendForm):
    """Say what stays, and what becomes an item of its own, with what goes under that."""

    NAMES = ("text", "title")
    PARTS = ("part", "other")
    text, title = wording(), short_title()
    part_title = line(_l("Second part: short title"))
    part_text = area(_l("Second part: wording"), required=False, most=WORDING)
    part_takes = line(_l("Second part: what goes under it, by number"), required=False, most=200, hint=TAKES)
    other_title = line(_l("Third part: short title"), required=False)
    other_text = area(_l("Third part: wording"), required=False, most=WORDING)
    other_takes = line(_l("Third part: what goes under it, by number"), required=False, most=200, hint=TAKES)

    def about(self, item: Item, tree: Tree, proposers: Sequence[tuple[str, Any]]) -> AmendForm:
        """Take away what an activity does not have: something under it."""
        if item.level == Level.ACTIVITY:
            for part in self.PARTS:
                del self[f"{part}_takes"]
        return super().about(item, tree, proposers)

    def asks(self) -> dict[str, Any]:
        """Give what stays and the parts."""
        parts = [self._part(name) for name in self.PARTS]
        return {**super().asks(), "parts": [part for part in parts if part.title or part.text or part.takes]}

    def _part(self, name: str) -> Part:
        takes = self[f"{name}_takes"].data if f"{name}_takes" in self else ""
        return Part(self[f"{name}_text"].data, self[f"{name}_title"].data, numbers_of(takes))

    def validate_other_title(self, field: Any) -> None:
        """Refuse a part without a title."""
        if not field.data and (self.other_text.data or ("other_takes" in self and self.other_takes.data)):
            raise ValidationError(_("Give it a short title."))


@finished
class MergeForm(AmendForm):
    """Say which others it takes in, and how it reads then."""

    NAMES = ("text", "title")
    others = line(
        _l("The others, by number"),
        most=200,
        hint=_l("Such as 4.4.2.3, 1.2.3.1. They leave the plan; what stands under them goes along."),
    )
    text, title = wording(), short_title()

    def asks(self) -> dict[str, Any]:
        """Give the numbers, each once."""
        return {**super().asks(), "others": numbers_of(self.others.data)}
