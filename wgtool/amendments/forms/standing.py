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
    """Put it under another output."""

    to = choose(_l("Output"), ())
    number = number_line(_l("Number there"), required=False, hint=_l("Empty: the next one that was never used there."))

    def begin(self, item: Item, tree: Tree) -> None:
        """Nothing is to be filled in."""

    def about(self, item: Item, tree: Tree, proposers: Sequence[tuple[str, Any]]) -> AmendForm:
        """Offer the other outputs."""
        others = [x for x in tree.level(Level.OUTPUT) if not x.dropped_at and x.id != item.parent_id]
        self.to.choices = [(x.number, f"{x.number} {title_of(x)}") for x in others]
        return super().about(item, tree, proposers)

    def asks(self) -> dict[str, Any]:
        """Give where it would stand."""
        return {"to": self.to.data, "number": self.number.data}


@finished
class RenumberForm(AmendForm):
    """Give it another number in its output."""

    NAMES = ("number",)
    number = number_line(_l("Number"), required=True, hint=_l("One that nobody ever had. The old one leads to it."))


@finished
class SplitForm(AmendForm):
    """Say what stays, and what becomes an activity of its own."""

    NAMES = ("text", "title")
    text, title = wording(), short_title()
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


@finished
class MergeForm(AmendForm):
    """Say which others it takes in, and how it reads then."""

    NAMES = ("text", "title")
    others = number_line(
        _l("The others, by number"), required=True, hint=_l("Such as 4.4.2.3, 1.2.3.1. They leave the plan.")
    )
    text, title = wording(), short_title()

    def asks(self) -> dict[str, Any]:
        """Give the numbers, each once."""
        written = [n.strip(".") for n in re.split(r"[\s,;]+", self.others.data or "") if n.strip(".")]
        return {**super().asks(), "others": list(dict.fromkeys(written))}
